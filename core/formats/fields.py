"""Fields of a JSON record with their types checked: each helper gives a value or raises FormatError."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.errors import FormatError
from core.formats.base import clip
from core.formats.info import CATS
from core.formats.spans import OffsetUnit, RawSpan

KNOWN = frozenset(
    (
        *("id", "text", "text_sha256", "offset_unit", "lang", "meta", "zones", "status", "label_set"),
        *("spans", "relations", "cats", "answer", "tokens"),
    )
)


def checked_text(record: Mapping[str, Any]) -> str:
    """Give the text of a record; raises FormatError where it has none."""
    text = record.get("text")
    if not isinstance(text, str):
        raise FormatError('The record has no "text".' if text is None else f'"text" must be a text, not {clip(text)}.')
    if not text.strip():
        raise FormatError("The text of the record is empty.")
    return text


def unit_of(record: Mapping[str, Any]) -> OffsetUnit:
    """Give the unit that a record declares for its offsets: code points unless it says otherwise."""
    value = record.get("offset_unit", OffsetUnit.CODEPOINT.value)
    try:
        return OffsetUnit(value)
    except ValueError as error:
        raise FormatError(f'"offset_unit" must be one of {", ".join(OffsetUnit)}, not {clip(value)}.') from error


def raw_span(item: Mapping[str, Any]) -> RawSpan:
    """Give the place of a span object as the file says it."""
    surface = item.get("text")
    if surface is not None and not isinstance(surface, str):
        raise FormatError(f'The "text" of a span must be a text, not {clip(surface)}.')
    return RawSpan(item.get("start"), item.get("end"), surface)


def objects(record: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    """Give a list of objects from a record, empty where it has none; raises FormatError for anything else."""
    value = record.get(key)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise FormatError(f'"{key}" must be a list of objects.')
    return value


def text_field(record: Mapping[str, Any], key: str) -> str:
    """Give an optional text of a record; numbers become texts, anything else raises FormatError."""
    value = record.get(key)
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise FormatError(f'"{key}" must be a text, not {clip(value)}.')


def keep_extra(record: Mapping[str, Any], meta: dict[str, Any], others: frozenset[str]) -> None:
    """Put what a record says beyond its format into the meta of the draft, where no name is in the way."""
    if isinstance(record.get(CATS), dict) and record[CATS]:
        meta[CATS] = record[CATS]
    for key, value in record.items():
        if key not in KNOWN and key not in others:
            meta.setdefault(key, value)


def score_of(item: Mapping[str, Any]) -> float | None:
    """Give the probability of a span object or None; raises FormatError where it is no number from 0 to 1."""
    value = item.get("score")
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise FormatError(f'The "score" of a span must be a number from 0 to 1, not {clip(value)}.')
    return float(value)
