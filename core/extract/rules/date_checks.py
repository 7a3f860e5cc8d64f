"""Which words of calendar and clock are times, told by what stands around them: ``seit 2014``, not ``2014 Euro``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from core.extract.rules import date_words as words
from core.extract.rules import numbers, quantity_words
from core.extract.rules.date_atom import AMOUNT, REACH, SAME_STRETCH, Atom
from core.extract.rules.date_cores import (
    BEFORE,
    CLOCK,
    DAY,
    DEICTIC,
    ERA,
    ERA_YEAR,
    HABIT,
    HEUER,
    HOLIDAY,
    ISO,
    JOINED,
    MONTH,
    NEXT_DAY,
    NIGHT,
    NUMERIC,
    PART,
    SEASON,
    SPOKEN,
    UNIT,
    WEEKDAY,
    YEAR,
)
from core.extract.rules.wordlists import any_of, words_before, words_of

_AFTER = re.compile(r"\s(?P<word>später|danach|darauf|zuvor|davor|früher|vorher)\b(?!\sals\b)")
_YEAR_AFTER = re.compile(rf"\s(?P<year>{words.YEAR})(?:/(?P<to>\d\d(?:\d\d)?))?(?![\d%]|[.,]\d)")
_LAST_WORD = re.compile(r"([\w.]+)\s$")
_PART_BESIDE = re.compile(rf"{words.PART}\s$|{words.WEEKDAY}\s$|(?:heute|gestern|morgen)\s$")
_TOMORROW = re.compile(rf"Morgen\s(?:[a-zäöü]|{words.WEEKDAY}|{words.PART}\b)")
_NAMED_YEAR = re.compile(r"(?<![\w-])[A-ZÄÖÜ][\w-]*(?:[Jj]ahr(?:e?s)?|[Ss]aison|[Ss]pielzeit|[Ss]emester)\s$|Saison\s$")
_SAME_STRETCH = re.compile(
    r"(?<![\w-])(?:im|in der|zum|zur)\s(?:gleichen|selben|vergleichbaren)\s(?:Zeitraum|Zeit|Zeitpunkt|Monat|Quartal|"
    r"Halbjahr)\s$",
    re.IGNORECASE,
)
_PAPER = re.compile(r"\b(?:NZZ|B(?:ild|ILD)|W(?:elt|ELT))\s$")  # "Bild am Sonntag"
_ERA_AFTER = re.compile(rf"\s{ERA_YEAR}")
_COUNTS = re.compile(r"[ \u00a0][A-ZÄÖÜ]")
_SHORT_WEEKDAY = re.compile(r"(?<![\w.,])(?:Mo|Di|Mi|Do|Fr|Sa|So)(?:\.,?|,)[ \u00a0]$")
_UNIT_AFTER = re.compile(
    rf"[ \u00a0](?:{any_of([*quantity_words.MONEY, *quantity_words.PERCENT])}|{quantity_words.MEASURES}|"
    rf"(?!Milli|Billi|Dutzend|Wochenend){quantity_words.COUNTABLE_ONE}(?:n|en?|s)?|Tagen?)(?![\w-])"
)
_TO = r"[ \u00a0]?(?:–|-|bis|und|oder|auf)[ \u00a0]?"
_NUMBER = r"\d[\d.'’]*\d"
_TO_NUMBER = re.compile(rf"{_TO}(?P<number>{_NUMBER})(?!\w)")
_FROM_NUMBER = re.compile(rf"(?<![\w.])(?P<number>{_NUMBER}){_TO}$")
_COMPARED = re.compile(
    rf"(?:[A-ZÄÖÜ][\w-]+|%|€|\d|\b{numbers.WORD})\s(?:mehr|weniger|höher|niedriger|tiefer|besser)\sals\s$"
)
_AT = words_of("um gegen ab bis seit nach vor")
_CAN_BE_NAMES = words_of("Mai August April")
_ANCHORS = words_of("vor in seit nach binnen innert innerhalb alle")
_NAMES_WITH_NUMBER = words_of(
    "Agenda Expo WM EM EURO Euro Vision Windows Office Artikel Art Seite Nummer Nr Paragraf Boeing Airbus Spiele"
)
_COUNTED = words_of("rund etwa über knapp fast mit auf nr mehr als gut zirka circa sind je")


def as_is(text: str, atom: Atom) -> Atom | None:
    """Take any atom."""
    return atom


def _numeric(text: str, atom: Atom) -> Atom | None:
    """Take ``10.01.2022``; without a year only where a preposition or article says that it is a day."""
    day, month, year = int(atom.get("day") or 1), int(atom.get("month")), atom.get("year")
    atom = _with_short_weekday(text, atom)
    placed = atom.preposition or atom.article or atom.start < atom.core
    if not (1 <= day <= 31 and 1 <= month <= 12) or not (year or placed):
        return None
    if len(year) == 2:
        year = f"{'20' if int(year) < 70 else '19'}{year}"
    kind = DAY if atom.get("day") else MONTH
    return replace(atom, kind=kind, fields={"day": str(day), "month": str(month), "year": year})


def _with_short_weekday(text: str, atom: Atom) -> Atom:
    """Take ``Fr.,`` before a date in."""
    short = _SHORT_WEEKDAY.search(text, max(0, atom.start - 6), atom.start)
    return replace(atom, start=short.start()) if short and atom.start == atom.core else atom


def _day(text: str, atom: Atom) -> Atom | None:
    atom = _with_short_weekday(text, atom)
    first = re.match(r"\d+", atom.get("before"))
    if not 1 <= int(atom.get("day")) <= 31:
        return None
    if atom.get("year") and not atom.get("year").startswith(("19", "20")) and _COUNTS.match(text, atom.end):
        atom = replace(atom, end=atom.end - len(f" {atom.get('year')}"), fields={**atom.fields, "year": ""})
    return replace(atom, fields={**atom.fields, "month": _month_number(atom), "first": first.group() if first else ""})


def _night(text: str, atom: Atom) -> Atom | None:
    if not atom.get("day"):
        return atom
    return replace(atom, fields={**atom.fields, "month": _month_number(atom)}) if int(atom.get("day")) <= 31 else None


def _weekday(text: str, atom: Atom) -> Atom | None:
    is_paper = atom.get("weekday") == "Sonntag" and _PAPER.search(text, max(0, atom.start - 8), atom.start)
    return None if is_paper or _is_subject(atom) else atom


def _is_subject(atom: Atom) -> bool:
    """Tell whether a time is spoken of itself: ``Der März war zu warm``; another case would need a preposition."""
    return atom.article == "der" and not (atom.preposition or atom.edge or atom.which or atom.get("year"))


def _month(text: str, atom: Atom) -> Atom | None:
    name = atom.get("month")
    if _is_subject(atom):
        return None
    if not (atom.get("year") or atom.is_placed) and (name in _CAN_BE_NAMES or name.endswith(".")):
        return None
    return replace(atom, fields={**atom.fields, "month": _month_number(atom)})


def _month_number(atom: Atom) -> str:
    name = atom.get("month").rstrip(".")
    return str(words.MONTHS.get(name) or words.MONTHS.get(name.removesuffix("s")) or words.SHORT_MONTHS[name])


def _clock(text: str, atom: Atom) -> Atom | None:
    """Take ``8.55 Uhr`` and ``acht Uhr``; a number of hours below 25."""
    if atom.edge and not (atom.preposition or atom.article):
        atom = replace(atom, start=atom.core, edge="")  # "Beginn: 20 Uhr", "Beginn 20 Uhr"
    if atom.get("hours"):
        hours = numbers.parse(atom.get("hours"))
        spoken = (
            "Uhr" in text[atom.core : atom.end]
            or atom.get("part")
            or (
                atom.preposition in ("um", "gegen")
                and bool(_PART_BESIDE.search(text[max(0, atom.start - 20) : atom.start]))
            )
        )
        if hours is None or hours > 24 or hours != int(hours) or not spoken:
            return None
        return replace(atom, fields={**atom.fields, "from": str(int(hours))})
    return atom


def _deictic(text: str, atom: Atom) -> Atom | None:
    """Leave ``Morgen`` the noun out, and ``das Heute``; at the start of a sentence before a verb it is the adverb."""
    if text[atom.core - 4 : atom.end + 11] == "von heute auf morgen":
        return None
    if text[atom.core] == "M" and (atom.is_placed or atom.article or not _TOMORROW.match(text, atom.core)):
        return _part(text, replace(atom, kind=PART, fields={"part": "Morgen"}))
    if atom.article or (text[atom.core].isupper() and not _opens_sentence(text, atom.start)):
        return None
    return atom


def _season(text: str, atom: Atom) -> Atom | None:
    return atom if (atom.is_placed or atom.get("year")) and not _is_subject(atom) else None


def _part(text: str, atom: Atom) -> Atom | None:
    """Take a part of the day that a preposition places; ``Guten Abend`` and ``der Abend`` are none."""
    placed = re.search(r"(?:am|zu|gegen|bis|vom|zum|ab|um|nach|vor|seit|in|im)$", atom.preposition)
    single = placed and (atom.article not in ("die", "das", "ein", "eine") or atom.preposition.startswith("bis"))
    return atom if single or atom.when is not None else None


def _habit(text: str, atom: Atom) -> Atom | None:
    """Take ``montags``; with a capital it is that at the start of a sentence only, and a genitive else."""
    if atom.get("habit")[0].islower() or (_opens_sentence(text, atom.core) and not atom.article):
        return atom
    return replace(atom, kind=WEEKDAY, fields={"weekday": atom.get("habit")[:-1]})


def _holiday(text: str, atom: Atom) -> Atom | None:
    vague = atom.get("holiday") == "Auffahrt" or atom.get("holiday").startswith("Welt")
    return None if vague and not atom.preposition else atom


def _next_day(text: str, atom: Atom) -> Atom | None:
    return replace(atom, kind=AMOUNT, fields={**atom.fields, "count": "ein", "unit": "Tag"})


def _heuer(text: str, atom: Atom) -> Atom | None:
    return replace(atom, kind=UNIT, which="diese", fields={"unit": "Jahr"})


def _unit(text: str, atom: Atom) -> Atom | None:
    """Take a unit that is a certain one (``vergangene Woche``) or counted from some point (``seit zwei Jahren``)."""
    era, year = _ERA_AFTER.match(text, atom.end), _YEAR_AFTER.match(text, atom.end)
    if era is not None and atom.get("unit") == "Jahr":
        return replace(atom, kind=ERA, end=era.end(), fields=era.groupdict())
    if year is not None and atom.get("unit") == "Jahr" and not atom.get("count"):
        return replace(atom, kind=YEAR, end=year.end(), fields=year.groupdict(""))
    after = _AFTER.match(text, atom.end)
    count, plural = atom.get("count"), _is_plural(atom)
    if after is not None and not count and atom.preposition == "am" and atom.get("unit") == "Tag":
        count = "ein"  # "am Tag darauf"
    if after is not None and not count and plural and not (atom.preposition or atom.article):
        return replace(atom, kind=AMOUNT, end=after.end())  # "Tage später"
    if count and after is not None:
        return replace(
            atom, kind=AMOUNT, end=after.end(), fields={**atom.fields, "count": count, "word": after["word"]}
        )
    if atom.which:
        return atom if atom.get("unit") not in ("Sekunde", "Minute") or count else None
    preposition = atom.preposition.split()[-1] if atom.preposition else ""
    if (count and not atom.article) or (plural and not atom.article and not atom.edge):
        if preposition == "in" and (atom.get("unit") == "Sekunde" or re.search(r"\d[.,]\d{1,2}$", count)):
            return None  # "lief die 60 Meter in 6,96 Sekunden"
        anchors = _ANCHORS.intersection(atom.preposition.split())  # "innerhalb von drei Tagen"
        vague = anchors & {"vor", "seit", "binnen", "innert", "innerhalb"}
        return replace(atom, kind=AMOUNT) if anchors and (count or vague) else None
    if atom.edge or (preposition in ("am", "übers", "über", "zum") and atom.get("unit") == "Wochenende"):
        return atom
    return None


def _is_plural(atom: Atom) -> bool:
    """Tell whether a unit stands in the plural (``Jahre`` after ``im`` is an old dative)."""
    form = atom.get("plural")
    if atom.get("unit") in ("Woche", "Stunde", "Minute", "Sekunde", "Wochenende"):
        return form == "n"
    return form in ("e", "en") and atom.preposition != "im"


def _spoken(text: str, atom: Atom) -> Atom | None:
    """Take ``um halb acht`` and ``gegen Viertel nach drei``."""
    hours, shift = numbers.parse(atom.get("hours")), atom.get("shift").lower()
    if hours is None or hours != int(hours) or hours > 24 or atom.preposition not in _AT:
        return None
    minutes = int(hours) * 60 + (15 if shift.endswith("nach") else -30 if shift == "halb" else -15)
    clock = f"{minutes // 60 % 24}.{minutes % 60:02d}"
    return replace(atom, kind=CLOCK, fields={**atom.fields, "from": clock})


def _joined(text: str, atom: Atom) -> Atom | None:
    """Take what compares in (``im gleichen Zeitraum des Vorjahres``), whose value is not told here."""
    same = _SAME_STRETCH.search(text, max(0, atom.start - 50), atom.start) if atom.article == "des" else None
    return replace(atom, kind=SAME_STRETCH, start=same.start()) if same else atom


def _named_year(text: str, atom: Atom) -> Atom | None:
    """Give a year with the word that names it (``im Jubiläumsjahr 2017``), or None where there is none."""
    named = _NAMED_YEAR.search(text, max(0, atom.core - 40), atom.core)
    if named is None or atom.start != atom.core:
        return None
    before = words_before(
        BEFORE, text, max(0, text.rfind("\n", 0, named.start()) + 1, named.start() - REACH), named.start()
    )
    placed = before is not None and (before["preposition"] or before["article"])
    return replace(atom, start=before.start()) if placed and before is not None else None


def _year(text: str, atom: Atom) -> Atom | None:
    """Tell a year from a number by what stands around it: ``seit 2014``, ``(2014)``, not ``2014 Euro``."""
    if _is_amount(text, atom):
        return None
    following = text[atom.end : atom.end + 2]
    before = text[: atom.core]
    previous = _LAST_WORD.search(before[-30:])
    word = previous[1] if previous else ""
    counts_something = following[:1] in (" ", "\u00a0") and following[1:].isupper()
    if re.search(rf"(?<!\d){words.YEAR}\s?(?:–|-|bis|und|sowie|oder|/|,)\s?$", before[-14:]) or atom.edge:
        return atom
    if atom.preposition:
        return atom if "seit" in atom.preposition or not counts_something else None
    atom = replace(atom, start=atom.core, article="", which="")
    named = _named_year(text, atom)
    if named is not None:
        return named
    if before.rstrip()[-1:] == "©" or before[-1:] in ("(", "*", "†") or following[:1] == ")":
        return atom
    if not counts_something and _COMPARED.search(before[-60:]):
        return atom  # "drei Meter weniger als 2013"
    if counts_something or word.rstrip(".").lower() in _COUNTED:
        return None
    if word[:1].isupper() and not _opens_sentence(text, atom.core - len(word) - 1):
        return None if word.rstrip(".") in _NAMES_WITH_NUMBER else atom
    return atom


def _is_amount(text: str, atom: Atom) -> bool:
    """Tell numbers of a unit and ranges that are none of years: ``zwischen 1500 und 2000 Menschen``."""
    to = _TO_NUMBER.match(text, atom.end)
    from_ = _FROM_NUMBER.search(text, max(0, atom.core - 14), atom.core)
    end = to.end() if to else atom.end
    if _UNIT_AFTER.match(text, end):
        return True
    others = [re.sub(r"\D", "", match["number"]) for match in (to, from_) if match]
    others += [atom.get("until")] if atom.get("until") else []
    if any(len(other) > 3 and not re.fullmatch(words.YEAR, other) for other in others):
        return True
    round_ = [number.endswith("00") for number in (atom.get("year"), *others)]
    return len(round_) > 1 and all(round_) and _COUNTS.match(text, end) is not None


def _opens_sentence(text: str, position: int) -> bool:
    """Tell whether a sentence or line begins at a position."""
    before = text[max(0, position - 4) : position].rstrip(' \u00a0„“"»«‚–-(')
    return position == 0 or not before or before[-1] in ".!?:\n…"


CHECKS: dict[str, Callable[[str, Atom], Atom | None]] = {
    DAY: _day,
    NUMERIC: _numeric,
    ISO: _numeric,
    MONTH: _month,
    NIGHT: _night,
    WEEKDAY: _weekday,
    CLOCK: _clock,
    DEICTIC: _deictic,
    SEASON: _season,
    PART: _part,
    HABIT: _habit,
    HOLIDAY: _holiday,
    HEUER: _heuer,
    NEXT_DAY: _next_day,
    UNIT: _unit,
    SPOKEN: _spoken,
    JOINED: _joined,
    YEAR: _year,
}
"""Each gives the atom of a kind as it is to be taken, or None where it is no time."""
