"""Sentences of news text by rule: line ends always end one, stops only before something that begins one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, cast

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

_STOPS = frozenset(".!?…")
_CLOSING = frozenset("“”\"»«›‹'‘’)")
_ENDING = _STOPS | _CLOSING
_OPENING = "„“\"«»‚‘'(–-•"
_LONGEST = 200


def sentence_starts(doc: Doc) -> Iterator[int]:
    """Give the number of the first token of each sentence.

    spaCy's tokenizer keeps the stop of an abbreviation or ordinal on its word (``Dr.``, ``10.``), so a token that is
    a stop ends a sentence where the next word has a capital, a digit or opens a quotation. A sentence is cut at 200
    tokens.
    """
    texts = [token.text for token in doc]
    spaces = [bool(token.whitespace_) for token in doc]
    start, words = 0, 0
    if texts:
        yield 0
    for position, text in enumerate(texts[:-1], 1):
        words += not text.isspace()
        ends = position - start >= _LONGEST or "\n" in text
        if not ends and spaces[position - 1] and text in _ENDING:
            ends = _ends_sentence(texts[position - 2] if position > 1 else "", text, texts[position])
        if ends and words:
            yield position
            start, words = position, 0


@dataclass(frozen=True, slots=True)
class Cut:
    """One sentence: the numbers of its tokens and their words, without white space."""

    tokens: list[int]
    words: list[str]


def sentences_of(doc: Doc) -> list[Cut]:
    """Give the sentences as a component before has set them, else by rule; those of white space are left out."""
    texts = [token.text for token in doc]
    if doc.has_annotation("SENT_START"):
        starts = [number for number, start in enumerate(doc.to_array("SENT_START").tolist()) if start == 1]
    else:
        starts = list(sentence_starts(doc))
    cuts = []
    for start, end in pairwise([*starts, len(texts)]):
        tokens = [number for number in range(start, end) if not texts[number].isspace()]
        if tokens:
            cuts.append(Cut(tokens, [texts[number] for number in tokens]))
    return cuts


def _ends_sentence(before: str, text: str, following: str) -> bool:
    """Tell whether a stop, or a closing mark after one, ends a sentence before the next word."""
    first = following[0]
    after_stop = text in _STOPS or before in _STOPS
    return after_stop and (first.isupper() or first.isdigit() or first in _OPENING)


@Language.factory("leuchtstift_sentences", assigns=["token.is_sent_start"])
class SentenceSplitter:
    """Pipeline component that marks where sentences start; it has nothing to store."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Mark the first token of each sentence."""
        # All at once: setting it token by token looks through the whole text each time.
        marks = np.full(len(doc), -1, np.int64)
        marks[list(sentence_starts(doc))] = 1
        return doc.from_array(["SENT_START"], cast(Any, marks.astype(np.uint64)))
