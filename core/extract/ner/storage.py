"""Model files as bytes: arrays in one archive, weights in few bits."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from core.extract.ner.arrays import Array, Layer, param, set_param

_TABLE_ROWS = 500  # a matrix with more rows than this is an embedding table: 8 bits a number, one scale a row
_SCALE = ".scale"


class Folder(Mapping[str, bytes]):
    """The files of a folder as bytes by name, each read when asked for: all at once would double the memory to load."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __getitem__(self, name: str) -> bytes:
        """Read a file; raises KeyError where there is none."""
        if name not in self:
            raise KeyError(name)
        return (self._path / name).read_bytes()

    def __contains__(self, name: object) -> bool:
        """Tell whether there is such a file."""
        return isinstance(name, str) and (self._path / name).is_file()

    def __iter__(self) -> Iterator[str]:
        """Give the names of the files."""
        return (path.name for path in self._path.iterdir() if path.is_file())

    def __len__(self) -> int:
        """Count the files."""
        return sum(1 for _ in self)


def pack(arrays: Mapping[str, Array]) -> bytes:
    """Give named arrays as the bytes of an ``.npz`` archive, the same bytes for the same arrays.

    It is not compressed: small integers gain little by that, and loading would take twice the time.
    """
    stream = io.BytesIO()
    np.savez(stream, **dict(arrays))  # type: ignore[arg-type]
    return stream.getvalue()


def unpack(data: bytes) -> dict[str, Array]:
    """Read what ``pack`` wrote."""
    with np.load(io.BytesIO(data), allow_pickle=False) as stored:
        return {name: stored[name] for name in stored.files}


def pack_weights(model: Layer) -> bytes:
    """Give the weights of a network: embedding tables as 8-bit integers with a scale a row, all else as 16-bit floats.

    Reading and writing them again changes nothing.
    """
    arrays: dict[str, Array] = {}
    for name, layer, key in _named_params(model):
        weights = param(layer, key)
        if weights.ndim == 2 and len(weights) > _TABLE_ROWS:
            scale = np.maximum(np.abs(weights).max(axis=1, keepdims=True) / 127, 1e-12).astype(np.float32)
            arrays[name] = np.round(weights / scale).astype(np.int8)
            arrays[name + _SCALE] = scale
        else:
            arrays[name] = weights.astype(np.float16)
    return pack(arrays)


def unpack_weights(model: Layer, data: bytes, *, skip: tuple[str, ...] = ()) -> None:
    """Set the weights of a network of the same build, but of layers whose names are in ``skip``.

    Raises ValueError if the stored weights do not fit the network.
    """
    arrays = unpack(data)
    for name, layer, key in _named_params(model):
        if layer.name in skip:
            continue
        if name not in arrays:
            raise ValueError(f"The stored weights lack {name}: they belong to another network.")
        weights = arrays[name].astype(np.float32)
        if name + _SCALE in arrays:
            weights *= arrays[name + _SCALE]
        set_param(layer, key, weights)


def _named_params(model: Layer) -> list[tuple[str, Layer, str]]:
    """Give each parameter with a name: its layer's name, the number among the layers of that name, its own name."""
    named, seen = [], Counter[str]()
    for layer in model.walk(order="dfs_pre"):
        if layer.param_names:
            named += [(f"{layer.name}.{seen[layer.name]}.{key}", layer, key) for key in layer.param_names]
            seen[layer.name] += 1
    return named
