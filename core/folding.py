"""Finding words however a text spells them: accents as one character or two, soft hyphens and the like passed over.

The text itself is never changed: what is searched is a form of it, and what is found comes back as ranges of the text.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any
from unicodedata import is_normalized, normalize

# Soft hyphen, zero-width space and non-joiner, word joiner, BOM: they tell how to set a word, not what it is. The
# zero-width joiner is left out, for it makes one picture of several.
INVISIBLE = "\u00ad\u200b\u200c\u2060\ufeff"
# Where anything can be that is folded otherwise: quickly found, and rare in a text of Latin letters
_RARE = re.compile(r"[\u00ad\u0300-\u2001\u200b\u200c\u2060-\U0010ffff]+")
_WITHOUT = dict.fromkeys(map(ord, INVISIBLE))


def folded(words: str) -> str:
    """Give the form of some words in which spellings of the same words are equal."""
    return words if is_folded(words) else normalize("NFC", words.translate(_WITHOUT))


def is_folded(words: str) -> bool:
    """Tell quickly whether some words are their own folded form."""
    if words.isascii():
        return True
    return is_normalized("NFC", words) and not any(character in words for character in INVISIBLE)


class Folded:
    """A text, its folded form, and the way back; a text that is its own folded form costs only the look at it."""

    __slots__ = ("_folded_at", "_text_at", "form", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.form = text
        # Code points of the one and the other form at which they begin to run side by side, cease to, begin again, …
        self._folded_at, self._text_at = array("q", [0]), array("q", [0])
        if not is_folded(text):
            self._fold()

    def places(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
        """Yield where a pattern matches, in code points of the text: whole graphemes, one place after the other."""
        behind = 0
        for match in pattern.finditer(self.form):
            start, end = match.span()
            start, end = self.in_text(start, end)
            if not self.text.isascii():
                start, end = _widened()(self.text, start, end)
            if start >= behind:  # else in a grapheme that was found already
                yield start, end
                behind = end

    def in_text(self, start: int, end: int) -> tuple[int, int]:
        """Give the range of the text that a range of the folded form comes from, which holds one character or more."""
        if self.form is self.text:
            return start, end
        return self._origin(start)[0], self._origin(end - 1)[1]

    def _origin(self, position: int) -> tuple[int, int]:
        """Give the range that a character of the folded form comes from."""
        place = bisect_right(self._folded_at, position) - 1
        if place % 2:
            return self._text_at[place], self._text_at[place + 1]
        start = self._text_at[place] + position - self._folded_at[place]
        return start, start + 1

    def _fold(self) -> None:
        text, pieces, copied, length = self.text, list[str](), 0, 0
        for run in _RARE.finditer(text):
            first = max(0, run.start() - 1)  # the letter that an accent belongs to
            for start, end, written in _changes(text[first : run.end()]):
                pieces += text[copied : first + start], written
                length += first + start - copied
                self._folded_at.extend((length, length + len(written)))
                self._text_at.extend((first + start, first + end))
                length, copied = length + len(written), first + end
        self.form = "".join((*pieces, text[copied:]))


@lru_cache(maxsize=4096)
def _changes(piece: str) -> tuple[tuple[int, int, str], ...]:
    """Give the ranges of a piece of text that are folded otherwise, and how; a text repeats the same few."""
    forms = ((*match.span(), folded(match.group())) for match in _uneven().finditer(piece))
    return tuple((start, end, form) for start, end, form in forms if form != piece[start:end])


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
