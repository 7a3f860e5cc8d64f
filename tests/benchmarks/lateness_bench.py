"""How late the window's event loop is while it extracts, against the same window while it does not.

One window, one run over many articles. Its worker is stopped and set going again by signals, slice by slice, so both
sides see the same machine and the same window; between them a bare script that gives way as the worker does reads the
same texts beside the waiting window: what it costs is the machine's share, the rest is ours. All slices of a kind are
pooled.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from multiprocessing.pool import AsyncResult, Pool
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from core.extract import available_pipelines
from tests.benchmarks.extract_bench import bare_seconds, be_the_script, made_texts
from tests.benchmarks.measure import Result
from tests.benchmarks.window_bench import application

SLICES, SLICE_SECONDS, SETTLE_SECONDS, TICK = 30, 1.5, 0.2, 0.005
ARTICLES = 8_000


def run() -> Iterator[Result]:
    """Measure; the window extracts articles of a library of its own."""
    if not hasattr(signal, "SIGSTOP"):
        return
    with tempfile.TemporaryDirectory() as name:
        os.environ["LEUCHTSTIFT_HOME"] = name
        window = window_on(Path(name))
        script = multiprocessing.get_context("spawn").Pool(1, be_the_script, (available_pipelines()[0],))
        try:
            yield from measured(window, script)
        finally:
            script.terminate()
            window.closing.agree()  # whatever is extracted
            window.close()


def window_on(home: Path) -> object:
    """Open the window on the first of many articles."""
    from core.library import Library
    from core.records import ArticleDraft

    path = home / "late.leuchtstift"
    texts = made_texts(1_000)
    with Library.create(path) as library:
        drafts = (ArticleDraft(f"{n}\n\n{texts[n % 1_000]}", f"Meldung {n}", lang="de") for n in range(ARTICLES))
        library.add(drafts, undoable=False)
    return window_with(path)


def window_with(path: Path) -> object:
    """Open the window on a library."""
    app = application()
    from core.settings import Settings
    from gui import appearance
    from gui.garbage import GarbageCollector
    from gui.main_window import MainWindow

    settings = Settings(language="en", theme="light")
    window = MainWindow(settings, appearance.apply(settings))
    window.resize(1280, 820)
    window.show()
    window.complete()
    GarbageCollector(app).start()
    window.libraries.open(path)
    for _ in range(50):
        app.processEvents()
    return window


def measured(window: object, script: Pool) -> Iterator[Result]:
    """Take the slices by turns and compare the pooled lateness."""
    window.extraction.extract_all()
    (job,) = window.jobs.running
    wait_for(lambda: job.done > 0)
    (worker,) = (child.pid for child in multiprocessing.active_children() if child.name.startswith("extraction"))
    late: dict[str, list[float]] = {"waiting": [], "script": [], "extracting": []}
    texts = made_texts(16)
    for _ in range(SLICES):
        os.kill(worker, signal.SIGSTOP)
        ticks(SETTLE_SECONDS)
        late["waiting"] += ticks(SLICE_SECONDS)
        reading = script.apply_async(keep_reading, (texts, SETTLE_SECONDS + SLICE_SECONDS))
        ticks(SETTLE_SECONDS)
        late["script"] += ticks(SLICE_SECONDS)
        finish(reading)
        os.kill(worker, signal.SIGCONT)
        ticks(SETTLE_SECONDS)
        late["extracting"] += ticks(SLICE_SECONDS)
        if not window.extraction.is_running:
            raise RuntimeError("The articles ran out: there must be more of them.")
    shares = (0.5, 0.9, 0.95, 0.99)
    note = "; ".join(f"{kind} {', '.join(f'{p(values, s):.2f}' for s in shares)} ms" for kind, values in late.items())
    ratio = p(late["extracting"], 0.99) / p(late["waiting"], 0.99)
    yield Result(
        "window's loop: p99 of lateness, extracting / waiting", ratio, 2.0, note=f"{note} (median, p90, p95, p99)"
    )
    ratio = p(late["extracting"], 0.99) / p(late["script"], 0.99)
    yield Result("window's loop: p99 of lateness, extracting / beside a bare script", ratio, 2.0)


def keep_reading(texts: list[str], seconds: float) -> None:
    """Read texts in the bare script for some seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        bare_seconds(texts)


def finish(reading: AsyncResult[None]) -> None:
    """Wait for the script without stopping the window."""
    wait_for(reading.ready)


def wait_for(done: Callable[[], bool]) -> None:
    """Run the event loop until something holds; raises TimeoutError after a minute."""
    end = time.monotonic() + 60
    while not done():
        if time.monotonic() > end:
            raise TimeoutError
        application().processEvents()
        time.sleep(0.01)


def ticks(seconds: float) -> list[float]:
    """Run the event loop for some seconds; give each tick's lateness in milliseconds."""
    from PySide6.QtCore import QEventLoop, Qt, QTimer

    loop, late = QEventLoop(), []
    due = time.perf_counter() + TICK

    def tick() -> None:
        nonlocal due
        now = time.perf_counter()
        late.append(max(now - due, 0.0) * 1000)
        due = now + TICK

    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(tick)
    timer.start(int(TICK * 1000))
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()
    timer.stop()
    return late


def p(values: list[float], share: float) -> float:
    """Give a percentile."""
    return sorted(values)[int(len(values) * share)]
