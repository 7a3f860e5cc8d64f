"""Mark all places of the same words: a tick list in context, in the article or the whole library, one undo step."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QRadioButton, QWidget

from core import occurrences
from core.occurrences import Occurrence
from gui.dialogs.base import Dialog
from gui.dialogs.fields import Choice
from gui.dialogs.occurrence_list import OccurrenceDelegate, OccurrenceModel
from gui.i18n import number, tr
from gui.jobs import Job, Jobs
from gui.label_look import colour_of, swatch, title_of
from gui.list_view import ListView
from gui.look import Look, label
from gui.plain import tip
from gui.session import Session

_LIMIT = 5000  # rows: nobody looks through more, and each becomes a change


class OccurrencesDialog(Dialog):
    """Finds, lets choose, and marks."""

    def __init__(
        self, session: Session, jobs: Jobs, look: Look, words: str, label_code: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("All occurrences"), parent, act=tr("Mark"))
        self.set_size(860, 540)
        self._session = session
        self._jobs = jobs
        self._job: Job[list[Occurrence]] | None = None
        labels = [each for each in session.library.label_set.labels if not each.hidden]
        self.words = QLineEdit(words, self)
        self.words.setAccessibleName(tr("Words"))
        self.label_box = Choice(self)
        self.label_box.setAccessibleName(tr("Label"))
        for each in labels:
            self.label_box.addItem(swatch(look.theme, each.colour), title_of(each), each.code)
        self.label_box.choose(label_code)
        self.here = QRadioButton(tr("In this article"), self)
        self.everywhere = QRadioButton(tr("In the whole library"), self)
        self.here.setChecked(True)
        self.whole = QCheckBox(tr("Whole words only"), self)
        self.whole.setChecked(True)
        self.all = QCheckBox(tr("All"), self)
        self.all.setTristate(True)
        self.model = OccurrenceModel()
        self._delegate = OccurrenceDelegate(look, self._colour(), self)
        self.view = ListView(self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(self._delegate)
        self.view.set_row_height(look.serif(1.08).pointSize() * 2 + 8)
        self.view.setAccessibleName(tr("Occurrences"))
        self._count = label(role="muted", parent=self)
        self._build()
        self.words.editingFinished.connect(self.look_up)
        self.label_box.currentIndexChanged.connect(lambda _: self._relabel())
        for choice in (self.here, self.whole):
            choice.toggled.connect(lambda _: self.look_up())
        self.all.clicked.connect(lambda _: self.model.toggle_all())
        self.model.ticks_changed.connect(self._tell)
        self.finished.connect(lambda _: self._stop())
        self._found: list[Occurrence] = []
        self.look_up()
        self.view.setFocus()

    def look_up(self) -> None:
        """Look for the words where the person wants them looked for."""
        self._stop()
        words, whole = self.words.text(), self.whole.isChecked()
        article = self._session.article
        if self.here.isChecked() and article is not None:
            self._show(occurrences.in_article(article, self._session.marks, words, whole_word=whole)[:_LIMIT])
            return
        library = self._session.library

        def work(job: Job[list[Occurrence]]) -> list[Occurrence]:
            found: list[Occurrence] = []
            for each in occurrences.in_library(library, words, whole_word=whole, progress=job.report):
                found.append(each)
                if len(found) == _LIMIT:
                    break
            return found

        def came(found: list[Occurrence]) -> None:
            if job is self._job:  # else it was found before it was stopped, and nobody waits for it
                self._came(found)

        self._show([])
        self._count.setText(tr("Searching …"))
        job = self._job = self._jobs.start(tr("Searching"), work, came)

    def finish(self) -> None:
        """Mark what is ticked, in one step."""
        change_set = occurrences.mark(self._session.library, self.model.ticked(), self.label_box.currentData())
        if not change_set.changes or self._session.do(change_set) is not None:
            self.accept()

    def _came(self, found: list[Occurrence]) -> None:
        self._job = None
        self._show(found)

    def _show(self, found: list[Occurrence]) -> None:
        self._found = found
        self.model.set_rows(found, self.label_box.currentData())

    def _relabel(self) -> None:
        self._delegate.colour = self._colour()
        self._show(self._found)

    def _tell(self) -> None:
        count, ticked = self.model.rowCount(), len(self.model.ticked())
        limit = tr(" (the first {count})", count=number(_LIMIT)) if count == _LIMIT else ""
        done = sum(each.label == self.label_box.currentData() for each in self._found)
        found = tr("%n occurrence(s)", n=count) + limit
        if done:
            found = tr("{found}, {done} marked already", found=found, done=number(done))
        inside = self.model.inside()
        if inside:
            found = tr("{found}, {inside} in a longer mark", found=found, inside=number(inside))
        self.all.setToolTip(tip(tr("All but those in a longer mark of the label")) if inside else "")
        self._count.setText(found if count else tr("These words stand nowhere."))
        partly = Qt.CheckState.PartiallyChecked if ticked else Qt.CheckState.Unchecked
        self.all.setCheckState(Qt.CheckState.Checked if self.model.has_all else partly)
        assert self.act is not None
        self.act.setText(tr("Mark %n", n=ticked))
        self.act.setEnabled(ticked > 0)

    def _colour(self) -> str:
        return colour_of(self._session.library.label_set, self.label_box.currentData() or "")

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _build(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self.words, 1)
        first.addWidget(self.label_box)
        second = QHBoxLayout()
        second.setSpacing(18)
        for widget in (self.here, self.everywhere, self.whole):
            second.addWidget(widget)
        second.addStretch()
        third = QHBoxLayout()
        third.addWidget(self.all)
        third.addStretch()
        third.addWidget(self._count)
        self.content.addLayout(first)
        self.content.addLayout(second)
        self.content.addWidget(self.view, 1)
        self.content.addLayout(third)
