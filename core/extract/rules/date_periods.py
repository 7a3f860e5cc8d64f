"""The periods that expressions name: months, seasons, quarters, years, units counted from today, lengths of time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import MAXYEAR, date, timedelta
from decimal import Decimal

from core.extract.rules import date_cores as kinds
from core.extract.rules import date_words as words
from core.extract.rules import numbers
from core.extract.rules.calendar import (
    iso_month,
    iso_week,
    near_month,
    near_season,
    near_weekday,
    season_of,
    shift,
    shift_months,
)
from core.extract.rules.date_atom import AMOUNT, Atom
from core.extract.rules.story import Story

_PERIOD = {
    "second": "T{}S",
    "minute": "T{}M",
    "hour": "T{}H",
    "day": "{}D",
    "week": "{}W",
    "month": "{}M",
    "year": "{}Y",
}
_MONTHS_OF = {"quarter": 3, "year": 12, "decade": 120, "century": 1200}
_EVERY = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX"}
_BACKWARD = ("zuvor", "davor", "früher", "vorher")


def _month(atom: Atom, year: int | None, looks: int, story: Story) -> str:
    month, said = int(atom.get("month")), atom.get("year") or year
    if said:
        return iso_month((int(said), month))
    if story.anchor.months is None:
        return f"XXXX-{month:02d}"
    if atom.when in (-1, 1) and month == story.anchor.month:
        return iso_month((story.anchor.months[0] + (atom.when or 0), month))
    return iso_month(near_month(story.anchor.months, month, atom.when or looks))


def _season(atom: Atom, year: int | None, looks: int, story: Story) -> str:
    season, said = words.SEASONS[atom.get("season")], atom.get("year") or year
    if not said and story.anchor.months is not None and not atom.which.startswith("jede"):
        now = near_season(story.anchor.months, season, atom.when or looks)
        said = now + (atom.when or 0) * (season == season_of(story.anchor.months[1]))
    return f"{said or 'XXXX'}-{season}"


def _quarter(atom: Atom, year: int | None, looks: int, story: Story) -> str:
    number, said = numbers.ordinal(atom.get("number")), atom.get("year") or year
    letter, months = ("Q", 3) if atom.get("of").startswith(("Q", "V")) else ("H", 6)
    if number is None or number * months > 12 or (not said and story.anchor.months is None):
        return ""
    if not said and story.anchor.months is not None:
        said = near_month(story.anchor.months, (number - 1) * months + 1, looks or -1)[0]
    return f"{said}-{letter}{number}"


def _year(atom: Atom, year: int | None, looks: int, story: Story) -> str:
    first, to = atom.get("year"), atom.get("to") or atom.get("until")
    if atom.edge in ("anfang", "beginn", "ende"):
        return f"{first}-{'12' if atom.edge == 'ende' else '01'}"
    return f"{first}/{first[: 4 - len(to)]}{to}" if to else first


def _decade(atom: Atom, year: int | None, looks: int, story: Story) -> str:
    decade = kinds.DECADES.get(atom.get("decade").lower(), atom.get("decade"))
    return decade[:-1] if len(decade) == 4 else f"{'20' if looks > 0 else '19'}{decade[:-1]}"


def _before_or_after_christ(atom: Atom, year: int | None, looks: int, story: Story) -> str:
    """Give a year of the era as TIMEX3 writes it: ``BC0044``, ``0079``."""
    return f"{'BC' if atom.get('era') == 'v' else ''}{int(atom.get('count_of_years')):04d}"


def _century(atom: Atom, year: int | None, looks: int, story: Story) -> str:
    if atom.get("era") == "v":
        return ""  # TIMEX3 writes years before Christ, but no centuries
    return f"{int(atom.get('century')) - 1:02d}"


def _joined(atom: Atom, year: int | None, looks: int, story: Story) -> str:
    """Give the value of ``Jahresende``, ``Vorjahr``, ``Vortag``: of the year, month, week, day they are a part of."""
    name = atom.get("joined")
    unit = next(
        unit
        for stem, unit in (("jahr", "year"), ("monat", "month"), ("woche", "week"), ("tag", "day"))
        if stem in name.lower()
    )
    step = -1 if name.startswith("Vor") else 1 if name.startswith("Folge") else atom.when or 0
    start = story.day if story.day and unit == "day" else story.anchor.day
    if start is None:
        return ""
    value = _granule(shift(start, unit, step), unit)
    return value + {"Jahresbeginn": "-01", "Jahresanfang": "-01", "Jahresende": "-12"}.get(name, "")


def _unit(atom: Atom, year: int | None, looks: int, story: Story) -> str:
    unit, step = words.UNITS[atom.get("unit")], atom.when or 0
    if atom.which.startswith("jede"):
        return _EVERY.get(unit, "")
    today = story.anchor.day
    if today is None or atom.which.startswith(("erst", "zweit", "dritt")):
        return str(year) if year and unit == "year" and today is None else ""
    if unit == "weekend":
        saturday = near_weekday(today + timedelta(step), 5, step or looks)
        return f"{iso_week(saturday)}-WE"
    if atom.get("count"):
        return _stretch(atom, unit, step, today)
    if atom.get("plural") in ("n", "en", "e") and unit != "century" and not atom.preposition.endswith("im"):
        return ""
    if unit == "day":
        near = story.day or (today if atom.which.startswith("heut") else None)
        return (near + timedelta(step)).isoformat() if near and abs(step) < 2 and step >= 0 else ""
    if unit == "year" and not atom.article and not atom.which and atom.edge in ("anfang", "ende"):
        return f"{today.year}-{'01' if atom.edge == 'anfang' else '12'}"  # Swiss: "Ende Jahr"
    return _granule(shift(today, unit, step), unit) if unit in ("week", *_MONTHS_OF, "month") else ""


def _stretch(atom: Atom, unit: str, step: int, today: date) -> str:
    """Give ``in den vergangenen drei Jahren`` as the stretch up to today, the coming ones as that from today."""
    count = _count(atom)
    if count is None or count != int(count) or unit not in ("day", "week", "month", "year") or not step:
        return ""
    other = _granule(shift(today, unit, int(count) * (1 if step > 0 else -1)), unit)
    if not other:
        return ""
    return f"{other}/{_granule(today, unit)}" if step < 0 else f"{_granule(today, unit)}/{other}"


def _amount(atom: Atom, year: int | None, looks: int, story: Story) -> str:
    """Give ``vor zwei Jahren`` its time, and ``seit zwei Jahren``, ``nach acht Stunden`` their length."""
    count, unit, word = _count(atom), words.UNITS[atom.get("unit")], atom.get("word")
    preposition = atom.preposition.split()[-1] if atom.preposition else ""
    if count is None:
        return ""
    if word or preposition in ("vor", "in"):
        backward = word in _BACKWARD or (not word and preposition == "vor")
        return _counted(count * (-1 if backward else 1), unit, story, from_today=not word)
    return _length(count, unit)


def _length(count: Decimal, unit: str) -> str:
    if unit in ("quarter", "decade", "century"):
        count, unit = (count * 3, "month") if unit == "quarter" else (count * _MONTHS_OF[unit] / 12, "year")
    if unit == "year" and count < 1:
        count, unit = count * 12, "month"
    return (
        "P" + _PERIOD[unit].format(numbers.show(count.normalize() if count % 1 else count)) if unit in _PERIOD else ""
    )


def _counted(count: Decimal, unit: str, story: Story, *, from_today: bool) -> str:
    start = story.anchor.day if from_today else story.day
    if unit in ("second", "minute", "hour", "weekend"):
        return ""
    if not from_today and story.year is not None and unit == "year" and count == int(count):
        counted = story.year + int(count)
        return f"{counted:04d}" if 1 <= counted <= MAXYEAR else ""
    if start is None:
        return ""
    if count != int(count):
        if unit != "year":
            return ""
        month = shift_months((start.year, start.month), int(count * 12))
        return iso_month(month) if 1 <= month[0] <= MAXYEAR else ""
    return _granule(shift(start, unit, int(count)), unit)


def _count(atom: Atom) -> Decimal | None:
    """Give the number before a unit; None where it is vague."""
    said = atom.get("count").lower()
    if said.startswith(("ein", "halb")) and said.rstrip("rmns").endswith("halbe"):
        return Decimal("0.5")
    if said.rstrip("rmns") == "eine" or said == "ein":
        return Decimal(1)
    numeral, scale = [*said.split(maxsplit=1), "", ""][:2]  # also at a no-break space
    return numbers.parse(numeral, scale) if scale != "paar" and numeral[:1].isalnum() else None


def _granule(day: date | None, unit: str) -> str:
    """Write a day no finer than a unit; a day that no calendar has is not written."""
    if day is None:
        return ""
    if unit == "week":
        return iso_week(day)
    if unit == "quarter":
        return f"{day.year}-Q{(day.month + 2) // 3}"
    width = {"day": 10, "month": 7, "year": 4, "decade": 3, "century": 2}[unit]
    return day.isoformat()[:width]


PERIODS: dict[str, Callable[[Atom, int | None, int, Story], str]] = {
    kinds.MONTH: _month,
    kinds.SEASON: _season,
    kinds.QUARTER: _quarter,
    kinds.DECADE: _decade,
    kinds.CENTURY: _century,
    kinds.ERA: _before_or_after_christ,
    AMOUNT: _amount,
    kinds.JOINED: _joined,
    kinds.UNIT: _unit,
    kinds.YEAR: _year,
}
"""How each kind gets its value: ``(atom, year said beside it, looks, story)``; the first kind present decides."""
