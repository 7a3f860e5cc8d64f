"""The scroll bar as a mini-map: where the marks of each label are, what is undecided, what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from core.records import Mark, MarkDelta, SpanStatus
from gui.i18n import tr
from gui.reader.inks import Inks

if TYPE_CHECKING:
    from gui.theme import Theme

WIDTH = 22
_DECIDED, _WAITING, _HITS = (3, 8), (12, 5), (18, 3)  # left edge and width of the lanes in pixels
_LEAST_HANDLE = 26
_TICK_HEIGHT = 2
_SHARES = {_DECIDED: (0, 6, 7, 8), _WAITING: (0, 4, 4, 5)}
"""How many pixels of a lane so many marks on one row take; the last holds for all more."""

RowOf = Callable[[int], float]
"""Gives where a position of the text is, as a share (0 to 1) of the height of the document."""


class Minimap(QScrollBar):
    """A vertical scroll bar that shows marks as ticks; a click goes to that place.

    The wide lane has what is decided, the narrow one beside it what waits for a decision. Each row of ticks is divided
    among the labels that stand there, and is the longer the more marks they are.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme: Theme | None = None
        self._inks: Inks | None = None
        self._rows: dict[int, dict[tuple[str, bool], int]] = {}
        self._places: dict[int, tuple[int, tuple[str, bool]]] = {}
        self._hits: set[int] = set()
        self._picture: QPixmap | None = None
        self._grabbed: int | None = None  # how far below the handle's top the mouse holds it
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Place in the article"))

    def set_inks(self, theme: Theme, inks: Inks) -> None:
        """Take the colours of a theme."""
        self._theme, self._inks = theme, inks
        self._picture = None
        self.update()

    def set_marks(self, marks: Iterable[Mark], share_of: RowOf) -> None:
        """Show the marks of an article, sorted by start."""
        self._rows, self._places = {}, {}
        height = self._map_height()
        for mark in marks:
            self._put(mark, _row(share_of(mark.span.start), height))
        self._picture = None
        self.update()

    def apply(self, delta: MarkDelta, share_of: RowOf) -> None:
        """Follow a change of the marks: only the rows that it touches are painted anew."""
        rows = set()
        for key in delta.removed:
            place = self._places.pop(key, None)
            if place is not None:
                row, kind = place
                self._rows[row][kind] -= 1
                rows.add(row)
        height = self._map_height()
        for mark in delta.added:
            row = _row(share_of(mark.span.start), height)
            self._put(mark, row)
            rows.add(row)
        if self._picture is not None and self._theme is not None and len(rows) <= 50:
            painter = QPainter(self._picture)
            for row in rows:
                painter.fillRect(0, row, _HITS[0], _TICK_HEIGHT, self._theme.paper)
                self._paint_row(painter, row)
            painter.end()
            for row in rows:
                self.update(0, row - 1, WIDTH, _TICK_HEIGHT + 2)
        else:
            self._picture = None
            self.update()

    def set_hits(self, shares: Iterable[float]) -> None:
        """Show where a search found something."""
        height = self._map_height()
        self._hits = {_row(share, height) for share in shares}
        self.update()

    def sizeHint(self) -> QSize:
        """Give the fixed width."""
        return QSize(WIDTH, 80)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Forget the picture: whoever owns the marks sets them again."""
        self._picture = None
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint track, ticks and handle."""
        painter = QPainter(self)
        theme = self._theme
        if theme is None:
            return
        if self._picture is None:
            self._picture = self._painted(theme)
        painter.drawPixmap(0, 0, self._picture)
        for row in self._hits:
            painter.fillRect(_HITS[0], row, _HITS[1], _TICK_HEIGHT, theme.accent)
        handle = self.handle()
        if self.maximum() > self.minimum() and handle.intersects(event.rect()):
            colour = QColor(theme.muted)
            colour.setAlpha(90 if self.isSliderDown() else 70 if self.underMouse() else 46)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRoundedRect(handle.adjusted(2, 1, -2, -1), 4, 4)

    def handle(self) -> QRect:
        """Give the place of the handle: the part of the document that is in view."""
        span = self.maximum() - self.minimum() + self.pageStep()
        height = self.height()
        length = min(height, max(_LEAST_HANDLE, round(height * self.pageStep() / max(1, span))))
        room = height - length
        top = round(room * (self.value() - self.minimum()) / max(1, self.maximum() - self.minimum()))
        return QRect(0, top, self.width(), length)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the handle, or go to where the click is."""
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        y, handle = round(event.position().y()), self.handle()
        inside = handle.top() <= y <= handle.bottom()
        self._grabbed = y - handle.top() if inside else handle.height() // 2
        self.setSliderDown(True)
        self._drag_to(y)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the handle."""
        if self._grabbed is not None:
            self._drag_to(round(event.position().y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the handle go."""
        self._grabbed = None
        self.setSliderDown(False)
        self.update()

    def _drag_to(self, y: int) -> None:
        room = self.height() - self.handle().height()
        if room > 0:
            span = self.maximum() - self.minimum()
            self.setValue(self.minimum() + round(span * (y - (self._grabbed or 0)) / room))

    def _map_height(self) -> int:
        return max(1, self.height() - _TICK_HEIGHT)

    def _put(self, mark: Mark, row: int) -> None:
        span = mark.span
        kind = (span.label, span.status is SpanStatus.ACCEPTED)
        counts = self._rows.get(row)
        if counts is None:
            self._rows[row] = {kind: 1}
        else:
            counts[kind] = counts.get(kind, 0) + 1
        self._places[span.id] = (row, kind)

    def _painted(self, theme: Theme) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(QSize(round(WIDTH * ratio), round(self.height() * ratio)))
        picture.setDevicePixelRatio(ratio)
        picture.fill(theme.paper)
        painter = QPainter(picture)
        for row in sorted(self._rows):
            self._paint_row(painter, row)
        painter.end()
        return picture

    def _paint_row(self, painter: QPainter, row: int) -> None:
        """Paint the ticks of one row: a share of each lane for each label."""
        counts = self._rows.get(row)
        if not counts or self._inks is None:
            return
        for lane in (_DECIDED, _WAITING):
            there = [(count, label) for (label, decided), count in counts.items() if decided is (lane is _DECIDED)]
            x = lane[0]
            for label, width in divided(there, _SHARES[lane]):
                painter.fillRect(x, row, width, _TICK_HEIGHT, self._inks.of(label).line)
                x += width


def divided(counts: Iterable[tuple[int, str]], shares: Sequence[int]) -> list[tuple[str, int]]:
    """Give the labels of a row with the pixels that each takes, the most frequent first; each gets one if it can."""
    ordered = sorted((pair for pair in counts if pair[0] > 0), key=lambda pair: (-pair[0], pair[1]))
    total = sum(count for count, _ in ordered)
    room = shares[min(total, len(shares) - 1)]
    ordered = ordered[:room]
    widths = [(label, max(1, room * count // total)) for count, label in ordered]
    if widths:  # what rounding left over is the most frequent one's
        first, width = widths[0]
        widths[0] = first, width + room - sum(width for _, width in widths)
    return widths


def _row(share: float, height: int) -> int:
    """Give the row of a share of the height; rows of ticks do not overlap."""
    return int(share * height) // _TICK_HEIGHT * _TICK_HEIGHT
