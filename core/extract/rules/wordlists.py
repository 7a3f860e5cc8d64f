"""Word lists in the code: written as prose, read as sets or as regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable


def words_of(text: str) -> frozenset[str]:
    """Give the words of a text that are parted by blanks or line ends."""
    return frozenset(text.split())


def any_of(words: Iterable[str] | str) -> str:
    """Give an expression that fits any of some words (or of the words of a text) literally, longer ones first."""
    words = words_of(words) if isinstance(words, str) else words
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) + ")"
