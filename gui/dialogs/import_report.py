"""What an import did: what came in, what was known, and what was left out and why."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from core.errors import Problem
from core.library import ImportReport
from gui.dialogs.base import Dialog
from gui.dialogs.reasons import ReasonList
from gui.i18n import tr
from gui.look import heading, label, scaled
from gui.sentences import localized

_SHOWN = 500  # problems; a folder of photographs must not fill the memory


class ImportReportDialog(Dialog):
    """``extraction_wanted``: the person wants proposals in the new articles."""

    extraction_wanted = Signal()

    def __init__(self, report: ImportReport, parent: QWidget | None = None) -> None:
        super().__init__(tr("Import"), parent)
        self.setMinimumWidth(scaled(520))
        new = len(report.added)
        first = label(tr("%n article(s) came in", n=new) if new else tr("Nothing new came in"), parent=self)
        font = QFont(first.font())
        font.setPointSizeF(font.pointSizeF() * 1.2)
        font.setWeight(QFont.Weight.DemiBold)
        first.setFont(font)
        self.content.addWidget(first)
        for count, line in (
            (report.restored, tr("%n article(s) came back from the trash.", n=len(report.restored))),
            (report.known, tr("%n article(s) were known already and stay as they are.", n=len(report.known))),
            (report.spans, tr("%n mark(s) came with them.", n=report.spans)),
            (report.reviewed, tr("%n article(s) are reviewed.", n=report.reviewed)),
        ):
            if count:
                self.content.addWidget(label(line, "muted", self))
        if report.problems:
            self._add_problems(report.problems)
        if new or report.restored:
            extract = self.buttons.addButton(tr("Extract in them"), QDialogButtonBox.ButtonRole.ActionRole)
            extract.clicked.connect(self._extract)
            extract.setDefault(True)  # whoever brings articles in most often wants to see who they speak of
        else:
            self.buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)

    def _extract(self) -> None:
        self.extraction_wanted.emit()
        self.accept()

    def _add_problems(self, problems: tuple[Problem, ...]) -> None:
        self.content.addSpacing(6)
        self.content.addWidget(heading(tr("Left out or changed"), self))
        tree = ReasonList(tr("Where"), tr("Left out or changed"), self)
        for problem in problems[:_SHOWN]:
            tree.add(_place(problem), localized(problem.sentence), problem.path)
        self.content.addWidget(tree, 1)
        if len(problems) > _SHOWN:
            more = tr("… and %n more", n=len(problems) - _SHOWN)
            self.content.addWidget(label(more, "muted", self))
        self.set_size(680, 440)


def _place(problem: Problem) -> str:
    """Give the file's name, and the line where there is one."""
    name = Path(problem.path).name or problem.path
    return name if problem.line is None else tr("{file}, line {line}", file=name, line=problem.line)
