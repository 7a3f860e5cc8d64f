"""The panel at the left: which articles are shown, the list of them, and what stands there when there are none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QPushButton, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from core.errors import Cancelled
from core.library_records import ArticleQuery, Listed
from gui.empty import EmptyState
from gui.i18n import number, tr
from gui.library.delegate import ArticleDelegate
from gui.library.model import HITS, ArticleModel
from gui.list_view import ListView
from gui.look import Look
from gui.words import state_title

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QResizeEvent

    from core.library_list import ArticleList
    from gui.jobs import Job, Jobs


class LibraryPanel(QWidget):
    """The list with its filter; ``article_wanted`` carries the id of the article that the person chose.

    ``width_changed`` carries its width in pixels, whoever changed it.
    """

    article_wanted = Signal(int)
    width_changed = Signal(int)
    search_left = Signal()

    put_back: QPushButton

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "panel")
        self._library: ArticleList | None = None
        self._query = ArticleQuery()
        self._is_following = False
        self._open: int | None = None
        self._opens_first = False
        self._below: QWidget | None = None  # what stands below the trash
        self.model = ArticleModel()
        self.view = ListView(self)
        self.view.setModel(self.model)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setAccessibleName(tr("Articles"))
        # Not currentChanged: with Shift it comes before the rows are chosen.
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._follow())
        self.view.clicked.connect(lambda _: self._follow())
        self.filter = QToolButton(self)
        self.filter.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.filter.setAccessibleName(tr("Which articles are listed"))
        self._empty = EmptyState(self)
        self._nothing = EmptyState(self)
        self._nothing.acted.connect(self._leave_filter)
        self._stack = QStackedWidget(self)
        for page in (self.view, self._empty, self._nothing):
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.filter)
        layout.addWidget(self._stack, 1)
        self.set_look(look)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell who stands in line with it."""
        super().resizeEvent(event)
        self.width_changed.emit(self.width())

    def set_look(self, look: Look) -> None:
        """Show in other colours and fonts from now on."""
        delegate = ArticleDelegate(look.theme, look.sans, self.view)
        self.view.setItemDelegate(delegate)
        self.view.set_row_height(delegate.row_height)
        self.filter.setFont(look.small())
        self.filter.setStyleSheet(
            "QToolButton { padding: 7px 22px 7px 13px; border-radius: 0; text-align: left; border: none }"
            "QToolButton::menu-indicator { subcontrol-position: right center; right: 8px }"
        )
        self._tell()

    def complete(self, jobs: Jobs, put_back: QAction) -> None:
        """Make what is not to be seen at first: the menu of the filter, the button below the trash.

        ``jobs`` look for what takes long, ``put_back`` is what the button does.
        """
        from gui.library.filter_menu import FilterMenu

        self.filter.setMenu(FilterMenu(lambda: self._query, self._count_trash, self.list_articles, self))
        self.put_back = QPushButton(put_back.text(), self)
        self.put_back.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus in the list
        self.put_back.clicked.connect(lambda _: put_back.trigger())
        put_back.changed.connect(lambda: self.put_back.setEnabled(put_back.isEnabled()))
        self.put_back.setEnabled(put_back.isEnabled())
        self._below = QWidget(self)
        room = QVBoxLayout(self._below)
        room.setContentsMargins(16, 12, 16, 12)
        room.addWidget(self.put_back)
        self._below.hide()
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self._below)
        self.model.find_later = partial(self._find_later, jobs)
        self.model.waiting_changed.connect(self._show_waiting)

    def set_library(self, library: ArticleList | None) -> None:
        """List another library."""
        self._library = library
        self._query = ArticleQuery()
        self.model.set_library(library)
        self._tell()

    def search(self, text: str) -> None:
        """List what a search finds; an empty text lists all again."""
        if text != self._query.text:
            self.list_articles(replace(self._query, text=text))

    def list_articles(self, query: ArticleQuery) -> None:
        """List what a query wants, in its order."""
        self._query = query
        self._is_following = True
        self.model.set_query(query)
        self._is_following = False
        self._tell()
        self.show_article(self._open)

    def refresh(self) -> None:
        """List anew: articles came or went; the chosen row stays chosen, and the list where it is."""
        bar = self.view.verticalScrollBar()
        value = bar.value()
        self._is_following = True
        self.model.refresh()
        self._is_following = False
        self._tell()
        self.show_article(self._open)
        bar.setValue(value)

    def show_article(self, article_id: int | None) -> None:
        """Choose the row of the open article, if it is listed."""
        self._open = article_id
        row = None if article_id is None else self.model.row_of(article_id)
        self._is_following = True
        if row is None:
            self.view.clearSelection()
        elif row != self.view.currentIndex().row() or not self.view.selectionModel().hasSelection():
            self.view.go_to(row)
        self._is_following = False

    def chosen(self) -> list[int]:
        """Give the ids of the chosen rows from top to bottom."""
        ranges = sorted((part.top(), part.bottom()) for part in self.view.selectionModel().selection().toList())
        return [article_id for top, bottom in ranges for article_id in self.model.ids_between(top, bottom)]

    def neighbour(self, article_id: int | None, step: int) -> int | None:
        """Give the article that stands ``step`` rows from another one in the list, or None at its ends."""
        row = None if article_id is None else self.model.row_of(article_id)
        target = 0 if row is None else row + step
        found = self.model.article_row(target)
        return None if found is None else found.id

    def open_first(self) -> None:
        """Open the first row: Enter in the search field."""
        self._opens_first = self.model.is_waiting  # then when it has been found
        if self.model.rowCount() and not self._opens_first:
            self.view.go_to(0)
            self._follow()

    def _follow(self) -> None:
        """Open the row that the person chose; while several are chosen, the open article stays."""
        parts = self.view.selectionModel().selection().toList()
        if self._is_following or sum(part.height() for part in parts) != 1:
            return
        row = parts[0].top()
        found = self.model.article_row(row)
        if found is not None:
            self.article_wanted.emit(found.id)

    def _count_trash(self) -> int:
        return 0 if self._library is None else self._library.count(ArticleQuery(trashed=True))

    def _find_later(self, jobs: Jobs, query: ArticleQuery, show: Callable[[Listed], None]) -> Callable[[], None]:
        """Find in a thread; give the function that stops it."""
        library = self._library
        assert library is not None

        def find(job: Job[Listed]) -> Listed:
            def running(stop: Callable[[], None]) -> None:
                job.on_cancel = stop
                if job.is_cancelled:  # before it had its turn: nothing runs yet that could be stopped
                    raise Cancelled("Cancelled.")

            return library.listed(query, HITS, running=running)

        def found(listed: Listed) -> None:
            if not job.is_cancelled:  # it may have been found before it was stopped
                show(listed)

        job = jobs.start(tr("Searching"), find, found)
        return job.cancel

    def _show_waiting(self) -> None:
        self._tell()
        if not self.model.is_waiting:
            self.show_article(self._open)
            if self._opens_first:
                self.open_first()

    def _leave_filter(self) -> None:
        self.list_articles(ArticleQuery(order=self._query.order, descending=self._query.descending))
        self.search_left.emit()

    def _tell(self) -> None:
        """Say what is listed, and show words where nothing is."""
        found = self.model.found
        is_trash = self._query.trashed
        what = state_title(self._query.states[0]) if self._query.states else tr("All articles")
        if is_trash:
            what = tr("Found in the trash") if self._query.text else tr("Trash")
        elif self._query.text:
            what = tr("Found")
        count = number(found.fitting)
        if self.model.is_waiting:
            count = "…"
        elif found.is_more:
            count = tr("{shown} of more than {all}", shown=number(found.shown), all=count)
        elif found.shown < found.fitting:
            count = tr("{shown} best of {all}", shown=number(found.shown), all=count)
        self.filter.setText(f"{what}  ·  {count}")
        self.filter.setVisible(self._library is not None)
        page: QWidget = self.view
        if not found.shown and (self._query.text or self._query.states or is_trash):
            page = self._nothing
            title, words = tr("Nothing found"), tr("No article is in this state.")
            if self._query.text:
                words = tr("No article has these words.")
            elif is_trash:
                title, words = tr("The trash is empty"), tr("What you move there can be looked at and put back.")
            self._nothing.show_text(title, words, tr("Show all articles"))
        elif not found.shown:
            page = self._empty
            self._empty.show_text(tr("No articles yet") if self._library is not None else "", "")
        had_focus = self.view.hasFocus()
        self._stack.setCurrentWidget(page)
        if had_focus and page is self._nothing:  # else Qt gives it to whatever comes next
            self._nothing.button.setFocus()
        if self._below is not None:
            self._below.setVisible(is_trash and page is self.view)
