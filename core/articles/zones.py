"""The structure of an article: which stretch is kicker, headline, caption, subhead, and what that tells of it."""

from __future__ import annotations

from collections.abc import Mapping

from core.articles.furniture import mark_furniture, mark_sign_offs
from core.articles.head import mark_bylines, mark_head, mark_prefix
from core.articles.page import Page
from core.articles.pictures import mark_infoboxes, mark_pictures
from core.records import ZoneRole

_MAX_SUBHEAD = 160
_ASIDE = frozenset((ZoneRole.BOILERPLATE, ZoneRole.CAPTION, ZoneRole.CREDIT, ZoneRole.INFOBOX))


def read_page(text: str, known: Mapping[int, ZoneRole] | None = None) -> Page:
    """Find the structure of a frozen text; ``known`` has roles that its file said, by the start of the line."""
    page = Page(text, known)
    has_prefix = mark_prefix(page)
    mark_furniture(page)
    mark_sign_offs(page)
    mark_pictures(page)
    mark_infoboxes(page)
    mark_bylines(page)
    mark_head(page, has_prefix)
    _mark_subheads(page)
    return page


def _mark_subheads(page: Page) -> None:
    """Make subheads of the short lines between two paragraphs that do not end as a sentence does."""
    flow = [piece for piece in page.pieces if piece.role not in _ASIDE]
    for before, piece, after in zip(flow, flow[1:], flow[2:], strict=False):
        fits = piece.looks_like_title and not piece.ends_sentence and len(piece.text) <= _MAX_SUBHEAD
        if fits and after.is_paragraph and (before.is_paragraph or before.role is not None) and piece.row != before.row:
            piece.role = ZoneRole.SUBHEAD
