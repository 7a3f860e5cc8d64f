"""Damage of real files: found when opening or checking, and what can be read is saved into a sound library."""

import os
import random
import sqlite3

import pytest

from core import edits
from core.errors import LibraryDamaged, LibraryError, NotALibrary
from core.library import Library
from core.records import ArticleState
from tests.core.library_helpers import draft, found, run, seen


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "a.leuchtstift"
    with Library.create(path) as library:
        library.add([draft(n, "Antony Blinken traf Sergej Lawrow. " * 300) for n in range(30)])
        run(library, *(found(n, (0, 14, "PER"), (20, 33, "PER")) for n in range(1, 31)))
        for n in range(1, 31):
            marks = library.marks(n)
            review = edits.set_review(n, ArticleState.REVIEWED, library.label_set)
            library.do(edits.accept_all(library.article(n), marks, library.person_layer, review=review))
    return path


def recovered(path, tmp_path):
    recovery = Library.recover(path, tmp_path / "new.leuchtstift")
    library = Library.open(tmp_path / "new.leuchtstift")
    assert library.check() == []
    return recovery, library


def test_a_sound_library_is_recovered_whole(path, tmp_path):
    recovery, library = recovered(path, tmp_path)
    assert recovery.lost == []
    assert recovery.saved["span"] == 120
    with library, Library.open(path) as old:
        assert library.stats() == old.stats()
        assert [step.seq for step in library.history()] == [step.seq for step in old.history()]
        for n in (1, 30):
            assert (library.article(n), list(library.marks(n))) == (old.article(n), list(old.marks(n)))
        assert library.search("Blinken") == old.search("Blinken")
        while library.undo():
            pass
        assert library.count() == 0


@pytest.mark.parametrize("seed", range(6))
def test_flipped_pages_cost_what_was_in_them(path, tmp_path, seed):
    pages = path.stat().st_size // 4096
    chosen = random.Random(seed).sample(range(80, pages), 3)  # before are the tables of contents
    with path.open("r+b") as file:
        for page in chosen:
            file.seek(page * 4096)
            file.write(os.urandom(4096))
    try:
        with Library.open(path) as damaged:
            assert damaged.check() != []
    except LibraryDamaged:
        pass
    recovery, library = recovered(path, tmp_path)
    with library:
        assert recovery.lost != []
        assert library.count() + library.stats().trashed >= 15
        article_id = library.page(0, 1)[0].id
        before = library.review(article_id)
        library.do(edits.set_review(article_id, ArticleState.SKIPPED, library.label_set, before=before))
        library.undo()


def test_a_truncated_file_gives_its_first_part(path, tmp_path):
    os.truncate(path, path.stat().st_size * 2 // 3)
    recovery, library = recovered(path, tmp_path)
    with library:
        assert recovery.lost != []
        assert recovery.saved["article"] > 0


def test_a_damaged_text_is_kept_and_marks_that_fit_stay(path, tmp_path):
    connection = sqlite3.connect(path)
    connection.execute("UPDATE article_text SET text = 'Xntony' || substr(text, 7) WHERE article_id = 3")
    connection.execute("DELETE FROM article_text WHERE article_id = 5")
    connection.execute("DELETE FROM layer WHERE kind = 'pipeline'")
    connection.commit()
    connection.close()
    with Library.open(path) as damaged:
        told = " ".join(problem.sentence for problem in damaged.check())
    for part in ("text of article 3 is not the one", "text of article 5 is missing", "Span ", "refers to a layer"):
        assert part in told
    recovery, library = recovered(path, tmp_path)
    with library:
        assert library.article(3).text.startswith("Xntony")
        assert seen(library.marks(3)) == [(20, 33, "PER", True)]
        assert library.count() == 29
        assert any("article 5 is lost" in sentence for sentence in recovery.lost)
        assert library.undo() is None


def test_what_is_no_library_cannot_be_recovered(tmp_path):
    path = tmp_path / "x.leuchtstift"
    path.write_bytes(os.urandom(50_000))
    with pytest.raises(LibraryError, match="nothing can be read"):
        Library.recover(path, tmp_path / "new.leuchtstift")
    assert not (tmp_path / "new.leuchtstift").exists()
    with pytest.raises(NotALibrary):
        Library.open(path)


@pytest.mark.parametrize("content", [b"", bytes(8192)])
def test_a_file_without_tables_cannot_be_recovered(tmp_path, content):
    path = tmp_path / "x.leuchtstift"
    path.write_bytes(content)
    with pytest.raises(LibraryError, match="nothing can be read"):
        Library.recover(path, tmp_path / "new.leuchtstift")


def test_all_label_sets_may_be_lost(path, tmp_path):
    connection = sqlite3.connect(path)
    connection.execute("DELETE FROM label")
    connection.execute("DELETE FROM label_set")
    connection.execute("DELETE FROM state")
    connection.commit()
    connection.close()
    recovery, library = recovered(path, tmp_path)
    with library:
        assert recovery.lost
        assert (library.count(), library.label_set.name) == (30, "news")
        library.do(edits.add_mark(library.article(1), library.person_layer, 40, 44, "LOC"))


CELLS = {
    "a label's titles": "UPDATE label SET titles = '{'",
    "an article's details": "UPDATE article SET meta = 'no JSON' WHERE id = 1",
    "a span's status": "UPDATE span SET fragments = '[[1' WHERE article_id = 1",
    "a step": "UPDATE journal SET changes = '{' WHERE seq > 1",
    "a zone": "INSERT INTO zone VALUES (1, 0, 5, 'nonsense')",
    "a layer": "PRAGMA ignore_check_constraints = ON; UPDATE layer SET kind = 'nobody' WHERE id = 2",
    "half a character": "UPDATE article SET title = CAST(x'c3' AS TEXT) WHERE id = 1",
    "the word index": "DELETE FROM article_fts_config",
}


@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_that_says_nonsense_is_damage_not_a_crash(path, tmp_path, cell):
    """SQLite's own checks see none of this."""
    connection = sqlite3.connect(path)
    connection.executescript(CELLS[cell])
    connection.close()
    told = []

    def attempt(act):
        try:
            act()
        except LibraryDamaged as error:
            told.append(error.sentence)

    def work():
        with Library.open(path) as library:
            for act in (
                lambda: library.article(1),
                lambda: library.marks(1),
                lambda: library.page(0, 50),
                library.history,
                library.undo,
                lambda: library.search("Blinken"),
            ):
                attempt(act)
            told.extend(problem.sentence for problem in library.check())

    attempt(work)
    assert "damaged" in " ".join(told)
    _, library = recovered(path, tmp_path)
    with library:
        assert library.count() >= 29


def test_recovering_onto_a_file_is_refused(path):
    before = path.read_bytes()
    with pytest.raises(LibraryError, match="exists already"):
        Library.recover(path, path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("damage", ["tally", "counter", "zone", "journal", "words"])
def test_the_check_finds_what_does_not_fit(path, damage):
    statement, told = {
        "tally": ("UPDATE article SET marks = 99 WHERE id = 2", "marks of article 2 wrong"),
        "counter": ("UPDATE state SET value = 99 WHERE name = 'articles'", "counts its articles wrong"),
        "zone": ("INSERT INTO zone VALUES (2, 0, 99999, 'byline')", "zone of article 2 does not fit"),
        "journal": (
            "UPDATE span SET note = 'x' WHERE status = 'accepted' AND article_id = 2",
            "of the history does not fit",
        ),
        "words": ("UPDATE article SET title = 'Neu' WHERE id = 2", "word index"),
    }[damage]
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()
    with Library.open(path) as library:
        assert told in " ".join(problem.sentence for problem in library.check())
        assert library.check(full=False) == []
        if damage == "words":  # mended by that
            assert library.check() == []
            assert [hit.article_id for hit in library.search("Neu")] == [2]
