"""German numerals, in digits and in words: ``100.000``, ``2,3 Millionen``, ``zweieinhalb``, ``fünfundzwanzig``."""

from __future__ import annotations

import re
from decimal import Decimal

_ONES = {
    "ein": 1, "eins": 1, "zwei": 2, "zwo": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8,
    "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16,
    "siebzehn": 17, "achtzehn": 18, "neunzehn": 19,
}  # fmt: skip
_TENS = {
    "zwanzig": 20, "dreißig": 30, "dreissig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60, "siebzig": 70,
    "achtzig": 80, "neunzig": 90,
}  # fmt: skip
_SCALES = {
    "tausend": 10**3, "million": 10**6, "mio": 10**6, "milliarde": 10**9, "mrd": 10**9, "mia": 10**9, "tsd": 10**3,
    "billion": 10**12, "bio": 10**12, "dutzend": 12,
}  # fmt: skip
_ORDINALS = {
    "erst": 1, "zweit": 2, "dritt": 3, "viert": 4, "fünft": 5, "sechst": 6, "siebt": 7, "acht": 8, "neunt": 9,
}  # fmt: skip

_ALL_ONES = "|".join(sorted(_ONES, key=len, reverse=True))
_ALL_TENS = "|".join(_TENS)
_SMALL = rf"(?:(?:(?:{_ALL_ONES})und)?(?:{_ALL_TENS})|{_ALL_ONES})"
_BELOW_1000 = rf"(?:(?:(?:{_ALL_ONES})?hundert)(?:und)?(?:{_SMALL})?|{_SMALL})"

WORD = (
    rf"(?:anderthalb|(?:{_ALL_ONES})(?:ein|und)halb|"
    rf"(?:(?:{_BELOW_1000})?tausend(?:und)?(?:{_BELOW_1000})?|{_BELOW_1000}))"
)
"""A numeral in one word, without inflection; ``ein`` alone is one too: the caller decides whether it counts."""

DIGITS = r"(?:\d{1,3}(?:['’]\d{3})+\.\d\d|\d{1,3}(?:[.'’\u00a0\u202f ]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)(?![\d])"
"""A numeral in digits, grouped as in Germany, Austria or Switzerland."""

SCALE = r"(?:Tausend|tausend|Million(?:en)?|Mio\.?|Milliarden?|Mrd\.?|Mia\.|Tsd\.|Billionen?|Bio\.|Dutzend)"
"""What multiplies the number before it."""

_GROUPS = re.compile(r"(?<=\d)[.'’\u00a0\u202f ](?=\d{3}(?!\d))")
_FULL_WORD = re.compile(WORD)
_HUNDREDS = re.compile(rf"(?:(?P<hundreds>{_ALL_ONES})?(?P<mark>hundert)(?:und)?)?(?P<small>{_SMALL})?")


def parse(numeral: str, scale: str = "") -> Decimal | None:
    """Give the value of a numeral in digits or one word, times a scale word; None if it is no numeral."""
    value = _of_digits(numeral) if numeral[:1].isdigit() else _of_word(numeral.lower())
    return value if value is None else scaled(value, scale)


def scaled(value: Decimal, scale: str) -> Decimal:
    """Multiply a number by its scale word; an empty one changes nothing."""
    if not scale:
        return value
    return value * next(factor for name, factor in _SCALES.items() if scale.lower().startswith(name))


def ordinal(word: str) -> int | None:
    """Give the number of an ordinal in words (``erste``, ``zweiten``) or digits (``3.``); None if it is none."""
    if word.rstrip(".").isdigit():
        return int(word.rstrip("."))
    return _ORDINALS.get(re.sub(r"e[rnsm]?$", "", word.lower()))


def show(value: Decimal) -> str:
    """Write a number with a decimal point, without grouping and zeros at the end: ``1.5``, ``100000``, ``4.5``."""
    if value == value.to_integral_value():
        return str(int(value))
    return f"{value:f}".rstrip("0")


def _of_digits(numeral: str) -> Decimal:
    plain = _GROUPS.sub("", numeral)
    return Decimal(plain.replace(",", "."))


def _of_word(word: str) -> Decimal | None:
    if not _FULL_WORD.fullmatch(word):
        return None
    if word == "anderthalb":
        return Decimal("1.5")
    if word.endswith("halb"):
        return Decimal(_ONES[re.sub(r"(?:ein|und)halb$", "", word)]) + Decimal("0.5")
    thousands, mark, rest = word.rpartition("tausend")
    if not mark:
        return Decimal(_below_1000(word))
    rest = rest.removeprefix("und")
    return Decimal((_below_1000(thousands) if thousands else 1) * 1000 + (_below_1000(rest) if rest else 0))


def _below_1000(word: str) -> int:
    match = _HUNDREDS.fullmatch(word)
    assert match is not None, word
    hundreds = _ONES[match["hundreds"]] if match["hundreds"] else 1
    return (hundreds * 100 if match["mark"] else 0) + _small(match["small"] or "")


def _small(word: str) -> int:
    if not word:
        return 0
    if word in _ONES:
        return _ONES[word]
    if word in _TENS:
        return _TENS[word]
    ones, _, tens = word.partition("und")
    return _ONES[ones] + _TENS[tens]
