"""The action table made live: one QAction an entry, in menus and on the widgets where its keys act."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from gui.actions import ACTIONS, GROUPS, Action, Need, Scope
from gui.i18n import tr
from gui.label_keys import LabelKey, pressed


class ActionSet(QObject):
    """All actions of a window; ``handlers`` is what their handler names are looked up below.

    ``panes`` are the widgets on which single letters act, ``reader`` the one that has keys of its own.
    """

    def __init__(self, window: QMainWindow, panes: Sequence[QWidget], reader: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.actions: dict[str, QAction] = {}
        self.menus: dict[str, QMenu] = {}
        self._have = ~Need.NOTHING  # new actions are enabled
        widgets = {Scope.WINDOW: [window], Scope.PANES: panes, Scope.READER: [reader]}
        for entry in ACTIONS:
            if entry.handler:
                action = self._make(entry)
                for widget in widgets[entry.scope]:
                    widget.addAction(action)
                self.actions[entry.id] = action
        # Numbers, for this is gone through at every step, and a Flag takes ten times as long to compare.
        self._needs = [(entry.needs.value, self.actions[entry.id]) for entry in ACTIONS if entry.id in self.actions]
        for group, title in GROUPS.items():
            self.menus[group] = self._menu(group, title)

    def __getitem__(self, action_id: str) -> QAction:
        """Give the live action of an entry."""
        return self.actions[action_id]

    def allow(self, have: Need) -> None:
        """Enable the actions whose needs are met; a disabled one leaves its keys to the widget below."""
        changed, self._have = self._have ^ have, have
        if not changed:
            return
        bits, differing = have.value, changed.value
        for needs, action in self._needs:
            if needs & differing:
                action.setEnabled(needs & bits == needs)

    def _make(self, entry: Action) -> QAction:
        action = QAction(tr(entry.text) + (f"\t{entry.hint}" if entry.hint else ""), self._window)
        action.setShortcuts([QKeySequence(key) for key in entry.keys])
        is_window = entry.scope is Scope.WINDOW
        context = Qt.ShortcutContext
        action.setShortcutContext(context.WindowShortcut if is_window else context.WidgetShortcut)
        action.setCheckable(entry.checkable)
        action.triggered.connect(lambda _=False: self._call(entry))
        return action

    def _call(self, entry: Action) -> None:
        # Looked up when it is called: a handler may belong to something that is made after the menus.
        attrgetter(entry.handler)(self._window)(*entry.arguments)

    def _menu(self, group: str, title: str) -> QMenu:
        menu = self._window.menuBar().addMenu(tr(title))
        for entry in ACTIONS:
            if entry.group == group and entry.menu and entry.id in self.actions:
                if entry.section:
                    menu.addSeparator()
                menu.addAction(self.actions[entry.id])
        return menu


class LabelKeyFilter(QObject):
    """Hears the label keys on the panes, by their place on the keyboard, before anything else takes them."""

    def __init__(
        self,
        panes: Iterable[QWidget],
        knows: Callable[[LabelKey], bool],
        press: Callable[[LabelKey], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._knows = knows
        self._press = press
        for pane in panes:
            pane.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Claim a label key as a shortcut would, then act on it."""
        if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) or not isinstance(event, QKeyEvent):
            return False
        key = pressed(event)
        if key is None or not self._knows(key):
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self._press(key)
        return True
