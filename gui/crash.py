"""What is no expected error is a bug: it is logged and shown with a report to copy; the window and the library go on.

The report has versions and the traceback's places, but not the message of the exception, which may quote an article.
"""

from __future__ import annotations

import re
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from core import paths

_PLACE = re.compile(r'File "([^"\n]+)"')  # as faulthandler writes it
_LONGEST = 20_000  # characters of a report that a person is shown

LOG = "leuchtstift"
"""The name of the program's logger. Logging is imported when there is something to log: the window is in a hurry."""


def report(error: BaseException, *, with_message: bool = False) -> str:
    """Give what helps to mend a bug: versions, the kind of error, where it happened."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    lines = [
        _versions(),
        "",
        *(f"{_short(frame.filename)}:{frame.lineno} in {frame.name}" for frame in frames),
        type(error).__qualname__ + (f": {error}" if with_message else ""),
    ]
    for note in (error.__cause__, error.__context__):
        if note is not None:
            lines.append(f"after {type(note).__qualname__}" + (f": {note}" if with_message else ""))
            break
    return "\n".join(lines) + "\n"


def _versions() -> str:
    import platform

    import PySide6
    from PySide6.QtCore import qVersion

    import core

    return (
        f"Leuchtstift {core.__version__}, Python {platform.python_version()}, PySide6 {PySide6.__version__}, "
        f"Qt {qVersion()}, {platform.platform()}"
    )


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


def take_last_crash() -> str:
    """Give the report of a crash below Python that ended the program before, once; empty if there was none.

    What was noted is kept in ``crash-last.log``. It has places in the source, and no values.
    """
    try:
        noted, kept = (paths.log_folder() / name for name in ("crash.log", "crash-last.log"))
        if not noted.stat().st_size:
            return ""
        noted.replace(kept)
        told = kept.read_text(encoding="utf-8", errors="replace")
    except OSError:  # none yet, or nobody can read it: then there is nothing to offer
        return ""
    return f"{_versions()}\n\n" + _PLACE.sub(lambda place: f'File "{_short(place[1])}"', told[:_LONGEST])


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
