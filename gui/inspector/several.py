"""What the panel tells when several marks are selected: how many, of which labels, and what keys do to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from core.records import LabelSet, Mark
from gui.i18n import number, tr
from gui.label_look import Chip, colour_of, title_of
from gui.look import Look, label

_LABELS = 6  # that are told one by one


class SeveralMarks(QWidget):
    """Counts the selected marks by label."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = label(parent=self)
        self._state = label(role="muted", parent=self)
        self._keys = label(tr("A accepts, X rejects, a label key relabels all of them. Esc lets go."), "muted", self)
        self._keys.setWordWrap(True)
        self._labels = QGridLayout()
        self._labels.setHorizontalSpacing(12)
        self._labels.setVerticalSpacing(5)
        self._labels.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._count)
        column.addWidget(self._state)
        column.addLayout(self._labels)
        column.addWidget(self._keys)

    def show_marks(self, look: Look, label_set: LabelSet, marks: Sequence[Mark]) -> None:
        """Tell about these marks."""
        self._count.setFont(look.serif(1.5, QFont.Weight.DemiBold))
        self._count.setText(tr("%n mark(s) selected", n=len(marks)))
        decided = sum(mark.is_decided for mark in marks)
        waiting = number(len(marks) - decided)
        self._state.setText(tr("{decided} accepted, {proposed} proposed", decided=number(decided), proposed=waiting))
        while (item := self._labels.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for row, (code, count) in enumerate(Counter(mark.label for mark in marks).most_common(_LABELS)):
            chip = Chip(look.theme, self)
            chip.show_label(look.theme, code, colour_of(label_set, code))
            known = label_set.get(code)
            self._labels.addWidget(chip, row, 0)
            self._labels.addWidget(label(code if known is None else title_of(known), parent=self), row, 1)
            self._labels.addWidget(label(number(count), "muted", self), row, 2)
