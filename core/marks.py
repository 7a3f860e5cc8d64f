"""What is visible in one article: an in-memory index of its marks that follows every change set.

Visible is each accepted decision, and each proposal of a shown layer that no decision answers. A decision answers a
proposal with the same range and label, and every proposal with the range and label of the proposal that it decides
on. So a decision holds for later runs as well: what a person rejected stays rejected, what was relabelled or moved
does not come back.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeGuard

from core.records import ChangeSet, Mark, MarkDelta, Span, SpanStatus

AnswerKey = tuple[int, int, str, tuple[tuple[int, int], ...] | None]
_SortKey = tuple[int, int, int]
_BLOCK = 256  # marks; a block is split at twice this size
_REBUILD = 500  # changed marks from which sorting anew is cheaper than inserting one by one


def answer_key(span: Span) -> AnswerKey:
    """Give what a decision and a proposal must have in common: range, label, fragments."""
    return span.start, span.end, span.label, span.fragments


class MarkIndex:
    """The visible marks of one article, in the order of the text.

    ``proposals`` are the spans of the shown layers, ``decisions`` those of the persons' layers, ``sources`` the
    proposals that decisions name and that are not shown (any more), ``origins`` the names of machine layers by layer
    id. ``find_span`` is asked for a source that a later change set names and that is in none of them.

    After a run, or after a change set that shows or hides a layer, ask the library for a new index.
    """

    def __init__(
        self,
        article_id: int,
        proposals: Iterable[Span] = (),
        decisions: Iterable[Span] = (),
        *,
        sources: Iterable[Span] = (),
        origins: Mapping[int, str] | None = None,
        find_span: Callable[[int], Span | None] | None = None,
    ) -> None:
        self.article_id = article_id
        self._origins = dict(origins or {})
        self._find_span = find_span
        self._machine: dict[int, Span] = {span.id: span for span in sources}
        self._shown: dict[AnswerKey, list[Span]] = {}
        for span in proposals:
            self._machine[span.id] = span
            self._shown.setdefault(answer_key(span), []).append(span)
        self._decisions: dict[int, Span] = {span.id: span for span in decisions}
        self._answers: Counter[AnswerKey] = Counter()
        self._deciding = {span.source_id: span.id for span in self._decisions.values() if span.source_id is not None}
        for span in self._decisions.values():
            self._answers.update(self._answered_by(span))
        self._visible: dict[int, Mark] = {}
        for span in self._decisions.values():
            if span.status is SpanStatus.ACCEPTED:
                self._visible[span.id] = self._mark(span)
        for key, spans in self._shown.items():
            if key not in self._answers:
                self._visible.update((span.id, self._mark(span)) for span in spans)
        self._order = _Order(self._visible.values())

    def __len__(self) -> int:
        return len(self._visible)

    def __iter__(self) -> Iterator[Mark]:
        return iter(self._order)

    def __contains__(self, key: object) -> bool:
        return key in self._visible

    def get(self, key: int) -> Mark | None:
        """Give the visible mark with a key, or None."""
        return self._visible.get(key)

    def at(self, position: int) -> list[Mark]:
        """Give the marks over the character at a position, innermost first."""
        marks = self._order.between(position, position + 1)
        return sorted(marks, key=lambda mark: (mark.end - mark.start, -mark.start, -mark.key))

    def between(self, start: int, end: int) -> list[Mark]:
        """Give all marks that share a character with a range, in the order of the text; O(log n + hits) in practice."""
        return self._order.between(start, end)

    def undecided(self) -> list[Mark]:
        """Give the marks that wait for a decision, least sure first; those without a score come last."""
        waiting = [mark for mark in self if not mark.is_decided]
        return sorted(waiting, key=lambda mark: 2.0 if mark.score is None else mark.score)

    @property
    def decided(self) -> int:
        """The number of accepted marks."""
        return sum(span.status is SpanStatus.ACCEPTED for span in self._decisions.values())

    def find(self, start: int, end: int, label: str) -> list[Mark]:
        """Give the visible marks with exactly this range and label, decisions first."""
        same = [mark for mark in self.between(start, end) if (mark.start, mark.end, mark.label) == (start, end, label)]
        return sorted(same, key=lambda mark: not mark.is_decided)

    def standing_for(self, span_id: int) -> Mark | None:
        """Give the visible mark that shows a span: itself, the decision on it, one that says the same or answers it."""
        mark = self._visible.get(span_id) or self._visible.get(self._deciding.get(span_id, 0))
        span = self._machine.get(span_id)
        if mark is None and span is not None:
            mark = next(iter(self.find(span.start, span.end, span.label)), None)
            # A later run may have proposed again what was corrected.
            mark = mark or next(self._answering(answer_key(span)), None)
        return mark

    def proposal(self, span_id: int) -> Span | None:
        """Give a proposal that is known here: of a shown layer, or one that a decision names."""
        return self._machine.get(span_id)

    def behind(self, decision: Span) -> list[Span]:
        """Give the shown layers' proposals that a decision answers: those that would come back without it."""
        return [span for key in self._answered_by(decision) for span in self._shown.get(key, ())]

    def _answering(self, key: AnswerKey) -> Iterator[Mark]:
        """Give the visible decisions that answer what a proposal says."""
        if key not in self._answers:
            return
        for decision in self._decisions.values():
            if decision.id in self._visible and key in self._answered_by(decision):
                yield self._visible[decision.id]

    def apply(self, change_set: ChangeSet) -> MarkDelta:
        """Follow a change set as the library did it (also an undo or redo), and tell what changed to the eye."""
        keys: set[AnswerKey] = set()
        removed: dict[int, None] = {}
        added: dict[int, Mark] = {}
        for change in change_set.changes:
            if self._is_decision(change.before):
                keys |= self._count(change.before, there=False)
                added.pop(change.before.id, None)
                if change.before.id in self._visible:
                    removed[change.before.id] = None
            if self._is_decision(change.after):
                keys |= self._count(change.after, there=True)
                if change.after.status is SpanStatus.ACCEPTED:
                    added[change.after.id] = self._mark(change.after)
        for span in (span for key in keys for span in self._shown.get(key, ())):
            is_visible = span.id in self._visible
            if self._answers[answer_key(span)] == 0 and not is_visible:
                added[span.id] = self._mark(span)
            elif self._answers[answer_key(span)] > 0 and is_visible:
                removed[span.id] = None
        return self._show(tuple(removed), tuple(added.values()))

    def _is_decision(self, record: object) -> TypeGuard[Span]:
        """Tell whether a record is a decision in this article; machine layers never change."""
        if not isinstance(record, Span):
            return False
        return record.article_id == self.article_id and record.status is not SpanStatus.PROPOSED

    def _count(self, decision: Span, *, there: bool) -> set[AnswerKey]:
        """Note that a decision came or went; give what it answers."""
        answered = self._answered_by(decision)
        if there:
            self._decisions[decision.id] = decision
            if decision.source_id is not None:
                self._deciding[decision.source_id] = decision.id
        else:
            self._decisions.pop(decision.id, None)
        for key in answered:
            self._answers[key] += 1 if there else -1
        return answered

    def _show(self, removed: tuple[int, ...], added: tuple[Mark, ...]) -> MarkDelta:
        """Bring the sorted marks up to date."""
        gone = [self._visible.pop(key) for key in removed]
        self._visible.update((mark.key, mark) for mark in added)
        if len(gone) + len(added) >= _REBUILD:
            self._order = _Order(self._visible.values())
        else:
            for mark in gone:
                self._order.remove(mark)
            for mark in sorted(added, key=_sort_key):
                self._order.insert(mark)
        return MarkDelta(removed, tuple(sorted(added, key=_sort_key)))

    def _answered_by(self, decision: Span) -> set[AnswerKey]:
        keys = {answer_key(decision)}
        source = self._source(decision)
        if source is not None:
            keys.add(answer_key(source))
        return keys

    def _source(self, decision: Span) -> Span | None:
        """Give the proposal that a decision names; it may be of an older run."""
        if decision.source_id is None:
            return None
        if decision.source_id not in self._machine and self._find_span is not None:
            found = self._find_span(decision.source_id)
            if found is not None:
                self._machine[found.id] = found
        return self._machine.get(decision.source_id)

    def _mark(self, span: Span) -> Mark:
        source = self._source(span)
        machine = span if span.status is SpanStatus.PROPOSED else source
        if machine is None:
            return Mark(span, None, span.origin)
        return Mark(span, source, machine.origin or self._origins.get(machine.layer_id, ""))


def _sort_key(mark: Mark) -> _SortKey:
    span = mark.span
    return span.start, -span.end, span.id


class _Order:
    """Marks sorted by (start, -end, key), in blocks that each know the furthest end in them.

    A search skips the blocks that end before its range, so that one mark over the whole text costs one block, not all.
    """

    def __init__(self, marks: Iterable[Mark]) -> None:
        ordered = sorted(marks, key=_sort_key)
        self._blocks: list[list[Mark]] = [ordered[i : i + _BLOCK] for i in range(0, len(ordered), _BLOCK)]
        self._firsts: list[_SortKey] = [_sort_key(block[0]) for block in self._blocks]
        self._ends: list[int] = [_furthest(block) for block in self._blocks]

    def __iter__(self) -> Iterator[Mark]:
        for block in self._blocks:
            yield from block

    def between(self, start: int, end: int) -> list[Mark]:
        """Give the marks that share a character with ``start`` … ``end``."""
        hits: list[Mark] = []
        for number in range(bisect_left(self._firsts, (end,))):
            if self._ends[number] > start:
                hits += [mark for mark in self._blocks[number] if mark.span.start < end and mark.span.end > start]
        return hits

    def insert(self, mark: Mark) -> None:
        """Put a mark into its place."""
        if not self._blocks:
            self._blocks, self._firsts, self._ends = [[mark]], [_sort_key(mark)], [mark.end]
            return
        number = self._block_of(mark)
        block = self._blocks[number]
        insort(block, mark, key=_sort_key)
        if len(block) >= 2 * _BLOCK:
            self._blocks[number : number + 1] = [block[:_BLOCK], block[_BLOCK:]]
            self._firsts[number : number + 1] = [_sort_key(block[0]), _sort_key(block[_BLOCK])]
            self._ends[number : number + 1] = [_furthest(block[:_BLOCK]), _furthest(block[_BLOCK:])]
        else:
            self._firsts[number] = _sort_key(block[0])
            self._ends[number] = max(self._ends[number], mark.end)

    def remove(self, mark: Mark) -> None:
        """Take a mark out that is in here."""
        number = self._block_of(mark)
        block = self._blocks[number]
        del block[bisect_left(block, _sort_key(mark), key=_sort_key)]
        if not block:
            del self._blocks[number], self._firsts[number], self._ends[number]
            return
        self._firsts[number] = _sort_key(block[0])
        if mark.end == self._ends[number]:
            self._ends[number] = _furthest(block)

    def _block_of(self, mark: Mark) -> int:
        return max(0, bisect_right(self._firsts, _sort_key(mark)) - 1)


def _furthest(block: list[Mark]) -> int:
    return max(mark.span.end for mark in block)
