"""A damaged library without a backup: what can still be read of it is saved in a new one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from core.errors import LibraryDamaged, LibraryError
from core.files import real_path
from core.library import Library
from gui import messages
from gui.i18n import tr
from gui.sentences import localized

if TYPE_CHECKING:
    from gui.libraries import Libraries
    from gui.main_window import MainWindow

_SHOWN = 12  # sentences on what is lost


class Recovering(QObject):
    """Asks where to, saves in a thread, opens the new library and tells what is lost."""

    def __init__(self, libraries: Libraries, window: MainWindow) -> None:
        super().__init__(window)
        self._libraries = libraries
        self._window = window

    def ask(self, path: Path) -> None:
        """Let the person choose where the new library is to be."""
        dialog = self._libraries.file_dialog(tr("Save what can be read"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix(path.suffix)
        dialog.setDirectory(str(path.parent))
        dialog.selectFile(tr("{name} (saved)", name=path.stem) + path.suffix)
        dialog.fileSelected.connect(lambda name: self.save(path, Path(name)))
        dialog.open()

    def save(self, path: Path, new_path: Path) -> None:
        """Save what can be read of a library in a new one; the damaged one must not be open meanwhile."""
        session = self._window.session
        if session.has_library and session.library.path == real_path(path):
            self._libraries.close()

        def work(_: object) -> list[str]:
            try:
                return Library.recover(path, new_path).lost
            except LibraryDamaged as error:  # of a library that is not the open one
                raise LibraryError(error.sentence) from error

        def finish(sentences: list[str]) -> None:
            self._libraries.open(new_path)
            lost = [localized(sentence) for sentence in sentences]
            if len(lost) > _SHOWN:
                lost = [*lost[:_SHOWN], tr("… and %n more", n=len(lost) - _SHOWN)]
            messages.inform(
                self._window,
                tr("What could be read is saved in {path}.", path=str(new_path)),
                "\n".join(lost) or tr("Nothing is lost."),
            )

        self._window.jobs.start(tr("Saving what can be read"), work, finish)
