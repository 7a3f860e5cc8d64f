"""Pairs of quotation marks in a text: „…“ «…» »…« "…" ‚…‘ ‹…› ›…‹, nested, broken, and across paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARKS = re.compile('[„“”«»"‚‘’‹›]')
_CLOSERS = {"„": '“”"', "«": "»", "»": "«", "‚": "‘’", "‹": "›", "›": "‹", "“": "”", '"': '"', "‘": "’"}
_SINGLE = "‚‘’‹›"
_LONGEST = 3000
_PARAGRAPHS = 4


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks, marks included; ``depth`` 0 is not inside another one."""

    start: int
    end: int
    depth: int = 0

    def inner(self, text: str) -> str:
        """Give what stands between the marks."""
        return text[self.start + 1 : self.end - 1]


def quotations(text: str) -> list[Quotation]:
    """Give the quotations of a text, outer before inner.

    One that is not closed in its paragraph goes on where a following paragraph opens with the same mark or closes it;
    one that never closes is none. An apostrophe is no mark, and neither is what stands for inches or seconds.
    """
    found: list[Quotation] = []
    open_: list[tuple[int, str]] = []
    for match in _MARKS.finditer(text):
        mark, position = match.group(), match.start()
        while open_ and _is_given_up(text, open_[-1][0], position):
            open_.pop()
        if open_ and mark in _CLOSERS[open_[-1][1]] and _can_close(text, position, open_[-1]):
            start, _ = open_.pop()
            found.append(Quotation(start, position + 1, len(open_)))
        elif _can_open(text, position, mark) and not (open_ and _opens_again(text, position, mark, open_[-1])):
            open_.append((position, mark))
    return sorted(found, key=lambda quotation: (quotation.start, -quotation.end))


def _can_open(text: str, position: int, mark: str) -> bool:
    """Tell whether a mark may open: one of an opening shape, not behind a letter, before something."""
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    if mark not in _CLOSERS or not after or after.isspace():
        return False
    if mark == "‘":
        return not before.strip() and after.isalnum()
    return not (before.isalnum() or (before in ".,!?" and before and mark in '"“»')) or (
        mark in "„«‚" and not before.isalnum()
    )


def _can_close(text: str, position: int, opened: tuple[int, str]) -> bool:
    """Tell whether a mark closes what is open: not an apostrophe, not right behind its opening."""
    start, mark = opened
    if position == start + 1 or text[position - 1].isspace():
        return False
    after = text[position + 1 : position + 2]
    return not (mark in _SINGLE and text[position] in "’‘" and after.isalpha())


def _opens_again(text: str, position: int, mark: str, opened: tuple[int, str]) -> bool:
    """Tell whether a mark at the start of a paragraph only repeats the one that is open."""
    return mark == opened[1] and text[:position].rstrip(" \u00a0").endswith("\n")


def _is_given_up(text: str, start: int, position: int) -> bool:
    """Tell whether an open quotation is too long, or was left open at the end of its paragraph and is none."""
    if position - start > _LONGEST:
        return True
    breaks = [match.end() for match in re.finditer(r"\n\s*", text[start:position])]
    if not breaks:
        return False
    mark = text[start]
    if len(breaks) > _PARAGRAPHS:
        return True
    if mark == '"':  # opening and closing look alike: only a repeated one tells that it goes on
        return not all(text[start + end : start + end + 1] == mark for end in breaks)
    return mark in _SINGLE
