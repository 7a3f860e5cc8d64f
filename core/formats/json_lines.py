"""JSON Lines files: each line is read by the format that it is in, and a broken line costs that line only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from core.errors import FormatError, Problem
from core.files import shown_path
from core.formats import doccano, jsonl, prodigy, strict_json
from core.formats.base import MAX_LINE, Parsed, clip
from core.formats.lines import read_lines
from core.records import ArticleDraft


def read(path: Path, *, line_limit: int = MAX_LINE) -> Iterator[ArticleDraft | Problem]:
    """Yield the article of each line, and a Problem for each line that is broken or was changed on the way.

    Raises ImportProblem where the file cannot be read, is empty or is no text.
    """
    shown = shown_path(path)
    for line in read_lines(path, line_limit):
        if line.content is None:
            yield Problem(shown, f"The line is longer than {line_limit} bytes and was left out.", line.number)
            continue
        try:
            parsed = parse_line(line.content)
        except FormatError as error:
            yield Problem(shown, error.sentence, line.number)
            continue
        for note in parsed.notes:
            yield Problem(shown, note, line.number, harmless=True)
        yield replace(parsed.draft, layer_name=path.stem, path=shown)


def parse_line(line: bytes) -> Parsed:
    """Read one line in the own, doccano's or Prodigy's format; raises FormatError with a sentence."""
    record, replaced = strict_json.parse(line)
    if not isinstance(record, dict):
        raise FormatError(f"The line must be a JSON object, not {clip(record)}.")
    if jsonl.recognises(record):
        parsed = jsonl.draft_of(record)
    elif doccano.recognises(record):
        parsed = doccano.draft_of(record)
    else:
        parsed = prodigy.draft_of(record)
    if not replaced:
        return parsed
    note = f"{replaced} NUL characters or lone surrogates were replaced by U+FFFD."
    return Parsed(parsed.draft, (note, *parsed.notes))


def draft_of(line: bytes) -> ArticleDraft:
    """Give the article of one line without the notes; raises FormatError with a sentence."""
    return parse_line(line).draft
