"""Folders are walked in order, each file once, and what is no article is said."""

import os
import sys
from pathlib import Path

import pytest

from core.articles import find_files
from core.errors import Problem

SUFFIXES = {".txt", ".md"}


def names(paths, root):
    found = list(find_files(paths, SUFFIXES))
    files = [path.relative_to(root).as_posix() for path in found if not isinstance(path, Problem)]
    return files, [problem.sentence for problem in found if isinstance(problem, Problem)]


def make(root, *files):
    for name in files:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Text.", encoding="utf-8")


def test_files_below_folders_by_name_without_hidden_ones(tmp_path):
    make(tmp_path, "b.txt", "a/z.TXT", "a/b/c.md", ".git/x.txt", "a/.hidden.txt", "c.png", "a.txt")
    assert names([tmp_path], tmp_path) == (["a.txt", "b.txt", "a/z.TXT", "a/b/c.md"], [])


def test_a_file_named_twice_or_by_a_link_comes_once(tmp_path):
    make(tmp_path, "a.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "c.txt").hardlink_to(tmp_path / "a.txt")
    files, problems = names([tmp_path / "a.txt", tmp_path, tmp_path / "a.txt"], tmp_path)
    assert (files, problems) == (["a.txt"], [])


def test_links_that_go_round_end(tmp_path):
    make(tmp_path, "a/b.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a" / "self.txt").symlink_to(tmp_path / "a" / "self.txt")
    files, problems = names([tmp_path], tmp_path)
    assert files == ["a/b.txt"]
    assert len(problems) == 1
    assert "cannot be read" in problems[0]


@pytest.mark.parametrize(
    ("name", "words"),
    [("nowhere.txt", "cannot be read"), ("a.png", "Files of this kind"), ("empty", "no articles")],
)
def test_a_path_that_gives_nothing_says_why(tmp_path, name, words):
    make(tmp_path, "a.png", "empty/b.png")
    files, (problem,) = names([tmp_path / name], tmp_path)
    assert files == []
    assert words in problem


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no FIFOs in folders")
def test_fifos_and_devices_are_refused_without_reading(tmp_path):
    make(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    files, problems = names([tmp_path, tmp_path / "pipe.txt"], tmp_path)
    assert files == ["a.txt"]
    assert [problem[:7] for problem in problems] == ["This is", "This is"]
    assert "regular" in names([Path("/dev/zero")], tmp_path)[1][0]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_said(tmp_path):
    make(tmp_path, "a/b.txt")
    (tmp_path / "a").chmod(0)
    try:
        files, (problem,) = names([tmp_path], tmp_path)
    finally:
        (tmp_path / "a").chmod(0o700)
    assert files == []
    assert "cannot be read" in problem


def test_a_name_that_is_no_utf8_can_be_shown(tmp_path):
    if sys.platform in ("win32", "darwin"):
        pytest.skip("this system has no such names")
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xfcro.png"))
    path.touch()
    (problem,) = find_files([path], SUFFIXES)
    assert problem.path.encode("utf-8")
    assert "b\\udcfcro.png" in problem.path
