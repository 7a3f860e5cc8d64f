"""A short run of the fuzzer, and every file that a long one ever found."""

import shutil
from pathlib import Path

import pytest

from core import articles
from tests import fuzz

KEPT = sorted(path.name for path in fuzz.FOUND.glob("*.*"))


@pytest.mark.parametrize("suffix", fuzz.SUFFIXES)
def test_made_up_files_are_read_or_refused(suffix, tmp_path):
    assert fuzz.fuzz(suffix, number=0, examples=150, folder=tmp_path) is None


@pytest.mark.parametrize("name", KEPT)
def test_files_that_once_showed_a_bug(name, tmp_path):
    fuzz.check(Path(shutil.copy(fuzz.FOUND / name, tmp_path)))


def test_the_fuzzer_finds_a_reader_that_lets_an_error_through(tmp_path, monkeypatch):
    def careless(path):
        if b"(" in path.read_bytes():
            raise KeyError("a bug")
        return iter(())

    monkeypatch.setitem(articles.READERS, ".txt", careless)
    found = fuzz.fuzz(".txt", number=0, examples=150, folder=tmp_path)
    assert found is not None
    assert b"(" in found
    assert len(found) < 30
