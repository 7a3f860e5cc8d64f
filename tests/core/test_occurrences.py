"""All places of the same words: found whole or in part, marked in one step."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import edits, occurrences
from core.folding import folded
from core.graphemes import widened
from core.library import Library
from core.occurrences import Occurrence
from core.records import ArticleDraft, DraftSpan, Proposals

TEXT = "Genf\nIn Genf, am Genfersee: «Genf» tagt. Genf-Gespräche, GENF und Neu\u00a0Genf. 🙂 Genf"


@pytest.fixture
def library(tmp_path):
    with Library.create(tmp_path / "l.leuchtstift") as made:
        drafts = [
            ArticleDraft(TEXT, "Eins"),
            ArticleDraft("Wien, nicht Genf.", "Zwei"),
            ArticleDraft("Nur Wien.", "Drei"),
        ]
        made.add(drafts)
        yield made


def places(text: str, words: str, **how: bool) -> list[str]:
    return [text[max(0, start - 1) : end + 1] for start, end in occurrences.ranges(text, words, **how)]


def test_whole_words_and_parts():
    whole = places(TEXT, "Genf")
    assert whole == ["Genf\n", " Genf,", "«Genf»", " Genf-", "\u00a0Genf.", " Genf"]
    assert len(places(TEXT, "Genf", whole_word=False)) == len(whole) + 1  # Genfersee


@pytest.mark.parametrize("between", [" ", "  ", "\n", "\u00a0"])
def test_any_white_space_is_the_same(between):
    assert list(occurrences.ranges(f"Wendy{between}Sherman", "Wendy Sherman")) == [(0, 13 + len(between) - 1)]


@pytest.mark.parametrize("words", ["", "  ", "\n"])
def test_nothing_stands_nowhere(words):
    assert list(occurrences.ranges(TEXT, words)) == []


@given(st.text(max_size=40), st.text(max_size=5))
def test_what_is_found_is_what_was_looked_for(text, words):
    for start, end in occurrences.ranges(text, words, whole_word=False):
        assert folded(words).split() == folded(text[start:end]).split() or words_in_grapheme(text, start, end, words)


def words_in_grapheme(text: str, start: int, end: int, words: str) -> bool:
    """Tell whether words are but a part of the graphemes that a range holds."""
    return widened(text, start, end) == (start, end) and folded(words).strip() in folded(text[start:end])


def test_in_one_article_with_what_is_marked_already(library):
    article = library.article(1)
    library.do(edits.add_mark(article, library.person_layer, 8, 12, "LOC"))
    library.do(edits.add_mark(article, library.person_layer, 29, 35, "ORG"))
    found = occurrences.in_article(article, library.marks(1), "Genf")
    assert all(article.text[each.start : each.end] == each.surface == "Genf" for each in found)
    assert [each.label for each in found] == ["", "LOC", "", "", "", ""]
    assert [each.is_covered for each in found] == [False, False, True, False, False, False]
    assert (found[1].before, found[1].after) == ("In ", TEXT[12:76].replace("\u00a0", " ") + "…")
    assert all("\n" not in each.before + each.after for each in found)


def test_what_lies_in_a_longer_visible_mark_of_the_label_is_told(library):
    article = library.article(1)
    layer = library.start_run("p", "1")
    library.add_proposals(layer, [Proposals(1, (DraftSpan(5, 12, "LOC"), DraftSpan(29, 33, "LOC")))])
    library.do(edits.add_mark(article, library.person_layer, 28, 34, "ORG"))
    found = occurrences.in_article(article, library.marks(1), "Genf")
    assert [each.around for each in found] == [(), (("LOC", "In Genf"),), (("ORG", article.text[28:34]),), (), (), ()]
    assert [each.inside("LOC") for each in found] == ["", "In Genf", "", "", "", ""]


@pytest.mark.parametrize("words", ["Zürich", "Zu\u0308rich", "Zür\u00adich"])
def test_accents_and_soft_hyphens_of_the_whole_library_however_they_are_written(library, words):
    texts = ["In Zu\u0308rich", "In Zürich", "In Zü\u00adri\u00adch, Zürich\u0302", "In Zu\u0308\u200brich."]
    library.add([ArticleDraft(text, text) for text in texts])
    expected = ["Zu\u0308rich", "Zürich", "Zü\u00adri\u00adch", "Zu\u0308\u200brich"]
    found = list(occurrences.in_library(library, words))
    assert [each.surface for each in found] == expected
    assert [each.start for each in found] == [3, 3, 3, 3]
    library.do(occurrences.mark(library, found, "LOC"))
    marks = [mark for article_id in {each.article_id for each in found} for mark in library.marks(article_id)]
    assert sorted(mark.span.surface for mark in marks) == sorted(expected)
    assert [library.article(each.article_id).text for each in found] == texts
    library.do(edits.trash(library.infos([found[2].article_id])))
    assert len(list(occurrences.in_library(library, words))) == 3


@pytest.mark.parametrize("words", ["Bundesregierung", "Die US-Bundesregierung «Ja»", "Bundesregierung «"])
def test_a_word_with_many_soft_hyphens_is_found_in_the_library_beside_others(library, words):
    soft = words.replace("Bundesregierung", "Bun\u00addes\u00adre\u00adgie\u00adrung").replace("US", "U\u00adS")
    library.add([ArticleDraft(f"Heute: {text}", text) for text in (soft, words, "Bun und Rung\u00ad", "Bundes")])
    assert [each.surface for each in occurrences.in_library(library, words)] == [soft, words]


def in_library(library, words, **how) -> list[tuple[int, int]]:
    return [(each.article_id, each.start) for each in occurrences.in_library(library, words, **how)]


def test_in_the_whole_library(library):
    assert {article_id for article_id, _ in in_library(library, "Genf")} == {1, 2}
    assert in_library(library, "Wien") == [(2, 0), (3, 4)]
    assert in_library(library, "Quastenflosser") == []
    assert in_library(library, "ersee", whole_word=False) == [(1, TEXT.index("ersee"))]
    assert in_library(library, "🙂") == [(1, TEXT.index("🙂"))]  # no word that the index knows


def test_looking_can_be_ended(library):
    told = []
    found = list(
        occurrences.in_library(library, "Wien", progress=lambda done, total: told.append((done, total)) or not done)
    )
    assert [each.article_id for each in found] == [2]
    assert told == [(0, 2), (1, 2)]


def test_marking_is_one_step_and_meets_what_is_there(library):
    layer = library.start_run("p", "1")
    library.add_proposals(layer, [Proposals(1, (DraftSpan(0, 4, "LOC"), DraftSpan(8, 12, "ORG")))])
    library.do(edits.add_mark(library.article(2), library.person_layer, 12, 16, "LOC"))
    found = list(occurrences.in_library(library, "Genf"))
    change_set = occurrences.mark(library, found, "LOC")
    assert (change_set.kind, change_set.params["count"]) == ("add-mark", 6)
    done = library.do(change_set)
    marks = list(library.marks(1))
    assert len(marks) == 6
    assert all(mark.is_decided and mark.label == "LOC" for mark in marks)
    assert [mark.source is not None for mark in marks] == [True, True, False, False, False, False]
    assert [mark.start for mark in library.marks(2)] == [12]
    assert library.undo().seq == done.seq
    assert [(mark.label, mark.is_decided) for mark in library.marks(1)] == [("LOC", False), ("ORG", False)]


def test_nothing_to_mark_changes_nothing(library):
    assert occurrences.mark(library, [], "LOC").changes == ()
    place = Occurrence(2, "Zwei", 12, 16, "", "Genf", "")
    library.do(occurrences.mark(library, [place], "LOC"))
    assert occurrences.mark(library, [place], "LOC").changes == ()
