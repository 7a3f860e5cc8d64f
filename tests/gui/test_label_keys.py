"""Label keys go by the place on the keyboard, whatever the layout types there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication

from core.records import Label
from gui import label_keys
from gui.label_keys import LabelKey, assign, pressed
from tests.gui.conftest import first_undecided

NONE, SHIFT, ALT, CTRL, PAD = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.KeypadModifier,
)
X11 = {digit: 10 + place for place, digit in enumerate("1234567890")}


def labels(*keys: str) -> list[Label]:
    return [Label(f"L{number}", f"l{number}", "#123456", key) for number, key in enumerate(keys)]


def event(key: Qt.Key, modifiers=NONE, scan: int = 0, text: str = "", virtual: int = 0) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, scan, virtual, 0, text)


def test_labels_get_the_digit_they_ask_for():
    keys = {str(key): label.code for key, label in assign(labels("3", "1", "")).items()}
    assert keys == {"3": "L0", "1": "L1", "2": "L2"}


def test_the_same_digit_goes_to_the_next_level():
    keys = {str(key): label.code for key, label in assign(labels("1", "1", "1", "1")).items()}
    assert keys == {"1": "L0", "Shift+1": "L1", "Alt+Shift+1": "L2", "2": "L3"}


def test_thirty_labels_have_keys_and_the_others_none():
    assigned = assign(labels(*[""] * 32))
    assert [str(key) for key in assigned][:11] == [*"1234567890", "Shift+1"]
    assert [str(key) for key in assigned][-1] == "Alt+Shift+0"
    assert len(assigned) == 30


def test_hidden_labels_take_no_key():
    hidden = Label("H", "h", "#123456", "1", hidden=True)
    assert {label.code for label in assign([hidden, *labels("1")]).values()} == {"L0"}


@pytest.mark.parametrize(
    ("key", "modifiers", "text", "digit", "level"),
    [
        (Qt.Key.Key_7, NONE, "7", "7", 0),  # anywhere
        (Qt.Key.Key_Slash, SHIFT, "/", "7", 1),  # German: Shift+7
        (Qt.Key.Key_Equal, SHIFT, "=", "0", 1),  # German: Shift+0
        (Qt.Key.Key_Ampersand, NONE, "&", "1", 0),  # French: the key of the 1 types &
        (Qt.Key.Key_1, SHIFT, "1", "1", 1),  # French: Shift types the digit
        (Qt.Key.Key_At, SHIFT, "@", "2", 1),  # US
        (Qt.Key.Key_BraceLeft, SHIFT | ALT, "{", "7", 2),
    ],
)
def test_the_place_counts_not_the_character(qapp, key, modifiers, text, digit, level):
    assert pressed(event(key, modifiers, X11[digit], text)) == LabelKey(digit, level)


def test_places_of_windows_and_mac(qapp, monkeypatch):
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "windows")
    assert pressed(event(Qt.Key.Key_Slash, SHIFT, 8)) == LabelKey("7", 1)
    assert pressed(event(Qt.Key.Key_A, NONE, 30)) is None
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "cocoa")
    assert pressed(event(Qt.Key.Key_Slash, SHIFT, 1, virtual=26)) == LabelKey("7", 1)
    assert pressed(event(Qt.Key.Key_A, NONE, 1, virtual=0)) is None
    assert set(label_keys._MAC.values()) == set("1234567890")


def test_without_a_place_the_key_counts(qapp):
    assert pressed(event(Qt.Key.Key_3, SHIFT)) == LabelKey("3", 1)
    assert pressed(event(Qt.Key.Key_A)) is None


def test_the_keypad_has_digits_too(qapp):
    assert pressed(event(Qt.Key.Key_3, PAD, 89, "3")) == LabelKey("3", 0)


@pytest.mark.parametrize("modifiers", [CTRL, ALT, CTRL | SHIFT])
def test_other_modifiers_are_other_keys(qapp, modifiers):
    assert pressed(event(Qt.Key.Key_0, modifiers, X11["0"])) is None


def test_german_shift_7_labels_in_the_window(window):
    """The seventh label with Shift is the seventeenth; with twelve labels Shift+2 is the last one."""
    session = window.session
    more = (
        Label(f"X{number}", f"x{number}", "#336699") for number in range(12 - len(session.library.label_set.labels))
    )
    from dataclasses import replace

    from core import edits

    before = session.library.label_set
    session.do(edits.set_label_set(before, replace(before, labels=(*before.labels, *more))))
    twelfth = session.library.label_set.labels[11].code
    mark = first_undecided(window)
    session.select(mark.key)
    window.reader.setFocus()
    # A German keyboard types a quotation mark there.
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
        QApplication.sendEvent(window.reader, QKeyEvent(kind, Qt.Key.Key_QuoteDbl, SHIFT, X11["2"], 0, 0, '"'))
    assert session.selected.label == twelfth
    assert session.selected.span.surface == mark.span.surface
