"""What went wrong where: gold and proposals paired, each error in its context, and the confusion of labels."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.records import ZoneRole
from core.review.evaluate import Judged, Key, keys, role_at

CONTEXT = 40
"""Code points of the text that are kept on each side of an error."""

_ALIKE = 0.5  # spans of two labels are one mistake only if they share so much; a name inside a quotation is not it


class ErrorKind(StrEnum):
    """How a proposal differs from the gold."""

    MISSED = "missed"
    SPURIOUS = "spurious"
    RANGE = "range"  # the label is right
    LABEL = "label"  # the range is right
    BOTH = "range and label"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One error with its context; ``wanted`` is None where nothing should be there, ``found`` where nothing was found.

    ``inside`` is the text from the first to the last code point of both.
    """

    name: str
    title: str
    kind: ErrorKind
    wanted: Key | None
    found: Key | None
    zone: ZoneRole
    before: str
    inside: str
    after: str

    @property
    def start(self) -> int:
        """The first code point of what was wanted or found."""
        return min(span[0] for span in (self.wanted, self.found) if span)

    @property
    def context(self) -> tuple[str, str]:
        """What stands before and behind, cut between words; an ellipsis tells that the text goes on."""
        before, after = self.before, self.after
        if self.start > CONTEXT:
            before = f"…{before.partition(' ')[2] or before}"
        if len(after) == CONTEXT:
            after = f"{after.rpartition(' ')[0] or after}…"
        return before, after


def mistakes_of(articles: Iterable[Judged]) -> Iterator[Mistake]:
    """Give all errors in the order of the articles and their texts."""
    for article in articles:
        found = [
            _error(article, *pair) for pair in pairs(keys(article.wanted), keys(article.found)) if pair[0] != pair[1]
        ]
        yield from sorted(found, key=lambda error: (error.start, error.kind))


def confusion(articles: Iterable[Judged]) -> Counter[tuple[str, str]]:
    """Count (wanted label, found label) over all pairs; "" stands for nothing: missed, or spurious."""
    return Counter(
        (wanted[2] if wanted else "", found[2] if found else "")
        for article in articles
        for wanted, found in pairs(keys(article.wanted), keys(article.found))
    )


def pairs(wanted: set[Key], found: set[Key]) -> Iterator[tuple[Key | None, Key | None]]:
    """Pair each wanted span with at most one found: the same, else of its range, else of its label, else much alike."""
    for span in sorted(wanted & found):
        yield span, span
    left, right = wanted - found, found - wanted
    for _, ours, theirs in sorted(_candidates(sorted(left), sorted(right))):
        if ours in left and theirs in right:
            left.remove(ours)
            right.remove(theirs)
            yield ours, theirs
    for span in sorted(left):
        yield span, None
    for span in sorted(right):
        yield None, span


def _candidates(wanted: Sequence[Key], found: Sequence[Key]) -> Iterator[tuple[tuple[int, float], Key, Key]]:
    """Give pairs that overlap, with what sorts the closest ones first."""
    longest = max((end - start for start, end, _ in found), default=0)
    for ours in wanted:
        for theirs in found[bisect_left(found, (ours[0] - longest,)) :]:
            if theirs[0] >= ours[1]:
                break
            if theirs[1] <= ours[0]:
                continue
            shared = min(ours[1], theirs[1]) - max(ours[0], theirs[0])
            alike = shared / (max(ours[1], theirs[1]) - min(ours[0], theirs[0]))
            if ours[:2] == theirs[:2]:
                yield (0, -alike), ours, theirs
            elif ours[2] == theirs[2]:
                yield (1, -alike), ours, theirs
            elif alike >= _ALIKE:
                yield (2, -alike), ours, theirs


def _error(article: Judged, wanted: Key | None, found: Key | None) -> Mistake:
    there = [span for span in (wanted, found) if span]
    start, end = min(span[0] for span in there), max(span[1] for span in there)
    zones = sorted(article.zones, key=lambda zone: zone.start)
    return Mistake(
        name=article.name,
        title=article.title,
        kind=_kind(wanted, found),
        wanted=wanted,
        found=found,
        zone=role_at(zones, start),
        before=article.text[max(0, start - CONTEXT) : start],
        inside=article.text[start:end],
        after=article.text[end : end + CONTEXT],
    )


def _kind(wanted: Key | None, found: Key | None) -> ErrorKind:
    if wanted is None or found is None:
        return ErrorKind.SPURIOUS if wanted is None else ErrorKind.MISSED
    if wanted[:2] == found[:2]:
        return ErrorKind.LABEL
    return ErrorKind.RANGE if wanted[2] == found[2] else ErrorKind.BOTH
