"""Tell of a bug, with a report to copy; the person decides whether the message goes along: it may quote an article."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QPlainTextEdit, QWidget

from gui.crash import log_file, report
from gui.dialogs.base import Dialog
from gui.i18n import tr
from gui.look import label


class CrashDialog(Dialog):
    """Shows a report; nothing is sent."""

    def __init__(self, error: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(tr("An error in the program"), parent)
        self.resize(620, 400)
        self._error = error
        words = tr(
            "Something went wrong that should not. Your library is safe: every edit was stored when it was made. "
            "You can go on. If you report this, the text below helps; it is also in {path}.",
            path=str(log_file()),
        )
        first = label(words, parent=self)
        first.setWordWrap(True)
        self.report = QPlainTextEdit(self)
        self.report.setReadOnly(True)
        self.report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.report.setAccessibleName(tr("Report"))
        self.with_message = QCheckBox(tr("With the error's own words (they may quote an article)"), self)
        self.with_message.toggled.connect(lambda _: self._write())
        self.content.addWidget(first)
        self.content.addWidget(self.report, 1)
        self.content.addWidget(self.with_message)
        copy = self.buttons.addButton(tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._text()))
        self._write()

    def _text(self) -> str:
        return report(self._error, with_message=self.with_message.isChecked())

    def _write(self) -> None:
        self.report.setPlainText(self._text())
