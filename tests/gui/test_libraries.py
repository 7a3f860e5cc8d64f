"""Opening, making, leaving libraries; the first run; what is remembered."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from core import paths
from core.library import Library
from core.settings import Place, Settings
from gui import appearance
from gui.main_window import MainWindow
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
    window.resize(780, 700)  # the offscreen screen has 800 by 800
    window.splitter.setSizes([200, 340, 240])
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
        assert (second.width(), second.height()) == (780, 700)
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
    assert not window.tasks.is_extracting
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
    window.libraries._timer.timeout.emit()
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
