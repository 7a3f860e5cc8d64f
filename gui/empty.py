"""What stands where there is nothing to show yet: what this place is for, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from gui.look import label

_SIDE = 12  # pixels
_LEAST = 80


class EmptyState(QWidget):
    """A title, a sentence, and maybe a button; ``acted`` is its click. Built when it has something to say first."""

    acted = Signal()

    title: QLabel
    sentence: QLabel
    button: QPushButton

    def __init__(self, parent: QWidget | None = None, *, width: int = 240) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._width = width

    def show_text(self, title: str, sentence: str, button: str = "") -> None:
        """Show other words; no button without a text."""
        if self.layout() is None:
            if not title and not sentence and not button:
                return
            self._build()
        self.title.setText(title)
        self.sentence.setText(sentence)
        self._fit()
        self.button.setText(button)
        self.button.setVisible(bool(button))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words to what room there is."""
        super().resizeEvent(event)
        if self.layout() is not None:
            self._fit()

    def _fit(self) -> None:
        width = max(_LEAST, min(self._width, self.width() - 2 * _SIDE))
        for words in (self.title, self.sentence):
            words.setFixedWidth(width)
            words.setMinimumHeight(0)  # else a label that was narrow once stays as tall as it was then
            words.setFixedHeight(max(0, words.heightForWidth(width)) if words.text() else 0)

    def _build(self) -> None:
        self.title = label(parent=self)
        font = QFont(self.title.font())
        font.setWeight(QFont.Weight.DemiBold)
        font.setPointSizeF(font.pointSizeF() * 1.1)
        self.title.setFont(font)
        self.sentence = label(role="muted", parent=self)
        for words in (self.title, self.sentence):
            words.setWordWrap(True)
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.button = QPushButton(self)
        self.button.clicked.connect(self.acted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_SIDE, 24, _SIDE, 24)
        layout.setSpacing(8)
        layout.addStretch(2)
        layout.addWidget(self.title, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.sentence, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(6)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
