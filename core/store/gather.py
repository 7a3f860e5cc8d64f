"""Read many articles with everything that belongs to them in one pass: ordered cursors merged, each row read once."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import Any

from core.records import Article, ArticleState, Relation, Span, Zone, ZoneRole
from core.store import articles, labels, spans
from core.store.decoding import decoded
from core.store.spans import SpanRow

_SPAN_OF, _RELATION_OF = SpanRow._fields.index("article_id"), 2  # where in a row the article's id stands


@dataclass(frozen=True)  # without slots, which have no room for what is cached
class Gathered:
    """An article with its state, its spans and relations of all layers, and the machine layers that looked at it.

    ``rows`` are the spans by layer in the order of the text, as they are stored; ``spans`` makes records of them.
    ``label_set_id`` is the version for which the article is reviewed or skipped, None if it is neither.
    """

    article: Article
    state: ArticleState
    label_set_id: int | None
    rows: list[SpanRow]
    relations: tuple[Relation, ...]
    layer_ids: tuple[int, ...]

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """The rows as records."""
        return tuple(spans.rows(self.rows))


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
        found = self._parts("span", spans.COLUMNS, 'layer_id, start, "end"', place=_SPAN_OF)
        relations = self._parts("relation", spans.RELATION, "id", place=_RELATION_OF)
        zones = self._parts("zone", 'article_id, start, "end", role', "start")
        covered = self._parts("coverage", "article_id, layer_id", "layer_id")
        reviews = self._parts("review", "article_id, label_set_id", "label_set_id")
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
            article = Article(info, text, sha256.lower(), bytes_sha256, _zones(zones.take(info.id)), added_at)
            counted = [version for _, version in reviews.take(info.id) if version in versions]
            is_said = state in (ArticleState.REVIEWED, ArticleState.SKIPPED)
            yield Gathered(
                article,
                ArticleState(state),
                counted[-1] if counted and is_said else None,
                [tuple.__new__(SpanRow, span) for span in found.take(info.id)],  # as SpanRow._make, at half its cost
                tuple(Relation(*relation) for relation in relations.take(info.id)),
                tuple(layer_id for _, layer_id in covered.take(info.id)),
            )

    def _parts(self, table: str, columns: str, order: str, place: int = 0) -> _Merged:
        """Give what belongs to the articles; CROSS JOIN has SQLite look at each article once, not for each row."""
        return _Merged(
            self._connection.execute(
                f"SELECT {_of_part(columns)} FROM article CROSS JOIN {table} AS part ON part.article_id = article.id"
                f" WHERE {self._where} ORDER BY article.id, {_of_part(order)}"
            ),
            place,
        )


class _Merged:
    """A cursor ordered by article id, taken article by article."""

    def __init__(self, cursor: sqlite3.Cursor, place: int) -> None:
        self._groups = groupby(cursor, key=itemgetter(place))  # place of the article id in a row
        self._next = next(self._groups, None)

    def take(self, article_id: int) -> list[tuple[Any, ...]]:
        """Give the rows of one article; articles must be taken in the order of their ids."""
        while self._next is not None and self._next[0] < article_id:
            self._next = next(self._groups, None)
        if self._next is None or self._next[0] != article_id:
            return []
        rows = list(self._next[1])
        self._next = next(self._groups, None)
        return rows


def _of_part(columns: str) -> str:
    return ", ".join(f"part.{name}" for name in columns.split(", "))


@decoded
def _zones(rows: list[tuple[Any, ...]]) -> tuple[Zone, ...]:
    return tuple(Zone(start, end, ZoneRole(role)) for _, start, end, role in rows)
