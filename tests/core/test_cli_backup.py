"""The commands that bring a library back: real backups, a really damaged file."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from core import edits
from core.cli import app
from core.library import Library
from tests.core.library_helpers import draft, found, run


@pytest.fixture
def path(tmp_path) -> Path:
    path = tmp_path / "a.leuchtstift"
    with Library.create(path) as library:
        library.add([draft(n) for n in range(3)])
        run(library, found(1, (0, 14, "PER"), (20, 33, "PER")))
    return path


@pytest.fixture
def cli(path):
    """Run a command that must end with a code; give its result."""

    def call(*arguments: object, code: int = 0, typed: str = ""):
        done = CliRunner().invoke(app, ["--library", str(path), "--wait", "0", *map(str, arguments)], input=typed)
        assert done.exit_code == code, done.output
        return done

    return call


def accept_one(path: Path) -> None:
    with Library.open(path) as library:
        mark = next(mark for mark in library.marks(1) if not mark.is_decided)
        library.do(edits.accept(mark, library.person_layer))


def decided(path: Path) -> int:
    with Library.open(path, read_only=True) as library:
        return library.totals().decided


def destroy(path: Path) -> None:
    """Damage a library such that it is one still, but cannot be read."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(100)
        file.write(os.urandom(size - 100))


def test_backup_makes_one_only_where_something_changed_also_while_the_window_has_the_library(cli, path):
    with Library.open(path):
        made = Path(cli("backup").stdout.removeprefix("Backed up to ").strip())
    assert made.is_file()
    assert cli("backup").stdout == "Nothing has changed since the newest backup.\n"
    assert json.loads(cli("backup", "--json").stdout) is None
    accept_one(path)
    second = json.loads(cli("backup", "--json").stdout)
    assert (second["reason"], second["bytes"]) == ("manual", Path(second["path"]).stat().st_size)
    listed = [json.loads(line) for line in cli("backup", "--list", "--json").stdout.splitlines()]
    assert [each["path"] for each in listed] == [second["path"], str(made)]
    assert [line.split("\t")[3] for line in cli("backup", "--list").stdout.splitlines()] == [second["path"], str(made)]


def test_check_says_what_a_crash_has_cost(cli, path):
    code = (
        "import os, sys; from core import edits; from core.library import Library\n"
        "library = Library.open(sys.argv[1]); article = library.article(1)\n"
        "library.do(edits.add_mark(article, library.person_layer, 0, 4, 'PER')); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink()
    assert "1 changes that were stored are missing" in cli("check").stderr
    assert cli("check").stderr == ""


def test_check_builds_a_word_index_anew_unless_somebody_has_the_library(cli, path):
    connection = sqlite3.connect(path)
    connection.execute("UPDATE article SET title = 'Neu' WHERE id = 2")
    connection.commit()
    connection.close()
    with Library.open(path):
        assert cli("check").stdout == "The library is sound.\n"
    assert "note: " in cli("check").stderr
    assert cli("check").stdout == "The library is sound.\n"


def test_restore_says_what_would_change_and_asks(cli, path):
    accept_one(path)
    cli("backup")
    accept_one(path)
    asked = cli("restore", typed="n\n", code=1)
    now, then, *_ = asked.stdout.splitlines()
    assert now.startswith("Now:    3 articles, 2 decisions, last changed 20")
    assert then.startswith("Backup: 3 articles, 1 decision, last changed 20")
    assert "Nothing was changed." in asked.stderr
    assert decided(path) == 2
    cli("restore", typed="y\n")
    assert decided(path) == 1


def test_restore_keeps_the_present_file_which_can_be_restored_again(cli, path):
    cli("backup")
    accept_one(path)
    kept = cli("restore", "newest", "--yes").stdout.splitlines()[-1].removeprefix("Restored. ").partition(": ")[2]
    assert (decided(path), decided(Path(kept))) == (0, 1)
    assert "Now:    3 articles, 0 decisions" in cli("restore", "newest", "--yes").stdout  # not what a restore kept
    assert decided(path) == 0
    cli("restore", kept, "--yes")
    assert decided(path) == 1


@pytest.mark.parametrize("damage", ["destroyed", "deleted", "no SQLite"])
def test_restore_brings_a_library_back_that_cannot_be_read(cli, path, damage):
    cli("backup")
    {"destroyed": destroy, "deleted": Path.unlink, "no SQLite": lambda path: path.write_bytes(b"\0" * 5000)}[damage](
        path
    )
    before = path.read_bytes() if path.exists() else None
    done = cli("restore", "--yes").stdout
    assert ("no library is there" in done) == (damage == "deleted")
    with Library.open(path) as library:
        assert (library.count(), library.check()) == (3, [])
    kept = [each.path.read_bytes() for each in Library.backups_of(path) if each.reason == "restore"]
    assert kept == ([] if before is None else [before])


def test_restore_without_a_backup_or_of_one_that_is_no_good_changes_nothing(cli, path, tmp_path):
    assert "There is no backup" in cli("restore", "--yes", code=1).stderr
    notes = tmp_path / "notes.txt"
    notes.write_text("No library, only notes. " * 20)
    before = path.read_bytes()
    assert "not a Leuchtstift library" in cli("restore", notes, "--yes", code=1).stderr
    assert "There is no library" in cli("restore", tmp_path / "missing", "--yes", code=1).stderr
    assert path.read_bytes() == before


def test_restore_leaves_an_open_library_alone(cli, path):
    cli("backup")
    accept_one(path)
    with Library.open(path):
        assert "open in" in cli("restore", "--yes", code=1).stderr
    assert decided(path) == 1


def test_recover_of_a_sound_library_loses_nothing(cli, path, tmp_path):
    accept_one(path)
    new = tmp_path / "new.leuchtstift"
    assert cli("recover", path, new).stdout.startswith(f"Saved in {new}: 3 articles, 1 decision, last changed 20")
    assert decided(new) == 1


def test_recover_saves_what_can_be_read_and_reports_the_rest(cli, path, tmp_path):
    with Library.open(path) as library:
        library.add([draft(n, "Antony Blinken traf Sergej Lawrow. " * 300) for n in range(3, 30)])
    os.truncate(path, path.stat().st_size * 2 // 3)
    new = tmp_path / "new.leuchtstift"
    done = cli("recover", path, new, code=3)
    assert "can no longer be undone" in done.stderr
    with Library.open(new) as library:
        assert library.check() == []
        assert done.stdout.startswith(f"Saved in {new}: {library.count()} article")
    assert "exists already" in cli("recover", path, new, code=1).stderr


def test_messages_name_commands_as_the_person_types_them(cli, path, monkeypatch):
    assert "See all with: leuchtstift backup --list" in cli("restore", "--yes", code=1).stderr
    monkeypatch.setenv("LEUCHTSTIFT_PROGRAM", "python3 run.py cli")
    assert "See all with: python3 run.py cli backup --list" in cli("restore", "--yes", code=1).stderr
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(path.stat().st_size - 4096))
    said = cli("list", code=1).stderr
    assert (
        "can be saved in a new library.\nWays out: python3 run.py cli restore --help, python3 run.py cli recover"
        in said
    )


def test_recover_of_what_is_no_library_leaves_no_file(cli, tmp_path):
    path = tmp_path / "x.leuchtstift"
    path.write_bytes(os.urandom(50_000))
    assert "nothing can be read" in cli("recover", path, tmp_path / "new.leuchtstift", code=1).stderr
    assert not (tmp_path / "new.leuchtstift").exists()
