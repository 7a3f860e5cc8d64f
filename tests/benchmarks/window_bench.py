"""The window against bare Qt: start, the list of a million articles, an edit by key, stored and painted."""

from __future__ import annotations

import compileall
import itertools
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.benchmarks.measure import Result, by_turns, quiet, ratio, seconds, unhindered

ROOT = Path(__file__).resolve().parents[2]
SHORT, LONG = 1_000, 1_000_000
START_ROUNDS = 11
EDITS = 60
QT = "import PySide6.QtWidgets"


def run() -> Iterator[Result]:
    """Measure; the libraries are made first, in a folder that goes afterwards."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        os.environ["LEUCHTSTIFT_HOME"] = str(home)
        short, long = home / "short.leuchtstift", home / "long.leuchtstift"
        make_library(short, SHORT)
        make_library(long, LONG)
        yield start(long, home)
        yield from lists(short, long)
        yield from edit(home)


def make_library(path: Path, count: int) -> None:
    """Make a library of many articles of one line; rows are copied by SQLite, for imports would take minutes."""
    import sqlite3

    from core.library import Library
    from core.records import ArticleDraft

    with Library.create(path) as library:
        library.add(
            [ArticleDraft("Meldung 1\nText", "Meldung 1", source="Bote", published="2022-01-10")], undoable=False
        )
    with sqlite3.connect(path) as connection:
        connection.create_function("digest", 1, lambda number: number.to_bytes(32, "big"))
        columns = [row[1] for row in connection.execute("PRAGMA table_info(article)")]
        made = {"id": "n", "uid": "'u' || n", "title": "'Meldung ' || n", "text_sha256": "digest(n)"}
        values = ", ".join(made.get(column, column) for column in columns)
        numbers = f"WITH RECURSIVE m(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM m WHERE n < {count})"
        connection.execute(
            f"{numbers} INSERT INTO article SELECT {values} FROM m, (SELECT * FROM article WHERE id = 1)"
        )
        connection.execute(f"{numbers} INSERT INTO article_text SELECT n, 'Meldung ' || n FROM m")
        connection.execute("UPDATE state SET value = ? WHERE name = 'articles'", (count,))
    connection.close()


def cpu_of(*arguments: str) -> tuple[float, str]:
    """Run a Python program; give its CPU seconds with all that starting and ending costs, and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout


def start(library: Path, home: Path) -> Result:
    """CPU time of the program until its window is painted with the first page, against the bare import of Qt."""
    for folder in ("core", "gui", "tests/benchmarks"):  # as after the first start; here writing bytecode may be off
        compileall.compile_dir(ROOT / folder, quiet=1)
    ours, theirs = [], []
    for _ in range(START_ROUNDS + 1):
        ours.append(json.loads(cpu_of("-m", "tests.benchmarks.start_probe", str(library))[1])["cpu"])
        theirs.append(cpu_of("-c", QT)[0])
    return ratio("start: window painted / import PySide6.QtWidgets", median(ours[1:]), median(theirs[1:]), 1.8)


def lists(short: Path, long: Path) -> Iterator[Result]:
    """First paint, page and jump in the list of a million articles against those in one of a thousand."""
    views = {path: list_of(path) for path in (short, long)}
    names = {"first paint": first_paint, "page": page, "jump": jump}
    for name, action in names.items():
        ours, theirs = by_turns(
            lambda action=action: action(*views[long]), lambda action=action: action(*views[short]), rounds=40
        )
        yield ratio(f"list of 1,000,000 / of 1,000: {name}", ours, theirs, 2.0)


def list_of(path: Path) -> tuple[object, object]:
    """Show the list of a library in a panel of its own."""
    app = application()
    from core.library import Library
    from core.settings import Settings
    from gui import appearance, i18n
    from gui.library.panel import LibraryPanel

    i18n.install("en")
    panel = LibraryPanel(appearance.apply(Settings(theme="light")))
    panel.resize(280, 760)
    library = Library.open(path)
    panel.set_library(library)
    panel.show()
    app.processEvents()
    return panel, library


def first_paint(panel: object, library: object) -> None:
    """Show the library as if it had just been opened."""
    panel.set_library(library)
    panel.view.viewport().repaint()


def page(panel: object, _library: object) -> None:
    """Turn one page, back at the end."""
    bar = panel.view.verticalScrollBar()
    bar.setValue(bar.value() + bar.pageStep() if bar.value() < bar.maximum() - bar.pageStep() else 0)
    panel.view.viewport().repaint()


PLACES = iter(range(10**9))


def jump(panel: object, _library: object) -> None:
    """Go to somewhere else altogether."""
    bar = panel.view.verticalScrollBar()
    bar.setValue(next(PLACES) * 7919 * 104729 % max(1, bar.maximum()))
    panel.view.viewport().repaint()


def edit(home: Path) -> Iterator[Result]:
    """A mark added by a key, stored and painted, against a letter typed into a bare editor and one fdatasync.

    First until the mark is in the text; then until list, panel, status line and menus have followed as well.
    """
    paints = watched_paints()
    window, text = window_on(home)
    select, press = marked_by_key(window, paints)
    act = typed_and_synced(text, home)
    painted, followed, bare = [], [], []
    for _ in range(EDITS + 1):
        select()
        with quiet():
            start = unhindered()
            seen = press()
            followed.append(unhindered() - start)
            painted.append(seen - start)
        bare.append(seconds(act, unhindered))
    window.close()
    name = "mark added by key, stored and {} / bare editor and fdatasync"
    yield ratio(name.format("painted"), median(painted[1:]), median(bare[1:]), 3.0)
    yield ratio(name.format("everything beside it"), median(followed[1:]), median(bare[1:]), 6.0)


def window_on(home: Path) -> tuple[object, str]:
    """Open the window on the longest sample article, with the proposals of the embedded pipeline."""
    app = application()
    from core.assets import seed_folder
    from core.extract import ExtractionJob, ExtractionRun, available_pipelines
    from core.library import ArticleQuery, Library
    from core.settings import Settings
    from gui import appearance
    from gui.main_window import MainWindow

    path = home / "edit.leuchtstift"
    with Library.create(path) as library:
        library.import_paths([seed_folder()])
        longest = max(library.ids(ArticleQuery()), key=lambda each: len(library.article(each).text))
        pipeline = available_pipelines()[0]
        layer = library.start_run(pipeline.name, pipeline.version, pipeline.settings)
        for batch in ExtractionRun(pipeline, [ExtractionJob.of(library.article(longest))]):
            library.add_proposals(layer, batch.proposals)
        library.finish_run(layer, complete=True)
    settings = Settings(language="en", theme="light")
    window = MainWindow(settings, appearance.apply(settings))
    window.resize(1280, 820)
    window.show()
    window.complete()
    window.libraries.open(path)
    window.session.open_article(longest)
    window.activateWindow()
    for _ in range(20):
        app.processEvents()
    return window, window.session.article.text


def watched_paints() -> list[float]:
    """Have the end of every paint of a reading surface noted; before the window is made, for Qt looks only once."""
    from gui.reader.view import ReaderView

    paint, paints = ReaderView.paintEvent, []

    def watched(view: ReaderView, event: object) -> None:
        paint(view, event)
        paints.append(unhindered())

    ReaderView.paintEvent = watched
    return paints


def marked_by_key(window: object, paints: list[float]) -> tuple[Callable[[], object], Callable[[], float]]:
    """Give two actions: select the next word in view that has no mark; press a label key and let all be painted.

    The second one gives the time at which the text had been painted with its new mark.
    """
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from gui.reader.selection import tokens_from

    session, reader = window.session, window.reader
    words = (
        (start, end)
        for start, end in tokens_from(session.article.text, 0)
        if end - start > 2 and reader.text_range_visible(start, end) and not session.marks.between(start, end)
    )
    keys = itertools.cycle((Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3))
    reader.setFocus()

    def select() -> None:
        reader.show_selection(*next(words))
        reader.finish_selection()
        application().processEvents()

    def press() -> float:
        marks = len(session.marks)
        paints.clear()
        QTest.keyClick(reader, next(keys))
        application().processEvents()
        assert len(session.marks) == marks + 1, "the key added no mark"
        return paints[0]  # the key paints nothing before the mark is there

    return select, press


def typed_and_synced(text: str, home: Path) -> Callable[[], object]:
    """Give an action: a letter typed into a bare QPlainTextEdit with the same text, painted, and a page made durable.

    The page is appended to a file that grows, for that is what a commit does to SQLite's write-ahead log.
    """
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QPlainTextEdit

    editor = QPlainTextEdit(text)
    editor.resize(760, 700)
    editor.show()
    editor.setFocus()
    application().processEvents()
    log = os.open(home / "log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    page = os.urandom(4096)

    def act() -> None:
        QTest.keyClick(editor, Qt.Key.Key_X)
        application().processEvents()
        os.write(log, page)
        os.fdatasync(log)

    return act


def application() -> object:
    """Give the one application of this process."""
    from PySide6.QtWidgets import QApplication

    from gui.app import make_application

    return QApplication.instance() or make_application()
