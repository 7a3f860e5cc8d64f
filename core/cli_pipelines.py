"""Commands about pipelines: which there are, which could be got, adding and removing them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from core import cli_output as out
from core import paths
from core.cli_articles import Json
from core.errors import ExtractionError

pipelines = typer.Typer(
    help="List the pipelines that are here; get, add and remove others.",
    rich_markup_mode=None,
    invoke_without_command=True,
)


def add_to(app: typer.Typer) -> None:
    """Give the commands of this module to the command line."""
    app.add_typer(pipelines, name="pipelines")


@pipelines.callback()
def here(context: typer.Context, as_json: Json = False) -> None:
    """List the pipelines that are here; get, add and remove others."""
    if context.invoked_subcommand is None:
        list_(context, as_json)


@pipelines.command("list")
def list_(context: typer.Context, as_json: Json = False) -> None:
    """List the pipelines that are here."""
    from core.extract import PipelineKind, available_pipelines, given_labels

    found = [
        replace(info, labels=given_labels(info)) if info.kind is PipelineKind.LIST else info
        for info in available_pipelines()
    ]
    if as_json:
        for info in found:
            out.show_json(info)
    else:
        heads = ("name", "version", "language", "kind", "labels")
        rows = ((info.name, info.version, info.lang, info.kind.value, " ".join(info.labels)) for info in found)
        out.show_table(context, heads, rows)


@pipelines.command()
def more(context: typer.Context, as_json: Json = False) -> None:
    """List those that spaCy has published and that `get` fetches. Asks nothing of the network."""
    from core.extract.published import published

    if as_json:
        for each in published():
            out.show_json(each)
    else:
        heads = ("name", "version", "language", "MB", "licence", "trained on")
        rows = (
            (each.name, each.version, each.lang, each.megabytes, each.licence, each.trained_on) for each in published()
        )
        out.show_table(context, heads, rows)


@pipelines.command()
def get(
    name: Annotated[str, typer.Argument(help="A name that `more` lists, or a wheel that you have already.")],
    trust: Annotated[bool, typer.Option("--trust", help="Install a wheel although its code will run.")] = False,
) -> None:
    """Fetch and install a pipeline of spaCy's. The only command that uses the network."""
    from core.extract import packages
    from core.extract.published import fetch, published

    if name.endswith(".whl"):
        if not trust:
            raise ExtractionError(
                f"A pipeline is a program: {Path(name).name} will run with your rights. "
                "Say --trust if you know where it comes from."
            )
        installed = packages.install(Path(name))
    else:
        wanted = next((each for each in published() if each.name == name), None)
        if wanted is None:
            known = ", ".join(each.name for each in published())
            raise ExtractionError(f"There is no pipeline “{name}” to get; there are: {known}.")
        with out.progress(name, "B") as bar:
            installed = fetch(wanted, bar)
    typer.echo(f"{installed} is installed in {paths.packages_folder()}")


@pipelines.command()
def add(
    path: Annotated[Path, typer.Argument(help="A pipeline folder, or a word list (CSV or TXT).")],
    trust: Annotated[bool, typer.Option("--trust", help="Add a folder although it can run code.")] = False,
) -> None:
    """Add a pipeline folder from elsewhere, or a word list, to the pipelines that are here."""
    from core.extract import added

    if not path.exists():
        raise ExtractionError(f"There is nothing at {path}. Check the name.")
    if path.is_dir():
        added.check_folder(path)
        risks = added.risks(path)
        if not trust:
            named = f" In it could run code: {', '.join(risks)}." if risks else ""
            raise ExtractionError(
                "A pipeline is a program: loading it calls the functions that its config.cfg names and unpacks what "
                f"was pickled, with your rights.{named} Say --trust if you know where it comes from."
            )
        added.add_folder(path)
        typer.echo(f"{path.name} is added")
    else:
        problems = added.add_list(path)
        typer.echo(f"{path.stem} is added")
        out.report(problems)


@pipelines.command()
def remove(name: Annotated[str, typer.Argument(help="A pipeline that was added or got.")]) -> None:
    """Forget a folder or word list that was added (its files stay), or delete a package that was got."""
    from core.extract import added, available_pipelines, packages
    from core.extract.jobs import PipelineKind

    found = next((info for info in available_pipelines() if info.name == name), None)
    if found is not None and found.kind in (PipelineKind.FOLDER, PipelineKind.LIST):
        added.remove(found.source)
    elif not packages.remove(name):
        raise ExtractionError(f"“{name}” was neither added nor got here, so it cannot be removed here.")
    typer.echo(f"{name} is removed")
