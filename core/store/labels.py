"""Label sets and reviews in the library file: sets are versioned and never changed, one of them is in use."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import orjson

from core.errors import LibraryError
from core.records import ArticleState, Label, LabelSet, Review
from core.store.decoding import decoded

_LONGEST = 200  # characters in a name
_REVIEW = "id, article_id, label_set_id, state, person, at"


@decoded
def label_sets(connection: sqlite3.Connection) -> list[LabelSet]:
    """Give all versions of all label sets in the order made."""
    labels: dict[int, list[Label]] = {}
    query = "SELECT label_set_id, code, title, colour, key, description, titles, hidden FROM label ORDER BY 1, position"
    for set_id, code, title, colour, key, description, titles, hidden in connection.execute(query).fetchall():
        label = Label(code, title, colour, key, description, orjson.loads(titles), bool(hidden))
        labels.setdefault(set_id, []).append(label)
    rows = connection.execute("SELECT id, name, version FROM label_set ORDER BY id").fetchall()
    return [LabelSet(set_id, name, version, tuple(labels.get(set_id, ()))) for set_id, name, version in rows]


@decoded
def in_use(connection: sqlite3.Connection) -> LabelSet:
    """Give the label set in use."""
    used = connection.execute("SELECT value FROM state WHERE name = 'label_set'").fetchone()[0]
    return next(label_set for label_set in label_sets(connection) if label_set.id == used)


def use(connection: sqlite3.Connection, label_set: LabelSet) -> LabelSet:
    """Take a set into use, storing it as the newest version of its name if it has no number yet; give it as stored."""
    if not label_set.id:
        label_set = insert(connection, label_set)
    connection.execute("UPDATE state SET value = ? WHERE name = 'label_set'", (label_set.id,))
    return label_set


def insert(connection: sqlite3.Connection, label_set: LabelSet) -> LabelSet:
    """Store a set as the newest version of its name, or give the version that says the same."""
    _refuse(label_set)
    versions = [other for other in label_sets(connection) if other.name == label_set.name]
    same = next((other for other in reversed(versions) if other.labels == label_set.labels), None)
    if same is not None:
        return same
    taken = {other.version for other in versions}
    version = max(taken) + 1 if label_set.version in taken else label_set.version
    cursor = connection.execute("INSERT INTO label_set (name, version) VALUES (?, ?)", (label_set.name, version))
    set_id = int(cursor.lastrowid or 0)
    connection.executemany(
        "INSERT INTO label (label_set_id, position, code, title, colour, key, description, titles, hidden)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (set_id, n, x.code, x.title, x.colour, x.key, x.description, _json(x.titles), x.hidden)
            for n, x in enumerate(label_set.labels)
        ],
    )
    return replace(label_set, id=set_id, version=version)


def _refuse(label_set: LabelSet) -> None:
    """Raise LibraryError for names that cannot be shown or told apart."""
    codes = [label.code for label in label_set.labels]
    for name in (label_set.name, *codes):
        if not name.strip() or len(name) > _LONGEST or not name.isprintable():
            raise LibraryError(f"{name[:_LONGEST]!r} cannot be a name: use 1 to {_LONGEST} visible characters.")
    if len(set(codes)) < len(codes):
        double = next(code for code in codes if codes.count(code) > 1)
        raise LibraryError(f"The label {double} is there twice. Give one of them another name.")


def named(known: Iterable[LabelSet], wanted: LabelSet) -> LabelSet | None:
    """Give the stored version that a file means by name and codes, best with the same version number, or None."""
    codes = [label.code for label in wanted.labels]
    same = [other for other in known if other.name == wanted.name and [x.code for x in other.labels] == codes]
    return max(same, key=lambda other: (other.version == wanted.version, other.id), default=None)


@decoded
def counting(connection: sqlite3.Connection, used: LabelSet | None = None) -> tuple[list[int], list[int]]:
    """Give the versions for which REVIEWED counts, and those for which SKIPPED does, with a set (the one) in use.

    An article is reviewed as long as all labels in use were there when it was read: taking a label away, renaming or
    recolouring one changes nothing, adding one does. Skipping is not about labels: it holds for every version of the
    name.
    """
    used = used or in_use(connection)
    versions = [other for other in label_sets(connection) if other.name == used.name]
    codes = {label.code for label in used.labels}
    covering = [other.id for other in versions if codes <= {label.code for label in other.labels}]
    return covering, [other.id for other in versions]


def reopened_by(connection: sqlite3.Connection, label_set: LabelSet) -> int:
    """Count the reviewed articles, but those in the trash, that are not reviewed once a set is in use."""
    covering, versions = (orjson.dumps(ids).decode() for ids in counting(connection, label_set))
    query = (
        "SELECT count(*) FROM article WHERE state = 'reviewed' AND trashed = 0 AND coalesce((SELECT max(label_set_id)"
        " FROM review WHERE article_id = article.id AND label_set_id IN (SELECT value FROM json_each(?))), 0)"
        " NOT IN (SELECT value FROM json_each(?))"
    )
    return int(connection.execute(query, (versions, covering)).fetchone()[0])


@decoded
def review(connection: sqlite3.Connection, article_id: int) -> Review | None:
    """Give the newest review of an article for the label set in use (any version of its name), or None."""
    row = connection.execute(
        f"SELECT {_REVIEW} FROM review WHERE article_id = ? AND label_set_id IN"
        " (SELECT id FROM label_set WHERE name = (SELECT label_set.name FROM label_set JOIN state"
        " ON state.value = label_set.id WHERE state.name = 'label_set')) ORDER BY label_set_id DESC LIMIT 1",
        (article_id,),
    ).fetchone()
    return None if row is None else _review(row)


@decoded
def reviews(connection: sqlite3.Connection, label_set_id: int) -> list[Review]:
    """Give all reviews for one version of a label set."""
    query = f"SELECT {_REVIEW} FROM review WHERE label_set_id = ? ORDER BY id"
    return [_review(row) for row in connection.execute(query, (label_set_id,)).fetchall()]


@decoded
def find_review(connection: sqlite3.Connection, review_id: int) -> Review | None:
    """Give a review, or None."""
    row = connection.execute(f"SELECT {_REVIEW} FROM review WHERE id = ?", (review_id,)).fetchone()
    return None if row is None else _review(row)


def put_review(connection: sqlite3.Connection, record: Review) -> Review:
    """Store a review, new or anew; give it with its number. An article has one review for a version of a label set."""
    cursor = connection.execute(
        f"INSERT INTO review ({_REVIEW}) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
        " label_set_id = excluded.label_set_id, state = excluded.state, person = excluded.person, at = excluded.at",
        (record.id or None, record.article_id, record.label_set_id, str(record.state), record.person, record.at),
    )
    return record if record.id else replace(record, id=int(cursor.lastrowid or 0))


def delete_review(connection: sqlite3.Connection, review_id: int) -> None:
    """Delete a review."""
    connection.execute("DELETE FROM review WHERE id = ?", (review_id,))


def _json(value: Mapping[str, str]) -> str:
    return orjson.dumps(dict(value)).decode()


def _review(row: Sequence[Any]) -> Review:
    return Review(row[0], row[1], row[2], ArticleState(row[3]), row[4], row[5])
