"""Choose a backup to go back to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from core.library import Backup
from gui.dialogs.base import Dialog
from gui.i18n import later, moment, number, tr
from gui.look import label

_REASONS: Mapping[str, str] = {
    "manual": later("by hand"),
    "auto": later("at work"),
    "close": later("on closing"),
    "import": later("before an import"),
    "migration": later("before a new program version"),
    "restore": later("before a restore"),
}


class RestoreDialog(Dialog):
    """``chosen`` carries the backup."""

    chosen = Signal(object)

    def __init__(self, backups: Sequence[Backup], parent: QWidget | None = None) -> None:
        super().__init__(tr("Restore a backup"), parent, act=tr("Restore"))
        self.resize(560, 360)
        self._backups = backups
        words = label(tr("The library as it is now is kept beside the restored one."), "muted", self)
        words.setWordWrap(True)
        self.list = QTreeWidget(self)
        self.list.setColumnCount(3)
        self.list.setHeaderLabels([tr("When"), tr("Made"), tr("Size")])
        self.list.setRootIsDecorated(False)
        self.list.setStyleSheet("QTreeView::item { padding: 4px 6px }")
        self.list.setAccessibleName(tr("Backups"))
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        items: list[QTreeWidgetItem] = []
        for backup in backups:
            at = moment(backup.at.strftime("%Y-%m-%dT%H:%M:%SZ"))
            reason = tr(_REASONS[backup.reason]) if backup.reason in _REASONS else backup.reason
            size = tr("{size} MB", size=number(backup.path.stat().st_size / 1e6, 1))
            items.append(QTreeWidgetItem(self.list, [at, reason, size]))
        self.list.currentItemChanged.connect(lambda *_: self._allow())
        self.list.itemDoubleClicked.connect(lambda *_: self.finish())
        self.content.addWidget(words)
        self.content.addWidget(self.list, 1)
        if items:
            self.list.setCurrentItem(items[0])
        else:
            self.warn(tr("There is no backup of this library yet."))
        self._allow()

    def finish(self) -> None:
        """Hand the chosen backup over."""
        item = self.list.currentItem()
        if item is not None:
            self.chosen.emit(self._backups[self.list.indexOfTopLevelItem(item)])
            self.accept()

    def _allow(self) -> None:
        assert self.act is not None
        self.act.setEnabled(self.list.currentItem() is not None)
