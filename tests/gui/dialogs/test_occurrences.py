"""Looking for the same words in the whole library: what comes too late is not shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest

from gui.dialogs.occurrences import OccurrencesDialog
from gui.in_context import paint_in_context
from gui.look import Look
from gui.theme import load_theme
from gui.theme_colour import contrast
from tests.gui.conftest import dialog_of, wait_for_jobs


def test_what_was_found_for_other_words_is_not_shown(window, qtbot):
    window.session.select(window.session.shown_marks()[0].key)
    window.editing.ask_occurrences()
    dialog = dialog_of(window)
    assert isinstance(dialog, OccurrencesDialog)
    dialog.words.setText("Sherman")
    dialog.everywhere.setChecked(True)
    late = dialog._job
    late.future.result()  # found, but the window has not heard of it yet
    shown = []
    dialog.model.modelReset.connect(lambda: shown.extend(each.surface for each in dialog._found))
    dialog.words.setText("Berger")
    dialog.look_up()
    wait_for_jobs(qtbot, window.jobs)
    assert set(shown) == {"Berger"}
    dialog.look_up()
    dialog._job.future.result()
    dialog.close()
    shown.clear()
    wait_for_jobs(qtbot, window.jobs)
    assert shown == []


def test_what_lies_in_a_longer_mark_of_the_label_is_not_ticked(window):
    longer = [mark for mark in window.session.shown_marks() if mark.span.surface == "Wendy Sherman"]
    assert {mark.label for mark in longer} == {"PER"}
    assert not any(mark.is_decided for mark in longer)
    dialog = OccurrencesDialog(window.session, window.jobs, window.look, "Sherman", "PER", window)
    dialog.open()
    inside = [row for row, each in enumerate(dialog._found) if each.inside("PER")]
    assert len(inside) == len(longer)
    free = dialog.model.rowCount() - len(inside)
    assert not any(each.inside("PER") for each in dialog.model.ticked())
    assert len(dialog.model.ticked()) == free > 0
    assert dialog.act.text() == f"Mark {free}"
    assert f"{len(inside)} in a longer mark" in dialog._count.text()
    index = dialog.model.index(inside[0], 0)
    assert "“Wendy Sherman”" in dialog.model.data(index, Qt.ItemDataRole.ToolTipRole)
    place = dialog.view.visualRect(index).center()
    QTest.mouseClick(dialog.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert dialog.act.text() == f"Mark {free + 1}"
    dialog.label_box.choose("ORG")  # a mark of another label is in nobody's way
    assert len(dialog.model.ticked()) == dialog.model.rowCount()


def click(box):
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))


def test_all_means_what_was_ticked_when_it_was_listed(window):
    dialog = OccurrencesDialog(window.session, window.jobs, window.look, "Sherman", "PER", window)
    dialog.open()
    free = dialog.model.ticked()
    assert 0 < len(free) < dialog.model.rowCount()
    assert dialog.all.checkState() == Qt.CheckState.Checked
    click(dialog.all)
    assert (dialog.model.ticked(), dialog.all.checkState()) == ([], Qt.CheckState.Unchecked)
    click(dialog.all)
    assert (dialog.model.ticked(), dialog.all.checkState()) == (free, Qt.CheckState.Checked)
    row = dialog._found.index(free[0])
    dialog.model.setData(dialog.model.index(row, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert dialog.all.checkState() == Qt.CheckState.PartiallyChecked
    inside = next(row for row, each in enumerate(dialog._found) if each.inside("PER"))
    dialog.model.setData(dialog.model.index(inside, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    click(dialog.all)
    assert len(dialog.model.ticked()) == len(free) + 1  # what was ticked by hand stays
    assert "in a longer mark" in dialog.all.toolTip()


@pytest.mark.parametrize("theme", ["light", "dark", "sepia", "high-contrast"])
def test_words_that_are_marked_already_are_fainter_and_readable(qapp, theme):
    colours = load_theme(theme)
    look = Look(colours, qapp.font(), qapp.font().family())

    def inks(*, is_faint: bool) -> float:
        image = QImage(600, 60, QImage.Format.Format_RGB32)
        image.fill(colours.panel)
        painter = QPainter(image)
        painter.setFont(look.serif(3.0))  # strokes wide enough to have the whole colour
        paint_in_context(
            painter, image.rect(), look, colours.label_style("#2f6db5"), "nach ", "Genf", " reist", is_faint=is_faint
        )
        painter.end()
        row = [image.pixelColor(x, y).name() for x in range(310, 600) for y in range(60)]  # behind the words
        return max(contrast(each, colours.panel.name()) for each in set(row))

    assert 4.5 <= inks(is_faint=True) < inks(is_faint=False)
