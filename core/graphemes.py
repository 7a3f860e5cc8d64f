"""Where a text may be cut without splitting what a reader sees as one character (grapheme clusters, UAX #29)."""

from __future__ import annotations

from collections.abc import Container

import regex

_CLUSTER = regex.compile(r"\X")
_SIMPLE_BELOW = "\u0300"  # before the first combining mark every code point but CR LF is a character of its own
# What may stand around a name and is none of it; not U+FFFD, which stands for what could not be read, often a letter
_BASE = r"\s\p{So}\p{Sk}\p{C}\p{Variation_Selector}\p{Extended_Pictographic}"
_ORNAMENT = regex.compile(rf"[[{_BASE}]--\ufffd][{_BASE}\p{{M}}]*", regex.V1)
_ORNAMENTAL = regex.compile(rf"[[{_BASE}\p{{M}}]--\ufffd]", regex.V1)
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


def widened(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a range of code points to whole grapheme clusters; costs next to nothing where its edges are simple."""
    if not is_boundary(text, start):
        start = _cluster_at(text, start)[0]
    if not is_boundary(text, end):
        end = _cluster_at(text, end)[1]
    return start, end


def trimmed(text: str, start: int, end: int, signs: Container[str] = ()) -> tuple[int, int]:
    """Take blanks, pictures and what cannot be seen off a range between boundaries, by whole grapheme clusters.

    ``signs`` are characters that go as well. Gives an empty range where nothing else is in it.
    """
    if not (_at_edge(text[start], signs) or _at_edge(text[end - 1], signs)):
        return start, end
    clusters = _CLUSTER.finditer(text, start, end)
    kept = [each for each in clusters if not (each[0] in signs or _ORNAMENT.fullmatch(each[0]))]
    return (kept[0].start(), kept[-1].end()) if kept else (start, start)


def _at_edge(character: str, signs: Container[str]) -> bool:
    """Tell whether a cluster that goes may begin or end with a character."""
    return not character.isalnum() and (character in signs or _ORNAMENTAL.match(character) is not None)


def _cluster_at(text: str, position: int) -> tuple[int, int]:
    """Give the range of the cluster that a position lies in."""
    clusters = _CLUSTER.finditer(text, safe_start(text, position), min(len(text), position + REACH))
    around = next(cluster for cluster in clusters if cluster.end() > position)
    return around.start(), around.end()


def safe_start(text: str, position: int) -> int:
    """Give a boundary before a position that needs no context of its own: behind the nearest simple character."""
    for index in range(position - 1, max(0, position - REACH), -1):
        if text[index] < _SIMPLE_BELOW and text[index - 1] < _SIMPLE_BELOW:
            return index
    return max(0, position - REACH)
