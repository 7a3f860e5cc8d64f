"""The tick list of occurrences: its model, and the delegate that sets the words off in their context."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from core.occurrences import Occurrence
from gui.i18n import quoted, tr
from gui.in_context import paint_in_context
from gui.look import Look
from gui.plain import tip

Index = QModelIndex | QPersistentModelIndex
OCCURRENCE_ROLE = Qt.ItemDataRole.UserRole
_ROOM = 44  # pixels for the tick


class OccurrenceModel(QAbstractTableModel):
    """Occurrences with a tick each; those that are marked already cannot be ticked."""

    ticks_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Occurrence] = []
        self._ticked: set[int] = set()
        self._all: set[int] = set()  # what "all" means
        self._label = ""

    def set_rows(self, rows: Sequence[Occurrence], label_code: str) -> None:
        """Show occurrences; all are ticked that are free, and lie in no longer mark of the label: gold seldom nests.

        Where none is left by that, "all" means each that can be ticked.
        """
        self.beginResetModel()
        self._rows = list(rows)
        self._label = label_code
        self._ticked = {
            row
            for row, each in enumerate(self._rows)
            if not each.label and not each.is_covered and not each.inside(label_code)
        }
        self._all = set(self._ticked) or {row for row in range(len(self._rows)) if self._can_tick(row)}
        self.endResetModel()
        self.ticks_changed.emit()

    def ticked(self) -> list[Occurrence]:
        """Give the ticked occurrences."""
        return [self._rows[row] for row in sorted(self._ticked)]

    def inside(self) -> int:
        """Count those that lie in a longer mark of the label, and are no mark themselves."""
        return sum(self._can_tick(row) and bool(each.inside(self._label)) for row, each in enumerate(self._rows))

    @property
    def has_all(self) -> bool:
        """Tell whether all are ticked that were when they were listed; others may be as well."""
        return bool(self._all) and self._all <= self._ticked

    def toggle_all(self) -> None:
        """Tick all that were ticked when they were listed, beside what is ticked now; if they are, tick none."""
        self._ticked = set() if self.has_all else self._ticked | self._all
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))
        self.ticks_changed.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's signature)
        """Give the number of occurrences."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Give the one column."""
        return 0 if parent.isValid() else 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let free occurrences be ticked."""
        flags = super().flags(index)
        if index.isValid() and self._can_tick(index.row()):
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags & ~Qt.ItemFlag.ItemIsEnabled

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the occurrence to the delegate, the tick, and the words to assistive technology."""
        if not index.isValid():
            return None
        each = self._rows[index.row()]
        if role == OCCURRENCE_ROLE:
            return each
        if role == Qt.ItemDataRole.CheckStateRole:
            ticked = index.row() in self._ticked or not self._can_tick(index.row())
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{each.title}: {each.before}{each.surface}{each.after}"
        inside = each.inside(self._label)
        if role == Qt.ItemDataRole.ToolTipRole and inside and self._can_tick(index.row()):
            return tip(tr("Not ticked: it lies in the mark {surface} of the same label.", surface=quoted(inside)))
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a tick."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid() or not self._can_tick(index.row()):
            return False
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._ticked.add(index.row())
        else:
            self._ticked.discard(index.row())
        self.dataChanged.emit(index, index)
        self.ticks_changed.emit()
        return True

    def _can_tick(self, row: int) -> bool:
        return self._rows[row].label != self._label or not self._label


class OccurrenceDelegate(QStyledItemDelegate):
    """Paints the words in their context, centred on each other, with the title of the article behind."""

    def __init__(self, look: Look, colour: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.colour = colour

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint tick and ground as usual, then the words."""
        each = index.data(OCCURRENCE_ROLE)
        self.initStyleOption(option, index)
        option.text = ""
        widget = option.widget
        widget.style().drawControl(widget.style().ControlElement.CE_ItemViewItem, option, painter, widget)
        style = self._look.theme.label_style(self.colour)
        painter.save()
        is_marked = not option.state & QStyle.StateFlag.State_Enabled
        painter.setFont(self._look.serif(1.08))
        rect = option.rect.adjusted(_ROOM, 0, -12, 0)
        titles = min(180, rect.width() // 4)
        words = rect.adjusted(0, 0, -titles - 16, 0)
        paint_in_context(painter, words, self._look, style, each.before, each.surface, each.after, is_faint=is_marked)
        painter.setFont(self._look.small())
        title = painter.fontMetrics().elidedText(each.title, Qt.TextElideMode.ElideRight, titles)
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), title)
        painter.restore()

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Let a click anywhere in the row, or Space, tick it."""
        is_click = event.type() == QEvent.Type.MouseButtonRelease
        is_space = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        if not (is_click or is_space) or not index.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        ticked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
        state = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
        return model.setData(index, state, Qt.ItemDataRole.CheckStateRole)
