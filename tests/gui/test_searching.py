"""From a hit of the library's search to its places in the text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from core import edits
from core.library import Library
from core.records import ArticleDraft
from core.search_places import places
from gui.library import model
from tests.gui.conftest import click_row, press, wait_for_jobs


def search(window, words):
    """Type into the search of the library and wait for no pause."""
    window.top.search.setFocus()
    window.top.search.clear()
    QTest.keyClicks(window.top.search, words)
    window.top.search_now()
    QApplication.processEvents()


def shown(window):
    """Give the words that are marked as found in the text."""
    return [window.reader.text[start:end] for start, end in window.reader._surface.hits]


def test_a_hit_leads_to_the_first_place_and_all_places_are_marked(make_window, tmp_path):
    path = tmp_path / "l.leuchtstift"
    with Library.create(path) as library:
        filling = "Ein Satz ohne das Wort.\n" * 200
        library.add(
            ArticleDraft(f"{n} {filling}Kyjiws erste Stelle {n}.\n{filling}kyjiw am Ende.", f"T{n}") for n in (1, 2)
        )
    window = make_window(path)
    search(window, "kyjiw")
    for row in (0, 1):
        click_row(window.list.view, row)
        text = window.reader.text
        first = text.index("Kyjiws")
        assert window.session.article.id == window.list.model.article_row(row).id
        assert shown(window) == ["Kyjiws", "kyjiw"]
        assert window.reader.text_range_visible(first, first + 6)
        assert not window.reader.text_range_visible(0, 1)
        assert not window.reader.find_bar.isVisible()
        assert window.status.message.text() == "Hit 1 of 2.   F3 goes to the next"
        press(window, "F3", window.list.view)
        last = text.rindex("kyjiw")
        assert window.reader.selected_range() == (last, last + 5)
        assert window.status.message.text() == "Hit 2 of 2.   F3 goes to the next"
        press(window, "Shift+F3", window.list.view)
        assert window.reader.selected_range() == (first, first + 6)


def test_the_keys_of_finding_go_on_from_place_to_place(window):
    search(window, "Moskau")
    QTest.keyClick(window.top.search, Qt.Key.Key_Return)
    text = window.reader.text
    wanted = places(text, "Moskau")
    assert len(wanted) > 1
    press(window, "F3")  # the first one is shown already
    assert window.reader.selected_range() == wanted[1]
    press(window, "F3")
    assert window.reader.selected_range() == wanted[2 % len(wanted)]
    press(window, "Shift+F3")
    assert window.reader.selected_range() == wanted[1]
    press(window, "Shift+F3")
    assert window.reader.selected_range() == wanted[0]
    assert not window.reader.find_bar.isVisible()


def ground_of(window, place):
    """Give how light the ground of a hit in view is: that of the most frequent colour."""
    reader = window.reader
    box = reader._layout.range_rect(*place).translated(0, -reader.verticalScrollBar().value())
    left, right = (round(reader._x_of(each)) for each in place)
    assert right - left > 20
    box.setLeft(left)
    box.setRight(right)
    picture = reader.viewport().grab(box).toImage()
    colours = [picture.pixelColor(x, y).lightness() for x in range(picture.width()) for y in range(picture.height())]
    return max(set(colours), key=colours.count)


def test_the_hit_that_is_led_to_stands_out_most_and_another_does_when_it_is_left(window):
    search(window, "Moskau")
    click_row(window.list.view, 0)
    window.reader.set_marks_visible(False)
    first, second = places(window.reader.text, "Moskau")[:2]
    assert ground_of(window, first) < ground_of(window, second)
    press(window, "F3")
    assert ground_of(window, second) < ground_of(window, first)
    press(window, "Esc")
    plain = window.reader._theme.paper.lightness()
    window.reader.clear_selection()
    assert ground_of(window, first) == ground_of(window, second) == plain


def test_the_hit_that_is_led_to_stands_out_on_decided_marks_too(window):
    search(window, "Moskau")
    click_row(window.list.view, 0)
    press(window, "Ctrl+Shift+A")
    press(window, "a")
    window.session.select(None)
    first, second = places(window.reader.text, "Moskau")[:2]
    assert ground_of(window, first) < ground_of(window, second)


def test_escape_takes_the_marking_away_and_then_the_search(window):
    search(window, "Moskau")
    click_row(window.list.view, 0)
    assert shown(window)
    focus = QApplication.focusWidget()
    assert focus is window.list.view
    press(window, "Esc", window.list.view)
    assert shown(window) == []
    assert QApplication.focusWidget() is focus
    assert window.top.search.text() == "Moskau"
    click_row(window.list.view, 0)  # the same hit again
    assert shown(window)
    press(window, "Esc", window.list.view)
    press(window, "Esc", window.list.view)
    assert window.top.search.text() == ""
    assert window.list.model.rowCount() == 5


def test_a_new_search_takes_the_marking_away_and_other_articles_have_none(window):
    search(window, "Moskau")
    click_row(window.list.view, 0)
    search(window, "Moska")
    assert shown(window) == []
    click_row(window.list.view, 0)
    assert shown(window)
    search(window, "")
    assert shown(window) == []
    window.session.open_article(next(each for each in range(1, 6) if each != window.session.article.id))
    assert shown(window) == []


def test_where_words_were_found_is_said_until_others_are_searched(window):
    before = window.status.message.text()
    search(window, "Genf")
    for row in (0, 1):
        click_row(window.list.view, row)
        assert "Hit 1 of" in window.status.message.text()
    search(window, "Quastenflosser")
    assert window.status.message.text() == before


def test_stepping_through_the_hits_marks_them_too_and_an_edit_leaves_them(window):
    search(window, "Moskau")
    click_row(window.list.view, 0)
    press(window, "Ctrl+PgDown")
    assert window.session.article.id == window.list.model.article_row(1).id
    before = shown(window)
    assert before
    session = window.session
    first = session.article.zones[0]
    session.do(edits.set_zone_role(session.article, first.start, first.end, "kicker"))
    assert shown(window) == before
    press(window, "Alt+Left")
    assert window.session.article.id == window.list.model.article_row(0).id


def test_the_find_bar_makes_way_and_takes_over(window):
    press(window, "Ctrl+F")
    line = window.reader.find_bar.findChild(QLineEdit)
    QTest.keyClicks(line, "Russland")
    search(window, "Moskau")
    click_row(window.list.view, 0)
    assert {each[:6] for each in shown(window)} == {"Moskau"}
    assert not window.reader.find_bar.isVisible()
    press(window, "Ctrl+F")
    QTest.keyClicks(line, "Russland")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert set(shown(window)) == {"Russland"}
    press(window, "Esc", line)
    assert shown(window) == []


def test_words_that_only_the_title_has_mark_nothing(make_window, tmp_path):
    path = tmp_path / "l.leuchtstift"
    with Library.create(path) as library:
        library.add([ArticleDraft("Nur der Text.", "Überschrift")])
    window = make_window(path)
    search(window, "ueberschrift")
    assert window.list.model.rowCount() == 0
    search(window, "uberschrift")
    click_row(window.list.view, 0)
    assert window.session.article.id == 1
    assert shown(window) == []


def test_in_a_large_library_the_first_hit_is_marked_when_a_thread_has_found_it(
    make_window, library_file, qtbot, monkeypatch
):
    monkeypatch.setattr(model, "LARGE", 0)
    window = make_window(library_file)
    search(window, "Moskau")
    QTest.keyClick(window.top.search, Qt.Key.Key_Return)
    wait_for_jobs(qtbot, window.jobs)
    assert {each[:6] for each in shown(window)} == {"Moskau"}
    window.top.search.setText("Putin")
    window.top.search_now()
    assert window.list.model.is_waiting
    assert shown(window) == []
    click_row(window.list.view, 1)  # still a hit of the search before
    assert {each[:6] for each in shown(window)} == {"Moskau"}
    wait_for_jobs(qtbot, window.jobs)
