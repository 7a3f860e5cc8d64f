"""The time that an expression means, as TIMEX3 or ISO 8601, counted from the article's date and what came before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from core.extract.rules import date_cores as kinds
from core.extract.rules import date_words as words
from core.extract.rules.calendar import Anchor, easter, make_date, near_day, near_weekday
from core.extract.rules.date_atom import Atom
from core.extract.rules.date_periods import PERIODS
from core.extract.rules.story import Story


def value_of(moments: Sequence[Sequence[Atom]], looks: int, story: Story) -> str:
    """Give the value of moments that are listed or span a range, or of one; empty where it cannot be told.

    ``looks`` is -1 where the clause looks back, 1 where it looks ahead.
    """
    if len(moments) > 1 and _are_opening_hours(moments):
        return ""
    values = []
    for moment in _in_years(moments):
        value = _moment(moment, looks, story)
        if not value:
            return ""
        story.remember(value)
        values.append(value)
    if any(atom.kind == kinds.HABIT for atom in moments[0]) and any(a.kind == kinds.CLOCK for a in moments[-1]):
        return ""
    return values[0] if len(values) == 1 else f"{values[0]}/{values[-1]}"


def _are_opening_hours(moments: Sequence[Sequence[Atom]]) -> bool:
    """Tell whether hours are said of several weekdays: ``Montag bis Freitag, 8 bis 12 Uhr``."""
    hours = [any(atom.kind == kinds.CLOCK for atom in moment) for moment in moments]
    return moments[0][0].kind == kinds.WEEKDAY and hours[-1] and not hours[0]


def _in_years(moments: Sequence[Sequence[Atom]]) -> list[Sequence[Atom]]:
    """Let a year said once count for all: ``Mai bis Juli 2022``."""
    years = {atom.get("year") for moment in moments for atom in moment} - {""}
    if len(years) != 1 or moments[-1][0].kind == kinds.YEAR:
        return list(moments)
    year = years.pop()
    for moment in moments:
        for atom in moment:
            if atom.kind in (kinds.DAY, kinds.MONTH):
                atom.fields.setdefault("year", year)
    return list(moments)


def _moment(moment: Sequence[Atom], looks: int, story: Story) -> str:
    """Give the value of atoms that name one time."""
    by_kind = {atom.kind: atom for atom in moment}
    unit = by_kind.get(kinds.UNIT)
    year = _said_year(by_kind, unit, story)
    day = _day(by_kind, year, looks, story)
    if day is not None:
        return _with_time(day, by_kind)
    if kinds.NIGHT in by_kind:
        night = _night(by_kind[kinds.NIGHT], looks, story)
        return _in_night(night, by_kind[kinds.CLOCK]) if night and kinds.CLOCK in by_kind else night
    if unit is not None and unit.which.startswith("jede") and kinds.SEASON in by_kind:
        return f"XXXX-{words.SEASONS[by_kind[kinds.SEASON].get('season')]}"
    for kind, value in PERIODS.items():
        if kind in by_kind:
            return value(by_kind[kind], year, looks, story)
    if kinds.DAILY in by_kind:
        part = _part(by_kind[kinds.DAILY])
        return f"XXXX-XX-XXT{part}" if part else ""
    if kinds.EACH in by_kind:
        return ""
    if kinds.PART in by_kind or kinds.CLOCK in by_kind:
        return _time_of_known_day(by_kind, looks, story)
    return ""


def _said_year(by_kind: dict[str, Atom], unit: Atom | None, story: Story) -> int | None:
    """Give the year that is said beside a month, day or season: ``des Jahres 2014``, ``vergangenen Jahres``."""
    said = by_kind.get(kinds.YEAR)
    if said is not None:
        return int(said.get("year"))
    beside = by_kind[kinds.JOINED].get("joined") if kinds.JOINED in by_kind else ""
    if beside in ("Vorjahr", "Folgejahr") and story.anchor.year is not None:
        return story.anchor.year + (1 if beside == "Folgejahr" else -1)
    if unit is not None and unit.get("unit") == "Jahr" and story.anchor.year is not None and not unit.get("count"):
        return story.anchor.year + (unit.when or 0)
    return None


def _day(by_kind: dict[str, Atom], year: int | None, looks: int, story: Story) -> str | None:
    """Give the day that atoms name, or None where they name none."""
    if kinds.DAY in by_kind:
        beside = by_kind.get(kinds.WEEKDAY)
        weekday = words.WEEKDAYS[beside.get("weekday")] if beside else None
        return _calendar_day(by_kind[kinds.DAY], year, weekday, looks, story)
    if kinds.DEICTIC in by_kind:
        today = story.anchor.day
        days = words.DEICTIC[by_kind[kinds.DEICTIC].get("deictic").lower()]
        return (today + timedelta(days)).isoformat() if today else ""
    if kinds.WEEKDAY in by_kind and kinds.MONTH in by_kind:
        return _weekday_of_month(by_kind[kinds.WEEKDAY], by_kind[kinds.MONTH], year, looks, story)
    if kinds.WEEKDAY in by_kind:
        return _weekday(by_kind[kinds.WEEKDAY], by_kind.get(kinds.UNIT), looks, story)
    if kinds.HOLIDAY in by_kind:
        return _holiday(by_kind[kinds.HOLIDAY], year, looks, story)
    if kinds.HABIT in by_kind:
        return f"XXXX-WXX-{words.WEEKDAYS[by_kind[kinds.HABIT].get('habit')[:-1].capitalize()] + 1}"
    return None


def _calendar_day(atom: Atom, year: int | None, weekday: int | None, looks: int, story: Story) -> str:
    month, day = int(atom.get("month")), int(atom.get("day"))
    said = int(atom.get("year") or year or 0)
    if said:
        found = make_date(said, month, day)
    else:
        around = _day_around(story.anchor)
        found = near_day(around, month, day, looks, weekday) if around else None
    written = found.isoformat() if found else f"XXXX-{month:02d}-{day:02d}"
    if not atom.get("first"):
        return written
    return f"{written[:-2]}{int(atom.get('first')):02d}/{written}"


def _day_around(anchor: Anchor) -> date | None:
    """Give the article's day, or the middle of its month where only that is known."""
    if anchor.day is None and anchor.year and anchor.month:
        return date(anchor.year, anchor.month, 15)
    return anchor.day


def _weekday(atom: Atom, unit: Atom | None, looks: int, story: Story) -> str:
    weekday, today = words.WEEKDAYS[atom.get("weekday")], story.anchor.day
    if atom.which.startswith("jede") or today is None:
        return f"XXXX-WXX-{weekday + 1}"
    if unit is not None and unit.get("unit") == "Woche":
        return (today + timedelta(weekday - today.weekday() + 7 * (unit.when or 0))).isoformat()
    if atom.which.startswith("heutig"):
        return today.isoformat()
    if atom.when in (-1, 1):
        return near_weekday(today + timedelta(atom.when), weekday, atom.when).isoformat()
    return near_weekday(today, weekday, looks).isoformat()


def _weekday_of_month(atom: Atom, month: Atom, year: int | None, looks: int, story: Story) -> str:
    """Give ``am letzten Sonntag im Oktober`` its day."""
    written = PERIODS[kinds.MONTH](month, year, looks, story)
    if not written[:4].isdigit():
        return ""
    first = date.fromisoformat(f"{written}-01")
    days = [first + timedelta(shift) for shift in range(31)]
    days = [day for day in days if day.month == first.month and day.weekday() == words.WEEKDAYS[atom.get("weekday")]]
    number = next((n for n, stem in enumerate(("erst", "zweit", "dritt", "viert")) if atom.which.startswith(stem)), -1)
    return days[number].isoformat()


def _night(atom: Atom, looks: int, story: Story) -> str:
    """Give the night to a weekday, holiday or date: it has the day on which it begins."""
    today = story.anchor.day
    if atom.get("weekday") and today is not None:
        ends = near_weekday(today, words.WEEKDAYS[atom.get("weekday")], looks)
    elif atom.get("weekday"):
        return ""
    else:
        holiday = atom.get("holiday")
        said = _holiday(atom, None, looks, story) if holiday else _calendar_day(atom, None, None, looks, story)
        if not said[:4].isdigit():
            return ""
        ends = date.fromisoformat(said)
    return f"{(ends - timedelta(1)).isoformat()}TNI"


def _in_night(night: str, clock: Atom) -> str:
    """Give a clock time in a night the day that it has: that on which the night ends, but late in the evening."""
    late = int(clock.get("from").replace(":", ".").partition(".")[0]) > 12
    day = date.fromisoformat(night.removesuffix("TNI")) + timedelta(not late)
    return _clock(day.isoformat(), clock)


def _holiday(atom: Atom, year: int | None, looks: int, story: Story) -> str:
    name, said = atom.get("holiday"), int(atom.get("year") or year or 0)
    around = _day_around(story.anchor)
    if name not in words.FIXED_HOLIDAYS and name not in words.EASTER_HOLIDAYS:
        return ""  # "Weltbienentag"
    if around is None and not said:
        return "XXXX-{:02d}-{:02d}".format(*words.FIXED_HOLIDAYS[name]) if name in words.FIXED_HOLIDAYS else ""
    years = [said] if said or around is None else [around.year + shift for shift in (-1, 0, 1)]
    days = [_holiday_in(name, each) for each in years]
    if around is not None and not said:
        days = [day for day in days if not looks or (day - around).days * looks >= 0]
        days.sort(key=lambda day: abs((day - around).days))
    return days[0].isoformat()


def _holiday_in(name: str, year: int) -> date:
    if name in words.FIXED_HOLIDAYS:
        return date(year, *words.FIXED_HOLIDAYS[name])
    return easter(year) + timedelta(words.EASTER_HOLIDAYS[name])


def _with_time(day: str, by_kind: dict[str, Atom]) -> str:
    """Add the clock time or the part of the day to a day."""
    clock = by_kind.get(kinds.CLOCK)
    part = next((part for atom in by_kind.values() if (part := _part(atom))), "")
    if clock is not None and day:
        return _clock(day, clock, part)
    return f"{day}T{part}" if part and day else day


def _clock(day: str, atom: Atom, part: str = "") -> str:
    start = f"{day}T{_time(atom.get('from'), atom.get('minute'), part)}"
    return f"{start}/{day}T{_time(atom.get('to'), '', part)}" if atom.get("to") else start


def _time(clock: str, minute: str, part: str) -> str:
    """Write a clock time; ``acht Uhr`` in the evening is 20:00."""
    hours, _, minutes = clock.replace(":", ".").partition(".")
    hour = int(hours) + (12 if part in ("AF", "EV") and int(hours) < 12 else 0)
    return f"{hour:02d}:{minutes or minute or '00'}"


def _part(atom: Atom) -> str:
    part = (atom.get("part") or atom.get("apart")).lower()
    return words.PARTS.get(part) or words.PARTS.get(part.removesuffix("s").removeprefix("früh"), "")


def _time_of_known_day(by_kind: dict[str, Atom], looks: int, story: Story) -> str:
    """Give a bare time its day: the last one named, or today where it says so or the other cannot be meant."""
    part = by_kind.get(kinds.PART)
    today = story.anchor.day
    if part is not None and part.which.startswith("jede"):
        return _with_time("XXXX-XX-XX", by_kind)
    if part is not None and part.when and today:  # "vergangene Nacht", "in der kommenden Nacht"
        night = _part(part) == "NI"
        return f"{(today - timedelta(part.when < 0)).isoformat()}TNI" if night else ""
    against = today is not None and story.day is not None and (story.day - today).days * looks < 0
    here = against or (part is not None and part.when == 0)
    day = today.isoformat() if here and today else story.written_day
    if day:
        return _with_time(day, by_kind)
    if part is not None and part.get("part") == "Mitternacht":
        return "T24:00"
    return _clock("", by_kind[kinds.CLOCK], _part(by_kind[kinds.CLOCK])) if kinds.CLOCK in by_kind else ""
