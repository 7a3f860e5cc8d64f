"""Who is who in one text: mentions of people put together by name, found again from a place in the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from core.extract.reading import Finding, claimed
from core.extract.rules.sentences import Range, Sentences
from core.extract.rules.wordlists import any_of

_NAME = re.compile(r"[\w’'.-]+")
OBLIQUE = re.compile(
    r"(?<!\w)(?:von|mit|zu|zum|zur|gegen|über|für|an|bei|beim|vom|nach|vor|um|auf|durch|wegen|neben|gegenüber|unter|aus|dem|"
    r"den|des|einem|einen|laut)\s(?:\w+\s)?$"
)
"""Fits before a name that is no subject."""

_REMEMBERED = 200  # people; each name of a text is compared with them

_PARTICLES = frozenset(["von", "van", "de", "der", "den", "zu", "zur", "di", "da", "del", "la", "le"])


@dataclass(slots=True)
class Person:
    """All mentions of one person, with what the text tells: first name, surname, gender (``m``, ``f`` or empty)."""

    surname: str
    first: str = ""
    gender: str = ""
    mentions: list[Finding] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)

    def copy(self, moved: int = 0) -> Person:
        """Give the person with the last mention only, moved by some code points."""
        last = [mention.shifted(moved) for mention in self.mentions[-1:]]
        return Person(self.surname, self.first, self.gender, last, list(dict.fromkeys(self.roles)))


class People:
    """The people of a text, from its PER findings."""

    def __init__(
        self,
        text: str,
        names: Sequence[Finding],
        sentences: Sentences,
        earlier: Sequence[Person] = (),
        aside: Sequence[Range] = (),
    ) -> None:
        """Put the people of a text together.

        ``earlier`` are those of the text's pieces before this one; ``aside`` is where nobody is named whom the text is
        about, as in bylines.
        """
        self._text = text
        self._aside = aside
        self._sentences = sentences
        named = [(name, _NAME.findall(text[name.start : name.end])) for name in names if name.label == "PER"]
        named = sorted((pair for pair in named if pair[1]), key=lambda pair: pair[0].start)  # a model may mark a "•"
        self._persons = [person.copy() for person in earlier]
        self._of = {(m.start, m.end): person for person in self._persons for m in person.mentions}
        self.mentions = [m for person in self._persons for m in person.mentions] + [mention for mention, _ in named]
        self._starts = [mention.start for mention in self.mentions]
        surnames = {words[-1] for _, words in named} | {person.surname for person in self._persons}
        for mention, words in named:
            person = self._person([_without_genitive(word, surnames) for word in words])
            person.mentions.append(mention)
            self._of[mention.start, mention.end] = person
        self._add_missed(names)

    def _add_missed(self, names: Sequence[Finding]) -> None:
        """Add the surnames that the model missed: they tell who speaks, but no link points to them."""
        by_surname = {person.surname: person for person in self._persons if len(person.surname) > 2}
        if not by_surname:
            return
        covered = [(name.start, name.end) for name in names if not name.label.endswith("part")]
        pattern = re.compile(rf"(?<![\w-]){any_of(by_surname)}(?:s|’|')?(?![\w-])")
        for match in pattern.finditer(self._text):
            if not claimed(covered, *match.span()):
                person = by_surname.get(match.group()) or by_surname[match.group().rstrip("s’'")]
                missed = Finding(*match.span(), "PER")
                self.mentions.append(missed)
                self._of[match.span()] = person
        self.mentions.sort(key=lambda mention: mention.start)
        self._starts = [mention.start for mention in self.mentions]

    def _person(self, names: list[str]) -> Person:
        """Give the person that a name belongs to: the latest one it fits, else a new one."""
        surname, first = names[-1], names[0] if len(names) > 1 and names[0].lower() not in _PARTICLES else ""
        for person in reversed(self._persons):
            if person.surname == surname and (not first or not person.first or person.first == first):
                person.first = person.first or first
                return person
            if not first and person.first == surname:
                return person
        self._persons.append(Person(surname, first))
        return self._persons[-1]

    def without(self, ranges: Sequence[tuple[int, int]]) -> People:
        """Give the same people with the mentions outside of some ranges only; ``nearest`` still knows them all."""
        other = object.__new__(People)
        other._text, other._sentences, other._persons, other._of = self._text, self._sentences, self._persons, self._of
        other._aside = self._aside
        other.mentions = [m for m in self.mentions if not any(start <= m.start < end for start, end in ranges)]
        other._starts = [mention.start for mention in other.mentions]
        return other

    def for_next_piece(self) -> list[Person]:
        """Give the people named last, each with the last mention, counted from where the next piece begins."""
        people = sorted(self._persons, key=lambda person: person.mentions[-1].start)[-_REMEMBERED:]
        return [person.copy(-len(self._text)) for person in people]

    def of(self, mention: Finding) -> Person:
        """Give the person of a mention."""
        return self._of[mention.start, mention.end]

    def between(self, start: int, end: int) -> list[Finding]:
        """Give the mentions that begin inside a range."""
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def starting_at(self, position: int) -> Finding | None:
        """Give the mention that begins at a position."""
        index = bisect_left(self._starts, position)
        return self.mentions[index] if index < len(self._starts) and self._starts[index] == position else None

    def ending_at(self, position: int) -> Finding | None:
        """Give the mention that ends at a position."""
        index = bisect_left(self._starts, position) - 1
        return self.mentions[index] if index >= 0 and self.mentions[index].end == position else None

    def before(self, position: int) -> list[Finding]:
        """Give the mentions before a position, the last one first."""
        return self.mentions[: bisect_left(self._starts, position)][::-1]

    def nearest(self, person: Person, position: int) -> Finding:
        """Give a person's mention for a place: in its sentence, else the last before, else the first after."""
        first, last = self._sentences.at(position)
        inside = [m for m in person.mentions if first <= m.start < last]
        if inside:
            return min(inside, key=lambda m: abs(m.start - position))
        earlier = [m for m in person.mentions if m.start < position]
        return earlier[-1] if earlier else person.mentions[0]

    def salient(self, position: int, gender: str, sentences: int = 4, *, as_subject: bool = False) -> Person | None:
        """Give the person that a pronoun or a role at a position most likely means.

        That is the first one, best not behind a preposition, of the nearest sentence that names somebody of the gender.
        """
        index = self._sentences.index(position)
        for number in range(index, max(index - sentences, 0) - 1, -1):
            first, last = self._sentences.ranges[number]
            named = [m for m in self.between(first, min(last, position)) if gender in ("", self.of(m).gender or gender)]
            named = [m for m in named if not claimed(self._aside, m.start, m.end)]
            subjects = [m for m in named if not self._is_no_subject(m, first)]
            if subjects or (named and not as_subject):
                return self.of((subjects or named)[0])
        return None

    def _is_no_subject(self, mention: Finding, first: int) -> bool:
        """Tell whether a mention stands behind a preposition, or owns what follows it (``Bergers Sprecherin``)."""
        owner = not self._text[mention.start : mention.end].endswith(self.of(mention).surname)
        return owner or OBLIQUE.search(self._text, max(first, mention.start - 25), mention.start) is not None


def _without_genitive(name: str, known: set[str]) -> str:
    """Take the genitive's ending off a name that the text also has without it."""
    plain = name.rstrip("’'")
    if plain.endswith("s") and plain[:-1] in known:
        return plain[:-1]
    return plain
