"""Read many articles with everything that belongs to them in one pass: ordered cursors merged, each row read once."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from core.records import Article, ArticleState, Relation, Span, Zone, ZoneRole
from core.store import articles, labels, spans
from core.store.decoding import decoded

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Gathered:
    """An article with its state, its spans and relations of all layers, and the machine layers that looked at it.

    ``label_set_id`` is the version for which it is reviewed or skipped, None if it is neither.
    """

    article: Article
    state: ArticleState
    label_set_id: int | None
    spans: tuple[Span, ...]
    relations: tuple[Relation, ...]
    layer_ids: tuple[int, ...]


class Gathering:
    """A choice of articles: those in a state (or ``all``), those with given ids, never those in the trash.

    The connection must stay on one state of the library (``LibraryFile.own_connection``).
    """

    def __init__(self, connection: sqlite3.Connection, state: str, article_ids: Collection[int] | None = None) -> None:
        self._connection = connection
        self._where = "article.trashed = 0"
        if state != "all":
            self._where += f" AND article.state = '{ArticleState(state)}'"
        if article_ids is not None:
            connection.execute("CREATE TEMP TABLE IF NOT EXISTS wanted (id INTEGER PRIMARY KEY)")
            connection.execute("DELETE FROM wanted")
            connection.executemany(
                "INSERT OR IGNORE INTO wanted (id) VALUES (?)", [(number,) for number in article_ids]
            )
            self._where += " AND article.id IN (SELECT id FROM wanted)"

    def count(self) -> int:
        """Count the articles of the choice."""
        return int(self._connection.execute(f"SELECT count(*) FROM article WHERE {self._where}").fetchone()[0])

    def __iter__(self) -> Iterator[Gathered]:
        """Give the articles in the order added."""
        span_columns = ", ".join(f'part."{name}"' for name in spans.FIELDS)
        found = _Merged(self._parts("span", span_columns, "id"), 2, decoded(spans.from_row))
        relation_columns = "id, uid, article_id, layer_id, type, head_id, child_id"
        relations = _Merged(self._parts("relation", _of_part(relation_columns), "id"), 2, lambda row: Relation(*row))
        zones = _Merged(
            self._parts("zone", 'part.article_id, part.start, part."end", part.role', "start"), 0, decoded(_zone)
        )
        covered = _Merged(self._parts("coverage", "part.article_id, part.layer_id", "layer_id"), 0, lambda row: row[1])
        reviews = _Merged(
            self._parts("review", "part.article_id, part.label_set_id", "label_set_id"), 0, lambda row: row[1]
        )
        versions = set(labels.counting(self._connection)[1])
        columns = _of_part(articles.INFO).replace("part.", "article.")
        query = (
            f"SELECT {columns}, hex(article.text_sha256), article.bytes_sha256, article.added_at, article.state,"
            " article_text.text FROM article JOIN article_text ON article_text.article_id = article.id"
            f" WHERE {self._where} ORDER BY article.id"
        )
        for row in self._connection.execute(query):
            info = articles.info_of_row(row[:11])
            sha256, bytes_sha256, added_at, state, text = row[11:]
            article = Article(info, text, sha256.lower(), bytes_sha256, zones.take(info.id), added_at)
            counted = [number for number in reviews.take(info.id) if number in versions]
            is_said = state in (ArticleState.REVIEWED, ArticleState.SKIPPED)
            yield Gathered(
                article,
                ArticleState(state),
                counted[-1] if counted and is_said else None,
                found.take(info.id),
                relations.take(info.id),
                covered.take(info.id),
            )

    def _parts(self, table: str, columns: str, order: str) -> sqlite3.Cursor:
        return self._connection.execute(
            f"SELECT {columns} FROM {table} AS part JOIN article ON article.id = part.article_id"
            f" WHERE {self._where} ORDER BY part.article_id, part.{order}"
        )


class _Merged(Generic[Row]):
    """A cursor ordered by article id, taken article by article."""

    def __init__(self, cursor: sqlite3.Cursor, place: int, make: Callable[[Any], Row]) -> None:
        self._cursor = cursor
        self._place = place  # of the article id in a row
        self._make = make
        self._next = next(cursor, None)

    def take(self, article_id: int) -> tuple[Row, ...]:
        """Give the rows of one article; articles must be taken in the order of their ids."""
        rows: list[Row] = []
        row, place, make = self._next, self._place, self._make
        while row is not None and row[place] <= article_id:
            if row[place] == article_id:
                rows.append(make(row))
            row = next(self._cursor, None)
        self._next = row
        return tuple(rows)


def _of_part(columns: str) -> str:
    return ", ".join(f"part.{name}" for name in columns.split(", "))


def _zone(row: tuple[int, int, int, str]) -> Zone:
    return Zone(row[1], row[2], ZoneRole(row[3]))
