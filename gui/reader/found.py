"""What a search found, painted under the letters: all hits alike, and the one that the person was led to stronger."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.reader.shapes import line_box

if TYPE_CHECKING:
    from gui.reader.layout import ReaderLayout
    from gui.reader.lines import LaidBlock

Hit = tuple[int, int]  # start and end in code points

# Of 255. One is painted over the other: together they leave grey captions a contrast of 4.5; the border stands out.
_ALPHA, _CURRENT_ALPHA = 60, 16
_BORDER = 3  # pixels


def paint_hits(
    painter: QPainter, accent: QColor, layout: ReaderLayout, laid: LaidBlock, hits: Sequence[Hit], lines: range
) -> None:
    """Paint the hits (sorted) that touch some lines of a block."""
    number = bisect_left(hits, (laid.start,))
    if number and hits[number - 1][1] > laid.start:
        number -= 1
    colour = _with_alpha(accent, _ALPHA)
    for place in range(number, len(hits)):
        if hits[place][0] >= laid.end:
            return
        for box in _boxes(layout, laid, hits[place], lines):
            painter.fillRect(box, colour)


def paint_current_hit(
    painter: QPainter, accent: QColor, layout: ReaderLayout, laid: LaidBlock, hit: Hit, lines: range
) -> None:
    """Paint the hit that the person was led to, where it touches some lines of a block; over selected text too."""
    if hit[1] <= laid.start or hit[0] >= laid.end:
        return
    colour = _with_alpha(accent, _CURRENT_ALPHA)
    for box in _boxes(layout, laid, hit, lines):
        painter.fillRect(box, colour)
        painter.setPen(QPen(accent, _BORDER))
        painter.setBrush(Qt.BrushStyle.NoBrush)  # the last mark's would cover the fill
        painter.drawRect(box)


def _with_alpha(accent: QColor, alpha: int) -> QColor:
    colour = QColor(accent)
    colour.setAlpha(alpha)
    return colour


def _boxes(layout: ReaderLayout, laid: LaidBlock, hit: Hit, lines: range) -> Iterator[QRect]:
    low, high = layout.to_local(laid, hit[0]), layout.to_local(laid, hit[1])
    for segment in laid.segments(low, high):
        if segment.line in lines:
            yield line_box(round(segment.left), round(segment.right), laid.lines[segment.line], laid)
