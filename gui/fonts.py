"""The reading face that comes with the program, and which others the system has, with and without serifs."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtGui import QFontDatabase, QFontInfo, QGuiApplication

from core.assets import resource

BUNDLED_SERIF = "Source Serif Pro"
FACES = (
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
    "Source Sans 3",
    "Atkinson Hyperlegible",
    "Inter",
    "Segoe UI",
    "Helvetica Neue",
    "Noto Sans",
    "Open Sans",
    "Roboto",
    "Arial",
    "Liberation Sans",
    "DejaVu Sans",
)
"""Faces that are good to read for hours, first those with serifs, and of these the one that comes with the program."""

_LARGEST_USUAL = 15  # pixels: systems come with 12 to 15 for their controls
_LATIN = QFontDatabase.WritingSystem.Latin
_BRAND = "SourceSerifPro-SemiboldIt.ttf"


def load_brand_font() -> None:
    """Register the one cut that the first paint of the window needs; the others come with the text."""
    _load(resource("fonts", _BRAND))


@cache
def load_reading_fonts() -> tuple[str, ...]:
    """Register the fonts that come with the program and give their families. Needs a QGuiApplication."""
    families = [family for path in sorted(resource("fonts").glob("*.ttf")) for family in _load(path)]
    return tuple(dict.fromkeys(families))


def available_faces() -> tuple[list[str], list[str]]:
    """Give the good reading faces that this system has, and its other ones that Latin text can be set in, by name."""
    load_reading_fonts()
    present = {family for family in QFontDatabase.families(_LATIN) if not QFontDatabase.isPrivateFamily(family)}
    good = [family for family in FACES if family in present]
    others = (family for family in present.difference(good) if QFontDatabase.isSmoothlyScalable(family))
    return good, sorted(others, key=str.casefold)


def system_scale() -> float:
    """Tell how much larger than usual the person has set the type of the whole system; never less than 1."""
    return max(1.0, QFontInfo(QGuiApplication.font()).pixelSize() / _LARGEST_USUAL)


@cache
def _load(path: Path) -> tuple[str, ...]:
    return tuple(QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path))))
