"""An older library is shown for reading while it is brought up to date beside the window, then opened for work."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from core.errors import Cancelled, ReaderError
from core.files import real_path
from core.library_versions import bring_up_to_date
from gui import messages
from gui.i18n import tr
from gui.jobs import Job
from gui.sentences import localized

if TYPE_CHECKING:
    from gui.libraries import Libraries
    from gui.main_window import MainWindow

_PAUSE = 200  # milliseconds between two looks at whether anything reads the library still


class Updating(QObject):
    """Backs a library up and brings it to the newest version, in a thread.

    ``path`` is the library's while that lasts. Whoever opens another library sets it to None.
    """

    def __init__(self, libraries: Libraries, window: MainWindow) -> None:
        super().__init__(window)
        self._libraries = libraries
        self._window = window
        self._job: Job[str | ReaderError] | None = None
        self.path: Path | None = None
        window.jobs.finished.connect(self._note_end)

    def begin(self, path: Path) -> None:
        """Begin with a library that is open for reading."""

        def work(job: Job[str | ReaderError]) -> str | ReaderError:
            try:
                return bring_up_to_date(path, lambda: job.is_cancelled)
            except Cancelled:
                raise
            except ReaderError as error:
                return error

        def finish(result: str | ReaderError) -> None:
            if isinstance(result, ReaderError):
                self.path = None
                self._libraries.tell_refusal(path, result)
                self._window.watching.tell()
            else:
                self._open(path, result)

        title = tr("Bringing the library up to date")
        self._job = self._window.jobs.start(title, work, finish, uses_library=True)

    def _open(self, path: Path, warning: str) -> None:
        """Open the library for work when no job reads it any more, for opening stops them all."""
        session = self._window.session
        if not session.has_library or session.library.path != real_path(path):  # the person has gone on to another one
            return
        if self._window.jobs.running:
            QTimer.singleShot(_PAUSE, self, lambda: self._open(path, warning))
            return
        self._libraries.open(path)
        if warning:
            messages.inform(self._window, localized(warning))

    def _note_end(self, job: object) -> None:
        """Say how it is with the library when the person has stopped this: it can be read, and begun with again."""
        if self._job is not None and job is self._job and self._job.is_cancelled and self.path is not None:
            self.path = None
            self._window.watching.tell()
