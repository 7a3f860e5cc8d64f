"""One writer a library: a lock file beside it, and a note that says who has it.

The note is also how an unclean end is found: it is taken away on closing, so a note without a lock is left by a crash.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from pathlib import Path

from filelock import FileLock, Timeout

from core.errors import LibraryBusy, LibraryReadOnly


class LibraryLock:
    """The right to write to one library; raises LibraryBusy with a sentence that says who has it."""

    def __init__(self, path: Path, *, wait: float = 0.0) -> None:
        self._handle: int | None = None
        self._note = path.with_name(path.name + ".owner")
        self._lock = FileLock(path.with_name(path.name + ".lock"))
        try:
            self._lock.acquire(timeout=wait)
        except Timeout as error:
            raise LibraryBusy(
                f"{path.name} is open in {self._owner()}. Close it there, or open it for reading only."
            ) from error
        except OSError as error:
            raise LibraryReadOnly(
                f"Nothing can be written in {path.parent} ({error.strerror}). "
                "Open the library for reading only, or copy it to a folder of your own."
            ) from error
        self.was_unclean = self._note.exists()
        self.last_seq = self._noted_seq()
        try:
            self._handle = os.open(self._note, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o644)
        except OSError as error:
            self._lock.release()
            raise LibraryReadOnly(f"Nothing can be written beside the library ({error.strerror}).") from error
        self._seq = 0
        self._write_note()

    def note(self, seq: int) -> None:
        """Note the newest change set that is stored, so that a WAL that vanishes is found out; costs no wait."""
        if seq != self._seq:
            self._seq = seq
            self._write_note()

    def release(self) -> None:
        """Give the library free; the note goes first, for the lock says that it is ours. Releasing twice is allowed."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
            self._note.unlink(missing_ok=True)
            self._lock.release()

    def _write_note(self) -> None:
        if self._handle is None:
            return
        program = Path(sys.argv[0]).name or "Python"
        who = {"program": program, "pid": os.getpid(), "host": socket.gethostname(), "seq": self._seq}
        os.lseek(self._handle, 0, os.SEEK_SET)
        os.write(self._handle, json.dumps(who).ljust(300).encode())

    def _noted_seq(self) -> int:
        """Give the newest change set that an owner noted before it crashed, 0 if that is not known."""
        try:
            return int(json.loads(self._note.read_text(encoding="utf-8"))["seq"])
        except (OSError, ValueError, KeyError, TypeError):
            return 0

    def _owner(self) -> str:
        """Name who has the library, as far as the note tells."""
        try:
            who = json.loads(self._note.read_text(encoding="utf-8"))
            return f"another window ({who['program']}, process {who['pid']} on {who['host']})"
        except (OSError, ValueError, KeyError, TypeError):
            return "another window"
