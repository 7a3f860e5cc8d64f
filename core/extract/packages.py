"""Pipeline packages in a folder of the person's own: a wheel is unpacked there, with no pip and in a bundle too.

spaCy's pipelines are pure Python wheels with data; what they need stands beside spaCy already. The worker that loads
one has the folder at the end of its ``sys.path``, so nothing in it can stand in for a module of the program.
"""

from __future__ import annotations

import hashlib
import lzma
import re
import shutil
import tempfile
import zipfile
import zlib
from email.parser import HeaderParser
from importlib import metadata
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from core.errors import ExtractionError, ImportProblem
from core.files import open_regular, os_reason, shown_name
from core.paths import packages_folder

_NAME = re.compile(r"\w+", re.ASCII)
_WHEEL = re.compile(r"(?P<name>\w+)-(?P<version>[\w.+!]+)-py3-none-any\.whl", re.ASCII)
_MOST_BYTES = 4 << 30  # unpacked; the largest of spaCy's takes 0.6 GB
_SPACY_NEEDED = re.compile(r"spacy\s*\(?(?P<range>[<>=!~\d.,\s]*)", re.IGNORECASE)


def install(wheel: Path) -> str:
    """Unpack a wheel of a spaCy pipeline; gives the name to load it by. An older version of it is replaced.

    Raises ExtractionError where the file is no such wheel, is damaged, or there is no room.
    """
    named = _WHEEL.fullmatch(wheel.name)
    if named is None:
        raise ExtractionError(f"{wheel.name} is no wheel of a spaCy pipeline; their names end in -py3-none-any.whl.")
    name = named["name"]
    folder = packages_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".new-", dir=folder) as place:
            unpacked = Path(place)
            with _open(wheel) as stream, zipfile.ZipFile(stream) as archive:
                _check_members(archive, named)
                archive.extractall(unpacked)
            _check_pipeline(unpacked, name)
            remove(name)
            for part in sorted(unpacked.iterdir()):
                part.replace(folder / part.name)
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError, ValueError) as error:
        raise ExtractionError(f"{wheel.name} is damaged; fetch it again.") from error
    except OSError as error:
        raise ExtractionError(f"{wheel.name} cannot be installed in {folder}: {error.strerror or error}.") from error
    return name


def remove(name: str) -> bool:
    """Delete an own package; tells whether it was there. Raises ExtractionError where it cannot be deleted."""
    if _NAME.fullmatch(name) is None:  # a path would lead out of the folder
        return False
    folder = packages_folder()
    parts = [folder / name, *folder.glob(f"{name}-*.dist-info")]
    found = [part for part in parts if part.is_dir()]
    try:
        for part in found:
            shutil.rmtree(part)
    except OSError as error:
        raise ExtractionError(f"The pipeline {name} cannot be deleted: {error.strerror}.") from error
    return bool(found)


def is_own(name: str) -> bool:
    """Tell whether a package stands in the person's own folder, so that it can be removed."""
    return _NAME.fullmatch(name) is not None and (packages_folder() / name).is_dir()


def _open(wheel: Path) -> BinaryIO:
    """Open the file of a wheel; raises ExtractionError where it cannot be, or would be waited for (a FIFO)."""
    try:
        return open_regular(wheel)
    except ImportProblem as problem:
        if isinstance(problem.__cause__, OSError | ValueError):
            reason = os_reason(problem.__cause__)
            raise ExtractionError(f"{shown_name(wheel)} cannot be opened: {reason}.") from problem
        raise ExtractionError(f"{shown_name(wheel)} is no regular file; choose the file of a wheel.") from problem


def sha256_of(path: Path) -> str:
    """Give the SHA-256 of a file in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _check_members(archive: zipfile.ZipFile, named: re.Match[str]) -> None:
    """Raise ExtractionError unless all of a wheel goes into the two folders that its name says."""
    roots = {named["name"], f"{named['name']}-{named['version']}.dist-info"}
    for member in archive.infolist():
        parts = PurePosixPath(member.filename).parts
        if not parts or parts[0] not in roots or ".." in parts or "\\" in member.filename:
            raise ExtractionError(f"The wheel would write outside its own folder ({member.filename}); it is refused.")
    if sum(member.file_size for member in archive.infolist()) > _MOST_BYTES:
        raise ExtractionError(f"The wheel unpacks to more than {_MOST_BYTES >> 30} GB; it is refused.")


def _check_pipeline(unpacked: Path, name: str) -> None:
    """Raise ExtractionError unless what was unpacked is a pipeline that this spaCy loads."""
    infos = list(unpacked.glob("*.dist-info"))
    entry_points = (infos[0] / "entry_points.txt") if infos else unpacked / "none"
    says_so = entry_points.is_file() and "spacy_models" in entry_points.read_text(encoding="utf-8", errors="replace")
    if not says_so or not (unpacked / name / "__init__.py").is_file():
        raise ExtractionError(f"The package {name} is no spaCy pipeline.")
    said = HeaderParser().parsestr((infos[0] / "METADATA").read_text(encoding="utf-8", errors="replace"))
    for needed in said.get_all("Requires-Dist", []):
        wanted = _SPACY_NEEDED.match(needed)
        if wanted is not None and not _holds(metadata.version("spacy"), wanted["range"]):
            raise ExtractionError(
                f"The pipeline {name} is for spaCy {wanted['range'].strip()}; here is {metadata.version('spacy')}."
            )


def _holds(version: str, wanted: str) -> bool:
    """Tell whether a version is in a range such as ``>=3.8.0,<3.9.0``; other operators are let through."""
    here = _numbers(version)
    for part in wanted.replace(" ", "").split(","):
        if part.startswith(">=") and here < _numbers(part[2:]):
            return False
        if part.startswith("<") and not part.startswith("<=") and here >= _numbers(part[1:]):
            return False
    return True


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])
