"""Opening, making, leaving libraries; the first run; what is remembered."""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from core import paths
from core.errors import Cancelled
from core.library import Library
from core.records import ArticleDraft
from core.settings import Place, Settings
from gui import appearance, safekeeping
from gui.jobs import Job
from gui.main_window import MainWindow
from tests.core.library_helpers import as_version_1
from tests.gui.conftest import dialog_of, press, wait_for_jobs


def button(box: QMessageBox, text: str):
    return next(each for each in box.buttons() if each.text().replace("&", "") == text)


def test_the_first_run_makes_the_sample_library_extracts_and_shows_the_first_article(make_window, qtbot):
    path = paths.default_library()
    window = MainWindow(Settings(language="en", theme="light"), appearance.apply(Settings(theme="light")))
    window.open_library(path)
    window.show()
    assert not path.exists()  # the window is painted before
    qtbot.waitUntil(lambda: window.session.article is not None, timeout=30_000)
    wait_for_jobs(qtbot, window.jobs)
    session = window.session
    assert session.library.path == path
    assert (session.article.id, session.library.count(), window.list.model.rowCount()) == (1, 5, 5)
    assert all(row.marks > 10 for row in session.library.page(0, 5))
    assert len(session.shown_marks()) == window.inspector.model.rowCount() > 10
    assert not window.action_set["undo"].isEnabled()  # the samples are nobody's work
    window.close()
    again = make_window()
    again.libraries.start(path)
    assert again.session.library.count() == 5
    assert again.session.article.id == 1


def test_the_place_is_remembered_and_the_window_as_it_was(window, make_window):
    path = window.session.library.path
    window.session.open_article(3)
    window.reader.verticalScrollBar().setValue(500)
    position = window.reader.reading_place().position
    window.resize(0, 700)  # as narrow as it goes: the offscreen screen has 800 by 800
    size = window.size()
    window.splitter.setSizes([180, 430, 270])
    press(window, "Ctrl++")
    window.close()
    saved = Settings.load()
    assert saved.places[str(path)] == Place(3, position)
    again = make_window()
    again.close()
    second = MainWindow(saved, appearance.apply(saved))
    second.open_library(path)
    second.show()
    second.complete()
    try:
        assert second.session.article.id == 3
        assert second.reader.reading_place().position == position
        assert second.size() == size
        assert second.settings.type_size == Settings().type_size + 1
        assert second.reader._size == Settings().type_size + 1
        assert saved.panes == second.settings.panes
    finally:
        second.close()


def test_recent_libraries(window, tmp_path):
    first = window.session.library.path
    window.libraries.create(tmp_path / "zwei.leuchtstift")
    menu = next(action.menu() for action in window.action_set.menus["file"].actions() if action.menu())
    menu.aboutToShow.emit()
    names = [action.text() for action in menu.actions()]
    assert names == ["zwei", first.stem]
    assert [action.isEnabled() for action in menu.actions()] == [False, True]
    menu.actions()[1].trigger()
    assert window.session.library.path == first
    assert window.windowTitle().startswith(first.stem)


def test_a_library_that_somebody_has_can_be_read(window, make_window):
    path = window.session.library.path
    other = make_window()
    other.libraries.open(path)
    box = dialog_of(other)
    assert isinstance(box, QMessageBox)
    QTest.mouseClick(button(box, "Open for reading"), Qt.MouseButton.LeftButton)
    assert other.session.library.read_only
    assert other.session.article is not None
    assert not other.action_set["accept"].isEnabled()


def test_of_a_library_that_somebody_has_a_copy_can_be_worked_in(window, make_window, qtbot, tmp_path):
    path = window.session.library.path
    other = make_window()
    other.libraries.open(path)
    QTest.mouseClick(button(dialog_of(other), "Open a copy…"), Qt.MouseButton.LeftButton)
    dialog = next(each for each in other.findChildren(QFileDialog) if each.isVisible())
    assert dialog.selectedFiles()[0].endswith("(copy).leuchtstift")
    dialog.close()
    other.libraries.copy(path, tmp_path / "kopie.leuchtstift")
    wait_for_jobs(qtbot, other.jobs)
    copy = other.session.library
    assert (copy.path, copy.read_only) == (tmp_path / "kopie.leuchtstift", False)
    assert copy.count() == window.session.library.count()
    other.libraries.copy(path, path)
    wait_for_jobs(qtbot, other.jobs)
    assert "exists already" in dialog_of(other).text()


def hold_jobs(window, monkeypatch) -> threading.Event:
    """Have every job of a window wait; give what lets them go on."""
    go, start = threading.Event(), window.jobs.start

    def held(title, work, *others, **named):
        return start(title, lambda job: go.wait() and work(job), *others, **named)

    monkeypatch.setattr(window.jobs, "start", held)
    return go


def test_an_older_library_is_shown_for_reading_until_it_is_brought_up_to_date(
    make_window, library_file, qtbot, monkeypatch
):
    with Library.open(library_file) as library:
        library.add([ArticleDraft("Die Bun\u00addes\u00adre\u00adgie\u00adrung.", "Weich")])
    as_version_1(library_file)
    window = make_window()
    go = hold_jobs(window, monkeypatch)
    window.libraries.open(library_file)
    try:
        assert window.session.library.read_only
        assert "being brought up to date" in window.watching.bar.sentence.text()
        window.watching.look()  # not now
        assert 6 not in [hit.article_id for hit in window.session.library.search("Bundesregierung")]
        window.session.open_article(3)
        assert len(window.session.shown_marks()) > 10
    finally:
        go.set()
    wait_for_jobs(qtbot, window.jobs)
    library = window.session.library
    assert not library.read_only
    assert not window.watching.bar.isVisible()
    assert window.session.article.id == 3
    assert 6 in [hit.article_id for hit in library.search("Bundesregierung")]
    assert [backup.reason for backup in library.backups()] == ["migration"]


def test_an_older_library_that_cannot_be_brought_up_to_date_stays_open_for_reading(make_window, library_file, qtbot):
    as_version_1(library_file)
    backups = paths.data_folder() / "backups"
    backups.write_text("in the way")
    window = make_window(library_file)
    wait_for_jobs(qtbot, window.jobs)
    box = dialog_of(window)
    assert "backup could not be written" in box.text()
    box.accept()
    assert window.session.library.read_only
    assert "backup could not be written" in window.watching.bar.sentence.text()
    assert window.session.article is not None
    backups.unlink()
    window.libraries.open(library_file)  # once more
    wait_for_jobs(qtbot, window.jobs)
    assert not window.session.library.read_only


@pytest.fixture
def updating(make_window, library_file, monkeypatch):
    """A window that waits to bring its library up to date, what lets it go on, and what ends another job."""
    as_version_1(library_file)
    window = make_window()
    go = hold_jobs(window, monkeypatch)
    window.libraries.open(library_file)
    monkeypatch.undo()
    is_over = threading.Event()
    yield window, go, is_over
    go.set()
    is_over.set()


def test_who_stops_that_a_library_is_brought_up_to_date_can_begin_again(updating, library_file, qtbot):
    window, go, _ = updating
    assert not window.watching.bar.edit.isVisible()
    window.status.cancel.click()
    go.set()
    wait_for_jobs(qtbot, window.jobs)
    assert window.session.library.read_only
    assert "being brought up to date" not in window.watching.bar.sentence.text()
    window.watching.bar.edit.click()
    wait_for_jobs(qtbot, window.jobs)
    assert not window.session.library.read_only
    assert Library.backups_of(library_file)


def test_what_reads_a_library_that_is_brought_up_to_date_is_not_stopped_by_that(updating, qtbot):
    window, go, is_over = updating
    done = []
    window.jobs.start("Reading", lambda job: is_over.wait() and job.is_cancelled, done.append)
    go.set()
    qtbot.waitUntil(lambda: len(window.jobs.running) == 1, timeout=60_000)
    QApplication.processEvents()
    assert window.session.library.read_only
    is_over.set()
    qtbot.waitUntil(lambda: not window.session.library.read_only, timeout=60_000)
    assert done == [False]


def test_who_goes_on_to_another_library_stays_there(updating, library_file, qtbot, tmp_path):
    window, go, is_over = updating
    window.jobs.start("Reading", lambda job: is_over.wait())
    go.set()
    qtbot.waitUntil(lambda: len(window.jobs.running) == 1, timeout=60_000)
    QApplication.processEvents()
    is_over.set()
    window.libraries.create(tmp_path / "other.leuchtstift")
    window.libraries.updating._open(library_file, "")  # as the timer does that waits for what reads it
    assert window.session.library.path.name == "other.leuchtstift"


def test_a_window_may_close_while_an_older_library_is_brought_up_to_date(make_window, library_file, monkeypatch):
    as_version_1(library_file)
    window = make_window()
    before = library_file.read_bytes()
    threads = []
    monkeypatch.setattr(window.jobs, "start", lambda title, work, *_, **__: threads.append(work))
    window.libraries.open(library_file)
    monkeypatch.undo()
    [work] = threads
    job = Job("", lambda _: None)
    job.cancel()
    with pytest.raises(Cancelled):
        work(job)
    assert library_file.read_bytes() == before
    assert Library.backups_of(library_file) == []
    window.close()
    with Library.open(library_file) as library:
        assert library.count() == 5


def test_a_library_on_another_computer_is_told_and_nothing_else_offered(window, make_window, monkeypatch):
    path = window.session.library.path
    monkeypatch.setattr("socket.gethostname", lambda: "elsewhere")
    other = make_window()
    other.libraries.open(path, read_only=True)
    box = dialog_of(other)
    assert "another computer" in box.text()
    assert [each.text().replace("&", "") for each in box.buttons()] == ["OK"]


def test_an_article_that_was_left_at_its_top_comes_back_with_its_margin(window):
    path = window.session.library.path
    window.session.open_article(2)
    assert window.reader.verticalScrollBar().value() == 0
    window.libraries.open(path, read_only=True)
    assert window.session.article.id == 2
    assert window.reader.verticalScrollBar().value() == 0


def test_without_a_library_one_click_asks_for_one(make_window):
    window = make_window()
    assert not window.session.has_library
    QTest.mouseClick(window._empty.button, Qt.MouseButton.LeftButton)
    dialog = window.findChild(QFileDialog)
    assert dialog.windowTitle() == "Open library"
    dialog.close()


def test_a_network_drive_is_told_once(make_window, monkeypatch, tmp_path):
    monkeypatch.setattr("core.store.drives.network_drive", lambda _: "nfs4")
    window = make_window()
    window.libraries.create(tmp_path / "netz.leuchtstift")
    assert "network drive (nfs4)" in dialog_of(window).text()
    dialog_of(window).accept()
    window.libraries.create(tmp_path / "zwei.leuchtstift")
    dialog_of(window).accept()
    window.libraries.open(tmp_path / "netz.leuchtstift")
    assert window.session.library.path.name == "netz.leuchtstift"
    assert not [box for box in window.findChildren(QMessageBox) if box.isVisible()]


@pytest.mark.parametrize("content", [b"", b"kein SQLite, sondern Text\n" * 100, b"SQLite format 3\x00" + b"\x00" * 500])
def test_a_file_that_is_no_library_is_told_and_the_open_one_stays(window, tmp_path, content):
    path = tmp_path / "falsch.leuchtstift"
    path.write_bytes(content)
    before = window.session.library
    window.libraries.open(path)
    box = dialog_of(window)
    assert isinstance(box, QMessageBox)
    assert box.textFormat() == Qt.TextFormat.PlainText
    assert window.session.library is before
    assert path.read_bytes() == content


def test_a_new_library_does_not_replace_a_file(window, tmp_path):
    path = tmp_path / "da.leuchtstift"
    path.write_text("wichtig", encoding="utf-8")
    window.libraries.create(path)
    assert dialog_of(window).isVisible()
    assert path.read_text(encoding="utf-8") == "wichtig"


def test_changing_the_library_stops_its_jobs(window, qtbot, tmp_path):
    from core.records import ArticleDraft

    drafts = (ArticleDraft(f"N {n}\nWendy Sherman in Genf.\n" * 30, f"N {n}") for n in range(100))
    window.session.library.add(drafts)
    window.session.articles_changed.emit()
    window.action_set["extract_all"].trigger()
    window.libraries.create(tmp_path / "andere.leuchtstift")
    assert window.jobs.running == []
    assert not window.extraction.is_running
    assert window.session.library.count() == 0
    qtbot.wait(50)
    assert window.list.model.rowCount() == 0


def test_without_a_backup_there_is_nothing_to_restore(window):
    window.action_set["restore"].trigger()
    dialog = dialog_of(window)
    assert dialog.warning.text() == "There is no backup of this library yet."
    assert not dialog.act.isEnabled()


def test_at_work_backups_are_made_by_themselves(window, qtbot):
    press(window, "Tab")
    press(window, "a")
    window.libraries.safekeeping.at_work.timeout.emit()
    wait_for_jobs(qtbot, window.jobs)
    assert [backup.reason for backup in window.session.library.backups()] == ["auto"]


def test_the_libraries_labels_are_in_the_language_of_the_window(make_window, tmp_path):
    window = make_window(language="de")
    window.libraries.create(tmp_path / "neu.leuchtstift")
    assert window.top.labels.buttons[2].text() == "Ort"
    assert "Name" in window.session.library.label_set.get("PER").description


def test_closing_leaves_a_library_that_opens_at_once(window):
    path = window.session.library.path
    window.close()
    with Library.open(path) as library:
        assert library.check() == []
    assert not path.with_name(path.name + "-wal").exists() or path.with_name(path.name + "-wal").stat().st_size == 0


def reasons(path: Path) -> list[str]:
    return [backup.reason for backup in Library.backups_of(path)]


def accept_one(window: MainWindow) -> None:
    press(window, "Tab")
    press(window, "a")


def test_closing_makes_a_backup_where_something_has_changed(window, make_window):
    path = window.session.library.path
    accept_one(window)
    window.close()
    assert reasons(path) == ["close"]
    make_window(path).close()
    assert reasons(path) == ["close"]
    reading = make_window()
    reading.libraries.open(path, read_only=True)
    reading.close()
    with Library.open(Library.backups_of(path)[0].path, read_only=True) as backup:
        assert backup.totals().decided == 1


def test_going_to_another_library_backs_the_first_one_up(window, tmp_path):
    path = window.session.library.path
    window.libraries.create(tmp_path / "andere.leuchtstift")
    assert reasons(path) == ["close"]


def test_a_large_library_is_not_backed_up_on_closing_but_in_a_thread_when_it_is_opened(
    make_window, library_file, qtbot, monkeypatch
):
    monkeypatch.setattr(safekeeping, "_QUICK", 1000)
    window = make_window(library_file)
    wait_for_jobs(qtbot, window.jobs)
    assert reasons(library_file) == ["auto"]
    accept_one(window)
    window.close()
    assert reasons(library_file) == ["auto"]


def test_a_backup_on_closing_that_fails_is_told_and_the_window_stays_until_the_person_says_so(window):
    path = window.session.library.path
    accept_one(window)
    folder = paths.data_folder() / "backups"
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("a file where the folder should be")
    assert not window.close()
    assert window.isVisible()
    assert window.session.is_writable
    box = dialog_of(window)
    assert "The backup could not be written" in box.text()
    QTest.mouseClick(button(box, "Close without a backup"), Qt.MouseButton.LeftButton)
    assert not window.isVisible()
    with Library.open(path) as library:
        assert library.totals().decided == 1


def test_before_a_bulk_import_there_is_a_backup(window, qtbot, tmp_path):
    folder = tmp_path / "neue"
    folder.mkdir()
    (folder / "eins.txt").write_text("Wien\n\nWendy Sherman sprach in Wien.\n", encoding="utf-8")
    window.tasks.import_paths([folder / "eins.txt"])
    wait_for_jobs(qtbot, window.jobs)
    assert reasons(window.session.library.path) == []
    dialog_of(window).close()
    (folder / "zwei.txt").write_text("Genf\n\nWendy Sherman sprach in Genf.\n", encoding="utf-8")
    window.tasks.import_paths([folder])
    wait_for_jobs(qtbot, window.jobs)
    assert window.session.library.count() == 7
    [backup] = window.session.library.backups()
    assert backup.reason == "import"
    with Library.open(backup.path, read_only=True) as before:
        assert before.count() == 6


def damage(path: Path, kind: str) -> None:
    """Overwrite a library: all of it, all but its head, or one page where the articles or their texts begin."""
    start, end = {"head": 0, "body": 100}.get(kind), path.stat().st_size
    if start is None:
        with closing(sqlite3.connect(path)) as connection:
            page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (kind,)).fetchone()[0]
        start, end = (page - 1) * 4096, page * 4096
    with path.open("r+b") as file:
        file.seek(start)
        file.write(os.urandom(end - start))


@pytest.mark.parametrize("kind", ["head", "body", "article", "article_text"])
def test_a_damaged_library_is_offered_its_backup(window, make_window, kind):
    path = window.session.library.path
    accept_one(window)
    window.close()
    damage(path, kind)
    before = path.read_bytes()
    again = make_window()
    again.libraries.open(path)
    box = dialog_of(again)
    assert "The file as it is now is kept." in box.informativeText()
    assert path.read_bytes() == before
    QTest.mouseClick(button(box, "Restore and open"), Qt.MouseButton.LeftButton)
    library = again.session.library
    assert (library.path, library.read_only, library.check()) == (path, False, [])
    assert (library.count(), library.totals().decided) == (5, 1)
    assert again.session.article is not None
    kept = next(backup for backup in library.backups() if backup.reason == "restore")
    assert kept.path.read_bytes() == before


def test_a_backup_that_is_damaged_too_leads_on_to_an_older_one(window, make_window):
    path = window.session.library.path
    window.session.library.backup()
    accept_one(window)
    window.close()
    newest = Library.backups_of(path)[0].path
    damage(newest, "body")
    damage(path, "body")
    again = make_window()
    again.libraries.open(path)
    QTest.mouseClick(button(dialog_of(again), "Restore and open"), Qt.MouseButton.LeftButton)
    box = dialog_of(again)
    assert str(newest) in box.text()
    QTest.mouseClick(button(box, "Restore and open"), Qt.MouseButton.LeftButton)
    assert (again.session.library.count(), again.session.library.totals().decided) == (5, 0)


def test_of_a_damaged_library_without_a_backup_what_can_be_read_is_saved(make_window, library_file, tmp_path, qtbot):
    damage(library_file, "state")
    before = library_file.read_bytes()
    window = make_window(library_file)
    box = dialog_of(window)
    assert "can be saved in a new library" in box.text()
    assert [each.text().replace("&", "") for each in box.buttons()] == ["Save what can be read…", "Cancel"]
    QTest.mouseClick(button(box, "Save what can be read…"), Qt.MouseButton.LeftButton)
    chooser = window.findChild(QFileDialog)
    new = tmp_path / "neu.leuchtstift"
    chooser.fileSelected.emit(str(new))
    chooser.close()
    wait_for_jobs(qtbot, window.jobs)
    assert (window.session.library.path, window.session.library.check()) == (new, [])
    assert window.session.library.count() == 5
    box = dialog_of(window)
    assert str(new) in box.text()
    assert "it can no longer be undone" in box.informativeText()
    assert library_file.read_bytes() == before


def test_the_program_starts_on_a_damaged_library_with_the_offer(window, library_file, qtbot):
    window.close()
    damage(library_file, "body")
    settings = Settings(language="en", theme="light")
    again = MainWindow(settings, appearance.apply(settings))
    again.open_library(library_file)
    again.show()
    again.complete()
    try:
        QTest.mouseClick(button(dialog_of(again), "Restore and open"), Qt.MouseButton.LeftButton)
        assert again.session.library.count() == again.list.model.rowCount() == 5
        dialog_of(again).close()
    finally:
        again.close()


def test_before_a_restore_one_sees_what_it_would_change(window):
    library = window.session.library
    first = library.backup()
    accept_one(window)
    library.backup()
    accept_one(window)
    window.action_set["restore"].trigger()
    dialog = dialog_of(window)
    now, then = dialog.preview.text().splitlines()
    assert "5 articles, 2 marks decided, last changed" in now
    assert "5 articles, 1 mark decided, last changed" in then
    dialog.list.setCurrentItem(dialog.list.topLevelItem(1))
    assert "5 articles, 0 marks decided" in dialog.preview.text().splitlines()[1]
    damage(first.path, "body")
    dialog.list.setCurrentItem(dialog.list.topLevelItem(0))
    dialog.list.setCurrentItem(dialog.list.topLevelItem(1))
    assert "damaged" in dialog.warning.text()
    assert not dialog.act.isEnabled()
    dialog.list.setCurrentItem(dialog.list.topLevelItem(0))
    assert dialog.warning.isHidden()
    dialog.act.click()
    assert library.path == window.session.library.path
    assert window.session.library.totals().decided == 1


def started(path, qtbot):
    """Start the window on a library that the command line names."""
    window = MainWindow(Settings(language="en", theme="light"), appearance.apply(Settings(theme="light")))
    window.open_library(path, is_named=True)
    window.show()
    window.complete()
    return window


def test_a_library_that_is_named_and_not_there_is_made_only_when_the_person_wants_it(qtbot, tmp_path):
    path = tmp_path / "tippfehler.leuchtstift"
    window = started(path, qtbot)
    box = dialog_of(window)
    assert str(path) in box.text()
    QTest.mouseClick(button(box, "Cancel"), Qt.MouseButton.LeftButton)
    assert not path.exists()
    assert not window.session.has_library
    window.close()
    again = started(path, qtbot)
    QTest.mouseClick(button(dialog_of(again), "Make a new library"), Qt.MouseButton.LeftButton)
    assert (again.session.library.path, again.session.library.count()) == (path, 0)
    again.close()


def test_a_library_in_a_folder_that_is_not_there_is_told(qtbot, tmp_path):
    window = started(tmp_path / "nirgends" / "x.leuchtstift", qtbot)
    box = dialog_of(window)
    assert "does not exist" in box.text()
    box.close()
    window.close()
    assert list(tmp_path.glob("**/*.leuchtstift")) == []
