"""Start the application: arguments, settings, look, language, crash hook, first window."""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from core import paths
from core.settings import Settings
from gui import appearance, i18n
from gui.crash import CrashHook, start_log
from gui.main_window import MainWindow


class Application(QObject):
    """Holds the one window, and builds it anew where the language changes."""

    def __init__(self, app: QApplication, settings: Settings, library: Path) -> None:
        super().__init__(app)
        self._app = app
        self.settings = settings
        self.library = library
        self.window: MainWindow | None = None
        self._is_telling = False
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    def open_window(self) -> MainWindow:
        """Build a window in the language and look of the settings, and open the library in it."""
        i18n.install(self.settings.language)
        window = MainWindow(self.settings, appearance.apply(self.settings))
        window.language_chosen.connect(self._rebuild)
        window.crashed.connect(self.tell_crash)
        self.window = window
        window.show()  # painted only after this: the library comes into a window that has its size
        window.libraries.start(self.library)
        return window

    def tell_crash(self, error: BaseException) -> None:
        """Show a bug with its report; further ones while it is shown only go to the log."""
        from gui.dialogs.crash import CrashDialog

        if self._is_telling:
            return
        self._is_telling = True
        dialog = CrashDialog(error, self.window)
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
        old.close()
        old.deleteLater()
        self.open_window()
        self._app.setQuitOnLastWindowClosed(True)

    def _follow_system(self) -> None:
        """Become light or dark with the system."""
        if self.window is not None and self.settings.theme == "system":
            self.window.apply_settings(self.window.settings, appearance.apply(self.window.settings))


def main(arguments: Sequence[str]) -> int:
    """Run the program with command line arguments; gives its exit code."""
    chosen = _parser().parse_args(arguments)
    folder: Path | None = chosen.demo
    if chosen.smoke:
        folder = Path(tempfile.mkdtemp(prefix="leuchtstift-"))
    if folder is not None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = make_application()
    if folder is not None:
        from gui.demo import run_demo

        return run_demo(app, folder)
    crashes = start_log()  # open as long as the program runs
    settings = Settings.load()
    application = Application(app, settings, chosen.library or paths.default_library())
    hook = CrashHook(app)
    hook.caught.connect(application.tell_crash)
    hook.install()
    application.open_window()
    code = app.exec()
    crashes.close()
    return code


def make_application() -> QApplication:
    """Make the QApplication with the names and the style that every window needs."""
    app = QApplication([])
    app.setApplicationName("Leuchtstift")
    app.setApplicationDisplayName("Leuchtstift")
    app.setDesktopFileName("leuchtstift")
    app.setStyle("Fusion")
    return app


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="leuchtstift-gui", description="Read, mark and correct articles.")
    parser.add_argument("library", nargs="?", type=lambda name: Path(name).absolute(), help="library file to open")
    demo = parser.add_mutually_exclusive_group()
    demo.add_argument("--demo", metavar="DIR", type=Path, help="do the main job without a screen, results into DIR")
    demo.add_argument("--smoke", action="store_true", help="the same into a temporary folder: tells whether all works")
    return parser
