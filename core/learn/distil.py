"""Distillation: a recogniser learns a teacher's distribution over tag sequences, on annotated text and on any other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from core.extract.ner import crf
from core.extract.ner.arrays import lengths_of, ragged, rows_of
from core.extract.ner.component import EntityRecogniser
from core.extract.ner.tags import TagScheme
from core.learn.corpus import Sentence
from core.learn.evaluation import f1
from core.learn.training import Plan, add_chain_gradient, dev_counts, run, varied

PLAN = Plan(passes=5, dropout=0.2, falls_over=7)
# What the net lacks after the first round are names that it never read: more is hidden of those it knows by heart.
SECOND_PLAN = Plan(passes=5, dropout=0.3, learn_rate=1.5e-3, seed=1, keep={"hashed_strings": 0.5, "hashed_ngrams": 0.7})
_TRUST_IN_GOLD = 2.0  # what the annotated tag has more than the teacher gives it, in log odds


@dataclass(frozen=True, slots=True)
class Lesson:
    """A sentence with what a teacher makes of it: scores of tags, one row a word."""

    sentence: Sentence
    scores: npt.NDArray[np.float16]

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the sentence."""
        return self.sentence.words


def with_gold(lesson: Lesson, scheme: TagScheme) -> Lesson:
    """Give the annotated tags of a lesson more weight than the teacher gives them."""
    scores = lesson.scores.copy()
    scores[np.arange(len(scores)), scheme.encode(lesson.sentence.spans, len(scores))] += _TRUST_IN_GOLD
    return replace(lesson, scores=scores)


def distil(
    ner: EntityRecogniser,
    lessons: Sequence[Lesson],
    teacher: crf.Weights,
    plan: Plan,
    watch: Sequence[Sentence] = (),
) -> None:
    """Train a recogniser's network on lessons; ``teacher`` are the weights of the teacher's chain.

    The loss is the cross entropy between the two chains' distributions over whole tag sequences (Wang et al. 2020,
    "Structure-Level Knowledge Distillation"): its gradient is the difference of their marginals. The score on
    ``watch`` is logged.
    """
    plan.hide_input(ner.model)
    run(
        [ner.model],
        lessons,
        plan,
        lambda batch, random: distil_step(ner, [_varied(lesson, random) for lesson in batch], teacher),
        lambda: f1(dev_counts(ner, watch).sum(axis=0)),
    )


def distil_step(ner: EntityRecogniser, batch: Sequence[Lesson], teacher: crf.Weights) -> float:
    """Add the gradient of one batch to the weights' gradients; give how far apart the marginals are, by token."""
    scores, backprop = ner.model.begin_update([list(lesson.words) for lesson in batch])
    layer = ner.model.get_ref("crf")
    lengths = lengths_of(scores)
    lattice = crf.forward_backward(rows_of(scores), lengths, crf.weights_of(layer))
    target = crf.forward_backward(np.concatenate([lesson.scores for lesson in batch]), lengths, teacher)
    d_rows, d_weights = crf.gradient(lattice, target, None, lengths)
    backprop(ragged(add_chain_gradient(layer, d_rows, d_weights), lengths))
    return float(np.abs(d_rows).sum()) / 2 / len(d_rows)


def _varied(lesson: Lesson, random: np.random.Generator) -> Lesson:
    sentence = varied(lesson.sentence, random)
    return replace(lesson, sentence=sentence, scores=lesson.scores[: len(sentence.words)])
