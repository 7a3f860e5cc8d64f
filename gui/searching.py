"""Finds: in the article by the find bar, in the library by its search, whose hits lead to their places in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from core import search_places
from core.records import Article
from gui.actions import by_id
from gui.i18n import native_keys, number, tr

if TYPE_CHECKING:
    from gui.main_window import MainWindow


class Searching(QObject):
    """Goes from a hit in the list to the places in the text, which are marked as those of the find bar are.

    Esc, a new search, and an article that is no hit take the marking away.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._follows_bar = False
        self._words = ""  # as they were typed last
        self._said = self._said_before = ""  # where the words were found, and what stood in the status line then
        window.list.article_wanted.connect(self.open_hit)
        window.top.searched.connect(self._search)
        self._session.article_opened.connect(self._show_places)

    def find_in_article(self) -> None:
        """Open the find bar."""
        self._window.reader.find_bar.open_bar()

    def find_again(self, direction: int) -> None:
        """Go to the next or previous hit; without a search open the bar."""
        if self._window.reader.find_bar.has_query:
            self._window.reader.find_bar.step(direction)
        else:
            self.find_in_article()

    def search_library(self) -> None:
        """Let the person type into the search of the library."""
        self._window.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._window.top.search.selectAll()

    def open_hit(self, article_id: int) -> None:
        """Open an article of the list; one that is a hit at the place of the words, also if it is open already."""
        article = self._session.article
        is_open = article is not None and article.id == article_id
        self._session.open_article(article_id)
        if is_open:
            self._show_places(article)

    def _search(self, words: str) -> None:
        if words != self._words:
            self._words = words
            self._window.reader.find_bar.show_places([])
            if self._said and self._window.status.message.text() == self._said:
                self._window.status.say(self._said_before)
        self._window.list.search(words)

    def _show_places(self, article: Article | None) -> None:
        window = self._window
        model = window.list.model
        hit = None if article is None else model.hit(article.id)
        if article is None or hit is None:
            return
        found = search_places.places(article.text, model.words)
        place = search_places.best_place(found, model.words, hit.at)
        bar = window.reader.find_bar
        bar.show_places(found, place if place in found else None)
        if not self._follows_bar:  # which is made when it is first asked for
            self._follows_bar = True
            bar.went_to.connect(self._tell_step)
        if place is not None:
            window.reader.reveal(*place)
        if found and not article.info.trashed:
            if place in found:
                self._say_place(found.index(place) + 1, len(found))
            else:
                key = native_keys(by_id("find_next").keys[0])
                self._say(tr("Found here at %n place(s).   {key} goes to the next", n=len(found), key=key))

    def _tell_step(self, place: int, count: int) -> None:
        """Say which hit the person has gone to, where it was said before; the find bar tells it itself."""
        window = self._window
        if self._said and window.status.message.text() == self._said and not window.reader.find_bar.isVisible():
            self._say_place(place, count)

    def _say_place(self, place: int, count: int) -> None:
        key, which, of = native_keys(by_id("find_next").keys[0]), number(place), number(count)
        self._say(tr("Hit {number} of {count}.   {key} goes to the next", number=which, count=of, key=key))

    def _say(self, words: str) -> None:
        status = self._window.status
        if status.message.text() != self._said:
            self._said_before = status.message.text()
        self._said = words
        status.say(words)
