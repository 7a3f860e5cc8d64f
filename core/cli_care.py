"""Commands about the library itself: its labels, figures and health, its history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import typer

from core import cli_output as out
from core.cli_articles import Json, count
from core.records import ChangeSet


def add_to(app: typer.Typer) -> None:
    """Give the commands of this module to the command line."""
    for command in (labels, stats, check, history, undo, redo):
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
        out.show_table(("label", "key", "colour", "marks", "title"), rows)


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
    for title, table in (
        ("states", figures.states),
        ("sources", figures.sources),
        ("labels", figures.labels),
        ("corrections", figures.corrections),
        ("layers", figures.layers),
    ):
        _show_counts(title, table)


def _show_counts(title: str, table: Mapping[str, int]) -> None:
    for name, number in table.items():
        typer.echo(f"{title}\t{number}\t{out.one_line(name) or '(none)'}")


def check(
    context: typer.Context,
    quick: Annotated[bool, typer.Option("--quick", help="Only what is checked when a library is opened.")] = False,
) -> None:
    """Check that the library is sound.

    Looks at the file itself, each text against its hash, each span against its text.
    """
    with out.opened(context) as library:
        problems = library.check(full=not quick)
    if not problems:
        typer.echo("The library is sound.")
    out.report(problems)


def history(
    context: typer.Context,
    article: Annotated[int | None, typer.Option(help="Only what was done to this article.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="The last so many.")] = 50,
    as_json: Json = False,
) -> None:
    """List what was done, newest first."""
    with out.opened(context) as library:
        done = library.history(article_id=article, limit=limit)
    if as_json:
        for change_set in done:
            out.show_json(_outline(change_set))
    else:
        rows = ((step.seq, step.at, step.person, step.article_id, described(step)) for step in done)
        out.show_table(("step", "time", "person", "article", "what"), rows)


def undo(context: typer.Context) -> None:
    """Take back the last step."""
    with out.opened(context, write=True) as library:
        _tell("Taken back", library.undo())


def redo(context: typer.Context) -> None:
    """Do again what was taken back last."""
    with out.opened(context, write=True) as library:
        _tell("Done again", library.redo())


def _tell(what: str, step: ChangeSet | None) -> None:
    if step is None:
        out.say("There is nothing to take back." if what == "Taken back" else "There is nothing to do again.")
        raise typer.Exit(1)
    typer.echo(f"{what}: {described(step)}")


def described(step: ChangeSet) -> str:
    """Name a step in a few words: its kind and what it was about."""
    about = ", ".join(f"{name} {value}" for name, value in step.params.items() if value not in ("", None, False))
    return step.kind.replace("-", " ") + (f" ({out.one_line(about)})" if about else "")


def _outline(step: ChangeSet) -> dict[str, object]:
    return {
        "seq": step.seq,
        "at": step.at,
        "person": step.person,
        "kind": step.kind,
        "article_id": step.article_id,
        "params": dict(step.params),
        "changes": len(step.changes),
    }
