"""Paints one article of the list: title, source and date, and how far the person has come, or where the search hit."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from core.library_records import SearchHit
from core.records import ArticleRow, ArticleState
from gui.i18n import day, number, tr
from gui.library.model import HIT_ROLE, ROW_ROLE
from gui.plain import upright
from gui.theme import Theme

_SIDE = 16  # pixels left and right
_TOP = 12
_GAP = 4
_BAR = 4
_COUNT_WIDTH = 62
_ON_FILL = 0.4


class ArticleDelegate(QStyledItemDelegate):
    """One call paints a whole row: cells and roles asked one by one cost five times as much."""

    def __init__(self, theme: Theme, font: QFont, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._title_font = QFont(font)
        self._bold_font = QFont(font)
        self._bold_font.setWeight(QFont.Weight.DemiBold)
        self._small_font = QFont(font)
        self._small_font.setPointSizeF(font.pointSizeF() * 0.86)
        self._title_metrics = QFontMetrics(self._bold_font)
        self._plain_metrics = QFontMetrics(self._title_font)
        self._small_metrics = QFontMetrics(self._small_font)

    @property
    def row_height(self) -> int:
        """The height of every row in pixels."""
        title, small = self._title_metrics.height(), self._small_metrics.height()
        return _TOP + title + _GAP + small + _GAP + small + _TOP - 2

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Give the fixed height."""
        return QSize(option.rect.width(), self.row_height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the row of one article."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, ArticleRow):
            return
        theme, rect = self._theme, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # The state in the option says so too, but asking it makes every enum of QStyle: 5 ms before the first paint.
        is_chosen = self._view.selectionModel().isSelected(index)
        if is_chosen:
            painter.fillRect(rect, theme.accent_fill)
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.accent)
        painter.fillRect(rect.left() + _SIDE, rect.bottom(), rect.width() - _SIDE, 1, theme.rule)
        inner = rect.adjusted(_SIDE, _TOP, -_SIDE, 0)
        top = self._paint_title(painter, row, inner)
        top = self._paint_origin(painter, row, inner, top + _GAP)
        hit = index.data(HIT_ROLE)
        line = QRect(inner.left(), top + _GAP, inner.width(), self._small_metrics.height())
        if isinstance(hit, SearchHit):
            self._paint_hit(painter, hit, line)
        else:
            self._paint_progress(painter, row, line, is_chosen=is_chosen)
        painter.restore()

    def _paint_title(self, painter: QPainter, row: ArticleRow, inner: QRect) -> int:
        is_done = row.state in (ArticleState.REVIEWED, ArticleState.SKIPPED)
        metrics = self._plain_metrics if is_done else self._title_metrics
        painter.setFont(self._title_font if is_done else self._bold_font)
        painter.setPen(self._theme.muted if is_done else self._theme.text)
        title = metrics.elidedText(upright(row.title) or tr("Untitled"), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(QPointF(inner.left(), inner.top() + metrics.ascent()), title)
        return inner.top() + metrics.height()

    def _paint_origin(self, painter: QPainter, row: ArticleRow, inner: QRect, top: int) -> int:
        painter.setFont(self._small_font)
        painter.setPen(self._theme.muted)
        painter.drawText(
            QPointF(inner.left(), top + self._small_metrics.ascent()), origin(row, self._small_metrics, inner.width())
        )
        return top + self._small_metrics.height()

    def _paint_progress(self, painter: QPainter, row: ArticleRow, line: QRect, *, is_chosen: bool) -> None:
        theme = self._theme
        is_reviewed = row.state is ArticleState.REVIEWED
        count = number(row.marks) if row.marks else ""
        if is_reviewed:
            count = f"✓ {number(row.decided)}"  # its gold: what nobody decided on is not left to do there
        elif row.state is ArticleState.SKIPPED:
            count = tr("skipped")
        room = max(_COUNT_WIDTH, self._small_metrics.horizontalAdvance(count) + _GAP * 3)
        bar = QRectF(line.left(), line.center().y() - _BAR / 2 + 1, line.width() - room, _BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        track = QColor(theme.faint if is_chosen else theme.track)
        track.setAlphaF(_ON_FILL if is_chosen else 1)  # a hairline's colour is lost on the fill of a chosen row
        painter.setBrush(track)
        painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
        share = 1.0 if is_reviewed else row.decided / row.marks if row.marks else 0.0
        if share > 0:
            painter.setBrush(theme.good if is_reviewed else theme.accent)
            done = QRectF(bar.left(), bar.top(), max(_BAR, bar.width() * share), _BAR)
            painter.drawRoundedRect(done, _BAR / 2, _BAR / 2)
        painter.setPen(theme.muted)
        painter.setFont(self._small_font)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), count)

    def _paint_hit(self, painter: QPainter, hit: SearchHit, line: QRect) -> None:
        """Paint the snippet with the words that hit set off, scrolled so that the first one is in view."""
        metrics, theme = self._small_metrics, self._theme
        snippet, positions = hit.snippet.replace("\n", " "), hit.positions
        x, y = float(line.left()), line.top() + metrics.ascent()
        painter.setClipRect(line)
        done = 0
        if positions:
            lead = snippet[: positions[0][0]]
            room = line.width() * 0.55 - metrics.horizontalAdvance(snippet[slice(*positions[0])])
            cut = metrics.elidedText(lead, Qt.TextElideMode.ElideLeft, max(0, int(room)))
            x = self._paint_words(painter, cut, x, y, theme.muted)
            done = positions[0][0]
        for start, end in positions:
            x = self._paint_words(painter, snippet[done:start], x, y, theme.muted)
            width = metrics.horizontalAdvance(snippet[start:end])
            painter.fillRect(QRectF(x - 1, line.top(), width + 2, line.height()), theme.selection)
            x = self._paint_words(painter, snippet[start:end], x, y, theme.text)
            done = end
        rest = metrics.elidedText(snippet[done:], Qt.TextElideMode.ElideRight, max(0, int(line.right() - x)))
        self._paint_words(painter, rest, x, y, theme.muted)

    def _paint_words(self, painter: QPainter, words: str, x: float, y: float, colour: QColor) -> float:
        painter.setPen(colour)
        painter.setFont(self._small_font)
        painter.drawText(QPointF(x, y), words)
        return x + self._small_metrics.horizontalAdvance(words)


def origin(row: ArticleRow, metrics: QFontMetrics, width: int) -> str:
    """Give source and day of an article in a width in pixels: the name is shortened, never the day."""
    date = day(row.published)
    end = f"  ·  {date}" if row.source and date else date
    room = max(0, width - metrics.horizontalAdvance(end))
    return metrics.elidedText(upright(row.source), Qt.TextElideMode.ElideRight, room) + end
