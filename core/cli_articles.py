"""Commands about articles: bring them in, list, show, search, write them out."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from core import cli_output as out
from core import cli_show, edits
from core.errors import ImportProblem, NothingToExport
from core.library_records import ArticleQuery
from core.records import ArticleState

if TYPE_CHECKING:
    from core.library import Library

Json = Annotated[bool, typer.Option("--json", help="Print JSON, one record a line.")]
Numbers = Annotated[list[int], typer.Argument(metavar="ID", help="The numbers that `list` shows.")]
LIST_HEADS = ("id", "date", "state", "marks", "left", "source", "title")


class Order(StrEnum):
    """What a list can be sorted by."""

    ADDED = "added"
    TITLE = "title"
    SOURCE = "source"
    PUBLISHED = "published"
    STATE = "state"
    MARKS = "marks"


class States(StrEnum):
    """Which articles an export takes."""

    ALL = "all"
    NEW = ArticleState.NEW.value
    IN_PROGRESS = ArticleState.IN_PROGRESS.value
    REVIEWED = ArticleState.REVIEWED.value
    SKIPPED = ArticleState.SKIPPED.value


def add_to(app: typer.Typer) -> None:
    """Give the commands of this module to the command line."""
    app.command("import")(import_)
    app.command("list")(list_)
    for command in (show, trash):
        app.command()(command)
    app.command("put-back")(put_back)
    app.command()(search)
    app.command()(export)


def import_(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Files, or folders with all that is in them.")],
    as_json: Json = False,
) -> None:
    """Bring in files or folders.

    Reads text, Markdown, web pages and annotated JSONL; makes the library if there is none. What is known already and
    empty files are no error; the exit code is 3 if some files or records could not be read, 1 if none could.
    """
    if not any(path.exists() for path in paths):  # a slip of the pen must not leave an empty library behind
        raise ImportProblem(f"There is nothing at {' or '.join(map(str, paths))}. Check the name.")
    with out.opened(context, write=True, create=True) as library:
        with out.progress("Importing", " files") as bar:
            report = library.import_paths(paths, progress=bar)
        if as_json:
            out.show_json(report)
        else:
            known = f", {len(report.known)} known already" if report.known else ""
            restored = f", {len(report.restored)} taken back from the trash" if report.restored else ""
            spans = f", {report.spans} spans" if report.spans else ""
            typer.echo(f"{count(len(report.added), 'article')} added{known}{restored}{spans}")
    has_come = report.added or report.known or report.restored
    out.report(report.problems, out.IN_PART if has_come else out.NOT_DONE)


def list_(
    context: typer.Context,
    text: Annotated[str, typer.Option(help="Only articles with these words.")] = "",
    state: Annotated[
        list[ArticleState] | None,
        typer.Option(metavar=f"<{'|'.join(ArticleState)}>", help="Only articles in this state (repeat it)."),
    ] = None,
    source: Annotated[str, typer.Option(help="Only articles of this source.")] = "",
    label: Annotated[str, typer.Option(help="Only articles with a mark of this label.")] = "",
    order: Annotated[Order, typer.Option(help="Sort by this.")] = Order.ADDED,
    descending: Annotated[bool, typer.Option("--descending", help="Last ones first.")] = False,
    in_trash: Annotated[bool, typer.Option("--trash", help="Those in the trash instead.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.", show_default="all")] = sys.maxsize,
    as_json: Json = False,
) -> None:
    """List articles.

    The columns: id, date, state, marks, marks left to decide, source, title.
    """
    query = ArticleQuery(text, tuple(state or ()), source, label, order.value, descending, in_trash)
    with out.opened(context) as library:
        ids = library.ids(query)[:limit]
        pages = (library.rows(ids[start : start + 500]) for start in range(0, len(ids), 500))
        rows = (row for page in pages for row in page)
        if as_json:
            for row in rows:
                out.show_json(row)
            return
        cells = (
            (row.id, row.published, row.state.value, row.marks, row.marks - row.decided, row.source, row.title)
            for row in rows
        )
        out.show_table(context, LIST_HEADS, cells)


def show(
    context: typer.Context,
    article_id: Annotated[int, typer.Argument(metavar="ID", help="The number that `list` shows.")],
    zones: Annotated[bool, typer.Option("--zones", help="With the role of each part at the left.")] = False,
    marks: Annotated[bool, typer.Option("--marks", help="With a list of the marks.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="Only the text, exactly as it is stored.")] = False,
    as_json: Json = False,
) -> None:
    """Print an article with its marks.

    Marks stand in brackets; a question mark follows what nobody has decided yet.
    """
    with out.opened(context) as library:
        article = library.article(article_id)
        index = library.marks(article_id)
        [row] = library.rows([article_id])
    if as_json:
        out.show_json({"article": article, "state": row.state, "marks": list(index)})
    elif plain:
        out.write_bytes(BytesIO(article.text.encode("utf-8", "surrogatepass")))
    else:
        state = "in the trash" if article.info.trashed else row.state.value
        typer.echo(cli_show.heading(article, state) + "\n")
        typer.echo(cli_show.by_zone(article, list(index)) if zones else cli_show.marked(article.text, index))
        if marks:
            typer.echo("")
            heads = ("start", "end", "label", "decided", "score", "from", "text")
            out.show_table(context, heads, (cli_show.mark_row(mark) for mark in index))


def trash(context: typer.Context, article_ids: Numbers) -> None:
    """Move articles to the trash: out of lists, searches and exports.

    Nothing of them is deleted; `list --trash` lists them, `put-back` and `undo` bring them back.
    """
    moved = _move(context, article_ids, trashed=True)
    typer.echo(f"{count(moved, 'article')} moved to the trash")


def put_back(context: typer.Context, article_ids: Numbers) -> None:
    """Take articles out of the trash."""
    moved = _move(context, article_ids, trashed=False)
    typer.echo(f"{count(moved, 'article')} put back")


def _move(context: typer.Context, article_ids: list[int], *, trashed: bool) -> int:
    """Move articles to the trash or out of it, as one step; give how many were not there yet."""
    with out.opened(context, write=True) as library:
        infos = library.infos(list(dict.fromkeys(article_ids)))
        return len(library.do(edits.trash(infos, trashed=trashed)).changes)


def search(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORD", help="All of them; the last may be a beginning.")],
    limit: Annotated[int, typer.Option(min=1, help="At most so many articles.")] = 50,
    as_json: Json = False,
) -> None:
    """Find articles by words in title and text.

    Words within quotation marks must stand side by side in that order; the shell wants them within others:
    search '"Olaf Scholz"'
    """
    with out.opened(context, newest=True) as library:
        hits = library.search(" ".join(words), limit)
    if not hits:
        out.say("No article has what was searched for: all words, the last may be a beginning.")
    if as_json:
        for hit in hits:
            out.show_json(hit)
    else:
        out.show_table(context, ("id", "title", "text"), ((hit.article_id, hit.title, hit.snippet) for hit in hits))


def export(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="FILE", help="Where to; - is stdout.")],
    layer: Annotated[str, typer.Option(help="gold, proposals, all, or the name of a layer.")] = "gold",
    state: Annotated[States, typer.Option(help="Articles in this state.")] = States.REVIEWED,
    format: Annotated[str, typer.Option(help="The format of the file: jsonl, doccano or prodigy.")] = "jsonl",
    article: Annotated[list[int] | None, typer.Option(metavar="ID", help="Only this article (repeat it).")] = None,
    as_json: Json = False,
) -> None:
    """Write annotations to a file.

    The file is read back and checked before it takes its place.
    """
    with out.opened(context) as library, tempfile.TemporaryDirectory() as folder:
        to_stdout = str(path) == "-"
        target = Path(folder) / "export" if to_stdout else path
        try:
            with out.progress("Exporting") as bar:
                report = library.export(
                    target, layer=layer, state=state.value, article_ids=article or None, format=format, progress=bar
                )
        except NothingToExport as error:
            out.say(f"{nothing_exported(library, state)} {error.sentence}")
            raise typer.Exit(1) from None
        if to_stdout:
            with target.open("rb") as file:
                out.write_bytes(file)
        elif as_json:
            out.show_json(report)
        else:
            typer.echo(f"{count(report.articles, 'article')}, {count(report.spans, 'span')} in {path}")
    exported = f"{layer} of {library.path.name}" if to_stdout else str(path)  # no file has a name that says anything
    out.report(replace(problem, path=exported) for problem in report.problems)


def nothing_exported(library: Library, state: States) -> str:
    """Say why an export is empty."""
    if not library.count():
        return "The library is empty."
    return "No article was chosen." if state is States.ALL else f"No article is {state}; --state all takes every one."


def count(number: int, noun: str) -> str:
    """Give a number with its noun: ``1 article``, ``2 articles``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
