"""Getting a pipeline from the window: nothing before the click, cancel, a sentence where there is no network."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.extract import packages
from gui import i18n
from gui.dialogs import more_pipelines
from gui.dialogs.more_pipelines import MorePipelinesDialog
from tests.core.extract.test_published import offered, silent  # noqa: F401  fixtures
from tests.gui.conftest import wait_for_jobs


@pytest.fixture
def open_on(window, monkeypatch):
    """Give a function that opens the dialog with other facts than those in the program."""

    def opened(*facts) -> MorePipelinesDialog:
        monkeypatch.setattr(more_pipelines, "published", lambda: list(facts))
        dialog = MorePipelinesDialog(window.jobs, "de", window)
        dialog.open()
        return dialog

    return opened


def test_it_lists_the_language_of_the_article_first(window):
    dialog = MorePipelinesDialog(window.jobs, "fr", window)
    dialog.open()
    first = [dialog.list.topLevelItem(0).text(column) for column in range(5)]
    assert first == ["fr_core_news_sm 3.8.0", "French", "15 MB", "LGPL-LR", "UD Sequoia, WikiNER"]
    assert window.jobs.running == []


def test_the_corpora_of_vectors_are_told_in_the_language_of_the_window(window):
    i18n.install("de")
    dialog = MorePipelinesDialog(window.jobs, "de", window)
    shown = [dialog.list.topLevelItem(row).text(4) for row in range(dialog.list.topLevelItemCount())]
    assert "TIGER, WikiNER, Vektoren: OSCAR, Wikipedia" in shown
    assert not any("vectors" in each or " and " in each for each in shown)


def test_a_pipeline_is_got_with_a_click(window, qtbot, open_on, offered):  # noqa: F811
    dialog = open_on(offered)
    with qtbot.waitSignal(dialog.installed, timeout=60_000):
        QTest.mouseClick(dialog.get, Qt.MouseButton.LeftButton)
    assert dialog.state.text() == "de_firms is here now."
    assert dialog.list.topLevelItem(0).text(5) == "is here"
    assert not dialog.get.isEnabled()
    assert packages.is_own("de_firms")


def test_without_a_network_it_says_so_and_stays_usable(window, qtbot, open_on, offered):  # noqa: F811
    dialog = open_on(replace(offered, address=offered.address.replace("de_firms", "de_none")))
    QTest.mouseClick(dialog.get, Qt.MouseButton.LeftButton)
    wait_for_jobs(qtbot, window.jobs)
    assert "Is this machine online?" in dialog.warning.text()
    assert dialog.get.isEnabled()
    assert not dialog.cancel.isVisible()


def test_getting_is_cancelled_while_the_network_is_silent(window, qtbot, open_on, silent):  # noqa: F811
    dialog = open_on(silent)
    QTest.mouseClick(dialog.get, Qt.MouseButton.LeftButton)
    assert dialog.cancel.isVisible()
    assert not dialog.get.isVisible()
    QTest.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    wait_for_jobs(qtbot, window.jobs)
    assert dialog.get.isVisible()
    assert not dialog.warning.isVisible()
    QTest.mouseClick(dialog.get, Qt.MouseButton.LeftButton)
    dialog.close()  # gives it up too
    wait_for_jobs(qtbot, window.jobs)
    assert not packages.is_own("de_firms")
