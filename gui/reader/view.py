"""The reader view: an article that is read, selected and marked. It tells what the person does and changes no mark.

Marks change only when ``apply_delta`` says so. Positions are code points of ``Article.text``.
"""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QWidget

from core.marks import MarkIndex
from core.records import Article, LabelSet, Mark
from gui.i18n import current_language, tr
from gui.reader import hits
from gui.reader.article_view import ArticleView
from gui.reader.card import HoverCard, MoreRows
from gui.reader.find import FindBar
from gui.reader.keys import handle_key
from gui.reader.menu import add_copy, add_zone_menu
from gui.reader.painting import Preview
from gui.reader.pointer import Pointer
from gui.reader.selection import Range, graphemes_around, sentence_at
from gui.theme import Theme

_CARD_DELAY = 420  # milliseconds
_NOTCH = 120  # eighths of a degree that one step of a wheel turns


class ReaderView(ArticleView):
    """The reading surface of the window.

    ``mark_clicked`` carries a key, or None for a click on plain text. ``range_selected`` says that the person selected
    text, ``range_drawn`` that they did so while a label was armed. ``edge_moved`` carries key, start and end.
    ``zone_role_requested`` carries start, end and role. ``menu_requested`` carries the context menu before it is
    shown and the key of the mark under the mouse (or None): whoever listens adds actions. ``card_rows`` adds rows to
    the card.
    """

    mark_clicked = Signal(object)
    mark_hovered = Signal(object)
    range_selected = Signal(int, int)
    range_drawn = Signal(int, int)
    edge_moved = Signal("qlonglong", int, int)  # type: ignore[arg-type]  # the id of a row may need 64 bits
    zone_role_requested = Signal(int, int, str)
    zoom_requested = Signal(int)
    menu_requested = Signal(object, object)
    caret_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None, theme: Theme | None = None) -> None:
        super().__init__(parent, theme)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName(tr("Text of the article"))
        self.viewport().setMouseTracking(True)
        self.setAcceptDrops(False)
        self.card_rows: MoreRows | None = None
        self._armed: str | None = None
        self._pointer = Pointer(self)
        self._card = HoverCard(self)
        self._card_timer = QTimer(self)
        self._card_timer.setSingleShot(True)
        self._card_timer.timeout.connect(self._show_card)
        self._wheel = 0
        self._shown_selection: Range = (0, 0)
        self._shown_caret = 0
        self._under_caret: int | None = None
        self.find_bar = FindBar(self)
        self.selectionChanged.connect(self._repaint_selection)
        self.cursorPositionChanged.connect(self._repaint_selection)
        self.cursorPositionChanged.connect(self._announce_mark_under_caret)

    def set_article(
        self, article: Article | None, marks: MarkIndex | None = None, labels: LabelSet | None = None
    ) -> None:
        """Show an article (None: an empty page) from its top, with its marks and the label set that colours them."""
        self._hover(None)
        self._pointer.cancel()
        super().set_article(article, marks, labels)
        self._shown_selection, self._shown_caret = (0, 0), 0
        self.find_bar.search_again()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        super().set_theme(theme)
        if hasattr(self, "find_bar"):  # the base class sets its theme before there is one
            self.find_bar.set_theme(theme)

    # Selection

    def selected_range(self) -> Range | None:
        """Give the selected text, widened to whole graphemes; None if there is none."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        start, end = self.to_position(cursor.selectionStart()), self.to_position(cursor.selectionEnd())
        return graphemes_around(self.text, start)[0], graphemes_around(self.text, end)[1]

    def anchor_position(self) -> int:
        """Give the fixed end of the selection, or the caret."""
        return self.to_position(self.textCursor().anchor())

    def caret_position(self) -> int:
        """Give the position of the caret."""
        return self.to_position(self.textCursor().position())

    def sentence_at(self, position: int) -> Range:
        """Give the sentence around a position."""
        return sentence_at(self.text, position)

    def show_selection(self, anchor: int, position: int) -> None:
        """Select from a fixed end to a moving one, without scrolling; armed, it looks like the mark to come."""
        cursor = self.textCursor()
        cursor.setPosition(self.to_position16(anchor))
        cursor.setPosition(self.to_position16(position), QTextCursor.MoveMode.KeepAnchor)
        bar, value = self.verticalScrollBar(), self.verticalScrollBar().value()
        self._scroller.holding = True
        self.setTextCursor(cursor)  # scrolls to the caret, which the mouse does not want
        bar.setValue(value)
        self._scroller.holding = False
        self._repaint_selection()
        if self._armed is not None and anchor != position:
            self.set_preview(Preview(min(anchor, position), max(anchor, position), self._armed))
        elif self._surface.preview is not None:
            self.set_preview(None)

    def clear_selection(self) -> None:
        """Select nothing; the caret stays where it is."""
        position = self.caret_position()
        self.show_selection(position, position)

    def finish_selection(self) -> None:
        """Tell that the person has selected text; armed, that they have drawn a mark."""
        span = self.selected_range()
        self.set_preview(None)
        if span is None:
            return
        if self._armed is None:
            self.range_selected.emit(*span)
            return
        self.clear_selection()
        if not self.text[slice(*span)].isspace():
            self.range_drawn.emit(*span)

    def arm(self, label: str | None) -> None:
        """Let selections draw marks of a label from now on; None: select text as usual."""
        self._armed = label
        self.viewport().setCursor(Qt.CursorShape.CrossCursor if label is not None else Qt.CursorShape.IBeamCursor)

    @property
    def armed(self) -> str | None:
        """The label that selections draw."""
        return self._armed

    def set_preview(self, preview: Preview | None) -> None:
        """Show the mark that would come about, or none."""
        before, self._surface.preview = self._surface.preview, preview
        for each in (before, preview):
            if each is not None:
                self.update_range(each.start, each.end)
                if each.key is not None:
                    self.update_mark(each.key)

    def preview(self) -> Preview | None:
        """Give the mark that would come about."""
        return self._surface.preview

    # Mouse

    def marks_at(self, point: QPoint) -> list[int]:
        """Give the keys of the marks at a point of the viewport, the innermost one first."""
        if not self._surface.marks_visible:
            return []
        return hits.marks_at(self._layout, self.to_document(point).toPoint())

    def handle_places(self) -> tuple[QPoint | None, QPoint | None]:
        """Give where the handles of the selected mark are in the viewport."""
        key, top = self._surface.selected, self.verticalScrollBar().value()
        if key is None or not self._surface.marks_visible:
            return None, None
        places = hits.handle_places(self._layout, key, top, top + self.viewport().height())
        start, end = (None if place is None else place - QPoint(0, top) for place in places)
        return start, end

    def character_at(self, point: QPoint) -> int:
        """Give the position of the character under a point, also where the nearest gap is the one behind it."""
        position = self.position_at(point)
        if position > 0:
            box = self._layout.range_rect(position - 1, position)
            y = self.to_document(point).y()
            before = self.text[position - 1]
            if box.top() <= y <= box.bottom() and before != "\n" and point.x() < self._x_of(position):
                return position - 1
        return position

    def click(self, point: QPoint) -> None:
        """Put the caret there and tell which mark was clicked; the same place again means the next one outwards."""
        position = self.position_at(point)
        self.show_selection(position, position)
        keys = self.marks_at(point)
        selected = self._surface.selected
        if not keys:
            self.mark_clicked.emit(None)
        elif selected in keys:
            self.mark_clicked.emit(keys[(keys.index(selected) + 1) % len(keys)])
        else:
            self.mark_clicked.emit(keys[0])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click, a selection or the drag of an edge."""
        self._hover(None)
        if event.button() == Qt.MouseButton.LeftButton:
            self._pointer.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a token."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pointer.double(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with a drag, or tell what the mouse is over."""
        if self._pointer.is_busy:
            self._pointer.move(event)
            return
        point = event.position().toPoint()
        keys = self.marks_at(point)
        self._hover(keys[0] if keys else None)
        self.viewport().setCursor(self._cursor_at(point, keys))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Finish a click, a selection or the drag of an edge."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pointer.release(event)

    def leaveEvent(self, event: object) -> None:
        """Hide the card."""
        self._hover(None)
        super().leaveEvent(event)  # type: ignore[arg-type]

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll by the pixel where the device tells pixels; with Ctrl ask for another type size."""
        self._hover(None)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._wheel += event.angleDelta().y()
            steps, self._wheel = int(self._wheel / _NOTCH), self._wheel - int(self._wheel / _NOTCH) * _NOTCH
            if steps:
                self.zoom_requested.emit(steps)
        elif event.pixelDelta().y():
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - event.pixelDelta().y())
        else:
            super().wheelEvent(event)
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show the menu of the text: copy, the zone of the paragraph, and what the window adds."""
        point = self.viewport().mapFromGlobal(event.globalPos())
        keys = self.marks_at(point)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.menu_requested.emit(menu, keys[0] if keys else None)
        add_copy(menu, self)
        if self.article is not None and self.text:
            add_zone_menu(menu, self, self._layout.table, self.position_at(point))
        menu.popup(event.globalPos())

    # Keys and caret

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move caret and selection as the platform's editors do; without a caret, scroll."""
        if handle_key(self, event):
            return
        before, place = self.selected_range(), (self.anchor_position(), self.caret_position())
        super().keyPressEvent(event)
        self._scroller.prepare()
        if (self.anchor_position(), self.caret_position()) != place:  # not for Ctrl alone: the caret may be far away
            self.bring_into_view(self.caret_position())  # Qt looked before the heights on the way were true
        after = self.selected_range()
        if after != before and after is not None:
            self.range_selected.emit(*after)

    def set_caret_visible(self, visible: bool) -> None:  # a slot for a checkable action
        """Show a caret that the arrow keys move, or let them scroll."""
        if visible != self._surface.caret_visible:
            self._surface.caret_visible = visible
            self.viewport().update()
            self.caret_toggled.emit(visible)

    @property
    def caret_visible(self) -> bool:
        """Tell whether the arrow keys move a caret."""
        return self._surface.caret_visible

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the card; a drag does not outlive the focus."""
        self._hover(None)
        super().focusOutEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Give the original text of the selection: what Qt has is made for display."""
        data = QMimeData()
        span = self.selected_range()
        if span is not None:
            data.setText(self.text[slice(*span)])
        return data

    # Hovering

    def _hover(self, key: int | None) -> None:
        before = self._surface.hovered
        if key == before:
            return
        self._surface.hovered = key
        for each in {before, key} - {None}:
            self.update_mark(each)
        self._card.hide()
        self._card_timer.start(_CARD_DELAY) if key is not None else self._card_timer.stop()
        self.mark_hovered.emit(key)

    def _show_card(self) -> None:
        mark = self._mark(self._surface.hovered)
        if mark is None:
            return
        top = self.verticalScrollBar().value()
        boxes = hits.mark_boxes(self._layout, mark.key, top, top + self.viewport().height())
        if boxes:
            extra = self.card_rows(mark) if self.card_rows is not None else ()
            self._card.show_mark(mark, self.label_set, self._inks, self._typography.sans, extra)
            self._card.place(boxes[0].translated(0, -top), self.viewport().rect())

    def _cursor_at(self, point: QPoint, keys: list[int]) -> Qt.CursorShape:
        if self._pointer.is_over_handle(point):
            return Qt.CursorShape.SizeHorCursor
        if self._armed is not None:
            return Qt.CursorShape.CrossCursor
        return Qt.CursorShape.PointingHandCursor if keys else Qt.CursorShape.IBeamCursor

    def _mark(self, key: int | None) -> Mark | None:
        marks = self._surface.marks
        return marks.get(key) if marks is not None and key is not None else None

    def _x_of(self, position: int) -> float:
        cursor = self.textCursor()
        cursor.setPosition(self.to_position16(position))
        return self.cursorRect(cursor).left()

    def _repaint_selection(self) -> None:
        """Paint the lines anew where selection and caret were and are: they reach beyond what Qt thinks they take."""
        if self._scroller.holding:
            return  # Qt has scrolled for a moment: where lines are in the view is not to be asked now
        cursor = self.textCursor()
        caret = self.to_position(cursor.position())
        for position in {self._shown_caret, caret}:
            self.update_range(position, position)
        self._shown_caret = caret
        shown = self.to_position(cursor.selectionStart()), self.to_position(cursor.selectionEnd())
        for start, end in (self._shown_selection, shown):
            if start != end:
                self.update_range(start, end)
        self._shown_selection = shown

    def _announce_mark_under_caret(self) -> None:
        """Let a screen reader say label and state of the mark that the caret has come into."""
        if not self.caret_visible or not QAccessible.isActive() or self._surface.marks is None:
            return
        marks = self._surface.marks.at(self.caret_position())
        key = marks[0].key if marks else None
        if key is not None and key != self._under_caret:
            self.announce(marks[0])
        self._under_caret = key

    def announce(self, mark: Mark) -> None:
        """Let a screen reader say label, state and text of a mark."""
        label = self.label_set.get(mark.label) if self.label_set else None
        title = label.title_for(current_language()) if label else mark.label
        state = tr("accepted") if mark.is_decided else tr("proposed")
        message = f"{title}, {state}: {mark.span.surface}"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, message))
