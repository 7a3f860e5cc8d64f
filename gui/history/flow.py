"""Opens the history beside the text, follows the session in it, shows places and goes back to earlier states."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from core.library_records import PastStep
from core.records import Article, ChangeSet, LabelSet
from gui.i18n import tr
from gui.jobs import Job, Jobs
from gui.look import Look, scaled
from gui.session import Session

if TYPE_CHECKING:
    from core.library import Library
    from gui.history.panel import HistoryPanel
    from gui.main_window import MainWindow

_WIDTH = 320  # pixels of the side, where it was shut


class History(QObject):
    """Makes the panel when it is first wanted: the window must not wait for it at the start."""

    def __init__(self, session: Session, jobs: Jobs, window: MainWindow) -> None:
        super().__init__(window)
        self._session = session
        self._jobs = jobs
        self._window = window
        self.panel: HistoryPanel | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether the panel stands in the place of the inspector."""
        return self.panel is not None and self._window.side.currentWidget() is self.panel

    @property
    def has_focus(self) -> bool:
        """Tell whether keys go to the panel."""
        focus = QApplication.focusWidget()
        return self.is_open and self.panel is not None and focus is not None and self.panel.isAncestorOf(focus)

    def toggle(self) -> None:
        """Show the history in the place of the inspector, or the inspector again."""
        if self.is_open:
            self.close()
            return
        panel, session = self.panel or self._made(), self._session
        panel.set_article(None if session.article is None else session.article.id)
        panel.set_library(session.library)
        self._window.side.setCurrentWidget(panel)
        self._make_room()
        self._window.action_set["history"].setChecked(True)
        has_steps = panel.model.rowCount() > 0
        if has_steps:
            panel.view.go_to(0)
        (panel.view if has_steps else panel.which).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close(self) -> None:
        """Show the inspector again; the text has the keys."""
        assert self.panel is not None
        had_focus = self.has_focus
        self._window.side.setCurrentWidget(self._window.inspector)
        self._window.action_set["history"].setChecked(False)
        self.panel.set_library(None)
        if had_focus:
            self._window.reader.setFocus()

    def set_look(self, look: Look, label_set: LabelSet) -> None:
        """Show in other colours, fonts and labels from now on."""
        if self.panel is not None:
            self.panel.set_look(look, label_set)

    def show_anew(self) -> None:
        """List the steps anew that somebody else wrote; not while the person looks at an older one."""
        if self.panel is not None and self.is_open and self.panel.view.currentIndex().row() <= 0:
            self.panel.set_library(self._session.library)
            if self.panel.model.rowCount():
                self.panel.view.go_to(0)

    def _made(self) -> HistoryPanel:
        from gui.history.panel import HistoryPanel

        window, session = self._window, self._session
        panel = self.panel = HistoryPanel(window.look, window.following.label_set, window)
        window.side.addWidget(panel)
        panel.closed.connect(self.close)
        panel.failed.connect(window.tell)
        panel.place_wanted.connect(self._show_place)
        panel.back_wanted.connect(self._read_back)
        session.library_opened.connect(self._follow_library)
        session.article_opened.connect(self._follow_article)
        session.changed.connect(panel.follow)
        session.labels_changed.connect(lambda labels: panel.set_look(window.look, labels))
        return panel

    def _follow_library(self, library: Library | None) -> None:
        if self.panel is not None and self.is_open:
            self.panel.set_library(library)

    def _follow_article(self, article: Article | None) -> None:
        if self.panel is not None and self.is_open:
            self.panel.set_article(None if article is None else article.id)

    def _make_room(self) -> None:
        """Widen a side that was pushed shut."""
        left, middle, side = self._window.splitter.sizes()
        if not side:
            width = scaled(_WIDTH)
            self._window.splitter.setSizes([left, max(0, middle - width), width])

    def _show_place(self, article_id: int, place: tuple[int, int] | None) -> None:
        """Open the article of a change at its place, and select the mark that stands there now."""
        session = self._session
        session.open_article(article_id)
        is_open = session.article is not None and session.article.id == article_id  # else the session has said why
        if is_open and place is not None:
            marks = [mark for mark in session.marks.between(*place) if (mark.start, mark.end) == tuple(place)]
            session.select(marks[0].key if marks else None)
            session.place_wanted.emit(*place)

    def _read_back(self, past: PastStep, article_id: int | None) -> None:
        """Put together what going back would change, which may mean reading much, then show it."""
        library = self._session.library

        def read(_job: Job[ChangeSet]) -> ChangeSet:
            return library.back_to(past.step.seq, article_id)

        self._jobs.start(tr("Reading the history"), read, partial(self._offer, past), uses_library=True)

    def _offer(self, past: PastStep, change_set: ChangeSet) -> None:
        if not change_set.changes:
            self._window.status.say(tr("Nothing has changed since then."))
            return
        from gui.dialogs.go_back import GoBackDialog

        dialog = GoBackDialog(past, change_set, self._session.library, self._window)
        dialog.set_look(self._window.look, self._window.following.label_set)
        dialog.wanted.connect(self._go_back)
        dialog.open()

    def _go_back(self, change_set: ChangeSet) -> None:
        if self._session.do(change_set) is not None and self.panel is not None and self.is_open:
            self.panel.view.go_to(0)
            self.panel.view.setFocus()  # the button has nothing to go back to now, and would pass the focus on
