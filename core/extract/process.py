"""A worker process with a pipeline in it: started, spoken with, ended; it is lost at nobody's expense but its own."""

from __future__ import annotations

import multiprocessing
import sys
import threading
import time
from multiprocessing.connection import Connection, wait
from types import ModuleType, TracebackType
from typing import Any, NoReturn, Self

from core.errors import ExtractionError
from core.extract import worker
from core.extract.jobs import Limits, PipelineInfo
from core.extract.load_watch import LoadLimits, LoadWatch
from core.extract.messages import LOADING, UNLOADABLE, JobTuple

LOAD_LIMITS = LoadLimits()

_CLOSE_SECONDS = 2.0

Reply = tuple[Any, ...]


class WorkerLost(Exception):
    """The worker ended or was ended without an answer; the text says why, as the end of a sentence."""


class WorkerProcess:
    """The process of one pipeline; one that was lost is replaced when it is started again.

    Closing is safe at any time and from any thread. The process also ends with this one, however that happens.
    """

    def __init__(self, pipeline: PipelineInfo, limits: Limits | None = None) -> None:
        self.pipeline = pipeline
        self.limits = limits or Limits()
        self._process: multiprocessing.process.BaseProcess | None = None
        self._connection: Connection | None = None
        self._guard = threading.Lock()
        self._kills = 0
        self._closed = False

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
            reply = self._loaded()
        except WorkerLost as loss:
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
        """Give the worker, which must be waiting for it, a group; raises WorkerLost if it is gone."""
        try:
            self._open_connection().send(group)
        except (BrokenPipeError, ConnectionResetError, OSError) as error:
            raise WorkerLost(self._how_it_ended()) from error

    def answers(self, seconds: float) -> bool:
        """Tell whether the worker says something, or ends, within so many seconds."""
        try:
            return bool(wait([self._open_connection()], max(seconds, 0.0)))
        except OSError as error:
            raise WorkerLost(self._how_it_ended()) from error

    def receive(self, seconds: float) -> Reply:
        """Wait for a message of the worker; raises WorkerLost if it ends, or is ended for its silence."""
        if not self.answers(seconds):
            self._give_up(f"it did not answer for {seconds:.0f} seconds")
        try:
            reply: Reply = self._open_connection().recv()
        except (EOFError, OSError) as error:
            raise WorkerLost(self._how_it_ended()) from error
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

    def check_open(self) -> None:
        """Raise ExtractionError once the extractor is closed."""
        if self._closed:
            raise ExtractionError(f"The pipeline “{self.pipeline.name}” was closed.")

    def _loaded(self) -> Reply:
        """Wait until the pipeline is loaded, or cannot be; raises WorkerLost if the worker ends, or takes too long."""
        watch = LoadWatch(LOAD_LIMITS, time.monotonic())
        while True:
            if not self.answers(watch.seconds_left(time.monotonic())):
                self._give_up(watch.reason())
            reply = self.receive(0.0)
            if reply[0] != LOADING:
                return reply
            watch.told(reply[1], time.monotonic())

    def _give_up(self, why: str) -> NoReturn:
        self.kill()
        raise WorkerLost(why)

    def _open_connection(self) -> Connection:
        connection = self._connection
        if connection is None:
            raise WorkerLost("it was not started")
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
