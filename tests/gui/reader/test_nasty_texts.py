"""Random nasty texts: a mark drawn by the real mouse is the snapped range in code points; a copy is the text."""

from __future__ import annotations

import regex
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from core.offsets import OffsetMap
from gui.reader.pointer import DRAG_DISTANCE
from gui.reader.selection import snapped_characters, snapped_tokens, without_blanks
from tests.gui.reader.material import LABELS, make_article, make_index

ALT, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
PIECES = st.sampled_from(
    [
        *"abÄß1.,-«»",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\t",
        "\u2028",
        "\u2029",
        "\u00a0",
        "\u202f",
        "\u00ad",
        "\u200b",
        "\u200d",
        "\u2060",
        "\ufeff",
        "\ufffc",
        "\x00",
        "\x0b",
        "\x85",
        "e\u0301",
        "A\u030a\u0323",
        "👩‍👩‍👧",
        "🇨🇭",
        "👍🏽",
        "😀",
        "𝔊",
        "שלום",
        "كتاب",
        "\u202e",
        "\u2067",
        "\u200f",
        "北京",
        "नमस्ते",
        "Genf",
        "Wendy Sherman",
        "Nato-Russland-Rat",
    ]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=25).map("".join)
RELAXED = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def boundaries(text):
    return {0, *(match.end() for match in regex.finditer(r"\X", text))}


def test_drawn_marks_are_snapped_ranges(make_view):
    view, hands = make_view("x")
    drawn = []
    view.range_drawn.connect(lambda *span: drawn.append(span))
    view.arm("PER")

    @RELAXED
    @given(text=TEXTS, data=st.data(), modifiers=st.sampled_from([NONE, ALT]))
    def check(text, data, modifiers):
        view.set_article(make_article(text), make_index(text, []), LABELS)
        view.grab()
        assert view.text == text
        one, other = (hands.point(data.draw(st.integers(0, len(text)))) for _ in range(2))
        start, end = view.position_at(one), view.position_at(other)
        assert {start, end} <= boundaries(text)
        drawn.clear()
        hands.drag_points(one, other, modifiers)
        snap = snapped_characters if modifiers == ALT else snapped_tokens
        expected = snap(text, start, end)
        moved = (one - other).manhattanLength() >= DRAG_DISTANCE
        if expected is not None:
            expected = without_blanks(text, *expected)  # nobody means to mark white space
        assert drawn == ([expected] if expected is not None and moved else [])

    check()


def test_every_gap_between_graphemes_can_be_hit(make_view):
    """In plain text the place of a gap leads back to it; the display never shifts a position."""
    view, hands = make_view("x")
    plain = st.lists(
        st.sampled_from([*"abÄ1 ", "e\u0301", "👩‍👩‍👧", "🇨🇭", "𝔊", "\n", "\u00a0", "北"]), min_size=1, max_size=60
    ).map("".join)

    @RELAXED
    @given(text=plain)
    def check(text):
        view.set_article(make_article(text), make_index(text, []), LABELS)
        view.grab()
        offsets = OffsetMap(text)
        document = view.document()
        assert document.characterCount() == offsets.utf16_length + 1
        for position in boundaries(text) - {len(text)}:
            if text[position] != "\n":
                assert ord(document.characterAt(offsets.to_utf16(position))) == int.from_bytes(
                    text[position].encode("utf-16-le")[:2], "little"
                )
            # A space at which a line wraps is behind the line's end: its gaps share a place.
            if not text[position : position + 1].isspace() and not text[position - 1 : position].isspace():
                assert view.position_at(hands.point(position)) == position

    check()


def test_what_is_copied_is_the_text(make_view):
    view, _ = make_view("x")

    @RELAXED
    @given(text=TEXTS, data=st.data())
    def check(text, data):
        view.set_article(make_article(text), make_index(text, []), LABELS)
        places = sorted(boundaries(text))
        start, end = sorted((data.draw(st.sampled_from(places)), data.draw(st.sampled_from(places))))
        view.show_selection(start, end)
        if start < end:
            assert view.selected_range() == (start, end)
            # Whoever reads a clipboard takes a byte order mark at its start for one.
            copied = view.createMimeDataFromSelection().text()
            assert copied.lstrip("\ufeff") == text[start:end].lstrip("\ufeff")
        else:
            assert view.selected_range() is None

    check()


def test_marks_in_nasty_texts_are_painted_and_found(make_view):
    view, _ = make_view("x")

    @RELAXED
    @given(text=TEXTS, data=st.data())
    def check(text, data):
        places = sorted(boundaries(text))
        marks = []
        for _ in range(data.draw(st.integers(0, 6))):
            start, end = sorted((data.draw(st.sampled_from(places)), data.draw(st.sampled_from(places))))
            if start < end:
                marks.append((start, end, data.draw(st.sampled_from(["PER", "LOC"])), data.draw(st.booleans())))
        index = make_index(text, marks)
        view.set_article(make_article(text), index, LABELS)
        view.grab()
        for mark in index:
            view.select(mark.key)
            found = [
                piece
                for laid in view._repainter._in_view()
                for line in view._layout.line_marks(laid)
                for piece in line.pieces
                if piece.key == mark.key
            ]
            if mark.span.surface.strip("\n"):
                assert found
            if mark.span.surface.strip("\n \t\u2028\u200d"):
                assert any(piece.start_x is not None for piece in found)
                assert any(piece.end_x is not None for piece in found)
        view.grab()

    check()
