"""A list of several columns to look through and choose from, its rows of one height from the first paint on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from gui.plain import tip, upright

DATA_ROLE = Qt.ItemDataRole.UserRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class PlainList(QTreeWidget):
    """``wide`` is the column that takes the room that is left; those in ``figures`` stand at the right."""

    def __init__(
        self, name: str, heads: Sequence[str], wide: int, figures: Sequence[int] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._figures = figures
        self._wide = wide
        self.setAccessibleName(name)
        self.setColumnCount(len(heads))
        self.setHeaderLabels(list(heads))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setStyleSheet("QTreeView::item { padding: 4px 6px }")
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        for column in figures:
            self.headerItem().setTextAlignment(column, _RIGHT)

    def add(self, cells: Sequence[str], data: object, tips: Sequence[str] = ()) -> QTreeWidgetItem:
        """Add a row that stands for something; ``tips`` say more, column by column."""
        item = QTreeWidgetItem(self, [upright(cell) for cell in cells])
        item.setData(0, DATA_ROLE, data)
        # Before the style sheet is known a row would be too low for it.
        item.setSizeHint(self._wide, QSize(0, self.fontMetrics().height() + 9))
        for column, text in enumerate(tips):
            item.setToolTip(column, tip(text))
        for column in self._figures:
            item.setTextAlignment(column, _RIGHT)
        return item

    def chosen(self) -> object:
        """Give what the current row stands for, or None."""
        item = self.currentItem()
        return None if item is None else item.data(0, DATA_ROLE)

    def fit(self, row: int = 0) -> None:
        """Make the columns as wide as what they hold, and a row the current one."""
        for column in range(self.columnCount()):
            if column != self._wide:
                self.resizeColumnToContents(column)
        self.setCurrentIndex(self.model().index(row, 0))
