"""Texts and positions in them: the only module that knows UTF-16, and where a text is frozen at import.

Inside Leuchtstift every position is a number of Unicode code points of ``Article.text`` (a Python ``str`` index), and
every range is half-open. Qt, doccano, Label Studio and UIMA count UTF-16 code units, some files count UTF-8 bytes: they
are converted here, at the border, and nowhere else.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Protocol

from core.errors import SpanError

BOM = "\ufeff"
_ASTRAL_START = "\U00010000"


def freeze(decoded: str) -> str:
    r"""Give the immutable text of an article: BOM removed, ``\r\n`` and ``\r`` made ``\n``, nothing else changed.

    Freezing a frozen text changes nothing, so all BOMs at the start go.

    Neither normalises (NFC) nor strips: those would change what the source said. Lone surrogates and NUL cannot be
    stored by SQLite's text functions faithfully; the readers replace them (by U+FFFD, the same length) and report it.
    """
    return decoded.lstrip(BOM).replace("\r\n", "\n").replace("\r", "\n")


def sha256(text: str) -> str:
    """Give the hexadecimal SHA-256 of a text's UTF-8 bytes."""
    import hashlib  # brings OpenSSL in, which the first paint of the window does not need

    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def utf16_length(text: str) -> int:
    """Count the UTF-16 code units of a text."""
    if sys.getsizeof(text) < 3 * len(text):  # CPython keeps astral characters in four bytes: there is none, in O(1)
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def check_span(text: str, start: int, end: int, surface: str | None = None) -> None:
    """Raise SpanError unless ``0 <= start < end <= len(text)`` and, where given, ``text[start:end] == surface``."""
    is_inside = type(start) is int and type(end) is int and 0 <= start < end <= len(text)  # a bool is no int here
    if is_inside and (surface is None or text[start:end] == surface):
        return  # nearly always, and for every span of an import
    for value in (start, end):
        if isinstance(value, bool) or not isinstance(value, int):
            raise SpanError(f"A span needs whole numbers as its start and end, not {value!r}.")
    if not 0 <= start < end <= len(text):
        raise SpanError(
            f"The span {start} to {end} does not lie in the text, which has {len(text)} characters; "
            "start must come before end."
        )
    if surface is not None and text[start:end] != surface:
        raise SpanError(
            f"At {start} to {end} the text says {_clip(text[start:end])}, but the span says {_clip(surface)}."
        )


class Ranged(Protocol):
    """Anything with a start and an end in code points."""

    @property
    def start(self) -> int:
        """First code point."""
        ...

    @property
    def end(self) -> int:
        """Code point behind the last one."""
        ...


def check_spans(text: str, spans: Iterable[Ranged]) -> None:
    """Raise what ``check_span`` raises for the first of many that does not fit; without a call for each."""
    length = len(text)
    for span in spans:
        start, end = span.start, span.end
        if not (type(start) is int and type(end) is int and 0 <= start < end <= length):
            check_span(text, start, end)


def _clip(text: str, limit: int = 60) -> str:
    """Quote a text for a message, shortened and with control characters made visible."""
    return repr(text if len(text) <= limit else text[: limit - 1] + "…")


class OffsetMap:
    """Converts positions of one text between code points, UTF-16 code units and UTF-8 bytes.

    For a text without astral characters (beyond U+FFFF) UTF-16 is the identity and costs nothing. Otherwise a sorted
    table of the astral characters' positions answers each question by bisection in O(log k); it takes 8 bytes an astral
    character.
    """

    __slots__ = ("_astral", "_text", "_utf8", "length", "utf16_length")

    def __init__(self, text: str) -> None:
        self._text = text
        self.length = len(text)
        self.utf16_length = utf16_length(text)
        self._astral: array[int] | None = None
        self._utf8: array[int] | None = None
        if self.utf16_length != self.length:
            self._astral = array("q", (i for i, char in enumerate(text) if char >= _ASTRAL_START))

    @property
    def is_identity(self) -> bool:
        """Tell whether UTF-16 positions and code point positions are the same everywhere."""
        return self._astral is None

    def to_utf16(self, position: int) -> int:
        """Convert a code point position (0 to length) to UTF-16 code units; raises SpanError outside the text."""
        if not 0 <= position <= self.length:
            raise SpanError(f"Position {position} does not lie in the text, which has {self.length} characters.")
        if self._astral is None:
            return position
        return position + bisect_left(self._astral, position)

    def from_utf16(self, position: int) -> int:
        """Convert a UTF-16 position to code points; one inside a surrogate pair snaps to the character's start.

        Raises SpanError outside the text. Use ``splits_pair`` where such a position must be refused instead.
        """
        if not 0 <= position <= self.utf16_length:
            raise SpanError(
                f"Position {position} does not lie in the text, which has {self.utf16_length} UTF-16 units."
            )
        if self._astral is None:
            return position
        return self._index(position)[0]

    def splits_pair(self, position: int) -> bool:
        """Tell whether a UTF-16 position falls between the two halves of an astral character."""
        return self._astral is not None and 0 < position < self.utf16_length and self._index(position)[1]

    def _index(self, position: int) -> tuple[int, bool]:
        """Give the code point position of a UTF-16 position and whether it lies inside a surrogate pair."""
        astral = self._astral
        assert astral is not None
        # The k-th astral character starts at UTF-16 unit astral[k] + k: find how many start before `position`.
        low, high = 0, len(astral)
        while low < high:
            middle = (low + high) // 2
            if astral[middle] + middle < position:
                low = middle + 1
            else:
                high = middle
        if low and astral[low - 1] + low - 1 == position - 1:
            return astral[low - 1], True
        return position - low, False

    def to_utf8(self, position: int) -> int:
        """Convert a code point position to a number of UTF-8 bytes; raises SpanError outside the text."""
        if not 0 <= position <= self.length:
            raise SpanError(f"Position {position} does not lie in the text, which has {self.length} characters.")
        return self._byte_starts()[position]

    def from_utf8(self, position: int) -> int:
        """Convert a number of UTF-8 bytes to code points; inside a character it snaps to that character's start."""
        starts = self._byte_starts()
        if not 0 <= position <= starts[-1]:
            raise SpanError(f"Position {position} does not lie in the text, which has {starts[-1]} bytes.")
        return bisect_right(starts, position) - 1

    def _byte_starts(self) -> array[int]:
        """Give the byte position of each character, and of the end, building the table on first use."""
        if self._utf8 is None:
            starts = array("q", [0])
            total = 0
            for char in self._text:
                code = ord(char)
                total += 1 if code < 0x80 else 2 if code < 0x800 else 3 if code < 0x10000 else 4
                starts.append(total)
            self._utf8 = starts
        return self._utf8
