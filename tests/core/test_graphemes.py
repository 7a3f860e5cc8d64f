"""Cuts between what a reader sees as characters."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from core import graphemes
from core.graphemes import is_boundary

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


def test_a_hostile_text_costs_no_more_than_the_reach():
    text = "a" + "\u0301" * 200_000
    for position in (1, 100, 150_000, len(text)):
        assert position - graphemes.REACH <= graphemes.safe_start(text, position) < position
    assert is_boundary(text, len(text))
