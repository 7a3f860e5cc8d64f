"""One line that runs kicker, headline, standfirst and byline together, as archives store them, and where to cut it.

Nothing in such a line marks the borders, so they are told by cues: the byline with its place and date at the end; the
colon inside a headline; a capital where German has none (``am Tisch Die Ukraine``, ``von Genf Nächste Station``); and
two capitalised words that meet here but nowhere in the body, where names and their titles stand together again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from core.articles.byline import Byline, parse_byline
from core.articles.dates import find_dates

_WORD = re.compile(r"\S+")
_SENTENCE_END = re.compile(r"[.!?…][“”\"»«’]?\s")
_STARTERS = frozenset(
    (
        *("Der", "Die", "Das", "Den", "Dem", "Ein", "Eine", "Einen", "Einem", "Kein", "Keine", "In", "Im"),
        *("Bei", "Beim", "Nach", "Vor", "Wie", "Was", "Warum", "Wer", "Wo", "Wann", "So", "Nun", "Jetzt"),
        *("Auch", "Trotz", "Für", "Mit", "Es", "Er", "Wir", "Zum", "Zur", "Am", "Auf", "Aus", "An", "Ab"),
        *("Seit", "Unter", "Über", "Während", "Wenn", "Weil", "Doch", "Aber", "Noch", "Nur", "Schon", "Bis"),
        *("Gegen", "Ohne", "Um", "Von", "Vom", "Diese", "Dieser", "Dieses", "Sein", "Seine", "Alle", "Viele"),
        *("Mehr", "Neue", "Neuer", "Neues"),
    )
)
_NAMED_DIE = frozenset(
    ("Linke", "Linken", "Grünen", "Grüne", "Zeit", "Welt", "Presse", "Partei", "Spiegel", "Standard")
)
_PREPOSITIONS = frozenset(
    (
        *("in", "im", "aus", "von", "vom", "bei", "beim", "für", "mit", "nach", "zu", "zum", "zur", "auf", "an", "am"),
        *("um", "über", "gegen", "vor", "unter", "ohne", "seit", "durch"),
    )
)
_PARTICLES = frozenset(("ab", "an", "auf", "aus", "bei", "durch", "mit", "nach", "um", "unter", "vor", "zu", "über"))
_ARTICLES = frozenset(("der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines"))
_INFLECTED = re.compile(
    r"[A-ZÄÖÜ][a-zäöüß-]+(?:tet|ht|lt|rt|nt|st|ig|lich|isch|sam|bar|los|voll|haft|end|en)(?:e|er|es|en|em)$"
)
_STRONG = 3  # enough by itself
_ENOUGH = 2  # enough where a byline or a colon tells that the line is run together


@dataclass(frozen=True, slots=True)
class Cuts:
    """Where the parts of a run-together line begin, as positions in it; None for parts that it has not."""

    kicker: int | None = None
    headline: int | None = None
    standfirst: int | None = None
    byline_at: int | None = None
    byline: Byline | None = None


@dataclass(frozen=True, slots=True)
class _Candidate:
    position: int
    score: int


def find_cuts(line: str, rest: str) -> Cuts:
    """Find the parts of a first line; ``rest`` is the text behind it, asked which words belong together."""
    byline_at, byline = _trailing_byline(line)
    head = line if byline_at is None else line[:byline_at].rstrip()
    enough = _STRONG if byline is None else _ENOUGH
    sentence = _SENTENCE_END.search(head)
    first = head if sentence is None else head[: sentence.start() + 1]
    candidates = [found for found in _candidates(first, _pairs(rest)) if found.score >= enough]
    if not candidates:
        if byline is None:
            return Cuts()
        return _without_cues(head, sentence, byline_at, byline)
    kicker, headline, standfirst = _choose(first, candidates)
    return Cuts(kicker, headline, standfirst, byline_at, byline)


def _without_cues(head: str, sentence: re.Match[str] | None, byline_at: int | None, byline: Byline) -> Cuts:
    """Cut where only the byline tells: a question or exclamation ends the headline; a full stop is never in one."""
    if sentence is None:
        is_title = not head.endswith((".", "…"))
        return Cuts(
            headline=0 if is_title else None, standfirst=None if is_title else 0, byline_at=byline_at, byline=byline
        )
    if sentence[0][0] in "?!":
        return Cuts(headline=0, standfirst=sentence.end(), byline_at=byline_at, byline=byline)
    return Cuts(standfirst=0, byline_at=byline_at, byline=byline)


def _choose(first: str, candidates: list[_Candidate]) -> tuple[int | None, int, int | None]:
    """Choose the beginnings of kicker, headline and standfirst from the candidates in the first sentence."""
    is_title = not first.endswith((".", "…"))  # then no standfirst follows inside this sentence
    colon = first.find(": ")
    before = [found for found in candidates if found.position < colon]
    after = [found for found in candidates if found.position > colon + 2]
    if colon > 0 and after and not is_title:
        kicker = _best(before)
        return (None if kicker is None else 0), kicker or 0, _best(after)
    best = sorted(sorted(candidates, key=lambda found: -found.score)[:2], key=lambda found: found.position)
    if is_title:
        return 0, best[0].position, None
    if len(best) == 2:
        return 0, best[0].position, best[1].position
    return None, 0, best[0].position


def _best(candidates: Iterable[_Candidate]) -> int | None:
    best = max(candidates, key=lambda found: found.score, default=None)
    return None if best is None else best.position


def _candidates(first: str, together: frozenset[tuple[str, str]]) -> list[_Candidate]:
    """Score each place where two capitalised words meet without punctuation between them."""
    words = list(_WORD.finditer(first))
    found = []
    for index in range(1, len(words)):
        before, word = words[index - 1][0], words[index][0]
        if not (word[0].isupper() and before[-1].isalnum()) or (before, word.strip(",.:;!?")) in together:
            continue
        following = words[index + 1][0] if index + 1 < len(words) else ""
        score = _score(words[index - 2][0] if index > 1 else "", before, word, following)
        if score:
            found.append(_Candidate(words[index].start(), score))
    return found


def _score(two_before: str, before: str, word: str, following: str) -> int:
    if word in _STARTERS:
        ends_verb = before in _PARTICLES and word not in ("Den", "Dem")  # "fällt aus Die …", but not "aus Den Haag"
        is_governed = before in _ARTICLES or (before in _PREPOSITIONS and not ends_verb)
        is_name = following.strip(",.:;") in _NAMED_DIE
        return 0 if is_name or is_governed else _STRONG + before[0].isupper()
    if not before[0].isupper() or before in _STARTERS or _INFLECTED.fullmatch(before):
        return 0  # an adjective or article belongs to the noun behind it
    score = 1
    score += two_before.lower() in _PREPOSITIONS
    score += following[:1].isupper() and _INFLECTED.fullmatch(word) is not None
    return score


def _pairs(rest: str) -> frozenset[tuple[str, str]]:
    """Give the neighbouring capitalised words of the body: a title and its name, a first name and its surname."""
    words = [word.strip("„“«»\"',.:;!?()") for word in rest[:20_000].split(" ")]
    return frozenset((a, b) for a, b in pairwise(words) if a[:1].isupper() and b[:1].isupper())


def _trailing_byline(line: str) -> tuple[int | None, Byline | None]:
    """Find an author with place and date at the end of the line, behind a sentence that ends."""
    last = next(reversed(list(find_dates(line))), None)
    if last is None or line[last.end :].strip():
        return None, None
    start = 0
    for sentence in _SENTENCE_END.finditer(line, 0, last.start):
        start = sentence.end()
    byline = parse_byline(line[start:])
    return (start, byline) if byline and byline.author and start else (None, None)
