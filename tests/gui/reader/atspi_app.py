"""A window for a screen-reader client: test_screen_reader.py runs it in its own X session.

``view`` is the reader view alone with the rich article; ``window FOLDER`` the whole program on a library made there.
"""

from __future__ import annotations

import select
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from core import edits
from core.library import Library
from core.settings import Settings
from gui import appearance, i18n
from gui.app import make_application
from gui.main_window import MainWindow
from gui.reader.view import ReaderView
from gui.theme import load_theme
from tests.gui.reader.material import LABELS, rich

NAME = "reader-under-test"


def bare() -> QMainWindow:
    window = QMainWindow()
    view = ReaderView(None, load_theme("light"))
    window.setCentralWidget(view)
    window.resize(760, 700)
    view.set_article(*rich(), LABELS)
    view.set_caret_visible(True)
    window.show()
    view.setFocus()
    return window


def whole(folder: Path) -> QMainWindow:
    """Give the program's window on a library with one article, which has one mark."""
    path, source = folder / "test.leuchtstift", folder / "article.txt"
    source.write_text(rich()[0].text, encoding="utf-8")
    with Library.create(path, person="Anna") as library:
        (number,) = library.import_paths([source], undoable=False).added
        article = library.article(number)
        start = article.text.index("Wendy Sherman")
        library.do(edits.add_mark(article, library.person_layer, start, start + len("Wendy Sherman"), "PER"))
    i18n.install("en")
    settings = Settings(language="en", theme="light", person="Anna")
    window = MainWindow(settings, appearance.apply(settings))
    window.resize(1280, 820)
    window.show()
    window.complete()
    window.libraries.open(path)
    window.session.open_article(number)
    window.action_set["caret"].trigger()
    window.reader.setFocus()
    return window


def main(what: str, folder: str) -> int:
    app = make_application() if what == "window" else QApplication(sys.argv[:1])
    app.setApplicationName(NAME)
    app.setApplicationDisplayName(NAME)
    window = whole(Path(folder)) if what == "window" else bare()
    QTimer.singleShot(60_000, app.quit)
    # The client closes our standard input when it is done: a clean end, and a crash is another exit code.
    timer = QTimer()

    def look() -> None:
        if select.select([sys.stdin], [], [], 0)[0] and not sys.stdin.readline():
            window.close()
            app.quit()

    timer.timeout.connect(look)
    timer.start(50)
    print("up", flush=True)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
