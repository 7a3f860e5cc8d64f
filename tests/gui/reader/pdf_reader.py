"""Reads the text of a PDF that Qt wrote and we mended, as a viewer does: by the tables at its end, glyph by glyph."""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from typing import NamedTuple


class Shown(NamedTuple):
    """A glyph on a page: its characters, its width and the way to the next one of its run, in thousandths of size."""

    text: str
    width: float
    advance: float | None


class Pdf:
    """A file with its objects: ``places`` by number, of the newest version of each."""

    def __init__(self, path: Path) -> None:
        self.content = path.read_bytes()
        self.places: dict[int, int] = {}
        at: int | None = int(re.findall(rb"startxref\s+(\d+)", self.content)[-1])
        while at is not None:
            table = re.compile(rb"xref\n(.*?)trailer\n(<<.*?>>\n|<<.*?>>)\s*startxref", re.S).match(self.content, at)
            for first, _, lines in re.findall(rb"(\d+) (\d+)\n((?:\d{10} \d{5} [fn] ?\n)+)", table[1]):
                for number, line in enumerate(lines.split(b"\n")[:-1], int(first)):
                    self.places.setdefault(number, int(line[:10]))
            self.trailer = table[2] if not hasattr(self, "trailer") else self.trailer
            before = re.search(rb"/Prev (\d+)", table[2])
            at = int(before[1]) if before else None
        self.catalogue = self.object(int(re.search(rb"/Root (\d+)", self.trailer)[1]))

    def object(self, number: int) -> bytes:
        start = self.places[number]
        head = b"%d 0 obj\n" % number
        assert self.content.startswith(head, start)
        return self.content[start + len(head) : self.content.index(b"endobj", start)]

    def stream(self, number: int) -> bytes:
        head, _, data = self.object(number).partition(b"stream\n")
        return zlib.decompressobj().decompress(data) if b"FlateDecode" in head else data

    def pages(self) -> list[list[Shown]]:
        """Give the glyphs of each page in the order in which they were painted."""
        tree = self.object(int(re.search(rb"/Pages (\d+)", self.catalogue)[1]))
        kids = re.search(rb"/Kids\s*\[([^]]*)\]", tree)[1]
        return [self._page(self.object(int(kid))) for kid in re.findall(rb"(\d+) 0 R", kids)]

    def text(self) -> str:
        """Give all characters in the order in which they were painted, a line break behind each run of glyphs."""
        return "".join(glyph.text + "\n" * (glyph.advance is None) for page in self.pages() for glyph in page)

    def _page(self, page: bytes) -> list[Shown]:
        resources = self.object(int(re.search(rb"/Resources (\d+)", page)[1]))
        fonts = {name: self._font(int(number)) for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", resources)}
        content = self.stream(int(re.search(rb"/Contents (\d+)", page)[1]))
        shown = []
        for run in re.findall(rb"BT\n(.*?)ET\n", content, re.S):
            name, size = re.match(rb"/(F\d+) ([\d.]+) Tf", run).groups()
            glyphs = re.findall(rb"(-?[\d.]+) -?[\d.]+ Td <([0-9A-F]{4})> Tj", run)
            ways: list[float | None] = [1000 * float(x) / float(size) for x, _ in glyphs[1:]]
            for (_, code), way in zip(glyphs, [*ways, None], strict=True):
                texts, widths = fonts[name]
                shown.append(Shown(texts.get(int(code, 16), "\ufffd"), widths[int(code, 16)] if widths else 0, way))
        return shown

    def _font(self, number: int) -> tuple[dict[int, str], list[float]]:
        font = self.object(number)
        cmap = self.stream(int(re.search(rb"/ToUnicode (\d+)", font)[1]))
        texts = {
            int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
            for code, text in re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", cmap)
        }
        descendant = self.object(int(re.search(rb"/DescendantFonts \[(\d+)", font)[1]))
        widths = re.search(rb"/W \[0 \[([\d\s]*)\]\s*\]", descendant)
        return texts, [float(width) for width in widths[1].split()] if widths else []
