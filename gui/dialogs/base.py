"""What all dialogs have in common: they open without blocking the program, and go when closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from gui.look import label, scaled

Result = TypeVar("Result")


class Dialog(QDialog):
    """A window-modal dialog: content, a line for what is wrong, and buttons."""

    def __init__(self, title: str, parent: QWidget | None, *, act: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(title)
        self.content = QVBoxLayout()
        self.content.setSpacing(10)
        self.warning = label(role="warning", parent=self)
        self.warning.setWordWrap(True)
        self.warning.hide()
        self.buttons = QDialogButtonBox(self)
        self._is_refused = False
        self.act: QPushButton | None = None
        if act:
            self.act = self.buttons.addButton(act, QDialogButtonBox.ButtonRole.AcceptRole)
            self.act.setDefault(True)
            self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        else:
            self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self.buttons.accepted.connect(self.finish)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(self.content, 1)
        layout.addWidget(self.warning)
        layout.addWidget(self.buttons)

    def showEvent(self, event: QShowEvent) -> None:
        """Stand in the middle of the window; Qt guesses how broad its frame is, and misses the middle by that.

        The keys go to the first field, unless the dialog gave them to another: Qt would take the buttons, made first.
        """
        super().showEvent(event)
        if not event.spontaneous():
            self._place()
            first = next(iter(self._tab_stops()), None)
            if self.focusWidget() is None and first is not None and _shows_focus(first):
                first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        """Go to where the dialog is to open, within the screen."""
        parent = self.parentWidget()
        if parent is None:
            return
        window = parent.window()
        frame, room = window.frameGeometry(), window.screen().availableGeometry()
        place = QRect(QPoint(0, 0), self.size() + frame.size() - window.size())  # its own frame is not known yet
        place.moveCenter(frame.center())
        place.moveRight(min(place.right(), room.right()))
        place.moveBottom(min(place.bottom(), room.bottom()))
        self.move(max(room.left(), place.left()), max(room.top(), place.top()))

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Let Tab go through the dialog as it is laid out just now, whatever was made first."""
        stops = self._tab_stops()
        focus: QWidget | None = self.focusWidget()
        while focus is not None and focus not in stops:
            focus = focus.parentWidget()
        if not stops:
            return False
        step = 1 if forwards else -1
        place = stops.index(focus) + step if focus is not None else 0
        reason = Qt.FocusReason.TabFocusReason if forwards else Qt.FocusReason.BacktabFocusReason
        stops[place % len(stops)].setFocus(reason)
        return True

    def _tab_stops(self) -> list[QWidget]:
        stops = [each for each in _stops(self) if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isEnabled()]
        return [each for each in stops if each.isVisible()]

    def set_size(self, width: int, height: int) -> None:
        """Take a size in pixels for the usual control font; larger type makes it larger, as far as the screen goes."""
        room = self.screen().availableSize()
        self.resize(min(scaled(width), max(width, room.width())), min(scaled(height), max(height, room.height())))

    def finish(self) -> None:
        """Do what the dialog is for, then close; a dialog that finds its input wrong overrides this and stays."""
        self.accept()

    def hand_over(self, emit: Callable[[], object]) -> None:
        """Emit what the person made, and close unless whoever takes it refuses it: then nothing typed is lost."""
        self._is_refused = False
        emit()
        if not self._is_refused:
            self.accept()

    def refuse(self) -> None:
        """Say, while it is handed over, that it could not be stored."""
        self._is_refused = True

    def while_open(self, call: Callable[[Result], object]) -> Callable[[Result], None]:
        """Give a call that does nothing once the dialog is gone: a job may end after it."""
        still_there = [True]
        self.destroyed.connect(lambda *_: still_there.clear())

        def guarded(result: Result) -> None:
            if still_there:
                call(result)

        return guarded

    def warn(self, sentence: str) -> None:
        """Say what is wrong with the input; an empty sentence: nothing is."""
        self.warning.setText(sentence)
        self.warning.setVisible(bool(sentence))


def _shows_focus(widget: QWidget) -> bool:
    """Tell whether it is to be filled in or chosen from; a list without a current row would not show the focus."""
    if isinstance(widget, QAbstractItemView):
        return widget.currentIndex().isValid()
    return isinstance(widget, (QLineEdit, QComboBox, QAbstractSpinBox))


def _stops(widget: QWidget) -> Iterator[QWidget]:
    """Yield the widgets in a widget that Tab stops at, in the order in which they are laid out."""
    if widget.focusPolicy() and not isinstance(widget, (QDialog, QDialogButtonBox)):
        yield widget
        inner = None
        if isinstance(widget, QScrollArea):
            inner = widget.widget()
        elif isinstance(widget, QTabWidget):
            inner = widget.currentWidget()
        if inner is not None:
            yield from _stops(inner)
    elif (layout := widget.layout()) is not None:
        yield from _stops_in(layout)
    else:  # a splitter
        parts = [part for part in widget.children() if isinstance(part, QWidget)]
        for part in sorted(parts, key=lambda part: (part.y(), part.x())):
            yield from _stops(part)


def _stops_in(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is not None and (inner := item.layout()) is not None:
            yield from _stops_in(inner)
        elif item is not None and (widget := item.widget()) is not None:
            yield from _stops(widget)
