"""Names of places by kind: a small table of words, each with a set of bits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt


class Gazetteer:
    """Tells for a word which lists it is in, one bit a list."""

    def __init__(self, names: Mapping[str, int], bits: int) -> None:
        self._names = dict(names)
        self.bits = bits

    def look_up(self, words: Sequence[str], fallbacks: Sequence[str]) -> npt.NDArray[np.float32]:
        """Give one row of zeros and ones a word; a word that is in no list is looked up in its fallback form."""
        find = self._names.get
        found = np.fromiter(
            (find(word) or find(other, 0) for word, other in zip(words, fallbacks, strict=True)), np.int64, len(words)
        )
        return ((found[:, None] >> np.arange(self.bits)) & 1).astype(np.float32)

    def to_bytes(self) -> bytes:
        """Give the names with their sets of bits, sorted, as text."""
        lines = [f"# bits\t{self.bits}"]
        lines += [f"{name}\t{bits}" for name, bits in sorted(self._names.items())]
        return ("\n".join(lines) + "\n").encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Gazetteer:
        """Read what ``to_bytes`` gave."""
        first, *lines = data.decode().splitlines()
        pairs = (line.split("\t") for line in lines)
        return cls({name: int(bits) for name, bits in pairs}, int(first.split("\t")[1]))
