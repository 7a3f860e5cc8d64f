"""A stretch of an article for the clipboard: the text as it is, or with its marks, readable and as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import pairwise

from PySide6.QtCore import QMimeData

from core.records import Mark
from gui.reader.inks import Inks


def plain_data(text: str, start: int, end: int) -> QMimeData:
    """Give exactly the characters of a range (code points)."""
    data = QMimeData()
    data.setText(text[start:end])
    return data


def marked_data(text: str, start: int, end: int, marks: Sequence[Mark], inks: Inks) -> QMimeData:
    """Give a range with its marks: as HTML in the colours of the labels, and readable as ``[Name PER]``."""
    data = QMimeData()
    parts = _parts(start, end, marks)
    data.setText(_bracketed(text, start, end, parts))
    data.setHtml(_html(text, start, end, parts, inks))
    return data


def _parts(start: int, end: int, marks: Sequence[Mark]) -> list[tuple[int, int, Mark]]:
    """Give the parts of the marks that lie in the range, the outermost first."""
    parts = [
        (max(start, low), min(end, high), mark)
        for mark in marks
        for low, high in mark.span.fragments or ((mark.start, mark.end),)
        if low < end and high > start
    ]
    return sorted(parts, key=lambda part: (part[0], -part[1], part[2].key))


def _bracketed(text: str, start: int, end: int, parts: Sequence[tuple[int, int, Mark]]) -> str:
    opening = {start: "", **dict.fromkeys((low for low, _, _ in parts), "")}
    closing: dict[int, str] = {}
    for low, _, _ in parts:
        opening[low] += "["
    for _, high, mark in reversed(parts):  # the innermost closes first
        closing[high] = closing.get(high, "") + f" {mark.label}]"
    written = []
    for low, high in pairwise(sorted({start, end, *opening, *closing})):
        written += [closing.get(low, ""), opening.get(low, ""), text[low:high]]
    return "".join(written) + closing.get(end, "")


def _html(text: str, start: int, end: int, parts: Sequence[tuple[int, int, Mark]], inks: Inks) -> str:
    """Give HTML with inline styles, the only ones that word processors take from a clipboard.

    It is cut at every edge, each piece inside the marks that cover it, so that marks may cross.
    """
    written = []
    for low, high in pairwise(sorted({start, end, *(edge for part in parts for edge in part[:2])})):
        over = [part for part in parts if part[0] <= low and high <= part[1]]
        labels = [part[2].label for part in parts if part[1] == high and part in over]
        written += [f'<span style="{_style(part[2], inks)}">' for part in over]
        written += [escape(text[low:high]).replace("\n", "<br>"), "</span>" * len(over)]
        written += [f'<sup style="color: {inks.of(label).ink.name()}">{escape(label)}</sup>' for label in labels[::-1]]
    return "".join(written)


def _style(mark: Mark, inks: Inks) -> str:
    ink = inks.of(mark.label)
    if mark.is_decided:
        return f"background-color: {ink.fill.name()}; border-bottom: 2px solid {ink.line.name()}"
    return f"border-bottom: 1px dashed {ink.line.name()}"
