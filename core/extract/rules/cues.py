"""CUE: the words of a sentence that report: verbs of speech, ``so``, ``laut``, ``zufolge``, nouns before a colon."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.extract.rules import speech_words as words

VERB, SO, SOURCE, NOUN = "verb", "so", "source", "noun"

_LOWER = re.compile(r"(?<![\w-])[a-zäöüß]{3,}(?![\w-])")
_SO = re.compile(r"(?:,|\s[–-])\s(so)\s(?=[A-ZÄÖÜ]|der\s|die\s|das\s|ein|sein|ihr)")
_SOURCE = re.compile(rf"(?<![\w-])(?:[Ll]aut|[Gg]em(?:ä|a)(?:ß|ss)|{words.SOURCES})(?=\s)|(?<=\s)zufolge(?!\w)")
_NOUN = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(words.NOUNS))})(?=:\s|,\sdass\s)")
_IT_SAYS = re.compile(
    r"(?<![\w-])(?:(?P<a>heißt|heisst|hieß|hiess)(?=\ses\b)|[Ee]s\s(?P<b>heißt|heisst|hieß|hiess)(?=[,:])|"
    r"es\s(?P<c>geheißen|geheissen)(?=[,:])|wie\ses\s[^,.;:]{0,60}?(?P<d>heißt|heisst|hieß|hiess)(?=[,.:]|$))"
)
_PLURAL_SUBJECT = re.compile(
    r"(?:wie\s|(?:Und|Aber|Doch|Auch)\s)?(?:(?:[Dd]ie|[Vv]iele|[Ee]inige|[Mm]ehrere|[Bb]eide|[Aa]ndere|[Mm]anche)\s)?(?:[a-zäöüß]+e\s)?"
    r"(?:[A-ZÄÖÜ]\S+|[Ss]ie)\s"
)
_NEEDS_INFINITIVE = re.compile(
    r"\b(?:zu|will|wollen|wollten|soll|sollen|sollten|kann|können|konnten|könnten|muss|müssen|mussten|müssten|darf|dürfen|durften|dürften|"
    r"mag|mögen|möchten?|wird|werden|würden?|lassen|lässt|ließ(?:en)?|liess(?:en)?|hören|hört|sehen|sieht|helfen|und)\b"
)
_INVERTED = re.compile(r"[,“”«»\"‘’›‹]\s$")


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word: ``sure`` ones report by themselves, others only beside a quotation or with their particle."""

    start: int
    end: int
    lemma: str
    kind: str = VERB
    sure: bool = True


def cues(text: str, start: int, end: int) -> list[Cue]:
    """Give the reporting words of a sentence, in order."""
    found = [Cue(m.start(1), m.end(1), "so", SO) for m in _SO.finditer(text, start, end)]
    found += [Cue(m.start(), m.end(), m.group().lower(), SOURCE) for m in _SOURCE.finditer(text, start, end)]
    found += [Cue(m.start(), m.end(), m.group(), NOUN) for m in _NOUN.finditer(text, start, end)]
    found += [Cue(*m.span(m.lastgroup or 0), "heißen") for m in _IT_SAYS.finditer(text, start, end)]
    for match in _LOWER.finditer(text, start, end):
        word = match.group()
        if word.startswith(("heiß", "heiss", "hieß", "hiess")):
            continue
        if word in words.SURE and not _is_infinitive(text, start, match, words.SURE[word]):
            found.append(Cue(match.start(), match.end(), words.SURE[word]))
        elif word in words.POSSIBLE and not _is_infinitive(text, start, match, words.POSSIBLE[word]):
            lemma, sure = _with_particle(text, match.end(), end, words.POSSIBLE[word])
            found.append(Cue(match.start(), match.end(), lemma, sure=sure))
    return sorted(found, key=lambda cue: cue.start)


def _is_infinitive(text: str, start: int, match: re.Match[str], infinitive: str) -> bool:
    """Tell whether a form that looks like the infinitive is one.

    It is the plural behind a comma (``…, sagen Kritiker``) and in a clause that opens with its subject and has no
    other verb that could need it: ``Die Analysten sprechen von``.
    """
    if match.group() != infinitive or _INVERTED.search(text, max(start, match.start() - 3), match.start()):
        return False
    clause = re.split(r"[,;:]\s", text[start : match.start()])[-1]
    subject = _PLURAL_SUBJECT.match(clause)
    open_end = text[match.end() : match.end() + 1] in ",: " or clause.startswith("wie ")
    return subject is None or not open_end or _NEEDS_INFINITIVE.search(clause) is not None


def _with_particle(text: str, position: int, end: int, infinitive: str) -> tuple[str, bool]:
    """Give the lemma with the particle that follows in the clause, and whether it makes the verb one of speech."""
    stem = infinitive if infinitive in words.PARTICLES else re.sub(r"e?n$", "", infinitive)
    for particle in words.PARTICLES.get(stem, "").split():
        if re.compile(rf"[^.!?]*?\s{particle}(?=[\s,.:;!?]|$)").match(text, position, end):
            return (
                particle + infinitive
                if particle
                not in ("klar", "deutlich", "bekannt", "geltend", "wissen", "ausrichten", "durchblicken", "verlauten")
                else f"{particle} {infinitive}"
            ), True
    return infinitive, False
