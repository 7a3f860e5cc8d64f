"""Extraction of many articles from a real library into it: memory of both processes, the estimate of what is left.

``make bench ARGS="many --articles 10000"`` takes as many as wanted; without a number it takes fewer.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from core.extract import Batch, Extractor, available_pipelines
from core.library import ArticleQuery, Library
from core.library_extraction import run_over, store
from core.records import ArticleDraft
from tests.benchmarks.extract_bench import made_texts, resident
from tests.benchmarks.measure import Result

MANY = 2_000
_FIRST = 0.1  # of the run: by then the vocabulary has learned what it keeps


@dataclass(frozen=True, slots=True)
class _Mark:
    """What was seen at some place of the run: share done, seconds since its start, estimate, memory in kB."""

    share: float
    at: float
    left: float
    worker: int
    parent: int


def run() -> Iterable[Result]:
    """Measure with the embedded pipeline, rules included, each article another text."""
    with tempfile.TemporaryDirectory() as folder, Library.create(Path(folder) / "many.leuchtstift") as library:
        for first in range(0, MANY, 1000):
            texts = made_texts(min(1000, MANY - first), seed=first)
            library.add([ArticleDraft(f"{first + n}\n\n{t}", f"Meldung {first + n}") for n, t in enumerate(texts)])
        with Extractor(available_pipelines()[0]) as extractor:
            yield from _measured(library, extractor)


def _measured(library: Library, extractor: Extractor) -> Iterable[Result]:
    ids = list(library.ids(ArticleQuery()))
    extractor.start()
    marks: list[_Mark] = []
    started = time.monotonic()

    def seen(batch: Batch) -> None:
        pid = extractor.process_id
        memory = resident(pid), resident(os.getpid())
        marks.append(_Mark(batch.done / len(ids), time.monotonic() - started, batch.seconds_left or 0.0, *memory))

    report = store(library, run_over(library, ids, extractor), seen)
    early, last = next(mark for mark in marks if mark.share >= _FIRST), marks[-1]
    taken = f"{report.articles:,} articles, {report.spans:,} proposals, {len(report.problems)} problems"
    note = f"{last.worker / 1024:.0f} MB against {early.worker / 1024:.0f} MB; {taken} in {last.at:.0f} s"
    name = f"extraction of {MANY:,} articles: memory of the worker, at the end to after a tenth"
    yield Result(name, last.worker / early.worker, 1.1, note=note)
    note = f"{last.parent / 1024:.0f} MB against {early.parent / 1024:.0f} MB"
    name = f"extraction of {MANY:,} articles: memory of the program, at the end to after a tenth"
    yield Result(name, last.parent / early.parent, 1.1, note=note)
    yield _estimates(marks)


def _estimates(marks: list[_Mark]) -> Result:
    """Compare what was said to be left, between a quarter and three quarters of the run, with what it then took."""
    end = marks[-1].at
    middle = [mark for mark in marks if 0.25 <= mark.share <= 0.75]
    worst = max(abs(mark.left / (end - mark.at) - 1) for mark in middle)
    note = "the machine's other work counts too"
    return Result("extraction: seconds left as estimated in the middle half, greatest error", worst, 0.5, note=note)
