"""A window with the rich article for a screen-reader client: test_screen_reader.py runs it in its own X session."""

from __future__ import annotations

import select
import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from gui.reader.view import ReaderView
from gui.theme import load_theme
from tests.gui.reader.material import LABELS, rich

NAME = "reader-under-test"


def main() -> int:
    app = QApplication(sys.argv)
    app.setApplicationName(NAME)
    window = QMainWindow()
    view = ReaderView(None, load_theme("light"))
    window.setCentralWidget(view)
    window.resize(760, 700)
    view.set_article(*rich(), LABELS)
    view.set_caret_visible(True)
    window.show()
    view.setFocus()
    QTimer.singleShot(60_000, app.quit)
    # The client closes our standard input when it is done: a clean end, and a crash is another exit code.
    timer = QTimer()

    def look() -> None:
        if select.select([sys.stdin], [], [], 0)[0] and not sys.stdin.readline():
            app.quit()

    timer.timeout.connect(look)
    timer.start(50)
    print("up", flush=True)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
