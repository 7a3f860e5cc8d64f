"""The texts that the embedded pipeline learns from: annotated sentences, and others that only a teacher can label."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.extract.ner.wordlist import WordList
from core.learn.corpus import HELD_OUT, HELD_OUT_SEED, Sentence, hold_out, read_germeval
from core.learn.unlabelled import choose_sentences, exchange_names, strange_words, words_in_names
from core.learn.wheel_data import names_by_frequency, word_list

NAMES = 230_000  # words that may be names: those with priors, and those that names are exchanged for
GOLD = "germeval"
FIRST_ROUND = ("speeches", "strange")
SECOND_ROUND = ("exchanged-1", "exchanged-2")
_SEED = 0  # of the choice of sentences: a teacher's lessons are kept for these and no others


@dataclass(frozen=True, slots=True)
class Curriculum:
    """Sentences by the name of their text, those held out for calibration, and words that may be names."""

    texts: Mapping[str, Sequence[Sentence]]
    held_out: Sequence[Sentence]
    names: Sequence[str]


def read_curriculum(data: Path) -> Curriculum:
    """Read GermEval and the speeches, and exchange names; takes two minutes."""
    words = word_list()
    names = names_by_frequency(words, NAMES)
    return choose_texts(data, words, names)


def choose_texts(data: Path, words: WordList, names: Sequence[str]) -> Curriculum:
    """Choose the texts: the same ones for the same data, words and names."""
    learned, held_out = hold_out(read_germeval(data, "train"), HELD_OUT, HELD_OUT_SEED)
    strange = strange_words({word for sentence in learned for word in sentence.words}, words)
    others = {
        "speeches": choose_sentences(data, words, _SEED),
        "strange": exchange_names(learned, strange, names, _SEED),
    }
    # What the net still lacks after the first round are names that it never read: it reads them in the place of
    # those that it knows.
    known = words_in_names(learned)
    for number, name in enumerate(SECOND_ROUND, 1):
        others[name] = exchange_names(learned, known, names, _SEED + number)
    texts = {name: [Sentence(tuple(words)) for words in sentences] for name, sentences in others.items()}
    return Curriculum({GOLD: learned, **texts}, held_out, names)
