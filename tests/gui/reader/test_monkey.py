"""A monkey at the view: keys, drags, edits, resizes, themes. After each step the index is shown, and nothing else."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.records import MarkDelta, Zone, ZoneRole
from gui.reader.arcs import Tie
from gui.reader.view import ReaderView
from gui.theme import load_theme
from tests.gui.reader.conftest import Hands
from tests.gui.reader.material import LABELS, add, make_article, make_index, move, relabel, remove, rich
from tests.gui.reader.test_view import index_keys, screen, shown_keys

PARAGRAPH = (
    "Acht Stunden redeten Wendy Sherman 👩‍👩‍👧 und Sergej Rjabkow in Genf über e\u0301in שלום לכולם an der Grenze. "
)
LINES = [PARAGRAPH * (1 + n % 4) for n in range(60)]
LONG = "\n".join(LINES)
STARTS = [sum(len(line) + 1 for line in LINES[:n]) for n in range(60)]
BOILERPLATE = [Zone(STARTS[n], STARTS[n] + len(LINES[n]), ZoneRole.BOILERPLATE) for n in (0, 2, 3, 30)]
KEYS = st.sampled_from(
    [
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_F7,
        Qt.Key.Key_A,
    ]
)
MODIFIERS = st.sampled_from(
    [
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.ShiftModifier,
        Qt.KeyboardModifier.ControlModifier,
        Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier,
    ]
)
CTRL = Qt.KeyboardModifier.ControlModifier
SHARE = st.floats(0, 1)


class Monkey(RuleBasedStateMachine):
    """Plays the person and, on what the view tells, the window: each wish becomes an edit of the index and a delta."""

    view: ReaderView

    def __init__(self):
        super().__init__()
        self.hands = Hands(self.view)
        self.keys = itertools.count(10_000)
        self.links = [
            (self.view.range_drawn, self.drawn),
            (self.view.edge_moved, self.edge_moved),
            (self.view.mark_clicked, self.clicked),
            (self.view.mark_toggled, self.toggled),
            (self.view.mark_reached, self.toggled),
            (self.view.marks_framed, self.framed),
        ]
        for signal, slot in self.links:
            signal.connect(slot)
        self.view.resize(760, 500)
        self.view.set_caret_visible(False)
        self.view.arm(None)
        self.show_marks(True)
        self.retype(19, 66, False)
        self.theme("light")
        self.open(0)

    def teardown(self):
        for signal, slot in self.links:
            signal.disconnect(slot)

    def open(self, which):
        if which:
            self.article, self.index = rich()
        else:
            self.article = make_article(LONG, BOILERPLATE)
            self.index = make_index(LONG, [(n * 97, n * 97 + 12, "PER", n % 3 > 0) for n in range(len(LONG) // 97)])
        self.view.set_article(self.article, self.index, LABELS)

    # What the window would do

    def drawn(self, start, end):
        self.view.apply_delta(add(self.index, next(self.keys), self.article.text, start, end, "LOC"))

    def edge_moved(self, key, start, end):
        if self.index.get(key).is_decided:
            self.view.apply_delta(move(self.index, key, self.article.text, start, end))

    def clicked(self, key):
        self.view.select(key)

    def toggled(self, key):
        self.view.select_many(self.view.selected_keys() ^ {key})

    def framed(self, keys):
        self.view.select_many(keys)

    # What the person does

    def place(self, x, y):
        port = self.view.viewport()
        return QPoint(round(x * (port.width() - 1)), round(y * (port.height() - 1)))

    @rule(key=KEYS, modifiers=MODIFIERS)
    def press_key(self, key, modifiers):
        self.hands.key(key, modifiers)

    @rule(a=SHARE, b=SHARE, c=SHARE, d=SHARE, alt=st.booleans(), label=st.sampled_from([None, None, "PER"]))
    def drag(self, a, b, c, d, alt, label):
        self.view.arm(label)
        modifiers = Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier
        self.hands.drag_points(self.place(a, b), self.place(c, d), modifiers)
        self.view.arm(None)

    @rule(a=SHARE, b=SHARE, c=SHARE, d=SHARE, shift=st.booleans())
    def frame(self, a, b, c, d, shift):
        modifiers = CTRL | Qt.KeyboardModifier.ShiftModifier if shift else CTRL
        self.hands.drag_points(self.place(a, b), self.place(c, d), modifiers)

    @rule(a=SHARE, b=SHARE, shift=st.booleans())
    def choose(self, a, b, shift):
        modifiers = CTRL | Qt.KeyboardModifier.ShiftModifier if shift else CTRL
        QTest.mouseClick(self.hands.port, Qt.MouseButton.LeftButton, modifiers, self.place(a, b))

    @precondition(lambda self: len(self.view.folds.stretches) > 0)
    @rule(share=SHARE)
    def fold_one(self, share):
        stretches = self.view.folds.stretches
        self.view.toggle_fold(stretches[int(share * (len(stretches) - 1))])

    @rule(folded=st.booleans())
    def fold_all(self, folded):
        self.view.fold_all(folded)

    @precondition(lambda self: len(self.index) > 2)
    @rule(shares=st.lists(SHARE, max_size=4))
    def relate(self, shares):
        marks = list(self.index)
        tied = [marks[int(share * (len(marks) - 1))] for share in shares]
        self.view.show_ties([Tie(each.key, each.start, each.end, "Speaker", each.span.surface) for each in tied])

    @rule(a=SHARE, b=SHARE, double=st.booleans())
    def click(self, a, b, double):
        click = QTest.mouseDClick if double else QTest.mouseClick
        click(self.hands.port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, self.place(a, b))
        if double:
            self.hands.release(self.place(a, b))

    @rule(a=SHARE, b=SHARE)
    def hover(self, a, b):
        self.hands.hover(self.place(a, b))

    @precondition(lambda self: any(self.view.handle_places()))
    @rule(a=SHARE, b=SHARE, end=st.booleans())
    def drag_handle(self, a, b, end):
        handle = self.view.handle_places()[end]
        if handle is not None:
            self.hands.drag_points(handle, self.place(a, b))

    @precondition(lambda self: len(self.index) > 0)
    @rule(share=SHARE, what=st.sampled_from(["remove", "relabel", "select", "move"]))
    def edit(self, share, what):
        mark = list(self.index)[int(share * (len(self.index) - 1))]
        if what == "select":
            self.view.select(mark.key)
        elif mark.is_decided and what == "remove":
            self.view.apply_delta(remove(self.index, mark.key))
        elif mark.is_decided and what == "relabel":
            self.view.apply_delta(relabel(self.index, mark.key, "ORG"))
        elif mark.is_decided:
            end = min(len(self.article.text), mark.end + 7)
            self.view.apply_delta(move(self.index, mark.key, self.article.text, mark.start, end))
        else:
            self.view.apply_delta(MarkDelta((mark.key,), (mark,)))

    @rule(width=st.integers(260, 1000), height=st.integers(120, 800))
    def resize(self, width, height):
        self.view.resize(width, height)

    @rule(name=st.sampled_from(["light", "dark", "sepia", "high-contrast"]))
    def theme(self, name):
        self.view.set_theme(load_theme(name))

    @rule(size=st.integers(14, 28), column=st.integers(45, 90), plain=st.booleans())
    def retype(self, size, column, plain):
        self.view.set_type_size(size)
        self.view.set_column(column)
        self.view.set_plain(plain=plain)

    @rule(visible=st.booleans())
    def show_marks(self, visible):
        self.view.set_marks_visible(visible)

    @rule(which=st.integers(0, 1))
    def other_article(self, which):
        self.open(which)

    @rule()
    def settle(self):
        self.view.settle()

    @rule(query=st.sampled_from(["Genf", "Wendy", ""]))
    def find(self, query):
        self.view.find_bar.open_bar()
        self.view.find_bar.set_query(query)
        self.view.find_bar.close_bar()
        self.view.setFocus()

    # What must always hold

    @invariant()
    def the_marks_shown_are_those_of_the_index(self):
        QApplication.processEvents()
        missing = index_keys(self.view) ^ shown_keys(self.view)
        assert not missing, [
            (self.index.get(key).start, self.index.get(key).end, self.index.get(key).span.surface) for key in missing
        ]

    @invariant()
    def the_text_is_unchanged(self):
        assert self.view.text == self.article.text
        assert self.view.document().toRawText().replace("\u2029", "\n") == self.view._layout.table.display

    @invariant()
    def nothing_on_the_screen_is_stale(self):
        self.view._hovering.timer.stop()  # the card may come at any moment
        text = self.view.viewport().geometry()
        before = screen(self.view).copy(text)
        self.view.viewport().update()
        assert before == screen(self.view).copy(text)

    @invariant()
    def the_scroll_bar_fits_the_document(self):
        bar = self.view.verticalScrollBar()
        assert bar.maximum() == max(0, self.view._layout.height - self.view.viewport().height())
        span = self.view.selected_range()
        assert span is None or 0 <= span[0] < span[1] <= len(self.article.text)


@pytest.mark.parametrize("steps", [25])
def test_a_monkey_at_the_view(make_view, steps):
    Monkey.view, _ = make_view(LONG, height=500)
    run_state_machine_as_test(
        Monkey,
        settings=settings(
            max_examples=25,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.explicit, Phase.reuse, Phase.generate),  # shrinking repaints for minutes
        ),
    )
