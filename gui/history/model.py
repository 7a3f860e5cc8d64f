"""The steps of the history as a table of one column, fetched page by page as the person scrolls."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from core.errors import ReaderError
from core.library_records import PastStep
from core.records import ChangeSet
from gui.i18n import moment, tr
from gui.plain import tip
from gui.steps import step_done

if TYPE_CHECKING:
    from core.library import Library

PAGE = 100  # steps fetched at once
STEP_ROLE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class HistoryModel(QAbstractTableModel):
    """All steps of a library, or those of one article, newest first; what was taken back stays listed.

    ``failed`` carries why no more steps can be read; then those that were are listed.
    """

    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._library: Library | None = None
        self._article_id: int | None = None
        self._rows: list[PastStep] = []
        self._is_whole = True

    def show_steps(self, library: Library | None, article_id: int | None) -> None:
        """List the steps of a library, with an article only its own."""
        self.beginResetModel()
        self._library, self._article_id = library, article_id
        self._rows, self._is_whole = [], library is None
        self._rows = self._page()
        self._is_whole = len(self._rows) < PAGE
        self.endResetModel()

    def follow(self, change_set: ChangeSet) -> None:
        """Show what has just been done, undone or done again."""
        if self._library is None:
            return
        if change_set.direction != "do":
            self._set_state(change_set.seq, "undone" if change_set.direction == "undo" else "live")
            return
        for past in self._rows:
            if past.state == "undone":
                self._set_state(past.step.seq, "dropped")
        newest = self._rows[0].step.seq if self._rows else 0
        fresh = [past for past in self._fetched() if past.step.seq >= newest]
        came = [past for past in fresh if past.step.seq > newest]
        if len(came) == PAGE:
            self.show_steps(self._library, self._article_id)
        elif came:
            self.beginInsertRows(QModelIndex(), 0, len(came) - 1)
            self._rows[:0] = came
            self.endInsertRows()
        elif fresh and fresh[0].step.seq == newest:  # an import that goes on rewrites its step
            self._rows[0] = fresh[0]
            self.dataChanged.emit(self.index(0, 0), self.index(0, 0))

    def step_at(self, row: int) -> PastStep | None:
        """Give the step at a row, or None."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, seq: int) -> int | None:
        """Give the row of a step among those fetched, or None."""
        return next((row for row, past in enumerate(self._rows) if past.step.seq == seq), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's signature)
        """Give the number of steps fetched so far."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Give the one column."""
        return 0 if parent.isValid() else 1

    def canFetchMore(self, parent: Index) -> bool:
        """Tell whether there are older steps."""
        return not parent.isValid() and not self._is_whole

    def fetchMore(self, parent: Index) -> None:
        """Fetch the next page of older steps."""
        page = self._page()
        self._is_whole = len(page) < PAGE
        if page:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(page) - 1)
            self._rows += page
            self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the step to the delegate and its words to assistive technology."""
        past = self.step_at(index.row()) if index.isValid() else None
        if past is None:
            return None
        if role == STEP_ROLE:
            return past
        if role == Qt.ItemDataRole.DisplayRole:
            return step_done(past.step)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(step_done(past.step))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (step_done(past.step), when_and_who(past), past.title, "" if past.is_done else tr("taken back"))
            return ", ".join(filter(None, parts))
        return None

    def _page(self) -> list[PastStep]:
        if self._library is None:
            return []
        before = self._rows[-1].step.seq if self._rows else None
        return self._fetched(before)

    def _fetched(self, before: int | None = None) -> list[PastStep]:
        """Give a page; where one article's steps are listed its title says nothing new."""
        assert self._library is not None
        try:
            page = self._library.steps(self._article_id, before=before, limit=PAGE)
        except ReaderError as error:  # Qt asks while it scrolls: it must not be told of it
            self.failed.emit(error)
            return []
        return page if self._article_id is None else [replace(past, title="") for past in page]

    def _set_state(self, seq: int, state: str) -> None:
        row = self.row_of(seq)
        if row is not None:
            self._rows[row] = replace(self._rows[row], state=state)
            self.dataChanged.emit(self.index(row, 0), self.index(row, 0))


def when_and_who(past: PastStep) -> str:
    """Say when a step was done, and by whom: 14:02 · Anna."""
    return "  ·  ".join(filter(None, (moment(past.step.at), past.step.person)))
