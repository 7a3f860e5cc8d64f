"""Opening files that strangers name: only regular ones, and never more of them than asked for."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import BinaryIO

from core.errors import ExportError, ImportProblem

_LIBRARY = ".leuchtstift"
_BESIDE = ("-wal", "-shm", "-journal", ".lock", ".owner")  # what lies beside a library, most of it while it is open
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def real_path(path: Path | str) -> Path:
    """Give the absolute path of a file without links and ``..``: what lies beside a library lies beside this one."""
    return Path(os.path.realpath(path))


def open_regular(path: Path) -> BinaryIO:
    """Open a regular file for reading; raises ImportProblem for anything else, since a FIFO would never end."""
    try:
        # O_NONBLOCK: opening a FIFO that nobody writes would wait for ever; it means nothing for regular files
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        raise ImportProblem(f"{shown_name(path)} cannot be opened: {os_reason(error)}.") from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise ImportProblem(
            f"{shown_name(path)} is no regular file; only files and folders of files can be brought in."
        )
    return os.fdopen(descriptor, "rb")


def read_bounded(path: Path, limit: int) -> bytes:
    """Read a whole file of at most ``limit`` bytes; raises ImportProblem where it is larger or cannot be read."""
    with open_regular(path) as stream:
        try:
            content = stream.read(limit + 1)
        except OSError as error:
            raise ImportProblem(f"{shown_name(path)} cannot be read: {os_reason(error)}.") from error
    if len(content) > limit:
        raise ImportProblem(
            f"{shown_name(path)} is larger than {limit >> 20} MB, the most that one article may take; "
            "split it into several files."
        )
    return content


def refuse_library(path: Path) -> None:
    """Raise ExportError where a file to be written would take the place of a library, a backup, or what belongs to one.

    An open library is told by what lies beside it, not by its first bytes: reading them would drop SQLite's locks.
    """
    name = path.name.casefold()
    stem = next((name.removesuffix(end) for end in _BESIDE if name.endswith(end)), name)
    is_open = any(path.with_name(path.name + end).exists() for end in _BESIDE)
    if stem.endswith(_LIBRARY) or is_open or _is_database(path):
        raise ExportError(f"{shown_name(path)} is a library or belongs to one. Choose another name to write to.")


def _is_database(path: Path) -> bool:
    try:
        with open_regular(path) as stream:
            return stream.read(16) == b"SQLite format 3\x00"
    except (ImportProblem, OSError):  # not there, or not to be read: writing will tell
        return False


def os_reason(error: OSError | ValueError) -> str:
    """Give the operating system's word for what went wrong, without the path."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def shown_name(path: Path) -> str:
    """Give the name of a file as it can be shown: what is no UTF-8, control and bidi characters made visible."""
    return _shown(path.name or str(path))


def shown_path(path: Path) -> str:
    """Give a whole path as it can be shown and stored."""
    return _shown(str(path))


def _shown(name: str) -> str:
    return name if name.isprintable() else ascii(name)[1:-1]


def replace_unstorable(text: str) -> tuple[str, int]:
    """Put U+FFFD for each NUL and lone surrogate, which SQLite cannot carry; give the text and how many there were."""
    return _UNSTORABLE.subn("\ufffd", text)
