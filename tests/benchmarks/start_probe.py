"""Started as a program: open the window on a library as ``python -m gui`` does, and tell what that took.

Prints JSON: ``cpu`` seconds of this process until the list's first page is on the screen and ``modules`` loaded by
then, ``complete`` seconds until the article is there as well, ``rows`` of the list and ``title`` of the article.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def main(library: str) -> None:
    """Open the window and report; what the window builds after its first paint comes later."""
    gc.disable()  # as gui.__main__ does
    from gui.app import Application, make_application

    app = make_application()
    from PySide6.QtCore import QEvent, QObject

    from core.settings import Settings

    class Watch(QObject):
        painted = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            self.painted = self.painted or event.type() == QEvent.Type.Paint
            return False

    application = Application(app, Settings(language="en", theme="light"), Path(library))
    window = application.open_window()
    watch = Watch()
    window.list.view.viewport().installEventFilter(watch)
    while not watch.painted:
        app.processEvents()
    cpu, modules = time.process_time(), sorted(sys.modules)
    while not window.is_complete:
        app.processEvents()
    rows, title = window.list.model.rowCount(), window.session.article.info.title
    told = {"cpu": cpu, "modules": modules, "complete": time.process_time(), "rows": rows, "title": title}
    sys.stdout.write(json.dumps(told))
    window.close()


if __name__ == "__main__":
    main(sys.argv[1])
