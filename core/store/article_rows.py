"""The lines of the list of articles in the library file, and the single values that the list needs.

The window paints them before anything else is imported, so this imports next to nothing.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from typing import Any

from core.records import ArticleRow, ArticleState
from core.store.decoding import decoded

_ROW = "id, title, source, published, state, marks, decided"
_MANY = 500  # ids in one query; older builds of SQLite allow 999 parameters


@decoded
def rows(connection: sqlite3.Connection, ids: Sequence[int]) -> list[ArticleRow]:
    """Give the lines of the list for these ids, in their order; ids that are not there are left out."""
    found = {row[0]: _row(row) for row in select(connection, f"SELECT {_ROW} FROM article", ids)}
    return [found[number] for number in ids if number in found]


@decoded
def rows_from(connection: sqlite3.Connection, first_id: int, count: int) -> list[ArticleRow]:
    """Give a page of the list by key, trash included: for libraries whose ids have no gaps."""
    query = f"SELECT {_ROW} FROM article WHERE id >= ? AND id < ? ORDER BY id"
    return [_row(row) for row in connection.execute(query, (first_id, first_id + count)).fetchall()]


def rows_in_sight(connection: sqlite3.Connection, first: int, count: int) -> list[ArticleRow]:
    """Give a page of the list by its place: for the first pages, for it reads all that comes before."""
    query = f"SELECT {_ROW} FROM article WHERE trashed = 0 ORDER BY id LIMIT ? OFFSET ?"
    return [_row(row) for row in connection.execute(query, (count, first)).fetchall()]


def ids_in_sight(connection: sqlite3.Connection) -> array[int]:
    """Give the ids of all articles that are not in the trash, in the order added."""
    return array("q", (row[0] for row in connection.execute("SELECT id FROM article WHERE trashed = 0 ORDER BY id")))


def last_id(connection: sqlite3.Connection) -> int:
    """Give the highest id of an article, 0 if there is none."""
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM article").fetchone()[0])


def state_value(connection: sqlite3.Connection, name: str) -> int:
    """Give a single value of the library: articles, trashed, label_set."""
    return int(connection.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()[0])


def select(connection: sqlite3.Connection, query: str, ids: Iterable[int]) -> list[tuple[Any, ...]]:
    """Give the rows that a query without a condition finds for these ids."""
    wanted = list(ids)
    found: list[tuple[Any, ...]] = []
    for first in range(0, len(wanted), _MANY):
        part = wanted[first : first + _MANY]
        marks = ",".join("?" * len(part))
        found += connection.execute(f"{query} WHERE id IN ({marks})", part).fetchall()
    return found


def _row(row: Sequence[Any]) -> ArticleRow:
    return ArticleRow(row[0], row[1], row[2], row[3], ArticleState(row[4]), row[5], row[6])
