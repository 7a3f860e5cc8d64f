"""Bytes to text: which encoding a file is in is found out, never assumed, and what was chosen is said.

In this order: a byte order mark; UTF-16 where every other byte is NUL; UTF-8 where every byte fits; UTF-8 and
Windows-1252 mixed by line; charset-normalizer's choice among three 8-bit encodings where there is enough to judge by;
Windows-1252.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from core.errors import EmptyFile, ImportProblem
from core.files import replace_unstorable
from core.offsets import freeze

FALLBACK = "cp1252"
MIXED = "utf-8+cp1252"
_SAMPLE = 1 << 18  # bytes that charset-normalizer looks at
_ENOUGH = 8  # non-ASCII bytes below which its choice is a coin toss and Windows-1252 the better guess
_BOMS = (  # UTF-32 before UTF-16: the little-endian marks begin alike
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"PK\x03\x04", "a ZIP archive or Office document"),
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
)
_TEXT_CONTROLS = b"\t\n\x0b\x0c\r\x1a\x1b\x85"
_CONTROLS = bytes(byte for byte in range(32) if byte not in _TEXT_CONTROLS) + b"\x7f"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The frozen text of a file, the encoding it was in, and notes on what could not be read as it stood."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(content: bytes) -> Decoded:
    """Decode and freeze the bytes of a file; raises EmptyFile, and ImportProblem for a binary one."""
    if not content.strip():
        raise EmptyFile("The file is empty.")
    for magic, kind in _MAGIC:
        if content.startswith(magic):
            raise ImportProblem(f"The file is {kind}, not text; save it as plain text and bring that in.")
    text, encoding, notes = _decoded(content)
    text, replaced = replace_unstorable(freeze(text))
    if replaced:
        notes.append(f"{replaced} NUL characters or lone surrogates were replaced by U+FFFD.")
    if not text.strip():
        raise EmptyFile("The file is empty.")
    return Decoded(text, encoding, tuple(notes))


def _decoded(content: bytes) -> tuple[str, str, list[str]]:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _marked(content.removeprefix(mark), encoding)
    wide = _wide_encoding(content)
    if wide:
        return content.decode(wide), wide, []
    _refuse_binary(content)
    try:
        return content.decode("utf-8"), "utf-8", []
    except UnicodeDecodeError:
        return _eight_bit(content)


def _marked(content: bytes, encoding: str) -> tuple[str, str, list[str]]:
    """Decode what a byte order mark announces; bytes that do not fit become U+FFFD, and a note says so."""
    try:
        return content.decode(encoding), encoding, []
    except UnicodeDecodeError:
        text = content.decode(encoding, "replace")
        return text, encoding, [f"Some bytes are no {encoding.upper()} and were replaced by U+FFFD."]


def _wide_encoding(content: bytes) -> str:
    """Tell UTF-16 without a mark by its NUL bytes, which stand at every other place in Latin text."""
    sample = content[: _SAMPLE & ~1]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 2 < len(sample) // 2 or min(even, odd) * 10 > max(even, odd):
        return ""
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return ""
    return "" if _has_controls(text[:_SAMPLE].encode("utf-8")) else encoding


def _refuse_binary(content: bytes) -> None:
    if _has_controls(content[:_SAMPLE]):
        raise ImportProblem("The file is no text (it is full of control characters); bring in text or a web page.")


def _has_controls(sample: bytes) -> bool:
    """Tell whether more than one byte in twenty is a control character, which no text has."""
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls * 20 > len(sample)


def _eight_bit(content: bytes) -> tuple[str, str, list[str]]:
    lines = content.split(b"\n")
    good, odd = 0, []
    for number, line in enumerate(lines, 1):
        if not line.isascii():
            if _is_utf8(line):
                good += 1
            else:
                odd.append(number)
    if not good:
        encoding = _guess(content)
        text = content.decode(encoding, "replace")
        lost = text.count("\ufffd")
        return text, encoding, [f"{lost} bytes mean nothing in {encoding} and were replaced by U+FFFD."] if lost else []
    is_odd = set(odd)
    text = "\n".join(
        line.decode(FALLBACK if number in is_odd else "utf-8", "replace") for number, line in enumerate(lines, 1)
    )
    shown = ", ".join(map(str, odd[:5])) + (" …" if len(odd) > 5 else "")
    note = f"The file mixes encodings: {len(odd)} lines ({shown}) were read as Windows-1252, the others as UTF-8."
    return text, MIXED, [note]


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _guess(content: bytes) -> str:
    """Choose between the 8-bit encodings of Windows, old Macs and DOS."""
    sample = content[:_SAMPLE]
    if sum(byte >= 0x80 for byte in sample) < _ENOUGH:
        return FALLBACK
    from charset_normalizer import from_bytes  # here, for it is needed rarely and costs start-up time

    best = from_bytes(sample, cp_isolation=[FALLBACK, "mac_roman", "cp437"]).best()
    return best.encoding if best else FALLBACK
