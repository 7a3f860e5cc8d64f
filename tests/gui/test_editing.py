"""Editing by mouse and keys in the real window: marks drawn, dragged, labelled, all occurrences, zones, articles."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from core.library import ArticleQuery
from core.records import ZoneRole
from gui.label_list import LabelList
from tests.gui.conftest import click_row, dialog_of, first_undecided, press

ALT = Qt.KeyboardModifier.AltModifier


def free_words(window):
    """A place in the text without marks: words of the first sentence that nothing was proposed for."""
    text = window.session.article.text
    at = text.index("fuhren die Wagen")
    assert not window.session.marks.between(at, at + 16)
    return at


def test_selected_text_is_marked_by_a_label_key(window, hands):
    at = free_words(window)
    hands.double_click(at + 2)
    assert window.reader.selected_range() == (at, at + 6)
    press(window, "3")
    mark = window.session.selected
    assert (mark.span.surface, mark.label, mark.is_decided, mark.origin) == ("fuhren", "LOC", True, "")
    assert window.reader.selected_range() is None


def test_a_label_key_means_what_was_selected_last(window, hands):
    at = free_words(window)
    first = window.session.shown_marks()[0]
    window.session.select(first.key)
    hands.drag(at + 1, at + 9)
    assert window.session.selected is None
    press(window, "3")
    assert (window.session.selected.span.surface, window.session.selected.label) == ("fuhren die", "LOC")
    assert window.session.marks.get(first.key) == first
    hands.drag(at + 12, at + 14)
    press(window, "Tab")
    assert window.session.selected is not None
    assert window.reader.selected_range() is None


def test_an_armed_label_marks_what_is_dragged_over_until_escape(window, hands):
    at = free_words(window)
    press(window, "1")
    armed = [button for button in window.top.labels.buttons if button.isChecked()]
    assert [button.label.code for button in armed] == ["PER"]
    hands.drag(at + 1, at + 9)
    assert (window.session.selected.span.surface, window.session.selected.label) == ("fuhren die", "PER")
    hands.drag(at + 11, at + 13, ALT)
    assert window.session.selected.span.surface == window.session.article.text[at + 11 : at + 13]
    press(window, "Escape")  # the mark
    assert window.editing.armed == "PER"
    press(window, "Escape")  # the label
    assert window.editing.armed is None
    count = len(window.session.marks)
    hands.drag(at + 12, at + 20)
    assert len(window.session.marks) == count
    assert window.reader.selected_range() is not None
    press(window, "Escape")
    assert window.reader.selected_range() is None


def test_the_same_label_again_disarms(window):
    press(window, "2")
    press(window, "2")
    assert window.editing.armed is None
    press(window, "2")
    press(window, "4")
    assert window.editing.armed == "DATE"


def test_the_label_of_a_proposal_accepts_it(window):
    mark = next(mark for mark in window.session.shown_marks() if mark.label == "LOC")
    window.session.select(mark.key)
    press(window, "3")
    assert (window.session.selected.label, window.session.selected.is_decided) == ("LOC", True)
    assert window.session.library.history(limit=1)[0].kind == "accept"


def test_a_click_on_a_label_does_what_its_key_does(window):
    mark = next(mark for mark in window.session.shown_marks() if mark.label == "LOC")
    window.session.select(mark.key)
    QTest.mouseClick(window.top.labels.buttons[0], Qt.MouseButton.LeftButton)
    assert window.session.selected.label == "PER"
    window.session.select(None)
    QTest.mouseClick(window.top.labels.buttons[1], Qt.MouseButton.LeftButton)
    assert window.editing.armed == "ORG"


def test_dragging_a_handle_moves_the_edge(window, hands):
    mark = next(mark for mark in window.session.shown_marks() if mark.span.surface == "Sergej Rjabkow")
    window.session.select(mark.key)
    _, end = window.reader.handle_places()
    hands.drag_points(end, hands.point(mark.start + 6))
    moved = window.session.selected
    assert (moved.start, moved.span.surface, moved.span.source_id) == (mark.start, "Sergej", mark.key)
    window.session.undo()
    assert window.session.selected == mark


def test_accept_and_go_on_visits_every_proposal_once(window):
    waiting = [mark for mark in window.session.marks.undecided() if window.session.is_shown(mark)]
    seen = []
    for _ in waiting:
        press(window, "u")
        seen.append(window.session.selected)
        press(window, "a")
    assert seen == waiting
    assert not [mark for mark in window.session.marks.undecided() if window.session.is_shown(mark)]
    press(window, "u")  # nothing is left: nothing happens
    assert window.session.selected.is_decided


def next_undecided(window):
    """Press the key for the next undecided mark; give the mark, and what was the least sure one before."""
    least = next(mark for mark in window.session.marks.undecided() if window.session.is_shown(mark))
    press(window, "u")
    return window.session.selected, least


def test_the_least_sure_one_left_comes_next_whatever_was_decided(window):
    session = window.session
    for keys in ("x", "a", "9", "x", "Delete", "x"):
        given, least = next_undecided(window)
        assert given == least
        press(window, keys)
    for _ in range(2):
        press(window, "Ctrl+Z")
    undone = session.selected
    for keys in ("x", "x", "x"):
        given, least = next_undecided(window)
        if given != least:  # the one that the undo has selected is passed over
            assert least == undone
        press(window, keys)


def test_an_undone_decision_waits_again_in_its_turn(window, hands):
    given, least = next_undecided(window)
    press(window, "x")
    second, _ = next_undecided(window)
    assert second != given == least
    press(window, "x")
    press(window, "Ctrl+Z")
    press(window, "Ctrl+Z")
    hands.click(free_words(window) + 2)
    assert window.session.selected is None
    assert next_undecided(window)[0] == given
    press(window, "u")
    assert window.session.selected == second


def test_undecided_ones_that_were_passed_over_come_last_and_backwards(window):
    waiting = [mark for mark in window.session.marks.undecided() if window.session.is_shown(mark)]
    press(window, "u")
    press(window, "u")
    press(window, "u")
    assert window.session.selected == waiting[2]
    press(window, "x")
    press(window, "u")
    assert window.session.selected == waiting[3]
    press(window, "Shift+U")
    assert window.session.selected == waiting[1]
    press(window, "u")
    assert window.session.selected == waiting[3]
    press(window, "Tab")  # elsewhere: it leads back to where the person was
    press(window, "u")
    assert window.session.selected == waiting[3]
    for _ in waiting[4:]:
        press(window, "u")
    press(window, "u")
    assert window.session.selected == waiting[0]


def scroll_away(window):
    """Scroll to the end of the text, and give the marks that are in view then."""
    reader = window.reader
    reader.verticalScrollBar().setValue(reader.verticalScrollBar().maximum())
    QApplication.processEvents()
    first, last = reader.range_in_view()
    return [mark for mark in window.session.shown_marks() if first <= mark.start < last]


def test_steps_go_on_from_what_is_in_view(window):
    window.resize(1280, 500)
    marks = window.session.shown_marks()
    press(window, "Tab")
    assert window.session.selected == marks[0]
    in_view = scroll_away(window)
    assert marks[0] not in in_view
    press(window, "Tab")
    assert window.session.selected == in_view[0]
    press(window, "Tab")
    assert window.session.selected == in_view[1]
    window.reader.verticalScrollBar().setValue(0)
    last = window.reader.range_in_view()[1]
    press(window, "Shift+Tab")
    assert window.session.selected == [mark for mark in marks if mark.start < last][-1]


def test_undecided_steps_go_on_from_what_is_in_view(window):
    window.resize(1280, 500)
    window.session.select(window.session.shown_marks()[0].key)
    in_view = scroll_away(window)
    waiting = [mark for mark in window.session.marks.undecided() if mark in in_view]
    press(window, "u")
    assert window.session.selected == waiting[0]
    assert window.reader.text_range_visible(waiting[0].start, waiting[0].end)


def test_after_a_rejected_mark_the_next_one_is_selected(window):
    marks = window.session.shown_marks()
    window.session.select(marks[4].key)
    press(window, "x")
    assert window.session.selected == marks[5]
    press(window, "Delete")
    assert window.session.selected == marks[6]
    press(window, "a")  # that one, and not all
    assert [mark.is_decided for mark in window.session.shown_marks()].count(True) == 1
    window.session.select(marks[-1].key)
    press(window, "x")
    assert window.session.selected == marks[-2]


def test_a_theme_that_is_tried_colours_the_page_too(window):
    from dataclasses import replace

    for name in ("dark", "sepia", "light"):
        window.apply_settings(replace(window.settings, theme=name))
        page = window.reader.viewport().grab().toImage()
        assert page.pixelColor(2, page.height() // 2).name() == window.look.theme.paper.name()


def test_tab_from_the_list_selects_the_first_mark_and_from_below_the_last(window):
    click_row(window.list.view, 1)
    marks = window.session.shown_marks()
    assert window.session.selected is None
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is window.reader
    assert window.session.selected == marks[0]
    QTest.keyClick(window.reader, Qt.Key.Key_A)
    assert window.session.marks.decided == 1
    assert window.session.library.review(window.session.article.id) is None
    window.session.select(None)
    window.top.search.setFocus()
    for _ in range(60):
        if QApplication.focusWidget() is not window.reader:
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    in_view = window.reader.range_in_view()
    assert window.session.selected == [mark for mark in window.session.shown_marks() if mark.start < in_view[1]][-1]


def test_going_to_the_text_by_the_key_for_panes_selects_nothing(window):
    press(window, "F6", window.list.view)
    assert QApplication.focusWidget() is window.reader
    assert window.session.selected is None


def test_tab_goes_on_from_where_the_person_clicked(window, hands):
    at = free_words(window)
    hands.click(at + 2)
    press(window, "Tab")
    assert window.session.selected == next(mark for mark in window.session.shown_marks() if mark.start > at)


def test_a_with_nothing_selected_accepts_all_in_one_step(window):
    press(window, "a")
    assert all(mark.is_decided for mark in window.session.shown_marks())
    press(window, "Ctrl+Z")
    assert not any(mark.is_decided for mark in window.session.marks)
    assert window.session.library.review(1) is None


def test_typing_a_label_narrows_the_list(window):
    window.session.select(first_undecided(window).key)
    press(window, "l")
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, LabelList)
    assert popup.model.rowCount() == 9
    QTest.keyClicks(popup.line, "or")
    assert next(popup.model.label_at(row).code for row in range(popup.model.rowCount())) == "ORG"
    QTest.keyClick(popup.line, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    press(window, "l")
    popup = QApplication.activePopupWidget()
    QTest.keyClick(popup.line, Qt.Key.Key_Down)
    QTest.keyClick(popup.line, Qt.Key.Key_Down)
    QTest.keyClick(popup.line, Qt.Key.Key_Up)
    QTest.keyClick(popup.line, Qt.Key.Key_Return)
    assert window.session.selected.label == "ORG"


def test_a_label_that_nobody_has_does_nothing(window):
    press(window, "l")
    popup = QApplication.activePopupWidget()
    QTest.keyClicks(popup.line, "gibt es nicht")
    QTest.keyClick(popup.line, Qt.Key.Key_Return)
    assert popup.isVisible()
    popup.close()
    assert window.editing.armed is None


def test_three_hundred_labels_are_quick_to_type(window):
    from dataclasses import replace

    from core import edits
    from core.records import Label

    before = window.session.library.label_set
    many = tuple(Label(f"L{number}", f"Sache {number}", "#446688") for number in range(300))
    window.session.do(edits.set_label_set(before, replace(before, labels=many)))
    window.session.select(first_undecided(window).key)
    press(window, "l")
    popup = QApplication.activePopupWidget()
    QTest.keyClicks(popup.line, "287")
    assert popup.model.rowCount() == 1
    QTest.keyClick(popup.line, Qt.Key.Key_Return)
    assert window.session.selected.label == "L287"
    assert window.top.labels.more.isVisible()


def test_all_occurrences_in_the_article_are_one_step(window):
    session = window.session
    text = session.article.text
    mark = next(mark for mark in session.shown_marks() if mark.span.surface == "Genf")
    session.select(mark.key)
    press(window, "3")
    press(window, "o")
    dialog = dialog_of(window)
    import re

    places = [match.span() for match in re.finditer(r"(?<!\w)Genf(?!\w)", text)]
    assert dialog.model.rowCount() == len(places) > 2
    assert len(dialog.model.ticked()) == len(places) - 1  # one is marked already
    dialog.act.click()
    for start, end in places:
        assert session.marks.find(start, end, "LOC")[0].is_decided
    press(window, "Ctrl+Z")
    assert sum(other.is_decided for other in session.marks) == 1


def test_all_occurrences_in_the_library_with_ticks(window, qtbot):
    session = window.session
    session.select(next(mark for mark in session.shown_marks() if mark.span.surface == "Genf").key)
    press(window, "o")
    dialog = dialog_of(window)
    dialog.everywhere.click()
    qtbot.waitUntil(lambda: dialog.model.rowCount() > 0, timeout=20_000)
    articles = {each.article_id for each in dialog.model.ticked()}
    assert len(articles) > 2
    first = dialog.view.visualRect(dialog.model.index(0, 0))
    QTest.mouseClick(dialog.view.viewport(), Qt.MouseButton.LeftButton, pos=first.center())
    dialog.view.setCurrentIndex(dialog.model.index(1, 0))
    QTest.keyClick(dialog.view, Qt.Key.Key_Space)
    wanted = dialog.model.ticked()
    assert len(wanted) == dialog.model.rowCount() - 2
    dialog.act.click()
    for each in wanted:
        found = session.library.marks(each.article_id).find(each.start, each.end, "LOC")
        assert found[0].is_decided, each
    session.undo()
    for article_id in session.library.ids(ArticleQuery()):
        assert not any(mark.is_decided for mark in session.library.marks(article_id))


def test_other_words_parts_of_words_and_other_labels(window, qtbot):
    session = window.session
    session.select(next(mark for mark in session.shown_marks() if mark.span.surface == "Genf").key)
    press(window, "o")
    dialog = dialog_of(window)
    before = dialog.model.rowCount()
    dialog.whole.click()
    assert dialog.model.rowCount() > before  # Genfersee
    dialog.words.setText("Quastenflosser")
    dialog.words.editingFinished.emit()
    assert dialog.model.rowCount() == 0
    assert not dialog.act.isEnabled()
    dialog.words.setText("Genf")
    dialog.words.editingFinished.emit()
    dialog.label_box.choose("MISC")
    dialog.all.click()
    dialog.all.click()
    dialog.act.click()
    assert all(mark.label == "MISC" for mark in session.marks if mark.span.surface == "Genf")


def context_menu(window, hands, position) -> QMenu:
    point = hands.over(position)
    spot = window.reader.viewport().mapToGlobal(point)
    QApplication.sendEvent(window.reader.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, spot))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_the_context_menu_of_a_mark_and_of_a_paragraph(window, hands):
    mark = first_undecided(window)
    menu = context_menu(window, hands, mark.start + 1)
    assert window.session.selected == mark
    texts = [action.text().partition("\t")[0] for action in menu.actions()]
    assert {"Label", "Accept", "Reject", "Remove", "Note…", "All occurrences…"} <= set(texts)
    next(action for action in menu.actions() if action.text().startswith("Accept")).trigger()
    menu.close()
    assert window.session.selected.is_decided

    at = free_words(window)
    menu = context_menu(window, hands, at)
    roles = next(action.menu() for action in menu.actions() if action.text() == "This paragraph is")
    next(action for action in roles.actions() if action.text() == "Caption").trigger()
    menu.close()
    zone = next(zone for zone in window.session.article.zones if zone.start <= at < zone.end)
    assert zone.role is ZoneRole.CAPTION
    window.session.undo()
    assert not any(zone.start <= at < zone.end for zone in window.session.article.zones)


def test_the_label_menu_has_all_labels_with_their_keys(window):
    texts = [action.text() for action in window.label_menu.actions()]
    assert texts[0] == "Person\t1"
    assert len(texts) == len(window.session.library.label_set.labels)
    window.session.select(first_undecided(window).key)
    window.label_menu.actions()[0].trigger()
    assert window.session.selected.label == "PER"


def test_in_a_library_for_reading_nothing_changes(make_window, library_file):
    window = make_window()
    window.libraries.open(library_file, read_only=True)
    assert "reading only" in window.status.message.text()
    mark = window.session.shown_marks()[0]
    window.session.select(mark.key)
    for keys in ("a", "x", "2", "Delete", "Ctrl+Return", "m", "o", "l", "Ctrl+Z"):
        press(window, keys)
    assert window.session.selected == mark
    assert QApplication.activePopupWidget() is None
    press(window, "Tab")
    assert window.session.selected != mark
    press(window, "Shift+Right")  # selects text, to copy it
    assert window.reader.selected_range() is not None
    QTest.mouseClick(window.top.labels.buttons[0], Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert window.editing.armed is None


def test_the_wheel_with_ctrl_changes_the_type_size(window):
    size = window.settings.type_size
    window.reader.zoom_requested.emit(2)
    assert window.settings.type_size == size + 2
    window.reader.zoom_requested.emit(500)
    assert window.settings.type_size == 40


def test_a_mark_has_no_blanks_of_the_selection_at_its_ends(window):
    at = free_words(window)
    reader = window.reader
    press(window, "F7")
    reader.show_selection(at, at)
    for _ in range(2):
        QTest.keyClick(
            reader, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )
    assert window.session.article.text[slice(*reader.selected_range())] == "fuhren die "
    press(window, "3")
    assert window.session.selected.span.surface == "fuhren die"
    press(window, "Ctrl+Z")
    count = len(window.session.marks)
    reader.show_selection(at + 6, at + 7)
    press(window, "3")
    assert (len(window.session.marks), window.editing.armed) == (count, None)


def test_a_with_nothing_left_says_so(window):
    press(window, "a")
    count = sum(mark.is_decided for mark in window.session.shown_marks())
    assert f"Accepted {count} marks, reviewed" in window.status.message.text()
    assert "Ctrl+Z takes it back" in window.status.message.text()
    press(window, "a")
    assert window.status.message.text() == "All marks are accepted already, and the article is reviewed."
