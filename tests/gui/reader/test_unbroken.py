"""Text without a single space: blocks end at a grapheme that Qt takes for a separator, nothing else differs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from gui.reader.cuts import LIMIT
from tests.gui.reader.material import LABELS, add, make_article, make_index
from tests.gui.reader.test_view import assert_fresh, index_keys, screen, shown_keys

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
UNITS = ["abcdefghij", "京都大学。", "😀", "e\u0301", "👩‍👩‍👧", "שלום"]


def made(unit):
    return unit * (3 * LIMIT // len(unit))


@pytest.mark.parametrize("unit", UNITS)
def test_the_grapheme_at_a_cut_can_be_hit_selected_marked_and_copied(make_view, unit):
    text = made(unit)
    view, hands = make_view(text, width=900)
    table = view._layout.table
    assert len(table) > 2
    tail = table.tails[0]
    end = table.end(0)
    start = end - len(tail)
    assert text[start:end] == tail
    view.reveal(start, end)
    laid = view._layout.laid(0)
    box = laid.segments(view._layout.to_local(laid, start), view._layout.to_local(laid, end))[-1]
    assert box.right - box.left > 2  # it has its glyph on the last line of its block
    assert box.line == len(laid.lines) - 1
    drawn = []
    view.range_selected.connect(lambda *span: drawn.append(span))
    left, right = (hands.point(start) for _ in range(2))
    right.setX(round(view._layout.left + (box.left if box.backwards else box.right)))
    hands.drag_points(left, right, ALT)
    assert drawn == [(start, end)] == [view.selected_range()]
    assert view.createMimeDataFromSelection().text() == tail
    assert_fresh(view)
    view.clear_selection()
    plain = screen(view)
    view.apply_delta(add(view._surface.marks, 77, text, start, end, "PER"))
    assert shown_keys(view) == index_keys(view) == {77}
    pieces = [piece for block in view._layout.laid_blocks() for line in block.marks or () for piece in line.pieces]
    assert len(pieces) == 1  # and nothing of it in the block behind
    assert screen(view) != plain
    assert_fresh(view)


@pytest.mark.parametrize("unit", UNITS)
def test_the_caret_walks_over_a_cut_grapheme_by_grapheme(make_view, unit):
    text = made(unit)
    view, hands = make_view(text)
    view.set_caret_visible(True)
    table = view._layout.table
    tail, end = table.tails[0], table.end(0)
    view.show_selection(end - len(tail), end - len(tail))
    backwards = unit == "שלום"
    forth, back = (Qt.Key.Key_Left, Qt.Key.Key_Right) if backwards else (Qt.Key.Key_Right, Qt.Key.Key_Left)
    hands.key(forth)
    assert view.caret_position() == end
    hands.key(back)
    assert view.caret_position() == end - len(tail)
    hands.key(forth, SHIFT)
    assert view.selected_range() == (end - len(tail), end)
    hands.key(Qt.Key.Key_Up)
    hands.key(Qt.Key.Key_Down)
    hands.key(Qt.Key.Key_Down)
    assert view.caret_position() > end
    assert_fresh(view)


def test_measured_heights_are_those_of_the_lines(make_view):
    view, _ = make_view("\n".join(made(unit) for unit in UNITS))
    view.settle()
    layout = view._layout
    measured = [layout._heights.height(number) for number in range(len(layout.table))]
    layout.reset()
    for number in range(len(layout.table)):
        layout.laid(number)
    assert measured == [layout._heights.height(number) for number in range(len(layout.table))]


def test_nested_marks_over_a_cut_have_all_their_pieces(make_view):
    text = made("abcdefghij")
    marks = [(LIMIT - 30 + n, LIMIT + 30 - n, "PER", n % 2 > 0) for n in range(6)]
    view, _ = make_view(text, marks)
    view.reveal(LIMIT - 30, LIMIT + 30)
    QApplication.processEvents()
    for number in (0, 1):
        laid = view._layout.laid(number)
        keys = {piece.key for line in view._layout.line_marks(laid) for piece in line.pieces}
        assert len(keys) == 6
    assert_fresh(view)


def test_the_next_article_is_shown_as_it_is(make_view):
    view, _ = make_view(made("京都大学。"))
    view.settle()
    view.set_article(make_article("Kurz.\nEnde."), make_index("Kurz.\nEnde.", []), LABELS)
    assert view.document().toPlainText() == "Kurz.\nEnde."
    assert not view._layout.table.tails
    assert_fresh(view)
