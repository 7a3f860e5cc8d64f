"""The reading face that comes with the program, and which good ones the system has."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtGui import QFontDatabase

from core.assets import resource

BUNDLED_SERIF = "Source Serif Pro"
SERIFS = (
    BUNDLED_SERIF,
    "Source Serif 4",
    "Charter",
    "Iowan Old Style",
    "Palatino",
    "Palatino Linotype",
    "P052",
    "Georgia",
    "Literata",
    "Noto Serif",
    "Cambria",
    "DejaVu Serif",
)
"""Faces that are good to read for hours, the one that comes with the program first."""

_BRAND = "SourceSerifPro-SemiboldIt.ttf"


def load_brand_font() -> None:
    """Register the one cut that the first paint of the window needs; the others come with the text."""
    _load(resource("fonts", _BRAND))


@cache
def load_reading_fonts() -> tuple[str, ...]:
    """Register the fonts that come with the program and give their families. Needs a QGuiApplication."""
    families = [family for path in sorted(resource("fonts").glob("*.ttf")) for family in _load(path)]
    return tuple(dict.fromkeys(families))


def available_serifs() -> list[str]:
    """Give the good reading faces that this system has, in the order of preference."""
    load_reading_fonts()
    present = set(QFontDatabase.families())
    return [family for family in SERIFS if family in present]


@cache
def _load(path: Path) -> tuple[str, ...]:
    return tuple(QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path))))
