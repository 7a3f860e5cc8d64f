"""Title, author, place, date, source and language of an article, from its structure and from what its file says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from core.articles.language import detect
from core.articles.page import Facts, Page
from core.articles.zones import read_page
from core.records import ArticleDraft, ZoneRole

_MAX_TITLE = 300
_CLIPPED = 80
_SENTENCE_END = re.compile(r"(?<![A-ZÄÖÜ\d])[.!?…](?=[“”\"»«’]?\s)")
_TEXT_ROLES = (ZoneRole.STANDFIRST, None, ZoneRole.SUBHEAD, ZoneRole.CAPTION)


def describe(draft: ArticleDraft, known: Mapping[int, ZoneRole] | None = None) -> ArticleDraft:
    """Fill the zones and the empty fields of a draft from its text; what the file said stays as it is.

    ``known`` has the roles that the file itself gives to lines, by their first code point.
    """
    page = read_page(draft.text, known)
    facts = page.facts
    return replace(
        draft,
        title=draft.title or title_of(page),
        zones=draft.zones or page.zones(),
        source=draft.source or facts.publisher or facts.named_source or ", ".join(dict.fromkeys(facts.wires)),
        author=draft.author or facts.author,
        place=draft.place or facts.place,
        published=_published(draft.published, facts),
        lang=draft.lang or detect(draft.text),
    )


def title_of(page: Page) -> str:
    """Give the headline, else the first sentence of the text, clipped at a word."""
    for piece in page.pieces:
        if piece.role is ZoneRole.HEADLINE:
            return clipped(one_line(piece.text), _MAX_TITLE)
    for role in _TEXT_ROLES:
        for piece in page.pieces:
            if piece.role is role:
                return clipped(_first_sentence(one_line(page.paragraph(piece)[:1000])), _CLIPPED)
    return clipped(one_line(page.text[:1000]), _CLIPPED)


def one_line(text: str) -> str:
    """Give a text for a list: one line, plain spaces, no soft hyphens."""
    return " ".join(text.replace("\u00ad", "").split())


def clipped(text: str, limit: int) -> str:
    """Shorten a text to a limit of characters, at a word where there is one, with an ellipsis."""
    if len(text) <= limit:
        return text
    cut = text[:limit].rsplit(" ", 1)[0] if " " in text[:limit] else text[: limit - 1]
    return cut.rstrip(" ,;:–-") + " …"


def _first_sentence(text: str) -> str:
    end = _SENTENCE_END.search(text + " ")
    sentence = text[: end.end()] if end else text
    return sentence.removesuffix(".")


def _published(said: str, facts: Facts) -> str:
    """Choose the date: what the file says, made more precise by the text where both agree; else the text's first."""
    found = next((day for day in facts.dates if day.startswith(said)), "") if said else next(iter(facts.dates), "")
    return found or said or facts.month
