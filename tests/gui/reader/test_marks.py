"""Lanes and chips: nested marks lie under one another, chips never collide and never leave their mark."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from gui.reader.marks import Piece, assign_lanes, place_chips

RANGES = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=25).map(
    lambda pairs: sorted(((start, start + length) for start, length in pairs), key=lambda r: (r[0], -r[1]))
)


@given(ranges=RANGES)
def test_touching_ranges_lie_in_different_lanes_and_inner_ones_above_outer_ones(ranges):
    lanes = assign_lanes(ranges)
    for i, (start, end) in enumerate(ranges):
        for j, (low, high) in enumerate(ranges[:i]):
            if low < end and start < high:
                assert lanes[i] != lanes[j]
                inside = low <= start and end <= high and (low, high) != (start, end)
                if inside:
                    assert lanes[i] < lanes[j]


def test_lanes_of_a_nest():
    assert assign_lanes([(0, 30), (0, 10), (2, 5), (12, 20), (25, 28)]) == [2, 1, 0, 0, 0]
    assert assign_lanes([(0, 5), (5, 9)]) == [0, 0]
    assert assign_lanes([]) == []


def test_six_deep_takes_six_lanes():
    assert assign_lanes([(n, 20 - n) for n in range(6)]) == [5, 4, 3, 2, 1, 0]


def piece(key, left, right, label="LABEL"):
    return Piece(key, label, True, left, right, 0, True, True, left, right)


def measure(text):
    return 7.0 * len(text)


@given(
    st.lists(st.tuples(st.integers(0, 500), st.integers(4, 120), st.sampled_from(["PER", "QUOTE", "X"])), max_size=20)
)
def test_chips_never_collide_and_stand_over_their_mark(boxes):
    pieces = {key: piece(key, left, left + width, label) for key, (left, width, label) in enumerate(boxes)}
    for backwards in (False, True):
        chips = place_chips([(each, backwards) for each in pieces.values()], measure, 620)
        ordered = sorted(chips, key=lambda chip: chip.x)
        for one, other in pairwise(ordered):
            assert one.x + one.width < other.x
        for chip in chips:
            own = pieces[chip.key]
            assert chip.label.startswith(chip.text)
            assert chip.width == measure(chip.text)
            if backwards:
                assert own.left < chip.x + chip.width <= own.right
            else:
                assert own.left <= chip.x < own.right


def test_a_chip_is_shortened_where_the_next_is_near_and_dropped_where_nothing_fits():
    chips = place_chips([(piece(1, 0, 20, "QUOTE"), False), (piece(2, 25, 60, "PER"), False)], measure, 600)
    assert [(chip.key, chip.text) for chip in chips] == [(1, "QU"), (2, "PER")]
    chips = place_chips([(piece(1, 0, 8, "QUOTE"), False), (piece(2, 9, 60, "PER"), False)], measure, 600)
    assert [(chip.key, chip.text) for chip in chips] == [(2, "PER")]


def test_marks_that_begin_together_share_the_room():
    chips = place_chips([(piece(1, 0, 200, "QUOTE"), False), (piece(2, 0, 90, "PER"), False)], measure, 600)
    assert [(chip.key, chip.x) for chip in chips] == [(1, 0.0), (2, 40.0)]
