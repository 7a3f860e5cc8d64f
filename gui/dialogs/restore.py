"""Choose a backup to go back to, and see what that would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from core.errors import ReaderError
from core.library import Backup, Library
from core.library_records import Totals
from gui.dialogs.base import Dialog
from gui.i18n import later, moment, number, tr
from gui.look import label
from gui.sentences import localized

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_REASONS: Mapping[str, str] = {
    "manual": later("by hand"),
    "auto": later("at work"),
    "close": later("on closing"),
    "import": later("before an import"),
    "bulk": later("before an edit of many articles"),
    "migration": later("before a new program version"),
    "restore": later("before a restore"),
}


class RestoreDialog(Dialog):
    """``chosen`` carries the backup."""

    chosen = Signal(object)

    def __init__(self, backups: Sequence[Backup], now: Totals, parent: QWidget | None = None) -> None:
        super().__init__(tr("Restore a backup"), parent, act=tr("Restore"))
        self.set_size(560, 360)
        self._backups = backups
        words = label(tr("The library as it is now is kept beside the restored one."), "muted", self)
        words.setWordWrap(True)
        self.list = QTreeWidget(self)
        self.list.setColumnCount(3)
        self.list.setHeaderLabels([tr("When"), tr("Made"), tr("Size")])
        self.list.setRootIsDecorated(False)
        self.list.setStyleSheet("QTreeView::item { padding: 4px 6px }")
        self.list.setAccessibleName(tr("Backups"))
        self.list.header().setStretchLastSection(False)
        self.list.headerItem().setTextAlignment(2, _RIGHT)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        items: list[QTreeWidgetItem] = []
        for backup in backups:
            at = moment(backup.at.strftime("%Y-%m-%dT%H:%M:%SZ"))
            reason = tr(_REASONS[backup.reason]) if backup.reason in _REASONS else backup.reason
            size = tr("{size} MB", size=number(backup.path.stat().st_size / 1e6, 1))
            items.append(QTreeWidgetItem(self.list, [at, reason, size]))
            items[-1].setTextAlignment(2, _RIGHT)
        self.list.currentItemChanged.connect(lambda *_: self._show_preview())
        self.list.itemDoubleClicked.connect(lambda *_: self.finish())
        self.content.addWidget(words)
        self.content.addWidget(self.list, 1)
        self._now = now
        self.preview = label("", "", self)
        self.preview.setWordWrap(True)
        self.content.addWidget(self.preview)
        for column in (1, 2):
            self.list.resizeColumnToContents(column)
        if items:
            self.list.setCurrentItem(items[0])
        else:
            self.warn(tr("There is no backup of this library yet."))
            self._allow(False)

    def finish(self) -> None:
        """Hand the chosen backup over."""
        item = self.list.currentItem()
        if item is not None and self.act is not None and self.act.isEnabled():
            self.chosen.emit(self._backups[self.list.indexOfTopLevelItem(item)])
            self.accept()

    def _show_preview(self) -> None:
        """Say what the chosen backup and the library hold; a backup that cannot be opened cannot be restored."""
        item = self.list.currentItem()
        if item is None:
            self._allow(False)
            return
        backup = self._backups[self.list.indexOfTopLevelItem(item)]
        try:
            with Library.open(backup.path, read_only=True) as library:
                then = library.totals()
        except ReaderError as error:
            self.preview.setText("")
            self.warn(localized(error.sentence))
            self._allow(False)
            return
        self.warn("")
        now = tr("Now: {figures}", figures=_in_words(self._now))
        after = tr("Then: {figures}", figures=_in_words(then))
        self.preview.setText(f"{now}\n{after}")
        self._allow(True)

    def _allow(self, is_allowed: bool) -> None:
        assert self.act is not None
        self.act.setEnabled(is_allowed)


def _in_words(totals: Totals) -> str:
    words = [tr("%n article(s)", n=totals.articles), tr("%n mark(s) decided", n=totals.decided)]
    if totals.changed_at:
        words.append(tr("last changed {at}", at=moment(totals.changed_at)))
    return ", ".join(words)
