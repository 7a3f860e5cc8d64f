"""What every command of the terminal shares: open the library, show progress on stderr, print rows, report problems."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import typer

from core.cli_tables import laid_out
from core.errors import LibraryBusy, LibraryError, Problem
from core.library_records import Progress

if TYPE_CHECKING:
    from core.library import Library

NOT_DONE = 1  # exit codes: nothing came of it, or not what was wanted
IN_PART = 3  # it is done but for what was told
_PROGRAM = "LEUCHTSTIFT_PROGRAM"  # run.py says here how it was called
_BIDI = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_UNSAFE = {code: "\ufffd" for code in (*range(0x20), *range(0x7F, 0xA0), *_BIDI) if chr(code) not in "\n\t"}
_BLANKS = str.maketrans("\n\t", "  ")
_LOOK_AGAIN = 0.2  # seconds between two tries to open a library that somebody else has


@dataclass(frozen=True, slots=True)
class Choice:
    """What the person chose before the command: the library, and how long to wait for whoever has it (seconds).

    ``heads``: whether tables name their columns; None: at a terminal only.
    """

    library: Path
    wait: float
    heads: bool | None = None


def program() -> str:
    """Give what the person types for the command line: of a checkout, of a bundle, else the installed command."""
    return os.environ.get(_PROGRAM) or ("leuchtstift-cli" if getattr(sys, "frozen", False) else "leuchtstift")


def chosen(context: typer.Context) -> Choice:
    """Give what the options before the command said."""
    choice = context.obj
    if not isinstance(choice, Choice):
        raise TypeError(f"the command line was started without its options: {choice!r}")
    return choice


@contextmanager
def opened(
    context: typer.Context, *, write: bool | None = False, create: bool = False, newest: bool = False
) -> Iterator[Library]:
    """Open the chosen library for a command; another program that has it is waited for.

    ``write`` None: for writing if nobody else has it, else for reading. ``newest``: so too if it is of an older
    version, where reading says less. What a crash has cost is said, and that an older one is brought up to date.

    Raises LibraryError with a sentence that names the command to make a library where there is none.
    """
    from core.library import Library  # brings in SQLite: --help and wrong options do without
    from core.library_versions import is_older

    choice = chosen(context)
    if not choice.library.exists() and not choice.library.is_symlink():
        if not create:
            raise LibraryError(
                f"There is no library at {choice.library}. "
                f"Make one with: {program()} --library {choice.library} import FILES"
            )
        with Library.create(choice.library) as library:
            if library.drive_warning:
                say(library.drive_warning)
            yield library
        return
    if is_older(choice.library):
        write = None if newest and not write else write
        if write is not False:
            say(f"{choice.library} is of an older version; it is backed up and brought up to date.")
    until = time.monotonic() + choice.wait
    while True:
        try:
            library = _opened(choice.library, write)
            break
        except LibraryBusy as busy:
            if time.monotonic() >= until:
                raise
            if until - time.monotonic() > choice.wait - _LOOK_AGAIN:
                say(f"{busy.sentence} Waiting up to {choice.wait:.0f} seconds.")
            time.sleep(_LOOK_AGAIN)
    with library:
        if library.warning:
            say(library.warning)
        yield library


def _opened(path: Path, write: bool | None) -> Library:
    from core.library import Library

    if write is None:
        try:
            return Library.open(path)
        except LibraryError:  # somebody has it, it may not be written, it is damaged: then it is read
            write = False
    return Library.open(path, read_only=not write)


@contextmanager
def progress(what: str, unit: str = " articles") -> Iterator[Progress]:
    """Show a bar on stderr where that is a terminal; gives the function that the library calls."""
    from tqdm import tqdm

    with tqdm(
        desc=what, unit=unit, unit_scale=unit == "B", unit_divisor=1024, disable=None, file=sys.stderr, leave=False
    ) as bar:

        def show(done: int, total: int | None) -> bool:
            if bar.total != total:
                bar.total = total
                bar.refresh()  # how much is to do is seen before anything is done
            bar.update(done - bar.n)
            return True

        yield show


def say(sentence: str) -> None:
    """Tell the person something that is no result: on stderr."""
    typer.echo(safe(sentence), err=True)


def report(problems: Iterable[Problem], code: int = IN_PART) -> None:
    """Tell each problem on a line of its own; ends the command with an exit code unless all are harmless notes."""
    serious = False
    for problem in problems:
        say(f"note: {problem}" if problem.harmless else str(problem))
        serious = serious or not problem.harmless
    if serious:
        raise typer.Exit(code)


def safe(text: str) -> str:
    """Give a text that a terminal can be trusted with: control characters and bidi overrides made visible."""
    return text.translate(_UNSAFE)


def one_line(text: str) -> str:
    """Give a text for a cell of a table."""
    return safe(text.translate(_BLANKS))


def show_json(value: object) -> None:
    """Print a value as one line of JSON; records become objects."""
    typer.echo(json.dumps(_plain(value), ensure_ascii=False))


def write_bytes(file: BinaryIO) -> None:
    """Copy a file to stdout as it is: no other line ends, nothing taken out."""
    sys.stdout.flush()
    shutil.copyfileobj(file, sys.stdout.buffer)


def _plain(value: object) -> Any:
    """Make records, paths and their collections what JSON knows."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, Path) else value


def show_table(context: typer.Context, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows: at a terminal aligned, with heads and cut to its width, else with tabs and whole, for other programs.

    What other programs get has heads only where the person asks for them: scripts count on the first line.
    """
    cells = _cells(rows)
    with_heads = chosen(context).heads
    if sys.stdout.isatty():
        _show_aligned(heads, cells, with_heads is not False)
    else:
        _show_tabbed([heads, *cells] if with_heads else cells)


def show_tables(context: typer.Context, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows as ``show_table`` does; at a terminal the first column becomes the title of a table of its own.

    Rows of the same first column must stand together.
    """
    cells = _cells(rows)
    with_heads = chosen(context).heads
    if not sys.stdout.isatty():
        _show_tabbed([heads, *cells] if with_heads else cells)
        return
    for number, (title, part) in enumerate(groupby(cells, key=lambda row: row[0])):
        typer.echo(("\n" if number else "") + typer.style(title, bold=True))
        _show_aligned(heads[1:], [row[1:] for row in part], with_heads is not False)


def _cells(rows: Iterable[Sequence[object]]) -> list[list[str]]:
    return [[one_line("" if value is None else str(value)) for value in row] for row in rows]


def _show_tabbed(rows: Iterable[Sequence[str]]) -> None:
    for row in rows:
        typer.echo("\t".join(row))


def _show_aligned(heads: Sequence[str], cells: Sequence[Sequence[str]], with_heads: bool) -> None:
    if not cells:
        return
    first, *lines = laid_out(heads, cells, shutil.get_terminal_size().columns)
    if with_heads:
        typer.echo(typer.style(first, dim=True))
    for line in lines:
        typer.echo(line)
