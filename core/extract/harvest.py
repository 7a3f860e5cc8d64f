"""From spaCy documents to the span and relation tuples of one article: entities, span groups, the rules' findings.

What is proposed begins and ends between two characters as a reader sees them, whatever a tokenizer or a pattern cut.
Documents are of the form of the text that a reader sees (``as_read``); what is given has the places of the text itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from core.extract.as_read import AsRead
from core.extract.reading import Finding, Reading, claimed, reading_of
from core.graphemes import trimmed, widened
from core.offsets import check_span
from core.records import Zone, ZoneRole

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, SpanGroup

    from core.extract.messages import LinkTuple, SpanTuple

_Key = tuple[int, int, str]
_SYMBOLS_COUNT = "QUANTITY"  # its units may be symbols: 20°
_NAMES = frozenset(name + part for name in ("PER", "ORG", "LOC", "MISC") for part in ("", "part"))
_LIST_SIGNS = frozenset("•‣⁃∙·*–—―")  # before an entry of a list; not "-", which may end a name: "Nord- und Südkorea"
_QUOTES = frozenset('„“”«»‹›‚"')  # without the apostrophe, which may be part of a name


class Harvest:
    """Gathers what a pipeline found in the pieces of one text."""

    def __init__(
        self,
        text: AsRead,
        zones: tuple[Zone, ...],
        boilerplate: bool,
        left_out: frozenset[str] = frozenset(),
        *,
        trims: bool = False,
    ) -> None:
        """Gather for a text and its zones, without what lies in boilerplate (unless asked for) and without some labels.

        ``trims``: blanks, emoji and invisible characters at the edges of a finding are taken off, the signs of lists
        and quotations off a name; what has no letter and no digit is no name.
        """
        self._in_text = text.in_text
        self._text = text.form
        self._labels_left_out = left_out
        self._left_out = () if boilerplate else tuple(zone for zone in zones if zone.role is ZoneRole.BOILERPLATE)
        self._trims = trims
        self._found: dict[_Key, Finding] = {}
        self._links: dict[tuple[str, _Key, _Key], None] = {}

    def add(self, doc: Doc, offset: int) -> None:
        """Take what was found in a piece that starts at ``offset`` of the form; the first of a range and label counts.

        Raises SpanError where a piece is not what the form says there: an offset must never be sent on wrong.
        """
        reading = reading_of(doc)
        for finding in (*from_model(doc, reading), *reading.findings):
            self._take(finding.shifted(offset), reading.text[finding.start : finding.end])
        for link in reading.links:
            head, child = (_key(self._whole(end.shifted(offset))) for end in (link.head, link.child))
            if head in self._found and child in self._found:
                self._links[(link.type, head, child)] = None

    def _take(self, finding: Finding, surface: str) -> None:
        check_span(self._text, finding.start, finding.end, surface)
        finding = self._whole(finding)
        inside = any(finding.start < zone.end and finding.end > zone.start for zone in self._left_out)
        if finding.start < finding.end and not inside and finding.label not in self._labels_left_out:
            self._found.setdefault(_key(finding), finding)

    def _whole(self, finding: Finding) -> Finding:
        """Give a finding of the form in the text, with whole characters at its edges.

        What is only trimmings or blanks becomes an empty one.
        """
        start, end = widened(self._text, finding.start, finding.end)
        if self._trims and finding.label != _SYMBOLS_COUNT:
            start, end = self._name(start, end) if finding.label in _NAMES else trimmed(self._text, start, end)
        start, end = self._in_text(start, end) if self._text[start:end].strip() else (start, start)
        if (start, end) == (finding.start, finding.end):
            return finding
        return replace(finding, start=start, end=end)

    def _name(self, start: int, end: int) -> tuple[int, int]:
        """Give the range of a name without what stands around it; an empty one where no letter or digit is in it."""
        if not any(map(str.isalnum, self._text[start:end])):
            return start, start
        if self._text[start] == "-" and self._text[start + 1].isspace():
            start += 1
        start, end = trimmed(self._text, start, end, _LIST_SIGNS)
        marks = [place for place in range(start, end) if self._text[place] in _QUOTES]
        if not marks or len(marks) > 2 or (len(marks) == 2 and marks != [start, end - 1]):
            return start, end  # in "Gasthaus „Krone“" they are a part of it
        first, stop = start + (marks[0] == start), end - (marks[-1] == end - 1)
        return trimmed(self._text, first, stop) if first < stop else (start, start)

    def result(self) -> tuple[tuple[SpanTuple, ...], tuple[LinkTuple, ...]]:
        """Give the spans sorted by start, longer ones first, and the relations between them by index."""
        spans = sorted(self._found.values(), key=lambda f: (f.start, -f.end, f.label))
        index = {_key(finding): number for number, finding in enumerate(spans)}
        return (
            tuple((f.start, f.end, f.label, f.score, f.value, f.entity) for f in spans),
            tuple((type_, index[head], index[child]) for type_, head, child in self._links),
        )


def from_model(doc: Doc, reading: Reading) -> Iterator[Finding]:
    """Give the spans of all groups and the entities of a document, but those that a rule knows better.

    Of a word that only holds a name, the name is given where ``reading.inside`` tells it.
    An entity has the score that some component left in a span group, as spaCy's span categorizer does.
    """
    found: dict[_Key, tuple[float | None, str]] = {}
    for group in doc.spans.values():
        for span, score in _with_scores(group):
            found.setdefault((span.start_char, span.end_char, span.label_), (score, span.kb_id_))
    for span in doc.ents:
        found.setdefault((span.start_char, span.end_char, span.label_), (None, span.kb_id_))
    for (start, end, label), (score, entity) in found.items():
        if not label or (reading.claims and claimed(reading.claims, start, end)):
            continue
        for name in reading.inside.get((start, end, label), (Finding(start, end, label),)):
            yield replace(name, score=score, entity=entity)


def _with_scores(group: SpanGroup) -> Iterator[tuple[Span, float | None]]:
    """Pair the spans of a group with its ``scores`` attribute, or with None."""
    scores = group.attrs.get("scores")
    if scores is None or len(scores) != len(group):
        scores = [None] * len(group)
    for span, score in zip(group, scores, strict=True):
        yield span, None if score is None else float(score)


def _key(finding: Finding) -> _Key:
    return finding.start, finding.end, finding.label
