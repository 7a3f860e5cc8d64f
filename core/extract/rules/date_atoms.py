"""Single expressions of time in a text: a weekday, a date, a clock time, ``vor zwei Jahren``; ``dates`` joins them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from core.extract.rules import date_words as words
from core.extract.rules import numbers
from core.extract.rules.date_cores import (
    BEFORE,
    BEFORE_UNIT,
    CLOCK,
    DAY,
    DEICTIC,
    HABIT,
    HEUER,
    HOLIDAY,
    ISO,
    MONTH,
    NUMERIC,
    PART,
    SEASON,
    UNIT,
    WEEKDAY,
    YEAR,
    cores,
    when,
)
from core.extract.rules.wordlists import words_before, words_of

AMOUNT = "amount"
"""A number of units that is anchored in time: ``vor zwei Jahren``, ``zwei Tage später``."""


@dataclass(frozen=True, slots=True)
class Atom:
    """One expression: its own word begins at ``core``, the words that place it at ``start``.

    ``when`` is -1 for ``vergangenen``, 1 for ``kommenden``, 0 for ``diesen``, None where nothing is said.
    """

    kind: str
    start: int
    core: int
    end: int
    preposition: str = ""
    article: str = ""
    edge: str = ""
    which: str = ""
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def when(self) -> int | None:
        """Which one is meant."""
        return when(self.which)

    def get(self, name: str) -> str:
        """Give a field, or an empty string."""
        return self.fields.get(name) or ""

    @property
    def is_placed(self) -> bool:
        """Tell whether words before the core place it."""
        return bool(self.preposition or self.edge or self.which)


_AFTER = re.compile(r"\s(?P<word>später|danach|darauf|zuvor|davor|früher|vorher)\b")
_YEAR_AFTER = re.compile(rf"\s(?P<year>{words.YEAR})(?![\d%]|[.,]\d)")
_LAST_WORD = re.compile(r"([\w.]+)\s$")
_PART_BESIDE = re.compile(rf"{words.PART}\s$|{words.WEEKDAY}\s$|(?:heute|gestern|morgen)\s$")
_TOMORROW = re.compile(rf"Morgen\s(?:[a-zäöü]|{words.WEEKDAY})")
_UNTIL_NOW = re.compile(r"\san(?=[\s,.])")
_REACH = 70
_CAN_BE_NAMES = words_of("Mai August April")
_ANCHORS = words_of("vor in seit nach binnen innerhalb alle")
_NAMES_WITH_NUMBER = words_of(
    "Agenda Expo WM EM EURO Euro Vision Windows Office Artikel Art Seite Nummer Nr Paragraf Boeing Airbus Spiele"
)
_COUNTED = words_of("rund etwa über knapp fast mit auf nr mehr als gut zirka circa sind je")


def atoms(text: str) -> Iterator[Atom]:
    """Give the expressions of time in a text, in its order, without overlaps."""
    last = 0
    for kind, core in cores(text):
        if core.start() < last:
            continue
        atom = _CHECKS.get(kind, _as_is)(text, _with_head(text, kind, core, last))
        if atom is not None:
            onward = _UNTIL_NOW.match(text, atom.end) if atom.preposition in ("vom", "von") else None
            atom = replace(atom, end=onward.end()) if onward else atom
            last = atom.end
            yield atom


def _with_head(text: str, kind: str, core: re.Match[str], floor: int) -> Atom:
    """Read the words before a core, as far as the line or the expression before it."""
    fields = {name: value for name, value in core.groupdict().items() if value}
    left = max(floor, text.rfind("\n", floor, core.start()) + 1, core.start() - _REACH)
    before = words_before(BEFORE_UNIT if kind == UNIT else BEFORE, text, left, core.start())
    if before is None:
        return Atom(kind, core.start(), core.start(), core.end(), fields=fields)
    head = {name: (value or "").strip() for name, value in before.groupdict().items()}
    fields["count"] = head.get("count", "")
    return Atom(
        kind,
        before.start(),
        core.start(),
        core.end(),
        preposition=head["preposition"].lower(),
        article=head["article"].lower(),
        edge=head["edge"].lower(),
        which=head["when"].lower(),
        fields=fields,
    )


def _as_is(text: str, atom: Atom) -> Atom | None:
    return atom


def _numeric(text: str, atom: Atom) -> Atom | None:
    """Take ``10.01.2022``; without a year only where a preposition or article says that it is a day."""
    day, month, year = int(atom.get("day") or 1), int(atom.get("month")), atom.get("year")
    if not (1 <= day <= 31 and 1 <= month <= 12) or not (year or atom.preposition or atom.article):
        return None
    if len(year) == 2:
        year = f"{'20' if int(year) < 70 else '19'}{year}"
    kind = DAY if atom.get("day") else MONTH
    return replace(atom, kind=kind, fields={"day": str(day), "month": str(month), "year": year})


def _day(text: str, atom: Atom) -> Atom | None:
    first = re.match(r"\d+", atom.get("before"))
    if not 1 <= int(atom.get("day")) <= 31:
        return None
    return replace(atom, fields={**atom.fields, "month": _month_number(atom), "first": first.group() if first else ""})


def _month(text: str, atom: Atom) -> Atom | None:
    name = atom.get("month")
    if not (atom.get("year") or atom.is_placed) and (name in _CAN_BE_NAMES or name.endswith(".")):
        return None
    return replace(atom, fields={**atom.fields, "month": _month_number(atom)})


def _month_number(atom: Atom) -> str:
    name = atom.get("month").rstrip(".")
    return str(words.MONTHS.get(name) or words.MONTHS.get(name.removesuffix("s")) or words.SHORT_MONTHS[name])


def _clock(text: str, atom: Atom) -> Atom | None:
    """Take ``8.55 Uhr`` and ``acht Uhr``; a number of hours below 25."""
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
    if text[atom.core] == "M" and not _TOMORROW.match(text, atom.core):
        return _part(text, replace(atom, kind=PART, fields={"part": "Morgen"}))
    if atom.article or (text[atom.core].isupper() and not _opens_sentence(text, atom.start)):
        return None
    return atom


def _season(text: str, atom: Atom) -> Atom | None:
    return atom if atom.is_placed or atom.get("year") else None


def _part(text: str, atom: Atom) -> Atom | None:
    """Take a part of the day that a preposition places; ``Guten Abend`` and ``der Abend`` are none."""
    placed = re.search(r"(?:am|zu|gegen|bis|vom|zum|ab|um|nach|vor|seit|in)$", atom.preposition)
    single = placed and (atom.article not in ("die", "das", "ein", "eine") or atom.preposition.startswith("bis"))
    return atom if single or atom.when == 0 else None


def _habit(text: str, atom: Atom) -> Atom | None:
    """Take ``montags``; with a capital it is that at the start of a sentence only, and a genitive else."""
    if atom.get("habit")[0].islower() or (_opens_sentence(text, atom.core) and not atom.article):
        return atom
    return replace(atom, kind=WEEKDAY, fields={"weekday": atom.get("habit")[:-1]})


def _holiday(text: str, atom: Atom) -> Atom | None:
    return None if atom.get("holiday") == "Auffahrt" and not atom.preposition else atom


def _heuer(text: str, atom: Atom) -> Atom | None:
    return replace(atom, kind=UNIT, which="diese", fields={"unit": "Jahr"})


def _unit(text: str, atom: Atom) -> Atom | None:
    """Take a unit that is a certain one (``vergangene Woche``) or counted from some point (``seit zwei Jahren``)."""
    year = _YEAR_AFTER.match(text, atom.end)
    if year is not None and atom.get("unit") == "Jahr" and not atom.get("count"):
        return replace(atom, kind=YEAR, end=year.end(), fields={"year": year["year"]})
    after = _AFTER.match(text, atom.end)
    count, plural = atom.get("count"), _is_plural(atom)
    if count and after is not None:
        return replace(atom, kind=AMOUNT, end=after.end(), fields={**atom.fields, "word": after["word"]})
    if atom.which:
        return atom if atom.get("unit") not in ("Sekunde", "Minute") or count else None
    preposition = atom.preposition.split()[-1] if atom.preposition else ""
    if (count and not atom.article) or (plural and not atom.article and not atom.edge):
        anchored = preposition in _ANCHORS
        return replace(atom, kind=AMOUNT) if anchored and (count or preposition in ("vor", "seit")) else None
    if atom.edge or (preposition in ("am", "übers", "über", "zum") and atom.get("unit") == "Wochenende"):
        return atom
    return None


def _is_plural(atom: Atom) -> bool:
    """Tell whether a unit stands in the plural (``Jahre`` after ``im`` is an old dative)."""
    form = atom.get("plural")
    if atom.get("unit") in ("Woche", "Stunde", "Minute", "Sekunde", "Wochenende"):
        return form == "n"
    return form in ("e", "en") and atom.preposition != "im"


def _year(text: str, atom: Atom) -> Atom | None:
    """Tell a year from a number by what stands around it: ``seit 2014``, ``(2014)``, not ``2014 Euro``."""
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
    if before[-1:] in ("(", "*", "†") or following[:1] == ")":
        return atom
    if counts_something or word.rstrip(".").lower() in _COUNTED:
        return None
    if word[:1].isupper() and not _opens_sentence(text, atom.core - len(word) - 1):
        return None if word.rstrip(".") in _NAMES_WITH_NUMBER else atom
    return atom


def _opens_sentence(text: str, position: int) -> bool:
    """Tell whether a sentence or line begins at a position."""
    before = text[max(0, position - 4) : position].rstrip(' \u00a0„“"»«‚–-(')
    return position == 0 or not before or before[-1] in ".!?:\n…"


_CHECKS: dict[str, Callable[[str, Atom], Atom | None]] = {
    DAY: _day,
    NUMERIC: _numeric,
    ISO: _numeric,
    MONTH: _month,
    CLOCK: _clock,
    DEICTIC: _deictic,
    SEASON: _season,
    PART: _part,
    HABIT: _habit,
    HOLIDAY: _holiday,
    HEUER: _heuer,
    UNIT: _unit,
    YEAR: _year,
}
