"""Plain text files: decoded, frozen, and their structure found."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from core.articles.decode import decode
from core.articles.metadata import describe
from core.errors import Problem
from core.files import read_bounded, shown_path
from core.records import ArticleDraft

MAX_BYTES = 64 << 20


def read(path: Path, *, limit: int = MAX_BYTES) -> Iterator[ArticleDraft | Problem]:
    """Yield the article of a text file, and before it a harmless Problem for each thing that decoding had to change.

    Raises ImportProblem where the file cannot be read, is empty, binary or larger than ``limit`` bytes.
    """
    content = read_bounded(path, limit)
    decoded = decode(content)
    shown = shown_path(path)
    for note in decoded.notes:
        yield Problem(shown, note, harmless=True)
    yield describe(
        ArticleDraft(
            text=decoded.text,
            title="",
            lang="",
            bytes_sha256=hashlib.sha256(content).hexdigest(),
            meta={"encoding": decoded.encoding},
            path=shown,
        )
    )
