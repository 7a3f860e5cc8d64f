"""Tables for a terminal: columns with heads, figures at the right, texts cut where the terminal is too narrow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from unicodedata import category, east_asian_width

_FIGURE = re.compile(r"-?\d+([.,]\d+)*(–\d+([.,]\d+)*)?")
_NONE = ("", "–", "-")
_GAP = "  "
_LEAST = 8  # columns of a terminal that a text keeps


def laid_out(heads: Sequence[str], rows: Sequence[Sequence[str]], room: int) -> Iterator[str]:
    """Give the lines of a table, its heads first, that fit into so many columns of a terminal.

    Texts give way, the widest first. Figures are never cut: a line that is too long because of them is left so.
    """
    columns = list(zip(*rows, strict=True)) if rows else [() for _ in heads]
    is_figure = [_has_figures(cells) for cells in columns]
    widths = [max(map(display_width, (head, *cells)), default=0) for head, cells in zip(heads, columns, strict=True)]
    _shrink(widths, [place for place, figure in enumerate(is_figure) if not figure], room)
    for row in (heads, *rows):
        cells = (_padded(*each) for each in zip(row, widths, is_figure, strict=True))
        yield _GAP.join(cells).rstrip()


def display_width(text: str) -> int:
    """Give the columns of a terminal that a text takes: wide East Asian characters two, combining ones none."""
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def _has_figures(cells: Sequence[str]) -> bool:
    return any(_FIGURE.fullmatch(cell) for cell in cells) and all(
        cell in _NONE or _FIGURE.fullmatch(cell) for cell in cells
    )


def _shrink(widths: list[int], texts: Sequence[int], room: int) -> None:
    """Make columns of texts narrower, one step at a time at the widest, until all fit or nothing can give way."""
    while sum(widths) + len(_GAP) * (len(widths) - 1) > room:
        widest = max(texts, key=lambda place: widths[place], default=None)
        if widest is None or widths[widest] <= _LEAST:
            return
        widths[widest] -= 1


def _padded(cell: str, width: int, is_figure: bool) -> str:
    shown = _cut(cell, width)
    spaces = " " * (width - display_width(shown))
    return spaces + shown if is_figure else shown + spaces


def _cut(text: str, width: int) -> str:
    if display_width(text) <= width:
        return text
    kept, taken = "", 0
    for character in text:
        taken += _columns(character)
        if taken >= width:  # one column is the ellipsis
            break
        kept += character
    return f"{kept}…"
