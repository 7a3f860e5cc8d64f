"""Choose what to export and where to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QWidget

from core.library import ArticleQuery, Library
from core.records import ArticleState, LayerKind
from core.settings import Settings
from gui.dialogs.base import Dialog
from gui.dialogs.fields import Choice
from gui.file_dialogs import file_name, save_dialog
from gui.i18n import number, tr
from gui.look import label, scaled
from gui.words import state_title

_FORMATS = (("jsonl", "JSONL (leuchtstift/1)", ".jsonl"),)


class ExportDialog(Dialog):
    """``chosen`` carries path, layer, state and format."""

    chosen = Signal(object, str, str, str)

    def __init__(self, library: Library, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(tr("Export"), parent, act=tr("Export…"))
        self.setMinimumWidth(scaled(460))
        self._library = library
        self._settings = settings
        self.layer = Choice(self)
        self.layer.addItem(tr("Gold: what you accepted"), "gold")
        self.layer.addItem(tr("Proposals: what the program found"), "proposals")
        self.layer.addItem(tr("All that is shown"), "all")
        known = {"gold", "proposals", "all"}
        for layer in library.layers():
            if layer.kind is not LayerKind.PERSON and layer.name not in known:
                known.add(layer.name)
                self.layer.addItem(tr("Layer {name}", name=layer.name), layer.name)
        self.state = Choice(self)
        self.state.addItem(state_title(ArticleState.REVIEWED), str(ArticleState.REVIEWED))
        self.state.addItem(tr("All articles"), "all")
        for state in (ArticleState.IN_PROGRESS, ArticleState.NEW, ArticleState.SKIPPED):
            self.state.addItem(state_title(state), str(state))
        self.format = Choice(self)
        for code, title, _ in _FORMATS:
            self.format.addItem(title, code)
        self._count = label(role="muted", parent=self)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for title, box in ((tr("Marks"), self.layer), (tr("Articles"), self.state), (tr("Format"), self.format)):
            box.setAccessibleName(title)
            form.addRow(label(title, "muted", self), box)
        form.addRow(label("", parent=self), self._count)
        self.content.addLayout(form)
        self.layer.currentIndexChanged.connect(self._suit)
        self.state.currentIndexChanged.connect(lambda _: self._tell())
        self._tell()

    def finish(self) -> None:
        """Ask where to, and hand all over."""
        suffix = next(suffix for code, _, suffix in _FORMATS if code == self.format.currentData())
        name = file_name(f"{self._library.path.stem}-{self.layer.currentData()}") + suffix
        filters = [f"{self.format.currentText()} (*{suffix})"]
        dialog = save_dialog(self, tr("Export to"), self._settings, suffix, filters, name)
        dialog.fileSelected.connect(self._export)
        dialog.open()

    def _export(self, name: str) -> None:
        self.chosen.emit(Path(name), self.layer.currentData(), self.state.currentData(), self.format.currentData())
        self.accept()

    def _suit(self) -> None:
        """Gold is made of reviewed articles, proposals of all: start from what most people want."""
        wanted = "all" if self.layer.currentData() == "proposals" else str(ArticleState.REVIEWED)
        self.state.choose(wanted)
        self._tell()

    def _tell(self) -> None:
        """Say how many articles that is."""
        state = self.state.currentData()
        query = ArticleQuery() if state == "all" else ArticleQuery(states=(ArticleState(state),))
        count = self._library.count(query)
        words = tr("%n article(s)", n=count)
        self._count.setText(words.replace(str(count), number(count), 1))
        assert self.act is not None
        self.act.setEnabled(count > 0)
