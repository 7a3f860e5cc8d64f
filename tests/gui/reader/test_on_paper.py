"""The marked article as PDF and as a web page: complete, well-formed, written in one step or not at all."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import Cancelled, ExportError
from core.records import Zone, ZoneRole
from gui.reader.legend import legend
from gui.reader.pdf_text import Glyph, mended
from gui.reader.printing import Pages, write_pdf
from gui.reader.web_page import web_page, write_web_page
from gui.theme import TEXT_CONTRAST, load_theme
from gui.theme_colour import contrast
from tests.gui.reader.material import LABELS, make_article, make_index, rich
from tests.gui.reader.pdf_reader import Pdf

RELAXED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


class Reader(HTMLParser):
    """Reads the text of a page's body back and checks that every element is closed where it should be."""

    VOID = ("meta", "link", "br", "img")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.paragraphs: list[str] = []
        self.marks: list[dict[str, str]] = []
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
        if tag == "mark" and "main" in self.open:
            self.marks.append(dict(attrs))

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


def words(text):
    return "".join(text.split()).casefold()  # kickers are set in capitals


def pages_of(text, zones=(), marks=()):
    return Pages(make_article(text, zones), make_index(text, list(marks)), LABELS, family="", column=66)


def lines_of(layout, number):
    return [(layout.top(number) + line.top, layout.top(number) + line.bottom) for line in layout.laid(number).lines]


def test_the_text_of_a_pdf_is_the_article_once_and_in_order(qapp, tmp_path):
    article, index = rich()
    write_pdf(tmp_path / "article.pdf", article, index, LABELS)
    text = Pdf(tmp_path / "article.pdf").text()
    assert words(text) == words(article.text)
    assert "\t" not in text
    assert "In Genf reden Washington und Moskau wieder miteinander." in text
    assert "(red/" in text  # faint text, of which a mark has another colour
    assert "Treffen. " in text
    assert "schriftlich" in text


def test_a_pdf_has_characters_above_the_first_plane(qapp, tmp_path):
    text = "Grüße 😀 aus Köln: „Hafen“ – a\u0308 100\u00a0000\u202fEuro, שלום und 𝒜."
    write_pdf(tmp_path / "article.pdf", make_article(text), make_index(text, []), LABELS)
    found = Pdf(tmp_path / "article.pdf").text()
    assert "Köln: „Hafen“ – " in found
    assert "100 000" in found
    assert "\x00" not in found


def test_a_ligature_of_the_article_leaves_the_other_characters_as_they_are(qapp, tmp_path):
    """Text out of another PDF has them; Qt by itself takes the apostrophe for another one (U+02BC)."""
    text = "Wie geht’s? Alle ﬁnden Auﬂagen."
    write_pdf(tmp_path / "article.pdf", make_article(text), make_index(text, []), LABELS)
    assert words(Pdf(tmp_path / "article.pdf").text()) == words(text)


def test_a_mark_that_begins_inside_of_a_letter_does_not_write_it_twice(qapp, tmp_path):
    """Imported marks may; what Qt gives for a part of a letter is the whole of it."""
    text = "Foto: A\u0308rger"
    zones = [Zone(0, len(text), ZoneRole.CREDIT)]  # of which marked text has another colour
    write_pdf(tmp_path / "article.pdf", make_article(text, zones), make_index(text, [(7, 13, "PER", True)]), LABELS)
    found = words(Pdf(tmp_path / "article.pdf").text())
    assert found.count("rger") == 1
    assert found.count("ä") + found.count("a") == 1


def test_characters_that_show_nothing_are_no_gaps_in_words(qapp, tmp_path):
    text = "Donau/\u200bDampf\u2060schiff \u200eder\ufeff Auf\u200clage 😀\u200bHafen"
    write_pdf(tmp_path / "article.pdf", make_article(text), make_index(text, []), LABELS)
    found = Pdf(tmp_path / "article.pdf").text().replace("\n", "")
    assert found == "Donau/Dampfschiff der Auflage 😀Hafen"


def test_a_face_of_which_one_glyph_was_written_keeps_its_character(qapp, tmp_path):
    path = tmp_path / "article.pdf"
    write_pdf(path, make_article("x"), make_index("x", []), LABELS)
    once = path.read_bytes()
    path.write_bytes(mended(once[: once.index(b"%%EOF\n") + 6], {}))
    assert words(Pdf(path).text()) == "x"


def test_widths_are_those_that_the_text_was_set_with(qapp, tmp_path):
    """Else viewers see a gap behind quotation marks and digits and find „ Hafen“ there."""
    text = "„Hafen“ «Hafen» 1234567890 … % ; : – 35 000 Leute"
    write_pdf(tmp_path / "article.pdf", make_article(text), make_index(text, []), LABELS)
    (page,) = Pdf(tmp_path / "article.pdf").pages()
    assert words("".join(glyph.text for glyph in page)) == words(text)
    assert all(glyph.advance - glyph.width < 60 for glyph in page if glyph.advance is not None)  # no gaps


def test_a_pdf_tells_its_language_and_shows_its_title(qapp, tmp_path):
    article, index = rich()
    write_pdf(tmp_path / "article.pdf", article, index, LABELS)
    catalogue = Pdf(tmp_path / "article.pdf").catalogue
    assert f"/Lang ({article.info.lang})".encode() in catalogue
    assert b"/DisplayDocTitle true" in catalogue


def test_glyphs_that_are_not_those_of_the_file_change_nothing_but_tabs(qapp, tmp_path):
    article, index = rich()
    path = tmp_path / "article.pdf"
    write_pdf(path, article, index, LABELS)
    once = path.read_bytes()
    first = once[: once.index(b"%%EOF\n") + 6]  # as Qt wrote it
    assert b"<0009>" in first
    wrong = {name: [Glyph(1, "x")] * 20 for name in ("SourceSerifPro-Regular", "SourceSerifPro-Bold")}
    path.write_bytes(mended(first, wrong))
    found = Pdf(path).text()
    assert words(found) == words(article.text)
    assert "\t" not in found


def test_a_pdf_of_another_form_is_left_as_it_is(qapp, tmp_path):
    """A later Qt may keep the places of objects in a stream, as the format allows since version 1.5."""
    path = tmp_path / "article.pdf"
    write_pdf(path, make_article("x"), make_index("x", []), LABELS)
    once = path.read_bytes()
    first = once[: once.index(b"%%EOF\n") + 6]
    table = first.rindex(b"xref\n0 ")
    for other in (first[:table] + b"22 0 obj\n<< /Type /XRef >>" + first[table + 5 :], b"%PDF-1.7\n%%EOF\n", b""):
        assert mended(other, {}) == other
    assert mended(first, {}) != first


def test_pages_break_between_lines_and_leave_nothing_out(qapp):
    text = "\n".join("Viele Wörter stehen in einem Absatz, der über Zeilen geht. " * n for n in range(1, 30))
    pages = pages_of(text, [Zone(0, 10, ZoneRole.HEADLINE)])
    height = 700
    spans = pages.spans(height)
    lines = [line for number in range(len(pages.layout.table)) for line in lines_of(pages.layout, number)]
    assert len(spans) > 3
    assert all(top < bottom for top, bottom in spans)
    assert all(bottom - top <= height for top, bottom in spans)
    for top, bottom in lines:
        assert sum(first <= top and bottom <= last for first, last in spans) == 1


@pytest.mark.parametrize("height", range(640, 760, 7))
def test_no_line_of_a_paragraph_is_left_alone_and_no_subhead_behind(qapp, height):
    paragraph = "Viele Wörter stehen in einem Absatz, der über mehrere Zeilen geht und dann aufhört. "
    text, zones = "", []
    for number in range(24):
        if number % 3 == 1:
            zones.append(Zone(len(text), len(text) + 10, ZoneRole.SUBHEAD))
            text += "Zwischenti\n"
        text += paragraph * (1 + number % 4) + "\n"
    pages = pages_of(text, zones)
    spans = pages.spans(height)
    layout = pages.layout
    page_of = {line: page for page, (top, bottom) in enumerate(spans) for line in range(top, bottom)}
    assert len(spans) > 2
    for number in range(len(layout.table)):
        if layout.table.is_blank(number):
            continue
        on = [page_of[top] for top, _ in lines_of(layout, number)]
        assert all(on.count(page) > 1 for page in on) or len(set(on)) == 1
        if layout.table.role(number) is ZoneRole.SUBHEAD:
            following = [page_of[top] for top, _ in lines_of(layout, number + 1)]
            assert following[:2] == [on[-1]] * len(following[:2])


def test_an_infobox_stays_whole_if_it_can(qapp):
    box = "Zur Person\nName: Anna Berger\nAmt: Ministerin\nOrt: Genf\n"
    paragraph = "Viele Wörter stehen in einem Absatz, der über mehrere Zeilen geht und dann aufhört. " * 3 + "\n"
    text = paragraph * 4 + box + paragraph
    zones = [Zone(len(paragraph) * 4, len(paragraph) * 4 + len(box) - 1, ZoneRole.INFOBOX)]
    for height in range(500, 900, 29):
        pages = pages_of(text, zones)
        spans = pages.spans(height)
        tops = [lines_of(pages.layout, number)[0][0] for number in range(4, 8)]
        assert any(all(top <= line < bottom for line in tops) for top, bottom in spans)


def test_the_legend_names_what_is_marked(qapp):
    text = "Anna und Genf und xy"
    index = make_index(text, [(0, 4, "PER", True), (9, 13, "LOC", False), (18, 20, "?", False)])
    entries = legend(index, LABELS, frozenset())
    assert [(entry.sign, entry.meaning) for entry in entries[:3]] == [("PER", "Person"), ("LOC", "Ort"), ("?", "")]
    assert [entry.is_dashed for entry in entries[3:]] == [False, True]
    assert [entry.sign for entry in legend(index, LABELS, frozenset({"LOC", "?"}))] == ["PER", ""]
    assert legend(make_index(text, []), LABELS, frozenset()) == []


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
    write_web_page(path, article, index, LABELS)
    reader = Reader(path.read_text(encoding="utf-8"))
    assert "".join("".join(reader.paragraphs).split()) == "".join(article.text.split())
    assert sum("tabindex" in mark for mark in reader.marks) >= len(index)  # a table row cuts a mark in two
    assert all(mark["title"].startswith(("Person", "Organisation", "Ort", "Zeit", "Zitat")) for mark in reader.marks)
    assert reader.links == []
    with pytest.raises(ExportError):
        write_web_page(tmp_path / "no" / "x.html", article, index, LABELS)


def test_a_web_page_is_light_or_dark_as_its_reader_has_it(qapp):
    page = web_page(*rich(), LABELS)
    light, dark = page.split("@media screen and (prefers-color-scheme: dark) {")
    for part, name in ((light, "light"), (dark, "dark")):
        theme = load_theme(name)
        assert f"--paper: {theme.paper.name()};" in part
        inks = re.findall(r"--fill: (#\w+); --line: #\w+; --ink: (#\w+);", part)
        assert len(inks) == 1 + len({mark.label for mark in rich()[1]})  # and the one that stands for all
        for fill, ink in inks:
            assert contrast(ink, theme.paper.name()) >= TEXT_CONTRAST
            assert contrast(theme.text.name(), fill) >= TEXT_CONTRAST
            assert contrast(theme.muted.name(), fill) >= TEXT_CONTRAST
        for role in ("text", "muted", "faint", "accent"):
            assert contrast(getattr(theme, role).name(), theme.paper.name()) >= TEXT_CONTRAST


def test_a_web_page_tells_label_and_entity_and_explains_its_signs(qapp):
    article, index = rich()
    page = web_page(article, index, LABELS, lambda mark: [("Entität", f"{mark.span.surface} <Q1>")])
    marks = Reader(page).marks
    assert "Person\nState: Accepted\nEntität: Anna Berger <Q1>" in [mark["title"] for mark in marks]
    aside = page[page.index("<aside") : page.index("</aside>")]
    assert [word in aside for word in ("Person", "Organisation", "Ort", "Zeit", "Zitat", "Accepted", "Proposed")] == [
        True
    ] * 7
    assert "<aside" not in web_page(article, make_index(article.text, []), LABELS)


def test_the_chips_of_a_web_page_stand_side_by_side(qapp):
    text = "„Genf ist weit weg von hier“, sagte Anna."
    marks = [(0, 28, "QUOTE", True), (0, 5, "ORG", True), (1, 5, "LOC", False), (36, 40, "PER", True)]
    shifts = {}
    for mark in Reader(web_page(make_article(text), make_index(text, marks), LABELS)).marks:
        if "tabindex" in mark:
            shifts[mark["data-c"]] = float(re.search(r"--shift:([\d.]+)em", mark["style"])[1])
    assert (shifts["QUOTE"], shifts["PER"]) == (0, 0)
    assert shifts["ORG"] >= 5 * 0.8  # five letters away
    assert shifts["LOC"] >= shifts["ORG"] + 3 * 0.8 - 1


def test_captions_of_a_web_page_stand_apart_and_each_credit_is_joined_to_its_caption(qapp):
    """Margins of neighbours collapse: the larger one holds, and a negative one is taken from it."""
    page = web_page(*rich(), LABELS)
    around = int(re.search(r"\.caption, \.credit { border[^}]* margin-block: (\d+)px; }", page)[1])
    joined = int(re.search(r"\.caption \+ \.credit { margin-top: (-\d+)px; }", page)[1])
    assert around > 0
    assert around + joined == 0  # only where a credit follows a caption
    others = re.findall(r"([^{}]*(?:caption|credit)[^{}]*) {([^}]*)}", page.partition("@media print")[0])
    assert sum("margin" in rule for _, rule in others) == 2  # no third rule takes the gap between two captions away


def test_text_is_never_markup(qapp):
    text = "<script>alert('x')</script> & \"Genf\"\n</p><b>fett"
    index = make_index(text, [(0, len(text), "PER", True), (3, 12, "LOC", False)])
    page = web_page(make_article(text), index, LABELS)
    reader = Reader(page)
    assert "".join(reader.paragraphs) == text.replace("\n", "")
    assert "<script" not in page
    assert "<b>" not in page


def test_whatever_overlaps_the_page_is_well_formed(qapp):
    pieces = st.sampled_from(["Genf ", "und ", "\n", "<&> ", "👩‍👩‍👧 ", "שלום ", "a\u00adb ", "Name: Wert\n"])

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
        page = web_page(make_article(text, zones), make_index(text, marks), LABELS)
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
    text = "Καλημέρα,Ελλάδα!" * 300  # in the program's own font, wherever this runs
    path = tmp_path / "greek.pdf"
    assert write_pdf(path, make_article(text), make_index(text, [(1990, 2040, "PER", True)]), LABELS) > 1
    assert words(Pdf(path).text()) == words(text)
    page = Reader(web_page(make_article(text), make_index(text, []), LABELS))
    assert "".join(page.paragraphs) == text
