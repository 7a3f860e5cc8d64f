"""Long texts are read in pieces; where one ends no word, sentence or name is parted, as far as that can be told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.extract.rules.sentences import sentences

PIECE = 50_000
"""Code points of one text that a pipeline sees at once: what a component allocates grows with it."""

_BREAKS = (
    re.compile(r"\n\s*\n"),
    re.compile(r"\n"),
    None,  # the end of a sentence
    re.compile(r"[,;:]\s"),
    re.compile(r"(?<!\w)(?!(?:von|van|vom|de|der|den|di|da|del|la|le|zu|zur)\s)[a-zäöüß]{2,}\s(?=[a-zäöüß])"),
    re.compile(r"\s"),
    re.compile(r"[^\w\s](?=\w)"),
)
"""What a piece ends with, the best first. A name has capitals: between two small words, but its particles, is none."""


def cut(text: str, size: int = PIECE) -> Iterator[tuple[int, int]]:
    """Cut a text into ranges of half to all of ``size`` code points, hard only where nothing parts its characters."""
    start = 0
    while len(text) - start > size:
        floor, limit = start + size // 2, start + size
        ends = (_last_break(text, pattern, floor, limit) for pattern in _BREAKS)
        end = next((end for end in ends if end > floor), limit)
        yield start, end
        start = end
    if start < len(text):
        yield start, len(text)


def _last_break(text: str, pattern: re.Pattern[str] | None, floor: int, limit: int) -> int:
    """Give where the last break of a kind ends between two places, or 0."""
    if pattern is not None:
        return max((match.end() for match in pattern.finditer(text, floor, limit)), default=0)
    starts = [start for start, _ in sentences(text, floor, limit)]
    return starts[-1] if len(starts) > 1 else 0
