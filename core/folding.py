"""Finding words however a text spells them: accents as one character or two, soft hyphens and the like passed over.

The text itself is never changed: what is searched is a form of it, and what is found comes back as ranges of the text.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, TypeAlias
from unicodedata import normalize

_Way: TypeAlias = "tuple[array[int], array[int]]"

# Soft hyphen, zero-width space and non-joiner, word joiner, BOM: they tell how to set a word, not what it is. The
# zero-width joiner is left out, for it makes one picture of several.
INVISIBLE = "\u00ad\u200b\u200c\u2060\ufeff"
# Where anything can be that is folded otherwise: quickly found, and rare in a text of Latin letters
_RARE = re.compile(r"[\u00ad\u0300-\u2001\u200b\u200c\u2060-\U0010ffff]+")
_PART = 1024  # code points at least that are folded at once; the way back is worked out for a whole part
# Letters and signs that an accent may follow, but that no character before them takes up: a part may begin with one
_BEGINNING = re.compile(r"[\x00-\x7f\u1100-\u1112\u4e00-\u9fff\uac00-\ud7a3]")


def folded(words: str) -> str:
    """Give the form of some words in which spellings of the same words are equal."""
    if words.isascii():
        return words
    for character in INVISIBLE:
        words = words.replace(character, "")
    return normalize("NFC", words)


class Folded:
    """A text, its folded form, and the way back; a text that is its own folded form costs only the look at it.

    The form is made at once, some 20 ms for a million code points with many accents apart. The way back is worked out
    where it is asked for, a part of the text at a time.
    """

    __slots__ = ("_folded_at", "_text_at", "_ways", "form", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.form = text
        # Code points of the one and the other form at which the parts begin, and those behind the last one
        self._folded_at, self._text_at = array("q", [0]), array("q", [0])
        self._ways: dict[int, _Way] = {}
        if not text.isascii():
            self._fold()

    def places(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
        """Yield where a pattern matches, in code points of the text: whole graphemes, one place after the other."""
        behind = 0
        for match in pattern.finditer(self.form):
            start, end = self.in_text(*match.span())
            if not self.text.isascii():
                start, end = _widened()(self.text, start, end)
            if start >= behind:  # else in a grapheme that was found already
                yield start, end
                behind = end

    def in_text(self, start: int, end: int) -> tuple[int, int]:
        """Give the range of the text that a range of the folded form comes from, which holds one character or more."""
        if self.form is self.text:
            return start, end
        first, _, same = self._origin(start)
        return first, first + end - start if end <= same else self._origin(end - 1)[1]

    def in_form(self, start: int, end: int) -> tuple[int, int]:
        """Give the range of the folded form that a range of the text becomes, with what it cuts; it may be empty."""
        if self.form is self.text:
            return start, end
        return self._became(start, behind=False), self._became(end, behind=True)

    def _became(self, position: int, *, behind: bool) -> int:
        """Give where a position of the text lies in the form; inside of what was folded at its start, or behind it."""
        part = bisect_right(self._text_at, position) - 1
        base, rest = self._folded_at[part], position - self._text_at[part]
        if not rest:  # also behind the last part
            return base
        folded_at, text_at = self._way_of(part)
        place = bisect_right(text_at, rest) - 1
        if place % 2:
            return base + folded_at[place + (behind and text_at[place] < rest)]
        return base + folded_at[place] + rest - text_at[place]

    def _origin(self, position: int) -> tuple[int, int, int]:
        """Give the range that a character of the folded form comes from, and up to where both run side by side."""
        part = bisect_right(self._folded_at, position) - 1
        base, begin = self._folded_at[part], self._text_at[part]
        folded_at, text_at = self._way_of(part)
        place = bisect_right(folded_at, position - base) - 1
        if place % 2:
            return begin + text_at[place], begin + text_at[place + 1], 0
        start = begin + text_at[place] + position - base - folded_at[place]
        return start, start + 1, base + folded_at[place + 1]

    def _way_of(self, part: int) -> _Way:
        """Give the way back for a part, worked out where it is asked for first."""
        way = self._ways.get(part)
        if way is None:
            way = self._ways[part] = _way(self.text[self._text_at[part] : self._text_at[part + 1]])
        return way

    def _fold(self) -> None:
        text, forms, start, length = self.text, list[str](), 0, 0
        while start < len(text):
            beginning = _BEGINNING.search(text, start + _PART)
            end = beginning.start() if beginning else len(text)
            forms.append(folded(text[start:end]))
            start, length = end, length + len(forms[-1])
            self._text_at.append(start)
            self._folded_at.append(length)
        form = "".join(forms)
        if form != text:
            self.form = form


def _way(part: str) -> _Way:
    """Give the way back for a part of a text.

    That is the code points of the folded and the other form at which they begin to run side by side, cease to, begin
    again, …, and at last those behind them.
    """
    folded_at, text_at, length, copied = array("q", [0]), array("q", [0]), 0, 0
    for run in _RARE.finditer(part):
        first = max(0, run.start() - 1)  # the letter that an accent belongs to
        for start, end, size in _changes(part[first : run.end()]):
            length += first + start - copied
            folded_at.extend((length, length + size))
            text_at.extend((first + start, first + end))
            length, copied = length + size, first + end
    folded_at.append(length + len(part) - copied)
    text_at.append(len(part))
    return folded_at, text_at


@lru_cache(maxsize=4096)
def _changes(piece: str) -> tuple[tuple[int, int, int], ...]:
    """Give the ranges of a piece of text that are folded otherwise, and to how much; a text repeats the same few."""
    forms = ((*match.span(), folded(match.group())) for match in _uneven().finditer(piece))
    return tuple((start, end, len(form)) for start, end, form in forms if form != piece[start:end])


@cache
def _uneven() -> Any:
    """Compile on first use, as importing ``regex`` takes long and few texts need it: what may be folded otherwise."""
    import regex

    mark, unseen = r"[\p{M}\p{NFC_QC=M}]", f"[{INVISIBLE}]"
    accented = rf"(?:(?!{mark}|{unseen}).)?+(?:{unseen}*+{mark})++"
    return regex.compile(rf"{accented}|{unseen}++|\p{{NFC_QC=N}}", regex.DOTALL)


@cache
def _widened() -> Any:
    """Import on first use: it brings ``regex`` in."""
    from core.graphemes import widened

    return widened
