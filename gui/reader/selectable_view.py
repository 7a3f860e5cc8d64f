"""An article whose text can be selected: the selection in code points, the armed label, the clipboard."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QWidget

from core.marks import MarkIndex
from core.records import Article, LabelSet
from gui.reader.copying import marked_data, plain_data
from gui.reader.folding_view import FoldingView
from gui.reader.painting import Preview
from gui.reader.selection import TOKEN, Range, graphemes_around, sentence_at, token_at, without_blanks
from gui.theme import Theme


class SelectableView(FoldingView):
    """Tells what the person selected: ``range_selected``, or ``range_drawn`` while a label is armed."""

    range_selected = Signal(int, int)
    range_drawn = Signal(int, int)

    def __init__(self, parent: QWidget | None = None, theme: Theme | None = None) -> None:
        super().__init__(parent, theme)
        self._armed: str | None = None
        self._shown_selection: Range = (0, 0)
        self._shown_caret = 0
        self.selectionChanged.connect(self._repaint_selection)
        self.cursorPositionChanged.connect(self._repaint_selection)

    def set_article(
        self, article: Article | None, marks: MarkIndex | None = None, labels: LabelSet | None = None
    ) -> None:
        """Show an article (None: an empty page) from its top, with its marks and the label set that colours them."""
        had_selection = self.textCursor().hasSelection()
        self._shown_selection, self._shown_caret = (0, 0), 0
        super().set_article(article, marks, labels)
        if had_selection:
            self.selectionChanged.emit()

    def selected_range(self) -> Range | None:
        """Give the selected text, widened to whole graphemes; None if there is none."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        start, end = self.to_position(cursor.selectionStart()), self.to_position(cursor.selectionEnd())
        return graphemes_around(self.text, start)[0], graphemes_around(self.text, end)[1]

    def range_to_mark(self) -> Range | None:
        """Give what of the selected text a mark would cover: no blanks at its ends; None if that is nothing."""
        span = self.selected_range()
        return None if span is None else without_blanks(self.text, *span)

    def anchor_position(self) -> int:
        """Give the fixed end of the selection, or the caret."""
        return self.to_position(self.textCursor().anchor())

    def caret_position(self) -> int:
        """Give the position of the caret."""
        return self.to_position(self.textCursor().position())

    def sentence_at(self, position: int) -> Range:
        """Give the sentence around a position."""
        return sentence_at(self.text, position)

    def paragraph_start(self, position: int, direction: int) -> int:
        """Give where the next (+1) paragraph starts, or this one (-1), from its start the one before."""
        return self._layout.table.paragraph_start(position, direction)

    def select_around(self, unit: str) -> None:
        """Select the ``token`` or the ``sentence`` at the caret, or where the view begins if the caret is not in it."""
        place = self.selected_range() or (self.place_in_view(),)
        span = token_at(self.text, place[0]) if unit == TOKEN else sentence_at(self.text, place[0])
        if span is not None and span[0] < span[1]:
            self.show_selection(*span)
            self.bring_into_view(span[0])
            self.finish_selection()

    def range_in_view(self) -> Range:
        """Give the positions of the first and behind the last character in view, about."""
        port, half = self.viewport().rect(), self._typography.body.pitch // 2
        return self.position_at(QPoint(0, half)), self.position_at(QPoint(port.right(), port.bottom() - half))

    def place_in_view(self) -> int:
        """Give the place of the caret if its line is in view, else the first one that is."""
        place = self.caret_position()
        return place if self.text_range_visible(place, place + 1) else self.range_in_view()[0]

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
        drawn = self.range_to_mark()
        self.clear_selection()
        if drawn is not None:
            self.range_drawn.emit(*drawn)

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
                self._repainter.text(each.start, each.end)
                if each.key is not None:
                    self._repainter.mark(each.key)

    def preview(self) -> Preview | None:
        """Give the mark that would come about."""
        return self._surface.preview

    def createMimeDataFromSelection(self) -> QMimeData:
        """Give the original text of the selection: what Qt has is made for display."""
        return plain_data(self.text, *(self.selected_range() or (0, 0)))

    def copy_text(self, *, with_marks: bool = False) -> None:
        """Put the selected text, else that of the selected mark, on the clipboard."""
        mark = self.selected_mark()
        span = self.selected_range() or ((mark.start, mark.end) if mark is not None else None)
        if span is not None:
            marks = self._surface.marks_between(*span)
            data = marked_data(self.text, *span, marks, self._inks) if with_marks else plain_data(self.text, *span)
            QGuiApplication.clipboard().setMimeData(data)

    def copy_marked(self) -> None:
        """Put the same on the clipboard with its marks, readable and as HTML."""
        self.copy_text(with_marks=True)

    def _repaint_selection(self) -> None:
        """Paint the lines anew where selection and caret were and are: they reach beyond what Qt thinks they take."""
        if self._scroller.holding:
            return  # Qt has scrolled for a moment: where lines are in the view is not to be asked now
        cursor = self.textCursor()
        caret = self.to_position(cursor.position())
        for position in {self._shown_caret, caret}:
            self._repainter.text(position, position)
        self._shown_caret = caret
        shown = self.to_position(cursor.selectionStart()), self.to_position(cursor.selectionEnd())
        for start, end in (self._shown_selection, shown):
            if start != end:
                self._repainter.text(start, end)
        self._shown_selection = shown
