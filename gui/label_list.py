"""The list of labels that a person types into (key ``l``): quick with hundreds of labels."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QTableView, QVBoxLayout, QWidget

from core.records import Label, LabelSet
from gui.i18n import tr
from gui.label_keys import assign
from gui.label_look import swatch, title_of
from gui.look import Look

Index = QModelIndex | QPersistentModelIndex
_ROWS = 12


class LabelModel(QAbstractListModel):
    """Labels that fit what was typed: those that begin with it first, then those that contain it."""

    def __init__(self, look: Look, label_set: LabelSet) -> None:
        super().__init__()
        self._look = look
        self._labels = [(title_of(label), label) for label in label_set.labels if not label.hidden]
        self._keys = {label.code: str(key) for key, label in assign(label_set.labels).items()}
        self._shown = self._labels

    def set_typed(self, typed: str) -> None:
        """Show what fits."""
        wanted = typed.strip().casefold()
        self.beginResetModel()
        begins = [each for each in self._labels if self._fit(each, wanted) == 0]
        contains = [each for each in self._labels if self._fit(each, wanted) == 1]
        self._shown = begins + contains
        self.endResetModel()

    def label_at(self, row: int) -> Label | None:
        """Give the label at a row, or None."""
        return self._shown[row][1] if 0 <= row < len(self._shown) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's signature)
        """Give the number of labels that fit."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give title, code and key."""
        label = self.label_at(index.row()) if index.isValid() else None
        if label is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            key = self._keys.get(label.code)
            code = "" if label.code == title_of(label) else f"   {label.code}"
            return f"{title_of(label)}{code}" + (f"   {key}" if key else "")
        if role == Qt.ItemDataRole.DecorationRole:
            return swatch(self._look.theme, label.colour)
        if role == Qt.ItemDataRole.ToolTipRole:
            return label.description or None
        return None

    @staticmethod
    def _fit(each: tuple[str, Label], wanted: str) -> int | None:
        names = (each[0].casefold(), each[1].code.casefold())
        if any(name.startswith(wanted) for name in names):
            return 0
        return 1 if any(wanted in name for name in names) else None


class LabelList(QFrame):
    """A pop-up with a line to type into and the labels that fit below; Enter takes the chosen one."""

    label_chosen = Signal(str)

    def __init__(self, look: Look, label_set: LabelSet, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "panel")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.model = LabelModel(look, label_set)
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(tr("Type a label"))
        self.line.setAccessibleName(tr("Label"))
        self.line.textChanged.connect(self._type)
        self.line.installEventFilter(self)
        self.view = QTableView(self)
        self.view.setModel(self.model)
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
        self.view.setFixedHeight(vertical.defaultSectionSize() * min(_ROWS, max(1, self.model.rowCount())) + 4)
        self.view.clicked.connect(lambda _: self._choose())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        layout.addWidget(self.line)
        layout.addWidget(self.view)
        self.setFixedWidth(320)
        self.view.selectRow(0)

    def open_at(self, place: QPoint) -> None:
        """Show the list at a place of the screen and wait for typing."""
        self.move(place)
        self.show()
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list while typing goes on."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _ROWS, Qt.Key.Key_PageUp: -_ROWS}.get(
                Qt.Key(event.key())
            )
            if step is not None:
                row = min(max(self.view.currentIndex().row() + step, 0), self.model.rowCount() - 1)
                self.view.selectRow(row)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose()
                return True
        return super().eventFilter(watched, event)

    def _type(self, typed: str) -> None:
        self.model.set_typed(typed)
        self.view.selectRow(0)

    def _choose(self) -> None:
        label = self.model.label_at(self.view.currentIndex().row())
        if label is not None:
            self.close()
            self.label_chosen.emit(label.code)
