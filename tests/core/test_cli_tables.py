"""Tables of the terminal: heads, figures at the right, nothing wider than the terminal; with tabs in a pipe."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from core.cli_tables import display_width, laid_out
from core.library import Library

HEADS = ("label", "F1", "95 %", "title")


def test_heads_stand_over_their_columns_and_figures_at_the_right():
    rows = [("PER", "9.5", "8.0–10.1", "Genf"), ("QUANTITY", "100.0", "–", "Wien")]
    assert list(laid_out(HEADS, rows, 80)) == [
        "label        F1      95 %  title",
        "PER         9.5  8.0–10.1  Genf",
        "QUANTITY  100.0         –  Wien",
    ]


def test_dates_and_versions_are_no_figures():
    lines = list(laid_out(("day", "x"), [("2026-03-01", "b"), ("2026", "b")], 80))
    assert lines[2].startswith("2026  ")


@pytest.mark.parametrize("room", [30, 40, 60])
def test_texts_give_way_and_figures_never(room):
    rows = [("ein langes Label aus vielen Wörtern", "12.3", "1.0–2.0", "Der Titel eines Artikels, der lang ist")]
    head, line = laid_out(HEADS, rows, room)
    assert display_width(head) <= room
    assert display_width(line) <= max(room, 8 + 4 + 7 + 8 + 6)
    assert "12.3" in line
    assert "1.0–2.0" in line
    assert "…" in line


def test_wide_and_combining_characters_keep_columns_in_line():
    rows = [("東京", "1"), ("Cafe\u0301", "22"), ("🙂", "3")]
    head, *lines = laid_out(("name", "n"), rows, 80)
    assert {display_width(line) for line in (head, *lines)} == {8}


def test_without_rows_there_are_heads():
    assert list(laid_out(HEADS, [], 80)) == ["label  F1  95 %  title"]


@pytest.fixture
def library(tmp_path) -> Path:
    path = tmp_path / "test.leuchtstift"
    Library.create(path).close()
    return path


def run(library: Path, *arguments: str, at_terminal: bool) -> list[str]:
    """Run the command line as a process of its own, its stdout a pipe or a terminal of 80 columns."""
    command = [sys.executable, "-m", "core.cli", "--library", str(library), *arguments]
    if not at_terminal:
        with Popen(command, stdout=PIPE) as process:
            assert process.stdout is not None
            return process.stdout.read().decode().splitlines()
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    environment = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    said = b""
    with Popen(command, stdout=theirs, env=environment):
        os.close(theirs)
        try:
            while part := os.read(ours, 65536):
                said += part
        except OSError:  # Linux: the other end has closed
            pass
    os.close(ours)
    return re.sub(r"\x1b\[[0-9;]*m", "", said.decode()).splitlines()


def test_a_pipe_gets_tabs_and_heads_only_on_demand(library):
    [row] = run(library, "layers", at_terminal=False)
    assert row.split("\t")[:3] == ["person", "person", "yes"]
    head, same = run(library, "--heads", "layers", at_terminal=False)
    assert head.split("\t")[:3] == ["layer", "kind", "shown"]
    assert same == row


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal is made with pty")
def test_a_terminal_gets_heads_unless_they_are_not_wanted(library):
    head, row = run(library, "layers", at_terminal=True)
    assert head.split() == ["layer", "kind", "shown", "articles", "spans", "newest", "run"]
    assert head.index("articles") + len("articles") == row.index("  0") + 3
    assert run(library, "--no-heads", "layers", at_terminal=True) == [row]


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal is made with pty")
def test_counts_of_a_terminal_are_tables_of_their_own(library):
    lines = run(library, "stats", at_terminal=True)
    place = lines.index("layers")
    assert lines[place + 1].split() == ["number", "name"]
    assert lines[place + 2].split() == ["0", "person"]
