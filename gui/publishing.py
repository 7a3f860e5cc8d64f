"""The marked article out of the window: on paper, as PDF, as a web page that needs nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QProgressDialog

from core.errors import Cancelled, ReaderError
from gui.file_dialogs import file_name, save_dialog, suffixed
from gui.i18n import tr

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from gui.main_window import MainWindow
    from gui.reader.printing import Progress

_PATIENCE = 400  # milliseconds before the progress is shown


class Publishing(QObject):
    """Asks where to and writes; ``said`` carries a sentence for the status line."""

    said = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._printer: QPrinter | None = None  # the dialog does not own it

    def ask_pdf(self) -> None:
        """Let the person choose a file, and write the article with its marks as PDF."""
        self._ask_file(tr("Marked article as PDF"), "PDF", ".pdf", self.write_pdf)

    def ask_web_page(self) -> None:
        """Let the person choose a file, and write the article with its marks as one web page."""
        self._ask_file(tr("Marked article as web page"), tr("Web page"), ".html", self.write_web_page)

    def ask_print(self) -> None:
        """Let the person choose a printer, and print the article with its marks."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(file_name(self._title()))  # a printer that writes files takes it for their name
        printer.setCreator("Leuchtstift")
        dialog = QPrintDialog(printer, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self.print_on)  # hands over the printer
        QDialog.open(dialog)

    def write_pdf(self, path: Path) -> None:
        """Write the open article with its marks as PDF."""
        from gui.reader.printing import write_pdf

        self._set_pages(write_pdf, path, tr("Written: {path}", path=str(path)))

    def write_web_page(self, path: Path) -> None:
        """Write the open article with its marks as a web page."""
        from gui.reader.web_page import write_web_page

        session, following = self._window.session, self._window.following
        article, labels = session.article, following.label_set
        if article is not None:
            self._do(
                lambda _: write_web_page(path, article, session.marks, labels, following.card_rows),
                tr("Written: {path}", path=str(path)),
            )

    def print_on(self, printer: QPrinter) -> None:
        """Print the open article with its marks."""
        from gui.reader.printing import print_article

        self._set_pages(print_article, printer, tr("Sent to the printer."))

    def _set_pages(self, write: Callable[..., object], target: object, done: str) -> None:
        """Set the open article on pages as it is set in the window."""
        session, settings = self._window.session, self._window.settings
        article, labels = session.article, self._window.following.label_set
        if article is not None:
            self._do(
                lambda progress: write(
                    target,
                    article,
                    session.marks,
                    labels,
                    family=settings.font,
                    column=settings.column,
                    progress=progress,
                ),
                done,
            )

    def _do(self, write: Callable[[Progress], object], done: str) -> None:
        """Do it here (a painter wants the window's thread), with a progress dialog once it takes its time."""
        dialog = QProgressDialog(tr("Setting the pages…"), tr("Cancel"), 0, 100, self._window)
        dialog.setWindowTitle("Leuchtstift")
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.setMinimumDuration(_PATIENCE)

        def progress(share: float) -> bool:
            dialog.setValue(min(99, int(share * 100)))
            return not dialog.wasCanceled()

        try:
            write(progress)
        except Cancelled:
            self.said.emit(tr("Cancelled."))
        except ReaderError as error:
            self._window.tell(error)
        else:
            self.said.emit(done)
        finally:
            dialog.close()
            dialog.deleteLater()

    def _ask_file(self, title: str, kind: str, suffix: str, write: Callable[[Path], None], name: str = "") -> None:
        """Ask where to write; a name of another kind is corrected, and asked about if the right one is taken."""

        def chosen(name: str) -> None:
            path = suffixed(Path(name), suffix)
            if str(path) != name and path.exists():
                self._ask_file(title, kind, suffix, write, str(path))
            else:
                write(path)

        first = name or file_name(self._title()) + suffix
        dialog = save_dialog(self._window, title, self._window.settings, suffix, [f"{kind} (*{suffix})"], first)
        dialog.fileSelected.connect(chosen)
        dialog.open()

    def _title(self) -> str:
        article = self._window.session.article
        return article.info.title if article is not None else ""
