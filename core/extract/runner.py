"""The parent's side of extraction: keeps a worker process, feeds it groups of articles, outlives whatever it does."""

from __future__ import annotations

import multiprocessing
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sized
from multiprocessing.connection import Connection, wait
from types import ModuleType, TracebackType
from typing import Any, Self

from core.errors import Cancelled, ExtractionError
from core.extract import worker
from core.extract.jobs import Batch, ExtractionJob, Failure, Limits, PipelineInfo
from core.extract.messages import DONE, FOUND, UNLOADABLE, JobTuple, job_tuple, proposals_of
from core.records import Proposals

GROUP_JOBS, GROUP_CHARS = 16, 500_000
"""Articles a message, and code points after which a group is closed earlier."""

_LOAD_SECONDS, _CLOSE_SECONDS = 180.0, 2.0
_HOPELESS = 5  # articles that end the worker, and none that does not, before a run is given up

_Group = list[ExtractionJob]
_Reply = tuple[Any, ...]


class _Lost(Exception):
    """The worker ended or was ended without an answer; the text says why, as the end of a sentence."""


class Extractor:
    """A pipeline kept ready in its own process, for one run after another; a lost process is replaced at the next use.

    Closing is safe at any time and from any thread. The process also ends with this one, however that happens.
    """

    def __init__(self, pipeline: PipelineInfo, limits: Limits | None = None) -> None:
        self.pipeline = pipeline
        self.limits = limits or Limits()
        self._process: multiprocessing.process.BaseProcess | None = None
        self._connection: Connection | None = None
        self._in_use, self._guard = threading.Lock(), threading.Lock()
        self._kills = 0
        self._closed = False

    def run(self, jobs: Iterable[ExtractionJob], total: int | None = None) -> ExtractionRun:
        """Make a run over some articles; ``total`` is their number where ``jobs`` has no length."""
        return ExtractionRun(self, jobs, total=total)

    def start(self) -> None:
        """Load the pipeline now instead of at the first run; raises ExtractionError if it cannot be loaded."""
        process = self._process
        if process is not None and process.is_alive():
            return
        self.check_open()
        kills = self._kills
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=worker.main,
            args=(theirs, self.pipeline, self.limits),
            name=f"extraction with {self.pipeline.name}",
            daemon=True,
        )
        with _without_main_module():
            process.start()
        theirs.close()
        with self._guard:
            self._process, self._connection = process, ours
            ended_meanwhile = kills != self._kills or self._closed
        if ended_meanwhile:
            self.kill()
        try:
            reply = self.receive(_LOAD_SECONDS)
        except _Lost as loss:
            raise ExtractionError(f"The pipeline “{self.pipeline.name}” could not be loaded: {loss}.") from loss
        if reply[0] == UNLOADABLE:
            self.kill()
            raise ExtractionError(str(reply[1]))

    @property
    def process_id(self) -> int | None:
        """The id of the worker process, or None while there is none."""
        process = self._process
        return process.pid if process is not None else None

    def send(self, group: list[JobTuple]) -> None:
        """Give the worker, which must be waiting for it, a group; raises _Lost if it is gone."""
        try:
            self._open_connection().send(group)
        except (BrokenPipeError, ConnectionResetError, OSError) as error:
            raise _Lost(self._how_it_ended()) from error

    def receive(self, seconds: float) -> _Reply:
        """Wait for a message of the worker; raises _Lost if it ends, or says nothing for so long (then it is ended)."""
        connection = self._open_connection()
        try:
            if not wait([connection], seconds):
                self.kill()
                raise _Lost(f"it did not answer for {seconds:.0f} seconds")
            reply: _Reply = connection.recv()
        except (EOFError, OSError) as error:
            raise _Lost(self._how_it_ended()) from error
        return reply

    def kill(self) -> None:
        """End the process at once, from any thread; the next run starts another one."""
        with self._guard:
            process, self._process = self._process, None
            self._kills += 1
        if process is not None:
            process.kill()
            process.join()

    def close(self) -> None:
        """End the process for good; a run that still goes on ends with ExtractionError."""
        self._closed = True
        self.kill()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def take(self) -> None:
        """Reserve the extractor for one run; raises ExtractionError while another run has it, or once it is closed."""
        self.check_open()
        if not self._in_use.acquire(blocking=False):
            raise ExtractionError(
                f"“{self.pipeline.name}” is busy with another extraction; wait until it has ended, or cancel it."
            )

    def check_open(self) -> None:
        """Raise ExtractionError once the extractor is closed."""
        if self._closed:
            raise ExtractionError(f"The pipeline “{self.pipeline.name}” was closed.")

    def give_back(self) -> None:
        """Free the extractor for the next run."""
        self._in_use.release()

    def _open_connection(self) -> Connection:
        connection = self._connection
        if connection is None:
            raise _Lost("it was not started")
        return connection

    def _how_it_ended(self) -> str:
        """Say how the process ended, and clear it away."""
        process = self._process
        if process is None:
            return "it was ended"
        process.join(_CLOSE_SECONDS)
        code = process.exitcode
        self.kill()
        if code is None:
            return "it closed its connection"
        return f"its process was killed (signal {-code})" if code < 0 else f"its process ended (code {code})"


class ExtractionRun:
    """One run of a pipeline over many articles: iterate over it, in one thread; ``cancel`` it from any other.

    Jobs are taken from the iterable as they are needed, at most 32 ahead, so that memory stays flat. An article that
    crashes, hangs or overfills the worker is named in ``Batch.failed``; the others are done. Iterating raises
    ExtractionError if the pipeline cannot be loaded or every article ends it, and Cancelled after ``cancel``.
    """

    def __init__(
        self,
        pipeline: PipelineInfo | Extractor,
        jobs: Iterable[ExtractionJob],
        *,
        total: int | None = None,
        limits: Limits | None = None,
    ) -> None:
        self._owned = not isinstance(pipeline, Extractor)
        self._extractor = pipeline if isinstance(pipeline, Extractor) else Extractor(pipeline, limits)
        self._jobs = iter(jobs)
        self._total = len(jobs) if total is None and isinstance(jobs, Sized) else total
        self._cancelled = threading.Event()
        self._waiting: deque[_Group] = deque()
        self._done = 0
        self._losses = 0
        self._succeeded = False
        self._started = 0.0

    @property
    def pipeline(self) -> PipelineInfo:
        """The pipeline that runs."""
        return self._extractor.pipeline

    def cancel(self) -> None:
        """Stop at once: the worker is ended, whatever it does; what was yielded before stays valid."""
        self._cancelled.set()
        self._extractor.kill()

    def __iter__(self) -> Iterator[Batch]:
        self._extractor.take()
        in_flight = True  # until the last group is answered, the worker may have an answer that nobody wants
        try:
            self._start()
            self._started = time.monotonic()
            yield from self._batches()
            in_flight = False
        finally:
            if in_flight:
                self._extractor.kill()
            self._extractor.give_back()
            if self._owned:
                self._extractor.close()

    def _batches(self) -> Iterator[Batch]:
        """Keep the worker busy: the next group is ready before an answer comes, and goes out before that is yielded."""
        group, skipped = self._next()
        lost = self._send(group)
        while group or skipped:
            upcoming = self._next()
            results, failed = self._answer(group, lost) if group else ([], [])
            failed += skipped
            if self._waiting:  # articles of a lost group come first, one by one
                if upcoming[0]:
                    self._waiting.append(upcoming[0])
                upcoming = self._waiting.popleft(), upcoming[1]
            group, skipped = upcoming
            lost = self._send(group)
            self._done += len(results) + len(failed)
            if results or failed:
                yield Batch(tuple(results), tuple(failed), self._done, self._total, self._seconds_left())
            self._check()

    def _next(self) -> tuple[_Group, list[Failure]]:
        """Take the next group, and the articles between that are in a language the pipeline does not read."""
        self._check()
        if self._waiting:
            return self._waiting.popleft(), []
        group: _Group = []
        skipped: list[Failure] = []
        size = 0
        while len(group) + len(skipped) < GROUP_JOBS and size < GROUP_CHARS:
            job = next(self._jobs, None)
            if job is None:
                break
            if self.pipeline.reads(job.lang):
                group.append(job)
                size += len(job.text)
            else:
                skipped.append(Failure(job.article_id, self._wrong_language(job.lang)))
        return group, skipped

    def _send(self, group: _Group) -> str:
        """Send a group; give the reason where the worker was lost meanwhile, else an empty string."""
        if not group:
            return ""
        try:
            self._start()
            self._extractor.send([job_tuple(job) for job in group])
        except _Lost as loss:
            return str(loss)
        return ""

    def _answer(self, group: _Group, lost: str) -> tuple[list[Proposals], list[Failure]]:
        """Wait for the answer to a group; if the worker is lost, put what it left back, to try it one by one."""
        found: list[Proposals] = []
        if lost:
            return found, self._lost(group, lost)
        try:
            while (reply := self._extractor.receive(self._extractor.limits.seconds))[0] != DONE:
                if reply[0] == FOUND:
                    found.append(proposals_of(reply[1]))
                self._check()
        except _Lost as loss:
            self._check()
            done = {proposals.article_id for proposals in found}
            return found, self._lost([job for job in group if job.article_id not in done], str(loss))
        self._succeeded = True
        return found, [Failure(*failure) for failure in reply[1]]

    def _lost(self, group: _Group, reason: str) -> list[Failure]:
        """Give up the one article that is left of a group, or put all that are left back."""
        if len(group) != 1:
            self._waiting.extendleft([job] for job in reversed(group))
            return []
        self._losses += 1
        if self._losses >= _HOPELESS and not self._succeeded:
            raise ExtractionError(
                f"The pipeline “{self.pipeline.name}” fails on every article ({reason}); choose another one."
            )
        return [Failure(group[0].article_id, f"The pipeline “{self.pipeline.name}” was lost on it: {reason}.")]

    def _start(self) -> None:
        """Have the worker ready; a cancel while it loads is a cancel, not a failure to load."""
        try:
            self._extractor.start()
        except ExtractionError:
            self._check()
            raise
        self._check()

    def _check(self) -> None:
        if self._cancelled.is_set():
            self._extractor.kill()
            raise Cancelled("The extraction was cancelled; what was found before is kept.")
        self._extractor.check_open()

    def _seconds_left(self) -> float | None:
        if self._total is None or not self._done:
            return None
        return (time.monotonic() - self._started) / self._done * max(self._total - self._done, 0)

    def _wrong_language(self, lang: str) -> str:
        return (
            f"It is in another language ({lang}) than “{self.pipeline.name}” reads ({self.pipeline.lang}); "
            "choose a pipeline for it, or correct its language."
        )


class _without_main_module:  # noqa: N801 (a context manager, used like a function)
    """Keep the child from importing the parent's main module: a window's brings Qt, a script's would run again."""

    _lock = threading.Lock()

    def __enter__(self) -> None:
        self._lock.acquire()
        self._main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")

    def __exit__(self, *_: object) -> None:
        sys.modules["__main__"] = self._main
        self._lock.release()
