"""From the paths that a person names to the files to read, in a fixed order, each once."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from core.errors import Problem
from core.files import os_reason, shown_path

_KINDS = {
    **dict.fromkeys((".doc", ".docx", ".docm"), "a Word document"),
    **dict.fromkeys((".odt", ".pages", ".rtf"), "a document of a word processor"),
    **dict.fromkeys((".epub", ".mobi", ".azw3"), "an e-book"),
    **dict.fromkeys((".csv", ".tsv", ".xlsx", ".ods"), "a table"),
    **dict.fromkeys((".zip", ".gz", ".tar", ".tgz", ".7z", ".rar"), "an archive"),
    **dict.fromkeys((".xml", ".xmi", ".tei"), "an XML file"),
    ".pdf": "a PDF document",
}


def find_files(paths: Iterable[Path], suffixes: Collection[str]) -> Iterator[Path | Problem]:
    """Yield the readable files among paths and below folders, by name, and a Problem for each path that gives none.

    Hidden files and folders inside a named folder are left out; a link to a folder that was seen is not walked again.
    """
    seen: set[tuple[int, int]] = set()
    for path in paths:
        try:
            status = path.stat()
        except (OSError, ValueError) as error:
            yield Problem(shown_path(path), f"The path cannot be read: {os_reason(error)}.")
            continue
        if stat.S_ISDIR(status.st_mode):
            yield from _below(path, suffixes, seen)
        else:
            yield from _file(path, status, suffixes, seen)


def _file(
    path: Path, status: os.stat_result, suffixes: Collection[str], seen: set[tuple[int, int]]
) -> Iterator[Path | Problem]:
    if not stat.S_ISREG(status.st_mode):
        yield Problem(shown_path(path), "This is no regular file; only files and folders of files can be brought in.")
    elif path.suffix.lower() in _KINDS.keys() - suffixes:
        kind = _KINDS[path.suffix.lower()]
        yield Problem(shown_path(path), f"The file is {kind}, not text; save it as plain text and bring that in.")
    elif path.suffix.lower() not in suffixes:
        known = ", ".join(sorted(suffixes))
        yield Problem(shown_path(path), f"Files of this kind cannot be read; those that can end in {known}.")
    elif _is_new(status, seen):
        yield path


def _below(folder: Path, suffixes: Collection[str], seen: set[tuple[int, int]]) -> Iterator[Path | Problem]:
    """Walk a folder depth first; a folder that has no article at all gives one Problem."""
    found = False
    pending = [folder]
    while pending:
        current = pending.pop()
        try:
            if not _is_new(current.stat(), seen):
                continue
            entries = sorted((entry for entry in os.scandir(current) if not entry.name.startswith(".")), key=_name)
        except OSError as error:
            found = True
            yield Problem(shown_path(current), f"The folder cannot be read: {os_reason(error)}.")
            continue
        folders = []
        for entry in entries:
            path = Path(entry.path)
            try:
                status = entry.stat()
            except OSError as error:
                if path.suffix.lower() in suffixes:
                    found = True
                    yield Problem(shown_path(path), f"The path cannot be read: {os_reason(error)}.")
                continue
            if stat.S_ISDIR(status.st_mode):
                folders.append(path)
            elif path.suffix.lower() in suffixes:
                found = True
                yield from _file(path, status, suffixes, seen)
        pending.extend(reversed(folders))
    if not found:
        known = ", ".join(sorted(suffixes))
        yield Problem(shown_path(folder), f"The folder has no articles; files that can be read end in {known}.")


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _is_new(status: os.stat_result, seen: set[tuple[int, int]]) -> bool:
    """Tell whether a file or folder was not met before; systems without inode numbers (0) cannot tell."""
    key = (status.st_dev, status.st_ino)
    if key in seen:
        return False
    if status.st_ino:
        seen.add(key)
    return True
