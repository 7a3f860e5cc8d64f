"""What the widgets around the reader need in order to paint themselves: theme and fonts, changed together."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QFontInfo, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QSizePolicy, QWidget

from gui.plain import tip
from gui.theme import Theme

_USUAL = 12  # pixels of the control font that the lengths in the code suit


@dataclass(frozen=True)
class Look:
    """The theme, the font of the controls, and the family of the reading face."""

    theme: Theme
    sans: QFont
    serif_family: str

    def small(self, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """Give the small size of the controls' font."""
        font = QFont(self.sans)
        font.setPointSizeF(self.sans.pointSizeF() * 0.86)
        font.setWeight(weight)
        return font

    def serif(self, scale: float = 1.0, weight: QFont.Weight = QFont.Weight.Normal, *, italic: bool = False) -> QFont:
        """Give the reading face at a size relative to the controls' font."""
        font = QFont(self.serif_family)
        font.setPointSizeF(self.sans.pointSizeF() * scale)
        font.setWeight(weight)
        font.setItalic(italic)
        return font


def scaled(pixels: int) -> int:
    """Give a length that is right for a control font of 12 pixels as it is right for the one in use, if that is larger.

    Whoever sets the desktop to large type gets panes and dialogs in which as many words fit.
    """
    return round(pixels * max(1.0, QFontInfo(QApplication.font()).pixelSize() / _USUAL))


class ElidedLabel(QLabel):
    """One line that ends in an ellipsis where there is no room; the whole text is in the tool tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._whole = ""
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        """Show another text."""
        self._whole = text
        self.setToolTip(tip(text))
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as fits."""
        self._elide()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again with another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._elide()

    def _elide(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width()))


class OneLine(QLabel):
    """One line of plain text that keeps it whole, and shows it with an ellipsis where there is no room."""

    def __init__(self, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            self.setProperty("role", role)

    def minimumSizeHint(self) -> QSize:
        """Let a layout make it as narrow as it has to."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much as fits."""
        painter, place = QPainter(self), self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, place.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(place, int(self.alignment()), shown)


class Paragraph(QLabel):
    """Wrapped words with their full height at any width; box layouts cut them where they are narrow."""

    def __init__(self, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        if role:
            self.setProperty("role", role)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height that this width needs."""
        super().resizeEvent(event)
        words = self.fontMetrics().boundingRect(0, 0, self.width(), 10_000, Qt.TextFlag.TextWordWrap, self.text())
        self.setFixedHeight(words.height())


def label(text: str = "", role: str = "", parent: QWidget | None = None) -> QLabel:
    """Give a label that shows plain text in a role of the style sheet."""
    widget = QLabel(parent)
    widget.setTextFormat(Qt.TextFormat.PlainText)
    widget.setText(text)
    if role:
        widget.setProperty("role", role)
    return widget


def rule(parent: QWidget | None = None) -> QFrame:
    """Give a horizontal hairline."""
    line = QFrame(parent)
    line.setProperty("role", "rule")
    line.setFixedHeight(1)
    return line


def heading(text: str, parent: QWidget | None = None) -> QLabel:
    """Give the letterspaced heading of a panel's section."""
    widget = OneLine("heading", parent)
    widget.setText(text.upper())
    widget.setContentsMargins(0, 2, 0, 0)  # the dots of Ä, Ö, Ü stand above the ascent of so small a font
    font = widget.font()
    font.setPointSizeF(font.pointSizeF() * 0.8)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1.2)
    widget.setFont(font)
    return widget
