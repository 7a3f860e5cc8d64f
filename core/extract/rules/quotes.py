"""QUOTE and CUE: what somebody says, in quotation marks or reported, the word that says so, and who it is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from core.extract.reading import Finding, Link
from core.extract.rules.cues import NOUN, SO, SOURCE, VERB, Cue, cues
from core.extract.rules.people import Person
from core.extract.rules.quote_marks import Quotation, quotations
from core.extract.rules.reported import in_subjunctive, is_plural_substitute, is_told, reported
from core.extract.rules.roles import Roles
from core.extract.rules.sentences import Range, Sentences
from core.extract.rules.speakers import Speakers
from core.extract.rules.speech_words import LOWER_NO_VERB, VERB_LIKE
from core.extract.rules.wordlists import words_of

LABEL, CUE_LABEL, LINK = "QUOTE", "CUE", "speaker"
DIRECT, INDIRECT = "direct", "indirect"

_NEXT_WORD = re.compile(r"(?P<gap>,?\s+)(?P<word>[a-zäöüß]+)(?=[\s.,:;!?])")
_SUBJECT_FOLLOWS = re.compile(r"\s(?:sich\s|auch\s)?(?:er|sie|der|die|das|ein|eine|[A-ZÄÖÜ])")
_WORK = re.compile(
    r"(?:Film|Roman|Buch|Band|Song|Lied|Serie|Titel|Motto|Projekt|Initiative|Gruppe|Zeitung|Zeitschrift|Magazin|Blatt|Sender|Portal|Album|"
    r"Stück|Oper|Ausstellung|Reihe|Sendung|Show|Bündnis|Kampagne|Programm|Restaurant|Hotel|Gasthaus|Schiff|Name|Namen|Partei|Verein|"
    r"Begriff|Wort|Theaterstück|Drama|Komödie|Gemälde|Bild|Musical|Podcast|Stiftung|Preis|App|Spiel|Festival|Studie|Aktion|Format|"
    r"\w+(?:film|roman|buch|zeitung|magazin|blatt|serie|show|sendung|programm|projekt|gruppe|preis|spiel|album|bild))s?\s$"
)
_LABELLED = re.compile(r"\b(?:so genannte[nrsm]?|sogenannte[nrsm]?|namens|genannt|heißt|heisst|hieß|hiess)\s$")
_ONE_OF_MANY = re.compile(r"\b[Ee]ine?[nmrs]?\s$")
"""What no title has before it: ``eine „Frage der Zeit“``."""

_HOLDS_IT = re.compile(
    r",\s(?P<verb>ist|war|bleibt|blieb|zeigt|zeigte|gibt|gab)(?:\ssich)?\s(?:er|sie|der|die|[A-ZÄÖÜ])"
)
"""Behind what somebody says, without a verb of speech: ``„…“, ist X sicher``."""

_OWNED = re.compile(r"\s(?P<word>ihr|sein)e?\s[A-ZÄÖÜ]")
_PERFECT = words_of("hat hatte hatten haben habe")
_NAMING = words_of("nennen bezeichnen sprechen heißen beschreiben fordern loben verlangen verspotten würdigen rühmen")


@dataclass(slots=True)
class _Report:
    """A stretch that was said, with its cue and speaker as far as they are known."""

    start: int
    end: int
    value: str
    cue: Cue | None = None
    person: Person | None = None


def find_quotes(text: str, names: Sequence[Finding], roles: Roles) -> tuple[list[Finding], list[Link]]:
    """Give the QUOTE and CUE findings of a text and the links to speakers; ``names`` tell titles from quotations."""
    reader = _Reader(text, names, roles)
    reader.read()
    findings: list[Finding] = []
    links: list[Link] = []
    seen: set[tuple[int, int]] = set()
    for report in sorted(reader.reports, key=lambda report: (report.start, -report.end)):
        quote = Finding(report.start, report.end, LABEL, report.value)
        findings.append(quote)
        if report.cue is not None and (report.cue.start, report.cue.end) not in seen:
            seen.add((report.cue.start, report.cue.end))
            findings.append(Finding(report.cue.start, report.cue.end, CUE_LABEL))
        if report.person is not None:
            links.append(Link(LINK, quote, roles.people.nearest(report.person, report.start)))
    return findings, links


class _Reader:
    """Reads a text sentence by sentence; what is in quotation marks counts as one word of its sentence."""

    def __init__(self, text: str, names: Sequence[Finding], roles: Roles) -> None:
        self._text = text
        self._direct = [quotation for quotation in quotations(text) if quotation.depth == 0]
        self._starts = [quotation.start for quotation in self._direct]
        self._masked = _mask(text, self._direct)
        self._sentences = Sentences(self._masked)
        people = roles.people.without([(quotation.start, quotation.end) for quotation in self._direct])
        self._speakers = Speakers(self._masked, people, roles.roles)  # who is named in a quotation is not who speaks
        self._titles = [(name.start, name.end) for name in names if name.label in ("MISC", "ORG", "LOC")]
        self.reports: list[_Report] = []
        self._reporting = False  # a report may carry on in the next sentence
        self._told_just_now = self._told_indirectly = False  # the last sentence said something; reported, not quoted

    def read(self) -> None:
        """Go through the text."""
        last = 0
        for start, end in self._sentences.ranges:
            if "\n" in self._text[last:start]:  # a report ends with its paragraph, but where the next one goes right on
                self._reporting, self._told_indirectly = self._told_just_now, False
            self._sentence(start, end)
            last = end

    def _sentence(self, start: int, end: int) -> None:
        found = cues(self._masked, start, end)
        quotes = self._direct[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        reports = [report for quote in quotes if (report := self._quotation(quote, start, end, found)) is not None]
        for cue in found:
            for stretch in reported(self._masked, (start, end), cue):
                if (
                    stretch[0] < stretch[1]
                    and not any(cue.end <= other.start and other.end <= stretch[0] for other in found if other.sure)
                    and not _overlaps(stretch, reports)
                    and not self._is_lead_in(stretch, cue, reports)
                ):
                    reports.append(_Report(*stretch, INDIRECT, cue))
        if all(report.value == DIRECT for report in reports):
            reports += self._carried_on(start, end, reports)
        self._attribute(start, end, reports)
        self.reports += reports
        self._told_just_now, self._reporting = bool(reports), self._reporting or bool(reports)
        self._told_indirectly = any(report.value == INDIRECT for report in reports)

    def _is_lead_in(self, stretch: Range, cue: Cue, reports: list[_Report]) -> bool:
        """Tell whether a stretch only leads up to the quotation that the cue follows, and reports nothing itself."""
        quotes = [
            report for report in reports if report.cue is cue and report.value == DIRECT and report.end <= cue.start
        ]
        return (
            bool(quotes)
            and stretch[1] == quotes[-1].end
            and not in_subjunctive(self._masked[stretch[0] : quotes[-1].start])
        )

    def _quotation(self, quote: Quotation, start: int, end: int, found: list[Cue]) -> _Report | None:
        """Tell whether a stretch in quotation marks is a quotation, and which cue is its own."""
        inner = quote.inner(self._text).strip()
        if self._is_title(quote, inner):
            return None
        report = _Report(quote.start, quote.end, DIRECT)
        follows = self._cue_behind(quote, found)
        if follows is not None:
            report.cue = follows
            return report
        if _HOLDS_IT.match(self._masked, quote.end):
            return report
        before = self._masked[start : quote.start].rstrip()
        if before.endswith(":"):
            report.cue = next((cue for cue in reversed(found) if cue.end <= quote.start), None)
            return report
        cue = self._cue_of_clause(quote, start, end, found)
        sentence_like = len(inner.split()) > 3 and inner[-1] in ".!?…"
        if cue is not None and (len(inner.split()) > 2 or cue.lemma in _NAMING or cue.sure):
            report.cue = cue
            return report
        alone = not re.sub(r"[\W_]", "", self._masked[start : quote.start] + self._masked[quote.end : end])
        if (
            sentence_like
            or (alone and len(inner.split()) > 2)
            or in_subjunctive(self._masked[start:end], strictly=True)
        ):
            return report
        return None

    def _is_title(self, quote: Quotation, inner: str) -> bool:
        """Tell names of works, media and things in quotation marks from what somebody says."""
        text = self._text
        before = text[max(0, quote.start - 40) : quote.start]
        if not inner or text[quote.end : quote.end + 1] == "-" or _LABELLED.search(before):
            return True
        named = not _ONE_OF_MANY.search(before) and any(
            start <= quote.start + 2 and end >= quote.end - 2 for start, end in self._titles
        )
        short = len(inner.split()) < 7 and inner[-1] not in ".!?…,"
        return short and (named or bool(_WORK.search(before)))

    def _cue_behind(self, quote: Quotation, found: list[Cue]) -> Cue | None:
        """Give the cue that follows a quotation: ``„…“, sagte X``, also a verb that no list has."""
        match = _NEXT_WORD.match(self._masked, quote.end)
        if match is None:
            return None
        at, word = match.span("word"), match["word"]
        known = next((cue for cue in found if cue.start == at[0]), None)
        if known is not None and (known.sure or "," in match["gap"] or self._text[quote.end - 2] in ".!?…,"):
            return known
        if word in _PERFECT:  # „…“, hatte X gesagt
            return next((cue for cue in found if cue.start > at[1] and cue.kind == VERB), None)
        if word == "wie":
            return next((cue for cue in found if cue.start > at[1] and cue.kind == VERB), None)
        if "," not in match["gap"] or word in LOWER_NO_VERB or not VERB_LIKE.match(word):
            return None
        return Cue(*at, word) if _SUBJECT_FOLLOWS.match(self._masked, at[1]) else None

    def _cue_of_clause(self, quote: Quotation, start: int, end: int, found: list[Cue]) -> Cue | None:
        """Give the cue that a quotation inside a sentence belongs to: the nearest one, before it rather than behind."""
        naming = [cue for cue in found if cue.sure or cue.lemma in _NAMING]
        before = [cue for cue in naming if cue.end <= quote.start and (cue.sure or self._is_near(cue, quote))]
        if before:
            return before[-1]
        behind = [cue for cue in naming if cue.start >= quote.end and cue.kind != SO]
        return behind[0] if behind and "," not in self._masked[quote.end : behind[0].start] else None

    def _is_near(self, cue: Cue, quote: Quotation) -> bool:
        return not re.search(r"[;:]|,\s(?!aber\s|doch\s|wenn auch\s|ja\s)", self._masked[cue.end : quote.start])

    def _carried_on(self, start: int, end: int, reports: list[_Report]) -> list[_Report]:
        """Take a sentence in the subjunctive, which carries a report on; in the plural only where one goes on."""
        parts: list[_Report] = []
        first = start
        for match in re.compile(r"[;:]\s|$").finditer(self._masked, start, end):
            last = match.start()
            while last > first and self._masked[last - 1] in " .!?…":
                last -= 1
            part = self._masked[first:last]
            told = is_told(part) or (self._reporting and is_plural_substitute(part, strictly=not self._told_indirectly))
            if told and len(part.split()) > 2 and not _overlaps((first, last), reports):
                parts.append(_Report(first, last, INDIRECT))
            first = match.end()
        return parts

    def _attribute(self, start: int, end: int, reports: list[_Report]) -> None:
        """Give each report of a sentence its speaker: its own cue's, else another cue's there, else the last one."""
        told: dict[Cue, tuple[bool, Person | None]] = {}
        for report in reports:
            if report.cue is not None and report.cue not in told:
                behind = any(0 < report.cue.start - other.end < 4 for other in reports)
                told[report.cue] = self._subject(report.cue, start, end, behind=behind)
        subjects = [subject for subject in told.values() if subject[0]]
        for report in sorted(reports, key=lambda report: report.start):
            if report.cue is not None and told[report.cue][0]:
                report.person = told[report.cue][1]
            elif (holds := _HOLDS_IT.match(self._masked, report.end)) is not None:
                report.person = self._speakers.after(holds.end("verb"), end)[1]
            elif subjects:
                report.person = subjects[0][1]
            elif self._masked[start : report.start].rstrip().endswith(":"):
                known, person = self._speakers.before(start, report.start)
                report.person = person if known else self._speakers.last
            else:
                report.person = self._speakers.last
        if reports:
            self._speakers.last = reports[-1].person

    def _subject(self, cue: Cue, start: int, end: int, *, behind: bool) -> tuple[bool, Person | None]:
        """Find the subject of a cue: it follows a cue that stands ``behind`` what it reports, else it comes before."""
        limit = re.compile(r"[,;:]|\.\s|$").search(self._masked, cue.end, end)
        last = limit.start() if limit else end
        if cue.kind == SOURCE and cue.lemma.endswith(" nach"):  # "ihrer Ansicht nach"
            return True, self._speakers.pronoun("sie" if cue.lemma.startswith("ihrer") else "er", cue.start)
        if cue.kind in (SO, SOURCE) and cue.lemma != "zufolge":
            return True, self._speakers.after(cue.end, last)[1]
        first = self._clause_start(start, cue.start)
        if cue.kind == NOUN:
            return self._owner(first, cue)
        owned = _OWNED.match(self._masked, cue.end, last) if cue.lemma == "lauten" else None
        if owned is not None:  # "…, lautete ihre Antwort"
            return True, self._speakers.pronoun("sie" if owned["word"] == "ihr" else "er", start)
        if behind or cue.start == start:
            known, person = self._speakers.after(cue.end, last)
            return (known, person) if known else self._speakers.before(start, cue.start)
        if self._masked[start : cue.start].endswith(", "):  # "Auf die Frage, ob er komme, sagte X"
            known, person = self._speakers.after(cue.end, last)
            if person is not None:
                return known, person
        known, person = self._speakers.before(first, cue.start)
        if known:
            return known, person
        known, person = self._speakers.after(cue.end, last)
        known, person = (known, person) if known else self._speakers.before(start, cue.start)
        if known or " worden" in self._masked[cue.end : last]:  # who is told something does not say it
            return known, person
        return self._speakers.is_body_before(first, cue.start), None

    def _owner(self, start: int, cue: Cue) -> tuple[bool, Person | None]:
        """Find whose word it is: ``Ihre Antwort:``, ``Bergers Fazit:``."""
        match = re.search(r"(?<!\w)(?P<word>[Ii]hr|[Ss]ein)e?\s(?:\w+\s)?$", self._masked[start : cue.start])
        if match is not None:
            return True, self._speakers.pronoun("sie" if match["word"].lower() == "ihr" else "er", start)
        return self._speakers.before(start, cue.start)

    def _clause_start(self, start: int, position: int) -> int:
        found = [
            match.end() for match in re.compile(r"[;:–]|,\s(?:und|aber|doch)").finditer(self._masked, start, position)
        ]
        return found[-1] if found else start


def _mask(text: str, direct: list[Quotation]) -> str:
    """Hide what stands in quotation marks, but the stop at its end, which may end the sentence."""
    parts = []
    last = 0
    for quotation in direct:
        inner = quotation.inner(text)
        stop = inner[-1] if inner and inner[-1] in ".!?…" else "_"
        parts += [text[last : quotation.start + 1], "_" * (len(inner) - 1) + stop if inner else ""]
        last = quotation.end - 1
    return "".join([*parts, text[last:]])


def _overlaps(stretch: Range, reports: list[_Report]) -> bool:
    """Tell whether a stretch crosses or repeats a report; a quotation inside it is fine."""
    start, end = stretch
    for report in reports:
        contains = start <= report.start and report.end <= end and (start, end) != (report.start, report.end)
        if start < report.end and end > report.start and (report.value == INDIRECT or not contains):
            return True
    return False
