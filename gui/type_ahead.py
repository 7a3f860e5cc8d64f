"""A pop-up list that a person types into: what fits stays, the arrows choose, Enter takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QIcon, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from core.folding import folded
from gui.look import Look, scaled
from gui.plain import tip

Index = QModelIndex | QPersistentModelIndex
DETAIL_ROLE = Qt.ItemDataRole.UserRole + 1
_ROWS, _LEAST = 12, 3  # rows in view at most, and at least where typing brings more
_SIDE, _GAP = 8, 10
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _ROWS, Qt.Key.Key_PageUp: -_ROWS}


@dataclass(frozen=True)
class Pick:
    """One row: what it says, what it says at the right, what it stands for, and the names by which it is found."""

    text: str
    value: object
    detail: str = ""
    names: tuple[str, ...] = ()
    icon: QIcon | None = None
    tip: str = ""


class PickModel(QAbstractListModel):
    """Rows that fit what was typed: those that begin with it first, then those that contain it.

    ``more`` gives further rows for what was typed, for example to make something new of it.
    """

    def __init__(self, picks: Iterable[Pick], more: Callable[[str], Iterable[Pick]] | None = None) -> None:
        super().__init__()
        self._picks = [(tuple(folded(name).casefold() for name in pick.names or (pick.text,)), pick) for pick in picks]
        self._more = more
        self._shown: list[Pick] = []
        self.set_typed("")

    @property
    def can_grow(self) -> bool:
        """Tell whether typing can bring more rows than there are at first."""
        return self._more is not None

    def set_typed(self, typed: str) -> None:
        """Show what fits."""
        wanted = folded(typed).strip().casefold()
        begins: list[Pick] = []
        contains: list[Pick] = []
        for names, pick in self._picks:
            if any(name.startswith(wanted) for name in names):
                begins.append(pick)
            elif any(wanted in name for name in names):
                contains.append(pick)
        self.beginResetModel()
        self._shown = [*begins, *contains, *(self._more(typed.strip()) if self._more else ())]
        self.endResetModel()

    def pick_at(self, row: int) -> Pick | None:
        """Give what stands at a row, or None."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's signature)
        """Give the number of rows that fit."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the words, the detail, the icon and the tip of a row."""
        pick = self.pick_at(index.row()) if index.isValid() else None
        if pick is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return pick.text
            case Qt.ItemDataRole.DecorationRole:
                return pick.icon
            case Qt.ItemDataRole.ToolTipRole:
                return tip(pick.tip) or None
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{pick.text}, {pick.detail}" if pick.detail else pick.text
        return pick.detail if role == DETAIL_ROLE else None


class PickDelegate(QStyledItemDelegate):
    """Paints the words at the left and the detail, fainter, at the right."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        theme, rect = self._look.theme, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent_fill)
            painter.drawRoundedRect(rect, 4, 4)
        room = rect.adjusted(_SIDE, 0, -_SIDE, 0)
        icon = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(icon, QIcon):
            size = 14
            icon.paint(painter, room.left(), rect.center().y() - size // 2, size, size)
            room.adjust(size + _GAP, 0, 0, 0)
        metrics = option.fontMetrics
        text, detail = str(index.data()), str(index.data(DETAIL_ROLE) or "")
        least = min(metrics.horizontalAdvance(text), room.width() * 2 // 3)
        detail = metrics.elidedText(detail, Qt.TextElideMode.ElideRight, room.width() - least - _GAP)
        painter.setFont(option.font)
        painter.setPen(theme.muted)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), detail)
        painter.setPen(theme.text)
        width = room.width() - (metrics.horizontalAdvance(detail) + _GAP if detail else 0)
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the height of a line."""
        return QSize(option.rect.width(), option.fontMetrics.height() + 10)


class TypeAhead(QFrame):
    """The pop-up; ``picked`` carries the value of the row that was taken."""

    picked = Signal(object)

    def __init__(self, look: Look, model: PickModel, title: str, hint: str, parent: QWidget, width: int = 320) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "panel")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(title)
        self.model = model
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(hint)
        self.line.setAccessibleName(title)
        self.line.textChanged.connect(self._type)
        self.line.installEventFilter(self)
        self.view = QTableView(self)
        self.view.setModel(model)
        self.view.setItemDelegate(PickDelegate(look, self.view))
        self.view.setAccessibleName(title)
        self.view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.view.setShowGrid(False)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.horizontalHeader().hide()
        self.view.horizontalHeader().setStretchLastSection(True)
        vertical = self.view.verticalHeader()
        vertical.hide()
        vertical.setDefaultSectionSize(self.fontMetrics().height() + 10)
        rows = min(_ROWS, max(_LEAST if model.can_grow else 1, model.rowCount()))
        self.view.setFixedHeight(vertical.defaultSectionSize() * rows + 4)
        self.view.clicked.connect(lambda _: self._take())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        layout.addWidget(self.line)
        layout.addWidget(self.view)
        self.setFixedWidth(scaled(width))
        self.view.selectRow(0)

    def open_at(self, place: QPoint) -> None:
        """Show the list at a place of the screen, all of it on the screen, and wait for typing."""
        room, size = (QGuiApplication.screenAt(place) or self.screen()).availableGeometry(), self.sizeHint()
        x = max(room.left(), min(place.x(), room.right() - self.width()))
        y = max(room.top(), min(place.y(), room.bottom() - size.height()))
        self.move(x, y)
        self.show()
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list while typing goes on."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                row = min(max(self.view.currentIndex().row() + step, 0), self.model.rowCount() - 1)
                self.view.selectRow(row)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take()
                return True
        return super().eventFilter(watched, event)

    def _type(self, typed: str) -> None:
        self.model.set_typed(typed)
        self.view.selectRow(0)

    def _take(self) -> None:
        pick = self.model.pick_at(self.view.currentIndex().row())
        if pick is not None:
            self.close()
            self.picked.emit(pick.value)
