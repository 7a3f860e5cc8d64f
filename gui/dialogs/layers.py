"""The layers of the library: which persons, pipelines and files spoke, when, how much; each shown or hidden."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QTreeWidgetItem, QWidget

from core.library_layers import LayerGroup, grouped, layer_groups, set_hidden
from core.records import ChangeSet, LayerKind
from gui.dialogs.base import Dialog
from gui.dialogs.plain_list import PlainList
from gui.i18n import later, moment, number, tr
from gui.jobs import Job, Jobs
from gui.look import label
from gui.session import Session

_KINDS = {
    LayerKind.PERSON: later("person"),
    LayerKind.PIPELINE: later("pipeline"),
    LayerKind.RULES: later("rules"),
    LayerKind.IMPORT: later("imported file"),
}


class LayersDialog(Dialog):
    """A tick shows or hides all runs of a layer, at once and as one undo step."""

    comparison_wanted = Signal()

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(tr("Layers"), parent)
        self.set_size(700, 400)
        self._session = session
        self._jobs = jobs
        self._groups: list[LayerGroup] = []
        self._is_filling = False
        words = tr(
            "Each pipeline, person and imported file has a layer of its own. Ticked ones are shown; the others keep "
            "all that they say. Of several runs of a pipeline over an article the newest is shown."
        )
        intro = label(words, "muted", self)
        intro.setWordWrap(True)
        heads = (tr("Layer"), tr("Kind"), tr("Articles"), tr("Marks"), tr("Newest run"))
        self.list = PlainList(tr("Layers"), heads, 0, (2, 3), self)
        self.list.itemChanged.connect(self._ticked)
        self.content.addWidget(intro)
        self.content.addWidget(self.list, 1)
        self.compare = self.buttons.addButton(tr("Compare layers…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.compare.clicked.connect(self._compare)
        self.buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)
        session.changed.connect(self._follow)
        self._fill(grouped(session.library.layers()))
        self._count()

    def _count(self) -> None:
        """Count articles and marks in a thread: it reads the whole library."""
        library = self._session.library

        def work(job: Job[list[LayerGroup]]) -> list[LayerGroup]:
            return layer_groups(library, lambda: job.is_cancelled)

        self._counting = self._jobs.start(tr("Counting"), work, self.while_open(self._fill))

    def done(self, result: int) -> None:
        """Close; nobody waits for the figures any more."""
        self._counting.cancel()
        super().done(result)

    def _fill(self, groups: list[LayerGroup]) -> None:
        self._is_filling = True
        self._groups = groups
        row = max(self.list.currentIndex().row(), 0)
        self.list.clear()
        for group in groups:
            counted = group.articles or group.spans
            figures = (group.articles, group.spans) if counted else (None, None)
            shown = [number(value) if value is not None else "" for value in figures]
            runs = tr("%n run(s)", n=len(group.layers))
            tip = group.title if group.kind is LayerKind.PERSON else f"{group.title}, {runs}"
            item = self.list.add((group.title, tr(_KINDS[group.kind]), *shown, moment(group.at)), group, (tip,))
            item.setCheckState(0, Qt.CheckState.Unchecked if group.hidden else Qt.CheckState.Checked)
            if not self._session.is_writable:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
        self.list.fit(row)
        self.compare.setEnabled(any(group.kind.is_machine for group in groups))
        self._is_filling = False

    def _ticked(self, item: QTreeWidgetItem, column: int) -> None:
        if self._is_filling or column != 0:
            return
        group = self._groups[self.list.indexOfTopLevelItem(item)]
        if self._session.do(set_hidden(group, item.checkState(0) is Qt.CheckState.Unchecked)) is None:
            self._tick(self._groups)  # refused: it is shown as before

    def _follow(self, _: ChangeSet) -> None:
        """Show what a step (also an undo) hid or showed, with the figures that are known."""
        figures = {group.layers[0].id: (group.articles, group.spans) for group in self._groups}
        groups = grouped(self._session.library.layers(), figures)
        if [group.title for group in groups] == [group.title for group in self._groups]:
            self._tick(groups)
        else:
            self._fill(groups)

    def _tick(self, groups: list[LayerGroup]) -> None:
        """Show in the rows that are there what is hidden: the one that was just ticked must not be deleted under Qt."""
        self._is_filling = True
        self._groups = groups
        for row, group in enumerate(groups):
            item = self.list.topLevelItem(row)
            assert item is not None
            item.setCheckState(0, Qt.CheckState.Unchecked if group.hidden else Qt.CheckState.Checked)
        self._is_filling = False

    def _compare(self) -> None:
        self.accept()
        self.comparison_wanted.emit()
