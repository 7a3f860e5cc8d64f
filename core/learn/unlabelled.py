"""Sentences without annotation, for a teacher to label: those of the speeches that have the most different names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

import numpy as np
import spacy

from core.extract.ner.sentences import sentences_of
from core.extract.ner.wordlist import WordList
from core.learn.corpus import SPEECHES, Sentence, read_speeches

_SPEECHES = 9_000
_SHORTEST, _LONGEST = 3, 80  # words of a sentence that is read
_FEWEST, _MOST = 5, 45  # words of one that is chosen
_OFTEN_ENOUGH = 3
_EXCHANGED = 0.6
_LONGEST_NAME = 30
_KNOWN_HEAD = 0.6


def speech_sentences(data: Path, speeches: Sequence[int]) -> Iterator[list[str]]:
    """Give the sentences of some speeches, cut by the pipeline's own tokenizer and rules."""
    nlp = spacy.blank("de")
    wanted = set(speeches)
    for number, text in enumerate(read_speeches(data)):
        if number in wanted:
            for sentence in sentences_of(nlp.make_doc(text)):
                if _SHORTEST <= len(sentence.words) <= _LONGEST:
                    yield sentence.words


def choose_sentences(data: Path, words: WordList, seed: int) -> list[list[str]]:
    """Choose sentences of a random part of the speeches: each has a strange word that few chosen ones have.

    Speeches say the same again and again; what a teacher can tell from them is in their rarer words.
    """
    random = np.random.default_rng(seed)
    sentences = list(speech_sentences(data, random.choice(SPEECHES, _SPEECHES, replace=False).tolist()))
    strange = strange_words({word for sentence in sentences for word in sentence[1:]}, words)
    seen: Counter[str] = Counter()
    chosen: dict[tuple[str, ...], None] = {}
    for number in random.permutation(len(sentences)):
        sentence = sentences[number]
        if tuple(sentence) in chosen or not _FEWEST <= len(sentence) <= _MOST:
            continue
        here = [word for word in sentence[1:] if word in strange]
        if any(seen[word] < _OFTEN_ENOUGH for word in here):
            chosen[tuple(sentence)] = None
            seen.update(here)
    return [list(sentence) for sentence in chosen]


def exchange_names(
    sentences: Sequence[Sentence], candidates: AbstractSet[str], names: Sequence[str], seed: int
) -> list[list[str]]:
    """Give sentences that have a name once more, with other words in the place of some of those among the candidates.

    What the sentence then says only a teacher can tell. ``names`` are sorted by frequency: frequent ones come more
    often.
    """
    random = np.random.default_rng(seed)
    made = []
    for sentence in sentences:
        places = [place for place, word in enumerate(sentence.words) if word in candidates]
        chosen = [place for place in places if random.random() < _EXCHANGED]
        if sentence.spans and chosen:
            other = list(sentence.words)
            for place in chosen:
                other[place] = names[int(len(names) * random.random() ** 2)]
            made.append(other)
    return made


def words_in_names(sentences: Iterable[Sentence]) -> set[str]:
    """Give the capitalised words that stand in annotated spans."""
    return {
        word
        for sentence in sentences
        for start, end, _ in sentence.spans
        for word in sentence.words[start:end]
        if word[:1].isupper()
    }


def strange_words(candidates: Iterable[str], words: WordList) -> set[str]:
    """Give the words with a capital that a dictionary has not, and that end in no noun."""
    capitals = [word for word in candidates if word[:1].isupper() and len(word) > 2 and word[1].isalpha()]
    known = words.look_up(capitals)[:, :3].max(axis=1, initial=0.0)
    return {word for word, share in zip(capitals, known, strict=True) if share == 0}


def name_like(candidates: Iterable[str], words: WordList) -> list[str]:
    """Give the words with a capital that a dictionary has not; the end may be a word, as in many surnames."""
    capitals = [
        word
        for word in candidates
        if word[:1].isupper() and 2 < len(word) <= _LONGEST_NAME and any(char.isalpha() for char in word[1:])
    ]
    known = words.look_up(capitals)
    strange = (known[:, :2].max(axis=1) == 0) & (known[:, 2:].max(axis=1) < _KNOWN_HEAD)
    return [word for word, is_strange in zip(capitals, strange, strict=True) if is_strange]
