"""One open library file: its lock, a connection that writes, a connection that reads, and transactions on them.

Readers see the last committed state and never wait for a writer (WAL), so a long import in one thread does not stop
the list in another. Nobody but the owner of the lock writes.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import Cancelled, LibraryBusy, LibraryDamaged, LibraryError, LibraryReadOnly
from core.store import connection as sqlite
from core.store import schema
from core.store.disk import remove_library, sync

if TYPE_CHECKING:
    from core.store.lock import LibraryLock

_WHOLE = 200_000_000  # bytes of a file that is read whole before it is opened after a crash: a second or two
_PATIENCE = 5.0  # seconds that a write waits for another thread's
_LOOK = 100_000  # steps of SQLite between two looks at whether to stop bringing a file up to date


class LibraryFile:
    """A library file that is open for writing (and locked), or for reading only."""

    def __init__(self, path: Path, *, read_only: bool, lock: LibraryLock | None) -> None:
        self.path = path
        self.read_only = read_only
        self._lock = lock
        self._turns = {"write": threading.RLock(), "read": threading.RLock()}
        self._writer: sqlite3.Connection | None = None
        self._reader: sqlite3.Connection | None = None
        if not read_only:
            self._writer = sqlite.connect(path, read_only=False)
        self._reader = sqlite.connect(path, read_only=True)
        self._identity = _identity(path)
        self.warning = ""
        self.is_unchecked = False

    @classmethod
    def create(cls, path: Path, fill: Callable[[sqlite3.Connection], None]) -> LibraryFile:
        """Make a new library file, whole or not at all, and open it; raises LibraryError if there is a file."""
        from core.store import migrations  # imports sqlite_utils, which is slow
        from core.store.lock import LibraryLock

        if path.exists():
            raise LibraryError(f"{path} exists already. Choose another name, or open it.")
        if not path.parent.is_dir():
            raise LibraryError(f"The folder {path.parent} does not exist. Make it, or choose another one.")
        try:
            lock = LibraryLock(path)
        except LibraryReadOnly as error:
            raise LibraryError(
                f"No library can be made in {path.parent}: nothing can be written there. Choose another folder."
            ) from error
        new = path.with_name(path.name + ".new")
        try:
            remove_library(new)
            connection = sqlite.create(new)
            try:
                with sqlite.translated(new):
                    migrations.migrate(connection)
                    with sqlite.immediate(connection):
                        fill(connection)
            finally:
                connection.close()
            sync(new)
            new.replace(path)
            sync(path.parent)
            return cls(path, read_only=False, lock=lock)
        except BaseException:
            remove_library(new)
            lock.release()
            raise

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, stop: Callable[[], bool] | None = None) -> LibraryFile:
        """Open a library file, brought to the newest version; raises LibraryError and its kinds with a sentence.

        Where bringing it there takes long, ``stop`` can end it: Cancelled is raised then, and the file is as it was.
        """
        version = sqlite.version_in_file(path)
        if read_only:
            if path.with_name(path.name + ".owner").exists():
                from core.store.lock import refuse_if_elsewhere

                refuse_if_elsewhere(path)
            if version < schema.READABLE:
                raise LibraryError(f"{path} is of an older version. Open it once for writing, then it can be read.")
            return cls(path, read_only=True, lock=None)
        from core.store.lock import LibraryLock  # the first look at a library at the start does without

        if path.stat().st_nlink > 1:
            # SQLite keeps its WAL beside the name that it opened: writers by two names would not see each other's.
            raise LibraryError(
                f"{path} has a second name (a hard link): who writes by the one would spoil it for the other. "
                "Delete that name, or open a copy."
            )
        lock = LibraryLock(path)
        try:
            if version < schema.VERSION:
                _bring_up_to_date(path, stop)
            file = cls(path, read_only=False, lock=lock)
            if lock.was_unclean:
                file._look_after_a_crash()
        except BaseException:
            lock.release()
            raise
        return file

    def close(self, *, is_looked_after: bool = True) -> None:
        """Close the connections, which puts the WAL into the file, and give the lock free; closing twice is allowed.

        Waits for what other threads have begun: cancel long steps before. Not ``is_looked_after``: whoever opens it
        next is to look after a crash.
        """
        with self._turns["write"], self._turns["read"]:
            for connection in (self._reader, self._writer):
                if connection is not None:
                    connection.close()
            self._reader = self._writer = None
            if self._lock is not None:
                self._lock.release(takes_note=is_looked_after)
                self._lock = None

    def _look_after_a_crash(self) -> None:
        """Check the file after an unclean end; raises LibraryDamaged, and notes in ``warning`` what is missing.

        A large file would keep the person waiting for minutes: of it only what the crash can have harmed is read, and
        ``is_unchecked`` says that the rest is to be read beside the work.
        """
        from core.store import check, journal

        assert self._lock is not None
        with self.reading() as connection:
            self.is_unchecked = self.path.stat().st_size > _WHOLE
            problems = check.recent(connection) if self.is_unchecked else check.quick(connection)
            newest = journal.last(connection)
        if problems:
            self.close()
            raise LibraryDamaged(sqlite.damaged(self.path, problems[0]))
        missing = self._lock.last_seq - newest
        if missing > 0:
            self.warning = (
                f"{missing} changes that were stored are missing: the file {self.path.name}-wal was taken away or cut "
                "after a crash. If you have a copy of it, close the library and put it back."
            )

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection on one state of the library; any thread, one at a time."""
        with self._turns["read"], sqlite.translated(self.path):
            if self._reader is None:
                raise LibraryError(f"{self.path.name} is closed. Open it again.")
            with sqlite.snapshot(self._reader):
                yield self._reader

    @contextmanager
    def writing(self, after: Callable[[], None] | None = None) -> Iterator[sqlite3.Connection]:
        """Give a connection inside a write transaction: stored durably when the block ends, not at all if it raises.

        ``after`` is called when it is stored, before any other thread can write or close.
        """
        from core.store import journal  # the first look at a library at the start does without

        if self.read_only:
            raise LibraryReadOnly(f"{self.path.name} is open for reading only; nothing was changed.")
        with self._turn_to_write(), sqlite.translated(self.path):
            if self._writer is None:
                raise LibraryError(f"{self.path.name} is closed. Open it again.")
            self._refuse_if_replaced()
            with sqlite.immediate(self._writer), _storable():
                yield self._writer
                seq = journal.last(self._writer)
            if self._lock is not None:
                self._lock.note(seq)
            if after is not None:
                after()

    def data_version(self) -> int:
        """Give a number that is another one after each write of somebody else; costs some microseconds."""
        with self._turns["read"], sqlite.translated(self.path):
            if self._reader is None:
                raise LibraryError(f"{self.path.name} is closed. Open it again.")
            return int(self._reader.execute("PRAGMA data_version").fetchone()[0])

    @property
    def is_replaced(self) -> bool:
        """Tell whether another file has taken the place of the open one, as when a backup is restored."""
        return _identity(self.path) not in (self._identity, None)

    @contextmanager
    def own_connection(self) -> Iterator[sqlite3.Connection]:
        """Give a reading connection of its own for a long job, on one state of the library."""
        connection = sqlite.connect(self.path, read_only=True)
        try:
            with sqlite.translated(self.path), sqlite.snapshot(connection):
                yield connection
        finally:
            connection.close()

    @contextmanager
    def _turn_to_write(self) -> Iterator[None]:
        """Wait for another thread that writes, but not for ever: a window must not hang on an import."""
        if not self._turns["write"].acquire(timeout=_PATIENCE):
            raise LibraryBusy("The library is busy with a long step. Wait until it is done, then repeat this.")
        try:
            yield
        finally:
            self._turns["write"].release()

    def _refuse_if_replaced(self) -> None:
        """Raise LibraryError where the file at this path is no longer the one that is open: edits would vanish."""
        if _identity(self.path) != self._identity:
            raise LibraryError(
                f"{self.path} was moved, deleted or replaced while it was open; the last change was not stored. "
                "Put it back, or close the library and open the file that you want."
            )


@contextmanager
def _storable() -> Iterator[None]:
    """Turn the errors for half a surrogate pair, which some keyboards and clipboards give, into a sentence."""
    try:
        yield
    except (UnicodeEncodeError, TypeError) as error:  # JSONEncodeError of orjson is a TypeError
        if "surrogates" not in str(error):
            raise
        raise LibraryError("This has characters that cannot be stored (half an emoji). Nothing was changed.") from error


def _bring_up_to_date(path: Path, stop: Callable[[], bool] | None) -> None:
    from core.store import backup, migrations  # imports sqlite_utils, which is slow

    backup.make(path, "migration", stop=stop)
    connection = sqlite.connect(path, read_only=False)
    try:
        with sqlite.translated(path):
            connection.execute("PRAGMA foreign_keys = OFF")
            if stop is not None:
                connection.set_progress_handler(lambda: int(stop()), _LOOK)
            migrations.migrate(connection)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname == "SQLITE_INTERRUPT":
            raise Cancelled("The library was not brought up to date. It is as it was.") from error
        raise
    finally:
        connection.close()


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
