"""Scores in the window: gold of the library or a file, tables, errors one click away in the reader, a report."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core import edits
from core.extract import added
from core.records import ArticleState
from gui import i18n
from tests.core.extract.packed import folder_of
from tests.gui.conftest import click_row, dialog_of, wait_for_jobs


@pytest.fixture
def reviewed(window):
    """The first article, read: one mark relabelled, one rejected, one added, all others accepted."""
    session = window.session
    library, article = session.library, session.article
    person = library.person_layer
    names = [mark for mark in session.marks if mark.label == "LOC"]
    session.do(edits.relabel(names[0], "ORG", person, marks=session.marks))
    session.do(edits.reject(names[1], person, marks=session.marks))
    start = article.text.index("Gespräch")
    session.do(edits.add_mark(article, person, start, start + 8, "MISC", marks=session.marks))
    review = edits.set_review(article.id, ArticleState.REVIEWED, library.label_set)
    session.do(edits.accept_all(article, session.marks, person, review=review))
    return {"relabelled": names[0], "rejected": names[1], "added": start}


def score(window, qtbot):
    window.action_set["scores"].trigger()
    dialog = dialog_of(window)
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    wait_for_jobs(qtbot, window.jobs)
    assert not dialog.warning.isVisible(), dialog.warning.text()
    return dialog


def cells(table, row: int) -> list[str]:
    return [table.item(row, column).text() for column in range(table.columnCount())]


def test_without_gold_it_says_what_to_do(window):
    window.action_set["scores"].trigger()
    dialog = dialog_of(window)
    assert not dialog.start.isEnabled()
    assert "No article is reviewed yet" in dialog.warning.text()


def test_errors_of_the_pipeline_are_one_click_away(window, qtbot, reviewed):
    dialog = score(window, qtbot)
    view = dialog.view
    rows = {view.labels.item(row, 0).text(): cells(view.labels, row) for row in range(view.labels.rowCount())}
    assert 0 < float(rows["all"][1]) < 100
    assert float(rows["LOC"][1]) < 100
    assert view.zones.rowCount() > 1
    assert cells(view.values, 0)[0] == "DATE"
    assert cells(view.values, 0)[3] == "100.0"  # values are those of the proposals, which were accepted
    assert view.relations.rowCount() >= 1
    assert all(view.tabs.isTabVisible(place) for place in range(view.tabs.count()))
    result = view.result
    assert {mistake.kind.value for mistake in result.mistakes} == {"label", "spurious", "missed"}
    view.tabs.setCurrentIndex(3)
    window.session.open_article(2)
    number = next(row for row in range(view.model.rowCount()) if view.model.mistake(row).kind.value == "label")
    click_row(view.errors, number)
    assert window.session.article.id == 1
    assert window.session.selected.start == reviewed["relabelled"].start
    assert window.reader.text_range_visible(reviewed["relabelled"].start, reviewed["relabelled"].end)
    number = next(row for row in range(view.model.rowCount()) if view.model.mistake(row).kind.value == "spurious")
    view.errors.setFocus()
    click_row(view.errors, number)
    mark = reviewed["rejected"]
    assert window.session.selected is None  # it was rejected: the words are selected instead
    assert window.reader.selected_range() == (mark.start, mark.end)


def test_a_cell_of_the_confusion_shows_its_errors(window, qtbot, reviewed):
    view = score(window, qtbot).view
    heads = [view.confusion.horizontalHeaderItem(column).text() for column in range(view.confusion.columnCount())]
    row = next(row for row in range(view.confusion.rowCount()) if view.confusion.item(row, 0).text() == "ORG")
    cell = view.confusion.item(row, heads.index("LOC"))
    assert cell.text() == "1"
    view.tabs.setCurrentIndex(2)
    QTest.mouseClick(
        view.confusion.viewport(), Qt.MouseButton.LeftButton, pos=view.confusion.visualItemRect(cell).center()
    )
    assert view.tabs.currentIndex() == 3
    assert view.model.rowCount() == 1
    assert view.model.mistake(0).start == reviewed["relabelled"].start
    view.filter.setCurrentIndex(0)
    assert view.model.rowCount() == 3


@pytest.mark.usefixtures("reviewed")
def test_several_pipelines_and_a_report(window, qtbot, tmp_path):
    added.add_folder(folder_of(tmp_path, label="ORG", words="Nato"))
    window.action_set["scores"].trigger()
    dialog = dialog_of(window)
    for row in range(dialog.pipelines.count()):
        dialog.pipelines.item(row).setCheckState(Qt.CheckState.Checked)
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    wait_for_jobs(qtbot, window.jobs)
    view = dialog.view
    assert view.which.isVisible()
    assert [view.which.itemText(row).split()[0] for row in range(view.which.count())] == ["de_news", "firms"]
    view.which.setCurrentIndex(1)
    assert view.result.pipeline == "firms 0.1.0"
    names = [view.labels.item(row, 0).text() for row in range(view.labels.rowCount())]
    assert names[-2:] == ["its labels", "all"]
    assert "cannot give" in view.summary.text()
    assert "ORG" not in view.summary.text()
    assert "LOC" in view.summary.text()
    for name, begin in (("report.md", "# Evaluation on test.leuchtstift"), ("report.html", "<!DOCTYPE html>")):
        dialog.save_to(tmp_path / name)
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert text.startswith(begin)
        assert "firms 0.1.0" in text
    dialog.save_to(tmp_path / "report.pdf")
    assert ".md or .html" in dialog.warning.text()
    dialog.save_to(tmp_path / "none" / "report.md")
    assert "cannot be written" in dialog.warning.text()


def test_gold_from_a_file_is_scored_and_found_in_the_library(window, qtbot, tmp_path):
    article = window.session.article
    start = article.text.index("Genf")
    spans = [{"start": start, "end": start + 4, "label": "PER"}]
    records = [
        {"text": article.text, "spans": spans, "meta": {"title": article.info.title}},
        {"text": "Anna war in Bern.", "spans": [{"start": 0, "end": 4, "label": "LOC"}], "meta": {"title": "Fremd"}},
    ]
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    window.action_set["scores"].trigger()
    dialog = dialog_of(window)
    dialog.use_file(path)
    assert dialog.start.isEnabled()
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    wait_for_jobs(qtbot, window.jobs)
    view = dialog.view
    assert view.result.evaluation.articles == 2
    window.session.open_article(3)
    view.tabs.setCurrentIndex(3)
    click_row(view.errors, 0)
    assert window.session.article.id == article.id
    foreign = next(row for row in range(view.model.rowCount()) if view.model.mistake(row).title == "Fremd")
    click_row(view.errors, foreign)
    assert "is not in this library" in dialog.warning.text()


def test_a_file_that_is_no_gold_is_said(window, qtbot, tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text("{broken\n", encoding="utf-8")
    window.action_set["scores"].trigger()
    dialog = dialog_of(window)
    dialog.use_file(path)
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    wait_for_jobs(qtbot, window.jobs)
    assert "has no line that can be read as an article" in dialog.warning.text()
    assert dialog.start.isVisible()


@pytest.mark.usefixtures("reviewed")
def test_scoring_is_cancelled_and_the_window_may_go(window, qtbot):
    window.action_set["scores"].trigger()
    dialog = dialog_of(window)
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    assert dialog.cancel.isVisible()
    QTest.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    wait_for_jobs(qtbot, window.jobs)
    assert dialog.start.isVisible()
    assert dialog.view.result is None
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    dialog.close()
    wait_for_jobs(qtbot, window.jobs)


@pytest.mark.usefixtures("reviewed")
def test_it_goes_with_its_library(window, tmp_path):
    window.action_set["scores"].trigger()
    dialog = dialog_of(window)
    window.libraries.create(tmp_path / "other.leuchtstift")
    assert not dialog.isVisible()


@pytest.mark.usefixtures("reviewed")
def test_everything_has_a_name_for_screen_readers(window, qtbot):
    dialog = score(window, qtbot)
    view = dialog.view
    for widget in (dialog.gold, dialog.pipelines, dialog.bar, view.labels, view.zones, view.confusion, view.errors):
        assert widget.accessibleName()
    spoken = view.model.data(view.model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert "ORG → LOC" in spoken
    assert "Gespräch" in spoken


@pytest.mark.usefixtures("reviewed")
def test_a_pipeline_that_cannot_be_used_costs_its_own_result_only(window, qtbot, tmp_path):
    folder = folder_of(tmp_path)
    added.add_folder(folder)
    (folder / "new.txt").write_text("changed since", encoding="utf-8")
    window.action_set["scores"].trigger()
    dialog = dialog_of(window)
    for row in range(dialog.pipelines.count()):
        dialog.pipelines.item(row).setCheckState(Qt.CheckState.Checked)
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    wait_for_jobs(qtbot, window.jobs)
    assert [result.pipeline.split()[0] for result in dialog.view.results] == ["de_news"]
    dialog.view.tabs.setCurrentIndex(3)
    click_row(dialog.view.errors, 0)
    dialog.save_to(tmp_path / "report.md")
    assert "not as it was when you allowed it" in dialog.warning.text()
    dialog.pipelines.item(0).setCheckState(Qt.CheckState.Unchecked)
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    wait_for_jobs(qtbot, window.jobs)
    assert "not as it was when you allowed it" in dialog.warning.text()


@pytest.mark.usefixtures("reviewed")
def test_scoring_is_cancelled_while_the_pipeline_still_loads(window, qtbot):
    window.action_set["scores"].trigger()
    dialog = dialog_of(window)
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    [job] = window.jobs.running
    qtbot.waitUntil(lambda: job.on_cancel is not None)
    QTest.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    assert not dialog.cancel.isEnabled()
    wait_for_jobs(qtbot, window.jobs)
    assert dialog.view.results == ()
    assert dialog.start.isVisible()
    assert not dialog.warning.isVisible()


@pytest.mark.usefixtures("reviewed")
def test_a_report_is_in_the_language_of_the_window(window, qtbot, tmp_path):
    dialog = score(window, qtbot)
    i18n.install("de")
    try:
        dialog.save_to(tmp_path / "report.md")
    finally:
        i18n.install("en")
    text = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert text.startswith("# Bewertung an test.leuchtstift")
    assert " 100,0 " in text
