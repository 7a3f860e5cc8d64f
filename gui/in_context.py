"""Paints words in their context on one line: the words set off in the middle, what stands around them shortened."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter

from gui.look import Look
from gui.plain import upright
from gui.theme import LabelStyle


def paint_in_context(
    painter: QPainter,
    rect: QRect,
    look: Look,
    style: LabelStyle,
    before: str,
    surface: str,
    after: str,
    *,
    is_faint: bool = False,
) -> None:
    """Paint into a rectangle with the painter's font; line ends become blanks. Faint words stay readable."""
    metrics = painter.fontMetrics()
    before, after = (upright(text.replace("\n", " ")) for text in (before, after))
    surface = upright(" ".join(surface.split()))
    whole = metrics.horizontalAdvance(surface)
    width = min(whole, rect.width() * 3 // 5)
    shown = surface if width == whole else metrics.elidedText(surface, Qt.TextElideMode.ElideMiddle, width)
    left = rect.left() + (rect.width() - width) * 2 // 5
    middle, align = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag
    head = metrics.elidedText(before, Qt.TextElideMode.ElideLeft, left - rect.left() - 2)
    tail = metrics.elidedText(after, Qt.TextElideMode.ElideRight, rect.right() - left - width - 2)
    fill = QColor(style.fill)
    fill.setAlphaF(0.5 if is_faint else 1)
    painter.fillRect(left - 1, rect.center().y() - metrics.height() // 2, width + 2, metrics.height(), fill)
    painter.setPen(look.theme.muted if is_faint else look.theme.text)
    painter.drawText(left, rect.top(), width + 2, rect.height(), int(middle | align.AlignLeft), shown)
    painter.setPen(look.theme.faint if is_faint else look.theme.muted)
    painter.drawText(
        rect.left(), rect.top(), left - rect.left() - 1, rect.height(), int(middle | align.AlignRight), head
    )
    painter.drawText(left + width + 1, rect.top(), rect.right() - left - width, rect.height(), int(middle), tail)
