"""The surface on paper: each letter once and as text, so that a PDF can be searched; all else as shapes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QFont, QGlyphRun, QPainter, QPainterPath, QPen, QRawFont, QTextLayout

from core.marks import MarkIndex
from core.offsets import utf16_length
from gui.reader.inks import Inks
from gui.reader.layout import ReaderLayout
from gui.reader.lines import LaidBlock
from gui.reader.marks import Chip
from gui.reader.painting import SurfacePainter
from gui.reader.pdf_text import Glyph
from gui.reader.typography import Typography, ZoneStyle
from gui.theme import Theme

_LIGATURES = ("liga", "clig", "dlig")
# Not the joiner U+200D: the glyph of what it joins would be written with each part.
_UNSEEN = re.compile("[\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")


class PaperPainter(SurfacePainter):
    """Paints whole lines only, and remembers in ``glyphs`` what letters it wrote.

    ``QTextLayout.draw`` writes a line a second time to colour a part of it, and lines that an area only touches: both
    are clipped, so that nobody sees it, but a PDF's readers find and copy the words twice. Nothing is written here but
    the article's own text; chips, page numbers and the legend are shapes.
    """

    def __init__(self, theme: Theme, inks: Inks, marks: MarkIndex) -> None:
        super().__init__(theme, inks)
        self.marks = marks
        self.show_invisible = False
        self.glyphs = WrittenGlyphs()

    def _paint_fold(self, painter: QPainter, layout: ReaderLayout, laid: LaidBlock) -> None:
        """Paint nothing: paper cannot be folded."""

    def _paint_letters(
        self, painter: QPainter, laid: LaidBlock, area: QRect, inked: list[QTextLayout.FormatRange]
    ) -> None:
        pen = painter.pen()
        unseen = _unseen(laid.block.text())
        edges = {edge for each in inked for edge in (each.start, each.start + each.length)}
        edges = set(filter(laid.layout.isValidCursorPosition, edges))  # a part of a letter would be all of it again
        edges |= {edge for place in unseen for edge in (place, place + 1)}
        for number, line in enumerate(laid.lines):
            if line.top < area.top() or line.bottom > area.bottom() + 1:
                continue
            stop, _ = laid.end_of(number)
            places = sorted({line.start, stop, *(edge for edge in edges if line.start < edge < stop)})
            for start, end in pairwise(places):
                if start in unseen:
                    continue
                painter.setPen(pen)
                for each in inked:
                    if each.start <= start < each.start + each.length:
                        painter.setPen(QPen(each.format.foreground(), 1))
                for run in laid.layout.lineAt(number).glyphRuns(start, end - start):
                    self.glyphs.add(run)
                    painter.drawGlyphRun(QPointF(0, 0), run)

    def _paint_chip(self, painter: QPainter, chip: Chip, baseline: int) -> None:
        paint_words(painter, QPointF(chip.x, baseline), chip.text, self.inks.chip_font)


class WrittenGlyphs:
    """The glyphs that were written, by face: the one for what it does not have, then each as it was first written."""

    def __init__(self) -> None:
        self._faces: dict[str, tuple[QRawFont, dict[int, None]]] = {}
        self._names: dict[tuple[str, str], str] = {}

    def add(self, run: QGlyphRun) -> None:
        """Remember the glyphs of a run."""
        face = run.rawFont()
        key = face.familyName(), face.styleName()
        name = self._names.get(key)
        if name is None:
            name = self._names[key] = _postscript_name(face)
        _, glyphs = self._faces.setdefault(name, (face, {0: None}))
        glyphs.update(dict.fromkeys(run.glyphIndexes()))

    def named(self, characters: Iterable[str]) -> dict[str, list[Glyph]]:
        """Give the glyphs by the PostScript name of their face, with widths and what characters of a text they show."""
        ordered = ["-", *sorted(set(characters) - {"-"})]  # a soft hyphen has the glyph of the hyphen
        named = {}
        for name, (face, glyphs) in self._faces.items():
            texts: dict[int, str] = {}
            for character in ordered:
                found = face.glyphIndexesForString(character)
                if len(found) == 1 and found[0]:
                    texts.setdefault(found[0], " " if character.isspace() else character)
            widths = _widths(face)
            if widths:
                named[name] = [Glyph(widths[min(glyph, len(widths) - 1)], texts.get(glyph, "")) for glyph in glyphs]
        return named


def without_ligatures(types: Typography) -> Typography:
    """Give the styles with each letter by itself.

    Ligatures have glyphs without a character of their own ("ft"), which nobody finds or copies, and in German they
    would stand across the parts of compounds too ("Auflage"), where they are wrong.
    """
    return replace(
        types, body=_spelled(types.body), styles={role: _spelled(style) for role, style in types.styles.items()}
    )


def paint_words(painter: QPainter, place: QPointF, words: str, font: QFont) -> None:
    """Paint words from a baseline on as a shape in the pen's colour."""
    path = QPainterPath()
    path.addText(place, font, words)
    painter.fillPath(path, painter.pen().color())


def _unseen(text: str) -> set[int]:
    """Give where characters stand that show nothing (UTF-16): faces give them a space, which readers find in words."""
    return {utf16_length(text[: found.start()]) for found in _UNSEEN.finditer(text)}


def _spelled(style: ZoneStyle) -> ZoneStyle:
    font, key_font = QFont(style.font), QFont(style.key_font or style.font)
    for each in (font, key_font):
        for name in _LIGATURES:
            each.setFeature(QFont.Tag(name), 0)
    return replace(style, font=font, key_font=key_font if style.key_font else None)


def _postscript_name(face: QRawFont) -> str:
    """Give the name that a PDF calls a face by: entry 6 of its table of names."""
    table = bytes(face.fontTable("name").data())
    count, storage = _number(table, 2), _number(table, 4)
    for record in range(6, 6 + 12 * count, 12):
        platform, _, _, name, length, offset = (_number(table, record + 2 * field) for field in range(6))
        if name == 6:
            raw = table[storage + offset : storage + offset + length]
            return raw.decode("mac-roman" if platform == 1 else "utf-16-be", "replace")
    return ""


def _widths(face: QRawFont) -> Sequence[float]:
    """Give the advance of each glyph in thousandths of the type size; the last one holds for all that follow."""
    table, scale = bytes(face.fontTable("hmtx").data()), 1000 / (face.unitsPerEm() or 1000)
    count = _number(bytes(face.fontTable("hhea").data()), 34)
    return [_number(table, 4 * glyph) * scale for glyph in range(min(count, len(table) // 4))]


def _number(table: bytes, at: int) -> int:
    return int.from_bytes(table[at : at + 2], "big")
