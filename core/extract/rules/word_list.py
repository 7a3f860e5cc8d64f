"""A person's own names and regular expressions as a component; an expression that takes too long is ended."""

from __future__ import annotations

import re
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from unicodedata import is_normalized, normalize

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from core.errors import ExtractionError
from core.extract.reading import Finding, reading_of
from core.extract.rules.lists import Pattern, read_list

_SECONDS = 2.0  # of the processor, for an expression and a text; one that is fit for use takes milliseconds
_TRIES = 3  # texts on which an expression may take too long before it is not tried again
_PLAIN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")


class _TooLong(Exception):
    """An expression has used up its time."""


class WordList:
    """Marks the names of a list with a PhraseMatcher, and what its regular expressions fit."""

    def __init__(self, nlp: Language, path: str) -> None:
        entries = read_list(Path(path))
        self._entities = entries.entities
        self._patterns = entries.patterns
        self._slow: dict[Pattern, set[int]] = {}  # hashes of the texts on which they took too long
        self._matcher = PhraseMatcher(nlp.vocab)
        for label, names in entries.names.items():
            self._matcher.add(label, [tokens(nlp, name) for name in names])

    def __call__(self, doc: Doc) -> Doc:
        """Add a finding for each name (the longest where names of one label overlap) and each pattern.

        Raises ExtractionError where a pattern takes too long.
        """
        reading = reading_of(doc)
        by_label: dict[str, list[Finding]] = {}
        matches = self._matcher(_composed(doc, reading.text), as_spans=True)
        for label in {span.label_ for span in matches}:
            longest = filter_spans([span for span in matches if span.label_ == label])
            by_label[label] = [self._finding(doc[span.start : span.end], span.text, label) for span in longest]
        reading.findings += [finding for label in sorted(by_label) for finding in by_label[label]]
        for pattern in self._patterns:
            reading.findings += self._found(pattern, reading.text)
        return doc

    def _finding(self, span: Span, name: str, label: str) -> Finding:
        return Finding(span.start_char, span.end_char, label, entity=self._entities.get((label, name), ""))

    def _found(self, pattern: Pattern, text: str) -> list[Finding]:
        """Give what a pattern fits; raises ExtractionError where that takes too long, or has taken it too often."""
        slow = self._slow.setdefault(pattern, set())
        if hash(text) not in slow and len(slow) < _TRIES:
            try:
                with _at_most(_SECONDS):
                    return [
                        Finding(*match.span(), pattern.label, entity=pattern.entity)
                        for match in pattern.fits.finditer(text)
                        if match.group()
                    ]
            except _TooLong:
                slow.add(hash(text))
        if hash(text) in slow:  # also where the articles of a group are tried again, one by one
            raise ExtractionError(
                f"The regular expression in line {pattern.line} of the list does not come to an end on it. "
                "Write it without a repetition inside a repetition, such as (a+)+, or take it out."
            )
        raise ExtractionError(
            f"The regular expression in line {pattern.line} of the list is not tried any more: it did not come to an "
            f"end on {_TRIES} texts. Write it without a repetition inside a repetition, such as (a+)+, or take it out."
        )


def tokens(nlp: Language, name: str) -> Doc:
    """Cut a name into tokens; words of letters alone need no tokenizer, which takes most of the time of a long list."""
    return Doc(nlp.vocab, words=name.split(" ")) if _PLAIN.fullmatch(name) else nlp.make_doc(name)


def _composed(doc: Doc, text: str) -> Doc:
    """Give a document with its accents as part of the letters, word for word the same: names look alike either way."""
    if is_normalized("NFC", text):
        return doc
    words = [normalize("NFC", token.text) for token in doc]
    return Doc(doc.vocab, words=words, spaces=[bool(token.whitespace_) for token in doc])


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Raise _TooLong from what takes more of the processor, in the main thread of systems that can (not Windows).

    Only a signal reaches ``re`` while it tries: it lets no other thread run, but looks for signals now and then.
    """
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
