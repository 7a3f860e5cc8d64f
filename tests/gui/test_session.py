"""One road for edits: the session hands them to the library and every view follows, also on undo, redo and restart."""

from __future__ import annotations

import pytest

from core import edits
from core.errors import LibraryError, StaleEdit
from core.library import Library
from core.records import ArticleState, MarkDelta, ZoneRole
from gui.session import Session
from tests.gui.conftest import dialog_of, first_undecided, press, wait_for_jobs


def state_of(window):
    """What the views show, to compare with what the library says."""
    session = window.session
    index = window.session.library.marks(session.article.id)
    shown = [window.inspector.model.mark_at(row) for row in range(window.inspector.model.rowCount())]
    hidden = {label.code for label in session.library.label_set.labels if label.hidden}
    assert list(session.marks) == list(index)
    assert shown == [mark for mark in index if mark.label not in hidden]
    row = window.list.model.article_row(window.list.model.row_of(session.article.id))
    assert row == session.library.rows([session.article.id])[0]
    return list(index)


def test_each_edit_undo_and_redo_is_followed_by_all_views(window):
    session = window.session
    begin = state_of(window)
    mark = first_undecided(window)
    steps = [
        lambda: window.editing.accept(),
        lambda: window.editing.label("MISC"),
        lambda: window.editing.move_edge("end", "character", 1),
        lambda: session.do(edits.set_note(session.selected, "na", session.library.person_layer)),
        lambda: window.editing.remove(),
        lambda: window.editing.accept_all(),
        lambda: window.editing.reopen(),
    ]
    session.select(mark.key)
    states = [begin]
    for act in steps:
        act()
        states.append(state_of(window))
        assert states[-1] != states[-2] or act in steps[-1:]
    for expected in reversed(states[:-1]):
        assert session.undo() is not None
        assert state_of(window) == expected
    assert session.undo() is None
    for expected in states[1:]:
        assert session.redo() is not None
        assert [plain(each) for each in state_of(window)] == [plain(each) for each in expected]
    assert session.redo() is None


def plain(mark):
    return mark.start, mark.end, mark.label, mark.is_decided, mark.span.note


def test_the_selection_follows_the_mark_through_its_decision_and_back(window):
    mark = first_undecided(window)
    window.session.select(mark.key)
    window.editing.accept()
    decided = window.session.selected
    assert decided.span.source_id == mark.key
    assert window.inspector.model.mark_at(window.inspector.view.currentIndex().row()) == decided
    assert window.reader.selected_mark() == decided
    window.editing.label("MISC")
    assert window.session.selected.key == decided.key
    window.session.undo()
    window.session.undo()
    assert window.session.selected == mark == window.reader.selected_mark()
    window.editing.reject()
    assert window.session.selected.start > mark.start  # the next one
    assert window.reader.selected_mark() == window.session.selected
    window.session.select(None)
    assert window.inspector.view.selectionModel().selectedRows() == []


def test_undo_brings_the_reader_to_the_article_and_the_place(window):
    session = window.session
    last = session.shown_marks()[-1]
    session.select(last.key)
    window.editing.reject()
    session.open_article(4)
    press(window, "Ctrl+Z")
    assert session.article.id == 1
    assert session.selected == last
    assert window.reader.text_range_visible(last.start, last.end)
    assert window.list.model.article_row(window.list.view.currentIndex().row()).id == 1


def test_undoing_a_step_in_many_articles_stays_in_the_open_one_or_goes_to_the_first(window):
    session = window.session
    layer = session.library.person_layer
    marks = {number: list(session.library.marks(number))[:2] for number in (2, 3, 4)}
    session.do(edits.accept([mark for each in marks.values() for mark in each], layer))
    session.open_article(3)
    session.undo()
    assert session.article.id == 3
    assert window.reader.text_range_visible(marks[3][0].start, marks[3][0].end)
    session.redo()
    assert session.article.id == 3
    session.open_article(1)
    session.undo()
    assert session.article.id == 2
    session.open_article(5)
    session.redo()
    assert session.article.id == 2


def test_undo_and_redo_survive_a_restart(window, make_window):
    path = window.session.library.path
    mark = first_undecided(window)
    window.session.select(mark.key)
    window.editing.label("MISC")
    window.close()
    again = make_window(path)
    assert again.action_set["undo"].isEnabled()
    assert f"relabel “{mark.span.surface}” {mark.label} → MISC" in again.action_set["undo"].text()
    again.session.undo()
    assert again.session.selected == mark
    again.close()
    third = make_window(path)
    assert not third.action_set["undo"].isEnabled()
    third.session.redo()
    assert third.session.selected.label == "MISC"


def test_the_status_line_says_what_was_saved_and_how_to_take_it_back(window):
    mark = next(mark for mark in window.session.shown_marks() if mark.label == "LOC")
    window.session.select(mark.key)
    press(window, "2")
    surface = mark.span.surface
    assert window.status.message.text() == f"Saved.   Relabelled “{surface}” LOC → ORG   Ctrl+Z takes it back"
    assert window.action_set["undo"].text() == f"Undo relabel “{surface}” LOC → ORG"
    press(window, "Ctrl+Z")
    assert (
        window.status.message.text() == f"Saved.   Undone: relabel “{surface}” LOC → ORG   Ctrl+Shift+Z does it again"
    )
    assert window.action_set["undo"].text() == "Undo"
    assert window.action_set["redo"].text() == f"Redo relabel “{surface}” LOC → ORG"


def test_an_ampersand_in_the_text_is_no_mnemonic(window):
    window.session.do(edits.set_info(window.session.article.info, _titled(window, "Müller & Söhne")))
    assert "Müller && Söhne" in window.action_set["undo"].text()


def _titled(window, title):
    from dataclasses import replace

    return replace(window.session.article.info, title=title)


def test_information_and_zones_show_at_once_and_the_reader_stays_where_it_is(window):
    reader, session = window.reader, window.session
    reader.verticalScrollBar().setValue(600)
    place = reader.reading_place()
    article = session.article
    end = article.text.index("\n")
    session.do(edits.set_zone_role(article, 0, end, ZoneRole.BOILERPLATE))
    assert session.article.zones != article.zones
    assert reader.reading_place().position == place.position
    session.do(edits.set_info(session.article.info, _titled(window, "Ganz neu")))
    assert window.list.model.article_row(0).title == "Ganz neu"
    session.undo()
    session.undo()
    assert session.article.zones == article.zones


def test_a_refused_edit_is_told_and_changes_nothing(window):
    session = window.session
    mark = first_undecided(window)
    session.select(mark.key)
    window.editing.accept()
    stale = edits.relabel(session.selected, "MISC", session.library.person_layer)
    session.undo()
    before = state_of(window)
    assert session.do(stale) is None
    box = dialog_of(window)
    assert box.text()
    assert "Traceback" not in box.text()
    box.close()
    assert state_of(window) == before


def test_failed_carries_the_error(library_file, qapp, qtbot):
    session = Session()
    session.set_library(Library.open(library_file))
    session.open_article(1)
    told = []
    session.failed.connect(told.append)
    mark = session.marks.undecided()[0]
    step = edits.accept(mark, session.library.person_layer)
    done = session.do(step)
    assert done.seq > 0
    assert session.do(edits.move(session.marks.find(mark.start, mark.end, mark.label)[0], mark.start, mark.end,
                                 session.article, session.library.person_layer)) is None  # fmt: skip
    assert told == []
    stale = edits.remove(session.marks.find(mark.start, mark.end, mark.label), session.library.person_layer)
    session.undo()
    assert session.do(stale) is None
    assert [type(error) for error in told] == [StaleEdit]
    session.open_article(999)
    assert len(told) == 2
    session.set_library(None)
    with pytest.raises(AssertionError):
        _ = session.library


def test_trashing_the_open_article_and_taking_it_back(window):
    press(window, "Ctrl+Delete")
    assert window.session.article.id == 2
    press(window, "Ctrl+Z")
    assert window.list.model.rowCount() == 5
    assert window.session.article.id == 1


def test_undoing_an_import_closes_its_article(window, qtbot, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Meldung\n\nAus Genf berichtet niemand.\n", encoding="utf-8")
    window.tasks.import_paths([path])
    wait_for_jobs(qtbot, window.jobs)
    dialog_of(window).close()
    assert window.session.article.id == 6
    press(window, "Ctrl+Z")
    assert window.session.article is None
    assert window.list.model.rowCount() == 5
    press(window, "Ctrl+Shift+Z")
    assert window.list.model.rowCount() == 6


def test_accept_all_leaves_hidden_labels_alone(window):
    from dataclasses import replace

    session = window.session
    before = session.library.label_set
    hidden = tuple(replace(label, hidden=label.code == "LOC") for label in before.labels)
    session.do(edits.set_label_set(before, replace(before, labels=hidden)))
    assert all(mark.label != "LOC" for mark in session.shown_marks())
    state_of(window)
    window.editing.accept_all()
    assert all(mark.is_decided for mark in session.shown_marks())
    assert not any(mark.is_decided for mark in session.marks if mark.label == "LOC")
    state_of(window)
    assert session.library.rows([1])[0].state is ArticleState.REVIEWED


def test_a_replaced_index_tells_only_the_difference(window, qtbot):
    told = []
    window.session.marks_changed.connect(told.append)
    window.session.reload_marks([1])
    assert told == []
    layer = window.session.library.start_run("another", "1")
    from core.records import DraftSpan, Proposals

    window.session.library.add_proposals(layer, [Proposals(1, (DraftSpan(0, 6, "MISC"),))])
    window.session.reload_marks([1])
    (delta,) = told
    assert isinstance(delta, MarkDelta)
    assert [(mark.start, mark.end, mark.label) for mark in delta.added] == [(0, 6, "MISC")]
    assert delta.removed == ()
    state_of(window)


@pytest.mark.parametrize("step", ["undo", "redo"])
def test_a_step_whose_outline_cannot_be_read_is_done_or_told(window, monkeypatch, step):
    """How long it may take is asked first; that alone must neither stop it nor end in a report of a crash."""
    session, library = window.session, window.session.library
    session.do(edits.accept(first_undecided(window), library.person_layer))
    if step == "redo":
        session.undo()
    real, told = library.next_steps, []

    def fails_once():
        monkeypatch.setattr(library, "next_steps", real)
        raise LibraryError("The drive is away.")

    monkeypatch.setattr(library, "next_steps", fails_once)
    session.failed.connect(told.append)
    assert getattr(session, step)() is not None
    assert told == []
    state_of(window)
