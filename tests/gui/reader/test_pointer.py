"""The mouse on the text, by real events: selections snap, clicks choose, edges move; the view changes no mark."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from core.records import Zone, ZoneRole
from tests.gui.reader.conftest import LEFT, NONE
from tests.gui.reader.material import rich

ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
TEXT = (
    "Acht Stunden redeten Wendy Sherman und Sergej Rjabkow in Genf. Am 10. Januar war Schluss, sagte Dr. Meier.\n" * 3
)


def listen(signal):
    heard = []
    signal.connect(lambda *values: heard.append(values if len(values) > 1 else values[0]))
    return heard


def span_of(text, surface, occurrence=0):
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(surface, start + 1)
    return start, start + len(surface)


def test_drag_snaps_to_tokens(make_view):
    view, hands = make_view(TEXT)
    selected = listen(view.range_selected)
    start, end = span_of(TEXT, "Wendy Sherman")
    hands.drag(start + 2, end - 3)
    assert selected == [(start, end)]
    assert view.selected_range() == (start, end)


def test_drag_backwards_gives_the_same_range(make_view):
    view, hands = make_view(TEXT)
    start, end = span_of(TEXT, "Sergej Rjabkow")
    hands.drag(end - 1, start + 1)
    assert view.selected_range() == (start, end)
    assert view.anchor_position() == end


def test_selection_follows_the_mouse_while_it_is_held(make_view):
    view, hands = make_view(TEXT)
    start, end = span_of(TEXT, "Wendy Sherman")
    hands.press(hands.point(start))
    hands.move(hands.point(start + 5))
    assert view.selected_range() == (start, start + 5)
    hands.move(hands.point(end - 2))
    assert view.selected_range() == (start, end)
    hands.move(hands.point(start - 3))
    assert view.selected_range() == span_of(TEXT, "redeten")
    hands.release(hands.point(start - 3))


def test_alt_drag_takes_characters(make_view):
    view, hands = make_view(TEXT)
    start, end = span_of(TEXT, "Rjabkow")
    hands.drag(start + 1, end - 2, ALT)
    assert view.selected_range() == (start + 1, end - 2)


def test_drag_over_lines_paragraphs_and_zones(make_view):
    article, index = rich()
    view, hands = make_view(article=article, index=index, height=1500)
    text = article.text
    start, _ = span_of(text, "Stunden am Tisch")
    _, end = span_of(text, "Zusagen gibt")
    hands.drag(start + 1, end - 1)
    assert view.selected_range() == (start, end)
    _, far = span_of(text, "einlassen")
    hands.drag(start + 1, far - 1)
    assert view.selected_range() == (start, far)


def test_shift_click_extends(make_view):
    view, hands = make_view(TEXT)
    start, _ = span_of(TEXT, "Wendy")
    _, end = span_of(TEXT, "Rjabkow")
    hands.click(start)
    QTest.mouseClick(hands.port, LEFT, SHIFT, hands.over(end - 2))
    assert view.selected_range() == (start, end)


def test_double_click_takes_the_token_and_dragging_on_takes_more(make_view):
    view, hands = make_view(TEXT)
    selected = listen(view.range_selected)
    hands.double_click(TEXT.index("Sherman") + 3)
    assert selected == [span_of(TEXT, "Sherman")]
    point, target = hands.over(TEXT.index("Wendy") + 1), hands.over(TEXT.index("Rjabkow") + 2)
    QTest.mouseDClick(hands.port, LEFT, NONE, point)
    hands.move(target)
    hands.release(target)
    assert view.selected_range() == (TEXT.index("Wendy"), span_of(TEXT, "Rjabkow")[1])


@pytest.mark.parametrize("letter", [0, 3, 6])
def test_double_click_on_any_letter_of_a_word(make_view, letter):
    view, hands = make_view(TEXT)
    start, end = span_of(TEXT, "Sherman")
    hands.double_click(start + letter)
    assert view.selected_range() == (start, end)


def test_triple_click_takes_the_sentence(make_view, request):
    before = QApplication.doubleClickInterval()
    request.addfinalizer(lambda: QApplication.setDoubleClickInterval(before))
    QApplication.setDoubleClickInterval(60_000)  # however slow the machine is
    view, hands = make_view(TEXT)
    hands.triple_click(TEXT.index("Januar"))
    start, end = view.selected_range()
    assert TEXT[start:end] == "Am 10. Januar war Schluss, sagte Dr. Meier."


def test_armed_drag_draws_and_previews(make_view):
    view, hands = make_view(TEXT)
    drawn, selected = listen(view.range_drawn), listen(view.range_selected)
    view.arm("PER")
    start, end = span_of(TEXT, "Wendy Sherman")
    hands.press(hands.point(start + 1))
    hands.move(hands.point(end - 1))
    assert view.preview()[:3] == (start, end, "PER")
    hands.release(hands.point(end - 1))
    assert drawn == [(start, end)]
    assert selected == []
    assert view.preview() is None
    assert view.selected_range() is None
    hands.double_click(TEXT.index("Genf") + 1)
    assert drawn[-1] == span_of(TEXT, "Genf")
    view.arm(None)
    hands.double_click(TEXT.index("Sergej") + 1)
    assert selected == [span_of(TEXT, "Sergej")]


def test_click_selects_a_mark_and_none_beside(make_view):
    start, end = span_of(TEXT, "Wendy Sherman")
    view, hands = make_view(TEXT, [(start, end, "PER", True)])
    clicked = listen(view.mark_clicked)
    hands.click(start + 3)
    hands.click(TEXT.index("redeten") + 2)
    assert clicked == [1, None]


def test_clicks_cycle_from_the_innermost_outwards(make_view):
    outer = span_of(TEXT, "Wendy Sherman und Sergej Rjabkow")
    middle = span_of(TEXT, "Sergej Rjabkow")
    inner = span_of(TEXT, "Rjabkow")
    view, hands = make_view(TEXT, [(*outer, "QUOTE", True), (*middle, "PER", True), (*inner, "PER", False)])
    view.mark_clicked.connect(lambda key: view.select(key))
    clicked = listen(view.mark_clicked)
    for _ in range(4):
        hands.click(inner[0] + 2)
    assert clicked == [3, 2, 1, 3]


def test_a_chip_belongs_to_its_mark(make_view):
    start, end = span_of(TEXT, "Wendy Sherman")
    view, hands = make_view(TEXT, [(start, end, "PER", True)])
    clicked = listen(view.mark_clicked)
    laid = view._layout.laid(0)
    (chip,) = view._layout.line_marks(laid)[0].chips
    assert chip.text == "PER"
    point = QPoint(view._layout.left + round(chip.x + chip.width / 2), view._layout.top(0) + laid.lines[0].top + 2)
    assert point.y() < hands.point(start).y() - 10
    QTest.mouseClick(hands.port, LEFT, NONE, point)
    assert clicked == [1]


def test_hidden_marks_cannot_be_clicked(make_view):
    start, end = span_of(TEXT, "Wendy Sherman")
    view, hands = make_view(TEXT, [(start, end, "PER", True)])
    clicked = listen(view.mark_clicked)
    view.set_marks_visible(False)
    hands.click(start + 3)
    view.set_marks_visible(True)
    hands.click(start + 3)
    assert clicked == [None, 1]


def test_dragging_a_handle_moves_the_edge(make_view):
    start, end = span_of(TEXT, "Sherman")
    view, hands = make_view(TEXT, [(start, end, "PER", True)])
    moved, clicked = listen(view.edge_moved), listen(view.mark_clicked)
    view.select(1)
    first, last = view.handle_places()
    hands.drag_points(first, hands.point(TEXT.index("Wendy") + 2) + QPoint(0, 6))
    assert moved == [(1, TEXT.index("Wendy"), end)]
    hands.press(last)
    hands.move(hands.point(TEXT.index("Sergej") + 2))
    assert view.preview()[:2] == (start, TEXT.index("Sergej") + 6)
    hands.move(last)
    hands.release(last)
    assert len(moved) == 1  # back where it was: nothing to tell
    assert clicked == []
    assert view.selected_mark().start == start  # the view itself changed nothing


def test_dragging_a_handle_with_alt_takes_characters_and_never_turns_over(make_view):
    start, end = span_of(TEXT, "Sherman")
    view, hands = make_view(TEXT, [(start, end, "PER", True)])
    moved = listen(view.edge_moved)
    view.select(1)
    _, last = view.handle_places()
    hands.drag_points(last, hands.point(start + 4), ALT)
    assert moved == [(1, start, start + 4)]
    _, last = view.handle_places()
    hands.drag_points(last, hands.point(start - 5), ALT)
    assert len(moved) == 1 or (moved[-1][1] == start and moved[-1][2] > start)


def test_dragging_below_the_edge_scrolls(make_view, qtbot):
    view, hands = make_view(TEXT * 30, height=300)
    hands.press(hands.point(10))
    below = QPoint(200, view.viewport().height() + 60)
    hands.move(below)
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > 200, timeout=4000)
    hands.release(below)
    assert view.selected_range()[1] > 500
    value = view.verticalScrollBar().value()
    QTest.qWait(80)
    assert view.verticalScrollBar().value() == value


def test_dragging_above_the_edge_scrolls_back_and_selects_on(make_view, qtbot):
    text = (TEXT + "\n") * 60
    view, hands = make_view(text, height=300)
    bar = view.verticalScrollBar()
    bar.setValue(900)
    QApplication.processEvents()
    start = view.position_at(QPoint(300, 150))
    hands.press(QPoint(300, 150))
    above = QPoint(120, -60)
    hands.move(above)
    qtbot.waitUntil(lambda: bar.value() == 0, timeout=4000)
    hands.release(above)
    low, high = view.selected_range()
    assert low < 80
    assert abs(high - start) < 20


def test_dragging_over_emoji_and_combined_letters_takes_them_whole(make_view):
    text = "Vor 👩‍👩‍👧 und 🇨🇭🇩🇪 danach e\u0301in 👍🏽 Ende"
    view, hands = make_view(text)
    for piece in ("👩‍👩‍👧", "🇨🇭", "e\u0301", "👍🏽"):
        start, end = span_of(text, piece)
        for one, other in ((start, end), (end, start)):
            hands.drag(one, other, ALT)
            assert view.selected_range() == (start, end), piece
    start, end = span_of(text, "👩‍👩‍👧 und 🇨🇭")
    hands.drag(start, end)
    assert view.selected_range() == (start, end)


def middle(view, position):
    """Where the middle of a character is, also where it reads from right to left."""
    laid = view._layout.laid(view._layout.table.index(position))
    (box,) = laid.segments(*(view._layout.to_local(laid, place) for place in (position, position + 1)))
    y = view._layout.top(laid.number) + laid.lines[box.line].baseline - 5 - view.verticalScrollBar().value()
    return QPoint(view._layout.left + round((box.left + box.right) / 2), y)


def test_dragging_over_the_boundary_of_directions(make_view):
    """From a Latin word into a Hebrew one and back: whole words, whichever way the letters run."""
    text = "Er sagte שלום לכולם und ging. Danach كتاب جديد im Regal."
    view, hands = make_view(text)
    for first, last in (("sagte", "שלום"), ("sagte", "לכולם"), ("שלום", "ging"), ("Danach", "جديد"), ("كتاب", "Regal")):
        start, end = span_of(text, first)[0], span_of(text, last)[1]
        for one, other in ((start + 1, end - 2), (end - 2, start + 1)):
            hands.drag_points(middle(view, one), middle(view, other))
            assert view.selected_range() == (start, end), (first, last)
    start, end = span_of(text, "לכולם")
    hands.double_click(start + 2)
    assert view.selected_range() == (start, end)


def _wheel(view, angle=0, pixels=0, modifiers=NONE):
    place = QPointF(100, 100)
    event = QWheelEvent(
        place,
        QPointF(view.viewport().mapToGlobal(QPoint(100, 100))),
        QPoint(0, pixels),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_wheel_and_touchpad_scroll_by_the_pixel(make_view):
    view, _ = make_view(TEXT * 30)
    bar = view.verticalScrollBar()
    _wheel(view, pixels=-7)
    assert bar.value() == 7
    _wheel(view, pixels=-3)
    assert bar.value() == 10
    _wheel(view, angle=-120)
    assert bar.value() > 10 + 2 * view._typography.body.pitch


def test_the_small_steps_of_a_fine_wheel_add_up(make_view):
    view, _ = make_view(TEXT * 30)
    bar = view.verticalScrollBar()
    for _ in range(8):
        _wheel(view, angle=-15)  # an eighth of a notch each
    fine = bar.value()
    bar.setValue(0)
    _wheel(view, angle=-120)
    assert abs(fine - bar.value()) <= 8


def test_wheel_with_ctrl_asks_for_another_size(make_view):
    view, _ = make_view(TEXT * 30)
    zooms = listen(view.zoom_requested)
    for angle in (60, 60, -120, 40):
        _wheel(view, angle=angle, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert zooms == [1, -1]
    assert view.verticalScrollBar().value() == 0


def test_hovering_tells_the_mark_and_shows_the_card(make_view, qtbot):
    start, end = span_of(TEXT, "Wendy Sherman")
    view, hands = make_view(TEXT, [(start, end, "PER", False)])
    hovered = listen(view.mark_hovered)
    view.card_rows = lambda mark: [("Entity", f"<b>{mark.span.surface}</b>")]
    hands.hover(hands.over(start + 2))
    qtbot.waitUntil(lambda: view._hovering.card is not None and view._hovering.card.isVisible(), timeout=3000)
    card = view._hovering.card
    words = [label.text() for label in card.findChildren(QLabel)]
    assert "Person" in words
    assert "de_news 1.0" in words
    assert "<b>Wendy Sherman</b>" in words  # plain text, never markup
    hands.hover(hands.over(TEXT.index("redeten")))
    assert not card.isVisible()
    assert hovered == [1, None]


def test_hovering_and_selecting_never_move_the_text(make_view):
    article, index = rich()
    view, hands = make_view(article=article, index=index)
    places = [hands.point(position) for position in range(0, 900, 37)]
    for mark in list(index)[:12]:
        view.select(mark.key, ensure_visible=False)
        hands.hover(hands.over(mark.start))
    assert places == [hands.point(position) for position in range(0, 900, 37)]


def test_the_context_menu_offers_zones_and_tells_the_mark(make_view, qtbot):
    start, end = span_of(TEXT, "Wendy Sherman")
    view, hands = make_view(TEXT, [(start, end, "PER", True)], [Zone(0, len(TEXT) // 3 - 1, ZoneRole.CAPTION)])
    asked, heard = listen(view.zone_role_requested), []
    view.menu_requested.connect(lambda menu, key: heard.append((menu, key)))
    point = hands.over(start + 2)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, hands.port.mapToGlobal(point))
    QApplication.sendEvent(hands.port, event)
    menu, key = heard[0]
    assert key == 1
    zones = next(action.menu() for action in menu.actions() if action.menu() is not None)
    ticked = [action for action in zones.actions() if action.isChecked()]
    assert len(ticked) == 1
    zones.actions()[list(ZoneRole).index(ZoneRole.SUBHEAD)].trigger()
    assert asked == [(0, TEXT.index("\n"), "subhead")]
    menu.close()


def test_the_context_menu_copies_with_and_without_marks(make_view):
    start, end = span_of(TEXT, "Wendy Sherman")
    view, hands = make_view(TEXT, [(start, end, "PER", True)])
    hands.drag(start - 3, end)
    whole = view.selected_range()
    menus = []
    view.menu_requested.connect(lambda menu, key: menus.append(menu))
    for title, copied in (("Copy", TEXT[slice(*whole)]), ("Copy with marks", "[Wendy Sherman PER]")):
        point = hands.over(start + 2)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, hands.port.mapToGlobal(point))
        QApplication.sendEvent(hands.port, event)
        next(action for action in menus[-1].actions() if action.text() == title).trigger()
        assert copied in QApplication.clipboard().text()
        menus[-1].close()


def test_the_menu_key_means_the_selected_mark(make_view):
    start, end = span_of(TEXT, "Sergej Rjabkow", 1)
    view, hands = make_view(TEXT, [(start, end, "PER", True)])
    heard = []
    view.menu_requested.connect(lambda menu, key: heard.append((menu, key)))
    corner = QPoint(1, 1)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, corner, hands.port.mapToGlobal(corner))
    view.select(1)
    QApplication.sendEvent(hands.port, event)
    view.select(None)
    hands.click(0)
    QApplication.sendEvent(hands.port, event)
    assert [key for _, key in heard] == [1, None]
    for menu, _ in heard:
        menu.close()
