"""Looking for the same words in the whole library: what comes too late is not shown."""

from __future__ import annotations

from gui.dialogs.occurrences import OccurrencesDialog
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
