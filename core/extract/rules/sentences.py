"""Paragraphs, sentences and clauses of a German text as ranges of code points, without a tokenizer."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

Range = tuple[int, int]

_PARAGRAPH = re.compile(r"[^\n]+")
_END = re.compile(r"[.!?…]+[\"”“»«›‹’‘')\]]*(?=\s+(?:[\"„“»«›‹‚'\[–]*[A-ZÄÖÜ0-9_]|\())")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Za-zÄÖÜäöü]|Dr|Prof|Ing|Mag|Dipl|Hrsg|St|Nr|Art|Abs|Bd|Jg|Tel|Str|Mio|Mrd|Mill|Fr|Hl|Jan|Feb|Febr|Apr|"
    r"Aug|Sept|Okt|Nov|Dez|Mo|Di|Mi|Do|Sa|So|ca|bzw|usw|etc|vgl|evtl|ggf|inkl|exkl|sog|gest|geb|u\. ?a|z\. ?B|d\. ?h)|"
    r"\b\d{1,2})$"
)
_SHORT = re.compile(r"\b(?:[A-Za-zÄÖÜäöü]|\d{1,2})$")
OPENERS = (
    r"(?:Der|Die|Das|Den|Dem|Ein|Eine[mnr]?|Es|Sie|Er|Wir|Man|Und|Aber|Doch|In|Im|Am|An|Auf|Aus|Mit|Für|Bei|Beim|Zu|Zum|"
    r"Zur|Nach|Seit|Bis|Vor|Um|Unter|Über|Laut|Gem(?:äß|äss)|Auch|Dort|Dann|Damit|Dabei|Dafür|Damals|Danach|Zuvor|Hier|Nun|"
    r"So|Noch|Nur|Schon|Erst|Bereits|Heute|Gestern|Diese[rs]?|Sein|Seine|Ihr|Ihre|Kein|Keine|Alle|Viele|Als|Wenn|Weil|Ob|"
    r"Wer|Was|Wie|Zudem|Allerdings|Trotzdem|Insgesamt|Rund)\b"
)
"""Words that open a sentence; a name or what an ordinal counts never begins so."""

_NEXT = re.compile(rf"\.\s+{OPENERS}")
_MANY_WORDS = re.compile(r"(?:\S++\s++){200}")
_FEWEST = 400  # code points that so many words have at least
_CLAUSE = re.compile(r"[,;:()„“”»«\"–]|\s-\s|(?:\s(?:und|aber|sondern|doch)\s)")


def paragraphs(text: str) -> list[Range]:
    """Give the lines that say something."""
    return [match.span() for match in _PARAGRAPH.finditer(text) if not match.group().isspace()]


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Range]:
    """Give the sentences of a paragraph; the dot of an ordinal or an abbreviation ends none."""
    end = len(text) if end is None else end
    first = start
    for match in _END.finditer(text, start, end):
        if match.group()[0] == "." and _is_abbreviated(text, first, match.start()):
            continue
        yield _trimmed(text, first, match.end())
        first = match.end()
    if text[first:end].strip():
        yield _trimmed(text, first, end)


def _is_abbreviated(text: str, first: int, dot: int) -> bool:
    """Tell whether a dot belongs to the word before it: not so behind ``Plattform X`` before ``Die``."""
    floor = max(first, dot - 12)
    if _ABBREVIATION.search(text, floor, dot) is None:
        return False
    return not (_SHORT.search(text, floor, dot) and _NEXT.match(text, dot) and "." not in text[dot - 3 : dot - 1])


@lru_cache(maxsize=2)
def sentences_of(text: str) -> Sentences:
    """Give the sentences of a text, found once for all rules that read it."""
    return Sentences(text)


class Sentences:
    """All sentences of a text, found by position; one of more than 200 words is parted, so that no rule looks far."""

    def __init__(self, text: str) -> None:
        self._text = text
        whole = (sentence for start, end in paragraphs(text) for sentence in sentences(text, start, end))
        self.ranges = [part for sentence in whole for part in _in_reach(text, *sentence)]
        self._starts = [start for start, _ in self.ranges]

    def index(self, position: int) -> int:
        """Give the number of the sentence that a position lies in, or of the one before it."""
        return max(bisect_right(self._starts, position) - 1, 0)

    def at(self, position: int) -> Range:
        """Give the sentence that a position lies in."""
        return self.ranges[self.index(position)] if self.ranges else (0, len(self._text))

    def clause(self, start: int, end: int) -> Range:
        """Give the stretch around a range that no comma, dash, quotation mark or ``und`` cuts."""
        first, last = self.at(start)
        for match in _CLAUSE.finditer(self._text, first, last):
            if match.end() <= start:
                first = match.end()
            elif match.start() >= end:
                return first, match.start()
        return first, max(last, end)


def _in_reach(text: str, start: int, end: int) -> Iterator[Range]:
    while end - start >= _FEWEST and (many := _MANY_WORDS.match(text, start, end)) is not None and many.end() < end:
        yield _trimmed(text, start, many.end())
        start = many.end()
    yield start, end


def _trimmed(text: str, start: int, end: int) -> Range:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
