"""How labels look outside the text: their colour, and the chip with the code."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.records import Label, LabelSet
from gui.i18n import current_language
from gui.theme import Theme

UNKNOWN = "#808080"
"""The colour of a label that the set in use does not have; its marks stay visible."""


def colour_of(label_set: LabelSet, code: str) -> str:
    """Give the ``#rrggbb`` of a label."""
    label = label_set.get(code)
    return UNKNOWN if label is None else label.colour


def title_of(label: Label) -> str:
    """Give a label's title in the language of the window."""
    return label.title_for(current_language())


def swatch(theme: Theme, colour: str, side: int = 14) -> QIcon:
    """Give a small square of a label's shades for menus and lists."""
    pixmap = QPixmap(side * 2, side * 2)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    style = theme.label_style(colour)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(style.line)
    painter.setBrush(style.fill)
    painter.drawRoundedRect(QRectF(1.5, 1.5, side - 3, side - 3), 3, 3)
    painter.end()
    return QIcon(pixmap)


class Chip(QWidget):
    """A label's code on its colour."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._code = ""
        self._colour = UNKNOWN
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_label(self, theme: Theme, code: str, colour: str) -> None:
        """Show a label."""
        self._theme, self._code, self._colour = theme, code, colour
        self.setAccessibleName(code)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Give the size of the code with its margins."""
        metrics = QFontMetrics(self._bold())
        return QSize(metrics.horizontalAdvance(self._code) + 20, metrics.height() + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint code and ground."""
        style = self._theme.label_style(self._colour)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.fill)
        painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        painter.setPen(style.ink)
        painter.setFont(self._bold())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._code)

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font
