"""Where in a text the words of a search of the library stand: what the index of words found, as ranges of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from unicodedata import combining, normalize

from core.folding import Folded, folded

_LETTER = r"[^\W_]"
_ACCENTS = r"[\u0300-\u036f]*+"
_LATIN_ENDS = 0x2000  # code point behind the last Latin letter with an accent


def places(text: str, words: str, *, limit: int = 20_000) -> list[tuple[int, int]]:
    """Give where the words of a search stand, in code points, sorted; at most ``limit`` of them.

    Words are told apart as the index does: upper and lower case and the accents of Latin letters do not matter, each
    part between spaces stands as whole words side by side, and the last word may be a beginning: all of it is given.
    """
    parts = list(filter(None, (_tokens(part) for part in folded(words).split())))
    if not parts:
        return []
    patterns = [_pattern(part, is_last=place + 1 == len(parts)) for place, part in enumerate(parts)]
    longest_first = sorted(set(patterns), key=len, reverse=True)
    pattern = re.compile(rf"(?<!{_LETTER})(?:{'|'.join(longest_first)})", re.IGNORECASE)
    return list(islice(Folded(text).places(pattern), limit))


def best_place(found: list[tuple[int, int]], words: str, shown: int | None) -> tuple[int, int] | None:
    """Give the place to go to first: the first one; of several words where the list shows them together.

    ``shown`` is that place in code points (``SearchHit.at``), None where only the title has the words.
    """
    if len(words.split()) > 1 and shown is not None:
        return next((place for place in found if place[1] > shown), (shown, shown))
    return found[0] if found else None if shown is None else (shown, shown)


def _tokens(part: str) -> list[str]:
    """Give what the index takes for words in a part of what was typed, without accents."""
    bare = "".join(each for each in normalize("NFD", part) if not combining(each))
    return re.findall(rf"{_LETTER}+", normalize("NFC", bare))


def _pattern(tokens: list[str], *, is_last: bool) -> str:
    words = r"[\W_]+".join("".join(map(_letter, token)) for token in tokens)
    return words + (rf"(?:{_LETTER}{_ACCENTS})*+" if is_last else rf"(?!{_LETTER})")


def _letter(letter: str) -> str:
    alike = _accented().get(letter.lower(), "")
    return f"[{letter}{alike}]{_ACCENTS}" if alike else re.escape(letter)


@cache
def _accented() -> dict[str, str]:
    """Give the accented forms of each Latin letter, of one code point each."""
    forms: dict[str, str] = {}
    for letter, bare in _decomposed():
        forms[bare] = forms.get(bare, "") + letter
    return forms


def _decomposed() -> Iterator[tuple[str, str]]:
    for code in range(0xC0, _LATIN_ENDS):
        letter = chr(code)
        apart = normalize("NFD", letter)
        if len(apart) > 1 and apart[0].isascii() and apart[0].isalpha() and letter == letter.lower():
            yield letter, apart[0]
