"""Opening files that strangers name."""

import os
import sys
from pathlib import Path

import pytest

from core.errors import ImportProblem
from core.files import open_regular, read_bounded, replace_unstorable, shown_name, shown_path


def test_a_file_is_read_up_to_its_limit(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"12345")
    assert read_bounded(path, 5) == b"12345"
    with pytest.raises(ImportProblem, match=r"a\.txt is larger than"):
        read_bounded(path, 4)


@pytest.mark.parametrize("name", ["", "nowhere.txt", "a\0b.txt", "x" * 5000])
def test_what_cannot_be_opened_is_said(tmp_path, name):
    with pytest.raises(ImportProblem) as error:
        open_regular(tmp_path / name)
    assert error.value.sentence.isprintable()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither")
def test_devices_and_pipes_are_refused_at_once(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (Path("/dev/zero"), tmp_path / "pipe"):
        with pytest.raises(ImportProblem, match="regular"):
            open_regular(path)


def test_names_can_be_shown():
    assert shown_name(Path("/a/Köln.txt")) == "Köln.txt"
    assert shown_name(Path("/a/\u202egpj.txt")) == "\\u202egpj.txt"
    assert shown_path(Path("/a\n/b.txt")) == "/a\\n/b.txt"
    assert shown_path(Path("/a/b\udcfc.txt")).encode() == b"/a/b\\udcfc.txt"


def test_what_sqlite_cannot_carry_is_replaced_one_for_one():
    assert replace_unstorable("a\0b\ud83dc🙂") == ("a\ufffdb\ufffdc🙂", 2)
    assert replace_unstorable("Köln") == ("Köln", 0)
