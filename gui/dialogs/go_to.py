"""Go to a place in the article: a paragraph, a character, a share of the way."""

from __future__ import annotations

import re
from bisect import bisect_right

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.dialogs.base import Dialog
from gui.dialogs.fields import Choice, Number
from gui.i18n import number, tr
from gui.look import label, scaled

_PARAGRAPH, _CHARACTER, _PERCENT = "paragraph", "character", "percent"
_LINE = re.compile(r"^[^\S\n]*\S", re.MULTILINE)


class GoToDialog(Dialog):
    """``chosen`` carries a position in code points. Paragraphs count from 1, characters from 0 as in exports."""

    chosen = Signal(int)

    def __init__(self, text: str, position: int, parent: QWidget | None = None) -> None:
        super().__init__(tr("Go to"), parent, act=tr("Go"))
        self._length = len(text)
        self._position = position
        self._paragraphs = [match.start() for match in _LINE.finditer(text)] or [0]
        titles = ((tr("Paragraph"), _PARAGRAPH), (tr("Character"), _CHARACTER), (tr("Percent"), _PERCENT))
        self.kind = Choice(self, titles)
        self.kind.setAccessibleName(tr("What to go to"))
        self.number = Number(range(2), "", self)
        self.number.setSuffix("")
        self.number.setMinimumWidth(scaled(130))
        self.number.setAccessibleName(tr("Number"))
        self._of = label(role="muted", parent=self)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.kind)
        row.addWidget(self.number)
        row.addWidget(self._of, 1)
        self.content.addLayout(row)
        self.setMinimumWidth(scaled(400))
        self.kind.currentIndexChanged.connect(self._suit)
        self._suit()
        self.number.setFocus()

    def finish(self) -> None:
        """Hand the place over."""
        value, kind = self.number.value(), self.kind.currentData()
        if kind == _PARAGRAPH:
            position = self._paragraphs[value - 1]
        else:
            position = value if kind == _CHARACTER else value * self._length // 100
        self.chosen.emit(position)
        self.accept()

    def _suit(self) -> None:
        """Offer the numbers of a kind, and begin with that of the place where the person is."""
        kind = self.kind.currentData()
        if kind == _PARAGRAPH:
            low, high, here = 1, len(self._paragraphs), bisect_right(self._paragraphs, self._position)
        elif kind == _CHARACTER:
            low, high, here = 0, self._length, self._position
        else:
            low, high, here = 0, 100, round(100 * self._position / max(1, self._length))
        self.number.setRange(low, high)
        self.number.setValue(here)
        self.number.selectAll()
        self._of.setText(tr("of {count}", count=number(high)))
