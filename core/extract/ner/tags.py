"""Tags of tokens: from labelled spans to tags and back, and which tag may follow which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

OUTSIDE = "O"

Span = tuple[int, int, str]
"""First token, token after the last, label."""


class TagScheme:
    """Names the tags of a label inventory and converts spans of tokens to tags and back.

    Main labels are coded BIOES (begin, inside, end, single; Ratinov and Roth 2009, "Design Challenges and
    Misconceptions in Named Entity Recognition"). Side labels (derived words and parts of compounds) are nearly always
    one token: they are coded IO, so a run of tokens with the same side tag is one span.
    """

    def __init__(self, labels: Sequence[str], side_labels: Sequence[str] = ()) -> None:
        self.labels = tuple(labels)
        self.side_labels = tuple(side_labels)
        names = [OUTSIDE]
        names += [f"{position}-{label}" for label in self.labels for position in "BIES"]
        names += [f"I-{label}" for label in self.side_labels]
        self.names = tuple(names)
        self.index = {name: number for number, name in enumerate(names)}
        self._main = set(self.labels)

    def __len__(self) -> int:
        """Count the tags."""
        return len(self.names)

    def encode(self, spans: Iterable[Span], length: int) -> npt.NDArray[np.int32]:
        """Give the tag numbers of a sentence of ``length`` tokens; labels that the scheme lacks are left outside."""
        tags = np.zeros(length, np.int32)
        for start, end, label in spans:
            if label in self._main:
                tags[start:end] = self.index[f"I-{label}"]
                tags[start] = self.index[f"B-{label}"]
                tags[end - 1] = self.index[f"E-{label}" if end - start > 1 else f"S-{label}"]
            elif label in self.side_labels:
                tags[start:end] = self.index[f"I-{label}"]
        return tags

    def decode(self, tags: Iterable[int]) -> list[Span]:
        """Give the spans that a sequence of tag numbers codes; an unfinished one is dropped."""
        spans: list[Span] = []
        start, open_label = 0, ""
        for position, tag in enumerate(tags):
            name = self.names[int(tag)]
            place, _, label = name.partition("-")
            if label in self.side_labels:
                if spans and spans[-1][1] == position and spans[-1][2] == label:
                    spans[-1] = (spans[-1][0], position + 1, label)
                else:
                    spans.append((position, position + 1, label))
                open_label = ""
            elif place == "S":
                spans.append((position, position + 1, label))
                open_label = ""
            elif place == "B":
                start, open_label = position, label
            elif place == "E" and open_label == label:
                spans.append((start, position + 1, label))
                open_label = ""
            elif place != "I" or open_label != label:
                open_label = ""
        return spans

    def allowed(self) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
        """Tell which tag may follow which (from, to), which may start a sentence and which may end one."""
        count = len(self)
        opens = np.array([self._place(name) in "BI" for name in self.names])  # a span goes on after it
        needs = np.array([self._place(name) in "IE" for name in self.names])  # a span came before it
        label = [name.partition("-")[2] for name in self.names]
        same = np.array([[label[a] == label[b] for b in range(count)] for a in range(count)])
        follows = (opens[:, None] & needs[None, :] & same) | (~opens[:, None] & ~needs[None, :])
        return follows, ~needs, ~opens

    def _place(self, name: str) -> str:
        """Give the letter of a tag's position; a side tag stands alone like O."""
        place, _, label = name.partition("-")
        return OUTSIDE if label in self.side_labels else place
