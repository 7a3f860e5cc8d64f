"""QUANTITY: numbers with what they count or measure, with number and unit; follows the guideline of the gold set."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from core.extract.reading import Finding, claimed
from core.extract.rules import numbers
from core.extract.rules import quantity_words as words
from core.extract.rules.date_words import CLOCK
from core.extract.rules.sentences import OPENERS
from core.extract.rules.wordlists import any_of

LABEL = "QUANTITY"

_PARTS = {"Drittel": 3, "Viertel": 4, "Fünftel": 5, "Sechstel": 6, "Achtel": 8, "Zehntel": 10}
_NUMERAL = rf"(?:{numbers.DIGITS}|(?i:{numbers.WORD})(?![\w-]))"
_FIRST_LETTERS = r"\d|(?i:ein|zw|drei|vier|fünf|sech|sieb|acht|neun|zehn|elf|hund|taus|ander|halb)"
"""What a number begins with: told first, it spares the search the alternatives at every other word."""

_ONE = r"(?:[Ee]in(?:e[mnrs]?)?\s)"
_CORE = re.compile(
    rf"(?:(?<![\w.,:/’'§-])|(?<=[\s(]-))(?={_FIRST_LETTERS})(?:(?P<fraction>{_ONE}|(?i:zwei|drei|vier|fünf)\s)(?P<part>{any_of(_PARTS)})n?(?![\w-])|"
    rf"(?P<half>{_ONE}?[Hh]albe[mnrs]?)(?=\s{words.COUNTABLE_ONE})|"
    rf"(?P<one>[Ee]in(?:e[mnrs]?)?)(?=\s{words.COUNTABLE_ONE}(?![a-zäöü]))|"
    rf"(?P<first>{_NUMERAL})(?:(?P<link>\s(?:bis|und|oder|zu|gegen)\s|\s?[–-]\s?)(?P<second>{_NUMERAL}))?)"
)
_SCALE = re.compile(rf"[ \u00a0](?P<scale>{numbers.SCALE})(?!\w)")
_BOUND = re.compile(rf"(?<![\w-])(?:{words.BOUND}\s)+$", re.IGNORECASE)
_SIGN = re.compile(rf"(?<!\w)(?P<sign>{words.SIGNS})[ \u00a0]?$")
_DASH = re.compile(r"\.(?:[–—-]+|(?=\s[a-zäöü]))")
_MONEY = re.compile(rf"[ \u00a0-]?(?P<unit>{any_of(words.MONEY)})(?![\w-])")
_PERCENT = re.compile(r"[ \u00a0-]?(?P<unit>%|‰|Prozent|Promille)(?!\w)")
_MEASURE = re.compile(rf"[ \u00a0]?(?P<unit>{words.MEASURES})(?![\w/])")
_NOUN = re.compile(
    rf"[ \u00a0\u202f](?P<adjectives>(?:{words.ADJECTIVE},?[ \u00a0]){{0,2}})(?P<unit>[A-ZÄÖÜ][\w-]*[a-zäöüß][\w-]*)"
)
_UNIT_FOLLOWS = re.compile(rf"[ \u00a0](?:{any_of(words.MONEY)}|%|Prozent|Grad|{words.MEASURES})(?!\w)")
_MINUS = re.compile(r"\b[Mm]inus\s$")
_WORD_BEFORE = re.compile(r"([\w.§-]+)[ \u00a0]$")
_ORDINAL = re.compile(r"\.(?=[ \u00a0]?(?:[a-zäöü]|[A-ZÄÖÜ][\w-]|und|bis|/|\)))")
_NEW_SENTENCE = re.compile(rf"\.\s+{OPENERS}")
_OF_MORE = re.compile(r"[ \u00a0]von[ \u00a0](?:den[ \u00a0])?\d")
_COMPARES = re.compile(r"[ \u00a0](?:mehr|weniger)\b")
_DISTANCE = re.compile(r"[ \u00a0](?:Meter|Kilometer|Meilen|Seemeilen|Runden|m|km)\b")
_PLUS_OR_MINUS = re.compile(r"(?:^|[\s(])(?P<sign>[+–−-])$")  # right before a number
_HOURS = re.compile(rf"(?:(?:[ \u00a0]?[–-][ \u00a0]?|,\s|\s(?:und|sowie|oder|bis)\s){CLOCK})+[ \u00a0]Uhr\b")
_NAMED_BEFORE_AGE = re.compile(r"[A-ZÄÖÜ][\w-]*[ \u00a0][A-ZÄÖÜ][\w-]+,[ \u00a0]$")  # "Anna Berger, 81,"
_CENTS = re.compile(
    r"[ \u00a0](?P<cents>\d\d)(?=[,;:!?)“”»]|\.?(?:\s|$))(?!\.?\s(?:[A-ZÄÖÜ%]|Prozent|\w+[eln]\s[A-Z]))"
)
_VAGUE = re.compile(r"(?<!\w)(?:mehrere|einige|etliche|wenige|viele|ein paar|zig)[rn]?\s$", re.IGNORECASE)
_PART_OF_DATE = re.compile(r"\.(?:\d|(?=[,;)]))")
_EVENT = re.compile(r"(?:[A-ZÄÖÜ][\w-]*[a-zäöüß]|Gold|Silber|Bronze)[ \u00a0]$")
_REACH = 40


@dataclass(frozen=True, slots=True)
class _Number:
    """A number as it stands: one value or a range or ratio of two, with its scale word."""

    start: int
    end: int
    first: Decimal
    second: Decimal | None = None
    link: str = ""
    scale: str = ""
    fraction: str = ""


def find_quantities(text: str, taken: Sequence[tuple[int, int]]) -> list[Finding]:
    """Give the QUANTITY findings of a text outside the ranges that are taken (dates), sorted by start."""
    found: list[Finding] = []
    position = 0
    while (match := _CORE.search(text, position)) is not None:
        position = match.end()
        number = _number(text, match)
        if number is None or claimed(taken, number.start, number.end):
            continue
        finding = _finding(text, number, match, found[-1].end if found else 0)
        if finding is not None and not claimed(taken, finding.start, finding.end):
            found.append(finding)
            position = finding.end
    return found


def _number(text: str, match: re.Match[str]) -> _Number | None:
    """Read the number itself; None where what looks like one is none."""
    if match["fraction"]:
        return _fraction(match)
    if match["half"] or match["one"]:
        end = match.end()
        scale = _SCALE.match(text, end)
        first = Decimal("0.5") if match["half"] else Decimal(1)
        return _Number(match.start(), scale.end() if scale else end, first, scale=scale["scale"] if scale else "")
    value = numbers.parse(match["first"])
    second, end = _second(match, value)
    if value is None or _is_no_number(text, match, end) or _is_vague(text, match.start(), value):
        return None
    scale = _SCALE.match(text, end)
    return _Number(
        match.start(),
        scale.end() if scale else end,
        value,
        second,
        (match["link"] or "").strip() if second is not None else "",
        scale["scale"] if scale else "",
    )


def _fraction(match: re.Match[str]) -> _Number:
    count = numbers.parse(match["fraction"].strip().lower()) or Decimal(1)
    return _Number(match.start(), match.end(), count, fraction=f"{count}/{_PARTS[match['part']]}")


def _second(match: re.Match[str], first: Decimal | None) -> tuple[Decimal | None, int]:
    """Give the other end of a range, or the other side of a vote; ``und`` needs ``zwischen`` before."""
    second = numbers.parse(match["second"]) if match["second"] else None
    link = (match["link"] or "").strip()
    between = match.string[: match.start()].rstrip().lower().endswith("zwischen")
    if (
        second is None
        or first is None
        or (link == "und" and not between)
        or (link in ("–", "-") and second <= first)
        or (link == "bis" and second <= first and not _UNIT_FOLLOWS.match(match.string, match.end()))
    ):
        return None, match.end("first")
    return second, match.end()


def _is_no_number(text: str, match: re.Match[str], end: int) -> bool:
    """Tell ordinals, results, ages in brackets, telephone numbers and idioms from numbers."""
    numeral, before = match["first"], text[max(0, match.start() - _REACH) : match.start()]
    if numeral[0].isdigit():
        leading_zero = len(numeral) > 1 and numeral[0] == "0" and numeral[1].isdigit()
        result = text[end : end + 1] in (":", "/", "’") and text[end + 1 : end + 2].isdigit()
        age = before.endswith("(") and text[end : end + 1] == ")"
        list_mark = not before.rpartition("\n")[2].strip() and text[end : end + 1] in (".", ")")
        ordinal = (
            numeral.isdigit() and len(numeral) <= 3 and _ORDINAL.match(text, end) and not _NEW_SENTENCE.match(text, end)
        )
        glued = text[end : end + 1].isalnum() and not _MEASURE.match(text, end)  # "1000er", "3½"
        if glued or _HOURS.match(text, end):
            return True
        if text[end : end + 1] == "," and len(numeral) < 4 and _NAMED_BEFORE_AGE.search(before):
            return True
        date = "." in numeral and _PART_OF_DATE.match(text, end)
        telephone = re.search(r"\d[ \u00a0]$", before)
        return (
            leading_zero
            or result
            or age
            or list_mark
            or bool(ordinal or telephone or date)
            or text[end : end + 1] == "-"
        )
    if (numeral.lower() in ("ein", "eins") and end == match.end("first")) or (
        numeral[0].isupper() and not _opens_sentence(before)
    ):
        return True
    return bool(re.search(r"(?:außer|ausser|in)\s$", before)) and numeral.lower() == "acht"


def _is_vague(text: str, start: int, value: Decimal) -> bool:
    """Tell whether a hundred or thousand is only the measure of an unknown number: ``mehrere hundert``."""
    return str(value).strip("0") == "1" and value > 10 and bool(_VAGUE.search(text, max(0, start - _REACH), start))


def _opens_sentence(before: str) -> bool:
    tail = before.rstrip(' \u00a0„“"»«‚–-(•*')
    return not tail or tail[-1] in ".!?:\n…" or before.endswith((" – ", " - "))


def _finding(text: str, number: _Number, match: re.Match[str], floor: int) -> Finding | None:
    """Add bound, currency and noun to a number; None where it is a name or stands for nothing.

    What lies before ``floor`` belongs to the finding before.
    """
    start, before = number.start, text[max(floor, number.start - _REACH) : number.start]
    plus_or_minus = _PLUS_OR_MINUS.search(before)
    if _MINUS.search(before) or (plus_or_minus and plus_or_minus["sign"] != "+"):
        number = replace(number, first=-number.first)
    sign = _SIGN.search(before)
    if sign is not None:
        start -= len(sign.group())
        dash = _DASH.match(text, number.end)
        return Finding(
            _bound(text, start, number), dash.end() if dash else number.end, LABEL, _money(number, sign["sign"])
        )
    for pattern, value in ((_MONEY, _money), (_PERCENT, _percent), (_MEASURE, _measure)):
        unit = pattern.match(text, number.end)
        if unit is not None:
            start -= 1 if plus_or_minus else 0
            cents = _CENTS.match(text, unit.end()) if pattern is _MONEY and number.first == int(number.first) else None
            if cents is not None and not number.scale and number.second is None:
                number = replace(number, first=number.first + Decimal(cents["cents"]) / 100)
                return Finding(_bound(text, start, number), cents.end(), LABEL, value(number, unit["unit"]))
            return Finding(_bound(text, start, number), unit.end(), LABEL, value(number, unit["unit"]))
    if before.endswith("-"):
        return None  # of no unit: an entry of a list, not less than nothing
    number = replace(number, first=abs(number.first)) if plus_or_minus else number
    bound = _bound(text, start, number)
    new_sentence = text[number.end - 1] == "." and _NEW_SENTENCE.match(text, number.end - 1)
    noun = None if new_sentence else _noun(text, number.end)
    if noun is not None:
        if noun[1] in words.NOT_COUNTED:
            return None
        return Finding(bound, noun[0], LABEL, f"{_show(number)} {noun[1]}")
    grouped = not text[number.start : number.end].replace(number.scale, "").strip().isalnum()  # 150.000, 10,4
    named = bound == start and not grouped and _is_name(before) and not _OF_MORE.match(text, number.end)
    hour = before.endswith(("um ", "Um ")) and number.first < 25 and not _COMPARES.match(text, number.end)
    if match["half"] or match["one"] or named or hour:
        return None
    return Finding(bound, number.end, LABEL, _show(number))


def _bound(text: str, start: int, number: _Number) -> int:
    """Give where the words begin that make the number vague or a bound; ``über drei Themen`` is no bound."""
    match = _BOUND.search(text[max(0, start - _REACH) : start])
    if match is None:
        return start
    bound = match.group()
    if " " in bound.strip() and bound.lower().startswith(("gegen ", "über ")):
        bound = bound.split(" ", 1)[1]  # "gegen mehr als 30 Brände": a preposition
    if (
        bound.strip() == "über"
        and _DISTANCE.match(text, number.end)
        and _EVENT.search(text[: start - len(bound)][-40:])
    ):
        return start  # "ein Lauf über 1500 Meter"
    small = text[number.start].isalpha() and number.first < 13 and not number.scale
    if small and bound.strip().lower() in ("über", "gegen", "zwischen") and number.second is None:
        measured = re.match(rf"[ \u00a0]{words.COUNTABLE_ONE}", text[number.end :])
        return start - len(bound) if measured and bound.strip().lower() == "über" else start
    if bound.strip().lower() in ("gegen", "zwischen") and number.second is None:
        return start
    return start - len(bound)


def _noun(text: str, end: int) -> tuple[int, str] | None:
    """Give the end of the noun that a number counts, and the noun, over at most two adjectives."""
    match = _NOUN.match(text, end)
    if match is None:
        return None
    if any(word.strip(",") in words.NO_ADJECTIVE for word in match["adjectives"].split()):
        return None
    return match.end(), match["unit"]


def _is_name(before: str) -> bool:
    """Tell whether the word before a bare number makes it a name or address: ``Artikel 5``, ``Nord Stream 2``."""
    previous = _WORD_BEFORE.search(before)
    if previous is None:
        return False
    word = previous[1]
    return bool(re.fullmatch(words.NAMED_BEFORE, word)) or (
        word[0].isupper() and not _opens_sentence(before[: previous.start()])
    )


def _money(number: _Number, unit: str) -> str:
    return f"{_show(number)} {words.MONEY[unit]}"


def _percent(number: _Number, unit: str) -> str:
    return f"{_show(number)} {words.PERCENT[unit]}"


def _measure(number: _Number, unit: str) -> str:
    return f"{_show(number)} {unit}"


def _show(number: _Number) -> str:
    """Write a number, multiplied by its scale word: ``2,3 Millionen`` is 2300000."""
    if number.fraction:
        return number.fraction
    values = [numbers.scaled(value, number.scale) for value in (number.first, number.second) if value is not None]
    return (":" if number.link in ("zu", "gegen") else "..").join(numbers.show(value) for value in values)
