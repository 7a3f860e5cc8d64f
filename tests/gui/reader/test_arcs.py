"""Relations in the real window: lines from the selected mark, names at the edge, and the ways that lead along them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from core import edits
from gui.inspector.links import LinkButton
from tests.gui.conftest import press


def tied(window, *, in_view):
    """A mark in view, with a related one that is or is not."""
    reader = window.reader
    for mark in window.session.shown_marks():
        for link in window.session.links_of(mark):
            window.session.select(mark.key)
            QApplication.processEvents()
            if reader.text_range_visible(link.mark.start, link.mark.end) is in_view and reader.mark_boxes(mark.key):
                return mark, link.mark
    pytest.fail("The sample library has no such relation.")


def letters(reader):
    """The boxes of all lines of text in view, where letters are."""
    top, height = reader.verticalScrollBar().value(), reader.viewport().height()
    layout = reader._layout
    for laid in layout.laid_between(top, top + height):
        if not layout.table.is_blank(laid.number):
            for number, line in enumerate(laid.lines):
                stop = laid.lines[number + 1].start if number + 1 < len(laid.lines) else laid.block.length() - 1
                for segment in laid.segments(line.start, stop):
                    y = layout.top(laid.number) - top + line.baseline
                    above = laid.style.rise - 2
                    yield QRectF(layout.left + segment.left, y - above, segment.right - segment.left, above)


def test_a_line_leads_to_the_related_mark(window):
    _, other = tied(window, in_view=True)
    arc = next(arc for arc in window.reader.arcs.arcs() if arc.key == other.key)
    boxes = [QRectF(box).adjusted(-2, -2, 2, 4) for box in window.reader.mark_boxes(other.key)]
    assert any(box.contains(arc.dot) for box in boxes)
    middle = arc.path.pointAtPercent(0.5).toPoint()
    assert window.reader.arcs.hit(middle) is not None
    assert not window.reader.arcs.isHidden()
    press(window, "Escape")
    assert window.reader.arcs.isHidden()
    assert window.reader.arcs.hit(middle) is None


def test_no_line_crosses_letters(window):
    """Between the ends, which lie at the marks, a line keeps to the gaps and the margin."""
    reader, checked = window.reader, 0
    for mark in window.session.shown_marks():
        window.session.select(mark.key)
        QApplication.processEvents()
        boxes = list(letters(reader))
        for arc in reader.arcs.arcs():
            points = [arc.path.pointAtPercent(share / 60) for share in range(61)]
            assert not [p for p in points for box in boxes if box.contains(p)], mark.span.surface
            checked += 1
    assert checked > 10


def test_beyond_the_edge_a_name_leads_there(window, hands, qtbot):
    tied(window, in_view=False)
    pointer = window.reader.arcs.pointers()[0]
    assert pointer.text[0] in "↑↓"
    caret = window.reader.caret_position()
    hands.hover(pointer.box.center().toPoint())
    qtbot.waitUntil(lambda: window.reader._hovering.card is not None and window.reader._hovering.card.isVisible())
    assert window.reader._hovering.card.findChild(QLabel).text()
    QTest.mouseClick(
        window.reader.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        pointer.box.center().toPoint(),
    )
    assert window.session.selected.key == pointer.key
    assert window.reader.mark_boxes(pointer.key)
    assert window.reader.caret_position() == caret  # a way, not a place in the text


def test_keys_go_along_the_relation_and_back(window):
    mark = next(mark for mark in window.session.shown_marks() if len(window.session.links_of(mark)) >= 2)
    ways = [link.mark.key for link in window.session.links_of(mark)]
    window.session.select(mark.key)
    press(window, "Shift+R")
    assert window.session.selected.key == ways[0]
    window.session.select(mark.key)
    press(window, "Shift+R")
    assert window.session.selected.key == ways[1]


def test_card_and_panel_name_the_other_end(window, hands):
    quote = next(m for m in window.session.shown_marks() if m.label == "QUOTE" and window.session.links_of(m))
    speaker = window.session.links_of(quote)[0].mark
    window.session.select(quote.key)
    QApplication.processEvents()
    button = window.inspector.findChild(LinkButton)
    assert button.accessibleName() == f"Speaker: {speaker.span.surface}"
    assert ("Speaker", speaker.span.surface) in window.reader.card_rows(quote)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.session.selected == speaker
    assert any(name == "Said" for name, _ in window.reader.card_rows(speaker))


def test_lines_follow_scrolling_and_edits(window):
    _, other = tied(window, in_view=True)
    before = window.reader.arcs.arcs()[0].path.boundingRect()
    bar = window.reader.verticalScrollBar()
    bar.setValue(bar.value() + 20 if bar.value() + 20 <= bar.maximum() else bar.value() - 20)
    after = window.reader.arcs.arcs()[0].path.boundingRect()
    assert abs(abs(after.y() - before.y()) - 20) < 1
    press(window, "A")
    assert window.session.selected.is_decided
    assert [arc.key for arc in window.reader.arcs.arcs()]
    window.session.do(edits.reject(other, window.session.library.person_layer))
    assert other.key not in [arc.key for arc in window.reader.arcs.arcs()]


def test_the_picture_has_the_line(window):
    tied(window, in_view=True)
    arc = window.reader.arcs.arcs()[0]
    QTest.qWait(1)
    picture = window.reader.grab().toImage()
    accent = window.look.theme.accent
    near = 0
    for share in range(20, 80, 5):
        point = arc.path.pointAtPercent(share / 100).toPoint()
        colours = [picture.pixelColor(point + QPoint(dx, dy)) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        near += any(abs(c.red() - accent.red()) + abs(c.blue() - accent.blue()) < 120 for c in colours)
    assert near >= 8
