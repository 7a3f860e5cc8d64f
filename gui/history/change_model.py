"""What one step changed, a row for each change: its words and its place in the text, made when a row is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from core import history
from core.errors import ReaderError
from core.history import Context
from core.records import Article, Change, Record, Span
from gui.history.words import change_words
from gui.plain import tip

if TYPE_CHECKING:
    from core.library import Library

LINE_ROLE = Qt.ItemDataRole.UserRole
_ARTICLES = 8  # kept: rows of one article mostly stand together
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Line:
    """One change as it is shown; ``title`` is the article's where a step is about several, ``label`` a code."""

    words: str
    title: str
    context: Context | None
    label: str
    is_kept: bool  # a mark stands there after the change


class ChangeModel(QAbstractTableModel):
    """The changes of a step, in the order in which they were made.

    ``failed`` carries why the place of a change cannot be read; its row then has its words alone.
    """

    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._changes: Sequence[Change] = ()
        self._library: Library | None = None
        self._articles: dict[int, Article] = {}
        self._lines: dict[int, Line] = {}
        self._is_about_several = False

    def show_changes(self, changes: Sequence[Change], library: Library | None) -> None:
        """Show the changes of another step of a library (None: no step)."""
        self.beginResetModel()
        self._changes, self._library = changes, library
        self._articles, self._lines = {}, {}
        self._is_about_several = len({self.article_id(row) for row in range(min(len(changes), 1000))}) > 1
        self.endResetModel()

    def article_id(self, row: int) -> int | None:
        """Give the article of a row, None where the change is about none."""
        return history.article_of(history.record_of(self._changes[row]))

    def place(self, row: int) -> tuple[int, int] | None:
        """Give the range in code points of a row, None where it is about no place."""
        return history.place_of(self._changes[row])

    def line(self, row: int) -> Line:
        """Give what a row shows."""
        found = self._lines.get(row)
        if found is None:
            change = self._changes[row]
            try:
                found = self._made(change, self.article_id(row))
            except ReaderError as error:  # asked for while it is painted
                found = Line(change_words(change, None), "", None, "", is_kept=False)
                self.failed.emit(error)
            self._lines[row] = found
        return found

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's signature)
        """Give the number of changes."""
        return 0 if parent.isValid() else len(self._changes)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Give the one column."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the line to the delegate and its words to assistive technology."""
        if not index.isValid() or index.row() >= len(self._changes):
            return None
        line = self.line(index.row())
        if role == LINE_ROLE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            around = line.context
            shown = f"{around.before}{around.inside}{around.after}" if around is not None else ""
            said = "\n".join(filter(None, (line.words, shown.strip(), line.title)))
            return tip(said) if role == Qt.ItemDataRole.ToolTipRole else said
        return None

    def _made(self, change: Change, article_id: int | None) -> Line:
        article = None if article_id is None else self._article(article_id)
        place = history.place_of(change)
        context = history.in_context(article.text, *place) if article is not None and place is not None else None
        record = history.record_of(change)
        after = change.after
        is_kept = isinstance(after, Span) and after.status == "accepted"
        title = article.info.title if article is not None and (self._is_about_several or context is None) else ""
        label = record.label if isinstance(record, Span) else ""
        return Line(change_words(change, self._source_of(record)), title, context, label, is_kept)

    def _source_of(self, record: Record) -> Span | None:
        """Give the proposal behind a decision."""
        if not isinstance(record, Span) or record.source_id is None or self._library is None:
            return None
        return self._library.span(record.source_id)

    def _article(self, article_id: int) -> Article:
        if article_id not in self._articles:
            assert self._library is not None
            while len(self._articles) >= _ARTICLES:
                del self._articles[next(iter(self._articles))]
            self._articles[article_id] = self._library.article(article_id)
        return self._articles[article_id]
