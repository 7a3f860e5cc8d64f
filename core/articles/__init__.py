"""From a file to an article: one reader a kind of file, chosen by suffix, and the structure of newspaper texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from core.articles import plain
from core.articles.metadata import describe
from core.articles.walk import find_files
from core.errors import ImportProblem, Problem
from core.records import ArticleDraft

Reader = Callable[[Path], Iterator[ArticleDraft | Problem]]


def _read_web(path: Path) -> Iterator[ArticleDraft | Problem]:
    from core.articles import web  # here, for trafilatura takes 0.15 s to load and few files are pages

    return web.read(path)


def _read_markdown(path: Path) -> Iterator[ArticleDraft | Problem]:
    from core.articles import markdown  # here, for most files are none, and the window starts without its parser

    return markdown.read(path)


READERS: Mapping[str, Reader] = {
    ".txt": plain.read,
    ".md": _read_markdown,
    ".markdown": _read_markdown,
    ".html": _read_web,
    ".htm": _read_web,
}


def read_path(path: Path) -> Iterator[ArticleDraft | Problem]:
    """Read a file by the reader for its suffix; raises ImportProblem for the whole file."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise ImportProblem(f"Files that end in {path.suffix!r} cannot be read; those that can: {', '.join(READERS)}.")
    return reader(path)


__all__ = ["READERS", "Reader", "describe", "find_files", "read_path"]
