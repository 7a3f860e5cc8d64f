"""What an extraction could not do: which article or pipeline, why, and another try."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QTreeWidgetItem, QWidget

from core.extract import PipelineInfo
from core.library_extraction import Share
from gui.dialogs.base import Dialog
from gui.dialogs.reasons import ReasonList
from gui.i18n import tr
from gui.look import label
from gui.sentences import localized

if TYPE_CHECKING:
    from gui.extraction import Failure

_SHOWN = 500  # failures; nobody reads more


class ExtractionReportDialog(Dialog):
    """``article_wanted`` carries the article of a line, ``retry_wanted`` the shares that failed; it blocks nothing."""

    article_wanted = Signal(int)
    retry_wanted = Signal(object)
    pipelines_wanted = Signal()

    def __init__(self, failures: Sequence[Failure], total: int, parent: QWidget | None = None) -> None:
        """Tell of failures among a number of articles."""
        super().__init__(tr("Extraction"), parent)
        self.setWindowModality(Qt.WindowModality.NonModal)
        self.set_size(680, 320)
        self._failures = failures
        count = sum(len(failure.share.article_ids) for failure in failures)
        self.content.addWidget(label(tr("%n article(s) could not be read by the pipeline.", n=count), parent=self))
        if count < total:
            self.content.addWidget(label(tr("All others are done."), "muted", self))
        self.list = ReasonList(_what(failures), tr("What could not be read"), self)
        for failure in failures[:_SHOWN]:
            self.list.add(failure.title, localized(failure.sentence))
        self.list.itemClicked.connect(lambda item, _: self._open(item))
        self.list.itemActivated.connect(lambda item, _: self._open(item))
        self.content.addWidget(self.list, 1)
        if len(failures) > _SHOWN:
            self.content.addWidget(label(tr("… and %n more", n=len(failures) - _SHOWN), "muted", self))
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.again = self.buttons.addButton(tr("Try again"), role)
        self.again.clicked.connect(self._retry)
        self.again.setDefault(True)
        self.pipelines = self.buttons.addButton(tr("Pipelines…"), role)
        self.pipelines.clicked.connect(self._show_pipelines)

    def _open(self, item: QTreeWidgetItem) -> None:
        """Show the article of a line; a pipeline that could not be loaded has none."""
        ids = self._failures[self.list.indexOfTopLevelItem(item)].share.article_ids
        if len(ids) == 1:
            self.article_wanted.emit(ids[0])

    def _retry(self) -> None:
        self.accept()
        self.retry_wanted.emit(_joined(self._failures))

    def _show_pipelines(self) -> None:
        self.accept()
        self.pipelines_wanted.emit()


def _what(failures: Sequence[Failure]) -> str:
    """Say what the lines name."""
    kinds = {failure.whole for failure in failures}
    if kinds == {True}:
        return tr("Pipeline")
    return tr("Article or pipeline") if len(kinds) > 1 else tr("Article")


def _joined(failures: Sequence[Failure]) -> list[Share]:
    """Put what failed together by pipeline."""
    shares: dict[PipelineInfo, list[int]] = {}
    for failure in failures:
        shares.setdefault(failure.share.pipeline, []).extend(failure.share.article_ids)
    return [Share(pipeline, tuple(ids)) for pipeline, ids in shares.items()]
