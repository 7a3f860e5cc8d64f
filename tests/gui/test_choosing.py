"""Many marks at once in the real window: by mouse, by keys, in the list; one undo step for all of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from gui.reader.frame import FrameBox
from tests.gui.conftest import click_row, press

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


def keys_of(window):
    return [mark.key for mark in window.session.selection]


def click(window, key, modifiers=CTRL):
    point = window.reader.mark_boxes(key)[0].center()
    assert window.reader.marks_at(point)[0] == key
    QTest.mouseClick(window.reader.viewport(), LEFT, modifiers, point)


@pytest.fixture
def apart(window):
    """Six shown marks in view, none inside another."""
    chosen = []
    for mark in window.session.shown_marks():
        if (not chosen or mark.start >= chosen[-1].end) and window.reader.text_range_visible(mark.start, mark.end):
            chosen.append(mark)
    window.session.select(None)
    assert len(chosen) >= 6
    return chosen[:6]


def rows(window):
    return sorted({index.row() for index in window.inspector.view.selectionModel().selectedIndexes()})


def test_ctrl_click_selects_marks_one_by_one(window, apart):
    first, second, third = (mark.key for mark in apart[:3])
    click(window, first)
    click(window, third)
    assert keys_of(window) == [first, third]
    assert window.session.selected is None
    assert rows(window) == [window.inspector.model.row_of(first), window.inspector.model.row_of(third)]
    assert not any(window.reader.handle_places())
    click(window, second)
    click(window, first)
    assert keys_of(window) == [second, third]
    click(window, third)
    assert window.session.selected.key == second  # one alone has handles again
    assert all(window.reader.handle_places())


def test_ctrl_drag_draws_a_frame_over_marks(window, hands, apart):
    wanted = apart[1]
    box = window.reader.mark_boxes(wanted.key)[0]
    hands.press(box.topLeft() - QPoint(3, 3), CTRL)
    hands.move(box.center(), CTRL)
    assert wanted.key in keys_of(window)  # at once, not only at the end
    others = set(keys_of(window))
    hands.move(QPoint(window.reader.viewport().width() - 5, box.bottom() + 200), CTRL)
    assert set(keys_of(window)) > others
    hands.move(box.center(), CTRL)
    assert set(keys_of(window)) == others
    hands.release(box.center(), CTRL)
    assert window.reader.selected_range() is None
    last = window.reader.mark_boxes(apart[5].key)[0]
    hands.drag_points(last.topLeft() - QPoint(2, 2), last.bottomRight() + QPoint(2, 2), CTRL | SHIFT)
    assert set(keys_of(window)) > others
    assert apart[5].key in keys_of(window)


def test_a_frame_goes_on_while_the_text_scrolls(window, hands, qtbot):
    reader, port = window.reader, window.reader.viewport()
    below = QPoint(port.width() - 5, port.height() + 60)
    hands.press(QPoint(2, 2), CTRL)
    hands.move(below, CTRL)
    bar = reader.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() > port.height(), timeout=8000)  # the limit is for a hung test only
    hands.release(below, CTRL)
    marks = window.session.selection
    assert marks[0] == window.session.shown_marks()[0]
    assert not reader.mark_boxes(marks[0].key)  # scrolled out of view, and still selected
    assert not reader.findChild(FrameBox).isVisible()


def test_a_run_by_keys_grows_and_shrinks(window):
    keys = [mark.key for mark in window.session.shown_marks()]
    press(window, "Tab")
    start = keys.index(window.session.selected.key)
    for _ in range(3):
        press(window, "Shift+Down")
    assert keys_of(window) == keys[start : start + 4]
    press(window, "Shift+Up")
    assert keys_of(window) == keys[start : start + 3]
    assert "3 marks selected" in window.inspector._several._count.text()
    press(window, "Escape")
    assert not window.session.selection
    assert not rows(window)


def test_ctrl_shift_click_selects_the_run(window, apart):
    click(window, apart[1].key)
    click(window, apart[4].key, CTRL | SHIFT)
    shown = [mark.key for mark in window.session.shown_marks()]
    low, high = shown.index(apart[1].key), shown.index(apart[4].key)
    assert keys_of(window) == shown[low : high + 1]


def test_one_key_one_step(window, apart):
    session, before = window.session, {mark.key: mark for mark in window.session.marks}
    for mark in apart[:4]:
        click(window, mark.key)
    places = [(mark.start, mark.end) for mark in apart[:4]]
    press(window, "3")
    assert [(mark.start, mark.end) for mark in session.selection] == places
    assert all(mark.label == "LOC" and mark.is_decided for mark in session.selection)
    press(window, "Ctrl+Z")
    assert {mark.key: mark for mark in session.marks} == before
    assert [(mark.start, mark.end) for mark in session.selection] == places
    press(window, "A")
    assert all(mark.is_decided for mark in session.selection)
    assert session.library.review(session.article.id) is None
    press(window, "Delete")
    assert not any(session.marks.find(mark.start, mark.end, mark.label) for mark in apart[:4])
    assert session.selected is not None  # the next one: a stray ``a`` must not accept everything
    press(window, "Ctrl+Z")
    press(window, "Ctrl+Z")
    assert {mark.key: mark for mark in session.marks} == before
    assert session.library.next_undo() is None


def test_all_marks_and_those_of_a_label(window):
    press(window, "Ctrl+Shift+A")
    assert len(window.session.selection) == len(window.session.shown_marks())
    assert len(rows(window)) == len(window.session.selection)
    press(window, "Escape")
    press(window, "Tab")
    label = window.session.selected.label
    window.action_set["same_label"].trigger()
    assert {mark.label for mark in window.session.selection} == {label}
    assert len(window.session.selection) == sum(mark.label == label for mark in window.session.shown_marks())


def test_many_in_the_list(window):
    view, session = window.inspector.view, window.session
    click_row(view, 1)
    assert window.session.selected.key == window.inspector.model.mark_at(1).key
    press(window, "Shift+Down", view)
    press(window, "Shift+Down", view)
    assert rows(window) == [1, 2, 3]
    assert keys_of(window) == [window.inspector.model.mark_at(row).key for row in (1, 2, 3)]
    assert window.reader.selected_keys() == set(keys_of(window))
    press(window, "X", view)
    assert session.library.next_undo().params["count"] == 3
    press(window, "Ctrl+A", view)
    assert len(session.selection) == len(session.shown_marks())
    QApplication.processEvents()
    press(window, "2", view)
    assert {mark.label for mark in session.shown_marks()} == {"ORG"}
    press(window, "Ctrl+Z", view)
    assert len({mark.label for mark in session.shown_marks()}) > 1


def test_the_menu_of_one_of_them_is_for_all(window, apart):
    for mark in apart[:3]:
        click(window, mark.key)
    menu = QMenu(window)
    window.editing.fill_menu(menu, apart[1].key)
    assert len(window.session.selection) == 3
    window.editing.fill_menu(menu, apart[4].key)
    assert window.session.selected.key == apart[4].key
