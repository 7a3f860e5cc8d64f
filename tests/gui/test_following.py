"""What an edit repaints, and in which order: the text first, and nothing that looks as it did."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from gui import session
from tests.gui.conftest import dialog_of, press


class Watch(QObject):
    """Notes each paint of some widgets: its name, the marks of the article, the rows of the list of marks."""

    def __init__(self, window, **widgets):
        super().__init__()
        self.window = window
        self.names = {id(widget): name for name, widget in widgets.items()}
        self.widgets = list(widgets.values())  # kept: a wrapper that is dropped gives its id to another one
        self.seen = []
        for widget in self.widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            session, inspector = self.window.session, self.window.inspector
            self.seen.append((self.names[id(watched)], len(session.marks), inspector.model.rowCount()))
        elif event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self.seen.append((self.names[id(watched)], "moved", event.type()))
        return False


def select_free_word(window, hands):
    at = window.session.article.text.index("fuhren die Wagen")
    hands.double_click(at + 2)
    QApplication.processEvents()


def test_the_text_is_painted_before_what_stands_beside_it(window, hands):
    select_free_word(window, hands)
    marks = len(window.session.marks)
    watch = Watch(window, text=window.reader.viewport(), beside=window.inspector.view.viewport())
    press(window, "3")
    QApplication.processEvents()
    assert watch.seen[0] == ("text", marks + 1, marks)
    assert watch.seen[-1] == ("beside", marks + 1, marks + 1)
    assert [name for name, *_ in watch.seen] == ["text", "beside"]


def test_a_selection_moves_no_list(window, hands):
    inspector = window.inspector
    window.session.select(None)
    QApplication.processEvents()
    watch = Watch(window, list=inspector.view)
    for mark in [each for each in window.session.shown_marks() if not each.span.value][:3]:
        window.session.select(mark.key)
        QApplication.processEvents()
    assert [what for _, what, _ in watch.seen if what == "moved"] == []


def test_an_edit_enables_only_what_it_makes_possible(window, hands):
    select_free_word(window, hands)
    changed = []
    for name, action in window.action_set.actions.items():
        action.changed.connect(lambda name=name: changed.append(name))
    press(window, "3")
    once = [name for name in changed if name != "undo"]  # which is named, and enabled
    assert len(once) == len(set(once))
    assert {"undo", "accept_mark", "reject"} <= set(changed)
    assert len(changed) < len(window.action_set.actions) / 2


def test_rows_of_marks_that_look_as_they_did_are_not_painted_anew(window, hands):
    delegate = window.inspector.view.itemDelegate()
    select_free_word(window, hands)
    before = dict(delegate._painted)
    assert before
    press(window, "3")
    QApplication.processEvents()
    new = [key for key, row in delegate._painted.items() if before.get(key) is not row]
    assert 1 <= len(new) <= 2  # the new mark, and maybe one that scrolled into view


def test_a_step_that_takes_seconds_says_so_before_it_and_what_it_did_after_it(window, monkeypatch, tmp_path):
    monkeypatch.setattr(session, "_LONG", 20)
    seen = []

    def look(is_busy: bool) -> None:
        cursor = QGuiApplication.overrideCursor()
        seen.append((is_busy, cursor and cursor.shape(), window.status.message.text().startswith("Many changes")))

    window.session.busy.connect(look)
    began, ended = (True, Qt.CursorShape.WaitCursor, True), (False, None, False)
    window.editing.accept_all()
    assert seen == [began, ended]
    assert "takes it back" in window.status.message.text()
    window.session.undo()
    window.session.redo()
    assert seen == [began, ended] * 3
    assert QGuiApplication.overrideCursor() is None
    window.session.undo()
    seen.clear()
    said = window.status.message.text()
    path = window.session.library.path
    gone = path.rename(tmp_path / "weg")
    window.editing.accept_all()
    assert seen == [began, ended]
    assert window.status.message.text() == said
    dialog_of(window).close()
    gone.rename(path)


def test_a_step_of_a_few_marks_shows_no_sign(window):
    heard = []
    window.session.busy.connect(heard.append)
    window.editing.accept_all()
    window.session.undo()
    assert heard == []
