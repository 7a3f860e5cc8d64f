"""Words found however a text spells them, at whole graphemes of the text as it is."""

from __future__ import annotations

import re
from itertools import pairwise
from unicodedata import normalize

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from core import folding
from core.folding import INVISIBLE, Folded, folded
from core.graphemes import is_boundary

SPELT = st.text(
    st.sampled_from("aZuü\u0308\u0327\u0302 q\u212bÅ\u1112\u1161\u11ab\u0439\u0438\u0306👩\u200d\ufe0f" + INVISIBLE)
)


@pytest.fixture(autouse=True, scope="module", params=[1, 1024])
def part(request):
    """Fold texts in parts as short as can be, and as they are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folding, "_PART", request.param)
        yield


def places(text: str, words: str) -> list[str]:
    return [text[start:end] for start, end in Folded(text).places(re.compile(re.escape(folded(words))))]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Zu\u0308rich Zürich", "Zürich", ["Zu\u0308rich", "Zürich"]),
        ("Zürich", "Zu\u0308rich", ["Zürich"]),
        ("Zu\u0308rich", "Zu", []),  # a different letter, as it is in the composed text
        ("\u00adDeut\u00adsch\u200bland\u00ad", "Deutschland", ["Deut\u00adsch\u200bland"]),
        ("Deutschland", "Deutsch\u00adland", ["Deutschland"]),
        ("qm\u0308q", "m", ["m\u0308"]),  # no such letter as one character
        ("👩\u200d👩\u200d👧 👩", "👩", ["👩\u200d👩\u200d👧", "👩"]),
        ("\u212bland", "Åland", ["\u212bland"]),
        ("Zu\u00ad\u0308rich", "Zürich", ["Zu\u00ad\u0308rich"]),
        ("\ufb2ax", "\u05e9\u05c1", ["\ufb2a"]),  # one character, of which NFC makes two
        ("e\u0301" * 3 + "\u00adx", "x", ["x"]),
    ],
)
def test_places(text, words, found):
    assert places(text, words) == found


@given(SPELT | st.text(), st.data())
def test_each_spelling_of_a_part_is_found_where_it_stands(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    part = folded(text[start:end])
    if not (part and is_boundary(text, start) and is_boundary(text, end)):
        return
    if folded(text[:start]) + part + folded(text[end:]) != folded(text):
        return  # it begins or ends with an accent of what is beside it
    for form in ("NFC", "NFD"):
        for found in places(text, normalize(form, part)):
            assert part in folded(found)
    ranges = list(Folded(text).places(re.compile(re.escape(part))))
    assert any(first < end and start < last for first, last in ranges)
    assert all(is_boundary(text, first) and is_boundary(text, last) for first, last in ranges)
    assert all(one[1] <= other[0] for one, other in pairwise(ranges))


@given(SPELT | st.text(), st.data())
def test_each_range_of_the_form_has_its_range_in_the_text(text, data):
    form = Folded(text).form
    assert form == folded(text) == normalize("NFC", re.sub(f"[{INVISIBLE}]", "", text))
    if not form:
        return
    start = data.draw(st.integers(0, len(form) - 1))
    end = data.draw(st.integers(start + 1, len(form)))
    first, last = Folded(text).in_text(start, end)
    assert form[start:end] in folded(text[first:last])
    if not folding._changes(text[first:last]):
        assert text[first:last] == form[start:end]
    ends = [Folded(text).in_text(place, place + 1) for place in range(start, end)]
    assert (ends[0][0], ends[-1][1]) == (first, last)
    assert all(one == other or one[1] <= other[0] for one, other in pairwise(ends))


def test_no_part_begins_with_what_the_one_before_takes_up():
    every = "".join(map(chr, range(0x110000)))
    beginnings = "".join(folding._BEGINNING.findall(every))
    assert len(beginnings) > 30_000
    assert regex.fullmatch(r"[\p{NFC_QC=Y}&&\p{ccc=0}]+", beginnings, regex.VERSION1)


@given(st.text())
def test_any_character_is_a_whole_grapheme_and_none_is_missed(text):
    ranges = list(Folded(text).places(re.compile(r".", re.DOTALL)))
    assert all(is_boundary(text, start) and is_boundary(text, end) for start, end in ranges)
    assert folded("".join(text[start:end] for start, end in ranges)) == folded(text)


@given(SPELT | st.text(), st.data())
def test_each_range_of_the_text_has_its_range_in_the_form(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    both = Folded(text)
    first, last = both.in_form(start, end)
    assert 0 <= first <= last <= len(both.form)
    assert both.in_form(0, len(text)) == (0, len(both.form))
    for cut, place in ((start, first), (end, last)):
        before, behind = folded(text[:cut]), folded(text[cut:])
        if not behind or behind[0] in "aZuq 👩":  # else it may belong to what is before it
            assert place == len(before)
    assert len(folded(text[:start])) >= first
    if first < last:
        back = both.in_text(first, last)
        assert back[0] < end
        assert start < back[1]
