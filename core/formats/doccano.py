"""doccano's record: text and ``[start, end, label]`` triples (or entities with relations), counted in UTF-16.

doccano counts UTF-16 code units unless a project counts grapheme clusters; others write the same record in code points.
A text without characters beyond U+FFFF reads the same either way; for the rest the unit is chosen in which more spans
begin and end at the edges of words, and a note says which one was taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

import orjson

from core.errors import FormatError, SpanError
from core.formats.base import LossReport, Parsed, checked_label, clip, span_order, without_loops
from core.formats.fields import checked_text, keep_extra, objects, unit_of
from core.formats.info import FIELDS, info_of, lang_of, meta_of
from core.formats.spans import Locator, OffsetUnit, RawSpan
from core.offsets import OffsetMap
from core.records import ArticleDraft, ArticleState, DraftRelation, DraftSpan

_LABELS = ("label", "labels")
_OTHERS = frozenset((*_LABELS, *FIELDS, "entities", "Comments"))


def recognises(record: Mapping[str, Any]) -> bool:
    """Tell whether a record has doccano's triples or entities."""
    triples = next((record[key] for key in _LABELS if isinstance(record.get(key), list)), None)
    if triples is not None:
        return all(isinstance(item, list) and len(item) == 3 for item in triples)
    entities = record.get("entities")
    return isinstance(entities, list) and all(isinstance(item, dict) and "start_offset" in item for item in entities)


def draft_of(record: Mapping[str, Any]) -> Parsed:
    """Read a record; raises FormatError with a sentence for whatever in it is wrong."""
    text = checked_text(record)
    raw_spans, labels, ids = _raw(record)
    unit, note = _unit(record, text, raw_spans)
    locator = Locator(text, unit)
    places = locator.spans(raw_spans)
    spans = tuple(DraftSpan(*place, checked_label(label)) for place, label in zip(places, labels, strict=True))
    meta = record.get("meta")
    info = info_of({key: record[key] for key in FIELDS if key in record} | (meta if isinstance(meta, dict) else {}))
    keep_extra(record, info["meta"], _OTHERS)
    if record.get("id") is not None:
        info["meta"]["doccano_id"] = record["id"]  # counts within one project: no name for an article
    if record.get("Comments"):
        info["meta"]["Comments"] = record["Comments"]
    draft = ArticleDraft(
        text=locator.text,
        lang=lang_of(record.get("lang")),
        spans=spans,
        relations=without_loops(_relations(record, ids), locator.notes),
        **info,
    )
    return Parsed(draft, (*note, *locator.notes))


def record_of(draft: ArticleDraft, number: int) -> dict[str, Any]:
    """Give the record that doccano reads; what it does not know becomes meta there."""
    offsets = OffsetMap(draft.text)
    spans = draft.spans or ()
    known = {key: item for key, item in meta_of(draft).items() if key in FIELDS}
    ordered = [spans[index] for index in span_order(draft)]
    return {
        "id": number,
        "text": draft.text,
        **known,
        "offset_unit": OffsetUnit.UTF16.value,
        "label": [[offsets.to_utf16(span.start), offsets.to_utf16(span.end), span.label] for span in ordered],
    }


def write(drafts: Iterable[ArticleDraft], stream: BinaryIO) -> LossReport:
    """Write each article as one line and count what doccano's record has no place for."""
    report = LossReport()
    for draft in drafts:
        report.records += 1
        stream.write(orjson.dumps(record_of(draft, report.records), option=orjson.OPT_APPEND_NEWLINE))
        spans = draft.spans or ()
        losses = {
            "zones": len(draft.zones),
            "relations": len(draft.relations),
            "fragments of spans": sum(span.fragments is not None for span in spans),
            "notes and values of spans": sum(bool(span.note or span.value) for span in spans),
            "entities of spans": sum(bool(span.entity) for span in spans),
            "origins and scores of spans": sum(bool(span.origin or span.score is not None) for span in spans),
            "states": draft.state is not ArticleState.NEW,
        }
        report.losses.update({name: int(count) for name, count in losses.items() if count})
    return report


def _raw(record: Mapping[str, Any]) -> tuple[list[RawSpan], list[object], list[object]]:
    """Give places, labels and ids of the spans, in whichever of the two forms the record has them."""
    triples = next((record[key] for key in _LABELS if isinstance(record.get(key), list)), None)
    if triples is not None:
        return [RawSpan(item[0], item[1]) for item in triples], [item[2] for item in triples], []
    entities = objects(record, "entities")
    places = [RawSpan(item.get("start_offset"), item.get("end_offset")) for item in entities]
    return places, [item.get("label") for item in entities], [item.get("id") for item in entities]


def _unit(record: Mapping[str, Any], text: str, spans: list[RawSpan]) -> tuple[OffsetUnit, tuple[str, ...]]:
    """Choose the unit: the declared one, else that in which more edges of spans are edges of words."""
    offsets = OffsetMap(text)
    if "offset_unit" in record:
        return unit_of(record), ()
    if offsets.is_identity or not spans:
        return OffsetUnit.CODEPOINT, ()
    numbers = [number for span in spans for number in (span.start, span.end) if type(number) is int]
    in_utf16 = sum(_is_edge(text, _from_utf16(offsets, number)) for number in numbers)
    in_codepoints = sum(_is_edge(text, number) for number in numbers)
    unit = OffsetUnit.CODEPOINT if in_codepoints > in_utf16 else OffsetUnit.UTF16
    return unit, (f'The offsets were taken to count in {unit}; if not, write "offset_unit" into the record.',)


def _from_utf16(offsets: OffsetMap, position: int) -> int:
    try:
        return -1 if offsets.splits_pair(position) else offsets.from_utf16(position)
    except SpanError:
        return -1


def _is_edge(text: str, position: int) -> bool:
    if not 0 <= position <= len(text):
        return False
    return position in (0, len(text)) or text[position - 1].isalnum() != text[position].isalnum()


def _relations(record: Mapping[str, Any], ids: list[object]) -> tuple[DraftRelation, ...]:
    relations = []
    for item in objects(record, "relations") if ids else ():
        ends = [ids.index(item.get(key)) if item.get(key) in ids else None for key in ("from_id", "to_id")]
        if ends[0] is None or ends[1] is None:
            raise FormatError(f"The relation {clip(item.get('type'))} names an entity that the record does not have.")
        relations.append(DraftRelation(checked_label(item.get("type")), ends[0], ends[1]))
    return tuple(relations)
