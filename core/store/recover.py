"""Save what can still be read of a damaged library into a new one, row by row, and tell what could not."""

from __future__ import annotations

import shutil
import sqlite3
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from core.errors import LibraryError, SpanError
from core.offsets import sha256
from core.records import LabelSet, ZoneRole
from core.store import articles, changes, check, labels, schema, spans, tally, words
from core.store.connection import connect
from core.store.decoding import Undecodable, decoded

_TABLES = (
    "entity",
    "alias",
    "layer",
    "label_set",
    "label",
    "article",
    "article_text",
    "zone",
    "coverage",
    "span",
    "relation",
    "review",
    "journal",
    "state",
)
_WITHOUT_ROWID = frozenset(("alias", "zone", "coverage", "label", "state"))
_SIZES = struct.Struct(">16xH10xI")  # of a page, and of the file in pages, at bytes 16 and 28
_LARGEST = 1 << 40
_STEP = 1000  # rows read at once; a part that cannot be read is read row by row


@dataclass(slots=True)
class Recovery:
    """What a recovery saved (rows by table), and one sentence for each thing that is lost or was mended."""

    saved: dict[str, int] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)


def recover(damaged: Path, target: sqlite3.Connection, beside: Path, labels_if_lost: LabelSet) -> Recovery:
    """Copy all rows that can be read into an empty library, then make it consistent.

    ``target`` is inside a transaction, with foreign keys off; ``beside`` is its path, where there is room for a copy.
    The history stays a record; it can be undone further only if nothing was lost. Raises LibraryError if not even the
    table of contents of the file can be read.
    """
    recovery = Recovery()
    with TemporaryDirectory(dir=beside.parent, prefix=".recover-") as folder:
        source = _opened(_copied(damaged, Path(folder)), damaged)
        try:
            for table in _TABLES:
                _copy(source, target, table, recovery)
        finally:
            source.close()
    _mend(target, recovery, labels_if_lost)
    return recovery


def _copied(damaged: Path, folder: Path) -> Path:
    """Copy a damaged file and its WAL, filled up to the size that it says it has: SQLite reads no shorter one."""
    copy = folder / "damaged"
    try:
        for ending in ("", "-wal"):
            if (source := damaged.with_name(damaged.name + ending)).exists():
                shutil.copyfile(source, copy.with_name(copy.name + ending))
        with copy.open("r+b") as file:
            size, pages = _SIZES.unpack(file.read(_SIZES.size).ljust(_SIZES.size, b"\0"))
            said = (65536 if size == 1 else size) * pages
            file.truncate(max(copy.stat().st_size, min(said, _LARGEST)))
    except OSError as error:
        raise LibraryError(f"{damaged} cannot be read ({error.strerror}).") from error
    return copy


def _opened(copy: Path, damaged: Path) -> sqlite3.Connection:
    try:
        connection = connect(copy, read_only=True)
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    except (LibraryError, sqlite3.DatabaseError) as error:
        raise _too_damaged(damaged) from error
    if not tables:
        connection.close()
        raise _too_damaged(damaged)
    connection.text_factory = _text
    return connection


def _too_damaged(damaged: Path) -> LibraryError:
    return LibraryError(f"{damaged} is too damaged: nothing can be read from it. Restore a backup.")


def _text(value: bytes) -> str:
    """Read a text whose bytes may be damaged."""
    return value.decode("utf-8", "replace").replace("\0", "\ufffd")


def _copy(source: sqlite3.Connection, target: sqlite3.Connection, table: str, recovery: Recovery) -> None:
    """Copy a table's readable rows that fit; the rest are counted as lost."""
    names = [row[1] for row in target.execute(f"PRAGMA table_info({table})")]
    columns = ", ".join(f'"{name}"' for name in names)
    target.execute(f"DELETE FROM {table}")
    insert = f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(names))})"
    saved = unfit = 0
    for row in _rows(source, table, columns, recovery):
        try:
            target.execute(insert, row)
            saved += 1
        except (sqlite3.IntegrityError, sqlite3.DataError):
            unfit += 1
    recovery.saved[table] = saved
    if unfit:
        recovery.lost.append(f"{unfit} rows of {table} were damaged and are left out.")


def _rows(source: sqlite3.Connection, table: str, columns: str, recovery: Recovery) -> Iterator[tuple[object, ...]]:
    if table in _WITHOUT_ROWID:
        yield from _until_broken(source, f"SELECT {columns} FROM {table}", table, recovery)
        return
    last = _last_rowid(source, table)
    unread = 0
    for first in range(1, last + 1, _STEP):
        query = f"SELECT {columns} FROM {table} WHERE rowid BETWEEN ? AND ?"
        try:
            yield from source.execute(query, (first, first + _STEP - 1)).fetchall()
        except sqlite3.DatabaseError:
            for rowid in range(first, min(first + _STEP, last + 1)):
                try:
                    yield from source.execute(query, (rowid, rowid)).fetchall()
                except sqlite3.DatabaseError:
                    unread += 1
    if unread:
        recovery.lost.append(f"Up to {unread} rows of {table} could not be read.")


def _until_broken(
    source: sqlite3.Connection, query: str, table: str, recovery: Recovery
) -> Iterator[tuple[object, ...]]:
    try:
        yield from source.execute(query)
    except sqlite3.DatabaseError as error:
        recovery.lost.append(f"A part of {table} could not be read: {error}.")


def _last_rowid(source: sqlite3.Connection, table: str) -> int:
    """Give the highest row number, from the counters if the table itself does not say."""
    for query, values in (
        (f"SELECT max(rowid) FROM {table}", ()),
        ("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)),
        ("SELECT max(id) FROM article", ()),
    ):
        try:
            row = source.execute(query, values).fetchone()
        except sqlite3.DatabaseError:
            continue
        if row is not None and row[0]:
            return int(row[0])
    return 0


def _mend(target: sqlite3.Connection, recovery: Recovery, labels_if_lost: LabelSet) -> None:
    """Make what was saved a sound library: drop what hangs in the air, count anew, build the word index."""
    _mend_cells(target, recovery)
    _mend_texts(target, recovery)
    _mend_references(target, recovery)
    _mend_spans(target, recovery)
    _mend_state(target, labels_if_lost)
    words.build(target)
    tally.recount(target, [row[0] for row in target.execute("SELECT id FROM article").fetchall()])
    if recovery.lost or check.full(target):
        target.execute("UPDATE journal SET state = 'dropped'")
        recovery.lost.append("The history is kept to be read; it can no longer be undone.")


def _mend_cells(target: sqlite3.Connection, recovery: Recovery) -> None:
    """Empty the cells whose content SQLite takes for text and nobody can read."""
    roles = ", ".join(f"'{role}'" for role in ZoneRole)
    for table, statement in (
        ("label", "UPDATE label SET titles = '{}' WHERE NOT json_valid(titles)"),
        ("article", "UPDATE article SET meta = '{}' WHERE NOT json_valid(meta)"),
        ("span", "UPDATE span SET fragments = NULL WHERE fragments IS NOT NULL AND NOT json_valid(fragments)"),
        ("zone", f"DELETE FROM zone WHERE role NOT IN ({roles})"),
        ("journal", "DELETE FROM journal WHERE NOT (json_valid(params) AND json_valid(changes))"),
    ):
        count = target.execute(statement).rowcount
        if count:
            recovery.lost.append(f"{count} rows of {table} were damaged and are left out.")


def _mend_texts(target: sqlite3.Connection, recovery: Recovery) -> None:
    """Drop articles without a text; a damaged text is kept as it reads now."""
    for (article_id,) in target.execute(
        "SELECT id FROM article WHERE id NOT IN (SELECT article_id FROM article_text)"
    ).fetchall():
        recovery.lost.append(f"The text of article {article_id} is lost, and the article with it.")
        target.execute("DELETE FROM article WHERE id = ?", (article_id,))
    query = "SELECT article.id, hex(text_sha256), text FROM article JOIN article_text ON article_id = article.id"
    for article_id, digest, text in target.execute(query).fetchall():
        now = sha256(text)
        if now != digest.lower():
            recovery.lost.append(f"The text of article {article_id} was damaged; it is kept as it reads now.")
            target.execute("UPDATE article SET text_sha256 = ? WHERE id = ?", (bytes.fromhex(now), article_id))


def _mend_references(target: sqlite3.Connection, recovery: Recovery) -> None:
    """Delete rows that refer to lost ones, until none does; of a span only the link to its proposal or entity."""
    while broken := target.execute("PRAGMA foreign_key_check").fetchall():
        for table, rowid, other, _ in broken:
            if table == "span" and other in ("span", "entity"):
                column = "source_id" if other == "span" else "entity_id"
                target.execute(f"UPDATE span SET {column} = NULL WHERE id = ?", (rowid,))
            elif table == "journal":
                target.execute("UPDATE journal SET article_id = NULL WHERE seq = ?", (rowid,))
            elif rowid is None:
                _delete_orphans(target, table)
            else:
                target.execute(f"DELETE FROM {table} WHERE rowid = ?", (rowid,))
        tables = sorted({table for table, *_ in broken})
        recovery.lost.append(f"{len(broken)} rows referred to lost ones ({', '.join(tables)}) and are left out.")


def _delete_orphans(target: sqlite3.Connection, table: str) -> None:
    """Delete the rows of a table without row numbers that refer to nothing."""
    for _, _, other, column, key, *_ in target.execute(f"PRAGMA foreign_key_list({table})").fetchall():
        target.execute(f"DELETE FROM {table} WHERE {column} NOT IN (SELECT {key or 'id'} FROM {other})")


def _mend_spans(target: sqlite3.Connection, recovery: Recovery) -> None:
    """Drop spans and zones that do not fit their text."""
    for row in target.execute(f"SELECT {spans.COLUMNS} FROM span").fetchall():
        span_id, article_id = row[0], row[2]
        try:
            changes.check(decoded(spans.from_row)(row), articles.text(target, article_id))
        except (SpanError, Undecodable) as error:
            recovery.lost.append(f"Span {span_id} of article {article_id} is left out: {error}")
            target.execute("UPDATE span SET source_id = NULL WHERE source_id = ?", (span_id,))
            target.execute("DELETE FROM relation WHERE ? IN (head_id, child_id)", (span_id,))
            target.execute("DELETE FROM span WHERE id = ?", (span_id,))
    target.execute(
        'DELETE FROM zone WHERE "end" > (SELECT length(text) FROM article_text WHERE article_id = zone.article_id)'
    )


def _mend_state(target: sqlite3.Connection, labels_if_lost: LabelSet) -> None:
    """Count articles anew; if the label set in use is lost take the newest one, if all are lost the one given."""
    target.executemany("INSERT OR IGNORE INTO state (name, value) VALUES (?, ?)", schema.STATE_1)
    target.execute("UPDATE state SET value = (SELECT count(*) FROM article WHERE trashed = 0) WHERE name = 'articles'")
    target.execute("UPDATE state SET value = (SELECT count(*) FROM article WHERE trashed = 1) WHERE name = 'trashed'")
    if not labels.label_sets(target):
        labels.use(target, labels_if_lost)
    target.execute(
        "UPDATE state SET value = (SELECT max(id) FROM label_set)"
        " WHERE name = 'label_set' AND value NOT IN (SELECT id FROM label_set)"
    )
