"""What surrounds an article on its page: teasers, newsletter lines, comment counts, copyright, who signs."""

from __future__ import annotations

from collections import Counter

from core.articles import agencies, cues
from core.articles.dates import find_dates, first_date
from core.articles.page import LONG_PARAGRAPH, Page, Piece
from core.records import ZoneRole

_MAX_NEWSLETTER = 260
_MAX_REPEATED = LONG_PARAGRAPH - 1
_HEAD = 3  # pieces at the top whose first appearance is the article's own, even if a teaser repeats them


def mark_furniture(page: Page) -> None:
    """Give boilerplate its role, and learn the publisher and named sources from it."""
    end = page.last_long_paragraph()
    repeated = _repeated(page, end)
    tail = False
    for index, piece in enumerate(page.pieces):
        if not piece.is_cue_sized:
            continue
        text = piece.text
        if _is_source(page, piece):
            piece.role = ZoneRole.SIGN_OFF
        elif index > end and end >= 0 and (tail or cues.TEASER_HEAD.fullmatch(text)):
            tail = True
            piece.role = None if agencies.is_credit(text) else ZoneRole.BOILERPLATE
        elif index in repeated or _is_furniture(text):
            piece.role = ZoneRole.BOILERPLATE
        if not page.facts.publisher:
            page.facts.publisher = cues.publisher(text)


def mark_sign_offs(page: Page) -> None:
    """Cut sign-offs in brackets off the ends of paragraphs, and footnotes that name the publisher."""
    end = page.last_long_paragraph()
    for index in range(len(page.pieces) - 1, -1, -1):  # backwards, for cutting moves what is behind
        piece = page.pieces[index]
        if piece.role is not None:
            continue
        tail_at = max(0, len(piece.text) - 300)
        note = cues.FOOTNOTE.search(piece.text, tail_at)
        if note:
            page.facts.publisher = page.facts.publisher or note["name"].strip()
            page.cut(index, (0, None), (note.start(), ZoneRole.BOILERPLATE))
            piece = page.pieces[index]
            tail_at = max(0, len(piece.text) - 300)
        sign_off = agencies.SIGN_OFF.search(piece.text, tail_at)
        if sign_off and agencies.is_sign_off(sign_off["inside"]):
            _learn(page, sign_off["inside"])
            page.cut(index, (0, None), (sign_off.start(), ZoneRole.SIGN_OFF))
        elif index > end >= 0 and len(piece.text) <= 80 and _signs_alone(piece.text):
            _learn(page, piece.text)
            piece.role = ZoneRole.SIGN_OFF


def _signs_alone(text: str) -> bool:
    return "Foto" not in text and agencies.is_sign_off(text.strip("()"))


def _learn(page: Page, signed: str) -> None:
    page.facts.wires += agencies.agencies_in(signed)
    page.facts.dates += [found.iso for found in find_dates(signed)]


def _is_source(page: Page, piece: Piece) -> bool:
    """Tell whether a line names where the article appeared, and learn it."""
    match = cues.SOURCE_LINE.match(piece.text)
    if not match:
        return False
    name = match["name"].strip()
    if name in agencies.AGENCIES:
        page.facts.wires += agencies.agencies_in(name)
    else:
        page.facts.named_source = page.facts.named_source or name
    day = first_date(match["rest"])
    if day:
        page.facts.dates.append(day)
    return True


def _is_furniture(text: str) -> bool:
    if cues.FURNITURE.fullmatch(text) or cues.TEASER_HEAD.fullmatch(text) or cues.NO_PICTURE.fullmatch(text):
        return True
    if len(text) <= _MAX_NEWSLETTER and cues.NEWSLETTER.match(text):
        return True
    return bool(cues.COPYRIGHT.match(text)) and not agencies.is_credit(text)


def _repeated(page: Page, end: int) -> set[int]:
    """Give the pieces that repeat a neighbour, or in the page's tail any other: teasers with their pictures."""
    texts = [piece.text for piece in page.pieces]
    counts = Counter(text for text in texts if 8 <= len(text) <= _MAX_REPEATED)
    found = set()
    for index, text in enumerate(texts):
        beside = text in texts[max(0, index - 1) : index] + texts[index + 1 : index + 2]
        if counts[text] > 1 and index >= _HEAD and (beside or index > end >= 0):
            found.add(index)
    return found
