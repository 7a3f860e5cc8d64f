"""The lines that tie the selected mark to those it is related to: between the lines of text and in the margin.

A line never crosses text. Where another line of text lies between two marks it goes round by the margin; where the
other mark is out of view it goes to the edge of the view, and what stands there names the mark and leads to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPainterPathStroker, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from gui.reader.article_view import ArticleView
    from gui.reader.layout import ReaderLayout
    from gui.reader.painting import SurfacePainter

MARGIN = 13  # pixels between the column and a line beside it
_CURVE = 5
_DOT = 2.6
_REACH = 4  # pixels beside a line that still count as on it
_INSET = 12  # pixels from the end of a mark to where a line leaves it: beside the handle
_REACHES = 44  # pixels that a line on one line of text reaches under its marks
_CLEAR = 4  # pixels between a line and a chip
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

    ``dot`` is where it meets that mark, if it is in view.
    """

    key: int
    path: QPainterPath
    dot: QPointF | None


class Pointer(NamedTuple):
    """What stands at the edge of the view for marks beyond it; a click goes to the nearest of them."""

    key: int
    box: QRectF
    text: str


class ArcLayer(QWidget):
    """Lies over the text of one view and shows the lines; the mouse goes through it, the view asks what is hit."""

    def __init__(self, view: ArticleView, layout: ReaderLayout, surface: SurfacePainter) -> None:
        super().__init__(view)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._view = view
        self._layout = layout
        self._surface = surface
        self._ties: Sequence[Tie] = ()
        self._arcs: list[Arc] = []
        self._pointers: list[Pointer] = []
        self.hide()

    def set_ties(self, ties: Sequence[Tie]) -> None:
        """Show the lines from the selected mark to these others."""
        if ties or self._ties:
            self._ties = tuple(ties)
            self.setGeometry(self._view.viewport().geometry())
            self.setVisible(bool(ties))
            self.update()

    def hit(self, point: QPoint) -> int | None:
        """Give the key of the mark that a click at a point of the viewport leads to, or None."""
        if self.isHidden():
            return None
        for pointer in self._pointers:
            if pointer.box.contains(QPointF(point)):
                return pointer.key
        stroker = QPainterPathStroker()
        stroker.setWidth(2 * _REACH)
        return next((arc.key for arc in self._arcs if stroker.createStroke(arc.path).contains(QPointF(point))), None)

    def boxes_of(self, key: int) -> list[QRect]:
        """Give the boxes of the names at the edges of the view that lead to a mark."""
        return [pointer.box.toAlignedRect() for pointer in self._pointers if pointer.key == key]

    def arcs(self) -> list[Arc]:
        """Give the lines as they are shown now."""
        self._route()
        return self._arcs

    def pointers(self) -> list[Pointer]:
        """Give what stands at the edges of the view."""
        self._route()
        return self._pointers

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint lines, dots and names."""
        self._route()
        theme = self._surface.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.accent, 1.3)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        for arc in self._arcs:
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(arc.path)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent)
            if arc.dot is not None:
                painter.drawEllipse(arc.dot, _DOT, _DOT)
        painter.setFont(self._small())
        for pointer in self._pointers:
            painter.setPen(QPen(QColor(theme.accent), 1))
            painter.setBrush(theme.panel)
            painter.drawRoundedRect(pointer.box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.setPen(theme.accent)
            painter.drawText(pointer.box, int(Qt.AlignmentFlag.AlignCenter), pointer.text)

    # Routes

    def _route(self) -> None:
        """Find where the lines go now: heights and places are those of the present view."""
        self._arcs, self._pointers = [], []
        own = self._surface.selected
        top = self._view.verticalScrollBar().value()
        bottom = top + self._view.viewport().height()
        wanted = {tie.key for tie in self._ties} | ({own} - {None})
        ends = self._ends(wanted, top, bottom) if self._surface.marks_visible else {}
        if own is None or own not in ends:
            return
        above: list[Tie] = []
        below: list[Tie] = []
        for tie in self._ties:
            if tie.key in ends:
                self._arcs.append(self._arc(tie.key, ends[own], ends[tie.key], top))
            else:
                (above if self._is_above(tie, top) else below).append(tie)
        if above:
            self._point(above, ends[own][0], top, upwards=True)
        if below:
            self._point(below, ends[own][-1], top, upwards=False)

    def _ends(self, keys: set[int | None], top: int, bottom: int) -> dict[int, list[End]]:
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

    def _arc(self, key: int, own: list[End], other: list[End], top: int) -> Arc:
        """Give the line between two marks: it leaves each on the line that is nearest to the other."""
        if own[0].top >= other[-1].bottom:
            lower, upper, flipped = own[0], other[-1], True
        elif other[0].top >= own[-1].bottom:
            lower, upper, flipped = other[0], own[-1], False
        else:
            return self._beside(key, own, other, top)
        high = QPointF(_way_out(upper.box), upper.box.bottom() + 1)
        low = QPointF(_way_up(lower, high.x()), lower.box.top())
        if self._touch(upper, lower):
            between = float(lower.top - 1)
            points = [high, QPointF(high.x(), between), QPointF(low.x(), between), low]
        else:
            x = self._margin(upper.box, lower.box)
            out, into = upper.bottom - 1.0, lower.top - 1.0
            points = [high, QPointF(high.x(), out), QPointF(x, out), QPointF(x, into), QPointF(low.x(), into), low]
        return Arc(key, _path(points, top), (high if flipped else low) - QPointF(0, top))

    def _beside(self, key: int, own: list[End], other: list[End], top: int) -> Arc:
        """Give the line between two marks that share a line of text: below it."""
        one, two = next((a, b) for a in own for b in other if a.top < b.bottom and b.top < a.bottom)
        left, right = sorted((one, two), key=lambda end: end.box.center().x())
        start = QPointF(max(left.box.center().x(), left.box.right() - _REACHES), left.box.bottom() + 1)
        stop = QPointF(min(right.box.center().x(), right.box.left() + _REACHES), right.box.bottom() + 1)
        if left.box.intersects(right.box):  # one inside the other
            start, stop = QPointF(left.box.left() + _INSET, start.y()), QPointF(right.box.center().x(), stop.y())
        y = one.bottom - 1.0
        points = [start, QPointF(start.x(), y), QPointF(stop.x(), y), stop]
        return Arc(key, _path(points, top), (start if right is one else stop) - QPointF(0, top))

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
        return left - MARGIN if to_left <= to_right else right + MARGIN

    def _point(self, ties: list[Tie], own: End, top: int, *, upwards: bool) -> None:
        """Lead a line to the edge of the view, and name there what lies beyond it: the nearest, or how many."""
        nearest = ties[-1] if upwards else ties[0]
        arrow = "↑" if upwards else "↓"
        x = self._margin(own.box, own.box)
        port = self._view.viewport().rect()
        words = nearest.words if len(ties) == 1 else str(len(ties))
        box, text = self._name(f"{arrow} {words}", arrow, x, port, upwards=upwards)
        y = (own.top - 1.0 if upwards else own.bottom - 1.0) - top
        if upwards:
            leave = QPointF(_way_up(own, x), own.box.top() - top)
        else:
            leave = QPointF(_way_out(own.box), own.box.bottom() + 1 - top)
        end = QPointF(x, box.bottom() if upwards else box.top())
        points = [leave, QPointF(leave.x(), y), QPointF(x, y), end]
        self._arcs.append(Arc(nearest.key, _path(points, 0), None))
        self._pointers.append(Pointer(nearest.key, box, text))

    def _small(self) -> QFont:
        font = QFont(self._view.ui_font())
        font.setPixelSize(max(9, round(font.pixelSize() * 0.86)))
        return font

    def _name(self, text: str, arrow: str, x: float, port: QRect, *, upwards: bool) -> tuple[QRectF, str]:
        """Give box and text of a name in the margin; only the arrow where there is no room for more."""
        metrics = QFontMetricsF(self._small())
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
    first, last = end.box.left() + _CLEAR, end.box.right() - _CLEAR
    wanted = min(max(first, towards), last)
    free = [
        x
        for x in (wanted, *(side for left, right in end.chips for side in (left - _CLEAR, right + _CLEAR)))
        if first <= x <= last and not any(left - _CLEAR < x < right + _CLEAR for left, right in end.chips)
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
    return corner if length == 0 else corner + way * (min(_CURVE, length / 2) / length)
