"""German nouns and word forms of a dictionary: which capitalised words are common nouns, or end in one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from core.extract.ner.lexicon import hashes, pack_keys, unpack_keys
from core.extract.ner.storage import pack, unpack

COLUMNS = 4
_SHORTEST_HEAD = 4
_MOST_HEADS = 12


class WordList:
    """Tells which words are nouns or forms in a dictionary, and how much of a compound its known head is.

    German writes every noun with a capital, so a capital says little about names; a dictionary says more. Words are
    kept as sorted CRC-32 hashes: nouns as they are written, forms in small letters.
    """

    def __init__(self, nouns: npt.NDArray[np.uint32], forms: npt.NDArray[np.uint32]) -> None:
        self._nouns, self._forms = nouns, forms

    @classmethod
    def build(cls, nouns: Iterable[str], forms: Iterable[str]) -> WordList:
        """Make the list from nouns with capitals and word forms in any case."""
        return cls(np.unique(hashes(nouns)), np.unique(hashes(form.lower() for form in forms)))

    def look_up(self, words: Sequence[str]) -> npt.NDArray[np.float32]:
        """Give a row a word: is a noun, is a form, share of the longest noun at its end, share of the longest form."""
        out = np.zeros((len(words), COLUMNS), np.float32)
        out[:, 0] = _known(self._nouns, words)
        out[:, 1] = _known(self._forms, [word.lower() for word in words])
        owners, heads = _heads(words)
        if heads:
            share = np.array([len(head) for head in heads], np.float32) / [len(words[owner]) for owner in owners]
            nouns = _known(self._nouns, [head[:1].upper() + head[1:] for head in heads]) * share
            forms = _known(self._forms, [head.lower() for head in heads]) * share
            np.maximum.at(out[:, 2], owners, nouns)
            np.maximum.at(out[:, 3], owners, forms)
        return out

    def is_form(self, word: str) -> bool:
        """Tell whether a word, in any case, is a form in the dictionary."""
        return bool(_known(self._forms, [word.lower()])[0]) if len(self._forms) else False

    def to_bytes(self) -> bytes:
        """Give the hashes as bytes."""
        return pack({**pack_keys(self._nouns, "nouns"), **pack_keys(self._forms, "forms")})

    @classmethod
    def from_bytes(cls, data: bytes) -> WordList:
        """Read what ``to_bytes`` gave."""
        stored = unpack(data)
        return cls(unpack_keys(stored, "nouns"), unpack_keys(stored, "forms"))


def _known(keys: npt.NDArray[np.uint32], words: Sequence[str]) -> npt.NDArray[np.bool_]:
    if not len(keys):
        return np.zeros(len(words), bool)
    wanted = hashes(words)
    return np.asarray(keys[np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)] == wanted)


def _heads(words: Sequence[str]) -> tuple[npt.NDArray[np.int64], list[str]]:
    """Give the possible heads of capitalised words (their ends, four letters or more) and whose they are."""
    owners: list[int] = []
    heads: list[str] = []
    for number, word in enumerate(words):
        if word[:1].isupper() and len(word) > _SHORTEST_HEAD:
            for start in range(max(1, len(word) - _MOST_HEADS - _SHORTEST_HEAD), len(word) - _SHORTEST_HEAD + 1):
                owners.append(number)
                heads.append(word[start:])
    return np.array(owners, np.int64), heads
