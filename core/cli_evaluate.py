"""Commands that score pipelines on gold, and compare layers of a library with each other."""

from __future__ import annotations

from enum import StrEnum
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from core import cli_output as out
from core.cli_articles import Json, count
from core.cli_extract import chosen_pipeline
from core.errors import EvaluationError, Problem

if TYPE_CHECKING:
    from core.review.evaluate_report import Result


class Language(StrEnum):
    """What a report can be written in."""

    ENGLISH = "en"
    GERMAN = "de"


ReportLanguage = Annotated[
    Language | None,
    typer.Option("--language", help="The language of reports.", show_default="that of the window"),
]


def add_to(app: typer.Typer) -> None:
    """Give the commands of this module to the command line."""
    app.command()(evaluate)
    app.command()(layers)
    app.command()(compare)


def evaluate(
    context: typer.Context,
    gold: Annotated[
        Path | None,
        typer.Argument(
            metavar="GOLD",
            help="Gold as JSONL: what `export` writes.",
            show_default="the library's reviewed articles",
        ),
    ] = None,
    pipeline: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="Which pipeline (repeat it); see `pipelines`.", show_default="the embedded one"
        ),
    ] = None,
    report: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Write a report with all errors: FILE.md or FILE.html (repeat it)."),
    ] = None,
    language: ReportLanguage = None,
    boilerplate: Annotated[bool, typer.Option("--boilerplate", help="Read teasers and sign-offs too.")] = False,
    as_json: Json = False,
) -> None:
    """Score pipelines on gold: precision, recall and F1 of each label.

    Only labels that the label set of the gold names are counted. Those that a pipeline
    cannot give are missed in “all”; “its labels” is the sum without them.
    """
    from core.evaluation import check_report_name, library_gold, read_gold, save_report, score_pipelines
    from core.review.evaluate_report import as_json as to_json

    reports = report or []
    for path in reports:
        check_report_name(path)
    chosen = [chosen_pipeline(name, None, boilerplate) for name in dict.fromkeys(pipeline or [""])]
    if gold is not None:
        wanted, title = read_gold(gold), gold.name
    else:
        with out.opened(context) as library:
            wanted, title = library_gold(library), library.path.name
    with out.progress("Scoring") as bar:
        results, problems = score_pipelines(chosen, wanted, bar)
    for path in reports:
        save_report(path, title, results, _language(language))
    if as_json:
        for result in results:
            out.show_json(to_json(result))
    else:
        _show(context, results)
    out.report([*wanted.problems, *problems])


def layers(context: typer.Context, as_json: Json = False) -> None:
    """List the layers: persons, pipelines and imported files, with their articles and spans."""
    from core.library_layers import layer_groups

    with out.opened(context) as library:
        groups = layer_groups(library)
    if as_json:
        for group in groups:
            out.show_json(group)
    else:
        heads = ("layer", "kind", "shown", "articles", "spans", "newest run")
        rows = (
            (group.title, group.kind.value, "no" if group.hidden else "yes", group.articles, group.spans, group.at)
            for group in groups
        )
        out.show_table(context, heads, rows)


def compare(
    context: typer.Context,
    names: Annotated[
        list[str], typer.Argument(metavar="LAYER LAYER", help="Two or more that `layers` lists, or `gold`: each pair.")
    ],
    every_label: Annotated[bool, typer.Option("--all-labels", help="Also labels that only one of them uses.")] = False,
    report: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Write a report with all differences: FILE.md or FILE.html (repeat it)."),
    ] = None,
    language: ReportLanguage = None,
    as_json: Json = False,
) -> None:
    """Compare layers, each with each: precision, recall, F1 and kappa of each label.

    Only the articles that both have read count, and the labels that both use. The first
    of a pair is taken as what is wanted.
    """
    from core.evaluation import check_report_name, save_report
    from core.library_compare import side_named
    from core.review.evaluate_report import COMPARISON_HEADS, compared_rows_of
    from core.review.evaluate_report import as_json as to_json

    for path in report or []:
        check_report_name(path)
    with out.opened(context) as library:
        title = library.path.name
        sides = [side_named(library.layers(), name) for name in names]
        if len(sides) < 2:
            raise EvaluationError("Name two layers or more to compare.")
        results: list[Result] = []
        problems: list[Problem] = []
        for first, second in combinations(sides, 2):
            pair = f"{first.title} – {second.title}"
            try:
                with out.progress(pair) as bar:
                    results.append(library.compare(first, second, every_label=every_label, progress=bar))
            except EvaluationError as error:  # costs its own pair only
                problems.append(Problem(pair, error.sentence))
        if not results:
            raise EvaluationError("\n".join(problem.sentence for problem in problems))
    for path in report or []:
        save_report(path, title, results, _language(language))
    if as_json:
        for result in results:
            out.show_json(to_json(result))
        out.report(problems)
        return
    rows = [(result.pipeline, *row) for result in results for row in compared_rows_of(result)]
    out.show_tables(context, ("pair", *COMPARISON_HEADS), rows)
    for result in results:
        differences = count(len(result.mistakes) + result.more, "difference")
        out.say(f"{result.pipeline}: {count(result.evaluation.articles, 'article')}, {differences}")
    out.report(problems)


def _show(context: typer.Context, results: list[Result]) -> None:
    """Print the scores by label of each pipeline, one table for all so that other programs can read it."""
    from core.review.evaluate_report import OWN, SCORE_HEADS, rows_of

    rows = [(result.pipeline, *row) for result in results for row in rows_of(result.evaluation)]
    out.show_tables(context, ("pipeline", *SCORE_HEADS), rows)
    for result in results:
        out.say(
            f"{result.pipeline}: {count(result.evaluation.articles, 'article')}, {count(len(result.mistakes), 'error')}"
        )
        if result.evaluation.foreign:
            foreign = ", ".join(result.evaluation.foreign)
            out.say(f"note: {result.pipeline} cannot give {foreign}: these count in “all”, not in “{OWN}”.")


def _language(chosen: Language | None) -> str:
    """Give the language of a report: what was asked for, else that of the window, else of the system."""
    from core.review.report_words import LANGUAGES, system_language
    from core.settings import Settings

    language = chosen or Settings.load().language
    return language if language in LANGUAGES else system_language()
