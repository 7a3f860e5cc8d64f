"""Where file dialogs begin, the names they offer, and what becomes of a name of another kind of file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths

from core.settings import Settings
from gui.dialogs.export import ExportDialog
from gui.file_dialogs import file_name, start_folder, suffixed
from tests.gui.conftest import dialog_of, press


def choose(window, path: Path) -> None:
    dialog = dialog_of(window)
    dialog.fileSelected.emit(str(path))
    dialog.close()


def test_a_pdf_is_never_written_under_the_name_of_another_file(window, tmp_path):
    page = tmp_path / "artikel.html"
    page.write_text("eine andere Seite")
    press(window, "Ctrl+Shift+P")
    choose(window, page)
    assert page.read_text() == "eine andere Seite"
    assert (tmp_path / "artikel.pdf").read_bytes().startswith(b"%PDF-")
    assert window.status.message.text() == f"Written: {tmp_path / 'artikel.pdf'}"


def test_what_has_the_right_name_already_is_asked_about(window, tmp_path):
    taken = tmp_path / "artikel.pdf"
    taken.write_text("meins")
    press(window, "Ctrl+Shift+P")
    choose(window, tmp_path / "artikel.html")
    assert taken.read_text() == "meins"
    again = dialog_of(window)
    assert again.selectedFiles() == [str(taken)]
    again.close()
    window.action_set["export_web_page"].trigger()
    choose(window, tmp_path / "Vom 3. Mai")
    assert (tmp_path / "Vom 3. Mai.html").read_text(encoding="utf-8").startswith("<!DOCTYPE")


@pytest.mark.parametrize(
    ("name", "suffix", "wanted"),
    [
        ("a.pdf", ".pdf", "a.pdf"), ("a.PDF", ".pdf", "a.PDF"), ("a", ".pdf", "a.pdf"), ("a.html", ".pdf", "a.pdf"),
        ("a.pdf", ".html", "a.html"), ("a.htm", ".html", "a.htm"), ("Vom 3. Mai", ".pdf", "Vom 3. Mai.pdf"),
    ],
)  # fmt: skip
def test_suffixes(name, suffix, wanted):
    assert suffixed(Path("/x") / name, suffix) == Path("/x") / wanted


@pytest.mark.parametrize("title", ['Wer? "Was": <wo> a/b\\c|d*e.', "", "...", "\x7f\n"])
def test_names_that_every_system_takes(title):
    name = file_name(title)
    assert name
    assert not re.search(r'[\x00-\x1f\x7f<>:"/\\|?*]|^[ .]|[ .]$', name)


def test_dialogs_begin_where_the_last_file_went(window, tmp_path, monkeypatch):
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    expected = documents if Path(documents).is_dir() else str(Path.home())
    assert start_folder(Settings()) == start_folder(Settings(folder="/nope")) == expected
    press(window, "Ctrl+Shift+P")
    assert dialog_of(window).directory().absolutePath() == expected
    choose(window, tmp_path / "artikel.pdf")
    assert window.settings.folder == str(tmp_path)
    window.tasks.ask_import_files()
    assert dialog_of(window).directory().absolutePath() == str(tmp_path)
    dialog_of(window).close()
    dialog = ExportDialog(window.session.library, window.settings, window)
    dialog.finish()
    asking = dialog.findChild(type(dialog_of(window)))
    assert asking.directory().absolutePath() == str(tmp_path)


def test_a_printer_that_writes_files_gets_a_name_that_every_system_takes(window):
    info = window.session.article.info
    press(window, "Ctrl+P")
    dialog = dialog_of(window)
    assert dialog.printer().docName() == file_name(info.title)
    dialog.close()
