"""The front matter of Markdown files: ``key: value`` lines in front of the text, as site generators write them.

What the fields of an article take is told apart from the rest, which is kept as it is said: nothing of a file gets
lost. The YAML that is read is that of front matter in the wild: texts, lists, folded lines; other nesting stays text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from textwrap import dedent

from core.articles.dates import find_dates, first_date
from core.articles.metadata import one_line

Value = str | list[str]

KEY = "front_matter"  # of an article's meta: what its fields did not take
_FENCED = r"(?:---|\.\.\.)[ \t]*(?:\n|$)"
_YAML = r"(?:[\w.-]{1,40}[ \t]*:(?:[ \t].*)?|[ \t#-].*|)\n"  # others are text between two rules, and not to be lost
_FRONT_MATTER = re.compile(rf"---[ \t]*\n(?P<lines>(?:(?!{_FENCED}){_YAML}){{1,200}}){_FENCED}")
_ENTRY = re.compile(r"([\w.-]{1,40})[ \t]*:(?:[ \t]+(.*))?")
_FOLDED = re.compile(r"[>|][+-]?\d?")
_ITEM = re.compile(r"-(?:[ \t]+|$)")
_LANG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_MONTH = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?")
_MAX_FIELD = 500  # characters; what is longer is no name, title or address
_WEB = ("http://", "https://")
_ADDRESS_OR_NAME = ("source", "quelle")
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "titel", "headline", "schlagzeile"),
    "source": ("source", "quelle", "publication", "publisher", "site", "zeitung", "medium"),
    "author": ("author", "authors", "autor", "autorin", "autoren", "by", "byline", "verfasser", "verfasserin"),
    "place": ("place", "location", "ort"),
    "published": ("date", "datum", "published", "created", "pubdate", "publish_date", "published_at"),
    "lang": ("lang", "language", "sprache"),
    "url": ("url", "link", "canonical", "permalink", "source_url", "canonical_url", "source", "quelle"),
}


def split(text: str) -> tuple[dict[str, Value], str]:
    """Give the entries of a text's front matter, by their keys in lower case, and the text behind it."""
    front = _FRONT_MATTER.match(text)
    return (_entries(front["lines"]), text[front.end() :]) if front else ({}, text)


def fields(entries: Mapping[str, Value]) -> tuple[dict[str, str], dict[str, Value]]:
    """Give what the fields of an article (title, source, author, place, published, lang, url) take, and the rest.

    Of several keys for a field the first one that fits is taken; what says the same again is no rest. A date is rest
    too where more stands with it than the field takes, as a time zone or the day of a second version.
    """
    rest = dict(entries)
    found = {}
    for field, keys in _FIELDS.items():
        fitting = {key: value for key in keys if key in rest and (value := _fitting(field, key, rest[key]))}
        if fitting:
            found[field] = next(iter(fitting.values()))
            for key, value in fitting.items():
                if value == found[field] and not (field == "published" and _says_more(rest[key])):
                    del rest[key]
    return found, rest


def _fitting(field: str, key: str, value: Value) -> str:
    """Give what a field takes of a value, or nothing where it does not fit."""
    said = _said(value)
    if len(said) > _MAX_FIELD or (key in _ADDRESS_OR_NAME and said.startswith(_WEB) != (field == "url")):
        return ""
    if field == "published":
        return first_date(said) or (said if _MONTH.fullmatch(said) else "")
    if field == "lang":
        language, sign, region = said.partition("-")
        return language.lower() + sign + region if _LANG.fullmatch(said) else ""
    return said


def _says_more(value: Value) -> bool:
    """Tell whether more stands in a value than the date that is read in it."""
    said = _said(value)
    date = next(find_dates(said), None)
    return date is not None and (date.start, date.end) != (0, len(said))


def _said(value: Value) -> str:
    return one_line(", ".join(value) if isinstance(value, list) else value)


def _entries(lines: str) -> dict[str, Value]:
    found: dict[str, list[str]] = {}
    key = ""
    for line in lines.split("\n"):
        entry = _ENTRY.fullmatch(line)
        if entry:
            key = _free(entry[1].lower(), found)
            found[key] = [(entry[2] or "").strip()]
        elif line.strip() and not line.startswith("#"):
            key = key or _free("", found)
            found.setdefault(key, [""]).append(line)
    values = {key: _value(first, more) for key, (first, *more) in found.items()}
    return {key: value for key, value in values.items() if value}


def _free(key: str, found: Mapping[str, object]) -> str:
    """Give a name for a key that was said before."""
    number = 1
    while (name := key if number == 1 else f"{key}-{number}") in found:
        number += 1
    return name


def _value(first: str, more: list[str]) -> Value:
    """Read a value from what stands behind its key and the lines below."""
    items = [line.strip() for line in more]
    if _FOLDED.fullmatch(first):
        return ("\n" if first[0] == "|" else " ").join(items)
    if first:
        return _scalar(" ".join((first, *items)))
    if items and all(map(_ITEM.match, items)) and len({len(line) - len(line.lstrip()) for line in more}) == 1:
        return [_unquoted(_ITEM.sub("", item, count=1)) for item in items]
    return dedent("\n".join(more))


def _scalar(value: str) -> Value:
    if value.startswith("[") and value.endswith("]"):
        return [item for part in value[1:-1].split(",") if (item := _unquoted(part))]
    return _unquoted(value)


def _unquoted(value: str) -> str:
    value = value.strip()
    is_quoted = len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if is_quoted else value
