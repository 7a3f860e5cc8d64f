"""Spans and relations in the library file: rows to records and back, and what one article shows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import orjson

from core.marks import MarkIndex
from core.records import Layer, Relation, Span, SpanStatus
from core.store import layers
from core.store.decoding import decoded

FIELDS = (
    "id",
    "uid",
    "article_id",
    "layer_id",
    "start",
    "end",
    "label",
    "status",
    "surface",
    "fragments",
    "score",
    "source_id",
    "entity_id",
    "note",
    "value",
    "origin",
    "correction",
    "created_at",
    "updated_at",
)
COLUMNS = ", ".join(f'"{name}"' for name in FIELDS)
_INSERT = f"INSERT INTO span ({COLUMNS}) VALUES ({', '.join('?' * len(FIELDS))})"
_ASSIGNMENTS = ", ".join(f'"{name}" = ?' for name in FIELDS[1:])
_UPDATE = f"UPDATE span SET {_ASSIGNMENTS} WHERE id = ?"
_STATUS = {str(status): status for status in SpanStatus}
_RELATION = "id, uid, article_id, layer_id, type, head_id, child_id"


def insert(connection: sqlite3.Connection, spans: Iterable[Span]) -> None:
    """Store spans that have their numbers (see ``next_id``) already."""
    connection.executemany(_INSERT, map(_values, spans))


def update(connection: sqlite3.Connection, span: Span) -> None:
    """Store a span anew."""
    connection.execute(_UPDATE, (*_values(span)[1:], span.id))


def delete(connection: sqlite3.Connection, span_id: int) -> None:
    """Delete a span; its number is not given again."""
    connection.execute("DELETE FROM span WHERE id = ?", (span_id,))


@decoded
def find(connection: sqlite3.Connection, span_id: int) -> Span | None:
    """Give a span, or None."""
    row = connection.execute(f"SELECT {COLUMNS} FROM span WHERE id = ?", (span_id,)).fetchone()
    return None if row is None else from_row(row)


def next_id(connection: sqlite3.Connection, table: str) -> int:
    """Give the number that the next record of a table gets; numbers are never given twice, not even after an undo."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return 1 if row is None else int(row[0]) + 1


@decoded
def of_layers(connection: sqlite3.Connection, article_id: int, layer_ids: Sequence[int]) -> list[Span]:
    """Give the spans of some layers in one article, layer by layer in the order of the text."""
    marks = ",".join("?" * len(layer_ids))
    query = f'SELECT {COLUMNS} FROM span WHERE article_id = ? AND layer_id IN ({marks}) ORDER BY layer_id, start, "end"'
    return [from_row(row) for row in connection.execute(query, (article_id, *layer_ids)).fetchall()]


@decoded
def decisions(connection: sqlite3.Connection, label: str | None = None) -> list[Span]:
    """Give all decisions of the library (with one label)."""
    query = f"SELECT {COLUMNS} FROM span WHERE layer_id IN (SELECT id FROM layer WHERE kind = 'person')"
    if label is None:
        return [from_row(row) for row in connection.execute(query).fetchall()]
    return [from_row(row) for row in connection.execute(f"{query} AND label = ?", (label,)).fetchall()]


def has_decisions(connection: sqlite3.Connection, article_id: int) -> bool:
    """Tell whether any person has decided anything in an article."""
    query = "SELECT 1 FROM layer CROSS JOIN span ON span.layer_id = layer.id WHERE kind = 'person' AND article_id = ?"
    return connection.execute(query, (article_id,)).fetchone() is not None


@decoded
def marks(
    connection: sqlite3.Connection,
    article_id: int,
    all_layers: Iterable[Layer],
    find_span: Callable[[int], Span | None] | None = None,
) -> MarkIndex:
    """Give what an article shows; the index asks ``find_span`` for sources that it does not know."""
    proposals = of_layers(connection, article_id, layers.shown(connection, article_id))
    persons = of_layers(connection, article_id, layers.persons(connection))
    known = {span.id for span in proposals}
    find_span = find_span or (lambda span_id: find(connection, span_id))
    missing = {span.source_id for span in persons if span.source_id is not None and span.source_id not in known}
    sources = [source for source in (find(connection, number) for number in missing) if source is not None]
    return MarkIndex(article_id, proposals, persons, sources=sources, origins=origins(all_layers), find_span=find_span)


def origins(all_layers: Iterable[Layer]) -> dict[int, str]:
    """Give how the machine layers are named to a person, by id."""
    return {layer.id: f"{layer.name} {layer.version}".rstrip() for layer in all_layers if layer.kind.is_machine}


@decoded
def relations(connection: sqlite3.Connection, article_id: int) -> list[Relation]:
    """Give all relations of an article."""
    query = f"SELECT {_RELATION} FROM relation WHERE article_id = ? ORDER BY id"
    return [Relation(*row) for row in connection.execute(query, (article_id,)).fetchall()]


def find_relation(connection: sqlite3.Connection, relation_id: int) -> Relation | None:
    """Give a relation, or None."""
    row = connection.execute(f"SELECT {_RELATION} FROM relation WHERE id = ?", (relation_id,)).fetchone()
    return None if row is None else Relation(*row)


def insert_relations(connection: sqlite3.Connection, relations: Iterable[Relation]) -> None:
    """Store relations, with their numbers if they have any."""
    connection.executemany(
        f"INSERT INTO relation ({_RELATION}) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(r.id or None, r.uid, r.article_id, r.layer_id, r.type, r.head_id, r.child_id) for r in relations],
    )


def update_relation(connection: sqlite3.Connection, relation: Relation) -> None:
    """Store a relation anew."""
    connection.execute(
        "UPDATE relation SET type = ?, head_id = ?, child_id = ? WHERE id = ?",
        (relation.type, relation.head_id, relation.child_id, relation.id),
    )


def delete_relation(connection: sqlite3.Connection, relation_id: int) -> None:
    """Delete a relation."""
    connection.execute("DELETE FROM relation WHERE id = ?", (relation_id,))


def rows(cursor: Iterable[Sequence[Any]]) -> Iterator[Span]:
    """Give the spans of a cursor over COLUMNS."""
    return map(decoded(from_row), cursor)


def from_row(row: Sequence[Any]) -> Span:
    """Make a span of the columns in FIELDS."""
    fragments = row[9] and tuple((start, end) for start, end in orjson.loads(row[9]))
    values: tuple[Any, ...] = (*row[:7], _STATUS[row[7]], row[8], fragments, *row[10:])
    return Span(*values)


def _values(span: Span) -> tuple[Any, ...]:
    return (
        span.id,
        span.uid,
        span.article_id,
        span.layer_id,
        span.start,
        span.end,
        span.label,
        str(span.status),
        span.surface,
        None if span.fragments is None else orjson.dumps(span.fragments).decode(),
        span.score,
        span.source_id,
        span.entity_id,
        span.note,
        span.value,
        span.origin,
        span.correction,
        span.created_at,
        span.updated_at,
    )
