"""Scores, intervals, reliability and the card's figures."""

import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest

from core.learn.card import reliability_svg, score_table
from core.learn.evaluation import counts_by_sentence, f1, reliability, score

WANTED = [[(0, 1, "PER"), (3, 5, "ORG")], [], [(2, 3, "LOC")]]
FOUND = [[(0, 1, "PER"), (3, 4, "ORG")], [(0, 1, "PER")], [(2, 3, "LOC")]]


def test_only_exact_spans_count():
    counts = counts_by_sentence(FOUND, WANTED, {"PER", "ORG", "LOC"})
    assert counts.tolist() == [[1, 2, 2], [0, 1, 0], [1, 1, 1]]
    assert f1(counts.sum(axis=0)) == pytest.approx(4 / 7)
    assert counts_by_sentence(FOUND, WANTED, {"LOC"}).sum(axis=0).tolist() == [1, 1, 1]
    assert f1(np.zeros(3, int)) == 0.0


def test_the_interval_holds_the_score_and_narrows():
    few = counts_by_sentence(FOUND * 5, WANTED * 5, {"PER", "ORG", "LOC"})
    many = counts_by_sentence(FOUND * 200, WANTED * 200, {"PER", "ORG", "LOC"})
    for counts in (few, many):
        result = score(counts)
        assert result.low <= result.f1 <= result.high
    assert score(many).high - score(many).low < score(few).high - score(few).low


def test_reliability_of_honest_and_of_boastful_probabilities():
    random = np.random.default_rng(0)
    said = random.random(20000)
    right = random.random(20000) < said
    assert reliability(said, right).error < 0.02
    assert reliability(np.full(100, 0.95), [True] * 50 + [False] * 50).error == pytest.approx(0.45)
    assert reliability([], []).error == 0.0


def test_the_diagram_is_an_image_with_a_dot_for_each_bin():
    diagram = reliability([0.15, 0.55, 0.95, 0.97], [False, True, True, True])
    root = ElementTree.fromstring(reliability_svg(diagram))
    assert len(root.findall("{http://www.w3.org/2000/svg}circle")) == len(diagram.bins) == 3


def test_the_table_has_a_line_a_label():
    counts = counts_by_sentence(FOUND, WANTED, {"PER", "ORG", "LOC"})
    lines = score_table({"all": score(counts)}).splitlines()
    assert len(lines) == 3
    assert lines[2].startswith("| all | 3 | 50.0 % | 66.7 % | 57.1 |")
