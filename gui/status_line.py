"""The line at the bottom: what was saved and what undo would take back, how far long work is, which keys help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QToolButton, QWidget

from gui.i18n import native_keys, tr
from gui.look import Look, OneLine, label
from gui.plain import tip
from gui.progress import figures, time_left

if TYPE_CHECKING:
    from core.records import ChangeSet
    from gui.action_set import ActionSet
    from gui.jobs import Job, Jobs

_HEIGHT = 27


class StatusLine(QWidget):
    """Says how it stands; it asks for nothing and never moves the window."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs: Jobs | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "bar")
        self.setFixedHeight(_HEIGHT)
        self.message = OneLine("muted", self)
        self.message.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.work = label(role="muted", parent=self)
        self.bar = QProgressBar(self)
        self.bar.setFixedWidth(140)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress"))
        self.cancel = QToolButton(self)
        self.cancel.setText(tr("Cancel"))
        self.cancel.clicked.connect(self._cancel)
        self.hints = label(role="muted", parent=self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.setSpacing(10)
        layout.addWidget(self.message, 1)
        for widget in (self.work, self.bar, self.cancel):
            layout.addWidget(widget)
            widget.hide()
        layout.addSpacing(14)
        layout.addWidget(self.hints)
        self.set_look(look)

    def complete(self, jobs: Jobs, actions: ActionSet) -> None:
        """Show how far jobs are, and the keys that a reader needs most where they do something."""
        self._jobs = jobs
        edit, step = actions["accept"], actions["next_undecided"]

        def show_hints() -> None:
            self.hints.setText(_hints(can_edit=edit.isEnabled(), can_step=step.isEnabled()))

        for action in (edit, step):
            action.enabledChanged.connect(show_hints)
        show_hints()
        for signal in (jobs.started, jobs.progressed, jobs.finished):
            signal.connect(self._show_work)

    def set_look(self, look: Look) -> None:
        """Show in other fonts from now on."""
        for widget in (self.message, self.work, self.hints, self.cancel):
            widget.setFont(look.small())

    def say(self, text: str) -> None:
        """Show a message until the next one."""
        self.message.setText(text)
        self.message.setToolTip(tip(text))

    def say_saved(self, step: ChangeSet) -> None:
        """Tell what is in the library file now, and how to take it back."""
        from gui.actions import by_id
        from gui.steps import step_done, step_name

        if step.direction == "undo":
            redo = native_keys(by_id("redo").keys[0])
            self.say(tr("Saved.   Undone: {step}   {key} does it again", step=step_name(step), key=redo))
        else:
            undo = native_keys(by_id("undo").keys[0])
            self.say(tr("Saved.   {step}   {key} takes it back", step=step_done(step), key=undo))

    def _show_work(self, _job: object = None) -> None:
        running = self._jobs.running if self._jobs is not None else []
        for widget in (self.work, self.bar, self.cancel):
            widget.setVisible(bool(running))
        if running:
            job: Job[Any] = running[-1]
            total = job.total or 0
            self.bar.setRange(0, total if total > 1 else 0)  # of one there is no part to show: it moves
            self.bar.setValue(min(job.done, total))
            parts = (f"{job.title}  {figures(job)}".rstrip(), time_left(job.seconds_left))
            self.work.setText("   ".join(filter(None, parts)))
            self.cancel.setEnabled(not job.is_cancelled)

    def _cancel(self) -> None:
        if self._jobs is not None and self._jobs.running:
            self._jobs.running[-1].cancel()
            self._show_work()


def _hints(*, can_edit: bool, can_step: bool) -> str:
    """Give the keys that a reader needs most: to read on, and to edit where that is possible."""
    from gui.actions import by_id

    hints = (
        ("accept", tr("accept"), can_edit),
        ("reject", tr("reject"), can_edit),
        ("next_undecided", tr("next undecided"), can_step),
        ("occurrences", tr("all occurrences"), can_edit),
        ("keys", tr("keys"), True),
    )
    return "    ".join(f"{by_id(action).keys[-1].lower()} {words}" for action, words, is_shown in hints if is_shown)
