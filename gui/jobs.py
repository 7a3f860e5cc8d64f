"""Long work beside the window: thread pools, and one long-lived signal that brings results into the window's thread.

One signal for all jobs, not one object of signals a job: the latter crashes while collecting garbage (PySide6 on 3.11).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from core.errors import Cancelled

Result = TypeVar("Result")
_REPORT_PAUSE = 0.05  # seconds between two reports of progress
_WARM_UP = 2.0  # seconds of work before anything is said of how long the rest will take
_IN_FLIGHT = 8  # deliveries that a job may be ahead of the window, so that its memory stays flat


class Job(Generic[Result]):
    """One piece of work in a thread. The work calls ``report`` and ``deliver``; anybody may call ``cancel``.

    ``done``, ``total``, ``seconds_left`` (None: nothing to tell from) and ``progressed`` belong to the window's thread.
    """

    def __init__(self, title: str, post: Callable[[Callable[[], None]], None]) -> None:
        self.title = title
        self.done = 0
        self.total: int | None = None
        self.seconds_left: float | None = None
        self.on_cancel: Callable[[], None] | None = None
        self.future: Future[None] | None = None
        self._post = post
        self._cancelled = threading.Event()
        self._room = threading.Semaphore(_IN_FLIGHT)
        self._reported = 0.0
        self._began: tuple[int, float] | None = None
        self._progressed: Callable[[Job[Any]], None] | None = None

    @property
    def is_cancelled(self) -> bool:
        """Tell whether somebody wants the job to end."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask the work to end soon; what it delivered stays."""
        self._cancelled.set()
        self._room.release()
        if self.on_cancel is not None:
            self.on_cancel()

    def report(self, done: int, total: int | None) -> bool:
        """Tell how far the work is, from its thread; False means that it should end (``core``'s progress callback)."""
        now = time.monotonic()
        if now - self._reported >= _REPORT_PAUSE or done == total:  # a person cannot read faster; a queue can overflow
            self._reported = now
            self._post(partial(self.note, done, total, now))
        return not self.is_cancelled

    def deliver(self, consume: Callable[[], None]) -> None:
        """Have something done in the window's thread; waits while the window is behind. Raises Cancelled."""
        self._room.acquire()
        if self.is_cancelled:
            self._room.release()
            raise Cancelled("Cancelled.")
        self._post(partial(self._consume, consume))

    def _consume(self, consume: Callable[[], None]) -> None:
        self._room.release()
        if not self.is_cancelled:
            consume()

    def note(self, done: int, total: int | None, at: float) -> None:
        """Take down how far the work was at a moment (seconds of one clock), and tell."""
        self.done, self.total = done, total
        first, began = self._began = self._began or (done, at)
        speed = (done - first) / (at - began) if at - began >= _WARM_UP else 0.0
        self.seconds_left = (total - done) / speed if total is not None and speed > 0 else None
        if self._progressed is not None:
            self._progressed(self)


class Jobs(QObject):
    """Runs jobs and tells of them in the window's thread.

    ``failed`` carries a job and what it raised (but Cancelled); a bug among them is the listener's to report.
    """

    started = Signal(object)
    progressed = Signal(object)
    finished = Signal(object)
    failed = Signal(object, object)
    _relay = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.running: list[Job[Any]] = []
        # One worker for what reads or writes a library, so that two such jobs never wait for each other's lock.
        self._pools = {True: ThreadPoolExecutor(1, "library"), False: ThreadPoolExecutor(2, "job")}
        self._relay.connect(_call, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        title: str,
        work: Callable[[Job[Result]], Result],
        finished: Callable[[Result], None] | None = None,
        *,
        uses_library: bool = False,
    ) -> Job[Result]:
        """Run ``work(job)`` in a thread, then ``finished(result)`` here, unless it raises."""
        job: Job[Result] = Job(title, self._relay.emit)
        job._progressed = self.progressed.emit
        self.running.append(job)
        self.started.emit(job)
        job.future = self._pools[uses_library].submit(self._work, job, work, finished)
        return job

    def stop(self) -> None:
        """Cancel everything and wait until it has ended; results that are on their way are dropped."""
        stopped, self.running = self.running, []
        for job in stopped:
            job.cancel()
        wait([job.future for job in stopped if job.future is not None])
        for job in stopped:
            self.finished.emit(job)

    def close(self) -> None:
        """Stop everything and end the threads; nothing can be started any more."""
        self.stop()
        for pool in self._pools.values():
            pool.shutdown(wait=True)

    def _work(
        self, job: Job[Result], work: Callable[[Job[Result]], Result], finished: Callable[[Result], None] | None
    ) -> None:
        try:
            result = work(job)
        except BaseException as error:  # noqa: BLE001  (the border: whatever it is, the window hears of it)
            self._relay.emit(partial(self._end, job, error, None))
        else:
            self._relay.emit(partial(self._end, job, None, partial(finished, result) if finished else None))

    def _end(self, job: Job[Any], error: BaseException | None, finish: Callable[[], None] | None) -> None:
        if job not in self.running:  # stopped meanwhile
            return
        self.running.remove(job)
        self.finished.emit(job)
        if error is None:
            if finish is not None:
                finish()
        elif not isinstance(error, Cancelled):
            self.failed.emit(job, error)


def _call(call: Callable[[], None]) -> None:
    call()
