"""Names inside words: where in ``Ukraine-Krise`` the name stands, and words of such a kind that the model passed over.

GermEval marks the whole word and says only that a name of some label is in it; a person, and our gold, mark the name's
own characters. Where the name cannot be told for sure the whole word stays marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from core.extract.rules import numbers
from core.extract.rules.wordlists import any_of, words_of

ENDING = "part"
_HYPHEN = "\u2010\u2011-"
_PIECE = re.compile(rf"[^\s/{_HYPHEN}]+(?:\s[^\s/{_HYPHEN}]+)*")
_HYPHENATED = re.compile(rf"(?<![\w/@.{_HYPHEN}])[^\W_]+(?:[{_HYPHEN}][^\W_]+)+(?![\w/@{_HYPHEN}])")
_SHORT_NAME = re.compile(r"[A-ZÄÖÜ]{2,}[a-z]?|[A-ZÄÖÜ]\w*[A-ZÄÖÜ]\w*|[a-z][A-Z]\w+|[A-ZÄÖÜ]{1,4}\d{1,4}")
_ROMAN = re.compile(r"[IVX]+")
_SHORT_HEAD = re.compile(r"[A-ZÄÖÜ]{2,}(?=[A-ZÄÖÜ][a-zäöüß]{2})")
_EVERYWHERE = re.compile(r"(?<![\w-])(?P<name>[a-zäöüß]{3,})weit(?:e[nrms]?)?(?![\w-])", re.IGNORECASE)
_SHORTEST = 3

PASSED_OVER_PRECISION = 0.94
"""Share of right ones among what ``passed_over`` gave on 6,000 sentences of GermEval's training part."""

_SHORT = dict.fromkeys(words_of("US USA DDR BRD UdSSR NRW GUS UK"), "LOC") | {"Euro": "MISC", "Dollar": "MISC"}
_SHORT |= dict.fromkeys(
    words_of(
        """
        EU UN UNO Uno NATO Nato OSZE EZB IWF WHO WTO OECD OPEC Opec UNESCO Unesco UNICEF Unicef NASA ESA FIFA Fifa UEFA
        Uefa IOC DFB ÖFB DFL NBA NHL CDU CSU SPD FDP AfD ÖVP SPÖ FPÖ Neos SVP GLP ARD ZDF ORF SRF SRG DGB ÖGB BKA BND
        CIA FBI KGB IAEA ADAC TÜV
        """
    ),
    "ORG",
)
"""Names known to every reader, which only stand for one thing."""

_FRONT = words_of("Ex Nicht Anti Pro Post Prä Neo Vize Ehren Co Quasi Pseudo Ultra Noch Möchtegern Mit Pan Exil")
"""First pieces that only qualify the name behind them: ``Ex-Bayern-Profi``, ``Nicht-EU-Mitglied``."""

_COUNTED = words_of("Million Millionen Milliarde Milliarden Cent Prozent Hundert Tausend Ein")
_NAMED_SO = re.compile(
    r"(?:stra(?:ß|ss)e|platz|allee|gasse|weg|ring|ufer|brücke|park|schule|gymnasium|universität|klinik|stadion|arena|"
    r"halle|museum|theater|kirche|dom|turm|haus|hof|berg|tal|see|preis|cup|pokal|orden|stadt|inseln?|krieg(?:e?s)?|dollars?|"
    r"marine|armee|expo)$",
    re.IGNORECASE,
)
"""Heads that make a name of the whole word: ``Goethe-Straße`` is a place, ``US-Dollar`` a currency."""

_IN_COMPOUNDS = {
    "LOC": words_of(
        """
        Europa Osteuropa Westeuropa Mitteleuropa Südeuropa Asien Afrika Amerika Südamerika Nordamerika Lateinamerika
        Antarktis Arktis Alpen Rhein Elbe Donau Main Neckar Mosel Oder Spree Isar Inn Weser Ruhr Saar Nil Wolga Nordsee
        Ostsee Atlantik Pazifik Mittelmeer Schwarzmeer Karibik Balkan Baltikum Kaukasus Hollywood Kreml Sowjet Erd Erde
        Mond Mars Sonnen Jura Böhmen Schlesien Preußen Bodensee Schwarzwald Ruhrgebiet Rheinland Westfalen Bayern
        Tirol Kärnten Steiermark Burgenland Vorarlberg
        """
    ),
    "ORG": words_of(
        """
        Bundestag Bundesrat Bundeswehr Bundesliga Bundesbank Reichstag Reichsbank Nationalrat Ständerat Landtag Union
        Diakonie Caritas Sparkasse Sparkassen Taliban Hamas Olympia Stasi Gestapo Wehrmacht
        """
    ),
    "PER": words_of("Goethe Schiller Luther Marx Stalin Hitler Lenin Nobel Röntgen Diesel Otto Mozart Beethoven Bach"),
    "MISC": words_of(
        """
        Euro Dollar Franken Yen Rubel Dax Barock Renaissance Jugendstil Holocaust Reformation Bibel Koran Oscar Deutsch
        Englisch Französisch Latein Griechisch
        """
    ),
}
"""Names that German makes compounds of without a hyphen, by label; general geography, institutions and figures."""

_ADJECTIVAL = words_of("weit feindlich freundlich stämmig sprachig treu kritisch nah fern skeptisch")


class Vocabulary(Protocol):
    """What is known of words beyond one text."""

    def is_place(self, word: str) -> bool:
        """Tell whether a word is a country or a town of some size."""

    def is_country(self, word: str) -> bool:
        """Tell whether a word is a country."""

    def is_person(self, word: str) -> bool:
        """Tell whether a word is a first or last name."""

    def is_common(self, word: str) -> bool:
        """Tell whether a word, in any case, is in the dictionary."""


@dataclass(frozen=True, slots=True)
class Part:
    """A name in a word: code points of the text, and the label of a name of its kind with ``part`` behind it."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Names:
    """The names that a text has, each with its label (a person's by the surname too), and a vocabulary."""

    vocabulary: Vocabulary
    labels: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str, marks: Iterable[tuple[int, int, str]], vocabulary: Vocabulary) -> Names:
        """Gather the names that were marked in a text with the labels PER, ORG, LOC and MISC."""
        labels: dict[str, str] = {}
        for start, end, label in marks:
            if label in _IN_COMPOUNDS:
                name = text[start:end]
                for form in {name, name.split()[-1] if label == "PER" and name.strip() else name}:
                    if len(form) >= _SHORTEST or form.isupper():
                        labels.setdefault(form, label)
        return cls(vocabulary, labels)

    def alone(self, piece: str) -> str:
        """Give the label of a piece that is a name by itself, else an empty string."""
        return self.labels.get(piece) or self.surely(piece)

    def surely(self, piece: str) -> str:
        """Give the label of a piece that means the same in any text: countries, and what ``_SHORT`` has."""
        return _SHORT.get(piece, "") or ("LOC" if self.vocabulary.is_country(piece) else "")

    def in_compound(self, piece: str) -> str:
        """Give the label of a piece that stands for the same in compounds: these, and people whom the text names.

        A place that the text names may be a club there (``Bayern-Profi``).
        """
        return self.surely(piece) or ("PER" if self.labels.get(piece) == "PER" else "")

    def is_name(self, piece: str, label: str) -> bool:
        """Tell whether a piece is surely a name, in a word that holds one of a label."""
        if self.alone(piece) or piece in _IN_COMPOUNDS.get(label, ()):
            return True
        if _SHORT_NAME.fullmatch(piece) and not _ROMAN.fullmatch(piece):
            return True
        if label == "PER":
            return self.vocabulary.is_person(piece)
        return label == "LOC" and self.vocabulary.is_place(piece)


def narrowed(text: str, start: int, end: int, label: str, names: Names) -> list[Part]:
    """Give the names inside a word that is known to hold one of a label (``LOCpart``); the whole word where unsure.

    A main label (``MISC`` for ``Ukraine-Krise``) is taken as that of a part.
    """
    kind = label.removesuffix(ENDING)
    if not any(map(str.isalpha, text[start:end])):
        return []  # a model may take a "•" for one
    pieces = [match.span() for match in _PIECE.finditer(text, start, end)]
    if len(pieces) > 1 or (pieces and pieces[0][1] < end):
        return [Part(*each) for each in _of_pieces(text, pieces, end, kind, names)]
    name_end = start + _prefix(text[start:end], kind, names)
    return [Part(start, name_end, label)]


def _of_pieces(
    text: str, pieces: Sequence[tuple[int, int]], end: int, kind: str, names: Names
) -> Iterator[tuple[int, int, str]]:
    """Find the name among the pieces of a hyphenated word: before the head, or in it where only the head is a name."""
    label = kind + ENDING
    head = pieces[-1] if pieces[-1][1] == end else None  # none in "EU-", which shares the head of the next word
    before = _without_front(text, list(pieces if head is None else pieces[:-1]))
    sure = [number for number, piece in enumerate(before) if names.is_name(text[slice(*piece)], kind)]
    if not sure and head is not None:
        only_front = all(text[slice(*piece)] in _FRONT or text[slice(*piece)].islower() for piece in before)
        if only_front or names.alone(text[slice(*head)]):
            yield (*head, label)  # Groß-Bulgarien, pro-europäisch
            return
    first, last = (sure[0], sure[-1]) if sure else (0, len(before) - 1)
    while first > 0 and not names.vocabulary.is_common(text[slice(*before[first - 1])]):
        first -= 1  # Rolling-Stone
    while last + 1 < len(before) and not names.vocabulary.is_common(text[slice(*before[last + 1])]):
        last += 1
    run = before[first : last + 1]
    alone = [names.alone(text[slice(*piece)]) for piece in run]
    if len(run) == 1:
        yield (*run[0], (names.in_compound(text[slice(*run[0])]) or kind) + ENDING)
    elif all(alone) and text[run[0][0] : run[-1][1]] not in names.labels:
        yield from ((*piece, each + ENDING) for piece, each in zip(run, alone, strict=True))
    else:
        yield run[0][0], run[-1][1], label


def _without_front(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Leave pieces out that only qualify or count what follows, as long as something is left."""
    first = 0
    while first < len(pieces) - 1:
        piece = text[slice(*pieces[first])]
        counts = piece.isdecimal() or (piece.isalpha() and numbers.parse(piece.lower()) is not None)
        if piece not in _FRONT | _COUNTED and not counts:
            break
        first += 1
    return pieces[first:]


def _prefix(word: str, kind: str, names: Names) -> int:
    """Give how long the name is that a word without a hyphen begins with; all of it where none is sure."""
    short = _SHORT_HEAD.match(word)
    if short is not None:
        return short.end()  # DBProjekt
    for length in range(len(word) - _SHORTEST, _SHORTEST - 1, -1):
        name = word[:1].upper() + word[1:length]
        if name in _IN_COMPOUNDS.get(kind, ()) or (names.labels.get(name) == kind and len(name) > _SHORTEST):
            return length
        known = (kind == "LOC" and names.vocabulary.is_place(name)) or (
            kind == "PER" and names.vocabulary.is_person(name)
        )
        if known and length > _SHORTEST and _is_head(word[length:], names.vocabulary):
            return length
    return len(word)


def _is_head(rest: str, vocabulary: Vocabulary) -> bool:
    """Tell whether what follows a name in a word is a word of its own, with or without a linking s."""
    return any(
        len(head) >= _SHORTEST
        and (vocabulary.is_common(head) or re.fullmatch(rf"{any_of(_ADJECTIVAL)}\w{{0,2}}", head))
        for head in (rest, rest.removeprefix("s"))
    )


def is_compound(word: str, names: Names) -> bool:
    """Tell whether a word is a common noun before which a name stands: ``Ukraine-Krise``, not ``Baden-Württemberg``.

    Bodies may have such names (``UN-Sicherheitsrat``): of an ORG it tells nothing.
    """
    if _HYPHENATED.fullmatch(word) is None:
        return False
    pieces = _PIECE.findall(word)
    return bool(names.surely(pieces[0])) and _is_common_head(pieces[-1], names)


def _is_common_head(head: str, names: Names) -> bool:
    common = names.vocabulary.is_common(head) and not names.alone(head)
    return common and not _NAMED_SO.search(head)


def passed_over(text: str, taken: Sequence[tuple[int, int]], names: Names) -> list[Part]:
    """Give the names in words that the model left unmarked: those this text has by themselves, and well-known ones.

    ``taken`` are the ranges of all that is marked.
    """
    found: list[Part] = []
    for match in _HYPHENATED.finditer(text):
        first, *_, head = _PIECE.findall(match.group())
        label = names.labels.get(first) or _SHORT.get(first, "")
        if label and match.group() not in names.labels and _is_common_head(head, names):
            found += narrowed(text, *match.span(), label + ENDING, names)
    for match in _EVERYWHERE.finditer(text):
        name = match["name"].capitalize()
        if names.labels.get(name) == "LOC" or name in _IN_COMPOUNDS["LOC"] or names.vocabulary.is_place(name):
            found.append(Part(*match.span("name"), "LOC" + ENDING))
    return [part for part in found if not any(part.start < end and part.end > start for start, end in taken)]
