"""The text of a Markdown file without its signs, by markdown-it, and the roles that they told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Any

from markdown_it.token import Token

from core.articles.made_text import MadeText
from core.articles.markdown_rules import MAX_NESTING, MORE, is_tag, make_parser, parse_paragraph
from core.records import ZoneRole

MAX_LINES = 100_000  # each takes some kilobytes while it is parsed
_MAX_TITLE = 200
_UNREAD = tuple(
    (re.compile(f"{start}.*?{end}", re.DOTALL | re.IGNORECASE), re.compile(end, re.IGNORECASE))
    for start, end in (("<!--", "-->"), (r"<script\b", r"</script\s*>"), (r"<style\b", r"</style\s*>"))
)
_BREAK = re.compile(r"<br\s*/?>|</(?:p|div|li|tr|h[1-6]|figcaption)\s*>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<![A-Z][^<>]*>|<\?[^<>]*\?>")
_SPACES = re.compile(r"[ \t]+")

_PARSER = make_parser()


class MarkdownText(MadeText):
    """Renders a Markdown text: links as their words, pictures as what they say of themselves."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._marker = ""  # number of the list entry whose first line has not come yet
        self._depth = 0  # of quotes
        self._env: dict[str, Any] = {}  # the addresses of links, for what they are named by
        found = _PARSER.parse(text, self._env)
        if any(token.level >= MAX_NESTING - 1 for token in found):  # the parser left out what lies deeper
            self._put_lines(text)
            return
        tokens = iter(found)
        for token in tokens:
            self._render(token, tokens)

    def _render(self, token: Token, tokens: Iterator[Token]) -> None:
        kind = token.type
        if kind in ("blockquote_open", "blockquote_close"):
            self._depth += token.nesting
        elif kind == "list_item_open":
            self._marker += f"{token.info}{token.markup} " if token.info else ""  # a number is read, a bullet is not
        elif kind == "list_item_close":
            self._marker = ""
        elif kind == "heading_open":
            self._render_heading(token, next(tokens).content)
        elif kind == "inline":
            self._render_paragraph(token.content)
        elif kind == "table_open":
            self.put_rows(list(self._rows(tokens)))
        elif kind == "fence":
            self._put_lines(token.content, is_verse=True)
        elif kind == "html_block":
            self._put_lines(_without_tags(token.content))

    def _render_heading(self, token: Token, content: str) -> None:
        title = self._inline(content).replace("\n", " ")
        if token.markup in ("=", "-") and len(title) > _MAX_TITLE:
            self._put_lines(title)  # a paragraph, and then a line that was meant to divide
        elif self._depth:
            self._put_lines(title)
        else:
            self._marker = ""
            self.put(title, ZoneRole.SUBHEAD if self.headline else ZoneRole.HEADLINE)
            self.headline = self.headline or title.strip()

    def _render_paragraph(self, content: str) -> None:
        tokens = parse_paragraph(_PARSER, content, self._env)
        picture = _picture(tokens)
        if picture is not None:
            self.put(picture, ZoneRole.CAPTION)
        else:
            words = _words(tokens)
            self._put_lines(words, is_verse="\n" in words)

    def _put_lines(self, words: str, *, is_verse: bool = False) -> None:
        """Add paragraphs, or the lines of one that are set one by one."""
        lines = [line for line in words.split("\n") if line.strip()]
        role, whole = (ZoneRole.BODY, lines) if is_verse else (None, None)
        for line in lines:
            self.put(self._marker + line.strip(), ZoneRole.QUOTATION if self._depth else role, whole)
            self._marker = ""

    def _rows(self, tokens: Iterator[Token]) -> Iterator[list[str]]:
        """Yield the rows of a table, to its end; an empty head is none."""
        row: list[str] = []
        more: list[str] = []
        for token in tokens:
            if token.type == "inline":
                row.append(self._cell(token.content))
            elif token.type == "tr_open":
                more = token.meta[MORE]
            elif token.type == "tr_close":
                row += map(self._cell, more)
                if any(row):
                    yield row
                row = []
            elif token.type == "table_close":
                return

    def _cell(self, content: str) -> str:
        return self._inline(content).replace("\n", " ")

    def _inline(self, content: str) -> str:
        """Give the words of a paragraph; line breaks that the file asks for stay, others are spaces."""
        return _words(parse_paragraph(_PARSER, content, self._env))


def _picture(tokens: Sequence[Token]) -> str | None:
    """Give what a picture that stands alone says of itself, or None for any other paragraph."""
    shown = [token for token in tokens if token.type not in ("link_open", "link_close", "softbreak")]
    if len(shown) != 1 or shown[0].type != "image":
        return None
    return str(shown[0].attrs.get("title", "")) or _words(shown[0].children or ())


def _words(tokens: Sequence[Token]) -> str:
    parts = []
    for token in tokens:
        if token.type in ("text", "text_special", "code_inline"):
            parts.append(token.content)
        elif token.type == "softbreak":
            parts.append(" ")
        elif token.type == "hardbreak":
            parts.append("\n")
        elif token.type == "image":
            parts.append(_words(token.children or ()))
        elif token.type == "html_inline":
            parts.append("\n" if _BREAK.fullmatch(token.content) else _without_tag(token.content))
    return _SPACES.sub(" ", "".join(parts))


def _without_tags(block: str) -> str:
    for pattern, end in _UNREAD:
        stop = max(
            (match.end() for match in end.finditer(block)), default=0
        )  # behind it, each start would look in vain
        block = pattern.sub("", block[:stop]) + block[stop:]
    return unescape(_TAG.sub(lambda match: _without_tag(match[0]), _BREAK.sub("\n", block)))


def _without_tag(found: str) -> str:
    return "" if is_tag(found) else found
