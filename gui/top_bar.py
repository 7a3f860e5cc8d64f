"""The bar at the top: the name, the labels with their keys, the search of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from gui.i18n import tr
from gui.look import Look, label, scaled

if TYPE_CHECKING:
    from gui.label_bar import LabelBar

_TYPING_PAUSE = 150  # milliseconds after which what was typed is looked up
_HEIGHT = 47
_SEARCH = 252  # pixels


class TopBar(QWidget):
    """Name, labels, search; ``searched`` carries what is typed, ``entered`` that Enter asks for the first hit."""

    labels: LabelBar
    searched = Signal(str)
    entered = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "bar")
        self.setFixedHeight(_HEIGHT)
        self._brand = label("Leuchtstift", parent=self)
        self._is_complete = False
        self.search = QLineEdit(self)
        self.search.setAccessibleName(tr("Search the library"))
        self.search.setPlaceholderText(tr("Search the library    Ctrl+Shift+F"))
        self.search.setToolTip(
            tr("Words in any order, the last may be a beginning. In “quotation marks”: side by side, in that order.")
        )
        self.search.setFixedWidth(_SEARCH)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE)
        self._pause.timeout.connect(self.search_now)
        self.search.textChanged.connect(lambda _: self._pause.start())
        self.search.returnPressed.connect(self._enter)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.setSpacing(15)
        layout.addWidget(self._brand)
        layout.addStretch(1)
        layout.addWidget(self.search)
        self._layout = layout
        self.set_look(look)

    def complete(self, look: Look) -> None:
        """Put the labels in; the bar is seen without them for a moment."""
        from gui.label_bar import LabelBar

        self.labels = LabelBar(look, self)
        self._is_complete = True
        self.search.setClearButtonEnabled(True)
        self._layout.takeAt(1)
        self._layout.insertWidget(1, self.labels, 1)

    def set_look(self, look: Look) -> None:
        """Show in other colours and fonts from now on."""
        self._brand.setFont(look.serif(1.4, QFont.Weight.DemiBold, italic=True))
        if self._is_complete:
            self.labels.set_look(look)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the search grow with large type, as far as the labels keep room."""
        super().resizeEvent(event)
        self.search.setFixedWidth(min(scaled(_SEARCH), max(_SEARCH, self.width() // 4)))

    def set_brand_width(self, width: int) -> None:
        """Let the labels begin where the reader does; ``width`` is that of the list in pixels."""
        self._brand.setFixedWidth(max(self._brand.sizeHint().width(), width - 16))

    def search_now(self) -> None:
        """Look up what is typed, without waiting for a pause."""
        self._pause.stop()
        self.searched.emit(self.search.text().strip())

    def leave_search(self) -> None:
        """Search for nothing any more."""
        self.search.clear()
        self.search_now()

    def _enter(self) -> None:
        self.search_now()
        self.entered.emit()
