"""Let pipelines read gold articles, in their own process, and score what they find."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from core.errors import EvaluationError, ExportError, ExtractionError, ImportProblem, Problem
from core.extract import ExtractionJob, ExtractionRun, Extractor, PipelineInfo, PipelineKind, given_labels
from core.files import open_regular, os_reason, refuse_library, shown_path
from core.formats import FORMATS
from core.library_reader import LibraryReader
from core.library_records import Progress
from core.offsets import sha256
from core.records import ArticleDraft, ArticleState, Label, LabelSet, Proposals
from core.review.evaluate import judged
from core.review.evaluate_report import Result, judge
from core.review.report_html import html
from core.review.report_markdown import markdown

Begun = Callable[[ExtractionRun], object]
_COLOUR = "#6b7280"


def _on(_done: int, _total: int | None) -> bool:
    """Let work go on."""
    return True


def _ignored(_run: ExtractionRun) -> None:
    """Need nothing of a run."""


@dataclass(frozen=True)  # no slots, for the cached property
class Gold:
    """Articles that were read completely by a person, and the labels that they were read for."""

    articles: tuple[ArticleDraft, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def labels(self) -> LabelSet:
        """All labels that are judged, as one label set."""
        codes = sorted({code for article in self.articles for code in self.labels_of(article)})
        return LabelSet(0, "gold", 1, tuple(Label(code, code, _COLOUR) for code in codes))

    def labels_of(self, article: ArticleDraft) -> frozenset[str]:
        """Give the labels that an article was read for: of its label set, else all in articles that name none."""
        if article.label_set is not None:
            return frozenset(label.code for label in article.label_set.labels)
        return self._bare_labels

    @cached_property
    def _bare_labels(self) -> frozenset[str]:
        bare = (article for article in self.articles if article.label_set is None)
        return frozenset(span.label for article in bare for span in article.spans or ())


def read_gold(path: Path) -> Gold:
    """Read a JSONL file of gold: own records, Prodigy's or doccano's.

    Articles that no person has read completely are left out with a note, broken lines with a problem. Raises
    ImportProblem where the file cannot be read or nothing in it can be judged.
    """
    _check_openable(path)
    drafts: list[ArticleDraft] = []
    problems: list[Problem] = []
    unread = 0
    for item in FORMATS["jsonl"].read(path):
        if isinstance(item, Problem):
            problems.append(item)
        elif item.spans is None or item.state in (ArticleState.SKIPPED, ArticleState.IN_PROGRESS):
            unread += 1
        else:
            drafts.append(item)
    gold = Gold(tuple(drafts))
    if not gold.labels.labels:
        first = next((f" {problem.sentence}" for problem in problems if not problem.harmless), "")
        if first and not drafts and not unread:
            raise ImportProblem(
                f"{shown_path(path)} has no line that can be read as an article.{first} "
                "Choose a JSONL file to which reviewed articles were exported."
            )
        raise ImportProblem(
            f"{shown_path(path)} has no gold: no article in it is marked completely, or none has labels.{first} "
            "Choose a JSONL file to which reviewed articles were exported."
        )
    if unread:
        sentence = f"Articles left out because they are not marked completely: {unread}."
        problems.append(Problem(shown_path(path), sentence, harmless=True))
    return Gold(gold.articles, tuple(problems))


def _check_openable(path: Path) -> None:
    """Raise ImportProblem with a sentence about gold, and the whole path, where there is no file that can be read."""
    try:
        open_regular(path).close()
    except ImportProblem as problem:
        if isinstance(problem.__cause__, OSError | ValueError):
            reason = os_reason(problem.__cause__)
            raise ImportProblem(f"{shown_path(path)} cannot be opened: {reason}.") from problem
        if path.is_dir():
            raise ImportProblem(
                f"{shown_path(path)} is a folder. Choose a JSONL file to which reviewed articles were exported."
            ) from problem
        raise ImportProblem(
            f"{shown_path(path)} is no regular file. Choose a JSONL file to which reviewed articles were exported."
        ) from problem


def library_gold(library: LibraryReader) -> Gold:
    """Give the reviewed articles of a library as gold; raises EvaluationError where there are none."""
    gold = Gold(tuple(library.gold()))
    if not gold.articles:
        raise EvaluationError("No article of this library is marked as reviewed, so there is no gold to score with.")
    return gold


def places(gold: Gold, library: LibraryReader) -> dict[str, int]:
    """Find the articles of gold in a library: the id of each that is there, by the name that a Mistake gives it."""
    found = {
        name_of(draft, number): library.find(draft.uid, sha256(draft.text))
        for number, draft in enumerate(gold.articles, 1)
    }
    return {name: article_id for name, article_id in found.items() if article_id is not None}


def name_of(draft: ArticleDraft, number: int) -> str:
    """Name the article of gold with a number, which counts from 1."""
    return draft.uid or f"article {number}"


def score_pipelines(
    pipelines: Sequence[PipelineInfo], gold: Gold, progress: Progress = _on, begun: Begun = _ignored
) -> tuple[list[Result], list[Problem]]:
    """Score one pipeline after the other; one that cannot be loaded costs its own result only, and is a problem.

    ``progress`` counts the articles of all. Raises ExtractionError where none can be loaded, or Cancelled.
    """
    size = len(gold.articles)
    results: list[Result] = []
    problems: list[Problem] = []
    for number, pipeline in enumerate(pipelines):

        def counted(done: int, _: int | None, before: int = number * size) -> bool:
            return progress(before + done, len(pipelines) * size)

        try:
            result, failed = score_pipeline(pipeline, gold, counted, begun)
        except ExtractionError as error:
            if not results and number == len(pipelines) - 1:
                raise
            problems.append(Problem(_title(pipeline), error.sentence))
        else:
            results.append(result)
            problems += failed
    return results, problems


def score_pipeline(
    pipeline: PipelineInfo, gold: Gold, progress: Progress = _on, begun: Begun = _ignored
) -> tuple[Result, list[Problem]]:
    """Let a pipeline read the articles and score it; articles that it fails on count as if it had found nothing.

    ``begun`` gets the run, to cancel it from another thread; ``progress`` stops it by giving False, after a group of
    articles. Raises ExtractionError if the pipeline cannot be loaded, or Cancelled.
    """
    pipeline = pipeline.fitting(gold.labels)
    found, problems = proposals(pipeline, gold.articles, progress, begun)
    articles = [
        judged(draft, each, gold.labels_of(draft), name_of(draft, number))
        for number, (draft, each) in enumerate(zip(gold.articles, found, strict=True), 1)
    ]
    return judge(_title(pipeline), articles, given_labels(pipeline)), problems


def check_report_name(path: Path) -> None:
    """Raise ExportError unless a name says in which format a report is to be written."""
    if path.suffix.lower() not in (".md", ".html"):
        raise ExportError(f"A report is written as .md or .html, not as “{path.name}”.")


def save_report(path: Path, measured_on: str, results: Sequence[Result], lang: str = "en") -> None:
    """Write a report in the format that its name says and in a language (``en``, ``de``).

    ``measured_on`` names the gold or the library. Raises ExportError with the system's reason.
    """
    check_report_name(path)
    refuse_library(path)
    text = (html if path.suffix.lower() == ".html" else markdown)(measured_on, results, lang)
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise ExportError(f"The report {path} cannot be written: {error.strerror or error}.") from error


def proposals(
    pipeline: PipelineInfo, drafts: Sequence[ArticleDraft], progress: Progress = _on, begun: Begun = _ignored
) -> tuple[list[Proposals], list[Problem]]:
    """Let a pipeline read articles that no library has; gives what it found in each, and those that it failed on."""
    found = [Proposals(number, ()) for number in range(len(drafts))]
    problems = []
    with Extractor(pipeline) as extractor:
        run = extractor.run(_jobs(drafts), len(drafts))
        begun(run)
        if not progress(0, len(drafts)):
            run.cancel()
        for batch in run:
            for each in batch.proposals:
                found[each.article_id] = each
            problems += [Problem(drafts[each.article_id].title, each.sentence) for each in batch.failed]
            if not progress(batch.done, batch.total):
                run.cancel()
    return found, problems


def _title(pipeline: PipelineInfo) -> str:
    """Name a pipeline as the window does: the version of a word list is a checksum, which says nothing."""
    return pipeline.name if pipeline.kind is PipelineKind.LIST else f"{pipeline.name} {pipeline.version}"


def _jobs(drafts: Sequence[ArticleDraft]) -> Iterable[ExtractionJob]:
    for number, draft in enumerate(drafts):
        yield ExtractionJob(number, draft.text, draft.zones, draft.published, draft.lang)
