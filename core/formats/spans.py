"""Offsets from files: checked one by one, converted from the unit that the file declares, and never shifted by a guess.

Where spans do not fit their text, the usual causes are tried (UTF-16, UTF-8 bytes, a BOM that was counted, line ends),
and the refusal says which of them fits, so that a person can mend the file or declare its unit.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from core.errors import FormatError, SpanError
from core.formats.base import clip
from core.graphemes import is_boundary
from core.offsets import BOM, OffsetMap, check_span, freeze

Convert = Callable[[int], int | None]
_CRLF = re.compile("\r\n")


class OffsetUnit(StrEnum):
    """What the offsets of a file count, as written in ``offset_unit``."""

    CODEPOINT = "codepoint"
    UTF16 = "utf-16"
    UTF8 = "utf-8"


class RawSpan(NamedTuple):
    """The place of a span as a file says it; ``surface`` is None where the file does not repeat the marked text."""

    start: object
    end: object
    surface: str | None = None


class Locator:
    """Finds places in one text from a file and in the same text as it is stored (frozen).

    Line ends and a BOM that freezing changes move the offsets exactly, and a note says so.
    """

    def __init__(self, raw_text: str, unit: OffsetUnit = OffsetUnit.CODEPOINT) -> None:
        self.text = freeze(raw_text)
        self.notes: list[str] = []
        self._raw = raw_text
        self._unit = unit
        self._gone: list[int] = []
        if len(self.text) != len(raw_text):
            self._gone = list(range(len(raw_text) - len(raw_text.lstrip(BOM))))
            self._gone += [match.start() for match in _CRLF.finditer(raw_text)]
        if self.text != raw_text:
            self.notes.append("Line ends or a BOM of the text were made plain; its spans moved with them.")

    @cached_property
    def _offsets(self) -> OffsetMap:
        return OffsetMap(self._raw)

    @cached_property
    def _convert(self) -> Convert:
        return _converter(self._offsets, self._unit)

    def spans(self, spans: Sequence[RawSpan]) -> list[tuple[int, int]]:
        """Give the stored place of each span; raises FormatError with the likely cause where one does not fit."""
        places = []
        split = 0
        for number, span in enumerate(spans, 1):
            try:
                start, end = self._place(span)
            except SpanError as error:
                cause = _cause(self._raw, self._offsets, spans, self._unit)
                raise FormatError(f"Span {number}: {error}{cause}") from error
            if not (is_boundary(self._raw, start) and is_boundary(self._raw, end)):
                if span.surface is None:
                    raise FormatError(
                        f"Span {number}: {start} to {end} cuts a character in two "
                        "(a letter from its accent, or an emoji of several parts)."
                    )
                split += 1
            places.append(self._stored(start, end))
        if split:
            self.notes.append(f"{split} of its spans begin or end inside a character of several parts.")
        return places

    def ranges(self, value: object, key: str) -> list[tuple[int, int]]:
        """Give the stored places of lists that begin with start and end; raises FormatError where one is none."""
        if not isinstance(value, list) or not all(isinstance(item, list) and len(item) >= 2 for item in value):
            raise FormatError(f'"{key}" must be a list of lists that begin with start and end.')
        try:
            found = [self._place(RawSpan(item[0], item[1])) for item in value]
        except SpanError as error:
            raise FormatError(f'In "{key}": {error}') from error
        return [self._stored(start, end) for start, end in found]

    def _place(self, span: RawSpan) -> tuple[int, int]:
        """Give the place of a span in the text of the file; raises SpanError where it does not fit."""
        start, end, surface = span
        if self._unit is OffsetUnit.CODEPOINT and type(start) is int and type(end) is int:  # nothing to convert
            check_span(self._raw, start, end, surface)
            return start, end
        return _place(self._raw, span, self._convert, self._unit)

    def _stored(self, start: int, end: int) -> tuple[int, int]:
        if not self._gone:
            return start, end
        start, end = start - bisect_left(self._gone, start), end - bisect_left(self._gone, end)
        if start >= end:
            raise FormatError("A span marks only a line end or a BOM, which are not part of the stored text.")
        return start, end


def _whole_number(value: object, name: str) -> int:
    """Give an offset from a file; raises SpanError for floats, booleans and texts."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise SpanError(f"its {name} is {clip(value)}, which is no whole number.")
    return value


def _place(text: str, span: RawSpan, convert: Convert, unit: OffsetUnit) -> tuple[int, int]:
    ends = []
    for value, name in ((span.start, "start"), (span.end, "end")):
        number = _whole_number(value, name)
        position = convert(number)
        if position is None:
            raise SpanError(f"its {name} {number} is no position of the text counted in {unit}.")
        ends.append(position)
    check_span(text, ends[0], ends[1], span.surface)
    return ends[0], ends[1]


def _converter(offsets: OffsetMap, unit: OffsetUnit) -> Convert:
    """Give the function from a unit's positions to code points; it gives None where there is no such position."""

    def from_utf16(position: int) -> int | None:
        if not 0 <= position <= offsets.utf16_length or offsets.splits_pair(position):
            return None
        return offsets.from_utf16(position)

    def from_utf8(position: int) -> int | None:
        if not 0 <= position <= offsets.to_utf8(offsets.length):
            return None
        found = offsets.from_utf8(position)
        return found if offsets.to_utf8(found) == position else None

    by_unit: dict[OffsetUnit, Convert] = {OffsetUnit.UTF16: from_utf16, OffsetUnit.UTF8: from_utf8}
    return by_unit.get(unit, lambda position: position)


def _cause(text: str, offsets: OffsetMap, spans: Sequence[RawSpan], unit: OffsetUnit) -> str:
    """Name the unit or shift that makes every span fit its own text, as the end of a sentence, or give nothing."""
    if any(span.surface is None for span in spans):
        return ""
    breaks = [index for index, char in enumerate(text) if char == "\n"]
    with_cr = [index + before for before, index in enumerate(breaks)]  # where each break begins, counted as \r\n
    tried: list[tuple[str, Convert]] = [
        (f'in {other}: write "offset_unit": "{other}" into the record', _converter(offsets, other))
        for other in OffsetUnit
        if other is not unit
    ]
    tried.append(("with a BOM before the text: take 1 from each", lambda position: position - 1))
    tried.append(("with \\r\\n at the line ends: take 1 for each line before", lambda p: p - bisect_left(with_cr, p)))
    if "\r\n" in text:
        crs = [index for index, char in enumerate(freeze(text)) if char == "\n"]
        tried.append(("with \\n at the line ends: add 1 for each line before", lambda p: p + bisect_left(crs, p)))
    fitting = [name for name, convert in tried if all(_fits(text, span, convert) for span in spans)]
    count = f"All {len(spans)} spans fit" if len(spans) > 1 else "It fits"
    return f" {count} if offsets are counted {', or '.join(fitting)}." if fitting else ""


def _fits(text: str, span: RawSpan, convert: Convert) -> bool:
    try:
        _place(text, span, convert, OffsetUnit.CODEPOINT)
    except SpanError:
        return False
    return True
