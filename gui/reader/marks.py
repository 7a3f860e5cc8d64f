"""The marks of a laid-out block: pieces on lines, lanes where they nest or cross, and places for their chips."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from core.records import Mark
from gui.reader.lines import LaidBlock, Segment

CHIP_GAP = 5  # pixels between two chips
_SAME_PLACE = 3  # pixels within which two marks count as starting together
_LEAST_ROOM = 6  # pixels of its own mark that a chip must stand over


class Piece(NamedTuple):
    """A part of a mark on one line, in pixels from the column's left edge.

    ``lane`` is 0 for a mark with none inside it. ``opens`` and ``closes`` say that the left, the right end is the
    mark's own and not a line break. ``start_x`` and ``end_x`` are where the mark begins and ends, if on this line.
    """

    key: int
    label: str
    decided: bool
    left: int
    right: int
    lane: int
    opens: bool
    closes: bool
    start_x: int | None
    end_x: int | None


class Chip(NamedTuple):
    """A label's code above a mark; ``text`` is shortened where the next chip is near."""

    key: int
    label: str
    text: str
    x: float
    width: float


class Join(NamedTuple):
    """The fine line between two fragments of one mark."""

    key: int
    label: str
    left: int
    right: int
    lane: int


class LineMarks(NamedTuple):
    """What is painted on one line."""

    pieces: list[Piece]
    chips: list[Chip]
    joins: list[Join]


Measure = Callable[[str], float]
"""Gives the width of a chip's text in pixels."""


def block_marks(
    laid: LaidBlock, marks: Sequence[Mark], to_local: Callable[[int], int], measure: Measure
) -> list[LineMarks]:
    """Give what is to be painted for the marks of a block, line by line.

    ``to_local`` converts a position of the article inside the block to UTF-16 units of the block.
    """
    lines = [LineMarks([], [], []) for _ in laid.lines]
    openings: list[list[tuple[Piece, bool]]] = [[] for _ in laid.lines]
    lanes = assign_lanes([(mark.span.start, mark.span.end) for mark in marks])
    for mark, lane in zip(marks, lanes, strict=True):
        span = mark.span
        parts = span.fragments or ((span.start, span.end),)
        previous: Segment | None = None
        for start, end in parts:
            if end <= laid.start or start >= laid.end:
                continue
            low, high = max(start, laid.start), min(end, laid.end)
            # A mark that begins or ends with a line break begins or ends with the text beside it.
            begins = start == low or not span.surface[start - span.start : low - span.start].strip("\n ")
            ends = end == high or not span.surface[high - span.start : end - span.start].strip("\n ")
            for segment in laid.segments(to_local(low), to_local(high)):
                piece = _piece(mark, segment, lane, begins=begins, ends=ends)
                lines[segment.line].pieces.append(piece)
                if piece.start_x is not None and start == span.start:
                    openings[segment.line].append((piece, segment.backwards))
                if previous is not None and segment.line == previous.line and low == start and segment.first:
                    _join(lines[segment.line].joins, mark, previous, segment, lane)
                previous = segment
    for line, opening in zip(lines, openings, strict=True):
        if opening:
            line.chips.extend(place_chips(opening, measure, laid.width))
    return lines


def assign_lanes(ranges: Sequence[tuple[int, int]]) -> list[int]:
    """Give each range the lowest lane that no shorter range touching it has; the innermost one is nearest to the text.

    The ranges are sorted by start.
    """
    lanes = [0] * len(ranges)
    cluster: list[int] = []
    reach = -1
    for number, (start, end) in enumerate(ranges):
        if start >= reach:
            _lanes_in_cluster(ranges, cluster, lanes)
            cluster = []
        cluster.append(number)
        reach = max(reach, end)
    _lanes_in_cluster(ranges, cluster, lanes)
    return lanes


def _lanes_in_cluster(ranges: Sequence[tuple[int, int]], cluster: list[int], lanes: list[int]) -> None:
    """Set the lanes of marks that hang together by touching."""
    if len(cluster) < 2:
        return
    taken: list[list[tuple[int, int]]] = []
    for number in sorted(cluster, key=lambda n: (ranges[n][1] - ranges[n][0], -n)):
        start, end = ranges[number]
        # Only a lane above all those that touch will do: an outer underline never runs between two inner ones.
        lane = 0
        for level in range(len(taken) - 1, -1, -1):
            before = bisect_left(taken[level], (end,)) - 1  # those of a lane do not touch each other
            if before >= 0 and taken[level][before][1] > start:
                lane = level + 1
                break
        if lane == len(taken):
            taken.append([])
        insort(taken[lane], (start, end))
        lanes[number] = lane


def place_chips(openings: Sequence[tuple[Piece, bool]], measure: Measure, width: int) -> list[Chip]:
    """Place the chips of the marks that open on a line: over their own mark, shortened or left out before they collide.

    Each opening says whether its mark reads from right to left: then the chip stands over its right end.
    """
    forwards = [((piece.left, piece.right), piece) for piece, backwards in openings if not backwards]
    mirrored = [((-piece.right, -piece.left), piece) for piece, backwards in openings if backwards]
    return [
        *_placed(forwards, measure, backwards=False, limit=width + 3 * CHIP_GAP),
        *_placed(mirrored, measure, backwards=True, limit=0),
    ]


def _placed(
    openings: Iterable[tuple[tuple[int, int], Piece]], measure: Measure, *, backwards: bool, limit: int
) -> list[Chip]:
    ordered = sorted(openings, key=lambda opening: (opening[0][0], -opening[0][1]))
    chips: list[Chip] = []
    taken = float("-inf")
    for number, ((left, right), piece) in enumerate(ordered):
        x = max(float(left), taken + CHIP_GAP)
        if x > left and x > right - _LEAST_ROOM:
            continue
        following = next((begin for (begin, _), _ in ordered[number + 1 :] if begin > left + _SAME_PLACE), None)
        room = (limit if following is None else following - CHIP_GAP) - x
        text = _fitting(piece.label, room, measure)
        if text:
            length = measure(text)
            chips.append(Chip(piece.key, piece.label, text, -(x + length) if backwards else x, length))
            taken = x + length
    return chips


def _fitting(label: str, room: float, measure: Measure) -> str:
    """Give as much of a label as fits, at least two letters, or nothing."""
    if measure(label) <= room:
        return label
    return next((label[:n] for n in range(len(label) - 1, 1, -1) if measure(label[:n]) <= room), "")


def _piece(mark: Mark, segment: Segment, lane: int, *, begins: bool, ends: bool) -> Piece:
    left, right = round(segment.left) - 1, round(segment.right) + 1
    first, last = begins and segment.first, ends and segment.last
    opens, closes = (last, first) if segment.backwards else (first, last)
    start, end = (right, left) if segment.backwards else (left, right)
    return Piece(
        mark.span.id,
        mark.span.label,
        mark.is_decided,
        left,
        right,
        lane,
        opens,
        closes,
        start if first else None,
        end if last else None,
    )


def _join(joins: list[Join], mark: Mark, previous: Segment, segment: Segment, lane: int) -> None:
    left, right = (previous.right, segment.left) if previous.right <= segment.left else (segment.right, previous.left)
    if right > left:
        joins.append(Join(mark.span.id, mark.span.label, round(left), round(right), lane))
