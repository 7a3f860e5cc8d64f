"""Captions and credits of pictures, and infoboxes: what stands between the paragraphs and is no text of the article."""

from __future__ import annotations

import re

from core.articles import agencies, cues
from core.articles.page import Page
from core.records import ZoneRole

_MAX_CAPTION = 400
_MAX_CAPTION_IN_BODY = 180  # a paragraph before a credit may be longer than that, a caption hardly ever is
_INNER_SENTENCE = re.compile(r"[.!?…][“”\"»«’]? [A-ZÄÖÜ„“«»\"]")
_TRAILING = re.compile(r"(?<=[.!?)“”\"»«])\s+(?P<credit>[^.!?]{2,50})$")


def mark_pictures(page: Page) -> None:
    """Give credits their role, and the line before a credit the role of a caption."""
    last = page.last_long_paragraph()
    text_ends = page.pieces[last].start if last >= 0 else 0
    text_begun = False  # whether a paragraph stands before the piece before this one
    index = 0
    while index < len(page.pieces):
        piece = page.pieces[index]
        if piece.is_cue_sized:
            if agencies.is_credit(piece.text):
                piece.role = ZoneRole.CREDIT
                if index and _is_caption(page, index, text_begun, closing=piece.start > text_ends):
                    page.pieces[index - 1].role = ZoneRole.CAPTION
            elif len(piece.text) <= _MAX_CAPTION:
                _cut_credit(page, index)
        elif piece.role is ZoneRole.CAPTION and len(piece.text) <= _MAX_CAPTION:
            _cut_credit(page, index)  # its file says that it is a caption, not who took the picture
        text_begun = text_begun or (index > 0 and page.pieces[index - 1].is_paragraph)
        index += 1


def mark_infoboxes(page: Page) -> None:
    """Make one infobox of lines that follow each other and each say ``Key: value``."""
    first = 0
    while first < len(page.pieces):
        said = page.pieces[first].role is ZoneRole.INFOBOX
        last = first
        while last < len(page.pieces) and _is_entry(page, last, page.pieces[first].block, said=said):
            last += 1
        keys = [page.pieces[index].text.split(":")[0] for index in range(first, last)]
        if said or len(keys) >= 3 or (len(keys) == 2 and cues.INFOBOX_KEYS.intersection(keys)):
            page.merge(first, last - 1, ZoneRole.INFOBOX)
        first += 1


def _is_entry(page: Page, index: int, block: int, *, said: bool) -> bool:
    """Tell whether a piece is an entry of an infobox, because its file says so or by its looks."""
    piece = page.pieces[index]
    if piece.block != block or said:
        return piece.block == block and piece.role is ZoneRole.INFOBOX
    return piece.is_cue_sized and not piece.ends_sentence and cues.INFOBOX_LINE.match(piece.text) is not None


def _cut_credit(page: Page, index: int) -> None:
    """Cut ``Caption. Foto: Name`` and ``Caption. Agency`` into their two parts."""
    text = page.pieces[index].text
    credit = agencies.CREDIT_INSIDE.search(text)
    begin = credit.start() if credit else None
    if begin is None:
        trailing = _TRAILING.search(text)
        if trailing and agencies.is_credit(trailing["credit"]):
            begin = trailing.start("credit")
    if begin is not None:
        page.cut(index, (0, ZoneRole.CAPTION), (begin, ZoneRole.CREDIT))


def _is_caption(page: Page, credit: int, text_begun: bool, *, closing: bool) -> bool:
    """Tell whether the piece before a credit is its caption, and not the headline or a paragraph of the text."""
    before, text = page.pieces[credit - 1], page.pieces[credit].text
    if before.role is not None or before.wrapped or agencies.PICTURE_ELSEWHERE.match(text):
        return False
    if not text_begun:
        return len(before.text) <= _MAX_CAPTION and (before.ends_sentence or credit >= 3)
    sentences = 1 + len(_INNER_SENTENCE.findall(before.text))
    is_short = len(before.text) <= _MAX_CAPTION_IN_BODY and sentences <= (1 if closing else 2)
    return is_short and (":" in text or "/" in text)
