"""Scores of an entity recogniser: strict precision, recall and F1 with confidence intervals, and calibration."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.extract.ner.tags import Span

Counts = npt.NDArray[np.int64]
"""Right, proposed and wanted spans."""


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 from 0 to 1, with the 95 % bootstrap interval of F1."""

    precision: float
    recall: float
    f1: float
    low: float
    high: float
    wanted: int


def counts_by_sentence(found: Sequence[Iterable[Span]], wanted: Sequence[Iterable[Span]], labels: set[str]) -> Counts:
    """Count right, proposed and wanted spans of some labels, one row a sentence; a span is right if all of it is."""
    rows = []
    for proposed, gold in zip(found, wanted, strict=True):
        ours = {span for span in proposed if span[2] in labels}
        theirs = {span for span in gold if span[2] in labels}
        rows.append((len(ours & theirs), len(ours), len(theirs)))
    return np.array(rows, np.int64).reshape(-1, 3)


def f1(counts: Counts) -> float:
    """Give F1 from the sums of right, proposed and wanted spans."""
    right, proposed, wanted = (int(value) for value in counts)
    return 2 * right / (proposed + wanted) if proposed + wanted else 0.0


def score(counts: Counts, *, resamples: int = 1000, seed: int = 0) -> Score:
    """Give the scores of some sentences with a percentile bootstrap over sentences (Efron and Tibshirani 1993)."""
    total = counts.sum(axis=0)
    random = np.random.default_rng(seed)
    samples = [f1(counts[random.integers(0, len(counts), len(counts))].sum(axis=0)) for _ in range(resamples)]
    low, high = np.percentile(samples, [2.5, 97.5]) if samples else (0.0, 0.0)
    right, proposed, wanted = (int(value) for value in total)
    return Score(right / max(proposed, 1), right / max(wanted, 1), f1(total), float(low), float(high), wanted)


@dataclass(frozen=True, slots=True)
class Reliability:
    """How well probabilities tell how often spans are right: bins of (mean probability, share right, number)."""

    bins: tuple[tuple[float, float, int], ...]

    @property
    def error(self) -> float:
        """The expected calibration error: the mean distance, weighted by the number (Naeini et al. 2015)."""
        total = sum(number for _, _, number in self.bins)
        return sum(number * abs(said - true) for said, true, number in self.bins) / max(total, 1)


def reliability(probabilities: Sequence[float], right: Sequence[bool], bins: int = 10) -> Reliability:
    """Sort spans by their probability into bins of equal width."""
    said, true = np.asarray(probabilities, float), np.asarray(right, float)
    place = np.minimum((said * bins).astype(int), bins - 1)
    filled = [number for number in range(bins) if (place == number).any()]
    return Reliability(
        tuple((float(said[place == b].mean()), float(true[place == b].mean()), int((place == b).sum())) for b in filled)
    )
