"""Lets the whole store work on a ``Disk``: the same code, statements and PRAGMAs, through apsw.

Python's own sqlite3 can use no VFS written in Python, apsw can; this is the little in which the two differ.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import apsw

from core.store import connection as store
from tests.torture.disk import Disk

_KINDS = {
    apsw.ConstraintError: sqlite3.IntegrityError,
    apsw.CorruptError: sqlite3.DatabaseError,
    apsw.NotADBError: sqlite3.DatabaseError,
}
_FLAGS = {
    "mode=ro": apsw.SQLITE_OPEN_READONLY,
    "mode=rw": apsw.SQLITE_OPEN_READWRITE,
    "mode=rwc": apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE,
}


class Connection:
    """As much of ``sqlite3.Connection`` as the store uses."""

    def __init__(self, disk: Disk, path: Path, mode: str, committed: Callable[[], None], synchronous: str) -> None:
        self._committed = committed
        self._synchronous = synchronous
        with _translated():
            name = f"file:{quote(str(path.absolute()))}?{mode}"
            self._base = apsw.Connection(name, _FLAGS[mode] | apsw.SQLITE_OPEN_URI, vfs=disk.name)
            self._base.set_busy_timeout(5000)

    @property
    def in_transaction(self) -> bool:
        return self._base.in_transaction

    def execute(self, statement: str, values: Sequence[Any] = ()) -> Rows:
        statement = statement.replace("synchronous = FULL", f"synchronous = {self._synchronous}")
        with _translated():
            rows = Rows(self._base.execute(statement, tuple(values)), self._base.last_insert_rowid())
        if statement == "COMMIT":
            self._committed()
        return rows

    def executemany(self, statement: str, values: Iterable[Sequence[Any]]) -> None:
        with _translated():
            self._base.executemany(statement, values)

    def close(self) -> None:
        with _translated():
            self._base.close()


class Rows:
    """As much of ``sqlite3.Cursor`` as the store uses."""

    def __init__(self, cursor: apsw.Cursor, lastrowid: int) -> None:
        self._cursor = cursor
        self.lastrowid = lastrowid

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        while (row := self.fetchone()) is not None:
            yield row

    def fetchone(self) -> tuple[Any, ...] | None:
        with _translated():
            return self._cursor.fetchone()

    def fetchall(self) -> list[tuple[Any, ...]]:
        return list(self)


@contextmanager
def through(disk: Disk, committed: Callable[[], None] = lambda: None, *, synchronous: str = "FULL") -> Iterator[None]:
    """Have every library that is opened in this block work on a disk; ``committed`` hears of each transaction."""
    usual = store._connect
    store._connect = lambda path, mode: Connection(disk, path, mode, committed, synchronous)  # type: ignore[assignment,return-value]
    try:
        yield
    finally:
        store._connect = usual


@contextmanager
def _translated() -> Iterator[None]:
    """Raise what sqlite3 would."""
    try:
        yield
    except apsw.Error as error:
        code = getattr(error, "extendedresult", 0)
        kind = next((theirs for ours, theirs in _KINDS.items() if isinstance(error, ours)), sqlite3.OperationalError)
        translated = kind(str(error))
        translated.sqlite_errorcode = code
        translated.sqlite_errorname = apsw.mapping_extended_result_codes.get(
            code, apsw.mapping_result_codes.get(code & 0xFF, "SQLITE_ERROR")
        )
        raise translated from error
