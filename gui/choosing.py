"""Selecting several marks at once: one by one, a run of them, those in a frame, all of a label."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QObject

from core.records import Mark
from gui.reader.view import ReaderView
from gui.session import Session


class Choosing(QObject):
    """Says to the session which marks are selected together.

    A run reaches from the mark that was selected alone (its anchor) to the one reached last (its head), as in lists.
    """

    def __init__(self, session: Session, reader: ReaderView, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._reader = reader
        self._anchor: int | None = None
        self._head: int | None = None
        session.selection_changed.connect(self._note)

    def toggle(self, key: int) -> None:
        """Select a mark beside the others, or let go of it."""
        self._session.select_many({mark.key for mark in self._session.selection} ^ {key})
        self._anchor = self._head = key

    def choose(self, keys: Collection[int]) -> None:
        """Select exactly these marks."""
        self._session.select_many(keys)

    def choose_all(self) -> None:
        """Select every mark that is shown."""
        self.choose([mark.key for mark in self._session.shown_marks()])

    def choose_same_label(self) -> None:
        """Select every shown mark that has a label of those selected."""
        labels = {mark.label for mark in self._session.selection}
        self.choose([mark.key for mark in self._session.shown_marks() if mark.label in labels])

    def extend_to(self, key: int) -> None:
        """Select the run of marks from the anchor to this one."""
        keys = [mark.key for mark in self._session.shown_marks()]
        if key not in keys:
            return
        anchor, _ = self._ends(keys)
        anchor = keys.index(key) if anchor is None else anchor
        low, high = sorted((anchor, keys.index(key)))
        self.choose(keys[low : high + 1])
        self._anchor, self._head = keys[anchor], key

    def extend(self, direction: int) -> None:
        """Let the run reach one mark further on or back, and show where it ends."""
        marks = self._session.shown_marks()
        keys = [mark.key for mark in marks]
        _, head = self._ends(keys)
        if head is None:
            return
        reached: Mark = marks[min(max(0, head + direction), len(marks) - 1)]
        self.extend_to(reached.key)
        self._reader.reveal(reached.start, reached.end)

    def extend_alike(self, direction: int) -> None:
        """Select as well the next mark, further on or back, that has the label of the one reached last."""
        marks = self._session.shown_marks()
        _, head = self._ends([mark.key for mark in marks])
        if head is None:
            return
        beyond = marks[head + 1 :] if direction > 0 else marks[:head][::-1]
        reached = next((mark for mark in beyond if mark.label == marks[head].label), None)
        if reached is not None:
            anchor = self._anchor
            self.choose([*(mark.key for mark in self._session.selection), reached.key])
            self._anchor, self._head = anchor, reached.key
            self._reader.reveal(reached.start, reached.end)

    def _ends(self, keys: list[int]) -> tuple[int | None, int | None]:
        """Give where anchor and head of the run are in the text; what an edit took away, the selection replaces."""
        shown = set(keys)
        chosen = [mark.key for mark in self._session.selection if mark.key in shown]
        if not chosen:
            return None, None
        anchor = self._anchor if self._anchor in chosen else chosen[0]
        head = self._head if self._head in chosen else chosen[-1]
        return keys.index(anchor), keys.index(head)

    def _note(self, mark: Mark | None) -> None:
        if mark is not None:
            self._anchor = self._head = mark.key
