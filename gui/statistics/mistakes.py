"""The list of errors: one line each, with what was wanted, what was found, and the words in their context."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from core.records import LabelSet
from core.review.evaluate_mistakes import ErrorKind, Mistake
from core.review.evaluate_report import Result
from gui.i18n import later, tr
from gui.in_context import paint_in_context
from gui.label_look import colour_of
from gui.look import Look
from gui.plain import tip, upright
from gui.words import role_title

Index = QModelIndex | QPersistentModelIndex
MISTAKE_ROLE = Qt.ItemDataRole.UserRole
Pair = tuple[str, str]
"""Wanted and found label; an empty one stands for nothing."""

_SIDE, _GAP = 10, 14
_KINDS = {
    ErrorKind.MISSED: later("missed"),
    ErrorKind.SPURIOUS: later("not wanted"),
    ErrorKind.RANGE: later("other range"),
    ErrorKind.LABEL: later("other label"),
    ErrorKind.BOTH: later("other label and range"),
}


def kind_title(result: Result, mistake: Mistake) -> str:
    """Name the kind of an error; between two layers nobody is wrong, so it says who alone has the mark."""
    if result.is_comparison and mistake.kind in (ErrorKind.MISSED, ErrorKind.SPURIOUS):
        return tr("only {layer}", layer=result.sides[mistake.kind is ErrorKind.SPURIOUS])
    return tr(_KINDS[mistake.kind])


def pair_of(mistake: Mistake) -> Pair:
    """Give the labels of both sides."""
    return mistake.wanted[2] if mistake.wanted else "", mistake.found[2] if mistake.found else ""


def pair_title(pair: Pair) -> str:
    """Write two labels as one follows from the other."""
    wanted, found = (label or "–" for label in pair)
    return f"{wanted} → {found}"


class MistakeModel(QAbstractTableModel):
    """The errors of a result, all or those of one pair of labels."""

    def __init__(self) -> None:
        super().__init__()
        self._result: Result | None = None
        self._rows: Sequence[Mistake] = ()

    def set_result(self, result: Result | None, pair: Pair | None = None) -> None:
        """Show the errors of a result (of one pair)."""
        self.beginResetModel()
        self._result = result
        mistakes = () if result is None else result.mistakes
        self._rows = mistakes if pair is None else [each for each in mistakes if pair_of(each) == pair]
        self.endResetModel()

    def pairs(self) -> list[tuple[Pair, int]]:
        """Give the pairs of labels among the errors, the most frequent first."""
        mistakes = () if self._result is None else self._result.mistakes
        return Counter(map(pair_of, mistakes)).most_common()

    def mistake(self, row: int) -> Mistake | None:
        """Give the error of a row, or None."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's signature)
        """Give the number of errors."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Give the one column."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the error to the delegate, and the words to assistive technology and tool tips."""
        mistake = self.mistake(index.row()) if index.isValid() else None
        if mistake is None or self._result is None:
            return None
        if role == MISTAKE_ROLE:
            return mistake
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            kind = kind_title(self._result, mistake)
            words = " ".join(f"{mistake.before}{mistake.inside}{mistake.after}".split())
            return f"{kind}, {pair_title(pair_of(mistake))}: {words} ({mistake.title})"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._whole(self._result, mistake))
        return None

    def _whole(self, result: Result, mistake: Mistake) -> str:
        """Say an error in full: what each side has, and where."""
        names = result.sides if result.is_comparison else (tr("wanted"), tr("found"))
        lines = [kind_title(result, mistake)]
        for name, span in zip(names, (mistake.wanted, mistake.found), strict=True):
            words = "–"
            if span is not None:
                words = f"{span[2]}: {mistake.inside[span[0] - mistake.start : span[1] - mistake.start]}"
            lines.append(f"{name}  {words}")
        return "\n".join([*lines, f"{mistake.title} · {role_title(mistake.zone)}"])


class MistakeDelegate(QStyledItemDelegate):
    """Paints labels and kind at the left, the words in their context, the title of the article at the right."""

    def __init__(self, look: Look, label_set: LabelSet, result: Result, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._label_set = label_set
        self._result = result
        self._small = look.small()
        self._bold = look.small(QFont.Weight.DemiBold)
        pairs = {pair_title(pair_of(each)) for each in result.mistakes}
        kinds = {kind_title(result, each) for each in result.mistakes}
        self._pair_width = _widest(self._bold, pairs)
        self._kind_width = min(_widest(self._small, kinds), 150)

    @property
    def row_height(self) -> int:
        """The height of every row in pixels."""
        return QFontMetrics(self._look.serif(1.08)).height() + 8

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the fixed height."""
        return QSize(option.rect.width(), self.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one error."""
        mistake = index.data(MISTAKE_ROLE)
        if not isinstance(mistake, Mistake):
            return
        theme = self._look.theme
        pair = pair_of(mistake)
        style = theme.label_style(colour_of(self._label_set, pair[0] or pair[1]))
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.accent_fill)
        rect = option.rect.adjusted(_SIDE, 0, -_SIDE, 0)
        align = Qt.AlignmentFlag
        left, middle = int(align.AlignVCenter | align.AlignLeft), int(align.AlignVCenter | align.AlignRight)
        painter.setFont(self._bold)
        painter.setPen(theme.text)
        painter.drawText(rect, left, pair_title(pair))
        rect.setLeft(rect.left() + self._pair_width + _GAP)
        painter.setFont(self._small)
        painter.setPen(theme.muted)
        kind = QRect(rect.left(), rect.top(), self._kind_width, rect.height())
        words = painter.fontMetrics().elidedText(
            kind_title(self._result, mistake), Qt.TextElideMode.ElideRight, self._kind_width
        )
        painter.drawText(kind, left, words)
        rect.setLeft(kind.right() + _GAP)
        titles = min(160, rect.width() // 4)
        title = painter.fontMetrics().elidedText(upright(mistake.title), Qt.TextElideMode.ElideRight, titles)
        painter.drawText(rect, middle, title)
        painter.setFont(self._look.serif(1.08))
        context = rect.adjusted(0, 0, -titles - _GAP, 0)
        before, after = mistake.context
        paint_in_context(painter, context, self._look, style, before, mistake.inside, after)
        painter.restore()


def _widest(font: QFont, texts: set[str]) -> int:
    metrics = QFontMetrics(font)
    return max((metrics.horizontalAdvance(text) for text in texts), default=0) + 2
