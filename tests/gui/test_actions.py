"""The action table: sound in itself, alive in the window, and every entry done once by its keys or its menu."""

from __future__ import annotations

from collections import Counter
from operator import attrgetter
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from core.library import ArticleQuery
from core.records import ArticleState, SpanStatus
from gui.actions import ACTIONS, GROUPS, Scope, by_id, keys_page
from gui.compare.window import CompareWindow
from gui.dialogs.about import AboutDialog
from gui.dialogs.export import ExportDialog
from gui.dialogs.information import InformationDialog
from gui.dialogs.keys import KeySheet
from gui.dialogs.label_set import LabelSetDialog
from gui.dialogs.layers import LayersDialog
from gui.dialogs.note import NoteDialog
from gui.dialogs.occurrences import OccurrencesDialog
from gui.dialogs.pipelines import PipelinesDialog
from gui.dialogs.settings import SettingsDialog
from gui.label_list import LabelList
from gui.statistics.score_window import ScoreWindow
from tests.gui import choosing_actions, output_actions, view_actions
from tests.gui.conftest import dialog_of, first_undecided, press, wait_for_jobs

ROOT = Path(__file__).resolve().parents[2]


def test_ids_are_unique_and_groups_known():
    assert max(Counter(action.id for action in ACTIONS).values()) == 1
    assert {action.group for action in ACTIONS} == set(GROUPS)


def test_no_two_actions_share_a_key():
    counts = Counter(QKeySequence(key).toString() for action in ACTIONS for key in action.keys)
    assert [key for key, count in counts.items() if count > 1] == []


def test_letters_never_act_everywhere():
    for action in ACTIONS:
        for key in action.keys:
            if len(key) == 1 and key.isalpha():
                assert action.scope is not Scope.WINDOW, action.id


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_menu_takes_the_alt_key_of_an_action(language, make_window):
    window = make_window(language=language)
    taken = {key.removeprefix("Alt+") for action in ACTIONS for key in action.keys if key.startswith("Alt+")}
    titles = [menu.title() for menu in window.action_set.menus.values()]
    mnemonics = [title[title.index("&") + 1].upper() for title in titles]
    assert len(mnemonics) == len(set(mnemonics)) == len(GROUPS)
    assert not taken & set(mnemonics)


def test_keys_page_is_made_from_the_table():
    assert (ROOT / "docs" / "keys.md").read_text(encoding="utf-8") == keys_page()


def test_every_handler_exists(window):
    for action in ACTIONS:
        if action.handler:
            assert callable(attrgetter(action.handler)(window)), action.id


def test_every_action_of_a_menu_is_in_it(window):
    for action in ACTIONS:
        if action.menu and action.handler:
            assert window.action_set[action.id] in window.action_set.menus[action.group].actions()


# Each entry of the table, done. A function has the keys pressed (or the menu chosen) and looks at what came of it.


def do_import_files(window, qtbot, tmp_path):
    path = tmp_path / "neu.txt"
    path.write_text("Neue Nachricht\n\nIn Bern tagte der Bundesrat.\n", encoding="utf-8")
    press(window, "Ctrl+I")
    dialog = dialog_of(window)
    assert isinstance(dialog, QFileDialog)
    dialog.setDirectory(str(tmp_path))
    dialog.findChild(QLineEdit, "fileNameEdit").setText(path.name)
    dialog.accept()
    wait_for_jobs(qtbot, window.jobs)
    assert window.session.library.count() == 6


def do_import_folder(window, qtbot, tmp_path):
    folder = tmp_path / "mappe"
    folder.mkdir()
    (folder / "a.txt").write_text("Erste Meldung\n\nAus Genf.\n", encoding="utf-8")
    press(window, "Ctrl+Shift+I")
    dialog = dialog_of(window)
    dialog.setDirectory(str(folder))
    dialog.accept()
    wait_for_jobs(qtbot, window.jobs)
    assert window.session.library.count() == 6


def do_export(window, qtbot, tmp_path):
    press(window, "Ctrl+E")
    assert isinstance(dialog_of(window), ExportDialog)


def do_new_library(window, qtbot, tmp_path):
    press(window, "Ctrl+Shift+N")
    dialog_of(window).fileSelected.emit(str(tmp_path / "neu.leuchtstift"))
    assert window.session.library.path == tmp_path / "neu.leuchtstift"
    assert window.session.library.count() == 0


def do_open_library(window, qtbot, tmp_path):
    before = window.session.library.path
    window.libraries.create(tmp_path / "andere.leuchtstift")
    press(window, "Ctrl+O")
    dialog_of(window).fileSelected.emit(str(before))
    assert window.session.library.path == before


def do_backup(window, qtbot, tmp_path):
    do_accept(window, qtbot, tmp_path)
    press(window, "Ctrl+B")
    wait_for_jobs(qtbot, window.jobs)
    assert len(window.session.library.backups()) == 1
    assert window.status.message.text() == "Backed up."
    press(window, "Ctrl+B")
    wait_for_jobs(qtbot, window.jobs)
    assert len(window.session.library.backups()) == 1
    assert window.status.message.text() == "Nothing has changed since the last backup."


def do_restore(window, qtbot, tmp_path):
    do_backup(window, qtbot, tmp_path)
    press(window, "Ctrl+Z")
    assert not any(mark.is_decided for mark in window.session.marks)
    window.action_set["restore"].trigger()
    dialog = dialog_of(window)
    assert dialog.list.topLevelItemCount() == 1
    dialog.act.click()
    assert sum(mark.is_decided for mark in window.session.marks) == 1
    assert "kept" in dialog_of(window).informativeText()


def do_settings(window, qtbot, tmp_path):
    press(window, "Ctrl+,")
    assert isinstance(dialog_of(window), SettingsDialog)


def do_quit(window, qtbot, tmp_path):
    press(window, "Ctrl+Q")
    assert not window.isVisible()
    assert not window.session.has_library


def do_undo(window, qtbot, tmp_path):
    mark = first_undecided(window)
    window.session.select(mark.key)
    press(window, "a")
    press(window, "Ctrl+Z")
    assert window.session.marks.get(mark.key) == mark


def do_redo(window, qtbot, tmp_path):
    for keys in ("Ctrl+Shift+Z", "Ctrl+Y"):
        do_undo(window, qtbot, tmp_path)
        press(window, keys)
        assert window.session.selected.is_decided
        press(window, "Ctrl+Z")


def do_find(window, qtbot, tmp_path):
    press(window, "Ctrl+F")
    assert window.reader.find_bar.isVisible()
    QTest.keyClicks(QApplication.focusWidget(), "Genf")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert window.reader.selected_range() is not None


def do_find_next(window, qtbot, tmp_path):
    do_find(window, qtbot, tmp_path)
    before = window.reader.selected_range()
    press(window, "F3")
    assert window.reader.selected_range() > before


def do_find_previous(window, qtbot, tmp_path):
    do_find_next(window, qtbot, tmp_path)
    before = window.reader.selected_range()
    press(window, "Shift+F3")
    assert window.reader.selected_range() < before


def do_search(window, qtbot, tmp_path):
    press(window, "Ctrl+Shift+F")
    assert QApplication.focusWidget() is window.top.search


def do_label_keys(window, qtbot, tmp_path):
    mark = next(mark for mark in window.session.shown_marks() if mark.label == "LOC")
    window.session.select(mark.key)
    press(window, "2")
    assert (window.session.selected.label, window.session.selected.is_decided) == ("ORG", True)


def do_label_by_name(window, qtbot, tmp_path):
    mark = next(mark for mark in window.session.shown_marks() if mark.label == "LOC")
    window.session.select(mark.key)
    press(window, "l")
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, LabelList)
    QTest.keyClicks(popup.line, "organ")
    QTest.keyClick(popup.line, Qt.Key.Key_Return)
    assert window.session.selected.label == "ORG"


def do_accept(window, qtbot, tmp_path):
    mark = first_undecided(window)
    window.session.select(mark.key)
    press(window, "a")
    assert window.session.selected.is_decided
    assert window.session.selected.span.source_id == mark.key


def do_accept_mark(window, qtbot, tmp_path):
    window.session.select(first_undecided(window).key)
    window.action_set["accept_mark"].trigger()
    assert window.session.selected.is_decided


def do_accept_sure(window, qtbot, tmp_path):
    press(window, "Shift+A")
    dialog = dialog_of(window)
    chosen = {mark.key for mark in dialog.marks()}
    before = sum(mark.is_decided for mark in window.session.shown_marks())
    dialog.finish()
    marks = window.session.shown_marks()
    assert sum(mark.is_decided for mark in marks) - before == len(chosen) > 0
    assert not chosen & {mark.key for mark in marks if not mark.is_decided}


def do_accept_all(window, qtbot, tmp_path):
    window.action_set["accept_all"].trigger()
    assert all(mark.is_decided for mark in window.session.shown_marks())
    assert window.session.library.rows([window.session.article.id])[0].state is ArticleState.REVIEWED


def do_reject(window, qtbot, tmp_path):
    mark = first_undecided(window)
    window.session.select(mark.key)
    press(window, "x")
    assert window.session.marks.get(mark.key) is None
    rejected = window.session.library.history(limit=1)[0].changes[0].after
    assert (rejected.status, rejected.source_id) == (SpanStatus.REJECTED, mark.key)


def do_remove(window, qtbot, tmp_path):
    for key in ("Delete", "Backspace"):
        mark = first_undecided(window)
        window.session.select(mark.key)
        press(window, key)
        assert window.session.marks.get(mark.key) is None


def do_history(window, qtbot, tmp_path):
    press(window, "Ctrl+H")
    assert window.history.is_open
    press(window, "Ctrl+H")
    assert not window.history.is_open


def do_note(window, qtbot, tmp_path):
    window.session.select(first_undecided(window).key)
    press(window, "m")
    dialog = dialog_of(window)
    assert isinstance(dialog, NoteDialog)
    QTest.keyClicks(dialog.note, "sicher?")
    QTest.keyClick(dialog.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.session.selected.span.note == "sicher?"


def do_entity(window, qtbot, tmp_path):
    person = next(mark for mark in window.session.shown_marks() if mark.label == "PER")
    window.session.select(person.key)
    press(window, "e")
    popup = QApplication.activePopupWidget()
    popup.line.setText("Annalena Baerbock")
    QTest.keyClick(popup.line, Qt.Key.Key_Return)
    mark = window.session.selected
    assert window.session.library.entity(mark.span.entity_id).name == "Annalena Baerbock"


def do_relation(window, qtbot, tmp_path):
    role = next(mark for mark in window.session.shown_marks() if mark.label == "ROLE")
    person = next(mark for mark in window.session.shown_marks() if mark.label == "PER" and mark.start < role.start)
    window.session.select(role.key)
    press(window, "r")
    popup = QApplication.activePopupWidget()
    QTest.keyClicks(popup.line, person.span.surface)
    QTest.keyClick(popup.line, Qt.Key.Key_Return)
    (link,) = window.session.links_of(window.session.selected)
    assert (link.type, link.mark.span.surface) == ("role_of", person.span.surface)


def do_quotation(window, qtbot, tmp_path):
    quote = next(mark for mark in window.session.shown_marks() if mark.label == "QUOTE")
    window.session.select(quote.key)
    press(window, "q")
    popup = QApplication.activePopupWidget()
    QTest.keyClicks(popup.line, "Lea Moser")
    QTest.keyClick(popup.line, Qt.Key.Key_Return)
    assert [link.mark.span.surface for link in window.session.links_of(window.session.selected)] == ["Lea Moser"]


def do_occurrences(window, qtbot, tmp_path):
    window.session.select(first_undecided(window).key)
    press(window, "o")
    assert isinstance(dialog_of(window), OccurrencesDialog)


def do_next_mark(window, qtbot, tmp_path):
    marks = window.session.shown_marks()
    press(window, "Tab")
    assert window.session.selected == marks[0]
    press(window, "Tab")
    assert window.session.selected == marks[1]


def do_previous_mark(window, qtbot, tmp_path):
    marks = window.session.shown_marks()
    window.session.select(marks[1].key)
    press(window, "Shift+Tab")
    assert window.session.selected == marks[0]
    press(window, "Shift+Tab")
    assert window.session.selected == marks[-1]


def do_next_undecided(window, qtbot, tmp_path):
    waiting = [mark for mark in window.session.marks.undecided() if window.session.is_shown(mark)]
    for mark in waiting[:3]:
        press(window, "u")
        assert window.session.selected == mark


def do_previous_undecided(window, qtbot, tmp_path):
    waiting = [mark for mark in window.session.marks.undecided() if window.session.is_shown(mark)]
    window.session.select(waiting[1].key)
    press(window, "Shift+U")
    assert window.session.selected == waiting[0]


def edge(keys, moved, by):
    def do(window, qtbot, tmp_path):
        text = window.session.article.text
        mark = next(mark for mark in window.session.shown_marks() if mark.span.surface == "Sergej Rjabkow")
        window.session.select(mark.key)
        press(window, keys)
        start, end = window.session.selected.start, window.session.selected.end
        assert text[start:end] == window.session.selected.span.surface
        change = (start - mark.start, end - mark.end)
        assert change[0 if moved == "end" else 1] == 0
        assert by(change[0 if moved == "start" else 1]), change

    return do


def do_escape(window, qtbot, tmp_path):
    window.session.select(first_undecided(window).key)
    press(window, "Escape")
    assert window.session.selected is None


def do_label_set(window, qtbot, tmp_path):
    window.action_set["label_set"].trigger()
    assert isinstance(dialog_of(window), LabelSetDialog)


def do_reviewed_next(window, qtbot, tmp_path):
    for keys in ("Ctrl+Return", "Ctrl+Enter"):
        before = window.session.article.id
        press(window, keys)
        assert window.session.library.rows([before])[0].state is ArticleState.REVIEWED
        assert window.session.article.id == before + 1


def do_skip(window, qtbot, tmp_path):
    before = window.session.article.id
    press(window, "Ctrl+Space")
    assert window.session.library.rows([before])[0].state is ArticleState.SKIPPED
    assert window.session.article.id == before + 1


def do_reopen(window, qtbot, tmp_path):
    before = window.session.article.id
    press(window, "Ctrl+Return")
    window.session.open_article(before)
    window.action_set["reopen"].trigger()
    assert window.session.library.review(before) is None


def do_previous_article(window, qtbot, tmp_path):
    window.session.open_article(2)
    press(window, "Ctrl+PgUp")
    assert window.session.article.id == 1


def do_next_article(window, qtbot, tmp_path):
    press(window, "Ctrl+PgDown")
    assert window.session.article.id == 2


def do_back(window, qtbot, tmp_path):
    window.session.open_article(4)
    press(window, "Alt+Left")
    assert window.session.article.id == 1


def do_forward(window, qtbot, tmp_path):
    do_back(window, qtbot, tmp_path)
    press(window, "Alt+Right")
    assert window.session.article.id == 4


def do_extract(window, qtbot, tmp_path):
    new = add_article(window, "In Bern sprach Wendy Sherman mit Sergej Rjabkow.\n")
    window.session.open_article(new)
    press(window, "Ctrl+Shift+E")
    wait_for_jobs(qtbot, window.jobs)
    assert {mark.span.surface for mark in window.session.marks} >= {"Wendy Sherman", "Sergej Rjabkow"}


def do_extract_chosen(window, qtbot, tmp_path):
    new = add_article(window, "In Wien sprach Wendy Sherman.\n")
    window.session.open_article(new)
    window.action_set["extract_chosen"].trigger()
    wait_for_jobs(qtbot, window.jobs)
    assert len(window.session.marks) > 0


def do_extract_all(window, qtbot, tmp_path):
    new = add_article(window, "In Paris sprach Wendy Sherman.\n")
    window.action_set["extract_all"].trigger()
    wait_for_jobs(qtbot, window.jobs)
    assert window.session.library.rows([new])[0].marks > 0


def do_pipelines(window, qtbot, tmp_path):
    window.action_set["pipelines"].trigger()
    assert isinstance(dialog_of(window), PipelinesDialog)


def do_layers(window, qtbot, tmp_path):
    press(window, "Ctrl+L")
    assert isinstance(dialog_of(window), LayersDialog)
    wait_for_jobs(qtbot, window.jobs)


def do_scores(window, qtbot, tmp_path):
    window.action_set["scores"].trigger()
    assert isinstance(dialog_of(window), ScoreWindow)


def do_compare(window, qtbot, tmp_path):
    window.action_set["compare"].trigger()
    assert isinstance(dialog_of(window), CompareWindow)


def do_information(window, qtbot, tmp_path):
    press(window, "F2")
    assert isinstance(dialog_of(window), InformationDialog)


def do_trash(window, qtbot, tmp_path):
    press(window, "Ctrl+Delete")
    assert window.session.article.id == 2
    assert 1 not in window.session.library.ids(ArticleQuery())
    assert window.list.model.rowCount() == 4


def do_put_back(window, qtbot, tmp_path):
    press(window, "Ctrl+Delete")
    window.session.open_article(1)
    window.action_set["put_back"].trigger()
    assert window.session.library.count() == 5


def do_keys(window, qtbot, tmp_path):
    for keys in ("F1", "?"):
        press(window, keys)
        dialog = dialog_of(window)
        assert isinstance(dialog, KeySheet)
        dialog.close()


def do_about(window, qtbot, tmp_path):
    window.action_set["about"].trigger()
    assert isinstance(dialog_of(window), AboutDialog)


_ALL = {**globals(), **vars(view_actions), **vars(output_actions), **vars(choosing_actions)}
DONE = {name.removeprefix("do_"): function for name, function in _ALL.items() if name.startswith("do_")}
DONE |= {
    "right_further": edge("Shift+Right", "end", lambda step: step > 1),
    "right_back": edge("Shift+Left", "end", lambda step: step < -1),
    "left_back": edge("Alt+Shift+Right", "start", lambda step: step > 1),
    "left_further": edge("Alt+Shift+Left", "start", lambda step: step < -1),
    "right_further_by_one": edge("Ctrl+Shift+Right", "end", lambda step: step == 1),
    "right_back_by_one": edge("Ctrl+Shift+Left", "end", lambda step: step == -1),
    "left_back_by_one": edge("Ctrl+Alt+Shift+Right", "start", lambda step: step == 1),
    "left_further_by_one": edge("Ctrl+Alt+Shift+Left", "start", lambda step: step == -1),
}


def add_article(window, text: str) -> int:
    from core.records import ArticleDraft

    report = window.session.library.add([ArticleDraft(text, text.split("\n")[0])])
    window.session.articles_came(report.change_set)
    return report.added[0]


@pytest.mark.parametrize("action_id", [action.id for action in ACTIONS])
def test_each_action(action_id, window, qtbot, tmp_path):
    DONE[action_id](window, qtbot, tmp_path)


def test_keys_reach_every_pane_but_no_text_field(window):
    mark = first_undecided(window)
    for pane in window.panes:
        window.session.select(mark.key)
        press(window, "x", pane)
        assert window.session.marks.get(mark.key) is None, pane
        window.session.undo()
    window.session.select(mark.key)
    press(window, "Ctrl+Shift+F")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    for key in "xa1?":
        QTest.keyClicks(field, key)
    assert field.text() == "xa1?"
    assert window.session.marks.get(mark.key) == mark


def test_what_cannot_be_done_is_disabled_and_leaves_its_keys(window, hands):
    assert not window.action_set["reject"].isEnabled()
    assert not window.action_set["undo"].isEnabled()
    assert not window.action_set["back"].isEnabled()
    assert not window.action_set["occurrences"].isEnabled()
    window.reader.set_caret_visible(True)
    hands.click(300)
    window.session.select(None)
    press(window, "Shift+Right")  # no mark is selected: the caret selects text
    assert window.reader.selected_range() is not None
    assert window.action_set["occurrences"].isEnabled()


def test_without_a_library_only_what_makes_sense(make_window):
    window = make_window()
    enabled = {action.id for action in ACTIONS if action.handler and window.action_set[action.id].isEnabled()}
    assert {"new_library", "open_library", "settings", "quit", "keys", "about"} <= enabled
    assert not enabled & {"import_files", "export", "accept", "undo", "find", "extract_all", "next_article", "search"}
    assert by_id("label_keys").handler == ""
    QTest.mouseClick(window.reader.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(5, 5))
