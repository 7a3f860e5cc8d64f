"""The text of an article as its reader sees it, which is what pipelines get, and the way back to the text as it is.

An accent may be a character of its own (as in text from a Mac or a PDF), and a soft hyphen may stand in a word.
Pipelines learned from texts without either: with them they find less in a text that looks the same on the screen.
"""

from __future__ import annotations

import re
from unicodedata import normalize

from core.extract.messages import ZoneTuple
from core.folding import INVISIBLE, Folded, folded
from core.graphemes import widened

_UNSEEN = re.compile(f"[{INVISIBLE}]")
# Arabic, Indic, Thai to Burmese, Khmer, Mongolian: there zero-width space and non-joiner part words or spell them, and
# a text with such words stays as it is
_SPELT = re.compile(r"[\u0600-\u109f\u1780-\u18af][\u200b\u200c]")


def as_read(words: str) -> str:
    """Give some words composed (NFC) and without soft hyphens and the like; letters keep their case and accents."""
    if _UNSEEN.search(words) is None or _is_spelt(words):
        return normalize("NFC", words)
    return folded(words)


class AsRead:
    """A text, its form as a reader sees it, and the way between; where both are the same it costs next to nothing.

    All positions are code points and all ranges half-open, of the text or of the form.
    """

    __slots__ = ("_folded", "form", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded = None if _is_spelt(text) else Folded(text)
        self.form = text if self._folded is None else self._folded.form

    def in_text(self, start: int, end: int) -> tuple[int, int]:
        """Give the range of the text that a range of the form comes from, widened to whole grapheme clusters."""
        if self._folded is None or self.form is self.text:
            return start, end
        return widened(self.text, *self._folded.in_text(start, end))

    def zones(self, zones: tuple[ZoneTuple, ...]) -> tuple[ZoneTuple, ...]:
        """Give the zones as they lie in the form, without those of which nothing is to be seen."""
        if self._folded is None or self.form is self.text:
            return zones
        ranges = ((*self._folded.in_form(start, end), role) for start, end, role in zones)
        return tuple((start, end, role) for start, end, role in ranges if start < end)


def _is_spelt(words: str) -> bool:
    return ("\u200b" in words or "\u200c" in words) and _SPELT.search(words) is not None
