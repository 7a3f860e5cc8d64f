"""Whether a clause looks back or ahead: for ``am Mittwoch`` the verb decides if the last or the next one is meant."""

from __future__ import annotations

import re

from core.extract.rules.wordlists import words_of

_STRONG_PAST = words_of(
    """
    war waren wurde wurden hatte hatten kam kamen ging gingen gab gaben traf trafen fand fanden nahm nahmen begann
    begannen sprach sprachen stand standen ließ liess ließen liessen blieb blieben fiel fielen lag lagen sah sahen
    trat traten schrieb schrieben rief riefen hielt hielten lief liefen verlor verloren gewann gewannen schlug
    schlugen stieg stiegen sank sanken starb starben zog zogen bot boten brach brachen flog flogen fuhr fuhren hob
    hoben empfing empfingen entschied entschieden erhielt erhielten unterlag unterlagen verwies wies wiesen bat
    baten schloss schlossen beschloss beschlossen entstand entstanden erschien erschienen half halfen hing trug
    trugen verließ verliess verschob verschoben zwang zwangen wusste kannte nannte saß sass saßen sassen las lasen
    vergab vergaben bekam bekamen betrat unterschrieb unterschrieben unterbrach verstarb ergab ergaben rang tat
    taten floss flossen fror goss log maß riss rissen roch schien schienen schlief schmolz schnitt schrie schrien
    schwamm schwieg schwor sprang sprangen stach stahl stieß stiess stießen stritt stritten trieb trieben trank
    tranken wuchs wuchsen warf warfen wog bog biss lieh litt litten lud luden mied pfiff rieb riet rieten schied
    glich grub hieß hiess kroch brannte brannten dachte dachten brachte brachten floh flohen genoss zerbrach
    überwies gelang misslang erschrak verschwand verschwanden
    """
)
_AHEAD = words_of(
    """
    wird werden soll sollen sollte sollten will wollen möchte möchten dürfte dürften könnte könnten geplant
    vorgesehen angesetzt anberaumt bevorsteht bevorstehen ansteht anstehen voraussichtlich frühestens spätestens
    plant planen folgt folgen muss müssen kann können darf dürfen würde würden werde ist sind geht gilt gibt
    gewinnt gehen gelten geben kommen treffen finden beginnen starten reisen beraten tagen stehen spielen wählen
    dauern enden sei seien solle wolle könne müsse dürfe würde steigen sinken fallen wechseln öffnen schließen
    schliessen läuft laufen fahren bleiben bekommen erhalten
    """
)
_NEITHER = words_of(
    """
    nicht jetzt erst selbst fast dort seit mit zuletzt sonst meist längst gut oft damit somit laut statt trotz
    acht echt fest leicht recht schlecht weit spät seht zunächst nächst höchst demnächst äußerst heut anderthalb
    bereit gesamt direkt konkret exakt komplett privat absolut weltweit bekannt bestimmt derart insgesamt
    überhaupt bislang samt hat hart zart kalt alt kurzfristig hierzulande unbekannt relevant elegant sofort gesagt
    nichts
    """
)
_NO_PAST = words_of(
    """
    heute letzte letzten erste ersten zweite zweiten dritte dritten vierte vierten fünfte fünften sechste sechsten
    achte achten neunte neunten zehnte zehnten beste besten meiste meisten nächste nächsten rechte rechten gute
    guten alte alten weite weiten späte späten unten mitten hinten selten konkrete konkreten private privaten
    gesamte gesamten bekannte bekannten bestimmte bestimmten komplette kompletten direkte direkten harte harten
    leichte leichten schlechte schlechten geehrte hätte hätten bereite breite breiten rote roten tote toten bunte
    bunten laute lauten weltweite weltweiten kalte kalten vorletzte vorletzten gleichberechtigte müsste müssten
    bitte dritte mittleren halten arbeiten warten starten bieten beraten treten streiten
    """
)

_WORD = re.compile(r"\b[a-zäöüß]{3,}\b")
_CLAIMS = dict.fromkeys(_STRONG_PAST, -1) | dict.fromkeys(_AHEAD, 1) | dict.fromkeys(_NEITHER, 0)
_PLANNED = re.compile(r"\b(?:geplant|angesetzt|vorgesehen|anberaumt)\b")
_NEXT_WORD = re.compile(r"\s(?:\([^()\n]{1,40}\)\s)?([a-zäöüß]{3,})\b")
_PRETERITE = tuple(words_of("hielt trat bot riet galt tat schnitt glitt stritt litt ritt focht"))
_TO_COME = re.compile(r"\b(?:ist|sind|sei|seien)\b[^.,;]*\bzu\s[a-zäöüß]+e?n\b")
_DONE = re.compile(
    r"(?:worden|gewesen)\ssein\b|"
    r"\b(?:(?:[a-zäöüß]{2,6})?ge[a-zäöüß]{2,}|(?:be|ver|er|zer|ent|über|unter)[a-zäöüß]{3,}|[a-zäöüß]+ier)(?:t|en)\shaben\b"
)
"""What is said to have been done: ``soll am Montag geflohen sein``, ``dürfte im Mai gekauft haben``."""

_AFTER_TIME = words_of("und des der bis oder nach vor von mit auch hat haben zwischen gegen")
_INTENT = re.compile(r"\bzu\s[a-zäöüß]+e?n\b")
_AUXILIARY = re.compile(r"\b(?:hat|haben|habe|ist|sind|sei|seien)\b")
_PARTICIPLE = re.compile(
    r"\b(?:(?:[a-zäöüß]{2,6})?ge[a-zäöüß]{2,}(?:t|en)|(?:be|ver|er|zer|ent|über|unter)[a-zäöüß]{3,}(?:t|en)|"
    r"[a-zäöüß]+iert)\b"
)


def direction(text: str, start: int, end: int, time_start: int, time_end: int) -> int:
    """Tell whether a clause (``start`` to ``end``) looks back (-1) or ahead (1) from the time it names; 0: open.

    A time that opens the clause is followed by its verb. Else the nearest word that says something decides: preterites
    and perfects look back; ``wird``, ``soll``, ``geplant`` and verbs in the present tense look ahead.
    """
    if (" haben" in text[start:end] or " sein" in text[start:end]) and _DONE.search(text, start, end):
        return -1
    helped = _AUXILIARY.search(text, start, end)
    if helped and _TO_COME.search(text, start, end):
        return 1
    if helped and _PARTICIPLE.search(text, start, end):
        return 1 if _PLANNED.search(text, start, end) else -1
    verb = _NEXT_WORD.match(text, time_end, end) if not text[start:time_start].strip() else None
    if verb is not None and verb[1] not in _AFTER_TIME:
        present = verb[1].endswith(("en", "ern", "eln")) or (verb[1].endswith("t") and not verb[1].endswith(_PRETERITE))
        return _claim(verb[1]) or (1 if present and verb[1] not in _NEITHER else 0)
    claims = [
        (abs(match.start() - time_start), claim)
        for match in _WORD.finditer(text, start, end)
        if (claim := _claim(match.group()))
    ]
    if claims:
        return min(claims)[1]
    return 1 if _INTENT.search(text, start, end) else 0


def _claim(word: str) -> int:
    """Say what one lower-case word tells of the time: -1, 0 or 1."""
    known = _CLAIMS.get(word)
    if known is not None:
        return known
    if word.endswith(("te", "ten")):
        return 0 if word in _NO_PAST or word.startswith("ge") or word.endswith("sten") else -1
    return 1 if word.endswith("t") and not word.startswith("ge") and not _PARTICIPLE.fullmatch(word) else 0
