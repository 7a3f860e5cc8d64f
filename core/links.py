"""What the marks of one article are tied to: relations between spans, told as links between visible marks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from core.marks import MarkIndex
from core.records import Mark, Relation


class Link(NamedTuple):
    """One end of a relation seen from the other: ``outward`` where the mark asked about is its head."""

    type: str
    mark: Mark
    outward: bool


class Links:
    """The relations of one article; a decision stands for the proposal that a relation names."""

    def __init__(self, relations: Iterable[Relation] = ()) -> None:
        self._by_span: dict[int, list[Relation]] = {}
        for relation in relations:
            for span_id in {relation.head_id, relation.child_id}:
                self._by_span.setdefault(span_id, []).append(relation)

    def of(self, mark: Mark, marks: MarkIndex) -> list[Link]:
        """Give the links of a visible mark to others that are visible, in the order of the text, each once."""
        span = mark.span
        own = {span.id, span.source_id} | {each.id for each in marks.behind(span)}
        found: dict[tuple[str, int, bool], Link] = {}
        for span_id in own - {None}:
            for relation in self._by_span.get(span_id, ()):  # type: ignore[arg-type]
                outward = relation.head_id in own
                other = marks.standing_for(relation.child_id if outward else relation.head_id)
                if other is not None and other.key != mark.key:
                    found[relation.type, other.key, outward] = Link(relation.type, other, outward)
        return sorted(found.values(), key=lambda link: (link.mark.start, -link.mark.end, link.mark.key, link.type))
