"""Start the application: arguments, settings, look, language, crash hook, first window."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

# Before PySide6: of every module that is imported after it, shiboken reads the source to see whether it uses Qt.
import core.library_list
import core.settings  # noqa: F401

# isort: split
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from core import paths
from core.settings import Settings
from gui import appearance, i18n
from gui.crash import CrashHook, start_log, take_last_crash
from gui.garbage import GarbageCollector
from gui.main_window import MainWindow

if TYPE_CHECKING:
    from gui.dialogs.crash import CrashDialog


class Application(QObject):
    """Holds the one window, and builds it anew where the language changes."""

    def __init__(self, app: QApplication, settings: Settings, library: Path | None) -> None:
        super().__init__(app)
        self._app = app
        self.settings = settings
        self.is_named = library is not None
        self.library = library or paths.default_library()
        self.window: MainWindow | None = None
        self._is_telling = False
        self._log: IO[str] | None = None  # open as long as the program runs
        self._garbage = GarbageCollector(self)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        accessibility = getattr(hints, "accessibility", None)  # since Qt 6.10
        if accessibility is not None:
            accessibility().contrastPreferenceChanged.connect(self._follow_system)

    def open_window(self) -> MainWindow:
        """Build a window in the language and look of the settings, and open the library in it."""
        i18n.install(self.settings.language)
        window = MainWindow(self.settings, appearance.apply(self.settings))
        window.language_chosen.connect(self._rebuild)
        window.crashed.connect(self.tell_crash)
        window.completed.connect(self._garbage.start)
        self.window = window
        window.open_library(self.library, is_named=self.is_named)
        window.show()
        return window

    def tell_crash(self, error: BaseException) -> None:
        """Show a bug with its report; further ones while it is shown only go to the log."""
        from gui.dialogs.crash import CrashDialog

        if not self._is_telling:
            self._show(CrashDialog.of_error(error, self.window))

    def heed_the_system(self) -> None:
        """Close as a person does where the system asks the program to end (SIGTERM)."""
        import signal

        signal.signal(signal.SIGTERM, lambda *_: QTimer.singleShot(0, self._end))

    def _end(self) -> None:
        """Close the window without asking whether extraction may be stopped."""
        window = self.window
        if window is not None and window.is_complete:
            window.libraries.place.keep()
            window.closing.agree()
            window.close()

    def start_log(self) -> None:
        """Log from now on, and tell of a crash that ended the program before."""
        told = take_last_crash()
        with suppress(OSError):  # a full disk, or a folder that nobody may write in: then there is no log
            self._log = start_log()
        if told:
            from gui.dialogs.crash import CrashDialog

            self._show(CrashDialog.of_last_run(told, self.window))

    def _show(self, dialog: CrashDialog) -> None:
        self._is_telling = True
        dialog.finished.connect(self._told)
        dialog.open()

    def _told(self) -> None:
        self._is_telling = False

    def _rebuild(self) -> None:
        """Put a new window in the place of the old one."""
        old = self.window
        assert old is not None
        self.settings = old.settings
        if old.session.has_library:
            self.library = old.session.library.path
        self._app.setQuitOnLastWindowClosed(False)
        stops_extraction = old.extraction.is_running
        old.closing.agree()
        if old.close():  # else it asks first whether to go without a backup
            old.deleteLater()
            new = self.open_window()
            if stops_extraction:
                new.completed.connect(lambda: _tell_of_stop(new))
        self._app.setQuitOnLastWindowClosed(True)

    def _follow_system(self) -> None:
        """Become light, dark or high in contrast with the system."""
        if self.window is not None and self.settings.theme == "system":
            self.window.apply_settings(self.window.settings)


def main(arguments: Sequence[str]) -> int:
    """Run the program with command line arguments; gives its exit code."""
    library, folder = None, None
    if arguments:
        from gui.arguments import parse

        library, folder = parse(arguments)
    if folder is not None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = make_application()
    if folder is not None:
        from gui.demo import run_demo

        GarbageCollector(app).start()
        return run_demo(app, folder)
    application = Application(app, Settings.load(), library)
    hook = CrashHook(app)
    hook.caught.connect(application.tell_crash)
    hook.install()
    application.open_window().completed.connect(application.heed_the_system)
    QTimer.singleShot(0, application.start_log)
    return app.exec()


def _tell_of_stop(window: MainWindow) -> None:
    from gui.closing import told_of_stop

    window.status.say(told_of_stop())


def make_application() -> QApplication:
    """Make the QApplication with the names and the style that every window needs."""
    # Not setStyle: what it gives back makes every enum of QStyle, 4 ms before the first paint.
    app = QApplication(["leuchtstift", "-style", "Fusion"])
    app.setApplicationName("Leuchtstift")
    app.setApplicationDisplayName("Leuchtstift")
    app.setDesktopFileName("leuchtstift")
    return app
