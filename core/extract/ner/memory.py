"""Document memory: what the first reading of a text found about a word elsewhere, as evidence for a second reading."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from thinc.api import Model

from core.extract.ner.arrays import Array, Floats, Layer, add_gradient, param, set_param
from core.extract.ner.features import without_genitive
from core.extract.ner.tags import TagScheme

_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Recall:
    """Scores of tags with the evidence of the same words elsewhere in the text, one row a token."""

    scores: Floats
    evidence: Floats


def document_memory(scheme: TagScheme) -> Layer:
    """Make the layer that turns evidence into changes of tag scores; it starts with none.

    After Finkel, Grenager and Manning 2005 ("Incorporating Non-local Information") and Krishnan and Manning 2006
    (two-stage CRF): a name keeps its label through a text, a bare surname follows a full name, a headline's capitals
    hide a word that the text spells out. Only the evidence is computed by rule; what it is worth for which tag is
    learned.
    """
    columns = evidence_columns(scheme)
    return Model("document_memory", _forward, init=_init, params={"W": None}, dims={"nI": columns, "nO": len(scheme)})


def evidence_columns(scheme: TagScheme) -> int:
    """Count the columns of evidence: by label the mean, the maximum, that at a name's end; none; how often."""
    return 3 * len(scheme.labels) + 2


def _init(model: Layer, *_: Any, **__: Any) -> None:
    set_param(model, "W", np.zeros((model.get_dim("nI"), model.get_dim("nO"))))


def _forward(model: Layer, read: Recall, is_train: bool) -> tuple[Floats, Callable[[Floats], Floats]]:
    def backprop(d_scores: Floats) -> Floats:
        add_gradient(model, "W", read.evidence.T @ d_scores)
        return d_scores

    return read.scores + read.evidence @ param(model, "W"), backprop


def gather_evidence(words: Sequence[str], texts: npt.NDArray[np.int64], marginals: Array, scheme: TagScheme) -> Floats:
    """Give for each token what its text's other tokens of the same word were read as; zeros where there are none.

    ``texts`` numbers the text of each token. Words are the same without regard to case and to a final genitive s; only
    capitalised words of three letters or more remember anything.
    """
    evidence = np.zeros((len(words), evidence_columns(scheme)), np.float32)
    places: dict[tuple[int, str], list[int]] = {}
    for place, (text, word) in enumerate(zip(texts.tolist(), words, strict=True)):
        if word[:1].isupper() and len(word) >= _SHORTEST:
            places.setdefault((text, without_genitive(word.lower())), []).append(place)
    of_label = np.array([[name.partition("-")[2] == label for label in scheme.labels] for name in scheme.names])
    of_end = np.array([[name == f"E-{label}" for label in scheme.labels] for name in scheme.names])
    for group in places.values():
        if len(group) > 1:
            evidence[group] = _of_others(marginals[group] @ of_label, marginals[group] @ of_end)
    return evidence


def _of_others(masses: Array, ends: Array) -> Array:
    """Give for each row (one occurrence, one column a label) what the other rows say."""
    mean = (masses.sum(axis=0) - masses) / (len(masses) - 1)
    outside = 1.0 - mean.sum(axis=1, keepdims=True)
    number = np.full_like(outside, np.log2(len(masses)) / 3)
    return np.concatenate([mean, _highest_of_others(masses), _highest_of_others(ends), outside, number], axis=1)


def _highest_of_others(masses: Array) -> Array:
    order = np.sort(masses, axis=0)
    return np.asarray(np.where(masses == order[-1], order[-2], order[-1]))
