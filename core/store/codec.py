"""Change sets as JSON for the journal: whole records before, and of the record after only the fields that differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, fields, replace
from enum import StrEnum
from operator import attrgetter
from typing import Any

import orjson

from core.records import (
    ArticleInfo,
    ArticleState,
    Change,
    Entity,
    Label,
    LabelSet,
    Layer,
    LayerKind,
    Record,
    Relation,
    Review,
    Span,
    SpanStatus,
    Zone,
    ZoneRole,
    Zones,
)

_TYPES: dict[str, type[Record]] = {
    "span": Span,
    "info": ArticleInfo,
    "review": Review,
    "label-set": LabelSet,
    "zones": Zones,
    "layer": Layer,
    "entity": Entity,
    "relation": Relation,
}
_NAMES = {kind: name for name, kind in _TYPES.items()}
_FIELDS = {kind: tuple(field.name for field in fields(kind)) for kind in _TYPES.values()}
_READ = {kind: attrgetter(*names) for kind, names in _FIELDS.items()}
_DEFAULTS = {kind: tuple(field.default for field in fields(kind)) for kind in _TYPES.values()}
InfoOf = Callable[[Iterable[int]], Mapping[int, ArticleInfo]]


def encode(changes: Iterable[Change]) -> str:
    """Write changes; articles that only go to the trash or come back take a few bytes each."""
    items: list[dict[str, Any]] = []
    moved: dict[bool, list[int]] = {True: [], False: []}
    for change in changes:
        to = _trash_flip(change)
        if to is None:
            items.append(_item(change))
        else:
            moved[to].append(change.after.id)  # type: ignore[union-attr]
    items += [{"type": "trash", "to": to, "ids": _ranges(ids)} for to, ids in moved.items() if ids]
    return orjson.dumps(items, default=_plain).decode()


def decode(text: str, info_of: InfoOf) -> tuple[Change, ...]:
    """Read changes; ``info_of`` gives the stored records of articles by id."""
    changes: list[Change] = []
    for item in orjson.loads(text):
        if item["type"] == "trash":
            ids = [number for first, last in item["ids"] for number in range(first, last + 1)]
            infos = info_of(ids)
            changes += [
                Change(replace(infos[number], trashed=not item["to"]), replace(infos[number], trashed=item["to"]))
                for number in ids
            ]
        else:
            changes.append(_change(item))
    return tuple(changes)


def _item(change: Change) -> dict[str, Any]:
    record = change.before or change.after
    assert record is not None
    item: dict[str, Any] = {"type": _NAMES[type(record)]}
    if change.before is None or change.after is None or type(change.before) is not type(change.after):
        item |= {"before": _fields(change.before), "after": _fields(change.after)}
    else:
        before, after = change.before, change.after
        names = _FIELDS[type(before)]
        differing = {name: getattr(after, name) for name in names if getattr(before, name) != getattr(after, name)}
        item |= {"before": _fields(before), "set": differing}
    return item


def _change(item: dict[str, Any]) -> Change:
    kind = _TYPES[item["type"]]
    before = _record(kind, item["before"])
    if "set" in item:
        assert before is not None
        return Change(before, replace(before, **_converted(kind, item["set"])))
    return Change(before, _record(kind, item["after"]))


def _fields(record: Record | None) -> dict[str, Any] | None:
    """Give the fields of a record that are not at their default."""
    if record is None:
        return None
    kind = type(record)
    read, defaults = _READ[kind], _DEFAULTS[kind]
    return {
        name: value
        for name, value, default in zip(_FIELDS[kind], read(record), defaults, strict=True)
        if default is MISSING or value != default
    }


def _record(kind: type[Record], values: dict[str, Any] | None) -> Record | None:
    return None if values is None else kind(**_converted(kind, values))


def _converted(kind: type[Record], values: dict[str, Any]) -> dict[str, Any]:
    """Give JSON values the types that a record's fields have."""
    converted = dict(values)
    for name, convert in _CONVERT.get(kind, ()):
        value = values.get(name)
        if value is not None:
            converted[name] = convert(value)
    return converted


def _pairs(value: list[list[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in value)


_CONVERT: dict[type[Record], tuple[tuple[str, Callable[[Any], Any]], ...]] = {
    Span: (("status", SpanStatus), ("fragments", _pairs)),
    Review: (("state", ArticleState),),
    Layer: (("kind", LayerKind),),
    Entity: (("aliases", tuple),),
    Zones: (("zones", lambda zones: tuple(Zone(z["start"], z["end"], ZoneRole(z["role"])) for z in zones)),),
    LabelSet: (("labels", lambda labels: tuple(Label(**label) for label in labels)),),
}


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return str(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no place in the journal")


def _trash_flip(change: Change) -> bool | None:
    """Give where an article goes (True: into the trash) if that is all that a change does."""
    before, after = change.before, change.after
    if isinstance(before, ArticleInfo) and isinstance(after, ArticleInfo) and before.trashed != after.trashed:
        return after.trashed if replace(before, trashed=after.trashed) == after else None
    return None


def _ranges(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Give ids as ranges: an import of 10,000 articles is one range."""
    return list(_merged(sorted(numbers)))


def _merged(numbers: list[int]) -> Iterator[tuple[int, int]]:
    first = last = numbers[0]
    for number in numbers[1:]:
        if number != last + 1:
            yield first, last
            first = number
        last = number
    yield first, last
