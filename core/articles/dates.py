"""Dates as newspapers write them, in five languages, as ISO 8601 of the precision that stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

_MONTHS = (
    "januar jänner jan january janvier janv gennaio enero",
    "februar feber feb february février févr febbraio febrero",
    "märz mär mrz march mars marzo",
    "april apr avril aprile abril",
    "mai may maggio mayo",
    "juni jun june juin giugno junio",
    "juli jul july juillet luglio julio",
    "august aug août agosto",
    "september sept sep septembre settembre septiembre",
    "oktober okt october oct octobre ottobre octubre",
    "november nov novembre noviembre",
    "dezember dez december dec décembre déc dicembre diciembre",
)
_NUMBER_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_NAMES = "|".join(sorted(_NUMBER_OF, key=len, reverse=True))

# One date with an optional time of day behind it. Each repetition is bounded, so that no text makes it slow.
DATE = re.compile(
    rf"""(?<![\w.])(?:
        (?P<iso>\d{{4}}-\d{{2}}-\d{{2}})
      | (?P<day>\d{{1,2}})\.\ ?(?:(?P<month>\d{{1,2}})\.\ ?|(?P<name>{_NAMES})\.?\ )(?P<year>\d{{4}}|\d{{2}}(?![\d.:]))
      | (?P<day2>\d{{1,2}})\ (?:de\ )?(?P<name2>{_NAMES})\.?\ (?:de\ )?(?P<year2>\d{{4}})
      | (?P<name3>{_NAMES})\.?\ (?P<day3>\d{{1,2}}),\ (?P<year3>\d{{4}})
    )(?!\d)
    (?:(?:T|[\s,|–-]{{0,4}}(?:um\ |at\ )?)(?P<hour>\d{{1,2}})[.:](?P<minute>\d{{2}})
       (?::\d{{2}})?(?![\d.])(?:\ ?(?:Uhr|h)\b)?)?""",
    re.IGNORECASE | re.VERBOSE,
)
MONTH_PREFIX = re.compile(r"\s*(date[ \t]+((?:19|20)\d{2}-(?:0[1-9]|1[0-2])(?:-\d{2})?))(?=\s)")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text, with its value as ISO 8601 (``2022-01-10`` or ``2022-01-10T19:30``)."""

    start: int
    end: int
    iso: str


def find_dates(text: str) -> Iterator[FoundDate]:
    """Yield the dates of a text that exist in the calendar, in order."""
    for match in DATE.finditer(text):
        iso = _iso(match)
        if iso:
            yield FoundDate(match.start(), match.end(), iso)


def first_date(text: str) -> str:
    """Give the first date of a text as ISO 8601, or an empty text."""
    found = next(find_dates(text), None)
    return found.iso if found else ""


def _iso(match: re.Match[str]) -> str:
    parts = match.groupdict()
    try:
        if parts["iso"]:
            day = date.fromisoformat(parts["iso"])
        else:
            name = parts["name"] or parts["name2"] or parts["name3"]
            month = _NUMBER_OF[name.lower()] if name else int(parts["month"])
            day = date(_year(parts["year"] or parts["year2"] or parts["year3"]), month, _day(parts))
    except ValueError:  # the 31st of June: some other kind of number
        return ""
    if not parts["hour"]:
        return day.isoformat()
    try:
        return f"{day.isoformat()}T{time(int(parts['hour']), int(parts['minute'])).isoformat('minutes')}"
    except ValueError:  # 25.00: no time of day
        return day.isoformat()


def _day(parts: dict[str, str]) -> int:
    return int(parts["day"] or parts["day2"] or parts["day3"])


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)
