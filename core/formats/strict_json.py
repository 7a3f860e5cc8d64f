"""JSON as strangers write it: whatever is ambiguous, endless or not representable is refused with a sentence."""

from __future__ import annotations

import json
import math
from typing import Any, NoReturn

import orjson

from core.errors import FormatError
from core.files import replace_unstorable

MAX_DEPTH = 64
_INT64 = range(-(1 << 63), 1 << 63)
_DOUBTFUL = object()
_DIGITS = bytes(ord("0") if byte in b"0123456789" else ord(" ") for byte in range(256))  # a table for bytes.translate
_LONG = b"0" * 19  # the digits of a number that may be beyond 64 bits, once they are all made 0


def parse(line: bytes) -> tuple[Any, int]:
    """Parse one line and give the value and how many NUL and lone surrogates in it were replaced by U+FFFD.

    Raises FormatError for what is no UTF-8, no JSON, nested deeper than MAX_DEPTH, has a key twice in one object, or a
    number that is not finite or beyond 64 bits.
    """
    value = _plain(line)
    if value is not _DOUBTFUL:
        return value, 0
    try:
        decoded = line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise FormatError(f"The line is not UTF-8 (byte {error.start + 1}); convert the file to UTF-8.") from error
    try:
        value = _DECODER.decode(decoded)
    except json.JSONDecodeError as error:
        raise FormatError(
            f"The line is no JSON: {error.msg} at character {error.pos + 1} of {_start(decoded)}."
        ) from error
    except RecursionError as error:
        raise FormatError("The line is nested too deeply to be a record.") from error
    cleaner = _Cleaner()
    return cleaner.clean(value, 0), cleaner.replaced


def _plain(line: bytes) -> Any:
    """Parse a line ten times as fast if it hides nothing, as those of our own exports; give _DOUBTFUL for any other.

    What says again, byte for byte, what was parsed from it has no key twice (the first would be gone), no number that
    did not fit (it would have become another), and nothing that orjson refuses: lone surrogates, NaN, no UTF-8.
    """
    try:
        value = orjson.loads(line)
        if orjson.dumps(value) != line or b"\\u0000" in line or _LONG in line.translate(_DIGITS):
            return _DOUBTFUL
    except (orjson.JSONDecodeError, orjson.JSONEncodeError):
        return _DOUBTFUL
    return value if _is_flat(value) else _DOUBTFUL


def _is_flat(value: Any) -> bool:
    """Tell whether a value is nested no deeper than MAX_DEPTH, looking at one level after the other."""
    level = [value]
    for _ in range(MAX_DEPTH + 1):
        level = [each for each in level if each.__class__ is dict or each.__class__ is list]
        if not level:
            return True
        level = [item for each in level for item in (each.values() if each.__class__ is dict else each)]
    return False


class _Cleaner:
    """Walks a parsed value once: bounds its depth and replaces what cannot be stored."""

    def __init__(self) -> None:
        self.replaced = 0

    def clean(self, value: Any, depth: int) -> Any:
        if isinstance(value, str):
            if value.isascii() and "\x00" not in value:
                return value
            text, count = replace_unstorable(value)
            self.replaced += count
            return text
        if isinstance(value, dict | list):
            if depth >= MAX_DEPTH:
                raise FormatError(f"The line is nested deeper than {MAX_DEPTH} levels.")
            if isinstance(value, list):
                return [self.clean(item, depth + 1) for item in value]
            return {self.clean(key, depth): self.clean(item, depth + 1) for key, item in value.items()}
        return value


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise FormatError(
            f"The key {_start(twice)} stands twice in one object; which of the two holds cannot be known."
        )
    return found


def _integer(digits: str) -> int:
    number = (
        int(digits) if len(digits) <= 20 else None
    )  # longer ones do not fit, and Python refuses thousands of digits
    if number is None or number not in _INT64:
        raise FormatError(
            f"The number {digits[:20]}… is too large." if number is None else f"The number {digits} is too large."
        )
    return number


def _decimal(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise FormatError(f"The number {digits[:30]} is too large.")
    return number


def _constant(name: str) -> NoReturn:
    raise FormatError(f"The line has {name}, which is no number in JSON.")


def _start(text: str, limit: int = 80) -> str:
    return repr(text if len(text) <= limit else text[:limit] + "…")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_unique, parse_int=_integer, parse_float=_decimal, parse_constant=_constant
)
