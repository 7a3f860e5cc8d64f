"""The height of a paragraph that is not to be shown now: by the widths of its words, or by making its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QTextLayout, QTextOption

from gui.reader.lines import box_height
from gui.reader.word_ruler import WordRuler

if TYPE_CHECKING:
    from gui.reader.typography import ZoneStyle


class Ruler:
    """Tells the height of plain paragraphs, which are not to be shown now, by the same rules.

    Where their words say it that is quick; then one of some thousand paragraphs may be a line off until it is shown.
    """

    def __init__(self) -> None:
        self._words: WordRuler | None = None
        self._font: QFont | None = None
        self._layout = QTextLayout()
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)

    def forget(self) -> None:
        """Give back the memory of the words, when everything is measured."""
        self._words = None

    def height(self, text: str, style: ZoneStyle, width: int) -> int:
        """Give the height of all lines of a text in pixels."""
        if self._words is None or self._font is not style.font:
            self._words, self._font = WordRuler(style.font), style.font
        lines = self._words.count(text, width)
        return self.shaped(text, style, width) if lines is None else lines * style.pitch

    def shaped(self, text: str, style: ZoneStyle, width: int) -> int:
        """Give the same by making the lines, whatever the text."""
        layout, pitch = self._layout, style.pitch
        option = layout.textOption()
        option.setTabStopDistance(style.size)
        layout.setTextOption(option)
        layout.setFont(style.font)
        layout.setText(text)
        height = 0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            height += box_height(line.height(), pitch)
        layout.endLayout()
        return height
