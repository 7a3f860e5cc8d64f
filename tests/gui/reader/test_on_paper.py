"""The marked article as PDF and as a web page: complete, well-formed, written in one step or not at all."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from core.errors import Cancelled, ExportError
from core.records import Zone, ZoneRole
from gui.reader.printing import _laid_out, page_spans, write_pdf
from gui.reader.web_page import web_page, write_web_page
from gui.theme import load_theme
from tests.gui.reader.material import LABELS, make_article, make_index, rich

RELAXED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


class Reader(HTMLParser):
    """Reads the text of a page's body back and checks that every element is closed where it should be."""

    VOID = ("meta", "link", "br", "img")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.paragraphs: list[str] = []
        self.marks = 0
        self.links: list[str] = []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        if tag in self.VOID:
            return
        self.open.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("src", "href", "onclick")]
        if tag in ("p", "h1", "h2", "th", "td"):
            self.paragraphs.append("")
        self.marks += any(name == "class" and value.startswith("m ") for name, value in attrs)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if any(tag in self.open for tag in ("p", "h1", "h2", "th", "td")):
            self.paragraphs[-1] += data


def test_a_pdf_has_all_pages(qapp, tmp_path):
    article, index = rich()
    path = tmp_path / "article.pdf"
    pages = write_pdf(path, article, index, LABELS)
    content = path.read_bytes()
    assert content.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", content)) == pages >= 1
    assert len(content) > 20_000


def test_pages_break_between_lines_and_leave_nothing_out(qapp):
    text = "\n".join("Viele Wörter stehen in einem Absatz, der über Zeilen geht. " * n for n in range(1, 30))
    article = make_article(text, [Zone(0, 10, ZoneRole.HEADLINE)])
    layout = _laid_out(QTextDocument(), article, make_index(text, []), LABELS, "", 66)
    height = 700
    spans = list(page_spans(layout, height))
    lines = [
        (layout.top(number) + line.top, layout.top(number) + line.bottom)
        for number in range(len(layout.table))
        for line in layout.laid(number).lines
    ]
    assert len(spans) > 3
    assert all(top < bottom for top, bottom in spans)
    assert all(bottom - top <= height for top, bottom in spans[:-1])
    for top, bottom in lines:
        assert sum(first <= top and bottom <= last for first, last in spans) == 1


def test_a_pdf_that_cannot_be_written_is_a_sentence_and_the_old_file_stays(qapp, tmp_path):
    article, index = rich()
    folder = tmp_path / "no such folder"
    with pytest.raises(ExportError, match=r"article\.pdf"):
        write_pdf(folder / "article.pdf", article, index, LABELS)
    target = tmp_path / "folder.pdf"
    target.mkdir()
    with pytest.raises(ExportError):
        write_pdf(target, article, index, LABELS)
    assert target.is_dir()


def test_a_web_page_has_the_whole_article_and_loads_nothing(qapp, tmp_path):
    article, index = rich()
    path = tmp_path / "article.html"
    write_web_page(path, article, index, LABELS, load_theme("sepia"))
    reader = Reader(path.read_text(encoding="utf-8"))
    assert "".join("".join(reader.paragraphs).split()) == "".join(article.text.split())
    assert reader.marks >= len(index)
    assert reader.links == []
    with pytest.raises(ExportError):
        write_web_page(tmp_path / "no" / "x.html", article, index, LABELS, load_theme("light"))


def test_text_is_never_markup(qapp):
    text = "<script>alert('x')</script> & \"Genf\"\n</p><b>fett"
    index = make_index(text, [(0, len(text), "PER", True), (3, 12, "LOC", False)])
    page = web_page(make_article(text), index, LABELS, load_theme("light"))
    reader = Reader(page)
    assert "".join(reader.paragraphs) == text.replace("\n", "")
    assert "<script" not in page
    assert "<b>" not in page


def test_whatever_overlaps_the_page_is_well_formed(qapp):
    pieces = st.sampled_from(["Genf ", "und ", "\n", "<&> ", "👩‍👩‍👧 ", "שלום ", "a\u00adb ", "Name: Wert\n"])
    theme = load_theme("light")

    @RELAXED
    @given(text=st.lists(pieces, min_size=1, max_size=20).map("".join), data=st.data())
    def check(text, data):
        places = st.integers(0, len(text))
        marks = []
        for _ in range(data.draw(st.integers(0, 8))):
            start, end = sorted((data.draw(places), data.draw(places)))
            if start < end:
                marks.append((start, end, data.draw(st.sampled_from(["PER", "LOC", "?"])), data.draw(st.booleans())))
        zones = [Zone(0, len(text), ZoneRole.INFOBOX)] if data.draw(st.booleans()) else []
        page = web_page(make_article(text, zones), make_index(text, marks), LABELS, theme)
        assert "".join("".join(Reader(page).paragraphs).split()) == "".join(text.split())

    check()


def test_a_cancelled_pdf_leaves_the_old_file(qapp, tmp_path):
    article, _ = rich()
    path = tmp_path / "article.pdf"
    path.write_bytes(b"old")
    heard = []

    def progress(share):
        heard.append(share)
        return len(heard) < 2

    long = make_article("\n".join([article.text] * 12))
    with pytest.raises(Cancelled):
        write_pdf(path, long, make_index(long.text, []), LABELS, progress=progress)
    assert path.read_bytes() == b"old"
    assert len(heard) == 2
    assert 0 <= heard[0] < heard[1] < 1


def test_text_without_spaces_is_printed_whole(qapp, tmp_path):
    text = "京都大学は長い歴史を持つ大学です。" * 300
    path = tmp_path / "kyoto.pdf"
    assert write_pdf(path, make_article(text), make_index(text, [(1990, 2040, "PER", True)]), LABELS) > 1
    page = Reader(web_page(make_article(text), make_index(text, []), LABELS, load_theme("light")))
    assert "".join(page.paragraphs) == text
