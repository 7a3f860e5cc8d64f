"""The lines of a word list that cannot be used, each with its number and what is wrong with it, and what to know."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from core.errors import Problem
from gui.dialogs.base import Dialog
from gui.dialogs.reasons import ReasonList
from gui.i18n import number, tr
from gui.look import label
from gui.sentences import localized

_SHOWN = 500  # lines; who has more of them has chosen the wrong file


class ListReportDialog(Dialog):
    """Tells what was wrong with a list that was added all the same."""

    def __init__(self, name: str, problems: Sequence[Problem], parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        notes = [problem for problem in problems if problem.harmless]
        problems = [problem for problem in problems if not problem.harmless]
        said = tr("The list is added. %n line(s) of it cannot be used.", n=len(problems)) if problems else ""
        self.content.addWidget(label(said or tr("The list is added."), parent=self))
        for note in notes:
            self.content.addWidget(label(localized(note.sentence), parent=self))
        if not problems:
            return
        self.set_size(560, 340)
        self.content.addWidget(label(tr("Correct them in the file: each extraction reads it anew."), "muted", self))
        self.list = ReasonList(tr("Line"), tr("Lines that cannot be used"), self)
        self.list.setColumnWidth(0, 90)
        for problem in problems[:_SHOWN]:
            self.list.add("" if problem.line is None else number(problem.line), localized(problem.sentence))
        self.content.addWidget(self.list, 1)
        if len(problems) > _SHOWN:
            self.content.addWidget(label(tr("… and %n more", n=len(problems) - _SHOWN), "muted", self))
