"""Let pipelines read articles of a library: each one's share by language; what one finds becomes a layer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.errors import Problem
from core.extract import Batch, ExtractionJob, ExtractionRun, Extractor, PipelineInfo, best_for
from core.library import Library
from core.pacing import Pause, no_pause, paced
from core.records import Layer


@dataclass(frozen=True, slots=True)
class ExtractionReport:
    """What a run brought: articles read, spans proposed, and the articles that it failed on, each with its reason."""

    articles: int = 0
    spans: int = 0
    problems: tuple[Problem, ...] = ()
    failed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """The articles that one pipeline is to read."""

    pipeline: PipelineInfo
    article_ids: tuple[int, ...]


def share_out(
    library: Library, article_ids: Sequence[int], pipelines: Sequence[PipelineInfo], chosen: Mapping[str, str]
) -> list[Share]:
    """Give each article to the pipeline chosen for its language, else to the best for it.

    ``chosen`` has keys of pipelines by language; one that is no longer there counts as not chosen. Articles that no
    pipeline reads go to the first one, which names them in its report.
    """
    by_key = {info.key: info for info in pipelines}
    shares: dict[PipelineInfo, list[int]] = {}
    for lang, ids in library.languages(article_ids).items():
        primary = lang.partition("-")[0].lower()
        info = by_key.get(chosen.get(primary, "")) or best_for(lang, pipelines) or pipelines[0]
        shares.setdefault(info, []).extend(ids)
    return [Share(info, tuple(ids)) for info, ids in shares.items()]


def not_yet_read(library: Library, shares: Iterable[Share]) -> list[Share]:
    """Give what is left of shares: what the pipelines have not read yet as they propose for the label set in use."""
    left = []
    for share in shares:
        info = share.pipeline.fitting(library.label_set)
        ids = library.without_run(share.article_ids, info.name, info.version, info.settings)
        if ids:
            left.append(Share(info, tuple(ids)))
    return left


def run_over(
    library: Library, article_ids: Sequence[int], extractor: Extractor, pause: Pause = no_pause
) -> ExtractionRun:
    """Make a run over articles, whose texts are read when their turn comes; ``pause`` is called after each."""
    jobs = (ExtractionJob.of(library.article(article_id)) for article_id in paced(article_ids, pause, 1))
    return extractor.run(jobs, total=len(article_ids))


def store(
    library: Library, run: ExtractionRun, stored: Callable[[Batch], object], pause: Pause = no_pause
) -> ExtractionReport:
    """Store what a run finds in a new layer; ``stored`` is told of each batch when it is in the library.

    ``pause`` is called now and then while something is stored, in the thread that calls this.
    Raises ExtractionError if the pipeline cannot be loaded, Cancelled after ``run.cancel``; what was found until then
    is kept in a layer that is not called complete.
    """
    layer: Layer | None = None
    articles = spans = 0
    problems: list[Problem] = []
    failed: list[int] = []
    complete = False
    try:
        for batch in run:
            if batch.proposals:
                pipeline = run.pipeline
                layer = layer or library.start_run(pipeline.name, pipeline.version, pipeline.settings)
                library.add_proposals(layer, batch.proposals, pause)
                articles += len(batch.proposals)
                spans += sum(len(found.spans) for found in batch.proposals)
            problems += [Problem(library.article(each.article_id).info.title, each.sentence) for each in batch.failed]
            failed += [each.article_id for each in batch.failed]
            stored(batch)
        complete = True
    except BaseException:
        run.cancel()  # Ctrl+C, a full disk: the worker must not go on for nobody
        raise
    finally:
        if layer is not None:
            library.finish_run(layer, complete=complete)
    return ExtractionReport(articles, spans, tuple(problems), tuple(failed))
