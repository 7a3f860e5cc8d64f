"""Carry out a change set: number its new records, check each against what is stored, write them, keep the tallies.

All of it runs inside the caller's transaction, and raises before anything is visible to others.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from core.errors import SpanError, StaleEdit
from core.frozen import replaced
from core.offsets import check_span
from core.records import (
    ArticleInfo,
    Change,
    ChangeSet,
    Entity,
    LabelSet,
    Layer,
    Record,
    Relation,
    Review,
    Span,
    SpanStatus,
    Zone,
    Zones,
)
from core.store import articles, entities, labels, layers, spans, tally

TextOf = Callable[[int], str]
_TABLES: dict[type[Record], str] = {Span: "span", Relation: "relation", Entity: "entity", Review: "review"}
_REFERENCES = ("source_id", "entity_id", "head_id", "child_id", "label_set_id")


def new_uid() -> str:
    """Give a name that no other record has."""
    return os.urandom(8).hex()


def number(connection: sqlite3.Connection, change_set: ChangeSet, person: str, at: str) -> ChangeSet:
    """Give new records their ids and uids, and all of them person and time; negative references follow."""
    ids: dict[int, int] = {}
    following: dict[type[Record], int] = {}
    numbers: list[tuple[Record | None, int]] = []  # the records after the changes, with the numbers that new ones get
    for change in change_set.changes:
        after, number = change.after, 0
        if isinstance(after, LabelSet) and after.id <= 0:
            stored = labels.insert(connection, after)
            ids[after.id], after = stored.id, stored
        elif after is not None and change.before is None and type(after) in _TABLES and _id(after) <= 0:
            kind = type(after)
            number = following.get(kind) or spans.next_id(connection, _TABLES[kind])
            following[kind] = number + 1
            ids[_id(after)] = number
        numbers.append((after, number))
    completed = (_completed(after, number, ids, person, at) for after, number in numbers)
    pairs = zip(change_set.changes, completed, strict=True)
    return replace(change_set, changes=tuple(Change(each.before, after) for each, after in pairs), person=person, at=at)


def apply(connection: sqlite3.Connection, change_set: ChangeSet, text_of: TextOf) -> None:
    """Write the changes of a numbered change set.

    Raises StaleEdit where a record is not as the change expects it, SpanError for a span that does not fit its text.
    """
    if len(change_set.changes) != 1 or change_set.changes[0].after is None:
        connection.execute("PRAGMA defer_foreign_keys = ON")  # the order within a change set is free
    steps = [tally.Step(connection, article_id, part) for article_id, part in _by_article(change_set).items()]
    new: list[Span] = []  # are written together: one by one, many take twice as long
    try:
        for change in change_set.changes:
            record = change.after or change.before
            assert record is not None
            if change.before is None and isinstance(record, Span):  # the insert itself refuses a double
                _check_span(connection, record, text_of)
                new.append(record)
                continue
            if new:
                spans.insert(connection, new)
                new.clear()
            if stored(connection, record) != change.before:
                raise StaleEdit(
                    "Something else has changed this in the meantime. Look at it again and repeat the edit."
                )
            _write(connection, change, text_of)
        spans.insert(connection, new)
    except sqlite3.IntegrityError as error:
        raise StaleEdit("The library has this already. Look at it again and repeat the edit.") from error
    _refuse_loose_ends(connection, change_set)
    for step in steps:
        step.finish()
    _refresh(connection, change_set)


def _by_article(change_set: ChangeSet) -> dict[int, list[Change]]:
    """Give the changes that may change an article's tally or state."""
    parts: dict[int, list[Change]] = {}
    for change in change_set.changes:
        record = change.after or change.before
        if isinstance(record, Span | Review):
            parts.setdefault(record.article_id, []).append(change)
    return parts


def _refresh(connection: sqlite3.Connection, change_set: ChangeSet) -> None:
    """Bring tallies up to date after changes that reach beyond one article."""
    if any(isinstance(change.after, LabelSet) for change in change_set.changes):
        tally.restate(connection)
    for change in change_set.changes:
        layer = change.after
        if isinstance(layer, Layer):
            tally.recount(connection, layers.touched(connection, layer))


def key_of(record: Record) -> object:
    """Give what tells a record from all others; the label set in use is one record with changing content."""
    return LabelSet if isinstance(record, LabelSet) else (type(record), _id(record))


def stored(connection: sqlite3.Connection, record: Record) -> Record | None:
    """Give the record as it is in the library, or None; for a label set the one in use."""
    match record:
        case Span():
            return spans.find(connection, record.id)
        case ArticleInfo():
            return articles.info(connection, record.id)
        case Review():
            return labels.find_review(connection, record.id)
        case Zones():
            return articles.zones(connection, record.article_id)
        case Relation():
            return spans.find_relation(connection, record.id)
        case Entity():
            return entities.find(connection, record.id)
        case Layer():
            return layers.find(connection, record.id)
        case LabelSet():
            return labels.in_use(connection)


def _write(connection: sqlite3.Connection, change: Change, text_of: TextOf) -> None:
    before, after = change.before, change.after
    match after or before:
        case Span():
            _write_span(connection, change, text_of)
        case Zones():
            assert isinstance(after, Zones)
            check_zones(after.zones, text_of(after.article_id))
            articles.put_zones(connection, after)
        case ArticleInfo():
            assert isinstance(before, ArticleInfo)
            assert isinstance(after, ArticleInfo)
            articles.put_info(connection, before, after)
        case Review() as review:
            labels.delete_review(connection, review.id) if after is None else labels.put_review(connection, review)
        case LabelSet():
            assert isinstance(after, LabelSet)
            labels.use(connection, after)
        case Layer():
            assert isinstance(after, Layer)
            layers.update(connection, after)
        case Entity() as entity:
            if after is None:
                entities.delete(connection, entity.id)
            elif before is None:
                entities.insert(connection, entity)
            else:
                entities.update(connection, entity)
        case Relation() as relation:
            if after is None:
                spans.delete_relation(connection, relation.id)
            elif before is None:
                spans.insert_relations(connection, [relation])
            else:
                spans.update_relation(connection, relation)


def _write_span(connection: sqlite3.Connection, change: Change, text_of: TextOf) -> None:
    before, after = change.before, change.after
    if isinstance(before, Span):
        _refuse_proposal(connection, before)
    if isinstance(after, Span):
        _check_span(connection, after, text_of)
        spans.update(connection, after)
    elif isinstance(before, Span):
        spans.delete(connection, before.id)


def _check_span(connection: sqlite3.Connection, span: Span, text_of: TextOf) -> None:
    """Raise an error unless a span can be stored as a decision on its text."""
    _refuse_proposal(connection, span)
    check(span, text_of(span.article_id))


def _refuse_proposal(connection: sqlite3.Connection, span: Span) -> None:
    if span.status is SpanStatus.PROPOSED or not layers.is_person(connection, span.layer_id):
        raise ValueError("only decisions in a person's layer can be edited")


def _refuse_loose_ends(connection: sqlite3.Connection, change_set: ChangeSet) -> None:
    """Raise StaleEdit where a mark was deleted to which a relation or another mark still refers."""
    query = (
        "SELECT 1 WHERE EXISTS (SELECT 1 FROM relation WHERE head_id = ?1)"
        " OR EXISTS (SELECT 1 FROM relation WHERE child_id = ?1) OR EXISTS (SELECT 1 FROM span WHERE source_id = ?1)"
    )
    for change in change_set.changes:
        deleted = change.before if change.after is None else None
        if isinstance(deleted, Span) and connection.execute(query, (deleted.id,)).fetchone() is not None:
            raise StaleEdit("Something still refers to this mark. Remove its relations first.")


def check(span: Span, text: str) -> None:
    """Raise SpanError unless a span has a label and, with its fragments, fits its text."""
    if not span.label:
        raise SpanError(f"The span {span.start} to {span.end} has no label.")
    check_span(text, span.start, span.end, span.surface)
    check_fragments(span.start, span.end, span.fragments)


def check_fragments(start: int, end: int, fragments: tuple[tuple[int, int], ...] | None) -> None:
    """Raise SpanError unless fragments are in order, do not overlap, and reach from start to end."""
    if fragments is None:
        return
    edges = [edge for fragment in fragments for edge in fragment]
    is_sorted = all(a < b for a, b in fragments) and edges == sorted(edges)
    if not edges or not is_sorted or (edges[0], edges[-1]) != (start, end):
        raise SpanError(f"The parts of the span {start} to {end} are not in order, or reach beyond it.")


def check_zones(zones: Iterable[Zone], text: str) -> None:
    """Raise SpanError unless zones fit their text, in order and apart."""
    last = 0
    for zone in zones:
        check_span(text, zone.start, zone.end)
        if zone.start < last:
            raise SpanError(f"Two zones overlap at {zone.start}.")
        last = zone.end


def _id(record: Record) -> int:
    return record.article_id if isinstance(record, Zones) else record.id


def _completed(record: Record | None, number: int, ids: dict[int, int], person: str, at: str) -> Record | None:
    """Give a record its number (0: it has one), its name and its time, and the numbers of what it refers to."""
    if record is None:
        return None
    references = ((name, getattr(record, name, None)) for name in _REFERENCES)
    values: dict[str, Any] = {name: ids[value] for name, value in references if value is not None and value < 0}
    if number:
        values["id"] = number
    match record:
        case Span():
            values |= {"uid": record.uid or new_uid(), "created_at": record.created_at or at, "updated_at": at}
        case Review():
            values |= {"person": record.person or person, "at": at}
        case Entity() | Relation():
            values["uid"] = record.uid or new_uid()
    return replaced(record, **values) if values else record
