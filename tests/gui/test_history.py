"""The history beside the text: listed, looked at, narrowed to an article, and gone back to, by key and mouse."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from core import edits, linking
from core.library import Library
from core.records import ArticleState, Entity
from gui.history.model import PAGE
from gui.reader.view import ReaderView
from tests.gui.conftest import click_row, dialog_of, first_undecided, press, wait_for_jobs


def opened(window):
    press(window, "Ctrl+H")
    assert window.history.is_open
    return window.history.panel


def listed(panel):
    return [panel.view.model().index(row, 0).data() for row in range(panel.model.rowCount())]


def changed(panel):
    return [panel.changes.line(row) for row in range(panel.changes.rowCount())]


def label_first(window, code):
    mark = first_undecided(window)
    window.session.select(mark.key)
    window.editing.label(code)
    return mark


def go_back(window, qtbot):
    """Press the button, look at what the dialog says, and agree; give what it said."""
    QTest.mouseClick(window.history.panel.back, Qt.MouseButton.LeftButton)
    wait_for_jobs(qtbot, window.jobs)
    dialog = dialog_of(window)
    said = dialog.figures.text()
    QTest.mouseClick(dialog.act, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    window.activateWindow()
    QApplication.processEvents()
    assert QApplication.focusWidget() is window.history.panel.view
    return said


def test_the_history_takes_the_place_of_the_inspector_and_follows_each_step(window):
    panel = opened(window)
    assert window.history.has_focus
    assert not window.inspector.isVisible()
    assert listed(panel) == []
    assert "Nothing was done yet" in panel._empty.title.text()
    mark = label_first(window, "MISC")
    assert listed(panel) == [f"Relabelled “{mark.span.surface}” {mark.label} → MISC"]
    press(window, "Ctrl+Z")
    assert [panel.model.step_at(0).state, panel.model.rowCount()] == ["undone", 1]
    press(window, "Ctrl+Y")
    assert panel.model.step_at(0).is_done
    press(window, "Ctrl+Z")
    press(window, "Ctrl+Space")
    assert listed(panel)[0] == "Skipped"
    assert [panel.model.step_at(row).state for row in (0, 1)] == ["live", "dropped"]
    press(window, "Escape", pane=panel.view)
    assert not window.history.is_open
    assert window.inspector.isVisible()
    assert isinstance(QApplication.focusWidget(), ReaderView)
    assert not window.action_set["history"].isChecked()


def test_a_step_shows_what_it_changed_in_its_context_and_leads_there(window):
    session = window.session
    mark = session.shown_marks()[-1]
    session.select(mark.key)
    window.editing.label("MISC")
    session.open_article(2)
    label_first(window, "PER")
    panel = opened(window)
    click_row(panel.view, 1)
    [line] = changed(panel)
    assert (line.words, line.label, line.is_kept) == (f"{mark.label} → MISC", "MISC", True)
    assert line.context.inside == " ".join(mark.span.surface.split("\n"))
    assert panel.figures.text() == "1 mark in 1 article"
    click_row(panel.change_view, 0)
    assert session.article.id == 1
    assert (session.selected.start, session.selected.end, session.selected.label) == (mark.start, mark.end, "MISC")
    assert window.reader.text_range_visible(mark.start, mark.end)


def test_enter_on_a_step_opens_its_article(window):
    label_first(window, "MISC")
    window.session.open_article(4)
    panel = opened(window)
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    assert window.session.article.id == 1
    assert window.session.selected.label == "MISC"


def test_only_the_open_article_follows_the_article(window):
    first = label_first(window, "MISC")
    window.session.open_article(2)
    second = label_first(window, "MISC")
    panel = opened(window)
    assert len(listed(panel)) == 2
    panel.which.choose("one")
    assert [second.span.surface in words for words in listed(panel)] == [True]
    window.session.open_article(1)
    assert [first.span.surface in words for words in listed(panel)] == [True]
    window.session.open_article(None)
    assert panel._empty.title.text() == "No article is open"


def test_going_back_is_shown_first_and_is_one_step(window, qtbot):
    session, library = window.session, window.session.library
    label_first(window, "MISC")
    then = list(library.marks(1))
    proposed = {f"{label_first(window, 'ORG').label} is a proposal again" for _ in range(3)}
    session.do(edits.set_review(2, ArticleState.REVIEWED, library.label_set))
    now = list(library.marks(1))
    panel = opened(window)
    assert (panel.back.isEnabled(), panel.back.toolTip()) == (False, "So it is now.")
    click_row(panel.view, 4)
    assert panel.back.isEnabled()
    assert go_back(window, qtbot) == "3 marks, 1 review in 2 articles"
    assert list(library.marks(1)) == list(session.marks) == then
    assert library.review(2) is None
    assert listed(panel)[0].startswith("Went back to ")
    assert {line.words for line in changed(panel)} == {*proposed, "review taken back"}
    press(window, "Ctrl+Z")
    assert list(library.marks(1)) == list(session.marks) == now
    assert library.review(2).state is ArticleState.REVIEWED
    assert library.check() == []


def test_one_article_goes_back_alone(window, qtbot):
    session, library = window.session, window.session.library
    label_first(window, "MISC")
    then = list(library.marks(1))
    label_first(window, "ORG")
    session.do(edits.set_review(2, ArticleState.REVIEWED, library.label_set))
    panel = opened(window)
    panel.which.choose("one")
    click_row(panel.view, 1)
    assert panel.back.text() == "Bring this article back to here…"
    assert go_back(window, qtbot) == "1 mark in 1 article"
    assert list(library.marks(1)) == then
    assert library.review(2).state is ArticleState.REVIEWED
    assert library.next_undo().article_id == 1


def test_an_edit_made_while_the_dialog_is_open_refuses_the_way_back(window, qtbot):
    label_first(window, "MISC")
    label_first(window, "ORG")
    panel = opened(window)
    click_row(panel.view, 1)
    QTest.mouseClick(panel.back, Qt.MouseButton.LeftButton)
    wait_for_jobs(qtbot, window.jobs)
    dialog = dialog_of(window)
    window.session.undo()
    before = list(window.session.marks)
    QTest.mouseClick(dialog.act, Qt.MouseButton.LeftButton)
    told = dialog_of(window)
    assert "Look at it again and repeat the edit" in told.text() + told.informativeText()
    told.close()
    assert list(window.session.marks) == before


def test_a_reader_sees_the_history_but_cannot_go_back(make_window, library_file):
    with Library.open(library_file) as library:
        for mark in list(library.marks(1))[:2]:
            library.do(edits.accept(mark, library.person_layer))
    window = make_window()
    window.libraries.open(library_file, read_only=True)
    panel = opened(window)
    click_row(panel.view, 1)
    assert changed(panel)
    assert not panel.back.isEnabled()


def test_a_note_on_a_proposal_says_that_it_accepts_it(window):
    mark = first_undecided(window)
    window.session.select(mark.key)
    press(window, "M")
    dialog = dialog_of(window)
    assert dialog.act.text() == "Save and accept"
    dialog.note.setPlainText("so im Original")
    dialog.finish()
    assert window.session.selected.is_decided
    press(window, "M")
    assert dialog_of(window).act.text() == "Save"
    dialog_of(window).close()
    [line] = changed_by_newest(window)
    assert line.words == f"{mark.label} accepted, note: so im Original"


def changed_by_newest(window):
    panel = opened(window)
    click_row(panel.view, 0)
    return changed(panel)


@pytest.fixture
def long_history(library_file):
    """Three pages of steps."""
    with Library.open(library_file) as library:
        info = library.article(1).info
        for number in range(PAGE * 5 // 4):
            library.do(edits.trash([library.article(2).info], trashed=number % 2 == 0))
            library.do(edits.set_review(1, ArticleState.SKIPPED, library.label_set, before=library.review(1)))
            library.do(edits.set_review(1, ArticleState.NEW, library.label_set, before=library.review(1)))
        assert library.article(1).info == info
    return library_file


def test_a_long_history_is_fetched_as_it_is_scrolled(make_window, long_history):
    window = make_window(long_history)
    panel = opened(window)
    assert panel.model.rowCount() == PAGE
    for _ in range(5):
        QTest.keyClick(panel.view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        QApplication.processEvents()
    steps = PAGE * 5 // 4 * 3
    assert panel.model.rowCount() == steps
    assert [panel.model.step_at(row).step.seq for row in range(steps)] == list(range(steps, 0, -1))
    click_row(panel.view, steps - 1)
    [line] = changed(panel)
    assert line.words == "moved to the trash"
    click_row(panel.change_view, 0)
    assert window.session.article.info.trashed
    assert "in the trash" in window.status.message.text()


def test_entities_and_relations_are_told_in_words(window):
    panel, session = opened(window), window.session
    session.do(edits.accept(session.shown_marks()[:2], session.library.person_layer))
    one, other = session.shown_marks()[:2]
    layer = session.library.person_layer
    for named in (Entity(0, "", "Antony Blinken", "PER"), None):
        session.do(linking.set_entity(session.marks.get(one.key), named, layer))
    for act in (linking.relate, linking.unrelate):
        session.do(act(one, other, "near", layer, links=session.links, marks=session.marks))
    said = []
    for row in range(4):
        panel.view.go_to(row)
        said.append([line.words for line in changed(panel)])
    assert said == [
        ["no longer tied: near"],
        ["tied: near"],
        ["entity removed"],
        ["entity Antony Blinken added", "entity set"],
    ]


def test_damage_that_scrolling_finds_is_told_and_the_steps_before_stay(window):
    library = window.session.library
    for number in range(PAGE + 5):
        info = library.article(1).info
        library.do(edits.set_info(info, replace(info, author=f"A {number}")))
    panel = opened(window)
    with closing(sqlite3.connect(library.path)) as connection, connection:
        connection.execute("UPDATE journal SET params = 'nonsense' WHERE seq = 1")
    panel.view.scrollToBottom()
    panel.model.fetchMore(QModelIndex())
    box = dialog_of(window)
    assert isinstance(box, QMessageBox)
    assert "damaged" in box.text()
    assert (panel.model.rowCount(), panel.model.canFetchMore(QModelIndex())) == (PAGE, False)


def test_damage_that_is_found_where_a_change_is_painted_is_told(window):
    mark = label_first(window, "MISC")
    panel = opened(window)
    with closing(sqlite3.connect(window.session.library.path)) as connection, connection:
        connection.execute("UPDATE article SET meta = 'nonsense' WHERE id = 1")
    panel.view.choose_rows([])
    panel.view.go_to(0)
    assert changed(panel)[0].context is None
    assert "damaged" in dialog_of(window).text()
    assert mark.span.surface in listed(panel)[0]
