"""Who is the subject of a reporting word, in the sentence that it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.extract.rules.cues import NOUN, SO, SOURCE, Cue
from core.extract.rules.people import Person
from core.extract.rules.sentences import Range
from core.extract.rules.speakers import Speakers

Subject = tuple[bool, Person | None]
"""Whether there is a subject, and the person that it is: nobody where it is a body or has no name."""

_LIMIT = re.compile(r"[,;:]|\.\s|$")
_OWNED = re.compile(r"\s(?P<word>ihr|sein)e?\s[A-ZÄÖÜ]")
_OWNER = re.compile(r"(?<!\w)(?P<word>[Ii]hr|[Ss]ein)e?\s(?:\w+\s)?$")
_CLAUSE = re.compile(r"[;:–]|,\s(?:und|aber|doch)")
_AS_TOLD = re.compile(r",\swie\s")


class Attribution:
    """Finds the subjects of cues; ``masked`` is the text with what stands in quotation marks hidden."""

    def __init__(self, masked: str, speakers: Speakers) -> None:
        self._masked = masked
        self._speakers = speakers

    def subject(self, cue: Cue, sentence: Range, *, behind: bool) -> Subject:
        """Find the subject of a cue: it follows a cue that stands ``behind`` what it reports, else it comes before."""
        start, end = sentence
        limit = _LIMIT.search(self._masked, cue.end, end)
        last = limit.start() if limit else end
        if cue.kind == SOURCE and cue.lemma.endswith(" nach"):  # "ihrer Ansicht nach"
            return True, self._speakers.pronoun("sie" if cue.lemma.startswith("ihrer") else "er", cue.start)
        if cue.kind == SOURCE and cue.lemma != "zufolge":
            return True, self._speakers.source(cue.end, last)
        if cue.kind == SO:
            return True, self._speakers.after(cue.end, last)[1]
        if cue.lemma == "heißen":  # "hieß es"
            return True, None
        first = self._clause_start(start, cue.start)
        if cue.kind == NOUN:
            return self._owner(first, cue)
        owned = _OWNED.match(self._masked, cue.end, last) if cue.lemma == "lauten" else None
        if owned is not None:  # "…, lautete ihre Antwort"
            return True, self._speakers.pronoun("sie" if owned["word"] == "ihr" else "er", start)
        places = self._places(cue, start, first, last, behind=behind)
        return next((subject for subject in places if subject[0]), (False, None))

    def _places(self, cue: Cue, start: int, first: int, last: int, *, behind: bool) -> Iterator[Subject]:
        """Look for a subject where it is likely, the likeliest place first."""
        told = [match.end() for match in _AS_TOLD.finditer(self._masked, first, cue.start)]
        if told:  # "…, wie das Amt mitteilte": whoever is named before does not say it
            yield self._speakers.before(told[-1], cue.start)
            yield self._speakers.after(cue.end, last)
            yield True, None
        if behind or cue.start == start:
            yield self._speakers.after(cue.end, last)
            yield self._speakers.before(start, cue.start)
            return
        if self._masked[start : cue.start].endswith(", "):  # "Auf die Frage, ob er komme, sagte X"
            known, person = self._speakers.after(cue.end, last)
            yield known and person is not None, person
        yield self._speakers.before(first, cue.start)
        yield self._speakers.after(cue.end, last)
        yield self._speakers.before(start, cue.start)
        if " worden" not in self._masked[cue.end : last]:  # who is told something does not say it
            yield self._speakers.is_body_before(first, cue.start), None

    def _owner(self, start: int, cue: Cue) -> Subject:
        """Find whose word it is: ``Ihre Antwort:``, ``Bergers Fazit:``."""
        match = _OWNER.search(self._masked[start : cue.start])
        if match is not None:
            return True, self._speakers.pronoun("sie" if match["word"].lower() == "ihr" else "er", start)
        return self._speakers.before(start, cue.start)

    def _clause_start(self, start: int, position: int) -> int:
        found = [match.end() for match in _CLAUSE.finditer(self._masked, start, position)]
        return found[-1] if found else start
