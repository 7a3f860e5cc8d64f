"""Counts the lines of plain paragraphs by the widths of their words, which are measured once: no line is made for it.

Shaping a text to know its height costs as much as showing it. Most paragraphs are Latin words between single spaces,
and there a line ends where the sum of the widths says so. For all others ``count`` says None: ``Ruler`` shapes them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from math import inf

from PySide6.QtCore import QTextBoundaryFinder
from PySide6.QtGui import QFont, QFontMetricsF

_COMMON = re.compile("[(«„“]?[A-Za-z0-9À-ÖØ-öø-ÿ]+[.,;:!?»“”)]*")  # words in which no line breaks
_PLAIN = re.compile("[!-~\xa1-\xac\xae-\u024f\u2010-\u2027\u2030\u2039\u203a\u20ac]+")
_GOES_ON = frozenset("!?),.:;]}/»”’…%")  # no line breaks before these, even behind a space
_STAYS = frozenset("([{«„‚")  # nor behind these
_ENTANGLED = re.compile("f[fijltbhk]")  # ligatures: the width may not be the sum of pairs


class WordRuler:
    """Knows the words of one font; a word is what stands between two spaces."""

    def __init__(self, font: QFont) -> None:
        metrics = QFontMetricsF(font)
        self._pairs = _Pairs(metrics)
        self._overhangs = _Overhangs(metrics)
        self._words = _Words(metrics, self._pairs, self._overhangs)

    def count(self, text: str, width: int) -> int | None:
        """Give the number of lines of a text in a column (pixels), or None if that is not for the words to say."""
        words = text.split(" ")
        widths, overhangs, pairs, parts = self._words, self._overhangs, self._pairs, self._words.parts
        ends = list(accumulate(map(widths.__getitem__, words)))
        if ends[-1] == inf:
            return None
        count, number, last = 1, 0, len(words)
        start = pairs[" ", words[0][0]]
        while True:
            limit = start + width
            after = bisect_right(ends, limit, number)
            if after > number and ends[after - 1] + overhangs[words[after - 1][-1]] > limit:
                after -= 1
            if after == last:
                return count
            word = words[after]
            begin = ends[after] - widths[word] + pairs[" ", word[0]]
            if word in parts:
                begin += max((part for part, over in parts[word] if begin + part + over <= limit), default=0.0)
            if begin <= start:
                return None  # longer than a line
            start, number = begin, after
            count += 1


class _Pairs(dict[tuple[str, str], float]):
    """How far a letter leads when another one follows it."""

    def __init__(self, metrics: QFontMetricsF) -> None:
        super().__init__()
        self._advance = metrics.horizontalAdvance

    def __missing__(self, pair: tuple[str, str]) -> float:
        width = self[pair] = self._advance(pair[0] + pair[1]) - self._advance(pair[1])
        return width


class _Overhangs(dict[str, float]):
    """How far a letter at the end of a line reaches beyond its width."""

    def __init__(self, metrics: QFontMetricsF) -> None:
        super().__init__()
        self._metrics = metrics

    def __missing__(self, letter: str) -> float:
        over = self[letter] = max(0.0, -self._metrics.rightBearing(letter))
        return over


class _Words(dict[str, float]):
    """Widths of words with the space before them; infinite for what is not plain.

    ``parts`` has, of words in which a line may break, the width up to each such place, and the overhang there.
    """

    def __init__(self, metrics: QFontMetricsF, pairs: _Pairs, overhangs: _Overhangs) -> None:
        super().__init__()
        self._metrics, self._pairs, self._overhangs = metrics, pairs, overhangs
        self.parts: dict[str, list[tuple[float, float]]] = {}

    def __missing__(self, word: str) -> float:
        pair = self._pairs.__getitem__
        if _COMMON.fullmatch(word) is None and not self._is_plain(word):
            width = inf
        elif "f" in word and _ENTANGLED.search(word):
            advance = self._metrics.horizontalAdvance
            width = pair((" ", word[0])) + advance(word + " ") - advance(" ")
        else:
            width = sum(map(pair, zip(" " + word, word + " ", strict=True)))
        self[word] = width
        return width

    def _is_plain(self, word: str) -> bool:
        """Tell whether a rare word is plain, and note where it may be broken."""
        if not _PLAIN.fullmatch(word) or word[0] in _GOES_ON or word[-1] in _STAYS:
            return False
        metrics = self._metrics
        if not all(metrics.inFontUcs4(ord(letter)) for letter in word if letter > "\xff"):
            return False
        finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, word)
        places = []
        while 0 < (place := finder.toNextBoundary()) < len(word):
            places.append((metrics.horizontalAdvance(word[:place]), self._overhangs[word[place - 1]]))
        if places:
            self.parts[word] = places
        return True
