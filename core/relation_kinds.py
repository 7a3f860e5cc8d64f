"""The relations that two marks have by their labels: who speaks, whose role it is."""

from __future__ import annotations

SPEAKER, ROLE_OF = "speaker", "role_of"
BY_LABELS = {
    ("QUOTE", "PER"): SPEAKER,
    ("QUOTE", "ORG"): SPEAKER,
    ("QUOTE", "ROLE"): SPEAKER,
    ("ROLE", "PER"): ROLE_OF,
}
"""Types by the labels of head and child."""


def is_outlived(type_: str, before: tuple[str, str], after: tuple[str, str]) -> bool:
    """Tell whether the labels of head and child told a relation before, and no longer do.

    A relation that labels never told, of a person's own type or from elsewhere, outlasts any change of them.
    """
    return BY_LABELS.get(before) == type_ and BY_LABELS.get(after) != type_
