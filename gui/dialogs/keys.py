"""The key sheet: what every key does, made from the action table."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gui.actions import ACTIONS, GROUPS, POINTER, Action
from gui.dialogs.base import Dialog
from gui.i18n import native_keys, tr
from gui.look import Look, heading, label, scaled

_COLUMNS = (("mark", "POINTER"), ("article", "extraction", "view", "edit", "file", "help"))


class KeySheet(Dialog):
    """Two columns of groups: what is done in the text at the left, the rest at the right."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(tr("Keys"), parent)
        self.set_size(980, 720)
        self._look = look
        page = QWidget(self)
        page.setProperty("role", "panel")
        columns = QHBoxLayout(page)
        columns.setContentsMargins(4, 4, 16, 4)
        columns.setSpacing(36)
        for groups in _COLUMNS:
            column = QVBoxLayout()
            column.setSpacing(8)
            for group in groups:
                self._add_group(column, group)
            column.addStretch()
            columns.addLayout(column, 1)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        area.setAccessibleName(tr("Keys"))
        self.content.addWidget(area)

    def _add_group(self, column: QVBoxLayout, group: str) -> None:
        if group == "POINTER":
            title, rows = tr("Mouse"), [(tr(gesture), tr(effect)) for gesture, effect in POINTER]
        else:
            title = tr(GROUPS[group]).replace("&", "")
            rows = [(shown_keys(each), tr(each.text).removesuffix("…")) for each in ACTIONS if each.group == group]
        column.addWidget(heading(title, self))
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, (keys, effect) in enumerate((keys, effect) for keys, effect in rows if keys):
            name, words = label(keys, parent=self), label(effect, "muted", self)
            name.setFont(self._look.small())
            name.setFixedWidth(scaled(150))
            name.setWordWrap(True)
            words.setFont(self._look.small())
            words.setWordWrap(True)
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, row, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(grid)
        column.addSpacing(12)


def shown_keys(action: Action) -> str:
    """Give the keys of an action as this system writes them."""
    return ",  ".join(native_keys(key) for key in action.keys) or ",  ".join(map(_native_range, action.other_keys))


def _native_range(keys: str) -> str:
    """Write ``Shift+1 … 0`` as this system and language do."""
    first, to, last = keys.partition(" … ")
    return native_keys(first) + to + last
