"""Agreement of two layers in the window: figures, kappa, each difference one click away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.extract import Extractor, added, available_pipelines
from core.library_extraction import run_over, store
from tests.gui.conftest import click_row, dialog_of, wait_for_jobs


@pytest.fixture
def places(window, tmp_path):
    """A second layer: a word list that knows two places, one of them as an organisation."""
    words = tmp_path / "orte.csv"
    words.write_text("Genf;LOC\nMoskau;ORG\n", encoding="utf-8")
    added.add_list(words)
    library = window.session.library
    info = next(info for info in available_pipelines() if info.name == "orte")
    with Extractor(info) as extractor:
        store(library, run_over(library, [1, 2, 3], extractor), lambda batch: None)
    window.session.reload_marks([1])
    return info


def compare(window, qtbot):
    window.action_set["compare"].trigger()
    dialog = dialog_of(window)
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    wait_for_jobs(qtbot, window.jobs)
    return dialog


def test_two_pipelines_are_compared(window, qtbot, places):
    dialog = compare(window, qtbot)
    assert dialog.first.currentText().startswith("de_news")
    assert dialog.second.currentText().startswith("orte")
    view = dialog.view
    assert view.result.evaluation.articles == 3
    assert set(view.result.evaluation.strict) == {"LOC", "ORG"}
    heads = [view.labels.horizontalHeaderItem(column).text() for column in range(view.labels.columnCount())]
    assert heads[-4:] == ["Kappa", "both", "only first", "only second"]
    assert "kappa 0." in view.summary.text()
    assert view.tabs.tabText(3).startswith("Differences ")


def test_a_difference_is_shown_in_the_reader(window, qtbot, places):
    view = compare(window, qtbot).view
    view.tabs.setCurrentIndex(3)
    row = next(
        row
        for row in range(view.model.rowCount())
        if view.model.mistake(row).kind.value == "label" and view.model.mistake(row).name == "2"
    )
    mistake = view.model.mistake(row)
    click_row(view.errors, row)
    assert window.session.article.id == 2
    assert window.session.selected.start == mistake.start
    assert window.session.selected.origin.startswith("orte")
    tip = view.model.data(view.model.index(row, 0), Qt.ItemDataRole.ToolTipRole)
    assert "de_news" in tip
    assert "ORG: Moskau" in tip


@pytest.mark.usefixtures("places")
def test_all_pairs_are_compared_and_those_without_anything_in_common_left_out(window, qtbot):
    window.action_set["compare"].trigger()
    dialog = dialog_of(window)
    dialog.pairs.click()
    assert not dialog.first.isEnabled()
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    wait_for_jobs(qtbot, window.jobs)
    assert len(dialog.view.results) == 1  # gold has no reviewed article yet, so only the two pipelines remain
    assert not dialog.warning.isVisible()


@pytest.mark.usefixtures("places")
def test_it_is_done_by_keys(window, qtbot):
    window.action_set["compare"].trigger()
    dialog = dialog_of(window)
    dialog.activateWindow()
    assert dialog.focusWidget() is dialog.start
    for expected in (dialog.every, dialog.pairs, dialog.second, dialog.first):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Backtab)
        assert dialog.focusWidget() is expected
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    wait_for_jobs(qtbot, window.jobs)
    view = dialog.view
    view.tabs.setCurrentIndex(3)
    view.errors.setFocus()
    for _ in range(3):
        QTest.keyClick(view.errors, Qt.Key.Key_Down)
    assert window.session.article.id == int(view.model.mistake(view.errors.currentIndex().row()).name)


@pytest.mark.usefixtures("places")
def test_labels_that_only_one_uses_are_counted_on_request(window, qtbot):
    window.action_set["compare"].trigger()
    dialog = dialog_of(window)
    dialog.every.setChecked(True)
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    wait_for_jobs(qtbot, window.jobs)
    assert "PER" in dialog.view.result.evaluation.strict


@pytest.mark.usefixtures("places")
def test_gold_without_a_reviewed_article_is_said(window, qtbot):
    window.action_set["compare"].trigger()
    dialog = dialog_of(window)
    dialog.first.setCurrentIndex(0)
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    wait_for_jobs(qtbot, window.jobs)
    assert "have no article in common" in dialog.warning.text()
    dialog.second.setCurrentIndex(0)
    assert not dialog.start.isEnabled()


def test_an_empty_library_has_nothing_to_compare(window, tmp_path):
    window.libraries.create(tmp_path / "leer.leuchtstift")
    window.action_set["compare"].trigger()
    dialog = dialog_of(window)
    assert not dialog.start.isEnabled()
    assert "extract first" in dialog.warning.text()
