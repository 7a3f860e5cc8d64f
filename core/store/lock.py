"""One writer a library: a lock file beside it, and a note that says who has it.

The note is also how an unclean end is found: it is taken away on closing, so a note without a lock is left by a crash.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from core.errors import LibraryBusy, LibraryReadOnly
from core.files import os_reason


class LibraryLock:
    """The right to write to one library; raises LibraryBusy with a sentence that says who has it."""

    def __init__(self, path: Path, *, wait: float = 0.0) -> None:
        self._handle: int | None = None
        self._note = path.with_name(path.name + ".owner")
        self._lock = FileLock(path.with_name(path.name + ".lock"))
        try:
            self._lock.acquire(timeout=wait)
        except Timeout as error:
            if not path.with_name(path.name + ".lock").exists():  # nobody has it: no file can be made there
                raise LibraryReadOnly(
                    f"Nothing can be written in {path.parent}. "
                    "Open the library for reading only, or copy it to a folder of your own."
                ) from error
            raise LibraryBusy(
                f"{path.name} is open in {self._owner()}. Close it there, or open it for reading only."
            ) from error
        except OSError as error:
            raise LibraryReadOnly(
                f"Nothing can be written in {path.parent} ({os_reason(error)}). "
                "Open the library for reading only, or copy it to a folder of your own."
            ) from error
        self.was_unclean = self._note.exists()
        self.last_seq = self._noted_seq()
        self._seq = 0
        # Found out once, for the note is written with every edit.
        who = {"program": _program(), "pid": os.getpid(), "host": socket.gethostname()}
        self._who = json.dumps(who).rstrip("}")
        try:
            self._handle = os.open(self._note, os.O_RDWR | os.O_CREAT, 0o644)
            os.ftruncate(self._handle, self._write_note())
        except OSError as error:
            self._let_go()
            raise LibraryReadOnly(f"Nothing can be written beside the library ({error.strerror}).") from error

    def note(self, seq: int) -> None:
        """Note the newest change set that is stored, so that a WAL that vanishes is found out; costs no wait."""
        if seq != self._seq:
            self._seq = seq
            with suppress(OSError):  # the edit itself is stored; only what would be told after a crash is less exact
                self._write_note()

    def release(self, *, takes_note: bool = True) -> None:
        """Give the library free; the note goes first, for the lock says that it is ours. Releasing twice is allowed.

        A note that is not taken away makes the next owner look after a crash.
        """
        if self._handle is not None:
            if takes_note:
                with suppress(OSError):  # the folder may be gone, or no longer ours to write in
                    self._note.unlink(missing_ok=True)
            self._let_go()

    def _let_go(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
        self._lock.release()

    def _write_note(self) -> int:
        """Write the note over the old one, which is as long; give its length."""
        if self._handle is None:
            return 0
        note = f'{self._who}, "seq": {self._seq}}}'.ljust(300).encode()
        os.lseek(self._handle, 0, os.SEEK_SET)
        return os.write(self._handle, note)

    def _noted_seq(self) -> int:
        """Give the newest change set that an owner noted before it crashed, 0 if that is not known."""
        try:
            return int(_read_note(self._note)["seq"])
        except (ValueError, KeyError, TypeError):
            return 0

    def _owner(self) -> str:
        """Name who has the library, as far as the note tells."""
        who = _read_note(self._note)
        if {"program", "pid", "host"} <= who.keys():
            return f"another window ({who['program']}, process {who['pid']} on {who['host']})"
        return "another window"


def refuse_if_elsewhere(path: Path) -> None:
    """Raise LibraryBusy if another computer has a library on a shared drive: it cannot even be read safely then.

    What SQLite has not yet put into the file is told to readers in shared memory, which no drive shares.
    """
    note = path.with_name(path.name + ".owner")
    host = _read_note(note).get("host", socket.gethostname())
    if host == socket.gethostname():
        return
    lock = FileLock(path.with_name(path.name + ".lock"))
    try:
        lock.acquire(timeout=0)
    except OSError as error:  # Timeout is one: somebody has it; else nobody can say
        raise LibraryBusy(
            f"{path.name} is open on another computer ({host}). Close it there first; if it is open nowhere, delete "
            f"the file {note.name}."
        ) from error
    lock.release()


def _read_note(note: Path) -> dict[str, Any]:
    """Read a note, forgivingly: a power cut may have spoiled it."""
    try:
        who = json.loads(note.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return who if isinstance(who, dict) else {}


def _program() -> str:
    """Give the name by which a person knows the running program; of ``python -m gui`` that of its folder."""
    path = Path(sys.argv[0])
    return (path.parent.name if path.stem == "__main__" else path.name) or "Python"
