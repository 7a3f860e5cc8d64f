"""Agreement of two layers: two pipelines, a pipeline and gold, two persons."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox

from core.errors import EvaluationError
from core.library_compare import GOLD, Side, sides
from core.review.evaluate_report import Result
from gui.dialogs.fields import Choice
from gui.i18n import tr
from gui.jobs import Job, Jobs
from gui.look import Look, heading, label
from gui.session import Session
from gui.statistics.measure_dialog import Measured, MeasureDialog

if TYPE_CHECKING:
    from gui.main_window import MainWindow


class CompareWindow(MeasureDialog):
    """The first layer is taken as what is wanted; F1 and kappa are the same the other way round."""

    def __init__(self, session: Session, jobs: Jobs, look: Look, parent: MainWindow) -> None:
        empty = (
            tr("How far do two layers agree?"),
            tr("Choose two: pipelines, imported files, persons, or gold. Only articles that both have read count."),
        )
        super().__init__(tr("Compare layers"), tr("Compare"), empty, session, jobs, look, parent)
        self._sides = sides(session.library.layers())
        self.pairs = QCheckBox(tr("All pairs"), self)
        self.pairs.setToolTip(tr("Compare each layer with each; pairs that have nothing in common are left out."))
        self.pairs.setEnabled(len(self._sides) > 2)
        self.first, self.second = Choice(self), Choice(self)
        for box in (self.first, self.second):
            for number, side in enumerate(self._sides):
                box.addItem(tr("Gold: what you accepted") if side.title == GOLD else side.title, number)
            box.currentIndexChanged.connect(lambda _: self._allow())
        machines = [number for number, side in enumerate(self._sides) if not side.is_person]
        self.second.setCurrentIndex(machines[0] if machines else 0)
        self.first.setCurrentIndex(machines[1] if len(machines) > 1 else 0)
        self.every = QCheckBox(tr("Also labels of only one"), self)
        self.every.setToolTip(tr("Count labels too that only one of the layers uses."))
        for title, box in ((tr("First layer"), self.first), (tr("Second layer"), self.second)):
            box.setAccessibleName(title)
            self.choices.addWidget(heading(title, self))
            self.choices.addWidget(box)
            self.choices.addSpacing(8)
        self.choices.addWidget(self.pairs)
        self.choices.addWidget(self.every)
        words = tr("Precision is the share of the second layer that the first has too, recall the other way round.")
        note = label(words, "muted", self)
        note.setWordWrap(True)
        self.choices.addWidget(note)
        self.choices.addStretch()
        self.measured_on = session.library.path.name
        self.start.clicked.connect(self._compare)
        self.pairs.toggled.connect(lambda _: self._allow())
        self.order(self.first, self.second, self.pairs, self.every)
        self._allow()

    def _compare(self) -> None:
        """Compare over all articles."""
        library, every = self._session.library, self.every.isChecked()
        pairs = self._chosen()

        def compare(job: Job[object]) -> Measured:
            results: list[Result] = []
            for number, (first, second) in enumerate(pairs):
                try:
                    results.append(library.compare(first, second, every_label=every, progress=job.report))
                except EvaluationError:
                    if not results and number == len(pairs) - 1:
                        raise
            mistakes = (mistake for result in results for mistake in result.mistakes)
            return Measured(results, {mistake.name: int(mistake.name) for mistake in mistakes})

        self.begin(tr("Comparing"), compare)

    def _chosen(self) -> list[tuple[Side, Side]]:
        if self.pairs.isChecked():
            return list(combinations(self._sides, 2))
        return [(self._sides[self.first.currentData()], self._sides[self.second.currentData()])]

    def _allow(self) -> None:
        is_one = len(self._sides) < 2
        every_pair = self.pairs.isChecked()
        for box in (self.first, self.second):
            box.setEnabled(not every_pair)
        is_pair = every_pair or self.first.currentData() != self.second.currentData()
        self.start.setEnabled(not is_one and is_pair)
        self.warn(tr("There is nothing to compare yet: extract first.") if is_one else "")
