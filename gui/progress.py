"""How far a job is, in words: figures, and roughly how long the rest will take."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

from gui.i18n import number, tr

if TYPE_CHECKING:
    from gui.jobs import Job

_MOMENT = 5  # seconds of which nothing is said


def figures(job: Job[Any]) -> str:
    """Give ``12 / 60``, or nothing where there is nothing to count."""
    total = job.total or 0
    return f"{number(job.done)} / {number(total)}" if total > 1 else ""


def time_left(seconds: float | None) -> str:
    """Say how long work will go on, as roughly as anybody knows; nothing of what is over in a moment."""
    if seconds is None or seconds < _MOMENT:
        return ""
    if seconds < 60:
        return tr("%n second(s) left", n=ceil(seconds / 5) * 5)
    if seconds < 5400:
        return tr("%n minute(s) left", n=ceil(seconds / 60))
    return tr("%n hour(s) left", n=round(seconds / 3600))
