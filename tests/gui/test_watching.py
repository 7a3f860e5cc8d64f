"""A second window on a library: it says that it only reads, and shows what the first one stores."""

from __future__ import annotations

import os

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from core import edits
from core.library import Library
from core.records import ArticleDraft, ArticleState
from tests.gui.conftest import dialog_of, first_undecided, press


@pytest.fixture
def second(window, make_window):
    """A second window on the library of the first, as a person comes to it."""
    other = make_window()
    other.libraries.open(window.session.library.path)
    box = dialog_of(other)
    next(each for each in box.buttons() if each.text() == "Open for reading").click()
    return other


def said(window) -> str:
    """Give what the bar above the window says, nothing where there is none."""
    bar = window.watching.bar
    return bar.sentence.text() if bar.isVisible() else ""


def test_the_second_window_says_so_in_a_bar_and_in_its_title(window, second):
    assert said(window) == ""
    assert "Another window has this library" in said(second)
    assert "is open in another window (" in second.watching.bar.sentence.toolTip()
    assert second.windowTitle() == "test – Reading only – Leuchtstift"
    assert window.windowTitle() == "test – Leuchtstift"


def test_an_edit_of_the_first_window_is_shown_in_the_second_where_it_is(window, second):
    mark = first_undecided(window)
    second.session.select(second.session.marks.find(mark.start, mark.end, mark.label)[0].key)
    second.reader.verticalScrollBar().setValue(150)
    place = second.reader.reading_place()
    window.session.do(edits.accept(mark, window.session.library.person_layer))
    assert not second.session.selected.is_decided
    second.watching.look()
    assert second.session.selected.is_decided  # what became of the mark
    assert second.session.marks.decided == window.session.marks.decided == 1
    assert second.reader.reading_place() == place
    assert second.list.model.article_row(0).decided == 1
    window.session.undo()
    second.watching.look()
    assert second.session.marks.decided == 0
    assert second.list.model.article_row(0).decided == 0


def test_without_a_write_nothing_is_shown_anew(window, second):
    heard = []
    second.session.articles_changed.connect(lambda: heard.append("articles"))
    second.session.marks_replaced.connect(lambda _: heard.append("marks"))
    second.watching.look()
    second.watching.look()
    assert heard == []
    window.session.do(edits.accept(first_undecided(window), window.session.library.person_layer))
    second.watching.look()
    assert heard == ["articles", "marks"]


def test_articles_come_and_go_and_a_review_is_told(window, second):
    library = window.session.library
    library.add([ArticleDraft("Neu.", "Neu")], undoable=False)
    library.do(edits.set_review(1, ArticleState.REVIEWED, library.label_set))
    second.watching.look()
    assert second.list.model.rowCount() == 6
    assert second.list.model.article_row(0).state is ArticleState.REVIEWED
    library.do(edits.trash([library.article(1).info]))
    second.watching.look()
    assert second.list.model.rowCount() == 5
    assert second.session.article is None


def test_other_labels_and_zones_are_shown(window, second):
    library = window.session.library
    first = second.session.article.zones[0]
    library.do(edits.set_zone_role(library.article(1), first.start, first.end, "infobox"))
    library.do(edits.rename_label(library.label_set, "PER", "WER", spans=[], reviews=[]))
    second.watching.look()
    assert second.session.article.zones[0].role == "infobox"
    assert second.following.label_set.get("WER") is not None


def test_coming_to_the_window_is_enough(window, second):
    window.session.do(edits.accept(first_undecided(window), window.session.library.person_layer))
    window.activateWindow()
    QApplication.processEvents()
    second.activateWindow()
    QApplication.processEvents()
    assert second.session.marks.decided == 1


def test_a_backup_that_the_first_window_restores_is_what_the_second_shows(window, second):
    library = window.session.library
    backup = library.backup("manual")
    library.add([ArticleDraft("Neu.", "Neu")], undoable=False)
    second.watching.look()
    assert second.list.model.rowCount() == 6
    window.libraries.restore(backup)
    second.watching.look()
    assert second.list.model.rowCount() == 5
    assert second.session.library.read_only


def test_the_history_of_the_second_window_follows(window, second):
    press(second, "Ctrl+H")
    assert second.history.panel.model.rowCount() == 0
    window.session.do(edits.accept(first_undecided(window), window.session.library.person_layer))
    second.watching.look()
    assert second.history.panel.model.rowCount() == 1


def test_when_the_first_window_is_closed_the_second_can_edit(window, second):
    second.session.open_article(3)
    QTest.mouseClick(second.watching.bar.edit, Qt.MouseButton.LeftButton)
    assert "is open in another window" in dialog_of(second).text()
    dialog_of(second).close()
    window.close()
    QTest.mouseClick(second.watching.bar.edit, Qt.MouseButton.LeftButton)
    assert second.session.is_writable
    assert said(second) == ""
    assert second.session.article.id == 3


def test_a_file_that_cannot_be_written_says_that(make_window, library_file, monkeypatch):
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)  # permissions do not stop root
    other = make_window()
    other.libraries.open(library_file)
    next(each for each in dialog_of(other).buttons() if each.text() == "Open for reading").click()
    assert "cannot be written" in said(other)
    assert not other.watching.bar.edit.isVisible()


def test_a_copy_can_be_worked_in(window, second):
    QTest.mouseClick(second.watching.bar.copy, Qt.MouseButton.LeftButton)
    dialog = next(each for each in second.findChildren(QFileDialog) if each.isVisible())
    assert dialog.selectedFiles()[0].endswith("(copy).leuchtstift")
    dialog.close()


def test_a_library_tells_whether_somebody_else_wrote(library_file):
    with Library.open(library_file) as first, Library.open(library_file, read_only=True) as other:
        assert not other.follow()
        first.add([ArticleDraft("Neu.", "Neu")], undoable=False)
        assert other.follow()
        assert not other.follow()
        assert other.count() == 6
        assert not other.is_replaced


def test_a_file_in_its_place_that_is_no_library_is_told_once(second, tmp_path):
    """Closing the message makes the window active again, which must not bring it up anew."""
    path, kept = second.session.library.path, tmp_path / "kept"
    path.rename(kept)
    path.write_bytes(b"no library" * 1000)
    QApplication.sendEvent(second, QEvent(QEvent.Type.WindowActivate))
    assert "is not a Leuchtstift library" in dialog_of(second).text()
    dialog_of(second).close()
    QApplication.sendEvent(second, QEvent(QEvent.Type.WindowActivate))
    QApplication.processEvents()
    assert not any(box.isVisible() for box in second.findChildren(QMessageBox))
    assert second.session.article is not None
    kept.replace(path)
