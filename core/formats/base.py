"""What every annotation format is to the rest of the program: a name, a reader, a writer and its report of losses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from operator import lt
from pathlib import Path
from typing import BinaryIO, Protocol

from core.errors import FormatError, Problem
from core.offsets import Ranged, check_span, check_spans
from core.records import ArticleDraft, DraftRelation

MAX_LABEL = 200
MAX_LINE = 32 << 20  # bytes; one record is parsed in memory, which takes several times its size


class Write(Protocol):
    """Writes drafts to a binary stream and gives the report of what did not fit the format."""

    def __call__(self, drafts: Iterable[ArticleDraft], stream: BinaryIO) -> LossReport:
        """Write all drafts, one after another."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """One interchange format. ``read`` raises ImportProblem where the whole file is unusable."""

    name: str
    title: str
    suffix: str
    read: Callable[[Path], Iterator[ArticleDraft | Problem]]
    write: Write


@dataclass(slots=True)
class LossReport:
    """How many records a writer wrote, and how often it left something out because the format has no place for it."""

    records: int = 0
    losses: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Parsed:
    """One record as a reader understood it, with notes on what it had to change."""

    draft: ArticleDraft
    notes: tuple[str, ...] = ()


class Placed(Ranged, Protocol):
    """What tells the order of spans."""

    @property
    def label(self) -> str:
        """The label's code."""
        ...

    @property
    def uid(self) -> str:
        """The name of the span."""
        ...


def text_order(spans: Sequence[Placed]) -> Sequence[int]:
    """Give the indices of spans sorted by place (of two with one start the longer first), label and uid."""
    starts = [span.start for span in spans]
    if all(map(lt, starts, islice(starts, 1, None))):
        return range(len(starts))  # as most articles have them: sorted, and no two that begin at one place
    return sorted(range(len(spans)), key=lambda n: (starts[n], -spans[n].end, spans[n].label, spans[n].uid))


def span_order(draft: ArticleDraft) -> Sequence[int]:
    """Give the indices of the spans in the order of the text; raises SpanError where one does not fit."""
    spans = draft.spans or ()
    check_spans(draft.text, spans)
    for span in spans:
        if span.fragments is not None:
            for start, end in span.fragments:
                check_span(draft.text, start, end)
    return text_order(spans)


def without_loops(relations: Iterable[DraftRelation], notes: list[str]) -> tuple[DraftRelation, ...]:
    """Leave out relations of a span to itself, and note it: in a library they mean that there is none of the type."""
    found = list(relations)
    kept = tuple(relation for relation in found if relation.head != relation.child)
    if len(kept) < len(found):
        notes.append(f"Relations that lead from a span to itself were left out: {len(found) - len(kept)}.")
    return kept


def checked_label(value: object) -> str:
    """Give a label from a file without outer spaces; raises FormatError if it is empty, too long or not printable."""
    if value is None or value == "":
        raise FormatError("A span or a relation has no label.")
    if not isinstance(value, str) or value.isspace():
        raise FormatError(f"A span needs a label, but has {clip(value)}.")
    return _shown_label(value)


@lru_cache(maxsize=1024)  # a file has few labels, and each of them thousands of times
def _shown_label(value: str) -> str:
    label = value.strip()
    if len(label) > MAX_LABEL:
        raise FormatError(f"The label {clip(label)} is longer than {MAX_LABEL} characters.")
    if not label.isprintable():
        raise FormatError(f"The label {clip(label)} has characters that cannot be shown.")
    return label


def clip(value: object, limit: int = 60) -> str:
    """Quote a value from a file for a message: shortened, control characters made visible."""
    shown = ascii(value) if isinstance(value, str) and not value.isprintable() else repr(value)
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"
