"""The lines that tie the selected mark to those it is related to: between the lines of text and in the margin.

A line never crosses text. Where another line of text lies between two marks it goes round by the margin; where the
other mark is out of view it goes to the edge of the view, and what stands there names the mark and leads to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPathStroker, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gui.reader.arc_routes import CLEAR, CURVE, Arc, Pointer, Router
from gui.reader.arc_routes import Tie as Tie

if TYPE_CHECKING:
    from gui.reader.article_view import ArticleView
    from gui.reader.layout import ReaderLayout
    from gui.reader.painting import SurfacePainter

_DOT = 2.6
_REACH = 4  # pixels beside a line that still count as on it


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
        self._paint_titles(painter)
        painter.setFont(self._small())
        for pointer in self._pointers:
            painter.setPen(QPen(QColor(theme.accent), 1))
            painter.setBrush(theme.panel)
            painter.drawRoundedRect(pointer.box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.setPen(theme.accent)
            painter.drawText(pointer.box, int(Qt.AlignmentFlag.AlignCenter), pointer.text)

    def _paint_titles(self, painter: QPainter) -> None:
        """Write along the longest line of each margin what the marks are to each other, where there is room."""
        longest: dict[float, Arc] = {}
        for arc in self._arcs:
            if arc.trunk is not None:
                known = longest.get(arc.trunk.x1())
                if known is None or known.trunk is None or arc.trunk.length() > known.trunk.length():
                    longest[arc.trunk.x1()] = arc
        font = self._surface.inks.chip_font
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(self._surface.theme.accent)
        for x, arc in longest.items():
            words = arc.title.upper()
            width = metrics.horizontalAdvance(words)
            if arc.trunk is None or arc.trunk.length() < width + 4 * CURVE:
                continue
            painter.save()
            at_left = x < self._layout.left
            painter.translate(x, arc.trunk.center().y())
            painter.rotate(-90 if at_left else 90)  # it reads with the line at its foot
            painter.drawText(QPointF(-width / 2, -CLEAR), words)
            painter.restore()

    def _route(self) -> None:
        """Find where the lines go now: heights and places are those of the present view."""
        view, own = self._view, self._surface.selected
        router = Router(self._layout, view.viewport().rect(), view.verticalScrollBar().value(), self._small())
        if own is not None and self._surface.marks_visible:
            router.route(own, self._ties)
        self._arcs, self._pointers = router.arcs, router.pointers

    def _small(self) -> QFont:
        font = QFont(self._view.ui_font())
        font.setPixelSize(max(9, round(font.pixelSize() * 0.86)))
        return font
