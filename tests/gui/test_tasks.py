"""Import, extraction and export from the window: in threads, told, cancellable, the library never half done."""

from __future__ import annotations

import json

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QMessageBox, QTreeWidget

from core.errors import Problem
from core.library import ArticleQuery, ImportReport, Library
from core.records import ArticleDraft, ArticleState, LayerKind
from gui.dialogs.import_report import ImportReportDialog
from tests.gui.conftest import dialog_of, press, wait_for_jobs


def drop(window, *paths) -> bool:
    """Drop files on the window as a desktop does; tell whether it wanted them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place, buttons, keys = QPoint(400, 300), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place, Qt.DropAction.CopyAction, data, buttons, keys)
    enter.setAccepted(False)
    QApplication.sendEvent(window, enter)
    if enter.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(place), Qt.DropAction.CopyAction, data, buttons, keys))
    return enter.isAccepted()


def words(dialog) -> list[str]:
    return [each.text() for each in dialog.findChildren(QLabel) if each.text()]


def test_dropped_files_come_in_and_the_report_says_what_did_not(window, qtbot, tmp_path):
    good = tmp_path / "gut.txt"
    good.write_text("Ein neuer Artikel\n\nIn Bern regnet es.\n", encoding="utf-8")
    known = tmp_path / "bekannt.txt"
    known.write_text(window.session.article.text, encoding="utf-8")
    empty = tmp_path / "leer.txt"
    empty.write_text("", encoding="utf-8")
    assert drop(window, good, known, empty)
    wait_for_jobs(qtbot, window.jobs)
    dialog = dialog_of(window)
    assert isinstance(dialog, ImportReportDialog)
    said = words(dialog)
    assert "1 article came in" in said
    assert "1 article was known already and stays as it is." in said
    tree = dialog.findChild(QTreeWidget)
    assert [tree.topLevelItem(row).text(0) for row in range(tree.topLevelItemCount())] == ["leer.txt"]
    assert tree.topLevelItem(0).text(1)
    assert window.session.article.id == 6
    assert window.list.model.rowCount() == 6
    assert window.status.message.text() == "Imported 1 article"
    dialog.close()
    press(window, "Ctrl+Z")
    assert window.list.model.rowCount() == 5


def test_a_long_sentence_in_the_report_is_wrapped_not_cut(qtbot):
    short, long = Problem("a.txt", "Kurz."), Problem("b.txt", "Ein Satz, der nicht in eine Zeile passt. " * 5)
    dialog = ImportReportDialog(ImportReport(added=(), problems=(short, long)))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    tree = dialog.findChild(QTreeWidget)
    one, several = (tree.visualItemRect(tree.topLevelItem(row)).height() for row in (0, 1))
    assert several > 2 * one - 10
    dialog.resize(1400, 400)
    qtbot.waitUntil(lambda: tree.visualItemRect(tree.topLevelItem(1)).height() < several)


def test_only_files_are_taken_and_only_where_they_can_be_stored(window, make_window, library_file, tmp_path):
    data = QMimeData()
    data.setText("kein Pfad")
    keys = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, keys)
    enter.setAccepted(False)
    QApplication.sendEvent(window, enter)
    assert not enter.isAccepted()
    window.libraries.open(library_file.rename(tmp_path / "x.leuchtstift"), read_only=True)
    assert not drop(window, tmp_path)


def test_nothing_new_is_said(window, qtbot, tmp_path):
    folder = tmp_path / "leer"
    folder.mkdir()
    window.tasks.import_paths([folder])
    wait_for_jobs(qtbot, window.jobs)
    assert "Nothing new came in" in words(dialog_of(window))


def test_a_path_that_is_not_there_is_told(window, qtbot, tmp_path):
    window.tasks.import_paths([tmp_path / "fehlt.txt"])
    wait_for_jobs(qtbot, window.jobs)
    assert dialog_of(window).isVisible()
    assert window.list.model.rowCount() == 5


def test_new_articles_are_extracted_from_the_report(window, qtbot, tmp_path):
    path = tmp_path / "neu.txt"
    path.write_text("Treffen in Wien\n\nWendy Sherman sprach in Wien mit Sergej Rjabkow.\n", encoding="utf-8")
    window.tasks.import_paths([path])
    wait_for_jobs(qtbot, window.jobs)
    dialog = dialog_of(window)
    button = next(each for each in dialog.buttons.buttons() if each.text() == "Extract in them")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    wait_for_jobs(qtbot, window.jobs)
    assert len(window.session.marks) > 1
    assert window.status.message.text() == "Extraction finished."
    assert not [each for each in window.findChildren(ImportReportDialog) if each.isVisible()]


def bring(window, count: int) -> list[int]:
    drafts = (ArticleDraft(f"Nummer {n}\nWendy Sherman war in Genf.\n" * 30, f"Nummer {n}") for n in range(count))
    report = window.session.library.add(drafts)
    window.session.articles_came(report.change_set)
    return list(report.added)


def test_extraction_goes_on_while_the_person_reads_and_edits(window, qtbot):
    new = bring(window, 40)
    window.action_set["extract_all"].trigger()
    assert window.extraction.is_running
    assert not window.action_set["extract"].isEnabled()
    assert window.status.bar.isVisible()
    press(window, "Tab")
    press(window, "a")
    window.session.open_article(new[0])
    assert window.session.library.rows([1])[0].decided == 1
    with qtbot.waitSignal(window.session.marks_changed, timeout=60_000):
        pass  # the open article's proposals come while it is read
    assert len(window.session.shown_marks()) > 0
    wait_for_jobs(qtbot, window.jobs)
    assert not window.extraction.is_running
    assert window.action_set["extract"].isEnabled()
    assert not window.status.bar.isVisible()
    rows = window.session.library.rows(new)
    assert all(row.marks > 0 for row in rows)
    row = window.list.model.row_of(new[-1])
    assert window.list.model.article_row(row) == rows[-1]


def test_cancelling_ends_the_run_and_keeps_what_was_found(window, qtbot):
    new = bring(window, 60)
    window.action_set["extract_all"].trigger()
    qtbot.waitUntil(lambda: window.session.library.rows(new[:1])[0].marks > 0, timeout=60_000)
    QTest.mouseClick(window.status.cancel, Qt.MouseButton.LeftButton)
    wait_for_jobs(qtbot, window.jobs)
    assert not window.extraction.is_running
    found = [row.marks > 0 for row in window.session.library.rows(new)]
    assert found[0]
    assert not found[-1]
    window.action_set["extract_all"].trigger()  # goes on with the rest
    wait_for_jobs(qtbot, window.jobs)
    assert all(row.marks > 0 for row in window.session.library.rows(new))


def test_what_a_pipeline_has_looked_at_is_not_looked_at_again(window, qtbot):
    layers = window.session.library.layers()
    press(window, "Ctrl+Shift+E")
    assert window.jobs.running == []
    assert window.status.message.text().endswith("has looked at this already.")
    assert window.session.library.layers() == layers


def test_closing_while_a_job_runs_is_safe(window, qtbot):
    path = window.session.library.path
    new = bring(window, 200)
    window.action_set["extract_all"].trigger()
    qtbot.waitUntil(lambda: window.session.library.rows(new[:1])[0].marks > 0, timeout=60_000)
    window.close()
    dialog_of(window).defaultButton().click()  # so much is left that it asks
    assert window.jobs.running == []
    with Library.open(path) as library:
        assert library.check() == []
        runs = [layer for layer in library.layers() if layer.kind is LayerKind.PIPELINE]
        assert len(runs) == 2


def choose_file(dialog, path) -> None:
    """Choose a file in a file dialog as a person types it."""
    dialog.setDirectory(str(path.parent))
    dialog.findChild(QLineEdit, "fileNameEdit").setText(path.name)
    dialog.accept()


def export(window, qtbot, path, layer: str, state: str | None = None):
    press(window, "Ctrl+E")
    dialog = dialog_of(window)
    dialog.layer.choose(layer)
    if state is not None:
        dialog.state.choose(state)
    dialog.act.click()
    files = next(each for each in dialog.findChildren(QFileDialog) if each.isVisible())
    choose_file(files, path)
    wait_for_jobs(qtbot, window.jobs)
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_gold_made_in_the_window_is_exported_and_said(window, qtbot, tmp_path):
    press(window, "Tab")
    press(window, "2")
    corrected = window.session.selected
    press(window, "Escape")
    press(window, "a")
    records = export(window, qtbot, tmp_path / "gold.jsonl", "gold")
    (record,) = records
    assert record["status"] == "reviewed"
    assert record["text"] == window.session.library.article(1).text
    span = next(span for span in record["spans"] if span["start"] == corrected.start)
    assert (span["end"], span["label"], span["action"]) == (corrected.end, "ORG", "relabelled")
    for span in record["spans"]:
        assert record["text"][span["start"] : span["end"]] == span["text"]
    box = next(each for each in window.findChildren(QMessageBox) if each.isVisible())
    assert box.text() == f"Exported 1 article with {len(record['spans'])} marks."
    assert str(tmp_path / "gold.jsonl") in box.informativeText()


def test_proposals_are_exported_for_all_articles(window, qtbot, tmp_path):
    records = export(window, qtbot, tmp_path / "p.jsonl", "proposals")
    assert len(records) == 5
    assert all(record["spans"] for record in records)


def test_the_export_dialog_counts_and_offers_the_layers(window):
    press(window, "Ctrl+E")
    dialog = dialog_of(window)
    assert dialog._count.text() == "0 articles"
    assert not dialog.act.isEnabled()
    dialog.layer.choose("proposals")
    assert (dialog.state.currentData(), dialog._count.text()) == ("all", "5 articles")
    assert dialog.act.isEnabled()
    dialog.state.choose(str(ArticleState.SKIPPED))
    assert not dialog.act.isEnabled()
    assert [dialog.layer.itemData(row) for row in range(3)] == ["gold", "proposals", "all"]
    assert "de_news" in {dialog.layer.itemData(row) for row in range(dialog.layer.count())}


def test_an_export_that_fails_is_told(window, qtbot, tmp_path):
    window.tasks.export(tmp_path / "fehlt" / "x.jsonl", "all", "all", "jsonl")
    wait_for_jobs(qtbot, window.jobs)
    box = dialog_of(window)
    assert isinstance(box, QMessageBox)
    assert box.icon() == QMessageBox.Icon.Warning
    assert not (tmp_path / "fehlt").exists()


def test_what_is_imported_again_from_an_export_is_the_same(window, qtbot, tmp_path):
    press(window, "a")
    press(window, "Ctrl+PgDown")
    press(window, "a")
    first = tmp_path / "eins.jsonl"
    export(window, qtbot, first, "gold", "all")
    for box in window.findChildren(QMessageBox):
        box.close()
    window.libraries.create(tmp_path / "neu.leuchtstift")
    window.tasks.import_paths([first])
    wait_for_jobs(qtbot, window.jobs)
    dialog_of(window).close()
    second = tmp_path / "zwei.jsonl"
    export(window, qtbot, second, "gold", "all")
    assert second.read_bytes() == first.read_bytes()
    assert len(window.session.library.ids(ArticleQuery(states=(ArticleState.REVIEWED,)))) == 2
