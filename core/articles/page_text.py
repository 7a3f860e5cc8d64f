"""The text of an extracted web page, and the roles that its elements tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from core.articles.made_text import MadeText
from core.records import ZoneRole

_WHITE = re.compile(r"[ \t\r\n\f\v]+")
_SPACES = re.compile(" {2,}")
_BLOCKS = frozenset(("list", "item", "p", "head", "table", "row"))  # not "quote": <q> is one, inside of a sentence
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


class PageText(MadeText):
    """Renders the body tree that trafilatura gives."""

    def __init__(self, body: Any) -> None:
        super().__init__()
        for element in body:
            self._render(element)

    def _render(self, element: Any, *, quoted: bool = False) -> None:
        if element.tag == "head":
            self._render_heading(_inline(element).replace("\n", " "), element.get("rend", ""))
        elif element.tag == "table":
            self._render_table(element)
        elif element.tag in ("list", "quote") and len(element):
            quoted = quoted or element.tag == "quote"
            if _WHITE.sub("", element.text or ""):
                self.put(_WHITE.sub(" ", element.text).strip(), ZoneRole.QUOTATION if quoted else None)
            for child in element:
                self._render(child, quoted=quoted)
        else:
            lines = [line.strip() for line in _inline(element).split("\n")]
            plain = ZoneRole.BODY if len(lines) > 1 else None
            is_quoted = quoted or element.tag == "quote"
            for line in lines:
                role = _role(element, line) or plain
                whole = lines if role is ZoneRole.BODY else None
                self.put(line, ZoneRole.QUOTATION if is_quoted else role, whole)

    def _render_heading(self, title: str, level: str) -> None:
        is_headline = level == "h1" and not self.headline
        self.put(title, ZoneRole.HEADLINE if is_headline else ZoneRole.SUBHEAD)
        self.headline = title if is_headline else self.headline

    def _render_table(self, table: Any) -> None:
        rows = [[_WHITE.sub(" ", _inline(cell)) for cell in row.iter("cell")] for row in table.iter("row")]
        self.put_rows(rows)


def _inline(element: Any) -> str:
    """Give the text of an element with its white space collapsed; ``lb`` and what is a block of its own break lines."""
    return _SPACES.sub(" ", "".join(_pieces(element))).strip(" \n")


def _pieces(element: Any) -> Iterator[str]:
    yield _WHITE.sub(" ", element.text or "")
    for child in element:
        if child.tag == "lb":
            yield "\n"
        elif child.tag in _BLOCKS:  # a list in an entry of a list
            yield "\n"
            yield from _pieces(child)
            yield "\n"
        else:
            yield from _pieces(child)
        yield _WHITE.sub(" ", child.tail or "")


def _role(element: Any, line: str) -> ZoneRole | None:
    classes = element.get("class") or ""
    if not classes or len(line) > _MAX_BY_CLASS:
        return None
    return next((role for pattern, role in _BY_CLASS if pattern.search(classes)), None)
