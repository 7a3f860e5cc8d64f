"""A library that is open for reading only: a bar says why and what to do, and what somebody else writes is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from core.errors import LibraryBusy, LibraryReadOnly, ReaderError
from gui.i18n import tr
from gui.look import Paragraph, label
from gui.plain import tip
from gui.sentences import localized

if TYPE_CHECKING:
    from gui.main_window import MainWindow

_PAUSE = 2000  # milliseconds between two looks at the file; one costs some microseconds while nobody writes


class ReadingBar(QWidget):
    """Says above everything that nothing can be edited; ``editing_wanted`` and ``copy_wanted`` are its buttons."""

    editing_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "notice")
        badge = label(tr("Reading only"), "badge", self)
        self.sentence = Paragraph(parent=self)
        self.edit = QPushButton(tr("Open for editing"), self)
        self.copy = QPushButton(tr("Open a copy…"), self)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(12)
        row.addWidget(badge)
        row.addWidget(self.sentence, 1)
        for button, wanted in ((self.edit, self.editing_wanted), (self.copy, self.copy_wanted)):
            button.clicked.connect(lambda _=False, signal=wanted: signal.emit())
            row.addWidget(button)
        self.hide()

    def show_reason(self, error: ReaderError | None, *, is_updating: bool = False) -> None:
        """Say why nothing can be edited.

        ``error`` is what stood in the way of opening the library for work; one that ``is_updating`` will be by itself.
        """
        is_locked = isinstance(error, LibraryReadOnly)  # by the system, not by somebody at work
        if is_updating:
            words = tr("The library is being brought up to date. It can be read meanwhile, and edited then.")
        elif is_locked:
            words = tr("This file cannot be written. To edit, open a copy of it in a folder of your own.")
        elif isinstance(error, LibraryBusy):
            words = tr("Another window has this library; what it stores is shown here. To edit here, close it there.")
        elif error is not None:
            words = localized(error.sentence)
        else:
            words = tr("This library was opened for reading only: nothing can be edited here.")
        self.edit.setVisible(not is_locked and not is_updating)
        self.copy.setVisible(not is_updating)
        self.sentence.setText(words)
        self.sentence.setToolTip(tip("" if error is None else localized(error.sentence)))
        self.show()


class Watching(QObject):
    """Looks every other second, and when the window gets the focus, whether somebody else wrote into the library."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self.bar = ReadingBar(window)
        self._timer = QTimer(self)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.look)
        self._session.library_opened.connect(self.tell)
        self.bar.editing_wanted.connect(lambda: window.libraries.open(self._session.library.path))
        self.bar.copy_wanted.connect(lambda: window.libraries.ask_copy(self._session.library.path))
        window.installEventFilter(self)

    def look(self) -> None:
        """Show what somebody else has written, if they have; of a file that was put in its place, that one."""
        session = self._session
        if not session.has_library or session.is_writable or self._is_updating:
            return
        library = session.library
        try:
            if library.is_replaced:
                self._timer.stop()  # begins again with the library that is opened
                self._window.libraries.open(library.path, read_only=True)
                return
            labels = library.label_set
            if library.follow():
                self._show_anew(other_labels=library.label_set != labels)
        except ReaderError as error:
            self._timer.stop()
            self._window.tell(error)

    def _show_anew(self, *, other_labels: bool) -> None:
        article, place = self._session.article, self._window.reader.reading_place()
        self._session.show_anew(other_labels=other_labels)
        if article is not None and self._session.article is not None:
            self._window.reader.go_to_place(place)  # not to the selected mark: the person may have scrolled on
        self._window.history.show_anew()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look when the person comes to this window; not after a failure, for closing its message is coming too."""
        if event.type() == QEvent.Type.WindowActivate and watched is self._window and self._timer.isActive():
            self.look()
        return False

    @property
    def _is_updating(self) -> bool:
        return self._session.library.path == self._window.libraries.updating.path

    def tell(self) -> None:
        """Say in the bar how it is with the open library, and watch it if it is open for reading only."""
        session = self._session
        if session.has_library and not session.is_writable:
            obstacle = self._window.libraries.obstacles.get(session.library.path)
            self.bar.show_reason(obstacle, is_updating=self._is_updating)
            self._timer.start()
        else:
            self.bar.hide()
            self._timer.stop()
