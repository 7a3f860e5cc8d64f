"""A day of work in the real window, fifty times as fast: ``make soak`` (8 hours in some 10 minutes).

A person at work does something every five seconds: 5,760 keys, clicks and searches in 8 hours, marks made, relabelled,
moved, rejected and taken back, articles opened and reviewed, some extracted in, the theme changed. The backups at work
come fifty times as fast too. What must hold: no error, memory flat once it is warm, a WAL that does not grow, backups
that rotate, a sound library at the end. Ends with exit code 1 where it does not.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gui.main_window import MainWindow

SPEED = 50
PACE = 5.0  # seconds of a person's time from one thing done to the next
ARTICLES = 300
WARM = 0.2  # of the run, until all that is kept is there: pages, texts, fonts, the pipeline
FLAT = 1.1  # memory at the end / once it was warm
WAL = 16_000_000  # bytes that the -wal file may have
STATM = Path("/proc/self/statm")
THEMES = ("light", "dark", "sepia", "high-contrast")
WORDS = ("Kaiser", "der Markt", "sen", "am 12. Januar", "nichts davon", "wal")


@dataclass
class Samples:
    """What is measured along the way: resident bytes, bytes of the -wal file, backups there."""

    memory: list[int] = field(default_factory=list)
    wal: list[int] = field(default_factory=list)
    backups: list[int] = field(default_factory=list)


class Person:
    """Does one thing after the other in a window, at random, the frequent ones most often."""

    def __init__(self, window: MainWindow, seed: int) -> None:
        self._window = window
        self._random = Random(seed)
        self.done: dict[str, int] = {}
        self._acts: list[tuple[Callable[[], None], int]] = [
            (self._next_undecided, 20),
            (self._accept, 14),
            (self._relabel, 12),
            (self._mark, 10),
            (self._reject, 8),
            (self._move_edge, 8),
            (self._step, 6),
            (self._undo, 6),
            (self._redo, 3),
            (self._review, 4),
            (self._open, 4),
            (self._scroll, 6),
            (self._search, 2),
            (self._note, 1),
            (self._history, 1),
            (self._extract, 1),
            (self._theme, 1),
        ]

    def act(self) -> None:
        """Do the next thing."""
        [act] = self._random.choices([act for act, _ in self._acts], [weight for _, weight in self._acts])
        name = act.__name__.removeprefix("_")
        self.done[name] = self.done.get(name, 0) + 1
        act()

    def _press(self, keys: str) -> None:
        from PySide6.QtGui import QKeySequence
        from PySide6.QtTest import QTest

        reader = self._window.reader
        reader.setFocus()
        for combination in QKeySequence(keys):
            QTest.keyClick(reader, combination.key(), combination.keyboardModifiers())

    def _on_mark(self, keys: str) -> None:
        if not self._window.session.selection:
            self._press("U")
        if self._window.session.selection:
            self._press(keys)

    def _next_undecided(self) -> None:
        self._press(self._random.choice(("U", "Tab", "Shift+U")))

    def _accept(self) -> None:
        self._on_mark("A")

    def _reject(self) -> None:
        self._on_mark(self._random.choice(("X", "Delete")))

    def _relabel(self) -> None:
        self._on_mark(self._random.choice("12346"))

    def _move_edge(self) -> None:
        self._on_mark(self._random.choice(("Shift+Right", "Shift+Left", "Ctrl+Shift+Right")))

    def _mark(self) -> None:
        """Select words as a drag does, and label them."""
        article = self._window.session.article
        if article is not None:
            end = article.text.index(" ", self._random.randrange(len(article.text) // 2))
            self._window.reader.show_selection(end + 1, article.text.index(" ", end + 1))
            self._window.reader.finish_selection()
            self._press(self._random.choice("123"))

    def _step(self) -> None:
        self._press(self._random.choice(("Ctrl+PgDown", "Ctrl+PgDown", "Ctrl+PgUp", "Alt+Left")))

    def _open(self) -> None:
        self._window.session.open_article(self._random.randint(1, ARTICLES))

    def _undo(self) -> None:
        self._press("Ctrl+Z")

    def _redo(self) -> None:
        self._press("Ctrl+Shift+Z")

    def _review(self) -> None:
        self._press(self._random.choice(("Ctrl+Return", "Ctrl+Return", "Ctrl+Space")))

    def _scroll(self) -> None:
        self._press(self._random.choice(("Space", "Shift+Space")))

    def _search(self) -> None:
        top = self._window.top
        top.search.setText(self._random.choice(WORDS))
        top.search_now()
        if self._random.random() < 0.7:
            top.leave_search()

    def _note(self) -> None:
        self._on_mark("M")
        for dialog in self._dialogs():
            dialog.note.setPlainText(f"Notiz {sum(self.done.values())}")  # type: ignore[attr-defined]
            dialog.finish()  # type: ignore[attr-defined]

    def _dialogs(self) -> list[object]:
        from gui.dialogs.note import NoteDialog

        return [dialog for dialog in self._window.findChildren(NoteDialog) if dialog.isVisible()]

    def _history(self) -> None:
        self._press("Ctrl+H")
        panel = self._window.history.panel
        if panel is not None and self._window.history.is_open and panel.model.rowCount() > 3:
            panel.view.go_to(self._random.randrange(3))

    def _extract(self) -> None:
        self._press("Ctrl+Shift+E")

    def _theme(self) -> None:
        from dataclasses import replace

        window = self._window
        window.settings = replace(window.settings, theme=self._random.choice(THEMES))
        window.apply_settings(window.settings)


def work(window: MainWindow, hours: float, seed: int) -> tuple[Samples, dict[str, int], float]:
    """Let a person work in the window; give what was measured, what was done, and the seconds that it took."""
    from PySide6.QtCore import QCoreApplication, QEventLoop

    samples, person = Samples(), Person(window, seed)
    acts = round(hours * 3600 / PACE)
    library, started = window.session.library, time.monotonic()
    wal = library.path.with_name(library.path.name + "-wal")
    for number in range(acts):
        due = started + number * PACE / SPEED
        person.act()
        QCoreApplication.processEvents()
        while time.monotonic() < due:  # a person thinks: the window is at rest, and does what it does then
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
            time.sleep(0.005)
        if number % 20 == 0:
            samples.memory.append(int(STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE"))
            samples.wal.append(wal.stat().st_size if wal.exists() else 0)
            samples.backups.append(len(library.backups()))
            sys.stderr.write(f"\r{number} of {acts}, {samples.memory[-1] / 1e6:.0f} MB, {samples.backups[-1]} backups ")
    while window.jobs.running:
        QCoreApplication.processEvents()
        time.sleep(0.01)
    sys.stderr.write("\n")
    return samples, person.done, time.monotonic() - started


def judged(samples: Samples, problems: list[str], crashes: list[BaseException]) -> list[tuple[str, str, bool]]:
    """Give what was promised, the figure, and whether it holds."""
    count = len(samples.memory)
    warm, tenth = int(count * WARM), max(1, count // 10)
    before, after = median(samples.memory[warm : warm + tenth]), median(samples.memory[-tenth:])
    half = samples.wal[: count // 2], samples.wal[count // 2 :]
    made = samples.backups
    return [
        ("errors", f"{len(crashes)} {[repr(crash) for crash in crashes[:3]]}", not crashes),
        ("memory at the end / once warm", f"{after / before:.3f} ({before / 1e6:.0f}, {after / 1e6:.0f} MB)",
         after <= before * FLAT),
        ("-wal file at most, second half", f"{max(half[1]) / 1e6:.1f} MB (first {max(half[0]) / 1e6:.1f})",
         max(half[1]) <= max(WAL, max(half[0]))),
        ("backups there at the end", f"{made[-1]}, never more than {max(made)}", made[-1] > 1 and max(made) <= 7),
        ("problems of the library", f"{len(problems)} {problems[:3]}", not problems),
    ]  # fmt: skip


def main() -> int:
    """Run the soak that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hours", type=float, default=8.0, help="of a person's time; 50 go by in one")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    if not STATM.exists():
        sys.stdout.write("Memory is measured by /proc, which this system does not have.\n")
        return 2
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        os.environ["LEUCHTSTIFT_HOME"] = folder
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        return soak(Path(folder) / "soak.leuchtstift", arguments.hours, arguments.seed)


def soak(path: Path, hours: float, seed: int) -> int:
    """Make a library, work in it, and tell what came of it."""
    from core.library import Library
    from core.settings import Settings
    from gui import appearance, i18n
    from gui.app import make_application
    from gui.garbage import GarbageCollector
    from gui.main_window import MainWindow
    from tests import big

    big.make(path, ARTICLES)
    app = make_application()
    crashes: list[BaseException] = []
    sys.excepthook = lambda kind, error, trace: (crashes.append(error), sys.__excepthook__(kind, error, trace))
    settings = Settings(theme="light", language="de", person="Anna")
    i18n.install("de")
    window = MainWindow(settings, appearance.apply(settings))
    window.crashed.connect(crashes.append)
    window.show()
    window.complete()
    GarbageCollector(app).start()
    window.libraries.open(path)
    keeping = window.libraries.safekeeping
    keeping.at_work.setInterval(keeping.at_work.interval() // SPEED)
    samples, done, seconds = work(window, hours, seed)
    window.closing.agree()  # whatever is extracted
    window.close()
    app.processEvents()
    with Library.open(path) as library:
        problems = [str(problem) for problem in library.check()]
        steps = library.stats().changes
    words = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in sorted(done.items()))
    sys.stdout.write(f"{sum(done.values())} acts in {seconds:.0f} s, {steps} steps in the journal: {words}\n")
    rows = judged(samples, problems, crashes)
    for name, figure, holds in rows:
        sys.stdout.write(f"{'holds' if holds else 'BROKEN':7} {name}: {figure}\n")
    return 0 if all(holds for *_, holds in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
