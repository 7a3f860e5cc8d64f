"""The scroll bar as a map: ticks where the marks are, followed by edits, and a click that goes there."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from gui.reader.minimap import divided
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
    rows = [y for y in range(height) if with_tick.pixelColor(4, y) != empty.pixelColor(4, y)]
    assert rows
    assert abs(rows[0] - height // 2) < height * 0.06
    assert with_tick.pixelColor(4, rows[0]) == view._inks.of("LOC").line
    view.apply_delta(relabel(index, 7, "PER"))
    assert view._minimap.grab().toImage().pixelColor(4, rows[0]) == view._inks.of("PER").line
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


def test_what_waits_has_a_lane_of_its_own(make_view):
    start = TEXT.index("Genf", len(TEXT) // 3)
    index = make_index(TEXT, [(start, start + 4, "LOC", False), (start - 3, start + 9, "PER", True)])
    view, _ = make_view(article=make_article(TEXT), index=index)
    settled(view)
    image = view._minimap.grab().toImage()
    waiting, decided = view._inks.of("LOC").line, view._inks.of("PER").line
    row = next(y for y in range(image.height()) if image.pixelColor(12, y) == waiting)
    assert image.pixelColor(4, row) == decided
    assert {image.pixelColor(x, y).name() for x in range(10) for y in range(image.height())} & {waiting.name()} == set()


def test_rows_are_divided_by_label_and_longer_where_more_stand():
    shares = (0, 4, 5, 6, 6, 7)
    assert divided([(1, "PER")], shares) == [("PER", 4)]
    assert divided([(8, "PER"), (2, "LOC")], shares) == [("PER", 6), ("LOC", 1)]
    assert divided([(0, "PER"), (1, "LOC")], shares) == [("LOC", 4)]
    crowded = divided([(n + 1, f"L{n}") for n in range(12)], shares)
    assert [label for label, _ in crowded] == [f"L{n}" for n in range(11, 4, -1)]
    assert {width for _, width in crowded} == {1}
    for count in range(2, 30):
        assert sum(width for _, width in divided([(count, "A"), (3, "B")], shares)) == 7


def test_ticks_of_a_short_text_stand_beside_their_lines(make_view):
    text = "Ein Absatz über Genf.\n\nUnd einer über Wien."
    marks = [(text.index(name), text.index(name) + 4, "LOC", True) for name in ("Genf", "Wien")]
    view, hands = make_view(text, marks)
    settled(view)
    image, paper = view._minimap.grab().toImage(), view._theme.paper
    rows = [y for y in range(image.height()) if image.pixelColor(4, y) != paper]
    for start, *_ in marks:
        assert min(abs(hands.over(start + 1).y() - row) for row in rows) < 24


def test_ten_thousand_marks_in_five_megabytes(make_view):
    """The map shows each place that has marks, and a click on a row brings such a place into view."""
    paragraph = "Wörter über Genf und alles andere, was in einem langen Text zu sagen ist. " * 6 + "\n"
    text = paragraph * (5_000_000 // len(paragraph))
    step = len(text) // 10_000
    marks = [(n * step, n * step + 5, ("PER", "LOC", "ORG")[n % 3], n % 2 == 0) for n in range(9_000)]
    view, _ = make_view(text, marks)
    view.refresh_minimap()
    bar = view._minimap
    image, paper = bar.grab().toImage(), view._theme.paper
    height = image.height()
    filled = [y for y in range(height) if image.pixelColor(3, y) != paper]
    assert len(filled) > height * 0.88
    assert max(filled) < height * 0.93  # the last tenth of the text has none
    assert {image.pixelColor(x, height // 2).name() for x in range(3, 11)} == {
        view._inks.of(label).line.name() for label in ("PER", "LOC", "ORG")
    }
    QTest.mouseClick(bar, LEFT, NONE, QPoint(8, height // 2))
    first = view.position_at(QPoint(300, 100))
    assert abs(first / len(text) - 0.5) < 0.02


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
