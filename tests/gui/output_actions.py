"""The actions on the text without its marks: out of the window, selecting, going. ``test_actions.py`` calls them."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from gui.dialogs.go_to import GoToDialog
from tests.gui.conftest import dialog_of, press


def clipboard():
    return QApplication.clipboard().mimeData()


def save_as(window, path):
    dialog = dialog_of(window)
    assert dialog.selectedFiles()[0].endswith(path.suffix)
    dialog.fileSelected.emit(str(path))
    dialog.close()
    assert window.status.message.text() == f"Written: {path}"


def do_export_pdf(window, qtbot, tmp_path):
    press(window, "Ctrl+Shift+P")
    save_as(window, tmp_path / "artikel.pdf")
    assert (tmp_path / "artikel.pdf").read_bytes().startswith(b"%PDF-")


def do_export_web_page(window, qtbot, tmp_path):
    window.action_set["export_web_page"].trigger()
    save_as(window, tmp_path / "artikel.html")
    page = (tmp_path / "artikel.html").read_text(encoding="utf-8")
    assert window.session.shown_marks()[0].span.surface in page


def do_print(window, qtbot, tmp_path):
    """On a printer that is a file: the dialog is the system's own."""
    from PySide6.QtPrintSupport import QPrintDialog

    press(window, "Ctrl+P")
    dialog = dialog_of(window)
    assert isinstance(dialog, QPrintDialog)
    printer = dialog.printer()
    printer.setOutputFileName(str(tmp_path / "druck.pdf"))
    dialog.accepted.emit(printer)
    dialog.close()
    assert (tmp_path / "druck.pdf").read_bytes().startswith(b"%PDF-")


def do_copy(window, qtbot, tmp_path):
    text = window.session.article.text
    window.reader.show_selection(10, 40)
    press(window, "Ctrl+C")
    assert clipboard().formats() == ["text/plain"]
    assert clipboard().text() == text[10:40]
    window.reader.clear_selection()
    mark = window.session.shown_marks()[0]
    window.session.select(mark.key)
    window.action_set["copy"].trigger()
    assert clipboard().text() == mark.span.surface


def do_copy_marked(window, qtbot, tmp_path):
    mark = next(mark for mark in window.session.shown_marks() if mark.label == "PER")
    window.session.select(mark.key)
    press(window, "Ctrl+Shift+C")
    assert clipboard().text() == f"[{mark.span.surface} PER]"
    assert mark.span.surface in clipboard().html()
    assert window.reader.inks.of("PER").line.name() in clipboard().html()


def do_select_all(window, qtbot, tmp_path):
    press(window, "Ctrl+A")
    assert window.reader.selected_range() == (0, len(window.session.article.text))
    window.reader.clear_selection()
    window.action_set["select_all"].trigger()
    assert window.reader.selected_range() == (0, len(window.session.article.text))


def do_select_word(window, qtbot, tmp_path):
    text = window.session.article.text
    place = text.index(" Genf ") + 1
    window.reader.show_selection(place + 2, place + 2)
    press(window, "w")
    assert window.reader.selected_range() == (place, place + 4)


def do_select_sentence(window, qtbot, tmp_path):
    text = window.session.article.text
    place = text.index(". ") - 3
    window.reader.show_selection(place, place)
    press(window, "s")
    start, end = window.reader.selected_range()
    assert start < place < end == place + 4


def do_go_to(window, qtbot, tmp_path):
    text = window.session.article.text
    lines = [line for line in text.split("\n") if line.strip()]
    for kind, value, position in (
        ("paragraph", len(lines), text.rindex(lines[-1])),
        ("character", 100, 100),
        ("percent", 50, len(text) // 2),
    ):
        press(window, "Ctrl+G")
        dialog = dialog_of(window)
        assert isinstance(dialog, GoToDialog)
        dialog.kind.choose(kind)
        dialog.number.setValue(value)
        dialog.act.click()
        assert window.reader.caret_position() == position
        assert window.reader.text_range_visible(position, position + 1)
