"""The caret and every act on the text by keys alone: as in the platform's editors, and quick with many labels."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

from core.records import Label, LabelSet
from gui.label_list import LabelList
from tests.gui.conftest import press
from tests.gui.reader.material import rich
from tests.gui.reader.test_view import LONG, assert_fresh

CTRL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)
LEFT, RIGHT, UP, DOWN = Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down
HOME, END, PAGE_UP, PAGE_DOWN = Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown


@pytest.mark.parametrize("shift", [NONE, SHIFT])
def test_characters_words_and_the_document_move_as_in_a_bare_editor(make_view, qtbot, shift):
    text = rich()[0].text + "\n\nÄpfel, 👩‍👩‍👧 und e\u0301in שלום לכולם.\nEnde"
    view, hands = make_view(text)
    view.set_caret_visible(True)
    edit = QTextEdit()
    qtbot.addWidget(edit)
    edit.setPlainText(text)
    steps = [(RIGHT, CTRL)] * 12 + [(RIGHT, NONE)] * 5 + [(LEFT, CTRL)] * 4 + [(LEFT, NONE)] * 3
    steps += [(END, CTRL), *[(LEFT, CTRL)] * 9, *[(LEFT, NONE)] * 9, (HOME, CTRL)]
    for key, modifiers in steps:
        hands.key(key, modifiers | shift)
        QTest.keyClick(edit, key, modifiers | shift)
        cursor = edit.textCursor()
        assert view.caret_position() == view.to_position(cursor.position())
        assert view.anchor_position() == view.to_position(cursor.anchor())


def test_lines_and_pages_keep_the_column_and_home_and_end_the_line(make_view):
    view, hands = make_view(LONG)
    view.set_caret_visible(True)
    for _ in range(14):
        hands.key(RIGHT)
    x = hands.point(view.caret_position()).x()
    pitch, places = view._typography.body.pitch, []
    for key in (DOWN, DOWN, DOWN, PAGE_DOWN, PAGE_DOWN, UP, PAGE_UP, UP):
        y = hands.point(view.caret_position()).y() + view.verticalScrollBar().value()
        hands.key(key)
        place = hands.point(view.caret_position())
        places.append(place.y() + view.verticalScrollBar().value() - y)
        assert abs(place.x() - x) < 14
        assert view.text_range_visible(view.caret_position(), view.caret_position() + 1)
    assert all(step == pitch for step in places[:2])
    page = view.viewport().height()
    assert all(abs(step - page) < pitch for step in places[3:5])
    assert places[5] == places[7] == -pitch
    assert abs(places[6] + page) < pitch
    hands.key(HOME)
    start = view.caret_position()
    hands.key(END)
    assert hands.point(start).y() == hands.point(view.caret_position()).y()
    assert view.caret_position() - start > 40
    hands.key(HOME, SHIFT)
    assert view.selected_range()[0] == start


def test_ctrl_with_up_and_down_moves_by_paragraph(make_view):
    text = "Erster Absatz.\n\n  \nZweiter " + "lang und länger " * 300 + "\nDritter."
    view, hands = make_view(text)
    view.set_caret_visible(True)
    second, third = text.index("Zweiter"), text.index("Dritter")
    assert view._layout.table.paragraph(view._layout.table.index(second)).stop > 5  # in several blocks
    for key, place in ((DOWN, second), (DOWN, third), (DOWN, len(text)), (UP, third), (UP, second), (UP, 0), (UP, 0)):
        hands.key(key, CTRL)
        assert view.caret_position() == place
        assert view.text_range_visible(place, place)
    view.show_selection(third - 40, third - 40)
    hands.key(UP, CTRL | SHIFT)
    assert view.selected_range() == (second, third - 40)
    view.set_caret_visible(False)
    hands.key(DOWN, CTRL)
    assert view.selected_range() == (second, third - 40)
    assert_fresh(view)


def test_a_mark_is_made_changed_and_decided_without_a_mouse(window):
    reader, session = window.reader, window.session
    text = session.article.text
    press(window, "F7")
    press(window, "Ctrl+G")
    dialog = QApplication.activeWindow() or window
    dialog = next(each for each in window.findChildren(type(dialog)) if each.isVisible() and each is not window)
    dialog.kind.choose("character")
    place = text.index("sagte") + 1
    dialog.number.setValue(place)
    QTest.keyClick(dialog.number, Qt.Key.Key_Return)
    assert reader.caret_position() == place
    press(window, "w")
    assert text[slice(*reader.selected_range())] == "sagte"
    press(window, "s")
    start, end = reader.selected_range()
    assert start <= text.index("sagte") < end
    press(window, "5")
    assert (session.selected.start, session.selected.end, session.selected.label) == (start, end, "QUOTE")
    press(window, "Alt+Shift+Right")
    assert session.selected.start > start
    press(window, "l")
    popup = QApplication.activePopupWidget()
    QTest.keyClicks(popup.line, "pers")
    QTest.keyClick(popup.line, Qt.Key.Key_Return)
    assert session.selected.label == "PER"
    press(window, "Delete")
    press(window, "Ctrl+Z")
    assert session.selected.label == "PER"


def test_three_hundred_labels_are_found_by_a_few_letters(window):
    labels = tuple(Label(f"L{n}", f"Begriff {n}", "#2f6db5", "") for n in range(299))
    labels += (Label("RIVER", "Fliessgewässer", "#2e8b57", ""),)
    popup = LabelList(window.look, LabelSet(1, "viele", 1, labels), window)
    chosen = []
    popup.label_chosen.connect(chosen.append)
    popup.open_at(window.mapToGlobal(window.rect().center()))
    QApplication.processEvents()
    assert popup.model.rowCount() == 300
    shown = sum(
        popup.view.viewport().rect().intersects(popup.view.visualRect(popup.model.index(n, 0))) for n in range(300)
    )
    assert shown < 30  # what is painted does not grow with the set
    QTest.keyClicks(popup.line, "iver")
    assert popup.model.rowCount() == 1
    QTest.keyClick(popup.line, Qt.Key.Key_Return)
    assert chosen == ["RIVER"]


def test_the_caret_of_a_screen_reader_is_that_of_the_keys(make_view):
    view, hands = make_view(LONG)
    view.set_caret_visible(True)
    hands.key(RIGHT, CTRL)
    assert view.textCursor().position() == LONG.index(" ") + 1
    assert view.textCursor().movePosition(QTextCursor.MoveOperation.Right)
