"""Started as a program: open the window on a library as ``python -m gui`` does, and tell what that took.

Prints JSON: ``cpu`` seconds of this process until the list's first page is on the screen, by then ``painted`` rows,
loaded ``modules`` and made ``enums``; ``complete`` seconds until the article is there as well, ``rows`` of the list and
``title`` of the article.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from enum import EnumType
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def main(library: str) -> None:
    """Open the window and report; what the window builds after its first paint comes later."""
    gc.disable()  # as gui.__main__ does
    from gui.app import Application, make_application

    app = make_application()

    from core.settings import Settings
    from gui.library.delegate import ArticleDelegate

    painted: set[int] = set()
    paint = ArticleDelegate.paint

    def watched(self: ArticleDelegate, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        paint(self, painter, option, index)
        painted.add(index.row())

    ArticleDelegate.paint = watched  # type: ignore[method-assign]
    application = Application(app, Settings(language="en", theme="light"), Path(library))
    window = application.open_window()
    while not painted:
        app.processEvents()  # paints the whole window before it comes back
    cpu, modules, rows_painted = time.process_time(), sorted(sys.modules), len(painted)
    enums = sorted(each.__qualname__ for each in gc.get_objects() if isinstance(each, EnumType))
    while not window.is_complete:
        app.processEvents()
    rows, title = window.list.model.rowCount(), window.session.article.info.title
    told = {"cpu": cpu, "modules": modules, "painted": rows_painted, "enums": enums}
    told |= {"complete": time.process_time(), "rows": rows, "title": title}
    sys.stdout.write(json.dumps(told))
    window.close()


if __name__ == "__main__":
    main(sys.argv[1])
