"""What every command of the terminal shares: open the library, show progress on stderr, print rows, report problems."""

from __future__ import annotations

import dataclasses
import json
import shutil
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import typer

from core.errors import LibraryBusy, LibraryError, Problem
from core.library_records import Progress

if TYPE_CHECKING:
    from core.library import Library

_BIDI = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_UNSAFE = {code: "\ufffd" for code in (*range(0x20), *range(0x7F, 0xA0), *_BIDI) if chr(code) not in "\n\t"}
_BLANKS = str.maketrans("\n\t", "  ")
_LOOK_AGAIN = 0.2  # seconds between two tries to open a library that somebody else has


@dataclass(frozen=True, slots=True)
class Choice:
    """What the person chose before the command: the library, and how long to wait for whoever has it (seconds)."""

    library: Path
    wait: float


def chosen(context: typer.Context) -> Choice:
    """Give what the options before the command said."""
    choice = context.obj
    if not isinstance(choice, Choice):
        raise TypeError(f"the command line was started without its options: {choice!r}")
    return choice


@contextmanager
def opened(context: typer.Context, *, write: bool | None = False, create: bool = False) -> Iterator[Library]:
    """Open the chosen library for a command; another program that has it is waited for.

    ``write`` None: for writing if nobody else has it, else for reading. What a crash has cost is said.

    Raises LibraryError with a sentence that names the command to make a library where there is none.
    """
    from core.library import Library  # brings in SQLite: --help and wrong options do without

    choice = chosen(context)
    if not choice.library.exists() and not choice.library.is_symlink():
        if not create:
            raise LibraryError(
                f"There is no library at {choice.library}. "
                f"Make one with: leuchtstift --library {choice.library} import FILES"
            )
        with Library.create(choice.library) as library:
            if library.drive_warning:
                say(library.drive_warning)
            yield library
        return
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

    with tqdm(desc=what, unit=unit, disable=None, file=sys.stderr, leave=False) as bar:

        def show(done: int, total: int | None) -> bool:
            bar.total = total
            bar.update(done - bar.n)
            return True

        yield show


def say(sentence: str) -> None:
    """Tell the person something that is no result: on stderr."""
    typer.echo(safe(sentence), err=True)


def report(problems: Iterable[Problem]) -> None:
    """Tell each problem on a line of its own; ends the command with exit code 1 unless all are harmless notes."""
    serious = False
    for problem in problems:
        say(f"note: {problem}" if problem.harmless else str(problem))
        serious = serious or not problem.harmless
    if serious:
        raise typer.Exit(1)


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


def show_table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows: aligned and cut to the width of a terminal, else with tabs and whole, for other programs.

    The last column takes what room is left.
    """
    cells = [[one_line("" if value is None else str(value)) for value in row] for row in rows]
    if not sys.stdout.isatty():
        for row in cells:
            typer.echo("\t".join(row))
        return
    if not cells:
        return
    widths = [max(len(row[column]) for row in (heads, *cells)) for column in range(len(heads))]
    room = shutil.get_terminal_size().columns
    typer.echo(typer.style(_aligned(heads, widths)[:room], dim=True))
    for row in cells:
        typer.echo(_aligned(row, widths)[:room])


def _aligned(row: Sequence[str], widths: Sequence[int]) -> str:
    padded = [
        cell.rjust(width) if cell.isdigit() else cell.ljust(width) for cell, width in zip(row, widths, strict=True)
    ]
    return "  ".join(padded).rstrip()
