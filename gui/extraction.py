"""Extraction from the window: which pipeline reads what, in a thread, told and cancellable; what failed can be retried.

A pipeline stays loaded for a while after its last article, so that the next extraction starts at once.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMenu, QWidget

from core.errors import Cancelled, ExtractionError
from core.extract import Batch, Extractor, Limits, PipelineInfo, available_pipelines
from core.library import Library
from core.library_extraction import Share, not_yet_read, run_over, share_out, store
from core.library_records import ArticleQuery
from core.pacing import Pace
from gui.i18n import tr
from gui.jobs import Job, Jobs
from gui.languages import language_name
from gui.pipeline_names import pipeline_title
from gui.plain import tip
from gui.session import Session

if TYPE_CHECKING:
    from gui.main_window import MainWindow

_KEEP_READY = 90_000  # milliseconds that an idle pipeline stays loaded
_SHOW_FIRST, _SHOW_PAUSE = 250, 2000  # milliseconds until found marks are shown: each time costs the window some
_TELL_PAUSE = 2.0  # seconds between two reports of progress
_FEW = 2000  # articles that are shared out at once


@dataclass(frozen=True, slots=True)
class Failure:
    """Articles that a pipeline did not read, and why: one article, or its whole share where it could not be loaded."""

    share: Share
    title: str
    sentence: str
    whole: bool = False  # the pipeline's share, however small


@dataclass(frozen=True, slots=True)
class Plan:
    """Which pipeline is to read what, and what of it was not read yet."""

    shares: Sequence[Share]
    left: Sequence[Share]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a plan."""

    plan: Plan
    failures: Sequence[Failure]


class Extraction(QObject):
    """Starts extractions, one at a time; ``said`` carries a sentence for the status line.

    ``limits``: what an article may cost a pipeline that is started from now on.
    """

    said = Signal(str)
    changed = Signal()

    def __init__(self, session: Session, jobs: Jobs, window: MainWindow) -> None:
        super().__init__(window)
        self._session = session
        self._jobs = jobs
        self._window = window
        self.limits = Limits()
        self._extractor: Extractor | None = None
        self._job: Job[Outcome] | None = None
        self._asked = 0  # articles
        self._unshown: list[int] = []  # articles in which something was found; a job's thread appends to it
        self._showing = QTimer(self)
        self._showing.timeout.connect(self._show_found)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_KEEP_READY)
        self._idle.timeout.connect(self.close)
        jobs.finished.connect(self._ended)

    @property
    def is_running(self) -> bool:
        """Tell whether a pipeline is at work."""
        return self._job is not None

    @property
    def left(self) -> int:
        """How many articles are still to be read; while that is being counted, all that were asked for."""
        if self._job is None:
            return 0
        return self._asked if self._job.total is None else self._job.total - self._job.done

    def close(self) -> None:
        """End the pipeline's process."""
        if self._extractor is not None:
            self._extractor.close()
            self._extractor = None

    def extract_open(self) -> None:
        """Extract in the open article."""
        if self._session.article is not None:
            self.extract([self._session.article.id])

    def extract_chosen(self) -> None:
        """Extract in the articles that are chosen in the list."""
        self.extract(self._window.list.chosen())

    def extract_all(self) -> None:
        """Extract in all articles that the pipelines have not looked at."""
        self.extract(list(self._session.library.ids(ArticleQuery())))

    def extract(self, article_ids: Sequence[int], pipeline: PipelineInfo | None = None) -> None:
        """Have articles read that were not yet: by one pipeline, or each by the one for its language."""
        if not self._session.is_writable:
            return
        library, chosen = self._session.library, dict(self._window.settings.pipelines)

        def plan() -> Plan:
            if pipeline is not None:
                return _plan(library, [Share(pipeline, tuple(article_ids))])
            return _plan(library, share_out(library, article_ids, available_pipelines(), chosen))

        self._start(plan, len(article_ids))

    def read(self, shares: Sequence[Share]) -> None:
        """Have pipelines read what they have not read yet of their shares."""
        library = self._session.library
        self._start(lambda: _plan(library, shares), sum(len(share.article_ids) for share in shares))

    def _start(self, plan: Callable[[], Plan], count: int) -> None:
        if self.is_running or not count:
            return
        if count <= _FEW:  # else it is made in the thread: a million articles take a while to share out
            made = plan()
            if not made.left:
                self._say_known(made)
                return
            plan = partial(_as_it_is, made)
        self._idle.stop()
        self._unshown = []
        self._asked = count
        self._showing.start(_SHOW_FIRST)
        work = partial(_extract, self._session.library, plan, self._ready, self._unshown)
        self._job = self._jobs.start(tr("Extracting"), work, self._extracted, uses_library=True)
        self.changed.emit()

    def _say_known(self, plan: Plan) -> None:
        names = ", ".join(f"{share.pipeline.name} {share.pipeline.version}" for share in plan.shares)
        self.said.emit(tr("{pipeline} has looked at this already.", pipeline=names))

    # The menu of all pipelines

    def menu(self, parent: QWidget) -> QMenu:
        """Give the menu that extracts with a pipeline of the person's choice."""
        menu = QMenu(tr("Extract with"), parent)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        return menu

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        chosen, article = self._window.list.chosen(), self._session.article
        ids = chosen if len(chosen) > 1 or article is None else [article.id]
        lang = article.info.lang if article is not None and len(ids) == 1 else ""
        heading = tr("In %n article(s)", n=len(ids)) if len(ids) != 1 else tr("In this article")
        menu.addAction(heading).setEnabled(False)
        can = bool(ids) and self._session.is_writable and not self.is_running
        for info in available_pipelines():
            lang_of = "" if info.lang == "xx" else f"\t{language_name(info.lang)}"
            action = menu.addAction(pipeline_title(info).replace("&", "&&") + lang_of)
            action.setToolTip(tip(info.title))
            action.setEnabled(can and info.reads(lang))
            action.triggered.connect(lambda _=False, wanted=info: self.extract(ids, wanted))
        menu.addSeparator()
        menu.addAction(self._window.action_set["pipelines"])

    def ask_pipelines(self) -> None:
        """Let the person choose a pipeline for each language, add some and get more."""
        from gui.dialogs.pipelines import PipelinesDialog

        article = self._session.article
        lang = "" if article is None else article.info.lang
        dialog = PipelinesDialog(self._window.settings.pipelines, self._jobs, lang, self._window)
        dialog.chosen.connect(self._keep_choice)
        dialog.open()

    def ask_layers(self) -> None:
        """Let the person show and hide layers."""
        from gui.dialogs.layers import LayersDialog

        dialog = LayersDialog(self._session, self._jobs, self._window)
        dialog.comparison_wanted.connect(self._window.action_set["compare"].trigger)
        dialog.open()

    def _keep_choice(self, chosen: dict[str, str]) -> None:
        self._window.settings.pipelines = chosen
        self._window.save_settings()

    # How it is done

    def _show_found(self) -> None:
        """Show what was found since the last time, also while the next article takes long."""
        found = tuple(self._unshown)
        if found:
            del self._unshown[: len(found)]
            self._session.reload_marks(found)
            self._showing.setInterval(_SHOW_PAUSE)

    def _ready(self, pipeline: PipelineInfo) -> Extractor:
        """Give the process of a pipeline, that of the last run where it is the same; in the job's thread."""
        if self._extractor is None or self._extractor.pipeline != pipeline:
            self.close()
            self._extractor = Extractor(pipeline, self.limits)
        return self._extractor

    def _extracted(self, outcome: Outcome) -> None:
        if not outcome.plan.left:
            self._say_known(outcome.plan)
            return
        if not outcome.failures:
            self.said.emit(tr("Extraction finished."))
            return
        from gui.dialogs.extraction_report import ExtractionReportDialog

        total = sum(len(share.article_ids) for share in outcome.plan.left)
        dialog = ExtractionReportDialog(outcome.failures, total, self._window)
        dialog.article_wanted.connect(self._session.open_article)
        dialog.retry_wanted.connect(self.read)
        dialog.pipelines_wanted.connect(self._window.action_set["pipelines"].trigger)
        dialog.show()

    def _ended(self, job: object) -> None:
        if self._job is not None and job is self._job:
            if self._job.is_cancelled:
                self.said.emit(tr("Extraction cancelled. What was found before is kept."))
            self._job = None
            self._showing.stop()
            self.changed.emit()
            self._idle.start()
            # What a cancelled run found last is stored, but nobody was told.
            shown = [] if self._session.article is None else [self._session.article.id]
            self._session.reload_marks([*shown, *self._unshown])


def _plan(library: Library, shares: Sequence[Share]) -> Plan:
    return Plan(shares, not_yet_read(library, shares))


def _as_it_is(plan: Plan) -> Plan:
    return plan


def _extract(
    library: Library,
    make_plan: Callable[[], Plan],
    ready: Callable[[PipelineInfo], Extractor],
    unshown: list[int],
    job: Job[Outcome],
) -> Outcome:
    """Run pipelines over their shares and store what they find; one that cannot be used costs its own share only.

    The articles in which something was found are added to ``unshown``.
    """
    plan = make_plan()
    total = sum(len(share.article_ids) for share in plan.left)
    done = 0
    failures: list[Failure] = []
    pause = Pace()
    told = -_TELL_PAUSE
    job.report(0, total)
    for share in plan.left:
        run = run_over(library, share.article_ids, ready(share.pipeline), pause)
        job.on_cancel = run.cancel
        if job.is_cancelled:
            raise Cancelled("Cancelled.")

        def stored(batch: Batch, before: int = done) -> None:
            nonlocal told
            unshown.extend(each.article_id for each in batch.proposals)
            if time.monotonic() - told >= _TELL_PAUSE or before + batch.done == total:
                job.report(before + batch.done, total)
                told = time.monotonic()

        try:
            report = store(library, run, stored, pause)
        except ExtractionError as error:
            failures.append(
                Failure(share, f"{share.pipeline.name} {share.pipeline.version}", error.sentence, whole=True)
            )
        else:
            failures += [
                Failure(Share(share.pipeline, (article_id,)), problem.path, problem.sentence)
                for article_id, problem in zip(report.failed, report.problems, strict=True)
            ]
        done += len(share.article_ids)
    return Outcome(plan, failures)
