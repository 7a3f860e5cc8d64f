"""Boilerplate that can be folded away: which blocks hang together, and which of these stretches are folded.

A folded stretch shows one quiet line; its other blocks have no height. No position moves by it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from core.records import ZoneRole
from gui.reader.blocks import BlockTable


class Folds:
    """The stretches of boilerplate of one text.

    ``others`` are the starts (code points) of those that are not as ``closed`` says for all.
    """

    def __init__(self, table: BlockTable, *, closed: bool = False, others: Iterable[int] = ()) -> None:
        self._table = table
        self.closed = closed
        self.others = set(others)
        self.is_active = True  # while zones are set as what they are
        self.stretches = _stretches(table)
        self._firsts = [stretch.start for stretch in self.stretches]
        self._lines: dict[int, int] = {}

    def at(self, number: int) -> range | None:
        """Give the stretch that a block belongs to, or None."""
        found = bisect_right(self._firsts, number) - 1
        if found >= 0 and number < self.stretches[found].stop and self.is_active:
            return self.stretches[found]
        return None

    def is_folded(self, number: int) -> bool:
        """Tell whether a block is in a folded stretch."""
        stretch = self.at(number)
        return stretch is not None and self._is_closed(stretch)

    def is_hidden(self, number: int) -> bool:
        """Tell whether a block is not to be seen: the first one of its stretch stands for it."""
        stretch = self.at(number)
        return stretch is not None and number != stretch.start and self._is_closed(stretch)

    def shown(self, number: int) -> int:
        """Give a block itself, or the one that stands for it."""
        stretch = self.at(number)
        return stretch.start if stretch is not None and self._is_closed(stretch) else number

    def after(self, number: int) -> int:
        """Give the next block that is to be seen."""
        stretch = self.at(number)
        return stretch.stop if stretch is not None and self._is_closed(stretch) else number + 1

    def folded(self) -> Iterator[range]:
        """Yield the folded stretches."""
        return (stretch for stretch in self.stretches if self.is_active and self._is_closed(stretch))

    def is_head(self, number: int) -> bool:
        """Tell whether a block is the first one of a stretch, folded or not."""
        stretch = self.at(number)
        return stretch is not None and stretch.start == number

    def toggle(self, stretch: range) -> None:
        """Fold a stretch, or open it."""
        self.others ^= {self._table.starts[stretch.start]}

    def lines(self, number: int) -> int:
        """Count the lines of text in the stretch of a block."""
        table = self._table
        stretch = self.at(number) or range(0)
        if stretch.start not in self._lines:
            lines = sum(not table.is_blank(each) and each not in table.continued for each in stretch)
            self._lines[stretch.start] = lines
        return self._lines[stretch.start]

    def _is_closed(self, stretch: range) -> bool:
        return self.closed != (self._table.starts[stretch.start] in self.others)


def _stretches(table: BlockTable) -> list[range]:
    """Give the runs of boilerplate; blank lines between two pieces belong to them."""
    stretches: list[range] = []
    for number in sorted(number for number, role in table.roles.items() if role is ZoneRole.BOILERPLATE):
        last = stretches[-1] if stretches else None
        if last is not None and all(table.is_blank(between) for between in range(last.stop, number)):
            stretches[-1] = range(last.start, number + 1)
        else:
            stretches.append(range(number, number + 1))
    return stretches
