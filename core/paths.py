"""Where this person's files lie: libraries, settings, logs and backups (``LEUCHTSTIFT_HOME`` moves them all)."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

_APP = "Leuchtstift"


def home() -> Path | None:
    """Give the folder that ``LEUCHTSTIFT_HOME`` names, or None; tests and portable installations set it."""
    folder = os.environ.get("LEUCHTSTIFT_HOME")
    return Path(folder) if folder else None


def data_folder() -> Path:
    """Give the folder of libraries and backups, made if it is missing."""
    return _made(home() or Path(platformdirs.user_data_dir(_APP, appauthor=False)))


def settings_folder() -> Path:
    """Give the folder of the settings file, made if it is missing."""
    return _made(home() or Path(platformdirs.user_config_dir(_APP, appauthor=False)))


def log_folder() -> Path:
    """Give the folder of logs and crash reports, made if it is missing."""
    return _made((home() / "logs") if home() else Path(platformdirs.user_log_dir(_APP, appauthor=False)))  # type: ignore[operator]


def packages_folder() -> Path:
    """Give the folder of the pipeline packages that the person got; it need not exist."""
    return data_folder() / "packages"


def default_library() -> Path:
    """Give the path of the library that opens when none is named."""
    return data_folder() / "Leuchtstift.leuchtstift"


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
