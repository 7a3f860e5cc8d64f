"""The mouse on the text: clicks on marks, selections that snap, edges that are dragged. It tells, no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QElapsedTimer, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from gui.reader.painting import HANDLE, Preview
from gui.reader.selection import graphemes_around, sentence_at, snapped_characters, snapped_tokens, token_at

if TYPE_CHECKING:
    from gui.reader.frame import Framing
    from gui.reader.view import ReaderView

DRAG_DISTANCE = 5  # pixels from which a press is a drag
_SCROLL_PAUSE = 30  # milliseconds between two steps of scrolling while dragging beyond the edge


class _Edge(NamedTuple):
    """An edge of the selected mark that is held: the other one stays where it is."""

    key: int
    label: str
    fixed: int
    original: tuple[int, int]


class Pointer(QObject):
    """Follows the left button from press to release for one reader view."""

    def __init__(self, view: ReaderView) -> None:
        super().__init__(view)
        self._view = view
        self._pressed: QPointF | None = None  # in the document, so that scrolling does not move it
        self._start = 0
        self._base: tuple[int, int] | None = None  # the token or sentence that a multiple click chose
        self._dragging = False
        self._edge: _Edge | None = None
        self._framing: Framing | None = None
        self._framed: frozenset[int] | None = None
        self._beside: frozenset[int] = frozenset()  # the marks that a frame adds to
        self._last = QPoint()
        self._modifiers = Qt.KeyboardModifier.NoModifier
        self._since_double = QElapsedTimer()
        self._double_at = QPoint()
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(_SCROLL_PAUSE)
        self._scrolling.timeout.connect(self._scroll_on)

    @property
    def is_busy(self) -> bool:
        """Tell whether the button is held."""
        return self._pressed is not None

    def press(self, event: QMouseEvent) -> None:
        """Begin a click, a selection or the drag of an edge."""
        view, point = self._view, event.position().toPoint()
        self._pressed = view.to_document(point)
        self._last, self._modifiers = point, event.modifiers()
        self._base, self._dragging = None, False
        self._edge = self._edge_at(point)
        self._framing = None
        if self._edge is not None:
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            more = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._framing, self._framed = view.framing(point), None
            self._beside = view.selected_keys() if more else frozenset()
            return
        self._start = view.position_at(point)
        if self._is_triple(point):
            self._choose(sentence_at(view.text, self._start))
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._start = view.anchor_position()
            self._dragging = True
            self._drag_to(point)

    def double(self, event: QMouseEvent) -> None:
        """Select the token; a third click selects the sentence, a drag goes on by tokens."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.press(event)  # two quick clicks, each on a mark
            return
        view, point = self._view, event.position().toPoint()
        self._pressed = view.to_document(point)
        self._last, self._modifiers = point, event.modifiers()
        self._dragging, self._edge, self._framing = False, None, None
        self._start = view.position_at(point)
        self._double_at = point
        self._since_double.start()
        token = token_at(view.text, view.character_at(point))
        if token is not None:
            self._choose(token)

    def move(self, event: QMouseEvent) -> None:
        """Go on with a drag."""
        if self._pressed is None:
            return
        point = event.position().toPoint()
        self._last, self._modifiers = point, event.modifiers()
        if not self._dragging:
            way = self._view.to_document(point) - self._pressed
            if way.manhattanLength() < DRAG_DISTANCE:
                return
            self._dragging = True
        self._drag_to(point)
        outside = not self._view.viewport().rect().adjusted(-9999, 0, 9999, 0).contains(point)
        if outside != self._scrolling.isActive():
            self._scrolling.start() if outside else self._scrolling.stop()

    def release(self, event: QMouseEvent) -> None:
        """Finish: tell what was clicked, selected, framed, drawn or moved."""
        if self._pressed is None:
            return
        view, point = self._view, event.position().toPoint()
        self._scrolling.stop()
        edge, dragging, base, framing = self._edge, self._dragging, self._base, self._framing
        self._let_go()
        if framing is not None:
            if not dragging:
                view.choose_at(point, run=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif edge is not None:
            preview = view.preview()
            view.set_preview(None)
            if preview is not None and (preview.start, preview.end) != edge.original:
                view.edge_moved.emit(edge.key, preview.start, preview.end)
        elif dragging or base is not None:
            view.finish_selection()
        else:
            view.click(point)

    def cancel(self) -> None:
        """Let go without doing anything."""
        self._scrolling.stop()
        self._let_go()
        self._view.set_preview(None)

    def _let_go(self) -> None:
        if self._framing is not None:
            self._view.show_frame(None)
        self._pressed, self._edge, self._dragging, self._base, self._framing = None, None, False, None, None

    def is_over_handle(self, point: QPoint) -> bool:
        """Tell whether a handle of the selected mark is under the mouse."""
        return self._edge_at(point) is not None

    def _edge_at(self, point: QPoint) -> _Edge | None:
        view = self._view
        mark = view.selected_mark()
        if mark is None:
            return None
        for place, fixed in zip(view.handle_places(), (mark.end, mark.start), strict=True):
            if place is not None and (place - point).manhattanLength() <= HANDLE + 5:
                return _Edge(mark.key, mark.label, fixed, (mark.start, mark.end))
        return None

    def _is_triple(self, point: QPoint) -> bool:
        if not self._since_double.isValid() or self._since_double.elapsed() > QApplication.doubleClickInterval():
            return False
        return (point - self._double_at).manhattanLength() < QApplication.startDragDistance()

    def _choose(self, span: tuple[int, int]) -> None:
        self._base = span
        self._view.show_selection(*span)

    def _drag_to(self, point: QPoint) -> None:
        view = self._view
        if self._framing is not None:
            self._drag_frame(self._framing, view.to_document(point).toPoint())
            return
        position = view.position_at(point)
        if self._edge is not None:
            self._drag_edge(self._edge, position)
            return
        snap = snapped_characters if self._modifiers & Qt.KeyboardModifier.AltModifier else snapped_tokens
        span = snap(view.text, self._start, position)
        if self._base is not None:
            low, high = span or self._base
            span = min(low, self._base[0]), max(high, self._base[1])
        if span is None:
            view.show_selection(self._start, self._start)
        elif position < self._start:
            view.show_selection(span[1], span[0])
        else:
            view.show_selection(*span)

    def _drag_frame(self, framing: Framing, corner: QPoint) -> None:
        """Draw the frame on, and tell which marks it touches whenever these are others."""
        self._view.show_frame(framing.area(corner))
        touched = framing.touched(corner)
        if touched != self._framed:
            self._framed = touched
            self._view.marks_framed.emit(touched | self._beside)

    def _drag_edge(self, edge: _Edge, position: int) -> None:
        """Show where the mark would end; it keeps at least one token, or character with Alt, beside its fixed edge."""
        text = self._view.text
        snap = snapped_characters if self._modifiers & Qt.KeyboardModifier.AltModifier else snapped_tokens
        span = snap(text, edge.fixed, position)
        if span is None:
            return
        moves_end = edge.fixed == edge.original[0]
        if (position > edge.fixed) != moves_end:
            return  # beyond the other edge: a mark is not turned over
        # The fixed edge stays even where it stands inside a token, as in a part of a compound.
        start, end = (edge.fixed, span[1]) if moves_end else (span[0], edge.fixed)
        low, high = graphemes_around(text, start)[0], graphemes_around(text, end)[1]
        if low < high:
            self._view.set_preview(Preview(low, high, edge.label, edge.key))

    def _scroll_on(self) -> None:
        """Scroll while the mouse is held beyond the edge, faster the further away it is."""
        height = self._view.viewport().height()
        beyond = self._last.y() if self._last.y() < 0 else max(0, self._last.y() - height)
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + max(-60, min(60, beyond // 2 or (1 if beyond > 0 else -1))))
        self._drag_to(QPoint(self._last.x(), min(max(0, self._last.y()), height - 1)))
