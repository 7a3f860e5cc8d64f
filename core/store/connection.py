"""Open a library file safely: what it is, which version, nothing planted in it; and one transaction at a time.

Plain ``sqlite3`` only, for this runs before the first window is painted. Errors of SQLite become sentences here.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from core.errors import (
    LibraryBusy,
    LibraryDamaged,
    LibraryError,
    LibraryReadOnly,
    LibraryTooNew,
    NotALibrary,
)
from core.store import schema

Connection = sqlite3.Connection

_WAIT = 5.0  # seconds that a statement waits for another connection


def version_in_file(path: Path) -> int:
    """Give the version of a library file, before anything is written near it.

    Only SQLite ever opens the file: closing any other handle on it would drop the locks that SQLite holds for this
    process. Raises LibraryError for a missing or unreadable file, NotALibrary for any other kind of file.
    """
    if not path.exists():
        raise LibraryError(f"There is no library at {path}. Check the name, or create a new library.")
    if not path.is_file():
        raise NotALibrary(f"{path} is not a file. Choose a library file.")
    if not os.access(path, os.R_OK):
        raise LibraryError(f"You may not read {path}. Check its permissions.")
    if not path.stat().st_size:
        raise NotALibrary(f"{path} is empty, so it is no library. Choose another file.")
    try:
        connection = _connect_to_read(path)
        try:
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            found = version(connection)
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorname == "SQLITE_NOTADB":
            raise NotALibrary(f"{path} is not a Leuchtstift library. Choose another file.") from error
        with translated(path):
            raise
    if application != schema.APPLICATION_ID:
        raise NotALibrary(f"{path} is a database of another program, not a Leuchtstift library.")
    return found


def connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """Open a library file with every protection on.

    Raises LibraryTooNew, LibraryReadOnly, NotALibrary where somebody planted code in it, LibraryDamaged.
    """
    if not read_only and not os.access(path, os.W_OK):
        raise LibraryReadOnly(
            f"{path} cannot be written. Open it for reading only, or copy it to a folder of your own."
        )
    with translated(path):
        connection = _connect_to_read(path) if read_only else _connect(path, "mode=rw")
    try:
        with translated(path):
            _protect(connection)
            _look(connection, path)
            _refuse_foreign(connection, path)
            if not read_only:
                _use_wal(connection, path)  # restored backups come in another mode
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute("PRAGMA fullfsync = ON")
                connection.execute("PRAGMA checkpoint_fullfsync = ON")
            connection.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def create(path: Path) -> sqlite3.Connection:
    """Open a new, empty database in WAL mode; the caller migrates it."""
    with translated(path):
        connection = _connect(path, "mode=rwc")
        _use_wal(connection, path)
        connection.execute("PRAGMA synchronous = FULL")
    return connection


def version(connection: sqlite3.Connection) -> int:
    """Give the version of an open library."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    # Threads take turns by the library's lock, so SQLite's own check is off.
    name = quote(str(path.absolute()))
    return sqlite3.connect(
        f"file:{name}?{mode}", uri=True, timeout=_WAIT, isolation_level=None, check_same_thread=False
    )


def _connect_to_read(path: Path) -> sqlite3.Connection:
    """Open for reading; where SQLite can make no -wal and -shm files beside it, the file is read as it stands."""
    connection = _connect(path, "mode=ro")
    try:
        connection.execute("PRAGMA schema_version").fetchone()  # reads the file for the first time
    except sqlite3.OperationalError as error:
        connection.close()
        if error.sqlite_errorname.startswith(("SQLITE_BUSY", "SQLITE_IOERR")):
            raise
    except sqlite3.DatabaseError:
        connection.close()
        raise
    else:
        return connection
    wal = path.with_name(path.name + "-wal")
    if wal.exists() and wal.stat().st_size:
        raise LibraryReadOnly(
            f"{path} was not closed properly and lies where nothing can be written. Copy it, with the file {wal.name}, "
            "to a folder of your own and open the copy."
        )
    return _connect(path, "mode=ro&immutable=1")


def _use_wal(connection: sqlite3.Connection, path: Path) -> None:
    """Set the write-ahead log; raises LibraryError on a drive that cannot have one, for SQLite only keeps silent."""
    if connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
        raise LibraryError(_NO_SHARED_MEMORY.format(path=path))


def _protect(connection: sqlite3.Connection) -> None:
    """Trust nothing that a file says of functions and cells."""
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    if sys.version_info >= (3, 12):  # earlier ones cannot set it
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)


def _look(connection: sqlite3.Connection, path: Path) -> None:
    """Read a file that is there and may be opened for the first time; SQLite now makes what it needs beside it."""
    try:
        version(connection)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname.startswith("SQLITE_CANTOPEN"):
            raise LibraryError(_NO_SHARED_MEMORY.format(path=path)) from error
        raise


def _refuse_foreign(connection: sqlite3.Connection, path: Path) -> None:
    """Raise for a newer file, and for triggers and views that are not ours: they would run code of somebody else."""
    found = version(connection)
    if found > schema.VERSION:
        raise LibraryTooNew(
            f"{path} was written by a newer Leuchtstift (format {found}; this one knows {schema.VERSION}). "
            "Update Leuchtstift to open it."
        )
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')")
    planted = [
        f"{kind} {name}" for kind, name, sql in rows if kind == "trigger" or sql not in schema.VIEWS.get(name, ())
    ]
    if planted:
        raise NotALibrary(
            f"{path} contains a {planted[0]!r} that Leuchtstift did not make; such a file may run code. "
            "It was not opened. Ask whoever sent it for an export instead."
        )


@contextmanager
def immediate(connection: sqlite3.Connection) -> Iterator[None]:
    """Run a block as one write transaction: all of it is stored durably, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def savepoint(connection: sqlite3.Connection) -> Iterator[None]:
    """Run a block inside a write transaction such that it is undone alone if it raises."""
    connection.execute("SAVEPOINT part")
    try:
        yield
    except BaseException:
        if connection.in_transaction:  # a full disk ends the whole transaction
            connection.execute("ROLLBACK TO part")
            connection.execute("RELEASE part")
        raise
    connection.execute("RELEASE part")


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """Run a block of queries on one state of the library; needs no more than a read lock."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


def interrupt(connection: sqlite3.Connection) -> None:
    """Stop what a connection is doing, from any thread; one that is done and closed by now is left alone."""
    with suppress(sqlite3.ProgrammingError):
        connection.interrupt()


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn the errors of SQLite that disk, folder and other programs cause into sentences; the rest are bugs."""
    try:
        yield
    except UnicodeDecodeError as error:  # SQLite's own sentence on a damage quotes bytes of it
        raise LibraryDamaged(damaged(path)) from error
    except sqlite3.DatabaseError as error:
        name = getattr(error, "sqlite_errorname", None) or ""
        if str(error).startswith(_DAMAGE):  # SQLite has no code of its own for it
            raise LibraryDamaged(damaged(path)) from error
        for prefix, kind, sentence in _SENTENCES:
            if name.startswith(prefix):
                raise kind(damaged(path) if kind is LibraryDamaged else sentence.format(path=path)) from error
        raise


def damaged(path: Path, finding: str = "") -> str:
    """Give the sentence for a damaged library: what was found, and which backup is the way out."""
    from core.store import backup_files

    newest = next(iter(backup_files.good(path)), None)
    way = (
        f"Restore its last good backup, of {newest.at:%Y-%m-%d %H:%M} UTC ({newest.path})."
        if newest
        else "There is no backup of it; what can still be read can be saved in a new library."
    )
    return f"{path} is damaged. {finding} {way}".replace("  ", " ")


_DAMAGE = ("invalid fts5 file format", "unsupported file format", "Could not decode to UTF-8")
_NO_SHARED_MEMORY = (
    "{path} cannot be worked on where it lies: the drive is full, or it has no shared memory, as some network drives. "
    "Free some space, or copy the library to a folder of this computer and open the copy."
)
_SENTENCES: tuple[tuple[str, type[LibraryError], str], ...] = (
    ("SQLITE_BUSY", LibraryBusy, "Another program is using {path}. Close it there, then try again."),
    ("SQLITE_LOCKED", LibraryBusy, "Another program is using {path}. Close it there, then try again."),
    (
        "SQLITE_READONLY",
        LibraryReadOnly,
        "{path} cannot be written. Open it for reading only, or copy it to a folder of your own.",
    ),
    (
        "SQLITE_CANTOPEN",
        LibraryError,
        "{path} cannot be opened. Check that the folder exists and that you may write in it.",
    ),
    ("SQLITE_PERM", LibraryError, "You may not open {path}. Check its permissions."),
    (
        "SQLITE_FULL",
        LibraryError,
        "The disk is full: the last change was not stored in {path}. Free some space, then repeat it.",
    ),
    ("SQLITE_IOERR_SHM", LibraryError, _NO_SHARED_MEMORY),
    (
        "SQLITE_IOERR",
        LibraryError,
        "{path} could not be read or written: the last change was not stored. Check the disk or the network drive, "
        "then repeat it.",
    ),
    ("SQLITE_CORRUPT", LibraryDamaged, ""),
    ("SQLITE_NOTADB", LibraryDamaged, ""),
)
