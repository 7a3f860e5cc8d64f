"""How long the window's event loop stands still while a library of 100 MB is backed up, against the same one at rest.

By turns: a backup, then a rest of the same length. A gap is how late a tick of 5 ms comes; the machine has its own, and
the rest tells them. Of several rounds the median worst gap counts, so that one hiccup of the machine does not.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.benchmarks.lateness_bench import ticks, window_with
from tests.benchmarks.measure import Result
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
            yield measured(window, path.stat().st_size)
        finally:
            window.close()


def measured(window: object, size: int) -> Result:
    """Take the rounds by turns and compare the worst gaps."""
    library = window.session.library
    beside, at_rest, lengths = [], [], []
    for _ in range(ROUNDS):
        late, begun = [], time.monotonic()
        window.jobs.start("Backing up", lambda _: library.backup("manual", always=True), uses_library=True)
        while window.jobs.running:
            late += ticks(0.2)
        lengths.append(time.monotonic() - begun)
        beside.append(max(late))
        at_rest.append(max(ticks(lengths[-1])))
    shown = ("/".join(f"{gap:.1f}" for gap in sorted(gaps)) for gaps in (beside, at_rest))
    note = "beside {} ms, at rest {} ms; {:.0f} MB in {:.1f} s".format(*shown, size / 1e6, median(lengths))
    return Result("window's loop: worst gap while 100 MB are backed up, ms", median(beside), FRAME, note=note)
