"""What a person did to a proposal: never stored, it follows from comparing the decision with the proposal."""

from __future__ import annotations

from core.records import Correction, Span, SpanStatus


def correction(decision: Span, proposal: Span | None) -> Correction:
    """Tell what a decision did to the proposal that it names; without one it marks what no machine proposed."""
    if proposal is None:
        return Correction.MISSED
    if decision.status is SpanStatus.REJECTED:
        return Correction.REMOVED
    moved = (decision.start, decision.end, decision.fragments) != (proposal.start, proposal.end, proposal.fragments)
    if decision.label == proposal.label:
        return Correction.MOVED if moved else Correction.KEPT
    return Correction.REPLACED if moved else Correction.RELABELLED
