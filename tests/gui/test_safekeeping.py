"""Backups and checks beside the work: before a bulk edit, at work, and damage found while the library is open."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox

from core import edits
from core.library import Library
from tests.gui.conftest import dialog_of, wait_for_jobs


def everything(window):
    """Make the change set that accepts all marks of all articles."""
    library, ids = window.session.library, range(1, 6)
    parts = [edits.accept_all(library.article(n), library.marks(n), library.person_layer) for n in ids]
    return edits.combine("accept-all", parts)


def test_before_an_edit_of_many_articles_there_is_a_backup(window, qtbot):
    library = window.session.library
    accepted = everything(window)
    done = window.session.do(accepted)
    assert done is not None  # at once: the backup is of the state before and does not hold the edit up
    wait_for_jobs(qtbot, window.jobs)
    [made] = library.backups()
    assert (made.reason, library.totals().decided > 20) == ("bulk", True)
    with Library.open(made.path, read_only=True) as copy:
        assert (copy.totals().decided, copy.check()) == (0, [])
    window.action_set["restore"].trigger()
    assert dialog_of(window).list.topLevelItem(0).text(1) == "before an edit of many articles"


def test_an_edit_of_one_article_needs_none(window, qtbot):
    library = window.session.library
    window.session.do(edits.accept_all(library.article(1), library.marks(1), library.person_layer))
    wait_for_jobs(qtbot, window.jobs)
    assert library.backups() == []


def test_damage_is_found_while_the_library_is_open(window, qtbot):
    window.libraries.safekeeping.soon.timeout.emit()
    wait_for_jobs(qtbot, window.jobs)
    assert not [box for box in window.findChildren(QMessageBox) if box.isVisible()]
    library = window.session.library
    library.backup()
    with library.path.open("r+b") as file:
        file.seek(library.path.stat().st_size // 2)
        file.write(b"\xff" * 30_000)
    window.libraries.safekeeping.soon.timeout.emit()
    wait_for_jobs(qtbot, window.jobs)
    box = dialog_of(window)
    assert "damaged" in box.text()
    assert "Shall it take the library's place?" in box.informativeText()
    box.defaultButton().click()
    assert window.session.library.check() == []
