"""The frame that Ctrl and the mouse draw over marks: which it touches, and how it looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.reader.hits import block_boxes

if TYPE_CHECKING:
    from gui.reader.layout import ReaderLayout
    from gui.theme import Theme


class Framing:
    """Finds the marks that a growing frame touches, in pixels of the document; blocks are looked at once."""

    def __init__(self, layout: ReaderLayout, corner: QPoint) -> None:
        self._layout = layout
        self._corner = corner
        self._boxes: dict[int, list[tuple[int, QRect]]] = {}

    def area(self, corner: QPoint) -> QRect:
        """Give the frame from where it began to a corner."""
        return QRect(self._corner, corner).normalized()

    def touched(self, corner: QPoint) -> frozenset[int]:
        """Give the keys of the marks that stand in the frame, even in part."""
        layout, area = self._layout, self.area(corner)
        keys: set[int] = set()
        for number in layout.numbers_between(area.top(), area.bottom() + 1):
            boxes = self._boxes.get(number)
            if boxes is None:
                boxes = self._boxes[number] = block_boxes(layout, layout.laid(number))
            inside = area.translated(0, -layout.top(number))
            keys.update(key for key, box in boxes if box.intersects(inside))
        return frozenset(keys)


class FrameBox(QWidget):
    """Shows the frame over the text of a view; the mouse goes through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._colour = QColor()

    def show_at(self, area: QRect, theme: Theme) -> None:
        """Put the frame there (pixels of the viewport)."""
        self._colour = QColor(theme.accent)
        self.setGeometry(area.adjusted(0, 0, 1, 1))
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a thin line around a breath of colour."""
        painter = QPainter(self)
        painter.setPen(self._colour)
        ground = QColor(self._colour)
        ground.setAlpha(26)
        painter.setBrush(ground)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
