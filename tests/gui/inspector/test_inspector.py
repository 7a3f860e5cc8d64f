"""The inspector: list and text follow each other, and the selected mark tells what is known of it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from core import edits
from core.records import Mark, MarkDelta, Span, SpanStatus
from gui.inspector.model import MarkModel
from tests.gui.conftest import click_row, first_undecided, press


def mark(key, start, end, label="PER", status=SpanStatus.PROPOSED):
    return Mark(Span(key, f"u{key}", 1, 1, start, end, label, status, "x" * (end - start)))


def listed(model):
    return [model.mark_at(row).key for row in range(model.rowCount())]


def test_the_model_keeps_qts_rules_while_marks_come_and_go(qapp):
    model = MarkModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    first = [mark(1, 0, 5), mark(2, 3, 4), mark(3, 9, 12)]
    model.set_marks(first)
    assert listed(model) == [1, 2, 3]
    model.apply(MarkDelta((2,), (mark(7, 5, 9), mark(8, 0, 9))), list)
    assert listed(model) == [8, 1, 7, 3]
    moved = replace(first[0], span=replace(first[0].span, start=10, end=11))
    model.apply(MarkDelta((1,), (moved,)), list)
    assert listed(model) == [8, 7, 3, 1]
    relabelled = replace(moved, span=replace(moved.span, label="LOC"))
    model.apply(MarkDelta((1,), (relabelled,)), list)
    assert model.mark_at(3).label == "LOC"
    assert (model.row_of(1), model.row_of(2)) == (3, None)
    model.apply(MarkDelta((99,), ()), list)
    assert listed(model) == [8, 7, 3, 1]
    many = [mark(key, key, key + 1) for key in range(100, 300)]
    model.apply(MarkDelta((1, 3, 7, 8), tuple(many)), lambda: many)
    assert listed(model) == list(range(100, 300))
    assert model.decided == 0
    assert tester.model() is model


def test_a_click_in_the_list_selects_in_the_text_and_back(window, hands):
    session = window.session
    click_row(window.inspector.view, 3)
    chosen = session.shown_marks()[3]
    assert session.selected == window.reader.selected_mark() == chosen
    other = session.shown_marks()[5]
    hands.click(other.start + 1)
    assert session.selected == other
    assert window.inspector.model.mark_at(window.inspector.view.currentIndex().row()) == other
    hands.click(session.article.text.index("fuhren die Wagen") + 3)
    assert session.selected is None


def test_arrows_in_the_list_walk_through_the_text(window):
    click_row(window.inspector.view, 0)
    press(window, "Down", window.inspector.view)
    assert window.session.selected == window.session.shown_marks()[1]
    last = window.session.shown_marks()[-1]
    QTest.keyClick(window.inspector.view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert window.session.selected == last
    assert window.reader.text_range_visible(last.start, last.end)


def test_the_list_of_another_article_begins_at_its_top(window):
    window.session.select(window.session.shown_marks()[-1].key)
    bar = window.inspector.view.verticalScrollBar()
    assert bar.value() > 0
    press(window, "Ctrl+PgDown")
    assert bar.value() == 0


def values(window):
    return {name: shown.text() for name, (_, shown) in window.inspector._rows.items() if not shown.isHidden()}


def test_what_is_known_of_a_proposal(window):
    found = next(mark for mark in window.session.shown_marks() if mark.score is not None and mark.label == "PER")
    window.session.select(found.key)
    known = values(window)
    assert known["state"] == "not yet"
    assert known["origin"].startswith("de_news ")
    assert known["origin"].endswith(f"{found.score:.2f} sure")
    assert known["place"] == f"characters {found.start} – {found.end}"
    assert "note" not in known
    assert window.inspector._surface.text() == found.span.surface
    assert window.inspector._chip.accessibleName() == "PER"


def test_what_is_known_of_a_decision_with_note_and_value(window):
    session = window.session
    session.select(first_undecided(window).key)
    session.do(edits.set_note(session.selected, "so im Original", session.library.person_layer))
    session.do(edits.set_value(session.selected, "2022-01-10", session.library.person_layer))
    known = values(window)
    assert known["state"].startswith("by you, ")
    assert (known["note"], known["value"]) == ("so im Original", "2022-01-10")
    window.session.undo()
    assert "value" not in values(window)


def test_the_count_of_decided_marks(window):
    total = len(window.session.shown_marks())
    assert window.inspector._count.text() == f"0 of {total} decided"
    window.session.select(first_undecided(window).key)
    press(window, "a")
    assert window.inspector._count.text() == f"1 of {total} decided"


def test_markup_in_a_text_is_shown_as_it_is(window):
    from core.records import ArticleDraft

    text = "Titel\n\n<b>Genf</b> &amp; <img src=x>\n"
    report = window.session.library.add([ArticleDraft(text, "<b>T</b>")])
    window.session.articles_came(report.change_set)
    window.session.open_article(report.added[0])
    at = text.index("<b>")
    window.session.do(edits.add_mark(window.session.article, window.session.library.person_layer, at, at + 11, "LOC"))
    window.session.select(next(iter(window.session.marks)).key)
    assert window.inspector._surface.text() == "<b>Genf</b>"
    assert window.inspector._surface.textFormat() == Qt.TextFormat.PlainText


def test_without_marks_it_says_what_to_do_and_the_button_extracts(window, qtbot):
    from core.records import ArticleDraft
    from tests.gui.conftest import wait_for_jobs

    report = window.session.library.add([ArticleDraft("Wendy Sherman war in Genf.", "Neu")])
    window.session.articles_came(report.change_set)
    window.session.open_article(report.added[0])
    empty = window.inspector._stack.currentWidget()
    assert empty.title.text() == "No marks yet"
    QTest.mouseClick(empty.button, Qt.MouseButton.LeftButton)
    wait_for_jobs(qtbot, window.jobs)
    assert window.inspector.model.rowCount() >= 2
    assert window.inspector._stack.currentWidget() is window.inspector.view
