"""Do the main job in a real window without a screen: import, extract, correct, export; ``--demo`` and ``--smoke``."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from core.settings import Settings
from gui import appearance, i18n
from gui.main_window import MainWindow

_LIMIT = 300_000  # milliseconds for one step
_SIZE = (1360, 860)
_ACCEPTED = 9
_HARMLESS = "propagateSizeHints"  # what Qt's offscreen platform says of every window


class DemoFailed(Exception):
    """A step of the demonstration did not do what it must."""


def run_demo(app: QApplication, folder: Path) -> int:
    """Write ``window.png`` and ``proposals.jsonl`` into a folder, from a library of its own; gives the exit code."""
    warnings: list[str] = []
    qInstallMessageHandler(lambda _kind, _context, text: warnings.append(text) if _HARMLESS not in text else None)
    folder.mkdir(parents=True, exist_ok=True)
    library = folder / "library"
    shutil.rmtree(library, ignore_errors=True)
    library.mkdir()
    os.environ["LEUCHTSTIFT_HOME"] = str(library)  # the person's own settings stay as they are
    settings = Settings(language="en", theme="light")
    i18n.install(settings.language)
    window = MainWindow(settings, appearance.apply(settings))
    window.resize(*_SIZE)
    window.open_library(library / "Leuchtstift.leuchtstift")
    window.show()
    window.complete()
    session = window.session
    errors: list[BaseException] = []
    window.jobs.failed.connect(lambda _, error: errors.append(error))
    _wait(lambda: bool(errors) or (session.article is not None and not window.jobs.running))
    if errors:
        raise DemoFailed("A job failed.") from errors[0]
    if not session.marks.undecided():
        raise DemoFailed("Nothing was proposed in the first sample article.")
    _correct(window)
    target = folder / "proposals.jsonl"
    report = session.library.export(target, layer="proposals", state="all")
    if not report.articles or not report.spans:
        raise DemoFailed("The export has no articles or no spans.")
    window.reader.settle()
    app.processEvents()
    if not window.grab().save(str(folder / "window.png")):
        raise DemoFailed("The picture of the window could not be written.")
    window.close()
    shutil.rmtree(library)
    if warnings:
        raise DemoFailed("Qt warned: " + "; ".join(warnings))
    return 0


def _correct(window: MainWindow) -> None:
    """Accept and relabel as a person would: by the actions of the window."""
    act = window.action_set
    for _ in range(_ACCEPTED):
        act["next_mark"].trigger()
        act["accept_mark"].trigger()
    act["next_mark"].trigger()
    mark = window.session.selected
    if mark is None:
        raise DemoFailed("No mark could be selected.")
    other = next(label.code for label in window.session.library.label_set.labels if label.code != mark.label)
    window.editing.label(other)
    if window.session.selected is None or window.session.selected.label != other:
        raise DemoFailed("A mark could not be relabelled.")
    act["undo"].trigger()
    if window.session.selected is None or window.session.selected.label != mark.label:
        raise DemoFailed("A step could not be undone.")
    act["accept_mark"].trigger()


def _wait(until: Callable[[], bool]) -> None:
    """Let the window work until something holds; raises DemoFailed if it never does."""
    loop = QEventLoop()
    poll, limit = QTimer(), QTimer()
    poll.timeout.connect(lambda: loop.quit() if until() else None)
    limit.timeout.connect(lambda: loop.exit(1))
    poll.start(20)
    limit.start(_LIMIT)
    if loop.exec():
        raise DemoFailed("A step took too long.")
