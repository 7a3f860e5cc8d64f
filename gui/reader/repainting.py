"""Which lines are painted anew after a change: those that look different, and only where they are in view."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from core.records import Mark, MarkDelta
from gui.reader.layout import ReaderLayout
from gui.reader.lines import LaidBlock
from gui.reader.marks import LineMarks
from gui.reader.shapes import SPILL

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTextEdit

_NO_LINE = LineMarks([], [], [])


class Repainter:
    """Asks the viewport of one view for new pixels."""

    def __init__(self, view: QTextEdit, layout: ReaderLayout) -> None:
        self._view = view
        self._layout = layout
        self._asked = QRect()  # where lines were last asked for

    def paint_now(self) -> None:
        """Paint all that was asked for now: Qt paints what else waits in the window with a part that must not wait."""
        if not self._asked.isEmpty():
            self._view.viewport().repaint(self._asked)
            self._asked = QRect()

    def marks_changed(self, delta: MarkDelta) -> None:
        """Find the marks of the touched blocks anew and paint the lines that look different by it."""
        gone = set(delta.removed)
        for laid in self._layout.laid_blocks():
            if laid.marks is not None and _touches(laid, gone, delta.added):
                before, laid.marks = laid.marks, None
                pairs = zip_longest(before, self._layout.line_marks(laid), fillvalue=_NO_LINE)
                changed = [number for number, (old, new) in enumerate(pairs) if old != new]
                for first, last in _runs(changed):
                    self._update_lines(laid, first, last)

    def mark(self, key: int | None) -> None:
        """Paint the lines of a mark anew."""
        for laid in self._in_view():
            lines = enumerate(self._layout.line_marks(laid))
            for first, last in _runs(n for n, line in lines if any(piece.key == key for piece in line.pieces)):
                self._update_lines(laid, first, last)

    def text(self, start: int, end: int) -> None:
        """Paint the lines of a range (code points) anew."""
        for laid in self._in_view():
            if start <= laid.end and end >= laid.start:
                low, high = self._layout.to_local(laid, start), self._layout.to_local(laid, end)
                self._update_lines(laid, laid.line_of(low), laid.line_of(high))

    def _in_view(self) -> list[LaidBlock]:
        top = self._view.verticalScrollBar().value()
        return self._layout.laid_between(top, top + self._view.viewport().height())

    def _update_lines(self, laid: LaidBlock, first: int, last: int) -> None:
        port = self._view.viewport()
        y = self._layout.top(laid.number) - self._view.verticalScrollBar().value()
        top, bottom = y + laid.lines[first].top - SPILL, y + laid.lines[last].bottom + SPILL
        self._asked = QRect(0, top, port.width(), bottom - top)
        port.update(self._asked)


def _runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Give first and last of each run of consecutive numbers."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = runs[-1][0], number
        else:
            runs.append((number, number))
    return runs


def _touches(laid: LaidBlock, gone: set[int], added: Iterable[Mark]) -> bool:
    """Tell whether a block shows a mark that went or is to show one that came."""
    if any(mark.start < laid.end and mark.end > laid.start for mark in added):
        return True
    return not gone.isdisjoint(laid.keys)
