"""Linear-chain conditional random field over tags: partition sums, marginals, gradients and the best path.

Lafferty, McCallum and Pereira 2001; forward-backward with scaling as in Rabiner 1989, section V.A; transitions that
the tag scheme forbids have weight zero in all sums (Wei et al. 2021, "Masked Conditional Random Fields"). All
sentences of a batch go through the recursions together, sorted by length.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from thinc.api import Model

from core.extract.ner.arrays import Array, Layer, add_gradient, param, set_param
from core.extract.ner.tags import TagScheme

_FORBIDDEN = -1e4


@dataclass(frozen=True, slots=True)
class Weights:
    """Scores of the chain: of a tag after another (from, to), at a sentence's start and at its end."""

    follow: Array
    start: Array
    end: Array


@dataclass(frozen=True, slots=True)
class Lattice:
    """Result of forward-backward over some sentences, one row a token.

    ``forward * backward`` are the marginals; ``local`` holds each token's weights divided by its scale, so that a
    product of ``follow`` and ``local`` along a path, between ``forward`` and ``backward``, is that path's
    probability.
    """

    forward: Array
    backward: Array
    local: Array
    follow: Array
    log_partition: Array

    @property
    def marginals(self) -> Array:
        """The probability of each tag at each token."""
        return self.forward * self.backward

    def path_probability(self, first: int, tags: list[int]) -> float:
        """Give the probability that the tokens from ``first`` on have exactly these tags."""
        value = self.forward[first, tags[0]]
        for token, (before, tag) in enumerate(pairwise(tags), first + 1):
            value = value * self.follow[before, tag] * self.local[token, tag]
        return float(value * self.backward[first + len(tags) - 1, tags[-1]])


def CRF(scheme: TagScheme) -> Layer:
    """Make the layer that owns the chain's weights; the functions below do the sums with them."""
    return Model(
        "crf", _no_forward, init=_init, params={"follow": None, "start": None, "end": None}, attrs={"scheme": scheme}
    )


def _no_forward(model: Layer, tokens: Any, is_train: bool) -> Any:
    raise TypeError("The chain's sums are functions of this module.")


def _init(model: Layer, *_: Any, **__: Any) -> None:
    count = len(model.attrs["scheme"])
    for name, shape in (("follow", (count, count)), ("start", (count,)), ("end", (count,))):
        set_param(model, name, np.zeros(shape))


def weights_of(model: Layer) -> Weights:
    """Give the weights of a CRF layer with the forbidden transitions masked."""
    follows, starts, ends = model.attrs["scheme"].allowed()
    return Weights(
        np.where(follows, param(model, "follow"), _FORBIDDEN),
        np.where(starts, param(model, "start"), _FORBIDDEN),
        np.where(ends, param(model, "end"), _FORBIDDEN),
    )


def forward_backward(scores: Array, lengths: Array, weights: Weights) -> Lattice:
    """Sum over all tag sequences of each sentence; ``scores`` has one row a token, sentence after sentence."""
    steps = _steps(lengths)
    total, best = _with_ends(scores, lengths, weights)
    follow = np.exp(weights.follow.astype(np.float64))
    local = np.exp(total - best[:, None])
    forward, backward = np.empty_like(local), np.ones_like(local)
    scale = np.empty(len(local))
    for step, rows in enumerate(steps):
        reach = local[rows] * (forward[rows - 1] @ follow) if step else local[rows]
        scale[rows] = reach.sum(axis=1)
        forward[rows] = reach / scale[rows, None]
    local /= scale[:, None]
    for rows in steps[:0:-1]:
        backward[rows - 1] = (local[rows] * backward[rows]) @ follow.T
    log_scale = np.log(scale) + best
    firsts = np.cumsum(lengths) - lengths
    return Lattice(forward, backward, local, follow, np.add.reduceat(log_scale, firsts))


def gradient(lattice: Lattice, target: Lattice | Array, tags: Array | None, lengths: Array) -> tuple[Array, Weights]:
    """Give the gradient of the negative log likelihood by the scores and by the weights: expected minus wanted counts.

    ``target`` is the lattice of the tag sequences that the annotation allows, or the wanted marginals; in that case
    ``tags`` are the wanted tags, whose transitions are counted.
    """
    firsts = np.cumsum(lengths) - lengths
    inner = np.ones(len(lattice.forward), bool)
    inner[firsts] = False
    later = np.flatnonzero(inner)
    wanted = target.marginals if isinstance(target, Lattice) else target
    d_scores = lattice.marginals - wanted
    d_follow = _pairs(lattice, later)
    if isinstance(target, Lattice):
        d_follow -= _pairs(target, later)
    else:
        assert tags is not None
        np.subtract.at(d_follow, (tags[later - 1], tags[later]), 1.0)
    lasts = firsts + lengths - 1
    return d_scores, Weights(d_follow, d_scores[firsts].sum(axis=0), d_scores[lasts].sum(axis=0))


def path_score(scores: Array, lengths: Array, weights: Weights, tags: Array) -> Array:
    """Give the score of one tag sequence a sentence."""
    total, _ = _with_ends(scores, lengths, weights)
    each = total[np.arange(len(tags)), tags]
    firsts = np.cumsum(lengths) - lengths
    step = np.zeros(len(tags))
    step[1:] = weights.follow[tags[:-1], tags[1:]]
    step[firsts] = 0.0
    return np.asarray(np.add.reduceat(each + step, firsts))


def best_tags(scores: Array, lengths: Array, weights: Weights) -> npt.NDArray[np.int64]:
    """Give the tags of the best path through each sentence (Viterbi 1967), one a token."""
    steps = _steps(lengths)
    total, _ = _with_ends(scores, lengths, weights)
    came_from = np.zeros(total.shape, np.int16)
    follow = weights.follow.T.astype(np.float32)  # (to, from): the maximum runs along the last axis
    reach = total.astype(np.float32)
    for rows in steps[1:]:
        paths = reach[rows - 1][:, None, :] + follow
        came_from[rows] = paths.argmax(axis=2)
        reach[rows] += np.take_along_axis(paths, came_from[rows][:, :, None].astype(np.int64), axis=2)[:, :, 0]
    tags = np.zeros(len(total), np.int64)
    lasts = np.cumsum(lengths) - 1
    tags[lasts] = reach[lasts].argmax(axis=1)
    for rows in steps[:0:-1]:
        tags[rows - 1] = came_from[rows, tags[rows]]
    return tags


def likelihood_gradient(
    layer: Layer, scores: Array, lengths: Array, allowed: npt.NDArray[np.bool_]
) -> tuple[float, Array]:
    """Give the loss of an annotation (negative log likelihood) and its gradient; the layer's own gradient is added.

    ``allowed`` tells for each token which tags the annotation allows: one where it is annotated, all where it is not
    known, so that a partly annotated text teaches only what it says (Tsuboi et al. 2008, "Training Conditional Random
    Fields Using Incomplete Annotations"). Both are divided by the number of tokens.
    """
    weights = weights_of(layer)
    lattice = forward_backward(scores, lengths, weights)
    target = forward_backward(np.where(allowed, scores, _FORBIDDEN), lengths, weights)
    loss = float((lattice.log_partition - target.log_partition).sum())
    d_scores, d_weights = gradient(lattice, target, None, lengths)
    share = 1.0 / len(allowed)
    for name in ("follow", "start", "end"):
        add_gradient(layer, name, getattr(d_weights, name) * share)
    return loss * share, (d_scores * share).astype(np.float32)


def _steps(lengths: Array) -> list[npt.NDArray[np.int64]]:
    """Give the rows of the first tokens of all sentences, of all second tokens, and so on."""
    order = np.argsort(-lengths, kind="stable")
    firsts = (np.cumsum(lengths) - lengths)[order]
    falling = lengths[order]
    longest = int(falling[0]) if len(falling) else 0
    return [firsts[: int(np.searchsorted(-falling, -step))] + step for step in range(longest)]


def _with_ends(scores: Array, lengths: Array, weights: Weights) -> tuple[Array, Array]:
    """Add the start and end weights to the scores of first and last tokens; also give each row's maximum."""
    total = scores.astype(np.float64)
    lasts = np.cumsum(lengths) - 1
    total[lasts - lengths + 1] += weights.start
    total[lasts] += weights.end
    return total, total.max(axis=1)


def _pairs(lattice: Lattice, later: npt.NDArray[np.int64]) -> Array:
    """Give the expected number of each pair of neighbouring tags."""
    right = lattice.local[later] * lattice.backward[later]
    return np.asarray((lattice.forward[later - 1].T @ right) * lattice.follow)
