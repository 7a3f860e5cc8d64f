"""What the mouse is over: the mark gets a border at once, and after a moment a card that tells about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from core.records import Mark
from gui.reader.card import HoverCard, MoreRows

if TYPE_CHECKING:
    from gui.reader.view import ReaderView

_DELAY = 420  # milliseconds


class Hovering(QObject):
    """Follows the mouse over the marks of one reader view. ``more_rows`` adds rows to the card."""

    def __init__(self, view: ReaderView) -> None:
        super().__init__(view)
        self._view = view
        self._key: int | None = None
        self.more_rows: MoreRows | None = None
        self.card: HoverCard | None = None  # made when it is first shown
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(_DELAY)
        self.timer.timeout.connect(self._show_card)

    def over(self, key: int | None) -> None:
        """Note the mark under the mouse, or None."""
        before, self._key = self._key, key
        if key == before:
            return
        self._view.show_hovered(key)
        if self.card is not None:
            self.card.hide()
        self.timer.start() if key is not None else self.timer.stop()
        self._view.mark_hovered.emit(key)

    def _show_card(self) -> None:
        mark = self._view.mark(self._key)
        # A mark beyond the edge of the view has its card beside what leads to it.
        boxes = [] if mark is None else self._view.mark_boxes(mark.key) or self._view.arcs.boxes_of(mark.key)
        if mark is None or not boxes:
            return
        if self.card is None:
            self.card = HoverCard(self._view)
        self.card.show_mark(mark, self._view.label_set, self._view.inks, self._view.ui_font(), self._rows(mark))
        self.card.place(boxes[0], self._view.viewport().rect())

    def _rows(self, mark: Mark) -> list[tuple[str, str]]:
        return list(self.more_rows(mark)) if self.more_rows is not None else []
