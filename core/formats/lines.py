"""A file of one record a line, read without ever holding more than one line of bounded length."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from core.errors import EmptyFile, FormatError
from core.files import open_regular
from core.formats.base import MAX_LINE

_BOM = b"\xef\xbb\xbf"
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its line break; ``content`` is None where it is longer than allowed."""

    number: int
    content: bytes | None


def read_lines(path: Path, limit: int = MAX_LINE) -> Iterator[Line]:
    """Yield the lines of a regular file that are not blank; only a line feed ends a line, a BOM is dropped.

    Raises ImportProblem where the path cannot be read or is no file, EmptyFile, or FormatError for UTF-16.
    """
    with open_regular(path) as stream:
        number = 0
        for number, content in enumerate(_bounded(stream, limit), 1):
            if number == 1 and content is not None:
                if content.startswith(_UTF16_BOMS):
                    raise FormatError("The file is UTF-16; save it as UTF-8 and bring it in again.")
                content = content.removeprefix(_BOM)
            if content is None or content.strip():
                yield Line(number, content)
        if number == 0:
            raise EmptyFile("The file is empty.")


def _bounded(stream: BinaryIO, limit: int) -> Iterator[bytes | None]:
    while piece := stream.readline(limit + 2):  # room for the line end
        content = piece.rstrip(b"\r\n")
        yield content if len(content) <= limit else None
        while piece and len(content) > limit and not piece.endswith(b"\n"):
            piece = stream.readline(limit)
