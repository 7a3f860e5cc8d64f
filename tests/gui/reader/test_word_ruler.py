"""The widths of words say how many lines a paragraph has: as many as Qt makes, or nothing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.assets import seed_folder
from gui.reader.ruler import Ruler
from gui.reader.typography import typography
from gui.reader.word_ruler import WordRuler
from tests.gui.reader.material import rich

WORDS = sorted({word for path in seed_folder().glob("*.*") for word in path.read_text(encoding="utf-8").split()})
ODD = [
    "Nato-Russland-Rat",
    "und/oder",
    "–",
    "(red.",
    "sda)",
    "10.30",
    "3/4",
    "Schifffahrt",
    "trifft",
    "Tür,",
    "WAV",
    "«Ja»",
    "U.S.A.",
]
RELAXED = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_paragraphs_of_the_samples_have_the_lines_that_qt_makes(qapp):
    for size, column in ((19, 66), (14, 90), (27, 45)):
        types = typography(size, column)
        ruler, words = Ruler(), WordRuler(types.body.font)
        told = 0
        for line in [*rich()[0].text.split("\n"), *(" ".join(WORDS[n : n + 90]) for n in range(0, len(WORDS), 90))]:
            count = words.count(line, types.width)
            told += count is not None
            if count is not None:
                assert count * types.body.pitch == ruler.shaped(line, types.body, types.width), line
        assert told > 10


def test_any_order_of_words_in_any_column(qapp):
    types = typography()
    ruler, words = Ruler(), WordRuler(types.body.font)

    @RELAXED
    @given(st.lists(st.sampled_from(WORDS + ODD * 20), min_size=1, max_size=80).map(" ".join), st.integers(150, 900))
    def check(text, width):
        count = words.count(text, width)
        if count is not None:
            # Where a line is full to a fraction of a pixel the two may part: never by more than a line.
            lines = ruler.shaped(text, types.body, width) // types.body.pitch
            assert abs(count - lines) <= 1
            wrong.append(count != lines)

    wrong: list[bool] = []
    check()
    assert sum(wrong) <= len(wrong) // 20


@pytest.mark.parametrize(
    "text",
    ["", "zwei  Räume", "Wort\u00a0mit", "שלום לכולם", "a\tb", "weich\u00adlich", "京都", "😀", "x" * 400, "( a"],
)
def test_what_is_not_plain_is_left_to_qt(qapp, text):
    types = typography()
    assert WordRuler(types.body.font).count(text, types.width) is None


def test_a_wider_column_never_has_more_lines(qapp):
    types = typography()
    words = WordRuler(types.body.font)
    text = " ".join([word for word in WORDS if words.count(word, 900) == 1][200:500])
    counts = [words.count(text, width) for width in range(200, 900, 7)]
    known = [count for count in counts if count is not None]
    assert len(known) > 50
    assert all(narrow >= wide for narrow, wide in pairwise(known))
