"""Opens the windows that measure, and shows in the reader what they point at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gui.jobs import Jobs
from gui.reader.view import ReaderView
from gui.session import Session

if TYPE_CHECKING:
    from core.review.evaluate_mistakes import Mistake
    from gui.main_window import MainWindow
    from gui.statistics.measure_dialog import MeasureDialog


class Measuring(QObject):
    """Scores and agreement; each window is imported when it is first opened."""

    def __init__(self, session: Session, reader: ReaderView, jobs: Jobs, window: MainWindow) -> None:
        super().__init__(window)
        self._session = session
        self._reader = reader
        self._jobs = jobs
        self._window = window

    def show_scores(self) -> None:
        """Let the person score pipelines on gold."""
        from gui.statistics.score_window import ScoreWindow

        self._open(ScoreWindow(self._session, self._jobs, self._window.look, self._window))

    def show_comparison(self) -> None:
        """Let the person compare two layers."""
        from gui.compare.window import CompareWindow

        self._open(CompareWindow(self._session, self._jobs, self._window.look, self._window))

    def _open(self, dialog: MeasureDialog) -> None:
        dialog.place_wanted.connect(self.go_to)
        dialog.show()

    def go_to(self, article_id: int, mistake: Mistake) -> None:
        """Open the article of an error and select the mark there, else the words."""
        session = self._session
        session.open_article(article_id)
        if session.article is None or session.article.id != article_id:
            return
        spans = [span for span in (mistake.found, mistake.wanted) if span is not None]
        marks = [mark for span in spans for mark in session.marks.find(*span) if session.is_shown(mark)]
        start, end = mistake.start, mistake.start + len(mistake.inside)
        if marks:
            session.select(marks[0].key)
        else:
            session.select(None)
            self._reader.show_selection(start, end)
        self._reader.bring_up(start)  # its lower half may lie behind the window that was clicked
