"""Every window and dialog to a person who hears it or has no mouse: names, roles, and the way of the Tab key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QScrollArea, QWidget
from shiboken6 import isValid

from core import edits
from core.library import ArticleQuery
from core.records import ArticleState
from tests.gui.conftest import press, wait_for_jobs
from tests.shots import dialogs

ROLELESS = {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Pane}


@pytest.fixture
def noted_window(window):
    """The window on a library with a reviewed article, and a note on a mark of the open one."""
    library = window.session.library
    article = library.article(library.ids(ArticleQuery())[2])
    review = edits.set_review(article.id, ArticleState.REVIEWED, library.label_set)
    window.session.do(edits.accept_all(article, library.marks(article.id), library.person_layer, review=review))
    mark = window.session.shown_marks()[3]
    window.session.do(edits.set_note(mark, "Im Original ohne Vornamen.", library.person_layer))
    return window


def name_of(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()


def is_stop(widget: QWidget) -> bool:
    tabs = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(tabs) and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


def way_of_tab(dialog: QWidget) -> list[QWidget]:
    """Press Tab until it comes round; give where it stopped."""
    way: list[QWidget] = []
    while (focus := dialog.focusWidget()) not in way and len(way) < 60:
        way.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    return way


def nameless(root: QWidget) -> list[str]:
    widgets = [each for each in root.findChildren(QWidget) if each.isVisible() and each.window() is root]
    wrong = []
    for widget in widgets:
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or widget.focusProxy() is not None:
            continue
        role = QAccessible.queryAccessibleInterface(widget).role()
        if not name_of(widget) or (role in ROLELESS and not isinstance(widget, QScrollArea)):
            wrong.append(f"{type(widget).__name__} {widget.objectName()} {role}")
    return wrong


def test_every_dialog_has_names_roles_and_a_sensible_way_for_tab(noted_window, qtbot):
    seen, wrong = [], {}
    for name, dialog in dialogs(noted_window):
        QApplication.processEvents()
        seen.append(name)
        problems = nameless(dialog)
        if isinstance(dialog, QDialog):
            if not name_of(dialog):
                problems.append("no title")
            if dialog.focusWidget() is None:
                wrong[name] = [*problems, "nothing has the focus"]
                continue
            chain = way_of_tab(dialog)
            missing = [each for each in dialog.findChildren(QWidget) if is_stop(each) and each not in chain]
            if missing:
                problems.append(f"Tab does not reach {[name_of(each) for each in missing]}")
            # From top to bottom, column by column, wherever the ring begins; and the buttons come last.
            boxes = [QRect(each.mapTo(dialog, QPoint(0, 0)), each.size()) for each in chain]
            turns = sum(
                later.center().y() < earlier.center().y() - 20 and later.left() < earlier.right()
                for earlier, later in zip(boxes, boxes[1:] + boxes[:1], strict=True)
            )
            if turns > 1:
                problems.append(f"Tab jumps up {turns} times: {[name_of(each) for each in chain]}")
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
            QApplication.processEvents()
            if isValid(dialog) and dialog.isVisible():
                problems.append("Esc does not close it")
        if isValid(dialog):
            dialog.close()
        QApplication.processEvents()
        if problems:
            wrong[name] = problems
    wait_for_jobs(qtbot, noted_window.jobs)
    assert {"note", "occurrences", "information", "label_set", "export", "settings", "go_to", "label-list"} <= set(seen)
    assert not wrong, "\n".join(f"{name}: {problem}" for name, problem in wrong.items())


def test_everything_in_the_window_has_a_name_and_a_role(window):
    window.reader.find_bar.open_bar()
    QApplication.processEvents()
    assert nameless(window) == []


def test_f6_goes_round_all_panes(window):
    window.reader.setFocus()
    ring = []
    for _ in range(8):
        press(window, "F6", QApplication.focusWidget())
        ring.append(name_of(QApplication.focusWidget()))
    assert ring[:4] == ring[4:]
    assert set(ring[:4]) == {"Marks in this article", "Search the library", "Articles", "Text of the article"}
