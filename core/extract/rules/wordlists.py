"""Word lists in the code: written as prose, read as sets or as regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD_START = re.compile(r"(?<![\w-])\w")


def words_of(text: str) -> frozenset[str]:
    """Give the words of a text that are parted by blanks or line ends."""
    return frozenset(text.split())


def words_before(pattern: re.Pattern[str], text: str, floor: int, end: int) -> re.Match[str] | None:
    """Fit an expression to the words right before a position, as many as it takes, none of them before ``floor``.

    Each word may be the first one; that is quicker than a search, which tries every character.
    """
    for start in _WORD_START.finditer(text, floor, end):
        found = pattern.fullmatch(text, start.start(), end)
        if found is not None:
            return found
    return None


def any_of(words: Iterable[str] | str) -> str:
    """Give an expression that fits any of some words (or of the words of a text) literally, longer ones first."""
    words = words_of(words) if isinstance(words, str) else words
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) + ")"
