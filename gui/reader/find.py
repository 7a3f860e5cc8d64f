"""Finding in the article: a bar over the text, all hits marked in the text and in the scroll bar."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton

from core.folding import Folded, folded
from gui.i18n import number, tr

if TYPE_CHECKING:
    from gui.reader.view import ReaderView
    from gui.theme import Theme

_DELAY = 120  # milliseconds after the last key
_MARGIN, _SPACE = 14, 8  # pixels beside the bar, and above and below it
_LIMIT = 20_000  # hits


class FindBar(QFrame):
    """A line to search with, at the right above the text. Enter and F3 go on, Shift goes back, Esc closes.

    ``went_to`` tells to which hit, counted from 1, and of how many.
    """

    went_to = Signal(int, int)

    def __init__(self, view: ReaderView) -> None:
        super().__init__(view)
        self.setObjectName("findBar")
        self._view = view
        self._text = Folded("")  # kept while the person types, for folding takes long where it must be done
        self._hits: list[tuple[int, int]] = []
        self._current: tuple[int, int] | None = None  # the hit that the person was led to
        self._marked = ""  # the text in which a search elsewhere found them
        self._line = QLineEdit(self)
        self._line.setPlaceholderText(tr("Find in the article"))
        self._line.setAccessibleName(tr("Find in the article"))
        self._line.setClearButtonEnabled(False)
        self._line.setMinimumWidth(220)
        self._line.installEventFilter(self)
        self._count = QLabel(self)
        self._count.setMinimumWidth(84)
        self._count.setIndent(6)  # pixels after the line
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DELAY)
        self._timer.timeout.connect(self._search_and_show)
        self._line.textEdited.connect(lambda _: self._timer.start())
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 6, 6)
        row.setSpacing(4)
        row.addWidget(self._line)
        row.addWidget(self._count)
        for text, name, step in (("↑", tr("Previous hit"), -1), ("↓", tr("Next hit"), 1), ("✕", tr("Close"), 0)):
            button = QToolButton(self)
            button.setText(text)
            button.setAutoRaise(True)
            button.setToolTip(name)
            button.setAccessibleName(name)
            button.clicked.connect((lambda _, s=step: self.step(s)) if step else self.close_bar)
            row.addWidget(button)
        view.installEventFilter(self)
        self.hide()

    @property
    def hits(self) -> list[tuple[int, int]]:
        """All hits as ranges in code points."""
        return self._hits

    @property
    def has_query(self) -> bool:
        """Tell whether there is something to go on searching for."""
        return bool(self._line.text().strip() or self._hits)

    @property
    def is_shown(self) -> bool:
        """Tell whether there is something for Esc to take away: the bar, or places that are marked without it."""
        return self.isVisible() or bool(self._hits)

    @property
    def is_in_use(self) -> bool:
        """Tell whether Esc means the bar: it has the focus, or what is selected is what it found."""
        focus = QApplication.focusWidget()
        has_focus = focus is not None and self.isAncestorOf(focus)
        return has_focus or self._view.selected_range() in self._hits

    def open_bar(self) -> None:
        """Show the bar, with the selected text if it is one line, and take the focus."""
        span = self._view.selected_range()
        if span is not None and span[1] - span[0] < 200 and "\n" not in self._view.text[slice(*span)]:
            self._line.setText(self._view.text[slice(*span)])
        self.show()
        self.raise_()
        self._place()
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._line.selectAll()
        self._search()

    def close_bar(self) -> None:
        """Hide bar and hits and give the focus back to the text."""
        self._timer.stop()
        self.hide()
        self._view.make_room_above(0)
        self._set_hits([])
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Close the bar; without it only unmark the places, and leave the focus where it is."""
        if self.isVisible():
            self.close_bar()
        else:
            self._set_hits([])

    def show_places(self, places: list[tuple[int, int]], current: tuple[int, int] | None = None) -> None:
        """Mark what was found by a search elsewhere, to be gone through like hits; the bar makes way for them.

        ``current`` is the one that the person is led to: the caret is put there, and steps go on from it.
        """
        if self.isVisibleTo(self._view) and places:
            self.hide()
            self._view.make_room_above(0)
        if not self.isVisibleTo(self._view):
            self._text = Folded("")
            self._set_hits(places, current)
            self._marked = self._view.text
            if current is not None:
                self._view.show_selection(current[0], current[0])

    def search_again(self) -> None:
        """Search in another article, if the bar is open; keep what is marked without it in the same text set anew."""
        if self.isVisibleTo(self._view):
            self._search()
        elif self._hits:
            is_same = self._marked == self._view.text
            self._set_hits(self._hits if is_same else [], self._current if is_same else None)

    def set_query(self, query: str) -> None:
        """Search for a text as if it had been typed."""
        self._line.setText(query)
        self._search_and_show()

    def step(self, direction: int) -> None:
        """Go to the next (+1) or previous (-1) hit from the caret on, around the end of the text."""
        if self._timer.isActive():
            self._timer.stop()
            self._search()
        if not self._hits and self._line.text():
            self._search()
        if not self._hits:
            return
        span = self._view.selected_range() or (self._view.caret_position(),) * 2
        if self._current is not None and span == (self._current[0],) * 2:  # led there, and nothing is selected
            span = self._current
        if direction > 0:
            place = bisect_right(self._hits, (span[0], span[1]))
            place = bisect_left(self._hits, (span[0], 0)) if span not in self._hits else place
        else:
            place = bisect_left(self._hits, (span[0], 0)) - 1
        self._go_to(place % len(self._hits))

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.setStyleSheet(
            f"#findBar {{background: {theme.panel.name()}; border: 1px solid {theme.rule.name()}; border-radius: 7px}}"
            f" QLabel {{ color: {theme.muted.name()}; background: transparent; }}"
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the bar in its corner; take Enter and Esc from the line."""
        if watched is self._view and event.type() == QEvent.Type.Resize and self.isVisibleTo(self._view):
            self._place()
        elif watched is self._line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self.step(-1 if back else 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_bar()
                return True
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self.setFont(self._view.ui_font())
        self.adjustSize()
        self.move(self._view.viewport().width() - self.width() - _MARGIN, _SPACE)
        self._view.make_room_above(self.height() + 2 * _SPACE)

    def _search(self) -> None:
        if self._text.text is not self._view.text:
            self._text = Folded(self._view.text)
        self._set_hits(find_all(self._text, self._line.text()))

    def _search_and_show(self) -> None:
        """Search as the person types, and stay at or go on from the place where they are."""
        self._search()
        if self._hits:
            span = self._view.selected_range() or (self._view.caret_position(),) * 2
            self._go_to(bisect_left(self._hits, (span[0], 0)) % len(self._hits))

    def _go_to(self, place: int) -> None:
        span = self._hits[place]
        self._view.show_selection(*span)
        self._view.reveal(*span)
        self._show_current(span)
        self.went_to.emit(place + 1, len(self._hits))
        self._count.setText(tr("{number} of {count}", number=number(place + 1), count=number(len(self._hits))))

    def _show_current(self, hit: tuple[int, int] | None) -> None:
        self._current = hit
        self._view.show_current_hit(hit)

    def _set_hits(self, hits: list[tuple[int, int]], current: tuple[int, int] | None = None) -> None:
        self._hits = hits
        self._view.show_hits(hits)
        self._show_current(current)
        if not self._line.text():
            self._count.clear()
        elif hits:
            self._count.setText(tr("%n hit(s)", len(hits)))
        else:
            self._count.setText(tr("Nothing found"))


def find_all(text: Folded, query: str) -> list[tuple[int, int]]:
    """Give where a text is found, however it is spelt; white space in the query finds any white space."""
    words = folded(query).split()
    if not words:
        return []
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words), re.IGNORECASE)
    return list(islice(text.places(pattern), _LIMIT))
