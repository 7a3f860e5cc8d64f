"""The view itself: what is shown is the index, what is painted is fresh, the text stays where the reader left it."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetricsF, QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.records import Label, LabelSet, MarkDelta, Zone, ZoneRole
from gui.reader.shapes import underline
from gui.reader.typography import CHIP_GAP
from gui.theme import load_theme
from tests.gui.reader.material import (
    LABELS,
    add,
    make_article,
    make_index,
    make_span,
    move,
    relabel,
    remove,
    rich,
)

SENTENCE = "Acht Stunden redeten Wendy Sherman und Sergej Rjabkow in Genf über die Lage an der Grenze. "
LONG = "\n".join(SENTENCE * (3 + n % 5) for n in range(120))


class Exposed(QObject):
    """Notes the rectangles that are painted."""

    def __init__(self, view):
        super().__init__()
        self.rects: list[QRect] = []
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            self.rects.append(event.rect())
        return False


def shown_keys(view):
    """The keys of the marks that have pieces in the blocks in view."""
    return {
        piece.key
        for laid in view._repainter._in_view()
        for line in view._layout.line_marks(laid)
        for piece in line.pieces
    }


def index_keys(view):
    """The keys of the marks that the index has for the blocks in view, but for what is folded away."""
    shown = [laid for laid in view._repainter._in_view() if not laid.is_folded]
    return {mark.key for laid in shown for mark in view._surface.marks.between(laid.start, laid.end)}


def screen(view):
    """What really stands on the screen, stale pixels included."""
    QApplication.processEvents()
    return QGuiApplication.primaryScreen().grabWindow(view.winId()).toImage()


def assert_fresh(view):
    view._scroller._timer.stop()  # what is measured meanwhile moves the scroll bar
    while view._map_timer.isActive():
        QApplication.processEvents()
    before = screen(view)
    view.viewport().update()
    view.verticalScrollBar().update()
    assert before == screen(view)
    view._scroller.rest()


def span_of(text, surface, occurrence=0):
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(surface, start + 1)
    return start, start + len(surface)


def test_all_marks_of_the_index_are_shown(make_view):
    article, index = rich()
    view, _ = make_view(article=article, index=index, height=1600)
    assert shown_keys(view) == {mark.key for mark in index}
    assert shown_keys(view) == index_keys(view)


def test_an_edit_paints_only_its_lines_and_leaves_nothing_stale(make_view):
    index = make_index(LONG, [(*span_of(LONG, "Genf", n), "LOC", bool(n % 2)) for n in range(60)])
    view, _ = make_view(article=make_article(LONG), index=index)
    view.settle()
    QTest.qWait(200)
    screen(view)
    exposed = Exposed(view)
    start, end = span_of(LONG, "Wendy Sherman", 2)
    for number, delta in enumerate(
        (
            lambda: add(index, 900, LONG, start, end, "PER"),
            lambda: relabel(index, 900, "ORG"),
            lambda: move(index, 900, LONG, start, start + 5),
            lambda: add(index, 901, LONG, start - 8, end + 12, "QUOTE"),
            lambda: remove(index, 900),
            lambda: remove(index, 901),
        )
    ):
        exposed.rects.clear()
        view.apply_delta(delta())
        QApplication.processEvents()
        painted = sum(rect.height() for rect in exposed.rects)
        assert 0 < painted <= 5 * view._typography.body.pitch, number
        assert shown_keys(view) == index_keys(view)
        assert_fresh(view)


def test_a_mark_outside_the_view_paints_nothing(make_view):
    index = make_index(LONG, [])
    view, _ = make_view(article=make_article(LONG), index=index)
    view.settle()
    QTest.qWait(200)
    exposed = Exposed(view)
    view.apply_delta(add(index, 900, LONG, len(LONG) - 12, len(LONG) - 4, "PER"))
    QApplication.processEvents()
    assert exposed.rects == []


def test_many_changes_at_once_are_shown(make_view):
    index = make_index(LONG, [])
    view, _ = make_view(article=make_article(LONG), index=index)
    spans = [make_span(1000 + n, LONG, *span_of(LONG, "Genf", n), "LOC", True) for n in range(250)]
    from core.records import Change, ChangeSet

    delta = index.apply(ChangeSet("test", tuple(Change(None, span) for span in spans), 1))
    view.apply_delta(delta)
    assert len(delta.added) == 250
    assert shown_keys(view) == index_keys(view) != set()


def test_selecting_reveals_a_mark_far_away(make_view):
    start, end = span_of(LONG, "Genf", 300)
    view, _ = make_view(LONG, [(start, end, "LOC", True)])
    view.select(1, ensure_visible=False)
    assert view.verticalScrollBar().value() == 0
    view.select(1)
    assert view.text_range_visible(start, end)
    before = view.verticalScrollBar().value()
    view.select(None)
    view.select(1)
    assert view.verticalScrollBar().value() == before  # it is in view: nothing moves
    assert_fresh(view)


def test_removing_the_selected_mark_unselects_it_and_changing_it_does_not(make_view):
    start, end = span_of(LONG, "Genf")
    index = make_index(LONG, [(start, end, "LOC", True)])
    view, _ = make_view(article=make_article(LONG), index=index)
    view.select(1)
    view.apply_delta(relabel(index, 1, "ORG"))
    assert view.selected_mark().label == "ORG"
    view.apply_delta(remove(index, 1))
    assert view.selected_mark() is None
    view.apply_delta(MarkDelta())


def test_marks_of_hidden_labels_are_not_shown(make_view):
    (a, b), (c, d) = span_of(LONG, "Genf"), span_of(LONG, "Wendy Sherman")
    view, _ = make_view(LONG, [(a, b, "LOC", True), (c, d, "PER", True)])
    hidden = LabelSet(
        2, "news", 2, tuple(Label(x.code, x.title, x.colour, hidden=x.code == "PER") for x in LABELS.labels)
    )
    view.set_label_set(hidden)
    assert shown_keys(view) == {1}
    view.set_label_set(LABELS)
    assert shown_keys(view) == {1, 2}


def test_hidden_marks_leave_plain_text(make_view):
    article, index = rich()
    view, _ = make_view(article=article, index=index)
    plain, _ = make_view(article=article, index=make_index(article.text, []))
    view.set_marks_visible(False)
    assert view.grab().toImage() == plain.grab().toImage()
    view.set_marks_visible(True)
    assert view.grab().toImage() != plain.grab().toImage()


def test_scrolling_up_over_estimated_text_never_moves_what_is_in_view(make_view):
    view, hands = make_view(LONG)
    bar = view.verticalScrollBar()
    view.reveal(len(LONG) // 2, len(LONG) // 2 + 3)  # a jump: nothing above is measured
    for _ in range(60):
        QApplication.processEvents()
        anchor = view.position_at(hands.port.rect().center())
        before = hands.point(anchor).y()
        value = bar.value()
        bar.setValue(value - 50)
        assert hands.point(anchor).y() == before + 50
    assert_fresh(view)


def test_the_scroll_bar_becomes_exact_and_nothing_moves_by_it(make_view, qtbot):
    view, hands = make_view(LONG)
    bar = view.verticalScrollBar()
    view.reveal(len(LONG) // 2, len(LONG) // 2 + 3)
    anchor = view.position_at(hands.port.rect().center())
    before = hands.point(anchor)
    assert not view._scroller.is_exact()
    with qtbot.waitSignal(view.settled, timeout=20_000):
        pass
    assert view._scroller.is_exact()
    assert hands.point(anchor) == before
    assert bar.maximum() == view._layout.height - view.viewport().height()
    exact = bar.maximum()
    bar.setValue(exact)
    QApplication.processEvents()
    assert bar.maximum() == exact
    assert view.text_range_visible(len(LONG) - 1, len(LONG))


def test_end_and_home_reach_the_ends(make_view):
    view, hands = make_view(LONG)
    hands.key(Qt.Key.Key_End)
    assert view.text_range_visible(len(LONG) - 1, len(LONG))
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()
    hands.key(Qt.Key.Key_Home)
    assert view.verticalScrollBar().value() == 0


def test_resize_type_size_and_column_keep_the_place(make_view):
    view, _ = make_view(LONG)
    target = LONG.index("\n", 8000) + 1
    view.reveal(target, target + 3)
    view.verticalScrollBar().setValue(view.verticalScrollBar().value() + 140)
    place = view.reading_place()
    for change in (
        lambda: view.set_type_size(26),
        lambda: view.set_type_size(19),
        lambda: view.set_column(48),
        lambda: view.set_column(66),
        lambda: view.resize(420, 600),
        lambda: view.resize(760, 700),
        lambda: view.set_plain(plain=True),
        lambda: view.set_plain(plain=False),
    ):
        change()
        QApplication.processEvents()
        now = view.reading_place()
        # The line at the top may begin elsewhere in another column, but it is the line of that place.
        assert now.position == place.position
        assert view.position_at(QPoint(view._layout.left, 12)) <= place.position
        assert view.position_at(QPoint(view._layout.left + view._layout.column, 45)) >= place.position
        assert_fresh(view)
    assert view.reading_place() == place


def test_set_zones_sets_the_text_anew_and_keeps_place_and_selection(make_view):
    start, end = span_of(LONG, "Genf", 40)
    view, _ = make_view(LONG, [(start, end, "LOC", True)])
    view.select(1)
    place = view.reading_place()
    paragraph = LONG.rindex("\n", 0, start) + 1
    view.set_zones(make_article(LONG, [Zone(paragraph, LONG.index("\n", start), ZoneRole.BOILERPLATE)]))
    assert view.selected_mark().start == start
    assert view._layout.table.role(view._layout.table.index(start)) is ZoneRole.BOILERPLATE
    assert view.reading_place().position == place.position


def test_themes_change_at_once(make_view):
    article, index = rich()
    view, _ = make_view(article=article, index=index)
    for name in ("dark", "sepia", "high-contrast", "light"):
        theme = load_theme(name)
        view.set_theme(theme)
        picture = screen(view)
        assert picture.pixelColor(3, 3) == theme.paper
        assert_fresh(view)


def test_copy_gives_the_original_text(make_view):
    text = "Tab\there \u00a0 100\u00a0000 weich\u00adtrennen \u2028neu\u2029par \ufeffbom\nZeile 👩‍👩‍👧 Ende"
    view, hands = make_view(text, zones=[Zone(0, 8, ZoneRole.HEADLINE)])
    view.setFocus()
    hands.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    hands.key(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    gc.collect()
    assert QGuiApplication.clipboard().text() == text
    assert view.selected_range() == (0, len(text))


def test_values_of_an_infobox_stand_in_one_column_with_or_without_a_space(make_view):
    text = "Name:Annalena Baerbock\nAmt: Aussenministerin\nPartei:Die Grünen\nUm 19:30 Uhr"
    view, hands = make_view(text, zones=[Zone(0, len(text), ZoneRole.INFOBOX)])

    def left(words):
        return view._x_of(text.index(words))

    columns = [left(value) for value in ("Annalena", "Aussen", "Die Gr")]
    assert max(columns) - min(columns) <= 1
    assert columns[0] > left("Name") + 60
    assert left("30 Uhr") - left("19:") < 40  # a time is no key
    hands.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert view.createMimeDataFromSelection().text() == text


def test_infobox_text_is_copied_as_it_was(make_view):
    text = "Name: Wendy Sherman"
    view, hands = make_view(text, zones=[Zone(0, len(text), ZoneRole.INFOBOX)])
    hands.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert view.createMimeDataFromSelection().text() == text


@pytest.mark.parametrize("first", ["\ufeff", "\ufffe", "\u2029", "\ufffc", "\x00", "\u2028", "\t"])
def test_the_first_character_is_never_lost(make_view, first):
    text = first + "Text danach"
    view, hands = make_view(text)
    hands.drag(3, 5)
    assert view.selected_range() == (1, 5)
    assert view.document().characterCount() == len(text) + 1


def test_keys_select_as_in_an_editor(make_view):
    view, hands = make_view(LONG)
    shift, ctrl = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    heard = []
    view.range_selected.connect(lambda *span: heard.append(span))
    hands.click(0)
    hands.key(Qt.Key.Key_Home)
    view.show_selection(0, 0)
    hands.key(Qt.Key.Key_Right, shift)
    hands.key(Qt.Key.Key_Right, shift | ctrl)
    hands.key(Qt.Key.Key_Down, shift)
    assert heard[:2] == [(0, 1), (0, 5)]
    assert heard[2][1] > 40
    hands.key(Qt.Key.Key_End, shift | ctrl)
    assert heard[-1] == (0, len(LONG))
    assert view.text_range_visible(len(LONG) - 1, len(LONG))


def test_f7_turns_the_arrows_from_scrolling_to_a_caret(make_view):
    view, hands = make_view(LONG)
    bar = view.verticalScrollBar()
    hands.key(Qt.Key.Key_Down)
    assert bar.value() == view._typography.body.pitch
    assert view.caret_position() == 0
    hands.key(Qt.Key.Key_F7)
    assert view.caret_visible
    hands.key(Qt.Key.Key_Right)
    assert view.caret_position() == 1
    hands.key(Qt.Key.Key_End)
    line_end = view.caret_position()
    hands.key(Qt.Key.Key_Down)
    assert view.caret_position() > line_end
    for _ in range(40):
        hands.key(Qt.Key.Key_Down)
    assert view.text_range_visible(view.caret_position(), view.caret_position() + 1)
    hands.key(Qt.Key.Key_PageUp)
    hands.key(Qt.Key.Key_F7)
    assert not view.caret_visible


def test_the_caret_is_painted_only_when_it_is_on(make_view):
    view, _ = make_view(LONG)
    view.setFocus()
    without = view.grab().toImage()
    view.set_caret_visible(True)
    view.setCursorWidth(2)
    assert view.grab().toImage() != without
    view.set_caret_visible(False)
    assert view.grab().toImage() == without


def test_a_screen_reader_gets_text_caret_and_selection(make_view):
    view, hands = make_view(LONG)
    interface = QAccessible.queryAccessibleInterface(view)
    text = interface.textInterface()
    assert text.characterCount() == len(LONG)
    assert text.text(5, 20) == LONG[5:20]
    hands.drag(*span_of(LONG, "Wendy"))
    assert text.cursorPosition() == span_of(LONG, "Wendy")[1]
    assert text.characterRect(LONG.index("Genf")).isValid()
    assert interface.text(QAccessible.Text.Name)


def test_hundreds_of_articles_one_after_the_other(make_view):
    view, hands = make_view(LONG)
    article, index = rich()
    for n in range(120):
        if n % 2:
            view.set_article(article, index, LABELS)
        else:
            text = SENTENCE * (n + 1)
            view.set_article(make_article(text), make_index(text, [(0, 4, "PER", True)]), LABELS)
        view.grab()
    view.set_article(None)
    assert view.document().isEmpty()
    assert view.selected_range() is None
    hands.drag_points(hands.port.rect().center(), hands.port.rect().bottomRight())
    assert_fresh(view)


def test_articles_are_shown_from_their_top(make_view):
    view, hands = make_view(LONG)
    hands.key(Qt.Key.Key_End)
    article, index = rich()
    view.set_article(article, index, LABELS)
    assert view.verticalScrollBar().value() == 0


def test_high_density_screens_show_the_same_lines(make_view):
    """The picture of a screen with twice the pixels has the same lines in the same places."""
    article, index = rich()
    view, _ = make_view(article=article, index=index)
    from PySide6.QtGui import QPixmap

    for ratio in (1.5, 2.0):
        picture = QPixmap(view.viewport().size() * ratio)
        picture.setDevicePixelRatio(ratio)
        view.viewport().render(picture)
        plain = view.viewport().grab().toImage()
        small = picture.toImage().scaled(plain.size(), mode=Qt.TransformationMode.SmoothTransformation)
        small = small.convertToFormat(plain.format())
        different = sum(
            abs(plain.pixelColor(x, y).lightness() - small.pixelColor(x, y).lightness()) > 120
            for x in range(0, plain.width(), 3)
            for y in range(0, plain.height(), 3)
        )
        assert different < plain.width() * plain.height() / 9 * 0.01


def test_positions_are_code_points_beyond_the_basic_plane(make_view):
    text = "👩‍👩‍👧 Familie 😀 in 𝔊enf 🇨🇭 heute"
    start, end = span_of(text, "𝔊enf")
    view, hands = make_view(text, [(start, end, "LOC", True)])
    heard = []
    view.mark_clicked.connect(heard.append)
    hands.click(start + 2)
    assert heard == [1]
    hands.drag(*span_of(text, "Familie"))
    assert view.selected_range() == span_of(text, "Familie")
    cursor = view.textCursor()
    assert cursor.selectionStart() == text.index("Familie") + 3  # three astral characters before it
    assert isinstance(cursor, QTextCursor)


def test_right_to_left_text_is_set_and_marked_right(make_view):
    text = "שלום לכולם, Genf ולהתראות בעוד שבוע.\nPlain words here."
    start, end = span_of(text, "לכולם")
    view, hands = make_view(text, [(start, end, "PER", True), (*span_of(text, "Genf"), "LOC", True)])
    layout = view._layout
    laid = layout.laid(0)
    assert laid.backwards
    pieces = {piece.key: piece for piece in layout.line_marks(laid)[0].pieces}
    assert pieces[1].left > pieces[2].right  # it reads from the right
    assert pieces[1].start_x == pieces[1].right
    assert pieces[1].opens
    assert pieces[1].closes
    first = hands.point(0)
    assert first.x() > view.viewport().width() * 0.6
    hands.drag(start, end)
    assert view.selected_range() == (start, end)
    heard = []
    view.mark_clicked.connect(heard.append)
    hands.click(start + 1)
    assert heard == [1]


def test_a_mark_over_mixed_directions_has_a_piece_for_each_run(make_view):
    text = "Er sagte שלום לכולם zu allen."
    start, end = text.index("sagte"), text.index(" zu")
    middle = text.index("לכולם")
    view, _ = make_view(text, [(start, middle + 5, "QUOTE", True), (start, text.index("לכולם") - 1, "PER", True)])
    pieces = [piece for piece in view._layout.line_marks(view._layout.laid(0))[0].pieces if piece.key == 2]
    assert len(pieces) == 2
    assert not any(
        one.left < other.right - 2 and other.left < one.right - 2
        for one in pieces
        for other in pieces
        if one is not other
    )
    assert end > start


def test_discontinuous_marks_have_their_parts_and_a_join(make_view):
    from core.marks import MarkIndex

    text = "Er nimmt heute daran teil."
    parts = (span_of(text, "nimmt"), span_of(text, "teil"))
    span = make_span(1, text, parts[0][0], parts[1][1], "PER", True, fragments=parts)
    view, hands = make_view(article=make_article(text), index=MarkIndex(1, (), (span,)))
    (line,) = view._layout.line_marks(view._layout.laid(0))
    assert len(line.pieces) == 2
    (join,) = line.joins
    assert line.pieces[0].right - 2 <= join.left < join.right <= line.pieces[1].left + 2
    heard = []
    view.mark_clicked.connect(heard.append)
    hands.click(text.index("heute"))
    hands.click(parts[1][0] + 1)
    assert heard == [None, 1]


def test_a_mark_over_lines_is_open_where_it_goes_on(make_view):
    text = SENTENCE * 4
    view, _ = make_view(text, [(5, len(text) - 20, "QUOTE", True)])
    lines = view._layout.line_marks(view._layout.laid(0))
    pieces = [piece for line in lines for piece in line.pieces]
    assert len(pieces) == len(lines) > 2
    assert [piece.opens for piece in pieces] == [True] + [False] * (len(lines) - 1)
    assert [piece.closes for piece in pieces] == [False] * (len(lines) - 1) + [True]
    assert sum(len(line.chips) for line in lines) == 1


@pytest.mark.parametrize("size", [12, 15, 19, 24, 40])
def test_chips_and_underlines_keep_to_their_own_line(make_view, size):
    """Above each line there is room for a chip, and below it for the underlines of two lanes, in every zone."""
    view, _ = make_view(SENTENCE)
    view.set_type_size(size)
    capitals = QFontMetricsF(view._inks.chip_font).capHeight()
    laid = view._layout.laid(0)
    for role in ZoneRole:
        style = view._typography.style(role)
        assert style.baseline - style.rise - CHIP_GAP - capitals >= -0.5, role
        assert style.baseline + style.drop <= style.pitch, role
    for lane in range(2):
        offset, thick = underline(lane, 1, laid)
        assert laid.style.baseline + offset + thick <= laid.style.pitch + 1


def test_measured_heights_are_those_of_the_lines(make_view):
    """What the ruler says of a paragraph out of view is what laying it out says."""
    texts = [
        "Plain words. " * 60,
        "שלום לכולם " * 40,
        "👩‍👩‍👧 नमस्ते " * 30,
        "a\tb\u2028c \u00a0d" * 9,
        "x" * 3000,
        "",
        "ك" * 50,
    ]
    text = "\n".join(texts * 20)
    view, _ = make_view(text, zones=[Zone(0, 5, ZoneRole.HEADLINE)])
    view.settle()
    layout = view._layout
    measured = [layout._heights.height(number) for number in range(len(layout.table))]
    layout.reset()
    for number in range(len(layout.table)):
        layout.laid(number)
    assert measured == [layout._heights.height(number) for number in range(len(layout.table))]


@pytest.mark.parametrize("paragraphs", [110, 1000, 4000])
def test_a_short_article_comes_after_a_long_one(make_view, qtbot, paragraphs):
    long = "Mittel\n\n" + "\n\n".join(f"Absatz {number}: Karl reist nach Wien." for number in range(paragraphs))
    view, _ = make_view(long)
    view.setFocus()
    with qtbot.waitSignal(view.settled, timeout=20_000, raising=False):
        pass
    short = make_article("Kurz\n\nNur ein Satz aus Bremen.")
    view.set_article(short, make_index(short.text, [(24, 30, "LOC", True)]), LABELS)
    assert view.text == short.text
    assert shown_keys(view) == index_keys(view)
    assert_fresh(view)


def test_that_a_selection_is_gone_is_told_when_another_article_comes(make_view, qtbot):
    view, _ = make_view(LONG)
    view.show_selection(3, 9)
    article, index = rich()
    with qtbot.waitSignal(view.selectionChanged):
        view.set_article(article, index, LABELS)
    assert view.selected_range() is None
    with qtbot.assertNotEmitted(view.selectionChanged):
        view.set_article(make_article(LONG), make_index(LONG, []), LABELS)
