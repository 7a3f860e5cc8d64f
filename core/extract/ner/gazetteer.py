"""Names of places and people by kind: a table of words, each with a set of bits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from core.extract.ner.lexicon import hashes, pack_keys, unpack_keys
from core.extract.ner.storage import pack, unpack

COUNTRY, CITY, OTHER_NAME, VILLAGE, FIRST_NAME, LAST_NAME = (1 << bit for bit in range(6))
"""The lists that names come from; a city has more names in other languages, a village is one where German is spoken."""


class Gazetteer:
    """Tells for a word which lists it is in, one bit a list; words are kept as sorted CRC-32 hashes."""

    def __init__(self, keys: npt.NDArray[np.uint32], kinds: npt.NDArray[np.uint8], bits: int) -> None:
        self._keys, self._kinds = keys, kinds
        self.bits = bits

    @classmethod
    def build(cls, names: Mapping[str, int], bits: int) -> Gazetteer:
        """Make a table from names with their sets of bits."""
        keys, first = np.unique(hashes(names), return_index=True)
        return cls(keys, np.fromiter(names.values(), np.uint8)[first], bits)

    def look_up(self, words: Sequence[str], fallbacks: Sequence[str]) -> npt.NDArray[np.float32]:
        """Give one row of zeros and ones a word; a word that is in no list is looked up in its fallback form."""
        found = self._find(words)
        found = np.where(found, found, self._find(fallbacks))
        return ((found[:, None] >> np.arange(self.bits, dtype=np.uint8)) & 1).astype(np.float32)

    def lists_of(self, word: str) -> int:
        """Give the set of lists that a word is in."""
        return int(self._find([word])[0]) if len(self._keys) else 0

    def _find(self, words: Sequence[str]) -> npt.NDArray[np.uint8]:
        if not len(self._keys):
            return np.zeros(len(words), np.uint8)
        wanted = hashes(words)
        places = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
        return np.where(self._keys[places] == wanted, self._kinds[places], 0).astype(np.uint8)

    def to_bytes(self) -> bytes:
        """Give the table as bytes."""
        return pack({**pack_keys(self._keys, "names"), "kinds": self._kinds, "bits": np.array(self.bits)})

    @classmethod
    def from_bytes(cls, data: bytes) -> Gazetteer:
        """Read what ``to_bytes`` gave."""
        stored = unpack(data)
        return cls(unpack_keys(stored, "names"), stored["kinds"], int(stored["bits"]))
