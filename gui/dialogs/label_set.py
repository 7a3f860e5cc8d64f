"""Edit the labels: add, rename, recolour, key, description, order; what is saved is a new version of the set."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QToolButton, QVBoxLayout, QWidget

from core.records import Label, LabelSet
from gui.dialogs.base import Dialog
from gui.dialogs.label_form import LabelForm
from gui.i18n import quoted, tr
from gui.label_keys import assign
from gui.label_look import swatch, title_of
from gui.look import Look, label

_COLOURS = (
    "#2f6db5",
    "#7b4bb5",
    "#2a8050",
    "#a0681a",
    "#c0453c",
    "#1f7a84",
    "#8a5a44",
    "#6b6f1f",
    "#a23b72",
    "#52606d",
)
_CODE = re.compile(r"[^\s,;\"'<>]{1,40}")


class LabelSetDialog(Dialog):
    """``changed`` carries the label set as the person wants it; the library makes a new version of it.

    ``reopened_by`` counts the reviewed articles that would be reviewed no longer with a label set in use.
    """

    changed = Signal(object)

    def __init__(
        self, label_set: LabelSet, reopened_by: Callable[[LabelSet], int], look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("Label set"), parent, act=tr("Save as new version"))
        self.set_size(820, 520)
        self._before = label_set
        self._reopened_by = reopened_by
        self._counted: dict[tuple[str, frozenset[str]], int] = {}
        self._look = look
        self._labels = list(label_set.labels)
        self._stored = {each.code for each in label_set.labels}
        self.name = QLineEdit(label_set.name, self)
        self.name.setAccessibleName(tr("Name of the set"))
        self.list = QListWidget(self)
        self.list.setAccessibleName(tr("Labels"))
        self.form = LabelForm(look, self)
        self.add = self._button("+", tr("Add a label"), self._add)
        self.remove_button = self._button("−", tr("Remove the label"), self._remove)
        self.up = self._button("↑", tr("Move up"), lambda: self._move(-1))
        self.down = self._button("↓", tr("Move down"), lambda: self._move(1))
        self._build()
        self.list.currentRowChanged.connect(self._show)
        self.form.edited.connect(self._take)
        self.name.textChanged.connect(lambda _: self._check())
        self._fill(0)
        self.list.setFocus()  # the labels are edited often, the name hardly ever

    def chosen(self) -> LabelSet:
        """Give the label set as it is edited now."""
        return replace(self._before, name=self.name.text().strip(), labels=tuple(self._labels))

    def reopened(self) -> int:
        """Count the reviewed articles that saving opens again."""
        after = self.chosen()
        if after.name == self._before.name and not self._added():
            return 0
        asked = after.name, frozenset(each.code for each in after.labels)
        if asked not in self._counted:  # looks are typed letter by letter, and change nothing
            self._counted[asked] = self._reopened_by(after)
        return self._counted[asked]

    def finish(self) -> None:
        """Hand the set over if it is right."""
        if self._check():
            self.hand_over(lambda: self.changed.emit(self.chosen()))

    def _check(self) -> bool:
        sentence = self._problem()
        self.warn(sentence or self._consequence())
        assert self.act is not None
        self.act.setEnabled(not sentence)
        return not sentence

    def _problem(self) -> str:
        """Say what is wrong with the set, or nothing."""
        codes = [each.code for each in self._labels]
        if not self.name.text().strip():
            return tr("A label set needs a name.")
        if not codes:
            return tr("A label set needs at least one label.")
        for each in self._labels:
            if not each.title.strip():
                return tr("Each label needs a title.")
            if not _CODE.fullmatch(each.code):
                return tr(
                    "A code has 1 to 40 characters, without spaces, quotation marks or commas: {code}", code=each.code
                )
            if codes.count(each.code) > 1:
                return tr("Two labels have the code {code}.", code=each.code)
        return ""

    def _consequence(self) -> str:
        """Say which reviewed articles saving opens again, or nothing."""
        count, added = self.reopened(), self._added()
        if not count:
            return ""
        if self.chosen().name != self._before.name:
            return tr(
                "%n reviewed article(s) will be open again, for they were read with the label set {name}.",
                n=count,
                name=quoted(self._before.name),
            )
        names = tr("the label(s) {names}", n=len(added), names=", ".join(quoted(title_of(each)) for each in added))
        return tr(
            "%n reviewed article(s) will be in progress again, for they were not read for {labels}.",
            n=count,
            labels=names,
        )

    def _added(self) -> list[Label]:
        return [each for each in self._labels if each.code not in self._stored]

    def _take(self, edited: Label) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._labels):
            self._labels[row] = edited
            self._write_items()
            self._check()

    def _add(self) -> None:
        codes = {each.code for each in self._labels}
        number = next(number for number in range(1, len(codes) + 2) if f"LABEL{number}" not in codes)
        colour = _COLOURS[len(self._labels) % len(_COLOURS)]
        self._labels.append(Label(f"LABEL{number}", tr("New label"), colour))
        self._fill(len(self._labels) - 1)
        self.form.title.setFocus()
        self.form.title.selectAll()

    def _remove(self) -> None:
        row = self.list.currentRow()
        if not 0 <= row < len(self._labels):
            return
        gone = self._labels.pop(row)
        self._fill(min(row, len(self._labels) - 1))
        if gone.code in self._stored and not self._problem():
            stay = tr(
                "Marks with {code} stay, and are shown grey. To keep their colour, hide the label.", code=gone.code
            )
            self.warn("\n".join(filter(None, (stay, self._consequence()))))

    def _move(self, step: int) -> None:
        row = self.list.currentRow()
        target = row + step
        if 0 <= row < len(self._labels) and 0 <= target < len(self._labels):
            self._labels.insert(target, self._labels.pop(row))
            self._fill(target)

    def _fill(self, row: int) -> None:
        """Write the list anew, and show one label."""
        self.list.blockSignals(True)
        self.list.clear()
        for _ in self._labels:
            self.list.addItem(QListWidgetItem())
        self._write_items()
        self.list.setCurrentRow(row)
        self.list.blockSignals(False)
        self._show(row)
        self._check()

    def _write_items(self) -> None:
        keys = {each.code: str(key) for key, each in assign(self._labels).items()}
        for row, each in enumerate(self._labels):
            item = self.list.item(row)
            key = keys.get(each.code)
            item.setText(f"{title_of(each)}  ·  {each.code}" + (f"  ·  {key}" if key else ""))
            item.setIcon(swatch(self._look.theme, each.colour))

    def _show(self, row: int) -> None:
        is_there = 0 <= row < len(self._labels)
        self.form.setVisible(is_there)
        self.remove_button.setEnabled(is_there)
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < len(self._labels) - 1)
        if is_there:
            shown = self._labels[row]
            self.form.show_label(shown, is_stored=shown.code in self._stored)

    def _button(self, text: str, what: str, act: object) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(what)
        button.setAccessibleName(what)
        button.clicked.connect(act)
        return button

    def _build(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(label(tr("Name of the set"), "muted", self))
        first.addWidget(self.name, 1)
        first.addWidget(label(tr("Version {number} is in use", number=self._before.version), "muted", self))
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(self.list, 1)
        buttons = QHBoxLayout()
        for button in (self.add, self.remove_button, self.up, self.down):
            buttons.addWidget(button)
        buttons.addStretch()
        left.addLayout(buttons)
        body = QHBoxLayout()
        body.setSpacing(20)
        body.addLayout(left, 2)
        body.addWidget(self.form, 3)
        self.content.addLayout(first)
        self.content.addLayout(body, 1)
