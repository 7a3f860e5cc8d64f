"""Where the pages of an article end: between lines, and where a typesetter would end them.

A paragraph leaves two lines behind and takes two along. A headline or a subhead stands on the page of what it belongs
to, an infobox on one page. A page that would be half empty for that ends between any two lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from core.records import ZoneRole
from gui.reader.layout import PAGE_TOP, ReaderLayout

_LEADS_ON = frozenset((ZoneRole.KICKER, ZoneRole.HEADLINE, ZoneRole.STANDFIRST, ZoneRole.SUBHEAD))
_BELONG = frozenset(((ZoneRole.CAPTION, ZoneRole.CREDIT), (ZoneRole.INFOBOX, ZoneRole.INFOBOX)))
_TOGETHER = 2  # lines of a paragraph that are not torn apart
_LEAST = 0.5  # of a page is filled before a good end is taken


class _Row(NamedTuple):
    """A line with the room that its block takes above its first and below its last line, in pixels of the document."""

    top: int
    bottom: int
    may_begin: bool  # a page


def page_spans(layout: ReaderLayout, height: int, first: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield top and bottom of each page in pixels of the document, ``height`` high, the first one ``first``."""
    page: list[_Row] = []
    room = height if first is None else first
    for row in _rows(layout):
        page.append(row)
        while len(page) > 1 and page[-1].bottom - page[0].top > room:
            end = _end(page, room)
            yield page[0].top, page[end - 1].bottom
            del page[:end]
            room = height
    yield (page[0].top, page[-1].bottom) if page else (PAGE_TOP, PAGE_TOP + 1)


def _end(page: list[_Row], room: int) -> int:
    """Give how many rows of a page, of which the last one does not fit, stay on it."""
    for number in range(len(page) - 1, 0, -1):
        if page[number - 1].bottom - page[0].top < room * _LEAST:
            break
        if page[number].may_begin:
            return number
    return len(page) - 1


def _rows(layout: ReaderLayout) -> Iterator[_Row]:
    table = layout.table
    before: ZoneRole | None = None
    for number in range(len(table)):
        if table.is_blank(number):
            continue
        laid, y, role = layout.laid(number), layout.top(number), table.role(number)
        last = len(laid.lines) - 1
        breaks = set(range(last + 1))
        paragraph = table.paragraph(number)
        if number == paragraph.start:
            breaks.difference_update(range(1, _TOGETHER))
        if number == paragraph.stop - 1:
            breaks.difference_update(range(max(1, last + 2 - _TOGETHER), last + 1))
        if role is ZoneRole.INFOBOX:
            breaks &= {0}
        if before in _LEADS_ON or (before, role) in _BELONG:
            breaks.discard(0)
        for index, line in enumerate(laid.lines):
            top = y + line.top - (layout.margins(number).padding if index == 0 else 0)
            yield _Row(top, y + (laid.height if index == last else line.bottom), index in breaks)
        before = role
