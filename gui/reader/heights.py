"""Heights of many blocks in one column: where each begins, which one lies at a height, one changed at a time."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

_GROUP = 128


class HeightTable:
    """Heights in pixels with prefix sums by groups, so that a change costs a group and not the whole book."""

    __slots__ = ("_heights", "_sums", "_tops", "changes")

    def __init__(self, heights: list[float]) -> None:
        self._heights = heights
        self._sums = [sum(heights[i : i + _GROUP]) for i in range(0, len(heights), _GROUP)]
        self._tops: list[float] | None = None
        self.changes = 0  # how often a height became another

    def __len__(self) -> int:
        return len(self._heights)

    @property
    def total(self) -> float:
        """The height of all blocks."""
        return self._group_tops()[-1]

    def height(self, number: int) -> float:
        """Give the height of a block."""
        return self._heights[number]

    def set(self, number: int, height: float) -> float:
        """Set the height of a block; gives by how much it grew."""
        growth = height - self._heights[number]
        if growth:
            self._heights[number] = height
            self._sums[number // _GROUP] += growth
            self._tops = None
            self.changes += 1
        return growth

    def top(self, number: int) -> float:
        """Give where a block begins."""
        group = number // _GROUP
        return self._group_tops()[group] + sum(self._heights[group * _GROUP : number])

    def tops(self) -> list[float]:
        """Give where each block begins, and where the last one ends."""
        return list(accumulate(self._heights, initial=0.0))

    def at(self, y: float) -> int:
        """Give the block at a height: the first one above all, the last one below."""
        if not self._heights:
            return 0
        tops = self._group_tops()
        group = min(max(0, bisect_right(tops, y) - 1), len(self._sums) - 1)
        first = group * _GROUP
        starts = list(accumulate(self._heights[first : first + _GROUP], initial=tops[group]))
        return first + min(max(0, bisect_right(starts, y) - 1), len(starts) - 2)

    def _group_tops(self) -> list[float]:
        if self._tops is None:
            self._tops = list(accumulate(self._sums, initial=0.0))
        return self._tops
