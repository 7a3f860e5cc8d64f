"""spaCy's published pipelines: what there is for a language, how large, under which licence; one is got on a click.

Nothing is asked of the network before that click; offline it says so in a sentence, soon.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QProgressBar,
    QWidget,
)

from core.errors import ReaderError
from core.extract import available_pipelines
from core.extract.published import MEGABYTE, Published, fetch, published
from gui.dialogs.base import Dialog
from gui.dialogs.plain_list import PlainList
from gui.i18n import number, tr
from gui.jobs import Job, Jobs
from gui.languages import language_name
from gui.look import label
from gui.sentences import localized

_STEP = 1 << 10  # bytes a step of the bar: its range is that of a 32-bit number
_VECTORS = "vectors: "  # in what the list of pipelines says


class MorePipelinesDialog(Dialog):
    """``installed``: another one is here now. Closing it ends what is being fetched."""

    installed = Signal()

    def __init__(self, jobs: Jobs, lang: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("Get more pipelines"), parent)
        self.set_size(820, 430)
        self._jobs = jobs
        self._job: Job[str | ReaderError] | None = None
        table = published()
        self._host = table[0].address.split("/")[2]
        words = tr(
            "Published by the makers of spaCy. Nothing is fetched before you press Get; then {host} is asked.",
            host=self._host,
        )
        intro = label(words, "muted", self)
        intro.setWordWrap(True)
        heads = (tr("Name"), tr("Language"), tr("Size"), tr("Licence"), tr("Trained on"), "")
        self.list = PlainList(tr("Pipelines of spaCy"), heads, 4, (2,), self)
        self.list.currentItemChanged.connect(lambda *_: self._allow())
        self.list.itemDoubleClicked.connect(lambda *_: self._get())
        order = sorted(table, key=lambda each: each.lang != lang)
        self._table = order if lang != "de" else table
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress"))
        self.state = label(role="muted", parent=self)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.get = self.buttons.addButton(tr("Get"), role)
        self.get.setDefault(True)
        self.get.clicked.connect(self._get)
        self.cancel = self.buttons.addButton(tr("Cancel"), role)
        self.cancel.clicked.connect(self._cancel)
        line = QHBoxLayout()
        line.addWidget(self.state)
        line.addWidget(self.bar, 1)
        line.addStretch()
        self.content.addWidget(intro)
        self.content.addWidget(self.list, 1)
        self.content.addLayout(line)
        jobs.progressed.connect(self._show_progress)
        jobs.finished.connect(self._stopped)
        self._fill()
        self._show_work(False)

    def done(self, result: int) -> None:
        """Close; what is being fetched is given up."""
        self._cancel()
        super().done(result)

    def _fill(self) -> None:
        row = max(self.list.currentIndex().row(), 0)
        here = {info.name for info in available_pipelines()}
        self.list.clear()
        for each in self._table:
            state = tr("is here") if each.name in here else "" if each.runs_here else tr("not in this bundle")
            size = tr("{size} MB", size=number(each.megabytes))
            cells = [
                f"{each.name} {each.version}",
                language_name(each.lang),
                size,
                each.licence,
                _trained_on(each),
                state,
            ]
            self.list.add(cells, each, (", ".join(each.labels), "", "", "", _trained_on(each)))
        self.list.fit(row)

    def _allow(self) -> None:
        item = self.list.currentItem()
        self.get.setEnabled(self._job is None and item is not None and not item.text(5))

    def _get(self) -> None:
        item = self.list.currentItem()
        if item is None or not self.get.isEnabled():
            return
        wanted = self.list.chosen()
        assert isinstance(wanted, Published)

        def work(job: Job[str | ReaderError]) -> str | ReaderError:
            try:
                return fetch(wanted, job.report)
            except ReaderError as error:
                if job.is_cancelled:
                    raise
                return error

        self.warn("")
        self.state.setText(tr("Getting {name} …", name=wanted.name))
        self._job = self._jobs.start(tr("Getting {name}", name=wanted.name), work, self.while_open(self._ended))
        self._show_work(True)

    def _ended(self, outcome: str | ReaderError) -> None:
        if isinstance(outcome, ReaderError):
            self.warn(localized(outcome.sentence))
            self.state.setText("")
            return
        self.state.setText(tr("{name} is here now.", name=outcome))
        self._fill()
        self.installed.emit()

    def _stopped(self, job: object) -> None:
        if job is self._job:
            self._job = None
            self.state.setText("")
            self._show_work(False)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _show_work(self, is_running: bool) -> None:
        self.bar.setRange(0, 0)
        for widget in (self.bar, self.cancel):
            widget.setVisible(is_running)
        self.get.setVisible(not is_running)
        self._allow()

    def _show_progress(self, job: Job[object]) -> None:
        if job is self._job:
            total = job.total or 0
            self.bar.setRange(0, total // _STEP)
            self.bar.setValue(job.done // _STEP)
            done = number(job.done / MEGABYTE, 1)
            whole = f" / {number(total / MEGABYTE, 1)}" if total else ""
            self.state.setText(tr("{size} MB", size=done + whole))


def _trained_on(pipeline: Published) -> str:
    """Give the names of the corpora, then of those of its word vectors."""
    corpora, sign, vectors = pipeline.trained_on.partition(_VECTORS)
    return corpora + (tr("vectors: {names}", names=vectors) if sign else "")
