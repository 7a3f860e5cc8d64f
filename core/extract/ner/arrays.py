"""Array types, and the border between NumPy's types and Thinc's."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
import numpy.typing as npt
from thinc.api import Model
from thinc.types import Ragged

Floats = npt.NDArray[np.float32]
Array = npt.NDArray[Any]
Sentences = list[list[str]]
"""The network's input: the words of some sentences."""


def ragged(rows: Array, lengths: Array) -> Ragged:
    """Join the rows of the tokens of all sentences with the sentences' lengths."""
    return Ragged(cast(Any, rows), cast(Any, lengths))


def rows_of(tokens: Ragged) -> Floats:
    """Give the rows of all tokens, sentence after sentence."""
    return cast(Floats, tokens.dataXd)


def lengths_of(tokens: Ragged) -> npt.NDArray[np.int32]:
    """Give the number of tokens of each sentence."""
    return cast("npt.NDArray[np.int32]", tokens.lengths)


Layer = Model[Any, Any]


def param(layer: Layer, name: str) -> Floats:
    """Give a weight array of a layer."""
    return cast(Floats, layer.get_param(name))


def set_param(layer: Layer, name: str, value: Array) -> None:
    """Set a weight array of a layer."""
    layer.set_param(name, cast(Any, value.astype(np.float32)))


def add_gradient(layer: Layer, name: str, value: Array) -> None:
    """Add to the gradient of a weight array."""
    layer.inc_grad(name, cast(Any, value.astype(np.float32, copy=False)))


def scatter_add(layer: Layer, table: Array, rows: Array, values: Array) -> None:
    """Add each value to its row of a table; rows may repeat."""
    layer.ops.scatter_add(cast(Any, table), cast(Any, rows), cast(Any, values))
