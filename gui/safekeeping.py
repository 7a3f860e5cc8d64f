"""What keeps the open library safe: backups at work, before bulk edits and on closing, and a quick check."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from core.errors import LibraryDamaged, LibraryError, ReaderError
from core.library import Backup
from gui.i18n import tr
from gui.jobs import Job, Jobs
from gui.session import Session

if TYPE_CHECKING:
    from core.errors import Problem

_BACKUP_PAUSE = 30 * 60_000  # milliseconds at work between two backups, where something has changed
_CHECK_AFTER = 60_000  # milliseconds from opening to the quick check, which reads the whole file: the start is over
_QUICK = 200_000_000  # bytes of a library that is checked, and backed up on closing; a larger one when it is opened


class Safekeeping(QObject):
    """Backs up and checks the open library; ``said`` carries a sentence for the status line."""

    said = Signal(str)
    failed = Signal(object)

    def __init__(self, session: Session, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self.at_work = QTimer(self)
        self.at_work.setInterval(_BACKUP_PAUSE)
        self.at_work.timeout.connect(self._back_up_at_work)
        self.at_work.start()
        self.soon = QTimer(self)
        self.soon.setSingleShot(True)
        self.soon.setInterval(_CHECK_AFTER)
        self.soon.timeout.connect(self._check)
        session.bulk_coming.connect(self._back_up_as_it_is)

    def begin(self) -> None:
        """Look after a library that was just opened: a large one is backed up now if it has changed, and so checked.

        After a crash a large one was opened without reading it all: that is done at once, beside the work.
        """
        if self._session.has_library and self._session.library.is_unchecked:
            self._check()
        if self._session.is_writable and _is_large(self._session.library.path):
            self._back_up("auto")
        else:
            self.soon.start()

    def back_up(self) -> None:
        """Make a backup, and say so."""
        self._back_up("manual", self._backed_up)

    def before_leaving(self) -> ReaderError | None:
        """Back the library up where something has changed and it is quick; give what stood in the way."""
        if not self._session.is_writable or _is_large(self._session.library.path):
            return None
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self._session.library.backup("close")
        except ReaderError as error:
            return error
        finally:
            QGuiApplication.restoreOverrideCursor()
        return None

    def _back_up(self, reason: str, finished: Callable[[Backup | None], None] | None = None) -> None:
        """Back up in a thread; what nobody asked for stops when the library is left, for a large one takes minutes."""
        library = self._session.library

        def make(job: Job[Backup | None]) -> Backup | None:
            stop = (lambda: job.is_cancelled) if reason == "auto" else None
            return library.backup(reason, stop=stop)

        self._jobs.start(tr("Backing up"), make, finished, uses_library=True)

    def _backed_up(self, backup: Backup | None) -> None:
        self.said.emit(tr("Backed up.") if backup else tr("Nothing has changed since the last backup."))

    def _back_up_at_work(self) -> None:
        if self._session.is_writable:
            self._back_up("auto")

    def _back_up_as_it_is(self) -> None:
        """Back up the state before a bulk edit, while the edit goes on."""
        try:
            make = self._session.library.hold("bulk")
        except LibraryError as error:
            self.failed.emit(error)
            return
        self._jobs.start(tr("Backing up"), lambda _: make())

    def _check(self) -> None:
        library = self._session.library if self._session.has_library else None
        if library is not None and (library.is_unchecked or not _is_large(library.path)):
            self._jobs.start(tr("Checking"), lambda _: library.check(full=False), self._checked)

    def _checked(self, problems: list[Problem]) -> None:
        if problems and self._session.has_library:
            self.failed.emit(LibraryDamaged(problems[0].sentence))


def _is_large(path: Path) -> bool:
    return path.exists() and path.stat().st_size > _QUICK
