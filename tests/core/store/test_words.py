"""The word index: words are found however title and text spell them, and what a hit shows is the text as it is."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core import edits, library_versions, occurrences
from core.errors import Cancelled
from core.folding import INVISIBLE, folded
from core.library import Library
from core.library_records import ArticleQuery
from core.records import ArticleDraft
from core.store import backup, file, words
from tests.core.library_helpers import as_version_1

SOFT = "Die Bun\u00addes\u00adre\u00adgie\u00adrung in Zu\u0308\u00adrich."
PLAIN = "Die Bundesregierung in Zürich."
CYRILLIC = "В Андрии\u0306 и Андрий."
KOREAN = normalize("NFD", "서울 한국")
OTHERS = tuple(f"Meldung {number}" for number in range(12))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "w.leuchtstift"


@pytest.fixture
def library(path):
    with Library.create(path) as library:
        library.add([ArticleDraft(text, f"Artikel {place}") for place, text in enumerate((SOFT, PLAIN, CYRILLIC), 1)])
        yield library


def found(library: Library, query: str) -> dict[int, list[str]]:
    """Give the words that a search found, by article, and see to it that each hit is the text as it is."""
    shown = {}
    for hit in library.search(query):
        text = library.article(hit.article_id).text
        assert hit.snippet.strip("…") in text
        shown[hit.article_id] = [hit.snippet[start:end] for start, end in hit.positions]
        if hit.positions:
            assert text[hit.at :].startswith(shown[hit.article_id][0])
    listed = library.listed(ArticleQuery(text=query), 100)
    assert sorted(listed.ids) == sorted(library.ids(ArticleQuery(text=query))) == sorted(shown)
    assert library.count(ArticleQuery(text=query)) == len(shown)
    return shown


def is_sound(library: Library) -> bool:
    with library._file.writing() as connection:
        return words.is_sound(connection)


@pytest.mark.parametrize("query", ["Bundesregierung", "bundesreg", "Bun\u00addes\u200bre\u2060gie\ufeffrung"])
def test_a_word_with_soft_hyphens_is_found_and_shown_as_it_is(library, query):
    assert found(library, query) == {1: ["Bun\u00addes\u00adre\u00adgie\u00adrung"], 2: ["Bundesregierung"]}


@pytest.mark.parametrize("query", ["Zürich", "Zu\u0308rich", "zuri", "ZÜ\u00adRICH"])
def test_accents_however_they_are_written(library, query):
    assert found(library, query) == {1: ["Zu\u0308\u00adrich"], 2: ["Zürich"]}


def test_letters_that_sqlite_does_not_know_to_be_the_same(library):
    assert found(library, "Андрий") == found(library, "Андрии\u0306") == {3: ["Андрии\u0306", "Андрий"]}
    library.add([ArticleDraft(KOREAN, "")])
    assert found(library, "한국") == {4: [KOREAN.split()[1]]}


def test_a_part_of_a_word_between_soft_hyphens_is_no_word(library):
    assert found(library, "gie") == {}
    assert list(found(library, "bun")) == [1, 2]  # the beginning of one


@pytest.mark.parametrize("invisible", INVISIBLE)
def test_titles_too_and_beside_all_that_is_invisible(library, invisible):
    library.add([ArticleDraft(f"Kurz ge\u00adsagt: {invisible}nichts{invisible}.", f"Ver{invisible}trag")])
    [hit] = library.search("Vertrag")
    assert (hit.title, hit.positions, hit.at) == (f"Ver{invisible}trag", (), None)
    assert hit.snippet in library.article(4).text
    assert found(library, "nichts gesagt") == {4: ["ge\u00adsagt", "nichts"]}


def test_the_place_of_a_hit_far_behind(library):
    text = "Vor\u00adher. " * 400 + "Das Wort des Jah\u00adres ist ge\u00adfun\u00adden. " + "Da\u00adnach. " * 400
    library.add([ArticleDraft(text, "")])
    assert found(library, "gefunden") == {4: ["ge\u00adfun\u00adden"]}
    [hit] = library.search("gefunden")
    assert hit.at == text.index("ge\u00adfun")
    assert hit.snippet[0] == hit.snippet[-1] == "…"


def test_a_changed_title_is_indexed_in_its_folded_form(library):
    [info] = library.infos([2])
    for title in ("Staats\u00advertrag", "Entwurf", "Ent\u00adwurf", ""):
        before = library.infos([2])[0]
        library.do(edits.set_info(before, replace(before, title=title)))
        assert [hit.article_id for hit in library.search(folded(title))] == ([2] if title else [])
        assert is_sound(library)
    library.undo()
    library.undo()
    library.undo()
    assert list(found(library, "Staatsvertrag")) == [2]
    library.undo()
    assert library.infos([2]) == [info]
    assert is_sound(library)


SPELT = st.text(
    st.sampled_from("aZuü\u0308\u0327 -,q\u212bÅ\u1112\u1161\u11ab\u0439\u0438\u0306" + INVISIBLE), max_size=9
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    with Library.create(tmp_path_factory.mktemp("words") / "s.leuchtstift") as library:
        yield library


@given(SPELT, SPELT, SPELT)
@example("", "u\u00ad\u0308", "")
def test_whatever_is_found_in_an_article_is_found_in_the_library(shared, before, word, after):
    text = f"{before} {word} {after}"
    if not any(map(str.isalnum, folded(word))) or not list(occurrences.ranges(text, word)):
        return
    shared.add([ArticleDraft(text, "")], undoable=False)
    with_text = [row.id for row in shared.page(0, shared.count()) if shared.article(row.id).text == text]
    assert set(with_text) <= set(shared.ids(ArticleQuery(text=word)))
    for hit in shared.search(word, limit=5):
        assert hit.snippet.strip("…") in shared.article(hit.article_id).text


# Files of version 1


@pytest.fixture(params=[OTHERS, ()], ids=["few of many are indexed again", "the index is made anew"])
def old(path, request):
    with Library.create(path) as library:
        texts = (SOFT, PLAIN, CYRILLIC, *request.param)
        library.add([ArticleDraft(text, f"Ar\u00adtikel {place}" * (place < 4)) for place, text in enumerate(texts, 1)])
        library.do(edits.add_mark(library.article(1), library.person_layer, 4, 23, "ORG"))
    as_version_1(path)
    return path


def test_an_older_library_is_searched_right_once_it_was_opened(old):
    with Library.open(old) as library:
        assert found(library, "Bundesregierung") == {
            1: ["Bun\u00addes\u00adre\u00adgie\u00adrung"],
            2: ["Bundesregierung"],
        }
        assert list(found(library, "Artikel")) == [1, 2, 3]
        assert found(library, "gie") == {}
        assert library.check() == []
        assert [each.reason for each in library.backups()] == ["migration"]
        assert [mark.span.surface for mark in library.marks(1)] == [SOFT[4:23]]
        [kept] = library.backups()
    with Library.open(old, read_only=True) as library:
        assert list(found(library, "Zürich")) == [1, 2]
    Library.restore(old, kept.path)
    with Library.open(old) as library:
        assert list(found(library, "Artikel")) == [1, 2, 3]


def test_an_older_library_can_be_read_as_it_stands(old):
    before = old.read_bytes()
    with Library.open(old, read_only=True) as library:
        assert found(library, "Bundesregierung")[2] == ["Bundesregierung"]
        assert library.search("Die Bun")[0].snippet.strip("…") in (SOFT, PLAIN)
        assert library.check() == []
    assert old.read_bytes() == before


@pytest.mark.parametrize("when", [0, 20])
def test_what_is_stopped_leaves_an_older_library_as_it_is(old, monkeypatch, when):
    monkeypatch.setattr(file, "_LOOK", 1)
    monkeypatch.setattr(backup, "make", lambda *_, **__: None)
    assert library_versions.is_older(old)
    looks = []
    with pytest.raises(Cancelled, match="It is as it was"):
        library_versions.bring_up_to_date(old, lambda: looks.append(1) or len(looks) > when)
    assert library_versions.is_older(old)
    with Library.open(old) as library:
        assert library.check() == []
        assert list(found(library, "Artikel")) == [1, 2, 3]
    assert not library_versions.is_older(old)


def test_an_older_library_whose_word_index_lacks_articles_is_opened_all_the_same(old):
    """The index is made of nothing but the articles, so it is no reason to call the library damaged."""
    with closing(sqlite3.connect(old)) as connection, connection:
        connection.execute("INSERT INTO article_fts (article_fts) VALUES ('delete-all')")
    with Library.open(old) as library:
        assert library.check() == []
        assert list(found(library, "Bundesregierung")) == [1, 2]
        assert list(found(library, "Artikel")) == [1, 2, 3]


def test_bringing_up_to_date_does_not_forget_that_a_large_library_is_to_be_checked_after_a_crash(old, monkeypatch):
    monkeypatch.setattr(file, "_WHOLE", 0)
    old.with_name(old.name + ".owner").write_text("{}")
    library_versions.bring_up_to_date(old, lambda: False)
    with Library.open(old) as library:
        assert library.is_unchecked
    monkeypatch.undo()
    with Library.open(old) as library:
        assert not library.is_unchecked


def test_a_file_of_version_1_is_what_it_was(path, tmp_path, monkeypatch):
    """Otherwise the tests above would test a file that never was."""
    from core.store import migrations

    with Library.create(path):
        pass
    as_version_1(path)
    with closing(sqlite3.connect(tmp_path / "first")) as first, closing(sqlite3.connect(path)) as ours:
        monkeypatch.setattr(migrations.steps, "_migrations", migrations.steps._migrations[:1])
        first.isolation_level = None
        migrations.migrate(first)
        query = "SELECT type, name, sql FROM sqlite_master ORDER BY name"
        assert ours.execute(query).fetchall() == first.execute(query).fetchall()


# What is not as it should be


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM article_folded",
        "UPDATE article_folded SET text = 'Anderes' WHERE article_id = 1",
        "INSERT INTO article_folded VALUES (2, 'Anderes', 'Anderes')",
        "DELETE FROM article_folded; INSERT INTO article_fts (article_fts) VALUES ('rebuild')",
    ],
)
def test_an_index_that_is_not_folded_right_is_made_anew(library, path, statement):
    library.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(statement)
    with Library.open(path) as library:
        assert [problem.harmless for problem in library.check()] == [True]
        assert library.check() == []
        assert list(found(library, "Bundesregierung")) == [1, 2]


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO article_fts (article_fts) VALUES ('delete-all')",
        "INSERT INTO article_fts (article_fts, rowid, title, text)"
        " SELECT 'delete', id, title, text FROM article_words WHERE id = 1",
        "DELETE FROM article_fts_docsize WHERE id = 2",
        "INSERT INTO article_fts_docsize VALUES (9, x'0102')",
        "INSERT INTO article_fts (rowid, title, text) VALUES (9, 'Anderes', 'Anderes')",
    ],
)
def test_an_index_that_lacks_an_article_or_has_one_too_many_is_made_anew(library, path, statement):
    library.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)
    with Library.open(path, read_only=True) as library:
        assert any("by its words" in each.sentence or "not there" in each.sentence for each in library.check())
    with Library.open(path) as library:
        assert [problem.harmless for problem in library.check()] == [True]
        assert library.check() == []
        assert list(found(library, "Bundesregierung")) == [1, 2]


def test_what_is_recovered_is_folded_too(library, path, tmp_path):
    library.close()
    as_version_1(path)
    for source, target in ((path, "a"), (tmp_path / "a", "b")):
        assert Library.recover(source, tmp_path / target).lost == []
        with Library.open(tmp_path / target) as recovered:
            assert list(found(recovered, "Bundesregierung")) == [1, 2]
            assert recovered.check() == []
