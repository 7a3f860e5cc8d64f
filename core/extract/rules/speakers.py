"""Who says it: the subject of a reporting word, resolved to a person whom the text names."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from core.extract.reading import Finding
from core.extract.rules import demonyms
from core.extract.rules.people import OBLIQUE, People, Person
from core.extract.rules.roles import Role

_PRONOUN_AFTER = re.compile(
    r"\s(?:sich\s)?(?:(?P<word>er|sie)(?=[\s,.:;!?]|$)|(?P<that>der|die|dieser|diese)(?=[,.:;!?]|$))"
)
_PRONOUN_BEFORE = re.compile(r"(?<!\w)(?P<word>[Ee]r|[Ss]ie|[Ii]hm|[Ii]hr)\s(?:\w+\s){0,2}$")
_PRONOUN = re.compile(r"(?<!\w)(?P<word>[Ee]r|[Ss]ie|[Ii]hm|[Ii]hr(?=\szufolge))(?!\w)")
_OTHER_SUBJECT = re.compile(
    r"\s(?:(?:auch|zudem|dazu|gestern|heute|sich)\s)*(?P<article>der|die|das|ein|eine|mehrere|viele|einige)\s(?:[\w-]+(?:e[nrms]?)\s)*"
    r"(?P<noun>(?:\d+-)?[A-ZÄÖÜ][\w-]+)"
)
_NAMED_SUBJECT = re.compile(r"\s(?:der|die|das)\s[„“«»\"‚‹]_")
"""A subject in quotation marks, whose words are hidden: ``titelte der „Kurier“``."""

_OPENING_NOUN = re.compile(
    r"(?:(?:Auch|Doch|Aber|Und)\s)?(?P<article>[Dd]er|[Dd]ie)\s(?:[\w-]+(?:e[nrms]?)\s)*(?P<noun>(?:\d+-)?[A-ZÄÖÜ][\w-]+)"
)
_SOMEBODY = re.compile(rf"\d+-[Jj]ährigen?|{demonyms.PEOPLE}")
"""Nouns that stand for a person just named: ``der 54-Jährige``, ``die Französin``."""

_SOURCE_HEAD = re.compile(
    r"\s(?:(?:von|vom|der|des|dem|den|eine[rsm]?|ihrem|seinem|ihrer|seiner)\s)?(?:[a-zäöüß-]+e[nrms]\s){0,2}"
)
_SOURCE_NOUN = re.compile(r"[A-ZÄÖÜ][\w-]*(?:\s(?:von|vom|der|des)(?=\s))?")


_BODY = re.compile(
    r"[,;:–\s]*(?:(?:[Aa]uch|[Uu]nd|[Dd]och|[Aa]ber|[Nn]ur|[Ss]elbst|[Ss]ogar)\s)?"
    r"(?:(?:[Dd]er|[Dd]ie|[Dd]as|[Ee]in|[Ee]ine|[Mm]ehrere|[Vv]iele|[Ee]inige|[Bb]eide)\s(?:[a-zäöüß]+e[rns]?\s)*)?"
    r"(?P<noun>[A-ZÄÖÜ][\w-]+)"
)
"""The phrase that opens a clause: where no person is, it is who speaks."""


_OPENING = 80  # code points of a sentence in which its topic is named
_OPENS = re.compile(
    r"(?:(?:Auch|Doch|Selbst|Nur|Aber)\s)?(?:(?:[Dd]er|[Dd]ie|[Ss]eine?|[Ii]hre?)\s)?(?:[a-zäöüß]+e[rn]?\s){0,2}"
)
_STOP = re.compile(r"[.!?]\s")


class Speakers:
    """Resolves subjects to people; remembers who spoke last."""

    def __init__(
        self, text: str, people: People, roles: Sequence[Role], people_of_places: Container[int] = frozenset()
    ) -> None:
        """Read a text; ``people_of_places`` are where words like ``Emmentaler`` begin."""
        self._text = text
        self._people_of_places = people_of_places
        self._people = people
        self._roles = sorted(roles, key=lambda role: role.start)
        self.last: Person | None = None

    def mention(self, person: Person, position: int) -> Finding:
        """Give the mention of a person that a report at some position points to."""
        return self._people.nearest(person, position)

    def after(self, start: int, end: int) -> tuple[bool, Person | None]:
        """Read the subject that follows a reporting word, up to ``end``: whether there is one, and the person."""
        pronoun = _PRONOUN_AFTER.match(self._text, start, end)
        if pronoun is not None:
            return True, self.pronoun(pronoun["word"], start) if pronoun["word"] else self._last(pronoun["that"], start)
        mention = next(iter(self._people.between(start, end)), None)
        role = next((role for role in self._roles if start <= role.start < end), None)
        other = _OTHER_SUBJECT.match(self._text, start, end)
        if role is not None and (mention is None or role.start < mention.start):
            return True, role.person
        if mention is not None and not (other is not None and other.end() < mention.start):
            return True, self._people.of(mention)
        if other is None and mention is None and _NAMED_SUBJECT.match(self._text, start, end):
            return True, None
        if other is not None and other["article"] in ("der", "die") and self._is_somebody(other):
            return True, self.pronoun(other["article"], start)
        return other is not None, None

    def source(self, start: int, end: int) -> Person | None:
        """Read whom ``laut`` or ``nach Angaben`` names right behind it: ``von X``, ``der Ministerin``."""
        for _ in range(3):
            head = _SOURCE_HEAD.match(self._text, start, end)
            if head is None:
                return None
            role = next((role for role in self._roles if start < role.start <= head.end() < role.end), None)
            mention = self._people.starting_at(head.end())
            if role is not None or mention is not None:
                return role.person if role is not None else self.person(mention) if mention else None
            noun = _SOURCE_NOUN.match(self._text, head.end(), end)
            if noun is None:
                return None
            start = noun.end()
        return None

    def topic(self, start: int, end: int) -> Person | None:
        """Give the person that a sentence is about: the one who opens it, perhaps behind a role, and does something."""
        mention = next(iter(self._people.between(start, min(start + _OPENING, end))), None)
        role = next((role for role in self._roles if start <= role.start < min(start + _OPENING, end)), None)
        if mention is None or (role is not None and role.start < mention.start and role.person is None):
            return None
        first = role.start if role and role.start < mention.start else mention.start
        opens = _OPENS.fullmatch(self._text, start, first)
        return self._people.of(mention) if opens else None

    def named(self, start: int, end: int) -> Person | None:
        """Give the person who is named last in a stretch, subject or not."""
        mentions = self._people.between(start, end)
        return self._people.of(mentions[-1]) if mentions else None

    def first_of(self, opening: str, start: int, end: int) -> Finding | None:
        """Give the person named right behind the word that opens a sentence."""
        if not self._text.startswith(opening, start):
            return None
        mention = next(iter(self._people.between(start, end)), None)
        return mention if mention and "," not in self._text[start : mention.start] else None

    def person(self, mention: Finding) -> Person:
        """Give the person of a mention."""
        return self._people.of(mention)

    def before(self, start: int, end: int) -> tuple[bool, Person | None]:
        """Read the subject that stands before a reporting word, from ``start`` on."""
        pronoun = _PRONOUN_BEFORE.search(self._text, start, end) or _PRONOUN.search(self._text, start, end)
        inside = [
            m
            for m in self._people.between(start, end)
            if not OBLIQUE.search(self._text, max(start, m.start - 25), m.start)
        ]
        roles = [role for role in self._roles if start <= role.start < end]
        subjects: list[tuple[int, Person | None]] = [
            (role.start, role.person)
            for role in roles
            if not OBLIQUE.search(self._text, max(start, role.start - 25), role.start)
        ]
        subjects += [
            (m.start, self._people.of(m)) for m in inside if not any(role.start <= m.start < role.end for role in roles)
        ]
        if pronoun is not None and not any(position > pronoun.start() for position, _ in subjects):
            return True, self.pronoun(pronoun["word"], pronoun.start())
        if subjects:
            return True, min(subjects, key=lambda subject: subject[0])[1]
        other = _OPENING_NOUN.match(self._text, start, end)
        if other is not None and self._is_somebody(other):
            return True, self.pronoun(other["article"].lower(), start)
        return False, None

    def _is_somebody(self, subject: re.Match[str]) -> bool:
        """Tell whether a noun stands for a person just named: for people of a place also where the model says so."""
        return subject.start("noun") in self._people_of_places or _SOMEBODY.fullmatch(subject["noun"]) is not None

    def is_body_before(self, start: int, end: int) -> bool:
        """Tell whether a clause opens with something that is no person and may speak: ``Die Partei erklärte``."""
        return _BODY.match(self._text, start, end) is not None

    def pronoun(self, word: str, position: int) -> Person | None:
        """Give the person that a pronoun means: one named just before, else who spoke last, where the gender fits."""
        gender = "f" if word.lower() in ("sie", "die", "ihr") else "m"
        person = self._people.salient(position, gender, as_subject=True)
        if self._is_nameless(gender, position, person):
            return None
        if person is None and self.last is not None and self.last.gender in ("", gender):
            person = self.last
        person = person or self._people.salient(position, gender)
        if person is not None:
            person.gender = gender
        return person

    def _last(self, word: str, position: int) -> Person | None:
        """Give the person named last, whom ``dieser`` means."""
        gender = "f" if word in ("die", "diese") else "m"
        people = map(self._people.of, self._people.before(position))
        return next((person for person in people if person.gender in ("", gender)), None)

    def _is_nameless(self, gender: str, position: int, person: Person | None) -> bool:
        """Tell whether a role without a name stands closer than a person: ``Ein Sprecher schwieg. …, sagte er``."""
        role = next((role for role in reversed(self._roles) if role.start < position), None)
        if role is None or role.person is not None or role.word.plural or role.word.gender not in ("", gender):
            return False
        if "\n" in self._text[role.end : position] or len(_STOP.findall(self._text, role.end, position)) > 1:
            return False
        return person is None or self._people.nearest(person, position).start < role.start
