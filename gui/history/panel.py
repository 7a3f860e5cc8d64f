"""The panel at the right that lists what was done, shows what a step changed, and offers to go back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from core import history
from core.errors import ReaderError
from core.history import Summary
from core.library_records import PastStep
from core.records import ChangeSet, LabelSet
from gui.dialogs.fields import Choice
from gui.empty import EmptyState
from gui.history.change_model import ChangeModel
from gui.history.delegates import ChangeDelegate, StepDelegate
from gui.history.model import HistoryModel
from gui.history.words import figures
from gui.i18n import tr
from gui.list_view import ListView
from gui.look import Look, heading, label, rule
from gui.plain import tip

if TYPE_CHECKING:
    from core.library import Library

_SIDE = 18
_ALL, _ONE = "all", "one"


class HistoryPanel(QWidget):
    """``place_wanted`` carries an article and a place in it (start, end), or None where it is about the whole article.

    ``back_wanted`` carries a step and the article that is to go back to it, None for the whole library.
    """

    place_wanted = Signal(int, object)
    back_wanted = Signal(object, object)
    closed = Signal()
    failed = Signal(object)

    def __init__(self, look: Look, label_set: LabelSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "panel")
        self._library: Library | None = None
        self._article_id: int | None = None
        self.model = HistoryModel()
        self.changes = ChangeModel()
        self.which = Choice(self, [(tr("All steps"), _ALL), (tr("This article"), _ONE)])
        self.which.setAccessibleName(tr("Which steps"))
        self.view = ListView(self)
        self.view.setModel(self.model)
        self.view.setAccessibleName(tr("Steps, newest first"))
        self.view.setSelectionMode(ListView.SelectionMode.SingleSelection)
        self.change_view = ListView(self)
        self.change_view.setModel(self.changes)
        self.change_view.setAccessibleName(tr("What the step changed"))
        self.change_view.setSelectionMode(ListView.SelectionMode.SingleSelection)
        for view in (self.view, self.change_view):
            view.setStyleSheet("selection-background-color: transparent")  # the delegates paint a rounded one
        self.figures = label(role="muted", parent=self)
        self.figures.setWordWrap(True)
        self.back = QPushButton(self)
        self._empty = EmptyState(self)
        self._steps = QStackedWidget(self)
        self._details = QWidget(self)
        self._build()
        self.which.currentIndexChanged.connect(lambda _: self._list())
        self.view.selectionModel().currentChanged.connect(lambda current, _: self._show_step(current.row()))
        self.view.activated.connect(lambda _: self._want_place(0))  # Enter, a double click: to where it began
        for model in (self.model, self.changes):  # queued: they find out while they scroll or are painted
            model.failed.connect(self.failed, Qt.ConnectionType.QueuedConnection)
        self.change_view.clicked.connect(lambda index: self._want_place(index.row()))
        self.change_view.activated.connect(lambda index: self._want_place(index.row()))
        self.back.clicked.connect(self._want_back)
        self.set_look(look, label_set)
        self._show_step(-1)

    def set_look(self, look: Look, label_set: LabelSet) -> None:
        """Show in other colours, fonts and labels from now on."""
        steps = StepDelegate(look, self)
        self.view.setItemDelegate(steps)
        self.view.set_row_height(steps.row_height)
        changes = ChangeDelegate(look, label_set, self)
        self.change_view.setItemDelegate(changes)
        self.change_view.set_row_height(changes.row_height)
        self.figures.setFont(look.small())

    def set_library(self, library: Library | None) -> None:
        """List the steps of another library."""
        self._library = library
        self._list()

    def set_article(self, article_id: int | None) -> None:
        """Follow the open article where only its steps are listed."""
        self._article_id = article_id
        if self._is_narrowed:
            self._list()

    def follow(self, change_set: ChangeSet) -> None:
        """Show what has just been done or undone; the list stays where it is."""
        self.model.follow(change_set)
        self._tell()
        self._allow()

    @property
    def chosen(self) -> PastStep | None:
        """The step that the person looks at."""
        return self.model.step_at(self.view.currentIndex().row())

    @property
    def _is_narrowed(self) -> bool:
        return bool(self.which.currentData() == _ONE)

    def _list(self) -> None:
        with QSignalBlocker(self.view.selectionModel()):
            is_shown = self._library is not None and not (self._is_narrowed and self._article_id is None)
            library = self._library if is_shown else None
            self.model.show_steps(library, self._article_id if self._is_narrowed else None)
        self._show_step(-1)
        self._tell()

    def _tell(self) -> None:
        if self._is_narrowed and self._article_id is None:
            self._empty.show_text(tr("No article is open"), tr("Choose an article at the left."))
        else:
            self._empty.show_text(
                tr("Nothing was done yet"), tr("Each edit will be listed here, and can be looked at.")
            )
        self._steps.setCurrentWidget(self.view if self.model.rowCount() else self._empty)

    def _show_step(self, row: int) -> None:
        past = self.model.step_at(row)
        if past is None or self._library is None:
            self.changes.show_changes((), None)
            self.figures.setText(tr("Choose a step to see what it changed.") if self.model.rowCount() else "")
            self._allow()
            return
        try:
            step = self._library.step(past.step.seq)
        except ReaderError as error:
            self.failed.emit(error)
            return
        changes = history.in_order(step)
        if self._is_narrowed:
            changes = tuple(
                change for change in changes if history.article_of(history.record_of(change)) == self._article_id
            )
        self.changes.show_changes(changes, self._library)
        self.figures.setText(figures(history.summary(step)) or figures(Summary()))
        self._allow()

    def _allow(self) -> None:
        """Offer to go back only to what is still done and not the newest step, and only where edits can be stored."""
        past = self.chosen
        self.back.setText(tr("Bring this article back to here…") if self._is_narrowed else tr("Go back to here…"))
        why_not = ""
        if self._library is None or self._library.read_only:
            why_not = tr("The library is open for reading only.")
        elif past is None:
            why_not = tr("Choose a step to see what it changed.")
        elif not past.is_done:
            why_not = tr("This step was taken back. Choose one that still holds.")
        elif self.view.currentIndex().row() == 0:
            why_not = tr("So it is now.")
        self.back.setEnabled(not why_not)
        self.back.setToolTip(tip(why_not))

    def _want_place(self, row: int) -> None:
        article_id = self.changes.article_id(row) if 0 <= row < self.changes.rowCount() else None
        if article_id is not None:
            self.place_wanted.emit(article_id, self.changes.place(row))

    def _want_back(self) -> None:
        past = self.chosen
        if past is not None:
            self.back_wanted.emit(past, self._article_id if self._is_narrowed else None)

    def _build(self) -> None:
        close = QToolButton(self)
        close.setText("✕")
        close.setToolTip(tr("Close the history"))
        close.setAccessibleName(tr("Close the history"))
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setContentsMargins(_SIDE, 16, 12, 0)
        head.addWidget(heading(tr("History"), self))
        head.addStretch()
        head.addWidget(close)
        choice = QHBoxLayout()
        choice.setContentsMargins(_SIDE, 0, _SIDE, 4)
        choice.addWidget(self.which)
        self._steps.addWidget(self.view)
        self._steps.addWidget(self._empty)
        above = QVBoxLayout(self._details)
        above.setContentsMargins(0, 0, 0, 14)
        above.setSpacing(8)
        words = QVBoxLayout()
        words.setContentsMargins(_SIDE, 12, _SIDE, 0)
        words.setSpacing(4)
        words.addWidget(heading(tr("What changed"), self))
        words.addWidget(self.figures)
        button = QHBoxLayout()
        button.setContentsMargins(_SIDE, 0, _SIDE, 0)
        button.addWidget(self.back)
        above.addWidget(rule(self))
        above.addLayout(words)
        above.addWidget(self.change_view, 1)
        above.addLayout(button)
        splitter = QSplitter(Qt.Orientation.Vertical, self)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        splitter.addWidget(self._steps)
        splitter.addWidget(self._details)
        splitter.setSizes([360, 300])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addLayout(choice)
        layout.addWidget(splitter, 1)
