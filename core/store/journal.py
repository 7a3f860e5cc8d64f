"""The journal in the library file: every action of a person, and at the same time the undo stack.

Rows are live (can be undone), undone (can be redone, always the newest ones) or dropped (undone, and then something
else was done: history only).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import orjson

from core.errors import LibraryError, StaleEdit
from core.history import article_of
from core.library_records import PastStep
from core.records import ArticleInfo, Change, ChangeSet, Entity, Record, Span
from core.store import articles, changes, codec
from core.store.decoding import decoded

_ROW = "seq, kind, article_id, params, person, at, changes"
_OUTLINE = "journal.seq, kind, article_id, params, person, at, journal.state, coalesce(title, '')"
# A step that is about several articles names none; whether it touched one stands in its changes (core.store.codec).
# The words sought first are only to save reading most of them as JSON.
_TOUCHES = """(instr(changes, '"article_id":' || ?1) OR instr(changes, '"type":"info"')
        OR instr(changes, '"type":"trash"'))
    AND EXISTS (SELECT 1 FROM json_each(changes) AS item WHERE CASE json_extract(item.value, '$.type')
        WHEN 'trash' THEN EXISTS (SELECT 1 FROM json_each(item.value, '$.ids') AS range
            WHERE ?1 BETWEEN json_extract(range.value, '$[0]') AND json_extract(range.value, '$[1]'))
        WHEN 'info' THEN ?1 IN (json_extract(item.value, '$.before.id'), json_extract(item.value, '$.after.id'))
        ELSE ?1 IN (json_extract(item.value, '$.before.article_id'), json_extract(item.value, '$.after.article_id'))
    END)"""


def append(connection: sqlite3.Connection, change_set: ChangeSet) -> ChangeSet:
    """Write a change set that was just done; what was undone before it can no longer be redone."""
    connection.execute("UPDATE journal SET state = 'dropped' WHERE state = 'undone'")
    cursor = connection.execute(
        "INSERT INTO journal (kind, article_id, params, person, at, state, changes) VALUES (?, ?, ?, ?, ?, 'live', ?)",
        (
            change_set.kind,
            change_set.article_id,
            articles.dump(change_set.params),
            change_set.person,
            change_set.at,
            codec.encode(change_set.changes),
        ),
    )
    return replace(change_set, seq=int(cursor.lastrowid or 0))


def extend(connection: sqlite3.Connection, change_set: ChangeSet) -> bool:
    """Write a live change set anew that has grown; False if something else was done or undone since."""
    if newest(connection, "live") != change_set.seq:
        return False
    connection.execute(
        "UPDATE journal SET params = ?, changes = ? WHERE seq = ?",
        (articles.dump(change_set.params), codec.encode(change_set.changes), change_set.seq),
    )
    return True


def newest(connection: sqlite3.Connection, state: str) -> int | None:
    """Give the number of the newest row in a state, or None."""
    return _one(connection, "SELECT max(seq) FROM journal WHERE state = ?", state)


def next_undo(connection: sqlite3.Connection) -> ChangeSet | None:
    """Give the change set that an undo takes back, or None."""
    seq = newest(connection, "live")
    return None if seq is None else _load(connection, seq)


def next_redo(connection: sqlite3.Connection) -> ChangeSet | None:
    """Give the change set that a redo does again, or None."""
    seq = _one(connection, "SELECT min(seq) FROM journal WHERE state = ?", "undone")
    return None if seq is None else _load(connection, seq)


def next_steps(connection: sqlite3.Connection) -> tuple[ChangeSet | None, ChangeSet | None]:
    """Give outlines of what an undo would take back and a redo would do again: without their changes, to name them."""
    query = (
        "SELECT seq, kind, article_id, params, person, at FROM journal"
        " WHERE seq = (SELECT {} FROM journal WHERE state = ?)"
    )
    undo = connection.execute(query.format("max(seq)"), ("live",)).fetchone()
    redo = connection.execute(query.format("min(seq)"), ("undone",)).fetchone()
    return _outline(undo), _outline(redo)


def set_state(connection: sqlite3.Connection, seq: int, state: str) -> None:
    """Note that a change set was undone or done again."""
    connection.execute("UPDATE journal SET state = ? WHERE seq = ?", (state, seq))


def inverse(change_set: ChangeSet) -> ChangeSet:
    """Give the change set that takes this one back."""
    changes = tuple(change.inverse for change in reversed(change_set.changes))
    return replace(change_set, changes=changes, direction="undo")


def history(
    connection: sqlite3.Connection, *, article_id: int | None = None, before: int | None = None, limit: int = 100
) -> list[ChangeSet]:
    """Give the live change sets (of one article), newest first; ``before`` a number, to page on."""
    query = f"SELECT {_ROW} FROM journal WHERE state = 'live'"
    values: list[int] = []
    if article_id is not None:
        query += " AND article_id = ?"
        values.append(article_id)
    if before is not None:
        query += " AND seq < ?"
        values.append(before)
    rows = connection.execute(f"{query} ORDER BY seq DESC LIMIT ?", (*values, limit)).fetchall()
    return [_change_set(row, _stored_info(connection)) for row in rows]


@decoded
def steps(
    connection: sqlite3.Connection, *, article_id: int | None = None, before: int | None = None, limit: int = 100
) -> list[PastStep]:
    """Give the lines of the history (of one article), newest first, what was taken back too; never their changes.

    A page costs the same at the start and at the end of a long history: ``before`` is a number, to page on.
    """
    upto = "" if before is None else " AND seq < ?2"
    if article_id is None:
        part = f"SELECT seq FROM journal WHERE TRUE{upto}"
    else:
        part = (
            f"SELECT seq FROM journal WHERE article_id = ?1{upto}"
            f" UNION ALL SELECT seq FROM journal WHERE article_id IS NULL{upto} AND {_TOUCHES}"
        )
    query = (
        f"SELECT {_OUTLINE} FROM ({part} ORDER BY seq DESC LIMIT ?3) JOIN journal USING (seq)"
        " LEFT JOIN article ON article.id = journal.article_id ORDER BY journal.seq DESC"
    )
    rows = connection.execute(query, (article_id, before, limit)).fetchall()
    return [
        PastStep(ChangeSet(row[1], (), row[2], orjson.loads(row[3]), row[0], row[4], row[5]), row[6], row[7])
        for row in rows
    ]


def step(connection: sqlite3.Connection, seq: int) -> ChangeSet:
    """Give one change set whole, done or taken back; raises LibraryError if there is none."""
    row = connection.execute(f"SELECT {_ROW} FROM journal WHERE seq = ?", (seq,)).fetchone()
    if row is None:
        raise LibraryError(f"There is no step {seq} in the history of this library.")
    return _change_set(row, _stored_info(connection))


def last(connection: sqlite3.Connection) -> int:
    """Give the highest number ever given to a change set, 0 if there is none."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'journal'").fetchone()
    return 0 if row is None else int(row[0])


def count(connection: sqlite3.Connection) -> int:
    """Count the change sets that are done and not undone."""
    return int(connection.execute("SELECT count(*) FROM journal WHERE state = 'live'").fetchone()[0])


@decoded
def back_to(connection: sqlite3.Connection, seq: int, article_id: int | None) -> ChangeSet:
    """Give the change set that brings everything (of one article) back to how it was right after a step (0: at first).

    It is one more step forward, not an undo: the history stays, and this can be undone itself. Without changes if
    nothing has changed since. Raises LibraryError for a step that is not there or was taken back itself, StaleEdit
    where the history does not lead to what is stored.
    """
    at = _at(connection, seq)
    then: dict[object, Record | None] = {}
    now: dict[object, Record | None] = {}
    entities: dict[int, Entity] = {}
    walk = Walk(connection, article_id)
    for change_set in walk.steps("live", after=seq):
        for change in inverse(change_set).changes:
            record = change.after or change.before
            if isinstance(record, Entity):
                entities[record.id] = record
            if record is None or (article_id is not None and article_of(record) != article_id):
                continue
            if not walk.follows(change):
                raise StaleEdit(
                    f"The history does not lead back beyond step {change_set.seq}: something was changed past it. "
                    "Check the library."
                )
            key = changes.key_of(record)
            now.setdefault(key, change.before)
            then[key] = change.after
    steps = tuple(Change(now[key], record) for key, record in then.items() if now[key] != record)
    if article_id is not None:
        steps += _missing(connection, steps, entities)
    return ChangeSet("go-back", steps, article_id, {"seq": seq, "at": at})


def _missing(
    connection: sqlite3.Connection, steps: Sequence[Change], entities: Mapping[int, Entity]
) -> tuple[Change, ...]:
    """Bring back the entities that an article's marks meant and that have gone from the library since."""
    meant = {each.after.entity_id for each in steps if isinstance(each.after, Span)}
    known = (entity for number, entity in entities.items() if number in meant)
    return tuple(Change(None, entity) for entity in known if changes.stored(connection, entity) is None)


def _at(connection: sqlite3.Connection, seq: int) -> str:
    """Give when a step was done that is still done, empty for the start of the history (0)."""
    if seq == 0:
        return ""
    row = connection.execute("SELECT state, at FROM journal WHERE seq = ?", (seq,)).fetchone()
    if row is None:
        raise LibraryError(f"There is no step {seq} in the history of this library.")
    if row[0] != "live":
        raise LibraryError(f"Step {seq} was taken back. Choose one that is still done, or redo it.")
    return str(row[1])


class Walk:
    """A place in the history: the stored state, overlaid by the records that a walk has changed in memory."""

    def __init__(self, connection: sqlite3.Connection, article_id: int | None = None) -> None:
        """Begin at what is stored; with an article only the steps that touched it are walked."""
        self._connection = connection
        self._article_id = article_id
        self._changed: dict[object, Record | None] = {}

    def steps(self, state: str, *, after: int = 0) -> Iterator[ChangeSet]:
        """Give the change sets in a state, live ones newest first, undone ones oldest first; ``follows`` goes along.

        ``after`` is a number: only later ones.
        """
        way = "DESC" if state == "live" else "ASC"
        where = "TRUE" if self._article_id is None else f"(article_id = ?1 OR article_id IS NULL AND {_TOUCHES})"
        query = f"SELECT {_ROW} FROM journal WHERE state = ?2 AND seq > ?3 AND {where} ORDER BY seq {way}"
        rows = self._connection.execute(query, (self._article_id, state, after))
        return (_change_set(row, self.info_of) for row in rows)

    def follows(self, change: Change) -> bool:
        """Carry out a change in memory; False if it starts from another state."""
        record = change.after or change.before
        assert record is not None
        key = changes.key_of(record)
        now = self._changed[key] if key in self._changed else changes.stored(self._connection, record)
        self._changed[key] = change.after
        return now == change.before

    def info_of(self, ids: Iterable[int]) -> dict[int, ArticleInfo]:
        """Give what is known of articles at this place."""
        infos = articles.infos(self._connection, ids)
        for info in infos.values():
            changed = self._changed.get(changes.key_of(info))
            if isinstance(changed, ArticleInfo):
                infos[info.id] = changed
        return infos


def _one(connection: sqlite3.Connection, query: str, state: str) -> int | None:
    row = connection.execute(query, (state,)).fetchone()
    return None if row[0] is None else int(row[0])


def _load(connection: sqlite3.Connection, seq: int) -> ChangeSet:
    row = connection.execute(f"SELECT {_ROW} FROM journal WHERE seq = ?", (seq,)).fetchone()
    return _change_set(row, _stored_info(connection))


@decoded
def _outline(row: Sequence[Any] | None) -> ChangeSet | None:
    if row is None:
        return None
    seq, kind, article_id, params, person, at = row
    return ChangeSet(kind, (), article_id, orjson.loads(params), seq, person, at)


def _stored_info(connection: sqlite3.Connection) -> codec.InfoOf:
    return lambda ids: articles.infos(connection, ids)


@decoded
def _change_set(row: Sequence[Any], info_of: codec.InfoOf) -> ChangeSet:
    seq, kind, article_id, params, person, at, encoded = row
    return ChangeSet(kind, codec.decode(encoded, info_of), article_id, orjson.loads(params), seq, person, at)
