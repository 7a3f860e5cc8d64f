"""Let a pipeline read articles of a library: what it finds becomes a layer, batch by batch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.errors import Problem
from core.extract import Batch, ExtractionJob, ExtractionRun, Extractor
from core.library import Library
from core.records import Layer


@dataclass(frozen=True, slots=True)
class ExtractionReport:
    """What a run brought: articles read, spans proposed, and the articles that it failed on."""

    articles: int = 0
    spans: int = 0
    problems: tuple[Problem, ...] = ()


def run_over(library: Library, article_ids: Sequence[int], extractor: Extractor) -> ExtractionRun:
    """Make a run over articles, whose texts are read when their turn comes."""
    jobs = (ExtractionJob.of(library.article(article_id)) for article_id in article_ids)
    return extractor.run(jobs, total=len(article_ids))


def store(library: Library, run: ExtractionRun, stored: Callable[[Batch], object]) -> ExtractionReport:
    """Store what a run finds in a new layer; ``stored`` is told of each batch when it is in the library.

    Raises ExtractionError if the pipeline cannot be loaded, Cancelled after ``run.cancel``; what was found until then
    is kept in a layer that is not called complete.
    """
    layer: Layer | None = None
    articles = spans = 0
    problems: list[Problem] = []
    complete = False
    try:
        for batch in run:
            if batch.proposals:
                pipeline = run.pipeline
                layer = layer or library.start_run(pipeline.name, pipeline.version, pipeline.settings)
                library.add_proposals(layer, batch.proposals)
                articles += len(batch.proposals)
                spans += sum(len(found.spans) for found in batch.proposals)
            problems += [Problem(library.article(each.article_id).info.title, each.sentence) for each in batch.failed]
            stored(batch)
        complete = True
    except BaseException:
        run.cancel()  # Ctrl+C, a full disk: the worker must not go on for nobody
        raise
    finally:
        if layer is not None:
            library.finish_run(layer, complete=complete)
    return ExtractionReport(articles, spans, tuple(problems))
