"""CommonMark with tables, but for what would take words out of an article that only looks like it."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.common.html_blocks import block_names
from markdown_it.rules_block import StateBlock, reference, table
from markdown_it.rules_block.table import escapedSplit, getLine
from markdown_it.rules_inline import StateInline

MAX_NESTING = 100  # of quotes and lists in each other; the parser leaves out what lies deeper
MORE = "more"  # in the meta of a row: the cells that the head has no column for
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


def make_parser() -> MarkdownIt:
    """Make the parser; what is inside of lines is left to its ``inline`` part, paragraph by paragraph."""
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable(["table", "strikethrough"])
    parser.disable(["code", "inline"])  # four spaces begin a paragraph in print
    parser.block.ruler.at("reference", _reference)
    parser.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    parser.inline.ruler.before("emphasis", "star_in_word", _star_in_word)
    return parser


def is_tag(found: str) -> bool:
    """Tell whether what stands between ``<`` and ``>`` is HTML: "<Name der Redaktion bekannt>" is words."""
    name = _NAME.match(found)
    if name is None:
        return found.lower().startswith(_NO_WORDS)
    is_custom = name[1].islower() and any(sign in name[1] for sign in "-:")
    return is_custom or name[1].lower() in _TAG_NAMES or "=" in found


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
    """Keep the cells of rows that are longer than the head: CommonMark's tables leave them out."""
    before = len(state.tokens)
    if not table(state, first, last, silent):
        return False
    made = state.tokens[before:]
    columns = sum(token.type == "th_open" for token in made)
    for token in made:
        if token.type == "tr_open" and token.map:
            line = getLine(state, token.map[0]).strip()
            cells = escapedSplit(line.removeprefix("|"))
            token.meta[MORE] = [cell.strip() for cell in cells[columns:] if cell.strip()]
    return True
