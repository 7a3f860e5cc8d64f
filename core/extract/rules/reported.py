"""Indirect speech: which stretch of a sentence a reporting word reports."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.extract.rules import speech_words as words
from core.extract.rules.cues import NOUN, SO, SOURCE, Cue
from core.extract.rules.sentences import Range
from core.extract.rules.wordlists import any_of, words_of

_LOWER = re.compile(r"(?<![\w-])[a-zäöüß]{2,}(?![\w-])")
_QUESTION = re.compile(
    r"\s*(?:dass|ob|warum|weshalb|wieso|wann|wer|wen|wem|was|wo|wohin|woher|welche[rnsm]?|inwieweit|inwiefern|womit|"
    r"wofür|worüber|worum|wie\s(?:viele?|lange|oft|hoch|groß|gross|stark|es|man|sie|er))\s"
)
_CONDITION = re.compile(r"\s*(?:wenn|falls|weil|obwohl|sobald|solange|nachdem|auch wenn|während|damit|sollte[n]?)\s")
_BREAK = re.compile(r"[,:]")
_SUBJECT = re.compile(
    r"\s(?:(?:sich|auch|dazu|zudem|gestern|heute|damals|nun|noch|dann)\s)*"
    r"(?:er|sie|es|man|der|die|das|ein|eine|mehrere|viele|einige|ihre?|seine?|[A-ZÄÖÜ_])"
)
_RELATIVE = re.compile(r"\s(?:der|die|das|dem|den|deren|dessen|welche[rsnm]?)\s")
_RESUMED = re.compile(
    r",\s(?:ist|sind|war|waren|hat|haben|hatte|hatten|wird|werden|wurde|wurden|soll|sollen|kann|können|muss|müssen|will|"
    r"wollen|[a-zäöüß]{3,}te(?:n)?)\s(?!zu\s|er\b|sie\b|ich\b)"
)
"""Where the main clause goes on behind a subordinate one: ``…, dass er komme, stimmte nicht``."""

_INVERTED = re.compile(r",\s(?P<verb>[a-zäöüß]+)\s(?:sich\s)?(?:(?:er|sie|der|die|ein|eine)\b|[A-ZÄÖÜ])")
_NO_SPEECH = re.compile(r"(?:hoff|glaub|denk|dach|fürcht|befürcht|ahn|wuss|wünsch|wart|erwart|weiß|weiss|nich|fas)")
"""Begins what thinks and feels instead."""

_THOUGHT_BEHIND = re.compile(r",\s(?:hofft|hoffte|glaubt|glaubte|denkt|dachte|fürchtet|weiß|weiss|wusste)\s")
_NO_CUES = words.FINITE_HELPERS | words.LOWER_NO_VERB
_THOUGHTS = words_of("hoffen glauben")
_CONJUNCTION = re.compile(r"\s(?:und|aber|denn|doch|weil|wenn)\s")
_PARENTHESIS = re.compile(r"[^,]+,\s\w")
_WIE = re.compile(r",\swie\s[^,]*$")
_IN_SUBORDINATE = re.compile(r"(?:Wenn|Als|Weil|Nachdem|Bevor|Obwohl|Sobald|Während|Da)\s[^,:;]*")
_AS_TOLD = re.compile(r"Wie\s")
_INFINITIVE = re.compile(r"\szu\s[a-zäöüß]+e?n\b|[a-zäöüß]zu[a-zäöüß]+en\b")
_FINITE = re.compile(
    r"\s(?P<verb>ist|sind|war|waren|hat|haben|hatte|hatten|wird|werden|wurde|wurden|soll|sollen|kann|können|muss|müssen|will|"
    rf"wollen|darf|dürfen|sei|seien|habe|werde|gibt|gab|geht|ging|kam|kamen|{words.STRONG_PAST}|"
    rf"{any_of(words.SUBSTITUTE | words.SUBJUNCTIVE)}|[a-zäöüß]{{3,}}(?:te|ten|t|en))\s"
)
_SUBORDINATE = re.compile(
    r"(?:Und\s|Aber\s|Doch\s|Denn\s)?(?:Als|Wenn|Weil|Da|Obwohl|Nachdem|Bevor|Während|Sobald|Solange|Sofern|Falls|Dass|Ob|Wer|"
    r"Was|Wo|Wie|Statt|Ohne|Um|Sollte|Je|Zwar|Nicht nur|Sowohl|Weder|Entweder|Ein\w*|D(?:er|ie|as|en|em)|wer|wenn)\s"
)
"""What opens a sentence whose main verb may stand behind its first comma."""

_VERB_FIRST = re.compile(r"[A-ZÄÖÜ][a-zäöüß]+e\s[^,]+,\s(?:so\s)?(?P<verb>[a-zäöüß]+)\b")
_PREDICATE = re.compile(r"(?<![\w-])[a-zäöüß]{3,}(?:t|en|n)$")
_ON_QUESTION = re.compile(
    r"\s*(?:Auf|Zu|Zur|Nach)\s(?:die|der|eine|einer|den)?\s?(?:\w+\s)?(?:Frage|Nachfrage|Anfrage|Vorwurf)\b"
)
_ASKED = re.compile(r"\b(?:angesprochen|angefragt|gefragt|befragt)$")  # "Darauf angesprochen, sagte X"
_FIRST_PERSON = re.compile(r"\b[Ii]ch\s(?:\w+\s)?$")
_IDIOM = re.compile(
    r"\bsei denn|(?:^|,\s)[Ss]ei es (?:aus|durch|in|im|wegen|als|mit|bei|auf|von|weil|dass|um|nur|die|der|das|ein\w*|"
    r"[A-ZÄÖÜ])|Gott sei Dank|dem auch sei|[Kk]omme, was|[Kk]oste es"
)
"""Subjunctives that report nothing."""

_WISHED = re.compile(r"(?:Er|Sie|Man)\shätte\s")
_PRONOUN_BEFORE = re.compile(r"\b(?:[Ee]r|[Ss]ie|[Ee]s|[Mm]an)\s$")
_NOUN_FOLLOWS = re.compile(
    r",?\s(?:und\s)?(?:(?!(?:k?ein|ihr|sein|d|dies|jed)(?:e?[nrms]|e|ie|as)?\s)[a-zäöüß]+e[nrms]?\s)*[A-ZÄÖÜ]"
)
_NO_VERB_IN_E = words_of(
    """
    eine keine seine ihre meine deine unsere alle viele beide diese jene welche heute ohne gerne lange beinahe ungefähre
    heutige gestrige sowie bitte live ganze andere manche einige mehrere solche jede neue erste zweite dritte letzte
    nächste hatte wollte sollte konnte musste durfte wurde möchte sagte meinte machte kannte leise müde böse feige träge
    drei vorne hinte nahe ebene gute alte große grosse kleine weite breite späte frühe gerade solange sobald
    """
)
_NOT_FINITE = words.LOWER_NO_VERB | words_of("ersten zweiten letzten meisten deutschen eigenen beiden anderen neuen")


def in_subjunctive(text: str, *, strictly: bool = False) -> bool:
    """Tell whether a stretch has a verb form that reports.

    ``strictly`` knows the forms that mean nothing else. Behind a cue a form that also means a condition counts, and any
    word in ``-e`` that no noun follows: an adjective would have one.
    """
    for match in _LOWER.finditer(text):
        word = match.group()
        if word[-1] not in "eni":  # no form of the subjunctive ends else
            continue
        if words.is_subjunctive(word) and not _FIRST_PERSON.search(text[: match.start()]):
            return not _IDIOM.search(text, max(0, match.start() - 9), match.end() + 9)
        behind_pronoun = word[-1] == "e" and _PRONOUN_BEFORE.search(text, max(0, match.start() - 5), match.start())
        if behind_pronoun and _is_verb_in_e(text, match):
            return True
        if not strictly and (word in words.SUBSTITUTE or _is_verb_in_e(text, match)):
            return True
    return False


def is_told(text: str) -> bool:
    """Tell whether a sentence without a reporting word is told: its main clause stands in a report's subjunctive."""
    condition = _VERB_FIRST.match(text)  # "Bleibe das Geld aus, werde der Bau eingestellt"
    if condition is not None and words.is_subjunctive(condition["verb"]):
        return True
    if _THOUGHT_BEHIND.search(text):
        return False
    main = text if _SUBORDINATE.match(text) else _first_clause(text)
    return in_subjunctive(main, strictly=True)


def is_substitute(text: str, *, strictly: bool) -> bool:
    """Tell whether the main clause of a sentence has a form that carries a report on: ``Alle hätten gewusst``.

    That is a plural, or ``hätte`` behind a pronoun. Not beside a condition (``Wenn …``, ``Sollte …``). ``strictly``
    leaves out what is often the writer's own guess.
    """
    if _CONDITION.match(text.lower()) or re.search(r"\b(?:wenn|falls)\b", text):
        return False
    first = next((m.group() for m in _LOWER.finditer(_first_clause(text)) if m.group() in words.FINITE_HELPERS), "")
    if first in ("hätten", "würden"):
        return True
    return not strictly and (first in words.PLURAL_SUBSTITUTE or _WISHED.match(text) is not None)


def _is_verb_in_e(text: str, match: re.Match[str]) -> bool:
    word = match.group()
    if (
        len(word) < 4
        or not word.endswith("e")
        or word in _NO_VERB_IN_E
        or word in words.SUBSTITUTE
        or word.endswith(("ische", "liche", "ige", "te"))
    ):
        return False
    return not _NOUN_FOLLOWS.match(text, match.end()) and not _FIRST_PERSON.search(text[: match.start()])


def reported(masked: str, sentence: Range, cue: Cue) -> list[Range]:
    """Give the stretches of a sentence that a cue reports; quotations are masked, so that they are one word."""
    start, end = sentence
    end = _without_stop(masked, start, end)
    if cue.kind == SOURCE:
        return _of_source(masked, start, end, cue)
    if cue.kind == NOUN:  # "seine Aussage, dass …"
        return _clauses_after(masked, cue.end, end) if masked.startswith(", dass", cue.end) else []
    inverted = masked[start : cue.start].rstrip().endswith(",") and bool(_SUBJECT.match(masked, cue.end))
    told = _WIE.search(masked, start, cue.end)
    if told is not None and cue.kind != SO:
        return [_trim(masked, start, told.start()), *_other_half(masked, cue.end, end)]
    if cue.kind == SO or inverted:
        comma = masked.rfind(",", start, cue.end)
        first = _last_break(masked, start, comma)
        head = [_trim(masked, first, comma)] if _may_be_told(masked[first:comma], cue) else []
        broken = bool(head) and masked[slice(*head[0])].split()[-1] in words.SUBJUNCTIVE  # "Man habe, sagte X, …"
        tail = _rest(masked, cue.end, end) if broken else _carried_on(masked, cue.end, end)
        if head and tail and _has_the_verb(masked[slice(*tail[0])], masked[slice(*head[0])]):
            head = []  # "Der Preis, sagte X, steige": a half without its verb is not marked
        parenthesis = _PARENTHESIS.match(masked, cue.end, end) if cue.kind == SO and head and not tail else None
        return [_trim(masked, first, end)] if parenthesis else head + tail
    if _IN_SUBORDINATE.fullmatch(masked, start, cue.start):  # "Wenn sie erzählt, wird es still"
        return []
    if _AS_TOLD.match(masked, start, cue.start):
        comma = masked.find(",", cue.end, end)
        return [_trim(masked, comma + 1, end)] if comma > 0 else []
    return _clauses_after(masked, cue.end, end) if cue.sure else []


def unlisted_cues(masked: str, sentence: Range, known: Sequence[Cue]) -> list[Cue]:
    """Give a verb that no list has behind a clause in the subjunctive, before its subject: ``X sei Y, grollte er``."""
    found: list[Cue] = []
    for match in _INVERTED.finditer(masked, *sentence):
        word, head = match["verb"], masked[sentence[0] : match.start()]
        clause = head[max(head.rfind(mark) for mark in ";:") + 1 :]
        if (
            words.VERB_LIKE.match(word)
            and not _NO_SPEECH.match(word)
            and word not in _NO_CUES
            and not any(match.start("verb") == cue.start for cue in known)
            and not any(cue.sure and cue.end <= match.start() for cue in known)
            and not (_CONDITION.match(clause.lower()) or _opens_with_verb(clause))
            and in_subjunctive(_first_clause(clause), strictly=True)
        ):
            found.append(Cue(*match.span("verb"), word))
    return found


def _opens_with_verb(clause: str) -> bool:
    """Tell whether a clause is a condition without a conjunction: ``Bleibe es so, …``."""
    first = next(iter(clause.lower().split()), "")
    return words.is_subjunctive(first) or first in words.FINITE_HELPERS | words.SUBSTITUTE


def _has_the_verb(second: str, first: str) -> bool:
    """Tell whether the second half of a broken clause opens with the verb that the first half lacks."""
    word = second.split(maxsplit=1)[0]
    opens = word in words.FINITE_HELPERS or words.is_subjunctive(word)
    return opens and not in_subjunctive(first) and not _FINITE.search(f" {first} ")


def _other_half(masked: str, position: int, end: int) -> list[Range]:
    """Give what follows ``, wie X sagte,`` in the clause that it breaks, where it holds a verb."""
    rest = _trim(masked, position + 1, end)
    return [rest] if masked.startswith(",", position) and _PREDICATE.search(masked[slice(*rest)]) else []


def _may_be_told(stretch: str, cue: Cue) -> bool:
    """Tell whether what stands before ``, sagte X`` is reported: a clause, not just a quotation or a name."""
    if _ON_QUESTION.match(stretch) or _ASKED.search(stretch):
        return False
    if "_" in stretch and not re.sub(r"[„“”«»\"‚‘’‹›]_+[„“”«»\"‚‘’‹›]|\W", "", stretch):
        return False
    if cue.kind != SO and not (in_subjunctive(stretch) or _FINITE.search(f" {stretch} ")):
        return False  # "Bergers Nachfolger, der junge Huber, kündigte …"
    if _AS_TOLD.match(stretch) and stretch.split()[-1] in words.SURE | words.POSSIBLE:
        return False  # "Wie der „Kurier“ schreibt, drohen Klagen"
    return len(stretch.split()) > 1 and (cue.sure or (cue.lemma not in _THOUGHTS and in_subjunctive(stretch)))


def _clauses_after(masked: str, position: int, end: int) -> list[Range]:
    """Give the clause that hangs on a cue before it: it begins with ``dass`` or the like, or is in the subjunctive."""
    for match in _BREAK.finditer(masked, position, end):
        rest = masked[match.end() : end]
        first = _first_clause(rest)
        if _INFINITIVE.search(first) and not in_subjunctive(first):
            return []
        if _QUESTION.match(rest) or in_subjunctive(first) or (_CONDITION.match(rest) and in_subjunctive(rest)):
            stop = _RESUMED.search(masked, match.end(), end) if _QUESTION.match(rest) else None
            return _parts(masked, match.end(), stop.start() if stop else end)
        if match.group() == ":":
            return []
    return []


def _rest(masked: str, position: int, end: int) -> list[Range]:
    """Give the other half of a clause that ``, sagte X,`` breaks."""
    comma = masked.find(",", position, end)
    return [_trim(masked, comma + 1, end)] if comma >= 0 else []


def _carried_on(masked: str, position: int, end: int) -> list[Range]:
    """Give what a report goes on with behind ``, sagte X,``."""
    for match in re.compile(r"[,:;]").finditer(masked, position, end):
        rest = masked[match.end() : end]
        told = rest if _CONJUNCTION.match(rest) else _first_clause(rest)
        if _QUESTION.match(rest) or in_subjunctive(told, strictly=bool(_RELATIVE.match(rest))):
            return _parts(masked, match.end(), end)
    return []


def _first_clause(stretch: str) -> str:
    return re.split(r"[,;]", stretch, maxsplit=1)[0]


def _parts(masked: str, start: int, end: int) -> list[Range]:
    """Cut a report at its semicolons and colons; what follows counts while it is in the subjunctive."""
    parts: list[Range] = []
    first = start
    for match in re.compile(r"[;:]\s|$").finditer(masked, start, end):
        if parts and not in_subjunctive(masked[first : match.start()]):
            break
        parts.append(_trim(masked, first, match.start()))
        first = match.end()
    return parts


def _of_source(masked: str, start: int, end: int, cue: Cue) -> list[Range]:
    """Give what ``laut X`` reports: the clause behind it where it opens the sentence, else the whole one."""
    before = masked[start : cue.start]
    opens = cue.start == start or (
        cue.lemma == "zufolge" and len(before.split()) <= 4 and not _FINITE.search(f" {before}")
    )
    if not opens:
        first = _last_break(masked, start, cue.start)
        return [_trim(masked, first, end)]
    if cue.lemma == "zufolge":
        return [_trim(masked, cue.end, end)]
    verbs = list(_FINITE.finditer(masked, cue.end, end))
    finite = [v for v in verbs if v["verb"] not in _NOT_FINITE and not masked[v.end() : v.end() + 1].isupper()]
    said = cue.lemma.endswith(" nach")  # who is in the phrase already: the verb follows
    named = [verb for verb in finite if said or masked[cue.end : verb.start()].strip()] or verbs
    return [_trim(masked, named[0].start("verb"), end)] if named else []


def _last_break(masked: str, start: int, position: int) -> int:
    """Give where the part of a sentence begins that a semicolon or colon parts from what came before."""
    return max(masked.rfind(mark, start, position) + 1 for mark in ";:") or start


def _without_stop(masked: str, start: int, end: int) -> int:
    while end > start and masked[end - 1] in " .!?…\n\u00a0":
        end -= 1
    return end


def _trim(masked: str, start: int, end: int) -> Range:
    while start < end and masked[start] in " ,;:–-\u00a0":
        start += 1
    while end > start and masked[end - 1] in " ,;:–-\u00a0":
        end -= 1
    return start, end
