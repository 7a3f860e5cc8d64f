"""Paints one mark of the list: a box filled when accepted and dashed when proposed, the words, the label."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.records import LabelSet, Mark
from gui.inspector.model import MARK_ROLE
from gui.label_look import colour_of
from gui.theme import Theme

_SIDE = 18
_BOX = 10
_GAP = 10
_KEPT = 64  # painted rows: more than a screen has


class MarkDelegate(QStyledItemDelegate):
    """Paints a row in one call."""

    def __init__(self, theme: Theme, label_set: LabelSet, serif: QFont, sans: QFont, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._label_set = label_set
        self._serif = serif
        self._code_font = QFont(sans)
        self._code_font.setPointSizeF(sans.pointSizeF() * 0.86)
        self._words = QFontMetrics(self._serif)
        self._codes = QFontMetrics(self._code_font)
        self._painted: dict[tuple[object, ...], QPixmap] = {}  # rows by all that they show

    @property
    def row_height(self) -> int:
        """The height of every row in pixels."""
        return self._words.height() + 6

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Give the fixed height."""
        return QSize(option.rect.width(), self.row_height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the row of one mark."""
        mark = index.data(MARK_ROLE)
        if not isinstance(mark, Mark):
            return
        rect, ratio = option.rect, painter.device().devicePixelRatio()
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        key = mark.span.surface, mark.label, mark.is_decided, is_chosen, rect.width(), ratio
        row = self._painted.pop(key, None) or self._row(mark, is_chosen, rect.size(), ratio)
        self._painted[key] = row  # at the end: the one that was not painted for longest is the first to go
        if len(self._painted) > _KEPT:
            del self._painted[next(iter(self._painted))]
        painter.drawPixmap(rect.topLeft(), row)

    def _row(self, mark: Mark, is_chosen: bool, size: QSize, ratio: float) -> QPixmap:
        """Paint a row to be kept: a mark that comes or goes moves all rows below it, and they look as they did."""
        row = QPixmap(size * ratio)
        row.setDevicePixelRatio(ratio)
        row.fill(self._theme.panel)
        painter = QPainter(row)
        self._paint_row(painter, mark, is_chosen, QRect(QPoint(), size))
        painter.end()
        return row

    def _paint_row(self, painter: QPainter, mark: Mark, is_chosen: bool, rect: QRect) -> None:
        theme = self._theme
        style = theme.label_style(colour_of(self._label_set, mark.label))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent_fill)
            painter.drawRoundedRect(QRectF(rect).adjusted(_SIDE - 8, 0, -(_SIDE - 8), 0), 4, 4)
        pen = QPen(style.line, 1.3)
        if not mark.is_decided:
            pen.setDashPattern([2.4, 1.8])
        painter.setPen(pen)
        painter.setBrush(style.fill if mark.is_decided else Qt.BrushStyle.NoBrush)
        middle = rect.center().y() + 0.5
        painter.drawRoundedRect(QRectF(rect.left() + _SIDE + 0.5, middle - _BOX / 2, _BOX, _BOX), 2.5, 2.5)
        code_width = self._codes.horizontalAdvance(mark.label)
        inner = rect.adjusted(_SIDE + _BOX + _GAP, 0, -_SIDE, 0)
        painter.setFont(self._code_font)
        painter.setPen(style.ink)
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), mark.label)
        painter.setFont(self._serif)
        painter.setPen(theme.text if mark.is_decided else theme.muted)
        surface = " ".join(mark.span.surface.split())
        words = self._words.elidedText(surface, Qt.TextElideMode.ElideRight, inner.width() - code_width - _GAP)
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), words)
