"""Library files that an older version of the program made: they are read as they stand, and worked in once changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from core.files import real_path
from core.store import connection, schema
from core.store.file import LibraryFile


def is_older(path: Path | str) -> bool:
    """Tell whether a library is to be brought up to date before work; raises LibraryError or NotALibrary."""
    return connection.version_in_file(real_path(path)) < schema.VERSION


def bring_up_to_date(path: Path | str, stop: Callable[[], bool]) -> str:
    """Bring a closed library to the newest version, as opening it does: for a thread, as a large one takes a while.

    Gives ``Library.warning``. Raises what opening raises, and Cancelled when ``stop`` says so: it is as it was then.
    """
    file = LibraryFile.open(real_path(path), stop=stop)
    file.close(is_looked_after=not file.is_unchecked)  # that it is not all read after a crash is for the next to know
    return file.warning
