"""Run the torture: ``python -m tests.torture --rounds 1000 --cuts 300``; ends with exit code 1 if a promise was broken.

``--rounds`` kill the program, ``--cuts`` cut the power.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from core import formats
from core.errors import Problem
from core.library import Library
from core.store import connection as sqlite
from core.store import migrations, schema
from tests.torture.actions import ABOUT_TO, digest, draft, suffer
from tests.torture.power import PowerCuts

FRESH = 25  # rounds with one library; then its journal is walked and a new one made
# How long until the kill at most, in times that it takes to make a library: a busy machine is no excuse.
LONGEST, CREATING, MIGRATING = 8.0, 1.5, 2.5


class Torture:
    """Rounds of killing; ``broken`` has a sentence for each promise that was not kept, ``figures`` count the rest."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.figures: Counter[str] = Counter()
        self.broken: list[str] = []
        self._rng = random.Random(seed)
        self._folder = folder
        self._files = folder / "files"
        self._files.mkdir()
        self._path = folder / "victim.leuchtstift"
        self._round = 0
        self._unit = 0.0  # seconds that it takes to make a library

    def run(self, rounds: int) -> None:
        """Torture for some rounds: mostly at work, sometimes while a library is made or migrated."""
        for self._round in range(1, rounds + 1):
            if not self._path.exists():
                begun = time.monotonic()
                self._make_library()
                self._unit = time.monotonic() - begun
            kind = self._rng.choices((self._at_work, self._while_creating, self._while_migrating), weights=(8, 1, 1))[0]
            kind()
            if self._round % FRESH == 0 or self._round == rounds:
                self._walk_the_journal()
                for file in self._folder.glob("victim*"):
                    file.unlink()

    def _make_library(self) -> None:
        with Library.create(self._path) as library:
            library.add([draft(self._rng) for _ in range(20)])

    def _at_work(self) -> None:
        """Kill a victim at work: the last acknowledged state is there, or one whole act more."""
        seed = self._rng.getrandbits(32)
        told = self._kill(lambda pipe: suffer(self._path, self._files, seed, pipe))
        acknowledged = [line for line in told if not line.startswith(ABOUT_TO)]
        in_flight = told[-1].removeprefix(ABOUT_TO) if told else ""
        self.figures["acknowledged"] += len(acknowledged)
        with Library.open(self._path) as library:
            self._expect(not library.warning, library.warning)
            self._sound(library)
            state = digest(library)
            if acknowledged and state != acknowledged[-1]:
                self.figures["done, not yet acknowledged"] += 1
                if in_flight not in ("undo", "redo"):  # these may lead to a state that was there before
                    self._expect(state not in acknowledged, f"an acknowledged act is lost, during {in_flight}")
        self._exported()
        self._backed_up()

    def _while_creating(self) -> None:
        """Kill somebody who makes a library: there is none, or a sound one."""
        path = self._folder / "new.leuchtstift"

        def create(_pipe: int) -> None:
            Library.create(path).close()

        self._kill(create, longest=CREATING)
        if path.exists():
            self.figures["created before the kill"] += 1
            with Library.open(path) as library:
                self._sound(library)
        for file in self._folder.glob("new*"):
            file.unlink()

    def _while_migrating(self) -> None:
        """Kill a migration: the file is whole in the old version or in the new one, and there is a backup."""
        path = self._folder / "old.leuchtstift"
        shutil.copyfile(self._path, path)

        def migrate(pipe: int) -> None:
            @migrations.steps()
            def m003_torture(db: migrations.Database) -> None:
                for number in range(200):
                    db.execute("UPDATE article SET place = ?", (str(number),))
                db.execute("PRAGMA user_version = 3")

            schema.VERSION = 3
            Library.open(path).close()
            os.write(pipe, b"migrated\n")

        before = sqlite.connect(path, read_only=True)
        places = before.execute("SELECT DISTINCT place FROM article").fetchall()
        before.close()
        acknowledged = self._kill(migrate, longest=MIGRATING)
        after = sqlite3_open(path)
        version, now = sqlite.version(after), after.execute("SELECT DISTINCT place FROM article").fetchall()
        after.close()
        self.figures[f"migration found in version {version}"] += 1
        self._expect((version, now) in ((2, places), (3, [("199",)])), f"half a migration: {version}, {now[:3]}")
        self._expect(not acknowledged or version == 3, "an acknowledged migration is lost")
        for file in self._folder.glob("old*"):
            file.unlink()

    def _kill(self, act: Callable[[int], None], longest: float = LONGEST) -> list[str]:
        """Do something in a child and kill it at a random moment; give what it acknowledged before."""
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            try:
                act(writing)
            finally:
                os._exit(0)
        os.close(writing)
        time.sleep(self._rng.random() * longest * self._unit)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(reading, "rb") as pipe:
            content = pipe.read()
        return content.decode().split("\n")[:-1]  # the last line may be cut

    def _sound(self, library: Library) -> None:
        for problem in library.check():
            self._expect(False, problem.sentence)

    def _exported(self) -> None:
        """An export is there whole, or not at all."""
        path = self._files / "export.jsonl"
        if path.exists():
            self.figures["exports seen"] += 1
            read = list(formats.FORMATS["jsonl"].read(path)) if path.stat().st_size else []
            self._expect(not any(isinstance(each, Problem) for each in read), "half an export")
            path.unlink()

    def _backed_up(self) -> None:
        """Each backup that has the name of one is a sound library."""
        with Library.open(self._path) as library:
            for backup in library.backups()[:2]:
                self.figures["backups seen"] += 1
                with Library.open(backup.path, read_only=True) as copy:
                    self._sound(copy)

    def _walk_the_journal(self) -> None:
        """Walk the history back to the start and forward again: the state is the same."""
        with Library.open(self._path) as library:
            while library.redo():
                pass
            before = digest(library)
            steps = 0
            while library.undo():
                steps += 1
            self._expect(library.count() == 0, "the start of the history is not the start")
            self._sound(library)
            while library.redo():
                steps -= 1
            self._expect((steps, digest(library)) == (0, before), "walking the history changed something")
            self.figures["journals walked"] += 1

    def _expect(self, kept: bool, promise: str) -> None:
        if not kept:
            self.broken.append(f"round {self._round}: {promise}")


def sqlite3_open(path: Path) -> sqlite.Connection:
    """Open a file of any version, as a repair program would."""
    import sqlite3

    return sqlite3.connect(path)


def main() -> int:
    """Read the options, torture, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=1000)
    parser.add_argument("--cuts", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        os.environ["LEUCHTSTIFT_HOME"] = name
        folders = [Path(name, kind) for kind in ("kills", "cuts")]
        for folder in folders:
            folder.mkdir()
        torture = Torture(folders[0], options.seed)
        torture.run(options.rounds)
        power = PowerCuts(folders[1], options.seed)
        power.work(acts=options.cuts)
        power.cut(options.cuts)
    broken = torture.broken + power.broken
    print(f"rounds\t{options.rounds}")
    for name, count in (*sorted(torture.figures.items()), *power.figures.items(), ("broken promises", len(broken))):
        print(f"{name}\t{count}")
    for sentence in broken[:20]:
        print(sentence)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
