"""How long the window's event loop stands still while a library of 100 MB is backed up, against the same one at rest.

By turns: a backup, then a rest of the same length. A gap is how late a tick of 5 ms comes; the machine has its own, and
the rest tells them. Of several rounds the median worst gap counts, so that one hiccup of the machine does not.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.benchmarks.lateness_bench import ticks, window_with
from tests.benchmarks.measure import Result, seconds
from tests.big import make

ARTICLES, ROUNDS = 17_000, 7
FRAME = 16.0  # milliseconds


def run() -> Iterator[Result]:
    """Measure in the real window, with the job of its menu."""
    with tempfile.TemporaryDirectory() as name:
        os.environ["LEUCHTSTIFT_HOME"] = name
        path = Path(name) / "large.leuchtstift"
        make(path, ARTICLES)
        window = window_with(path)
        try:
            yield gaps(window, path.stat().st_size)
            yield edits(window)
        finally:
            window.close()


def begin(window: object) -> None:
    """Begin a backup, as the menu does."""
    library = window.session.library
    window.jobs.start("Backing up", lambda _: library.backup("manual", always=True), uses_library=True)


def gaps(window: object, size: int) -> Result:
    """Take the rounds by turns and compare the worst gaps of a window that nobody works in."""
    beside, at_rest, lengths = [], [], []
    for _ in range(ROUNDS):
        late, begun = [], time.monotonic()
        begin(window)
        while window.jobs.running:
            late += ticks(0.2)
        lengths.append(time.monotonic() - begun)
        beside.append(max(late))
        at_rest.append(max(ticks(lengths[-1])))
    note = f"beside {shown(beside)}, at rest {shown(at_rest)}; {size / 1e6:.0f} MB in {median(lengths):.1f} s"
    return Result("window's loop: worst gap while 100 MB are backed up, ms", median(beside), FRAME, note=note)


def edits(window: object) -> Result:
    """Work meanwhile: the worst edit of each backup, stored and shown, and of as many without one."""
    turns = cycle((window.session.undo, window.session.redo))
    beside, at_rest = [], []
    for _ in range(ROUNDS):
        times = []
        begin(window)
        while window.jobs.running:
            times.append(seconds(next(turns), time.perf_counter))
            ticks(0.03)
        beside.append(max(times) * 1000)
        at_rest.append(max(seconds(next(turns), time.perf_counter) for _ in times) * 1000)
    note = f"beside {shown(beside)}, at rest {shown(at_rest)}"
    return Result("window: worst edit while 100 MB are backed up, ms", median(beside), FRAME, note=note)


def shown(values: list[float]) -> str:
    """Write milliseconds, sorted."""
    return "/".join(f"{value:.1f}" for value in sorted(values)) + " ms"
