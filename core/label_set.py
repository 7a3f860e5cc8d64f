"""Labels and versioned sets of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from core.frozen import frozen


@frozen
class Label:
    """One label: ``code`` goes into files, ``title`` on the screen, ``key`` is the digit that sets it ("1" … "0").

    ``titles`` has the title by UI language for built-in sets; a title that a person typed stands in ``title``.
    ``colour`` is ``#rrggbb``; themes compute readable shades from it. ``hidden`` labels are kept but not shown by
    default.
    """

    code: str
    title: str
    colour: str
    key: str = ""
    description: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    hidden: bool = False

    def title_for(self, lang: str) -> str:
        """Give the title in a UI language (``de``, ``en``), else the plain one."""
        return self.titles.get(lang, self.title)


@frozen
class LabelSet:
    """Labels under one name; each change makes a new version, and "reviewed" is said for one version."""

    id: int
    name: str
    version: int
    labels: tuple[Label, ...]

    def get(self, code: str) -> Label | None:
        """Give the label with a code, or None."""
        return next((label for label in self.labels if label.code == code), None)
