"""The articles of a library as a table model of one column, fetched by page: a million rows cost what a screen does."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from core.frozen import frozen
from core.library_records import ArticleQuery, Listed, SearchHit
from core.records import ArticleRow
from gui.i18n import day, tr
from gui.plain import tip, upright
from gui.words import state_title

if TYPE_CHECKING:
    from core.library_list import ArticleList

PAGE = 100  # rows fetched at once
PAGES_KEPT = 40  # least recently used ones go
LARGE = 20_000  # articles from which a query takes longer than a frame, and a thread looks for it
HITS = 200  # best hits of a search that are shown

ROW_ROLE = Qt.ItemDataRole.UserRole
HIT_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
FindLater = Callable[[ArticleQuery, Callable[[Listed], None]], Callable[[], None]]


@frozen
class Found:
    """What the list shows: how many rows, and of how many in all that fit the query, or of more than so many."""

    shown: int
    fitting: int
    is_more: bool = False


class ArticleModel(QAbstractTableModel):
    """Shows all articles in the order added by pages of the library, or the ids of a query in the query's order.

    ``find_later(query, show)`` finds in a thread, and gives the function that stops it. ``waiting_changed`` says that
    it has begun or ended.
    """

    waiting_changed = Signal()

    def __init__(self, library: ArticleList | None = None) -> None:
        super().__init__()
        self._library = library
        self.query = ArticleQuery()
        self._ids: array[int] | None = None  # None: all articles, by page
        self._hits: Mapping[int, SearchHit] = {}
        self.words = ""  # that were looked for in what is shown, also while others are
        self._count = 0
        self.found = Found(0, 0)
        self.find_later: FindLater | None = None
        self._stop: Callable[[], None] | None = None
        self._pages: OrderedDict[int, list[ArticleRow]] = OrderedDict()
        self._load()

    def set_library(self, library: ArticleList | None) -> None:
        """Show another library, unfiltered."""
        self.query = ArticleQuery()
        self.beginResetModel()
        self._library = library
        self._load()
        self.endResetModel()

    def set_query(self, query: ArticleQuery) -> None:
        """Show what a query finds; in a large library when a thread has found it."""
        self.query = query
        self.refresh()

    @property
    def is_waiting(self) -> bool:
        """Tell whether what is listed is still what was listed before."""
        return self._stop is not None

    def refresh(self) -> None:
        """Ask the library again: articles came or went."""
        is_quick = self._library is None or self.query == ArticleQuery() or self._library.count() < LARGE
        if not is_quick and self.find_later is not None:
            self._ask()
            return
        self.beginResetModel()
        self._load()
        self.endResetModel()

    def refresh_rows(self, article_ids: Iterable[int]) -> None:
        """Show these articles' rows as the library has them now."""
        wanted = set(article_ids)
        for number, page in self._pages.items():
            stale = [place for place, row in enumerate(page) if row.id in wanted]
            if stale and self._library is not None:
                fresh = {row.id: row for row in self._library.rows([page[place].id for place in stale])}
                for place in stale:
                    page[place] = fresh.get(page[place].id, page[place])
                first = number * PAGE
                self.dataChanged.emit(self.index(first + stale[0], 0), self.index(first + stale[-1], 0))

    def article_row(self, row: int) -> ArticleRow | None:
        """Give the article at a row, fetching its page; None outside the list."""
        if not 0 <= row < self._count:
            return None
        page = self._page(row // PAGE)
        place = row % PAGE
        return page[place] if place < len(page) else None

    def hit(self, article_id: int) -> SearchHit | None:
        """Give where the search that is shown has hit an article, or None."""
        return self._hits.get(article_id)

    def ids_between(self, first: int, last: int) -> list[int]:
        """Give the ids of the rows ``first`` … ``last``, both included."""
        if self._ids is None and self._library is not None and (first, last) == (0, self._count - 1):
            return list(self._library.ids(ArticleQuery()))
        rows = map(self.article_row, range(first, last + 1))
        return [row.id for row in rows if row is not None]

    def row_of(self, article_id: int) -> int | None:
        """Give the row of an article, or None if the list does not have it."""
        if self._ids is not None:
            try:
                return self._ids.index(article_id)
            except ValueError:
                return None
        low, high = 0, self._count  # in the order added ids ascend, so a few pages lead to any of them
        while low < high:
            middle = (low + high) // 2
            found = self.article_row(middle)
            if found is None:
                return None
            if found.id == article_id:
                return middle
            if found.id < article_id:
                low = middle + 1
            else:
                high = middle
        return None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's signature)
        """Give the number of rows."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Give the one column."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the row's record to the delegate and the words to assistive technology."""
        row = self.article_row(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == HIT_ROLE:
            return self.hit(row.id)
        if role == Qt.ItemDataRole.DisplayRole:
            return upright(row.title)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(row.title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tr(
                "{title}, {source}, {date}, {state}, {decided} of {marks} decided",
                title=row.title,
                source=row.source,
                date=day(row.published),
                state=state_title(row.state),
                decided=row.decided,
                marks=row.marks,
            )
        return None

    def _load(self) -> None:
        self._stop_waiting()
        self._pages.clear()
        if self._library is None:
            self._take(Listed(array("q"), 0))
        elif self.query == ArticleQuery():
            self._take(Listed(array("q"), self._library.count()), by_page=True)
        else:
            self._take(self._library.listed(self.query, HITS))

    def _ask(self) -> None:
        """Look for what the query finds in a thread; what was listed stays until then."""
        assert self.find_later is not None
        self._stop_waiting()
        self._stop = self.find_later(self.query, self._show)
        self.waiting_changed.emit()

    def _show(self, listed: Listed) -> None:
        self._stop = None
        self.beginResetModel()
        self._pages.clear()
        self._take(listed)
        self.endResetModel()
        self.waiting_changed.emit()

    def _stop_waiting(self) -> None:
        if self._stop is not None:
            stop, self._stop = self._stop, None
            stop()
            self.waiting_changed.emit()

    def _take(self, listed: Listed, *, by_page: bool = False) -> None:
        self._ids = None if by_page else listed.ids
        self._hits = listed.hits
        self.words = self.query.text
        self.found = Found(listed.fitting if by_page else len(listed.ids), listed.fitting, listed.is_more)
        self._count = self.found.shown

    def _page(self, number: int) -> list[ArticleRow]:
        page = self._pages.get(number)
        if page is not None:
            self._pages.move_to_end(number)
            return page
        assert self._library is not None
        first = number * PAGE
        if self._ids is None:
            page = self._library.page(first, PAGE)
        else:
            page = self._library.rows(self._ids[first : first + PAGE])
        self._pages[number] = page
        if len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        return page
