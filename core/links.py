"""What the marks of one article are tied to: relations between spans, told as links between visible marks.

A person's relation answers what machines said of the same type at the same head: theirs is not shown any more. One
that leads from a mark to itself says that there is none of its type; it is never shown and never exported. Nor is what
a machine said of labels that tell it (``core.relation_kinds``) where a person has given the marks others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from core.marks import MarkIndex
from core.records import Mark, Relation
from core.relation_kinds import is_outlived


class Link(NamedTuple):
    """One end of a relation seen from the other: ``outward`` where the mark asked about is its head."""

    type: str
    mark: Mark
    outward: bool


class Links:
    """The relations of one article; a decision stands for the proposal that a relation names.

    ``persons`` are the ids of the layers in which persons' relations lie.
    """

    def __init__(self, relations: Iterable[Relation] = (), persons: Collection[int] = ()) -> None:
        self._persons = frozenset(persons)
        self._by_span: dict[int, list[Relation]] = {}
        for relation in relations:
            for span_id in {relation.head_id, relation.child_id}:
                self._by_span.setdefault(span_id, []).append(relation)

    def of(self, mark: Mark, marks: MarkIndex) -> list[Link]:
        """Give the links of a visible mark to others that are visible, in the order of the text, each once."""
        own = _own(mark, marks)
        found: dict[tuple[str, int, bool], Link] = {}
        for relation in self._at(own):
            outward = relation.head_id in own
            other = marks.standing_for(relation.child_id if outward else relation.head_id)
            head = mark if outward else other
            if other is not None and head is not None and other.key != mark.key and self._holds(relation, head, marks):
                found[relation.type, other.key, outward] = Link(relation.type, other, outward)
        return sorted(found.values(), key=lambda link: (link.mark.start, -link.mark.end, link.mark.key, link.type))

    def from_head(self, head: Mark, type_: str, marks: MarkIndex) -> tuple[list[Relation], list[Relation]]:
        """Give the relations of a type that a mark is the head of: the persons', and the machines'."""
        own = _own(head, marks)
        found = [each for each in self._at(own) if each.type == type_ and each.head_id in own]
        return (
            [each for each in found if each.layer_id in self._persons],
            [each for each in found if each.layer_id not in self._persons and not _is_outlived(each, head, marks)],
        )

    def touching(self, span_ids: Collection[int]) -> list[Relation]:
        """Give the persons' relations that name one of these spans, each once."""
        return [each for each in self._at(span_ids) if each.layer_id in self._persons]

    def _holds(self, relation: Relation, head: Mark, marks: MarkIndex) -> bool:
        """Tell whether no person has said something else, by a relation or by the labels of the marks."""
        if relation.layer_id in self._persons:
            return True
        return not self.from_head(head, relation.type, marks)[0] and not _is_outlived(relation, head, marks)

    def _at(self, span_ids: Collection[int]) -> Iterator[Relation]:
        found = {each.id: each for span_id in span_ids for each in self._by_span.get(span_id, ())}
        return (found[number] for number in sorted(found))


def _is_outlived(relation: Relation, head: Mark, marks: MarkIndex) -> bool:
    """Tell whether a machine said a relation of labels that a person has changed so that they tell it no longer."""
    child = marks.standing_for(relation.child_id)
    said = marks.proposal(relation.head_id), marks.proposal(relation.child_id)
    if child is None or said[0] is None or said[1] is None:
        return False
    return is_outlived(relation.type, (said[0].label, said[1].label), (head.label, child.label))


def _own(mark: Mark, marks: MarkIndex) -> set[int]:
    """Give the ids of all spans that a visible mark stands for."""
    span = mark.span
    known = {span.id} | {each.id for each in marks.behind(span)}
    return known if span.source_id is None else known | {span.source_id}
