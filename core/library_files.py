"""Import files and folders: each file whole or not at all, the whole import one undo step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

from core.errors import Cancelled, EmptyFile, ImportProblem, Problem
from core.files import shown_path
from core.library_import import Intake
from core.library_records import ImportReport, Progress
from core.records import ArticleDraft, ChangeSet, Layer
from core.store import journal
from core.store.connection import Connection, savepoint
from core.store.known_files import KnownFiles

_TOGETHER = 50  # files in one transaction: one wait for the disk, not fifty
_MADE_TEXT = (".md", ".markdown", ".html", ".htm")  # another version of the program may make another text of them
_AHEAD = 100  # articles of a file that are read before the library is locked

_Read = Iterable[ArticleDraft | Problem] | ImportProblem


class FileImport:
    """Brings files into a library; ``writing`` gives a write transaction each time it is called."""

    def __init__(
        self,
        writing: Callable[[], AbstractContextManager[Connection]],
        person: Layer,
        at: str,
        *,
        undoable: bool,
        progress: Progress | None,
    ) -> None:
        self._writing = writing
        self._person = person
        self._at = at
        self._undoable = undoable
        self._progress = progress
        self._done: ChangeSet | None = None
        self._within = (0, 0)
        self._known = KnownFiles()

    def run(self, paths: Iterable[Path]) -> ImportReport:
        """Import files and all that is in folders; a cancelled import keeps the files that are in already."""
        from core.articles import find_files

        found = list(find_files(paths, _suffixes()))
        files = [path for path in found if isinstance(path, Path)]
        reports = [ImportReport(problems=tuple(problem for problem in found if isinstance(problem, Problem)))]
        looked_at = 0
        try:
            for batch in _batches(files):
                ahead = [self._read_ahead(path, looked_at + place, len(files)) for place, path in enumerate(batch)]
                with self._writing() as connection:
                    fresh = [self._take(connection, *read) for read in zip(batch, ahead, strict=True)]
                    self._write_journal(connection, fresh)
                reports += fresh
                looked_at += len(batch)
        except Cancelled:
            sentence = f"The import was cancelled; of {len(files)} files, {looked_at} were looked at."
            reports.append(ImportReport(problems=(Problem(shown_path(files[0].parent), sentence),)))
        return replace(_sum(reports), change_set=self._done)

    def _read_ahead(self, path: Path, number: int, total: int) -> _Read:
        """Read a file before the library is locked for it, up to the point where that would take too much memory."""
        if self._progress is not None and not self._progress(number, total):
            raise Cancelled("The import was cancelled.")
        self._within = (number, total)
        rest = iter(_drafts(path))
        try:
            return chain(list(islice(rest, _AHEAD)), rest)
        except ImportProblem as problem:
            return problem

    def _take(self, connection: Connection, path: Path, read: _Read) -> ImportReport:
        """Store one file inside the transaction of its batch."""
        files = self._known if path.suffix.lower() in _MADE_TEXT else None
        intake = Intake(connection, self._person, self._at, undoable=self._undoable, files=files)
        try:
            if isinstance(read, ImportProblem):
                raise read
            with savepoint(connection):
                intake.take_all(read, self._go_on)
        except ImportProblem as problem:
            harmless = isinstance(problem, EmptyFile)
            return ImportReport(problems=(Problem(shown_path(path), problem.sentence, harmless=harmless),))
        return intake.report()

    def _go_on(self, _done: int, _total: int | None) -> bool:
        """Ask within a file whether to go on; the person sees files counted."""
        return self._progress is None or self._progress(*self._within)

    def _write_journal(self, connection: Connection, reports: Sequence[ImportReport]) -> None:
        """Add what a batch did to the import's one step; something else done in between begins a new step."""
        parts = [report.change_set for report in reports if report.change_set is not None]
        if not parts or not self._undoable:
            return
        grown = _joined(([self._done] if self._done else []) + parts)
        if self._done is None or not journal.extend(connection, grown):
            grown = journal.append(connection, _joined(parts))
        self._done = grown


def _batches(files: list[Path]) -> Iterator[list[Path]]:
    """Give the files in groups that are stored together."""
    return (files[first : first + _TOGETHER] for first in range(0, len(files), _TOGETHER))


def _suffixes() -> frozenset[str]:
    """Give the endings of all files that can be read."""
    from core import articles, formats  # readers bring in libraries that only an import needs

    return frozenset(formats.READERS) | frozenset(articles.READERS)


def _drafts(path: Path) -> Iterator[ArticleDraft | Problem]:
    """Read a file; articles that come without title and name (not our own exports) are described from their text."""
    from core import articles, formats

    read = formats.READERS.get(path.suffix.lower())
    for draft in read(path) if read is not None else articles.read_path(path):
        if isinstance(draft, ArticleDraft) and not (draft.title or draft.uid):
            yield articles.describe(draft)
        else:
            yield draft


def _joined(parts: Sequence[ChangeSet]) -> ChangeSet:
    """Make one import of several; the first one's title names it if it is the only article."""
    changes = tuple(change for part in parts for change in part.changes)
    params = {**parts[0].params, "count": sum(part.params["count"] for part in parts)}
    return replace(parts[0], changes=changes, params=params)


def _sum(reports: Sequence[ImportReport]) -> ImportReport:
    return ImportReport(
        added=tuple(number for report in reports for number in report.added),
        known=tuple(number for report in reports for number in report.known),
        restored=tuple(number for report in reports for number in report.restored),
        reviewed=sum(report.reviewed for report in reports),
        spans=sum(report.spans for report in reports),
        problems=tuple(problem for report in reports for problem in report.problems),
    )
