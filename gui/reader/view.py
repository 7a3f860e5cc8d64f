"""The reader view: an article that is read, selected and marked. It tells what the person does and changes no mark.

Marks change only when ``apply_delta`` says so. Positions are code points of ``Article.text``.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QWidget

from core.marks import MarkIndex
from core.records import Article, LabelSet
from gui.i18n import tr
from gui.reader import hits
from gui.reader.card import MoreRows
from gui.reader.find import FindBar
from gui.reader.frame import FrameBox, Framing
from gui.reader.hovering import Hovering
from gui.reader.keys import handle_key, leave_grapheme
from gui.reader.menu import add_copy, add_fold, add_zone_menu
from gui.reader.pointer import Pointer
from gui.reader.speaking import Speaker
from gui.reader.tied_view import TiedView
from gui.theme import Theme

_NOTCH = 120  # eighths of a degree that one step of a wheel turns


class ReaderView(TiedView):
    """The reading surface of the window.

    ``mark_clicked`` carries a key, or None for a click on plain text; with Ctrl a click is ``mark_toggled`` instead,
    with Shift too ``mark_reached``, and a drag ``marks_framed`` (the keys of all marks that are to be selected then).
    ``edge_moved`` carries key, start and end.
    ``zone_role_requested`` carries start, end and role. ``menu_requested`` carries the context menu before it is
    shown and the key of the mark under the mouse (or None): whoever listens adds actions. ``card_rows`` adds rows to
    the card.
    """

    mark_clicked = Signal(object)
    mark_toggled = Signal("qlonglong")  # type: ignore[arg-type]  # the id of a row may need 64 bits
    mark_reached = Signal("qlonglong")  # type: ignore[arg-type]
    marks_framed = Signal(object)
    mark_hovered = Signal(object)
    edge_moved = Signal("qlonglong", int, int)  # type: ignore[arg-type]
    zone_role_requested = Signal(int, int, str)
    zoom_requested = Signal(int)
    width_requested = Signal(int)
    menu_requested = Signal(object, object)
    caret_toggled = Signal(bool)
    tabbed_into = Signal(int)  # by the Tab key, forwards (1) or backwards (-1)

    def __init__(self, parent: QWidget | None = None, theme: Theme | None = None) -> None:
        super().__init__(parent, theme)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        # An input method would take label keys for the beginning of a word, and Qt would put the word into the article.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setAccessibleName(tr("Text of the article"))
        self.viewport().setMouseTracking(True)
        self.setAcceptDrops(False)
        self._pointer = Pointer(self)
        self._hovering = Hovering(self)
        self._speaker = Speaker(self)
        self._find_bar: FindBar | None = None
        self._frame: FrameBox | None = None
        self._wheel = 0
        self.cursorPositionChanged.connect(self._tell_mark_under_caret)
        self.folded.connect(self._tell_folded)

    def set_article(
        self, article: Article | None, marks: MarkIndex | None = None, labels: LabelSet | None = None
    ) -> None:
        """Show an article (None: an empty page) from its top, with its marks and the label set that colours them."""
        self._hovering.over(None)
        self._pointer.cancel()
        super().set_article(article, marks, labels)
        if self._find_bar is not None:
            self._find_bar.search_again()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        super().set_theme(theme)
        find_bar: FindBar | None = getattr(self, "_find_bar", None)  # the base class sets its theme first of all
        if find_bar is not None:
            find_bar.set_theme(theme)

    @property
    def find_bar(self) -> FindBar:
        """The bar to find text in the article with, made when it is first asked for."""
        if self._find_bar is None:
            self._find_bar = FindBar(self)
            self._find_bar.set_theme(self._theme)
        return self._find_bar

    def make_room_above(self, height: int) -> None:
        """Leave a strip of ``height`` pixels free above the text, which stays where it is, but at its very top."""
        bar, grown = self.verticalScrollBar(), height - self.viewportMargins().top()
        value = bar.value()
        if grown:
            self.setViewportMargins(0, height, 0, 0)
            bar.setValue(value + grown if value else 0)

    @property
    def card_rows(self) -> MoreRows | None:
        """What adds rows to the card of a mark."""
        return self._hovering.more_rows

    @card_rows.setter
    def card_rows(self, rows: MoreRows | None) -> None:
        self._hovering.more_rows = rows

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

    def mark_boxes(self, key: int) -> list[QRect]:
        """Give the boxes of a mark's pieces that are in view, in pixels of the viewport."""
        top = self.verticalScrollBar().value()
        boxes = hits.mark_boxes(self._layout, key, top, top + self.viewport().height())
        return [box.translated(0, -top) for box in boxes]

    def show_hovered(self, key: int | None) -> None:
        """Show a mark as the one under the mouse."""
        before, self._surface.hovered = self._surface.hovered, key
        for each in {before, key} - {None}:
            self._repainter.mark(each)

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
        stretch = self.fold_at(point)
        if stretch is not None:
            self.toggle_fold(stretch)
            return
        keys = self.marks_at(point)
        tied = None if keys else self._arcs.hit(point)
        if tied is not None:
            self.mark_clicked.emit(tied)
            return
        position = self.position_at(point)
        self.show_selection(position, position)
        selected = self._surface.selected
        if not keys:
            self.mark_clicked.emit(None)
        elif selected in keys:
            self.mark_clicked.emit(keys[(keys.index(selected) + 1) % len(keys)])
        else:
            self.mark_clicked.emit(keys[0])

    def choose_at(self, point: QPoint, *, run: bool) -> None:
        """Tell that the innermost mark at a point is to be selected beside others, or all marks up to it."""
        keys = self.marks_at(point)
        if keys:
            (self.mark_reached if run else self.mark_toggled).emit(keys[0])

    def selected_keys(self) -> frozenset[int]:
        """Give the keys of the selected marks."""
        return self._surface.chosen | ({self._surface.selected} - {None})  # type: ignore[operator]

    def framing(self, point: QPoint) -> Framing:
        """Begin a frame over marks."""
        return Framing(self._layout, self.to_document(point).toPoint())

    def show_current_hit(self, hit: tuple[int, int] | None) -> None:
        """Show a hit as the one that the person was led to, or none."""
        self._surface.current_hit = hit
        self.viewport().update()

    def show_frame(self, area: QRect | None) -> None:
        """Show a frame (pixels of the document), or none."""
        if self._frame is None:
            self._frame = FrameBox(self.viewport())
        if area is None:
            self._frame.hide()
        else:
            self._frame.show_at(area.translated(0, -self.verticalScrollBar().value()), self._theme)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click, a selection or the drag of an edge."""
        self._hovering.over(None)
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
        self._hovering.over(keys[0] if keys else self._arcs.hit(point))
        self.viewport().setCursor(self._cursor_at(point, keys))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Finish a click, a selection or the drag of an edge."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pointer.release(event)

    def leaveEvent(self, event: object) -> None:
        """Hide the card."""
        self._hovering.over(None)
        super().leaveEvent(event)  # type: ignore[arg-type]

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll by the pixel where the device tells pixels; with Ctrl ask for another type size, or (Shift) column."""
        self._hovering.over(None)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._wheel += event.angleDelta().y() or event.angleDelta().x()  # some systems turn the wheel with Shift
            steps, self._wheel = int(self._wheel / _NOTCH), self._wheel - int(self._wheel / _NOTCH) * _NOTCH
            if steps:
                is_column = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                (self.width_requested if is_column else self.zoom_requested).emit(steps)
        elif event.pixelDelta().y():
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - event.pixelDelta().y())
        else:
            super().wheelEvent(event)
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show the menu of the text: copy, the zone of the paragraph, and what the window adds."""
        point = self.viewport().mapFromGlobal(event.globalPos())
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            point = self._keyboard_point()
        keys = self.marks_at(point)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.menu_requested.emit(menu, keys[0] if keys else None)
        add_copy(menu, self)
        if self.article is not None and self.text:
            add_zone_menu(menu, self, self._layout.table, self.position_at(point))
            add_fold(menu, self, self.position_at(point))
        menu.popup(self.viewport().mapToGlobal(point))

    def _keyboard_point(self) -> QPoint:
        """Give where the menu key means: the selected mark, else the caret."""
        key = self._surface.selected
        boxes = self.mark_boxes(key) if key is not None else []
        return boxes[0].center() if boxes else self.cursorRect().center()

    # Keys and caret

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move caret and selection as the platform's editors do; without a caret, scroll."""
        if handle_key(self, event):
            return
        before, place = self.selected_range(), (self.anchor_position(), self.caret_position())
        super().keyPressEvent(event)
        leave_grapheme(self, back=self.caret_position() < place[1])
        self._scroller.prepare()
        if (self.anchor_position(), self.caret_position()) != place:  # not for Ctrl alone: the caret may be far away
            self.bring_into_view(self.caret_position())  # Qt looked before the heights on the way were true
        after = self.selected_range()
        if after != before and after is not None:
            self.range_selected.emit(*after)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take nothing from an input method: the text of an article never changes."""
        event.ignore()

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

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the Tab key has led here."""
        super().focusInEvent(event)
        reason = event.reason()
        if reason in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.tabbed_into.emit(1 if reason == Qt.FocusReason.TabFocusReason else -1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the card; a drag does not outlive the focus."""
        self._hovering.over(None)
        super().focusOutEvent(event)

    def _cursor_at(self, point: QPoint, keys: list[int]) -> Qt.CursorShape:
        if self._pointer.is_over_handle(point):
            return Qt.CursorShape.SizeHorCursor
        if self._armed is not None:
            return Qt.CursorShape.CrossCursor
        leads_on = keys or self._arcs.hit(point) is not None or self.fold_at(point) is not None
        return Qt.CursorShape.PointingHandCursor if leads_on else Qt.CursorShape.IBeamCursor

    def _x_of(self, position: int) -> float:
        cursor = self.textCursor()
        cursor.setPosition(self.to_position16(position))
        return self.cursorRect(cursor).left()

    def _tell_folded(self, lines: int, folded: bool) -> None:
        self.say(
            tr("%n line(s) of boilerplate folded", n=lines) if folded else tr("%n line(s) of boilerplate", n=lines)
        )

    def say(self, message: str) -> None:
        """Let a screen reader say a sentence."""
        self._speaker.say(message)

    def _tell_mark_under_caret(self) -> None:
        marks = self._surface.marks
        if self.caret_visible and marks is not None:
            self._speaker.caret_in(marks.at(self.caret_position()), self.label_set)
