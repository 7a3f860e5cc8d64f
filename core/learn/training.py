"""The training loop: batches, learning rate, averaged weights, the best of several passes."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

import numpy as np
from thinc.api import Adam, Optimizer, set_dropout_rate

from core.extract.ner import crf
from core.extract.ner.arrays import Array, Floats, Layer, add_gradient, lengths_of, ragged, rows_of
from core.extract.ner.component import EntityRecogniser
from core.learn.corpus import Sentence
from core.learn.evaluation import Counts, counts_by_sentence, f1

_LOG = logging.getLogger(__name__)
WIDTH, GAPS = 160, (1, 1, 2, 3, 1)  # the embedded network's
_IN_CAPITALS, _WITHOUT_STOP = 0.02, 0.05
_TOKENS = 20.0  # a batch's gradient is that of so many tokens: about a sentence


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train: passes over the data, tokens a batch, highest learning rate, dropout, weight decay, seed.

    The learning rate falls to nothing within ``falls_over`` passes, else within all of them; ``keep`` tells how often
    layers of some names see their input while training.
    """

    passes: int = 10
    batch_tokens: int = 1800
    learn_rate: float = 2e-3
    dropout: float = 0.4
    weight_decay: float = 1e-4
    seed: int = 0
    falls_over: int | None = None
    keep: Mapping[str, float] = field(default_factory=dict)

    def hide_input(self, model: Layer) -> None:
        """Set dropout and the share of input that a network sees."""
        set_dropout_rate(model, self.dropout)
        for layer in model.walk():
            if layer.name in self.keep:
                layer.attrs["keep"] = self.keep[layer.name]


class HasWords(Protocol):
    """A sentence, or something that holds one."""

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the sentence."""


Worded = TypeVar("Worded", bound=HasWords)


def batches(sentences: Sequence[Worded], tokens: int, random: np.random.Generator) -> Iterator[list[Worded]]:
    """Give the sentences in random order, in batches of about so many tokens."""
    batch: list[Worded] = []
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
    loss, d_rows = gold_gradient(ner, rows_of(scores), lengths_of(scores), batch)
    backprop(ragged(d_rows, lengths_of(scores)))
    return loss


def gold_gradient(
    ner: EntityRecogniser, rows: Floats, lengths: Array, sentences: Sequence[Sentence]
) -> tuple[float, Floats]:
    """Give the loss by token of the annotated tags and its gradient by the scores; the chain's own is added to it."""
    tags = np.concatenate([ner.scheme.encode(sentence.spans, len(sentence.words)) for sentence in sentences])
    layer = ner.model.get_ref("crf")
    weights = crf.weights_of(layer)
    lattice = crf.forward_backward(rows, lengths, weights)
    d_rows = add_chain_gradient(layer, *crf.gradient(lattice, np.eye(len(ner.scheme))[tags], tags, lengths))
    gold = crf.path_score(rows, lengths, weights, tags)
    return float((lattice.log_partition - gold).sum()) / len(tags), d_rows


def add_chain_gradient(layer: Layer, d_rows: Array, d_weights: crf.Weights) -> Floats:
    """Add the gradient of a chain's weights, for twenty tokens, and give that of the scores, for as many."""
    share = _TOKENS / len(d_rows)
    for name in ("follow", "start", "end"):
        add_gradient(layer, name, getattr(d_weights, name) * share)
    return (d_rows * share).astype(np.float32)


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
    """Train a recogniser's network on annotated sentences. The score on ``watch`` is logged."""
    plan.hide_input(ner.model)
    run(
        [ner.model],
        sentences,
        plan,
        lambda batch, random: train_step(ner, [varied(sentence, random) for sentence in batch]),
        lambda: f1(dev_counts(ner, watch).sum(axis=0)),
    )


def run(
    models: Sequence[Layer],
    items: Sequence[Worded],
    plan: Plan,
    step: Callable[[list[Worded], np.random.Generator], float],
    watch: Callable[[], float],
) -> None:
    """Run the training loop; the models' weights end as the averages of the way.

    ``step`` adds the gradient of a batch to those of the weights and gives its loss; ``watch`` gives an F1 to log.
    """
    optimizer = make_optimizer(plan)
    random = np.random.default_rng(plan.seed)
    steps = (plan.falls_over or plan.passes) * sum(len(item.words) for item in items) // plan.batch_tokens
    done = 0
    for number in range(1, plan.passes + 1):
        losses = []
        for batch in batches(items, plan.batch_tokens, random):
            optimizer.learn_rate = learn_rate(done, steps, plan.learn_rate)
            losses.append(step(batch, random))
            for model in models:
                model.finish_update(optimizer)
            done += 1
        with ExitStack() as averaged:
            for model in models:
                averaged.enter_context(model.use_params(optimizer.averages or {}))
            watched = 100 * watch()
        _LOG.info("pass %d of %d, loss by token %.4f, F1 %.2f", number, plan.passes, np.mean(losses), watched)
    for model in models:
        use_averages(model, optimizer)
