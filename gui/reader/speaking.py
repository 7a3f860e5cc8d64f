"""What a screen reader is told beyond text, caret and selection, which it gets from Qt: the mark under the caret."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from core.records import LabelSet, Mark
from gui.i18n import current_language, tr


class Speaker:
    """Announces marks for one view, each once when the caret comes into it."""

    def __init__(self, view: QWidget) -> None:
        self._view = view
        self._last: int | None = None

    def caret_in(self, marks: list[Mark], label_set: LabelSet | None) -> None:
        """Announce the innermost of the marks that the caret stands in, unless it did so before."""
        mark = marks[0] if marks else None
        key = mark.key if mark is not None else None
        if mark is not None and key != self._last:
            self.say(description(mark, label_set))
        self._last = key

    def say(self, message: str) -> None:
        """Let the screen reader say a sentence, if there is one listening."""
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._view, message))


def description(mark: Mark, label_set: LabelSet | None) -> str:
    """Give label, state and text of a mark in the language of the window."""
    label = label_set.get(mark.label) if label_set else None
    title = label.title_for(current_language()) if label else mark.label
    state = tr("accepted") if mark.is_decided else tr("proposed")
    return f"{title}, {state}: {mark.span.surface}"
