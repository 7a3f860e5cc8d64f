"""A benchmark's results, and how to time two ways fairly: by turns in one run, so that a busy machine hits both."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table: a value, most often a ratio, and the target that it must reach.

    ``more`` turns the comparison round: the value must be at least the target.
    """

    name: str
    value: float
    target: float
    more: bool = False
    note: str = ""

    @property
    def holds(self) -> bool:
        """Tell whether the target is reached."""
        return self.value >= self.target if self.more else self.value <= self.target


@contextmanager
def quiet() -> Iterator[None]:
    """Keep the garbage collector out of what is timed."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def seconds(action: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """Time one call; CPU time unless another clock (``unhindered`` where a disk counts) is named."""
    with quiet():
        start = clock()
        action()
        return clock() - start


_SCHEDULE = Path("/proc/thread-self/schedstat")


def unhindered() -> float:
    """Give the wall clock without the time that this thread was ready but other programs had the processors (Linux).

    What remains is work and waiting for the disk: for what ends in a durable commit, on a machine with other work.
    """
    waited = int(_SCHEDULE.read_bytes().split()[1]) if _SCHEDULE.exists() else 0
    return time.perf_counter() - waited / 1e9


def by_turns(
    ours: Callable[[], object],
    theirs: Callable[[], object],
    *,
    rounds: int = 5,
    clock: Callable[[], float] = time.process_time,
) -> tuple[float, float]:
    """Time two actions by turns and give the median seconds of each; the first turn only warms up."""
    first, second = [], []
    for _ in range(rounds + 1):
        first.append(seconds(ours, clock))
        second.append(seconds(theirs, clock))
    return median(first[1:]), median(second[1:])


def ratio(name: str, ours: float, theirs: float, target: float, note: str = "") -> Result:
    """Give the result "ours takes value times as long as theirs, which must be at most target"."""
    return Result(name, ours / theirs, target, note=note or f"{ours * 1e3:.2f} ms against {theirs * 1e3:.2f} ms")
