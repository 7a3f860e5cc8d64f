"""Snapping: tokens, graphemes, sentences, edges moved by keys."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from gui.reader.selection import (
    graphemes_around,
    moved_edge,
    sentence_at,
    snapped_characters,
    snapped_tokens,
    token_at,
    tokens_from,
    without_blanks,
)

NASTY = st.text(
    st.sampled_from(
        "abÄ1 .,-\n\t'\u00a0\u00ad\u200b\u200d\ufe0f👩👧🏻😀🇩🇪🇨\u0301\u0308אב\u202e\u0600क्ष한\u1100\u1161北"
    ),
    max_size=40,
)


def boundaries(text):
    return {0, *(match.end() for match in regex.finditer(r"\X", text))}


def tokens(text):
    return [text[a:b] for a, b in tokens_from(text, 0)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die Nato-Russland-Rat-Sitzung.", ["Die", "Nato-Russland-Rat-Sitzung", "."]),
        ("um 19.30 Uhr, 3,5 Mio.", ["um", "19.30", "Uhr", ",", "3,5", "Mio", "."]),
        ("«Ja», sagte H&M's Chef", ["«", "Ja", "»", ",", "sagte", "H&M's", "Chef"]),
        ("z.B. (Genf)", ["z.B", ".", "(", "Genf", ")"]),
        ("SPD/Grüne – ja…", ["SPD", "/", "Grüne", "–", "ja", "…"]),
        ("Cafe\u0301 Zu\u00adfall", ["Cafe\u0301", "Zu\u00adfall"]),
        ("北京 hallo", ["北", "京", "hallo"]),
        ("👩‍👩‍👧🇩🇪 ok", ["👩‍👩‍👧", "🇩🇪", "ok"]),
        ("\u200eאבג\u200f שלום", ["אבג", "שלום"]),
    ],
)
def test_tokens(text, expected):
    assert tokens(text) == expected


@given(text=NASTY, one=st.integers(0, 40), other=st.integers(0, 40))
def test_snapping_never_splits_a_grapheme_and_covers_what_was_chosen(text, one, other):
    one, other = min(one, len(text)), min(other, len(text))
    low, high = sorted((one, other))
    whole = boundaries(text)
    characters = snapped_characters(text, one, other)
    assert (characters is None) == (low == high)
    if characters is not None:
        assert characters[0] <= low < high <= characters[1]
        assert set(characters) <= whole
    span = snapped_tokens(text, one, other)
    if span is not None:
        assert span[0] < span[1]
        assert set(span) <= whole
        # What is left out at either end has no letter or digit in it.
        for left_out in (text[low : span[0]], text[span[1] : high]):
            assert not any(char.isalnum() for char in left_out)
    elif low < high:
        assert not any(char.isalnum() for char in text[low:high])


@given(text=NASTY, position=st.integers(0, 40))
def test_grapheme_boundaries_agree_with_unicode(text, position):
    position = min(position, len(text))
    low, high = graphemes_around(text, position)
    whole = boundaries(text)
    assert low == max(b for b in whole if b <= position)
    assert high == min(b for b in whole if b >= position)


@given(
    text=NASTY.filter(bool),
    data=st.data(),
    edge=st.sampled_from(["start", "end"]),
    unit=st.sampled_from(["token", "character"]),
    direction=st.sampled_from([-1, 1]),
)
def test_a_moved_edge_leaves_a_whole_range_and_goes_the_right_way(text, data, edge, unit, direction):
    places = sorted(boundaries(text))
    first = data.draw(st.integers(0, len(places) - 2))
    start, end = places[first], places[data.draw(st.integers(first + 1, len(places) - 1))]
    low, high = moved_edge(text, start, end, edge, unit, direction)
    assert 0 <= low < high <= len(text)
    assert {low, high} <= boundaries(text)
    moved, kept = ((low, start), (high, end)) if edge == "start" else ((high, end), (low, start))
    assert kept[0] == kept[1]
    assert (moved[0] - moved[1]) * direction >= 0


def test_edges_move_by_tokens():
    text = "Der Nato-Rat tagt in Genf, heute."
    start, end = text.index("tagt"), text.index(" in")
    assert moved_edge(text, start, end, "end", "token", 1) == (start, text.index(" Genf"))
    assert moved_edge(text, start, end, "start", "token", -1) == (text.index("Nato"), end)
    assert moved_edge(text, start, end, "end", "token", -1) == (start, end)  # it would be empty
    wide = (text.index("Nato"), text.index(","))
    assert moved_edge(text, *wide, "end", "token", -1) == (wide[0], text.index(" Genf"))
    assert moved_edge(text, *wide, "start", "token", 1) == (start, wide[1])
    assert moved_edge(text, 0, 3, "start", "token", -1) == (0, 3)
    assert moved_edge(text, 0, len(text), "end", "token", 1) == (0, len(text))


def test_an_edge_inside_a_compound_goes_to_its_end_first():
    text = "die Merkel-Regierung kommt"
    start = text.index("Merkel")
    assert moved_edge(text, start, start + 6, "end", "token", 1) == (start, text.index(" kommt"))


def test_edges_move_by_whole_graphemes():
    text = "x👩‍👩‍👧y"
    assert moved_edge(text, 0, 1, "end", "character", 1) == (0, 6)
    assert moved_edge(text, 0, 7, "start", "character", 1) == (1, 7)
    assert moved_edge(text, 1, 7, "start", "character", 1) == (6, 7)


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ("in Genf.", "in Genf"),  # from the very end of the sentence
        ("in Genf. ", "in Genf."),  # from beyond it
        (", in Genf", "in Genf"),
        ("Oslo, in", "Oslo, in"),
        (" … ", "…"),
        ("?!", "?!"),
        ("wo?!", "wo"),
        ("wo?! ", "wo?!"),
        ("Z. B", "Z. B"),
        ("«Er ging.»", "«Er ging.»"),
    ],
)
def test_punctuation_comes_along_only_from_beyond_it(chosen, expected):
    text = "War es Oslo, in Genf. Z. B. war … «Er ging.» wo?! Ja"
    start = text.index(chosen)
    for one, other in ((start, start + len(chosen)), (start + len(chosen), start)):
        assert text[slice(*snapped_tokens(text, one, other))] == expected


def test_token_at():
    text = "Am Montag, Genf"
    assert token_at(text, 4) == (3, 9)
    assert token_at(text, 9) == (9, 10)
    assert token_at(text, len(text)) == (11, 15)
    assert token_at("a  b", 2) is None


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("Januar", "Am 10. Januar sprach Dr. Meier mit J. Biden."),
        ("Nein", "«Nein!»"),
        ("rief", "rief er."),
        ("Ende", "Im Jahr 2022."),
    ],
)
def test_sentences(word, sentence):
    text = "Erstes. Am 10. Januar sprach Dr. Meier mit J. Biden. «Nein!» rief er. Im Jahr 2022. Ende.\nNeue Zeile"
    if word == "Ende":
        assert text[slice(*sentence_at(text, text.index("2022")))] == sentence
        assert text[slice(*sentence_at(text, text.index("Ende")))] == "Ende."
    else:
        found = text[slice(*sentence_at(text, text.index(word)))]
        assert found in (sentence, "«Nein!» rief er.")


def test_a_sentence_stays_in_its_line():
    text = "Ohne Punkt\nZweite Zeile. Dritte"
    assert sentence_at(text, 3) == (0, 10)
    assert text[slice(*sentence_at(text, 15))] == "Zweite Zeile."


def test_five_megabytes_in_one_line_are_as_quick_as_a_line():
    """Everything looks at a window: the number of characters that the pattern visits does not grow."""
    text = "wort " * 1_000_000
    middle = len(text) // 2
    assert snapped_tokens(text, middle + 1, middle + 12) == (middle, middle + 14)
    assert token_at(text, middle + 2) == (middle, middle + 4)
    assert moved_edge(text, middle, middle + 4, "start", "token", -1) == (middle - 5, middle + 4)
    start, end = sentence_at(text, middle)
    assert end - start < 10_000


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (" Genf ", "Genf"),
        ("\n\u00a0Genf\u200b\ufeff ", "Genf"),
        (" \u0308x ", " \u0308x"),
        (" \u200b\n", None),
        ("", None),
    ],
)
def test_blanks_are_left_out_at_both_ends(text, kept):
    span = without_blanks(text, 0, len(text))
    assert (None if span is None else text[slice(*span)]) == kept


@given(text=NASTY)
def test_without_blanks_never_splits_a_grapheme(text):
    span = without_blanks(text, 0, len(text))
    assert span is None or set(span) <= boundaries(text)
