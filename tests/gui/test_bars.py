"""The bars: labels that do not fit are behind one button, the status line shows work, all has a name to be read."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTableView

from core import edits
from core.library import ArticleQuery
from gui.label_list import LabelList
from gui.look import OneLine
from tests.gui.conftest import click_row, dialog_of, press


def test_labels_that_do_not_fit_are_behind_one_button(window):
    bar = window.top.labels
    for width in (1900, 1280, 800, 640):
        window.resize(width, 700)
        QApplication.processEvents()
        shown = [button for button in bar.buttons if button.isVisible()]
        assert all(button.geometry().right() <= bar.width() for button in shown)
        lefts = [button.x() for button in shown]
        assert lefts == sorted(lefts)
        hidden = len(bar.buttons) - len(shown)
        assert bar.more.isVisible() == (hidden > 0)
        if hidden:
            assert bar.more.text() == f"+{hidden}"
            assert bar.more.geometry().right() <= bar.width() + 56
    QTest.mouseClick(bar.more, Qt.MouseButton.LeftButton)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, LabelList)
    popup.close()


def test_labels_tell_key_and_meaning(window):
    button = window.top.labels.buttons[0]
    assert button.toolTip().splitlines()[0] == "PER · key 1"
    assert button.accessibleName() == "Label Person, key 1"
    assert len(button.toolTip().splitlines()) == 2


def test_the_labels_begin_where_the_reader_does(window):
    window.splitter.setSizes([300, 600, 300])
    QApplication.processEvents()
    assert abs(window.top.labels.x() - window.splitter.sizes()[0]) < 20
    window.resize(900, 600)  # the list gets narrower without a hand at its edge
    QApplication.processEvents()
    assert window.splitter.sizes()[0] < 280
    assert abs(window.top.labels.x() - window.splitter.sizes()[0]) < 20


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_an_armed_label_looks_another_way(make_window, library_file, theme):
    window = make_window(library_file, theme=theme)
    button = window.top.labels.buttons[0]
    before = button.grab().toImage()
    press(window, "1")
    assert button.grab().toImage() != before
    press(window, "1")
    assert button.grab().toImage() == before


def test_the_status_line_shows_how_far_a_job_is(window, qtbot):
    import threading

    go_on = threading.Event()

    def work(job):
        job.report(3, 12)
        go_on.wait(20)

    window.jobs.start("Counting", work)
    qtbot.waitUntil(lambda: "3 / 12" in window.status.work.text())
    assert window.status.work.text() == "Counting  3 / 12"
    assert (window.status.bar.value(), window.status.bar.maximum()) == (3, 12)
    go_on.set()
    qtbot.waitUntil(lambda: not window.jobs.running)
    assert not window.status.bar.isVisible()


def test_the_status_line_names_only_keys_that_do_something(window, make_window, library_file):
    everything = "a accept    x reject    u next undecided    o all occurrences    ? keys"
    assert window.status.hints.text() == everything
    window.session.open_article(None)
    assert window.status.hints.text() == "? keys"
    window.session.open_article(1)
    assert window.status.hints.text() == everything
    window.libraries.open(library_file, read_only=True)
    assert window.status.hints.text() == "u next undecided    ? keys"


def test_a_message_without_room_ends_in_an_ellipsis(qtbot):
    line, short = OneLine(), OneLine()
    line.setText("Saved. Relabelled a mark, and many more words")
    short.setText(line.fontMetrics().elidedText(line.text(), Qt.TextElideMode.ElideRight, 120))
    assert short.text().endswith("…")
    for each in (line, short):
        qtbot.addWidget(each)
        each.resize(120, 20)
    assert line.grab().toImage() == short.grab().toImage()
    assert line.text().endswith("words")


def test_panes_are_walked_through_by_key(window):
    seen = []
    for _ in range(4):
        press_focused(window, "F6")
        seen.append(QApplication.focusWidget())
    assert seen == [window.inspector.view, window.top.search, window.list.view, window.reader]


def test_tab_leads_from_the_list_to_the_marks_of_the_article_that_was_chosen_there(window):
    window.list.view.setFocus()
    click_row(window.list.view, 2)
    assert QApplication.focusWidget() is window.list.view
    QTest.keyClick(window.list.view, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is window.reader
    assert window.session.selected == window.session.shown_marks()[0]
    QTest.keyClick(window.reader, Qt.Key.Key_Tab)
    assert window.session.selected == window.session.shown_marks()[1]


def test_from_the_list_of_the_trash_tab_leads_to_the_button_below_it_first(window):
    window.session.do(edits.trash([window.session.library.article(1).info]))
    window.list.list_articles(ArticleQuery(trashed=True))
    window.list.view.setFocus()
    click_row(window.list.view, 0)
    QTest.keyClick(window.list.view, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is window.list.put_back
    QTest.keyClick(window.list.put_back, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is window.reader


@pytest.mark.parametrize("action", ["settings", "keys", "information", "label_set", "pipelines"])
def test_a_dialog_opens_in_the_middle_of_the_window(window, action):
    window.resize(window.minimumSizeHint().width(), 600)
    window.move(-60, 30)
    window.action_set[action].trigger()
    dialog = dialog_of(window)
    off = dialog.frameGeometry().center() - window.frameGeometry().center()
    room = window.screen().availableGeometry()
    assert room.contains(dialog.frameGeometry()) or dialog.width() > room.width()
    if dialog.height() < 600 and dialog.width() < 600:
        assert abs(off.x()) <= 2  # the frame of the offscreen platform
        assert abs(off.y()) <= 2
    dialog.close()


@pytest.mark.parametrize("action", ["scores", "compare"])
def test_what_measures_opens_at_the_foot_of_the_window_so_that_the_reader_is_seen(window, action):
    window.action_set[action].trigger()
    dialog = dialog_of(window)
    frame = window.frameGeometry()
    room = window.screen().availableGeometry()
    assert abs(dialog.frameGeometry().bottom() - min(frame.bottom(), room.bottom())) <= 1
    dialog.close()


def test_the_title_names_the_program_once(make_window, library_file, tmp_path):
    assert make_window().windowTitle() == "Leuchtstift"
    own = library_file.rename(tmp_path / "Leuchtstift.leuchtstift")
    window = make_window(own)
    assert window.windowTitle() == "Leuchtstift"
    window.libraries.create(tmp_path / "presse.leuchtstift")
    assert window.windowTitle() == "presse – Leuchtstift"


def press_focused(window, keys: str) -> None:
    press(window, keys, QApplication.focusWidget() if QApplication.focusWidget() in every_pane(window) else None)


def every_pane(window):
    return (*window.panes, window.top.search)


def test_every_field_button_and_list_has_a_name_for_screen_readers(window):
    for kind in (QLineEdit, QTableView, QAbstractButton):
        for widget in window.findChildren(kind):
            words = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
            is_part = isinstance(widget.parent(), (QLineEdit, QTableView))  # Qt's own: clear button, corner button
            assert words or is_part or not widget.isVisible(), widget
    assert window.reader.accessibleName()


def test_the_status_line_says_roughly_how_long_work_goes_on(window, qtbot):
    done = threading.Event()
    job = window.jobs.start("Reading", lambda job: done.wait(20))
    for at, left, words in ((10.0, 90, "2 minutes left"), (97.0, 3, ""), (10.0, 0, "")):
        job.note(0, 100, 0.0)
        job._began = (0, 0.0)
        job.note(round(100 * at / (at + left)), 100, at)
        assert window.status.work.text().endswith(words), (job.seconds_left, window.status.work.text())
        assert ("left" in window.status.work.text()) == bool(words)
    done.set()
    qtbot.waitUntil(lambda: not window.jobs.running)


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_smallest_window_cuts_nothing_off_what_an_empty_library_says(language, make_window, tmp_path):
    window = make_window(language=language)
    window.libraries.create(tmp_path / "leer.leuchtstift")
    window.resize(window.minimumSizeHint())
    window.splitter.setSizes([500, 1, 500])
    QApplication.processEvents()
    empty = window.middle.currentWidget()
    for part in (empty.title, empty.sentence, empty.button):
        assert empty.rect().contains(part.geometry())
        assert part.height() >= part.sizeHint().height() or part.heightForWidth(part.width()) <= part.height()


@pytest.fixture
def large_type(qapp):
    usual = qapp.font()
    larger = QFont(usual)
    larger.setPixelSize(24)
    qapp.setFont(larger)
    yield larger
    qapp.setFont(usual)


def test_large_type_gets_wide_panes_and_dialogs(large_type, make_window, library_file):
    window = make_window(library_file)
    window.resize(2200, 1200)
    QApplication.processEvents()
    left, _, right = window.splitter.sizes()
    assert (left, right) == (560, 640)
    assert window.top.search.width() == 504
    window.action_set["information"].trigger()
    dialog = dialog_of(window)
    assert dialog.width() == min(2 * 560, max(560, dialog.screen().availableSize().width()))
