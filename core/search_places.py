"""Where in a text the words of a search of the library stand: what the index of words found, as ranges of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from unicodedata import combining, normalize

from core.folding import Folded
from core.search_words import parts

_LETTER = r"[^\W_]"
_ACCENTS = r"[\u0300-\u036f]*+"
_LATIN_ENDS = 0x2000  # code point behind the last Latin letter with an accent


def places(text: str, words: str, *, limit: int = 20_000) -> list[tuple[int, int]]:
    """Give where the words of a search stand, in code points, sorted; at most ``limit`` of them.

    Words are told apart as the index does: upper and lower case and the accents of Latin letters do not matter, each
    part between spaces or within quotation marks stands as whole words side by side, and the last word may be a
    beginning, unless a quotation mark closes it: all of it is given.
    """
    wanted = ((_tokens(part), is_beginning) for part, is_beginning in parts(words))
    patterns = [_pattern(tokens, is_beginning=is_beginning) for tokens, is_beginning in wanted if tokens]
    if not patterns:
        return []
    longest_first = sorted(set(patterns), key=len, reverse=True)
    pattern = re.compile(rf"(?<!{_LETTER})(?:{'|'.join(longest_first)})", re.IGNORECASE)
    return list(islice(Folded(text).places(pattern), limit))


def best_place(found: list[tuple[int, int]], words: str, shown: int | None) -> tuple[int, int] | None:
    """Give the place to go to first: the first one; of several words where the list shows them together.

    ``shown`` is that place in code points (``SearchHit.at``), None where only the title has the words.
    """
    if len(parts(words)) > 1 and shown is not None:
        return next((place for place in found if place[1] > shown), (shown, shown))
    return found[0] if found else None if shown is None else (shown, shown)


def _tokens(part: str) -> list[str]:
    """Give what the index takes for words in a part of what was typed, without accents."""
    bare = "".join(each for each in normalize("NFD", part) if not combining(each))
    return re.findall(rf"{_LETTER}+", normalize("NFC", bare))


def _pattern(tokens: list[str], *, is_beginning: bool) -> str:
    words = r"[\W_]+".join("".join(map(_letter, token)) for token in tokens)
    return words + (rf"(?:{_LETTER}{_ACCENTS})*+" if is_beginning else rf"(?!{_LETTER})")


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
