"""The parent's side of extraction: feeds a worker process groups of articles, outlives whatever it does."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence, Sized

from core.errors import Cancelled, ExtractionError
from core.extract.jobs import Batch, ExtractionJob, Failure, Limits, PipelineInfo
from core.extract.messages import DONE, FOUND, job_tuple, proposals_of
from core.extract.process import WorkerLost, WorkerProcess
from core.records import Proposals

GROUP_JOBS, GROUP_CHARS = 16, 500_000
"""Articles a message, and code points after which a group is closed earlier."""

_QUIET_SECONDS = 1.0  # of a worker; after them what it has finished of a group is handed on without the rest
_HOPELESS = 5  # articles that end the worker, and none that does not, before a run is given up

_Group = list[ExtractionJob]


class Extractor(WorkerProcess):
    """A pipeline kept ready in its own process, for one run after another; a lost one is replaced at the next use."""

    def __init__(self, pipeline: PipelineInfo, limits: Limits | None = None) -> None:
        super().__init__(pipeline, limits)
        self._in_use = threading.Lock()

    def run(self, jobs: Iterable[ExtractionJob], total: int | None = None) -> ExtractionRun:
        """Make a run over some articles; ``total`` is their number where ``jobs`` has no length."""
        return ExtractionRun(self, jobs, total=total)

    def take(self) -> None:
        """Reserve the extractor for one run; raises ExtractionError while another run has it, or once it is closed."""
        self.check_open()
        if not self._in_use.acquire(blocking=False):
            raise ExtractionError(
                f"“{self.pipeline.name}” is busy with another extraction; wait until it has ended, or cancel it."
            )

    def give_back(self) -> None:
        """Free the extractor for the next run."""
        self._in_use.release()


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
            results, failed = (yield from self._answer(group, lost)) if group else ([], [])
            failed += skipped
            if self._waiting:  # articles of a lost group come first, one by one
                if upcoming[0]:
                    self._waiting.append(upcoming[0])
                upcoming = self._waiting.popleft(), upcoming[1]
            group, skipped = upcoming
            lost = self._send(group)
            if results or failed:
                yield self._batch(results, failed)
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
        except WorkerLost as loss:
            return str(loss)
        return ""

    def _answer(self, group: _Group, lost: str) -> Generator[Batch, None, tuple[Sequence[Proposals], list[Failure]]]:
        """Wait for the answer to a group, and return it; what a lost worker left is put back, to be tried one by one.

        What is finished is not kept back by an article that takes long: it is yielded as soon as the worker is quiet.
        """
        if lost:
            return [], self._lost(group, lost)
        found: list[Proposals] = []
        left = {job.article_id: job for job in group}
        try:
            while True:
                if found and not self._extractor.answers(_QUIET_SECONDS):
                    finished, found = found, []
                    yield self._batch(finished, [])
                reply = self._extractor.receive(self._extractor.limits.seconds)
                self._check()
                if reply[0] == DONE:
                    break
                if reply[0] == FOUND:
                    found.append(proposals_of(reply[1]))
                    del left[found[-1].article_id]
                    self._succeeded = True
        except WorkerLost as loss:
            self._check()
            return found, self._lost(list(left.values()), str(loss))
        self._succeeded = True
        return found, [Failure(*failure) for failure in reply[1]]

    def _batch(self, results: Sequence[Proposals], failed: Sequence[Failure]) -> Batch:
        """Count what is done, and tell of it."""
        self._done += len(results) + len(failed)
        return Batch(tuple(results), tuple(failed), self._done, self._total, self._seconds_left())

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
