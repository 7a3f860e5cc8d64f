"""What stands around a word for a role: adjectives of office and place, owner and determiner, the attribute behind."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.extract.reading import Finding
from core.extract.rules.role_words import OFFICE_ADJECTIVE, PLACE_ADJECTIVE, TITLES, role_word
from core.extract.rules.wordlists import words_of

_ADJECTIVES = re.compile(rf"(?<![\w-])(?:(?:{OFFICE_ADJECTIVE}|{PLACE_ADJECTIVE})\s)+$")
_GENITIVE = re.compile(
    r"(?<![\w-])(?!(?:Gemä(?:ss|ß)|Als|Falls|Was|Bis|Bereits|Damals|Erstmals)\s)(?P<owner>[A-ZÄÖÜ][\w-]*(?:s|x|z|ß)(?:’|')?)\s(?:Ex-)?$"
)
_DETERMINED = re.compile(r"(?<!\w)(?:[Dd](?:er|ie|as|en|em|es|eren|essen)|[Ee]ine?[nmrs]?|[Ii]hr\w*|[Ss]ein\w*)\s$")
_DETERMINER = re.compile(
    r"(?<!\w)(?P<word>(?i:der|die|das|den|dem|des|ein|eine|einen|einem|einer|eines|ihre?[mnrs]?|seine?[mnrs]?|deren|dessen|"
    r"unsere?[mnrs]?|kein\w*|jede\w*|alle\w*|beide[nr]?|mehrere[nr]?|viele[nr]?|zwei|drei|vier|fünf|sechs|einige[nr]?|"
    r"mein\w*|dein\w*|als|zum|zur|vom|beim))\s(?:[a-zäöüß]+(?:e[nrms]?)\s|[\w-]+jährige[nrms]?\s){0,2}$"
)
_ATTRIBUTE = re.compile(
    r"\s(?:des|der|von|vom|für|bei|am|im)\s(?:[\w.&’-]+\s){0,4}[\w.&’-]+(?:\s\([\w-]{2,12}\))?,\s|"
    r"\s(?:des|der)\s(?:[a-zäöüß]+e[nr]\s)?[A-ZÄÖÜ][\w-]+\s|"
    r"\s[A-ZÄÖÜ][\w-]+(?:s|x|z)’?,\s"
)
_TITLES = re.compile(rf"(?<![\w.])(?:{TITLES}\s)+$")
_LAST_WORD = re.compile(r"(?<![\w-])(?P<word>[A-ZÄÖÜ][\w-]*)\s$")
PLURALS = words_of("alle beide beiden mehrere viele zwei drei vier fünf sechs einige")
NOBODY = words_of("kein keine keinen keinem keiner jede jeder jeden jedem jedes")


def is_attribute(text: str, start: int, name: int) -> bool:
    """Tell whether a role's attribute stands between it and a name: ``der Chef der Partei, Nationalrat Dr. Muster``.

    Titles and another role may stand before the name.
    """
    for pattern in (_TITLES, _LAST_WORD):
        found = pattern.search(text, start, name)
        if found is not None and (pattern is _TITLES or role_word(found["word"]) is not None):
            name = found.start()
    return _ATTRIBUTE.fullmatch(text, start, name) is not None


class Phrases:
    """Finds the phrases of role words in a text; ``owned`` are those found so far that begin with a name's genitive."""

    def __init__(self, text: str, names: Sequence[Finding]) -> None:
        self._text = text
        self._owners = {name.end: name.start for name in names if name.label in ("PER", "ORG", "LOC", "MISC")}
        self._starts: dict[int, int] = {}
        self.owned: set[int] = set()

    def start(self, match: re.Match[str]) -> int:
        """Give where the phrase of a role word begins."""
        start = match.start()
        if start in self._starts:
            return self._starts[start]
        self._starts[start] = self._find_start(start)
        return self._starts[start]

    def _find_start(self, start: int) -> int:
        """Take the adjectives of office or place and the owner before a role word in."""
        adjectives = _ADJECTIVES.search(self._text, max(0, start - 60), start)
        if adjectives is not None:
            start = adjectives.start()
        owner = _GENITIVE.search(self._text, max(0, start - 40), start)
        if owner is None:
            return start
        named = self._owners.get(owner.end("owner"))
        if named is None and _DETERMINED.search(self._text, max(0, owner.start() - 12), owner.start()):
            return start  # "unter deren Eis Forscher": a noun, no name
        found = owner.start() if named is None else named
        if named is not None:
            self.owned.add(found)
        return found

    def determiner(self, match: re.Match[str]) -> str:
        """Give the word that determines a role; a number behind an article counts more (``die beiden``)."""
        start = self.start(match)
        found = _DETERMINER.search(self._text, max(0, start - 60), start)
        several = next((word for word in found.group().lower().split() if word in PLURALS), "") if found else ""
        return several or (found["word"].lower() if found else "")
