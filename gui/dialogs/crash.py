"""Tell of a bug, with a report to copy; the person decides whether the message goes along: it may quote an article."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QPlainTextEdit, QWidget

from gui.crash import log_file, report
from gui.dialogs.base import Dialog
from gui.i18n import tr
from gui.look import label


class CrashDialog(Dialog):
    """Shows a report; nothing is sent. ``of_error`` and ``of_last_run`` make it.

    ``write`` gives the report, with the error's own words or without; ``can_quote`` says that there are such words.
    """

    def __init__(
        self, title: str, words: str, write: Callable[[bool], str], *, can_quote: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent)
        self.set_size(620, 400)
        self._report = write
        first = label(words, parent=self)
        first.setWordWrap(True)
        self.report = QPlainTextEdit(self)
        self.report.setReadOnly(True)
        self.report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.report.setAccessibleName(tr("Report"))
        self.with_message = QCheckBox(tr("With the error's own words (they may quote an article)"), self)
        self.with_message.toggled.connect(lambda _: self._write())
        self.with_message.setVisible(can_quote)
        self.content.addWidget(first)
        self.content.addWidget(self.report, 1)
        self.content.addWidget(self.with_message)
        copy = self.buttons.addButton(tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._text()))
        self._write()

    @classmethod
    def of_error(cls, error: BaseException, parent: QWidget | None = None) -> CrashDialog:
        """Make the dialog for an error that nobody caught."""
        words = tr(
            "Something went wrong that should not. Your library is safe: every edit was stored when it was made. "
            "You can go on. If you report this, the text below helps; it is also in {path}.",
            path=str(log_file()),
        )
        title = tr("An error in the program")
        return cls(title, words, lambda quote: report(error, with_message=quote), can_quote=True, parent=parent)

    @classmethod
    def of_last_run(cls, told: str, parent: QWidget | None = None) -> CrashDialog:
        """Make the dialog for what ended the program the last time."""
        words = tr(
            "The program broke down the last time. Your library is safe: every edit was stored when it was made. "
            "If you report this, the text below helps; it has no word of your articles."
        )
        return cls(tr("The program broke down"), words, lambda _: told, can_quote=False, parent=parent)

    def _text(self) -> str:
        return self._report(self.with_message.isChecked())

    def _write(self) -> None:
        self.report.setPlainText(self._text())
