"""Commands about what was done: list it, look at one step, take the last one back, go back to an earlier state."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from core import cli_output as out
from core import history as past
from core.cli_articles import Json, count
from core.records import (
    ArticleInfo,
    Change,
    ChangeSet,
    LabelSet,
    Layer,
    Record,
    Review,
    Span,
    SpanStatus,
    Zones,
)

if TYPE_CHECKING:
    from core.library import Library
    from core.library_records import PastStep

_STATES = {"live": "", "undone": "taken back", "dropped": "taken back"}
_NOUNS = (
    ("marks", "mark"),
    ("reviews", "review"),
    ("relations", "relation"),
    ("entities", "entity record"),
    ("information", "information record"),
    ("zones", "division into parts"),
    ("layers", "layer"),
    ("label_sets", "label set"),
)


def add_to(app: typer.Typer) -> None:
    """Give the commands of this module to the command line."""
    for command in (history, undo, redo):
        app.command()(command)
    app.command("go-back")(go_back)


def history(
    context: typer.Context,
    article: Annotated[int | None, typer.Option(help="Only what was done to this article.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="The last so many.")] = 50,
    show: Annotated[int | None, typer.Option(metavar="STEP", help="What one step changed, in its context.")] = None,
    as_json: Json = False,
) -> None:
    """List what was done, newest first, and what was taken back; or show one step.

    The columns: step, time (UTC), person, article, its title, what was done.
    """
    with out.opened(context) as library:
        if show is not None:
            _show(library, library.step(show), article, as_json)
            return
        steps = library.steps(article, limit=limit)
    if as_json:
        for line in steps:
            out.show_json(_outline(line))
    else:
        out.show_table(("step", "time", "person", "article", "title", "what"), map(_row, steps))


def go_back(
    context: typer.Context,
    step: Annotated[int, typer.Argument(min=0, help="The step after which all was as wanted; 0 is the start.")],
    article: Annotated[int | None, typer.Option(help="Only this article.")] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")] = False,
) -> None:
    """Bring the library, or one article, back to how it was right after a step.

    Says what would change before. It is one more step, which `undo` takes back; proposals of pipelines stay.
    """
    with out.opened(context, write=True) as library:
        if article is not None:
            library.article(article)  # a sentence, if there is none
        change_set = library.back_to(step, article)
        if not change_set.changes:
            out.say(f"Nothing has changed since step {step}.")
            raise typer.Exit(1)
        typer.echo(f"Would change: {in_words(past.summary(change_set))}")
        if not yes and not typer.confirm(f"Go back to step {step}?"):
            out.say("Nothing was changed.")
            raise typer.Exit(1)
        library.backup("bulk")
        done = library.do(change_set)
    typer.echo(f"Gone back; this is step {done.seq}. `leuchtstift undo` takes it back.")


def undo(context: typer.Context) -> None:
    """Take back the last step."""
    with out.opened(context, write=True) as library:
        _tell("Taken back", library.undo())


def redo(context: typer.Context) -> None:
    """Do again what was taken back last."""
    with out.opened(context, write=True) as library:
        _tell("Done again", library.redo())


def described(step: ChangeSet) -> str:
    """Name a step in a few words: its kind and what it was about."""
    about = ", ".join(f"{name} {value}" for name, value in step.params.items() if value not in ("", None, False))
    return step.kind.replace("-", " ") + (f" ({out.one_line(about)})" if about else "")


def in_words(found: past.Summary) -> str:
    """Say how much a step touches: ``12 marks, 2 reviews in 3 articles``."""
    what = ", ".join(count(getattr(found, name), noun) for name, noun in _NOUNS if getattr(found, name))
    parts = [what + (f" in {count(found.articles, 'article')}" if found.articles else "")] if what else []
    parts += [f"{count(found.trashed, 'article')} into the trash"] if found.trashed else []
    parts += [f"{count(found.restored, 'article')} out of the trash"] if found.restored else []
    return ", ".join(parts)


def _tell(what: str, step: ChangeSet | None) -> None:
    if step is None:
        out.say("There is nothing to take back." if what == "Taken back" else "There is nothing to do again.")
        raise typer.Exit(1)
    typer.echo(f"{what}: {described(step)}")


def _row(line: PastStep) -> tuple[object, ...]:
    step, state = line.step, _STATES[line.state]
    what = described(step) + (f", {state}" if state else "")
    return step.seq, step.at, step.person, step.article_id, line.title, what


def _outline(line: PastStep) -> dict[str, object]:
    step = line.step
    return {
        "seq": step.seq,
        "at": step.at,
        "person": step.person,
        "kind": step.kind,
        "article_id": step.article_id,
        "title": line.title,
        "params": dict(step.params),
        "state": line.state,
    }


def _show(library: Library, step: ChangeSet, article_id: int | None, as_json: bool) -> None:
    """Print what a step changed (in one article)."""
    changes = [
        change for change in step.changes if article_id is None or past.article_of(past.record_of(change)) == article_id
    ]
    if as_json:
        for change in changes:
            out.show_json(
                {"article_id": past.article_of(past.record_of(change)), "before": change.before, "after": change.after}
            )
        return
    typer.echo(f"Step {step.seq}, {step.at}, {step.person}: {described(step)}")
    for line in _lines(library, changes):
        typer.echo(line)


def _lines(library: Library, changes: list[Change]) -> Iterator[str]:
    """Give a line for each change, under the title of its article, with its place in the text."""
    of: int | None = None
    text = ""
    for change in changes:
        article_id = past.article_of(past.record_of(change))
        if article_id is not None and article_id != of:
            article = library.article(article_id)
            of, text = article_id, article.text
            yield f"#{article_id} {out.one_line(article.info.title)}"
        place = past.place_of(change)
        line = f"  {_side(change.before)} → {_side(change.after)}"
        if place is not None:
            around = past.in_context(text, *place)
            line += f"   {around.before}[{around.inside}]{around.after}"
        yield out.one_line(line)


def _side(record: Record | None) -> str:
    """Say in a few words what stood there before, or stands there after."""
    match record:
        case Span(status=SpanStatus.REJECTED):
            return f"rejected {record.label}"
        case Span():
            return record.label + "".join(f" {name} {value}" for name, value in _extras(record))
        case Review():
            return str(record.state)
        case ArticleInfo(trashed=True):
            return "in the trash"
        case ArticleInfo():
            return f"“{record.title}”, {record.source or 'no source'}, {record.published or 'no date'}"
        case Zones():
            return f"{len(record.zones)} parts"
        case Layer():
            return f"{record.name} {'hidden' if record.hidden else 'shown'}"
        case LabelSet():
            return f"{record.name} {record.version}"
        case None:
            return "nothing"
    return type(record).__name__.lower()


def _extras(span: Span) -> Iterator[tuple[str, str]]:
    for name in ("value", "note"):
        value = getattr(span, name)
        if value:
            yield name, repr(value)
