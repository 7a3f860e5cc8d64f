"""The command that scores pipelines on articles that a person has marked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from core import cli_output as out
from core.cli_articles import Json, count
from core.cli_extract import chosen_pipeline
from core.errors import ExportError, Problem

if TYPE_CHECKING:
    from core.review.evaluate_report import Result


def add_to(app: typer.Typer) -> None:
    """Give the command of this module to the command line."""
    app.command()(evaluate)


def evaluate(
    gold: Annotated[Path, typer.Argument(help="Gold as JSONL: what `export` writes.")],
    pipeline: Annotated[
        list[str] | None,
        typer.Option(help="Which pipeline; may be repeated; see `pipelines`.", show_default="the embedded one"),
    ] = None,
    report: Annotated[
        list[Path] | None, typer.Option(help="Write a report with all errors: FILE.md or FILE.html.")
    ] = None,
    boilerplate: Annotated[bool, typer.Option("--boilerplate", help="Read teasers and sign-offs too.")] = False,
    as_json: Json = False,
) -> None:
    """Score pipelines on gold: precision, recall and F1 of each label.

    Only labels that the label set of the gold names are counted.
    """
    from core.evaluation import read_gold, score_pipeline
    from core.review.evaluate_report import as_json as to_json

    reports = report or []
    for path in reports:
        _check_suffix(path)
    chosen = [chosen_pipeline(name, None, boilerplate) for name in dict.fromkeys(pipeline or [""])]
    wanted = read_gold(gold)
    problems: list[Problem] = list(wanted.problems)
    results: list[Result] = []
    for info in chosen:
        with out.progress(info.name) as bar:
            result, failed = score_pipeline(info, wanted, bar)
        results.append(result)
        problems += failed
    for path in reports:
        _write(path, gold, results)
    if as_json:
        for result in results:
            out.show_json(to_json(result))
    else:
        _show(results)
    out.report(problems)


def _show(results: list[Result]) -> None:
    """Print the scores by label of each pipeline, one table for all so that other programs can read it."""
    from core.review.evaluate_report import SCORE_HEADS, rows_of

    rows = [(result.pipeline, *row) for result in results for row in rows_of(result.evaluation)]
    out.show_table(("pipeline", *SCORE_HEADS), rows)
    for result in results:
        out.say(
            f"{result.pipeline}: {count(result.evaluation.articles, 'article')}, {count(len(result.mistakes), 'error')}"
        )


def _check_suffix(path: Path) -> None:
    if path.suffix.lower() not in (".md", ".html"):
        raise ExportError(f"A report is written as .md or .html, not as “{path.name}”.")


def _write(path: Path, gold: Path, results: list[Result]) -> None:
    """Write a report in the format that its name says; raises ExportError with the system's reason."""
    from core.review.evaluate_report import html, markdown

    text = (html if path.suffix.lower() == ".html" else markdown)(f"Evaluation on {gold.name}", results)
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise ExportError(f"The report {path} cannot be written: {error.strerror or error}.") from error
