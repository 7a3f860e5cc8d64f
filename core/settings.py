"""What a person chose and where they were: a small JSON file that is read forgivingly and written whole."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from core import paths
from core.errors import ReaderError
from core.frozen import frozen

LANGUAGES = ("system", "en", "de")
THEMES = ("system", "light", "dark", "sepia", "high-contrast")
TYPE_SIZES = range(12, 41)  # pixels of the reading face
COLUMNS = range(40, 111)  # characters in a line
SURE = range(50, 100)  # percent from which on proposals are accepted together
RECENT_LIMIT = 8


@frozen
class Place:
    """Where the person was in a library: the article and the first code point in view."""

    article_id: int
    position: int


@dataclass(slots=True)
class Settings:
    """All settings; each field has a default, and a value that the file spoils falls back to it.

    ``recent`` are library paths, newest first. ``places`` has the last place by library path. ``geometry`` is what
    the window toolkit wants to remember, as text; ``panes`` are the widths of list, reader and inspector in pixels.
    ``pipelines`` has the key of the pipeline that a person chose for a language, by its primary code (``de``). ``sure``
    is the percentage from which on proposals were last accepted together. ``folder`` is the one that a file was last
    imported from or exported to.
    """

    language: str = "system"
    theme: str = "system"
    font: str = ""
    type_size: int = 19
    column: int = 66
    plain: bool = False
    fold_boilerplate: bool = False
    person: str = ""
    recent: list[str] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    geometry: str = ""
    panes: list[int] = field(default_factory=list)
    pipelines: dict[str, str] = field(default_factory=dict)
    sure: int = 95
    folder: str = ""

    @classmethod
    def load(cls, path: Path | None = None) -> Settings:
        """Read the settings file; what is missing, unreadable or out of range takes its default."""
        try:
            stored = json.loads((path or settings_file()).read_text(encoding="utf-8"))
        except (OSError, ValueError):  # no file yet, or one that a hand or a full disk spoiled: defaults are right
            stored = {}
        return cls(**_valid(stored if isinstance(stored, Mapping) else {}))

    def save(self, path: Path | None = None) -> None:
        """Write the settings file in one step; raises ReaderError where the folder cannot be written."""
        target = path or settings_file()
        temporary = target.with_name(target.name + ".tmp")
        try:
            temporary.write_text(json.dumps(self._plain(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
            temporary.replace(target)
        except OSError as error:
            raise ReaderError(
                f"The settings could not be saved in {target.parent} ({error.strerror}). "
                "Make room there or allow writing; until then they hold for this session only."
            ) from error

    @classmethod
    def keep_place(cls, library: str, place: Place, path: Path | None = None) -> None:
        """Write where the person is in a library into the settings file, if it says something else.

        What another window has written meanwhile stays. Raises ReaderError where the folder cannot be written.
        """
        stored = cls.load(path)
        if stored.places.get(library) == place:
            return
        if library not in stored.recent:
            stored.remember_library(Path(library))
        stored.places[library] = place
        stored.save(path)

    def remember_library(self, path: Path) -> None:
        """Put a library at the head of the recent ones."""
        name = str(path)
        self.recent = [name, *(other for other in self.recent if other != name)][:RECENT_LIMIT]
        self.places = {key: place for key, place in self.places.items() if key in self.recent}

    def _plain(self) -> dict[str, Any]:
        plain = {each.name: getattr(self, each.name) for each in fields(self)}
        plain["places"] = {key: [place.article_id, place.position] for key, place in self.places.items()}
        return plain


def settings_file() -> Path:
    """Give the path of this person's settings file."""
    return paths.settings_folder() / "settings.json"


def _valid(stored: Mapping[str, Any]) -> dict[str, Any]:
    """Keep the values that pass their check."""
    values = {}
    for name, check in _CHECKS.items():
        if name in stored:
            try:
                values[name] = check(stored[name])
            except (TypeError, ValueError):  # the default is the answer to a spoilt value
                continue
    return values


def _one_of(allowed: tuple[str, ...]) -> Callable[[Any], str]:
    def check(value: Any) -> str:
        if value not in allowed:
            raise ValueError(value)
        return str(value)

    return check


def _within(allowed: range) -> Callable[[Any], int]:
    def check(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or value not in allowed:
            raise ValueError(value)
        return value

    return check


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _texts(value: Any) -> list[str]:
    if not isinstance(value, list):
        raise TypeError(value)
    return [_text(each) for each in value]


def _widths(value: Any) -> list[int]:
    if not isinstance(value, list):
        raise TypeError(value)
    return [_within(range(100_000))(each) for each in value]


def _places(value: Any) -> dict[str, Place]:
    if not isinstance(value, Mapping):
        raise TypeError(value)
    number = _within(range(2**62))
    return {_text(key): Place(number(article_id), number(position)) for key, (article_id, position) in value.items()}


def _pipelines(value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise TypeError(value)
    return {_text(lang): _text(key) for lang, key in value.items()}


_CHECKS: dict[str, Callable[[Any], Any]] = {
    "language": _one_of(LANGUAGES),
    "theme": _one_of(THEMES),
    "font": _text,
    "type_size": _within(TYPE_SIZES),
    "column": _within(COLUMNS),
    "plain": _flag,
    "fold_boilerplate": _flag,
    "person": _text,
    "recent": _texts,
    "places": _places,
    "geometry": _text,
    "panes": _widths,
    "pipelines": _pipelines,
    "sure": _within(SURE),
    "folder": _text,
}
