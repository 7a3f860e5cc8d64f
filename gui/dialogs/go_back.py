"""See what going back to an earlier state would change, before it is done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from core import history
from core.library import Library
from core.library_records import PastStep
from core.records import ChangeSet, LabelSet
from gui.dialogs.base import Dialog
from gui.history.change_model import ChangeModel
from gui.history.delegates import ChangeDelegate
from gui.history.words import figures
from gui.i18n import moment, tr
from gui.list_view import ListView
from gui.look import Look, label
from gui.steps import step_done


class GoBackDialog(Dialog):
    """``wanted`` carries the change set that goes back."""

    wanted = Signal(object)

    def __init__(self, past: PastStep, change_set: ChangeSet, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(tr("Go back"), parent, act=tr("Go back"))
        self.set_size(600, 420)
        self._change_set = change_set
        at, step = moment(past.step.at), step_done(past.step)
        if change_set.article_id is None:
            words = tr("All will be as it was after this step: {step} ({at})", step=step, at=at)
        else:
            title = library.article(change_set.article_id).info.title
            words = tr("“{title}” will be as it was after this step: {step} ({at})", title=title, step=step, at=at)
        self.words = label(words, parent=self)
        self.figures = label(figures(history.summary(change_set)), parent=self)
        self.figures.setWordWrap(True)
        bold = QFont(self.figures.font())
        bold.setWeight(QFont.Weight.DemiBold)
        self.figures.setFont(bold)
        self.changes = ChangeModel()
        self.changes.show_changes(change_set.changes, library)
        self.view = ListView(self)
        self.view.setModel(self.changes)
        self.view.setAccessibleName(tr("What would change"))
        self.view.setSelectionMode(ListView.SelectionMode.NoSelection)
        note = label(tr("This is one step that can be undone. What pipelines proposed stays."), "muted", self)
        for each in (self.words, note):
            each.setWordWrap(True)
        for widget in (self.words, self.figures):
            self.content.addWidget(widget)
        self.content.addWidget(self.view, 1)
        self.content.addWidget(note)

    def set_look(self, look: Look, label_set: LabelSet) -> None:
        """Show the changes in the colours of the window."""
        delegate = ChangeDelegate(look, label_set, self.view)
        self.view.setItemDelegate(delegate)
        self.view.set_row_height(delegate.row_height)

    def finish(self) -> None:
        """Hand the change set over."""
        self.wanted.emit(self._change_set)
        self.accept()
