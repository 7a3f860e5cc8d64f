"""Closing the window: what still runs and is worth a question, and the backup that is made before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QMessageBox

from gui import messages
from gui.actions import by_id
from gui.i18n import quoted, tr
from gui.sentences import localized

if TYPE_CHECKING:
    from gui.main_window import MainWindow

MUCH = 20  # articles that an extraction has not read yet, from which the person is asked whether to stop it


class Closing(QObject):
    """Says whether a window may close; whatever it asks, the window stays until the person has answered.

    When the session of the system ends nothing is asked about extraction: what it found is stored, and a question would
    only hold the system up. Closing again while the question is shown is an answer too.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._is_agreed = False  # that an extraction is stopped
        self._needs_no_backup = False
        self._question: QMessageBox | None = None
        window.extraction.changed.connect(self._follow)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.commitDataRequest.connect(self.agree)

    @Slot()  # so that Qt hands no session manager over
    def agree(self) -> None:
        """Take it that whatever extraction runs may be stopped."""
        self._is_agreed = True

    def may_close(self) -> bool:
        """Stop what runs and back up what has changed before the window closes.

        False if much is still to be extracted, or if the backup failed: then the person is asked whether to close all
        the same.
        """
        left = self._window.extraction.left
        if left >= MUCH and not self._is_agreed and self._question is None:
            self._ask_about_extraction(left)
            return False
        self._window.jobs.stop()
        error = None if self._needs_no_backup else self._window.libraries.safekeeping.before_leaving()
        if error is None:
            return True
        messages.ask(
            self._window,
            localized(error.sentence),
            tr("So the backup on closing was not made."),
            tr("Close without a backup"),
            self._close_without_backup,
        )
        return False

    def _ask_about_extraction(self, left: int) -> None:
        self._question = messages.ask(
            self._window,
            tr("Extraction is at work: %n article(s) are left.", n=left),
            tr("What was found is kept. {action} goes on with the rest later.", action=_extract_all()),
            tr("Stop and close"),
            self._stop_and_close,
        )
        self._question.finished.connect(self._answered)

    def _stop_and_close(self) -> None:
        self.agree()
        self._window.close()

    def _answered(self) -> None:
        self._question = None

    def _follow(self) -> None:
        """Close the window when the extraction that the question is about has ended, and has nothing to tell."""
        self._is_agreed = False
        question = self._question
        if question is not None and not self._window.extraction.is_running:
            question.close()
            QTimer.singleShot(0, self._close_after)

    def _close_after(self) -> None:
        if not any(dialog.isVisible() for dialog in self._window.findChildren(QDialog)):
            self._window.close()

    def _close_without_backup(self) -> None:
        self._needs_no_backup = True
        self._window.close()


def told_of_stop() -> str:
    """Give the sentence that an extraction was stopped and how it goes on."""
    return tr("Extraction was stopped; what was found is kept. {action} goes on with the rest.", action=_extract_all())


def _extract_all() -> str:
    return quoted(tr(by_id("extract_all").text))
