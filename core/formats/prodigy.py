"""Prodigy's record: text, meta, spans in code points, relations, and the answer accept, reject or ignore."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

import orjson

from core.errors import FormatError
from core.formats.base import LossReport, Parsed, checked_label, clip, span_order, without_loops
from core.formats.fields import checked_text, keep_extra, objects, raw_span, score_of, text_field, unit_of
from core.formats.info import CATS, info_of, lang_of, meta_of
from core.formats.spans import Locator
from core.records import ArticleDraft, ArticleState, DraftRelation, DraftSpan

_STATES = {"accept": ArticleState.REVIEWED, "reject": ArticleState.SKIPPED, "ignore": ArticleState.SKIPPED}
_OTHERS = frozenset(("options", "accept"))


def draft_of(record: Mapping[str, Any]) -> Parsed:
    """Read a record; raises FormatError with a sentence for whatever in it is wrong.

    A record without spans is a plain article. Only an answer says that a person looked: accept makes it reviewed,
    reject and ignore skipped. Tokens are left out (they follow from the text), the ``_`` fields stay in the meta.
    """
    locator = Locator(checked_text(record), unit_of(record))
    raw_spans = objects(record, "spans")
    places = locator.spans([raw_span(item) for item in raw_spans])
    spans = [_span(item, *place) for item, place in zip(raw_spans, places, strict=True)]
    relations, lost = _relations(record, [(item.get("start"), item.get("end")) for item in raw_spans])
    if lost:
        locator.notes.append(f"{lost} of its relations were left out: they do not say which spans they link.")
    info = info_of(record.get("meta"))
    keep_extra(record, info["meta"], _OTHERS)
    answer = record.get("answer")
    if answer is not None and not (isinstance(answer, str) and answer in _STATES):
        raise FormatError(f'"answer" must be accept, reject or ignore, not {clip(answer)}.')
    if answer == "reject":
        info["meta"]["answer"] = answer
    is_plain = record.get("spans") is None and not relations
    draft = ArticleDraft(
        text=locator.text,
        lang=lang_of(record.get("lang")),
        uid=text_field(record, "id"),
        spans=None if is_plain else tuple(spans),
        relations=without_loops(relations, locator.notes),
        state=ArticleState.NEW if answer is None or (is_plain and answer == "accept") else _STATES[answer],
        **info,
    )
    return Parsed(draft, tuple(locator.notes))


def record_of(draft: ArticleDraft) -> dict[str, Any]:
    """Give the record that Prodigy reads; hashes and tokens are left to Prodigy, which makes them itself."""
    spans = draft.spans or ()
    reject = draft.meta.get("answer") == "reject"
    return {
        "text": draft.text,
        "meta": {key: item for key, item in meta_of(draft).items() if not key.startswith("_") and key != "answer"},
        "spans": [_span_record(draft.text, spans[index]) for index in span_order(draft)],
        "answer": ("reject" if reject else "ignore") if draft.state is ArticleState.SKIPPED else "accept",
    }


def write(drafts: Iterable[ArticleDraft], stream: BinaryIO) -> LossReport:
    """Write each article as one line and count what Prodigy's record has no place for."""
    report = LossReport()
    for draft in drafts:
        stream.write(orjson.dumps(record_of(draft), option=orjson.OPT_APPEND_NEWLINE))
        report.records += 1
        spans = draft.spans or ()
        losses = {
            "zones": len(draft.zones),
            "relations": len(draft.relations),
            "fragments of spans": sum(span.fragments is not None for span in spans),
            "notes and values of spans": sum(bool(span.note or span.value) for span in spans),
            "entities of spans": sum(bool(span.entity) for span in spans),
            "states that are not reviewed": draft.state in (ArticleState.NEW, ArticleState.IN_PROGRESS),
            "categories": len(draft.meta.get(CATS, {})),
        }
        report.losses.update({name: int(count) for name, count in losses.items() if count})
    return report


def _span(item: Mapping[str, Any], start: int, end: int) -> DraftSpan:
    return DraftSpan(
        start=start,
        end=end,
        label=checked_label(item.get("label")),
        score=score_of(item),
        uid=text_field(item, "id"),
        origin=text_field(item, "source"),
    )


def _span_record(text: str, span: DraftSpan) -> dict[str, Any]:
    record: dict[str, Any] = {
        "start": span.start,
        "end": span.end,
        "text": text[span.start : span.end],
        "label": span.label,
    }
    if span.score is not None:
        record["score"] = span.score
    if span.origin:
        record["source"] = span.origin
    return record


def _relations(record: Mapping[str, Any], places: list[tuple[object, object]]) -> tuple[list[DraftRelation], int]:
    """Match relations to spans by the places that they repeat; give them and how many could not be matched."""
    by_place = {place: index for index, place in reversed(list(enumerate(places)))}
    found, lost = [], 0
    for item in objects(record, "relations"):
        ends = [_index(by_place, item.get(key)) for key in ("head_span", "child_span")]
        if ends[0] is None or ends[1] is None:
            lost += 1
        else:
            found.append(DraftRelation(checked_label(item.get("label")), ends[0], ends[1]))
    return found, lost


def _index(by_place: Mapping[tuple[object, object], int], span: object) -> int | None:
    if not isinstance(span, dict):
        return None
    start, end = span.get("start"), span.get("end")
    return by_place.get((start, end)) if isinstance(start, int) and isinstance(end, int) else None
