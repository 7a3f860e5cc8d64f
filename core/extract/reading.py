"""What rules know of an article and what they found in it, carried on a spaCy ``Doc`` beside its entities.

Rules mark characters, not tokens (``Denis Balibouse`` in ``REUTERS/Denis Balibouse``), and their findings nest and
carry values: ``Doc.ents`` can hold neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.offsets import check_span
from core.records import Zone

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from core.extract.rules.people import Person
    from core.extract.rules.roles import Roles

_KEY = "leuchtstift.reading"


@dataclass(frozen=True, slots=True)
class Finding:
    """A stretch that a rule found: code points of the text the rule was given, half-open."""

    start: int
    end: int
    label: str
    value: str = ""
    score: float | None = None
    entity: str = ""

    def shifted(self, offset: int) -> Finding:
        """Give the same finding in a text that this one is a part of."""
        return Finding(self.start + offset, self.end + offset, self.label, self.value, self.score, self.entity)


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two findings (or a finding and an entity of the model), each named by range and label."""

    type: str
    head: Finding
    child: Finding


@dataclass(slots=True)
class Reading:
    """The text, date and zones of an article for the rules, and all they found so far.

    ``claims`` are ranges that a rule knows better than the model: the model's spans inside them are dropped.
    ``inside`` gives, for spans of the model that mark a whole word, what stands in their place: the names in it.
    ``names`` and ``roles`` are kept for the rules that build on them. Where the text is a piece of a longer one,
    ``earlier`` is one list for all its pieces, read in their order: the people named so far.
    """

    text: str = ""  # doc.text, kept because spaCy puts it together anew each time it is asked for
    published: str = ""
    zones: tuple[Zone, ...] = ()
    findings: list[Finding] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    claims: list[tuple[int, int]] = field(default_factory=list)
    inside: dict[tuple[int, int, str], tuple[Finding, ...]] = field(default_factory=dict)
    names: list[Finding] | None = None
    roles: Roles | None = None
    earlier: list[Person] = field(default_factory=list)

    def of_label(self, *labels: str) -> list[Finding]:
        """Give the findings with some labels, in the order of the text."""
        return sorted((f for f in self.findings if f.label in labels), key=lambda f: (f.start, -f.end))


def attach(doc: Doc, reading: Reading) -> None:
    """Put a reading on the document of its text; raises SpanError where the tokenizer changed the text."""
    check_span(doc.text, 0, len(reading.text), reading.text)
    doc.user_data[_KEY] = reading


def reading_of(doc: Doc) -> Reading:
    """Give the reading of a document; one made outside the runner gets an empty one."""
    reading: Reading | None = doc.user_data.get(_KEY)
    if reading is None:
        reading = doc.user_data[_KEY] = Reading(text=doc.text)
    return reading


def claimed(claims: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether a range touches one of the claims."""
    return any(start < claim_end and end > claim_start for claim_start, claim_end in claims)
