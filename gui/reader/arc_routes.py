"""Where the lines between related marks go: in the gaps between lines of text, and round by the margin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainterPath

if TYPE_CHECKING:
    from gui.reader.layout import ReaderLayout

CURVE = 5  # pixels of a rounded corner
CLEAR = 4  # pixels between a line and a chip
_MARGIN = 13  # pixels between the column and a line beside it
_INSET = 12  # pixels from the end of a mark to where a line leaves it: beside the handle
_REACHES = 44  # pixels that a line on one line of text reaches under its marks
_EDGE = 7  # pixels between the edge of the view and what names a mark beyond it
_LEAST_NAME = 5  # letters of that name, with its arrow, that are worth showing
_HEIGHT = 19  # pixels of its box


class Tie(NamedTuple):
    """The other end of a relation of the selected mark: its key, its place (code points), and words for it."""

    key: int
    start: int
    end: int
    title: str
    words: str


class End(NamedTuple):
    """Where a mark can be left on one line, in pixels of the document: its box, and the line's top and bottom.

    ``chips`` are the stretches above the line that are taken.
    """

    box: QRect
    top: int
    bottom: int
    chips: tuple[tuple[float, float], ...]


class Arc(NamedTuple):
    """A line that is shown: where it goes (pixels of the viewport), the key of the mark at its other end.

    ``dot`` is where it meets that mark, if it is in view; ``trunk`` the part in the margin, from top to bottom.
    """

    key: int
    title: str
    path: QPainterPath
    dot: QPointF | None
    trunk: QLineF | None = None


class Pointer(NamedTuple):
    """What stands at the edge of the view for marks beyond it; a click goes to the nearest of them."""

    key: int
    box: QRectF
    text: str


class Router:
    """Finds the lines and names for one view of a text that begins ``top`` pixels below the top of the document."""

    def __init__(self, layout: ReaderLayout, port: QRect, top: int, font: QFont) -> None:
        self._layout = layout
        self._port = port
        self._top = top
        self._font = font
        self.arcs: list[Arc] = []
        self.pointers: list[Pointer] = []

    def route(self, own: int, ties: Sequence[Tie]) -> None:
        """Lead lines from a mark to those that it is tied to; none if it is not in view itself."""
        ends = self._ends({own, *(tie.key for tie in ties)}, self._top, self._top + self._port.height())
        if own not in ends:
            return
        above: list[Tie] = []
        below: list[Tie] = []
        for tie in ties:
            if tie.key in ends:
                self.arcs.append(self._arc(tie, ends[own], ends[tie.key], self._top))
            else:
                (above if self._is_above(tie, self._top) else below).append(tie)
        if above:
            self._point(above, ends[own][0], self._top, upwards=True)
        if below:
            self._point(below, ends[own][-1], self._top, upwards=False)

    def _ends(self, keys: set[int], top: int, bottom: int) -> dict[int, list[End]]:
        """Give the lines on which marks stand in view, from the upper to the lower."""
        layout = self._layout
        found: dict[int, list[End]] = {}
        for laid in layout.laid_between(top, bottom):
            y = layout.top(laid.number)
            for line, marks in zip(laid.lines, layout.line_marks(laid), strict=False):
                if y + line.baseline - laid.style.rise < top or y + line.baseline > bottom:
                    continue
                chips = tuple((layout.left + chip.x, layout.left + chip.x + chip.width) for chip in marks.chips)
                for piece in marks.pieces:
                    if piece.key in keys:
                        above = y + line.baseline - laid.style.rise
                        height = laid.style.rise + laid.style.drop
                        box = QRect(layout.left + piece.left, above, piece.right - piece.left, height)
                        found.setdefault(piece.key, []).append(End(box, y + line.top, y + line.bottom, chips))
        return found

    def _is_above(self, tie: Tie, top: int) -> bool:
        layout = self._layout
        number = layout.table.index(tie.start)
        return layout.top(number) < top or layout.number_at(top) > number

    def _arc(self, tie: Tie, own: list[End], other: list[End], top: int) -> Arc:
        """Give the line between two marks: it leaves each on the line that is nearest to the other."""
        if own[0].top >= other[-1].bottom:
            lower, upper, flipped = own[0], other[-1], True
        elif other[0].top >= own[-1].bottom:
            lower, upper, flipped = other[0], own[-1], False
        else:
            return self._beside(tie, own, other, top)
        high = QPointF(_way_out(upper.box), upper.box.bottom() + 1)
        low = QPointF(_way_up(lower, high.x()), lower.box.top())
        if self._touch(upper, lower):
            between = float(lower.top - 1)
            points, trunk = [high, QPointF(high.x(), between), QPointF(low.x(), between), low], None
        else:
            x = self._margin(upper.box, lower.box)
            out, into = upper.bottom - 1.0, lower.top - 1.0
            points = [high, QPointF(high.x(), out), QPointF(x, out), QPointF(x, into), QPointF(low.x(), into), low]
            trunk = QLineF(x, out - top, x, into - top)
        return Arc(tie.key, tie.title, _path(points, top), (high if flipped else low) - QPointF(0, top), trunk)

    def _beside(self, tie: Tie, own: list[End], other: list[End], top: int) -> Arc:
        """Give the line between two marks that share a line of text: below it."""
        one, two = next((a, b) for a in own for b in other if a.top < b.bottom and b.top < a.bottom)
        left, right = sorted((one, two), key=lambda end: end.box.center().x())
        start = QPointF(max(left.box.center().x(), left.box.right() - _REACHES), left.box.bottom() + 1)
        stop = QPointF(min(right.box.center().x(), right.box.left() + _REACHES), right.box.bottom() + 1)
        if left.box.intersects(right.box):  # one inside the other
            start, stop = QPointF(left.box.left() + _INSET, start.y()), QPointF(right.box.center().x(), stop.y())
        y = one.bottom - 1.0
        points = [start, QPointF(start.x(), y), QPointF(stop.x(), y), stop]
        return Arc(tie.key, tie.title, _path(points, top), (start if right is one else stop) - QPointF(0, top))

    def _touch(self, upper: End, lower: End) -> bool:
        """Tell whether no line of text lies between two."""
        layout = self._layout
        for laid in layout.laid_between(upper.bottom, lower.top):
            y = layout.top(laid.number)
            blank = layout.table.is_blank(laid.number)
            if not blank and any(y + line.top >= upper.bottom and y + line.bottom <= lower.top for line in laid.lines):
                return False
        return True

    def _margin(self, one: QRect, other: QRect) -> float:
        """Give the x of the nearer margin."""
        left, right = self._layout.left, self._layout.left + self._layout.column
        to_left = one.left() + other.left() - 2 * left
        to_right = 2 * right - one.right() - other.right()
        return left - _MARGIN if to_left <= to_right else right + _MARGIN

    def _point(self, ties: list[Tie], own: End, top: int, *, upwards: bool) -> None:
        """Lead a line to the edge of the view, and name there what lies beyond it: the nearest, or how many."""
        nearest = ties[-1] if upwards else ties[0]
        arrow = "↑" if upwards else "↓"
        x = self._margin(own.box, own.box)
        port = self._port
        words = nearest.words if len(ties) == 1 else str(len(ties))
        box, text = self._name(f"{arrow} {words}", arrow, x, port, upwards=upwards)
        y = (own.top - 1.0 if upwards else own.bottom - 1.0) - top
        if upwards:
            leave = QPointF(_way_up(own, x), own.box.top() - top)
        else:
            leave = QPointF(_way_out(own.box), own.box.bottom() + 1 - top)
        end = QPointF(x, box.bottom() if upwards else box.top())
        points = [leave, QPointF(leave.x(), y), QPointF(x, y), end]
        trunk = QLineF(x, min(y, end.y()), x, max(y, end.y()))
        self.arcs.append(Arc(nearest.key, nearest.title, _path(points, 0), None, trunk))
        self.pointers.append(Pointer(nearest.key, box, text))

    def _name(self, text: str, arrow: str, x: float, port: QRect, *, upwards: bool) -> tuple[QRectF, str]:
        """Give box and text of a name in the margin; only the arrow where there is no room for more."""
        metrics = QFontMetricsF(self._font)
        left = self._layout.left
        at_left = x < left
        room = (left if at_left else port.right() - left - self._layout.column) - _EDGE
        whole, text = text, metrics.elidedText(text, Qt.TextElideMode.ElideRight, room - 10)
        if text != whole and len(text) < _LEAST_NAME:
            text = arrow
        width = metrics.horizontalAdvance(text) + 10
        height = max(float(_HEIGHT), metrics.height() + 2)
        begin = x - width / 2
        begin = min(max(port.left() + 3.0, begin), left - 4 - width) if at_left else begin
        begin = begin if at_left else max(left + self._layout.column + 4.0, min(begin, port.right() - 3 - width))
        return QRectF(begin, _EDGE if upwards else port.bottom() - _EDGE - height, width, height), text


def _way_out(box: QRect) -> float:
    """Give the x at which a line leaves a mark downwards: near its right end, beside the handle."""
    return float(max(box.center().x(), box.right() - _INSET))


def _way_up(end: End, towards: float) -> float:
    """Give the x at which a line leaves a mark upwards, between the chips, as near to another x as can be."""
    first, last = end.box.left() + CLEAR, end.box.right() - CLEAR
    wanted = min(max(first, towards), last)
    free = [
        x
        for x in (wanted, *(side for left, right in end.chips for side in (left - CLEAR, right + CLEAR)))
        if first <= x <= last and not any(left - CLEAR < x < right + CLEAR for left, right in end.chips)
    ]
    return float(min(free, key=lambda x: abs(x - wanted), default=last))


def _path(points: list[QPointF], top: int) -> QPainterPath:
    """Give a line with rounded corners, ``top`` pixels further up."""
    points = [point - QPointF(0, top) for point in points]
    path = QPainterPath(points[0])
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        path.lineTo(_towards(corner, before))
        path.quadTo(corner, _towards(corner, after))
    path.lineTo(points[-1])
    return path


def _towards(corner: QPointF, other: QPointF) -> QPointF:
    """Give the point where a curve around a corner begins: half-way at most."""
    way = other - corner
    length = abs(way.x()) + abs(way.y())  # one of them is 0
    return corner if length == 0 else corner + way * (min(CURVE, length / 2) / length)
