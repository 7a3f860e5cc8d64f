"""What the selected mark is tied to, by name; a click goes there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from gui.i18n import tr
from gui.look import label
from gui.plain import tip
from gui.reader.arcs import Tie

_SHOWN = 8
_PADDING = 4  # pixels at either side of the words


class LinkButton(QPushButton):
    """Words that lead somewhere, on one line that ends in an ellipsis where there is no room."""

    def __init__(self, words: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self.setProperty("role", "link")
        self.setFlat(True)
        self.setToolTip(tip(words))
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as fits."""
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, self.width() - 2 * _PADDING)
        self.setText(shown.replace("&", "&&"))
        super().resizeEvent(event)


class LinkList(QWidget):
    """Rows of "Speaker: Antony Blinken"; ``wanted`` carries the keys of the mark that was clicked, as a list."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(1, 1)
        self.buttons: list[LinkButton] = []

    def set_title_width(self, width: int) -> None:
        """Give the column of titles a width in pixels at least."""
        self._grid.setColumnMinimumWidth(0, width)

    def show_ties(self, ties: Sequence[Tie]) -> None:
        """Show these, the first few of many."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = []
        self.setVisible(bool(ties))
        for row, tie in enumerate(ties[:_SHOWN]):
            button = LinkButton(tie.words, f"{tie.title}: {tie.words}", self)
            button.clicked.connect(lambda _=False, key=tie.key: self.wanted.emit([key]))
            self.buttons.append(button)
            repeated = row > 0 and ties[row - 1].title == tie.title
            self._grid.addWidget(label("" if repeated else tie.title, "muted", self), row, 0)
            self._grid.addWidget(button, row, 1)
        if len(ties) > _SHOWN:
            self._grid.addWidget(label(tr("and %n more", n=len(ties) - _SHOWN), "muted", self), _SHOWN, 1)
