"""Titles, labels and paths from outside are shown as they are: no HTML, no picture loaded, no direction turned."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as Texts
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel

import gui
from core.library import Library
from core.records import ArticleDraft
from gui import messages
from gui.plain import tip, upright
from tests.gui.conftest import dialog_of

HTML = '<img src="file:///etc/hostname"> & <b>fett</b>'
SPOOFED = "Bild_\u202egpj.exe"


def shown(text):
    """Give what a tool tip says: Qt decides itself whether it is HTML."""
    document = QTextDocument()
    document.setHtml(text) if Texts.mightBeRichText(text) else document.setPlainText(text)
    return document


@pytest.mark.parametrize("text", [HTML, "a < b > c", "ganz einfach", "1. Zeile\n  2. <i>Zeile</i>"])
def test_a_tool_tip_says_what_it_is_given(text, qapp):
    assert shown(tip(text)).toPlainText() == text


def test_every_tool_tip_of_what_is_not_ours_goes_through_tip():
    """All arguments of setToolTip are texts of the program, or made by tip()."""
    loose = []
    for path in Path(gui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "setToolTip":
                text = ast.unparse(node.args[-1])
                if not text.startswith(("tip(", "tr(")):
                    loose.append(f"{path.name}: {text}")
    assert sorted(loose) == ["find.py: name", "label_set.py: what"]


def test_overrides_are_shown_in_lists_and_in_the_text(make_window, tmp_path):
    path = tmp_path / "a.leuchtstift"
    with Library.create(path, person="Anna") as library:
        library.add([ArticleDraft(f"Öffnen Sie {SPOOFED} gleich.\nArabisch: \u2067كتاب\u2069", SPOOFED)])
        library.add([ArticleDraft("Zweiter", HTML)])
    window = make_window(path)
    model = window.list.model
    assert model.data(model.index(0, 0)) == "Bild_◂gpj.exe"
    assert shown(model.data(model.index(1, 0), Qt.ItemDataRole.ToolTipRole)).toPlainText() == HTML
    text = window.reader.document().toPlainText()
    assert "Bild_◂gpj.exe" in text
    assert "\u2067كتاب\u2069" in text  # what Arabic needs stays
    assert window.reader.text.count("\u202e") == 1  # and a copy is the text as it is
    assert "\u202e" not in upright(SPOOFED)


def test_a_message_shows_no_html(make_window):
    window = make_window()
    messages.inform(window, HTML, HTML, [HTML])
    box = dialog_of(window)
    formats = {each.textFormat() for each in box.findChildren(QLabel) if each.text() == HTML}
    assert formats == {Qt.TextFormat.PlainText}
