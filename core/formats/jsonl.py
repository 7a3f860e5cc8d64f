"""The own record, ``leuchtstift/1``: one article a line as JSON, a strict superset of Prodigy's, in code points.

``record_of`` and ``draft_of`` are each other's inverse. JSON Schema: ``resources/schemas/leuchtstift-1.schema.json``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, BinaryIO

import orjson

from core.errors import ExportError, FormatError
from core.formats.base import LossReport, Parsed, checked_label, clip, span_order, without_loops
from core.formats.fields import checked_text, keep_extra, objects, raw_span, score_of, text_field, unit_of
from core.formats.info import CATS, info_of, lang_of, meta_of
from core.formats.spans import Locator, OffsetUnit
from core.offsets import sha256
from core.records import ArticleDraft, ArticleState, DraftRelation, DraftSpan, Entity, Label, LabelSet, Zone, ZoneRole

SCHEMA = "leuchtstift/1"
_FAMILY = "leuchtstift/"
_UNKNOWN_COLOUR = "#6b7280"  # a file names labels only; the library knows the colours of those it has
_SPAN_TEXTS = ("value", "id", "origin", "action", "note", "entity")
_OTHERS = frozenset(("schema", "entities"))


def record_of(draft: ArticleDraft) -> dict[str, Any]:
    """Give the record of an article with its spans; raises SpanError where a span does not fit the text."""
    spans = draft.spans or ()
    order = span_order(draft)
    ids = [spans[index].uid or f"s{number}" for number, index in enumerate(order, 1)]  # in that order
    labels = draft.label_set
    record: dict[str, Any] = {
        "schema": SCHEMA,
        "id": draft.uid,
        "text": draft.text,
        "text_sha256": sha256(draft.text),
        "offset_unit": OffsetUnit.CODEPOINT.value,
        "lang": draft.lang,
        "meta": meta_of(draft),
        "zones": [[zone.start, zone.end, zone.role.value] for zone in sorted(draft.zones, key=lambda zone: zone.start)],
        "status": draft.state.value,
        "label_set": labels
        and {"name": labels.name, "version": labels.version, "labels": [label.code for label in labels.labels]},
        "spans": [_span_record(draft.text, spans[index], name) for index, name in zip(order, ids, strict=True)],
        "relations": _relation_records(draft.relations, order, ids),
        "cats": draft.meta.get(CATS, {}),
        "answer": "ignore" if draft.state is ArticleState.SKIPPED else "accept",
    }
    if draft.entities:
        record["entities"] = [_entity_record(entity) for entity in draft.entities]
    return record


def line_of(draft: ArticleDraft) -> bytes:
    """Give the record of an article as one line of UTF-8 with its line break; the same draft gives the same bytes."""
    try:
        return orjson.dumps(record_of(draft), option=orjson.OPT_APPEND_NEWLINE)
    except TypeError as error:  # orjson.JSONEncodeError: meta holds what JSON cannot say
        raise ExportError(f"The article {clip(draft.title)} cannot be written as JSON: {error}.") from error


def write(drafts: Iterable[ArticleDraft], stream: BinaryIO) -> LossReport:
    """Write each article as one line; nothing is lost in this format."""
    report = LossReport()
    for draft in drafts:
        stream.write(line_of(draft))
        report.records += 1
    return report


def recognises(record: Mapping[str, Any]) -> bool:
    """Tell whether a record says that it is of this family of schemas."""
    schema = record.get("schema")
    return isinstance(schema, str) and schema.startswith(_FAMILY)


def draft_of(record: Mapping[str, Any]) -> Parsed:
    """Read a record; raises FormatError with a sentence for whatever in it is wrong."""
    if record.get("schema") != SCHEMA:
        raise FormatError(
            f"The record is of {clip(record.get('schema'))}, which is newer than this program; update it."
        )
    raw_text = checked_text(record)
    digest = record.get("text_sha256")
    if digest is not None and digest != sha256(raw_text):
        raise FormatError(
            "The text was changed after it was exported (its SHA-256 differs), so offsets cannot be trusted."
        )
    locator = Locator(raw_text, unit_of(record))
    raw_spans = objects(record, "spans")
    places = locator.spans([raw_span(item) for item in raw_spans])
    spans = tuple(_span(locator, item, *place) for item, place in zip(raw_spans, places, strict=True))
    info = info_of(record.get("meta"))
    keep_extra(record, info["meta"], _OTHERS)
    state = _state(record, info["meta"])
    is_plain = not spans and state is ArticleState.NEW  # nobody and nothing has looked for marks yet
    draft = ArticleDraft(
        text=locator.text,
        zones=_zones(locator, record),
        lang=lang_of(record.get("lang")),
        uid=text_field(record, "id"),
        spans=None if is_plain else spans,
        relations=without_loops(_relations(record, spans), locator.notes),
        entities=tuple(_entity(item) for item in objects(record, "entities")),
        state=state,
        label_set=_label_set(record.get("label_set")),
        **info,
    )
    return Parsed(draft, tuple(locator.notes))


def _span_record(text: str, span: DraftSpan, span_id: str) -> dict[str, Any]:
    start, end, label, fragments, score, value, _, origin, correction, note, entity = span
    record: dict[str, Any] = {
        "id": span_id,
        "start": start,
        "end": end,
        "text": text[start:end],
        "label": label,
        "entity": entity or None,
        "origin": origin or None,
        "score": score,
        "action": correction or None,
    }
    if value:
        record["value"] = value
    if note:
        record["note"] = note
    if fragments:
        record["fragments"] = [list(fragment) for fragment in fragments]
    return record


def _entity_record(entity: Entity) -> dict[str, Any]:
    record: dict[str, Any] = {"id": entity.uid, "name": entity.name, "label": entity.label}
    if entity.aliases:
        record["aliases"] = list(entity.aliases)
    if entity.note:
        record["note"] = entity.note
    return record


def _entity(item: Mapping[str, Any]) -> Entity:
    uid, name, aliases = text_field(item, "id"), text_field(item, "name"), item.get("aliases") or []
    if not uid or not name.strip():
        raise FormatError("An entity must have an id and a name.")
    if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
        raise FormatError('The "aliases" of an entity must be a list of texts.')
    return Entity(0, uid, name, text_field(item, "label"), tuple(aliases), text_field(item, "note"))


def _relation_records(
    relations: Sequence[DraftRelation], order: Sequence[int], ids: Sequence[str]
) -> list[dict[str, Any]]:
    """Give the records of relations; ``ids`` are the names of the spans whose indices are in ``order``."""
    names = dict(zip(order, ids, strict=True)) if relations else {}
    records = []
    for number, relation in enumerate(relations, 1):
        if relation.head not in names or relation.child not in names:
            raise ExportError(f"The relation {clip(relation.type)} points at a span that the record does not have.")
        head, child = names[relation.head], names[relation.child]
        records.append({"id": relation.uid or f"r{number}", "type": relation.type, "head": head, "child": child})
    return records


def _span(locator: Locator, item: Mapping[str, Any], start: int, end: int) -> DraftSpan:
    label, fragments, score = checked_label(item.get("label")), _fragments(locator, item, start, end), score_of(item)
    value, uid, origin, correction, note, entity = [text_field(item, key) for key in _SPAN_TEXTS]
    return DraftSpan(start, end, label, fragments, score, value, uid, origin, correction, note, entity)


def _fragments(locator: Locator, item: Mapping[str, Any], start: int, end: int) -> tuple[tuple[int, int], ...] | None:
    value = item.get("fragments")
    if not value:
        return None
    places = locator.ranges(value, "fragments")
    edges = [start, *(position for place in places for position in place), end]
    if edges != sorted(edges):
        raise FormatError("The fragments of a span must lie inside it, in order and apart.")
    return tuple(places)


def _zones(locator: Locator, record: Mapping[str, Any]) -> tuple[Zone, ...]:
    value = record.get("zones") or []
    places = locator.ranges(value, "zones")
    try:
        zones = [Zone(start, end, ZoneRole(item[2])) for (start, end), item in zip(places, value, strict=True)]
    except (ValueError, IndexError) as error:
        raise FormatError(f"A zone must be [start, end, role] with one of the roles {', '.join(ZoneRole)}.") from error
    zones.sort(key=lambda zone: zone.start)
    if any(first.end > second.start for first, second in pairwise(zones)):
        raise FormatError("The zones of the record overlap.")
    return tuple(zones)


def _relations(record: Mapping[str, Any], spans: Sequence[DraftSpan]) -> tuple[DraftRelation, ...]:
    by_id = {span.uid: index for index, span in enumerate(spans) if span.uid}
    if len(by_id) < len(spans):
        counts = Counter(span.uid for span in spans if span.uid)
        if len(by_id) < counts.total():
            raise FormatError(f"Two spans of the record have the id {clip(counts.most_common(1)[0][0])}.")
    relations = []
    for item in objects(record, "relations"):
        ends = [by_id.get(text_field(item, key)) for key in ("head", "child")]
        if ends[0] is None or ends[1] is None:
            raise FormatError("A relation names a span id that the record does not have.")
        relations.append(DraftRelation(checked_label(item.get("type")), ends[0], ends[1], text_field(item, "id")))
    return tuple(relations)


def _state(record: Mapping[str, Any], meta: dict[str, Any]) -> ArticleState:
    """Give the state; an answer that Prodigy changed to reject or ignore takes the article out of the gold."""
    try:
        state = ArticleState(record.get("status", ArticleState.NEW.value))
    except ValueError as error:
        raise FormatError(
            f'"status" must be one of {", ".join(ArticleState)}, not {clip(record.get("status"))}.'
        ) from error
    answer = record.get("answer", "accept")
    if answer == "reject":
        meta["answer"] = answer
    return ArticleState.SKIPPED if answer in ("reject", "ignore") else state


def _label_set(value: object) -> LabelSet | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise FormatError(f'"label_set" must be an object, not {clip(value)}.')
    name, version, codes = value.get("name"), value.get("version"), value.get("labels")
    if not isinstance(name, str) or not isinstance(version, int) or not isinstance(codes, list):
        raise FormatError('"label_set" must have a name, a version number and a list of labels.')
    labels = tuple(Label(code, code, _UNKNOWN_COLOUR) for code in map(checked_label, codes))
    if len({label.code for label in labels}) != len(labels):
        raise FormatError('"label_set" names a label twice.')
    return LabelSet(0, name, version, labels)
