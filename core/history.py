"""What change sets did, for whoever looks at the history: how much of what, in which articles, at which place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.records import ArticleInfo, Change, ChangeSet, LabelSet, Layer, Record, Relation, Review, Span, Zones

_ROOM = 48  # code points shown on each side of a place


@dataclass(frozen=True, slots=True)
class Summary:
    """How many records of each kind a change set touches, and how many articles those lie in that only change.

    Articles that go into the trash or come out of it are counted by ``trashed`` and ``restored`` alone.
    """

    marks: int = 0
    reviews: int = 0
    relations: int = 0
    entities: int = 0
    information: int = 0
    zones: int = 0
    trashed: int = 0
    restored: int = 0
    layers: int = 0
    label_sets: int = 0
    articles: int = 0


@dataclass(frozen=True, slots=True)
class Context:
    """A place with the words around it, on one line."""

    before: str
    inside: str
    after: str


def article_of(record: Record) -> int | None:
    """Give the article that a record belongs to, None for what belongs to the whole library."""
    if isinstance(record, ArticleInfo):
        return record.id
    return record.article_id if isinstance(record, Span | Relation | Review | Zones) else None


def in_order(change_set: ChangeSet) -> tuple[Change, ...]:
    """Give the changes in the order in which the person's action made them; an undo has them the other way round."""
    return change_set.changes[::-1] if change_set.direction == "undo" else change_set.changes


def articles_of(change_set: ChangeSet) -> list[int]:
    """Give the articles that a change set touches, each once, in the order of what was done."""
    found = (article_of(record_of(change)) for change in in_order(change_set))
    return list(dict.fromkeys(article_id for article_id in found if article_id is not None))


def summary(change_set: ChangeSet) -> Summary:
    """Count what a change set touches."""
    counts: dict[str, int] = {}
    inside: set[int] = set()
    for change in change_set.changes:
        name = _kind(change)
        counts[name] = counts.get(name, 0) + 1
        article_id = article_of(record_of(change))
        if article_id is not None and name not in ("trashed", "restored"):
            inside.add(article_id)
    return Summary(**counts, articles=len(inside))


def place_of(change: Change) -> tuple[int, int] | None:
    """Give the range in code points that a change is about; None where it is about no place in a text."""
    record = record_of(change)
    if isinstance(record, Span):
        return record.start, record.end
    if isinstance(record, Zones):
        return _first_other_zone(change)
    return None


def in_context(text: str, start: int, end: int, room: int = _ROOM) -> Context:
    """Give ``text[start:end]`` with up to ``room`` code points on each side, cut between words, on one line."""
    first, last = max(0, start - room), min(len(text), end + room)
    before, after = text[first:start], text[end:last]
    if first and " " in before:
        before = "…" + before[before.index(" ") :]
    if last < len(text) and " " in after:
        after = after[: after.rindex(" ") + 1] + "…"
    return Context(_line(before), _line(text[start:end]), _line(after))


def _kind(change: Change) -> str:
    """Give the field of Summary that counts a change."""
    before, after = change.before, change.after
    if isinstance(before, ArticleInfo) and isinstance(after, ArticleInfo) and before.trashed != after.trashed:
        return "trashed" if after.trashed else "restored"
    return _NAMES.get(type(record_of(change)), "entities")


_NAMES: dict[type[Record], str] = {
    Span: "marks",
    Review: "reviews",
    Relation: "relations",
    ArticleInfo: "information",
    Zones: "zones",
    Layer: "layers",
    LabelSet: "label_sets",
}


def _first_other_zone(change: Change) -> tuple[int, int] | None:
    """Give the first zone that only one side of a change has."""
    sides = [set(side.zones) if isinstance(side, Zones) else set() for side in (change.before, change.after)]
    other: Iterable[tuple[int, int]] = ((zone.start, zone.end) for zone in sides[0] ^ sides[1])
    return min(other, default=None)


def record_of(change: Change) -> Record:
    """Give the record that a change is about: as it is after it, or as it was before it went."""
    record = change.after or change.before
    assert record is not None
    return record


def _line(text: str) -> str:
    """Put a text on one line; the spaces at its ends stay, for the parts are read side by side."""
    return "".join(" " if character.isspace() else character for character in text)
