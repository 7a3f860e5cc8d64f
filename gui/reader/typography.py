"""How each zone is set: face, size, leading, margins and ink, all in proportion to the type size of the body.

Every line box keeps room above the letters for the chips of its marks and below for their underlines, so that marks
never touch another line and never move one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetricsF

from core.records import ZoneRole
from gui.fonts import BUNDLED_SERIF, load_reading_fonts

DEFAULT_SIZE = 19
DEFAULT_COLUMN = 66

CHIP_SIZE = 0.43  # of the type size
CHIP_GAP = 2  # pixels between a chip and the box of its mark
_LANE_ROOM = 0.22  # of the zone's own size; large type needs no more of it than the body
_TALL_AND_LOW = "dklpgj"
_SAMPLE = "Der schnelle Fuchs springt am Montag über den faulen Hund, und niemand in Genf wunderte sich darüber. "


@dataclass(frozen=True, slots=True)
class ZoneStyle:
    """How one zone is set; lengths in pixels.

    ``pitch`` is the height of a line box and ``baseline`` the distance of the baseline from its top. ``rise`` and
    ``drop`` are how far a mark's box reaches above and below the baseline. ``ink`` names a colour of the theme.
    ``bar`` asks for a bar at the left, ``panel`` for a panel behind, ``tab`` for the second column of a table.
    """

    font: QFont
    size: float
    pitch: int
    baseline: int
    rise: int
    drop: int
    before: int
    after: int
    ink: str
    indent: int = 0
    bar: bool = False
    panel: bool = False
    tab: int = 0
    key_font: QFont | None = None
    is_body: bool = False


@dataclass(frozen=True, slots=True)
class Typography:
    """The styles of all zones for one type size, column and serif."""

    size: int
    column: int
    width: int
    body: ZoneStyle
    styles: dict[ZoneRole, ZoneStyle]
    chip_font: QFont
    sans: QFont
    characters_a_line: float

    def style(self, role: ZoneRole) -> ZoneStyle:
        """Give the style of a zone."""
        return self.styles.get(role, self.body)


def typography(
    size: int = DEFAULT_SIZE, column: int = DEFAULT_COLUMN, family: str = "", *, plain: bool = False
) -> Typography:
    """Make the styles for a type size in pixels and a column in characters; ``plain`` sets everything as body text."""
    load_reading_fonts()
    serif = _font(family or BUNDLED_SERIF, size)
    sans = QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
    sans.setPixelSize(max(9, round(size * 0.74)))
    metrics = QFontMetricsF(serif)
    advance = metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE)
    body = replace(_style(serif, size, leading=1.66, before=0, after=0.72), is_body=True)
    styles = {} if plain else _zone_styles(serif, sans, size)
    return Typography(
        size=size,
        column=column,
        width=math.ceil(column * advance),
        body=body,
        styles=styles,
        chip_font=_chip_font(size),
        sans=sans,
        # Lines are ragged: on average the last half of a long German word does not fit any more.
        characters_a_line=max(8.0, column - 3.2),
    )


def _zone_styles(serif: QFont, sans: QFont, size: int) -> dict[ZoneRole, ZoneStyle]:
    role = ZoneRole
    em = size

    def sans_at(scale: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        font = QFont(sans)
        font.setPixelSize(max(9, round(em * scale)))
        font.setWeight(weight)
        return font

    def serif_at(scale: float, weight: QFont.Weight = QFont.Weight.Normal, *, italic: bool = False) -> QFont:
        font = QFont(serif)
        font.setPixelSize(round(em * scale))
        font.setWeight(weight)
        font.setItalic(italic)
        return font

    kicker = sans_at(0.68, QFont.Weight.DemiBold)
    kicker.setCapitalization(QFont.Capitalization.AllUppercase)
    kicker.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, em * 0.09)
    caption = _style(sans_at(0.74), em, leading=1.78, before=0.9, after=0.9, ink="muted")
    caption = replace(caption, indent=round(em * 0.95), bar=True)
    credit = _style(sans_at(0.66), em, leading=1.85, before=0.9, after=0.9, ink="faint")
    infobox = _style(sans_at(0.76), em, leading=1.78, before=1.0, after=1.0)
    return {
        role.KICKER: _style(kicker, em, leading=1.9, before=0.5, after=0.1, ink="accent"),
        role.HEADLINE: _style(serif_at(1.92, QFont.Weight.Bold), em, leading=1.34, before=0.15, after=0.35),
        role.STANDFIRST: _style(serif_at(1.13, italic=True), em, leading=1.56, before=0.2, after=0.55, ink="muted"),
        role.BYLINE: _style(sans_at(0.74), em, leading=1.8, before=0.2, after=0.9, ink="muted"),
        role.CAPTION: caption,
        role.CREDIT: replace(credit, indent=caption.indent, bar=True),
        role.INFOBOX: replace(
            infobox,
            indent=round(em * 0.95),
            panel=True,
            tab=round(em * 6.8),
            key_font=sans_at(0.76, QFont.Weight.DemiBold),
        ),
        role.SUBHEAD: _style(serif_at(1.08, QFont.Weight.Bold), em, leading=1.55, before=1.25, after=0.1),
        role.QUOTATION: replace(
            _style(serif_at(1, italic=True), em, leading=1.62, before=0.85, after=0.85), indent=round(em * 1.7)
        ),
        role.SIGN_OFF: _style(serif_at(0.88, italic=True), em, leading=1.62, before=0.9, after=0.6, ink="faint"),
        role.BOILERPLATE: _style(sans_at(0.74), em, leading=1.72, before=0.7, after=0.7, ink="faint"),
    }


def _style(font: QFont, em: int, *, leading: float, before: float, after: float, ink: str = "text") -> ZoneStyle:
    """Make a style: the line box has room for a chip, the letters and the underlines, and at least the leading."""
    size = QFontInfo(font).pixelSize()
    letters = QFontMetricsF(font).tightBoundingRect(_TALL_AND_LOW)  # what they really take, not what the font claims
    descent = math.ceil(letters.bottom())
    rise = math.ceil(-letters.top()) + max(1, round(size * 0.05))
    chip = _chip_height(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family(), em) + CHIP_GAP
    lanes = round(min(size, em) * _LANE_ROOM)
    pitch = max(round(size * leading), chip + rise + descent + lanes)
    return ZoneStyle(
        font=font,
        size=size,
        pitch=pitch,
        baseline=pitch - descent - lanes,
        rise=rise,
        drop=descent + 1,
        before=round(em * before),
        after=round(em * after),
        ink=ink,
    )


@lru_cache(maxsize=16)
def _chip_height(_family: str, em: int) -> int:
    """Give the height of a chip's capitals, in the system's face: the same for all styles of a size."""
    return math.ceil(QFontMetricsF(_chip_font(em)).capHeight())


def _chip_font(em: int) -> QFont:
    font = QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
    font.setPixelSize(max(7, round(em * CHIP_SIZE)))
    font.setWeight(QFont.Weight.Bold)
    font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 109)
    return font


def _font(family: str, size: int) -> QFont:
    font = QFont(family)
    font.setPixelSize(size)
    font.setStyleHint(QFont.StyleHint.Serif)
    # Unhinted outlines: the same line breaks and letter spaces at every zoom and on every system.
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font
