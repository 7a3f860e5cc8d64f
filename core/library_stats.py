"""Figures of a library: how much there is, how far it is, what was corrected."""

from __future__ import annotations

from collections import Counter

from core.library_records import Stats
from core.marks import MarkIndex
from core.records import SpanStatus
from core.review.compare import correction
from core.store import article_rows, journal, layers
from core.store.connection import Connection
from core.store.gather import Gathered, Gathering


def stats(connection: Connection) -> Stats:
    """Count everything in one pass over the articles that are not in the trash."""
    known = {layer.id: layer for layer in layers.layers(connection)}
    names = {layer.id: f"{layer.name} {layer.version}".rstrip() for layer in known.values()}
    persons = {layer.id for layer in known.values() if not layer.kind.is_machine and not layer.hidden}
    states: Counter[str] = Counter()
    sources: Counter[str] = Counter()
    labels: Counter[str] = Counter()
    corrections: Counter[str] = Counter()
    by_layer: Counter[str] = Counter(dict.fromkeys(names.values(), 0))
    characters = decided = 0
    for gathered in Gathering(connection, "all"):
        characters += len(gathered.article.text)
        states[gathered.state] += 1
        sources[gathered.article.info.source] += 1
        shown = set(layers.newest(known[layer_id] for layer_id in gathered.layer_ids))
        index = _index(gathered, shown, persons)
        labels.update(mark.label for mark in index)
        decided += index.decided
        proposals = {span.id: span for span in gathered.spans}
        for span in gathered.spans:
            by_layer[names[span.layer_id]] += 1
            if span.layer_id in persons:
                corrections[correction(span, proposals.get(span.source_id or 0))] += 1
    return Stats(
        articles=states.total(),
        trashed=article_rows.state_value(connection, "trashed"),
        characters=characters,
        marks=labels.total(),
        decided=decided,
        states=_plain(states),
        sources=_plain(sources),
        labels=_plain(labels),
        corrections=_plain(corrections),
        layers=dict(by_layer),
        changes=journal.count(connection),
    )


def _index(gathered: Gathered, shown: set[int], persons: set[int]) -> MarkIndex:
    proposals = [span for span in gathered.spans if span.layer_id in shown]
    decisions = [span for span in gathered.spans if span.layer_id in persons]
    sources = [span for span in gathered.spans if span.status is SpanStatus.PROPOSED]
    return MarkIndex(gathered.article.id, proposals, decisions, sources=sources)


def _plain(counted: Counter[str]) -> dict[str, int]:
    """Give counts, the largest first."""
    return {str(name): count for name, count in counted.most_common()}
