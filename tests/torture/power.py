"""Cut the power at random moments: what was acknowledged is there, whatever the disk had not been told to keep.

A victim works on a logging disk once; then for each cut the log is followed to a random place, what would remain of the
files is written into a folder, and the library opened there as after any crash.
"""

from __future__ import annotations

import bisect
import json
import random
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from core.library import Library
from core.store import journal
from tests.torture.actions import Victim, digest, draft
from tests.torture.disk import Committed, Disk, Platter, Sync, Write
from tests.torture.through_apsw import through

NAME = "victim.leuchtstift"


class PowerCuts:
    """A victim's work and the cuts in it; ``broken`` has a sentence for each promise that was not kept."""

    def __init__(self, folder: Path, seed: int, *, synchronous: str = "FULL") -> None:
        self.figures: Counter[str] = Counter()
        self.broken: list[str] = []
        self._rng = random.Random(seed)
        self._folder = folder
        self._synchronous = synchronous
        self._disk = Disk(f"power-{seed}")
        self._same = Disk(f"same-{seed}")  # what remains is looked at by the version of SQLite that wrote it
        self._path = folder / NAME

    def work(self, acts: int) -> None:
        """Have a victim do things to a library, which is opened and closed now and then."""
        with Library.create(self._path) as library:
            library.add([draft(self._rng) for _ in range(8)])
        self._inode = self._disk.adopt(self._path)
        with Library.open(self._path) as library:
            self._note(library)
        while acts > 0:
            with through(self._disk, self._note_ours, synchronous=self._synchronous):
                self._library = Library.open(self._path)
                victim = Victim(self._library, self._rng, self._folder, without=("_export", "_back_up"))
                for _ in range(self._rng.randrange(10, 80)):
                    victim.act(lambda line: None)
                    acts -= 1
                self._library.close()
        events = self._disk.log
        self.figures["transactions on the logging disk"] = sum(isinstance(event, Committed) for event in events)
        self.figures["syncs on the logging disk"] = sum(isinstance(event, Sync) for event in events)

    def cut(self, times: int) -> None:
        """Cut the power: by turns anywhere, right beside a sync or a promise, and while the log goes into the file."""
        log = self._disk.log
        start = next(n for n, event in enumerate(log) if isinstance(event, Committed)) + 1
        rest = list(enumerate(log))[start:]
        telling = [n for n, event in rest if isinstance(event, Sync | Committed)]
        checkpoints = [n for n, event in rest if isinstance(event, Write) and event.inode == self._inode]
        kinds = (range(start, len(log)), telling, checkpoints)
        places = [self._rng.choice(kinds[n % 3]) + self._rng.randrange(2) for n in range(times)]
        promises = [n for n, event in enumerate(log) if isinstance(event, Committed)]
        platter, done = Platter(), 0
        for place in sorted(places):
            for event in log[done:place]:
                platter.take(event)
            done = place
            kept = bisect.bisect_left(promises, place)
            states = [log[n] for n in promises[: kept + 1]]  # the last one is of the transaction in flight
            self.figures["cuts in a checkpoint"] += platter.is_pending(NAME)
            self._look(platter.remains(self._rng), states, kept, place)

    def _note_ours(self) -> None:
        self._note(self._library)

    def _note(self, library: Library) -> None:
        with library._file.reading() as connection:
            seq = journal.last(connection)
        self._disk.log.append(Committed(digest(library), seq))

    def _look(self, remains: dict[str, bytes], states: list[Committed], kept: int, place: int) -> None:
        """Open what remained: the last promised state is there, or that of the transaction in flight."""
        with TemporaryDirectory(dir=self._folder) as name:
            path = Path(name) / NAME
            for file, content in remains.items():
                path.with_name(file).write_bytes(content)
            self._leave_a_note(path, [state.seq for state in states[:kept]])
            with through(self._same), Library.open(path) as library:
                found = digest(library)
                told = [library.warning] if library.warning else [problem.sentence for problem in library.check()]
                library.undo()
                told += [problem.sentence for problem in library.check()]
        self._same.log.clear()
        promised = states[kept - 1].state
        self.figures["cuts"] += 1
        self.figures["cuts that left a write-ahead log"] += bool(remains.get(f"{NAME}-wal"))
        self.figures["cuts that found the transaction in flight stored"] += found != promised
        if found not in {state.state for state in states[kept - 1 :]}:
            self.figures["cuts that lost something"] += 1
            told.append("a promised transaction is missing")
        self.broken += [f"cut at {place} of {len(self._disk.log)}: {sentence}" for sentence in told]

    def _leave_a_note(self, path: Path, seqs: list[int]) -> None:
        """Leave the owner's note, which nobody syncs: an older one, an empty one, zeros, or none."""
        note = path.with_name(f"{NAME}.owner")
        told = json.dumps({"seq": self._rng.choice(seqs)}).ljust(300).encode()
        content = self._rng.choice((None, b"", bytes(300), told, told))
        if content is not None:
            note.write_bytes(content)
