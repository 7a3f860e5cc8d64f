"""What a person can do about who a mark means and what it is tied to: change sets, as in ``core.edits``.

Relations and entities are said of decisions: a proposal at either end of what a person says becomes one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from core import edits
from core.edits import Targets, decided, of_marks
from core.links import Links
from core.marks import AnswerKey, MarkIndex, answer_key
from core.records import Article, Change, ChangeSet, Entity, LabelSet, Layer, Mark, Relation, Span, SpanStatus
from core.relation_kinds import BY_LABELS, is_outlived

Place = tuple[int, int, str]  # start and end in code points, label
_NEW_ENTITY = -1000  # apart from the numbers of new spans in the same change set


def usual_relation(one: Mark, other: Mark) -> tuple[str, Mark, Mark] | None:
    """Give type, head and child of the relation that two marks have by their labels, in whichever order; else None."""
    for head, child in ((one, other), (other, one)):
        type_ = BY_LABELS.get((head.label, child.label))
        if type_ is not None:
            return type_, head, child
    return None


def fitting_types(head: str, child: str, label_set: LabelSet, used: Iterable[tuple[str, str, str]]) -> list[str]:
    """Give the types of relations that fit two labels which tell none; first those that such marks have already.

    ``used`` has (type, label of the head, label of the child) of relations that there are. A type of a person's own
    fits any labels; one that labels tell does only where the label set has none of the labels that its head can have.
    """
    told = dict.fromkeys(BY_LABELS.values())
    alike = {type_ for type_, *labels in used if labels == [head, child]}
    own = {type_ for type_, *_ in used if type_ not in told}
    heads = {labels[0]: type_ for labels, type_ in BY_LABELS.items()}
    free = [type_ for type_ in told if not any(heads.get(label.code) == type_ for label in label_set.labels)]
    return list(dict.fromkeys([*sorted(alike), *sorted(own), *free]))


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


def relabel(targets: Targets, label: str, layer: Layer, *, links: Links, marks: MarkIndex) -> ChangeSet:
    """Give marks another label as ``edits.relabel`` does; what a merged one was tied to, the one that stays is.

    What persons said of a relation that labels tell goes with the labels (see ``core.relation_kinds``).
    """
    chosen = [targets] if isinstance(targets, Mark) else list(targets)
    made = edits.relabel(chosen, label, layer, marks=marks)
    made = _merged(made, {mark.key: (mark.start, mark.end, label) for mark in chosen}, links, marks)
    return _without_outlived(made, layer, links, marks)


def move(
    mark: Mark, start: int, end: int, article: Article, layer: Layer, *, links: Links, marks: MarkIndex
) -> ChangeSet:
    """Give a mark other edges as ``edits.move`` does; what a merged one was tied to, the one that stays is."""
    made = edits.move(mark, start, end, article, layer, marks=marks)
    return _merged(made, {mark.key: (start, end, mark.label)}, links, marks)


def without_loose_ends(change_set: ChangeSet, links: Links) -> ChangeSet:
    """Let the persons' relations of marks that a change set deletes go with them."""
    deleted = {each.before.id for each in change_set.changes if isinstance(each.before, Span) and each.after is None}
    gone = {each.before for each in change_set.changes if isinstance(each.before, Relation)}
    loose = tuple(Change(each, None) for each in links.touching(deleted) if each not in gone)
    return replace(change_set, changes=(*change_set.changes, *loose)) if loose else change_set


def _without_outlived(change_set: ChangeSet, layer: Layer, links: Links, marks: MarkIndex) -> ChangeSet:
    """Let persons' relations go that the labels of a change set tell no longer."""
    labels = _labels_after(change_set)
    led = {each.before: each.after for each in change_set.changes if isinstance(each.before, Relation)}
    gone: dict[Relation, Mark | None] = {}  # with the head, where that one stays what it is
    for relation in dict.fromkeys([*links.touching(labels.keys()), *led]):
        head, child = marks.standing_for(relation.head_id), marks.standing_for(relation.child_id)
        after = led.get(relation, relation)
        if head is None or child is None or not isinstance(after, Relation):
            continue
        new = [labels.get(each) or _label(marks.standing_for(each)) for each in (after.head_id, after.child_id)]
        if is_outlived(relation.type, (head.label, child.label), (new[0], new[1])):
            gone[relation] = head if new[0] == head.label else None
    if not gone:
        return change_set
    kept = [each for each in change_set.changes if each.before not in gone]
    nothing = [Change(None, each) for each in _instead_of_machines(gone, layer, links, marks)]
    return replace(change_set, changes=(*kept, *(Change(each, None) for each in gone), *nothing))


def _label(mark: Mark | None) -> str:
    return "" if mark is None else mark.label


def _labels_after(change_set: ChangeSet) -> dict[int, str]:
    """Give the labels of the spans that a change set makes or changes, also by the proposal that one decides on."""
    labels: dict[int, str] = {}
    for change in change_set.changes:
        span = change.after
        if isinstance(span, Span) and span.status is SpanStatus.ACCEPTED:
            labels[span.id] = span.label
            if span.source_id is not None and change.before is None:
                labels[span.source_id] = span.label
    return labels


def _instead_of_machines(
    gone: Mapping[Relation, Mark | None], layer: Layer, links: Links, marks: MarkIndex
) -> list[Relation]:
    """Give what says "none of them" where the machines' word would come back, though a person said otherwise."""
    said: dict[tuple[int, str], Relation] = {}
    for relation, head in gone.items():
        if head is None:
            continue
        persons, machines = links.from_head(head, relation.type, marks)
        others = [each for each in machines if not _is_same_child(each, relation, marks)]
        if others and all(each in gone for each in persons):
            none = Relation(0, "", relation.article_id, layer.id, relation.type, relation.head_id, relation.head_id)
            said[relation.head_id, relation.type] = none
    return list(said.values())


def _is_same_child(one: Relation, other: Relation, marks: MarkIndex) -> bool:
    child, same = marks.standing_for(one.child_id), marks.standing_for(other.child_id)
    return child is None or same is None or child.key == same.key


def _merged(change_set: ChangeSet, places: Mapping[int, Place], links: Links, marks: MarkIndex) -> ChangeSet:
    """Let relations of marks that go, because another one says the same, lead to and from that one.

    ``places`` says where each mark would be now, by key.
    """
    changes = [_numbered(change, -1 - place) for place, change in enumerate(change_set.changes)]
    stays: dict[int, int] = {}  # the span that stays, by the key of the mark that goes
    for place, change in enumerate(changes):
        mark = _gone(change, marks)
        if mark is not None:
            there = places[mark.key]
            stays[mark.key] = _stays(there, changes, marks)
            heir = marks.get(stays[mark.key])
            if heir is not None and _can_inherit(heir, mark, changes, marks):
                source = mark.source or mark.span
                changes[place] = Change(heir.span, replace(heir.span, source_id=source.id))
                if mark.is_decided:
                    changes.append(Change(mark.span, None))
    if not stays:
        return change_set
    return replace(change_set, changes=(*changes, *_led_over(stays, links)))


def _gone(change: Change, marks: MarkIndex) -> Mark | None:
    """Give the visible mark that a change takes away, or None."""
    before, after = change.before, change.after
    if isinstance(after, Span) and after.status is SpanStatus.REJECTED:
        return marks.get(after.source_id or 0) if before is None else marks.get(after.id)
    return marks.get(before.id) if isinstance(before, Span) and after is None else None


def _numbered(change: Change, number: int) -> Change:
    """Give a new span a number, so that relations of the same change set can name it."""
    after = change.after
    return Change(None, replace(after, id=number)) if change.before is None and isinstance(after, Span) else change


def _stays(there: Place, changes: Iterable[Change], marks: MarkIndex) -> int:
    """Give the id of the decision that says the same: one that is there, or that the change set makes."""
    made = (
        change.after.id
        for change in changes
        if isinstance(change.after, Span)
        and change.after.status is SpanStatus.ACCEPTED
        and (change.after.start, change.after.end, change.after.label) == there
    )
    return next((mark.key for mark in marks.find(*there) if mark.is_decided), None) or next(made)


def _can_inherit(heir: Mark, mark: Mark, changes: Iterable[Change], marks: MarkIndex) -> bool:
    """Tell whether a decision can decide in a merged mark's place on its proposal, so that machines' ties hold on.

    Not where it decides on one already, or where that would bring back another proposal that the merged one answers.
    """
    source = mark.source or mark.span
    is_taken = heir.span.source_id is not None or any(heir.span == change.before for change in changes)
    hidden = marks.behind(mark.span) if mark.is_decided else []
    is_machine = source.status is SpanStatus.PROPOSED
    return is_machine and not is_taken and all(answer_key(each) == answer_key(source) for each in hidden)


def _led_over(stays: Mapping[int, int], links: Links) -> list[Change]:
    """Let the persons' relations of marks that go be those of the marks that stay, each once, none to itself."""
    there = [each for each in links.touching(set(stays.values())) if not {each.head_id, each.child_id} & stays.keys()]
    said = {(each.type, each.head_id, each.child_id) for each in there}
    changes: list[Change] = []
    tied: set[tuple[str, int]] = set()
    for relation in links.touching(stays.keys()):
        head, child = (stays.get(end, end) for end in (relation.head_id, relation.child_id))
        is_new = head != child and (relation.type, head, child) not in said
        said.add((relation.type, head, child))
        tied |= {(relation.type, head)} if is_new else set()
        changes.append(Change(relation, replace(relation, head_id=head, child_id=child) if is_new else None))
    nothing = (each for each in there if each.head_id == each.child_id and (each.type, each.head_id) in tied)
    return [*changes, *(Change(each, None) for each in nothing)]


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
