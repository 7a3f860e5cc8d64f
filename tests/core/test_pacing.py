"""Pauses of a thread that works beside the window's."""

from __future__ import annotations

import pytest

from core import pacing
from core.library import Library
from core.pacing import Pace, paced
from tests.core.library_helpers import draft, found, seen


@pytest.fixture
def clock(monkeypatch) -> list[float]:
    """The time, which only sleeping and the test itself let pass."""
    now = [0.0]
    monkeypatch.setattr(pacing.time, "perf_counter", lambda: now[0])
    monkeypatch.setattr(pacing.time, "sleep", lambda seconds: now.__setitem__(0, now[0] + seconds))
    return now


def test_who_has_worked_long_enough_rests(clock):
    pace = Pace(work=2, rest=1)
    for at, then in ((1, 1), (2, 3), (4, 4), (4.5, 4.5), (5, 6), (8, 9)):
        clock[0] = at
        pace()
        assert clock[0] == then


def test_items_stay_as_they_are_and_a_pause_comes_after_every_few():
    given: list[object] = []
    for item in paced(iter("abcde"), lambda: given.append("pause"), 2):
        given.append(item)
    assert given == ["a", "b", "pause", "c", "d", "pause", "e", "pause"]
    assert list(paced([], pytest.fail)) == []


@pytest.mark.parametrize("pauses", [None, []])
def test_storing_what_was_found_may_pause(tmp_path, pauses):
    batch = [found(1, *((at, at + 1, "PER") for at in range(20))), found(2, (0, 3, "LOC"))]
    with Library.create(tmp_path / "library.leuchtstift") as library:
        library.add(draft(number) for number in (1, 2))
        layer = library.start_run("names", "1")
        library.add_proposals(layer, batch, *([] if pauses is None else [lambda: pauses.append("pause")]))
        library.finish_run(layer, complete=True)
        assert [len(seen(library.marks(number))) for number in (1, 2)] == [20, 1]
    assert pauses is None or len(pauses) == 3 + 1 + 1 + 1  # after every eight spans, and after each article
