"""What encoding a file is in is found out and said; what is no text is refused."""

import codecs

import pytest

from core.articles.decode import MIXED, decode
from core.errors import ImportProblem

GERMAN = "Die Außenminister sprachen über „Garantien“ – für Köln, Fürth und Groß-Gerau. Später gab es Käse.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16-le", "utf-16-be", "mac_roman"])
def test_german_text_in_each_encoding(encoding):
    found = decode((GERMAN * 3).encode(encoding))
    assert (found.text, found.encoding, found.notes) == (GERMAN * 3, encoding, ())


def test_latin_1_is_read_as_its_superset():
    text = "Größe und Übel in Köln und Fürth, süß wie Käse, böse wie Wölfe. " * 2
    assert decode(text.encode("latin-1")).text == text


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_dropped(mark, encoding):
    found = decode(mark + GERMAN.encode(encoding))
    assert (found.text, found.encoding) == (GERMAN, encoding)


@pytest.mark.parametrize("word", ["Käse", "Grüße aus Köln", "ß"])
def test_short_texts_are_not_taken_for_chinese(word):
    assert decode(word.encode("cp1252")).text == word


def test_mixed_encodings_are_read_line_by_line_and_told():
    found = decode("Köln\n".encode() + "Fürth\n".encode("cp1252") + b"Bonn\n" + "Düren".encode("cp1252"))
    assert found.text == "Köln\nFürth\nBonn\nDüren"
    assert found.encoding == MIXED
    assert "2 lines (2, 4)" in found.notes[0]


def test_line_ends_are_frozen_and_nothing_else():
    text = "a\r\nb\rc\u2028d\x85e\u00a0f\u00adg\u200bh e\u0301"
    assert decode(text.encode()).text == "a\nb\nc\u2028d\x85e\u00a0f\u00adg\u200bh e\u0301"


def test_nul_is_replaced_and_told():
    found = decode(b"Ein Text mit einem NUL\x00 darin und genug anderen Zeichen.")
    assert found.text == "Ein Text mit einem NUL\ufffd darin und genug anderen Zeichen."
    assert "1 NUL" in found.notes[0]


def test_bytes_that_mean_nothing_are_replaced_and_told():
    found = decode(b"Stra\xdfe \x81 K\xf6ln")
    assert found.text == "Straße \ufffd Köln"
    assert "cp1252" in found.notes[0]
    assert "UTF-16-LE" in decode(codecs.BOM_UTF16_LE + "Köln".encode("utf-16-le") + b"\x00").notes[0]


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE + b" \x00"])
def test_empty_files_are_refused(content):
    with pytest.raises(ImportProblem, match="empty"):
        decode(content)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04rest of an archive", "ZIP"),
        (b"%PDF-1.7 and so on", "PDF"),
        (b"\x89PNG\r\n\x1a\n....", "picture"),
        (b"\xff\xd8\xff\xe0....", "picture"),
        (b"SQLite format 3\x00....", "database"),
        (b"{\\rtf1 Hallo}", "RTF"),
        (bytes(range(32)) * 8, "control characters"),
        (b"\x00\x01\x02\x03" * 100, "control characters"),
    ],
)
def test_binary_files_are_refused_and_named(content, words):
    with pytest.raises(ImportProblem, match=words):
        decode(content)
