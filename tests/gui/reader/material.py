"""Articles and marks for the tests of the reading surface, written for them."""

from __future__ import annotations

import re
from dataclasses import replace

from core.marks import MarkIndex
from core.offsets import sha256
from core.records import (
    Article,
    ArticleInfo,
    Change,
    ChangeSet,
    Label,
    LabelSet,
    MarkDelta,
    Span,
    SpanStatus,
    Zone,
    ZoneRole,
)

LABELS = LabelSet(
    1,
    "news",
    1,
    (
        Label("PER", "Person", "#2f6db5", "1"),
        Label("ORG", "Organisation", "#7a4fb5", "2"),
        Label("LOC", "Ort", "#2e8b57", "3"),
        Label("DATE", "Zeit", "#a8731a", "4"),
        Label("QUOTE", "Zitat", "#c0453b", "5"),
    ),
)

# [text]LABEL is an accepted mark, [text]LABEL? a proposal; lines begin with their role.
RICH = """\
kicker|Treffen am Genfersee
headline|Acht Stunden am Tisch, kaum ein Schritt
standfirst|In [Genf]LOC reden [Washington]LOC und [Moskau]LOC wieder miteinander. Zusagen gibt es keine.
byline|Von [Anna Berger]PER, [Genf]LOC · [10. Januar 2022, 19.30 Uhr]DATE?
caption|Vizeministerin [Wendy Sherman]PER auf dem Weg zu den Gesprächen in der Mission am See.
credit|Foto: [Keystone]ORG?
body|Fast acht Stunden sassen [Wendy Sherman]PER und [Sergej Rjabkow]PER [am Montag]DATE? in der amerikanischen \
Mission zusammen. Am Ende blieb beiden Seiten vor allem die Aussicht, dass weiter geredet wird: [am Mittwoch]DATE? im \
[Nato-Russland-Rat]ORG in [Brüssel]LOC, [am Donnerstag]DATE? bei der [OSZE]ORG? in [Wien]LOC.
subhead|Garantien verlangt, Garantien verweigert
body|[«Niemand schlägt die Tür der [Allianz]ORG? zu»]QUOTE?, sagte [Sherman]PER nach dem Treffen. [Moskau]LOC fordert \
schriftlich, dass die [Nato]ORG? nicht nach Osten wächst. Darauf, so die Amerikanerin, werde sich das Bündnis nicht \
einlassen. [Rjabkow]PER? nannte den Austausch schwierig, aber sachlich.
infobox|Zur Person
infobox|Name: [Wendy Ruth Sherman]PER
infobox|Geboren: [7. Juni 1949]DATE? in [Baltimore]LOC
infobox|Partei: [Demokratische Partei]ORG?
infobox|Amt: Stellvertretende Aussenministerin der [Vereinigten Staaten]LOC, seit [April 2021]DATE; zuvor Leiterin der \
Delegation, die das Abkommen mit [Teheran]LOC? aushandelte
body|Rund 100 000 Soldaten stehen nach westlichen Angaben an der Grenze zur [Ukraine]LOC. Von einem Angriff könne \
keine Rede sein, versicherte der [Kreml]LOC? erneut. [«Wir haben [[Moskau]LOC klar gesagt]ORG, was auf dem Spiel \
steht, und wir haben es mehr als einmal gesagt, in [Genf]LOC? wie in [Brüssel]LOC»]QUOTE, sagte ein Diplomat.
sign-off|([red]ORG?/[sda]ORG)
boilerplate|Lesen Sie auch: Was die [OSZE]ORG kann und was nicht · Alle Artikel zum Gipfel
"""

_TOKEN = re.compile(r"\[|\]([A-Z]+)(\??)")


def parse(source: str) -> tuple[str, list[Zone], list[tuple[int, int, str, bool]]]:
    """Give text, zones and marks (start, end, label, accepted) of the notation above."""
    text, zones, marks = "", [], []
    for line in source.splitlines():
        role, _, content = line.partition("|")
        begin, opened, done = len(text), [], 0
        for match in _TOKEN.finditer(content):
            text += content[done : match.start()]
            done = match.end()
            if match.group() == "[":
                opened.append(len(text))
            else:
                marks.append((opened.pop(), len(text), match.group(1), not match.group(2)))
        text += content[done:]
        if role != "body":
            zones.append(Zone(begin, len(text), ZoneRole(role)))
        text += "\n"
    return text.removesuffix("\n"), zones, marks


def make_article(text: str, zones=(), number: int = 1) -> Article:
    info = ArticleInfo(number, f"a{number}", text[:30] or "–")
    return Article(info, text, sha256(text), "", tuple(zones), "2022-01-10T19:30:00Z")


def make_span(key: int, text: str, start: int, end: int, label: str, accepted: bool, **more) -> Span:
    status = SpanStatus.ACCEPTED if accepted else SpanStatus.PROPOSED
    layer = 1 if accepted else 2
    score = None if accepted else 0.5 + key % 50 / 100
    return Span(key, f"s{key}", 1, layer, start, end, label, status, text[start:end], score=score, **more)


def make_index(text: str, marks) -> MarkIndex:
    spans = [make_span(key, text, *mark) for key, mark in enumerate(marks, start=1)]
    proposals = [span for span in spans if span.status is SpanStatus.PROPOSED]
    decisions = [span for span in spans if span.status is SpanStatus.ACCEPTED]
    return MarkIndex(1, proposals, decisions, origins={2: "de_news 1.0"})


def rich() -> tuple[Article, MarkIndex]:
    text, zones, marks = parse(RICH)
    return make_article(text, zones), make_index(text, marks)


def add(index: MarkIndex, key: int, text: str, start: int, end: int, label: str) -> MarkDelta:
    return index.apply(_changes(Change(None, make_span(key, text, start, end, label, True))))


def remove(index: MarkIndex, key: int) -> MarkDelta:
    return index.apply(_changes(Change(index.get(key).span, None)))


def move(index: MarkIndex, key: int, text: str, start: int, end: int) -> MarkDelta:
    before = index.get(key).span
    after = replace(before, start=start, end=end, surface=text[start:end])
    return index.apply(_changes(Change(before, after)))


def relabel(index: MarkIndex, key: int, label: str) -> MarkDelta:
    before = index.get(key).span
    return index.apply(_changes(Change(before, replace(before, label=label))))


def _changes(*changes: Change) -> ChangeSet:
    return ChangeSet("test", changes, 1)
