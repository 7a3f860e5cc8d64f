"""A monkey at the whole window: after each step view, list, session and library agree; undone, all is as it was."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.library import Library
from core.records import ArticleDraft
from gui.main_window import MainWindow
from tests.gui.conftest import press
from tests.gui.reader.conftest import LEFT, NONE, Hands

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
EDITS = ("1", "2", "3", "4", "A", "X", "Delete", "Shift+Right", "Shift+Left", "Alt+Shift+Left", "Ctrl+Shift+Right")
STEPS = (
    "Tab",
    "Shift+Tab",
    "U",
    "Shift+U",
    "Shift+R",
    "Escape",
    "Space",
    "Ctrl+PgDown",
    "Ctrl+PgUp",
    "Alt+Left",
    "Down",
    "Ctrl+Down",
    "Ctrl+Up",
    "W",
    "S",
)
MANY = ("Shift+Down", "Shift+Up", "Ctrl+Shift+A")
VIEWS = ("F7", "F8", "F9", "Alt+H", "Ctrl++", "Ctrl+-", "Alt++", "Alt+-", "Ctrl+0", "F6")
SHARE = st.floats(0, 1)
MODIFIERS = st.sampled_from([NONE, NONE, ALT, CTRL, CTRL | SHIFT, SHIFT])


class WindowMonkey(RuleBasedStateMachine):
    """Plays the person at one window; what each example did is undone, redone and undone again at its end."""

    window: MainWindow

    def __init__(self):
        super().__init__()
        self.hands = Hands(self.window.reader)
        self.session = self.window.session
        self.start = self.stored()

    def stored(self):
        """All that the library says of marks and reviews."""
        library = self.session.library
        return {row.id: (list(library.marks(row.id)), library.review(row.id)) for row in library.page(0, 9)}

    def teardown(self):
        end, library = said(self.stored()), self.session.library
        steps = 0
        while library.next_undo() is not None:
            self.session.undo()
            steps += 1
        assert said(self.stored()) == said(self.start)
        for _ in range(steps):
            self.session.redo()
        assert said(self.stored()) == end
        for _ in range(steps):
            self.session.undo()
        assert not library.check(full=False)

    def place(self, x, y):
        port = self.window.reader.viewport()
        return QPoint(round(x * (port.width() - 1)), round(y * (port.height() - 1)))

    @rule(key=st.sampled_from(EDITS))
    def edit(self, key):
        if key == "A" and not self.session.selection:
            return  # accepts everything: once would be the end of all proposals
        press(self.window, key)

    @rule(key=st.sampled_from(STEPS + MANY + VIEWS))
    def go(self, key):
        press(self.window, key)

    @rule(times=st.integers(1, 4))
    def choose_more(self, times):
        for _ in range(times):
            press(self.window, "Shift+Down")

    @rule(back=st.integers(1, 3), again=st.integers(0, 3))
    def undo_and_redo(self, back, again):
        for _ in range(back):
            press(self.window, "Ctrl+Z")
        for _ in range(again):
            press(self.window, "Ctrl+Y")

    @rule(a=SHARE, b=SHARE, c=SHARE, d=SHARE, modifiers=MODIFIERS)
    def drag(self, a, b, c, d, modifiers):
        self.hands.drag_points(self.place(a, b), self.place(c, d), modifiers)

    @rule(a=SHARE, b=SHARE, modifiers=MODIFIERS)
    def click(self, a, b, modifiers):
        QTest.mouseClick(self.hands.port, LEFT, modifiers, self.place(a, b))

    # No preconditions: what the window is like does not depend on this example alone.

    @rule(a=SHARE, b=SHARE, end=st.booleans())
    def drag_handle(self, a, b, end):
        handle = self.window.reader.handle_places()[end]
        if handle is not None:
            self.hands.drag_points(handle, self.place(a, b))

    @rule(share=SHARE, modifiers=st.sampled_from([NONE, CTRL, SHIFT]))
    def click_in_the_list(self, share, modifiers):
        view, model = self.window.inspector.view, self.window.inspector.model
        if not model.rowCount():
            return
        index = model.index(int(share * (model.rowCount() - 1)), 0)
        view.scrollTo(index)
        QTest.mouseClick(view.viewport(), LEFT, modifiers, view.visualRect(index).center())

    @rule(width=st.integers(900, 1500), height=st.integers(500, 900))
    def resize(self, width, height):
        self.window.resize(width, height)

    @rule(theme=st.sampled_from(["light", "dark", "sepia", "high-contrast"]))
    def theme(self, theme):
        self.window.apply_settings(replace(self.window.settings, theme=theme))

    # What must always hold

    @invariant()
    def the_session_has_what_the_library_stored(self):
        QApplication.processEvents()
        assert list(self.session.marks) == list(self.session.library.marks(self.session.article.id))

    @invariant()
    def the_views_show_it(self):
        window, session = self.window, self.session
        assert window.reader._surface.marks is session.marks
        model = window.inspector.model
        assert [model.mark_at(row) for row in range(model.rowCount())] == session.shown_marks()

    @invariant()
    def the_same_is_selected_everywhere(self):
        window, keys = self.window, [mark.key for mark in self.session.selection]
        assert all(self.session.marks.get(mark.key) == mark for mark in self.session.selection)
        assert window.reader.selected_keys() == set(keys)
        model = window.inspector.model
        assert [model.mark_at(row).key for row in window.inspector._chosen_rows()] == keys
        assert bool(keys) == window.action_set["reject"].isEnabled()
        assert (len(keys) == 1) == window.action_set["note"].isEnabled()
        assert not keys or window.reader.selected_range() is None


def said(stored):
    """What is stored but for the times, which a step done again renews."""
    return {
        number: (
            [(m.start, m.end, m.label, m.is_decided, m.span.source_id) for m in marks],
            None if review is None else (review.state, review.label_set_id),
        )
        for number, (marks, review) in stored.items()
    }


def test_a_monkey_at_the_window(make_window, library_file):
    long = "\n\n".join(f"Absatz {number}: Karl reist nach Wien." for number in range(400))
    with Library.open(library_file) as library:  # next to each other in the list
        library.add([ArticleDraft(long, "Lang"), ArticleDraft("Kurz.", "Kurz")], undoable=False)
    WindowMonkey.window = make_window(library_file)
    run_state_machine_as_test(
        WindowMonkey,
        settings=settings(
            max_examples=8,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.explicit, Phase.reuse, Phase.generate),
        ),
    )
