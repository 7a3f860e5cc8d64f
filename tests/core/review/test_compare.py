import pytest

from core.records import Correction, SpanStatus
from core.review.compare import correction
from tests.core.library_helpers import decision, proposal

PROPOSAL = proposal(1, 0, 4, "PER")


@pytest.mark.parametrize(
    ("made", "proposed", "said"),
    [
        (decision(2, 0, 4, "PER"), PROPOSAL, Correction.KEPT),
        (decision(2, 0, 4, "LOC"), PROPOSAL, Correction.RELABELLED),
        (decision(2, 0, 5, "PER"), PROPOSAL, Correction.MOVED),
        (decision(2, 0, 4, "PER", fragments=((0, 1), (2, 4))), PROPOSAL, Correction.MOVED),
        (decision(2, 1, 4, "LOC"), PROPOSAL, Correction.REPLACED),
        (decision(2, 0, 4, "PER", status=SpanStatus.REJECTED), PROPOSAL, Correction.REMOVED),
        (decision(2, 0, 4, "PER"), None, Correction.MISSED),
    ],
)
def test_what_was_done_follows_from_comparing(made, proposed, said):
    assert correction(made, proposed) is said
