"""Expected errors: each carries one sentence that a person can act on; anything else that is raised is a bug."""

from __future__ import annotations

from core.frozen import frozen


class ReaderError(Exception):
    """Base of all errors that are shown to a person as they are: one plain sentence that says what and what to do."""

    @property
    def sentence(self) -> str:
        """The text to show."""
        return str(self)


class ImportProblem(ReaderError):
    """A file, or one record of it, cannot be brought in."""


class EmptyFile(ImportProblem):
    """A file has nothing in it, so nothing is lost without it."""


class FormatError(ImportProblem):
    """A file claims a format and breaks its rules."""


class SpanError(ReaderError):
    """A span does not fit its text: out of range, empty, splitting a grapheme, or with another surface."""


class LibraryError(ReaderError):
    """The library file cannot be opened, read or written."""


class NotALibrary(LibraryError):
    """The file is no Leuchtstift library (not SQLite, or some other program's)."""


class LibraryTooNew(LibraryError):
    """The library was written by a newer Leuchtstift; opening it could lose what this one does not know."""


class LibraryReadOnly(LibraryError):
    """The library is open for reading only (file, folder or medium cannot be written, or somebody else has it)."""


class LibraryBusy(LibraryError):
    """Another window or process has the library."""


class LibraryDamaged(LibraryError):
    """The library file fails its checks; its last good backup is the way out."""


class StaleEdit(LibraryError):
    """A change set was made from a state that is no longer the stored one; look again and repeat the edit."""


class ExtractionError(ReaderError):
    """A pipeline failed to load or to run; the reader and all marks stay usable."""


class EvaluationError(ReaderError):
    """There is nothing to score or to compare."""


class ExportError(ReaderError):
    """An export was not written, or did not read back as what was meant; the old file is untouched."""


class NothingToExport(ExportError):
    """No article fits what was asked for; no file was touched."""


class Cancelled(ReaderError):
    """The person cancelled a long operation."""


@frozen
class Problem:
    """Something that was left out while the rest went on: where it is and one sentence for the person.

    ``line`` counts from 1 and is None where the whole file is meant. ``harmless`` marks a note: all that was there came
    in, but the person should know of something: a NUL was replaced, encodings are mixed, a file is empty.
    """

    path: str
    sentence: str
    line: int | None = None
    harmless: bool = False

    def __str__(self) -> str:
        """Give the problem as ``path:line: sentence``."""
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{place}: {self.sentence}"
