"""Keys of the reader view that are no actions of the window: scrolling without a caret, and F7 for the caret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QAbstractSlider

from gui.reader.selection import graphemes_around

if TYPE_CHECKING:
    from gui.reader.view import ReaderView

_Key, _Step = Qt.Key, QAbstractSlider.SliderAction
_SCROLLS = {
    _Key.Key_Up: _Step.SliderSingleStepSub,
    _Key.Key_Down: _Step.SliderSingleStepAdd,
    _Key.Key_PageUp: _Step.SliderPageStepSub,
    _Key.Key_PageDown: _Step.SliderPageStepAdd,
    _Key.Key_Home: _Step.SliderToMinimum,
    _Key.Key_End: _Step.SliderToMaximum,
}
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


def handle_key(view: ReaderView, event: QKeyEvent) -> bool:
    """Do what a key means to the view itself; True if it meant something."""
    key, plain = event.key(), event.modifiers() in _PLAIN
    if key == _Key.Key_F7 and plain:
        view.set_caret_visible(not view.caret_visible)
        return True
    if event.matches(QKeySequence.StandardKey.Copy):  # Qt's own knows no selected mark
        view.copy_text()
        return True
    if key in (_Key.Key_Up, _Key.Key_Down) and _moves_by_paragraph(view, event):
        move_by_paragraph(view, 1 if key == _Key.Key_Down else -1, keep=bool(event.modifiers() & _SHIFT))
        return True
    if view.caret_visible:
        return False
    step = _SCROLLS.get(_Key(key)) if key in _SCROLLS else None
    is_jump = key in (_Key.Key_Home, _Key.Key_End) and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    if step is not None and (plain or is_jump):
        view.verticalScrollBar().triggerAction(step)
        return True
    if key in (_Key.Key_Left, _Key.Key_Right) and plain:
        event.ignore()
        return True
    return False


def _moves_by_paragraph(view: ReaderView, event: QKeyEvent) -> bool:
    """Tell whether Ctrl with an arrow up or down is free for it: on a Mac it leads to the ends of the document."""
    modifiers, standard = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier, QKeySequence.StandardKey
    if modifiers not in (_CTRL, _CTRL | _SHIFT) or not (view.caret_visible or modifiers & _SHIFT):
        return False
    ends = (standard.MoveToStartOfDocument, standard.MoveToEndOfDocument)
    taken = (*ends, standard.SelectStartOfDocument, standard.SelectEndOfDocument)
    return not any(event.matches(each) for each in taken)


def move_by_paragraph(view: ReaderView, direction: int, *, keep: bool) -> None:
    """Move the caret to the start of this or the next paragraph that is not blank; ``keep`` the selection's anchor."""
    position = view.caret_position()
    target = view.paragraph_start(position, direction)
    view.show_selection(view.anchor_position() if keep else target, target)
    view.bring_into_view(target)
    span = view.selected_range()
    if keep and span is not None:
        view.range_selected.emit(*span)


def leave_grapheme(view: ReaderView, *, back: bool) -> None:
    """Go on where Qt's caret stopped inside a grapheme: its Unicode is another one, or it knows a part of it."""
    cursor = view.textCursor()
    position = view.to_position(cursor.position())
    is_split = view.to_position16(position) != cursor.position()
    low, high = graphemes_around(view.text, position)[0], graphemes_around(view.text, position + is_split)[1]
    if low == high:
        return
    keep = QTextCursor.MoveMode.KeepAnchor if cursor.hasSelection() else QTextCursor.MoveMode.MoveAnchor
    cursor.setPosition(view.to_position16(low if back else high), keep)
    view.setTextCursor(cursor)
