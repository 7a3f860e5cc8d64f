"""The main window: list, reader, inspector and the bars around them; what they do stands in their own modules.

It is built in two steps, so that a person sees it at once: first the frame with the list, then, when that is painted,
everything else (``gui.assembly``).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from core.errors import LibraryDamaged, ReaderError
from core.library_list import ArticleList, open_list
from core.settings import Settings
from gui.empty import EmptyState
from gui.i18n import tr
from gui.library.panel import LibraryPanel
from gui.look import Look, rule, scaled
from gui.session import Session
from gui.status_line import StatusLine
from gui.top_bar import TopBar

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from gui.action_set import ActionSet
    from gui.choosing import Choosing
    from gui.closing import Closing
    from gui.editing import Editing
    from gui.extraction import Extraction
    from gui.following import Following
    from gui.history.flow import History
    from gui.inspector.panel import Inspector
    from gui.jobs import Jobs
    from gui.libraries import Libraries
    from gui.linking import Linking
    from gui.measuring import Measuring
    from gui.navigation import Navigation
    from gui.publishing import Publishing
    from gui.reader.view import ReaderView
    from gui.reading import Reading
    from gui.searching import Searching
    from gui.tasks import Tasks
    from gui.watching import Watching

_PANES = [280, 760, 320]  # pixels: list, reader, inspector
_SIZE = (1360, 880)


class MainWindow(QMainWindow):
    """One window with one library; complete after ``complete``, which its first paint calls.

    ``crashed`` carries what a job raised that is a bug; ``language_chosen`` says that the window must be built anew.
    """

    crashed = Signal(object)
    language_chosen = Signal()
    completed = Signal()

    jobs: Jobs
    reader: ReaderView
    reading: Reading
    inspector: Inspector
    tasks: Tasks
    extraction: Extraction
    editing: Editing
    choosing: Choosing
    linking: Linking
    navigation: Navigation
    publishing: Publishing
    libraries: Libraries
    closing: Closing
    history: History
    measuring: Measuring
    action_set: ActionSet
    label_menu: QMenu
    following: Following
    searching: Searching
    watching: Watching
    panes: tuple[QWidget, ...]

    def __init__(self, settings: Settings, look: Look) -> None:
        super().__init__()
        self.settings = settings
        self.look = look
        self.is_complete = False
        self._library: Path | None = None
        self._is_named = False
        self._glimpse: ArticleList | None = None  # what the list shows until the library is open for work
        self.setWindowTitle("Leuchtstift")
        self.setAcceptDrops(True)
        self.session = Session(self)
        self.top = TopBar(look, self)
        self.list = LibraryPanel(look, self)
        self.status = StatusLine(look, self)
        self.middle = QStackedWidget(self)
        self.splitter = QSplitter(self)
        self._empty = EmptyState(self, width=380)
        self._empty.setProperty("role", "paper")
        self.side = QStackedWidget(self)
        self.side.setProperty("role", "panel")
        self.menuBar().setMinimumHeight(self.menuBar().fontMetrics().height() + 12)
        self._lay_out()
        self._restore_geometry()
        self.session.library_opened.connect(self.list.set_library)
        self.list.installEventFilter(self)

    def open_library(self, path: Path, *, is_named: bool = False) -> None:
        """Show the list of a library at once, opened for reading; with the rest of the window it is opened for work.

        A missing one is made then, after a question if it was named on the command line, and whatever stands in the
        way is told then.
        """
        self._library, self._is_named = path, is_named
        if path.exists():
            try:
                self._glimpse = open_list(path)
            except ReaderError:  # it is opened again then, and told
                return
            self.list.set_library(self._glimpse)

    def complete(self) -> None:
        """Build the rest of the window, and show what the library has."""
        if self.is_complete:
            return
        from gui.assembly import assemble

        self.is_complete = True
        assemble(self)
        self._empty.acted.connect(self._act_on_emptiness)
        self.reading.show(self.settings)
        self.show_emptiness()
        self.reader.setFocus()
        if self._library is not None:
            self.libraries.start(self._library, is_named=self._is_named)
        self._end_glimpse()
        self.completed.emit()

    def _end_glimpse(self) -> None:
        if self._glimpse is not None:
            if not self.session.has_library:  # it could not be opened for work, nor for reading
                self.list.set_library(None)
            self._glimpse.close()
            self._glimpse = None

    # What the action table calls

    def step_out(self) -> None:
        """Climb out one level: search bar, mark, text selection, armed label; pop-ups close by themselves."""
        if QApplication.focusWidget() is self.top.search:
            self.top.leave_search()
            self.reader.setFocus()
        elif self.reader.find_bar.is_in_use:
            self.reader.find_bar.leave()
        elif self.history.has_focus:
            self.history.close()
        elif self.session.selection:
            self.session.select(None)
        elif self.reader.selected_range() is not None:
            self.reader.clear_selection()
        elif self.editing.armed is not None:
            self.editing.arm(None)
        elif self.reader.find_bar.is_shown:
            self.reader.find_bar.leave()
        else:
            self.top.leave_search()

    def toggle_marks(self) -> None:
        """Hide all marks, or show them again."""
        self.reader.set_marks_visible(not self.action_set["hide_marks"].isChecked())

    def toggle_caret(self) -> None:
        """Show a caret that the arrow keys move, or let them scroll."""
        self.reader.set_caret_visible(self.action_set["caret"].isChecked())

    def toggle_full_screen(self) -> None:
        """Fill the screen, or stop doing so."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def step_pane(self, direction: int) -> None:
        """Give the focus to the next pane: list, reader, inspector, search."""
        side = self.history.panel.view if self.history.panel and self.history.is_open else self.inspector.view
        ring = (self.list.view, self.reader, side, self.top.search)
        focus = QApplication.focusWidget()
        place = ring.index(focus) if focus in ring else 0
        ring[(place + direction) % len(ring)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_settings(self) -> None:
        """Let the person choose language, theme, type and name."""
        from gui.dialogs.settings import SettingsDialog

        dialog = SettingsDialog(self.settings, self)
        dialog.tried.connect(self.apply_settings)
        dialog.changed.connect(self._keep_settings)
        dialog.open()

    def show_keys(self) -> None:
        """Show the key sheet."""
        from gui.dialogs.keys import KeySheet

        KeySheet(self.look, self).open()

    def show_about(self) -> None:
        """Show what this program is."""
        from gui.dialogs.about import AboutDialog

        library = str(self.session.library.path) if self.session.has_library else ""
        AboutDialog(self.look, library, self).open()

    # Settings

    def apply_settings(self, settings: Settings) -> None:
        """Show a theme, a face and a size."""
        from gui import appearance
        from gui.following import fill_label_menu

        self.look = look = appearance.apply(settings)
        self.top.set_look(look)
        self.list.set_look(look)
        self.inspector.set_look(look, self.following.label_set)
        self.inspector.show_marks(self.session.selection)
        self.history.set_look(look, self.following.label_set)
        self.status.set_look(look)
        self.reader.set_theme(look.theme)
        self.reading.show(settings)
        fill_label_menu(self.label_menu, self, self.following.label_set)

    def save_settings(self) -> None:
        """Write the settings file; a folder that cannot be written is told."""
        try:
            self.settings.save()
        except ReaderError as error:
            self.tell(error)

    def tell(self, error: ReaderError) -> None:
        """Tell an expected error; with one that says that the open library is damaged comes the offer of a backup."""
        from gui import messages

        if isinstance(error, LibraryDamaged) and self.is_complete and self.session.has_library:
            self.libraries.offer_backup(self.session.library.path, error)
        else:
            messages.tell(self, error)

    def show_emptiness(self) -> None:
        """Say what to do where no article is open; else show the text."""
        session = self.session
        self.middle.setCurrentWidget(self.reader if session.article is not None else self._empty)
        if not session.has_library:
            words, button = tr("Open one, or make a new one, from the file menu."), tr("Open library…")
            self._empty.show_text(tr("No library is open"), words, button)
        elif session.library.count():
            self._empty.show_text(tr("Nothing is open"), tr("Choose an article at the left."))
        else:
            words = tr(
                "Bring in text, web pages or JSONL: drop files here, or choose them. Nothing leaves this computer."
            )
            button = tr("Import files…") if session.is_writable else ""
            self._empty.show_text(tr("An empty library"), words, button)

    def _act_on_emptiness(self) -> None:
        if self.session.has_library:
            self.tasks.ask_import_files()
        else:
            self.libraries.ask_open()

    # Window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Complete the window when the frame has been painted."""
        if event.type() == QEvent.Type.Paint and not self.is_complete:
            self.list.removeEventFilter(self)
            QTimer.singleShot(0, self.complete)
        return False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders."""
        if self.session.is_writable and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what was dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.tasks.import_paths(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what runs, back up and close the library (all edits are stored already), remember where things were."""
        if self.is_complete:
            if not self.closing.may_close():
                event.ignore()
                return
            self.libraries.close()
            self.jobs.close()
            self.extraction.close()
        self._end_glimpse()
        self.session.set_library(None)
        self.settings.geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self.settings.panes = self.splitter.sizes()
        self.save_settings()
        event.accept()

    def _keep_settings(self, chosen: Settings) -> None:
        is_other_language = chosen.language != self.settings.language
        self.settings = chosen
        self.apply_settings(chosen)
        self.save_settings()
        if is_other_language:
            self.language_chosen.emit()

    def _lay_out(self) -> None:
        self.middle.addWidget(self._empty)
        for pane, least in ((self.list, 180), (self.middle, 430), (self.side, 270)):
            pane.setMinimumWidth(least)
            self.splitter.addWidget(pane)
        self.splitter.setChildrenCollapsible(True)
        self.splitter.setHandleWidth(1)
        for place, stretch in enumerate((0, 1, 0)):
            self.splitter.setStretchFactor(place, stretch)
        body = QWidget(self)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top)
        layout.addWidget(rule(self))
        layout.addWidget(self.splitter, 1)
        layout.addWidget(rule(self))
        layout.addWidget(self.status)
        self.setCentralWidget(body)
        self._rows = layout

    def put_below_top(self, bar: QWidget) -> None:
        """Let a bar stand below the one at the top, over the whole width."""
        self._rows.insertWidget(self._rows.indexOf(self.top) + 2, bar)  # below its rule

    def _restore_geometry(self) -> None:
        self.resize(*_SIZE)
        if self.settings.geometry:
            self.restoreGeometry(QByteArray.fromBase64(self.settings.geometry.encode()))
        panes = self.settings.panes
        if len(panes) != len(_PANES):
            panes = [scaled(_PANES[0]), _PANES[1], scaled(_PANES[2])]
        self.splitter.setSizes(panes)
        self.top.set_brand_width(panes[0])
