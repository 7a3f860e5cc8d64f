"""The marks of the open article as a table model of one column, in the order of the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from core.records import Mark, MarkDelta
from gui.i18n import tr

MARK_ROLE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_RESET = 64  # changed marks from which showing the list anew is cheaper than row by row


def _order(mark: Mark) -> tuple[int, int, int]:
    """Sort as the MarkIndex does."""
    return mark.start, -mark.end, mark.key


class MarkModel(QAbstractTableModel):
    """Follows the mark index by its deltas, so that scroll position and selection of the view stay."""

    def __init__(self) -> None:
        super().__init__()
        self._marks: list[Mark] = []
        self._by_key: dict[int, Mark] = {}
        self.decided = 0  # how many are accepted

    def set_marks(self, marks: Iterable[Mark]) -> None:
        """Show the marks of another article."""
        self.beginResetModel()
        self._marks = list(marks)
        self._by_key = {mark.key: mark for mark in self._marks}
        self.decided = sum(mark.is_decided for mark in self._marks)
        self.endResetModel()

    def apply(self, delta: MarkDelta, marks: Callable[[], Iterable[Mark]]) -> None:
        """Follow a change; ``marks`` gives all marks after it."""
        if len(delta.removed) + len(delta.added) > _RESET:
            self.set_marks(marks())
            return
        added = {mark.key: mark for mark in delta.added}
        for key in delta.removed:
            old, new = self._by_key.get(key), added.get(key)
            if old is None:  # its label is hidden
                continue
            if new is not None and _order(new) == _order(old):
                self._replace(added.pop(key))
            else:
                self._remove(old)
        for mark in added.values():
            self._insert(mark)

    def mark_at(self, row: int) -> Mark | None:
        """Give the mark at a row, or None."""
        return self._marks[row] if 0 <= row < len(self._marks) else None

    def row_of(self, key: int) -> int | None:
        """Give the row of the mark with a key, or None."""
        mark = self._by_key.get(key)
        return None if mark is None else self._place(mark)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's signature)
        """Give the number of marks."""
        return 0 if parent.isValid() else len(self._marks)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Give the one column."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the mark to the delegate and the words to assistive technology."""
        mark = self.mark_at(index.row()) if index.isValid() else None
        if mark is None:
            return None
        if role == MARK_ROLE:
            return mark
        if role == Qt.ItemDataRole.DisplayRole:
            return mark.span.surface
        if role == Qt.ItemDataRole.AccessibleTextRole:
            form = tr("{surface}, {label}, accepted") if mark.is_decided else tr("{surface}, {label}, proposed")
            return form.format(surface=mark.span.surface, label=mark.label)
        return None

    def _place(self, mark: Mark) -> int:
        return bisect_left(self._marks, _order(mark), key=_order)

    def _replace(self, mark: Mark) -> None:
        row = self._place(mark)
        self.decided += mark.is_decided - self._marks[row].is_decided
        self._marks[row] = self._by_key[mark.key] = mark
        self.dataChanged.emit(self.index(row, 0), self.index(row, 0))

    def _remove(self, mark: Mark) -> None:
        row = self._place(mark)
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._marks[row], self._by_key[mark.key]
        self.decided -= mark.is_decided
        self.endRemoveRows()

    def _insert(self, mark: Mark) -> None:
        row = self._place(mark)
        self.beginInsertRows(QModelIndex(), row, row)
        self._marks.insert(row, mark)
        self._by_key[mark.key] = mark
        self.decided += mark.is_decided
        self.endInsertRows()
