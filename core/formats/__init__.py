"""Annotation interchange: one module a format with its reader and writer side by side, and the table of them."""

from __future__ import annotations

from collections.abc import Mapping

from core.formats import doccano, json_lines, jsonl, prodigy
from core.formats.base import Format, LossReport

FORMATS: Mapping[str, Format] = {
    form.name: form
    for form in (
        Format("jsonl", "Leuchtstift JSONL", ".jsonl", json_lines.read, jsonl.write),
        Format("doccano", "doccano JSONL", ".jsonl", json_lines.read, doccano.write),
        Format("prodigy", "Prodigy JSONL", ".jsonl", json_lines.read, prodigy.write),
    )
}

READERS = {form.suffix: form.read for form in FORMATS.values()}

__all__ = ["FORMATS", "READERS", "Format", "LossReport"]
