"""What all dialogs have in common: they open without blocking the program, and go when closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from gui.look import label

Result = TypeVar("Result")


class Dialog(QDialog):
    """A window-modal dialog: content, a line for what is wrong, and buttons."""

    def __init__(self, title: str, parent: QWidget | None, *, act: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(title)
        self.content = QVBoxLayout()
        self.content.setSpacing(10)
        self.warning = label(role="warning", parent=self)
        self.warning.setWordWrap(True)
        self.warning.hide()
        self.buttons = QDialogButtonBox(self)
        self.act: QPushButton | None = None
        if act:
            self.act = self.buttons.addButton(act, QDialogButtonBox.ButtonRole.AcceptRole)
            self.act.setDefault(True)
            self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        else:
            self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self.buttons.accepted.connect(self.finish)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(self.content, 1)
        layout.addWidget(self.warning)
        layout.addWidget(self.buttons)

    def finish(self) -> None:
        """Do what the dialog is for, then close; a dialog that finds its input wrong overrides this and stays."""
        self.accept()

    def while_open(self, call: Callable[[Result], object]) -> Callable[[Result], None]:
        """Give a call that does nothing once the dialog is gone: a job may end after it."""

        def guarded(result: Result) -> None:
            if isValid(self):
                call(result)

        return guarded

    def warn(self, sentence: str) -> None:
        """Say what is wrong with the input; an empty sentence: nothing is."""
        self.warning.setText(sentence)
        self.warning.setVisible(bool(sentence))
