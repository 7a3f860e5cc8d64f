"""Score proposed spans against gold: precision, recall and F1, strict and partial, by label, zone and relation.

Strict is the measure of CoNLL-2003 (Tjong Kim Sang and De Meulder): a span is right if range and label are. Partial is
that of MUC-5 (Chinchor and Sundheim 1993) as nervaluate counts it label by label: an overlap counts half.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from core.records import ArticleDraft, DraftRelation, DraftSpan, Proposals, Zone, ZoneRole

RESAMPLES, SEED, _CHUNK = 1000, 0, 50

Key = tuple[int, int, str]
"""Start, end and label: what two spans must share to be the same."""

_Rows = dict[str, list[tuple[int, int, int]]]


@dataclass(frozen=True, slots=True)
class Judged:
    """One article with what is right and what was found; spans of labels that are not judged are left out already.

    ``name`` finds the article again: its uid, or its place in a file.
    """

    name: str
    title: str
    text: str
    wanted: tuple[DraftSpan, ...]
    found: tuple[DraftSpan, ...]
    wanted_relations: tuple[DraftRelation, ...] = ()
    found_relations: tuple[DraftRelation, ...] = ()
    zones: tuple[Zone, ...] = ()


def judged(draft: ArticleDraft, found: Proposals, labels: Collection[str], name: str = "") -> Judged:
    """Put the marks that a draft brought beside what was found, both only where their labels are judged."""
    wanted_spans, wanted_relations = _only(draft.spans or (), draft.relations, labels)
    found_spans, found_relations = _only(found.spans, found.relations, labels)
    return Judged(
        name=name or draft.uid,
        title=draft.title,
        text=draft.text,
        wanted=wanted_spans,
        found=found_spans,
        wanted_relations=wanted_relations,
        found_relations=found_relations,
        zones=draft.zones,
    )


@dataclass(frozen=True, slots=True)
class Score:
    """How many spans are right (overlaps may count 0.5), found and wanted.

    ``low`` to ``high`` is the 95 % interval of F1 by bootstrap, where it was asked for.
    """

    right: float
    found: int
    wanted: int
    low: float = 0.0
    high: float = 0.0

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 where nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what is wanted that was found; 0 where nothing is wanted."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 0.0


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores of one pipeline on some articles.

    ``strict`` and ``partial`` are by label, ``*_total`` sum over labels (micro average), ``zones`` is strict over all
    labels, ``relations`` by type and right only with both spans. ``values`` counts, of the spans that are right and
    whose gold has a value, those with the same value, and all of them. ``foreign`` are the wanted labels that the
    pipeline cannot give: they count in the totals, and ``own_total`` and ``own_partial`` are those without them.
    """

    articles: int
    strict: dict[str, Score]
    strict_total: Score
    partial: dict[str, Score]
    partial_total: Score
    zones: dict[ZoneRole, Score]
    relations: dict[str, Score]
    values: dict[str, tuple[int, int]]
    foreign: tuple[str, ...] = ()
    own_total: Score = Score(0, 0, 0)
    own_partial: Score = Score(0, 0, 0)

    @property
    def has_interval(self) -> bool:
        """Tell whether intervals mean anything: drawing from one article again and again says nothing of others."""
        return self.articles > 1


def evaluate(articles: Sequence[Judged], *, resamples: int = RESAMPLES, given: Collection[str] = ()) -> Evaluation:
    """Score what was found in some articles; intervals are from a bootstrap over articles, the same each time.

    ``given`` are the labels that can be found; none: it is not known.
    """
    strict: _Rows = defaultdict(list)
    halves: Counter[str] = Counter()
    zones: dict[ZoneRole, Counter[str]] = defaultdict(Counter)
    values: dict[str, Counter[bool]] = defaultdict(Counter)
    labels = sorted({span.label for article in articles for span in (*article.wanted, *article.found)})
    for article in articles:
        wanted, found = keys(article.wanted), keys(article.found)
        for label in labels:
            ours, theirs = _of(label, found), _of(label, wanted)
            strict[label].append((len(ours & theirs), len(ours), len(theirs)))
            halves[label] += overlapping(ours - theirs, theirs - ours)
        _count_zones(article.zones, wanted, found, zones)
        _count_values(article, values)
    scores = {label: _interval(rows, resamples) for label, rows in strict.items()}
    able = {*given, *(label for label in labels if scores[label].found)} if given else set(labels)
    own = [label for label in labels if label in able]
    total = _total([strict[label] for label in labels], len(articles), resamples)
    own_total = total if own == labels else _total([strict[label] for label in own], len(articles), resamples)
    return Evaluation(
        articles=len(articles),
        strict=scores,
        strict_total=total,
        partial={label: _with_halves(score, halves[label]) for label, score in scores.items()},
        partial_total=_with_halves(total, halves.total()),
        zones={role: Score(n["right"], n["found"], n["wanted"]) for role, n in sorted(zones.items(), key=_in_text)},
        relations=relation_scores(articles, resamples=resamples),
        values={label: (same[True], same.total()) for label, same in sorted(values.items())},
        foreign=tuple(label for label in labels if label not in able),
        own_total=own_total,
        own_partial=_with_halves(own_total, sum(halves[label] for label in own)),
    )


def key_of(span: DraftSpan) -> Key:
    """Give range and label of a span."""
    return span.start, span.end, span.label


def keys(spans: Iterable[DraftSpan]) -> set[Key]:
    """Give range and label of some spans, each once."""
    return set(map(key_of, spans))


def overlapping(found: Collection[Key], wanted: Collection[Key]) -> int:
    """Pair spans that overlap, each at most once and from left to right, and give the number of pairs."""
    left, taken, first = sorted(wanted), set[int](), 0
    for start, end, _ in sorted(found):
        while first < len(left) and (first in taken or left[first][1] <= start):
            first += 1
        for place in range(first, len(left)):
            if left[place][0] >= end:
                break
            if place not in taken and left[place][1] > start:
                taken.add(place)
                break
    return len(taken)


def role_at(zones: Sequence[Zone], position: int) -> ZoneRole:
    """Give the role of the zone that a code point lies in; what no zone covers is body."""
    place = bisect_right(zones, position, key=lambda zone: zone.start) - 1
    return zones[place].role if place >= 0 and position < zones[place].end else ZoneRole.BODY


def relation_scores(articles: Sequence[Judged], *, resamples: int = RESAMPLES) -> dict[str, Score]:
    """Score the relations by type, of the types that the gold has."""
    types = sorted({relation.type for article in articles for relation in article.wanted_relations})
    rows: _Rows = {type_: [] for type_ in types}
    for article in articles:
        wanted = _relation_keys(article.wanted, article.wanted_relations)
        found = _relation_keys(article.found, article.found_relations)
        for type_ in types:
            ours, theirs = ({key for key in side if key[0] == type_} for side in (found, wanted))
            rows[type_].append((len(ours & theirs), len(ours), len(theirs)))
    return {type_: _interval(counts, resamples) for type_, counts in rows.items()}


def _only(
    spans: Sequence[DraftSpan], relations: Iterable[DraftRelation], labels: Collection[str]
) -> tuple[tuple[DraftSpan, ...], tuple[DraftRelation, ...]]:
    """Give the spans of some labels, and the relations between them by their new index."""
    kept = [index for index, span in enumerate(spans) if span.label in labels]
    place = {index: number for number, index in enumerate(kept)}
    between = tuple(
        replace(relation, head=place[relation.head], child=place[relation.child])
        for relation in relations
        if relation.head in place and relation.child in place
    )
    return tuple(spans[index] for index in kept), between


def _of(label: str, spans: set[Key]) -> set[Key]:
    return {span for span in spans if span[2] == label}


def _relation_keys(spans: Sequence[DraftSpan], relations: Iterable[DraftRelation]) -> set[tuple[str, Key, Key]]:
    places = [key_of(span) for span in spans]
    return {(relation.type, places[relation.head], places[relation.child]) for relation in relations}


def _count_zones(
    zones: Sequence[Zone], wanted: set[Key], found: set[Key], counts: dict[ZoneRole, Counter[str]]
) -> None:
    in_order = sorted(zones, key=lambda zone: zone.start)
    for what, spans in (("right", wanted & found), ("found", found), ("wanted", wanted)):
        for start, _, _ in spans:
            counts[role_at(in_order, start)][what] += 1


def _count_values(article: Judged, counts: dict[str, Counter[bool]]) -> None:
    found = {key_of(span): span.value for span in article.found}
    for span in article.wanted:
        if span.value and key_of(span) in found:
            counts[span.label][found[key_of(span)] == span.value] += 1


def _in_text(zone: tuple[ZoneRole, Counter[str]]) -> int:
    """Sort zones as they stand in an article, from kicker to boilerplate."""
    return list(ZoneRole).index(zone[0])


def _with_halves(score: Score, halves: int) -> Score:
    return Score(score.right + halves / 2, score.found, score.wanted)


def _total(by_label: Sequence[Sequence[tuple[int, int, int]]], articles: int, resamples: int) -> Score:
    """Score several labels as one; of each there is a row an article."""
    rows = [tuple(map(sum, zip(*(rows[n] for rows in by_label), strict=True))) for n in range(articles)]
    return _interval([(row[0], row[1], row[2]) if row else (0, 0, 0) for row in rows], resamples)


def _interval(rows: Sequence[tuple[int, int, int]], resamples: int) -> Score:
    """Sum counts of right, found and wanted, with a percentile bootstrap over rows (Efron and Tibshirani 1993).

    Draws that meet none of what is counted have no F1 and are left out: they tell how rare it is, not how it is found.
    """
    counts: npt.NDArray[np.int64] = np.array(rows, np.int64).reshape(-1, 3)
    right, found, wanted = (int(value) for value in counts.sum(axis=0))
    if not len(counts) or not resamples or not found + wanted:
        return Score(right, found, wanted)
    random = np.random.default_rng(SEED)
    shares = np.full(len(counts), 1 / len(counts))
    samples = np.concatenate([  # in parts, so that memory stays small where articles are many
        random.multinomial(len(counts), shares, size=min(_CHUNK, resamples - done)) @ counts
        for done in range(0, resamples, _CHUNK)
    ])  # fmt: skip
    samples = samples[samples[:, 1] + samples[:, 2] > 0]
    if not len(samples):
        return Score(right, found, wanted)
    f1 = 2 * samples[:, 0] / (samples[:, 1] + samples[:, 2])
    low, high = np.percentile(f1, [2.5, 97.5])
    return Score(right, found, wanted, float(low), float(high))
