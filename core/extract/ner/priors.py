"""What a large language model makes of a word by itself: log odds of labels for names that no other list has."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from core.extract.ner.lexicon import hashes, pack_keys, unpack_keys
from core.extract.ner.storage import pack, unpack


class Priors:
    """Looks up 8-bit log odds in an array that is sorted by the CRC-32 of the word; ``scale`` has one value a column.

    ``core.learn.guesses`` computes them. A word that is not stored, nor is its fallback form, has zeros.
    """

    def __init__(
        self, keys: npt.NDArray[np.uint32], odds: npt.NDArray[np.int8], scale: npt.NDArray[np.float32]
    ) -> None:
        self._keys, self._odds, self._scale = keys, odds, scale

    @classmethod
    def build(cls, words: Sequence[str], odds: npt.NDArray[np.float32]) -> Priors:
        """Make the table from words and their log odds, one row a word; of two words with one hash the first stays."""
        keys, first = np.unique(hashes(words), return_index=True)
        scale = np.maximum(np.abs(odds).max(axis=0, initial=0.0), 1e-6).astype(np.float32) / 127
        return cls(keys, np.round(odds[first] / scale).astype(np.int8), scale)

    @property
    def columns(self) -> int:
        """The number of columns that ``look_up`` gives."""
        return int(self._odds.shape[1]) + 1

    def look_up(self, words: Sequence[str], fallbacks: Sequence[str]) -> npt.NDArray[np.float32]:
        """Give one row a word: its log odds, or those of its fallback form, and whether it has any."""
        out = np.zeros((len(words), self.columns), np.float32)
        if not len(self._keys):
            return out
        for forms in (fallbacks, words):
            wanted = hashes(forms)
            places = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
            known = self._keys[places] == wanted
            out[known, :-1] = self._odds[places[known]] * self._scale
            out[known, -1] = 1.0
        return out

    def to_bytes(self) -> bytes:
        """Give the table as bytes."""
        return pack({**pack_keys(self._keys, "names"), "odds": self._odds, "scale": self._scale})

    @classmethod
    def from_bytes(cls, data: bytes) -> Priors:
        """Read what ``to_bytes`` gave."""
        stored = unpack(data)
        return cls(unpack_keys(stored, "names"), stored["odds"], stored["scale"])
