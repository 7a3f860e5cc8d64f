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
    ArticleState,
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

_CLIP = 40  # characters of a mark or a title
_DONE = {
    "add-mark": "marked “{surface}” as {label}",
    "accept": "accepted “{surface}”",
    "accept-all": "accepted {count} marks",
    "reject": "rejected “{surface}”",
    "remove": "removed “{surface}”",
    "relabel": "relabelled “{surface}” {before} → {after}",
    "move": "moved the edge of “{before}” → “{surface}”",
    "set-note": "noted on “{surface}”",
    "set-value": "set the value of “{surface}”",
    "set-review": "took back the review",
    "set-zone-role": "set a paragraph as {role}",
    "set-info": "changed the information of “{title}”",
    "set-label-set": "changed the label set {name}",
    "rename-label": "renamed the label {before} → {after}",
    "hide-layer": "hid the layer {layer}",
    "show-layer": "showed the layer {layer}",
    "trash": "moved “{title}” to the trash",
    "restore": "took “{title}” out of the trash",
    "import": "imported “{title}”",
    "go-back": "went back to {at}",
    "set-entity": "said whom or what “{surface}” means: {name}",
    "relate": "tied “{surface}” to “{other}”",
    "unrelate": "took “{surface}” and “{other}” apart",
}
_MANY = {
    "add-mark": "marked {count} places",
    "accept": "accepted {count} marks",
    "reject": "rejected {count} marks",
    "remove": "removed {count} marks",
    "relabel": "relabelled {count} marks {before} → {after}",
    "trash": "moved {count} articles to the trash",
    "restore": "took {count} articles out of the trash",
    "import": "imported {count} articles",
}
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


class _Values(dict[str, object]):
    """The parameters of a step by name; what an older program did not write is an ellipsis, as is an empty one."""

    def __getitem__(self, name: str) -> object:
        """Give a value, on one line and not too long."""
        value = self.get(name)
        text = " ".join(str("…" if value in ("", None) else value).split())
        return text if len(text) <= _CLIP else text[: _CLIP - 1] + "…"


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
        out.show_table(context, ("step", "time", "person", "article", "title", "what"), map(_row, steps))


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
    typer.echo(f"Gone back; this is step {done.seq}. `{out.program()} undo` takes it back.")


def undo(context: typer.Context) -> None:
    """Take back the last step."""
    with out.opened(context, write=True) as library:
        _tell("Taken back", library.undo())


def redo(context: typer.Context) -> None:
    """Do again what was taken back last."""
    with out.opened(context, write=True) as library:
        _tell("Done again", library.redo())


def described(step: ChangeSet) -> str:
    """Say in a few words what a step did; of a kind that has no words here, its name and what it was about."""
    params = step.params
    if step.kind == "set-review" and params.get("state") in (ArticleState.REVIEWED, ArticleState.SKIPPED):
        return f"called it {params['state']}"
    if step.kind == "go-back" and not params.get("at"):
        return "went back to the start"
    known = _MANY.get(step.kind) if params.get("count", 1) != 1 else None
    words = known or _DONE.get(step.kind)
    if words is not None:
        said = out.one_line(words.format_map(_Values(params)))
        return said + (", called it reviewed" if params.get("reviewed") else "")
    about = ", ".join(f"{name} {value}" for name, value in step.params.items() if value not in ("", None, False))
    return step.kind.replace("-", " ") + (f" ({out.one_line(about)})" if about else "")


def in_words(found: past.Summary) -> str:
    """Say how much a step touches: ``12 marks, 2 reviews in 3 articles``."""
    what = ", ".join(count(getattr(found, name), noun) for name, noun in _NOUNS if getattr(found, name))
    parts = [what + (f" in {count(found.articles, 'article')}" if found.articles else "")] if what else []
    parts += [f"{count(found.trashed, 'article')} into the trash"] if found.trashed else []
    parts += [f"{count(found.restored, 'article')} taken in"] if found.restored else []
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
        source = _source(library, change)
        line = f"  {_side(change.before, source)} → {_side(change.after, source)}"
        if place is not None:
            around = past.in_context(text, *place)
            line += f"   {around.before}[{around.inside}]{around.after}"
        yield out.one_line(line)


def _source(library: Library, change: Change) -> Span | None:
    """Give the proposal that a decision decides on: where there is no decision, the text shows that."""
    record = past.record_of(change)
    source_id = record.source_id if isinstance(record, Span) else None
    return None if source_id is None else library.span(source_id)


def _side(record: Record | None, source: Span | None) -> str:
    """Say in a few words what stood there before, or stands there after; a question mark follows a proposal."""
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
            return "nothing" if source is None else f"{source.label}?"
    return type(record).__name__.lower()


def _extras(span: Span) -> Iterator[tuple[str, str]]:
    for name in ("value", "note"):
        value = getattr(span, name)
        if value:
            yield name, repr(value)
