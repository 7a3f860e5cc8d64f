"""The German words of calendar and clock, and the fragments of regular expressions made from them."""

from __future__ import annotations

from core.extract.rules.wordlists import any_of

MONTHS = {
    "Januar": 1, "Jänner": 1, "Februar": 2, "Feber": 2, "März": 3, "April": 4, "Mai": 5, "Juni": 6, "Juli": 7,
    "August": 8, "September": 9, "Oktober": 10, "November": 11, "Dezember": 12,
}  # fmt: skip
SHORT_MONTHS = {
    "Jan": 1, "Jän": 1, "Feb": 2, "Febr": 2, "Mär": 3, "Apr": 4, "Jun": 6, "Jul": 7, "Aug": 8, "Sept": 9, "Sep": 9,
    "Okt": 10, "Nov": 11, "Dez": 12,
}  # fmt: skip
WEEKDAYS = {
    "Montag": 0, "Dienstag": 1, "Mittwoch": 2, "Donnerstag": 3, "Freitag": 4, "Samstag": 5, "Sonnabend": 5,
    "Sonntag": 6,
}  # fmt: skip
PARTS = {
    "früh": "MO", "morgen": "MO", "morgenstunden": "MO", "vormittag": "MO", "mittag": "MI", "nachmittag": "AF",
    "abend": "EV", "vorabend": "EV", "abendstunden": "EV", "nacht": "NI", "mitternacht": "NI", "nachtstunden": "NI",
    "mittagszeit": "MI", "morgengrauen": "MO", "abenddämmerung": "EV",
}  # fmt: skip
DEICTIC = {"vorgestern": -2, "gestern": -1, "heut": 0, "heute": 0, "morgen": 1, "übermorgen": 2}
SEASONS = {"Frühjahr": "SP", "Frühling": "SP", "Sommer": "SU", "Herbst": "FA", "Winter": "WI"}
UNITS = {
    "Sekunde": "second", "Minute": "minute", "Stunde": "hour", "Tag": "day", "Woche": "week", "Wochenende": "weekend",
    "Monat": "month", "Quartal": "quarter", "Jahr": "year", "Jahrzehnt": "decade", "Jahrhundert": "century",
}  # fmt: skip
FIXED_HOLIDAYS = {
    "Neujahr": (1, 1), "Neujahrstag": (1, 1), "Dreikönigstag": (1, 6), "Heiligabend": (12, 24),
    "Heilig Abend": (12, 24),
    "Weihnachten": (12, 25), "Weihnachtstag": (12, 25), "Stephanstag": (12, 26), "Stefanitag": (12, 26),
    "Silvester": (12, 31), "Allerheiligen": (11, 1), "Reformationstag": (10, 31), "Valentinstag": (2, 14),
    "Weltfrauentag": (3, 8), "Tag der Arbeit": (5, 1), "Tag der Deutschen Einheit": (10, 3), "Halloween": (10, 31),
    "Mariä Himmelfahrt": (8, 15), "Nikolaustag": (12, 6), "Martinstag": (11, 11), "Heilige Drei Könige": (1, 6),
}  # fmt: skip
EASTER_HOLIDAYS = {
    "Rosenmontag": -48, "Faschingsdienstag": -47, "Aschermittwoch": -46, "Palmsonntag": -7, "Gründonnerstag": -3,
    "Karfreitag": -2, "Karsamstag": -1, "Ostern": 0, "Ostersonntag": 0, "Ostermontag": 1, "Auffahrt": 39,
    "Christi Himmelfahrt": 39, "Pfingsten": 49, "Pfingstsonntag": 49, "Pfingstmontag": 50, "Fronleichnam": 60,
}  # fmt: skip
"""Days from Easter Sunday."""

MONTH = rf"(?:(?!Mais\b){any_of(MONTHS)}s?|{any_of(SHORT_MONTHS)}\.)"
PART = (
    r"(?:[Ff]rüh|[Vv]ormittag|[Nn]achmittag|[Mm]itternacht|[Mm]ittag|[Vv]orabend|[Aa]bend|[Nn]acht|[Mm]orgenstunden|"
    r"[Mm]orgen)"
)
WEEKDAY = any_of(WEEKDAYS)
SEASON = any_of(SEASONS)
YEAR = r"(?:(?:1[0-9]|20)\d\d|2100)"
CLOCK = r"(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?"

BACK = r"(?:vergangen|letzt|vorig|verflossen|abgelaufen|vorangegangen|zurückliegend)(?:e[nrsm]?)"
AHEAD = r"(?:kommend|nächst|bevorstehend|darauffolgend|folgend)(?:e[nrsm]?)"
HERE = r"(?:dies(?:e[nrsm]?)?|(?:laufend|aktuell|heurig|heutig)(?:e[nrsm]?))"
AFAR = r"(?:vorletzt|übernächst|gestrig|morgig)(?:e[nrsm]?)"
SAME = r"(?:(?:selb|gleich|dieselb|ganz|erst|zweit|dritt|viert)(?:e[nrsm]?))"
EVERY = r"(?:jede[nrsm]?)"

VAGUE = (
    r"(?:kurz|etwa|ungefähr|circa|ca\.|zirka|rund|knapp|gut|fast|beinahe|mindestens|höchstens|genau|exakt|pünktlich|punkt|"
    r"spätestens|frühestens|früh|spät)"
)
PREPOSITION = (
    r"(?:am|an|im|in|um|vom|von|bis|zum|zur|zu|seit|ab|auf|für|gegen|nach|vor|aus|während|zwischen|über|per|binnen|innert|"
    r"innerhalb|beim|alle|außerhalb|ausserhalb)"
)
LEADING = r"(?:bis|von|für|auf|seit|innerhalb|außerhalb|ausserhalb|binnen|ab)"
"""Prepositions that may stand before another one: ``bis in den``, ``von vor``."""

EDGE = r"(?:Anfang|Mitte|Ende|Beginn|Laufe?|Verlaufe?)"
