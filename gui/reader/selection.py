"""Where a selection snaps to: tokens, graphemes, sentences, and the edges of a mark moved by keys. Pure functions.

Everything looks at a small window around a position, so that a paragraph of five megabytes is as quick as a line.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

Range = tuple[int, int]
TOKEN, SENTENCE = "token", "sentence"

_WINDOW = 1000  # code points looked back for a safe place to start from
_SENTENCE_WINDOW = 4000
_SLICE = 4 * _WINDOW
_FLAG_LETTERS = "".join(map(chr, range(0x1F1E6, 0x1F200)))
_INVISIBLE = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
"""Between tokens, never a token of their own."""
_PUNCTUATION = ".,;:!?…"
_ABBREVIATED = (
    "Abs Art Aufl Bd Co Dr Fr Frl Hl Hr Hrsg Inc Jh Jr Ltd Mag Mio Mrd Mr Mrs Nr Prof Sr St Str Tel abz bzw ca evtl "
    "geb gest ggf inkl lic med phil rer sog usw vgl vs zit zzgl Jan Feb Mrz Apr Jun Jul Aug Sep Sept Okt Nov Dez"
)
_ABBREVIATIONS = frozenset(_ABBREVIATED.split())


@cache
def _patterns() -> dict[str, Any]:
    """Compile on first use: importing ``regex`` costs as much as a tenth of Qt, and no window needs it to open."""
    import regex

    # Scripts that are written without spaces: there, each grapheme is a token.
    dense = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
    part = rf"[[\p{{L}}\p{{M}}\p{{N}}_\u00ad\u200c\u200d]--[{dense}]]{{1,{_WINDOW}}}"  # none is five megabytes long
    joint = r"[-'’‐‑&\u2060\ufeff](?=[\p{L}\p{N}])|(?<=\p{N})[.,:/](?=\p{N})|(?<=\b\p{L})\.(?=\p{L}\b)"
    token = rf"(?V1)(?=[\p{{L}}\p{{N}}_]){part}(?:(?:{joint}){part}){{0,{_WINDOW}}}|(?![\s{_INVISIBLE}])\X"
    sentence = r"[.!?…]+[\"“”»«'’)\]]*(\s+)(?=[\"„“«»(\[‚‘]*[\p{Lu}\p{N}])"
    return {"token": regex.compile(token), "sentence": regex.compile(sentence), "grapheme": regex.compile(r"\X")}


def graphemes_around(text: str, position: int) -> Range:
    """Give the nearest grapheme boundaries at or before, and at or after, a position."""
    if not 0 < position < len(text):
        position = min(max(position, 0), len(text))
        return position, position
    if _stands_alone(text[position]) and _stands_alone(text[position - 1]):
        return position, position
    begin = _safe_start(text, position)
    # A slice: at some emoji the pattern looks back to the beginning of what it is given.
    for match in _patterns()["grapheme"].finditer(text[begin : position + _WINDOW]):
        if begin + match.end() == position:
            return position, position
        if begin + match.end() > position:
            return begin + match.start(), begin + match.end()
    return position, position


def _stands_alone(character: str) -> bool:
    """Tell the usual case: Latin letters and punctuation, which combine with nothing but what is neither."""
    return (character < "\u0300" and character != "\u00ad") or "\u2010" <= character <= "\u2027"


def snapped_characters(text: str, one: int, other: int) -> Range | None:
    """Give the range between two positions, widened to whole graphemes; None if it is empty."""
    low, high = sorted((one, other))
    if low == high:
        return None
    return graphemes_around(text, low)[0], graphemes_around(text, high)[1]


def snapped_tokens(text: str, one: int, other: int) -> Range | None:
    """Give the range of the tokens that lie between two positions, even in part; None if there is none.

    Punctuation at either end comes along only from beyond it: who drags from a sentence's end does not mean its stop.
    """
    low, high = sorted((one, other))
    if low == high:
        return None
    first = next((token for token in tokens_from(text, low) if token[1] > low), None)
    if first is None or first[0] >= high:
        return None
    last = _last_token_before(text, high)
    if last is None:
        return None
    inner = _without_punctuation(text, first[0], last[1], low, high)
    return _whole(text, inner)


def _without_punctuation(text: str, start: int, end: int, low: int, high: int) -> Range:
    """Leave out punctuation at the ends of a range that a drag from ``low`` to ``high`` only just touches."""
    first, last = start, end
    while low >= start and first < last and text[first] in _PUNCTUATION:
        first += 1
    while high <= end and last > first and text[last - 1] in _PUNCTUATION:
        last -= 1
    if not any(character.isalnum() for character in text[first:last][:_WINDOW]):
        return start, end
    while text[first].isspace():
        first += 1
    while text[last - 1].isspace():
        last -= 1
    return first, last


def without_blanks(text: str, start: int, end: int) -> Range | None:
    """Give a range without blanks and invisible characters at its ends, in whole graphemes; None if nothing is left."""
    first, last = start, end
    while first < last and _is_blank(text[first]):
        first += 1
    while last > first and _is_blank(text[last - 1]):
        last -= 1
    return _whole(text, (first, last)) if first < last else None


def _is_blank(character: str) -> bool:
    return character.isspace() or character in _INVISIBLE


def token_at(text: str, position: int) -> Range | None:
    """Give the token over the character at a position, else the one that ends there; None between tokens."""
    touching = None
    for token in tokens_from(text, position - 1 if position else 0):
        if token[0] <= position < token[1]:
            return _whole(text, token)
        if token[1] == position:
            touching = _whole(text, token)
        if token[0] > position:
            break
    return touching


def tokens_from(text: str, position: int) -> Iterator[Range]:
    """Yield tokens in the order of the text, from one that begins at or before a position on."""
    yield from _tokens(text, _token_start(text, position))


def sentence_at(text: str, position: int) -> Range:
    """Give the sentence around a position, inside its line and without white space at its ends.

    German ordinals (``10. Januar``), initials and common abbreviations do not end a sentence.
    """
    line_start = text.rfind("\n", max(0, position - _SENTENCE_WINDOW), position) + 1
    if line_start == 0:
        line_start = max(0, position - _SENTENCE_WINDOW)
    line_end = text.find("\n", position, position + _SENTENCE_WINDOW)
    if line_end < 0:
        line_end = min(len(text), position + _SENTENCE_WINDOW)
    start, end = line_start, line_end
    for match in _patterns()["sentence"].finditer(text, line_start, line_end):
        if not _ends_sentence(text, line_start, match.start()):
            continue
        if match.end(1) <= position:
            start = match.end(1)
        else:
            end = match.start(1)
            break
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def moved_edge(text: str, start: int, end: int, edge: str, unit: str, direction: int) -> Range:
    """Give the range after one key press: ``edge`` is ``start`` or ``end``, ``unit`` is ``token`` or ``character``.

    ``direction`` is +1 to the right and -1 to the left in the order of the text. The range never becomes empty and
    never splits a grapheme; where the edge cannot go on, the range stays as it is.
    """
    position = start if edge == "start" else end
    move = _moved_by_token if unit == "token" else _moved_by_grapheme
    target = graphemes_around(text, move(text, position, edge, 1 if direction > 0 else -1))[0 if edge == "start" else 1]
    if edge == "start":
        return (target, end) if 0 <= target < end else (start, end)
    return (start, target) if start < target <= len(text) else (start, end)


def _moved_by_grapheme(text: str, position: int, edge: str, direction: int) -> int:
    if direction > 0:
        return graphemes_around(text, min(position + 1, len(text)))[1]
    return graphemes_around(text, max(position - 1, 0))[0]


def _moved_by_token(text: str, position: int, edge: str, direction: int) -> int:
    """Give the next start (for a start) or end (for an end) of a token beyond a position; the position if none is."""
    which = 0 if edge == "start" else 1
    if direction > 0:
        return next((t[which] for t in tokens_from(text, position) if t[which] > position), position)
    look = position
    while look > 0:
        begin = _token_start(text, look - 1)
        before = [t[which] for t in _tokens_between(text, begin, position) if t[which] < position]
        if before:
            return before[-1]
        look = begin
    return position


def _whole(text: str, span: Range) -> Range:
    """Widen a range to whole graphemes: a token may end where a skin tone or a variation selector follows."""
    return graphemes_around(text, span[0])[0], graphemes_around(text, span[1])[1]


def _last_token_before(text: str, position: int) -> Range | None:
    """Give the last token that starts before a position."""
    look = position
    while look > 0:
        begin = _token_start(text, look - 1)
        found = None
        for found in _tokens_between(text, begin, position):  # noqa: B007  # the last one is what is asked for
            pass
        if found is not None:
            return found
        look = begin
    return None


def _tokens_between(text: str, begin: int, limit: int) -> Iterator[Range]:
    for token in _tokens(text, begin):
        if token[0] >= limit:
            return
        yield token


def _tokens(text: str, begin: int) -> Iterator[Range]:
    """Yield tokens from a safe place on; by slices, for at some emoji the pattern looks back over all it is given."""
    while begin < len(text):
        piece = text[begin : begin + _SLICE]
        sure = len(piece) if begin + _SLICE >= len(text) else _SLICE - _WINDOW  # beyond, a token may be cut open
        done = sure
        for match in _patterns()["token"].finditer(piece):
            if match.end() > sure and match.start() > 0:
                done = match.start()
                break
            yield begin + match.start(), begin + match.end()
            done = max(sure, match.end())
        begin += done


def _token_start(text: str, position: int) -> int:
    """Give a place at or before a position where no token is cut: behind white space, else a window back."""
    floor = max(0, position - _WINDOW)
    for i in range(position - 1, floor - 1, -1):
        if text[i] in " \n\t":
            return i
    return floor if floor == 0 else graphemes_around(text, floor)[0]


def _safe_start(text: str, position: int) -> int:
    """Give a sure grapheme boundary before a position: between two ASCII characters, else a window back."""
    floor = max(0, position - _WINDOW)
    for i in range(position - 1, floor, -1):
        if text[i] < "\x7f" and text[i - 1] < "\x7f":
            return i
    if text[floor] in _FLAG_LETTERS:  # they pair from the first one on
        floor -= (floor - len(text[:floor].rstrip(_FLAG_LETTERS))) % 2
    return floor


def _ends_sentence(text: str, line_start: int, dot: int) -> bool:
    """Tell whether the punctuation at ``dot`` ends a sentence, looking at the word before it."""
    if text[dot] != "." or text[dot : dot + 2] == "..":
        return True
    begin = dot
    while begin > line_start and (text[begin - 1].isalnum()):
        begin -= 1
    word = text[begin:dot]
    if word.isdigit():
        return len(word) > 2
    return len(word) != 1 and word not in _ABBREVIATIONS
