"""The numbers of ordered lists: a browser draws them, so no text of the page has them, and extraction loses them."""

from __future__ import annotations

import re

from lxml import etree, html  # type: ignore[import-untyped]

_NUMBER = re.compile(r"\s*([+-]?\d{1,6})(?!\d)")
_UNNUMBERED = re.compile(r"unstyled|breadcrumb", re.IGNORECASE)  # classes of lists that are shown without
_NO_STYLE = re.compile(r"list-style[^;]*\bnone\b", re.IGNORECASE)
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def write_numbers(tree: html.HtmlElement) -> None:
    """Write the number of each entry of an ordered list before its first words; entries without words have none.

    Honours ``start``, ``reversed``, ``value`` and ``type``. Captions are no words of the entry, and an entry that
    already begins with its number, as in lists whose numbers the page hides, gets no second one.
    """
    markers = _markers(tree)
    pending: list[html.HtmlElement] = []  # entries whose words have not come yet, outer ones first
    figures = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            figures += element.tag == "figure"
            if element in markers:
                pending.append(element)
            if pending and not figures:
                element.text = _numbered(element.text, pending, markers)
        else:
            figures -= element.tag == "figure"
            if pending and pending[-1] is element:
                pending.pop()
            if pending and not figures:
                element.tail = _numbered(element.tail, pending, markers)


def _numbered(words: str | None, pending: list[html.HtmlElement], markers: dict[html.HtmlElement, str]) -> str | None:
    """Give words with the numbers that wait for them, which then wait no longer; blanks leave them waiting."""
    if not words or not words.strip():
        return words
    if _begins_with(words.lstrip(), markers[pending[-1]]):
        pending.pop()
    numbers = "".join(f"{markers[entry]} " for entry in pending)
    pending.clear()
    return numbers + words.lstrip() if numbers else words


def _begins_with(words: str, marker: str) -> bool:
    return words.startswith(marker) and not words[len(marker) : len(marker) + 1].isdigit()  # "1.000 Menschen"


def _markers(tree: html.HtmlElement) -> dict[html.HtmlElement, str]:
    found: dict[html.HtmlElement, str] = {}
    for ordered in tree.iter("ol"):
        if _UNNUMBERED.search(ordered.get("class") or "") or _NO_STYLE.search(ordered.get("style") or ""):
            continue
        entries = ordered.findall("li")
        is_reversed = ordered.get("reversed") is not None
        number = _number(ordered.get("start"), len(entries) if is_reversed else 1)
        for entry in entries:
            number = _number(entry.get("value"), number)
            found[entry] = _marker(number, entry.get("type") or ordered.get("type") or "1")
            number += -1 if is_reversed else 1
    return found


def _number(said: str | None, otherwise: int) -> int:
    match = _NUMBER.match(said or "")
    return int(match[1]) if match else otherwise


def _marker(number: int, kind: str) -> str:
    """Give a number as a browser draws it; letters and Roman numerals go no further than there are any."""
    name = str(number)
    if kind in ("a", "A") and number > 0:
        name = _letters(number)
    elif kind in ("i", "I") and 0 < number < 4000:
        name = _roman(number)
    return f"{name.upper() if kind in ('A', 'I') else name}."


def _letters(number: int) -> str:
    name = ""
    while number:
        number, place = divmod(number - 1, 26)
        name = chr(ord("a") + place) + name
    return name


def _roman(number: int) -> str:
    name = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        name += sign * count
    return name
