"""Pretraining: guess the Brown cluster of hidden words from their context, on speeches without any annotation."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import spacy
from thinc.api import Adam, Linear, Model, fix_random_seed, set_dropout_rate

from core.extract.ner.arrays import ragged, rows_of
from core.extract.ner.component import EntityRecogniser
from core.extract.ner.features import CLUSTERS
from core.extract.ner.sentences import sentences_of
from core.extract.ner.storage import pack_weights
from core.learn.corpus import HELD_OUT, HELD_OUT_SEED, SPEECHES, hold_out, read_germeval, read_speeches
from core.learn.training import GAPS, WIDTH, learn_rate, use_averages
from core.learn.wheel_data import build_features

_LOG = logging.getLogger(__name__)
_DROPOUT = 0.1
_CLUSTERS_KEPT = 0.7
_SPEECHES = 18_000
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
                if 3 <= len(sentence.words) <= _LONGEST_SENTENCE:
                    yield sentence.words


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
        rows_of(vectors)[hidden] = 0.0
        context, back_body = self._body(vectors, True)
        guesses, back_head = self.head(rows_of(context)[asked], True)
        d_guesses, loss, right = _cross_entropy(guesses, clusters[asked], hidden[asked])
        d_context = np.zeros_like(rows_of(context))
        d_context[asked] = back_head(d_guesses)
        d_vectors = back_body(ragged(d_context, context.lengths))
        rows_of(d_vectors)[hidden] = 0.0
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


@dataclass(frozen=True, slots=True)
class PretrainingPlan:
    """How to pretrain: tokens to read, tokens a batch, highest learning rate, seed."""

    tokens: int = 8_000_000
    batch_tokens: int = 4000
    learn_rate: float = 2e-3
    seed: int = 0


def pretrain(ner: EntityRecogniser, sentences: list[list[str]], plan: PretrainingPlan) -> None:
    """Train a recogniser's network to guess the clusters of hidden words; it ends with averaged weights."""
    order = np.random.default_rng(plan.seed).permutation(len(sentences))
    total = min(plan.tokens, sum(map(len, sentences)))
    guesser = Guesser(ner, plan.seed)
    optimizer = Adam(plan.learn_rate, beta2=0.99, grad_clip=5.0, L2=1e-4, L2_is_weight_decay=True, use_averages=True)
    set_dropout_rate(ner.model, _DROPOUT)
    for layer in ner.model.walk():
        if layer.name == "brown_clusters":
            layer.attrs["keep"] = _CLUSTERS_KEPT
    done = 0
    for step, batch in enumerate(_in_batches(sentences, order, plan.batch_tokens)):
        optimizer.learn_rate = learn_rate(step, total // plan.batch_tokens, plan.learn_rate)
        loss, right = guesser.step(batch)
        ner.finish_update(optimizer)
        guesser.head.finish_update(optimizer)
        done += sum(map(len, batch))
        if step % 100 == 0:
            _LOG.info("%d tokens, loss %.3f, hidden words guessed %.1f %%", done, loss, 100 * right)
        if done >= total:
            break
    use_averages(ner.model, optimizer)


def _in_batches(sentences: list[list[str]], order: npt.NDArray[np.int64], tokens: int) -> Iterator[list[list[str]]]:
    batch: list[list[str]] = []
    size = 0
    for number in order:
        batch.append(sentences[number])
        size += len(sentences[number])
        if size >= tokens:
            yield batch
            batch, size = [], 0


def main() -> None:
    """Pretrain from the command line: ``python -m core.learn.pretrain --data ../shared/data --out FILE``."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with bundestag20 and germeval2014")
    parser.add_argument("--out", type=Path, required=True, help="the file of weights to write")
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    plan = PretrainingPlan()
    fix_random_seed(plan.seed)
    ner = EntityRecogniser(spacy.blank("de").vocab, width=WIDTH, gaps=GAPS)
    ner.features = build_features()
    ner.initialize(list, labels=[])
    chosen = np.random.default_rng(plan.seed).choice(SPEECHES, _SPEECHES, replace=False)
    sentences = list(speech_sentences(given.data, chosen.tolist()))
    # The words of the annotated sentences, without their annotation, twice: they are of the kind that is wanted.
    learned, _ = hold_out(read_germeval(given.data, "train"), HELD_OUT, HELD_OUT_SEED)
    sentences += [list(sentence.words) for sentence in learned] * 2
    pretrain(ner, sentences, plan)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_bytes(pack_weights(ner.model))


if __name__ == "__main__":
    main()
