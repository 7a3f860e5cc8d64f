"""A single expression of time as it was read: its kind, where it stands, and the words that place it."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.extract.rules.date_cores import when

REACH = 70
"""Code points before a core in which the words that place it may stand."""

AMOUNT, SAME_STRETCH = "amount", "same stretch"
"""A number of units that is anchored in time: ``vor zwei Jahren``, ``zwei Tage später``."""


@dataclass(frozen=True, slots=True)
class Atom:
    """One expression: its own word begins at ``core``, the words that place it at ``start``.

    ``when`` is -1 for ``vergangenen``, 1 for ``kommenden``, 0 for ``diesen``, None where nothing is said.
    """

    kind: str
    start: int
    core: int
    end: int
    preposition: str = ""
    article: str = ""
    edge: str = ""
    which: str = ""
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def when(self) -> int | None:
        """Which one is meant."""
        return when(self.which)

    def get(self, name: str) -> str:
        """Give a field, or an empty string."""
        return self.fields.get(name) or ""

    @property
    def is_placed(self) -> bool:
        """Tell whether words before the core place it."""
        return bool(self.preposition or self.edge or self.which)
