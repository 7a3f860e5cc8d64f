"""How long loading a pipeline may take: what counts is what the worker could use of the processor.

It gives way to all else, so on a busy machine minutes pass in which it gets a few seconds.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LoadLimits:
    """Seconds: of the processor; by the clock without one second of the processor; by the clock in all."""

    processor: float = 180.0
    standstill: float = 180.0
    whole: float = 1800.0


class LoadWatch:
    """Knows of one load how long it may go on. It has no clock: all its times are given to it, in seconds."""

    def __init__(self, limits: LoadLimits, now: float) -> None:
        self._limits = limits
        self._began = self._moved = now
        self._used = self._used_when_moved = 0.0

    def told(self, used: float, now: float) -> None:
        """Take in what the worker has used of the processor since it began."""
        self._used = used
        if used - self._used_when_moved >= 1.0:  # less is what telling of it takes
            self._used_when_moved, self._moved = used, now

    def seconds_left(self, now: float) -> float:
        """Give how long to wait for the worker's next word; nothing is left where it is to be given up."""
        if self._used >= self._limits.processor:
            return 0.0
        return max(min(self._moved + self._limits.standstill, self._began + self._limits.whole) - now, 0.0)

    def reason(self) -> str:
        """Say why it is given up, as the end of a sentence."""
        if self._used >= self._limits.processor:
            return f"it was not ready after {self._limits.processor:.0f} seconds of computing"
        if self._moved + self._limits.standstill <= self._began + self._limits.whole:
            return f"it did nothing for {self._limits.standstill:.0f} seconds"
        return f"it was not ready after {self._limits.whole / 60:.0f} minutes"
