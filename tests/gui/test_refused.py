"""What cannot be stored is refused, told, and not lost: the dialog stays with what was typed until it can be."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from gui.dialogs.information import InformationDialog
from gui.dialogs.label_set import LabelSetDialog
from gui.dialogs.note import NoteDialog
from tests.gui.conftest import dialog_of, wait_for_jobs


def write_a_note(window):
    window.session.select(window.session.shown_marks()[0].key)
    window.editing.ask_note()
    dialog = window.findChild(NoteDialog)
    dialog.note.setPlainText("eine Stunde Arbeit")
    return dialog, lambda library: library.marks(1).get(window.session.selected.key).span.note == "eine Stunde Arbeit"


def change_the_title(window):
    window.editing.ask_information()
    dialog = window.findChild(InformationDialog)
    dialog.lines["title"].setText("Neuer Titel")
    return dialog, lambda library: library.article(1).info.title == "Neuer Titel"


def rename_the_labels(window):
    window.editing.ask_label_set()
    dialog = window.findChild(LabelSetDialog)
    dialog.name.setText("meine")
    return dialog, lambda library: library.label_set.name == "meine"


@pytest.mark.parametrize("fill", [write_a_note, change_the_title, rename_the_labels])
def test_a_dialog_keeps_what_could_not_be_stored(window, fill, tmp_path):
    path = window.session.library.path
    dialog, is_stored = fill(window)
    gone = path.rename(tmp_path / "weg")
    dialog.finish()
    box = next(each for each in window.findChildren(QMessageBox) if each.isVisible())
    assert "was not stored" in box.text()
    box.accept()
    assert dialog.isVisible()
    gone.rename(path)
    dialog.finish()
    assert not dialog.isVisible()
    assert is_stored(window.session.library)


def test_a_tick_that_could_not_be_stored_goes_back(window, qtbot, tmp_path):
    path = window.session.library.path
    window.extraction.ask_layers()
    dialog = dialog_of(window)
    wait_for_jobs(qtbot, window.jobs)
    gone = path.rename(tmp_path / "weg")
    dialog.list.topLevelItem(1).setCheckState(0, Qt.CheckState.Unchecked)
    assert dialog.list.topLevelItem(1).checkState(0) is Qt.CheckState.Checked
    gone.rename(path)
    assert not any(layer.hidden for layer in window.session.library.layers())


def test_a_key_that_could_not_be_stored_changes_nothing_on_the_screen(window, tmp_path):
    path, session = window.session.library.path, window.session
    mark = session.shown_marks()[0]
    session.select(mark.key)
    gone = path.rename(tmp_path / "weg")
    window.action_set["accept"].trigger()
    assert "was not stored" in dialog_of(window).text()
    assert session.selected == mark
    assert not session.selected.is_decided
    dialog_of(window).accept()
    gone.rename(path)
    window.action_set["accept"].trigger()
    assert session.library.totals().decided == 1
