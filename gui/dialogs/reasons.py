"""A list of what went wrong: where, and the sentence that says why, wrapped to the width."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem, QWidget

from gui.i18n import tr
from gui.plain import tip

_PADDING = 9  # of the style below and of the style's own frame, pixels
_TALL = 10_000


class ReasonList(QTreeWidget):
    """Two columns; each row is as tall as its sentence: a tree wraps words but keeps rows of one line (in Qt 6.11)."""

    def __init__(self, where: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setColumnCount(2)
        self.setHeaderLabels([where, tr("Why")])
        self.setRootIsDecorated(False)
        self.setWordWrap(True)
        self.setUniformRowHeights(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setAccessibleName(name)
        self.setStyleSheet("QTreeView::item { padding: 4px 6px }")
        self.setColumnWidth(0, 190)
        self.header().sectionResized.connect(lambda column, _, width: self._fit_rows(width) if column == 1 else None)

    def add(self, where: str, sentence: str, more: str = "") -> None:
        """Add a row; ``more`` says more of where it was."""
        item = QTreeWidgetItem(self, [where, sentence])
        item.setToolTip(0, tip(more or where))
        item.setToolTip(1, tip(sentence))
        for column in (0, 1):
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

    def _fit_rows(self, width: int) -> None:
        metrics = self.fontMetrics()
        room = width - 2 * _PADDING
        for row in range(self.topLevelItemCount()):
            item = self.topLevelItem(row)
            assert item is not None
            words = metrics.boundingRect(0, 0, room, _TALL, Qt.TextFlag.TextWordWrap, item.text(1))
            item.setSizeHint(1, QSize(width, words.height() + 8))
