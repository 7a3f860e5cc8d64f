"""Which key sets which label, by the place of the key on the keyboard and not by the character that it types.

On a German layout Shift+7 types ``/``, on a French one the digits themselves need Shift. So the scan code decides where
the platform gives one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from core.records import Label

DIGITS = "1234567890"
LEVELS = ("", "Shift+", "Alt+Shift+")

_MODIFIERS = {
    Qt.KeyboardModifier.NoModifier: 0,
    Qt.KeyboardModifier.ShiftModifier: 1,
    Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier: 2,
}
_X11 = {10 + place: digit for place, digit in enumerate(DIGITS)}  # also Wayland: evdev codes + 8
_WINDOWS = {2 + place: digit for place, digit in enumerate(DIGITS)}
_MAC = dict(zip((18, 19, 20, 21, 23, 22, 26, 28, 25, 29), DIGITS, strict=True))  # kVK_ANSI_1 … kVK_ANSI_0


@dataclass(frozen=True, slots=True)
class LabelKey:
    """A digit key and its level: 0 plain, 1 with Shift, 2 with Alt and Shift."""

    digit: str
    level: int

    def __str__(self) -> str:
        """Give the key as a person reads it: ``Shift+3``."""
        return LEVELS[self.level] + self.digit


def assign(labels: Iterable[Label]) -> dict[LabelKey, Label]:
    """Give each shown label a key: the digit it asks for on the first level where it is free, else the next free one.

    Labels beyond the thirtieth have none; they are set by name.
    """
    free = [LabelKey(digit, level) for level in range(len(LEVELS)) for digit in DIGITS]
    shown = [label for label in labels if not label.hidden]
    assigned: dict[LabelKey, Label] = {}
    for label in [label for label in shown if label.key]:
        key = next((key for key in free if key.digit == label.key), None)
        if key is not None:
            free.remove(key)
            assigned[key] = label
    done = {label.code for label in assigned.values()}
    for key, label in zip(list(free), [label for label in shown if label.code not in done], strict=False):
        assigned[key] = label
    return assigned


def pressed(event: QKeyEvent) -> LabelKey | None:
    """Tell which label key was pressed, or None."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    level = _MODIFIERS.get(modifiers)
    digit = _digit(event)
    return None if level is None or digit is None else LabelKey(digit, level)


def _digit(event: QKeyEvent) -> str | None:
    platform = QGuiApplication.platformName()
    if platform == "windows":
        places, code = _WINDOWS, event.nativeScanCode()
    elif platform == "cocoa":
        places, code = _MAC, event.nativeVirtualKey()
    else:
        places, code = _X11, event.nativeScanCode()
    if platform == "cocoa" or code:  # virtual key 0 is the letter A on a Mac, but no scan code is 0
        digit = places.get(code)
        if digit is not None or not event.modifiers() & Qt.KeyboardModifier.KeypadModifier:
            return digit
    key = event.key()
    return chr(key) if Qt.Key.Key_0 <= key <= Qt.Key.Key_9 else None
