"""What a text has told of time so far: bare times and ``zwei Tage später`` are counted from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.extract.rules.calendar import Anchor, make_date


@dataclass(slots=True)
class Story:
    """What has been told so far: the article's day, and the last day and year named."""

    anchor: Anchor
    day: date | None = None
    written_day: str = ""
    year: int | None = None

    def remember(self, value: str) -> None:
        """Keep the day and the year that a value names."""
        if value[:4].isdigit() and len(value.split("-")[0].split("/")[0]) == 4:
            self.year = int(value[:4])
        day = value.split("/")[-1].split("T")[0]
        parts = day.split("-")
        if len(parts) == 3 and parts[0] and "WE" not in parts:
            self.written_day = day
            self.day = make_date(*(int(part) for part in parts)) if day.replace("-", "").isdigit() else None
