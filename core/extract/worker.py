"""The worker process: loads one pipeline, takes groups of articles from a pipe, sends plain tuples back; knows no Qt.

What it gets and sends is told in ``messages``. Whatever else it does, the parent copes.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import ExtractionError
from core.extract.jobs import Limits, PipelineInfo, PipelineKind
from core.extract.messages import (
    ALIVE,
    DONE,
    FOUND,
    LOADING,
    READY,
    UNLOADABLE,
    FailureTuple,
    JobTuple,
    in_short,
    zones_of,
)
from core.extract.pieces import cut
from core.records import Zone, ZoneRole

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from core.extract.harvest import Harvest
    from core.extract.rules.people import Person

LEARN_CHARS, ZONE_CHARS = 1_000_000, 2_000_000
"""The words of the first so many code points are kept: the tokenizer is quick on what it knows. Later ones are
forgotten each time that so many have been read, for a vocabulary keeps every word, and memory must stay flat.
"""

BATCH_DOCS, BATCH_CHARS = 16, 100_000
_NICE, _SESSION_NICE = 5, 2  # a session of low priority starves beside busy ones, and then seems to hang
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
_MEGABYTE = 1 << 20


def main(connection: Connection, info: PipelineInfo, limits: Limits) -> None:
    """Serve until the pipe closes: the whole life of the worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides; a terminal sends Ctrl+C to both
    warnings.simplefilter("ignore")  # for whoever trains a pipeline, not for whoever reads with it
    give_way()
    threading.Thread(target=_end_with_parent, name="parent-watch", daemon=True).start()
    try:
        with _Beats(connection):
            from core.extract import loading  # spaCy comes in here, after the threads of its libraries were limited

            nlp = loading.load(info)
    except ExtractionError as error:
        connection.send((UNLOADABLE, error.sentence))
        return
    _limit_memory(limits.megabytes)
    connection.send((READY,))
    Worker(connection, nlp, info, limits).serve()


class _Beats:
    """While it is open, the parent is told once a second what this process has used of the processor."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._tell, name="load-beats", daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()  # the pipe takes one message at a time

    def _tell(self) -> None:
        with suppress(OSError):  # the parent is gone
            while not self._over.wait(1.0):
                self._connection.send((LOADING, time.process_time()))


class Worker:
    """Runs a loaded pipeline over groups of articles."""

    def __init__(self, connection: Connection, nlp: Language, info: PipelineInfo, limits: Limits) -> None:
        self._connection = connection
        self._nlp = nlp
        self._info = info
        self._limits = limits
        self._told = 0.0
        self._zone = ExitStack()
        self._room = LEARN_CHARS

    def serve(self) -> None:
        """Answer each group until the other side closes the pipe."""
        try:
            while True:
                jobs: list[JobTuple] = self._connection.recv()
                self._forget_words(sum(len(job[1]) for job in jobs))
                self._connection.send((DONE, self._group(jobs)))
        except (EOFError, BrokenPipeError, ConnectionResetError):
            return

    def _forget_words(self, coming: int) -> None:
        """Let the vocabulary forget where the words of the coming code points would be too many."""
        self._room -= coming
        if self._room < 0:
            self._room = ZONE_CHARS
            self._zone.close()
            self._zone.enter_context(self._nlp.memory_zone())

    def _group(self, jobs: list[JobTuple]) -> list[FailureTuple]:
        """Extract from a group at once; where that fails, one by one, so that only the article at fault is lost."""
        sent: set[int] = set()
        try:
            self._extract(jobs, sent)
        except (BrokenPipeError, ConnectionResetError):
            raise
        except Exception as error:  # noqa: BLE001 (border: a component may raise anything)
            if len(jobs) == 1:
                return [(jobs[0][0], _blame(error, self._limits))]
            rest = [job for index, job in enumerate(jobs) if index not in sent]
            return [failure for job in rest for failure in self._group([job])]
        return []

    def _extract(self, jobs: list[JobTuple], sent: set[int]) -> None:
        """Run the pipeline over all pieces of some articles; send each article's result as soon as it is whole.

        It is run over the texts and zones as a reader sees them; what is sent has the places of the texts themselves.
        """
        from core.extract.as_read import AsRead
        from core.extract.harvest import Harvest

        info = self._info
        trims = info.kind is PipelineKind.EMBEDDED
        texts = [AsRead(job[1]) for job in jobs]
        harvests = [
            Harvest(text, zones_of(job[2]), info.options.boilerplate, info.left_out, trims=trims)
            for text, job in zip(texts, jobs, strict=True)
        ]
        jobs = [(job[0], text.form, text.zones(job[2]), job[3]) for text, job in zip(texts, jobs, strict=True)]
        people: list[list[Person]] = [[] for _ in jobs]
        for batch in batches(pieces_of(jobs)):
            docs = (self._doc(jobs[index], piece, start, people[index]) for index, start, piece in batch)
            # A watchdog in C: it ends this process even where a component holds the interpreter and the parent is gone.
            faulthandler.dump_traceback_later(2 * self._limits.seconds + 10, exit=True, file=_devnull())
            for (index, start, piece), doc in zip(batch, self._nlp.pipe(docs, batch_size=BATCH_DOCS), strict=True):
                harvests[index].add(doc, start)
                if start + len(piece) == len(jobs[index][1]):
                    self._send(jobs[index], harvests[index])
                    sent.add(index)
                self._still_alive()
            faulthandler.cancel_dump_traceback_later()
        for index, job in enumerate(jobs):
            if not job[1]:
                self._send(job, harvests[index])

    def _send(self, job: JobTuple, harvest: Harvest) -> None:
        """Send the result of one article: many small messages hold the parent's interpreter less than a big one."""
        self._connection.send((FOUND, (job[0], *harvest.result())))

    def _still_alive(self) -> None:
        """Tell the parent once a second that work goes on."""
        now = time.monotonic()
        if now - self._told > 1.0:
            self._told = now
            self._connection.send((ALIVE,))

    def _doc(self, job: JobTuple, piece: str, start: int, people: list[Person]) -> Doc:
        """Make the document of a piece, with what is known of the article and the people in it for the rules."""
        from core.extract.reading import Reading, attach

        _, _, zones, published = job
        end = start + len(piece)
        inside = tuple(
            Zone(max(z_start, start) - start, min(z_end, end) - start, ZoneRole(role))
            for z_start, z_end, role in zones
            if z_start < end and z_end > start
        )
        doc = self._nlp.make_doc(piece)
        attach(doc, Reading(text=piece, published=published, zones=inside, earlier=people))
        return doc


def pieces_of(jobs: list[JobTuple]) -> Iterator[tuple[int, int, str]]:
    """Give (index of the job, start, text) of each piece of each article."""
    for index, job in enumerate(jobs):
        for start, end in cut(job[1]):
            yield index, start, job[1][start:end]


def batches(pieces: Iterator[tuple[int, int, str]]) -> Iterator[list[tuple[int, int, str]]]:
    """Gather pieces into what a pipeline takes at once: at most 16 and 100,000 code points."""
    batch: list[tuple[int, int, str]] = []
    size = 0
    for piece in pieces:
        if batch and (len(batch) == BATCH_DOCS or size + len(piece[2]) > BATCH_CHARS):
            yield batch
            batch, size = [], 0
        batch.append(piece)
        size += len(piece[2])
    if batch:
        yield batch


def _blame(error: Exception, limits: Limits) -> str:
    """Say in one sentence why an article gave nothing."""
    if isinstance(error, MemoryError):
        return f"It needed more than {limits.megabytes} MB of memory."
    if isinstance(error, ExtractionError):
        return error.sentence
    return f"The pipeline failed on it: {in_short(error)}."


def give_way() -> None:
    """Leave the machine to the window: one thread, a lower priority and, where there are sessions, one of its own.

    Linux shares the processors out between sessions first (sched_autogroup): inside the window's, what the worker uses
    would be taken from the window, however low its priority. The session's own priority is lowered with it.
    """
    for name in _THREADS:
        os.environ[name] = "1"
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.SetPriorityClass(ctypes.windll.kernel32.GetCurrentProcess(), 0x4000)  # below normal
        return
    with suppress(PermissionError):  # it leads one already
        os.setsid()
    os.nice(_NICE)
    with suppress(OSError):  # no such file but on Linux, and not on each
        Path("/proc/self/autogroup").write_text(str(_SESSION_NICE), encoding="ascii")


def _end_with_parent() -> None:
    """Wait for the parent to be gone, however it went, and end at once."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _limit_memory(megabytes: int) -> None:
    """Let the process take so many megabytes more than it has now, where the system holds such a limit (Linux)."""
    if sys.platform != "linux":
        return
    import resource

    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    limit = pages * resource.getpagesize() + megabytes * _MEGABYTE
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


_sink: list[int] = []


def _devnull() -> int:
    """Give a file to throw the watchdog's traceback away in: a window has no standard error."""
    if not _sink:
        _sink.append(os.open(os.devnull, os.O_WRONLY))
    return _sink[0]
