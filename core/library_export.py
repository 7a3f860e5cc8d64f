"""Write a library's articles to an annotation file: to a temporary one, read back, compared, then put in its place."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from core.errors import Cancelled, ExportError, NothingToExport, Problem
from core.files import refuse_library
from core.formats import FORMATS
from core.library_drafts import Drafts
from core.library_records import ExportReport, Progress
from core.records import ArticleDraft

_TELL = 20  # articles between two calls of progress


def export(drafts: Drafts, path: Path, format_name: str, progress: Progress | None) -> ExportReport:
    """Write a file whole or not at all; raises ExportError, and then an older file of the name is untouched."""
    form = FORMATS.get(format_name)
    if form is None:
        raise ExportError(f"There is no format {format_name!r}; these are known: {', '.join(FORMATS)}.")
    refuse_library(path)
    if not len(drafts):
        raise NothingToExport("No article fits. Nothing was written, and an older file is untouched.")
    temporary = path.with_name(f".{path.name}.tmp")
    written = _Written(drafts, progress, exactly=form.name == "jsonl")
    try:
        with temporary.open("wb") as stream:
            losses = form.write(written, stream).losses
            stream.flush()
            os.fsync(stream.fileno())
        written.compare(form.read(temporary))
        temporary.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ExportError(f"{path} cannot be written ({reason}). Check the folder and the free space.") from error
    finally:
        temporary.unlink(missing_ok=True)
    problems = tuple(
        Problem(str(path), f"{form.title} has no place for {what}: {count} left out.", harmless=True)
        for what, count in sorted(losses.items())
    )
    return ExportReport(path, written.articles, written.spans, problems)


class _Written:
    """Passes drafts on to a writer and remembers what must be read back."""

    def __init__(self, drafts: Drafts, progress: Progress | None, *, exactly: bool) -> None:
        self._drafts = drafts
        self._progress = progress
        self._exactly = exactly
        self._digests: list[int] = []
        self.spans = 0

    @property
    def articles(self) -> int:
        """The number of drafts passed on."""
        return len(self._digests)

    def __iter__(self) -> Iterator[ArticleDraft]:
        expected = len(self._drafts)
        for number, draft in enumerate(self._drafts):
            if self._progress is not None and number % _TELL == 0 and not self._progress(number, expected):
                raise Cancelled("The export was cancelled; an older file of this name is untouched.")
            self._digests.append(self._digest(draft))
            self.spans += len(draft.spans or ())
            yield draft

    def compare(self, found: Iterable[ArticleDraft | Problem]) -> None:
        """Raise ExportError unless a file says again what was written."""
        number = 0
        for draft in found:
            if isinstance(draft, Problem) and draft.harmless:
                continue
            if isinstance(draft, Problem):
                raise ExportError(f"The export did not read back and was not kept: {draft.sentence}")
            number += 1
            if number > self.articles or self._digest(draft) != self._digests[number - 1]:
                raise ExportError(f"The export did not read back the same at article {number} and was not kept.")
        if number != self.articles:
            raise ExportError(f"The export read back with {number} of {self.articles} articles and was not kept.")

    def _digest(self, draft: ArticleDraft) -> int:
        """Give a number that differs where two drafts do; formats that say less are compared in text, place, label."""
        spans = draft.spans or ()
        if not self._exactly:
            return hash((draft.text, tuple(sorted((span.start, span.end, span.label) for span in spans))))
        facts = (draft.text, draft.uid, draft.title, draft.published, draft.lang, draft.state, draft.zones)
        return hash((facts, spans, draft.relations))
