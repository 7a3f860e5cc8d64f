"""Paint a step of the history, and one of its changes with the place in the text."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.library_records import PastStep
from core.records import LabelSet
from gui.history.change_model import LINE_ROLE, Line
from gui.history.model import STEP_ROLE, when_and_who
from gui.i18n import tr
from gui.label_look import colour_of
from gui.look import Look
from gui.plain import upright
from gui.steps import step_done

_SIDE = 18  # pixels left and right, as in the inspector
_TOP = 6
_GAP = 2
_PAD = 3  # around a mark in its context
_ELIDE = Qt.TextElideMode.ElideRight


class _TwoLines(QStyledItemDelegate):
    """Rows of two lines, the chosen one on a rounded ground."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._fonts = self._upper_font(look), self._lower_font(look)
        self._metrics = QFontMetrics(self._fonts[0]), QFontMetrics(self._fonts[1])

    @property
    def row_height(self) -> int:
        """The height of every row in pixels."""
        return _TOP + self._metrics[0].height() + _GAP + self._metrics[1].height() + _TOP

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Give the fixed height."""
        return QSize(option.rect.width(), self.row_height)

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> QRect:
        """Paint what lies under a row; give the room for its lines."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.theme.accent_fill)
            painter.drawRoundedRect(QRectF(rect).adjusted(_SIDE - 8, 1, -(_SIDE - 8), -1), 5, 5)
        return rect.adjusted(_SIDE, _TOP, -_SIDE, 0)

    def _paint_upper(self, painter: QPainter, words: str, inner: QRect) -> None:
        """Paint the words of the first line in the colours and the font that are set."""
        painter.drawText(QPointF(inner.left(), inner.top() + self._metrics[0].ascent()), words)

    def _lower(self, inner: QRect) -> int:
        """Give where the second line begins."""
        return inner.top() + self._metrics[0].height() + _GAP

    def _upper_font(self, look: Look) -> QFont:
        return QFont(look.sans)

    def _lower_font(self, look: Look) -> QFont:
        return look.small()


class StepDelegate(_TwoLines):
    """What was done; when, by whom and in which article below. What was taken back is struck through."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one step."""
        past = index.data(STEP_ROLE)
        if isinstance(past, PastStep):
            painter.save()
            self._paint_step(painter, past, self._ground(painter, option))
            painter.restore()

    def _paint_step(self, painter: QPainter, past: PastStep, inner: QRect) -> None:
        theme = self._look.theme
        font = QFont(self._fonts[0])
        font.setStrikeOut(not past.is_done)
        painter.setFont(font)
        painter.setPen(theme.text if past.is_done else theme.muted)
        words = self._metrics[0].elidedText(step_done(past.step), _ELIDE, inner.width())
        self._paint_upper(painter, words, inner)
        painter.setFont(self._fonts[1])
        painter.setPen(theme.muted)
        parts = (when_and_who(past), "" if past.is_done else tr("taken back"), upright(past.title))
        about = self._metrics[1].elidedText("  ·  ".join(filter(None, parts)), _ELIDE, inner.width())
        painter.drawText(QPointF(inner.left(), self._lower(inner) + self._metrics[1].ascent()), about)


class ChangeDelegate(_TwoLines):
    """What changed, and the words around the place with the place set off as the text shows it."""

    def __init__(self, look: Look, label_set: LabelSet, parent: QObject) -> None:
        super().__init__(look, parent)
        self._label_set = label_set

    def _upper_font(self, look: Look) -> QFont:
        return look.small(QFont.Weight.DemiBold)

    def _lower_font(self, look: Look) -> QFont:
        return look.serif(1.08)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one change."""
        line = index.data(LINE_ROLE)
        if isinstance(line, Line):
            painter.save()
            self._paint_line(painter, line, self._ground(painter, option))
            painter.restore()

    def _paint_line(self, painter: QPainter, line: Line, inner: QRect) -> None:
        theme = self._look.theme
        style = theme.label_style(colour_of(self._label_set, line.label)) if line.label else None
        painter.setFont(self._fonts[0])
        painter.setPen(style.ink if style is not None else theme.text)
        words = self._metrics[0].elidedText(line.words, _ELIDE, inner.width())
        self._paint_upper(painter, words, inner)
        room = inner.width() - self._metrics[0].horizontalAdvance(words) - 16
        if line.context is None:
            self._paint_below(painter, line.title, inner)
            return
        if line.title and room > 40:
            painter.setFont(self._look.small())
            painter.setPen(theme.muted)
            title = QFontMetrics(self._look.small()).elidedText(upright(line.title), _ELIDE, room)
            box = QRect(inner.left(), inner.top(), inner.width(), self._metrics[0].height())
            painter.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), title)
        self._paint_context(painter, line, inner)

    def _paint_below(self, painter: QPainter, title: str, inner: QRect) -> None:
        painter.setFont(self._fonts[1])
        painter.setPen(self._look.theme.muted)
        shown = self._metrics[1].elidedText(upright(title), _ELIDE, inner.width())
        painter.drawText(QPointF(inner.left(), self._lower(inner) + self._metrics[1].ascent()), shown)

    def _paint_context(self, painter: QPainter, line: Line, inner: QRect) -> None:
        context, theme, metrics = line.context, self._look.theme, self._metrics[1]
        assert context is not None
        inside = metrics.elidedText(context.inside, _ELIDE, int(inner.width() * 0.7))
        width = metrics.horizontalAdvance(inside)
        room = max(0, inner.width() - width - 2 * _PAD)
        before = metrics.elidedText(context.before, Qt.TextElideMode.ElideLeft, int(room * 0.4))
        x = inner.left() + metrics.horizontalAdvance(before) + _PAD
        after = metrics.elidedText(context.after, _ELIDE, int(inner.right() - x - width - _PAD))
        lower = self._lower(inner)
        y = lower + metrics.ascent()
        painter.setFont(self._fonts[1])
        if line.label:
            style = theme.label_style(colour_of(self._label_set, line.label))
            pen = QPen(style.line, 1.2)
            if not line.is_kept:
                pen.setDashPattern([2.4, 1.8])
            painter.setPen(pen)
            painter.setBrush(style.fill if line.is_kept else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(x - _PAD, lower, width + 2 * _PAD, metrics.height()), 3, 3)
        painter.setPen(theme.muted)
        painter.drawText(QPointF(inner.left(), y), before)
        painter.drawText(QPointF(x + width + _PAD, y), after)
        painter.setPen(theme.text)
        painter.drawText(QPointF(x, y), inside)
