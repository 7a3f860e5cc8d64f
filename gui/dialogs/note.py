"""Write a note to a mark."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from core.records import Mark
from gui.dialogs.base import Dialog
from gui.i18n import native_keys, quoted, tr
from gui.look import label
from gui.steps import clip


class NoteDialog(Dialog):
    """``written`` carries the note; an empty one takes the note away.

    A note belongs to a person's decision, so that one on a proposal accepts it: the button says so.
    """

    written = Signal(str)

    def __init__(self, mark: Mark, parent: QWidget | None = None) -> None:
        super().__init__(tr("Note"), parent, act=tr("Save") if mark.is_decided else tr("Save and accept"))
        self.set_size(440, 240)
        self.note = QPlainTextEdit(mark.span.note, self)
        self.note.setTabChangesFocus(True)
        self.note.setAccessibleName(tr("Note"))
        self.content.addWidget(label(tr("Note on {surface}", surface=quoted(clip(mark.span.surface))), parent=self))
        self.content.addWidget(self.note, 1)
        hint = tr("{key} saves", key=native_keys("Ctrl+Enter"))  # Enter alone begins a new line
        self.content.addWidget(label(hint, role="muted", parent=self))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.finish)
        self.note.setFocus()

    def finish(self) -> None:
        """Hand the note over."""
        self.hand_over(lambda: self.written.emit(self.note.toPlainText().strip()))
