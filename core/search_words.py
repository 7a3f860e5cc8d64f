"""What a person types into the search of the library, taken apart: words, and phrases within quotation marks."""

from __future__ import annotations

import re
from typing import NamedTuple

from core.folding import folded

# Straight ones, and those of German, English and French texts; the next one of any kind closes, for » and “ do both.
_QUOTE = re.compile(r'["„“”‟«»]')


class Part(NamedTuple):
    """Something that an article must have: words that stand side by side in that order."""

    text: str
    """Folded as the index is (core.folding), with one letter or digit at least."""
    is_beginning: bool
    """Whether longer words that begin with its last word fit too."""


def parts(typed: str) -> list[Part]:
    """Give what a search asks for, in the order typed.

    What stands between spaces is a part, and so is what stands within quotation marks; an unclosed one reaches to the
    end. The last part may be a beginning, as long as no quotation mark closes it.
    """
    pieces = _QUOTE.split(folded(typed))
    found: list[str] = []
    for place, piece in enumerate(pieces):
        found += [piece] if place % 2 else piece.split()  # every other one is within quotation marks
    is_closed = len(pieces) % 2 == 1 and len(pieces) > 1 and not _has_word(pieces[-1])
    found = [part for part in found if _has_word(part)]
    return [Part(part, place == len(found) and not is_closed) for place, part in enumerate(found, 1)]


def _has_word(part: str) -> bool:
    return any(map(str.isalnum, part))
