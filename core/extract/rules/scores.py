"""How sure a rule is: its precision on the held-out half of the gold set (docs/extraction.md), as the spans' score."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from core.extract.reading import Finding

PRECISION = {
    ("DATE", ""): 0.96,
    ("QUANTITY", ""): 0.98,
    ("QUOTE", "direct"): 0.99,
    ("QUOTE", "indirect"): 0.93,
    ("CUE", ""): 0.98,
    ("ROLE", ""): 0.94,
}
"""By label and, for quotations, value. What the credits' grammar finds is too rare there to be measured: no score."""


def scored(findings: Iterable[Finding]) -> list[Finding]:
    """Give findings with the precision of their rule as their score."""
    return [replace(f, score=PRECISION.get((f.label, f.value if f.label == "QUOTE" else ""))) for f in findings]
