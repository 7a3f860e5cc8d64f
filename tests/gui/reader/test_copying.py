"""A copy with marks says what the marks say, whatever overlaps, and its plain form is the text but for the brackets."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from gui.reader.copying import marked_data, plain_data
from gui.reader.inks import Inks
from gui.reader.typography import typography
from gui.theme import load_theme
from tests.gui.reader.material import LABELS, make_index

TEXT = "Heute redet Kanzlerin Angela Merkel\nmit 😀 Herrn Müller & Söhnen <hier>."


def inks():
    return Inks(load_theme("light"), LABELS, typography().chip_font)


def copied(start, end, *marks):
    return marked_data(TEXT, start, end, make_index(TEXT, marks).between(start, end), inks())


def test_nested_and_cut_marks_in_brackets(qapp):
    person = TEXT.index("Angela"), TEXT.index("\n")
    role = TEXT.index("Kanzlerin"), TEXT.index("\n")
    data = copied(0, len(TEXT), (*person, "PER", True), (*role, "ORG", False))
    assert data.text().startswith("Heute redet [Kanzlerin [Angela Merkel PER] ORG]\nmit 😀")
    data = copied(person[0] + 7, len(TEXT), (*person, "PER", True))
    assert data.text().startswith("[Merkel PER]\nmit")


def test_html_is_escaped_and_has_the_text(qapp):
    data = copied(0, len(TEXT), (6, 30, "PER", True), (20, 50, "ORG", False))
    document = QTextDocument()
    document.setHtml(data.html())
    shown = re.sub("PER|ORG", "", document.toPlainText())
    assert " ".join(shown.split()) == " ".join(TEXT.split())


def test_a_plain_copy_is_the_text_and_nothing_else(qapp):
    data = plain_data(TEXT, 3, 40)
    assert (data.formats(), data.text()) == (["text/plain"], TEXT[3:40])


@given(
    edges=st.lists(
        st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 30), st.sampled_from(["PER", "ORG"])), max_size=6
    ),
    start=st.integers(0, len(TEXT) - 1),
    length=st.integers(1, len(TEXT)),
)
def test_whatever_overlaps_the_text_is_whole(qapp, edges, start, length):
    marks = {(low, min(len(TEXT), low + size), label, True) for low, size, label in edges}
    end = min(len(TEXT), start + length)
    data = copied(start, end, *sorted(marks))
    assert re.sub(r"\[| (?:PER|ORG)\]", "", data.text()) == TEXT[start:end]
    inside = [mark for mark in marks if mark[0] < end and mark[1] > start]
    assert data.text().count("[") == data.text().count("]") == len(inside)
    assert data.html().count("<span") == data.html().count("</span>") >= len(inside)
