"""Accepting what is sure enough, with the real pipeline's scores; and going through marks, the least sure first."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.settings import Settings
from gui.dialogs.sure import SureDialog
from tests.gui.conftest import dialog_of, press


def scores(window) -> list[float | None]:
    return [mark.score for mark in window.session.shown_marks() if not mark.is_decided]


def ask(window) -> SureDialog:
    press(window, "Shift+A")
    dialog = dialog_of(window)
    assert isinstance(dialog, SureDialog)
    return dialog


def test_u_goes_from_the_least_sure_to_the_surest_and_what_has_no_score_is_last(window):
    waiting, seen = scores(window), []
    for _ in waiting:
        press(window, "u")
        seen.append(window.session.selected)
    assert len({mark.key for mark in seen}) == len(waiting)
    known = [mark.score for mark in seen if mark.score is not None]
    assert known == sorted(known)
    assert known[0] < 0.9 < known[-1]
    assert all(mark.score is None for mark in seen[len(known) :])
    assert {mark.label for mark in seen[: len(known)]} > {"PER", "DATE"}  # names and what rules found, on one scale


def test_what_is_sure_enough_is_accepted_in_one_step_and_taken_back_in_one(window):
    before = scores(window)
    enough = [score for score in before if score is not None and score >= 0.9]
    assert 0 < len(enough) < len(before)
    dialog = ask(window)
    dialog.least.selectAll()
    QTest.keyClicks(dialog.least, "90")
    assert dialog.found.text() == f"{len(enough)} of {len(before)} open marks"
    wrong = round(sum(1 - score for score in enough))
    assert f"about {wrong} of them will be wrong" in dialog.expected.text()
    QTest.keyClick(dialog.least, Qt.Key.Key_Return)
    left = scores(window)
    assert len(left) == len(before) - len(enough)
    assert all(score is None or score < 0.9 for score in left)
    assert window.session.selected == window.session.marks.undecided()[0]
    assert window.session.library.review(window.session.article.id) is None
    press(window, "Ctrl+Z")
    assert scores(window) == before


def test_the_threshold_is_remembered(window):
    dialog = ask(window)
    dialog.least.setValue(80)
    dialog.finish()
    window.save_settings()
    assert Settings.load().sure == 80
    assert ask(window).least.value() == 80


def test_marks_without_a_score_are_never_sure(window):
    without = sum(score is None for score in scores(window))
    dialog = ask(window)
    dialog.least.setValue(50)
    assert all(mark.score is not None for mark in dialog.marks())
    assert ("without a score" in dialog.expected.text()) == bool(without)


def test_leaving_it_changes_nothing(window):
    before = scores(window)
    QTest.keyClick(ask(window), Qt.Key.Key_Escape)
    assert scores(window) == before
