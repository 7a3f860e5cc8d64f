"""Small real pipelines for tests: a folder as spaCy writes it, and a wheel as spaCy packages it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import spacy

_INIT = """
from pathlib import Path
from spacy.util import get_model_meta, load_model_from_init_py

__version__ = get_model_meta(Path(__file__).parent)["version"]


def load(**overrides):
    return load_model_from_init_py(__file__, **overrides)
"""


def folder_of(place: Path, name: str = "firms", label: str = "ORG", words: str = "Beispiel", lang: str = "de") -> Path:
    """Write a pipeline that knows one word."""
    nlp = spacy.blank(
        lang, meta={"name": name.removeprefix(f"{lang}_"), "version": "0.1.0", "description": f"Knows {words}"}
    )
    nlp.add_pipe("entity_ruler").add_patterns([{"label": label, "pattern": words}])
    nlp.to_disk(place / name)
    return place / name


def wheel_of(place: Path, name: str = "de_firms", needs: str = ">=3.8.0,<3.9.0", **extra: str) -> Path:
    """Pack such a pipeline; ``extra`` are further members by name."""
    data = folder_of(place, name)
    wheel = place / f"{name}-0.1.0-py3-none-any.whl"
    info = f"{name}-0.1.0.dist-info"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(f"{name}/__init__.py", _INIT)
        archive.write(data / "meta.json", f"{name}/meta.json")
        for path in sorted(data.rglob("*")):
            if path.is_file():
                archive.write(path, f"{name}/{name}-0.1.0/{path.relative_to(data).as_posix()}")
        needed = f"Requires-Dist: spacy{needs}\n"
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 0.1.0\n{needed}")
        archive.writestr(f"{info}/entry_points.txt", f"[spacy_models]\n{name} = {name}\n")
        for member, text in extra.items():
            archive.writestr(member, text)
    return wheel
