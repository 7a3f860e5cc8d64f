"""Calibration: from the probability that the net gives a span to how often such spans are right."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

_EDGE = 1e-6


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic curve over the log odds, one a label (Platt 1999; Guo et al. 2017).

    ``curves`` maps a label to (slope, intercept); a label without one keeps the net's own probability.
    """

    curves: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def __call__(self, probability: float, label: str) -> float:
        """Give the calibrated probability of a span."""
        slope, intercept = self.curves.get(label, (1.0, 0.0))
        inner = min(max(probability, _EDGE), 1 - _EDGE)
        odds = math.log(inner / (1 - inner))
        return 1 / (1 + math.exp(-(slope * odds + intercept)))
