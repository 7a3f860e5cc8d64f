"""Subword vectors: the mean of the quantised vectors of a word's SentencePiece pieces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import sentencepiece

from core.extract.ner.storage import pack, unpack

_MODEL = "sentencepiece.model"
_TABLE = "subwords.npz"


class Subwords:
    """Cuts words into pieces (Kudo 2018, "Subword Regularization", unigram model) and averages the pieces' vectors.

    ``table`` has one row for each piece of the SentencePiece model: 8-bit integers, with one scale a column.
    """

    def __init__(self, model: bytes, table: npt.NDArray[np.int8], scale: npt.NDArray[np.float32]) -> None:
        self._model = model
        self._table, self._scale = table, scale

    @cached_property
    def _pieces(self) -> Any:
        """The pieces' processor, made for the first words: a pipeline may be loaded for its labels only."""
        return sentencepiece.SentencePieceProcessor(model_proto=self._model)

    @property
    def width(self) -> int:
        """The number of columns of the vectors."""
        return int(self._table.shape[1])

    def vectors(self, words: Sequence[str]) -> npt.NDArray[np.float32]:
        """Give one vector a word, scaled to the same length; a word without pieces has zeros."""
        out = np.zeros((len(words), self.width), np.float32)
        pieces = self._pieces.encode(list(words))
        lengths = np.fromiter(map(len, pieces), np.int64, len(pieces))
        filled = np.flatnonzero(lengths)
        if len(filled):
            flat = np.fromiter((piece for word in pieces for piece in word), np.int64)
            starts = np.cumsum(lengths[filled]) - lengths[filled]
            sums = np.add.reduceat(self._table[flat].astype(np.float32), starts, axis=0)
            out[filled] = sums / lengths[filled, None] * self._scale
        norms = np.sqrt(np.einsum("ij,ij->i", out, out))[:, None]
        scale = np.float32(0.5 * self.width**0.5)
        return np.asarray(out / (norms + np.float32(1e-6)) * scale, np.float32)

    def to_files(self) -> dict[str, bytes]:
        """Give the SentencePiece model and the table as the bytes of two files."""
        return {_MODEL: self._model, _TABLE: pack({"table": self._table, "scale": self._scale})}

    @classmethod
    def from_files(cls, files: Mapping[str, bytes]) -> Subwords:
        """Read what ``to_files`` gave."""
        stored = unpack(files[_TABLE])
        return cls(files[_MODEL], stored["table"], stored["scale"])
