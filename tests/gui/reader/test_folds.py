"""Boilerplate folded and opened in the real window and view: nothing moves, and what is asked for opens it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from core.records import Zone, ZoneRole
from gui.reader.fold_line import TRIANGLE
from gui.reader.menu import add_fold
from tests.gui.conftest import press
from tests.gui.reader.conftest import LEFT, NONE

BODY = "Acht Stunden redeten Sherman und Rjabkow in Genf über Sicherheit, und am Ende blieb alles offen.\n"
BLOCK = "Newsletter abonnieren\n\nLesen Sie auch: Was die OSZE kann\nAlle Artikel zum Gipfel\n"
TEXT = BODY * 3 + BLOCK + BODY * 2 + BLOCK + BODY * 30


def article():
    first = len(BODY * 3)
    second = first + len(BLOCK) + len(BODY * 2)
    zones = []
    for begin in (first, second):
        at = begin
        for line in BLOCK.split("\n"):
            if line:
                zones.append(Zone(at, at + len(line), ZoneRole.BOILERPLATE))
            at += len(line) + 1
    osze, genf = TEXT.index("OSZE"), TEXT.index("Genf", second + 100)
    return zones, [(4, 11, "DATE", True), (osze, osze + 4, "ORG", True), (genf, genf + 4, "LOC", True)]


@pytest.fixture
def folded(make_view):
    zones, marks = article()
    view, hands = make_view(TEXT, marks, zones)
    view.fold_all(True)
    QApplication.processEvents()
    return view, hands


def tops(view):
    """Where the lines of body text begin that are in view."""
    top = view.verticalScrollBar().value()
    return [view._layout.top(laid.number) - top for laid in view._layout.laid_between(top, top + 600)]


def test_a_folded_stretch_is_one_line(make_view):
    zones, marks = article()
    view, _ = make_view(TEXT, marks, zones)
    before, text = view._layout.height, view.document().toPlainText()
    assert [view.folds.lines(stretch.start) for stretch in view.folds.stretches] == [3, 3]
    view.fold_all(True)
    layout = view._layout
    for stretch in view.folds.stretches:
        heads = [layout.laid(number).height for number in stretch]
        assert heads[0] > 0
        assert set(heads[1:]) == {0}
    view.settle()
    assert layout.height < before - 4 * view._typography.style(ZoneRole.BOILERPLATE).pitch + 2
    assert view.document().toPlainText() == text  # no position moved
    view.fold_all(False)
    view.settle()
    assert layout.height == before


def test_click_on_the_line_opens_it_and_on_the_triangle_folds_it(folded):
    view, hands = folded
    stretch = view.folds.stretches[0]
    head = view._layout.laid(stretch.start)
    line = head.lines[0]
    y = view._layout.top(stretch.start) + (line.top + line.bottom) // 2 - view.verticalScrollBar().value()
    clicked, caret = [], view.caret_position()
    view.mark_clicked.connect(clicked.append)
    QTest.mouseClick(hands.port, LEFT, NONE, QPoint(view._layout.left + 40, y))
    assert not view.folds.is_folded(stretch.start)
    assert view.folds.is_folded(view.folds.stretches[1].start)  # each for itself
    triangle = QPoint(view._layout.left - TRIANGLE + 4, view._layout.top(stretch.start) + line.top + 10)
    hands.hover(triangle)
    assert hands.port.cursor().shape() == Qt.CursorShape.PointingHandCursor
    QTest.mouseClick(hands.port, LEFT, NONE, triangle)
    assert view.folds.is_folded(stretch.start)
    assert not clicked
    assert view.caret_position() == caret


def test_what_is_asked_for_opens_it(folded):
    view, _ = folded
    first, second = view.folds.stretches
    key = next(mark.key for mark in view._surface.marks if mark.label == "ORG")
    assert not view.mark_boxes(key)
    mark = view.mark(key)
    assert not view.text_range_visible(mark.start, mark.end)
    view.select(key)
    assert not view.folds.is_folded(first.start)
    assert view.mark_boxes(key)
    view.find_bar.open_bar()
    view.find_bar.set_query("Newsletter")
    view.find_bar.step(1)
    assert not view.folds.is_folded(second.start)


def test_the_caret_opens_it(folded):
    view, hands = folded
    hands.key(Qt.Key.Key_F7)
    position = len(BODY * 3) - 5
    view.show_selection(position, position)
    hands.key(Qt.Key.Key_Down)
    assert view.caret_position() >= len(BODY * 3)
    assert not view.folds.is_folded(view.folds.stretches[0].start)


def test_the_text_at_the_top_stays_when_one_above_is_folded(make_view):
    zones, marks = article()
    view, _ = make_view(TEXT, marks, zones, height=300)
    view.settle()
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    place, before = view.reading_place(), tops(view)
    view.fold_all(True)
    assert view.reading_place() == place
    assert tops(view) == before
    view.fold_all(False)
    assert tops(view) == before


def test_a_drag_over_a_folded_stretch_takes_all_of_it(folded):
    view, hands = folded
    end = len(BODY * 3) + len(BLOCK) + 11
    hands.drag(len(BODY * 2) + 4, end)
    start, stop = view.selected_range()
    view.copy()
    assert QApplication.clipboard().text() == TEXT[start:stop]
    assert "Newsletter" in TEXT[start:stop]
    assert view.folds.is_folded(view.folds.stretches[0].start)


def test_plain_style_folds_nothing(folded):
    view, _ = folded
    view.set_plain(plain=True)
    assert not any(view._layout.laid(number).is_folded for stretch in view.folds.stretches for number in stretch)
    view.set_plain(plain=False)
    assert view._layout.laid(view.folds.stretches[0].start).is_folded


def test_the_menu_folds(folded):
    view, _ = folded
    menu = QMenu(view)
    add_fold(menu, view, 5)
    assert menu.isEmpty()
    add_fold(menu, view, TEXT.index("OSZE"))
    menu.actions()[0].trigger()
    assert not view.folds.is_folded(view.folds.stretches[0].start)


def test_the_window_remembers(window, qtbot):
    reader, session = window.reader, window.session
    assert reader.folds.stretches
    press(window, "F8")
    assert reader.folds.is_folded(reader.folds.stretches[0].start)
    reader.toggle_fold(reader.folds.stretches[0])
    here = session.article.id
    press(window, "Ctrl+PgDown")
    assert session.article.id != here
    press(window, "Ctrl+PgUp")
    assert not reader.folds.is_folded(reader.folds.stretches[0].start)
    window.save_settings()
    assert type(window.settings).load().fold_boilerplate
