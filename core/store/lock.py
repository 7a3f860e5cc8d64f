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
        self._write_note()

    def release(self) -> None:
        """Give the library free; the note goes first, for the lock says that it is ours."""
        self._note.unlink(missing_ok=True)
        self._lock.release()

    def _write_note(self) -> None:
        program = Path(sys.argv[0]).name or "Python"
        who = {"program": program, "pid": os.getpid(), "host": socket.gethostname()}
        try:
            self._note.write_text(json.dumps(who), encoding="utf-8")
        except OSError as error:
            self._lock.release()
            raise LibraryReadOnly(f"Nothing can be written beside the library ({error.strerror}).") from error

    def _owner(self) -> str:
        """Name who has the library, as far as the note tells."""
        try:
            who = json.loads(self._note.read_text(encoding="utf-8"))
            return f"another window ({who['program']}, process {who['pid']} on {who['host']})"
        except (OSError, ValueError, KeyError, TypeError):
            return "another window"
