"""Pauses for a thread that works beside one that must not wait."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")
Pause = Callable[[], object]
"""What a long work calls now and then, in its thread."""


def no_pause() -> None:
    """Go on at once."""


class Pace:
    """A pause, as soon as ``work`` seconds have gone by since the last one: sleeps for ``rest`` seconds.

    A system gives a processor to a busy thread for a slice of time (3 ms on Linux) and lets one that wakes up wait for
    its end, where the other processors are busy too. Who sleeps before gives the rest of the slice away.
    """

    def __init__(self, work: float = 0.0003, rest: float = 0.0002) -> None:
        self._work, self._rest = work, rest
        self._since = time.perf_counter()

    def __call__(self) -> None:
        """Sleep if it is time to."""
        if time.perf_counter() - self._since >= self._work:
            time.sleep(self._rest)
            self._since = time.perf_counter()


def paced(items: Iterable[Item], pause: Pause, few: int = 8) -> Iterator[Item]:
    """Give items, a pause after every few."""
    rest = iter(items)
    while some := tuple(islice(rest, few)):
        yield from some
        pause()
