"""The command that lets a pipeline read articles."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from core import cli_output as out
from core.cli_articles import Json, count
from core.errors import ExtractionError, Problem
from core.library_records import ArticleQuery

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.extract import PipelineInfo
    from core.library import Library
    from core.library_extraction import Share


def add_to(app: typer.Typer) -> None:
    """Give the command of this module to the command line."""
    app.command()(extract)


def extract(
    context: typer.Context,
    articles: Annotated[list[int] | None, typer.Argument(metavar="ID", help="Only these articles.")] = None,
    pipeline: Annotated[
        str, typer.Option(help="Which pipeline; see `pipelines`.", show_default="the one for each language")
    ] = "",
    words: Annotated[Path | None, typer.Option(help="Mark the names of this list (CSV or TXT) instead.")] = None,
    boilerplate: Annotated[bool, typer.Option("--boilerplate", help="Read teasers and sign-offs too.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Also what this pipeline has read already.")] = False,
    as_json: Json = False,
) -> None:
    """Let pipelines propose marks: each article is read by the one for its language.

    What a pipeline has read already it does not read again.
    """
    from core.extract import available_pipelines
    from core.library_extraction import Share, share_out
    from core.settings import Settings

    with out.opened(context, write=True) as library:
        ids = list(dict.fromkeys(articles or library.ids(ArticleQuery())))
        for article_id in ids if articles else ():
            library.article(article_id)  # one that is not there is a slip of the pen, and said
        if pipeline or words is not None:
            shares = [Share(chosen_pipeline(pipeline, words, boilerplate), tuple(ids))]
        else:
            chosen = Settings.load().pipelines
            found = [_reading(info, boilerplate) for info in available_pipelines()]
            shares = share_out(library, ids, found, chosen) or [Share(found[0], ())]
        problems: list[Problem] = [] if words is None else _bad_lines(words)
        failed = 0
        for share in shares:
            try:
                problems += _extract(library, share, again, as_json)
            except ExtractionError as error:  # costs its own share only
                problems.append(Problem(share.pipeline.name, error.sentence))
                failed += 1
    out.report(problems, out.NOT_DONE if failed == len(shares) else out.IN_PART)


def _extract(library: Library, share: Share, again: bool, as_json: bool) -> Sequence[Problem]:
    """Let one pipeline read its share, and say what came of it; gives the articles that it failed on."""
    from core.extract import Extractor
    from core.library_extraction import ExtractionReport, run_over, store

    info, ids = share.pipeline.fitting(library.label_set), share.article_ids
    waiting = ids if again else library.without_run(ids, info.name, info.version, info.settings)
    report = ExtractionReport()
    if waiting:
        try:
            with out.progress("Extracting") as bar, Extractor(info) as extractor:
                bar(0, len(waiting))
                run = run_over(library, waiting, extractor)
                report = store(library, run, lambda batch: bar(batch.done, batch.total))
        except KeyboardInterrupt:
            out.say("What was found so far is in the library.")
            raise
    if as_json:
        out.show_json(
            {"pipeline": info.name, "version": info.version, "articles": report.articles, "spans": report.spans}
        )
    else:
        before = f", {len(ids) - len(waiting)} read before" if len(waiting) < len(ids) else ""
        typer.echo(f"{count(report.spans, 'proposal')} in {count(report.articles, 'article')} by {info.name}{before}")
    return report.problems


def _bad_lines(words: Path) -> list[Problem]:
    """Give the lines of a word list that are left out, each with its reason."""
    from core.extract.rules.lists import read_list

    return read_list(words).problems


def chosen_pipeline(name: str, words: Path | None, boilerplate: bool) -> PipelineInfo:
    """Give the pipeline that was asked for, the embedded one by default; raises ExtractionError if there is none."""
    from core.extract import available_pipelines, word_list_pipeline

    if words is not None:
        if name:
            raise ExtractionError("Name either a pipeline or a word list: each makes a layer of its own.")
        return _reading(word_list_pipeline(words), boilerplate)
    found = available_pipelines()
    info = found[0] if not name else next((info for info in found if info.name == name), None)
    if info is None:
        known = ", ".join(info.name for info in found)
        raise ExtractionError(f"There is no pipeline “{name}” here; there are: {known}.")
    return _reading(info, boilerplate)


def _reading(info: PipelineInfo, boilerplate: bool) -> PipelineInfo:
    return replace(info, options=replace(info.options, boilerplate=boilerplate))
