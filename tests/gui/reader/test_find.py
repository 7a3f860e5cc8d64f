"""Finding in the article: by real keys in the bar, hits in text and scroll bar."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton

from core.folding import Folded
from gui.reader.find import find_all
from tests.gui.conftest import press
from tests.gui.reader.material import LABELS, make_article, make_index

TEXT = "\n".join(f"Absatz {n}: Genf und genf, dann Brüssel." for n in range(80))


def found(text: str, query: str) -> list[tuple[int, int]]:
    return find_all(Folded(text), query)


def test_find_all():
    assert found("Genf genf GENF Genfer", "genf") == [(0, 4), (5, 9), (10, 14), (15, 19)]
    assert found("100\u00a0000 Soldaten\nhier", "100 000") == [(0, 7)]
    assert found("a.b a+b", "a+b") == [(4, 7)]
    assert found("abc", "  ") == []
    assert found("Straße 👩‍👩‍👧 x", "👩‍👩‍👧") == [(7, 12)]


def test_typing_finds_and_enter_goes_on(make_view, qtbot):
    view, _ = make_view(TEXT)
    bar = view.find_bar
    bar.open_bar()
    line = bar.findChild(QLineEdit)
    QTest.keyClicks(line, "Genf")
    qtbot.waitUntil(lambda: len(bar.hits) == 160, timeout=3000)
    assert view.selected_range() == bar.hits[0]
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert view.selected_range() == bar.hits[1]
    QTest.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected_range() == bar.hits[-1]  # around the end
    assert view.text_range_visible(*bar.hits[-1])
    assert view._surface.hits == bar.hits
    assert view._minimap._hits
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert view._surface.hits == []
    assert view.hasFocus() or not view.isActiveWindow()


def type_letters(line: QLineEdit, letters: str) -> None:
    """Press a key for each letter; ``QTest.keyClicks`` ends the process at one that is not ASCII."""
    for letter in letters:
        QApplication.sendEvent(line, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))


def test_typing_finds_accents_and_soft_hyphens_however_they_are_written(make_view, qtbot):
    text = "🙂 Zu\u0308rich, Zürich.\nIn Deutsch\u00adland und Deutschland"
    view, _ = make_view(text)
    bar = view.find_bar
    bar.open_bar()
    line = bar.findChild(QLineEdit)
    type_letters(line, "zürich")
    qtbot.waitUntil(lambda: len(bar.hits) == 2, timeout=3000)
    assert [text[slice(*hit)] for hit in bar.hits] == ["Zu\u0308rich", "Zürich"]
    assert view.selected_range() == bar.hits[0]
    line.selectAll()
    QTest.keyClicks(line, "Deutschland")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert [text[slice(*hit)] for hit in bar.hits] == ["Deutsch\u00adland", "Deutschland"]
    line.selectAll()
    type_letters(line, "Zu\u0308r")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert [text[slice(*hit)] for hit in bar.hits] == ["Zu\u0308r", "Zür"]
    assert view.text == text


def test_buttons_step_and_close(make_view):
    view, _ = make_view(TEXT)
    bar = view.find_bar
    bar.open_bar()
    bar.set_query("Brüssel")
    back, on, close = bar.findChildren(QToolButton)
    on.click()
    on.click()
    back.click()
    assert view.selected_range() == bar.hits[1]
    close.click()
    assert not bar.isVisible()


def test_it_opens_with_the_selected_text_and_goes_on_in_another_article(make_view):
    view, hands = make_view(TEXT)
    hands.double_click(TEXT.index("Brüssel") + 2)
    view.find_bar.open_bar()
    assert len(view.find_bar.hits) == 80
    other = "Nur Brüssel hier."
    view.set_article(make_article(other), make_index(other, []), LABELS)
    assert view.find_bar.hits == [(4, 11)]
    view.find_bar.set_query("Wien")
    assert view.find_bar.hits == []
    view.find_bar.step(1)


def test_f3_goes_on_with_a_closed_bar(make_view):
    view, _ = make_view(TEXT)
    view.find_bar.open_bar()
    view.find_bar.set_query("dann")
    view.find_bar.close_bar()
    view.find_bar.step(1)
    assert TEXT[slice(*view.selected_range())] == "dann"


def test_one_esc_closes_the_bar_and_f3_goes_on_without_it(window):
    press(window, "Ctrl+F")
    bar = window.reader.find_bar
    QTest.keyClicks(QApplication.focusWidget(), "Genf")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    found = window.reader.selected_range()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert window.reader.selected_range() == found
    press(window, "F3")
    assert not bar.isVisible()
    assert window.reader.selected_range() > found
    press(window, "Ctrl+F")
    window.reader.setFocus()  # with the mouse, say
    press(window, "Esc")
    assert not bar.isVisible()
    press(window, "Esc")
    assert window.reader.selected_range() is None


def top_of(view, position):
    """Give how high on the screen the line of a position stands."""
    cursor = view.textCursor()
    cursor.setPosition(view.to_position16(position))
    return view.viewport().mapToGlobal(view.cursorRect(cursor).topLeft()).y()


def test_the_bar_covers_no_text_and_moves_none_but_at_the_top(make_view):
    view, _ = make_view(TEXT)
    bar = view.find_bar
    bar.open_bar()
    below = bar.mapToGlobal(bar.rect().bottomLeft()).y()
    assert below < view.viewport().mapToGlobal(view.viewport().rect().topLeft()).y() <= top_of(view, 0)
    bar.close_bar()
    assert view.verticalScrollBar().value() == 0
    view.verticalScrollBar().setValue(700)
    position = view.place_in_view() + 200
    before = top_of(view, position)
    bar.open_bar()
    assert top_of(view, position) == before
    bar.open_bar()
    bar.close_bar()
    assert (top_of(view, position), view.verticalScrollBar().value()) == (before, 700)
