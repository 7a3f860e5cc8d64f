"""Articles of a library as drafts, with the spans of a layer: what annotation formats write."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from core.errors import ExportError
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
    Span,
    SpanStatus,
)
from core.review.compare import correction
from core.store import entities, labels, layers, spans
from core.store.connection import Connection
from core.store.gather import Gathered, Gathering

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
        self._persons = {each.id for each in self._layers.values() if each.kind is LayerKind.PERSON}
        self._choice = _choice(layer, self._layers.values())
        self._gathering = Gathering(connection, state, article_ids)
        self._label_sets = {each.id: each for each in labels.label_sets(connection)}
        self._used = labels.in_use(connection)
        self._entities = {each.id: each for each in entities.every(connection)}
        self._origins = spans.origins(self._layers.values())

    def __len__(self) -> int:
        return self._gathering.count()

    def __iter__(self) -> Iterator[ArticleDraft]:
        return map(self._draft, self._gathering)

    def _draft(self, gathered: Gathered) -> ArticleDraft:
        article, info = gathered.article, gathered.article.info
        chosen = sorted(self._chosen(gathered), key=lambda span: (span.start, -span.end, span.label, span.uid))
        sources = {span.id: span for span in gathered.spans}
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
            spans=_apart([self._span(span, sources.get(span.source_id or 0)) for span in chosen], chosen),
            entities=self._named(chosen),
            relations=_relations(gathered, chosen, self._persons, self._shown(gathered)),
            state=self._state(gathered.state, chosen),
            label_set=self._label_sets.get(gathered.label_set_id or 0, self._used),
        )

    def _chosen(self, gathered: Gathered) -> list[Span]:
        """Give the spans that an export wants of an article."""
        named = self._choice.layer_ids
        if named and self._choice.mode == "gold":
            return [span for span in gathered.spans if span.layer_id in named and span.status is SpanStatus.ACCEPTED]
        if named:
            newest = max(named.intersection(gathered.layer_ids), default=0)
            return [span for span in gathered.spans if span.layer_id == newest]
        persons = {each.id for each in self._layers.values() if each.kind is LayerKind.PERSON and not each.hidden}
        decisions = [span for span in gathered.spans if span.layer_id in persons]
        if self._choice.mode == "gold":
            return [span for span in decisions if span.status is SpanStatus.ACCEPTED]
        shown = self._shown(gathered)
        proposals = [span for span in gathered.spans if span.layer_id in shown]
        if self._choice.mode == "proposals":
            return proposals
        visible = MarkIndex(gathered.article.id, proposals, decisions, sources=gathered.spans)
        return [mark.span for mark in visible]

    def _shown(self, gathered: Gathered) -> set[int]:
        """Give the machine layers whose proposals the window shows of an article."""
        return set(layers.newest(self._layers[number] for number in gathered.layer_ids))

    def _state(self, state: ArticleState, chosen: list[Span]) -> ArticleState:
        """Give the state to write: an article is not called reviewed beside spans that nobody decided."""
        if self._choice.mode == "proposals":
            return ArticleState.NEW
        is_open = any(span.status is SpanStatus.PROPOSED for span in chosen)
        return ArticleState.IN_PROGRESS if is_open and state is ArticleState.REVIEWED else state

    def _span(self, span: Span, source: Span | None) -> DraftSpan:
        """Make the draft of a span with what is to be said of its origin."""
        score, origin, said = span.score, span.origin, span.correction
        machine = span if span.status is SpanStatus.PROPOSED else source
        if machine is not None:
            score = machine.score
            origin = machine.origin or self._origin(machine)
        if span.status is not SpanStatus.PROPOSED:
            did = correction(span, source)
            keeps_import = source is not None and did is Correction.KEPT
            said = (source.correction if keeps_import and source else "") or str(did)
        return DraftSpan(
            start=span.start,
            end=span.end,
            label=span.label,
            fragments=span.fragments,
            score=score,
            value=span.value,
            uid=span.uid,
            origin=origin,
            correction=said,
            note=span.note,
            entity=self._entities[span.entity_id].uid if span.entity_id in self._entities else "",
        )

    def _named(self, chosen: Iterable[Span]) -> tuple[Entity, ...]:
        """Give the entities that spans mean, each once; numbers are this library's own."""
        numbers = dict.fromkeys(span.entity_id for span in chosen if span.entity_id in self._entities)
        return tuple(replace(self._entities[number], id=0) for number in numbers if number is not None)

    def _origin(self, machine: Span) -> str:
        """Name the pipeline behind a span; a file that named none had a person's mark there."""
        if self._layers[machine.layer_id].kind is LayerKind.IMPORT:
            return ""
        return self._origins[machine.layer_id]


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


def _apart(drafts: Sequence[DraftSpan], spans: Sequence[Span]) -> tuple[DraftSpan, ...]:
    """Give each span a name of its own; decisions keep theirs.

    What was exported and imported again has the name of what it was made of, and may stand beside it.
    """
    if len({draft.uid for draft in drafts}) == len(drafts):
        return tuple(drafts)
    named: dict[str, int] = {}  # places by name
    for place in sorted(range(len(drafts)), key=lambda place: spans[place].status is SpanStatus.PROPOSED):
        name, number = drafts[place].uid, 1
        while name in named:
            number += 1
            name = f"{drafts[place].uid}-{number}"
        named[name] = place
    names = {place: name for name, place in named.items()}
    return tuple(replace(draft, uid=names[place]) for place, draft in enumerate(drafts))


def _relations(
    gathered: Gathered, chosen: list[Span], persons: Collection[int], shown: Collection[int]
) -> tuple[DraftRelation, ...]:
    """Give the relations between chosen spans; those between proposals hold for the decisions that answer them.

    What a person says of a span is instead of what machines say of the same type (see ``core.links``).
    """
    if not gathered.relations:
        return ()
    decided = {_said(span): place for place, span in enumerate(chosen) if span.status is SpanStatus.ACCEPTED}
    sources = {span.id: span for span in gathered.spans}
    for place, span in enumerate(chosen):
        source = sources.get(span.source_id or 0)
        if source is not None:
            decided.setdefault(_said(source), place)
    answered = (span for span in gathered.spans if span.layer_id in shown and _said(span) in decided)
    places = {span.id: decided[_said(span)] for span in answered}
    places |= {span.source_id: place for place, span in enumerate(chosen) if span.source_id is not None}
    places |= {span.id: place for place, span in enumerate(chosen)}
    said = {(places.get(link.head_id), link.type) for link in gathered.relations if link.layer_id in persons}
    found: dict[tuple[int, int, str], DraftRelation] = {}
    for link in gathered.relations:
        head, child = places.get(link.head_id), places.get(link.child_id)
        if head is None or child is None or head == child:
            continue
        if link.layer_id in persons or (head, link.type) not in said:
            found.setdefault((head, child, link.type), DraftRelation(link.type, head, child, link.uid))
    return tuple(found[place] for place in sorted(found))


def _said(span: Span) -> tuple[int, int, str]:
    return span.start, span.end, span.label
