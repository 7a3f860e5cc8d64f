"""Scores: pipelines read gold again, and what they find is compared with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QListWidget, QListWidgetItem

from core.evaluation import library_gold, places, read_gold, score_pipelines
from core.extract import ExtractionRun, PipelineInfo, available_pipelines
from core.library import ArticleQuery
from core.records import ArticleState
from gui.dialogs.fields import Choice
from gui.file_dialogs import open_dialog
from gui.i18n import tr
from gui.jobs import Job, Jobs
from gui.look import Look, heading
from gui.pipeline_names import pipeline_title
from gui.plain import tip
from gui.session import Session
from gui.statistics.measure_dialog import Measured, MeasureDialog

if TYPE_CHECKING:
    from gui.main_window import MainWindow

_INFO = Qt.ItemDataRole.UserRole
_LIBRARY, _FILE = "library", "file"


class ScoreWindow(MeasureDialog):
    """Gold is a JSONL file, or the reviewed articles of the library."""

    def __init__(self, session: Session, jobs: Jobs, look: Look, parent: MainWindow) -> None:
        empty = (
            tr("How good is a pipeline?"),
            tr("Choose gold and one or more pipelines: each reads the articles anew and is compared with the gold."),
        )
        super().__init__(tr("Scores"), tr("Score"), empty, session, jobs, look, parent)
        self._file: Path | None = None
        self.gold = Choice(self)
        self.gold.setAccessibleName(tr("Gold"))
        self._reviewed = session.library.count(ArticleQuery(states=(ArticleState.REVIEWED,)))
        self.gold.addItem(tr("%n reviewed article(s) of this library", n=self._reviewed), _LIBRARY)
        self.gold.addItem(tr("A file…"), _FILE)
        self.gold.activated.connect(self._gold_chosen)
        self.pipelines = QListWidget(self)
        self.pipelines.setAccessibleName(tr("Pipelines"))
        self.pipelines.setUniformItemSizes(True)
        self.pipelines.setStyleSheet("QListView::item { padding: 3px 0 }")
        for number, info in enumerate(available_pipelines()):
            item = QListWidgetItem(pipeline_title(info), self.pipelines)
            item.setData(_INFO, info)
            item.setToolTip(tip(info.title))
            item.setCheckState(Qt.CheckState.Unchecked if number else Qt.CheckState.Checked)
        self.pipelines.itemChanged.connect(lambda _: self._allow())
        self.start.clicked.connect(self._score)
        self.choices.addWidget(heading(tr("Gold"), self))
        self.choices.addWidget(self.gold)
        self.choices.addSpacing(8)
        self.choices.addWidget(heading(tr("Pipelines"), self))
        self.choices.addWidget(self.pipelines, 1)
        self.order(self.gold, self.pipelines)
        self._allow()

    def use_file(self, path: Path) -> None:
        """Take a file as gold."""
        self._file = path
        self.gold.setItemText(1, path.name)
        self.gold.setCurrentIndex(1)
        self._allow()

    def chosen(self) -> list[PipelineInfo]:
        """Give the ticked pipelines."""
        items = [self.pipelines.item(row) for row in range(self.pipelines.count())]
        return [item.data(_INFO) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _score(self) -> None:
        """Read the gold, then let one pipeline after the other read its articles."""
        library, file, infos = self._session.library, self._file if self._uses_file else None, self.chosen()
        self.measured_on = library.path.name if file is None else file.name

        def score(job: Job[object]) -> Measured:
            gold = library_gold(library) if file is None else read_gold(file)
            results, problems = score_pipelines(infos, gold, job.report, lambda run: _cancel_with(job, run))
            return Measured(results, places(gold, library), [*gold.problems, *problems])

        self.begin(tr("Scoring"), score)

    @property
    def _uses_file(self) -> bool:
        return bool(self.gold.currentData() == _FILE)

    def _gold_chosen(self, _: int) -> None:
        if self._uses_file:
            filters = ["JSONL (*.jsonl)", tr("All files") + " (*)"]
            dialog = open_dialog(self, tr("Gold"), self.settings, QFileDialog.FileMode.ExistingFile, filters)
            dialog.fileSelected.connect(lambda name: self.use_file(Path(name)))
            dialog.open()
        self._allow()

    def _allow(self) -> None:
        has_gold = self._file is not None if self._uses_file else self._reviewed > 0
        self.start.setEnabled(has_gold and bool(self.chosen()))
        if not has_gold and not self._uses_file:
            self.warn(tr("No article is reviewed yet: review some, or choose a file of gold."))
        else:
            self.warn("")


def _cancel_with(job: Job[object], run: ExtractionRun) -> None:
    """End a run as soon as its job is cancelled: a group of articles can take seconds, loading a pipeline too."""
    job.on_cancel = run.cancel
    if job.is_cancelled:
        run.cancel()
