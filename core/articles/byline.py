"""Lines that say who wrote an article, where and when; and the place at the beginning of a report."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.articles.agencies import AGENCIES, agencies_in
from core.articles.cues import BYLINE_START, DATE_LABEL, NAME, PLACE
from core.articles.dates import FoundDate, find_dates, first_date

_NAMES = rf"{NAME}(?:(?:, | und | and | & |/| / ){NAME}){{0,3}}"
_SEPARATOR = r"(?:,| \||\|| ·| –| -|;| in| aus)"
_WHO = re.compile(
    rf"(?P<start>{BYLINE_START} )?(?P<names>{_NAMES}|[A-Z]{{2,4}})(?:{_SEPARATOR} (?P<rest>[^|]{{2,60}}))?[,.|]?\s*$"
)
_PLACE_ONLY = re.compile(rf"(?:Aus )?(?P<place>{PLACE}),?\s*$")
_REST = re.compile(
    rf"(?:(?:(?:(?:Korrespondent|Reporter|Redakteur|Autor)(?:in)?)|zurzeit|derzeit)(?: in| aus)? )?(?P<place>{PLACE})$"
)
_JOINTS = re.compile(r", | und | and | & |/| / ")
_AGENCY = r"(?: \((?P<{}>[\w/ .,-]{{2,40}})\))?"
_DATELINE = re.compile(
    rf"(?P<place>{PLACE}){_AGENCY.format('before')}(?:, (?P<date>[^–—:]{{4,24}}?))?{_AGENCY.format('after')}"
    r"(?: ?[–—] ?| - |\. ?[–—-] |: )(?=[„“«»\"‚›A-ZÄÖÜ0-9])"
)
_NO_PLACE = frozenset(
    (
        *("Der", "Die", "Das", "Ein", "Eine", "Es", "Er", "Sie", "Und", "Aber", "Von"),
        *(
            "In",
            "Im",
            "Aus",
            "Bei",
            "Nach",
            "Vor",
            "Zu",
            "Für",
            "Mit",
            "Auf",
            "An",
            "Am",
            "Um",
            "Über",
            "Gegen",
            "Seit",
        ),
        *("Update", "Kommentar", "Analyse", "Interview", "Anzeige", "Liveblog", "Video"),
    )
)


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline says; ``published`` is ISO 8601."""

    author: str = ""
    place: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Dateline:
    """What the words before the dash of a report's first sentence say."""

    place: str
    wires: tuple[str, ...] = ()
    published: str = ""


def parse_byline(line: str) -> Byline | None:
    """Read a line as a byline: author with or without place and date, or a date with or without its label; else None.

    A bare name is no byline here, for a headline may be one.
    """
    dates = list(find_dates(line))
    if len(dates) > 2:
        return None
    if dates:
        return _with_date(line, dates)
    who = _WHO.match(line)
    if who and who["start"]:
        return _who(who, "")
    return None


def is_bare_name(line: str) -> bool:
    """Tell whether a line is nothing but two or three names of a person, as under a headline."""
    return len(line) <= 60 and line.count(" ") <= 3 and re.fullmatch(NAME, line) is not None


def parse_dateline(paragraph: str) -> Dateline | None:
    """Read the place at the beginning of a report (``Genf – …``, ``BERLIN (dpa) – …``), or give None."""
    match = _DATELINE.match(paragraph, 0, 120)
    if not match or match["place"].split()[0] in _NO_PLACE:
        return None
    wires = agencies_in(match["before"] or match["after"] or "")
    if match[0].rstrip().endswith(":") and not wires:
        return None  # "Krise: Der Kanzler …" is a sentence; only a wire's "BERLIN (dpa): …" is a dateline
    place = match["place"]
    return Dateline(place.title() if place.isupper() else place, tuple(wires), first_date(match["date"] or ""))


def _with_date(line: str, dates: list[FoundDate]) -> Byline | None:
    """Read a line that holds a date: nothing but labels may stand behind it, and who and where before it."""
    behind = line[dates[-1].end :].strip(" ,.|()-–")
    between = line[dates[0].end : dates[-1].start].strip(" ,.|()-–") if len(dates) == 2 else ""
    if behind or (between and not DATE_LABEL.fullmatch(between + " ") and not DATE_LABEL.fullmatch(between)):
        return None
    published = dates[0].iso
    before = line[: dates[0].start].rstrip(" (,|·–-")
    label = DATE_LABEL.fullmatch(before) or DATE_LABEL.fullmatch(before + " ")
    if not before or label:
        return Byline(published=published)
    before = (
        re.sub(rf"[,|·–-]?\s*{DATE_LABEL.pattern}$", "", before + " ", flags=re.IGNORECASE).rstrip(" ,|·–-") or before
    )
    place = _PLACE_ONLY.match(before)
    if place and " " not in place["place"].replace("/", " "):
        return Byline(place=place["place"], published=published)
    who = _WHO.match(before)
    if who:
        return _who(who, published)
    return Byline(place=place["place"], published=published) if place else None


def _who(who: re.Match[str], published: str) -> Byline | None:
    rest = who["rest"] or ""
    place = _REST.match(rest)
    if rest and not place and rest not in AGENCIES:
        return None
    names = [name for name in _JOINTS.split(who["names"]) if name not in AGENCIES]
    is_place = place is not None and rest not in AGENCIES
    return Byline(", ".join(names), place["place"] if place and is_place else "", published)
