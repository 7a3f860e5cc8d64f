"""Store what a pipeline or an imported file found in an article: spans and relations of a machine layer."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count

from core.errors import SpanError
from core.frozen import frozen
from core.offsets import check_spans
from core.pacing import Pause, no_pause, paced
from core.records import DraftRelation, DraftSpan, Entity, Layer, Proposals, Relation, SpanStatus
from core.store import articles, changes, entities, layers, spans, tally
from core.store.connection import Connection


@frozen
class Stored:
    """What was stored of an article: spans numbered from ``first`` on in the order given, with their names.

    ``entities`` are the numbers of those that the spans name, by uid.
    """

    first: int
    uids: list[str]
    entities: Mapping[str, int]


def check(text: str, drafts: Sequence[DraftSpan]) -> None:
    """Raise SpanError unless all spans have a label and, with their fragments, fit their text."""
    check_spans(text, drafts)
    for draft in drafts:
        if not draft.label:
            raise SpanError(f"The span {draft.start} to {draft.end} has no label.")
        if draft.fragments is not None:
            changes.check_fragments(draft.start, draft.end, draft.fragments)


def store_found(connection: Connection, layer: Layer, batch: Sequence[Proposals], pause: Pause) -> None:
    """Store what a pipeline found in some articles; raises SpanError where a span does not fit."""
    ids = [found.article_id for found in batch]
    layers.cover(connection, layer.id, ids)
    for found in batch:
        text = articles.text(connection, found.article_id)
        check(text, found.spans)
        store(connection, layer, found.article_id, text, found.spans, found.relations, pause=pause)
        pause()
    tally.recount(connection, ids)


def store(
    connection: Connection,
    layer: Layer,
    article_id: int,
    text: str,
    drafts: Sequence[DraftSpan],
    relations: Sequence[DraftRelation] = (),
    named: Iterable[Entity] = (),
    pause: Pause = no_pause,
) -> Stored:
    """Store proposals, which were checked, for one article in the order given.

    ``named`` are entities that drafts may name: what their file says of them; ``pause`` is called after every few
    spans.
    """
    first = spans.next_id(connection, "span")
    uids = uids_of(layer, text, drafts)
    known = _entities(connection, drafts, text, named)
    rows = _rows(first, uids, article_id, layer.id, text, drafts, known)
    spans.insert_rows(connection, rows if pause is no_pause else paced(rows, pause))
    spans.insert_relations(
        connection,
        [
            Relation(
                id=0,
                uid=relation.uid or f"{uids[relation.head]}-{uids[relation.child]}",
                article_id=article_id,
                layer_id=layer.id,
                type=relation.type,
                head_id=first + relation.head,
                child_id=first + relation.child,
            )
            for relation in relations
        ],
    )
    return Stored(first, uids, known)


def _rows(
    first: int,
    uids: Iterable[str],
    article_id: int,
    layer_id: int,
    text: str,
    drafts: Iterable[DraftSpan],
    entity_ids: Mapping[str, int],
) -> Iterator[spans.Values]:
    """Give the rows of proposals, past the records: there may be a million of them."""
    status = str(SpanStatus.PROPOSED)
    for number, uid, draft in zip(count(first), uids, drafts, strict=False):
        start, end, label, fragments, score, value, _, origin, correction, note, entity = draft
        written = spans.fragments_text(fragments)
        place = (number, uid, article_id, layer_id, start, end, label, status, text[start:end], written)
        yield (*place, score, None, entity_ids.get(entity), note, value, origin, correction, "", "")


def uids_of(layer: Layer, text: str, drafts: Sequence[DraftSpan]) -> list[str]:
    """Name spans as the file does, else by what they say: the same run on the same text gives the same names."""
    names = [draft.uid for draft in drafts]
    taken = set(names)
    if len(taken) == len(names) and "" not in taken:
        return names
    given: set[str] = set()
    names = []
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
