"""Keeps where the person is in the settings file while they work: what ends without being closed opens there again."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from core.errors import ReaderError
from core.settings import Place, Settings

if TYPE_CHECKING:
    from gui.main_window import MainWindow

_PAUSE = 30_000  # milliseconds between two looks whether the person has read on
_AFTER_OPENING = 1000  # milliseconds: the article is painted, and nobody is held up who turns over many


class PlaceKeeper(QObject):
    """Writes the article and the first code point in view, where they are others than the last time."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._kept: tuple[str, Place] | None = None
        self.at_work = self._timer(_PAUSE)
        self.at_work.start()
        self.soon = self._timer(_AFTER_OPENING)
        self.soon.setSingleShot(True)
        window.session.article_opened.connect(self._article_opened)

    def note(self) -> tuple[str, Place] | None:
        """Remember the place in the settings of the window; give it with the library's path, None if there is none."""
        session = self._window.session
        article = session.article
        if not session.has_library or article is None or article.info.trashed:
            return None
        name = str(session.library.path)
        place = Place(article.id, self._window.reader.reading_place().position)
        self._window.settings.places[name] = place
        return name, place

    def keep(self) -> None:
        """Write the place, and nothing else of the settings; a folder that cannot be written is told on closing."""
        noted = self.note()
        if noted is not None and noted != self._kept:
            with suppress(ReaderError):
                Settings.keep_place(*noted)
                self._kept = noted

    def _article_opened(self, article: object) -> None:
        if article is not None:
            self.soon.start()

    def _timer(self, pause: int) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(pause)
        timer.timeout.connect(self.keep)
        return timer
