"""Files that ship with the program, from source and from a bundle alike."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path


def resource(*parts: str) -> Path:
    """Give the path of a file or folder under ``resources/``; raises FileNotFoundError if it is not there."""
    return _existing("resources", parts)


def seed_folder() -> Path:
    """Give the folder of the sample articles."""
    return _existing("seeds", ())


def _existing(package: str, parts: tuple[str, ...]) -> Path:
    path = Path(import_module(package).__path__[0]).joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(path)
    return path
