"""The top of an article: kicker, headline, standfirst and byline, on lines of their own or run together in one."""

from __future__ import annotations

from itertools import pairwise

from core.articles.byline import Byline, is_bare_name, parse_byline, parse_dateline
from core.articles.dates import MONTH_PREFIX
from core.articles.page import Page, Piece
from core.articles.run_together import find_cuts
from core.records import ZoneRole

_MAX_KICKER = 60
_KICKER_WORDS = 6
_MAX_STANDFIRST = 500
_SHORT_STANDFIRST = 250  # without other evidence: a standfirst is shorter than the paragraph behind it
_DEPTH = 14  # pieces in which a head ends
_MAX_RUN_TOGETHER = 900
_BESIDE_HEAD = (ZoneRole.BYLINE, ZoneRole.CAPTION, ZoneRole.CREDIT)


def mark_prefix(page: Page) -> bool:
    """Cut the month that archives put before a text (``date 2022-01``) off; tell whether there was one."""
    match = MONTH_PREFIX.match(page.text)
    if not match or not page.pieces:
        return False
    page.facts.month = match[2]
    page.cut(0, (0, ZoneRole.BOILERPLATE), (match.end(1) - page.pieces[0].start, None))
    return True


def mark_bylines(page: Page) -> None:
    """Give lines that name author, place or date at the top and at the end of an article their role."""
    top = page.pieces[:_DEPTH]
    end = page.last_long_paragraph()
    for piece in [*top, *(page.pieces[max(end, _DEPTH) :] if end >= 0 else [])]:
        if piece.is_cue_sized and len(piece.text) <= 160 and not piece.text.endswith(("!", "?")):
            byline = parse_byline(piece.text)
            if byline:
                piece.role = ZoneRole.BYLINE
                _learn(page, byline)
    for name, date in pairwise(top):
        if date.role is ZoneRole.BYLINE and name.is_cue_sized and is_bare_name(name.text):
            name.role = ZoneRole.BYLINE
            page.facts.author = page.facts.author or name.text


def mark_head(page: Page, has_prefix: bool) -> None:
    """Find kicker, headline and standfirst."""
    if any(piece.role is ZoneRole.HEADLINE for piece in page.pieces):
        _mark_kicker_before_headline(page)
        _mark_standfirst(page)
    elif not (_mark_run_together(page, has_prefix) or _mark_titles(page)):
        if has_prefix:
            _mark_leading_standfirst(page)
    else:
        _mark_standfirst(page)
    _learn_place(page)


def _mark_run_together(page: Page, has_prefix: bool) -> bool:
    """Cut a first line that holds more than one part; tell whether it did.

    Only an archive's prefix or a byline at its end make a line suspect.
    """
    index = next((n for n, piece in enumerate(page.pieces) if piece.role is None), None)
    if index is None:
        return False
    piece = page.pieces[index]
    if index > 1 or piece.wrapped or not 20 <= len(piece.text) <= _MAX_RUN_TOGETHER:
        return False
    cuts = find_cuts(piece.text, page.text[piece.end : piece.end + 20_000])
    parts = (
        (cuts.kicker, ZoneRole.KICKER),
        (cuts.headline, ZoneRole.HEADLINE),
        (cuts.standfirst, ZoneRole.STANDFIRST),
        (cuts.byline_at, ZoneRole.BYLINE),
    )
    found = [(position, role) for position, role in parts if position is not None]
    if not found or not (has_prefix or cuts.byline):
        return False
    page.cut(index, *found)
    if cuts.byline:
        _learn(page, cuts.byline)
    return True


def _mark_titles(page: Page) -> bool:
    """Find kicker and headline among the lines before the first paragraph; tell whether there is a headline."""
    titles: list[Piece] = []
    for piece in page.pieces[:_DEPTH]:
        if piece.looks_like_title:
            titles.append(piece)
        elif piece.role is None:
            break
    else:
        if not any(piece.is_paragraph for piece in page.pieces):
            return False  # a list or a poem: nothing tells a headline from the rest
    if not titles:
        return False
    first, *others = titles
    if others and _is_kicker(first) and not is_bare_name(others[0].text):
        first.role = ZoneRole.KICKER
        others[0].role = ZoneRole.HEADLINE
        others = others[1:]
    else:
        first.role = ZoneRole.HEADLINE
    for piece in others[:2]:
        if is_bare_name(piece.text):
            piece.role = ZoneRole.BYLINE
            page.facts.author = page.facts.author or piece.text
        elif len(piece.text) > _MAX_KICKER and not any(p.role is ZoneRole.STANDFIRST for p in others):
            piece.role = ZoneRole.STANDFIRST
    return True


def _is_kicker(piece: Piece) -> bool:
    return len(piece.text) <= _MAX_KICKER and len(piece.text.split()) <= _KICKER_WORDS and not piece.ends_sentence


def _mark_kicker_before_headline(page: Page) -> None:
    """Where the file itself names the headline, the short line before it is the kicker."""
    for before, piece in pairwise(page.pieces):
        if piece.role is ZoneRole.HEADLINE:
            if before.looks_like_title and _is_kicker(before):
                before.role = ZoneRole.KICKER
            return


def _mark_standfirst(page: Page) -> None:
    """Make the first paragraph below a headline its standfirst where its length or what is behind it tells so."""
    if any(piece.role is ZoneRole.STANDFIRST for piece in page.pieces):
        return
    headline = max(n for n, piece in enumerate(page.pieces) if piece.role in (ZoneRole.HEADLINE, ZoneRole.KICKER))
    paragraphs = [n for n, piece in enumerate(page.pieces[:_DEPTH]) if n > headline and piece.role is None][:2]
    if len(paragraphs) < 2:
        return
    first, second = (page.pieces[n] for n in paragraphs)
    if not first.is_paragraph or first.wrapped or first.text.endswith("?") or parse_dateline(first.text):
        return
    between = page.pieces[paragraphs[0] + 1 : paragraphs[1]]
    beside = all(piece.role is ZoneRole.BYLINE for piece in page.pieces[headline + 1 : paragraphs[0]])
    told = any(piece.role in _BESIDE_HEAD for piece in between) or parse_dateline(second.text) is not None
    if (told and len(first.text) <= _MAX_STANDFIRST) or (beside and _is_shorter(first, second)):
        first.role = ZoneRole.STANDFIRST


def _mark_leading_standfirst(page: Page) -> None:
    """After a month prefix an article without headline may begin with its standfirst: a short first paragraph."""
    paragraphs = [piece for piece in page.pieces[:_DEPTH] if piece.role is None][:2]
    if len(paragraphs) == 2 and paragraphs[0].is_paragraph and _is_shorter(*paragraphs):
        paragraphs[0].role = ZoneRole.STANDFIRST


def _is_shorter(first: Piece, second: Piece) -> bool:
    return second.is_paragraph and len(first.text) <= _SHORT_STANDFIRST and len(first.text) * 5 <= len(second.text) * 4


def _learn(page: Page, byline: Byline) -> None:
    page.facts.author = page.facts.author or byline.author
    page.facts.place = page.facts.place or byline.place
    if byline.published:
        page.facts.dates.insert(0, byline.published)


def _learn_place(page: Page) -> None:
    """Learn the place and the agencies that the first paragraph begins with."""
    first = next((piece for piece in page.pieces if piece.role is None), None)
    dateline = parse_dateline(first.text) if first else None
    if dateline:
        page.facts.place = page.facts.place or dateline.place
        page.facts.wires += dateline.wires
        if dateline.published:
            page.facts.dates.append(dateline.published)
