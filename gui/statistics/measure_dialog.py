"""What the windows that measure have in common: choices at the left, the result at the right, work in a thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.errors import Problem, ReaderError
from core.evaluation import save_report
from core.review.evaluate_mistakes import Mistake
from core.review.evaluate_report import Result
from gui.dialogs.base import Dialog
from gui.file_dialogs import save_dialog
from gui.i18n import current_language, tr
from gui.jobs import Job, Jobs
from gui.look import Look, label, scaled
from gui.progress import figures, time_left
from gui.sentences import localized
from gui.session import Session
from gui.statistics.result_view import ResultView

if TYPE_CHECKING:
    from gui.main_window import MainWindow

_LEFT = 268  # pixels of the choices


@dataclass(frozen=True, slots=True)
class Measured:
    """Results, the ids of articles in the library by the names that mistakes have, and what was left out."""

    results: Sequence[Result]
    places: dict[str, int]
    problems: Sequence[Problem] = ()


class MeasureDialog(Dialog):
    """A window beside the main one: it blocks nothing, so that an error can be looked at in the reader.

    ``place_wanted`` carries (article id, Mistake).
    """

    place_wanted = Signal(int, object)

    def __init__(
        self, title: str, act: str, empty: tuple[str, str], session: Session, jobs: Jobs, look: Look, parent: MainWindow
    ) -> None:
        super().__init__(title, parent)
        self.setWindowModality(Qt.WindowModality.NonModal)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.set_size(1180, 480)
        self._session = session
        self.settings = parent.settings
        self._jobs = jobs
        self._job: Job[object] | None = None
        self._places: dict[str, int] = {}
        self._left_out = ""  # says what could not be measured, as long as the results are shown
        self.measured_on = ""
        self.choices = QVBoxLayout()
        self.choices.setSpacing(8)
        self.start = QPushButton(act, self)
        self.start.setDefault(True)
        self.cancel = QPushButton(tr("Cancel"), self)
        self.cancel.clicked.connect(self._cancel)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress"))
        self.how_far = label(role="muted", parent=self)
        self.view = ResultView(look, session.library.label_set, empty, self)
        self.view.mistake_wanted.connect(self._go_to)
        self.save = self.buttons.addButton(tr("Save report…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.save.clicked.connect(self._ask_report)
        self.save.setEnabled(False)
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addLayout(self.choices, 1)
        for widget in (self.bar, self.how_far, self.cancel, self.start):
            left.addWidget(widget)
        column = QWidget(self)
        column.setFixedWidth(scaled(_LEFT))
        column.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(22)
        row.addWidget(column)
        row.addWidget(self.view, 1)
        self.content.addLayout(row, 1)
        jobs.progressed.connect(self._progressed)
        jobs.finished.connect(self._finished)
        session.library_opened.connect(self._leave)
        self._show_work(False)

    def save_to(self, path: Path) -> None:
        """Write the report of all results, as Markdown or as an HTML page."""
        try:
            save_report(path, self.measured_on, self.view.results, current_language())
        except ReaderError as error:
            self.warn(localized(error.sentence))
        else:
            self.warn(self._left_out)

    def _place(self) -> None:
        """Stand at the foot of the main window, not in its middle: so the reader is seen above."""
        window, screen = self.parentWidget(), self.screen()
        if window is None or screen is None:
            return
        room, frame = screen.availableGeometry(), window.frameGeometry()
        left = frame.center().x() - self.width() // 2
        top = min(frame.bottom(), room.bottom()) - self.frameGeometry().height()
        self.move(max(room.left(), left), max(room.top(), top))

    def done(self, result: int) -> None:
        """Close; what is being measured is given up."""
        self._cancel()
        super().done(result)

    def order(self, *choices: QWidget) -> None:
        """Let the Tab key go through the choices before the button that starts, which has the focus at first."""
        for before, after in pairwise((*choices, self.start, self.cancel, self.view)):
            self.setTabOrder(before, after)
        self.start.setFocus()

    def begin(self, title: str, work: Callable[[Job[object]], Measured]) -> None:
        """Measure in a thread; what stands in the way is said here."""
        if self._job is not None:
            return

        def guarded(job: Job[object]) -> object:
            try:
                return work(job)
            except ReaderError as error:
                if job.is_cancelled:
                    raise
                return error

        self.warn("")
        self._job = self._jobs.start(title, guarded, self.while_open(self._came))
        self._show_work(True)

    def _came(self, outcome: object) -> None:
        if isinstance(outcome, ReaderError):
            self.warn(localized(outcome.sentence))
            return
        assert isinstance(outcome, Measured)
        self._places = outcome.places
        self.view.show_results(outcome.results)
        self.save.setEnabled(True)
        self._left_out = ""
        if outcome.problems:
            first = outcome.problems[0]
            more = tr("… and %n more", n=len(outcome.problems) - 1) if len(outcome.problems) > 1 else ""
            self._left_out = f"{first.path}: {localized(first.sentence)} {more}".strip()
        self.warn(self._left_out)

    def _go_to(self, mistake: Mistake) -> None:
        article_id = self._places.get(mistake.name)
        if article_id is None:
            self.warn(tr("“{title}” is not in this library: import the gold file to see it.", title=mistake.title))
        else:
            self.warn(self._left_out)
            self.place_wanted.emit(article_id, mistake)

    def _ask_report(self) -> None:
        filters = ["HTML (*.html)", "Markdown (*.md)"]
        dialog = save_dialog(self, tr("Save the report"), self.settings, ".html", filters)
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix("md" if "*.md" in chosen else "html"))
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
        dialog.open()

    def _leave(self) -> None:
        """Go with the library that was measured."""
        self.close()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.cancel.setEnabled(False)

    def _progressed(self, job: object) -> None:
        if job is self._job and self._job is not None:
            self.bar.setRange(0, self._job.total or 0)
            self.bar.setValue(self._job.done)
            parts = figures(self._job), time_left(self._job.seconds_left)
            self.how_far.setText("   ".join(filter(None, parts)))

    def _finished(self, job: object) -> None:
        if job is self._job:
            self._job = None
            self._show_work(False)

    def _show_work(self, is_running: bool) -> None:
        self.bar.setRange(0, 0)
        self.bar.setVisible(is_running)
        self.how_far.clear()
        self.how_far.setVisible(is_running)
        self.cancel.setEnabled(True)
        self.cancel.setVisible(is_running)
        self.start.setVisible(not is_running)
