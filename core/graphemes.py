"""Where a text may be cut without splitting what a reader sees as one character (grapheme clusters, UAX #29)."""

from __future__ import annotations

import regex

_CLUSTER = regex.compile(r"\X")
_SIMPLE_BELOW = "\u0300"  # before the first combining mark every code point but CR LF is a character of its own
REACH = 256  # no cluster that people write is longer; it bounds the work on hostile texts


def is_boundary(text: str, position: int) -> bool:
    """Tell whether a code point position (0 to length) lies between two grapheme clusters."""
    if not 0 < position < len(text):
        return True
    before, after = text[position - 1], text[position]
    if before < _SIMPLE_BELOW and after < _SIMPLE_BELOW:
        return not (before == "\r" and after == "\n")
    start = safe_start(text, position)
    for cluster in _CLUSTER.finditer(text, start, min(len(text), position + REACH)):
        if cluster.end() >= position:
            return bool(cluster.end() == position)
    return True


def safe_start(text: str, position: int) -> int:
    """Give a boundary before a position that needs no context of its own: behind the nearest simple character."""
    for index in range(position - 1, max(0, position - REACH), -1):
        if text[index] < _SIMPLE_BELOW and text[index - 1] < _SIMPLE_BELOW:
            return index
    return max(0, position - REACH)
