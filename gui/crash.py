"""What is no expected error is a bug: it is logged and shown with a report to copy; the window and the library go on.

The report has versions and the traceback's places, but not the message of the exception, which may quote an article.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from core import paths

LOG = "leuchtstift"
"""The name of the program's logger. Logging is imported when there is something to log: the window is in a hurry."""


def report(error: BaseException, *, with_message: bool = False) -> str:
    """Give what helps to mend a bug: versions, the kind of error, where it happened."""
    import platform
    import traceback

    import PySide6
    from PySide6.QtCore import qVersion

    import core

    frames = traceback.extract_tb(error.__traceback__)
    lines = [
        f"Leuchtstift {core.__version__}, Python {platform.python_version()}, PySide6 {PySide6.__version__}, "
        f"Qt {qVersion()}, {platform.platform()}",
        "",
        *(f"{_short(frame.filename)}:{frame.lineno} in {frame.name}" for frame in frames),
        type(error).__qualname__ + (f": {error}" if with_message else ""),
    ]
    for note in (error.__cause__, error.__context__):
        if note is not None:
            lines.append(f"after {type(note).__qualname__}" + (f": {note}" if with_message else ""))
            break
    return "\n".join(lines) + "\n"


def _short(filename: str) -> str:
    """Leave the person's folders out of a report."""
    return "/".join(Path(filename).parts[-3:])


class CrashHook(QObject):
    """Catches what nobody caught, in any thread, logs it and hands it to the window."""

    caught = Signal(object)

    def install(self) -> None:
        """Take over the interpreter's hooks for exceptions and Qt's for messages."""
        sys.excepthook = self._caught
        threading.excepthook = lambda args: self.take(args.exc_value) if args.exc_value is not None else None
        qInstallMessageHandler(_log_qt)

    def take(self, error: BaseException) -> None:
        """Log an error and tell the window, whatever thread this is."""
        import logging

        logging.getLogger(LOG).error("%s", report(error))
        self.caught.emit(error)

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self.take(error.with_traceback(trace))


def log_file() -> Path:
    """Give the path of the log."""
    return paths.log_folder() / "leuchtstift.log"


def start_log() -> IO[str]:
    """Log to a file that cannot grow beyond a megabyte, and have crashes below Python noted beside it.

    Gives the open file of those crashes, which must stay open as long as the program runs.
    """
    import faulthandler
    import logging
    from logging.handlers import RotatingFileHandler

    handler = RotatingFileHandler(log_file(), maxBytes=500_000, backupCount=1, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    log = logging.getLogger(LOG)
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    crashes = (paths.log_folder() / "crash.log").open("a", encoding="utf-8")
    faulthandler.enable(crashes)
    return crashes


def _log_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    import logging

    levels = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
        QtMsgType.QtCriticalMsg: logging.ERROR,
        QtMsgType.QtFatalMsg: logging.CRITICAL,
    }
    logging.getLogger(LOG).log(levels[kind], "Qt: %s", message)
