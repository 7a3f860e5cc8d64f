"""Settings survive a restart, and a spoilt file costs only what is spoilt in it."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import pytest

from core import settings as module
from core.errors import ReaderError
from core.settings import Place, Settings


def test_what_is_saved_comes_back():
    chosen = Settings(
        language="de", theme="sepia", font="P052", type_size=23, column=72, person="Anna", recent=["/a/b"],
        places={"/a/b": Place(3, 120)}, geometry="AbC=", panes=[280, 760, 320], folder="/a",
    )  # fmt: skip
    chosen.save()
    assert Settings.load() == chosen


def test_no_file_gives_defaults():
    assert Settings.load() == Settings()


@pytest.mark.parametrize("content", ["", "{", "[1]", "null", '"x"', "\x00"])
def test_a_file_that_is_no_settings_gives_defaults(tmp_path: Path, content: str):
    path = tmp_path / "settings.json"
    path.write_text(content, encoding="utf-8")
    assert Settings.load(path) == Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("language", "fr"), ("theme", 3), ("theme", ["light"]), ("font", None), ("type_size", "19"),
        ("type_size", 4000), ("type_size", True), ("column", 0), ("person", 1), ("recent", "x"),
        ("recent", [1]), ("places", []), ("places", {"/a": 1}), ("places", {"/a": [1]}),
        ("places", {"/a": ["1", 2]}), ("geometry", 1), ("panes", [-1]), ("folder", 7),
    ],
)  # fmt: skip
def test_a_spoilt_value_costs_only_itself(tmp_path: Path, name: str, value: object):
    path = tmp_path / "settings.json"
    good = Settings(
        language="de", theme="dark", font="X", type_size=20, column=70, person="P", recent=["/r"], panes=[1]
    )
    good.save(path)
    stored = json.loads(path.read_text(encoding="utf-8"))
    stored[name] = value
    path.write_text(json.dumps(stored), encoding="utf-8")
    loaded = Settings.load(path)
    assert getattr(loaded, name) == getattr(Settings(), name)
    for other in fields(Settings):
        if other.name != name:
            assert getattr(loaded, other.name) == getattr(good, other.name)


def test_every_field_is_checked_on_reading():
    assert set(module._CHECKS) == {each.name for each in fields(Settings)}


def test_recent_libraries_newest_first_without_doubles_and_places_go_with_them():
    settings = Settings()
    for number in range(module.RECENT_LIMIT + 2):
        path = Path(f"/l/{number}")
        settings.remember_library(path)
        settings.places[str(path)] = Place(number, 0)
    settings.remember_library(Path("/l/5"))
    assert settings.recent[0] == str(Path("/l/5"))
    assert len(settings.recent) == module.RECENT_LIMIT == len(set(settings.recent))
    assert set(settings.places) <= set(settings.recent)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path):
    with pytest.raises(ReaderError, match="could not be saved"):
        Settings().save(tmp_path / "missing" / "settings.json")
