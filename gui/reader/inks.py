"""Pens, brushes and chip texts of the labels in one theme, made once and used for every mark."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QImage, QPen, QStaticText, QTransform

from core.records import LabelSet
from gui.theme import Theme

_DASH, _DASH_FILLED = 5, 3  # pixels
UNKNOWN = "#80868c"  # of a mark whose label the label set in use does not have


class LabelInk:
    """How marks of one label are painted."""

    __slots__ = ("dashes_across", "dashes_down", "fill", "ink", "line", "solid", "thin")

    def __init__(self, theme: Theme, colour: str) -> None:
        style = theme.label_style(colour)
        self.fill: QColor = style.fill
        self.line: QColor = style.line
        self.ink: QColor = style.ink
        self.solid = QPen(style.line, 1.6)
        self.thin = QPen(style.line, 1)
        # Dashes are textures: a dashed pen takes many times as long, and begins its pattern wherever it is clipped.
        self.dashes_across = _dashes(style.line, QSize(_DASH, 1))
        self.dashes_down = _dashes(style.line, QSize(1, _DASH))


def _dashes(colour: QColor, size: QSize) -> QBrush:
    """Make a brush that fills three of five pixels in one direction."""
    tile = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    tile.fill(Qt.GlobalColor.transparent)
    for i in range(_DASH_FILLED):
        tile.setPixelColor(min(i, size.width() - 1), min(i, size.height() - 1), colour)
    return QBrush(tile)


class Inks:
    """The inks of all labels of a label set, and the texts of their chips."""

    def __init__(self, theme: Theme, label_set: LabelSet | None, chip_font: QFont) -> None:
        self.theme = theme
        self.chip_font = chip_font
        labels = label_set.labels if label_set else ()
        self._colours = {label.code: label.colour for label in labels}
        self.hidden = frozenset(label.code for label in labels if label.hidden)
        self._inks: dict[str, LabelInk] = {}
        self._metrics = QFontMetricsF(chip_font)
        self._widths: dict[str, float] = {}
        self._texts: dict[str, QStaticText] = {}
        self.chip_ascent = self._metrics.ascent()

    def of(self, label: str) -> LabelInk:
        """Give the ink of a label by its code; grey for one that the label set does not have."""
        ink = self._inks.get(label)
        if ink is None:
            ink = self._inks[label] = LabelInk(self.theme, self._colours.get(label, UNKNOWN))
        return ink

    def width(self, text: str) -> float:
        """Give the width of a chip's text in pixels."""
        width = self._widths.get(text)
        if width is None:
            width = self._widths[text] = self._metrics.horizontalAdvance(text)
        return width

    def chip(self, text: str) -> QStaticText:
        """Give a chip's text, laid out."""
        chip = self._texts.get(text)
        if chip is None:
            chip = QStaticText(text)
            chip.setTextFormat(Qt.TextFormat.PlainText)
            chip.prepare(QTransform(), self.chip_font)
            self._texts[text] = chip
        return chip
