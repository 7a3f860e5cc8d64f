import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import SpanError
from core.offsets import OffsetMap, check_span, freeze, sha256, utf16_length

PIECES = [
    "a",
    "Ä",
    "A\u0308",
    "ß",
    "🙂",
    "👨‍👩‍👧‍👦",
    "🇩🇪",
    "👍🏽",
    "\n",
    "\r",
    "\r\n",
    "\ufeff",
    "\u2028",
    "\u2029",
    "\u00a0",
    "\u00ad",
    "\u200b",
    "שלום",
    "مرحبا",
    "\u202e",
    " ",
    ".",
    "„",
    "“",
    "𝔊",
    "\U0010ffff",
    "\ufffd",
    "\x85",
    "\x1c",
]
texts = st.lists(st.sampled_from(PIECES) | st.characters(exclude_categories=["Cs"])).map("".join)


@given(texts)
def test_utf16_agrees_with_the_codec(text):
    offsets = OffsetMap(text)
    for position in range(len(text) + 1):
        unit = len(text[:position].encode("utf-16-le")) // 2
        assert offsets.to_utf16(position) == unit
        assert offsets.from_utf16(unit) == position
        assert not offsets.splits_pair(unit)
    assert offsets.utf16_length == utf16_length(text) == len(text.encode("utf-16-le")) // 2


@given(texts)
def test_a_utf16_position_inside_a_pair_snaps_to_its_character(text):
    offsets = OffsetMap(text)
    unit = 0
    for position, char in enumerate(text):
        if ord(char) > 0xFFFF:
            assert offsets.splits_pair(unit + 1)
            assert offsets.from_utf16(unit + 1) == position
            unit += 1
        unit += 1


@given(texts)
def test_utf8_agrees_with_the_codec(text):
    offsets = OffsetMap(text)
    for position in range(len(text) + 1):
        size = len(text[:position].encode())
        assert offsets.to_utf8(position) == size
        assert offsets.from_utf8(size) == position


@given(texts)
def test_freezing_changes_line_ends_and_leading_boms_only(text):
    frozen = freeze(text)
    assert "\r" not in frozen
    assert freeze(frozen) == freeze(frozen.replace("\n", "\r\n")) == frozen
    kept = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    assert frozen == kept
    assert len(sha256(frozen)) == 64


@pytest.mark.parametrize("position", [-1, 4])
def test_positions_outside_are_refused(position):
    offsets = OffsetMap("a🙂b")
    with pytest.raises(SpanError):
        offsets.to_utf16(position)
    with pytest.raises(SpanError):
        offsets.to_utf8(position)
    with pytest.raises(SpanError):
        offsets.from_utf16(position if position < 0 else 5)
    with pytest.raises(SpanError):
        offsets.from_utf8(position if position < 0 else 7)


@pytest.mark.parametrize(
    ("start", "end", "surface"),
    [
        (-1, 2, None),
        (2, 2, None),
        (3, 2, None),
        (0, 99, None),
        (0, 3, "xyz"),
        (0.0, 3, None),
        (True, 3, None),
        ("0", 3, None),
    ],
)
def test_spans_that_do_not_fit_are_refused(start, end, surface):
    with pytest.raises(SpanError):
        check_span("Genf 🙂", start, end, surface)


def test_a_span_that_fits_is_let_through():
    check_span("Genf 🙂", 5, 6, "🙂")
