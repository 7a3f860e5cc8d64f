"""Scrolling over estimated heights: the text under the reader never moves while estimates are corrected.

Before anything is painted the blocks in view are laid out. Whenever one above them grows or shrinks, whoever asked for
its lines, the scroll value is moved by as much, unseen. At rest the other blocks are measured in small slices, until
the scroll bar is exact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QElapsedTimer, QObject, QRect, QTimer

from gui.reader.layout import PAGE_TOP
from gui.reader.shapes import SPILL

if TYPE_CHECKING:
    from PySide6.QtWidgets import QScrollBar

    from gui.reader.article_view import ArticleView
    from gui.reader.layout import ReaderLayout

_REST = 250  # milliseconds without scrolling before the rest is measured
_PAUSE = 12  # milliseconds between two slices
_SLICE = 5  # milliseconds
_ROUNDS = 6  # laying out may uncover more blocks, which lays out more; it settles in two


class Anchor(NamedTuple):
    """A block, and how far below its top the view begins, in pixels."""

    number: int
    offset: int


class Place(NamedTuple):
    """A position of the text (code points), and how far below the top of its line the view begins, in pixels."""

    position: int
    offset: int


class Scroller(QObject):
    """Keeps scroll bar, heights and what is in view in step for one reader view."""

    def __init__(self, view: ArticleView, layout: ReaderLayout) -> None:
        super().__init__(view)
        self._view = view
        self._layout = layout
        self._next: int | None = 0
        self._gone_to: tuple[int, Place] | None = None  # a place, and the scroll value that shows it
        self._held = Anchor(0, -PAGE_TOP)
        self._prepared: tuple[object, ...] = ()  # what was in view when it was last laid out
        self._laying_out = False
        self.holding = False  # while the scroll bar is moved along with the text
        layout.grown = self._follow
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._measure_slice)

    @property
    def _bar(self) -> QScrollBar:
        return self._view.verticalScrollBar()

    @property
    def _page(self) -> int:
        return self._view.viewport().height()

    def _in_view(self) -> tuple[object, ...]:
        """Give what says which lines are in view, and where."""
        return self._held, self._bar.value(), self._page, self._layout.state

    def _anchor_at(self, value: int) -> Anchor:
        number = self._layout.number_at(value)
        return Anchor(number, value - self._layout.top(number))

    def place(self) -> Place:
        """Give the text at the top of the view; it outlives a new type size or column."""
        value = self._bar.value()
        if self._gone_to is not None and self._gone_to[0] == value:
            return self._gone_to[1]  # nobody scrolled since: the same line through any number of resizes
        laid = self._layout.laid(self._layout.number_at(value))
        top = self._layout.top(laid.number)
        if value < PAGE_TOP:
            return Place(0, value - PAGE_TOP)
        line = laid.lines[laid.line_at(value - top)]
        return Place(self._view.to_position(laid.start16 + line.start), value - top - line.top)

    def go_to(self, place: Place) -> None:
        """Bring a place to the top of the view."""
        layout = self._layout
        laid = layout.laid(layout.table.index(place.position))
        line = laid.lines[laid.line_of(layout.to_local(laid, place.position))]
        self.hold(Anchor(laid.number, line.top + place.offset))
        self._gone_to = self._bar.value(), place
        self._view.viewport().update()

    def go_home(self) -> None:
        """Go to the top of the page."""
        self._gone_to = None
        self.hold(Anchor(0, -PAGE_TOP))

    def shows(self, box: QRect) -> bool:
        """Tell whether a box of the document is in view from top to bottom."""
        top = self._bar.value()
        return top <= box.top() and box.bottom() < top + self._page

    def bring_in(self, box: QRect) -> None:
        """Scroll as little as is needed to show a box."""
        if box.top() < self._bar.value():
            self._bar.setValue(box.top())
        elif not self.shows(box):
            self._bar.setValue(box.bottom() + 1 - self._page)

    def bring_to_upper_third(self, position: int) -> None:
        """Go to the line of a position (code points)."""
        self._gone_to = None
        laid = self._layout.laid(self._layout.table.index(position))
        line = laid.lines[laid.line_of(self._layout.to_local(laid, position))]
        self.hold(Anchor(laid.number, line.top - self._page // 3))
        self._view.viewport().update()

    def prepare(self) -> None:
        """Lay out what is in view, if anything moved since this was last done."""
        if self._prepared != self._in_view():
            self.hold(self._held)
            self._prepared = self._in_view()

    def scrolled(self, dy: int) -> bool:
        """Lay out what scrolling by ``dy`` pixels (positive: up) uncovered; what stays in view keeps its place.

        False if the text moved by another way than asked for: the corrected end of the document stood against it.
        """
        self._gone_to = None
        value = self._bar.value()
        at_end = value >= self._bar.maximum() and dy < 0
        before = self._held
        if abs(dy) < self._page:
            self.hold(Anchor(before.number, before.offset - dy))
        else:
            self.hold(self._anchor_at(value))
        if at_end:
            self.hold_end()
        self.rest()
        return abs(dy) < self._page and self._layout.top(before.number) + before.offset - dy == self._bar.value()

    def hold(self, anchor: Anchor) -> None:
        """Lay out the view that begins at an anchor, and set the scroll bar to where the anchor then is."""
        layout, page = self._layout, self._page
        self._laying_out = True
        for _ in range(_ROUNDS):
            value = min(max(0, layout.top(anchor.number) + anchor.offset), max(0, layout.height - page))
            for number in layout.numbers_between(value - SPILL, value + page + SPILL):
                layout.laid(number)
            if layout.top(anchor.number) + anchor.offset == value:
                break
        self._laying_out = False
        self._set_bar(value)

    def hold_end(self) -> None:
        """Stay at the end of the text while the last blocks get their true heights."""
        layout, page = self._layout, self._page
        self._laying_out = True
        for _ in range(_ROUNDS):
            value = max(0, layout.height - page)
            for number in layout.numbers_between(value - SPILL, value + page + SPILL):
                layout.laid(number)
            if layout.height - page == value:
                break
        self._laying_out = False
        self._set_bar(value)

    def _follow(self) -> None:
        """Move the scroll bar along when a block got another height because somebody else asked for its lines."""
        if not self._laying_out:
            self._set_bar(self._layout.top(self._held.number) + self._held.offset)

    def _set_bar(self, value: int) -> None:
        before = self._bar.value()
        self.holding = True
        try:
            self._layout.announce()
            self._bar.setValue(value)
        finally:
            self.holding = False
        if self._gone_to is not None and self._gone_to[0] == before:
            self._gone_to = self._bar.value(), self._gone_to[1]
        self._held = self._anchor_at(self._bar.value())

    # At rest

    def restart(self) -> None:
        """Begin measuring anew after a new text, column or type size."""
        self._next = 0
        self.rest()

    def rest(self) -> None:
        """Wait until nobody scrolls, then measure what is still estimated."""
        if self._next is not None:
            self._timer.start(_REST)

    def settle(self) -> None:
        """Measure everything now."""
        self._laying_out = True
        while self._next is not None:
            self._measure_next()
        self._laying_out = False
        self.prepare()

    def is_exact(self) -> bool:
        """Tell whether no height is an estimate any more."""
        return self._layout.next_unmeasured(0) is None

    def _measure_slice(self) -> None:
        clock = QElapsedTimer()
        clock.start()
        self._laying_out = True
        while self._next is not None and clock.elapsed() < _SLICE:
            self._measure_next()
        self._laying_out = False
        self.prepare()
        if self._next is not None:
            self._timer.start(_PAUSE)
        else:
            self._view.settled.emit()

    def _measure_next(self) -> None:
        self._next = self._layout.next_unmeasured(self._next or 0)
        if self._next is not None:
            self._layout.measure(self._next)
