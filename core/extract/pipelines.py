"""Which pipelines there are, told without importing spaCy: embedded, installed, trained here, a person's word lists."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path
from typing import Any

from core import assets, paths
from core.errors import ExtractionError
from core.extract.jobs import PipelineInfo, PipelineKind

EMBEDDED = "de_news"
TRAINED_FOLDER = "pipelines"
_RULE_LABELS = ("DATE", "QUANTITY", "QUOTE", "CUE", "ROLE")
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


def available_pipelines() -> list[PipelineInfo]:
    """List the pipelines that can be loaded: the embedded one first, then installed packages, then trained folders."""
    return [_embedded(), *_installed(), *_trained()]


def best_for(lang: str, pipelines: Iterable[PipelineInfo]) -> PipelineInfo | None:
    """Give the first pipeline for a language, one made for it before one that reads any; None where there is none."""
    fitting = [info for info in pipelines if info.reads(lang)]
    return next((info for info in fitting if info.lang != "xx"), fitting[0] if fitting else None)


def word_list_pipeline(path: Path, lang: str = "xx") -> PipelineInfo:
    """Give the pipeline that marks the names and patterns of a CSV or TXT file; its version follows from the content.

    Raises ExtractionError if the file cannot be read. Bad lines are told by ``rules.lists.read_list``.
    """
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    except OSError as error:
        raise ExtractionError(f"The word list {path} cannot be read: {error.strerror}.") from error
    return PipelineInfo(path.stem, digest, lang, PipelineKind.LIST, str(path), title=path.name)


def _embedded() -> PipelineInfo:
    """Describe the embedded pipeline; a checkout without the trained model still has the rules."""
    try:
        folder = assets.resource("models", EMBEDDED)
        meta = _meta(folder)
    except (FileNotFoundError, ValueError):
        return PipelineInfo(
            "de_rules", "1.0", "de", PipelineKind.EMBEDDED, "", title="German news: rules only", labels=_RULE_LABELS
        )
    labels = tuple(dict.fromkeys((*_labels(meta), *_RULE_LABELS)))
    version = str(meta.get("version", "0"))
    return PipelineInfo(EMBEDDED, version, "de", PipelineKind.EMBEDDED, str(folder), title="German news", labels=labels)


def _installed() -> list[PipelineInfo]:
    """Describe the installed packages that announce themselves as spaCy does, by the entry point ``spacy_models``."""
    found = []
    for point in sorted(metadata.entry_points(group="spacy_models"), key=lambda point: point.name):
        if point.dist is None:
            continue
        try:
            meta = _meta(Path(str(point.dist.locate_file(point.value.partition(":")[0]))))
        except (FileNotFoundError, ValueError):
            meta = {}
        lang = str(meta.get("lang") or point.name.partition("_")[0])
        found.append(
            PipelineInfo(
                point.name,
                point.dist.version,
                lang,
                PipelineKind.INSTALLED,
                point.name,
                title=str(meta.get("description") or point.name),
                labels=_labels(meta),
            )
        )
    return found


def _trained() -> list[PipelineInfo]:
    """Describe the pipelines that were trained here, one folder each under the data folder."""
    found = []
    for path in sorted((paths.data_folder() / TRAINED_FOLDER).glob("*/meta.json")):
        try:
            meta = _meta(path.parent)
        except ValueError:
            continue  # half written: whoever trains writes meta.json last
        found.append(
            PipelineInfo(
                path.parent.name,
                str(meta.get("version", "0")),
                str(meta.get("lang", "xx")),
                PipelineKind.TRAINED,
                str(path.parent),
                title=str(meta.get("description") or path.parent.name),
                labels=_labels(meta),
            )
        )
    return found


def _meta(folder: Path) -> dict[str, Any]:
    """Read the meta.json of a pipeline folder; raises FileNotFoundError, or ValueError where it is not JSON."""
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    if not isinstance(meta, dict):
        raise ValueError(f"{folder / 'meta.json'} is not an object")  # noqa: TRY004 (one kind of error for "not a meta.json")
    return meta


def _labels(meta: dict[str, Any]) -> tuple[str, ...]:
    """Give the labels that the components of a pipeline may set on spans, in the order they are named."""
    labels = meta.get("labels")
    if not isinstance(labels, dict):
        return ()
    names = (str(name) for component, values in labels.items() if component not in _NOT_SPANS for name in values)
    return tuple(dict.fromkeys(names))
