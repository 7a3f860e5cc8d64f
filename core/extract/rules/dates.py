"""DATE: times of calendar and clock, joined where they name one time, with the time that they mean.

What is marked and what the value says follows the annotation guideline of the gold set. A weekday or a date without its
year is the last or the next one: the verb of its clause decides (``tense``); without a telling verb it is the nearest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.extract.reading import Finding
from core.extract.rules import date_cores as kinds
from core.extract.rules.calendar import Anchor
from core.extract.rules.date_atom import Atom
from core.extract.rules.date_atoms import atoms
from core.extract.rules.date_values import value_of
from core.extract.rules.sentences import Sentences, sentences_of
from core.extract.rules.story import Story
from core.extract.rules.tense import direction

LABEL = "DATE"

_DAYS = {kinds.DAY, kinds.WEEKDAY, kinds.DEICTIC, kinds.HOLIDAY}
_PERIODS = {kinds.MONTH, kinds.SEASON, kinds.QUARTER}
_TOGETHER = {
    **{(day, kinds.CLOCK): ("", ",") for day in (*_DAYS, kinds.NIGHT, kinds.HABIT)},
    **{(day, kinds.PART): ("",) for day in _DAYS},
    **{(kinds.CLOCK, day): ("",) for day in _DAYS},
    **{(period, kinds.YEAR): ("",) for period in _PERIODS},
    (kinds.HOLIDAY, kinds.WEEKDAY): ("",),
    (kinds.CLOCK, kinds.PART): ("",),
    (kinds.PART, kinds.CLOCK): ("",),
    (kinds.WEEKDAY, kinds.DAY): ("", ","),
    (kinds.DEICTIC, kinds.WEEKDAY): ("", ","),
    (kinds.DEICTIC, kinds.DAY): ("", ","),
}
"""Kinds that name one time when they follow each other, and the marks that may stand between them."""

_GENITIVE = {(kinds.PART, kinds.DAY), (kinds.PART, kinds.WEEKDAY)} | {
    (kind, kinds.UNIT) for kind in (*_PERIODS, kinds.WEEKDAY, kinds.DAY)
}
"""Pairs of which the second must be an attribute: ``am Abend des 5. Mai``, ``im Mai vergangenen Jahres``."""

_GENITIVE |= {(kind, kinds.JOINED) for kind in _PERIODS}
_ORDINAL = re.compile(r"(?:erst|zweit|dritt|viert|letzt)e")
_LISTED = re.compile(r"\s?(?P<word>und|sowie|oder|bis|–|-|/|,)\s?(?:zum\s|zu\s)?$")
_SAME_FAMILY = {kinds.WEEKDAY: "day", kinds.DAY: "day", kinds.DEICTIC: "day", kinds.HOLIDAY: "day"}
_ONE_DAY = {kinds.WEEKDAY, kinds.DAY}
_PLACED = {"auf": 1, "für": 1}
"""Prepositions that tell whether a day lies ahead, whatever the verb: ``wurde auf Dienstag verschoben``."""

_ENTRY = re.compile(r":\s")
"""Behind a day that opens a line of a chronicle, which is told in the present."""

_BARE_LISTS = {kinds.WEEKDAY, kinds.YEAR, kinds.MONTH}


@dataclass(frozen=True, slots=True)
class Moment:
    """Atoms that together name one time."""

    atoms: tuple[Atom, ...]

    @property
    def start(self) -> int:
        """Where it begins, with the words that place it."""
        return self.atoms[0].start

    @property
    def end(self) -> int:
        """Behind its last character."""
        return self.atoms[-1].end


def find_dates(text: str, published: str) -> list[Finding]:
    """Give the DATE findings of a text, with values counted from the article's date (ISO 8601, may be empty)."""
    sentences = sentences_of(text)
    story = Story(Anchor.of(published))
    found = []
    for group in _listed(text, _together(text, list(atoms(text)))):
        start, end = group[0].start, group[-1].end
        looks = _direction(text, group[0].atoms[0], start, end, sentences)
        found.append(Finding(start, end, LABEL, value=value_of([moment.atoms for moment in group], looks, story)))
    return found


def _direction(text: str, first: Atom, start: int, end: int, sentences: Sentences) -> int:
    """Tell whether a time that begins with some atom is a past (-1) or a coming one (1); 0: the nearest."""
    if _ENTRY.match(text, end) and text[start - 1 : start] in ("", "\n"):
        return 0
    if first.preposition == "seit":
        return -1
    if first.kind == kinds.CLOCK and text[start - 1 : start] == "(":
        return 0  # "am Montag (19 Uhr)"
    looks = _PLACED.get(first.preposition, 0) if first.kind in _ONE_DAY else 0
    looks = looks or direction(text, *sentences.clause(start, end), start, end)
    if not looks and first.preposition.startswith(("bis", "auf")):
        return 1
    return looks or direction(text, *sentences.at(start), start, end)


def _together(text: str, found: list[Atom]) -> list[Moment]:
    """Join atoms that name one time: ``am Freitag, 6. Dezember, um 19.45 Uhr``."""
    moments: list[Moment] = []
    for atom in found:
        if moments and _complete_each_other(text, moments[-1].atoms[-1], atom):
            moments[-1] = Moment((*moments[-1].atoms, atom))
        else:
            moments.append(Moment((atom,)))
    return moments


def _complete_each_other(text: str, first: Atom, second: Atom) -> bool:
    gap = text[first.end : second.start]
    pair = (first.kind, second.kind)
    if gap.strip(" \u00a0") in _TOGETHER.get(pair, ()) and gap:
        return True
    if gap not in (" ", "\u00a0"):
        return False
    if pair == (kinds.WEEKDAY, kinds.MONTH):
        return _ORDINAL.match(first.which) is not None and second.preposition == "im"
    if pair in _GENITIVE:
        return not second.preposition and not second.edge and (bool(second.which) or second.article == "des")
    return first.kind == kinds.UNIT and second.kind in (*_PERIODS, kinds.WEEKDAY) and not first.get("count")


def _listed(text: str, moments: list[Moment]) -> list[list[Moment]]:
    """Join moments that are listed or span a range: ``am Mittwoch und Donnerstag``, ``von 2010 bis 2014``."""
    groups: list[list[Moment]] = []
    for moment in moments:
        if groups and _belongs_to(text, groups[-1][-1], moment):
            groups[-1].append(moment)
        else:
            groups.append([moment])
    return groups


def _belongs_to(text: str, first: Moment, second: Moment) -> bool:
    last, next_ = first.atoms[-1], second.atoms[0]
    if last.kind == kinds.HABIT and next_.kind == kinds.CLOCK:
        return text[first.end : second.start] == ", "
    match = _LISTED.fullmatch(text, first.end, next_.core)
    if match is None or _SAME_FAMILY.get(last.kind, last.kind) != _SAME_FAMILY.get(next_.kind, next_.kind):
        return False
    if match["word"] == ",":
        return last.kind in _BARE_LISTS and not next_.is_placed and "," not in text[second.end : second.end + 1]
    return match["word"] in ("bis", "–", "-", "/") or not (next_.is_placed or next_.article)
