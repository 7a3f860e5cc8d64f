"""The text of an extracted web page: a paragraph a line, blank lines between, and the roles that its elements tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from core.records import ZoneRole

_WHITE = re.compile(r"[ \t\r\n\f\v]+")
_OUTER = " \t\r\n\u00a0\ufeff"  # no line begins with a BOM: at the start of a text it would be no part of it
CAPTION_CLASS = "leuchtstift-bildtext"  # trafilatura drops whatever is named a caption
_BY_CLASS = (
    (re.compile(rf"{CAPTION_CLASS}|bildunterschrift", re.IGNORECASE), ZoneRole.CAPTION),
    (re.compile(r"kicker|dachzeile|overline|topline|spitzmarke", re.IGNORECASE), ZoneRole.KICKER),
    (
        re.compile(r"standfirst|\blead\b|lead-|teaser|vorspann|intro|subtitle|abstract", re.IGNORECASE),
        ZoneRole.STANDFIRST,
    ),
    (re.compile(r"byline|author|autor", re.IGNORECASE), ZoneRole.BYLINE),
)
_MAX_BY_CLASS = 600  # a longer paragraph is text, whatever its class says


class PageText:
    """Renders the body tree that trafilatura gives.

    ``roles`` maps the start of a line in ``text`` to what its element tells; ``headline`` is empty where there is none.
    """

    def __init__(self, body: Any) -> None:
        self.headline = ""
        self._lines: list[tuple[str, ZoneRole | None, ZoneRole | None]] = []  # words, role, what they are a line of
        for element in body:
            self._render(element)

    @property
    def text(self) -> str:
        """The whole text: a blank line between paragraphs, none inside an infobox or a broken paragraph."""
        return "".join(line + end for line, end in self._ended())

    @property
    def roles(self) -> dict[int, ZoneRole]:
        """The roles by the first code point of their lines."""
        found = {}
        start = 0
        for (_, role, _), (line, end) in zip(self._lines, self._ended(), strict=True):
            if role is not None:
                found[start] = role
            start += len(line) + len(end)
        return found

    def put_headline(self, title: str) -> None:
        """Put a headline on top where the body has none; one that stands there as plain text becomes it."""
        if not title:
            return
        self.headline = title
        headline = (title, ZoneRole.HEADLINE, ZoneRole.HEADLINE)
        for index, (line, _, _) in enumerate(self._lines[:4]):
            if line == title:
                self._lines[index] = headline
                return
        self._lines.insert(0, headline)

    def _ended(self) -> Iterator[tuple[str, str]]:
        for index, (line, _, whole) in enumerate(self._lines):
            following = self._lines[index + 1][2] if index + 1 < len(self._lines) else None
            is_inside = whole is following and whole in (ZoneRole.INFOBOX, ZoneRole.BODY)
            yield line, "\n" if is_inside or index + 1 == len(self._lines) else "\n\n"

    def _render(self, element: Any, *, quoted: bool = False) -> None:
        if element.tag == "head":
            self._render_heading(_inline(element).replace("\n", " "), element.get("rend", ""))
        elif element.tag == "table":
            self._render_table(element)
        elif element.tag in ("list", "quote") and len(element):
            quoted = quoted or element.tag == "quote"
            if _WHITE.sub("", element.text or ""):
                self._put(_WHITE.sub(" ", element.text).strip(), ZoneRole.QUOTATION if quoted else None)
            for child in element:
                self._render(child, quoted=quoted)
        else:
            lines = [line.strip() for line in _inline(element).split("\n")]
            plain = ZoneRole.BODY if len(lines) > 1 else None
            is_quoted = quoted or element.tag == "quote"
            for line in lines:
                role = _role(element, line) or plain
                self._put(line, ZoneRole.QUOTATION if is_quoted else role, role)

    def _render_heading(self, title: str, level: str) -> None:
        is_headline = level == "h1" and not self.headline
        self._put(title, ZoneRole.HEADLINE if is_headline else ZoneRole.SUBHEAD)
        self.headline = title if is_headline else self.headline

    def _render_table(self, table: Any) -> None:
        """Write a table of two columns as an infobox (``key: value``), any other with its cells between bars."""
        rows = [[_inline(cell).replace("\n", " ") for cell in row.iter("cell")] for row in table.iter("row")]
        is_pairs = len(rows) >= 2 and all(len(row) == 2 and len(row[0]) <= 40 and len(row[1]) <= 80 for row in rows)
        for row in rows:
            line = f"{row[0].rstrip(':')}: {row[1]}" if is_pairs else " | ".join(filter(None, row))
            self._put(line, ZoneRole.INFOBOX if is_pairs else None)

    def _put(self, line: str, role: ZoneRole | None, whole: ZoneRole | None = None) -> None:
        line = line.strip(_OUTER)
        if line.strip():
            self._lines.append((line, role, whole or role))


def _inline(element: Any) -> str:
    """Give the text of an element with its white space collapsed and a line break for each ``lb``."""
    parts = [element.text or ""]
    for child in element:
        parts.append("\n" if child.tag == "lb" else _WHITE.sub(" ", _inline(child)))
        parts.append(child.tail or "")
    pieces = [part if part == "\n" else _WHITE.sub(" ", part) for part in parts]
    return "".join(pieces).strip(" \n")


def _role(element: Any, line: str) -> ZoneRole | None:
    classes = element.get("class") or ""
    if not classes or len(line) > _MAX_BY_CLASS:
        return None
    return next((role for pattern, role in _BY_CLASS if pattern.search(classes)), None)
