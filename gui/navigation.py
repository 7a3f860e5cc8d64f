"""Going from mark to mark, from article to article, and back along the way that was read."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QScrollBar, QWidget

from core.records import Article, Mark
from gui.least_sure import LeastSure
from gui.library.panel import LibraryPanel
from gui.reader.scrolling import Place
from gui.reader.view import ReaderView
from gui.session import Session

_HISTORY = 200  # places that are remembered
_OVERLAP = 40  # pixels of the last page that stay in view


@dataclass(slots=True)
class Stop:
    """A place on the way: an article, and where the view began when the person left it."""

    article_id: int
    place: Place | None = None


class Navigation(QObject):
    """Steps; ``moved`` says that the way back or forward is another one."""

    moved = Signal()

    def __init__(self, session: Session, reader: ReaderView, library: LibraryPanel, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._reader = reader
        self._list = library
        self._way: list[Stop] = []
        self._at = -1
        self._is_going = False
        self._turns: dict[int, int] = {}  # how often the way from a mark along its relations was gone
        self._least_sure = LeastSure()
        self._is_at_work = False  # a mark of this article was selected
        self._place = 0  # where the last one was, or where the person has put the caret since
        session.article_leaving.connect(self._leave)
        session.article_opened.connect(self._note_article)
        session.selection_changed.connect(self._note_mark)
        reader.cursorPositionChanged.connect(self._note_caret)
        reader.tabbed_into.connect(self._enter)

    # Marks

    def step_mark(self, direction: int) -> None:
        """Select the next or the previous mark in the order of the text, from where the person is."""
        marks = self._session.shown_marks()
        if not marks:
            return
        selected = self._session.selected
        place, is_away = self._place, self._is_away()
        if is_away:
            place = self._reader.range_in_view()[0 if direction > 0 else 1]
        if selected is not None and not is_away:
            row = next(row for row, mark in enumerate(marks) if mark.key == selected.key)
            target = marks[(row + direction) % len(marks)]
        elif direction > 0:
            target = next((mark for mark in marks if mark.start >= place), marks[0])
        else:
            target = next((mark for mark in reversed(marks) if mark.start < place), marks[-1])
        self._session.select(target.key)

    def _enter(self, direction: int) -> None:
        """Let the Tab key that leads into the text select a mark: with none selected, ``a`` would accept them all."""
        if self._session.article is not None and not self._session.selection:
            self.step_mark(direction)

    def step_undecided(self, direction: int) -> None:
        """Select the next or the previous mark that waits for a decision, least sure first (``gui.least_sure``).

        Whoever has scrolled away from the last one begins anew with the least sure one in view.
        """
        waiting = [mark for mark in self._session.marks.undecided() if self._session.is_shown(mark)]
        if not waiting:
            return
        near = []
        if self._is_at_work and self._is_away():
            first, last = self._reader.range_in_view()
            near = [mark for mark in waiting if first <= mark.start < last]
        if near:
            target = self._least_sure.give(near[0])
        elif direction > 0:
            target = self._least_sure.next(waiting, self._session.selected)
        else:
            target = self._least_sure.previous(waiting, self._session.selected)
        self._session.select(target.key)

    def step_relation(self) -> None:
        """Go from the selected mark to one that it is related to, each time to the next of them."""
        mark = self._session.selected
        links = [] if mark is None else self._session.links_of(mark)
        if mark is not None and links:
            turn = self._turns[mark.key] = self._turns.get(mark.key, -1) + 1
            self._session.select(links[turn % len(links)].mark.key)

    def ask_place(self) -> None:
        """Let the person say where in the article to go."""
        from gui.dialogs.go_to import GoToDialog

        reader = self._reader
        dialog = GoToDialog(reader.text, reader.place_in_view(), self._window)
        dialog.chosen.connect(self.go_to_position)
        dialog.open()

    def go_to_position(self, position: int) -> None:
        """Bring a position into view and put the caret there."""
        reader = self._reader
        self._session.select(None)
        reader.show_selection(position, position)
        reader.reveal(position, position + 1)
        reader.setFocus()

    # Articles

    def step_article(self, direction: int) -> None:
        """Open the next or the previous article of the list."""
        current = self._session.article
        target = self._list.neighbour(None if current is None else current.id, direction)
        if target is not None:
            self._session.open_article(target)

    def back(self) -> None:
        """Go back to where the person read before."""
        self._go(self._at - 1)

    def forward(self) -> None:
        """Go forward again."""
        self._go(self._at + 1)

    @property
    def can_go_back(self) -> bool:
        """Tell whether there is a place before."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Tell whether there is a place after."""
        return self._at + 1 < len(self._way)

    def page(self, direction: int) -> None:
        """Turn the page, whatever pane has the focus; the last lines stay in view."""
        bar: QScrollBar = self._reader.verticalScrollBar()
        bar.setValue(bar.value() + direction * max(_OVERLAP, bar.pageStep() - _OVERLAP))

    def _go(self, at: int) -> None:
        if 0 <= at < len(self._way):
            stop = self._way[at]
            self._is_going = True
            self._session.open_article(stop.article_id)
            self._is_going = False
            self._at = at
            if stop.place is not None:
                self._reader.go_to_place(stop.place)
            self.moved.emit()

    def _leave(self) -> None:
        """Note where in the article the person is, before another one is shown."""
        article = self._session.article
        if article is not None and 0 <= self._at < len(self._way) and self._way[self._at].article_id == article.id:
            self._way[self._at].place = self._reader.reading_place()

    def _note_article(self, article: Article | None) -> None:
        self._least_sure, self._is_at_work, self._place, self._turns = LeastSure(), False, 0, {}
        if article is None or self._is_going:
            return
        if 0 <= self._at < len(self._way) and self._way[self._at].article_id == article.id:
            return
        self._way = [*self._way[: self._at + 1], Stop(article.id)][-_HISTORY:]
        self._at = len(self._way) - 1
        self.moved.emit()

    def _note_mark(self, mark: Mark | None) -> None:
        if mark is not None:
            self._is_at_work, self._place = True, mark.start

    def _is_away(self) -> bool:
        """Tell whether the person has scrolled away from where they were at work."""
        return not self._reader.text_range_visible(self._place, self._place + 1)

    def _note_caret(self) -> None:
        self._place = self._reader.caret_position()
