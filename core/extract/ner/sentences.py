"""Sentences of news text by rule: line ends always end one, stops only before something that begins one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc, Token

_STOPS = frozenset(".!?…")
_CLOSING = frozenset("“”\"»«›‹'‘’)")
_OPENING = "„“\"«»‚‘'(–-•"
_LONGEST = 200


def sentence_starts(doc: Doc) -> Iterator[int]:
    """Give the number of the first token of each sentence.

    spaCy's tokenizer keeps the stop of an abbreviation or ordinal on its word (``Dr.``, ``10.``), so a token that is
    a stop ends a sentence where the next word has a capital, a digit or opens a quotation. A sentence is cut at 200
    tokens.
    """
    start, words = 0, 0
    if len(doc):
        yield 0
    for token in doc[:-1] if len(doc) else ():
        position = token.i + 1
        words += not token.is_space
        ends = "\n" in token.text or (position - start >= _LONGEST) or _ends_sentence(doc, token.i)
        if ends and words:
            yield position
            start, words = position, 0


def sentences_of(doc: Doc) -> list[list[Token]]:
    """Give the words of each sentence without white space, as a component before has set them, else by rule."""
    marked = doc.has_annotation("SENT_START")
    starts = [token.i for token in doc if token.is_sent_start] if marked else list(sentence_starts(doc))
    sentences = (
        [token for token in doc[start:end] if not token.is_space] for start, end in pairwise([*starts, len(doc)])
    )
    return [sentence for sentence in sentences if sentence]


def _ends_sentence(doc: Doc, position: int) -> bool:
    """Tell whether a stop, or a closing quotation mark after one, ends a sentence before the next token."""
    token, following = doc[position], doc[position + 1]
    if not token.whitespace_:
        return False
    after_stop = token.text in _STOPS
    if not after_stop and token.text in _CLOSING and position:
        after_stop = doc[position - 1].text in _STOPS
    first = following.text[:1]
    return after_stop and (first.isupper() or first.isdigit() or first in _OPENING)


@Language.factory("leuchtstift_sentences", assigns=["token.is_sent_start"])
class SentenceSplitter:
    """Pipeline component that marks where sentences start; it has nothing to store."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Mark the first token of each sentence."""
        starts = set(sentence_starts(doc))
        for token in doc:
            token.is_sent_start = token.i in starts
        return doc
