"""Calendar arithmetic on the date of an article, and the writing of TIMEX3 and ISO 8601 values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_PUBLISHED = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
SEASONS = ("SP", "SU", "FA", "WI")
_SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}

_FIRST_YEAR, _LAST_YEAR = 1000, 9000  # of articles; the calendar ends some centuries behind

Month = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day that times are counted from; ``month`` and ``day`` are None where the source does not say them."""

    year: int | None = None
    month: int | None = None
    day: date | None = None

    @classmethod
    def of(cls, published: str) -> Anchor:
        """Read an ISO 8601 date of any precision; what is none gives an anchor that knows nothing."""
        match = _PUBLISHED.match(published)
        if match is None:
            return cls()
        year, month, day = (int(part) if part else None for part in match.groups())
        if year is None or not _FIRST_YEAR <= year <= _LAST_YEAR:
            return cls()
        try:
            full = date(year, month, day) if year and month and day else None
        except ValueError:
            return cls(year)
        return cls(year, month, full)

    @property
    def months(self) -> Month | None:
        """Year and month, where known."""
        return (self.year, self.month) if self.year and self.month else None


def make_date(year: int, month: int, day: int) -> date | None:
    """Give a date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def near_day(anchor: date, month: int, day: int, direction: int, weekday: int | None = None) -> date | None:
    """Give the year to a day and month: the last (-1), the next (+1) or the nearest (0) such day seen from the anchor.

    A weekday that is said beside it decides where some year fits it.
    """
    days = [found for year in range(anchor.year - 4, anchor.year + 5) if (found := make_date(year, month, day))]
    fitting = [found for found in days if found.weekday() == weekday]
    if fitting:
        return min(fitting, key=lambda found: abs((found - anchor).days))
    if direction:
        days = [found for found in days if (found - anchor).days * direction >= 0]
    return min(days, key=lambda found: abs((found - anchor).days), default=None)


def near_month(anchor: Month, month: int, direction: int) -> Month:
    """Give the year to a month: the last, next or nearest one; the anchor's own month is both."""
    candidates = [(anchor[0] + shift, month) for shift in (-1, 0, 1)]
    distances = {found: (found[0] - anchor[0]) * 12 + found[1] - anchor[1] for found in candidates}
    fitting = [found for found in candidates if not direction or distances[found] * direction >= 0]
    return min(fitting, key=lambda found: (abs(distances[found]), -distances[found]))


def near_weekday(anchor: date, weekday: int, direction: int) -> date:
    """Give the last (-1) or next (+1) such weekday (Monday 0), the anchor itself included, or the nearest (0)."""
    ahead = (weekday - anchor.weekday()) % 7
    if direction > 0 or (direction == 0 and ahead <= 3):
        return anchor + timedelta(ahead)
    return anchor - timedelta((7 - ahead) % 7)


def shift_months(month: Month, count: int) -> Month:
    """Move a month by a number of months."""
    number = month[0] * 12 + month[1] - 1 + count
    return number // 12, number % 12 + 1


def shift(anchor: date, unit: str, count: int) -> date | None:
    """Move a day by a number of units (``day week month quarter year decade century``).

    None where that leaves the years 1 to 9999: ``vor 66 Millionen Jahren``.
    """
    if unit in ("day", "week"):
        try:
            return anchor + timedelta(count * (7 if unit == "week" else 1))
        except OverflowError:
            return None
    months = count * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
    year, month = shift_months((anchor.year, anchor.month), months)
    days = (make_date(year, month, day) for day in range(anchor.day, 0, -1))
    return next((found for found in days if found), None)


def easter(year: int) -> date:
    """Give Easter Sunday (Gregorian; the anonymous algorithm, Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)


def season_of(month: int) -> str:
    """Give the season (SP SU FA WI) that a month lies in."""
    return SEASONS[(month % 12 - 3) // 3 % 4]


def near_season(anchor: Month, season: str, direction: int) -> int:
    """Give the year of the season now, else of the last, next or nearest; a winter's is that in which it begins."""
    if season == season_of(anchor[1]):
        return anchor[0] - (season == "WI" and anchor[1] < 3)
    return near_month(anchor, _SEASON_STARTS[season], direction)[0]


def iso_week(day: date) -> str:
    """Write the week of a day: ``2022-W02``."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def iso_month(month: Month) -> str:
    """Write a month: ``2022-01``."""
    return f"{month[0]:04d}-{month[1]:02d}"
