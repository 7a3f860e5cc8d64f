"""What a person can do about who a mark means and what it is tied to: change sets, as in ``core.edits``.

Relations and entities are said of decisions: a proposal at either end of what a person says becomes one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from core.edits import Targets, decided, of_marks
from core.links import Links
from core.marks import AnswerKey, MarkIndex, answer_key
from core.records import Change, ChangeSet, Entity, Layer, Mark, Relation, Span

SPEAKER, ROLE_OF = "speaker", "role_of"
_BY_LABELS = {
    ("QUOTE", "PER"): SPEAKER,
    ("QUOTE", "ORG"): SPEAKER,
    ("QUOTE", "ROLE"): SPEAKER,
    ("ROLE", "PER"): ROLE_OF,
}
_NEW_ENTITY = -1000  # apart from the numbers of new spans in the same change set


def usual_relation(one: Mark, other: Mark) -> tuple[str, Mark, Mark] | None:
    """Give type, head and child of the relation that two marks have by their labels, in whichever order; else None."""
    for head, child in ((one, other), (other, one)):
        type_ = _BY_LABELS.get((head.label, child.label))
        if type_ is not None:
            return type_, head, child
    return None


def relate(head: Mark, child: Mark, type_: str, layer: Layer, *, links: Links, marks: MarkIndex) -> ChangeSet:
    """Say that a mark is tied to another; both become decisions.

    What machines said of the same type at the same head no longer counts; what persons said before stays.
    """
    if answer_key(head.span) == answer_key(child.span):  # one mark, or what two layers say alike
        raise ValueError("a mark cannot be tied to itself")
    ends = _Ends(layer)
    steps: list[Change] = []
    persons, _ = links.from_head(head, type_, marks)
    steps += [Change(each, None) for each in persons if each.head_id == each.child_id]  # no longer "none of them"
    if _is_said(head, child, type_, links, marks):
        for end in (head, child):
            ends.decide(end)
    else:
        steps.append(Change(None, ends.relation(head, child, type_)))
    return _change_set("relate", head, child, type_, (*ends.changes, *steps))


def unrelate(head: Mark, child: Mark, type_: str, layer: Layer, *, links: Links, marks: MarkIndex) -> ChangeSet:
    """Say that a mark is not tied to another, whoever said so; its other relations stay."""
    if not _is_said(head, child, type_, links, marks):
        return ChangeSet("unrelate", (), head.span.article_id)
    ends = _Ends(layer)
    persons, machines = links.from_head(head, type_, marks)
    wrong = [each for each in persons if _is(marks.standing_for(each.child_id), child)]
    steps = [Change(each, None) for each in wrong]
    if len(persons) == len(wrong) and machines:  # theirs would come back
        others = [marks.standing_for(each.child_id) for each in machines] if not persons else []
        kept = {other.key: other for other in others if other is not None and other.key not in (child.key, head.key)}
        for other in kept.values() or [head]:
            steps.append(Change(None, ends.relation(head, other, type_)))
    return _change_set("unrelate", head, child, type_, (*ends.changes, *steps))


def set_entity(targets: Targets, entity: Entity | None, layer: Layer) -> ChangeSet:
    """Say whom or what marks mean: an entity of the register, a new one (its id 0), or none.

    Of equal proposals of several layers the first becomes the decision that answers all.
    """
    new = entity is not None and entity.id == 0
    number = None if entity is None else _NEW_ENTITY if new else entity.id
    taken: set[AnswerKey] = set()

    def change(mark: Mark) -> Change | None:
        key = answer_key(mark.span)
        if mark.span.entity_id == number or (not mark.is_decided and key in taken):
            return None
        taken.add(key)
        return decided(mark, layer, entity_id=number)

    said = of_marks("set-entity", targets, change, {"name": "" if entity is None else entity.name})
    if not new or not said.changes or entity is None:
        return said
    return replace(said, changes=(Change(None, replace(entity, id=_NEW_ENTITY)), *said.changes))


def without_loose_ends(change_set: ChangeSet, links: Links) -> ChangeSet:
    """Let the persons' relations of marks that a change set deletes go with them."""
    deleted = {each.before.id for each in change_set.changes if isinstance(each.before, Span) and each.after is None}
    gone = {each.before for each in change_set.changes if isinstance(each.before, Relation)}
    loose = tuple(Change(each, None) for each in links.touching(deleted) if each not in gone)
    return replace(change_set, changes=(*change_set.changes, *loose)) if loose else change_set


class _Ends:
    """Makes decisions of the marks at the ends of relations, each once."""

    def __init__(self, layer: Layer) -> None:
        self._layer = layer
        self._numbers: dict[int, int] = {}
        self.changes: list[Change] = []

    def decide(self, mark: Mark) -> int:
        """Give the id of the decision that a mark is or becomes."""
        if mark.is_decided:
            return mark.key
        if mark.key not in self._numbers:
            self._numbers[mark.key] = number = -1 - len(self._numbers)
            self.changes.append(decided(mark, self._layer, id=number))
        return self._numbers[mark.key]

    def relation(self, head: Mark, child: Mark, type_: str) -> Relation:
        ids = self.decide(head), self.decide(child)
        return Relation(0, "", head.span.article_id, self._layer.id, type_, *ids)


def _is_said(head: Mark, child: Mark, type_: str, links: Links, marks: MarkIndex) -> bool:
    return any(link.outward and (link.type, link.mark.key) == (type_, child.key) for link in links.of(head, marks))


def _is(mark: Mark | None, other: Mark) -> bool:
    return mark is not None and mark.key == other.key


def _change_set(kind: str, head: Mark, child: Mark, type_: str, changes: Iterable[Change]) -> ChangeSet:
    params = {"surface": head.span.surface, "other": child.span.surface, "type": type_}
    return ChangeSet(kind, tuple(changes), head.span.article_id, params)
