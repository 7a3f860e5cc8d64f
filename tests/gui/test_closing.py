"""Closing the window while an extraction runs: asked where much is left, and whatever was found is kept."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

from core.library import Library
from gui import closing
from gui.dialogs.extraction_report import ExtractionReportDialog
from tests.core.extract.conftest import installed, package_folder  # noqa: F401  fixtures
from tests.gui.conftest import dialog_of, press, wait_for_jobs
from tests.gui.test_tasks import bring


def questions(window) -> list[QMessageBox]:
    QApplication.processEvents()
    return [box for box in window.findChildren(QMessageBox) if box.isVisible()]


def begin(window, qtbot, count: int) -> list[int]:
    """Extract in new articles until the first has marks; the others are not done then."""
    new = bring(window, count)
    window.action_set["extract_all"].trigger()
    qtbot.waitUntil(lambda: window.session.library.rows(new[:1])[0].marks > 0, timeout=60_000)
    return new


def marked(path, ids) -> list[bool]:
    with Library.open(path) as library:
        return [row.marks > 0 for row in library.rows(ids)]


def test_where_much_is_left_the_person_is_asked_and_may_go_on(window, qtbot):
    new = begin(window, qtbot, 300)
    press(window, "Ctrl+Q")
    assert window.isVisible()
    box = dialog_of(window)
    assert "Extraction is at work" in box.text()
    assert "What was found is kept. “Extract in all articles” goes on" in box.informativeText()
    box.button(QMessageBox.StandardButton.Cancel).click()
    assert window.isVisible()
    assert window.extraction.is_running
    window.close()
    path = window.session.library.path
    dialog_of(window).defaultButton().click()
    assert not window.isVisible()
    assert window.jobs.running == []
    found = marked(path, new)
    assert found[0]
    assert not found[-1]


def test_closing_again_is_an_answer(window, qtbot):
    begin(window, qtbot, 300)
    window.close()
    assert window.isVisible()
    assert len(questions(window)) == 1
    window.close()
    assert not window.isVisible()


def test_the_end_of_the_systems_session_asks_nothing(window, qtbot, qapp):
    new = begin(window, qtbot, 300)
    path = window.session.library.path
    window.closing.agree()  # what the signal of the session calls
    window.close()
    assert not window.isVisible()
    assert marked(path, new)[0]


def test_a_new_extraction_is_asked_about_again(window, qtbot):
    window.closing.agree()
    begin(window, qtbot, 300)
    window.close()
    assert questions(window)
    window.close()


def test_little_that_is_left_is_not_asked_about(window, qtbot, monkeypatch):
    monkeypatch.setattr(closing, "MUCH", 1000)
    begin(window, qtbot, 200)
    window.close()
    assert not window.isVisible()


def test_when_the_extraction_ends_the_window_closes_as_the_person_wanted(window, qtbot):
    new = begin(window, qtbot, 60)
    path = window.session.library.path
    assert window.extraction.left >= closing.MUCH
    window.close()
    assert questions(window)
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=60_000)
    assert all(marked(path, new))


def test_leaving_for_another_library_says_what_became_of_it(window, qtbot, tmp_path):
    begin(window, qtbot, 60)
    window.libraries.create(tmp_path / "other.leuchtstift")
    assert not window.extraction.is_running
    assert window.status.message.text().startswith("Extraction was stopped; what was found is kept. “Extract in all")


def test_without_an_extraction_nothing_is_asked(window):
    window.close()
    assert not window.isVisible()


@pytest.mark.usefixtures("package_folder")
def test_a_report_keeps_the_window_open(window, qtbot, installed, monkeypatch):  # noqa: F811
    monkeypatch.setattr(closing, "MUCH", 1)
    article = bring(window, 1)
    window.extraction.extract(article, installed["xx_broken"])
    window.close()
    assert questions(window)
    wait_for_jobs(qtbot, window.jobs)
    QApplication.processEvents()
    assert window.isVisible()
    assert isinstance(dialog_of(window), ExtractionReportDialog)
    dialog_of(window).close()
