"""CommonMark with tables, but for what would take words out of an article that only looks like it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.html_blocks import block_names
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock, reference, table
from markdown_it.rules_block.table import escapedSplit, getLine
from markdown_it.rules_inline import StateInline, link
from markdown_it.token import Token

MAX_NESTING = 100  # of quotes and lists in each other; the parser leaves out what lies deeper
MORE = "more"  # in the meta of a row: the cells that the head has no column for
_MAX_PARSED = 20_000  # code points of a paragraph
_MAX_SIGNS = 2_000  # in a paragraph
_DENSE = 200  # signs in a paragraph that may stand as close as they like; of more, at most each fourth character is one
_STEPS = 500  # ahead in a paragraph, and one more for each of its characters: a link takes two or three
_NO_LINK = 50  # steps that it takes to find that what stands behind "](" is no address
_STEPS_LEFT = "steps left"  # in the environment of a file
_MAX_CELLS = 50_000  # of the tables of a file: each takes 20 µs and 2 KB
_CELLS_LEFT = "cells left"
_NO_TABLE = "no table"  # before this place: what was refused is not looked at line by line
_SIGNS = re.compile(r"[*_~`\[\]<&\\]")
_ANY_SIGN = re.compile(r"[*_~`\[<&\\\n]")
_DEFINITION = re.compile(r"\[(?:[^\[\]\\]|\\.)*\]:\s*(\S*)", re.DOTALL)
_ADDRESS = re.compile(r"<|[/#@\\]|\w\.\w|[A-Za-z][\w+.-]*:")
_INLINE_NAMES = (
    "a abbr acronym audio b bdi bdo big br button canvas cite code data datalist del dfn em embed font i img input ins "
    "kbd label map mark meter nobr noscript object output picture pre progress q rb rp rt rtc ruby s samp script "
    "select slot small source span strike strong style sub sup svg template textarea time tt u var video wbr"
)
_TAG_NAMES = frozenset((*block_names, *_INLINE_NAMES.split()))
_NO_WORDS = ("<!--", "<?", "<![", "<!doctype")
_NAME = re.compile(r"</?([A-Za-z][\w:.-]*)", re.ASCII)


class _TooMuchWork(Exception):
    """A paragraph takes more steps than its length lets expect."""


class _CountedInline(ParserInline):
    """The parser of what stands in a paragraph; it looks ahead from each bracket, and of hostile ones to the end."""

    def skipToken(self, state: StateInline) -> None:
        """Go one step ahead; raises _TooMuchWork where the paragraph has used up its steps."""
        _take_steps(state, 1)
        super().skipToken(state)


def _take_steps(state: StateInline, steps: int) -> None:
    state.env[_STEPS_LEFT] -= steps
    if state.env[_STEPS_LEFT] < 0:
        raise _TooMuchWork


def make_parser() -> MarkdownIt:
    """Make the parser of blocks; ``parse_paragraph`` reads what is inside of them."""
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING})
    parser.inline = _CountedInline()
    parser.configure("commonmark", {"maxNesting": MAX_NESTING}).enable(["table", "strikethrough"])
    parser.disable(["code", "inline"])  # four spaces begin a paragraph in print
    parser.block.ruler.at("reference", _reference)
    parser.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    parser.inline.ruler.at("link", _link)
    parser.inline.ruler.before("emphasis", "star_in_word", _star_in_word)
    return parser


def parse_paragraph(parser: MarkdownIt, content: str, env: dict[str, Any]) -> Sequence[Token]:
    """Give the tokens inside of a paragraph; what would take long to parse is one token of plain text.

    ``env`` has the addresses of the file's links. Long, or dense with signs, or with brackets that no end is found for:
    no paragraph of an article is like that, and the time that a file takes must grow with its length only.
    """
    tokens: list[Token] = []
    if _ANY_SIGN.search(content) and _can_be_parsed(content):
        env[_STEPS_LEFT] = _STEPS + len(content)
        try:
            parser.inline.parse(content, parser, env, tokens)
        except _TooMuchWork:
            tokens.clear()
    return tokens or [Token("text", "", 0, content=content)]


def _can_be_parsed(content: str) -> bool:
    if len(content) > _MAX_PARSED:
        return False
    signs = sum(1 for _ in _SIGNS.finditer(content))
    return signs <= _DENSE or (signs <= _MAX_SIGNS and signs * 4 <= len(content))


def is_tag(found: str) -> bool:
    """Tell whether what stands between ``<`` and ``>`` is HTML: "<Name der Redaktion bekannt>" is words."""
    name = _NAME.match(found)
    if name is None:
        return found.lower().startswith(_NO_WORDS)
    is_custom = name[1].islower() and any(sign in name[1] for sign in "-:")
    return is_custom or name[1].lower() in _TAG_NAMES or "=" in found


def _link(state: StateInline, silent: bool) -> bool:
    """Count what an address that is none has cost."""
    start = state.pos
    if link(state, silent):
        return True
    end = state.src.find("]", start, start + _STEPS) if state.src[start] == "[" else -1
    if end >= 0 and state.src.startswith("(", end + 1):
        _take_steps(state, _NO_LINK)
    return False


def _star_in_word(state: StateInline, silent: bool) -> bool:
    """Keep a star between letters or digits: "Bürger*innen und Leser*innen", "10*20*30"."""
    place, source = state.pos, state.src
    if source[place] != "*" or not (_is_in_word(source, place - 1) and _is_in_word(source, place + 1)):
        return False
    if not silent:
        state.pending += "*"
    state.pos += 1
    return True


def _is_in_word(source: str, place: int) -> bool:
    return 0 <= place < len(source) and source[place].isalnum()


def _reference(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Take for the address of links only what can be one: "[Gast]: Nein." is an answer."""
    found = _DEFINITION.match(state.src, state.bMarks[first] + state.tShift[first])
    return bool(found and _ADDRESS.search(found[1])) and reference(state, first, last, silent)


def _table(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Keep the cells of rows that are longer than the head: CommonMark's tables leave them out.

    A table that has more cells than are left for the file stays the lines that it is.
    """
    before = len(state.tokens)
    if state.bMarks[first] < state.env.get(_NO_TABLE, 0) or not table(state, first, last, True):
        return False
    if silent:
        return True
    if not _has_cells_left(state, first) or not table(state, first, last, False):
        return False
    made = state.tokens[before:]
    columns = sum(token.type == "th_open" for token in made)
    for token in made:
        if token.type == "tr_open" and token.map:
            line = getLine(state, token.map[0]).strip()
            cells = escapedSplit(line.removeprefix("|"))
            token.meta[MORE] = [cell.strip() for cell in cells[columns:] if cell.strip()]
    return True


def _has_cells_left(state: StateBlock, first: int) -> bool:
    """Take the cells of a table out of what its file may have; a table ends where a blank line is, or before."""
    start = state.bMarks[first]
    end = state.src.find("\n\n", start)
    end = end if end >= 0 else len(state.src)
    left = state.env.get(_CELLS_LEFT, _MAX_CELLS) - state.src.count("|", start, end)
    state.env[_CELLS_LEFT if left >= 0 else _NO_TABLE] = left if left >= 0 else end
    return bool(left >= 0)
