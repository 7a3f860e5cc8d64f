"""Python's garbage collection, kept in the window's thread.

Python looks for reference cycles in whichever thread happens to allocate. In a job's thread that would destroy Qt
objects beside the event loop that they belong to (timers that go on, a crash), and stop the job and the window for as
long as it takes.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_PAUSE = 1000  # milliseconds between two looks
_SHARE_OF_NEW = 0.25  # of all objects; with so many new ones old ones are looked at too, as Python itself has it


class GarbageCollector(QObject):
    """Collects in the thread that it lives in; what is there when it starts is taken to stay."""

    def __init__(self, parent: QObject | None = None, pause: int = _PAUSE) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(pause)
        self._timer.timeout.connect(self.look)
        self._old = self._new = 0

    def start(self) -> None:
        """Collect from now on, and nowhere else."""
        if self._timer.isActive():
            return
        gc.disable()
        gc.freeze()
        self._timer.start()

    def look(self) -> None:
        """Collect among the new objects if there are many of them, now and then among all."""
        new = gc.get_count()[0]
        if new < gc.get_threshold()[0]:
            return
        self._new += new
        if self._new < self._old * _SHARE_OF_NEW:
            gc.collect(1)
            return
        gc.collect()
        self._old, self._new = len(gc.get_objects()), 0
