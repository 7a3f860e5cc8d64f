"""How far two annotations agree beyond chance: Cohen's kappa (1960) over the characters of the texts.

Spans that nobody marked cannot be counted, so kappa over spans has no chance level; F1 is the usual measure of
agreement for names (Hripcsak and Rothschild 2005), and kappa over characters is stated beside it. Each character is one
item: for one label its category is whether the label lies on it, for all labels together the set of labels on it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import TypeVar

from core.records import DraftSpan

ALL = "all"
_Labels = frozenset[str]
_Category = TypeVar("_Category", bound=Hashable)


class Agreement:
    """Counts texts one after the other; memory grows with the labels, not with the texts."""

    def __init__(self) -> None:
        self._both: Counter[tuple[_Labels, _Labels]] = Counter()

    def add(self, length: int, first: Iterable[DraftSpan], second: Iterable[DraftSpan]) -> None:
        """Count a text of some code points with the spans of both sides."""
        for characters, ours, theirs in _stretches(length, first, second):
            self._both[ours, theirs] += characters

    def kappas(self) -> dict[str, float]:
        """Give kappa by label, and that of all labels together as ``all``; 1 where both sides always say the same."""
        labels = sorted({label for pair in self._both for side in pair for label in side})
        found = {}
        for label in labels:
            one: Counter[tuple[bool, bool]] = Counter()
            for (ours, theirs), count in self._both.items():
                one[label in ours, label in theirs] += count
            found[label] = kappa(one)
        return found | {ALL: kappa(self._both)}


def kappa(both: Mapping[tuple[_Category, _Category], int]) -> float:
    """Give Cohen's kappa of counted (category of the first, category of the second)."""
    total = sum(both.values())
    if not total:
        return 1.0
    observed = sum(count for (ours, theirs), count in both.items() if ours == theirs) / total
    ours, theirs = Counter[_Category](), Counter[_Category]()
    for (one, other), count in both.items():
        ours[one] += count
        theirs[other] += count
    expected = sum(ours[category] * theirs[category] for category in ours) / total**2
    return (observed - expected) / (1 - expected) if expected < 1 else 1.0


def _stretches(
    length: int, first: Iterable[DraftSpan], second: Iterable[DraftSpan]
) -> Iterator[tuple[int, _Labels, _Labels]]:
    """Cut a text where a span begins or ends; give each stretch's length and the labels that both sides put on it."""
    edges: list[tuple[int, int, int, str]] = []
    for side, spans in enumerate((first, second)):
        for span in spans:
            edges += [(span.start, 1, side, span.label), (span.end, -1, side, span.label)]
    active = Counter[str](), Counter[str]()
    position = 0
    for place, step, side, label in sorted(edges):
        if place > position:
            yield place - position, _there(active[0]), _there(active[1])
            position = place
        active[side][label] += step
    if position < length:
        yield length - position, _there(active[0]), _there(active[1])


def _there(counts: Counter[str]) -> _Labels:
    return frozenset(label for label, count in counts.items() if count)
