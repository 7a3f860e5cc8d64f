"""The priors of words: labels guessed from a transformer's states of a word that stands alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from core.extract.ner.arrays import Array, Floats
from core.extract.ner.priors import Priors
from core.learn.corpus import Sentence
from core.learn.encoder import Encoder

LAYERS = (3, 6, 9)
LABELS = ("", "PER", "ORG", "LOC", "MISC", "LOCderiv", "part")
_FOLDS = 5
_STEPS, _RATE, _DECAY = 120, 0.05, 3e-3
_SHORTEST = 3


def label_counts(sentences: Sequence[Sentence]) -> dict[str, Counter[str]]:
    """Count for each capitalised word how often it stands in a span of which label."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        labels = [""] * len(sentence.words)
        for start, end, label in sentence.spans:
            for place in range(start, end):
                if not labels[place]:
                    labels[place] = "part" if label.endswith("part") else label
        for word, label in zip(sentence.words, labels, strict=True):
            if word[:1].isupper() and len(word) >= _SHORTEST:
                counts[word][label if label in LABELS else ""] += 1
    return counts


def guess_priors(encoder: Encoder, sentences: Sequence[Sentence], names: Sequence[str]) -> Priors:
    """Learn labels from annotated words and guess them for names.

    A multinomial logistic regression reads the states of words that stand alone. The words it learns from get the odds
    that a regression gives which has not seen them: else a network that trains on the same sentences would trust the
    odds of all other words too much.
    """
    counts = label_counts(sentences)
    learned = sorted(counts)
    words = list(dict.fromkeys([*learned, *names]))
    states = np.concatenate(encoder.states([[word] for word in words], LAYERS))
    wanted = np.array([[counts[word][label] for label in LABELS] for word in learned], np.float32)
    return Priors.build(words, odds_of(states, wanted))


def odds_of(states: npt.NDArray[np.float16], wanted: Array) -> Floats:
    """Give log odds, one row a state; ``wanted`` has the labels' counts of the first of them."""
    # A word seen a hundred times is hardly better evidence than one seen ten times.
    weight = np.log1p(wanted.sum(axis=1, keepdims=True))
    share = wanted / wanted.sum(axis=1, keepdims=True)
    learned = len(wanted)
    centre, spread = states[:learned].mean(axis=0, dtype=np.float32), states[:learned].astype(np.float32).std(axis=0)
    ready = ((states[:learned] - centre) / spread).astype(np.float32)
    matrix, bias = regression(ready, share, weight)
    odds = np.empty((len(states), wanted.shape[1]), np.float32)
    for first in range(learned, len(states), 10_000):
        part = states[first : first + 10_000]
        odds[first : first + 10_000] = (part - centre) / spread @ matrix + bias
    fold = np.random.default_rng(0).integers(0, _FOLDS, learned)
    for number in range(_FOLDS):
        out = fold == number
        matrix, bias = regression(ready[~out], share[~out], weight[~out])
        odds[:learned][out] = ready[out] @ matrix + bias
    odds -= odds.mean(axis=1, keepdims=True)
    return np.asarray(np.clip(odds, -6.0, 6.0) / 2.0, np.float32)


def regression(rows: Floats, share: Floats, weight: Floats) -> tuple[Floats, Floats]:
    """Fit a softmax regression with weight decay by Adam over all rows."""
    count = float(weight.sum())
    matrix = np.zeros((rows.shape[1], share.shape[1]), np.float32)
    bias = np.log(share.mean(axis=0) + 1e-3).astype(np.float32)
    mean, square = np.zeros_like(matrix), np.zeros_like(matrix)
    for step in range(1, _STEPS + 1):
        odds = rows @ matrix + bias
        odds -= odds.max(axis=1, keepdims=True)
        np.exp(odds, out=odds)
        odds /= odds.sum(axis=1, keepdims=True)
        off = (odds - share) * weight / count
        slope = rows.T @ off + _DECAY * matrix
        mean += 0.1 * (slope - mean)
        square += 0.01 * (slope**2 - square)
        rate = _RATE * (1 - step / (_STEPS + 1))
        matrix -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
        bias -= np.float32(2.0) * off.sum(axis=0)
    return matrix, bias
