"""What stands where there is nothing to show yet: what this place is for, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from gui.look import label


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
        for words, text in ((self.title, title), (self.sentence, sentence)):
            words.setText(text)
            words.setFixedHeight(max(0, words.heightForWidth(words.width())) if text else 0)
        self.button.setText(button)
        self.button.setVisible(bool(button))

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
            words.setFixedWidth(self._width)
        self.button = QPushButton(self)
        self.button.clicked.connect(self.acted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 24, 12, 24)
        layout.setSpacing(8)
        layout.addStretch(2)
        layout.addWidget(self.title, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.sentence, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(6)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
