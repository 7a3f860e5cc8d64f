"""Accept what is surer than a threshold: scores are calibrated, so they say how many of these will be wrong."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.records import Mark
from core.settings import SURE
from gui.dialogs.base import Dialog
from gui.dialogs.fields import Number
from gui.i18n import number, tr
from gui.look import label


class SureDialog(Dialog):
    """``chosen`` carries the marks to accept and the threshold in percent."""

    chosen = Signal(object, int)

    def __init__(self, waiting: Sequence[Mark], least: int, parent: QWidget | None = None) -> None:
        super().__init__(tr("Accept the sure ones"), parent, act=tr("Accept"))
        self._waiting = waiting
        self.least = Number(SURE, "%", self)
        self.least.setValue(least)
        self.least.setAccessibleName(tr("Least score"))
        self.least.valueChanged.connect(lambda _: self._count())
        self.found = label(parent=self)
        self.expected = label(role="muted", parent=self)
        self.expected.setWordWrap(True)
        line = QHBoxLayout()
        line.addWidget(label(tr("Accept proposals that are at least so sure:"), parent=self))
        line.addWidget(self.least)
        line.addStretch()
        self.content.addLayout(line)
        self.content.addWidget(self.found)
        self.content.addWidget(self.expected)
        self.content.addStretch()
        self._count()
        self.least.setFocus()
        self.least.selectAll()

    def marks(self) -> list[Mark]:
        """Give the marks that are sure enough."""
        least = self.least.value() / 100
        return [mark for mark in self._waiting if mark.score is not None and mark.score >= least]

    def finish(self) -> None:
        """Hand the marks over."""
        self.hand_over(lambda: self.chosen.emit(self.marks(), self.least.value()))

    def _count(self) -> None:
        marks = self.marks()
        total = number(len(self._waiting))
        self.found.setText(tr("%n of {total} open mark(s)", n=len(marks), total=total))
        without = sum(mark.score is None for mark in self._waiting)
        parts = [_expected(marks)] if marks else []
        if without:
            parts.append(tr("%n mark(s) without a score stay open.", n=without))
        self.expected.setText(" ".join(parts))
        assert self.act is not None
        self.act.setEnabled(bool(marks))


def _expected(marks: Sequence[Mark]) -> str:
    """Say how many of some marks are wrong if their scores are right."""
    wrong = round(sum(1 - mark.score for mark in marks if mark.score is not None))
    if not wrong:
        return tr("Going by the scores, hardly any of them is wrong.")
    return tr("Going by the scores, about %n of them will be wrong.", n=wrong)
