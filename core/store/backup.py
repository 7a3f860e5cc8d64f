"""Backups of a library: of one moment, checked before they count, rotated; and how one takes the library's place."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from core.errors import Cancelled, LibraryDamaged, LibraryError
from core.store import backup_files, check
from core.store import connection as sqlite
from core.store.backup_files import Backup
from core.store.disk import remove_library, sync
from core.store.lock import LibraryLock

_ONE_AT_A_TIME = threading.Lock()
_PAGES = 125  # copied between two looks at whether to stop, and made durable: an edit's own sync waits for no more
_CHECKS = 100_000  # steps of SQLite between two of them while a copy is checked
Stop = Callable[[], bool]


def make(
    library: Path, reason: str, *, always: bool = False, at: datetime | None = None, stop: Stop | None = None
) -> Backup | None:
    """Back a library up on a connection of its own; None if nothing changed since the newest backup.

    Raises LibraryDamaged if the copy fails its check: then it does not count, and no older one is rotated away. Raises
    Cancelled when ``stop`` says so; nothing is left of the copy then.
    """
    return hold(library, reason, always=always, at=at)(stop)


def hold(
    library: Path, reason: str, *, always: bool = False, at: datetime | None = None
) -> Callable[[Stop | None], Backup | None]:
    """Hold a library as it is now, whatever is done to it next; give the function that backs up this state.

    The function is called once, in any thread; it takes a function that says whether to stop, as ``make`` does.
    """
    source = sqlite.connect(library, read_only=True)
    try:
        with sqlite.translated(library):
            source.execute("BEGIN")
            source.execute("SELECT count(*) FROM state").fetchone()  # only reading begins the transaction
    except BaseException:
        source.close()
        raise

    def back_up(stop: Stop | None = None) -> Backup | None:
        try:
            with _ONE_AT_A_TIME:
                return _make(source, library, reason, always, at or datetime.now(UTC), stop)
        except OSError as error:
            raise LibraryError(f"The backup could not be written ({error.strerror}). Check the free space.") from error
        finally:
            source.close()

    return back_up


def _make(
    source: sqlite3.Connection, library: Path, reason: str, always: bool, at: datetime, stop: Stop | None
) -> Backup | None:
    newest = next(iter(backup_files.listed(library)), None)
    if not always and newest is not None and _signature(newest.path) == signature(source):
        return None
    target = backup_files.new_path(library, reason, at)
    target.parent.mkdir(parents=True, exist_ok=True)
    copy_checked(source, target, library, stop or _go_on)
    for old in backup_files.to_delete(backup_files.listed(library), target):
        remove_library(old.path)
    return Backup(target, at.replace(microsecond=0), reason)


def restore(library: Path, backup: Path) -> Path:
    """Put a backup in the place of a closed library; give the path at which the library as it was is kept.

    Raises NotALibrary, LibraryTooNew or LibraryDamaged for a backup that is no good, LibraryBusy if the library is
    open.
    """
    sqlite.version_in_file(backup)
    lock = LibraryLock(library)
    new = library.with_name(library.name + ".new")
    try:
        remove_library(new)
        source = sqlite.connect(backup, read_only=True)
        try:
            copy_checked(source, new, backup)
        finally:
            source.close()
        kept = _keep(library)
        for ending in ("-wal", "-shm"):  # SQLite would mix them into the restored file
            library.with_name(library.name + ending).unlink(missing_ok=True)
        new.replace(library)
        sync(library.parent)
    except OSError as error:
        raise LibraryError(f"The backup could not be restored ({error.strerror}); the library is as it was.") from error
    finally:
        remove_library(new)
        lock.release()
    return kept


def copy_to(library: Path, target: Path) -> None:
    """Copy a library to a path where there is no file yet, while others may be working in it.

    Raises LibraryError for a path that exists or cannot be written, and what opening the library for reading raises.
    """
    from core.store.lock import refuse_if_elsewhere

    if target.exists():
        raise LibraryError(f"{target} exists already. Choose another name, or open it.")
    sqlite.version_in_file(library)
    refuse_if_elsewhere(library)
    source = sqlite.connect(library, read_only=True)
    try:
        copy_checked(source, target, library)
    except OSError as error:
        raise LibraryError(f"The copy could not be written ({error.strerror}). Check the free space.") from error
    finally:
        source.close()


def copy_checked(source: sqlite3.Connection, target: Path, library: Path, stop: Stop | None = None) -> None:
    """Copy a library as it is at one moment to ``target``, which appears only when it is checked and on the disk.

    Raises OSError where the copy cannot be written, LibraryDamaged where it is no good, Cancelled when ``stop`` says
    so; then nothing is left of it. With ``stop`` the source must be inside a read transaction: the copying has steps
    then, which else might see several states. Each step is synced, so that an edit meanwhile never waits for all of it.
    """
    temporary = target.with_name(target.name + ".tmp")
    remove_library(temporary)
    try:
        temporary.touch()  # says what is wrong with the folder better than SQLite does
        copy = sqlite3.connect(temporary, isolation_level=None)
        try:
            with sqlite.translated(library), _written():
                if stop is None:
                    source.backup(copy)
                else:
                    with temporary.open("r+b") as file:

                        def look(*_: int) -> None:
                            os.fsync(file.fileno())
                            _refuse_to_go_on(stop)

                        source.backup(copy, pages=_PAGES, progress=look)
                    copy.set_progress_handler(lambda: int(stop()), _CHECKS)
                copy.execute("PRAGMA journal_mode = DELETE")
            problems = check.copied(copy)
            if stop is not None:
                _refuse_to_go_on(stop)  # what was stopped was not checked
        finally:
            copy.close()
        _refuse(library, problems)
        sync(temporary)
        temporary.replace(target)
        sync(target.parent)
    except BaseException:
        remove_library(temporary)
        raise


def _go_on() -> bool:
    return False


def _refuse_to_go_on(stop: Stop) -> None:
    if stop():
        raise Cancelled("The backup was stopped.")


def _refuse(library: Path, problems: list[str]) -> None:
    if problems:
        raise LibraryDamaged(sqlite.damaged(library, problems[0]))


@contextmanager
def _written() -> Iterator[None]:
    """Turn what keeps SQLite from writing a copy into OSError; what is wrong with the source passes."""
    try:
        yield
    except sqlite3.OperationalError as error:
        code = next((code for name, code in _NOT_WRITTEN.items() if error.sqlite_errorname.startswith(name)), None)
        if code is None:
            raise
        raise OSError(code, os.strerror(code)) from error


_NOT_WRITTEN = {
    "SQLITE_FULL": errno.ENOSPC,
    "SQLITE_IOERR_WRITE": errno.EIO,
    "SQLITE_IOERR_FSYNC": errno.EIO,
    "SQLITE_IOERR_TRUNCATE": errno.EIO,
    "SQLITE_READONLY": errno.EROFS,
    "SQLITE_CANTOPEN": errno.EACCES,
}


def signature(connection: sqlite3.Connection) -> tuple[object, ...]:
    """Give a value that another state of the library does not have."""
    counters = connection.execute("SELECT name, seq FROM sqlite_sequence ORDER BY name").fetchall()
    states = connection.execute("SELECT state, count(*) FROM journal GROUP BY state ORDER BY state").fetchall()
    articles = connection.execute("SELECT max(id) FROM article").fetchone()
    single = connection.execute("SELECT name, value FROM state ORDER BY name").fetchall()
    covered = connection.execute("SELECT max(layer_id), count(*) FROM layer JOIN coverage ON layer_id = id").fetchone()
    return (*counters, *states, articles, *single, covered)


def _signature(backup: Path) -> tuple[object, ...] | None:
    """Give the signature of a backup, None if it cannot be read any more."""
    try:
        connection = sqlite.connect(backup, read_only=True)
        try:
            return signature(connection)
        finally:
            connection.close()
    except (LibraryError, sqlite3.DatabaseError):
        return None


def _keep(library: Path) -> Path:
    """Keep the library as it is, damaged or not, among its backups, with a WAL that may hold its last changes."""
    kept = backup_files.new_path(library, "restore", datetime.now(UTC))
    kept.parent.mkdir(parents=True, exist_ok=True)
    for ending in ("-wal", ""):  # the file itself last: a copy that was cut off has no name of a backup
        source = library.with_name(library.name + ending)
        if source.exists():
            copy = kept.with_name(kept.name + ending)
            shutil.copyfile(source, copy)
            sync(copy)
    return kept
