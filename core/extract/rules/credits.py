"""PER and ORG in photo credits, bylines and sign-offs, which have a grammar of their own.

``Foto: REUTERS/Vorname Name``, ``Bild: Vorname NAME / AFP``, ``© A. Name/dpa``, ``Von Vorname Name, Wien``,
``(bbl, Reuters, 21.1.2022)``. Where a credit is read, what the model found in it is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from core.extract.reading import Finding
from core.extract.rules.wordlists import any_of, words_of
from core.records import Zone, ZoneRole

_AGENCY_NAMES = (
    "dpa", "dpa-infografik", "AFP", "Reuters", "AP", "AP Photo", "APA", "APA-Fotoservice", "SDA", "Keystone",
    "Keystone-SDA", "Keystone/SDA", "Imago", "imago images", "imago sport", "Getty", "Getty Images", "EPA",
    "KNA", "epd", "SID", "sid", "Xinhua", "TASS", "Tass", "Interfax", "RIA", "RIA Nowosti", "picture alliance",
    "picture-alliance", "Picturedesk", "picturedesk.com", "Shutterstock", "iStock", "Adobe Stock", "Unsplash",
    "Pixabay", "Pexels", "Wikimedia Commons", "Wikimedia", "ZUMA Press", "Zuma Press", "Zuma", "Action Press",
    "Eibner", "Eibner-Pressefoto", "Alamy", "dapd", "ddp", "ddp images", "NurPhoto", "Bloomberg", "ANSA",
    "Ansa", "Ritzau Scanpix", "PA", "PA Wire", "PA Media", "Sipa", "Sipa USA", "Ukrinform", "Anadolu", "AA",
    "Photopress", "EQ Images", "Freshfocus", "Gepa", "GEPA pictures", "Expa", "Laif", "laif", "Ostkreuz",
    "Bildagentur Zolles", "Fotokerschi", "Sputnik", "Kyodo", "Belga", "CTK", "PAP", "MTI", "TT", "NTB", "ATS",
    "KEYSTONE",
)  # fmt: skip
_AGENCY = re.compile(rf"(?<![\w-])(?:{any_of(_AGENCY_NAMES)})(?![\w-])", re.IGNORECASE)
_AMBIGUOUS = frozenset(("pa", "aa", "tt", "sid", "ria", "pap", "ap"))
"""Agencies whose name is a word or a person's name too, if not in this case."""

_MARK = re.compile(
    r"(?:(?<![\w-])(?:Fotos?|FOTOS?|BILD(?:ER)?|Bild(?:er|nachweis|quelle)?|Rubriklistenbild|Titelbild|(?:Archiv|Symbol)(?:bild|foto)|"
    r"Illustration|Grafik)"
    r"(?:\s\([^)]{1,20}\))?:\s?|©\s?|\([Cc]\)\s)+"
)
_CREDIT_END = re.compile(r"[\n\]]|(?<!\(\d)\)|\.\s+(?=[A-ZÄÖÜ][a-zäöü]+\s[a-zäöü])|$")
_LONGEST = 140
_PART = re.compile(r"[^/,|;]+")
_BETWEEN = re.compile(r"\s(?:via|und|für|–|-|by)\s")
_WORD = r"(?:[A-ZÄÖÜ][\w\u0300-\u036f’'-]*\.?|[A-ZÄÖÜ]\.)"  # accents may be characters of their own (NFD)
_NAME = re.compile(
    rf"{_WORD}(?:\s(?:von|van|de|der|den|di|da|del|della|dos|du|le|la|el|al|bin|ten|zu|{_WORD})){{0,3}}\s{_WORD}"
)
_MADE_BY = r"(?:(?:Text|Interview|Protokoll|Text und (?:Foto|Bild)e?r?):|Aufgezeichnet von)"
_BYLINE = re.compile(
    rf"(?:^|(?<=\s))(?:Von(?:\sunsere[mnr]\s\w+)?|Aus\s{_WORD}(?:\s{_WORD})?:|{_MADE_BY})\s"
    rf"(?P<names>{_NAME.pattern}"
    rf"(?:(?:\s\((?:Text|Fotos?|Bild(?:er)?)\))?(?:,|\sund|\s/)\s{_NAME.pattern})*)"
)
_BYLINE_ALONE = re.compile(rf"^(?:Von|{_MADE_BY}) [^\n.]{{4,70}}$", re.MULTILINE)
_SIGN_OFF = re.compile(r"[(\[](?P<inner>[^()\[\]\n]{2,60})[)\]]")
_SIGN_OFF_PART = re.compile(r"[^/,;]+")
_INSTITUTION = re.compile(
    r"^(?:The|U\.?S\.?)\s|(?:House|Press|Agency|Images|University|Navy|Army|NASA|ESA)\b|"
    r"(?:[Mm]useum|[Vv]erlag|[Aa]rchiv|[Pp]olizei|[Ff]euerwehr|[Aa]mt|[Mm]inisterium|[Uu]niversität|[Tt]heater|[Kk]linik|[Ss]pital|"
    r"[Ss]tiftung|[Vv]erband|[Vv]erein|[Ff]estival|[Bb]ahnen)\b"
)
_ANY_OF_ITS_KIND = words_of("Archiv Polizei Feuerwehr Museum Verlag Theater Verein Klinik Spital Universität")
_NOT_NAMES = words_of("Pool Pressebild Symbolbild Archivbild Privat Montage Screenshot Handout Symbolfoto Bild Foto")


@dataclass(slots=True)
class Credits:
    """What was read: names, and the ranges that the grammar has settled."""

    findings: list[Finding] = field(default_factory=list)
    claims: list[tuple[int, int]] = field(default_factory=list)


def find_credits(text: str, zones: Sequence[Zone]) -> Credits:
    """Read the photo credits, bylines and sign-offs of a text."""
    found = Credits()
    taken: list[tuple[int, int]] = []
    for start, end in _credits(text, zones):
        if any(start < other_end and end > other_start for other_start, other_end in taken):
            continue
        taken.append((start, end))
        names = _names(text, start, end)
        found.findings += names
        found.claims += [(name.start, name.end) for name in names]
    _bylines(text, zones, found)
    _sign_offs(text, zones, found)
    found.findings.sort(key=lambda finding: finding.start)
    return found


def _credits(text: str, zones: Sequence[Zone]) -> Iterator[tuple[int, int]]:
    """Give the ranges of credits: behind a mark like ``Foto:``, and credit zones that are short."""
    for mark in _MARK.finditer(text):
        limit = min(len(text), mark.end() + _LONGEST)
        end = _CREDIT_END.search(text, mark.end(), limit)
        yield mark.end(), end.start() if end else limit
    for zone in zones:
        if zone.role is ZoneRole.CREDIT and zone.end - zone.start <= _LONGEST:
            yield zone.start, zone.end


def _names(text: str, start: int, end: int) -> list[Finding]:
    """Read a credit: agencies and people, parted by strokes, commas and small words."""
    found: list[Finding] = []
    lone: list[Finding] = []
    for part in _PART.finditer(text, start, end):
        position = part.start()
        for match in [*_BETWEEN.finditer(text, part.start(), part.end()), None]:
            stop = match.start() if match else part.end()
            finding = _name(text, *_trimmed(text, position, stop))
            if finding is not None:
                (lone if finding.label == "" else found).append(finding)
            position = match.end() if match else stop
    if any(
        finding.label == "ORG" for finding in found
    ):  # "imago images / Müller": beside an agency a word is a surname
        found += [Finding(word.start, word.end, "PER") for word in lone]
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \u00a0.:(":
        start += 1
    while end > start and text[end - 1] in " \u00a0.:)*":
        end -= 1
    return start, end


def _name(text: str, start: int, end: int) -> Finding | None:
    """Tell an agency from a person; a single unknown word gets no label yet; None for anything else."""
    part = text[start:end]
    agency = _AGENCY.match(text, start, end)
    if agency is not None and (agency.end() == end or not _NAME.fullmatch(part)):
        return Finding(start, agency.end(), "ORG") if _is_agency(agency.group()) else None
    if _NOT_NAMES & set(part.split()) or part in _ANY_OF_ITS_KIND:
        return None
    if _INSTITUTION.search(part):
        return Finding(start, end, "ORG")
    if _NAME.fullmatch(part):
        return Finding(start, end, "PER")
    return Finding(start, end, "") if re.fullmatch(_WORD, part) and len(part) > 2 else None


def _is_agency(name: str) -> bool:
    return name.lower() not in _AMBIGUOUS or name in _AGENCY_NAMES


def _bylines(text: str, zones: Sequence[Zone], found: Credits) -> None:
    """Read ``Von Vorname Name und Vorname Name`` in bylines, and where a line is nothing else."""
    ranges = [(zone.start, zone.end) for zone in zones if zone.role is ZoneRole.BYLINE]
    ranges += [match.span() for match in _BYLINE_ALONE.finditer(text)]
    for start, end in ranges:
        byline = _BYLINE.search(text, start, end)
        for name in _NAME.finditer(text, *byline.span("names")) if byline else ():
            if not any(finding.start == name.start() for finding in found.findings):
                found.findings.append(Finding(name.start(), name.end(), "PER"))
                found.claims.append(name.span())


def _sign_offs(text: str, zones: Sequence[Zone], found: Credits) -> None:
    """Read the agencies of ``(dpa/afp/red)``: in sign-offs, at the end of a paragraph and behind a dateline."""
    signed = [(zone.start, zone.end) for zone in zones if zone.role is ZoneRole.SIGN_OFF]
    for match in _SIGN_OFF.finditer(text):
        inside = any(start <= match.start() < end for start, end in signed)
        closes = text[match.end() : match.end() + 1] in ("", "\n")
        if not inside and not closes and not text.startswith((" –", " -"), match.end()):
            continue
        parts = list(_SIGN_OFF_PART.finditer(text, *match.span("inner")))
        names = [name for part in parts if (name := _agency_part(text, part)) is not None]
        if names and (inside or all(len(part.group().split()) < 3 for part in parts)):
            found.findings += [name for name in names if name not in found.findings]
            found.claims += [(name.start, name.end) for name in names]
    for start, end in signed:
        bare = _agency_part(text, re.compile(r"[^\n]+").match(text, start, end))
        if bare is not None and bare not in found.findings:
            found.findings.append(bare)
            found.claims.append((bare.start, bare.end))


def _agency_part(text: str, part: re.Match[str] | None) -> Finding | None:
    """Give the agency that a part of a sign-off is, as a whole."""
    if part is None:
        return None
    start = part.start() + len(part.group()) - len(part.group().lstrip())
    end = part.end() - (len(part.group()) - len(part.group().rstrip()))
    agency = _AGENCY.fullmatch(text, start, end)
    return Finding(start, end, "ORG") if agency is not None and _is_agency(agency.group()) else None
