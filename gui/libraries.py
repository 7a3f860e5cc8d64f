"""Opening, making and leaving library files; what the first run does."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from core.assets import seed_folder
from core.errors import LibraryBusy, LibraryDamaged, LibraryError, LibraryReadOnly, NotALibrary, ReaderError
from core.files import real_path
from core.library import Backup, Library
from core.library_labels import built_in
from core.library_versions import is_older
from core.settings import Place
from gui import messages
from gui.closing import told_of_stop
from gui.file_dialogs import start_folder
from gui.i18n import current_language, moment, tr
from gui.keeping_place import PlaceKeeper
from gui.plain import tip
from gui.reader.scrolling import Place as ReadingPlace
from gui.reader.view import ReaderView
from gui.safekeeping import Safekeeping
from gui.sentences import localized
from gui.session import Session
from gui.tasks import Tasks
from gui.updating import Updating

if TYPE_CHECKING:
    from gui.main_window import MainWindow

SUFFIX = ".leuchtstift"


class Libraries(QObject):
    """Opens libraries into the session; the settings remember which, and where the person was in them."""

    def __init__(self, session: Session, tasks: Tasks, reader: ReaderView, window: MainWindow) -> None:
        super().__init__(window)
        self._session = session
        self._tasks = tasks
        self._reader = reader
        self._window = window
        self._is_offering = False
        self.obstacles: dict[Path, ReaderError] = {}  # why libraries could only be opened for reading
        self.updating = Updating(self, window)
        self.place = PlaceKeeper(window)
        self.safekeeping = Safekeeping(session, window.jobs, self)
        self.safekeeping.said.connect(tasks.said)
        self.safekeeping.failed.connect(window.tell)

    def start(self, path: Path, *, is_named: bool = False) -> None:
        """Open the library that the program starts with.

        The person's own one is made if it does not exist, with the sample articles; for another one, which was named
        on the command line, they are asked: it may be a slip of the pen.
        """
        if not path.exists():
            if is_named and path.parent.is_dir():
                self._ask_whether_to_make(path)
            else:
                self.create(path, with_samples=not is_named)
            return
        self.open(path)
        if not self._session.has_library:  # the person is being asked what to do, and can read meanwhile
            with suppress(ReaderError):  # told already
                self._session.set_library(Library.open(path, read_only=True, person=self._window.settings.person))

    def open(self, path: Path, *, read_only: bool = False) -> None:
        """Open a library file, for reading only if somebody else has it and the person wants that."""
        is_open = self._session.has_library and self._session.library.path == real_path(path)
        if is_open and not read_only and not self._session.library.read_only:
            return
        self.updating.path = None
        try:
            if not read_only and is_older(path):
                self._bring_up_to_date(path)
            else:
                self._take(Library.open(path, read_only=read_only, person=self._window.settings.person))
        except ReaderError as error:
            self.tell_refusal(path, error, read_only=read_only)

    def tell_refusal(self, path: Path, error: ReaderError, *, read_only: bool = False) -> None:
        """Tell why a library cannot be opened, and offer what can be done instead."""
        if not read_only:
            self.obstacles[real_path(path)] = error
        if isinstance(error, LibraryDamaged | NotALibrary):
            self.offer_backup(path, error)
        elif read_only or not isinstance(error, LibraryBusy | LibraryReadOnly):
            messages.tell(self._window, error)  # another computer has it, or it cannot even be read where it lies
        else:
            messages.ask(
                self._window,
                localized(error.sentence),
                tr("You can also work in a copy of it."),
                tr("Open for reading"),
                lambda: self.open(path, read_only=True),
                (tr("Open a copy…"), lambda: self.ask_copy(path)),
            )

    def _bring_up_to_date(self, path: Path) -> None:
        """Show an older library for reading while it is backed up and brought to the newest version, then open it."""
        library = Library.open(path, read_only=True, person=self._window.settings.person)
        self.updating.path = library.path
        self._take(library)
        self.updating.begin(path)

    def create(self, path: Path, *, with_samples: bool = False) -> None:
        """Make a new library file, and bring in the sample articles if wanted."""
        try:
            label_set = built_in(lang=current_language())
            library = Library.create(path, person=self._window.settings.person, label_set=label_set)
        except ReaderError as error:
            messages.tell(self._window, error)
            return
        self._take(library)
        if with_samples:
            self._tasks.import_samples(seed_folder())

    def _ask_whether_to_make(self, path: Path) -> None:
        messages.ask(
            self._window,
            tr("There is no library at {path}.", path=str(path)),
            tr("Is the name right? A new, empty library can be made there."),
            tr("Make a new library"),
            lambda: self.create(path),
            (tr("Open another one…"), self.ask_open),
        )

    def close(self) -> None:
        """Leave the open library; it may be moved or deleted afterwards."""
        self._window.jobs.stop()
        self.place.note()
        self._session.set_library(None)

    def ask_new(self) -> None:
        """Let the person choose where a new library is to be."""
        dialog = self.file_dialog(tr("New library"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix(SUFFIX)
        dialog.fileSelected.connect(lambda name: self.create(Path(name)))
        dialog.open()

    def ask_open(self) -> None:
        """Let the person choose a library."""
        dialog = self.file_dialog(tr("Open library"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.open(Path(name)))
        dialog.open()

    def ask_copy(self, path: Path) -> None:
        """Let the person choose where a copy of a library is to be, and open it."""
        dialog = self.file_dialog(tr("Copy library"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix(SUFFIX)
        dialog.selectFile(tr("{name} (copy)", name=path.stem) + SUFFIX)
        dialog.fileSelected.connect(lambda name: self.copy(path, Path(name)))
        dialog.open()

    def copy(self, path: Path, new_path: Path) -> None:
        """Copy a library, which somebody else may have, and open the copy when it is there."""

        def work(_: object) -> None:
            try:
                Library.copy(path, new_path)
            except LibraryDamaged as error:  # of a library that is not the open one
                raise LibraryError(error.sentence) from error

        self._window.jobs.start(tr("Copying"), work, lambda _: self.open(new_path))

    def back_up(self) -> None:
        """Make a backup of the open library, and say so."""
        self.safekeeping.back_up()

    def ask_restore(self) -> None:
        """Let the person choose a backup to go back to."""
        from gui.dialogs.restore import RestoreDialog

        dialog = RestoreDialog(self._session.library.backups(), self._session.library.totals(), self._window)
        dialog.chosen.connect(self.restore)
        dialog.open()

    def restore(self, backup: Backup) -> None:
        """Put a backup in the place of the open library, and open it."""
        path = self._session.library.path
        if not self._put_back(path, backup):
            self.open(path)

    def offer_backup(self, path: Path, error: ReaderError) -> None:
        """Tell why a library is no good, and offer its last good backup, if there is one; one question at a time."""
        if not self._is_offering:
            self._offer(path, error, Library.backups_of(path, good=True))

    def _offer(self, path: Path, error: ReaderError, backups: Sequence[Backup]) -> None:
        if not backups:
            if isinstance(error, LibraryDamaged):
                self._offer_recovery(path, error)
            else:
                messages.tell(self._window, error)
            return
        at = moment(backups[0].at.strftime("%Y-%m-%dT%H:%M:%SZ"))
        self._is_offering = True
        box = messages.ask(
            self._window,
            localized(error.sentence),
            tr("There is a backup: {at}. Shall it take the library's place? The file as it is now is kept.", at=at),
            tr("Restore and open"),
            lambda: self._put_back(path, backups[0], backups[1:]),
        )
        box.finished.connect(self._end_offer)

    def _offer_recovery(self, path: Path, error: ReaderError) -> None:
        from gui.recovery import Recovering

        self._is_offering = True
        box = messages.ask(
            self._window,
            localized(error.sentence),
            tr("The damaged file stays as it is."),
            tr("Save what can be read…"),
            lambda: Recovering(self, self._window).ask(path),
        )
        box.finished.connect(self._end_offer)

    def _end_offer(self) -> None:
        self._is_offering = False

    def _put_back(self, path: Path, backup: Backup, older: Sequence[Backup] = ()) -> bool:
        """Put a backup in the place of a library and open it; one that is no good itself leads on to older ones."""
        if self._session.has_library and self._session.library.path == real_path(path):
            self.close()
        try:
            kept = Library.restore(path, backup.path)
        except (LibraryDamaged, NotALibrary) as error:
            self._offer(path, error, older)
            return False
        except ReaderError as error:
            messages.tell(self._window, error)
            return False
        more = tr("The library as it was is kept: {path}", path=str(kept))
        messages.inform(self._window, tr("The backup is restored."), more)
        self.open(path)
        return True

    def recent_menu(self, parent: QWidget) -> QMenu:
        """Give the menu of the libraries that were open before."""
        menu = QMenu(tr("Recent libraries"), parent)
        menu.aboutToShow.connect(lambda: self._fill_recent(menu))
        return menu

    def _fill_recent(self, menu: QMenu) -> None:
        menu.clear()
        for name in self._window.settings.recent:
            path = Path(name)
            action = QAction(path.stem, menu)
            action.setToolTip(tip(name))
            action.setEnabled(path.exists() and not (self._session.has_library and path == self._session.library.path))
            action.triggered.connect(lambda _=False, p=path: self.open(p))
            menu.addAction(action)
        if not menu.actions():
            menu.addAction(tr("None yet")).setEnabled(False)

    def _take(self, library: Library) -> None:
        stops_extraction = self._window.extraction.is_running
        self._window.jobs.stop()
        error = self.safekeeping.before_leaving()
        if error is not None:
            messages.tell(self._window, error)
        self.place.note()
        self._session.set_library(library)
        self._remember()
        if stops_extraction:
            self._tasks.said.emit(told_of_stop())
        self.safekeeping.begin()

    def _remember(self) -> None:
        """Note that a library is open, and go to where the person was in it."""
        settings, path = self._window.settings, self._session.library.path
        place = settings.places.get(str(path))
        is_new_here = str(path) not in settings.recent
        settings.remember_library(path)
        self._open_first(place)
        if is_new_here and self._session.library.drive_warning:
            messages.inform(self._window, localized(self._session.library.drive_warning))
        if self._session.library.warning:
            messages.inform(self._window, localized(self._session.library.warning))

    def _open_first(self, place: Place | None) -> None:
        """Open the article that was open last, else the first one."""
        library = self._session.library
        if place is not None and library.rows([place.article_id]):
            self._session.open_article(place.article_id)
            if place.position:  # else it is at its top already, with the margin above it
                self._reader.go_to_place(ReadingPlace(place.position, 0))
        else:
            first = library.page(0, 1)
            if first:
                self._session.open_article(first[0].id)
        self._reader.setFocus()

    def file_dialog(self, title: str) -> QFileDialog:
        """Give a dialog for a library, in the folder of the open one, else where files came from or went to."""
        dialog = QFileDialog(self._window, title)
        library = self._session.library.path if self._session.has_library else None
        dialog.setDirectory(str(library.parent) if library else start_folder(self._window.settings))
        dialog.setNameFilters([f"Leuchtstift (*{SUFFIX})", tr("All files") + " (*)"])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog
