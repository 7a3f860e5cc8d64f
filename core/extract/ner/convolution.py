"""One residual convolution over the tokens of sentences: window, larger of two linear maps, layer norm, dropout."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from thinc.api import Model
from thinc.types import Ragged

from core.extract.ner.arrays import Array, Floats, Layer, add_gradient, lengths_of, param, ragged, rows_of, set_param

_SMALL = np.float32(1e-5)


def convolution(width: int, gap: int) -> Layer:
    """Make a layer that adds to each token what it and its neighbours ``gap`` to the left and to the right say.

    Stacked with different gaps this is a dilated convolution (Strubell et al. 2017, "Fast and Accurate Entity
    Recognition with Iterated Dilated Convolutions"); maxout: Goodfellow et al. 2013; layer norm: Ba et al. 2016; the
    block is that of spaCy's own encoder. It is one layer instead of five of Thinc's because most of the time went
    into passing arrays on.
    """
    return Model(
        "convolution",
        _forward,
        init=_init,
        params={"W": None, "b": None, "G": None, "h": None},
        dims={"nO": width, "nI": width},
        attrs={"gap": gap, "dropout_rate": 0.0},
    )


def _init(model: Layer, *_: Any, **__: Any) -> None:
    width = model.get_dim("nO")
    set_param(model, "W", np.random.standard_normal((2 * width, 3 * width)) / (3 * width) ** 0.5)
    set_param(model, "b", np.zeros(2 * width))
    set_param(model, "G", np.ones(width))
    set_param(model, "h", np.zeros(width))


def _forward(model: Layer, tokens: Ragged, is_train: bool) -> tuple[Ragged, Callable[[Ragged], Ragged]]:
    X, lengths, gap = rows_of(tokens), lengths_of(tokens), model.attrs["gap"]  # noqa: N806 - X as Thinc names it
    same = same_sentence(lengths, gap)
    seen = neighbours(X, same, gap)
    weights, scale = param(model, "W"), param(model, "G")
    both = seen @ weights.T
    both += param(model, "b")
    width = X.shape[1]
    left, right = both[:, :width], both[:, width:]
    larger = np.maximum(left, right)
    spread = _standardise(larger)
    out = larger * scale
    out += param(model, "h")
    mask = dropout_mask(lengths, width, model.attrs["dropout_rate"]) if is_train else None
    if mask is not None:
        out *= mask
    out += X

    def backprop(d_tokens: Ragged) -> Ragged:
        d_out = rows_of(d_tokens)
        d_norm = d_out if mask is None else d_out * mask
        add_gradient(model, "G", (d_norm * larger).sum(axis=0))
        add_gradient(model, "h", d_norm.sum(axis=0))
        d_larger = _standardise_gradient(d_norm * scale, larger, spread)
        is_left = left >= right
        d_both = np.concatenate([d_larger * is_left, d_larger * ~is_left], axis=1)
        add_gradient(model, "W", d_both.T @ seen)
        add_gradient(model, "b", d_both.sum(axis=0))
        return ragged(d_out + _neighbours_gradient(d_both @ weights, same, gap), lengths)

    return ragged(out, lengths), backprop


def same_sentence(lengths: Array, gap: int) -> Array:
    """Tell for each token from the ``gap``-th on whether the one ``gap`` before it is of the same sentence."""
    sentence = np.repeat(np.arange(len(lengths)), lengths)
    return np.asarray((sentence[gap:] == sentence[:-gap])[:, None])


def neighbours(tokens: Floats, same: Array, gap: int) -> Floats:
    """Join each token with its neighbours to the left and to the right; beyond its sentence's ends there are zeros."""
    count, width = tokens.shape
    out = np.empty((count, 3 * width), np.float32)
    out[:gap, :width] = 0.0
    np.multiply(tokens[:-gap], same, out=out[gap:, :width])
    out[:, width : 2 * width] = tokens
    np.multiply(tokens[gap:], same, out=out[: max(count - gap, 0), 2 * width :])
    out[max(count - gap, 0) :, 2 * width :] = 0.0
    return out


def _neighbours_gradient(d_out: Floats, same: Array, gap: int) -> Floats:
    count, width = len(d_out), d_out.shape[1] // 3
    d_tokens = d_out[:, width : 2 * width].copy()
    d_tokens[:-gap] += d_out[gap:, :width] * same
    d_tokens[gap:] += d_out[: max(count - gap, 0), 2 * width :] * same
    return d_tokens


def _standardise(rows: Floats) -> Floats:
    """Bring each row to mean 0 and variance 1, in place; give one over the old spread of each."""
    rows -= rows.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", rows, rows)[:, None] / np.float32(rows.shape[1])
    spread: Floats = 1.0 / np.sqrt(variance + _SMALL)
    rows *= spread
    return spread


def _standardise_gradient(d_rows: Floats, rows: Floats, spread: Floats) -> Floats:
    width = np.float32(rows.shape[1])
    along = np.einsum("ij,ij->i", d_rows, rows)[:, None] / width
    d_in: Floats = (d_rows - d_rows.mean(axis=1, keepdims=True) - rows * along) * spread
    return d_in


def dropout_mask(lengths: Array, width: int, rate: float) -> Floats | None:
    """Give a mask that drops the same columns at all tokens of a sentence (variational: Gal and Ghahramani 2016)."""
    if rate <= 0.0:
        return None
    kept = (np.random.random((len(lengths), width)) >= rate) / (1.0 - rate)
    return np.repeat(kept.astype(np.float32), lengths, axis=0)
