"""How a text becomes blocks for display, without moving a single offset.

A block is what Qt lays out at once: a line of the text, cut further at zone boundaries and where a paragraph is longer
than 2,000 characters. The space (or, in text without spaces, the grapheme) at a cut becomes the block separator, so
that the positions in the blocks and in the text agree.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from core.offsets import utf16_length
from core.records import Zone, ZoneRole
from gui.plain import OVERRIDES
from gui.reader.cuts import LIMIT, Cut, long_cuts, zone_cuts

_KEY_LIMIT = 28  # code points of "Name:" in an infobox

# What a QTextDocument would take for structure, and what it is shown as: one UTF-16 unit for another.
_STAND_INS = {"\u2029": "¶", "\r": "␍", "\ufdd0": "\ufffd", "\ufdd1": "\ufffd", "\ufffc": "▯", **OVERRIDES}
_DROPPED_AT_START = "\ufeff\ufffe"  # Qt takes these for a byte order mark
_BLANK = "\u2060"  # takes one unit and no room


class BlockTable:
    """The blocks of one text: ``starts`` in code points, ``display`` as Qt gets it (the same length in UTF-16).

    ``roles`` has the blocks that are not body. ``continued`` are blocks that go on with the paragraph of the block
    before. ``tails`` has what a block ends with and the document has not: the grapheme that became its separator.
    ``keys`` has the length of ``Name:`` for the lines of an infobox that are set as a table, and of the whole first
    line where that is a title.
    """

    __slots__ = ("_runs", "continued", "display", "keys", "roles", "starts", "tails", "text")

    def __init__(self, text: str, zones: Sequence[Zone] = ()) -> None:
        self.text = text
        self.starts = _line_starts(text)
        self.continued: set[int] = set()
        self.tails: dict[int, str] = {}
        self._runs: list[range] = []
        self.roles: dict[int, ZoneRole] = {}
        self.keys: dict[int, int] = {}
        zone_edges = sorted(set(zone_cuts(text, zones)))
        within = list(long_cuts(text, self.starts, zone_edges))
        cuts = [*zone_edges, *within]
        if cuts:
            self.starts = sorted([*self.starts, *(cut.end for cut in cuts)])
            self.continued = {bisect_left(self.starts, cut.end) for cut in within}
            self._runs = _runs(sorted(self.continued))
            self.tails = {
                bisect_left(self.starts, cut.end) - 1: with_stand_ins(text[cut.at : cut.end])
                for cut in within
                if not cut.is_space
            }
        self._assign_roles(zones)
        tabs = {at: (at + 1, "\t") for at in self._table_tabs()}
        self.display = with_stand_ins(
            _replaced(text, {cut.at: (cut.end, _separator(text, cut)) for cut in cuts} | tabs)
        )

    def __len__(self) -> int:
        return len(self.starts)

    def end(self, number: int) -> int:
        """Give the position behind the last character that a block shows (before the space or line break there)."""
        if number + 1 >= len(self.starts):
            return len(self.text)
        return self.starts[number + 1] - (number not in self.tails)

    def lead(self, number: int) -> int:
        """Give the UTF-16 units at the start of a block that show nothing: the rest of a grapheme that was cut at."""
        tail = self.tails.get(number - 1)
        return utf16_length(tail) - 1 if tail else 0

    def shown(self, number: int) -> str:
        """Give what a block shows."""
        lead = "" if number - 1 not in self.tails else _BLANK * self.lead(number)
        return lead + with_stand_ins(self.text[self.starts[number] : self.end(number)])

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

    def paragraph_start(self, position: int, direction: int) -> int:
        """Give where the paragraph around a position, or the one before or behind it, starts; blank ones do not count.

        With direction -1 it is the start of its own paragraph, but from there that of the one before.
        """
        number = self.index(position)
        number = self.paragraph(number).stop if direction > 0 else self.paragraph(number).start
        if direction < 0 and self.starts[number] == position:
            number -= 1
        while 0 <= number < len(self) and self.is_blank(number):
            number += direction
        if number >= len(self):
            return len(self.text)
        return self.starts[self.paragraph(max(0, number)).start]

    def _assign_roles(self, zones: Sequence[Zone]) -> None:
        for zone in zones:
            first, last = self.index(zone.start), self.index(max(zone.start, zone.end - 1))
            # A zone that begins inside a block could not be cut off there: the block keeps the role it starts with.
            if self.text[self.starts[first] : zone.start].strip():
                first += 1
            if zone.role is not ZoneRole.BODY:
                self.roles.update(dict.fromkeys(range(first, last + 1), zone.role))

    def _table_tabs(self) -> list[int]:
        """Make ``Name: value`` in an infobox two columns: the space behind the colon is shown as a tab.

        ``Name:value`` is one too; there the colon is set as wide as it takes (``LaidBlock``).
        """
        tabs = []
        for number, role in self.roles.items():
            if role is not ZoneRole.INFOBOX:
                continue
            start = self.starts[number]
            colon = self.text.find(": ", start, min(self.end(number), start + _KEY_LIMIT + 2))
            if colon > start and self.text[colon + 2 : self.end(number)].strip():
                self.keys[number] = colon + 1 - start
                tabs.append(colon + 1)
            elif key := _close_key(self.text, start, self.end(number)):
                self.keys[number] = key
            elif self.roles.get(number - 1) is not role:
                self.keys[number] = self.end(number) - start
        return tabs


def _close_key(text: str, start: int, end: int) -> int:
    """Give the length of ``Name:`` where a value stands close behind it, else 0; times and addresses are none."""
    colon = text.find(":", start, min(end, start + _KEY_LIMIT + 1))
    is_key = colon > start and text[start:colon].replace(" ", "").replace("-", "").isalpha()
    return colon + 1 - start if is_key and text[colon + 1 : colon + 2].isalnum() and colon + 1 < end else 0


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


def _separator(text: str, cut: Cut) -> str:
    """Give what the document has for a cut: a separator, and nothing to see as long as the rest of a grapheme."""
    return "\n" + _BLANK * (utf16_length(text[cut.at : cut.end]) - 1)


def _replaced(text: str, stretches: dict[int, tuple[int, str]]) -> str:
    """Give a text with stretches replaced, each from its start (the key) to an end."""
    if not stretches:
        return text
    pieces = []
    done = 0
    for start in sorted(stretches):
        end, shown = stretches[start]
        pieces += [text[done:start], shown]
        done = end
    pieces.append(text[done:])
    return "".join(pieces)


def with_stand_ins(text: str) -> str:
    """Give a text as Qt gets it: characters of the same UTF-16 length for those that it would take for structure."""
    for character, shown in _STAND_INS.items():
        if character in text:
            text = text.replace(character, shown)
    return _BLANK + text[1:] if text[:1] and text[0] in _DROPPED_AT_START else text
