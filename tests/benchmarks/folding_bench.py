"""The folded form of 5 MB of text, which the first find in an article waits for, against Python's C looking through it.

The texts are of made-up German sentences: composed as most are, with all accents apart, with a soft hyphen in every
other word, and Vietnamese, of which no text has more accents.
"""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from unicodedata import is_normalized, normalize

from core.folding import Folded
from tests.benchmarks.measure import Result, by_turns, ratio

LENGTH = 5_000_000  # code points
GERMAN = "Müller Zürich der die das Straße über größere Kommission Bundesregierung Österreich heißt und wäre"
VIETNAMESE = "Việt Nam Nguyễn Tất Thành được Đảng Cộng sản"


def run() -> Iterable[Result]:
    """Measure each text; CPU time."""
    german = made(GERMAN)
    for name, text, target in (
        ("composed", german, 5.0),
        ("accents apart", made(GERMAN, "NFD"), 2.0),
        ("soft hyphens", german.replace("un", "u\u00adn"), 5.0),
        ("Vietnamese, accents apart", made(VIETNAMESE, "NFD"), 2.0),
    ):
        ours, theirs = by_turns(lambda text=text: Folded(text), lambda text=text: is_normalized("NFC", text))
        yield ratio(f"5 MB folded / looked through, {name}", ours, theirs, target)


def made(words: str, form: str = "NFC") -> str:
    """Make a text of words in any order."""
    return normalize(form, " ".join(Random(3).choices(words.split(), k=LENGTH // 4)))[:LENGTH]
