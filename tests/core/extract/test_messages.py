"""What goes between runner and worker, and what is said of what a component raised."""

from __future__ import annotations

import pytest

from core.extract.messages import in_short


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            ValueError("[E002] Can't find factory for 'x' (de). This usually happens when … it."),
            "[E002] Can't find factory for 'x' (de)",
        ),
        (ValueError("weights of v1.2 are missing.\nTraceback"), "weights of v1.2 are missing"),
        (ValueError("a" * 400), "a" * 300 + " …"),
    ],
)
def test_the_first_sentence_is_enough(error, said):
    assert in_short(error) == f"ValueError: {said}"


def test_an_error_without_a_word_has_its_kind():
    assert in_short(KeyError()) == "KeyError"
