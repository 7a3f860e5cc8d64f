"""The command that lets a pipeline read articles."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from core import cli_output as out
from core.cli_articles import Json, count
from core.errors import ExtractionError
from core.library_records import ArticleQuery

if TYPE_CHECKING:
    from core.extract import PipelineInfo


def add_to(app: typer.Typer) -> None:
    """Give the command of this module to the command line."""
    app.command()(extract)


def extract(
    context: typer.Context,
    articles: Annotated[list[int] | None, typer.Argument(metavar="[ID]", help="Only these articles.")] = None,
    pipeline: Annotated[
        str, typer.Option(help="Which pipeline; see `pipelines`.", show_default="the embedded one")
    ] = "",
    words: Annotated[Path | None, typer.Option(help="Mark the names of this list (CSV or TXT) instead.")] = None,
    boilerplate: Annotated[bool, typer.Option("--boilerplate", help="Read teasers and sign-offs too.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Also what this pipeline has read already.")] = False,
    as_json: Json = False,
) -> None:
    """Let a pipeline propose marks.

    What it has read already it does not read again.
    """
    from core.extract import Extractor
    from core.library_extraction import ExtractionReport, run_over, store

    info = chosen_pipeline(pipeline, words, boilerplate)
    with out.opened(context, write=True) as library:
        info = info.fitting(library.label_set)
        ids = articles or list(library.ids(ArticleQuery()))
        waiting = ids if again else library.without_run(ids, info.name, info.version, info.settings)
        report = ExtractionReport()
        if waiting:
            with out.progress("Extracting") as bar, Extractor(info) as extractor:
                run = run_over(library, waiting, extractor)
                report = store(library, run, lambda batch: bar(batch.done, batch.total))
    if as_json:
        out.show_json(
            {"pipeline": info.name, "version": info.version, "articles": report.articles, "spans": report.spans}
        )
    else:
        before = f", {len(ids) - len(waiting)} read before" if len(waiting) < len(ids) else ""
        typer.echo(f"{count(report.spans, 'proposal')} in {count(report.articles, 'article')} by {info.name}{before}")
    out.report(report.problems)


def chosen_pipeline(name: str, words: Path | None, boilerplate: bool) -> PipelineInfo:
    """Give the pipeline that was asked for, the embedded one by default; raises ExtractionError if there is none."""
    from core.extract import available_pipelines, word_list_pipeline

    if words is not None:
        return word_list_pipeline(words)
    found = available_pipelines()
    info = found[0] if not name else next((info for info in found if info.name == name), None)
    if info is None:
        known = ", ".join(info.name for info in found)
        raise ExtractionError(f"There is no pipeline “{name}” here; there are: {known}.")
    return replace(info, options=replace(info.options, boilerplate=boilerplate))
