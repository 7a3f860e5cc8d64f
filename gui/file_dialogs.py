"""Dialogs that ask for files: they begin where the last file came from or went to, else among the documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from core.settings import Settings

_NAME_LIMIT = 80  # characters of a title in a file name
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')  # what Windows, the strictest, allows in no name
_PAGES = (".pdf", ".html", ".htm")  # what an article is written as


def start_folder(settings: Settings) -> str:
    """Give the folder of the last import or export, else that of the documents, else the person's own."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    usable = (each for each in (settings.folder, documents) if each and Path(each).is_dir())
    return next(usable, str(Path.home()))


def open_dialog(
    parent: QWidget, title: str, settings: Settings, mode: QFileDialog.FileMode, filters: Sequence[str] = ()
) -> QFileDialog:
    """Give a dialog that asks for what is there; the folder that is chosen is remembered."""
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(mode)
    dialog.setDirectory(start_folder(settings))
    if filters:
        dialog.setNameFilters(filters)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.filesSelected.connect(lambda names: _remember(settings, names[0]))
    return dialog


def save_dialog(
    parent: QWidget, title: str, settings: Settings, suffix: str, filters: Sequence[str], name: str = ""
) -> QFileDialog:
    """Give a dialog that asks where to write, with a ``name`` to begin with; the folder that is chosen is remembered.

    ``suffix`` (with its dot) is added to a name without one.
    """
    dialog = open_dialog(parent, title, settings, QFileDialog.FileMode.AnyFile, filters)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix)
    dialog.fileSelected.connect(lambda chosen: _remember(settings, chosen))
    if name:
        dialog.selectFile(name)
    return dialog


def file_name(title: str) -> str:
    """Give a title as a name that every file system takes, without a suffix."""
    return " ".join(_NOT_IN_NAMES.sub(" ", title).split())[:_NAME_LIMIT].strip(" .") or "article"


def suffixed(path: Path, suffix: str) -> Path:
    """Give a path the suffix of what is in the file: of another page it takes its place, else it is put behind."""
    if path.suffix.lower() == suffix or {path.suffix.lower(), suffix} == {".html", ".htm"}:
        return path
    return path.with_suffix(suffix) if path.suffix.lower() in _PAGES else path.with_name(path.name + suffix)


def _remember(settings: Settings, name: str) -> None:
    settings.folder = str(Path(name).parent)
