"""The expressions that find the core words of times in a text, and the one that reads the words before a core."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.extract.rules import date_words as words
from core.extract.rules import numbers
from core.extract.rules.wordlists import any_of, words_of

DAY, MONTH, YEAR, WEEKDAY, DEICTIC, CLOCK, PART = "day", "month", "year", "weekday", "deictic", "clock", "part"
SEASON, HOLIDAY, QUARTER, DECADE, CENTURY = "season", "holiday", "quarter", "decade", "century"
UNIT, HABIT, NIGHT, NUMERIC, ISO, JOINED, HEUER = "unit", "habit", "night", "numeric", "iso", "joined", "heuer"
DAILY, SPOKEN, EACH, NEXT_DAY, ERA = "daily", "spoken", "each", "next_day", "era"
DECADES = {
    "zwanziger": "20", "dreißiger": "30", "dreissiger": "30", "vierziger": "40", "fünfziger": "50", "sechziger": "60",
    "siebziger": "70", "achtziger": "80", "neunziger": "90",
}  # fmt: skip

_DAYS = r"(?:\d{1,2}\.(?:,\s|\s?(?:und|bis|oder|sowie|–|-|/)\s?(?:zum\s|dem\s|den\s)?)){0,8}"
_YEAR = rf"(?:\s(?P<year>{words.YEAR})(?!\d))?"
_ERA = r"(?P<era>[vn])\.\s?Chr(?:\.|istus\b)"
ERA_YEAR = rf"(?P<count_of_years>[1-9]\d{{0,3}})\s{_ERA}"
_PERIOD = r"(?P<of>Quartals?|Halbjahr(?:e?s)?|Jahreshälfte|Vierteljahr(?:e?s)?)"
_DIGIT_CORES = {
    DAY: rf"(?P<before>{_DAYS})(?P<day>[0-3]?\d)\.\s?(?P<month>{words.MONTH})(?!\w)(?:\s(?P<year>{words.YEAR})(?!\d))?",
    NUMERIC: r"(?P<day>[0-3]?\d)\.\s?(?P<month>[01]?\d)\.(?:\s?(?P<year>(?:1[0-9]|20)\d\d|\d\d(?=\W|$)))?(?![\d.]*\d)",
    ISO: rf"(?P<year>{words.YEAR})-(?P<month>[01]\d)(?:-(?P<day>[0-3]\d))?(?![\d-])",
    CLOCK: (
        rf"(?P<from>{words.CLOCK})(?:\s?(?:bis|und|–|-)\s?(?P<to>{words.CLOCK}))?\s?"
        rf"(?:Uhr(?:\s(?P<minute>[0-5]\d)\b)?|h\b)(?:\s(?P<apart>früh|{words.PART}s)\b)?"
        r"(?:\s(?:[a-zäöü]+er|Schweizer|Wiener)\sZeit\b|\sOrtszeit\b|\s(?:MEZ|MESZ|UTC|GMT)\b)?"
    ),
    DECADE: r"(?P<decade>(?:(?:1[0-9]|20)\d|[1-9])0)er(?:[-\s]?Jahren?)(?!\w)",
    CENTURY: rf"(?P<century>[12]?\d)\.\sJahrhunderts?(?!\w)(?:\s{_ERA})?",
    ERA: ERA_YEAR,
    QUARTER: rf"(?P<number>[1-4]\.)\s{_PERIOD}(?!\w){_YEAR}",
    YEAR: rf"(?P<year>{words.YEAR})(?:/(?P<to>\d\d(?:\d\d)?)|-(?P<until>{words.YEAR}))?(?![\d%‰€$]|[.,]\d)",
}
_WORD_CORES = {
    QUARTER: rf"(?P<number>ersten?|zweiten?|dritten?|vierten?)\s{_PERIOD}{_YEAR}",
    NIGHT: (
        rf"[Nn]acht\s(?:auf|zu|zum|von\s\w+\s(?:auf|zu))\s(?:den\s|dem\s)?(?:(?P<weekday>{words.WEEKDAY})|"
        rf"(?P<holiday>{any_of([*words.FIXED_HOLIDAYS, *words.EASTER_HOLIDAYS])})|"
        rf"(?P<day>[0-3]?\d)\.\s?(?P<month>{words.MONTH})(?!\w){_YEAR})"
    ),
    HABIT: rf"(?P<habit>(?i:{words.WEEKDAY})s)",
    WEEKDAY: rf"(?P<weekday>{words.WEEKDAY})(?:(?P<part>{words.PART})s?|\s(?P<apart>{words.PART})(?!\w))?",
    EACH: any_of(f"{unit} für {unit}" for unit in words_of("Tag Woche Monat Jahr Abend Nacht Morgen Stunde")),
    SPOKEN: (
        rf"(?P<shift>halb|[Vv]iertel\s(?:nach|vor)|drei[Vv]iertel)\s(?P<hours>{numbers.WORD})(?:\sUhr)?"
        rf"(?:\s(?P<apart>früh|{words.PART}s)\b)?"
    ),
    CLOCK: (
        rf"(?P<hours>{numbers.WORD})(?:\sUhr(?:\s(?P<apart>früh|{words.PART}s)\b)?|"
        r"\sin\sder\s(?P<part>Früh|Nacht)\b|(?=[,.;:!?»“\"]))"
    ),
    MONTH: rf"(?P<month>{words.MONTH}){_YEAR}",
    DEICTIC: (
        r"(?P<deictic>[Hh]eute?|[Vv]orgestern|[Gg]estern|[Üü]bermorgen|[Mm]orgen)"
        rf"(?:\s(?P<part>{words.PART})(?!\w))?"
    ),
    HEUER: r"[Hh]euer",
    NEXT_DAY: r"[Tt]ags\s(?P<word>darauf|danach|zuvor|davor)",
    DAILY: r"(?P<part>frühmorgens|morgens|vormittags|mittags|nachmittags|abends|nachts|werktags|wochentags)",
    HOLIDAY: (
        rf"(?P<holiday>{any_of([*words.FIXED_HOLIDAYS, *words.EASTER_HOLIDAYS])}|Welt[a-zäöüß]{{3,}}tag)"
        rf"(?:e?s|en)?{_YEAR}"
    ),
    SEASON: rf"(?P<season>{words.SEASON})(?:s?ferien|monaten?|s)?(?:\s(?P<year>{words.YEAR})(?:/\d\d(?:\d\d)?)?)?",
    DECADE: rf"(?P<decade>(?i:{any_of(DECADES)}))(?:\s?[Jj]ahren?)",
    PART: (
        r"(?P<part>Morgenstunden|Abendstunden|Nachtstunden|Mittagszeit|Morgengrauen|Abenddämmerung|Morgen|Vormittag|Nachmittag|Mittag|Vorabend|Abend|"
        r"Mitternacht|Nacht|Früh)s?"
    ),
    JOINED: (
        r"(?P<joined>(?!Wochenende)(?:Jahres|Monats|Wochen)(?:ende|beginn|anfang|mitte|wechsel)|Vorjahr|Vormonat|"
        r"Vorwoche|Vortag|Folgejahr|Folgetag)(?:e?[sn])?"
    ),
    UNIT: (
        r"(?P<unit>Sekunde|Minute|Stunde|Tag|Wochenende|Woche|Monat|Quartal|Jahrzehnt|Jahrhundert|Jahr)"
        r"(?P<plural>n|e[ns]?|s)?"
    ),
}  # fmt: skip


def _alternatives(cores: dict[str, str]) -> str:
    """Join the cores to one expression; inner names are dropped: a core is matched again once its kind is known."""
    return "|".join(f"(?P<{kind}>{re.sub(r'[?]P<[^>]+>', '?:', core)})" for kind, core in cores.items())


_DIGITS = re.compile(rf"(?<![\w.,:/’'-])(?:{_alternatives(_DIGIT_CORES)})(?!\w)")
_FIRST_LETTERS = (
    r"(?i:mon|die|mit|don|fre|sam|son|jan|jän|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez|heu|ges|vor|übe|mor|frü|som|her|"
    r"win|ers|zw|drei|dri|vier|fünf|sech|sieb|acht|neun|zehn|elf|eins?\b|hund|taus|jah|woc|tag|stu|min|sek|qua|nac|abe|fol|"
    r"neuj|dre|hei|hal|val|nik|mari|wel|wer|wei|ste|sil|all|ref|ros|fas|asc|pal|tags|grü|kar|ost|auf|chr|pfi|fro|ach|anderth)"
)
"""What a core word begins with: told first, it spares the search the alternatives at every other word."""

_WORDS = re.compile(rf"(?<![\w-])(?={_FIRST_LETTERS})(?:{_alternatives(_WORD_CORES)})(?!\w|-\w)")
_AGAIN = [
    (_DIGITS, {kind: re.compile(core) for kind, core in _DIGIT_CORES.items()}),
    (_WORDS, {kind: re.compile(core) for kind, core in _WORD_CORES.items()}),
]

_COUNT = (
    rf"(?:{numbers.DIGITS}(?:\s{numbers.SCALE})?|{numbers.WORD}|(?:eine[rmns]?\s)?halbe[nrms]?|eine[rmns]?|"
    r"wenige[nr]?|einige[nr]?|mehrere[nr]?|viele[nr]?|etliche[nr]?|ein\spaar|Hunderte?n?|Tausende?n?)"
)
_WHEN = rf"(?:{words.BACK}|{words.AHEAD}|{words.HERE}|{words.AFAR}|{words.SAME}|{words.EVERY})"
_HEAD = (
    rf"(?<![\w-])(?P<vague>(?:{words.VAGUE}\s)*)(?P<preposition>(?:{words.LEADING}\s)?(?:{words.PREPOSITION}\s)?)(?:{words.VAGUE}\s)*"
    rf"(?:(?P<edge>{words.EDGE})\s)?(?P<article>(?:der|die|das|den|dem|des|aller|eine[mrs]?)\s)?(?P<when>{_WHEN}\s)?"
)
BEFORE = re.compile(rf"{_HEAD}(?:(?:frühen|späten|(?<=\bim\s)[a-zäöüß]{{4,}}en)\s)?", re.IGNORECASE)
"""What may stand before a core: it places it (``am``, ``Ende des``) and says which one is meant (``vergangenen``)."""

BEFORE_UNIT = re.compile(
    rf"{_HEAD.replace('|aller|eine[mrs]?', '')}(?:(?:{words.VAGUE}|mehr als|weniger als|über)\s)?"
    rf"(?P<count>{_COUNT}\s)?",
    re.IGNORECASE,
)
"""The same before a unit, which may be counted: ``vor fast zwei``."""


def cores(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Give kind and match of each core in a text, in its order; they may overlap."""
    found = []
    for pattern, again in _AGAIN:
        for match in pattern.finditer(text):
            kind = match.lastgroup or ""
            core = again[kind].match(text, match.start())
            if core is not None:
                found.append((kind, core))
    yield from sorted(found, key=lambda pair: (pair[1].start(), -pair[1].end()))


def when(word: str) -> int | None:
    """Say which one a word like ``vergangenen`` means: -2 … 2, or None where there is none."""
    for pattern, value in ((words.BACK, -1), (words.AHEAD, 1)):
        if re.fullmatch(pattern, word):
            return value
    return {"": None, "vorle": -2, "übern": 2, "gestr": -1, "morgi": 1}.get(word[:5], 0)
