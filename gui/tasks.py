"""Long work that a person starts: import, export; each in a thread, told in the status line, cancellable.

The library may be used from any thread, so jobs use the open one: reads do not wait, and an edit waits for at most one
batch of sixteen articles.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from core.library import ExportReport, ImportReport
from gui import messages
from gui.file_dialogs import open_dialog
from gui.i18n import tr
from gui.jobs import Job, Jobs
from gui.sentences import localized
from gui.session import Session

if TYPE_CHECKING:
    from gui.main_window import MainWindow

_BULK = 1_000_000  # bytes of a file that is no single article


class Tasks(QObject):
    """Starts long work and says how it went; ``said`` carries a sentence for the status line."""

    said = Signal(str)

    def __init__(self, session: Session, jobs: Jobs, window: MainWindow) -> None:
        super().__init__(window)
        self._session = session
        self._jobs = jobs
        self._window = window

    # Import

    def ask_import_files(self) -> None:
        """Let the person choose files to bring in."""
        dialog = self._file_dialog(tr("Import files"), QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.import_paths([Path(name) for name in names]))
        dialog.open()

    def ask_import_folder(self) -> None:
        """Let the person choose a folder to bring in."""
        dialog = self._file_dialog(tr("Import folder"), QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.import_paths([Path(name)]))
        dialog.open()

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Bring in files and folders, then tell what came in and what did not; before many there is a backup."""
        library = self._session.library

        def work(job: Job[ImportReport]) -> ImportReport:
            if _is_bulk(paths):
                library.backup("import")
            return library.import_paths(paths, progress=job.report)

        self._jobs.start(tr("Importing"), work, self._imported, uses_library=True)

    def import_samples(self, folder: Path) -> None:
        """Bring the sample articles into a new library, show the first one and extract: what the first run does."""
        library = self._session.library
        self._jobs.start(
            tr("Importing"),
            lambda job: library.import_paths([folder], undoable=False, progress=job.report),
            self._samples_came,
            uses_library=True,
        )

    def _samples_came(self, report: ImportReport) -> None:
        self._session.articles_came(report.change_set)
        if report.added:
            self._session.open_article(report.added[0])
            self._window.reader.setFocus()
            self._window.extraction.extract(list(report.added))

    def _imported(self, report: ImportReport) -> None:
        from gui.dialogs.import_report import ImportReportDialog

        self._session.articles_came(report.change_set)
        new = [*report.added, *report.restored]
        self.said.emit(tr("Imported %n article(s)", n=len(new)))
        if new and (self._session.article is None or len(new) == 1):
            self._session.open_article(new[0])
        dialog = ImportReportDialog(report, self._window)
        dialog.extraction_wanted.connect(lambda: self._window.extraction.extract(new))
        dialog.open()

    # Export

    def ask_export(self) -> None:
        """Let the person choose what to export and where to."""
        from gui.dialogs.export import ExportDialog

        dialog = ExportDialog(self._session.library, self._window.settings, self._window)
        dialog.chosen.connect(self.export)
        dialog.open()

    def export(self, path: Path, layer: str, state: str, file_format: str) -> None:
        """Write a file, then tell how much is in it."""
        library = self._session.library
        self._jobs.start(
            tr("Exporting"),
            lambda job: library.export(path, layer=layer, state=state, format=file_format, progress=job.report),
            self._exported,
        )

    def _exported(self, report: ExportReport) -> None:
        articles = tr("%n article(s)", n=report.articles)
        marks = tr("%n mark(s)", n=report.spans)
        text = tr("Exported {articles} with {marks}.", articles=articles, marks=marks)
        self.said.emit(text)
        more = tr("The file was read back and compared: {path}", path=str(report.path))
        messages.inform(self._window, text, more, [localized(problem.sentence) for problem in report.problems])

    def _file_dialog(self, title: str, mode: QFileDialog.FileMode) -> QFileDialog:
        filters = [tr("Articles") + " (*.txt *.md *.html *.htm *.jsonl)", tr("All files") + " (*)"]
        is_folder = mode is QFileDialog.FileMode.Directory
        return open_dialog(self._window, title, self._window.settings, mode, () if is_folder else filters)


def _is_bulk(paths: Sequence[Path]) -> bool:
    """Tell whether an import may bring in many articles: several files, a folder, or a large file."""
    return len(paths) > 1 or any(path.is_dir() or (path.exists() and path.stat().st_size > _BULK) for path in paths)
