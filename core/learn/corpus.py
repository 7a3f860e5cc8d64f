"""Training texts: sentences of words with spans, read from the data folder beside the project."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.extract.ner.tags import Span

HELD_OUT, HELD_OUT_SEED = 0.05, 7  # the share of the training part that is kept for calibration
SPEECHES = 25_298  # in the file


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words of one sentence with its spans."""

    words: tuple[str, ...]
    spans: tuple[Span, ...] = ()


def read_germeval(data: Path, part: str) -> list[Sentence]:
    """Read a part (``train``, ``dev``) of GermEval 2014 (Benikova et al. 2014, CC BY 4.0), all its labels."""
    sentences = []
    with (data / "germeval2014" / f"{part}.jsonl").open(encoding="utf-8") as stream:
        for line in stream:
            record = json.loads(line)
            spans = tuple((int(start), int(end), str(label)) for start, end, label in record["spans"])
            sentences.append(Sentence(tuple(record["toks"]), spans))
    return sentences


def hold_out(sentences: list[Sentence], share: float, seed: int) -> tuple[list[Sentence], list[Sentence]]:
    """Cut a random share off: what remains to learn from, and what is held out for calibration."""
    order = np.random.default_rng(seed).permutation(len(sentences))
    cut = round(len(sentences) * share)
    return [sentences[i] for i in sorted(order[cut:])], [sentences[i] for i in sorted(order[:cut])]


def read_speeches(data: Path) -> Iterator[str]:
    """Give the speeches of the Bundestag's 20th term, one text after the other."""
    with lzma.open(data / "bundestag20" / "speeches.jsonl.xz", "rt", encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)["text"]
