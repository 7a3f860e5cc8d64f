"""Kappa over characters, against the definition written out."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.records import DraftSpan
from core.review.agreement import ALL, Agreement, kappa

LENGTH = 30
SPANS = st.lists(
    st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 8), st.sampled_from(["PER", "LOC"])).map(
        lambda span: DraftSpan(span[0], min(span[0] + span[1], LENGTH), span[2])
    ),
    max_size=6,
)


def on(spans, position: int) -> frozenset[str]:
    return frozenset(span.label for span in spans if span.start <= position < span.end)


@given(SPANS, SPANS)
def test_it_is_what_counting_each_character_gives(first, second):
    agreement = Agreement()
    agreement.add(LENGTH, first, second)
    found = agreement.kappas()
    pairs = [(on(first, place), on(second, place)) for place in range(LENGTH)]
    assert found[ALL] == pytest.approx(kappa(Counter(pairs)))
    for label in found.keys() - {ALL}:
        assert found[label] == pytest.approx(kappa(Counter((label in a, label in b) for a, b in pairs)))


def test_known_values():
    assert kappa(Counter({("a", "a"): 20, ("a", "b"): 5, ("b", "a"): 10, ("b", "b"): 15})) == pytest.approx(0.4)
    assert kappa(Counter()) == 1.0
    same = Agreement()
    same.add(10, [DraftSpan(2, 5, "PER")], [DraftSpan(2, 5, "PER")])
    assert same.kappas() == {"PER": 1.0, ALL: 1.0}
    other = Agreement()
    other.add(10, [DraftSpan(0, 5, "PER")], [DraftSpan(5, 10, "PER")])
    assert other.kappas()["PER"] == pytest.approx(-1.0)
