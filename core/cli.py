"""The command line: what a library can do, in a terminal; ``leuchtstift --help`` tells the rest.

Results go to stdout, everything else to stderr. Exit code 0 means that it is done, also where notes were told, 1 that
it is not, 2 that the command was not understood, 3 that it is done but for what was told (some files could not be read,
some articles not be extracted), 130 that it was stopped by Ctrl+C. Modules that cost time are imported by the command
that needs them.
"""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperArgument, TyperGroup

from core import (
    __version__,
    cli_articles,
    cli_backup,
    cli_care,
    cli_evaluate,
    cli_extract,
    cli_history,
    cli_pipelines,
    paths,
)
from core.cli_output import Choice, program, say
from core.errors import LibraryDamaged, ReaderError


class _Border(TyperGroup):
    """Where expected errors become a sentence on stderr; all others are bugs and keep their traceback."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Give a command whose help names its arguments by their metavar, without ``<list[Path]>`` behind it."""
        command = super().get_command(ctx, cmd_name)
        for each in command.params if command is not None else ():
            if isinstance(each, TyperArgument) and each.metavar:
                vars(each)["display_type_rich"] = _untyped
        return command

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was chosen."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except ReaderError as error:
            say(error.sentence)
            if isinstance(error, LibraryDamaged):
                say(f"Ways out: {program()} restore --help, {program()} recover --help")
            raise typer.Exit(1) from error
        except KeyboardInterrupt as error:
            say("Stopped.")
            raise typer.Exit(130) from error
        except BrokenPipeError:
            _forget_stdout()
            result = None
        return result


def _untyped(ctx: Any) -> None:  # called by this name
    """Give no type: what takes the place of Typer's way to show one."""


app = typer.Typer(
    cls=_Border,
    help="Read articles, mark who and what they speak of, export gold labels: Leuchtstift without its window.",
    epilog="Exit codes: 0 done, 1 not done, 2 not understood, 3 done but for what is told, 130 stopped by Ctrl+C.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"Leuchtstift {__version__}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    library: Annotated[
        Path | None,
        typer.Option(
            "--library", "-L", envvar="LEUCHTSTIFT_LIBRARY", help="The library file.", show_default="your own"
        ),
    ] = None,
    wait: Annotated[float, typer.Option(min=0, help="Seconds to wait while another program has it.")] = 10,
    heads: Annotated[
        bool | None,
        typer.Option(
            "--heads/--no-heads", help="Name the columns of tables.", show_default="only at a terminal, not in a pipe"
        ),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Keep what was said before the command."""
    context.obj = Choice(library or paths.default_library(), wait, heads)


for commands in (cli_articles, cli_extract, cli_pipelines, cli_evaluate, cli_care, cli_history, cli_backup):
    commands.add_to(app)


def _forget_stdout() -> None:
    """Stop writing to a reader that has gone (``| head``), also when Python flushes at its end: that is no error."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main() -> None:
    """Run the command line of this process; never returns."""
    if getattr(sys, "frozen", False):  # in a bundle the worker that extracts is this program, started once more
        import multiprocessing

        multiprocessing.freeze_support()
    for stream in (sys.stdout, sys.stderr):
        # Files and pipes get UTF-8 on every system, and what a terminal cannot show must not end the command.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=stream.encoding if stream.isatty() else "utf-8", errors="backslashreplace")
    try:
        app(prog_name=program())
    except BrokenPipeError:  # while help was printed
        _forget_stdout()
    sys.exit(0)


if __name__ == "__main__":
    main()
