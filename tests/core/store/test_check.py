"""What is looked at in a large library after a crash: its end, where the crash was, and nothing else."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from core import edits
from core.errors import LibraryDamaged
from core.library import Library
from core.store import file
from tests.core.library_helpers import draft


@pytest.fixture
def crashed(tmp_path, monkeypatch):
    """A library that counts as large, with three articles and some steps, left by a crash."""
    monkeypatch.setattr(file, "_WHOLE", 0)
    path = tmp_path / "a.leuchtstift"
    with Library.create(path) as library:
        library.add([draft(n) for n in range(3)])
        for number in (1, 2, 3):
            library.do(edits.add_mark(library.article(number), library.person_layer, 0, 14, "PER"))
    path.with_name(path.name + ".owner").write_text('{"seq": 4}', encoding="utf-8")
    return path


def spoil(path, statement):
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


def test_it_opens_and_says_that_it_was_not_read(crashed):
    with Library.open(crashed) as library:
        assert library.is_unchecked
        assert library.check() == []
    with Library.open(crashed) as library:
        assert not library.is_unchecked


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        ("UPDATE article_text SET text = text || '!' WHERE article_id = 3", "The text of article 3 is not the one"),
        ("UPDATE span SET label = 'LOC' WHERE article_id = 2", "Step 3 of the history does not fit"),
    ],
)
def test_what_does_not_fit_at_its_end_is_found_before_it_opens(crashed, statement, finding):
    spoil(crashed, statement)
    with pytest.raises(LibraryDamaged, match=finding):
        Library.open(crashed)
