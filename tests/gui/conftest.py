"""A real window on a real library of the sample articles; a Qt warning or a window left open fails the test."""

from __future__ import annotations

import gc
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from core.assets import seed_folder
from core.extract import ExtractionJob, ExtractionRun, available_pipelines
from core.library import ArticleQuery, Library
from core.records import Mark
from core.settings import Settings
from gui import appearance, i18n
from gui.jobs import Jobs
from gui.main_window import MainWindow
from tests.gui.reader.conftest import Hands

# What Qt's offscreen platform says of windows; it means nothing.
HARMLESS = ("propagateSizeHints", "does not support raise", "grabbing the keyboard", "does not support setting window")


@pytest.fixture(scope="session")
def qapp_args():
    return ["leuchtstift"]


@pytest.fixture(scope="session", autouse=True)
def _style(qapp):
    qapp.setStyle("Fusion")
    yield
    qapp.clipboard().clear()  # offscreen, Qt deletes what lies there when Python is gone already, and crashes


@pytest.fixture(autouse=True)
def _clean(qapp, qtlog):
    """Fail on warnings of Qt and on windows that a test leaves behind; no job's thread collects garbage."""
    gc.disable()
    yield
    gc.enable()
    left = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    for widget in left:
        widget.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if qapp.styleSheet():  # the look of a window outlives it
        qapp.setStyleSheet("")
        qapp.setPalette(qapp.style().standardPalette())
    warnings = [
        record.message
        for record in qtlog.records
        if record.log_type_name in ("QtWarningMsg", "QtCriticalMsg", "QtFatalMsg")
        and not any(words in record.message for words in HARMLESS)
    ]
    assert not warnings, warnings
    assert not left, [type(widget).__name__ for widget in left]


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory) -> Path:
    """The sample articles with the proposals of the embedded pipeline, made once by the real parts."""
    path = tmp_path_factory.mktemp("sample") / "sample.leuchtstift"
    with Library.create(path, person="Anna") as library:
        library.import_paths([seed_folder()], undoable=False)
        pipeline = available_pipelines()[0]
        layer = library.start_run(pipeline.name, pipeline.version, pipeline.settings)
        jobs = [ExtractionJob.of(library.article(each)) for each in library.ids(ArticleQuery())]
        for batch in ExtractionRun(pipeline, jobs):
            assert not batch.failed, batch.failed
            library.add_proposals(layer, batch.proposals)
        library.finish_run(layer, complete=True)
    return path


@pytest.fixture
def library_file(sample_library, tmp_path) -> Path:
    """A copy of the sample library for one test."""
    return Path(shutil.copy(sample_library, tmp_path / "test.leuchtstift"))


@pytest.fixture
def make_window(qtbot):
    """Give a function that opens a window, on a library or on none; all are closed as a person closes them."""
    windows: list[MainWindow] = []

    def make(library: Path | None = None, **settings) -> MainWindow:
        chosen = Settings(**{"language": "en", "theme": "light", "person": "Anna", **settings})
        i18n.install(chosen.language)
        window = MainWindow(chosen, appearance.apply(chosen))
        windows.append(window)
        window.resize(1280, 820)
        window.show()
        qtbot.waitExposed(window)
        window.complete()
        if library is not None:
            window.libraries.open(library)
        window.activateWindow()
        QApplication.processEvents()
        return window

    yield make
    for window in windows:
        for dialog in window.findChildren(QDialog):
            dialog.close()
        window.close()
        window.deleteLater()
    i18n.install("en")


@pytest.fixture
def window(make_window, library_file) -> MainWindow:
    """A window on the sample library, its first article open."""
    return make_window(library_file)


@pytest.fixture
def hands(window) -> Hands:
    """The mouse over the text of the window."""
    return Hands(window.reader)


def press(window: MainWindow, keys: str, pane=None) -> None:
    """Press keys as they are written in the table, with the focus where they act."""
    from PySide6.QtGui import QKeySequence

    widget = pane or window.reader
    window.activateWindow()
    QApplication.processEvents()
    widget.setFocus()
    for combination in QKeySequence(keys):
        QTest.keyClick(widget, combination.key(), combination.keyboardModifiers())
    QApplication.processEvents()


def dialog_of(window: MainWindow) -> QDialog:
    """Give the dialog that is open."""
    QApplication.processEvents()
    shown = [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]
    assert shown, "no dialog is open"
    return shown[-1]


def wait_for_jobs(qtbot, jobs: Jobs) -> None:
    """Wait until no job runs; the limit is for a hung test only."""
    qtbot.waitUntil(lambda: not jobs.running, timeout=300_000)
    QApplication.processEvents()


def first_undecided(window: MainWindow) -> Mark:
    """Give the first mark of the text that waits for a decision."""
    return next(mark for mark in window.session.shown_marks() if not mark.is_decided)


def click_row(view, row: int) -> None:
    """Click on a row of a list."""
    rect = view.visualRect(view.model().index(row, 0))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, rect.center())
    QApplication.processEvents()


__all__ = ["Hands", "click_row", "dialog_of", "first_undecided", "press", "wait_for_jobs"]
