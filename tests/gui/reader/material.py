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
quotation|«Wir reden, weil das Gegenteil davon teurer wäre, und wir werden in [Wien]LOC weiterreden, solange jemand \
zuhört.»
body|So sagte es am Abend ein [Amerikaner]ORG?, der seinen Namen nicht gedruckt sehen wollte.
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
boilerplate|© 2022 Alpenbote. Alle Rechte vorbehalten.
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


def nested() -> tuple[Article, MarkIndex]:
    """Marks six deep, crossing ones, and discontinuous ones that share words."""
    first = (
        "Die ehemalige Stellvertretende Aussenministerin der Vereinigten Staaten von Amerika Wendy Ruth Sherman sprach "
        "in Genf."
    )
    second = (
        "Süd- und Nordkorea sowie die Ost- und die Westküste der USA standen auf der Liste, und was man dazu in Moskau "
        "las, war etwas anderes als in Kiew."
    )
    third = (
        "„Wir haben in Genf, in Brüssel und in Wien gesagt, was zu sagen war“, sagte am Montag die Vizeministerin in "
        "der Schweiz, und dabei blieb es: Die Stellvertretende Aussenministerin der Vereinigten Staaten reiste ab."
    )
    text = f"{first}\n\n{second}\n\n{third}"
    marks: list[tuple[tuple[int, int], str, bool, tuple[tuple[int, int], ...] | None]] = []

    def mark(words: str, label: str, accepted: bool = True, parts: tuple[str, ...] = ()) -> None:
        start = text.rindex(words)
        fragments = tuple((start + words.index(part), start + words.index(part) + len(part)) for part in parts)
        marks.append(((start, start + len(words)), label, accepted, fragments or None))

    for words, label, accepted in (
        (first[:-16], "QUOTE", True),
        (first[4:-16], "PER", True),
        (first[14:-16], "ORG", True),
        ("Aussenministerin der Vereinigten Staaten von Amerika", "LOC", False),
        ("Vereinigten Staaten von Amerika", "DATE", True),
        ("Staaten von Amerika", "PER", True),
    ):
        mark(words, label, accepted)
    mark("Süd- und Nordkorea", "LOC", True, ("Süd-", "korea"))
    mark("Nordkorea", "LOC", False)
    mark("Ost- und die Westküste", "LOC", True, ("Ost-", "küste"))
    mark(third[: third.index("“") + 1], "QUOTE")
    mark("haben in Genf, in Brüssel", "ORG")
    for name in ("Genf", "Brüssel", "Wien"):
        mark(name, "LOC", name != "Wien")
    mark("Stellvertretende Aussenministerin der Vereinigten", "PER")
    mark("der Vereinigten Staaten", "LOC")
    spans = [
        make_span(key, text, *place, label, accepted, fragments=fragments)
        for key, (place, label, accepted, fragments) in enumerate(marks, start=1)
    ]
    decisions = [span for span in spans if span.status is SpanStatus.ACCEPTED]
    return make_article(text), MarkIndex(1, [s for s in spans if s not in decisions], decisions)


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
