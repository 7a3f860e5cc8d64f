"""Themes: named colours from TOML, shades of each label computed to be readable, palette for the whole program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from core.assets import resource
from core.frozen import frozen
from gui.theme_colour import contrast, least_contrast, shade, to_oklch
from gui.theme_files import content_of
from gui.theme_sheet import sheet

THEME_NAMES = ("system", "light", "dark", "sepia", "high-contrast")

TEXT_CONTRAST = 4.5
TRACK_CONTRAST = 2
MARK_CONTRAST = 3.0
_WHITE, _BLACK = "#ffffff", "#111111"


@frozen
class LabelStyle:
    """The shades of one label in one theme.

    ``fill`` lies under text, ``line`` draws borders and underlines (and fills badges), ``ink`` writes the label's name
    on paper, panel or fill, ``chip_text`` writes on ``line``.
    """

    fill: QColor
    line: QColor
    ink: QColor
    chip_text: QColor


@frozen
class LabelRule:
    """How a theme derives label shades: OKLCH lightness (0 to 1) and the most chroma that is kept."""

    fill_lightness: float
    fill_chroma: float
    line_lightness: tuple[float, float]
    line_chroma: float


@dataclass(frozen=True, eq=False)
class Theme:
    """One theme: colours by role. ``titles`` has the shown title by UI language.

    ``paper`` is the reading background, ``panel`` the side panels, ``bar`` top and bottom bars, ``rule`` hairlines;
    ``accent_fill`` the selected row of a list, ``selection`` selected text, ``good`` progress that is complete.
    """

    name: str
    title: str
    titles: Mapping[str, str]
    is_dark: bool
    paper: QColor
    panel: QColor
    bar: QColor
    rule: QColor
    text: QColor
    muted: QColor
    faint: QColor
    accent: QColor
    accent_fill: QColor
    selection: QColor
    warning: QColor
    good: QColor
    focus: QColor
    label_rule: LabelRule
    _styles: dict[str, LabelStyle] = field(default_factory=dict, init=False, repr=False)

    def label_style(self, colour: str) -> LabelStyle:
        """Compute the shades of a label from its ``#rrggbb``; raises ValueError if it is no colour.

        Text and muted text on fill, ink on paper, panel and fill, and chip text on line keep 4.5 to 1; line keeps 3
        to 1 on paper, panel and fill: whatever colour a person chose.
        """
        style = self._styles.get(colour)
        if style is None:
            style = self._styles[colour] = _label_style(self, colour)
        return style

    @property
    def track(self) -> QColor:
        """The ground of a progress bar: a hairline's colour, unless progress would hardly stand out from it."""
        accent = self.accent.name()
        return self.rule if contrast(self.rule.name(), accent) >= TRACK_CONTRAST else self.selection

    def title_for(self, lang: str) -> str:
        """Give the title in a UI language (``de``, ``en``), else the plain one."""
        return self.titles.get(lang, self.title)

    def colours(self) -> dict[str, str]:
        """Give all colours of the theme as ``#rrggbb`` by role."""
        return {f.name: getattr(self, f.name).name() for f in fields(self) if isinstance(getattr(self, f.name), QColor)}


def load_theme(name: str) -> Theme:
    """Load a theme by its name; ``system`` is light, dark or high-contrast as the desktop is set.

    Raises FileNotFoundError for a name that is not in ``THEME_NAMES``.
    """
    if name == "system":
        name = system_theme_name()
    return theme_from(name, content_of(name))


def theme_from(name: str, content: Mapping[str, Any]) -> Theme:
    """Make a theme of a parsed TOML file."""
    labels = content["labels"]
    low, high = labels["line_lightness"]
    return Theme(
        name=name,
        title=content["title"],
        titles=dict(content.get("titles", {})),
        is_dark=content["dark"],
        label_rule=LabelRule(labels["fill_lightness"], labels["fill_chroma"], (low, high), labels["line_chroma"]),
        **{role: QColor(colour) for role, colour in content["colours"].items()},
    )


def system_theme_name() -> str:
    """Tell which theme suits the desktop: its contrast preference, its colour scheme, else the palette."""
    hints = QGuiApplication.styleHints()
    accessibility = getattr(hints, "accessibility", None)  # since Qt 6.10
    if accessibility is not None and accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "high-contrast"
    scheme = hints.colorScheme()
    if scheme == Qt.ColorScheme.Unknown:
        dark = QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128
    else:
        dark = scheme == Qt.ColorScheme.Dark
    return "dark" if dark else "light"


def palette(theme: Theme) -> QPalette:
    """Give the palette of a theme, so that widgets without a style sheet rule fit in too."""
    role = QPalette.ColorRole
    result = QPalette()
    for target, colour in (
        (role.Window, theme.panel),
        (role.WindowText, theme.text),
        (role.Base, theme.paper),
        (role.AlternateBase, theme.panel),
        (role.Text, theme.text),
        (role.Button, theme.bar),
        (role.ButtonText, theme.text),
        (role.BrightText, theme.warning),
        (role.Highlight, theme.selection),
        (role.HighlightedText, theme.text),
        (role.ToolTipBase, theme.bar),
        (role.ToolTipText, theme.text),
        (role.PlaceholderText, theme.faint),
        (role.Link, theme.accent),
        (role.LinkVisited, theme.muted),
        (role.Light, theme.paper),
        (role.Midlight, theme.bar),
        (role.Mid, theme.rule),
        (role.Dark, theme.faint),
        (role.Shadow, theme.text if not theme.is_dark else theme.paper),
        (role.Accent, theme.accent),
    ):
        result.setColor(target, colour)
    for target in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, target, theme.faint)
    return result


def application_stylesheet(theme: Theme) -> str:
    """Give the style sheet for the whole program; it is meant for the Fusion style with ``palette(theme)`` set."""
    colours = theme.colours()
    colours["track"] = theme.track.name()
    colours["on_accent"] = max((_WHITE, _BLACK), key=lambda ink: contrast(ink, colours["accent"]))
    colours["check"] = resource(
        "icons", "check-white.png" if colours["on_accent"] == _WHITE else "check-black.png"
    ).as_posix()
    return sheet(colours)


def _label_style(theme: Theme, colour: str) -> LabelStyle:
    rule = theme.label_rule
    lightness, chroma, hue = to_oklch(colour)
    paper, panel, text, muted = (c.name() for c in (theme.paper, theme.panel, theme.text, theme.muted))
    paper_end, text_end = (0.0, 1.0) if theme.is_dark else (1.0, 0.0)
    fill = shade(
        rule.fill_lightness,
        paper_end,
        min(chroma, rule.fill_chroma),
        hue,
        lambda c: least_contrast(c, (text, muted)) >= TEXT_CONTRAST,
    )
    low, high = rule.line_lightness
    start = min(high, max(low, lightness))
    grounds = (paper, panel, fill)
    kept = min(chroma, rule.line_chroma)
    line = shade(
        start,
        text_end,
        kept,
        hue,
        lambda c: least_contrast(c, grounds) >= MARK_CONTRAST and _best_ink(c)[1] >= TEXT_CONTRAST,
    )
    ink = shade(start, text_end, kept, hue, lambda c: least_contrast(c, grounds) >= TEXT_CONTRAST)
    return LabelStyle(QColor(fill), QColor(line), QColor(ink), QColor(_best_ink(line)[0]))


def _best_ink(ground: str) -> tuple[str, float]:
    """Give white or near black, whichever reads better on a ground, and its contrast."""
    return max(((ink, contrast(ink, ground)) for ink in (_WHITE, _BLACK)), key=lambda pair: pair[1])
