"""Spans and relations in the library file: rows to records and back, and what one article shows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import orjson

from core.marks import MarkIndex
from core.records import Layer, Relation, Span, SpanStatus
from core.store import layers
from core.store.decoding import decoded


class SpanRow(NamedTuple):
    """A span as its row has it: the fields of a ``Span``, but fragments are JSON text. Enough for reading many."""

    id: int
    uid: str
    article_id: int
    layer_id: int
    start: int
    end: int
    label: str
    status: str
    surface: str
    fragments: str | None
    score: float | None
    source_id: int | None
    entity_id: int | None
    note: str
    value: str
    origin: str
    correction: str
    created_at: str
    updated_at: str


FIELDS = SpanRow._fields
Values = tuple[Any, ...]
"""The columns of a row in the order of ``FIELDS``."""
COLUMNS = ", ".join(f'"{name}"' for name in FIELDS)
_INSERT = f"INSERT INTO span ({COLUMNS}) VALUES ({', '.join('?' * len(FIELDS))})"
_ASSIGNMENTS = ", ".join(f'"{name}" = ?' for name in FIELDS[1:])
_UPDATE = f"UPDATE span SET {_ASSIGNMENTS} WHERE id = ?"
_STATUS = {str(status): status for status in SpanStatus}
RELATION = "id, uid, article_id, layer_id, type, head_id, child_id"


def insert(connection: sqlite3.Connection, spans: Iterable[Span]) -> None:
    """Store spans that have their numbers (see ``next_id``) already."""
    insert_rows(connection, map(_values, spans))


def insert_rows(connection: sqlite3.Connection, rows: Iterable[Values]) -> None:
    """Store rows with their numbers, whatever made them."""
    connection.executemany(_INSERT, rows)


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
    query = f"SELECT {RELATION} FROM relation WHERE article_id = ? ORDER BY id"
    return [Relation(*row) for row in connection.execute(query, (article_id,)).fetchall()]


def find_relation(connection: sqlite3.Connection, relation_id: int) -> Relation | None:
    """Give a relation, or None."""
    row = connection.execute(f"SELECT {RELATION} FROM relation WHERE id = ?", (relation_id,)).fetchone()
    return None if row is None else Relation(*row)


def insert_relations(connection: sqlite3.Connection, relations: Iterable[Relation]) -> None:
    """Store relations, with their numbers if they have any."""
    connection.executemany(
        f"INSERT INTO relation ({RELATION}) VALUES (?, ?, ?, ?, ?, ?, ?)",
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
    values: tuple[Any, ...] = (*row[:7], _STATUS[row[7]], row[8], fragments_of(row[9]), *row[10:])
    return Span(*values)


def fragments_of(column: str | None) -> tuple[tuple[int, int], ...] | None:
    """Read the fragments of a row."""
    return None if column is None else tuple((start, end) for start, end in orjson.loads(column))


def fragments_text(fragments: tuple[tuple[int, int], ...] | None) -> str | None:
    """Write fragments as a row has them."""
    return None if fragments is None else orjson.dumps(fragments).decode()


@decoded
def refuse_unfitting(rows: Iterable[SpanRow], text: str) -> None:
    """Raise Undecodable where a row does not say what its text says at its place, or has a status that is none."""
    for row in rows:
        if text[row.start : row.end] != row.surface or row.status not in _STATUS:
            raise ValueError


def _values(span: Span) -> Values:
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
        fragments_text(span.fragments),
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
