"""The rules as spaCy components, so that a pipeline's config can name them: ``leuchtstift_dates`` and the like."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.util import filter_spans

from core.extract.harvest import from_model
from core.extract.reading import Finding, reading_of
from core.extract.rules.credits import find_credits
from core.extract.rules.dates import find_dates
from core.extract.rules.lists import read_list
from core.extract.rules.quantities import find_quantities
from core.extract.rules.quotes import find_quotes
from core.extract.rules.roles import Roles, find_roles
from core.extract.rules.scores import scored

PREFIX = "leuchtstift_"
WORD_LIST = PREFIX + "word_list"
NAMES = ("PER", "ORG", "LOC", "MISC")
_PLAIN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")


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
    """Mark times of calendar and clock (DATE)."""
    reading = reading_of(doc)
    reading.findings += scored(find_dates(reading.text, reading.published))
    return doc


@Language.component(PREFIX + "quantities")
def quantities(doc: Doc) -> Doc:
    """Mark numbers with what they count (QUANTITY), outside of dates."""
    reading = reading_of(doc)
    taken = [(date.start, date.end) for date in reading.of_label("DATE")]
    reading.findings += scored(find_quantities(reading.text, taken))
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
        reading.roles = find_roles(reading.text, names_of(doc), reading.zones)
    return reading.roles


def names_of(doc: Doc) -> list[Finding]:
    """Give the names that the model and the rules before found: what roles and speakers are tied to."""
    reading = reading_of(doc)
    if reading.names is None:
        own = [finding for finding in reading.findings if finding.label in NAMES]
        reading.names = [*from_model(doc, reading.claims), *own]
    return reading.names


class WordList:
    """Marks the names of a list with a PhraseMatcher, and what its regular expressions fit."""

    def __init__(self, nlp: Language, path: str) -> None:
        entries = read_list(Path(path))
        self._entities = entries.entities
        self._patterns = entries.patterns
        self._matcher = PhraseMatcher(nlp.vocab)
        for label, names in entries.names.items():
            self._matcher.add(label, [_tokens(nlp, name) for name in names])

    def __call__(self, doc: Doc) -> Doc:
        """Add a finding for each name (the longest where names of one label overlap) and each pattern."""
        reading = reading_of(doc)
        by_label: dict[str, list[Finding]] = {}
        matches = self._matcher(doc, as_spans=True)
        for label in {span.label_ for span in matches}:
            longest = filter_spans([span for span in matches if span.label_ == label])
            by_label[label] = [
                Finding(s.start_char, s.end_char, label, entity=self._entities.get((label, s.text), ""))
                for s in longest
            ]
        reading.findings += [finding for label in sorted(by_label) for finding in by_label[label]]
        for pattern, label, entity in self._patterns:
            reading.findings += [
                Finding(*match.span(), label, entity=entity)
                for match in pattern.finditer(reading.text)
                if match.group()
            ]
        return doc


def _tokens(nlp: Language, name: str) -> Doc:
    """Cut a name into tokens; words of letters alone need no tokenizer, which takes most of the time of a long list."""
    return Doc(nlp.vocab, words=name.split(" ")) if _PLAIN.fullmatch(name) else nlp.make_doc(name)


@Language.factory(WORD_LIST, default_config={"path": ""})
def make_word_list(nlp: Language, name: str, path: str) -> Callable[[Doc], Doc]:
    """Make the component of a word list file; raises ExtractionError if it cannot be read."""
    return WordList(nlp, path)
