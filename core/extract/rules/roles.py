"""ROLE: offices, functions and professions of certain people, tied to the person; follows the gold set's guideline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.extract.reading import Finding, Link
from core.extract.rules.people import People, Person
from core.extract.rules.quote_marks import quotations
from core.extract.rules.role_kinds import is_other_side, may_stand_for
from core.extract.rules.role_phrases import NOBODY, PLURALS, Phrases, is_attribute
from core.extract.rules.role_words import TITLES, RoleWord, role_word
from core.extract.rules.sentences import Sentences, sentences_of
from core.extract.rules.speech_words import SPEECH_FORM
from core.extract.rules.wordlists import words_of
from core.records import Zone, ZoneRole

LABEL, LINK = "ROLE", "role_of"

_WORD = re.compile(r"(?<![\w-])[A-ZÄÖÜ][\wäöüß]*(?:-\w+)*")
_TITLES = re.compile(rf"(?<![\w.])(?:{TITLES}\s?)+(?=[A-ZÄÖÜ])")
_BECOMES = re.compile(r"\s(?:wird|wurde|ist|war|bleibt|blieb)\s")
_JOINED_BEFORE = re.compile(rf"(?P<word>{_WORD.pattern})\s(?:und|sowie)\s(?:[a-zäöüß]+e[nr]?\s){{0,2}}$")
_HEADED = re.compile(r"(?:^|[\n(]|\(.{0,40}[,;]\s)$")  # before a role that a colon parts from its name
_TO_NAME = re.compile(r"(?:\s|\s[„\"«»]|,\s)(?=[A-ZÄÖÜ])")
_COLON = re.compile(r":[ \u00a0](?=[A-ZÄÖÜ])")
_APPOSITION = re.compile(
    r"(?:,\s|\s\((?:[\w-]{2,12},\s)?)(?:(?:der|die|den|dem|des|ein|eine|einen|einem|einer|seines Zeichens|"
    r"von Beruf|im \w+beruf|seit \d{4}|\d+(?: Jahre alt)?(?: und|,)?|heute|damals|früher|einst|auch|zugleich)\s)*"
    r"(?:[a-zäöüß]+(?:e[nrms]?)\s){0,2}$"
)
_AS = re.compile(
    r"(?<!\w)(?:als|zum|zur|ist|war|wird|wurde|bleibt|blieb|sei|werde)\s(?:(?:zuletzt|damals|früher|einst|lange|"
    r"auch|selbst|heute|bereits|zuvor|vorher|noch|inzwischen|mittlerweile|seit \d{4}|neue[rn]?|der|die|den|ein|eine|"
    r"\w+e[rn]?)\s){0,2}$"
)
_TO_BE = re.compile(r"\s(?:werden|geworden|wird|wurde|bleiben|bleibt|gewesen|war|ist)\b")
_DATIVE = re.compile(r"\b(?:mit|von|bei|zu|aus|nach|unter|zwischen)\sden\s$")
_HELD_BY_ANY = re.compile(
    r"\s(?:wird|werden)\s(?:auf|für|alle|jeweils|direkt|vom|von|durch)\s[^.;]{0,60}\b(?:gewählt|ernannt|bestimmt)\b"
)
"""Behind an office of which only its rules are told: ``Der Präsident wird auf vier Jahre gewählt``."""

_JOINED = re.compile(r"\s(?:und|sowie)\s|,\s(?:(?:und|der|die|im \w+)\s)*(?:[a-zäöüß]+e[nr]?\s){0,2}")
_INFO_LINE = re.compile(r"(?:Amt|Ämter|Beruf|Funktion|Position|Posten|Rolle|Titel|Tätigkeit):\s*(?P<role>[^\n]+)")
_ASIDE = {ZoneRole.BYLINE, ZoneRole.CREDIT, ZoneRole.SIGN_OFF, ZoneRole.BOILERPLATE}
_SPOKESMAN = "sprecher"
_INDEFINITE = words_of("ein eine einem einen einer")
_ARTICLES = words_of("der die dem den des")
_DEFINITE = _ARTICLES | words_of("ihr ihre ihrem ihren sein seine seinem seinen deren dessen")


@dataclass(slots=True)
class Role:
    """A role that was found, with the person who has it."""

    start: int
    end: int
    word: RoleWord
    person: Person | None = None
    mention: Finding | None = None

    @property
    def finding(self) -> Finding:
        """The role as a finding."""
        return Finding(self.start, self.end, LABEL)


@dataclass(frozen=True, slots=True)
class Roles:
    """The roles of a text in its order, and the people they were tied to."""

    roles: tuple[Role, ...]
    people: People

    @property
    def findings(self) -> list[Finding]:
        """The ROLE findings."""
        return [role.finding for role in self.roles]

    @property
    def links(self) -> list[Link]:
        """The links from the roles to mentions of their people."""
        return [Link(LINK, role.finding, role.mention) for role in self.roles if role.mention is not None]


def find_roles(text: str, names: Sequence[Finding], zones: Sequence[Zone], earlier: Sequence[Person] = ()) -> Roles:
    """Find the roles in a text; ``names`` are the people, organisations and places that were found in it.

    ``earlier`` are the people of the pieces before, where the text is only a piece of one.
    """
    sentences = sentences_of(text)
    aside = [(zone.start, zone.end) for zone in zones if zone.role in _ASIDE]
    finder = _Finder(text, names, People(text, names, sentences, earlier, aside), sentences)
    finder.find(zones)
    return Roles(tuple(sorted(finder.roles, key=lambda role: (role.start, role.end))), finder.people)


def _is_oblique(surface: str, word: RoleWord) -> bool:
    """Tell whether a masculine form is one of the weak nouns' other cases: behind ``der`` it is a plural."""
    return word.gender == "m" and surface.lower().endswith("n") and not word.head.endswith("n")


class _Finder:
    """Finds roles in three passes: beside a name, told of a person in its sentence, and standing for a person known."""

    def __init__(self, text: str, names: Sequence[Finding], people: People, sentences: Sentences) -> None:
        self._text = text
        self._sentences = sentences
        self.people = people
        self._covered = [
            (n.start, n.end) for n in names if n.label in ("PER", "ORG", "LOC", "MISC") or n.label.endswith("deriv")
        ]
        quoted = [(quotation.start, quotation.end) for quotation in quotations(text)]
        self._speaking = self.people.without(quoted)
        self._phrases = Phrases(text, names)
        self.roles: list[Role] = []
        self._taken: set[int] = set()

    def find(self, zones: Sequence[Zone]) -> None:
        """Run all passes."""
        self._titles()
        self._infobox(zones)
        words = [
            (match, word)
            for match in _WORD.finditer(self._text)
            if (word := role_word(match.group())) is not None and not self._is_name(match)
        ]
        rules = (
            *(self._before_name, self._joined_to_next, self._after_name, self._becomes, self._predicate),
            *(self._alone, self._after_role),
        )
        for rule in rules:
            for match, word in words if rule != self._joined_to_next else reversed(words):
                if match.start() not in self._taken:
                    rule(match, word)

    def _is_name(self, match: re.Match[str]) -> bool:
        return any(start <= match.start() and match.end() <= end for start, end in self._covered)

    def _add(self, match: re.Match[str], word: RoleWord, person: Person | None, mention: Finding | None) -> None:
        """Keep a role, with adjectives and genitive before it, and what it tells of the person."""
        self._taken.add(match.start())
        if person is not None:
            person.roles.append(word.whole)
            person.gender = person.gender or word.gender
            mention = mention if mention in person.mentions else self.people.nearest(person, match.start())
        self.roles.append(Role(self._phrases.start(match), match.end(), word, person, mention))

    def _titles(self) -> None:
        for match in _TITLES.finditer(self._text):
            mention = self.people.starting_at(match.end())
            if mention is not None:
                end = match.end() - (match.group() != match.group().rstrip())
                word = RoleWord("title", office=False, gender="", plural=False)
                person = self.people.of(mention)
                known = self.people.nearest(person, mention.start)
                self.roles.append(Role(match.start(), end, word, person, known))

    def _infobox(self, zones: Sequence[Zone]) -> None:
        """Take what an infobox says of its person's office."""
        for zone in zones:
            if zone.role is not ZoneRole.INFOBOX:
                continue
            people = self.people.between(zone.start, zone.end)
            for match in _INFO_LINE.finditer(self._text, zone.start, zone.end):
                start, end = match.span("role")
                end -= len(match["role"]) - len(match["role"].rstrip())
                if start >= end:
                    continue  # only a no-break space
                inner = [word for word in _WORD.finditer(self._text, start, end) if role_word(word.group())]
                known = role_word(inner[0].group()) if inner else None
                word = known or RoleWord("office", office=True, gender="", plural=False)
                person = self.people.of(people[0]) if people else None
                if person is not None:
                    person.roles.append(word.whole)
                    person.gender = person.gender or word.gender
                self.roles.append(Role(start, end, word, person, people[0] if people else None))
                self._taken |= {w.start() for w in inner}

    def _before_name(self, match: re.Match[str], word: RoleWord) -> None:
        """Take a role that stands before a name: ``US-Präsident Joe Biden``, ``Sprecher Dr. Muster``."""
        mention = self._named_after(match)
        beside = mention is not None and self._text[match.end() : mention.start] in (" ", "\u00a0")
        if word.guessed and word.gender == "m" and not beside:
            return  # only right before a name is an ending in -er or -ist enough
        if mention is not None and self._phrases.determiner(match) not in NOBODY:
            self._add(match, word, self.people.of(mention), mention)

    def _named_after(self, match: re.Match[str]) -> Finding | None:
        """Give the name behind a role, over a title or an attribute (``Sprecherin des Amts, Anna Muster,``)."""
        gap = _TO_NAME.match(self._text, match.end())
        if gap is not None:
            title = _TITLES.match(self._text, gap.end())
            mention = self.people.starting_at(title.end() if title else gap.end())
            if mention is not None and ("," not in gap.group() or self._is_definite(match)):
                return mention
        colon = _COLON.match(self._text, match.end())
        if colon is not None and _HEADED.search(self._text, max(0, match.start() - 60), match.start()):
            return self.people.starting_at(colon.end())  # "(Präsident: Otto Muster)"
        nearest = next(iter(self.people.between(match.end(), match.end() + 80)), None)
        if nearest is None or not self._is_definite(match):
            return None
        parted = "," in self._text[match.end() : nearest.start]
        closed = self._text[nearest.end : nearest.end + 1] in (",", ")", ".") or self._text.startswith(
            " (", nearest.end
        )
        return nearest if (closed or not parted) and is_attribute(self._text, match.end(), nearest.start) else None

    def _is_definite(self, match: re.Match[str]) -> bool:
        """Tell whether a certain one is meant; a role joined to another by ``und`` shares its article."""
        if self._phrases.determiner(match) in _DEFINITE:
            return True
        start = self._phrases.start(match)
        joined = _JOINED_BEFORE.search(self._text, max(0, start - 60), start)
        before = _WORD.match(self._text, joined.start("word")) if joined else None
        return before is not None and role_word(before.group()) is not None and self._is_definite(before)

    def _joined_to_next(self, match: re.Match[str], word: RoleWord) -> None:
        """Take a role that shares the person of the one after it: ``Kapitän und Torwart Peter Muster``."""
        if word.guessed:
            return
        gap = _JOINED.match(self._text, match.end())
        for role in self.roles if gap else ():
            if gap is not None and gap.end() <= role.start <= gap.end() + 12 and role.person is not None:
                if " und" in gap.group() or self._text[role.end : role.end + 1] != ",":
                    self._add(match, word, role.person, role.mention)
                return

    def _after_name(self, match: re.Match[str], word: RoleWord) -> None:
        """Take a role in apposition: ``Anna Berger, Leiterin des Bauamts``."""
        start = self._phrases.start(match)
        gap = _APPOSITION.search(self._text, max(0, start - 60), start)
        mention = self.people.ending_at(gap.start()) if gap else None
        if mention is None or word.plural or word.body or (word.guessed and word.gender == "m"):
            return
        self._add(match, word, self.people.of(mention), mention)

    def _after_role(self, match: re.Match[str], word: RoleWord) -> None:
        """Take a role in apposition to another: ``Der Imker, im Hauptberuf Lehrer``."""
        start = self._phrases.start(match)
        gap = _APPOSITION.search(self._text, max(0, start - 60), start)
        before = next((role for role in self.roles if gap and role.end == gap.start() and role.person), None)
        if before is not None and not (word.plural or word.guessed or word.body):
            self._add(match, word, before.person, before.mention)

    def _becomes(self, match: re.Match[str], word: RoleWord) -> None:
        """Take what opens a sentence about somebody: ``Neue Rektorin wird Anna Berger``."""
        start = self._phrases.start(match)
        first, last = self._sentences.at(start)
        verb = _BECOMES.match(self._text, match.end(), last)
        if start != first or verb is None or word.plural or word.guessed or word.body:
            return
        mention = next(iter(self.people.between(verb.end(), min(verb.end() + 60, last))), None)
        if mention is not None and "," not in self._text[verb.end() : mention.start]:
            self._add(match, word, self.people.of(mention), mention)

    def _predicate(self, match: re.Match[str], word: RoleWord) -> None:
        """Take what somebody is, becomes or acts as: ``wurde zum Obmann gewählt``, ``als Kanzler``."""
        start = self._phrases.start(match)
        if word.plural or word.guessed or word.body:
            return
        said = _AS.search(self._text, max(0, start - 50), start)
        if said is None and (self._phrases.determiner(match) or not _TO_BE.match(self._text, match.end())):
            return
        first, _ = self._sentences.at(start)
        clause_start, clause_end = self._sentences.clause(start, match.end())
        inside = self.people.between(clause_start, clause_end) or self.people.between(first, start)
        if inside:
            mention = min(inside, key=lambda m: abs(m.start - start))
            self._add(match, word, self.people.of(mention), mention)

    def _alone(self, match: re.Match[str], word: RoleWord) -> None:
        """Take a role that stands for somebody: ``sagte die Ministerin``, ``der Trainer``, ``ihr Anwalt``."""
        determiner = self._phrases.determiner(match)
        start = self._phrases.start(match)
        owned = start in self._phrases.owned
        if word.plural or word.body or word.head == "vorstand" or determiner in PLURALS | NOBODY:
            return
        if determiner == "die" and word.gender == "m":
            return
        if determiner.startswith("all") or (determiner == "der" and _is_oblique(match.group(), word)):
            return  # "vor allem Trainer", "die Rechte der Bauern"
        if determiner == "den" and _is_oblique(match.group(), word) and _DATIVE.search(self._text[:start][-12:]):
            return  # "mit den Präsidenten"
        line = self._text[max(0, start - 60) : start]
        spoken = bool(re.search(rf"(?:{SPEECH_FORM})\s(?:sich\s|auch\s|dazu\s)?(?:\w+\s){{0,2}}$", line))
        if not determiner and not (word.office and (spoken or owned)):
            return
        if word.guessed and not (spoken and determiner in ("der", "die") and word.gender == "f"):
            return
        if _HELD_BY_ANY.match(self._text, match.end()):
            return
        person = self._known_as(word, start) if determiner not in _INDEFINITE else None
        if person is None and determiner in _ARTICLES:
            person = self._just_named(word, start) or self._only_woman(word, start)
        if (
            person is None
            and not (word.office and (spoken or owned or determiner in _ARTICLES | {"ein", "eine"}))
            and not spoken
        ):
            return
        self._add(match, word, person, None)

    def _known_as(self, word: RoleWord, position: int) -> Person | None:
        """Give the last person named before (else after) who was called by this role."""
        for mention in [*self.people.before(position), *self.people.mentions]:
            person = self.people.of(mention)
            known = any(may_stand_for(word, role) for role in person.roles)
            if known and word.gender in ("", person.gender or word.gender):
                return person
        return None

    def _only_woman(self, word: RoleWord, position: int) -> Person | None:
        """Give the only woman of the text, where the role is a woman's: forms for men tell less.

        Of an office only, where she has not been named yet.
        """
        if not (word.office or self.people.before(position)):
            return None
        women = {id(p): p for m in self.people.mentions if (p := self.people.of(m)).gender == "f"}
        only = next(iter(women.values())) if word.gender == "f" and len(women) == 1 else None
        return only if only is not None and not only.roles else None

    def _just_named(self, word: RoleWord, position: int) -> Person | None:
        """Give the person named in this or the two sentences before, of fitting gender."""
        person = self._speaking.salient(position, word.gender, sentences=2)
        if person is not None and any(is_other_side(word, role) for role in person.roles):
            return None
        if person is None or not person.roles or not word.office:
            return person
        speaks_for_others = any(role.endswith(_SPOKESMAN) for role in person.roles)
        return person if speaks_for_others == (word.head == _SPOKESMAN) else None
