"""The scroll bar as a mini-map: where the marks of each label are, what is undecided, what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from core.records import Mark, MarkDelta, SpanStatus
from gui.i18n import tr
from gui.reader.inks import Inks

if TYPE_CHECKING:
    from gui.theme import Theme

WIDTH = 19
_TICK_LEFT, _TICK = 4, 9
_SHORT_TICK = 5  # of a proposal
_HIT_LEFT, _HIT = 14, 4
_LEAST_HANDLE = 26
_TICK_HEIGHT = 2

RowOf = Callable[[int], float]
"""Gives where a position of the text is, as a share (0 to 1) of the height of the document."""


class Minimap(QScrollBar):
    """A vertical scroll bar that shows marks as ticks; a click goes to that place."""

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
            self._put(mark, int(share_of(mark.span.start) * height))
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
            row = int(share_of(mark.span.start) * height)
            self._put(mark, row)
            rows.add(row)
        if self._picture is not None and len(rows) <= 50:
            painter = QPainter(self._picture)
            for row in rows:
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
        self._hits = {int(share * height) for share in shares}
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
        painter.fillRect(event.rect(), theme.paper)
        if self._picture is None:
            self._picture = self._painted()
        painter.drawPixmap(0, 0, self._picture)
        for row in self._hits:
            painter.fillRect(_HIT_LEFT, row, _HIT, _TICK_HEIGHT, theme.accent)
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

    def _painted(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(QSize(round(WIDTH * ratio), round(self.height() * ratio)))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        for row in sorted(self._rows):
            self._paint_row(painter, row)
        painter.end()
        return picture

    def _paint_row(self, painter: QPainter, row: int) -> None:
        """Paint one row: the label that is most frequent there; long if decided, short if it waits for a decision."""
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.fillRect(_TICK_LEFT, row, _TICK, _TICK_HEIGHT, Qt.GlobalColor.transparent)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        counts = self._rows.get(row)
        if not counts or self._inks is None:
            return
        label, decided = max(counts, key=counts.__getitem__)
        if not counts[label, decided]:
            return
        width = _TICK if decided else _SHORT_TICK
        painter.fillRect(_TICK_LEFT, row, width, _TICK_HEIGHT, self._inks.of(label).line)
