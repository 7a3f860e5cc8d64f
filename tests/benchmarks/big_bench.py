"""A library of a million articles and thirty million spans against an empty one and one of a thousand.

It takes long to make and is given: ``make big ARGS=FILE``, then ``make bench ARGS="big --library FILE"``. What is
edited is taken back. CPU time; of the window that of its own thread, for the first backup of a large library runs
beside it.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from statistics import median
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from core import edits
from core.library import Library
from core.library_records import ArticleQuery
from tests import big
from tests.benchmarks.measure import Result, by_turns, ratio

if TYPE_CHECKING:
    from gui.main_window import MainWindow

FILE = "LEUCHTSTIFT_BIG"  # set by tests.benchmarks
THOUSAND = 1_000
FRAME = 16.0  # milliseconds
EDITS, TURNS = 200, 40


def run() -> Iterator[Result]:
    """Measure everything on the library that is given."""
    large = Path(os.environ[FILE]).absolute()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        os.environ["LEUCHTSTIFT_HOME"] = str(home)
        short, empty = home / "short.leuchtstift", home / "empty.leuchtstift"
        big.make(short, THOUSAND)
        Library.create(empty).close()
        yield opened(large, empty)
        yield edited(large, short)
        yield stepped(large, short)
        window = Window()
        yield window.opened(large, empty)
        yield from window.used(large)
        window.close()


def opened(large: Path, empty: Path) -> Result:
    """Open and close a library."""

    def open_one(path: Path) -> Callable[[], None]:
        return lambda: Library.open(path).close()

    times = by_turns(open_one(large), open_one(empty), rounds=30)
    return ratio("a million articles: open and close / an empty library", *times, 1.5)


def edited(large: Path, short: Path) -> Result:
    """Accept a mark somewhere, stored; each is taken back at the end."""
    with Library.open(large) as ours, Library.open(short) as theirs:
        times = by_turns(editing(ours), editing(theirs), rounds=EDITS)
        for library in (ours, theirs):
            for _ in range(EDITS + 1):
                library.undo()
    return ratio("a million articles: an edit / in a thousand", *times, 1.5)


def editing(library: Library) -> Callable[[], object]:
    """Give the action that accepts a mark of an article that nobody has reviewed, each time of another one."""
    random, count, layer = Random(3), library.count(), library.person_layer

    def wanted() -> Iterator[object]:
        while True:
            article_id = random.randrange(1, count) // big.REVIEWED * big.REVIEWED + 1
            yield next(mark for mark in library.marks(article_id) if not mark.is_decided)

    marks = wanted()
    prepared = [next(marks) for _ in range(EDITS + 1)]  # reading the article is not the edit
    return lambda: library.do(edits.accept(prepared.pop(), layer))  # type: ignore[arg-type]


def stepped(large: Path, short: Path) -> Result:
    """Undo and redo, with what the menu says of both."""

    def both(library: Library) -> Callable[[], None]:
        def act() -> None:
            library.undo()
            library.next_undo()
            library.redo()
            library.next_redo()

        return act

    with Library.open(large) as ours, Library.open(short) as theirs:
        times = by_turns(both(ours), both(theirs), rounds=TURNS)
    return ratio("a million articles: undo and redo / in a thousand", *times, 1.5)


class Window:
    """The real window, by the CPU time of its thread."""

    def __init__(self) -> None:
        from core.settings import Settings
        from gui import appearance, i18n
        from gui.app import make_application
        from gui.main_window import MainWindow

        self._app = make_application()
        settings = Settings(language="en", theme="light")
        i18n.install("en")
        self._window: MainWindow = MainWindow(settings, appearance.apply(settings))
        self._window.resize(1280, 820)
        self._window.show()
        self._window.complete()
        self._app.processEvents()

    def opened(self, large: Path, empty: Path) -> Result:
        """Open the library in the window, painted; the large one has an article to show as well."""
        one = empty.with_name("one.leuchtstift")
        big.make(one, 1)
        times: dict[Path, list[float]] = {large: [], one: []}
        for _ in range(9):
            for path, spent in times.items():
                spent.append(self._spent(lambda path=path: self._window.libraries.open(path)))
        return ratio(
            "a million articles: open in the window, painted / one article",
            median(times[large][1:]),
            median(times[one][1:]),
            1.5,
        )

    def used(self, large: Path) -> Iterator[Result]:
        """Turn pages, jump, search, open the history: each until it is painted."""
        window, app = self._window, self._app
        window.libraries.open(large)
        app.processEvents()
        view, places = window.list.view, iter(Random(5).choices(range(window.session.library.count()), k=10_000))
        article = window.session.library.article(window.session.library.count() // 3)
        rare = max(article.text.split(), key=len)

        def jump() -> None:
            view.verticalScrollBar().setValue(next(places) * view.rowHeight(0))

        def page() -> None:
            bar = view.verticalScrollBar()
            bar.setValue(bar.value() + bar.pageStep())

        def search(text: str) -> Callable[[], None]:
            def act() -> None:
                window.list.search("")
                window.list.search(text)

            return act

        acts = {
            "turn a page of the list": page,
            "jump in the list": jump,
            f"search begun, a rare word ({rare})": search(rare),
            "search begun, the commonest word (der)": search("der"),
            "search begun, one letter (s)": search("s"),
            "sort by title begun": self._sort,
            "open the history, close it": self._history,
        }
        for name, act in acts.items():
            spent = [self._spent(act) for _ in range(TURNS // 4)]
            self._at_rest()
            worst = f"worst of {len(spent)} {max(spent[1:]) * 1e3:.1f} ms"
            yield Result(f"a million articles: {name}, ms", median(spent[1:]) * 1e3, FRAME, note=worst)
        window.list.search("")
        yield from self._found(window.session.library, rare)

    def _found(self, library: Library, rare: str) -> Iterator[Result]:
        """The first page of hits, as the thread that looks for it needs it."""
        for words in (rare, "der", "der die"):
            spent = []
            for _ in range(TURNS // 4):
                start = time.thread_time()
                library.listed(ArticleQuery(text=words), 200)
                spent.append(time.thread_time() - start)
            yield Result(f"a million articles: first hits of {words!r}, ms", median(spent) * 1e3, FRAME)

    def close(self) -> None:
        """Close the window; the backup that has begun stops."""
        self._window.close()
        self._app.processEvents()

    def _sort(self) -> None:
        self._window.list.list_articles(ArticleQuery(order="title"))
        self._window.list.list_articles(ArticleQuery())

    def _history(self) -> None:
        self._window.history.toggle()
        self._app.processEvents()
        self._window.history.toggle()

    def _spent(self, act: Callable[[], object]) -> float:
        """Give the CPU seconds of this thread until an action is painted; nothing else is waiting then."""
        self._app.processEvents()
        start = time.thread_time()
        act()
        self._app.processEvents()
        return time.thread_time() - start

    def _at_rest(self) -> None:
        """Wait for searches, not for the backup."""
        while self._window.list.model.is_waiting:
            self._app.processEvents()
            time.sleep(0.01)
