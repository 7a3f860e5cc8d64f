"""Commands about the library itself: its labels, figures and health."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import typer

from core import cli_output as out
from core.cli_articles import Json, count


def add_to(app: typer.Typer) -> None:
    """Give the commands of this module to the command line."""
    for command in (labels, stats, check):
        app.command()(command)


def labels(context: typer.Context, as_json: Json = False) -> None:
    """List the labels in use."""
    with out.opened(context) as library:
        label_set, used = library.label_set, library.stats().labels
    if as_json:
        out.show_json(label_set)
    else:
        rows = (
            (label.code, label.key, label.colour, used.get(label.code, 0), label.title) for label in label_set.labels
        )
        out.show_table(context, ("label", "key", "colour", "marks", "title"), rows)


def stats(context: typer.Context, as_json: Json = False) -> None:
    """Count articles, marks, decisions and corrections."""
    with out.opened(context) as library:
        figures = library.stats()
    if as_json:
        out.show_json(figures)
        return
    trashed = f", {figures.trashed} in the trash" if figures.trashed else ""
    typer.echo(f"{count(figures.articles, 'article')}{trashed}, {count(figures.characters, 'character')}")
    typer.echo(f"{count(figures.marks, 'mark')}, {figures.decided} decided")
    tables: dict[str, Mapping[str, int]] = {
        "states": figures.states,
        "sources": figures.sources,
        "labels": figures.labels,
        "corrections": figures.corrections,
        "layers": figures.layers,
    }
    rows = ((what, number, name or "(none)") for what, table in tables.items() for name, number in table.items())
    out.show_tables(context, ("what", "number", "name"), rows)


def check(
    context: typer.Context,
    quick: Annotated[bool, typer.Option("--quick", help="Only what is checked when a library is opened.")] = False,
) -> None:
    """Check that the library is sound.

    Looks at the file itself, each text against its hash, each span against its text. A word index that does not agree
    is built anew; while another program has the library it is not looked at.
    """
    with out.opened(context, write=False if quick else None) as library:
        problems = library.check(full=not quick)
    if not problems:
        typer.echo("The library is sound.")
    out.report(problems, out.NOT_DONE)
