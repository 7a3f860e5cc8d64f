"""What a person did to a proposal: never stored, it follows from comparing the decision with the proposal."""

from __future__ import annotations

from typing import Protocol

from core.offsets import Ranged
from core.records import Correction, SpanStatus


class Said(Ranged, Protocol):
    """What of a span is compared; the fragments in whichever form, but both in the same."""

    @property
    def label(self) -> str:
        """The label's code."""
        ...

    @property
    def status(self) -> str:
        """What was decided."""
        ...

    @property
    def fragments(self) -> object:
        """The parts, None if there is only one."""
        ...


def correction(decision: Said, proposal: Said | None) -> Correction:
    """Tell what a decision did to the proposal that it names; without one it marks what no machine proposed."""
    if proposal is None:
        return Correction.MISSED
    if decision.status == SpanStatus.REJECTED:
        return Correction.REMOVED
    moved = (decision.start, decision.end, decision.fragments) != (proposal.start, proposal.end, proposal.fragments)
    if decision.label == proposal.label:
        return Correction.MOVED if moved else Correction.KEPT
    return Correction.REPLACED if moved else Correction.RELABELLED
