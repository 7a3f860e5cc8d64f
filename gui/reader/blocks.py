"""How a text becomes blocks for display, without moving a single offset.

A block is what Qt lays out at once: a line of the text, cut further at zone boundaries and, where a paragraph is
longer than 2,000 characters, at spaces. The space at a cut becomes the block separator, so that the positions in the
blocks and in the text agree.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import sub

from core.records import Zone, ZoneRole

LIMIT = 2000  # code points of a block, where there is a space to cut at
_KEY_LIMIT = 28  # code points of "Name:" in an infobox
_SENTENCE_ENDS = (". ", "! ", "? ", ".» ", ".“ ", '." ')
_FIRST_COMBINING = "\u0300"
_JOINERS = "\u200d\ufe0e\ufe0f"

# What a QTextDocument would take for structure, and what it is shown as: one UTF-16 unit for another.
_STAND_INS = {"\u2029": "¶", "\r": "␍", "\ufdd0": "\ufffd", "\ufdd1": "\ufffd", "\ufffc": "▯"}
_DROPPED_AT_START = "\ufeff\ufffe"  # Qt takes these for a byte order mark


class BlockTable:
    """The blocks of one text: ``starts`` in code points, ``display`` as Qt gets it (the same length, also in UTF-16).

    ``roles`` has the blocks that are not body. ``continued`` are blocks that go on with the paragraph of the block
    before. ``keys`` has the length of ``Name:`` for the lines of an infobox that are set as a table, and of the whole
    first line where that is a title.
    """

    __slots__ = ("_runs", "continued", "display", "keys", "roles", "starts", "text")

    def __init__(self, text: str, zones: Sequence[Zone] = ()) -> None:
        self.text = text
        self.starts = _line_starts(text)
        self.continued: set[int] = set()
        self._runs: list[range] = []
        self.roles: dict[int, ZoneRole] = {}
        self.keys: dict[int, int] = {}
        zone_cuts = set(_zone_cuts(text, zones))
        long_cuts = list(_long_cuts(text, self.starts, zone_cuts))
        if zone_cuts or long_cuts:
            self.starts = sorted([*self.starts, *(cut + 1 for cut in zone_cuts), *(cut + 1 for cut in long_cuts)])
            self.continued = {bisect_left(self.starts, cut + 1) for cut in long_cuts}
            self._runs = _runs(sorted(self.continued))
        self._assign_roles(zones)
        replaced = dict.fromkeys((*zone_cuts, *long_cuts), "\n")
        replaced.update(self._table_tabs())
        self.display = _with_stand_ins(_replaced(text, replaced))

    def __len__(self) -> int:
        return len(self.starts)

    def end(self, number: int) -> int:
        """Give the position behind the last character of a block (its separator is there)."""
        return self.starts[number + 1] - 1 if number + 1 < len(self.starts) else len(self.text)

    def index(self, position: int) -> int:
        """Give the number of the block that a position lies in; a separator belongs to the block before it."""
        return max(0, bisect_right(self.starts, position) - 1)

    def role(self, number: int) -> ZoneRole:
        """Give the role that a block is set in."""
        return self.roles.get(number, ZoneRole.BODY)

    def is_blank(self, number: int) -> bool:
        """Tell whether a block has nothing but white space."""
        start, end = self.starts[number], self.end(number)
        return start == end or (end - start < LIMIT and self.text[start:end].isspace())

    def paragraph(self, number: int) -> range:
        """Give the numbers of the blocks that show the same paragraph as a block."""
        run = bisect_right(self._runs, number, key=_first) - 1
        if run >= 0 and number < self._runs[run].stop:
            return self._runs[run]
        return range(number, number + 1)

    def _assign_roles(self, zones: Sequence[Zone]) -> None:
        for zone in zones:
            first, last = self.index(zone.start), self.index(max(zone.start, zone.end - 1))
            # A zone that begins inside a block could not be cut off there: the block keeps the role it starts with.
            if self.text[self.starts[first] : zone.start].strip():
                first += 1
            if zone.role is not ZoneRole.BODY:
                self.roles.update(dict.fromkeys(range(first, last + 1), zone.role))

    def _table_tabs(self) -> dict[int, str]:
        """Make ``Name: value`` in an infobox two columns: the space behind the colon is shown as a tab."""
        tabs = {}
        for number, role in self.roles.items():
            if role is not ZoneRole.INFOBOX:
                continue
            start = self.starts[number]
            colon = self.text.find(": ", start, min(self.end(number), start + _KEY_LIMIT + 2))
            if colon > start and self.text[colon + 2 : self.end(number)].strip():
                self.keys[number] = colon + 1 - start
                tabs[colon + 1] = "\t"
            elif self.roles.get(number - 1) is not role:
                self.keys[number] = self.end(number) - start
        return tabs


def _line_starts(text: str) -> list[int]:
    """Give where each line begins. Splitting would copy the text, which costs more than all the rest of opening it."""
    starts = [0]
    position = text.find("\n") + 1
    while position:
        starts.append(position)
        position = text.find("\n", position) + 1
    return starts


def _runs(continued: list[int]) -> list[range]:
    """Give the blocks of each paragraph in parts, from the numbers of those that go on with one."""
    runs: list[range] = []
    for number in continued:
        if runs and runs[-1].stop == number:
            runs[-1] = range(runs[-1].start, number + 1)
        else:
            runs.append(range(number - 1, number + 1))
    return runs


def _first(blocks: range) -> int:
    return blocks.start


def _zone_cuts(text: str, zones: Sequence[Zone]) -> Iterator[int]:
    """Yield the spaces to cut at, for the zone boundaries inside lines; one in the middle of a word cannot be cut."""
    for boundary in {edge for zone in zones for edge in (zone.start, zone.end)}:
        if not 0 < boundary < len(text) or "\n" in text[boundary - 1 : boundary + 1]:
            continue
        if _can_cut(text, boundary - 1):
            yield boundary - 1
        elif _can_cut(text, boundary):
            yield boundary


def _long_cuts(text: str, starts: Sequence[int], zone_cuts: set[int]) -> Iterator[int]:
    """Yield the spaces to cut long lines at: behind a sentence where one ends in reach, so that nobody sees the cut."""
    ends = [*starts[1:], len(text) + 1]
    if max(map(sub, ends, starts)) <= LIMIT:
        return
    for line_start, next_start in zip(starts, ends, strict=True):
        if next_start - line_start <= LIMIT:
            continue
        edges = [line_start, *sorted(cut + 1 for cut in zone_cuts if line_start <= cut < next_start), next_start]
        for begin, end in pairwise(edges):
            position = begin
            while end - 1 - position > LIMIT:
                cut = _cut_in(text, position, end - 1)
                if cut is None:
                    break
                yield cut
                position = cut + 1


def _cut_in(text: str, start: int, end: int) -> int | None:
    """Give the space to end a block at: behind a sentence, else any, else the first beyond the limit, else None."""
    limit = start + LIMIT
    near = start + LIMIT * 4 // 5
    for mark in _SENTENCE_ENDS:
        hit = text.rfind(mark, near, limit)
        if hit >= 0 and _can_cut(text, hit + len(mark) - 1):
            return hit + len(mark) - 1
    cut = text.rfind(" ", start + 1, limit)
    while cut > start and not _can_cut(text, cut):
        cut = text.rfind(" ", start + 1, cut)
    if cut > start:
        return cut
    cut = text.find(" ", limit, end)
    while 0 <= cut < end and not _can_cut(text, cut):
        cut = text.find(" ", cut + 1, end)
    return cut if cut >= 0 else None


def _can_cut(text: str, position: int) -> bool:
    """Tell whether a character is a space that can become a separator: no combining mark sits on it."""
    if text[position] != " ":
        return False
    following = text[position + 1 : position + 2]
    if following < _FIRST_COMBINING:
        return True
    return following not in _JOINERS and unicodedata.category(following)[0] != "M"


def _replaced(text: str, characters: dict[int, str]) -> str:
    """Give a text with single characters replaced."""
    if not characters:
        return text
    pieces = []
    done = 0
    for position in sorted(characters):
        pieces += [text[done:position], characters[position]]
        done = position + 1
    pieces.append(text[done:])
    return "".join(pieces)


def _with_stand_ins(text: str) -> str:
    for character, shown in _STAND_INS.items():
        if character in text:
            text = text.replace(character, shown)
    return "\u2060" + text[1:] if text[:1] and text[0] in _DROPPED_AT_START else text
