"""Where a text is cut into blocks for display beyond its line breaks: at zone boundaries, and in long paragraphs.

A cut takes a space where there is one. In text without spaces it takes a grapheme, best one behind which a line may
break anyway; that grapheme is painted at the end of its block, though the document has a separator in its place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from operator import sub
from typing import Any, NamedTuple

from core.records import Zone

LIMIT = 2000  # code points of a block, where one grapheme is not longer
_SENTENCE_ENDS = (". ", "! ", "? ", ".» ", ".“ ", '." ')
_BREAKS = ("。．！？!?", "、，；：;:,", ")]}»”/&=-_+")  # without spaces: the best places to break behind
_FIRST_COMBINING = "\u0300"
_JOINERS = "\u200d\ufe0e\ufe0f"
_FIRST_OF_FLAGS, _LAST_OF_FLAGS = "\U0001f1e6", "\U0001f1ff"
_REACH, _TRIES = 200, 40  # code points before the limit that are looked at first
# Characters that stand alone between their like: no rule of Unicode makes one grapheme of two of them.
_ALONE = "[!-~\xa1-\xac\xae-\u024f\u3001-\u3029\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff5e]"
_STANDS_ALONE = re.compile(_ALONE + "{3}")


class Cut(NamedTuple):
    """What is shown as a block separator: a position and a number of code points. ``is_space`` says what it is."""

    at: int
    length: int = 1
    is_space: bool = True

    @property
    def end(self) -> int:
        """Where the next block starts."""
        return self.at + self.length


def zone_cuts(text: str, zones: Sequence[Zone]) -> Iterator[Cut]:
    """Yield the cuts for the zone boundaries inside lines; one in the middle of a word cannot be cut."""
    for boundary in {edge for zone in zones for edge in (zone.start, zone.end)}:
        if not 0 < boundary < len(text) or "\n" in text[boundary - 1 : boundary + 1]:
            continue
        if _can_cut(text, boundary - 1):
            yield Cut(boundary - 1)
        elif _can_cut(text, boundary):
            yield Cut(boundary)


def long_cuts(text: str, starts: Sequence[int], others: Sequence[Cut]) -> Iterator[Cut]:
    """Yield the cuts of long lines (that begin at ``starts``), between the ``others`` that are made anyway."""
    ends = [*starts[1:], len(text) + 1]
    if max(map(sub, ends, starts)) <= LIMIT:
        return
    for line_start, next_start in zip(starts, ends, strict=True):
        if next_start - line_start <= LIMIT:
            continue
        edges = [line_start, *sorted(cut.end for cut in others if line_start <= cut.at < next_start), next_start]
        for begin, end in pairwise(edges):
            position = begin
            while end - 1 - position > LIMIT:
                cut = _space_in(text, position) or _grapheme_in(text, position, end - 1)
                if cut is None:
                    break
                yield cut
                position = cut.end


def _space_in(text: str, start: int) -> Cut | None:
    """Give the space to end a block at: behind a sentence where one ends in reach, so that nobody sees the cut."""
    limit = start + LIMIT
    near = start + LIMIT * 4 // 5
    window = text[near:limit]
    for mark in _SENTENCE_ENDS if "." in window or "!" in window or "?" in window else ():
        hit = text.rfind(mark, near, limit)
        if hit >= 0 and _can_cut(text, hit + len(mark) - 1):
            return Cut(hit + len(mark) - 1)
    at = text.rfind(" ", start + 1, limit)
    while at > start and not _can_cut(text, at):
        at = text.rfind(" ", start + 1, at)
    return Cut(at) if at > start else None


def _grapheme_in(text: str, start: int, end: int) -> Cut | None:
    """Give the grapheme to end a block with where there is no space; None if one grapheme takes all of it."""
    limit = start + LIMIT
    near = start + LIMIT * 4 // 5
    window = text[near:limit]
    for group in () if window.isalnum() else _BREAKS:
        at = near + max([window.rfind(mark) for mark in group if mark in window], default=-1)
        if at >= near and _STANDS_ALONE.match(text, at - 1):
            return Cut(at, 1, is_space=False)
    for at in range(limit - 1, limit - _TRIES, -1):
        if _STANDS_ALONE.match(text, at - 1):
            return Cut(at, 1, is_space=False)
    reach = _REACH
    while True:
        begin = _sure_boundary(text, start, limit - reach)
        cut = _last_grapheme(text, begin, min(limit, end), start + 1)
        # What is cut open by the beginning of the window is not long: else look from the start of the block.
        if cut is not None and (begin == start or (cut.length < _TRIES and cut.at - begin > _TRIES)):
            return cut
        if begin == start:
            if limit >= end:
                return None
            limit += limit - start
        reach = limit - start


def _last_grapheme(text: str, begin: int, end: int, least: int) -> Cut | None:
    """Give the last grapheme that is whole before an end, can be seen, and does not begin before a position."""
    found = None
    # A slice: at each flag the pattern looks back over all those before, to the beginning of what it is given.
    for match in _graphemes().finditer(text[begin:end]):
        if begin + match.start() >= least and begin + match.end() < end and _is_visible(match.group()[0]):
            found = match.span()
    return None if found is None else Cut(begin + found[0], found[1] - found[0], is_space=False)


def _sure_boundary(text: str, start: int, position: int) -> int:
    """Give a position from ``start`` on that splits no flag: their letters pair from the first of a run on."""
    first = position = max(start, position)
    while first > start and _FIRST_OF_FLAGS <= text[first - 1] <= _LAST_OF_FLAGS:
        first -= 1
    return position - (position - first) % 2


@cache
def _graphemes() -> Any:
    """Compile on first use: hardly any text needs it."""
    import regex

    return regex.compile(r"\X")


def _is_visible(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNPS"


def _can_cut(text: str, position: int) -> bool:
    """Tell whether a character is a space that can become a separator: no combining mark sits on it."""
    if text[position] != " ":
        return False
    following = text[position + 1 : position + 2]
    if following < _FIRST_COMBINING:
        return True
    return following not in _JOINERS and unicodedata.category(following)[0] != "M"
