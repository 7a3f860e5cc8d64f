"""The training loop: batches, learning rate, averaged weights, the best of several passes."""

from __future__ import annotations

import logging
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from thinc.api import Adam, Optimizer, set_dropout_rate

from core.extract.ner import crf
from core.extract.ner.arrays import Layer, add_gradient, lengths_of, ragged, rows_of
from core.extract.ner.component import EntityRecogniser
from core.learn.corpus import Sentence
from core.learn.evaluation import Counts, counts_by_sentence, f1

_LOG = logging.getLogger(__name__)
WIDTH, GAPS = 160, (1, 1, 2, 3)  # the embedded network's
_IN_CAPITALS, _WITHOUT_STOP = 0.02, 0.05


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train: passes over the data, tokens a batch, highest learning rate, dropout, weight decay, seed."""

    passes: int = 10
    batch_tokens: int = 1800
    learn_rate: float = 2e-3
    dropout: float = 0.4
    weight_decay: float = 1e-4
    seed: int = 0


def batches(sentences: Sequence[Sentence], tokens: int, random: np.random.Generator) -> Iterator[list[Sentence]]:
    """Give the sentences in random order, in batches of about so many tokens."""
    batch: list[Sentence] = []
    size = 0
    for number in random.permutation(len(sentences)):
        batch.append(sentences[number])
        size += len(sentences[number].words)
        if size >= tokens:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def varied(sentence: Sentence, random: np.random.Generator) -> Sentence:
    """Give a sentence as it may stand in a headline: now and then in capitals, or without its full stop."""
    draw = random.random()
    if draw < _IN_CAPITALS:
        return Sentence(tuple(word.upper() for word in sentence.words), sentence.spans)
    ends = {end for _, end, _ in sentence.spans}
    last = len(sentence.words) - 1
    if draw < _IN_CAPITALS + _WITHOUT_STOP and last > 0 and sentence.words[-1] == "." and last + 1 not in ends:
        return Sentence(sentence.words[:-1], sentence.spans)
    return sentence


def learn_rate(step: int, steps: int, highest: float, warm_up: int = 200) -> float:
    """Give the learning rate: it rises at first, then falls along a cosine (Loshchilov and Hutter 2017)."""
    if step < warm_up:
        return highest * (0.1 + 0.9 * step / warm_up)
    done = (step - warm_up) / max(1, steps - warm_up)
    return highest * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1.0, done))))


def make_optimizer(plan: Plan) -> Optimizer:
    """Make Adam with decoupled weight decay and averaged weights."""
    optimizer: Optimizer = Adam(
        plan.learn_rate, beta2=0.99, L2=plan.weight_decay, L2_is_weight_decay=True, grad_clip=5.0, use_averages=True
    )
    return optimizer


def use_averages(model: Layer, optimizer: Optimizer) -> None:
    """Put the averages of the weights over the steps in the place of the weights (Polyak and Juditsky 1992)."""
    averages = optimizer.averages or {}
    for layer in model.walk():
        for name in layer.param_names:
            if (layer.id, name) in averages:
                layer.set_param(name, averages[(layer.id, name)].copy())


def train_step(ner: EntityRecogniser, batch: Sequence[Sentence]) -> float:
    """Add the gradient of one batch to the weights' gradients; give its loss by token."""
    scores, backprop = ner.model.begin_update([list(sentence.words) for sentence in batch])
    tags = np.concatenate([ner.scheme.encode(sentence.spans, len(sentence.words)) for sentence in batch])
    wanted = np.zeros((len(tags), len(ner.scheme)), np.float32)
    wanted[np.arange(len(tags)), tags] = 1.0
    layer = ner.model.get_ref("crf")
    weights = crf.weights_of(layer)
    rows, lengths = rows_of(scores), lengths_of(scores)
    lattice = crf.forward_backward(rows, lengths, weights)
    d_scores, d_weights = crf.gradient(lattice, wanted, tags, lengths)
    share = 20.0 / len(tags)
    for name in ("follow", "start", "end"):
        add_gradient(layer, name, getattr(d_weights, name) * share)
    backprop(ragged((d_scores * share).astype(np.float32), lengths))
    gold = crf.path_score(rows, lengths, weights, tags)
    return float((lattice.log_partition - gold).sum()) / len(tags)


def find_spans(
    ner: EntityRecogniser, sentences: Sequence[Sentence], at_once: int = 256
) -> list[list[tuple[int, int, str, float]]]:
    """Give the scored spans of some sentences."""
    found = []
    for first in range(0, len(sentences), at_once):
        words = [list(sentence.words) for sentence in sentences[first : first + at_once]]
        found += ner.find(words, range(len(words)))
    return found


def dev_counts(ner: EntityRecogniser, sentences: Sequence[Sentence]) -> Counts:
    """Count right, proposed and wanted spans of the main labels."""
    found = [[span[:3] for span in spans] for spans in find_spans(ner, sentences)]
    return counts_by_sentence(found, [sentence.spans for sentence in sentences], set(ner.scheme.labels))


def train(ner: EntityRecogniser, sentences: Sequence[Sentence], plan: Plan, watch: Sequence[Sentence] = ()) -> None:
    """Train a recogniser's network; its weights end as the averages of the way. The score on ``watch`` is logged."""
    optimizer = make_optimizer(plan)
    random = np.random.default_rng(plan.seed)
    tokens = sum(len(sentence.words) for sentence in sentences)
    steps = plan.passes * tokens // plan.batch_tokens
    set_dropout_rate(ner.model, plan.dropout)
    step = 0
    for number in range(plan.passes):
        losses = []
        for batch in batches(sentences, plan.batch_tokens, random):
            optimizer.learn_rate = learn_rate(step, steps, plan.learn_rate)
            losses.append(train_step(ner, [varied(sentence, random) for sentence in batch]))
            ner.finish_update(optimizer)
            step += 1
        with ner.model.use_params(optimizer.averages or {}):
            watched = 100 * f1(dev_counts(ner, watch).sum(axis=0))
        _LOG.info("pass %d of %d, loss by token %.4f, F1 %.2f", number + 1, plan.passes, np.mean(losses), watched)
    use_averages(ner.model, optimizer)
