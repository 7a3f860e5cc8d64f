"""The words and numbers of reports, in English and German.

English is written where it is used; the others are in ``resources/i18n/report.<language>.json``, by the English text.
"""

from __future__ import annotations

import json
import os
from functools import cache
from locale import getlocale

from core.assets import resource
from core.records import ZoneRole
from core.review.evaluate_mistakes import ErrorKind

LANGUAGES = ("en", "de")
_SYSTEM = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")  # in the order in which they count
_SEPARATORS = {"en": (",", "."), "de": (".", ",")}  # of thousands, of decimals
KINDS = {
    ErrorKind.MISSED: "missed",
    ErrorKind.SPURIOUS: "not wanted",
    ErrorKind.RANGE: "other range",
    ErrorKind.LABEL: "other label",
    ErrorKind.BOTH: "other label and range",
}
ZONES = {
    ZoneRole.KICKER: "Kicker",
    ZoneRole.HEADLINE: "Headline",
    ZoneRole.STANDFIRST: "Standfirst",
    ZoneRole.BYLINE: "Byline",
    ZoneRole.CAPTION: "Caption",
    ZoneRole.CREDIT: "Credit",
    ZoneRole.INFOBOX: "Infobox",
    ZoneRole.SUBHEAD: "Subhead",
    ZoneRole.QUOTATION: "Block quotation",
    ZoneRole.BODY: "Body text",
    ZoneRole.SIGN_OFF: "Sign-off",
    ZoneRole.BOILERPLATE: "Boilerplate",
}


class Words:
    """Says the texts of a report in one language: ``words("Errors: {count}", count="3")``."""

    def __init__(self, lang: str = "en") -> None:
        self.lang = lang if lang in LANGUAGES else "en"
        self._known = _catalogue(self.lang)
        self._thousands, self._decimals = _SEPARATORS[self.lang]

    def __call__(self, text: str, **values: str) -> str:
        """Give an English text in the language of the report; raises KeyError where its catalogue lacks it."""
        shown = text if self.lang == "en" else self._known[text]
        return shown.format(**values) if values else shown

    def number(self, value: float, decimals: int = 0) -> str:
        """Write a number with separators as the language has them, and with a minus sign, which is no hyphen."""
        written = f"{round(value, decimals) + 0.0:,.{decimals}f}"  # + 0.0: what is rounded to nothing has no sign
        return written.translate({ord(","): self._thousands, ord("."): self._decimals, ord("-"): "−"})

    def percent(self, share: float) -> str:
        """Write a share of 0 to 1 as percent with one decimal, without the sign."""
        return self.number(100 * share, 1)

    def counted(self, number: int, one: str, many: str) -> str:
        """Write a number with its noun: ``many`` has the field ``{count}``, ``one`` is the whole for 1."""
        return self(one) if number == 1 else self(many, count=self.number(number))


def system_language() -> str:
    """Give the language of the system if reports are written in it, else English."""
    said = next(filter(None, map(os.environ.get, _SYSTEM)), "") or getlocale()[0] or ""
    return "de" if said.casefold().startswith(("de", "german")) else "en"  # Windows says German_Germany


@cache
def _catalogue(lang: str) -> dict[str, str]:
    if lang == "en":
        return {}
    known: dict[str, str] = json.loads(resource("i18n", f"report.{lang}.json").read_text(encoding="utf-8"))
    return known
