"""Blocks: the display text has the length of the text, cuts only replace spaces, roles follow the zones."""

from __future__ import annotations

from itertools import pairwise

import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from core.offsets import OffsetMap, utf16_length
from core.records import Zone, ZoneRole
from gui.reader.blocks import LIMIT, BlockTable

NASTY = st.text(
    st.sampled_from(
        "ab zÄß.,\n\n  \t\u2028\u2029\u00a0\u00ad\u200b\u200d\ufeff\ufffc\ufdd0\ufffe👩😀🇩🇪e\u0301אבש\u202e\u2066ك"
    ),
    max_size=80,
)


def parts(table):
    return [table.text[table.starts[n] : table.end(n)] for n in range(len(table))]


@given(text=NASTY, cuts=st.lists(st.integers(0, 80), min_size=0, max_size=6, unique=True))
def test_display_keeps_every_offset(text, cuts):
    edges = sorted(cut for cut in cuts if cut <= len(text))
    zones = [Zone(a, b, ZoneRole.CAPTION) for a, b in pairwise(edges) if a < b]
    table = BlockTable(text, zones)
    assert len(table.display) == len(text)
    assert utf16_length(table.display) == utf16_length(text)
    assert table.display.count("\n") == len(table) - 1
    assert [n for n, char in enumerate(table.display) if char == "\n"] == [start - 1 for start in table.starts[1:]]
    for n, (shown, char) in enumerate(zip(table.display, text, strict=True)):
        if shown == "\n":
            assert char in "\n "
        assert shown not in "\u2029\ufffc\ufdd0\ufdd1\r", n
    for position in range(len(text) + 1):
        number = table.index(position)
        assert table.starts[number] <= position <= table.end(number)


UNBROKEN = [
    "x",
    "京",
    "กำ",
    "ة",
    "e\u0301",
    "😀",
    "🇩🇪",
    "👩‍👩‍👧",
    "👍🏽",
    "नि",
    "한",
    "각",
    "゙か",
    "。",
    "-",
    "_",
    "\u00a0",
    "\t",
    "\u2028",
]


@settings(deadline=None)
@given(
    unit=st.lists(st.sampled_from(UNBROKEN), min_size=1, max_size=7).map("".join),
    before=st.sampled_from(["", "a ", "ß\n"]),
)
def test_text_without_spaces_is_cut_at_whole_graphemes_and_keeps_every_offset(unit, before):
    text = before + unit * (7000 // len(unit))
    table = BlockTable(text)
    boundaries = {0, *(match.end() for match in regex.finditer(r"\X", text))}
    assert utf16_length(table.display) == utf16_length(text)
    assert {*table.starts, *(table.end(n) for n in range(len(table)))} <= boundaries
    offsets = OffsetMap(text)
    position16 = 0
    for number, block in enumerate(table.display.split("\n")):
        # The document's blocks begin where the table says, but for what shows nothing.
        assert position16 + table.lead(number) == offsets.to_utf16(table.starts[number])
        assert table.shown(number) == block + table.tails.get(number, "")
        position16 += utf16_length(block) + 1
    if any(char in "x京ة😀한。-" for char in unit) and unit.isprintable():
        assert all(len(part) <= LIMIT for part in parts(table))
        assert len(table) >= len(text) // LIMIT


def test_without_spaces_the_best_place_is_behind_punctuation():
    text = "これは長い文章です。" * 1000
    table = BlockTable(text)
    assert all(part.endswith("。") for part in parts(table))
    assert "".join(parts(table)) == text
    assert table.continued == set(range(1, len(table)))
    assert set(table.tails.values()) == {"。"}


def test_a_zone_inside_a_line_gets_blocks_of_its_own():
    text = "USA und Russland Acht Stunden am Tisch Niemand gibt nach.\nMehr."
    start = text.index("Acht")
    table = BlockTable(text, [Zone(start, text.index(" Niemand"), ZoneRole.HEADLINE)])
    assert parts(table) == ["USA und Russland", "Acht Stunden am Tisch", "Niemand gibt nach.", "Mehr."]
    assert [table.role(n) for n in range(4)] == [ZoneRole.BODY, ZoneRole.HEADLINE, ZoneRole.BODY, ZoneRole.BODY]


def test_a_zone_that_begins_inside_a_word_is_not_cut():
    text = "Vorspann:Text geht weiter"
    table = BlockTable(text, [Zone(9, len(text), ZoneRole.CAPTION)])
    assert parts(table) == [text]
    assert table.role(0) is ZoneRole.BODY


def test_long_paragraphs_are_cut_behind_sentences():
    sentence = "Danach blieb beiden Seiten vor allem der Hinweis, dass weiter geredet werde. "
    text = (sentence * 400).strip()
    table = BlockTable(text)
    assert len(table) > 10
    assert all(len(part) <= LIMIT for part in parts(table))
    assert all(part.endswith(".") for part in parts(table))
    assert " ".join(parts(table)) == text
    assert table.continued == set(range(1, len(table)))
    assert table.paragraph(3) == range(len(table))


def test_words_are_cut_at_any_space_and_endless_ones_at_a_letter():
    text = "wort " * 1000
    assert " ".join(parts(BlockTable(text))) == text
    endless = "x" * 5000
    assert [len(part) for part in parts(BlockTable(endless))] == [LIMIT, LIMIT, 1000]
    mixed = "x" * 5000 + " " + "kurz " * 10
    assert [len(part) for part in parts(BlockTable(mixed))] == [LIMIT, LIMIT, 1051]


def test_a_space_that_carries_an_accent_is_no_place_to_cut():
    text = ("x" * 1990 + " \u0301" + "y" * 30) * 2
    table = BlockTable(text)
    assert "".join(parts(table)) == text
    assert all(tail in "xy" for tail in table.tails.values())


def test_one_grapheme_is_never_cut_however_long():
    text = "a" + "\u0301" * 9000
    assert parts(BlockTable(text)) == [text]
    assert parts(BlockTable(text * 3)) == [text * 2, text]


def test_a_long_line_with_zones_is_cut_inside_each():
    text = "Kurz " + "wort " * 1000 + "Ende"
    table = BlockTable(text, [Zone(0, 4, ZoneRole.KICKER), Zone(len(text) - 4, len(text), ZoneRole.SIGN_OFF)])
    assert parts(table)[0] == "Kurz"
    assert parts(table)[-1] == "Ende"
    assert all(len(part) <= LIMIT for part in parts(table))
    assert " ".join(parts(table)) == text


def test_infobox_lines_become_a_table():
    text = "Zur Person\nName: Wendy Sherman\nAmt:\nWebsite: https://example.org/a:b\nEin ganzer Satz ohne Spalte."
    table = BlockTable(text, [Zone(0, len(text), ZoneRole.INFOBOX)])
    assert table.keys == {0: len("Zur Person"), 1: len("Name:"), 3: len("Website:")}
    assert table.display.split("\n")[1] == "Name:\tWendy Sherman"


def test_blank_blocks_are_known():
    table = BlockTable("a\n\n \u00a0\nb")
    assert [table.is_blank(n) for n in range(4)] == [False, True, True, False]


def test_an_empty_text_has_one_block():
    table = BlockTable("")
    assert (len(table), table.display, table.end(0)) == (1, "", 0)
