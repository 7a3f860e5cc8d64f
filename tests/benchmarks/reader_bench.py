"""The reading surface against a bare QPlainTextEdit without marks, and QTextEdit with character formats, on one text.

CPU time, by turns in one run. "Settled" is the first paint and what the event loop then does until nothing in view
changes any more; the heights of what is far from view are measured later, at rest, until the scroll bar is exact.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from functools import cache
from itertools import cycle
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit, QWidget

from core.marks import MarkIndex
from core.records import Article
from gui.reader.view import ReaderView
from gui.theme import load_theme
from tests.benchmarks.measure import Result, by_turns, ratio, seconds
from tests.gui.reader import material

WIDTH, HEIGHT = 760, 700
SYLLABLES = (
    "ber",
    "lin",
    "gen",
    "fer",
    "schu",
    "le",
    "wahl",
    "kreis",
    "rat",
    "haus",
    "stadt",
    "ver",
    "trag",
    "und",
    "die",
)
CODES = ("PER", "ORG", "LOC", "DATE")
BIG, MANY = 5_000_000, 10_000

Marks = list[tuple[int, int, str, bool]]


def run() -> Iterable[Result]:
    """Measure everything."""
    application()
    yield ordinary_article()
    yield dense_screen()
    text, marks = made(BIG, MANY)
    yield from opened(text, marks)
    yield from used(text, marks)
    yield from nested(text)
    yield memory()
    yield unbroken("reader: open 5 MB in one paragraph / bare with paragraphs", text.replace("\n", " "), marks)
    text = text.replace("\n", "x").replace(" ", "x")
    yield unbroken("reader: open 5 MB without a space / bare with paragraphs", text, marks)


@cache
def application() -> QApplication:
    """Give the one application, in the style of the program."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    app.setStyle("Fusion")
    return app


@cache
def made(length: int, count: int, seed: int = 3) -> tuple[str, Marks]:
    """Make a text of some length in paragraphs of about 700 characters, with marks; every tenth one holds another."""
    random = Random(seed)
    words = ["".join(random.choices(SYLLABLES, k=random.randint(1, 4))) for _ in range(5_000)]
    pieces, places, size, line = [], [], 0, 0
    while size < length:
        word = random.choice(words)
        places.append((size, size + len(word)))
        line += len(word) + 1
        pieces.append(word + ("\n" if line > 700 else " "))
        line = 0 if line > 700 else line
        size += len(word) + 1
    step = len(places) / count
    marks = []
    for number in range(count):
        start, end = places[int(number * step)]
        if number % 10 == 1:
            start = marks[-1][0]  # nested: it reaches back to the mark before
        marks.append((start, end, CODES[number % len(CODES)], number % 3 == 0))
    return "".join(pieces), marks


def settle() -> None:
    """Let the event loop do all that it does on its own, also by timers (the naps cost no CPU time)."""
    for _ in range(60):
        application().processEvents()
        time.sleep(0.003)


def closed(keep: list[QWidget]) -> None:
    """Delete widgets now, so that no timer of theirs runs into the next measurement."""
    while keep:
        keep.pop().deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def laid_out(edit: QTextEdit) -> None:
    """Let a QTextEdit lay out its text to the end, which it else does little by little."""
    edit.document().size()
    settle()


def shown(widget: Any) -> Any:
    """Show a widget at the size of all."""
    widget.resize(WIDTH, HEIGHT)
    widget.show()
    settle()
    return widget


def reader() -> ReaderView:
    """Give a shown, empty reading surface."""
    return shown(ReaderView(None, load_theme("light")))


def format_marks(edit: QTextEdit, marks: Marks) -> None:
    """Mark a text as most programs do: by character formats."""
    cursor = QTextCursor(edit.document())
    style = QTextCharFormat()
    style.setBackground(QColor("#cfe2f6"))
    cursor.beginEditBlock()
    for start, end, *_ in marks:
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(style)
    cursor.endEditBlock()


def painted(widget: QWidget) -> None:
    """Paint now; a window that has just been shown paints when its event comes."""
    application().processEvents()
    widget.repaint()


def open_ours(
    article: Article, index: MarkIndex, keep: list[QWidget], *, wait: bool = False, exact: bool = False
) -> None:
    """Open an article in a new surface, to the first paint, until it is settled, or until its scroll bar is exact."""
    view = ReaderView(None, load_theme("light"))
    view.resize(WIDTH, HEIGHT)
    view.set_article(article, index, material.LABELS)
    view.show()
    painted(view.viewport())
    keep.append(view)
    while wait and view._map_timer.isActive():  # not so long that it begins to measure what is far away
        time.sleep(0.001)  # to wait for a timer is no work
        application().processEvents()
    if exact:
        view.settle()


def open_bare(text: str, keep: list[QWidget], *, wait: bool) -> None:
    """Open a text in a bare QPlainTextEdit."""
    edit = QPlainTextEdit()
    edit.resize(WIDTH, HEIGHT)
    edit.setPlainText(text)
    edit.show()
    painted(edit.viewport())
    keep.append(edit)
    if wait:
        settle()


def open_formatted(text: str, marks: Marks, keep: list[QWidget], *, wait: bool) -> None:
    """Open a text in a QTextEdit with character formats."""
    edit = QTextEdit()
    edit.resize(WIDTH, HEIGHT)
    edit.setPlainText(text)
    format_marks(edit, marks)
    edit.show()
    painted(edit.viewport())
    keep.append(edit)
    if wait:
        application().processEvents()
        edit.document().size()


def ordinary_article() -> Result:
    """Open an article of 20,000 characters with 500 spans in the window that is there already."""
    made_up = [made(20_000, 500, seed) for seed in (1, 2)]
    ours = cycle([(material.make_article(text), material.make_index(text, marks)) for text, marks in made_up])
    theirs = cycle([text for text, _ in made_up])
    view, edit = reader(), shown(QPlainTextEdit())

    def open_article() -> None:
        view.set_article(*next(ours), material.LABELS)
        painted(view.viewport())
        application().processEvents()

    def open_text() -> None:
        edit.setPlainText(next(theirs))
        painted(edit.viewport())
        application().processEvents()

    times = by_turns(open_article, open_text, rounds=15)
    return ratio("reader: open 20,000 characters with 500 spans / bare", *times, 1.5)


def openings(
    ours: Callable[[], object], theirs: Callable[[], object], keep: list[QWidget], rounds: int
) -> tuple[float, float]:
    """Time two openings by turns as ``by_turns`` does; what one opened is closed before the other begins."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds + 1):
        for action, spent in zip((ours, theirs), times, strict=True):
            spent.append(seconds(action))
            closed(keep)
    return median(times[0][1:]), median(times[1][1:])


def opened(text: str, marks: Marks) -> Iterable[Result]:
    """Open 5 MB with 10,000 spans in a new widget."""
    article, index = material.make_article(text), material.make_index(text, marks)
    keep: list[QWidget] = []

    def time_both(ours: Callable[[], object], theirs: Callable[[], object], rounds: int) -> tuple[float, float]:
        return openings(ours, theirs, keep, rounds)

    def ours(wait: bool = False, exact: bool = False) -> None:
        open_ours(article, index, keep, wait=wait, exact=exact)

    times = time_both(ours, lambda: open_bare(text, keep, wait=False), 5)
    yield ratio("reader: open 5 MB with 10,000 spans, first paint / bare", *times, 1.2)
    times = time_both(ours, lambda: open_formatted(text, marks, keep, wait=False), 2)
    yield ratio("reader: open 5 MB with 10,000 spans, first paint / QTextEdit", *times, 0.5)
    times = time_both(lambda: ours(True), lambda: open_formatted(text, marks, keep, wait=True), 2)
    yield ratio("reader: open 5 MB with 10,000 spans, settled / QTextEdit", *times, 0.1)
    times = time_both(lambda: ours(exact=True), lambda: open_formatted(text, marks, keep, wait=True), 2)
    yield ratio("reader: open 5 MB with 10,000 spans, every height exact / QTextEdit", *times, 0.3)


def marking(view: ReaderView, index: MarkIndex, text: str, at: int) -> Callable[[], None]:
    """Give the action that adds a mark and, the next time, removes it, each to painted pixels."""
    end = text.index(" ", at + 1)
    turns = cycle((True, False))

    def edit() -> None:
        new = next(turns)
        view.apply_delta(material.add(index, 900_001, text, at, end, "ORG") if new else material.remove(index, 900_001))
        application().processEvents()

    return edit


def typing(edit: QPlainTextEdit | QTextEdit, at: int) -> Callable[[], None]:
    """Give the action that types a character and, the next time, takes it back, each to painted pixels."""
    turns = cycle((True, False))
    cursor = edit.textCursor()
    cursor.setPosition(at)
    edit.setTextCursor(cursor)
    settle()

    def type_one() -> None:
        cursor = edit.textCursor()
        cursor.insertText("x") if next(turns) else cursor.deletePreviousChar()
        application().processEvents()

    return type_one


def formatting(edit: QTextEdit, at: int) -> Callable[[], None]:
    """Give the action that formats a word and, the next time, unformats it, each to painted pixels."""
    colours = cycle(("#cfe2f6", "#ffffff"))
    cursor = edit.textCursor()
    cursor.setPosition(at)
    edit.setTextCursor(cursor)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfWord, QTextCursor.MoveMode.KeepAnchor)
    settle()

    def format_one() -> None:
        style = QTextCharFormat()
        style.setBackground(QColor(next(colours)))
        cursor.mergeCharFormat(style)
        application().processEvents()

    return format_one


def used(text: str, marks: Marks) -> Iterable[Result]:
    """Edit and scroll 5 MB with 10,000 spans."""
    article, index = material.make_article(text), material.make_index(text, marks)
    view, bare, formatted = reader(), shown(QPlainTextEdit()), shown(QTextEdit())
    view.set_article(article, index, material.LABELS)
    bare.setPlainText(text)
    formatted.setPlainText(text)
    format_marks(formatted, marks)
    laid_out(formatted)
    view.settle()
    at = text.index(" ", 300) + 1
    ours, other = marking(view, index, text, at), formatting(formatted, at)
    times = by_turns(ours, typing(bare, at), rounds=40)
    yield ratio("reader: one edit to pixels at 5 MB / typing in bare", *times, 1.5)
    times = by_turns(ours, other, rounds=20)
    yield ratio("reader: one edit to pixels at 5 MB / format in QTextEdit", *times, 0.2)

    times = by_turns(page(view), page(bare), rounds=40)
    yield ratio("reader: page down at 5 MB / bare", *times, 1.0)


def nested(text: str) -> Iterable[Result]:
    """Open, scroll and edit 5 MB with 10,000 spans nested six deep, 200 of them on one paragraph, as without any."""
    marks: Marks = []
    places = [match.span() for match in re.finditer(r"\S+ \S+ \S+ \S+ \S+ \S+", text)]
    words = [match.span() for match in re.finditer(r"\S+", text[: text.index("\n")])]
    for reach in (1, 2, 3):  # on the first paragraph each word, two and three of them: these cross as well
        marks += [(words[n][0], words[n + reach - 1][1], "PER", n % 2 > 0) for n in range(len(words) - reach)]
    for start, end in places[34 :: (len(places) - 34) // (MANY // 6)]:
        for depth in range(6):
            end = text.rindex(" ", start, end) if depth else end
            marks.append((start, end, CODES[depth % len(CODES)], depth % 2 > 0))
    marks = sorted(set(marks), key=lambda mark: (mark[0], -mark[1]))
    article, index = material.make_article(text), material.make_index(text, marks)
    keep: list[QWidget] = []
    times = openings(lambda: open_ours(article, index, keep), lambda: open_bare(text, keep, wait=False), keep, 9)
    most = len(index.between(0, text.index("\n")))
    yield ratio("reader: open 5 MB nested six deep / bare", *times, 1.2, f"{len(index)} spans, {most} on one paragraph")
    view, bare = reader(), shown(QPlainTextEdit())
    view.set_article(article, index, material.LABELS)
    bare.setPlainText(text)
    view.settle()
    at = text.index(" ", 300) + 1
    times = by_turns(marking(view, index, text, at), typing(bare, at), rounds=40)
    yield ratio("reader: one edit on a paragraph with 200 crossing spans / typing in bare", *times, 8.0)
    times = by_turns(page(view), page(bare), rounds=40)
    yield ratio("reader: page down through spans nested six deep / bare", *times, 1.0)


def page(widget: QPlainTextEdit | QTextEdit) -> Callable[[], None]:
    """Give the action that turns the page."""

    def turn() -> None:
        bar = widget.verticalScrollBar()
        bar.setValue(bar.value() + bar.pageStep())
        painted(widget.viewport())
        application().processEvents()

    return turn


def dense_screen() -> Result:
    """Edit with 150 marks on the screen."""
    text, marks = made(20_000, 2_500)
    index = material.make_index(text, marks)
    view, bare = reader(), shown(QPlainTextEdit())
    view.set_article(material.make_article(text), index, material.LABELS)
    bare.setPlainText(text)
    settle()
    port = view.viewport().rect()
    first, last = view.position_at(port.topLeft()), view.position_at(port.bottomRight())
    on_screen = len(index.between(first, last))
    at = text.index(" ", 300) + 1
    times = by_turns(marking(view, index, text, at), typing(bare, at), rounds=40)
    name = "reader: one edit with 150 marks on the screen / typing in bare"
    return ratio(name, *times, 3.0, f"{on_screen} on the screen; {times[0] * 1e3:.2f} against {times[1] * 1e3:.2f} ms")


def unbroken(name: str, text: str, marks: Marks) -> Result:
    """Open 5 MB without a line break, against the bare editor with line breaks: without, it never shows it."""
    article, index = material.make_article(text), material.make_index(text, marks)
    keep: list[QWidget] = []
    broken = made(BIG, MANY)[0]
    times = openings(lambda: open_ours(article, index, keep), lambda: open_bare(broken, keep, wait=False), keep, 3)
    return ratio(name, *times, 1.5)


def memory() -> Result:
    """Compare what the open text takes beyond an empty process of the same widgets."""
    ours, theirs = (_resident(kind) for kind in ("ours", "QTextEdit"))
    name = "reader: memory of 5 MB with 10,000 spans / QTextEdit"
    return Result(name, ours / theirs, 0.2, note=f"{ours / 1e6:.0f} MB against {theirs / 1e6:.0f} MB")


def _resident(kind: str) -> float:
    code = f"from tests.benchmarks import reader_bench; print(reader_bench.taken({kind!r}))"
    done = subprocess.run([sys.executable, "-c", code], check=True, text=True, stdout=subprocess.PIPE)
    return float(done.stdout.split()[-1])


def taken(kind: str) -> int:
    """Give the bytes that a view of the big text takes, beyond text and marks themselves; for a process of its own."""
    application()
    text, marks = made(BIG, MANY)
    article, index = material.make_article(text), material.make_index(text, marks)
    keep: list[QWidget] = []
    open_ours(*(material.make_article("a"), material.make_index("a", [])), keep, wait=True)
    before = _rss()
    if kind == "ours":
        open_ours(article, index, keep, wait=True)
    else:
        open_formatted(text, marks, keep, wait=True)
    return _rss() - before


def _rss() -> int:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
