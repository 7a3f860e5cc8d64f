"""What a PDF says of its letters, mended after Qt wrote it: which characters they are, and how wide.

Qt calls the space a tab, knows no character above U+FFFF, and takes widths from a place where some faces, the bundled
one among them, are wrong; then viewers see gaps inside of words. Nothing of this is to be seen on the page, but who
searches or copies meets it. The mended objects are appended to the file, as the format provides for (ISO 32000-1,
7.5.6). A library does that too (pypdf), but reads the whole file first: a second for a hundred pages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import NamedTuple

_FONT = re.compile(
    rb"/Subtype /Type0\s+/BaseFont /(\S+)\s+/Encoding /Identity-H\s+"
    rb"/DescendantFonts \[(\d+) 0 R\]\s+/ToUnicode (\d+) 0 R"
)
_WIDTHS = re.compile(rb"/D?W [\d\s[\]]*(?=>>$)")
_RANGE = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]{4})> (?:\[((?:<[0-9A-F]{4}> ?)+)\]|<([0-9A-F]{4})>)")
_ROOT = re.compile(rb"/Root (\d+) 0 R")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_PRESENTATION = range(0xFB00, 0xFEFF)  # shapes of letters that have characters of their own
_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{entries}endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


class Glyph(NamedTuple):
    """A glyph as the face has it: its advance in thousandths of the type size, and the characters that it shows."""

    width: float
    text: str


def mended(pdf: bytes, faces: Mapping[str, Sequence[Glyph]], lang: str = "") -> bytes:
    """Give a PDF of Qt's with the characters and widths of its glyphs, and the language of its text.

    ``faces`` has the glyphs of each face by its PostScript name: the one for what the face does not have, then those
    that were painted, in the order of their first time, for so Qt numbers them. A face for which that does not hold
    keeps what Qt says of it, but for the tabs. A file that is not written as Qt writes them up to now, with the places
    of its objects in a plain table, is given back as it is: it can be read and printed all the same.
    """
    if not _has_plain_table(pdf):
        return pdf
    places = _places(pdf)
    objects: dict[int, bytes] = {}
    for font in _FONT.finditer(pdf):
        widths_at, map_at = int(font[2]), int(font[3])
        known = _characters(_object(pdf, places, map_at))
        glyphs = faces.get(font[1].decode("latin-1"), ())
        if _agree(glyphs, known):
            known |= {number: glyph.text for number, glyph in enumerate(glyphs) if glyph.text}
            widths = b" ".join(b"%d" % round(glyph.width) for glyph in glyphs)
            objects[widths_at] = _WIDTHS.sub(b"/W [0 [%s]]\n" % widths, _object(pdf, places, widths_at))
        objects[map_at] = _stream(_cmap(known))
    root = int(_ROOT.findall(pdf, pdf.rindex(b"trailer"))[0])
    objects[root] = _catalogue(_object(pdf, places, root), lang)
    return pdf + _appended(pdf, objects)


def _agree(glyphs: Sequence[Glyph], known: Mapping[int, str]) -> bool:
    """Tell whether the glyphs are numbered as Qt numbers them: as many, and each plain letter in its place."""
    letters = {number: text for number, text in known.items() if len(text) == 1 and text.isascii() and text.isalpha()}
    return max(known, default=0) < len(glyphs) and all(
        glyphs[number].text in ("", text) for number, text in letters.items()
    )


def _characters(cmap: bytes) -> dict[int, str]:
    """Read what Qt says of the characters of a font; shapes of letters become the letters, and the tab a space."""
    found: dict[int, str] = {}
    for entry in _RANGE.finditer(cmap):
        first, last = int(entry[1], 16), int(entry[2], 16)
        codes = [int(code, 16) for code in re.findall(rb"[0-9A-F]{4}", entry[3] or b"")]
        if entry[4]:  # of the first one: the others follow it
            codes = [int(entry[4], 16) + place for place in range(last + 1 - first)]
        for number, code in enumerate(codes, first):
            text = chr(code)
            if ord(text) in _PRESENTATION:
                text = unicodedata.normalize("NFKC", text)
            if text != "\0":
                found[number] = " " if text.isspace() else text
    return found


def _cmap(texts: Mapping[int, str]) -> bytes:
    entries = [f"<{number:04X}> <{text.encode('utf-16-be').hex().upper()}>\n" for number, text in texts.items() if text]
    chunks = (entries[start : start + 100] for start in range(0, len(entries), 100))  # more are not allowed
    blocks = (f"{len(chunk)} beginbfchar\n{''.join(chunk)}endbfchar\n" for chunk in chunks)
    return _CMAP.format(entries="".join(blocks)).encode("ascii")


def _catalogue(content: bytes, lang: str) -> bytes:
    language = f"/Lang ({lang})\n" if _LANGUAGE.fullmatch(lang) else ""
    added = f"{language}/ViewerPreferences << /DisplayDocTitle true >>\n".encode("ascii")
    return content.replace(b"<<\n", b"<<\n" + added, 1)


def _has_plain_table(pdf: bytes) -> bool:
    """Tell whether the objects' places are one table in plain text: later Qt may write them as a stream."""
    start = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", pdf)
    return start is not None and b"trailer" in pdf and pdf[int(start[1]) :].startswith(b"xref\n0 ")


def _places(pdf: bytes) -> list[int]:
    """Give where each object begins: the table of a new file is one section without gaps."""
    table = int(pdf[pdf.rindex(b"startxref") + 9 :].split()[0])
    return [int(line.split()[0]) for line in pdf[table : pdf.rindex(b"trailer")].splitlines()[2:]]


def _object(pdf: bytes, places: Sequence[int], number: int) -> bytes:
    start = pdf.index(b"obj", places[number]) + 3
    return pdf[start : pdf.index(b"endobj", start)].strip()


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def _appended(pdf: bytes, objects: Mapping[int, bytes]) -> bytes:
    """Give what to append for new versions of objects: they, a table of their places and a trailer."""
    written, table = bytearray(), bytearray(b"xref\n")
    for number, content in sorted(objects.items()):
        table += b"%d 1\n%010d 00000 n \n" % (number, len(pdf) + len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    last = pdf[pdf.rindex(b"trailer") : pdf.rindex(b"startxref")]
    previous = int(pdf[pdf.rindex(b"startxref") + 9 :].split()[0])
    start = len(pdf) + len(written)
    trailer = last.rstrip()[:-2] + b"/Prev %d\n>>\n" % previous
    return bytes(written + table + trailer + b"startxref\n%d\n%%%%EOF\n" % start)
