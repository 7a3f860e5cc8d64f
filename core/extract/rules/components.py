"""The rules as spaCy components, so that a pipeline's config can name them: ``leuchtstift_dates`` and the like."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from spacy.language import Language
from spacy.tokens import Doc

from core.extract.harvest import from_model
from core.extract.ner.component import EntityRecogniser
from core.extract.ner.features import WordFeatures
from core.extract.ner.gazetteer import CITY, COUNTRY, FIRST_NAME, LAST_NAME, OTHER_NAME
from core.extract.reading import Finding, reading_of
from core.extract.rules import demonyms
from core.extract.rules.credits import find_credits
from core.extract.rules.dates import find_dates
from core.extract.rules.parts import ENDING, PASSED_OVER_PRECISION, Names, is_compound, narrowed, passed_over
from core.extract.rules.quantities import find_quantities
from core.extract.rules.quotes import find_quotes
from core.extract.rules.roles import Roles, find_roles
from core.extract.rules.scores import scored
from core.extract.rules.word_list import WordList

PREFIX = "leuchtstift_"
WORD_LIST = PREFIX + "word_list"
PARTS = PREFIX + "parts"
NAMES = ("PER", "ORG", "LOC", "MISC")


def register() -> None:
    """Make spaCy know the components; importing this module does it, calling says so."""


@Language.component(PREFIX + "credits")
def credits_(doc: Doc) -> Doc:
    """Mark people and agencies in photo credits, bylines and sign-offs; what the model said there is dropped."""
    reading = reading_of(doc)
    found = find_credits(reading.text, reading.zones)
    reading.findings += found.findings
    reading.claims += found.claims
    return doc


@Language.component(PREFIX + "dates")
def dates(doc: Doc) -> Doc:
    """Mark times of calendar and clock (DATE); what the model said in one (``Montagfrüh`` a person) is dropped."""
    reading = reading_of(doc)
    found = scored(find_dates(reading.text, reading.published))
    reading.findings += found
    ends = {position: date.end for date in found for position in range(date.start, date.end)}
    names = (name for name in from_model(doc, reading) if name.label in NAMES)
    reading.claims += [(name.start, name.end) for name in names if name.end <= ends.get(name.start, 0)]
    return doc


@Language.component(PREFIX + "quantities")
def quantities(doc: Doc) -> Doc:
    """Mark numbers with what they count (QUANTITY), outside of dates; nobody is named in one (``3 Mia. Franken``)."""
    reading = reading_of(doc)
    taken = [(date.start, date.end) for date in reading.of_label("DATE")]
    found = scored(find_quantities(reading.text, taken))
    reading.findings += found
    ends = {position: amount.end for amount in found for position in range(amount.start, amount.end)}
    people = (name for name in from_model(doc, reading) if name.label == "PER")
    reading.claims += [(name.start, name.end) for name in people if name.end <= ends.get(name.start, 0)]
    return doc


@Language.component(PREFIX + "roles")
def roles(doc: Doc) -> Doc:
    """Mark what people are and do (ROLE), tied to the people that the model found."""
    reading = reading_of(doc)
    found = _roles(doc)
    reading.findings += scored(found.findings)
    reading.links += found.links
    return doc


@Language.component(PREFIX + "quotes")
def quotes(doc: Doc) -> Doc:
    """Mark what somebody says (QUOTE) and the word that says so (CUE), tied to the speaker."""
    reading = reading_of(doc)
    findings, links = find_quotes(reading.text, names_of(doc), _roles(doc))
    reading.findings += scored(findings)
    reading.links += links
    return doc


def _roles(doc: Doc) -> Roles:
    """Give the roles of a document, found once."""
    reading = reading_of(doc)
    if reading.roles is None:
        reading.roles = find_roles(reading.text, names_of(doc), reading.zones, reading.earlier)
        reading.earlier[:] = reading.roles.people.for_next_piece()
    return reading.roles


def names_of(doc: Doc) -> list[Finding]:
    """Give the names that the model and the rules before found: what roles and speakers are tied to."""
    reading = reading_of(doc)
    if reading.names is None:
        own = [finding for finding in reading.findings if finding.label in NAMES]
        reading.names = [*from_model(doc, reading), *own]
    return reading.names


class KnownWords:
    """What the resources of a recogniser say of single words; it has them only once its folder was read."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    @cached_property
    def _features(self) -> WordFeatures | None:
        parts = (part for _, part in self._nlp.pipeline if isinstance(part, EntityRecogniser))
        return next((part.features for part in parts), None)

    def _is_in(self, word: str, lists: int) -> bool:
        return self._features is not None and bool(self._features.lists_of(word) & lists)

    def is_country(self, word: str) -> bool:
        """Tell whether a word is a country."""
        return self._is_in(word, COUNTRY)

    def is_place(self, word: str) -> bool:
        """Tell whether a word is a country or a town of some size."""
        return self._is_in(word, COUNTRY | CITY | OTHER_NAME)

    def is_person(self, word: str) -> bool:
        """Tell whether a word is a first or last name."""
        return self._is_in(word, FIRST_NAME | LAST_NAME)

    def is_common(self, word: str) -> bool:
        """Tell whether a word, in any case, is in the dictionary."""
        return self._features is not None and self._features.is_form(word)


@Language.factory(PARTS)
def make_parts(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the component of GermEval's side labels: names inside words, only their characters, and demonyms."""
    words = KnownWords(nlp)

    def parts(doc: Doc) -> Doc:
        reading = reading_of(doc)
        marks = [(found.start, found.end, found.label) for found in from_model(doc, reading)]
        names = Names.of(reading.text, marks, words)
        for mark in marks:
            word = reading.text[mark[0] : mark[1]]
            if mark[2].endswith(ENDING) or (mark[2] in ("PER", "LOC", "MISC") and is_compound(word, names)):
                reading.inside[mark] = tuple(
                    Finding(part.start, part.end, part.label) for part in narrowed(reading.text, *mark, names)
                )
        taken = [(start, end) for start, end, _ in marks]
        reading.findings += [
            Finding(*place, demonyms.LABEL, score=demonyms.PRECISION)
            for place in demonyms.find_demonyms(reading.text, taken)
        ]
        reading.findings += [
            Finding(part.start, part.end, part.label, score=PASSED_OVER_PRECISION)
            for part in passed_over(reading.text, taken, names)
        ]
        return doc

    return parts


@Language.factory(WORD_LIST, default_config={"path": ""})
def make_word_list(nlp: Language, name: str, path: str) -> Callable[[Doc], Doc]:
    """Make the component of a word list file; raises ExtractionError if it cannot be read."""
    return WordList(nlp, path)
