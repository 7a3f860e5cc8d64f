"""Which pipelines there are: the one for each language is chosen, others are added from elsewhere or removed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QMenu,
    QMessageBox,
    QPushButton,
    QWidget,
)

from core.errors import Problem, ReaderError
from core.extract import PipelineInfo, PipelineKind, added, available_pipelines, best_for, packages
from gui import messages
from gui.dialogs.base import Dialog
from gui.dialogs.fields import Choice
from gui.dialogs.plain_list import DATA_ROLE, PlainList
from gui.i18n import later, tr
from gui.jobs import Job, Jobs
from gui.languages import language_name
from gui.look import heading, label
from gui.pipeline_names import pipeline_title
from gui.sentences import localized

Result = TypeVar("Result")

_KINDS = {
    PipelineKind.EMBEDDED: later("comes with Leuchtstift"),
    PipelineKind.INSTALLED: later("installed"),
    PipelineKind.TRAINED: later("trained here"),
    PipelineKind.FOLDER: later("folder that you allowed"),
    PipelineKind.LIST: later("word list"),
}
_NAMED_RISKS = 6  # files and functions named in the question; more would make it a wall


class PipelinesDialog(Dialog):
    """``chosen`` carries the keys of the chosen pipelines by language whenever one is chosen; all else is done here."""

    chosen = Signal(object)

    def __init__(self, choice: Mapping[str, str], jobs: Jobs, lang: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("Pipelines"), parent)
        self.set_size(820, 460)
        self._choice = dict(choice)
        self._jobs = jobs
        self._lang = lang.partition("-")[0].lower()
        self.choices: dict[str, Choice] = {}
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(16)
        self._form.setVerticalSpacing(8)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        heads = (tr("Name"), tr("Language"), tr("Where from"), tr("Marks"))
        self.list = PlainList(tr("Pipelines"), heads, 3, parent=self)
        self.list.currentItemChanged.connect(lambda *_: self._allow())
        self.add = QPushButton(tr("Add"), self)
        self.remove = QPushButton(tr("Remove"), self)
        self.remove.clicked.connect(self._ask_remove)
        self.more = QPushButton(tr("Get more pipelines…"), self)
        self.more.clicked.connect(self._show_more)
        menu = QMenu(self.add)
        menu.addAction(tr("Word list (CSV or TXT)…"), self._ask_list)
        menu.addAction(tr("Pipeline folder…"), self._ask_folder)
        menu.addAction(tr("Downloaded wheel of spaCy…"), self._ask_wheel)
        self.add.setMenu(menu)
        self._build()
        self.refresh()
        self.list.setFocus()  # it stays, the choices above it are made anew with each pipeline

    def refresh(self) -> None:
        """Show what is here now."""
        found = available_pipelines()
        self._fill_form(found)
        self.list.clear()
        for info in found:
            self._add_row(info)
        present = {info.source for info in found}
        for entry in added.entries():
            if entry.path not in present:
                self._add_missing(entry.path)
        self.list.fit()
        self._allow()

    # Adding

    def add_list(self, path: Path) -> None:
        """Read a word list in a thread and add it; all lines of it that cannot be used are told."""
        self._in_thread(path, lambda: added.add_list(path), lambda problems: self._tell_lines(path, problems))

    def _tell_lines(self, path: Path, problems: tuple[Problem, ...]) -> None:
        if problems:
            from gui.dialogs.list_report import ListReportDialog

            ListReportDialog(path.name, problems, self).open()

    def add_folder(self, path: Path) -> None:
        """Ask whether a folder from elsewhere is to be trusted, saying why, then add it."""
        try:
            added.check_folder(path)
            risks = added.risks(path)
        except ReaderError as error:
            self.warn(localized(error.sentence))
            return
        self._ask_trust(path.name, risks, lambda: self._in_thread(path, lambda: added.add_folder(path)))

    def add_wheel(self, path: Path) -> None:
        """Ask whether a wheel is to be trusted, then unpack it in a thread."""
        self._ask_trust(path.name, [], lambda: self._in_thread(path, lambda: packages.install(path)))

    def _ask_trust(self, name: str, risks: list[str], then: Callable[[], None]) -> None:
        why = tr(
            "A pipeline is a program: loading it calls what its configuration names and unpacks what was pickled, with "
            "your rights. It could read, change and send your files. Use it only if you know where it comes from."
        )
        if risks:
            shown = ", ".join(risks[:_NAMED_RISKS]) + (" …" if len(risks) > _NAMED_RISKS else "")
            why += "\n\n" + tr("In it could run code that is not spaCy's: {names}", names=shown)
        box = messages.ask(
            self, tr("Do you trust the pipeline {name}?", name=name), why, tr("Trust it and add it"), then
        )
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)  # Enter alone must not run code

    def _in_thread(
        self, path: Path, act: Callable[[], Result], then: Callable[[Result], object] = lambda _: None
    ) -> None:
        """Add what is at a path, which may take a while: large pipelines and lists are read whole."""

        def work(_: Job[Result | ReaderError]) -> Result | ReaderError:
            try:
                return act()
            except ReaderError as error:
                return error

        def added_(outcome: Result | ReaderError) -> None:
            self.warn(localized(outcome.sentence) if isinstance(outcome, ReaderError) else "")
            self.refresh()
            if not isinstance(outcome, ReaderError):
                self._select(outcome if isinstance(outcome, str) else str(path.absolute()))
                then(outcome)

        self._jobs.start(tr("Adding {name}", name=path.name), work, self.while_open(added_))

    def _do(self, act: Callable[[], object]) -> None:
        try:
            act()
        except ReaderError as error:
            self.warn(localized(error.sentence))
        else:
            self.warn("")
            self.refresh()

    def _select(self, source: str) -> None:
        """Make the row of what came just now the current one."""
        for row in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(row)
            assert item is not None
            info = item.data(0, DATA_ROLE)
            if isinstance(info, PipelineInfo) and info.source == source:
                self.list.setCurrentItem(item)

    def _ask_list(self) -> None:
        dialog = self._file_dialog(tr("Add a word list"), QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([tr("Word lists") + " (*.csv *.tsv *.txt)", tr("All files") + " (*)"])
        dialog.fileSelected.connect(lambda name: self.add_list(Path(name)))
        dialog.open()

    def _ask_folder(self) -> None:
        dialog = self._file_dialog(tr("Add a pipeline folder"), QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.add_folder(Path(name)))
        dialog.open()

    def _ask_wheel(self) -> None:
        dialog = self._file_dialog(tr("Add a downloaded wheel"), QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(["Wheel (*.whl)"])
        dialog.fileSelected.connect(lambda name: self.add_wheel(Path(name)))
        dialog.open()

    def _file_dialog(self, title: str, mode: QFileDialog.FileMode) -> QFileDialog:
        dialog = QFileDialog(self, title)
        dialog.setFileMode(mode)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    # Removing

    def _ask_remove(self) -> None:
        info = self.list.chosen()
        if isinstance(info, str):
            self._do(lambda: added.remove(info))
        elif isinstance(info, PipelineInfo) and info.kind is PipelineKind.INSTALLED:
            question = tr("Delete the pipeline {name}?", name=info.name)
            more = tr("What it proposed stays. It can be got again.")
            messages.ask(self, question, more, tr("Delete"), lambda: self._do(lambda: packages.remove(info.name)))
        elif isinstance(info, PipelineInfo):
            self._do(lambda: added.remove(info.source))

    def _allow(self) -> None:
        info = self.list.chosen()
        self.remove.setEnabled(
            isinstance(info, str)
            or (
                isinstance(info, PipelineInfo)
                and (info.kind in (PipelineKind.FOLDER, PipelineKind.LIST) or _is_own(info))
            )
        )

    def _show_more(self) -> None:
        from gui.dialogs.more_pipelines import MorePipelinesDialog

        dialog = MorePipelinesDialog(self._jobs, self._lang, self)
        dialog.installed.connect(self.refresh)
        dialog.open()

    # Showing

    def _fill_form(self, found: list[PipelineInfo]) -> None:
        """Offer the pipelines of each language; those that read any are offered for all."""
        while self._form.rowCount():
            self._form.removeRow(0)
        self.choices.clear()
        langs = dict.fromkeys([*(info.lang for info in found if info.lang != "xx"), *filter(None, [self._lang])])
        for lang in langs:
            fitting = [info for info in found if info.reads(lang)]
            if not fitting:
                self._form.addRow(
                    label(language_name(lang), "muted", self), label(tr("none yet: get one below"), parent=self)
                )
                continue
            best = best_for(lang, fitting)
            entries = [(pipeline_title(info), info.key) for info in fitting]
            if best is None:  # a word list is taken only where it was chosen
                entries.insert(0, (tr("none yet: choose a word list, or get one below"), ""))
            box = Choice(self, entries)
            wanted = self._choice.get(lang, "")
            box.choose(wanted if wanted in dict(entries).values() or best is None else best.key)
            box.setAccessibleName(tr("Pipeline for {language}", language=language_name(lang)))
            box.currentIndexChanged.connect(lambda _, lang=lang, box=box: self._choose(lang, box.currentData()))
            self._form.addRow(label(language_name(lang), "muted", self), box)
            self.choices[lang] = box

    def _choose(self, lang: str, key: str) -> None:
        self._choice[lang] = key
        if not key:
            del self._choice[lang]
        self.chosen.emit(dict(self._choice))

    def _add_row(self, info: PipelineInfo) -> None:
        where = tr("got from spaCy") if _is_own(info) else tr(_KINDS[info.kind])
        marks = ", ".join(code for code in info.labels if code not in info.left_out) or (
            tr("what the list says") if info.kind is PipelineKind.LIST else "–"
        )
        cells = (pipeline_title(info), language_name(info.lang), where, marks)
        self.list.add(cells, info, (info.title, "", info.source, marks))

    def _add_missing(self, path: str) -> None:
        self.list.add((Path(path).name, "", tr("is no longer there"), ""), path, (path, "", path))

    def _build(self) -> None:
        self.content.addWidget(heading(tr("Used when you extract"), self))
        self.content.addLayout(self._form)
        self.content.addSpacing(8)
        self.content.addWidget(heading(tr("Pipelines on this computer"), self))
        self.content.addWidget(self.list, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.add)
        buttons.addWidget(self.remove)
        buttons.addStretch()
        buttons.addWidget(self.more)
        self.content.addLayout(buttons)


def _is_own(info: PipelineInfo) -> bool:
    return info.kind is PipelineKind.INSTALLED and packages.is_own(info.source)
