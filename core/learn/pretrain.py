"""Pretraining: guess the Brown cluster of hidden words from their context, on speeches without any annotation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import spacy
from thinc.api import Linear, Model
from thinc.types import Ragged

from core.extract.ner.component import EntityRecogniser
from core.extract.ner.features import CLUSTERS
from core.extract.ner.sentences import sentences_of
from core.learn.corpus import read_speeches

_HIDDEN = 0.1
_HIDDEN_CAPITALISED = 0.3
_ASKED = 0.15
_LONGEST_SENTENCE = 80


def speech_sentences(data: Path, speeches: Sequence[int] | None = None) -> Iterator[list[str]]:
    """Give the sentences of the speeches, cut by the pipeline's own tokenizer and rules; very short ones left out."""
    nlp = spacy.blank("de")
    wanted = None if speeches is None else set(speeches)
    for number, text in enumerate(read_speeches(data)):
        if wanted is None or number in wanted:
            for sentence in sentences_of(nlp.make_doc(text)):
                if 3 <= len(sentence) <= _LONGEST_SENTENCE:
                    yield [token.text for token in sentence]


class Guesser:
    """Hides words from a recogniser's network and learns to tell their clusters from what is around them.

    A cloze test over word classes (after Devlin et al. 2019, "BERT"): a softmax over 760 Brown clusters costs little
    and asks for just what helps to find names, that a place, a surname or a party must stand here. Capitalised words
    are hidden more often. Some words that are not hidden are asked for too: where their own cluster was dropped, it
    has to be told from spelling and context, as for the many names that the lexicon lacks.
    """

    def __init__(self, ner: EntityRecogniser, seed: int) -> None:
        self._types = ner.model.get_ref("types")
        self._body = ner.model.get_ref("body")
        self._random = np.random.default_rng(seed)
        width = self._types.get_dim("nO")
        self.head: Model[Any, Any] = Linear(nO=CLUSTERS, nI=width)
        self.head.initialize()

    def step(self, sentences: list[list[str]]) -> tuple[float, float]:
        """Add the gradient of some sentences; give the loss and the share of right guesses among hidden words."""
        words = [word for sentence in sentences for word in sentence]
        hidden, asked, clusters = self._choose(words)
        vectors, back_types = self._types(sentences, True)
        vectors.dataXd[hidden] = 0.0
        context, back_body = self._body(vectors, True)
        guesses, back_head = self.head(context.dataXd[asked], True)
        d_guesses, loss, right = _cross_entropy(guesses, clusters[asked], hidden[asked])
        d_context = np.zeros_like(context.dataXd)
        d_context[asked] = back_head(d_guesses)
        d_vectors = back_body(Ragged(d_context, context.lengths))
        d_vectors.dataXd[hidden] = 0.0
        back_types(d_vectors)
        return loss, right

    def _choose(self, words: list[str]) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_], npt.NDArray[np.int32]]:
        """Choose the words to hide and those to ask for; words without a cluster are not asked for."""
        kinds = {word: number for number, word in enumerate(dict.fromkeys(words))}
        of_kind = self._types.attrs["rows"].rows(list(kinds)).clusters[:, 0]
        clusters = of_kind[np.fromiter((kinds[word] for word in words), np.int64, len(words))]
        capital = np.fromiter((word[:1].isupper() for word in words), bool, len(words))
        draw = self._random.random(len(words))
        hidden = draw < np.where(capital, _HIDDEN_CAPITALISED, _HIDDEN)
        asked = (hidden | (draw > 1 - _ASKED)) & (clusters > 0)
        return hidden, asked, clusters


def _cross_entropy(
    guesses: npt.NDArray[np.float32], wanted: npt.NDArray[np.int32], hidden: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.float32], float, float]:
    """Give the gradient, the mean loss and the share of right guesses among hidden words."""
    rows = np.arange(len(guesses))
    odds = np.exp(guesses - guesses.max(axis=1, keepdims=True))
    odds /= odds.sum(axis=1, keepdims=True)
    loss = float(-np.log(odds[rows, wanted] + 1e-9).mean())
    right = float((guesses.argmax(axis=1) == wanted)[hidden].mean())
    odds[rows, wanted] -= 1.0
    return odds / np.float32(len(guesses)), loss, right
