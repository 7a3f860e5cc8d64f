"""The list of labels that a person types into (key ``l``): quick with hundreds of labels."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.records import Label, LabelSet
from gui.i18n import tr
from gui.label_keys import assign
from gui.label_look import swatch, title_of
from gui.look import Look
from gui.type_ahead import Pick, PickModel, TypeAhead


class LabelModel(PickModel):
    """The labels that are shown, by title and code."""

    def __init__(self, look: Look, label_set: LabelSet) -> None:
        keys = {label.code: str(key) for key, label in assign(label_set.labels).items()}
        shown = [label for label in label_set.labels if not label.hidden]
        super().__init__(_pick(look, label, keys.get(label.code, "")) for label in shown)

    def label_at(self, row: int) -> Label | None:
        """Give the label at a row, or None."""
        pick = self.pick_at(row)
        return pick.value if pick is not None and isinstance(pick.value, Label) else None


class LabelList(TypeAhead):
    """A pop-up with a line to type into and the labels that fit below; Enter takes the chosen one."""

    label_chosen = Signal(str)

    def __init__(self, look: Look, label_set: LabelSet, parent: QWidget) -> None:
        self.model: LabelModel
        super().__init__(look, LabelModel(look, label_set), tr("Label"), tr("Type a label"), parent)
        self.picked.connect(lambda label: self.label_chosen.emit(label.code))


def _pick(look: Look, label: Label, key: str) -> Pick:
    title = title_of(label)
    detail = "   ".join(filter(None, ("" if label.code == title else label.code, key)))
    return Pick(title, label, detail, (title, label.code), swatch(look.theme, label.colour), label.description)
