"""Linear-chain conditional random field over tags: partition sums, marginals, gradients and the best path.

Lafferty, McCallum and Pereira 2001; forward-backward with scaling as in Rabiner 1989, section V.A; transitions that the tag
scheme forbids have weight zero in all sums (Wei et al. 2021, "Masked Conditional Random Fields"). All sentences of a batch go
through the recursions together, sorted by length.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from thinc.api import Model
from thinc.types import Ragged

from core.extract.ner.tags import TagScheme

Floats = npt.NDArray[Any]
_FORBIDDEN = -1e4


@dataclass(frozen=True, slots=True)
class Weights:
    """Scores of the chain: of a tag after another (from, to), at a sentence's start and at its end."""

    follow: Floats
    start: Floats
    end: Floats


@dataclass(frozen=True, slots=True)
class Lattice:
    """Result of forward-backward over some sentences, one row a token.

    ``forward * backward`` are the marginals; ``local`` holds each token's weights divided by its scale, so that a product of
    ``follow`` and ``local`` along a path, between ``forward`` and ``backward``, is that path's probability.
    """

    forward: Floats
    backward: Floats
    local: Floats
    follow: Floats
    log_partition: Floats

    @property
    def marginals(self) -> Floats:
        """The probability of each tag at each token."""
        return self.forward * self.backward

    def path_probability(self, first: int, tags: list[int]) -> float:
        """Give the probability that the tokens from ``first`` on have exactly these tags."""
        value = self.forward[first, tags[0]]
        for token, (before, tag) in enumerate(zip(tags, tags[1:], strict=False), first + 1):
            value = value * self.follow[before, tag] * self.local[token, tag]
        return float(value * self.backward[first + len(tags) - 1, tags[-1]])


def CRF(scheme: TagScheme) -> Model[Ragged, Ragged]:
    """Make the layer that owns the chain's weights; its forward pass is the identity, the sums are functions below."""
    return Model(
        "crf", _identity, init=_init, params={"follow": None, "start": None, "end": None}, attrs={"scheme": scheme}
    )


def _identity(model: Model[Ragged, Ragged], X: Ragged, is_train: bool) -> tuple[Ragged, Callable[[Ragged], Ragged]]:
    return X, lambda d_X: d_X


def _init(model: Model[Ragged, Ragged], X: Any = None, Y: Any = None) -> None:
    count = len(model.attrs["scheme"])
    model.set_param("follow", np.zeros((count, count), np.float32))
    model.set_param("start", np.zeros(count, np.float32))
    model.set_param("end", np.zeros(count, np.float32))


def weights_of(model: Model[Ragged, Ragged]) -> Weights:
    """Give the weights of a CRF layer with the forbidden transitions masked."""
    follows, starts, ends = model.attrs["scheme"].allowed()
    return Weights(
        np.where(follows, model.get_param("follow"), _FORBIDDEN),
        np.where(starts, model.get_param("start"), _FORBIDDEN),
        np.where(ends, model.get_param("end"), _FORBIDDEN),
    )


def forward_backward(scores: Floats, lengths: npt.NDArray[Any], weights: Weights) -> Lattice:
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


def gradient(
    lattice: Lattice, target: Lattice | Floats, tags: npt.NDArray[Any] | None, lengths: npt.NDArray[Any]
) -> tuple[Floats, Weights]:
    """Give the gradient of the negative log likelihood by the scores and by the weights: expected minus wanted counts.

    ``target`` is the lattice of the tag sequences that the annotation allows, or the wanted marginals; in that case ``tags``
    are the wanted tags, whose transitions are counted.
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


def path_score(scores: Floats, lengths: npt.NDArray[Any], weights: Weights, tags: npt.NDArray[Any]) -> Floats:
    """Give the score of one tag sequence a sentence."""
    total, _ = _with_ends(scores, lengths, weights)
    each = total[np.arange(len(tags)), tags]
    firsts = np.cumsum(lengths) - lengths
    step = np.zeros(len(tags))
    step[1:] = weights.follow[tags[:-1], tags[1:]]
    step[firsts] = 0.0
    return np.asarray(np.add.reduceat(each + step, firsts))


def best_tags(scores: Floats, lengths: npt.NDArray[Any], weights: Weights) -> npt.NDArray[np.int64]:
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
    layer: Model[Ragged, Ragged], scores: Ragged, allowed: npt.NDArray[np.bool_]
) -> tuple[float, Ragged]:
    """Give the negative log likelihood of an annotation and its gradient by the scores; the layer's own gradient is added.

    ``allowed`` tells for each token which tags the annotation allows: one where it is annotated, all where it is not known, so
    that a partly annotated text teaches only what it says (Tsuboi et al. 2008, "Training Conditional Random Fields Using
    Incomplete Annotations"). Both are divided by the number of tokens.
    """
    weights = weights_of(layer)
    lattice = forward_backward(scores.dataXd, scores.lengths, weights)
    target = forward_backward(np.where(allowed, scores.dataXd, _FORBIDDEN), scores.lengths, weights)
    loss = float((lattice.log_partition - target.log_partition).sum())
    d_scores, d_weights = gradient(lattice, target, None, scores.lengths)
    share = 1.0 / len(allowed)
    layer.inc_grad("follow", (d_weights.follow * share).astype(np.float32))
    layer.inc_grad("start", (d_weights.start * share).astype(np.float32))
    layer.inc_grad("end", (d_weights.end * share).astype(np.float32))
    return loss * share, Ragged((d_scores * share).astype(np.float32), scores.lengths)


def _steps(lengths: npt.NDArray[Any]) -> list[npt.NDArray[np.int64]]:
    """Give the rows of the first tokens of all sentences, of all second tokens, and so on."""
    order = np.argsort(-lengths, kind="stable")
    firsts = (np.cumsum(lengths) - lengths)[order]
    falling = lengths[order]
    longest = int(falling[0]) if len(falling) else 0
    return [firsts[: int(np.searchsorted(-falling, -step))] + step for step in range(longest)]


def _with_ends(scores: Floats, lengths: npt.NDArray[Any], weights: Weights) -> tuple[Floats, Floats]:
    """Add the start and end weights to the scores of first and last tokens; also give each row's maximum."""
    total = scores.astype(np.float64)
    lasts = np.cumsum(lengths) - 1
    total[lasts - lengths + 1] += weights.start
    total[lasts] += weights.end
    return total, total.max(axis=1)


def _pairs(lattice: Lattice, later: npt.NDArray[np.int64]) -> Floats:
    """Give the expected number of each pair of neighbouring tags."""
    right = lattice.local[later] * lattice.backward[later]
    return np.asarray((lattice.forward[later - 1].T @ right) * lattice.follow)
