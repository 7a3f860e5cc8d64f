"""The actions of the view menu, each done once by its keys; ``test_actions.py`` calls them by their names."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from tests.gui.conftest import press


def do_page_down(window, qtbot, tmp_path):
    press(window, "Space")
    assert window.reader.verticalScrollBar().value() > 0


def do_page_up(window, qtbot, tmp_path):
    do_page_down(window, qtbot, tmp_path)
    press(window, "Shift+Space")
    assert window.reader.verticalScrollBar().value() == 0


def do_larger(window, qtbot, tmp_path):
    size = window.settings.type_size
    press(window, "Ctrl++")
    press(window, "Ctrl+=")
    assert window.settings.type_size == size + 2


def do_smaller(window, qtbot, tmp_path):
    size = window.settings.type_size
    press(window, "Ctrl+-")
    assert window.settings.type_size == size - 1


def do_wider(window, qtbot, tmp_path):
    press(window, "Alt++")
    assert window.settings.column == 70


def do_narrower(window, qtbot, tmp_path):
    before = window.reader._layout.column
    press(window, "Alt+-")
    assert window.settings.column == 62
    assert window.reader._layout.column < before


def do_plain(window, qtbot, tmp_path):
    layout = window.reader._layout
    press(window, "F9")
    assert window.settings.plain
    assert {layout.laid(number).style for number in range(6)} == {layout.typography.body}
    press(window, "F9")
    assert len({layout.laid(number).style for number in range(6)}) > 1


def do_fold(window, qtbot, tmp_path):
    folds = window.reader.folds
    press(window, "F8")
    assert all(folds.is_folded(stretch.start) for stretch in folds.stretches)
    press(window, "F8")
    assert not any(folds.is_folded(stretch.start) for stretch in folds.stretches)


def do_default_size(window, qtbot, tmp_path):
    size = window.settings.type_size
    do_larger(window, qtbot, tmp_path)
    press(window, "Ctrl+0")
    assert window.settings.type_size == size


def do_hide_marks(window, qtbot, tmp_path):
    mark = next(mark for mark in window.session.shown_marks() if window.reader.text_range_visible(mark.start, mark.end))
    before = window.reader.viewport().grab().toImage()
    press(window, "Alt+H")
    assert window.reader.viewport().grab().toImage() != before
    press(window, "Alt+H")
    assert window.reader.viewport().grab().toImage() == before
    assert mark in window.session.shown_marks()


def do_caret(window, qtbot, tmp_path):
    press(window, "F7")
    assert window.reader.caret_visible
    press(window, "F7")
    assert not window.reader.caret_visible


def do_full_screen(window, qtbot, tmp_path):
    press(window, "F11")
    assert window.isFullScreen()
    press(window, "F11")
    assert not window.isFullScreen()


def do_next_pane(window, qtbot, tmp_path):
    press(window, "F6")
    assert QApplication.focusWidget() is window.inspector.view


def do_previous_pane(window, qtbot, tmp_path):
    press(window, "Shift+F6")
    assert QApplication.focusWidget() is window.list.view
