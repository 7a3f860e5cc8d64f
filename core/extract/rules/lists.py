"""A person's own word lists and regular expressions: read the file, tell bad lines by their number and leave them out.

One entry a line: ``name``, ``name;label`` or ``name;label;entity``, separated by tabs, semicolons or commas, quoted as
in CSV. Without a label an entry is MISC, which a note tells. A name between slashes is a regular expression
(``/A ?[0-9]+/;LOC``). A first line ``name;label;entity`` is a heading; lines that begin with ``#`` are comments. Names
are found where they stand as whole words in this spelling.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from unicodedata import normalize

from core.errors import ExtractionError, ImportProblem, Problem
from core.extract.as_read import as_read
from core.files import open_regular, os_reason, shown_path

DEFAULT_LABEL = "MISC"
_LARGEST = 64 << 20  # bytes of a list; 100,000 names take 2 MB
_LABEL = re.compile(r"[^\W\d][\w-]{0,63}")
_HEADING = ("name", "label")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression, and what is marked where it fits; ``line`` is its number in the file."""

    fits: re.Pattern[str]
    label: str
    entity: str
    line: int


@dataclass(slots=True)
class Entries:
    """The usable lines of a list, its names as a reader sees them, and what was wrong with the others."""

    names: dict[str, list[str]] = field(default_factory=dict)  # by label
    entities: dict[tuple[str, str], str] = field(default_factory=dict)  # (label, name): entity
    patterns: list[Pattern] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unlabelled: int = 0  # lines that name no label

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that are given, sorted."""
        return tuple(sorted({*self.names, *(pattern.label for pattern in self.patterns)}))


def read_list(path: Path) -> Entries:
    """Read a word list; raises ExtractionError if the file cannot be read at all.

    A note comes after the problems where entries have no label.
    """
    try:
        text = content_of(path).decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ExtractionError(f"The word list {path} is not UTF-8 (line {line}); save it as UTF-8.") from error
    entries = Entries()
    for line, cells in _rows(text, path, entries.problems):
        try:
            _add(entries, line, *(cell.strip() for cell in (*cells, "", "")[:3]))
        except ValueError as error:
            entries.problems.append(Problem(str(path), str(error), line))
    if entries.unlabelled:
        note = f"Entries without a label are marked {DEFAULT_LABEL}: {entries.unlabelled}."
        entries.problems.append(Problem(str(path), note, harmless=True))
    return entries


def content_of(path: Path) -> bytes:
    """Give the bytes of a word list; raises ExtractionError if it cannot be read or is no regular file."""
    try:
        with open_regular(path) as stream:
            content = stream.read(_LARGEST + 1)
    except ImportProblem as problem:
        if not isinstance(problem.__cause__, OSError | ValueError):
            raise ExtractionError(
                f"The word list {shown_path(path)} is no regular file; choose a CSV or TXT file."
            ) from problem
        error: OSError | ValueError = problem.__cause__
    except OSError as failed:
        error = failed
    else:
        if len(content) > _LARGEST:
            raise ExtractionError(
                f"The word list {shown_path(path)} is larger than {_LARGEST >> 20} MB; split it into several."
            )
        return content
    raise ExtractionError(f"The word list {shown_path(path)} cannot be read: {os_reason(error)}.") from error


def _rows(text: str, path: Path, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Give the cells of each line that says something, with its number."""
    lines = text.split("\n")
    delimiter = _delimiter(lines)
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            cells = (
                line.split(delimiter) if '"' not in line else next(csv.reader([line], delimiter=delimiter, strict=True))
            )
        except csv.Error:
            problems.append(Problem(str(path), "The quotation marks of this line do not close.", number))
            continue
        if number == 1 and tuple(cell.strip().lower() for cell in cells[:2]) == _HEADING:
            continue
        if len(cells) > 3:
            problems.append(Problem(str(path), "This line has more than name, label and entity.", number))
            continue
        yield number, cells


def _delimiter(lines: list[str]) -> str:
    """Give the separator of a file: the first of tab, semicolon and comma that stands in one of its first lines."""
    said = [line for line in lines[:50] if line.strip() and not line.startswith("#")]
    head = [line for line in said if not line.startswith("/")] or said
    return next((mark for mark in "\t;," if any(mark in line for line in head)), "\t")


def _add(entries: Entries, line: int, name: str, label: str, entity: str) -> None:
    """Take one entry; raises ValueError with the sentence that says what is wrong."""
    is_bare, label = not label, label or DEFAULT_LABEL
    if not name:
        raise ValueError("This line has no name.")
    if not _LABEL.fullmatch(label):
        raise ValueError(f"“{label}” cannot be a label: a letter, then letters, digits, - and _.")
    if len(name) > 2 and name.startswith("/") and name.endswith("/"):
        entries.patterns.append(Pattern(_compiled(name[1:-1]), label, entity, line))
        entries.unlabelled += is_bare
        return
    name = as_read(name).strip()  # two lines may write the same name in two ways
    if not name:
        raise ValueError("This line has no name.")
    if entity and entries.entities.get((label, name), entity) != entity:
        raise ValueError(
            f"“{name}” is entity “{entries.entities[label, name]}” in a line before; this one is left out."
        )
    entries.names.setdefault(label, []).append(name)
    entries.unlabelled += is_bare
    if entity:
        entries.entities[label, name] = entity


def _compiled(source: str) -> re.Pattern[str]:
    try:
        pattern = re.compile(normalize("NFC", source))  # as the texts are; an invisible character may be a part of it
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"The regular expression is not valid ({error}).") from error
    if pattern.match(""):
        raise ValueError("The regular expression also fits an empty text.")
    return pattern
