"""A teacher for distillation: the recogniser's network, which also reads a transformer's hidden states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import spacy
from thinc.api import Dropout, Linear, Model, chain, set_dropout_rate

from core.extract.ner import crf
from core.extract.ner.arrays import Floats, Layer, lengths_of, ragged, rows_of
from core.extract.ner.component import EntityRecogniser
from core.extract.ner.features import WordFeatures
from core.extract.ner.tags import Span
from core.learn.corpus import Sentence
from core.learn.distil import Lesson
from core.learn.encoder import Encoder
from core.learn.evaluation import counts_by_sentence, f1
from core.learn.training import WIDTH, Plan, gold_gradient, run

LAYERS = (3, 6, 9, 12)
GAPS = (1, 1, 2, 3)
PLAN = Plan(passes=6)
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence with the states in which a transformer read it, one row a word."""

    sentence: Sentence
    states: npt.NDArray[np.float16]

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the sentence."""
        return self.sentence.words


class Teacher:
    """Adds a transformer's states to the word vectors before the convolutions; trained like the recogniser itself.

    The transformer itself stays as it is: its states are read once and kept.
    """

    def __init__(self, encoder: Encoder, features: WordFeatures, *, width: int = WIDTH) -> None:
        self._encoder = encoder
        self.ner = EntityRecogniser(spacy.blank("de").vocab, width=width, gaps=GAPS)
        self.ner.features = features
        self.ner.initialize(list, labels=[])
        states_width = encoder.shape.width * len(LAYERS)
        self._states: Model[Floats, Floats] = chain(Dropout(), Linear(nO=width, nI=states_width))
        self._states.initialize()

    @property
    def chain(self) -> crf.Weights:
        """The weights of its chain."""
        return crf.weights_of(self.ner.model.get_ref("crf"))

    def read(self, sentences: Sequence[Sentence]) -> list[Read]:
        """Let the transformer read some sentences."""
        states = self._encoder.states([sentence.words for sentence in sentences], LAYERS)
        return [Read(sentence, rows) for sentence, rows in zip(sentences, states, strict=True)]

    def train(self, texts: Sequence[Read], plan: Plan = PLAN, watch: Sequence[Read] = ()) -> None:
        """Learn from annotated sentences; the score on ``watch`` is logged."""
        plan.hide_input(self.ner.model)
        set_dropout_rate(self._states, plan.dropout / 2)
        models: list[Layer] = [self.ner.model, self._states]
        run(models, texts, plan, lambda batch, _: self._step(batch), lambda: self._score(watch))

    def _step(self, batch: Sequence[Read]) -> float:
        get = self.ner.model.get_ref
        vectors, back_types = get("types")([list(text.words) for text in batch], True)
        added, back_states = self._states(_joined(batch), True)
        lengths = lengths_of(vectors)
        context, back_body = get("body")(ragged(rows_of(vectors) + added, lengths), True)
        rows, back_output = get("output")(rows_of(context), True)
        loss, d_rows = gold_gradient(self.ner, rows, lengths, [text.sentence for text in batch])
        d_vectors = back_body(ragged(back_output(d_rows), lengths))
        back_states(rows_of(d_vectors))
        back_types(d_vectors)
        return loss

    def lessons(self, texts: Sequence[Read]) -> list[Lesson]:
        """Give what it makes of each sentence."""
        scores = [rows for part, lengths in self._predicted(texts) for rows in np.split(part, np.cumsum(lengths)[:-1])]
        return [Lesson(text.sentence, rows) for text, rows in zip(texts, scores, strict=True)]

    def _predicted(self, texts: Sequence[Read]) -> Iterator[tuple[npt.NDArray[np.float16], npt.NDArray[np.int32]]]:
        get = self.ner.model.get_ref
        for first in range(0, len(texts), _AT_ONCE):
            part = texts[first : first + _AT_ONCE]
            vectors = get("types").predict([list(text.words) for text in part])
            rows = rows_of(vectors) + self._states.predict(_joined(part))
            context = get("body").predict(ragged(rows, lengths_of(vectors)))
            yield get("output").predict(rows_of(context)).astype(np.float16), lengths_of(vectors)

    def _score(self, texts: Sequence[Read]) -> float:
        found: list[list[Span]] = []
        for rows, lengths in self._predicted(texts):
            tags = np.split(crf.best_tags(rows, lengths, self.chain), np.cumsum(lengths)[:-1])
            found += [self.ner.scheme.decode(part.tolist()) for part in tags]
        counts = counts_by_sentence(found, [text.sentence.spans for text in texts], set(self.ner.scheme.labels))
        return f1(counts.sum(axis=0))


def _joined(texts: Sequence[Read]) -> Floats:
    return np.concatenate([text.states for text in texts]).astype(np.float32)
