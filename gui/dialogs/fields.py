"""Fields of forms that paint their own arrows, in the colours of any theme: style sheets take the native ones away."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget

_SIDE = 13  # pixels from the right edge to the middle of an arrow
_HALF = 3.5
_INSET = 8  # pixels: the figures of a number stand where the words of other fields do


class Choice(QComboBox):
    """A list to choose one entry from: (shown, value)."""

    def __init__(self, parent: QWidget | None = None, items: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__(parent)
        for title, value in items:
            self.addItem(title, value)

    def choose(self, value: str) -> None:
        """Choose the entry with a value, or the first one."""
        self.setCurrentIndex(max(0, self.findData(value)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the arrow over the field."""
        super().paintEvent(event)
        _paint_arrow(self, self.height() / 2, down=True)


class Number(QSpinBox):
    """A number with a unit; arrow keys and wheel change it, and so do clicks on its arrows."""

    def __init__(self, allowed: range, unit: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(allowed[0], allowed[-1])
        self.setSuffix(f" {unit}")
        self.lineEdit().setTextMargins(_INSET, 0, 0, 0)  # a style sheet's padding is not kept there
        self.setStyleSheet(
            "QSpinBox { padding: 3px 0 }"
            "QSpinBox::up-button, QSpinBox::down-button { border: none; background: none; width: 24px }"
            "QSpinBox::up-arrow, QSpinBox::down-arrow { width: 0; height: 0 }"
        )

    def sizeHint(self) -> QSize:
        """Leave room for the inset."""
        return super().sizeHint() + QSize(_INSET, 0)

    def minimumSizeHint(self) -> QSize:
        """Leave room for the inset."""
        return super().minimumSizeHint() + QSize(_INSET, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the arrows over the field."""
        super().paintEvent(event)
        _paint_arrow(self, self.height() / 2 - 5, down=False)
        _paint_arrow(self, self.height() / 2 + 5, down=True)


def _paint_arrow(widget: QWidget, y: float, *, down: bool) -> None:
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(widget.palette().windowText().color(), 1.3)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    x, rise = widget.width() - _SIDE, _HALF / 2 if down else -_HALF / 2
    painter.drawPolyline(QPolygonF([QPointF(x - _HALF, y - rise), QPointF(x, y + rise), QPointF(x + _HALF, y - rise)]))
