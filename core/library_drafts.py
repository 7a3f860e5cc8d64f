"""Articles of a library as drafts, with the spans of a layer: what annotation formats write."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from core.errors import ExportError
from core.formats.base import text_order
from core.marks import MarkIndex
from core.records import (
    ArticleDraft,
    ArticleState,
    Correction,
    DraftRelation,
    DraftSpan,
    Entity,
    Layer,
    LayerKind,
    Relation,
    SpanStatus,
)
from core.relation_kinds import is_outlived
from core.review.compare import correction
from core.store import entities, labels, layers, spans
from core.store.connection import Connection
from core.store.gather import Gathered, Gathering
from core.store.spans import SpanRow

LAYERS = ("gold", "proposals", "all")


@dataclass(frozen=True, slots=True)
class Choice:
    """Which spans: ``gold``, ``proposals``, ``all`` (what the window shows), or those of the layers of one name."""

    mode: str
    layer_ids: frozenset[int] = frozenset()


class Drafts:
    """The drafts of an export, in the order added.

    A decision says what it did to its proposal (``correction``); that is how an import knows it again. Proposals
    alone are nobody's word, so their records are never called reviewed. A decision that keeps an imported span says
    of it what its file said.
    """

    def __init__(self, connection: Connection, layer: str, state: str, article_ids: Collection[int] | None) -> None:
        known = ("all", *ArticleState)
        if state not in known:
            raise ExportError(f"There is no state {state!r}; these are known: {', '.join(known)}.")
        self._layers = {each.id: each for each in layers.layers(connection)}
        persons = [each for each in self._layers.values() if each.kind is LayerKind.PERSON]
        self._persons = {each.id for each in persons}
        self._shown_persons = {each.id for each in persons if not each.hidden}
        self._shown_of: dict[tuple[int, ...], set[int]] = {}  # most articles have the same layers
        self._choice = _choice(layer, self._layers.values())
        self._gathering = Gathering(connection, state, article_ids)
        self._label_sets = {each.id: each for each in labels.label_sets(connection)}
        self._used = labels.in_use(connection)
        self._entities = {each.id: each for each in entities.every(connection)}
        self._entity_uids: dict[int | None, str] = {number: each.uid for number, each in self._entities.items()}
        # Who is named as the origin of a proposal; a file that named nobody had a person's mark there.
        imported = {each.id: "" for each in self._layers.values() if each.kind is LayerKind.IMPORT}
        self._origins = spans.origins(self._layers.values()) | imported

    def __len__(self) -> int:
        return self._gathering.count()

    def __iter__(self) -> Iterator[ArticleDraft]:
        return map(self._draft, self._gathering)

    def _draft(self, gathered: Gathered) -> ArticleDraft:
        article, info = gathered.article, gathered.article.info
        spans.refuse_unfitting(gathered.rows, article.text)
        shown = self._shown(gathered.layer_ids)
        chosen = self._chosen(gathered, shown)
        chosen = [chosen[place] for place in text_order(chosen)]
        return ArticleDraft(
            text=article.text,
            title=info.title,
            zones=article.zones,
            source=info.source,
            author=info.author,
            place=info.place,
            published=info.published,
            lang=info.lang,
            url=info.url,
            uid=info.uid,
            bytes_sha256=article.bytes_sha256,
            meta=info.meta,
            spans=_apart(self._spans(chosen, gathered.rows), chosen),
            entities=self._named(chosen),
            relations=_relations(gathered, chosen, self._persons, shown),
            state=self._state(gathered.state, chosen),
            label_set=self._label_sets.get(gathered.label_set_id or 0, self._used),
        )

    def _shown(self, layer_ids: tuple[int, ...]) -> Collection[int]:
        """Give the machine layers whose proposals the window shows, of those that looked at an article."""
        if layer_ids not in self._shown_of:
            self._shown_of[layer_ids] = set(layers.newest(self._layers[number] for number in layer_ids))
        return self._shown_of[layer_ids]

    def _chosen(self, gathered: Gathered, shown: Collection[int]) -> list[SpanRow]:
        """Give the spans that an export wants of an article; ``shown`` are the machine layers that the window shows."""
        rows, mode, named = gathered.rows, self._choice.mode, self._choice.layer_ids
        if mode == "gold":
            persons = named or self._shown_persons
            return [row for row in rows if row.layer_id in persons and row.status == SpanStatus.ACCEPTED]
        if named:
            newest = max(named.intersection(gathered.layer_ids), default=0)
            return [row for row in rows if row.layer_id == newest]
        if mode == "proposals":
            return [row for row in rows if row.layer_id in shown]
        proposals = [span for span in gathered.spans if span.layer_id in shown]
        decisions = [span for span in gathered.spans if span.layer_id in self._shown_persons]
        visible = MarkIndex(gathered.article.id, proposals, decisions, sources=gathered.spans)
        return [row for row in rows if row.id in visible]

    def _state(self, state: ArticleState, chosen: list[SpanRow]) -> ArticleState:
        """Give the state to write: an article is not called reviewed beside spans that nobody decided."""
        if self._choice.mode == "proposals":
            return ArticleState.NEW
        is_open = state is ArticleState.REVIEWED and any(row.status == SpanStatus.PROPOSED for row in chosen)
        return ArticleState.IN_PROGRESS if is_open else state

    def _spans(self, chosen: Sequence[SpanRow], rows: Iterable[SpanRow]) -> list[DraftSpan]:
        """Make the drafts of spans with what is to be said of their origin; ``rows`` has the proposals behind them."""
        is_decided = any(row.source_id for row in chosen)
        sources: dict[int | None, SpanRow] = {row.id: row for row in rows} if is_decided else {}
        return [
            self._span(row, row, row.correction)
            if row.status == SpanStatus.PROPOSED
            else self._decision(row, sources.get(row.source_id))
            for row in chosen
        ]

    def _decision(self, row: SpanRow, source: SpanRow | None) -> DraftSpan:
        did = correction(row, source)
        keeps_import = source is not None and did is Correction.KEPT
        return self._span(row, source, (source.correction if keeps_import and source else "") or str(did))

    def _span(self, row: SpanRow, machine: SpanRow | None, said: str) -> DraftSpan:
        """Make the draft of a span; score and origin are those of the machine that proposed it, if any did."""
        known = row if machine is None else machine
        return tuple.__new__(  # as DraftSpan(…), in a quarter of the time
            DraftSpan,
            (
                row.start,
                row.end,
                row.label,
                spans.fragments_of(row.fragments),
                known.score,
                row.value,
                row.uid,
                known.origin or ("" if machine is None else self._origins[machine.layer_id]),
                said,
                row.note,
                self._entity_uids.get(row.entity_id, ""),
            ),
        )

    def _named(self, chosen: Iterable[SpanRow]) -> tuple[Entity, ...]:
        """Give the entities that spans mean, each once; numbers are this library's own."""
        if not self._entities:
            return ()
        numbers = dict.fromkeys(span.entity_id for span in chosen if span.entity_id in self._entities)
        return tuple(replace(self._entities[number], id=0) for number in numbers if number is not None)


def _choice(name: str, known: Collection[Layer]) -> Choice:
    """Find what a name means; raises ExportError with the names that are known."""
    if name in LAYERS:
        return Choice(name)
    named = [layer for layer in known if layer.name == name]
    if not named:
        names = dict.fromkeys([*LAYERS, *(layer.name for layer in known)])
        raise ExportError(f"There is no layer {name!r}; these are known: {', '.join(names)}.")
    is_person = all(layer.kind is LayerKind.PERSON for layer in named)
    return Choice("gold" if is_person else "proposals", frozenset(layer.id for layer in named))


def _apart(drafts: Sequence[DraftSpan], spans: Sequence[SpanRow]) -> tuple[DraftSpan, ...]:
    """Give each span a name of its own; decisions keep theirs.

    What was exported and imported again has the name of what it was made of, and may stand beside it.
    """
    if len({draft.uid for draft in drafts}) == len(drafts):
        return tuple(drafts)
    named: dict[str, int] = {}  # places by name
    for place in sorted(range(len(drafts)), key=lambda place: spans[place].status == SpanStatus.PROPOSED):
        name, number = drafts[place].uid, 1
        while name in named:
            number += 1
            name = f"{drafts[place].uid}-{number}"
        named[name] = place
    names = {place: name for name, place in named.items()}
    return tuple(draft._replace(uid=names[place]) for place, draft in enumerate(drafts))


def _relations(
    gathered: Gathered, chosen: list[SpanRow], persons: Collection[int], shown: Collection[int]
) -> tuple[DraftRelation, ...]:
    """Give the relations between chosen spans; those between proposals hold for the decisions that answer them.

    What a person says of a span is instead of what machines say of the same type (see ``core.links``).
    """
    if not gathered.relations:
        return ()
    decided = {_said(span): place for place, span in enumerate(chosen) if span.status == SpanStatus.ACCEPTED}
    sources = {span.id: span for span in gathered.rows}
    for place, span in enumerate(chosen):
        source = sources.get(span.source_id or 0)
        if source is not None:
            decided.setdefault(_said(source), place)
    answered = (span for span in gathered.rows if span.layer_id in shown and _said(span) in decided)
    places = {span.id: decided[_said(span)] for span in answered}
    places |= {span.source_id: place for place, span in enumerate(chosen) if span.source_id is not None}
    places |= {span.id: place for place, span in enumerate(chosen)}
    said = {(places.get(link.head_id), link.type) for link in gathered.relations if link.layer_id in persons}
    found: dict[tuple[int, int, str], DraftRelation] = {}
    for link in gathered.relations:
        head, child = places.get(link.head_id), places.get(link.child_id)
        if head is None or child is None or head == child:
            continue
        if link.layer_id not in persons and _is_outlived(link, chosen[head], chosen[child], sources):
            continue
        if link.layer_id in persons or (head, link.type) not in said:
            found.setdefault((head, child, link.type), DraftRelation(link.type, head, child, link.uid))
    return tuple(found[place] for place in sorted(found))


def _is_outlived(link: Relation, head: SpanRow, child: SpanRow, rows: Mapping[int, SpanRow]) -> bool:
    """Tell whether a machine said a relation of labels that a person has changed so that they tell it no longer."""
    said = rows.get(link.head_id), rows.get(link.child_id)
    if said[0] is None or said[1] is None:
        return False
    return is_outlived(link.type, (said[0].label, said[1].label), (head.label, child.label))


def _said(span: SpanRow) -> tuple[int, int, str]:
    return span.start, span.end, span.label
