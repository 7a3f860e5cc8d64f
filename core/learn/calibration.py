"""Fit what turns scores into decisions and probabilities: the bias against "outside" and the calibration curves."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from core.extract.ner.component import EntityRecogniser
from core.learn.corpus import Sentence
from core.learn.evaluation import f1
from core.learn.training import dev_counts, find_spans

_BIASES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0, 1.2)
_EDGE = 1e-6
_PRIOR_SPANS = 30.0
_SMALLEST_STEP = 1e-6


def fit(ner: EntityRecogniser, held_out: Sequence[Sentence]) -> None:
    """Choose the bias with the best F1 on held-out sentences, then fit one curve a label there."""
    ner.set_decoding(0.0, {})
    scores = []
    for bias in _BIASES:
        ner.set_decoding(bias, {})
        scores.append(f1(dev_counts(ner, held_out).sum(axis=0)))
    # A parabola through the scores smooths out the noise of a small sample.
    curve = np.polyfit(_BIASES, scores, 2)
    smooth = np.polyval(curve, _BIASES)
    best = _BIASES[int(smooth.argmax())]
    ner.set_decoding(best, {})
    ner.set_decoding(best, curves(ner, held_out))


def curves(ner: EntityRecogniser, sentences: Sequence[Sentence]) -> dict[str, tuple[float, float]]:
    """Fit slope and intercept of the log odds by label; a rare label leans on the curve of all spans together."""
    odds, right, labels = log_odds(ner, sentences)
    pooled = logistic(odds, right, np.array([1.0, 0.0]), strength=1.0)
    fitted = {}
    for label in ner.labels:
        chosen = labels == label
        slope, intercept = logistic(odds[chosen], right[chosen], pooled, strength=_PRIOR_SPANS)
        fitted[label] = (round(float(slope), 4), round(float(intercept), 4))
    return fitted


def log_odds(
    ner: EntityRecogniser, sentences: Sequence[Sentence]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.str_]]:
    """Give for each span that is found its log odds, whether it is right, and its label."""
    rows = []
    for sentence, spans in zip(sentences, find_spans(ner, sentences), strict=True):
        gold = set(sentence.spans)
        for start, end, label, probability in spans:
            inner = min(max(probability, _EDGE), 1 - _EDGE)
            rows.append((np.log(inner / (1 - inner)), float((start, end, label) in gold), label))
    odds, right, labels = zip(*rows, strict=True) if rows else ((), (), ())
    return np.array(odds, float), np.array(right, float), np.array(labels, np.str_)


def logistic(
    odds: npt.NDArray[np.float64], right: npt.NDArray[np.float64], prior: npt.NDArray[np.float64], strength: float
) -> npt.NDArray[np.float64]:
    """Fit slope and intercept of a logistic curve, drawn towards a prior, by Newton's method with halved steps."""
    columns = np.stack([odds, np.ones_like(odds)], axis=1)
    penalty = strength * 0.1

    def loss(weights: npt.NDArray[np.float64]) -> float:
        margins = np.where(right > 0.5, 1.0, -1.0) * (columns @ weights)
        return float(np.logaddexp(0.0, -margins).sum() + 0.5 * penalty * ((weights - prior) ** 2).sum())

    weights = prior.astype(float).copy()
    for _ in range(50):
        said = 1 / (1 + np.exp(-np.clip(columns @ weights, -30, 30)))
        slope = columns.T @ (said - right) + penalty * (weights - prior)
        curvature = (columns * (said * (1 - said))[:, None]).T @ columns + penalty * np.eye(2)
        step = np.linalg.solve(curvature, slope)
        # A full step can overshoot far where probabilities are extreme: it is halved until the loss falls.
        while np.abs(step).max() > _SMALLEST_STEP and loss(weights - step) >= loss(weights):
            step = step / 2
        if np.abs(step).max() <= _SMALLEST_STEP:
            break
        weights = weights - step
    return weights
