"""Backups and checks beside the work: before a bulk edit, at work, and damage found while the library is open."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing

from PySide6.QtWidgets import QMessageBox

from core import edits
from core.library import Library
from core.store import file
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


def test_after_a_crash_a_large_library_opens_at_once_and_is_read_beside_the_work(
    make_window, library_file, qtbot, monkeypatch
):
    monkeypatch.setattr(file, "_WHOLE", 0)
    crash(library_file)
    flip_byte_of(library_file, "alias")
    window = make_window(library_file)
    assert window.session.library.is_unchecked
    assert window.session.article is not None
    wait_for_jobs(qtbot, window.jobs)
    assert "is damaged" in dialog_of(window).text()
    dialog_of(window).close()
    window.close()  # what is damaged cannot be backed up
    dialog_of(window).defaultButton().click()


def crash(path):
    """Work in a library and go without closing it."""
    code = (
        "import os, sys; from core.library import Library; from core import edits;"
        "library = Library.open(sys.argv[1]); mark = next(iter(library.marks(1)));"
        "library.do(edits.accept(mark, library.person_layer)); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=True)


def flip_byte_of(path, table):
    """Spoil the page where a table begins; what the WAL holds is put into the file before."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        page, size = connection.execute(
            "SELECT rootpage, page_size FROM sqlite_master, pragma_page_size WHERE name = ?", (table,)
        ).fetchone()
    with path.open("r+b") as spoiled:
        spoiled.seek((page - 1) * size + 3)
        spoiled.write(b"\xff\xff")


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
