"""The actions that select marks together or along their relations; ``test_actions.py`` calls them by their names."""

from __future__ import annotations

from tests.gui.conftest import press


def do_along_relation(window, qtbot, tmp_path):
    mark = next(mark for mark in window.session.shown_marks() if window.session.links_of(mark))
    for pane in window.panes:
        window.session.select(None)
        window.session.select(mark.key)
        press(window, "Shift+R", pane)
        assert window.session.selected.key in [link.mark.key for link in window.session.links_of(mark)]


def do_also_next(window, qtbot, tmp_path):
    marks = window.session.shown_marks()
    window.session.select(marks[1].key)
    press(window, "Shift+Down")
    assert window.session.selection == (marks[1], marks[2])


def do_also_previous(window, qtbot, tmp_path):
    marks = window.session.shown_marks()
    window.session.select(marks[1].key)
    press(window, "Shift+Up")
    assert window.session.selection == (marks[0], marks[1])


def do_also_next_alike(window, qtbot, tmp_path):
    marks = window.session.shown_marks()
    alike = [mark for mark in marks if mark.label == marks[0].label][:3]
    window.session.select(alike[0].key)
    for _ in alike[1:]:
        press(window, "Ctrl+Shift+Down")
    assert window.session.selection == tuple(alike)


def do_also_previous_alike(window, qtbot, tmp_path):
    marks = window.session.shown_marks()
    alike = [mark for mark in marks if mark.label == marks[-1].label][-3:]
    window.session.select(alike[-1].key)
    for _ in alike[1:]:
        press(window, "Ctrl+Shift+Up")
    assert window.session.selection == tuple(alike)


def do_all_marks(window, qtbot, tmp_path):
    for pane in window.panes:
        window.session.select(None)
        press(window, "Ctrl+Shift+A", pane)
        assert window.session.selection == tuple(window.session.shown_marks())


def do_same_label(window, qtbot, tmp_path):
    marks = window.session.shown_marks()
    window.session.select(marks[0].key)
    window.action_set["same_label"].trigger()
    assert window.session.selection == tuple(mark for mark in marks if mark.label == marks[0].label)
