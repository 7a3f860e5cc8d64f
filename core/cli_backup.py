"""Commands that bring a library back: make and list backups, restore one, save what a damaged file still has."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from core import cli_output as out
from core.cli_articles import Json, count
from core.errors import LibraryBusy, LibraryError

if TYPE_CHECKING:
    from core.library import Backup
    from core.library_records import Totals

_NEWEST = "newest"


def add_to(app: typer.Typer) -> None:
    """Give the commands of this module to the command line."""
    for command in (backup, restore, recover):
        app.command()(command)


def backup(
    context: typer.Context,
    list_: Annotated[bool, typer.Option("--list", help="List the backups instead, newest first.")] = False,
    as_json: Json = False,
) -> None:
    """Back the library up, unless nothing has changed since the newest backup.

    Each backup is checked before it counts. Works while the window has the library.
    """
    if list_:
        _list(context, as_json)
        return
    with out.opened(context) as library:
        made = library.backup()
    if as_json:
        out.show_json(_record(made) if made else None)
    else:
        typer.echo(f"Backed up to {made.path}" if made else "Nothing has changed since the newest backup.")


def _list(context: typer.Context, as_json: bool) -> None:
    """List the backups of the library, which may be damaged or gone."""
    from core.library import Library

    found = Library.backups_of(out.chosen(context).library)
    if as_json:
        for each in found:
            out.show_json(_record(each))
        return
    rows = ((f"{each.at:%Y-%m-%d %H:%M:%S}", each.reason, each.path.stat().st_size, each.path) for each in found)
    out.show_table(context, ("time (UTC)", "reason", "bytes", "file"), rows)


def _record(made: Backup) -> dict[str, object]:
    return {
        "path": made.path,
        "at": f"{made.at:%Y-%m-%dT%H:%M:%SZ}",
        "reason": made.reason,
        "bytes": made.path.stat().st_size,
    }


def restore(
    context: typer.Context,
    backup: Annotated[str, typer.Argument(help="A backup file, or the newest one.")] = _NEWEST,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")] = False,
) -> None:
    """Put a backup in the place of the library.

    Says what would change before. The library as it is, damaged or not, is kept among the backups.
    """
    from core.library import Library

    library = out.chosen(context).library
    path = _chosen_backup(library, backup)
    typer.echo(f"Now:    {_outline(library)}")
    typer.echo(f"Backup: {_outline(path, must_be_sound=True)}")
    if not yes and not typer.confirm(f"Put {path} in the place of {library}?"):
        out.say("Nothing was changed.")
        raise typer.Exit(1)
    kept = Library.restore(library, path)
    typer.echo("Restored." + (f" The library as it was is kept: {kept}" if kept.exists() else ""))


def _chosen_backup(library: Path, name: str) -> Path:
    from core.library import Library

    if name != _NEWEST:
        return Path(name)
    found = Library.backups_of(library, good=True)
    if not found:
        raise LibraryError(f"There is no backup of {library}. See all with: {out.program()} backup --list")
    return found[0].path


def _outline(path: Path, *, must_be_sound: bool = False) -> str:
    """Say what a library file holds; of the one that is replaced also that it cannot be read or is not there."""
    from core.library import Library

    try:
        with Library.open(path, read_only=True) as library:
            return _in_words(library.totals())
    except LibraryBusy:
        raise
    except LibraryError as error:
        if must_be_sound:
            raise
        return error.sentence if path.exists() else "no library is there"


def _in_words(totals: Totals) -> str:
    last = f", last changed {totals.changed_at}" if totals.changed_at else ""
    return f"{count(totals.articles, 'article')}, {count(totals.decided, 'decision')}{last}"


def recover(
    damaged: Annotated[Path, typer.Argument(help="The damaged library; it is not touched.")],
    new: Annotated[Path, typer.Argument(help="Where what could be saved is put; must not exist.")],
    as_json: Json = False,
) -> None:
    """Save what can still be read of a damaged library into a new one.

    Reports what could not; the exit code is 3 then. Restoring a backup, where there is one, loses less.
    """
    from core.library import Library

    recovery = Library.recover(damaged, new)
    if as_json:
        out.show_json(recovery)
    else:
        with Library.open(new, read_only=True) as library:
            typer.echo(f"Saved in {new}: {_in_words(library.totals())}")
    for sentence in recovery.lost:
        out.say(sentence)
    if recovery.lost:
        raise typer.Exit(out.IN_PART)
