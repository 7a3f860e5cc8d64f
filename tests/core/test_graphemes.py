"""Cuts between what a reader sees as characters."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from core import graphemes
from core.graphemes import is_boundary, trimmed, widened

PIECES = st.lists(
    st.sampled_from(
        [
            "a",
            "ß",
            " ",
            "\r",
            "\n",
            "e\u0301",
            "\u0301",
            "🙂",
            "👨‍👩‍👧",
            "👍🏽",
            "🇩🇪",
            "🇨🇭",
            "\u200d",
            "\u00ad",
            "\u200b",
            "\ufe0f",
            "각",
            "नि",
            "ศ",
        ]
    ),
    max_size=30,
).map("".join)


@given(PIECES)
def test_boundaries_are_those_of_unicode(text):
    ends = {0, *(match.end() for match in regex.finditer(r"\X", text))}
    assert [position for position in range(len(text) + 1) if is_boundary(text, position)] == sorted(ends)


@pytest.mark.parametrize(("text", "inside"), [("e\u0301", 1), ("👨‍👩‍👧", 3), ("🇩🇪", 1), ("\r\n", 1), ("👍🏽", 1)])
def test_inside_a_character(text, inside):
    assert not is_boundary("x" + text + "x", 1 + inside)
    assert is_boundary("x" + text + "x", 1)
    assert is_boundary("x" + text + "x", 1 + len(text))


@given(PIECES, st.data())
def test_a_range_is_widened_to_the_nearest_boundaries_and_trimmed_by_whole_characters(text, data):
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    boundaries = [0, *(match.end() for match in regex.finditer(r"\X", text))]
    low, high = max(b for b in boundaries if b <= start), min(b for b in boundaries if b >= end)
    assert widened(text, start, end) == (low, high)
    if low < high:
        first, last = trimmed(text, low, high)
        assert low <= first <= last <= high
        assert {first, last} <= set(boundaries)
        assert not any(character.isalnum() for character in text[low:first] + text[last:high])
        assert first == last or trimmed(text, first, last) == (first, last)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Änne Müller 🙂🇩🇪", "Änne Müller"),
        ("🙂 Paris", "Paris"),
        ("\u200bSiemens\ufeff AG", "Siemens\ufeff AG"),
        ("👨\u200d👩\u200d👧 Löwe\u0301 👍🏽❤\ufe0f", "Löwe\u0301"),
        ("\ue000\u0378Rom\u00a0\u2028\u00ad", "Rom"),
        ("A 🙂 B", "A 🙂 B"),
        ("„Ja 🙂“", "„Ja 🙂“"),
        ("\ufffdnne M\ufffd", "\ufffdnne M\ufffd"),
        ("5\ufe0f\u20e3", "5\ufe0f\u20e3"),
        ("🙂 \u200b", ""),
    ],
)
def test_blanks_pictures_and_what_cannot_be_seen_are_trimmed(text, left):
    start, end = trimmed(f"x{text}x", 1, 1 + len(text))
    assert f"x{text}x"[start:end] == left


def test_a_hostile_text_costs_no_more_than_the_reach():
    text = "a" + "\u0301" * 200_000
    for position in (1, 100, 150_000, len(text)):
        assert position - graphemes.REACH <= graphemes.safe_start(text, position) < position
        start, end = widened(text, position - 1, position)
        assert position - 1 - graphemes.REACH <= start <= end <= position + graphemes.REACH
    assert is_boundary(text, len(text))
