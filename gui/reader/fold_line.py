"""The triangle beside a stretch of boilerplate, and the quiet line that stands for a folded one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPolygonF

from gui.i18n import tr

if TYPE_CHECKING:
    from gui.reader.lines import LaidBlock
    from gui.theme import Theme

TRIANGLE = 17  # pixels from the triangle's left corner to the column
_SIDE = 4.0  # half the length of a side in pixels
_SLACK = 5  # pixels beside the triangle that count as on it


def paint_fold(painter: QPainter, theme: Theme, laid: LaidBlock, lines: int) -> None:
    """Paint the triangle of a stretch at its first block, and if it is folded how many lines are in it."""
    line, style = laid.lines[0], laid.style
    middle = (line.top + line.bottom) / 2 if laid.is_folded else line.baseline - style.size * 0.33
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.faint)
    left = 1.0 - TRIANGLE
    if laid.is_folded:  # it points to the words, else down
        corners = ((left, middle - _SIDE), (left + 1.5 * _SIDE, middle), (left, middle + _SIDE))
    else:
        corners = ((left, middle - 3), (left + 2 * _SIDE, middle - 3), (left + _SIDE, middle + 3))
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if laid.is_folded:
        words, metrics = tr("%n line(s) of boilerplate", n=lines), QFontMetricsF(style.font)
        painter.setFont(style.font)
        painter.setPen(theme.faint)
        painter.drawText(QPointF(0, middle + metrics.capHeight() / 2), words)
        painter.setPen(theme.rule)
        painter.drawLine(QPointF(metrics.horizontalAdvance(words) + 10, middle), QPointF(laid.width, middle))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def is_on_fold(laid: LaidBlock, x: float, y: float) -> bool:
    """Tell whether a point (pixels from the column's left edge and the block's top) is on the triangle or the line."""
    line = laid.lines[0]
    is_beside = -TRIANGLE - _SLACK <= x < -2
    return line.top <= y < line.bottom and (is_beside or (laid.is_folded and 0 <= x < laid.width))
