"""The shapes of marks on a line: box, underlines of each lane, fills and outlines that are open at a line break."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter

if TYPE_CHECKING:
    from gui.reader.lines import LaidBlock, Line

SPILL = 6  # pixels that handles, deep underlines and high chips may reach beyond their line
_RADIUS = 3


def line_box(left: int, right: int, line: Line, laid: LaidBlock) -> QRect:
    """Give the box of a mark between two x on a line."""
    top = line.baseline - laid.style.rise
    return QRect(left, top, right - left, line.baseline + laid.style.drop - top)


def underline(lane: int, depth: int, laid: LaidBlock) -> tuple[int, int]:
    """Give how far below the baseline a lane's underline is, and how thick: finer where marks nest deeply."""
    drop = laid.style.drop
    if depth <= 1:
        return drop - 2 + 3 * lane, 2
    deepest = laid.style.pitch - laid.style.baseline + SPILL - 2  # what nests deeper still shares the last lane
    return min(deepest, max(1, drop - 2 - max(0, 2 * depth - 6)) + 2 * lane), 1


def fill(painter: QPainter, box: QRect, colour: QColor, opens: bool, closes: bool) -> None:
    """Fill a box that is round only where its mark begins and ends."""
    painter.setBrush(colour)
    painter.drawRoundedRect(box, _RADIUS, _RADIUS)
    if not opens:
        painter.drawRect(QRect(box.left(), box.top(), min(box.width(), _RADIUS), box.height()))
    if not closes:
        painter.drawRect(QRect(box.right() + 1 - min(box.width(), _RADIUS), box.top(), _RADIUS, box.height()))


def smooth_outline(painter: QPainter, box: QRectF, opens: bool, closes: bool) -> None:
    """Draw a box that is open where its mark goes on in another line."""
    if opens and closes:
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        return
    painter.drawLine(box.topLeft(), box.topRight())
    painter.drawLine(box.bottomLeft(), box.bottomRight())
    if opens:
        painter.drawLine(box.topLeft(), box.bottomLeft())
    if closes:
        painter.drawLine(box.topRight(), box.bottomRight())
