"""The scroll bar as a map: ticks where the marks are, followed by edits, and a click that goes there."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.gui.reader.material import LABELS, add, make_article, make_index, relabel, remove

TEXT = "\n".join(f"Absatz {n}: Genf und Brüssel, danach viele Wörter ohne jede Bedeutung." for n in range(200))
NONE, LEFT = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton


def tick_colours(view):
    view._minimap.repaint()
    image = view._minimap.grab().toImage()
    paper = view._theme.paper
    return {image.pixelColor(5, y).name() for y in range(image.height()) if image.pixelColor(5, y) != paper}


def settled(view):
    view.settle()
    view.refresh_minimap()


def line_colour(label):
    return next(each.colour for each in LABELS.labels if each.code == label)


def test_marks_are_ticks_and_follow_edits(make_view):
    start = TEXT.index("Genf", len(TEXT) // 2)
    index = make_index(TEXT, [])
    view, _ = make_view(article=make_article(TEXT), index=index)
    settled(view)
    empty = view._minimap.grab().toImage()
    view.apply_delta(add(index, 7, TEXT, start, start + 4, "LOC"))
    with_tick = view._minimap.grab().toImage()
    assert with_tick != empty
    height = view._minimap.height()
    rows = [y for y in range(height) if with_tick.pixelColor(8, y) != empty.pixelColor(8, y)]
    assert rows
    assert abs(rows[0] - height // 2) < height * 0.06
    assert with_tick.pixelColor(8, rows[0]) == view._inks.of("LOC").line
    view.apply_delta(relabel(index, 7, "PER"))
    assert view._minimap.grab().toImage().pixelColor(8, rows[0]) == view._inks.of("PER").line
    view.apply_delta(remove(index, 7))
    assert view._minimap.grab().toImage() == empty


def test_incremental_ticks_are_those_of_a_fresh_map(make_view):
    index = make_index(
        TEXT, [(TEXT.index("Genf", n * 60), TEXT.index("Genf", n * 60) + 4, "LOC", n % 2 == 0) for n in range(60)]
    )
    view, _ = make_view(article=make_article(TEXT), index=index)
    settled(view)
    for key in (3, 9, 20):
        view.apply_delta(remove(index, key))
    view.apply_delta(add(index, 99, TEXT, 9000, 9010, "QUOTE"))
    followed = view._minimap.grab().toImage()
    view.refresh_minimap()
    assert view._minimap.grab().toImage() == followed


def test_undecided_ticks_are_short(make_view):
    start = TEXT.index("Genf", len(TEXT) // 3)
    view, _ = make_view(TEXT, [(start, start + 4, "LOC", False)])
    settled(view)
    image = view._minimap.grab().toImage()
    ink = view._inks.of("LOC").line
    row = next(y for y in range(image.height()) if image.pixelColor(5, y) == ink)
    assert image.pixelColor(11, row) != ink


def test_a_click_goes_there_and_the_handle_can_be_dragged(make_view):
    view, _ = make_view(TEXT)
    settled(view)
    bar = view._minimap
    QTest.mouseClick(bar, LEFT, NONE, QPoint(8, bar.height() * 3 // 4))
    middle = bar.value() + bar.pageStep() / 2
    assert abs(middle / view._layout.height - 0.75) < 0.02
    before = bar.value()
    handle = bar.handle().center()
    QTest.mousePress(bar, LEFT, NONE, handle)
    assert bar.value() == before
    QTest.mouseMove(bar, handle - QPoint(0, 100))
    assert bar.value() < before
    QTest.mouseRelease(bar, LEFT, NONE, handle - QPoint(0, 100))
    at_rest = bar.value()
    QTest.mouseMove(bar, handle)
    assert bar.value() == at_rest


def test_the_handle_covers_what_is_in_view(make_view):
    view, _ = make_view(TEXT)
    settled(view)
    bar = view._minimap
    for value in (0, bar.maximum() // 3, bar.maximum()):
        bar.setValue(value)
        handle = bar.handle()
        assert abs(handle.top() / bar.height() - value / view._layout.height) < 0.03
        assert handle.top() >= 0
        assert handle.bottom() < bar.height()
