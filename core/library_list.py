"""The list of articles of an open library: all that the window paints first, so this imports next to nothing."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from core.files import real_path
from core.library_records import ArticleQuery, Listed, SearchHit
from core.records import ArticleRow
from core.store import article_rows
from core.store.file import LibraryFile

Running = Callable[[Callable[[], None]], None]
_NEAR = 5_000  # rows from the top that are read by counting, where articles in the trash leave gaps


class ArticleList:
    """The questions that the list asks. Each sees the last stored state, from any thread, and waits for no write."""

    def __init__(self, file: LibraryFile) -> None:
        """Wrap an open file."""
        self._file = file
        self._all_ids: array[int] | None = None

    def close(self) -> None:
        """Close the file; everything done is stored already. Closing twice is allowed."""
        self._file.close()

    def count(self, query: ArticleQuery | None = None) -> int:
        """Count the articles that a query wants; without one all that are not in the trash."""
        with self._file.reading() as connection:
            if query is None or not (query.text.strip() or query.states or query.source or query.label):
                is_trash = query is not None and query.trashed
                return article_rows.state_value(connection, "trashed" if is_trash else "articles")
            from core.store import search

            return search.count(connection, query)

    def ids(self, query: ArticleQuery) -> array[int]:
        """Give the ids of all articles that a query wants, in its order."""
        from core.store import search

        with self._file.reading() as connection:
            return search.ids(connection, query)

    def rows(self, ids: Sequence[int]) -> list[ArticleRow]:
        """Give lines of the list, in the order of the ids."""
        with self._file.reading() as connection:
            return article_rows.rows(connection, ids)

    def page(self, first_row: int, count: int) -> list[ArticleRow]:
        """Give ``count`` lines of the whole list from ``first_row`` (0 is the first), in the order added."""
        with self._file.reading() as connection:
            if article_rows.last_id(connection) == article_rows.state_value(connection, "articles"):
                return article_rows.rows_from(connection, first_row + 1, count)
            if self._all_ids is None and first_row < _NEAR:  # opening a library must not read all of its list
                return article_rows.rows_in_sight(connection, first_row, count)
            if self._all_ids is None:
                self._all_ids = article_rows.ids_in_sight(connection)
            return article_rows.rows(connection, self._all_ids[first_row : first_row + count])

    def listed(self, query: ArticleQuery, limit: int, *, running: Running | None = None) -> Listed:
        """Give what a query finds, with words at most ``limit`` hits.

        A thread gives ``running``: then it is done on a connection of its own, so that nobody waits for it, and
        ``running`` is handed the function that stops it (from any thread; Cancelled is raised then).
        """
        from core.store import search
        from core.store.connection import interrupt

        if running is None:
            with self._file.reading() as connection:
                return search.listed(connection, query, limit)
        with self._file.own_connection() as connection:
            running(partial(interrupt, connection))
            return search.listed(connection, query, limit)

    def search(self, text: str, limit: int = 200) -> list[SearchHit]:
        """Give the articles that have all words, best first; the last word may be a beginning."""
        from core.store import search

        with self._file.reading() as connection:
            return search.search(connection, text, limit)

    def _note_sight(self, article_id: int, is_in_sight: bool) -> None:
        """Follow an article into the trash or out of it."""
        ids = self._all_ids
        if ids is None:
            return
        place = bisect_left(ids, article_id)
        is_there = place < len(ids) and ids[place] == article_id
        if is_in_sight and not is_there:
            ids.insert(place, article_id)
        elif is_there and not is_in_sight:
            ids.pop(place)


def open_list(path: Path) -> ArticleList:
    """Open a library file only to list its articles; raises LibraryError and its kinds like ``Library.open``."""
    articles = ArticleList(LibraryFile.open(real_path(path), read_only=True))
    try:
        articles.page(0, 1)  # damage where the articles begin is found now, not while the list is painted
    except BaseException:
        articles.close()
        raise
    return articles
