"""Which pipelines there are, told without importing spaCy: embedded, installed, trained here, added by the person."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from core import assets, paths
from core.errors import ExtractionError
from core.extract import added
from core.extract.jobs import PipelineInfo, PipelineKind
from core.extract.meta import description, has_rules, labels_of, read_meta

if TYPE_CHECKING:
    from importlib import metadata

EMBEDDED = "de_news"
ENTRY_POINT = "spacy_models"
TRAINED_FOLDER = "pipelines"
_RULE_LABELS = ("DATE", "QUANTITY", "QUOTE", "CUE", "ROLE")


def available_pipelines() -> list[PipelineInfo]:
    """List the pipelines that can be loaded.

    The embedded one first, then installed packages, folders trained here, folders and word lists that the person added.
    """
    return [_embedded(), *_installed(), *_trained(), *_added()]


def best_for(lang: str, pipelines: Iterable[PipelineInfo]) -> PipelineInfo | None:
    """Give the first pipeline for a language, one made for it before one that reads any; None where there is none.

    Word lists are left out: what they know is no reason to think that they know enough.
    """
    fitting = [info for info in pipelines if info.reads(lang) and info.kind is not PipelineKind.LIST]
    return next((info for info in fitting if info.lang != "xx"), fitting[0] if fitting else None)


def given_labels(info: PipelineInfo) -> tuple[str, ...]:
    """Give the labels that a pipeline can propose, empty where nothing says so.

    Those of a word list are read in it, which may take a while; raises ExtractionError if it cannot be read.
    """
    if info.kind is PipelineKind.LIST:
        from core.extract.rules.lists import read_list

        return read_list(Path(info.source)).labels
    return tuple(label for label in info.labels if label not in info.left_out)


def word_list_pipeline(path: Path, lang: str = "xx") -> PipelineInfo:
    """Give the pipeline that marks the names and patterns of a CSV or TXT file; its version follows from the content.

    Raises ExtractionError if the file cannot be read. Bad lines are told by ``rules.lists.read_list``.
    """
    from core.extract.rules.lists import content_of  # with csv, which the window does not need before

    digest = hashlib.sha256(content_of(path)).hexdigest()[:7]
    return PipelineInfo(path.stem, digest, lang, PipelineKind.LIST, str(path), title=path.name, has_rules=True)


def _embedded() -> PipelineInfo:
    """Describe the embedded pipeline; a checkout without the trained model still has the rules."""
    try:
        folder = assets.resource("models", EMBEDDED)
        meta = read_meta(folder)
    except (FileNotFoundError, ValueError):
        return PipelineInfo(
            "de_rules",
            "1.0",
            "de",
            PipelineKind.EMBEDDED,
            "",
            title="German news: rules only",
            labels=_RULE_LABELS,
            has_rules=True,
        )
    labels = tuple(dict.fromkeys((*labels_of(meta), *_RULE_LABELS)))
    version = str(meta.get("version", "0"))
    return PipelineInfo(
        EMBEDDED,
        version,
        "de",
        PipelineKind.EMBEDDED,
        str(folder),
        title="German news",
        labels=labels,
        has_rules=True,
    )


def _installed() -> list[PipelineInfo]:
    """Describe the installed packages that announce themselves as spaCy does, by the entry point ``spacy_models``.

    They stand beside spaCy, or in the person's own folder of packages; what stands beside spaCy is the one that loads.
    """
    from importlib import metadata  # with email, zip and csv, which the window does not need before

    beside = metadata.entry_points(group=ENTRY_POINT)
    own = [point for each in metadata.distributions(path=[str(paths.packages_folder())]) for point in each.entry_points]
    points = {point.name: point for point in (*own, *beside) if point.group == ENTRY_POINT and point.dist is not None}
    return [_package(points[name]) for name in sorted(points)]


def _package(point: metadata.EntryPoint) -> PipelineInfo:
    assert point.dist is not None
    folder = Path(str(point.dist.locate_file(point.value.partition(":")[0])))
    try:
        meta = read_meta(folder)
    except (FileNotFoundError, ValueError):
        meta = {}
    return PipelineInfo(
        point.name,
        point.dist.version,
        str(meta.get("lang") or point.name.partition("_")[0]),
        PipelineKind.INSTALLED,
        point.name,
        title=str(meta.get("description") or point.name),
        labels=labels_of(meta),
        has_rules=has_rules(folder / f"{point.name}-{meta.get('version')}"),  # where spaCy packs the pipeline
    )


def _trained() -> list[PipelineInfo]:
    """Describe the pipelines that were trained here, one folder each under the data folder."""
    found = []
    for path in sorted((paths.data_folder() / TRAINED_FOLDER).glob("*/meta.json")):
        try:
            info = description(path.parent, PipelineKind.TRAINED)
            found.append(replace(info, digest=hashlib.sha256(path.read_bytes()).hexdigest()))
        except (OSError, ValueError):
            continue  # half written: whoever trains writes meta.json last
    return found


def _added() -> list[PipelineInfo]:
    """Describe what the person added from elsewhere, as far as it is still there."""
    found = []
    for entry in added.entries():
        path = Path(entry.path)
        try:
            if entry.is_folder:
                found.append(replace(description(path, PipelineKind.FOLDER), digest=entry.digest))
            else:
                found.append(word_list_pipeline(path))
        except (ExtractionError, FileNotFoundError, ValueError):
            continue  # gone, or on a drive that is not there: the list of what was added tells
    return found
