"""QUOTE and CUE: what somebody says, in quotation marks or reported, the word that says so, and who it is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from core.extract.reading import Finding, Link
from core.extract.rules.attribution import Attribution
from core.extract.rules.cues import SO, SOURCE, VERB, Cue, cues
from core.extract.rules.people import Person
from core.extract.rules.quote_marks import Quotation, quotations
from core.extract.rules.reported import in_subjunctive, is_substitute, is_told, reported, unlisted_cues
from core.extract.rules.roles import Roles
from core.extract.rules.sentences import Range, Sentences
from core.extract.rules.speakers import Speakers
from core.extract.rules.speech_words import LOWER_NO_VERB, VERB_LIKE
from core.extract.rules.titles import is_title
from core.extract.rules.wordlists import words_of

LABEL, CUE_LABEL, LINK = "QUOTE", "CUE", "speaker"
DIRECT, INDIRECT = "direct", "indirect"

_HOLDS_FOR = re.compile(r"\s(?:ist|sind|war|waren|bleibt|bleiben|wäre|bedeutet|klingt)\s[^,;]*$")
_NEXT_WORD = re.compile(r"(?P<gap>,?\s+)(?P<word>[a-zäöüß]+)(?=[\s.,:;!?])")
_SUBJECT_FOLLOWS = re.compile(r"\s(?:sich\s|auch\s)?(?:er|sie|es|man|ihre?|seine?|der|die|das|ein|eine|[A-ZÄÖÜ])")
_HOLDS_IT = re.compile(
    r",\s(?P<verb>ist|war|bleibt|blieb|zeigt|zeigte|gibt|gab|weiß|weiss|wusste)(?:\ssich)?\s(?:er|sie|der|die|[A-ZÄÖÜ])"
)
"""Behind what somebody says, without a verb of speech: ``„…“, ist X sicher``."""

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
        places = {name.start for name in names if name.label == "LOCderiv"}
        self._speakers = Speakers(
            self._masked, people, roles.roles, places
        )  # who is named in a quotation is not who speaks
        self._attribution = Attribution(self._masked, self._speakers)
        self._names = [(name.start, name.end) for name in names if name.label in ("MISC", "ORG", "LOC")]
        self.reports: list[_Report] = []
        self._topic: Person | None = None  # whom the sentence before is about, where it reports nothing
        self._reporting = False  # a report may carry on in the next sentence
        self._told_just_now = self._told_indirectly = False  # the last sentence said something; reported, not quoted

    def read(self) -> None:
        """Go through the text."""
        last = 0
        for start, end in self._sentences.ranges:
            if "\n" in self._text[last:start]:  # a report ends with its paragraph, but where the next one goes right on
                self._reporting, self._told_indirectly, self._topic = self._told_just_now, False, None
            self._sentence(start, end)
            last = end
        self._attribute_headline()

    def _attribute_headline(self) -> None:
        """Let a quotation that stands over the text be of whom the text lets speak, best with the same words."""
        first = self.reports[0] if self.reports else None
        if first is None or first.person or first.cue or first.start > self._sentences.ranges[0][1]:
            return
        words = self._text[first.start + 1 : first.end - 1].strip(".!? ")
        spoken = [report for report in self.reports if report.value == DIRECT and report.person]
        same = [report for report in spoken if words in self._text[report.start : report.end]]
        first.person = next((report.person for report in same or spoken), None)

    def _sentence(self, start: int, end: int) -> None:
        found = cues(self._masked, start, end)
        found += unlisted_cues(self._masked, (start, end), found)
        quotes = self._direct[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        reports = [report for quote in quotes if (report := self._quotation(quote, start, end, found)) is not None]
        reports += self._second_halves(quotes, reports)
        for cue in found:
            for stretch in reported(self._masked, (start, end), cue):
                if (
                    stretch[0] < stretch[1]
                    and not any(cue.end <= other.start and other.end <= stretch[0] for other in found if other.sure)
                    and not _overlaps(stretch, reports)
                    and not self._is_lead_in(stretch, cue, reports)
                    and not (cue.kind == SOURCE and _holds_a_report(stretch, reports))
                ):
                    reports.append(_Report(*stretch, INDIRECT, cue))
        if all(report.value == DIRECT for report in reports):
            reports += self._carried_on(start, end, reports)
        self._attribute(start, end, reports)
        self.reports += reports
        self._topic = None if reports else self._speakers.topic(start, end)
        self._told_just_now, self._reporting = bool(reports), self._reporting or bool(reports)
        self._told_indirectly = any(report.value == INDIRECT for report in reports)

    def _second_halves(self, quotes: list[Quotation], reports: list[_Report]) -> list[_Report]:
        """Take what follows a comma behind a quotation and ends the sentence: ``„Nein“, ist X sicher, „nie.“``."""
        taken = {report.start for report in reports}
        return [
            _Report(quote.start, quote.end, DIRECT)
            for quote in quotes
            if quote.start not in taken
            and any(report.end < quote.start for report in reports)
            and self._masked[: quote.start].endswith(", ")
            and self._text[quote.end - 2] in ".!?…"
        ]

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
        follows = self._cue_behind(quote, found)
        said = (
            follows is not None
            and follows.sure
            and not re.search(r"\w", self._masked[start : quote.start])
            and _SUBJECT_FOLLOWS.match(self._masked, follows.end)
        )
        if not said and is_title(self._text, quote, self._names):
            return None
        report = _Report(quote.start, quote.end, DIRECT)
        if follows is not None:
            report.cue = follows
            return report
        if _HOLDS_IT.match(self._masked, quote.end):
            return report
        before = self._masked[start : quote.start].rstrip()
        if before.endswith(":"):
            led = [cue for cue in reversed(found) if cue.end <= quote.start]
            report.cue = next((cue for cue in led if cue.kind != SOURCE), led[0] if led else None)
            return report
        report.person = self._for_whom(start, quote.start)
        if report.person is not None:
            return report
        cue = self._cue_of_clause(quote, start, end, found)
        sentence_like = len(inner.split()) > 3 and inner[-1] in ".!?…"
        if cue is not None and (len(inner.split()) > 2 or cue.lemma in _NAMING or cue.sure):
            report.cue = cue
            return report
        alone = not re.sub(r"[\W_]", "", self._masked[start : quote.start] + self._masked[quote.end : end])
        if (
            sentence_like
            or (alone and (len(inner.split()) > 2 or inner[-1] in ".!?"))
            or in_subjunctive(self._masked[start:end], strictly=True)
            or self._is_told(self._masked[start:end])
        ):
            return report
        return None

    def _cue_behind(self, quote: Quotation, found: list[Cue]) -> Cue | None:
        """Give the cue that follows a quotation: ``„…“, sagte X``, also a verb that no list has."""
        match = _NEXT_WORD.match(self._masked, quote.end)
        if match is None:
            return None
        at, word = match.span("word"), match["word"]
        known = next((cue for cue in found if cue.start == at[0]), None)
        if known is not None and self._has_subject_before(quote, at[1], found):
            return None
        if known is not None and (known.sure or "," in match["gap"] or self._text[quote.end - 2] in ".!?…,"):
            return known
        if word in _PERFECT:  # „…“, hatte X gesagt
            return next((cue for cue in found if cue.start > at[1] and cue.kind == VERB), None)
        if word == "wie":
            return next((cue for cue in found if cue.start > at[1] and cue.kind == VERB), None)
        if "," not in match["gap"] or word in LOWER_NO_VERB or not VERB_LIKE.match(word):
            return None
        return Cue(*at, word) if _SUBJECT_FOLLOWS.match(self._masked, at[1]) else None

    def _has_subject_before(self, quote: Quotation, position: int, found: list[Cue]) -> bool:
        """Tell whether a verb behind a phrase goes on with its clause: ``spricht von „…“, warnt aber``."""
        near = any(cue.lemma in _NAMING and cue.end < quote.start and self._is_near(cue, quote) for cue in found)
        return near and not _SUBJECT_FOLLOWS.match(self._masked, position)

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
            while last > first and self._masked[last - 1] in " .!?…\u00a0":
                last -= 1
            while first < last and self._masked[first].isspace():
                first += 1
            part = self._masked[first:last]
            if self._is_told(part) and len(part.split()) > 2 and not _overlaps((first, last), reports):
                parts.append(_Report(first, last, INDIRECT))
            first = match.end()
        return parts

    def _is_told(self, part: str) -> bool:
        return is_told(part) or (self._reporting and is_substitute(part, strictly=not self._told_indirectly))

    def _for_whom(self, start: int, position: int) -> Person | None:
        """Give whose view a quotation is: ``Für X ist das „ein Fehler“``."""
        mention = self._speakers.first_of("Für ", start, position)
        verb = _HOLDS_FOR.search(self._masked, mention.end, position) if mention else None
        return self._speakers.person(mention) if mention and verb else None

    def _attribute(self, start: int, end: int, reports: list[_Report]) -> None:
        """Give each report of a sentence its speaker: its own cue's, else another cue's there, else the last one."""
        told: dict[Cue, tuple[bool, Person | None]] = {}
        for report in reports:
            if report.cue is not None and report.cue not in told:
                behind = any(0 < report.cue.start - other.end < 4 for other in reports)
                told[report.cue] = self._attribution.subject(report.cue, (start, end), behind=behind)
        subjects = [subject for subject in told.values() if subject[0]]
        held: Person | None = None  # who has just said something in this sentence, with no cue that says so
        for report in sorted(reports, key=lambda report: report.start):
            if report.person is not None:
                continue
            if report.cue is not None and told[report.cue][0]:
                report.person = told[report.cue][1]
            elif (holds := _HOLDS_IT.match(self._masked, report.end)) is not None:
                held = report.person = self._speakers.after(holds.end("verb"), end)[1]
            elif subjects:
                report.person = subjects[0][1]
            elif self._masked[start : report.start].rstrip().endswith(":"):
                known, person = self._speakers.before(start, report.start)
                report.person = person if known else self._speakers.named(start, report.start) or self._speakers.last
            else:
                report.person = held or self._topic or self._speakers.last
        for report in reports:
            if report.person is None and report.cue is None:  # a phrase in marks inside what is reported
                around = (other for other in reports if other.start < report.end <= other.end)
                report.person = next((other.person for other in around if other.value == INDIRECT), None)
        if reports:
            self._speakers.last = reports[-1].person


def _holds_a_report(stretch: Range, reports: list[_Report]) -> bool:
    """Tell whether a stretch tells that somebody reports something: a report inside a report is none."""
    verbs = [report.cue for report in reports if report.cue and report.cue.kind == VERB]
    return any(stretch[0] <= cue.start < stretch[1] for cue in verbs)


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
