"""The places of a search in a text: the same words that the index finds."""

from __future__ import annotations

import re

import pytest

from core.library import ArticleQuery, Library
from core.records import ArticleDraft
from core.search_places import best_place, places
from core.store import search

TEXT = (
    "Der Präsident sprach in Moskau über die US-Delegation. 🙂 PRÄSIDENTEN, Moskaus Pra\u0308sident,"
    " d\u00e9ja, _Moskau_ 19,5 Prä\u00adsident"
)


def found(words: str, text: str = TEXT) -> list[str]:
    return [text[start:end] for start, end in places(text, words)]


@pytest.mark.parametrize(
    ("words", "surfaces"),
    [
        ("präsident", ["Präsident", "PRÄSIDENTEN", "Pra\u0308sident", "Prä\u00adsident"]),
        ("prasid", ["Präsident", "PRÄSIDENTEN", "Pra\u0308sident", "Prä\u00adsident"]),
        ("moskau", ["Moskau", "Moskaus", "Moskau"]),
        ("moskau der", ["Der", "Moskau", "Moskau"]),
        ("us-delegation", ["US-Delegation"]),
        ("delegation us", ["US", "Delegation"]),
        ("19,5", ["19,5"]),
        ("DEJA", ["d\u00e9ja"]),
        ("oskau", []),
        ("(.*", []),
        ("  ", []),
    ],
)
def test_words_are_told_apart_as_the_index_does(words, surfaces):
    assert found(words) == surfaces


def test_what_the_index_finds_has_a_place_and_what_it_does_not_has_none(tmp_path):
    texts = [
        TEXT,
        "Ein Satz über Kyjiw und Łódź.",
        "É\u0323 Ö ö ǖ ß SS ø",
        "a_b a-b ab a b",
    ]
    words = {word for text in texts for word in re.findall(r"\S+", text)} | {
        "a b",
        "ab",
        "kyj",
        "uber",
        "lodz",
        "o",
        "u",
        "ss",
    }
    with Library.create(tmp_path / "l.leuchtstift") as library:
        library.add(ArticleDraft(text, "Titel") for text in texts)
        for word in sorted(words):
            by_index = set(library.ids(ArticleQuery(text=word)))
            assert {n for n, text in enumerate(texts, 1) if places(text, word)} == by_index, word


@pytest.mark.parametrize(
    ("words", "surfaces"),
    [
        ('"Scholz Olaf"', ["Scholz, Olaf", "Scholz, Olaf"]),
        ('"traf Olaf"', []),
        ("„olaf scholz“", ["Olaf Scho\u00adlz", "Olaf Scholz"]),
        ("»Olaf Scholz«", ["Olaf Scho\u00adlz", "Olaf Scholz"]),
        ("«Olaf Scholz»", ["Olaf Scho\u00adlz", "Olaf Scholz"]),
        ("“Olaf Scholz”", ["Olaf Scho\u00adlz", "Olaf Scholz"]),
        ('"Olaf Schol"', []),
        ('"olaf schol', ["Olaf Scho\u00adlz", "Olaf Scholz", "Olaf Scholzens"]),
        ('kam "olaf scholz"', ["Olaf Scho\u00adlz", "kam", "Olaf Scholz"]),
        ('"olaf scholz" ka', ["Olaf Scho\u00adlz", "kam", "Olaf Scholz"]),
        ('"Olaf" "Scholz"', ["Olaf", "Scho\u00adlz", "Scholz", "Olaf", "Olaf", "Scholz", "Olaf"]),
        ('"" "', []),
        ('Scholzens ""', ["Scholzens"]),
    ],
)
def test_words_within_quotation_marks_stand_side_by_side_in_that_order(words, surfaces, tmp_path):
    text = "Olaf Scho\u00adlz traf Scholz, Olaf. Dann kam Olaf Scholz, Olaf Scholzens Mann."
    assert found(words, text) == surfaces
    with Library.create(tmp_path / "l.leuchtstift") as library:
        library.add([ArticleDraft(text, "Titel"), ArticleDraft("Nur Olaf.", "Titel")])
        assert list(library.ids(ArticleQuery(text=words))) == ([1] if surfaces else [])
        assert [hit.article_id for hit in library.search(words)] == ([1] if surfaces else [])


def test_the_first_place_of_a_phrase_is_gone_to_wherever_the_list_shows_it():
    assert best_place([(3, 5), (20, 22)], '"ja nein"', 20) == (3, 5)


def test_no_more_places_than_wanted():
    assert places("ja " * 100, "ja", limit=3) == [(0, 2), (3, 5), (6, 8)]


def test_the_first_place_is_gone_to_but_of_several_words_the_one_in_the_list():
    assert best_place([(3, 5), (20, 22)], "ja", 20) == (3, 5)
    assert best_place([(3, 5), (20, 22)], "ja nein", 20) == (20, 22)
    assert best_place([(3, 5)], "ja nein", None) == (3, 5)
    assert best_place([], "ja", 7) == (7, 7)
    assert best_place([], "ja", None) is None


def test_long_texts_show_where_the_words_stand_together_and_short_ones_too(tmp_path, monkeypatch):
    """SQLite's snippet takes the square of the hits in a text: of a long text another function makes it."""
    filling = "Ein Satz ohne beide. " * 300
    text = f"Anna allein. {filling}Der Zug fuhr: Änna und Emil in Bern. {filling}Emil, Anna."
    with Library.create(tmp_path / "l.leuchtstift") as library:
        library.add([ArticleDraft(text, "Lang"), ArticleDraft("Nur Emil.", "Anna"), ArticleDraft("Emil", "Ännas")])
        short = {hit.article_id: hit for hit in library.search("emil anna")}
        monkeypatch.setattr(search, "_LONG", 0)
        long = {hit.article_id: hit for hit in library.search("emil anna")}
        assert list(short) == list(long)
        assert long[1].at == text.index("Änna") == short[1].at
        for hit in long.values():
            words = hit.snippet.removeprefix("…").removesuffix("…")
            assert words in library.article(hit.article_id).text
            assert 0 < len(words) < 200
            assert {hit.snippet[a:b] for a, b in hit.positions} == {
                short[hit.article_id].snippet[a:b] for a, b in short[hit.article_id].positions
            }
        (hit,) = library.search("zug")
        assert (hit.at, hit.snippet[0], hit.snippet[-1]) == (text.index("Zug"), "…", "…")
        (hit,) = library.search("annas")
        assert (hit.snippet, hit.positions, hit.at) == ("Emil", (), None)
