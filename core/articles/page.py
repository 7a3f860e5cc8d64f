"""An article while its structure is being found: pieces of lines that take their roles one finder after another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import median

from core.articles.cues import MAX_CUE_LINE
from core.records import Zone, ZoneRole

LONG_PARAGRAPH = 150  # characters from which a line that ends a sentence is surely text and no teaser
MAX_TITLE = 200
_ENDS_SENTENCE = re.compile(r"[.!?…][“”\"»«›‹’‘')\]*]{0,3}$")
_ENDS_OPEN = re.compile(r"[.,;:…–-][“”\"»«›‹’‘')\]*]{0,3}$")
_WRAP_WIDTH = 100
_MAX_ROWS = 20_000  # lines in which structure is looked for; it bounds the work on hostile files
_MAX_ENTRY = 60  # characters of a verse or a list entry
_SPACES = str.maketrans(dict.fromkeys("\t\u00a0\u2000\u2001\u2002\u2003\u2007\u2008\u2009\u200a\u202f", " "))


@dataclass(slots=True)
class Piece:
    """A line, or a part of one, without outer spaces. ``role`` None means body so far, BODY that its file says so.

    ``text`` is what stands there, but with a plain space for each kind of space, for the cues know no others. ``row``
    is the number of its line; ``block`` counts the blocks between blank lines. ``wrapped`` tells that its block is one
    paragraph broken into lines of a fixed width, ``listed`` that it is a list or a verse of short lines.
    """

    start: int
    end: int
    text: str
    row: int
    block: int
    wrapped: bool = False
    listed: bool = False
    role: ZoneRole | None = None

    @property
    def ends_sentence(self) -> bool:
        """Tell whether it ends with a full stop, a question or an exclamation mark."""
        return _ENDS_SENTENCE.search(self.text[-8:]) is not None

    @property
    def is_paragraph(self) -> bool:
        """Tell whether it is running text: still body, and a sentence or too long for a title."""
        return self.role in (None, ZoneRole.BODY) and (self.wrapped or self.ends_sentence or len(self.text) > MAX_TITLE)

    @property
    def is_cue_sized(self) -> bool:
        """Tell whether it is body so far and short enough for the cues to be tried on it."""
        return self.role is None and not self.wrapped and len(self.text) <= MAX_CUE_LINE

    @property
    def looks_like_title(self) -> bool:
        """Tell whether it could be a kicker, headline or subhead: one short line with a capital and no stop."""
        text = self.text
        if not self.is_cue_sized or self.listed or len(text) > MAX_TITLE or _ENDS_OPEN.search(text[-8:]):
            return False
        first = text.lstrip("„“«»\"'‚‘›‹*# ")[:1]
        return first.isupper() or first.isdigit()


@dataclass(slots=True)
class Facts:
    """What the finders learned on the way; the first finder that knows a fact keeps it."""

    author: str = ""
    place: str = ""
    dates: list[str] = field(default_factory=list)
    month: str = ""
    publisher: str = ""
    named_source: str = ""
    wires: list[str] = field(default_factory=list)


class Page:
    """The pieces of a text in order, with the facts found so far."""

    def __init__(self, text: str, known: Mapping[int, ZoneRole] | None = None) -> None:
        self.text = text
        self.facts = Facts()
        self.pieces = _pieces(text)
        for piece in self.pieces:
            piece.role = (known or {}).get(piece.start)

    def cut(self, index: int, *roles: tuple[int, ZoneRole | None]) -> None:
        """Cut a piece at positions inside its text; each (position, role) begins a part, the first one at 0."""
        piece = self.pieces[index]
        edges = [position for position, _ in roles] + [len(piece.text)]
        parts = []
        for (begin, role), end in zip(roles, edges[1:], strict=True):
            raw = piece.text[begin:end]
            start = piece.start + begin + len(raw) - len(raw.lstrip())
            text = raw.strip()
            if text:
                part = Piece(start, start + len(text), text, piece.row, piece.block, piece.wrapped, piece.listed, role)
                parts.append(part)
        self.pieces[index : index + 1] = parts

    def merge(self, first: int, last: int, role: ZoneRole) -> None:
        """Make one piece of several whole lines."""
        top, end = self.pieces[first], self.pieces[last].end
        text = self.text[top.start : end].translate(_SPACES)
        self.pieces[first : last + 1] = [Piece(top.start, end, text, top.row, top.block, role=role)]

    def paragraph(self, piece: Piece) -> str:
        """Give the text from a piece to the end of its paragraph: further lines where it is wrapped."""
        if not piece.wrapped:
            return piece.text
        end = self.text.find("\n\n", piece.end)
        return self.text[piece.start : end if end >= 0 else None]

    def last_long_paragraph(self) -> int:
        """Give the index of the last piece that is surely running text, or -1."""
        for index in range(len(self.pieces) - 1, -1, -1):
            piece = self.pieces[index]
            if piece.is_paragraph and len(piece.text) >= LONG_PARAGRAPH:
                return index
        return -1

    def zones(self) -> tuple[Zone, ...]:
        """Give the pieces with a role as zones, in order; what no zone covers is body."""
        return tuple(
            Zone(piece.start, piece.end, piece.role)
            for piece in self.pieces
            if piece.role and piece.role != ZoneRole.BODY
        )


def _pieces(text: str) -> list[Piece]:
    pieces: list[Piece] = []
    start = block = 0
    blank = False
    for row in range(_MAX_ROWS):
        end = text.find("\n", start)
        line = text[start:end] if end >= 0 else text[start:]
        stripped = line.strip()
        if stripped:
            block += blank
            blank = False
            begin = start + len(line) - len(line.lstrip())
            pieces.append(Piece(begin, begin + len(stripped), stripped.translate(_SPACES), row, block))
        else:
            blank = True
        if end < 0:
            break
        start = end + 1
    _mark_blocks(pieces)
    return pieces


def _mark_blocks(pieces: list[Piece]) -> None:
    """Mark the blocks whose lines are one wrapped paragraph, and those that are lists or verses."""
    begin = 0
    while begin < len(pieces):
        end = begin
        while end < len(pieces) and pieces[end].block == pieces[begin].block:
            end += 1
        block = pieces[begin:end]
        wrapped, listed = _is_wrapped(block[:-1]), _is_listed(block)
        for piece in block:
            piece.wrapped, piece.listed = wrapped, listed
        begin = end


def _is_wrapped(lines: list[Piece]) -> bool:
    """Tell by all lines of a block but the last: they are of even width, and most break in mid-sentence."""
    if len(lines) < 2:
        return False
    lengths = [len(piece.text) for piece in lines]
    open_ended = sum(not piece.ends_sentence for piece in lines)
    even = min(lengths) * 10 >= max(lengths) * 6
    return even and 40 <= median(lengths) <= _WRAP_WIDTH and open_ended * 2 > len(lines)


def _is_listed(lines: list[Piece]) -> bool:
    """Tell by a block that has no long line and mostly short ones."""
    lengths = [len(piece.text) for piece in lines]
    short = sum(length <= _MAX_ENTRY for length in lengths)
    return len(lines) >= 4 and max(lengths) <= _WRAP_WIDTH and short * 10 >= len(lines) * 7
