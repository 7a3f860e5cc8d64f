"""What the ``meta.json`` of a pipeline says, read without spaCy."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from core.errors import ImportProblem
from core.extract.jobs import PipelineInfo, PipelineKind
from core.files import read_bounded

_LARGEST = 16 << 20  # bytes of a meta.json or config.cfg; those of spaCy take 50 kB
_OURS = b"leuchtstift_"  # how the names of this program's components begin
_NOT_SPANS = {
    "tagger",
    "morphologizer",
    "parser",
    "senter",
    "lemmatizer",
    "attribute_ruler",
    "textcat",
    "textcat_multilabel",
}


def read_meta(folder: Path) -> dict[str, Any]:
    """Read the meta.json of a pipeline folder; raises FileNotFoundError, or ValueError where it is not JSON.

    A folder from elsewhere may hold anything: no file that never ends is waited for, none that is too large is read.
    """
    path = folder / "meta.json"
    if not path.exists():
        raise FileNotFoundError(path)
    try:
        meta = json.loads(read_bounded(path, _LARGEST))
    except (ImportProblem, RecursionError) as error:
        raise ValueError(str(error)) from error
    if not isinstance(meta, dict):
        raise ValueError(f"{folder / 'meta.json'} is not an object")  # noqa: TRY004 (one kind of error for "not a meta.json")
    return meta


def description(folder: Path, kind: PipelineKind) -> PipelineInfo:
    """Describe a pipeline folder by its meta.json; raises as ``read_meta`` does."""
    meta = read_meta(folder)
    return PipelineInfo(
        folder.name,
        str(meta.get("version", "0")),
        str(meta.get("lang", "xx")),
        kind,
        str(folder),
        title=str(meta.get("description") or folder.name),
        labels=labels_of(meta),
        has_rules=has_rules(folder),
    )


def has_rules(folder: Path) -> bool:
    """Tell whether the config.cfg of a pipeline folder names components of this program, whose rules change with it.

    One that cannot be read counts as naming some: articles are read once too often rather than once too seldom.
    """
    try:
        return _OURS in read_bounded(folder / "config.cfg", _LARGEST)
    except ImportProblem:
        return True


def labels_of(meta: dict[str, Any]) -> tuple[str, ...]:
    """Give the labels that the components of a pipeline may set on spans, in the order they are named."""
    labels = meta.get("labels")
    if not isinstance(labels, dict):
        return ()
    names = (str(name) for component, values in labels.items() if component not in _NOT_SPANS for name in values)
    return tuple(dict.fromkeys(names))
