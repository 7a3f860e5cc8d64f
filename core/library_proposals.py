"""Store what a pipeline or an imported file found in an article: spans and relations of a machine layer."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from core.offsets import check_span
from core.records import DraftRelation, DraftSpan, Entity, Layer, Relation, Span, SpanStatus
from core.store import changes, entities, spans
from core.store.connection import Connection


def store(
    connection: Connection,
    layer: Layer,
    article_id: int,
    text: str,
    drafts: Sequence[DraftSpan],
    relations: Sequence[DraftRelation] = (),
    named: Iterable[Entity] = (),
) -> list[Span]:
    """Store proposals for one article in the order given; raises SpanError where one does not fit the text.

    ``named`` are entities that drafts may name: what their file says of them.
    """
    first = spans.next_id(connection, "span")
    uids = uids_of(layer, text, drafts)
    known = _entities(connection, drafts, text, named)
    proposals = []
    for place, (draft, uid) in enumerate(zip(drafts, uids, strict=True)):
        check_span(text, draft.start, draft.end)
        changes.check_fragments(draft.start, draft.end, draft.fragments)
        proposals.append(
            Span(
                id=first + place,
                uid=uid,
                article_id=article_id,
                layer_id=layer.id,
                start=draft.start,
                end=draft.end,
                label=draft.label,
                status=SpanStatus.PROPOSED,
                surface=text[draft.start : draft.end],
                fragments=draft.fragments,
                score=draft.score,
                entity_id=known.get(draft.entity),
                note=draft.note,
                value=draft.value,
                origin=draft.origin,
                correction=draft.correction,
            )
        )
    spans.insert(connection, proposals)
    spans.insert_relations(
        connection,
        [
            Relation(
                id=0,
                uid=relation.uid or f"{proposals[relation.head].uid}-{proposals[relation.child].uid}",
                article_id=article_id,
                layer_id=layer.id,
                type=relation.type,
                head_id=proposals[relation.head].id,
                child_id=proposals[relation.child].id,
            )
            for relation in relations
        ],
    )
    return proposals


def uids_of(layer: Layer, text: str, drafts: Sequence[DraftSpan]) -> list[str]:
    """Name spans as the file does, else by what they say: the same run on the same text gives the same names."""
    taken = {draft.uid for draft in drafts}
    given: set[str] = set()
    names: list[str] = []
    base = hashlib.blake2b(f"{layer.name}\n{layer.version}\n{text}".encode(), digest_size=8)
    for draft in drafts:
        name = draft.uid
        number = 0
        while not name or name in given or (not draft.uid and name in taken):
            digest = base.copy()
            digest.update(f"\n{draft.start} {draft.end} {draft.fragments} {draft.label} {number}".encode())
            name = digest.hexdigest()
            number += 1
        given.add(name)
        names.append(name)
    return names


def _entities(
    connection: Connection, drafts: Sequence[DraftSpan], text: str, named: Iterable[Entity]
) -> Mapping[str, int]:
    """Give the entities that drafts name, by uid; those that the library does not have yet are made.

    One of which nothing more is said is called as the first span that names it.
    """
    told = {entity.uid: entity for entity in named}
    known: dict[str, int] = {}
    for draft in drafts:
        if draft.entity and draft.entity not in known:
            entity = entities.by_uid(connection, draft.entity)
            if entity is None:
                new = Entity(0, draft.entity, text[draft.start : draft.end], draft.label)
                entity = entities.insert(connection, told.get(draft.entity, new))
            known[draft.entity] = entity.id
    return known
