"""What the system says of its person is heard: larger type, more contrast; input methods leave the text alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QAbstractAnimation, Qt
from PySide6.QtGui import QFont, QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication

from gui.fonts import system_scale
from tests.gui.reader.test_view import LONG, assert_fresh, screen, span_of


def test_an_input_method_changes_nothing(make_view):
    view, hands = make_view(LONG)
    view.set_caret_visible(True)
    hands.drag(*span_of(LONG, "Wendy"))
    before, selected = screen(view), view.selected_range()
    commit = QInputMethodEvent("にほん", [])
    commit.setCommitString("日本")
    replacing = QInputMethodEvent()
    replacing.setCommitString("x", -3, 3)
    for event in (QInputMethodEvent("´", []), commit, replacing, QInputMethodEvent("", [])):
        QApplication.sendEvent(view, event)
        QApplication.sendEvent(view.viewport(), event)
    assert view.document().toPlainText() == LONG
    assert view.text == LONG
    assert view.selected_range() == selected
    assert screen(view) == before
    assert not view.inputMethodQuery(Qt.InputMethodQuery.ImEnabled) or not view.testAttribute(
        Qt.WidgetAttribute.WA_InputMethodEnabled
    )


@pytest.fixture
def large_type(qapp):
    """The whole system's type at twice its size, for one test."""
    usual = QFont(qapp.font())
    large = QFont(usual)
    large.setPixelSize(30)
    qapp.setFont(large)
    yield
    qapp.setFont(usual)


def test_the_text_grows_with_the_type_of_the_system(make_view, large_type):
    assert system_scale() == 2
    view, _ = make_view(LONG)
    assert view._typography.size == 2 * 19


def test_the_text_follows_when_the_system_changes_and_stays_at_its_place(make_view, qapp):
    view, _ = make_view(LONG)
    view.reveal(len(LONG) // 2, len(LONG) // 2 + 1)
    place = view.reading_place()
    usual = QFont(qapp.font())
    large = QFont(usual)
    large.setPixelSize(30)
    qapp.setFont(large)
    try:
        QApplication.processEvents()
        assert view._typography.size == 2 * 19
        assert view.reading_place().position == place.position
        assert_fresh(view)
    finally:
        qapp.setFont(usual)
    QApplication.processEvents()
    assert view._typography.size == 19


def test_nothing_is_animated(window, hands):
    """Whoever asked their system for less motion gets what everybody gets: none."""
    hands.click(300)
    window.reader.verticalScrollBar().setValue(200)
    window.reader.select(window.session.shown_marks()[-1].key)
    running = QAbstractAnimation.State.Running
    assert [each for each in window.findChildren(QAbstractAnimation) if each.state() == running] == []


def test_the_contrast_of_the_system_is_followed(make_window, library_file, monkeypatch):
    from core.settings import Settings
    from gui.app import Application

    accessibility = QGuiApplication.styleHints().accessibility()
    application = Application(QApplication.instance(), Settings(theme="system", language="en"), library_file)
    window = application.open_window()
    window.complete()
    assert window.look.theme.name in ("light", "dark")
    monkeypatch.setattr("gui.theme.system_theme_name", lambda: "high-contrast")
    accessibility.contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
    assert window.look.theme.name == window.reader._theme.name == "high-contrast"
    window.close()
    window.deleteLater()
    application.deleteLater()
