"""Colour arithmetic for themes: contrast as WCAG 2 counts it, and OKLCH, where lightness is what the eye calls so."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

Rgb = tuple[float, float, float]
"""Red, green, blue as sRGB components from 0 to 1."""


def parse_hex(colour: str) -> Rgb:
    """Give the components of ``#rrggbb`` (or ``#rgb``); raises ValueError for anything else."""
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    if len(digits) != 6 or not colour.startswith("#"):
        raise ValueError(f"{colour!r} is no colour; write it as #rrggbb.")
    red, green, blue = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return red, green, blue


def to_hex(rgb: Rgb) -> str:
    """Give ``#rrggbb`` for components; each is rounded to 1/255 and clamped."""
    return "#" + "".join(f"{round(255 * min(1.0, max(0.0, part))):02x}" for part in rgb)


def luminance(colour: str) -> float:
    """Give the relative luminance (0 to 1) of a colour as WCAG 2 defines it."""
    red, green, blue = (_linear(part) for part in parse_hex(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Give the contrast (1 to 21) between two colours."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def least_contrast(colour: str, others: Iterable[str]) -> float:
    """Give the contrast between a colour and the one of the others that it stands out from least."""
    return min(contrast(colour, other) for other in others)


def to_oklch(colour: str) -> tuple[float, float, float]:
    """Give lightness (0 to 1), chroma (0 to about 0.37) and hue (radians) of a colour."""
    red, green, blue = (_linear(part) for part in parse_hex(colour))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.atan2(b, a)


def from_oklch(lightness: float, chroma: float, hue: float) -> str:
    """Give the colour with this lightness and hue, its chroma lowered as far as sRGB asks."""
    lightness = min(1.0, max(0.0, lightness))
    while True:
        rgb = _oklch_to_rgb(lightness, chroma, hue)
        if chroma <= 0 or all(-1e-4 <= part <= 1 + 1e-4 for part in rgb):
            return to_hex(rgb)
        chroma = max(0.0, chroma - 0.004)


def shade(start: float, towards: float, chroma: float, hue: float, holds: Callable[[str], bool]) -> str:
    """Give the first colour on the way from one lightness to another for which ``holds`` is true, else the last one."""
    steps = 60
    for step in range(steps + 1):
        colour = from_oklch(start + (towards - start) * step / steps, chroma, hue)
        if holds(colour):
            return colour
    return colour


def _oklch_to_rgb(lightness: float, chroma: float, hue: float) -> Rgb:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        _companded(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
        _companded(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
        _companded(-0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short),
    )


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _companded(part: float) -> float:
    if part <= 0.0031308:
        return 12.92 * part
    return float(1.055 * part ** (1 / 2.4) - 0.055)
