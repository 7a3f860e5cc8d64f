"""How a pipeline is named to the person: as its marks and the terminal name it."""

from __future__ import annotations

from core.extract import PipelineInfo, PipelineKind


def pipeline_title(info: PipelineInfo) -> str:
    """Give the name with the version; that of a word list is a checksum, which says nothing to anybody."""
    return info.name if info.kind is PipelineKind.LIST else f"{info.name} {info.version}"
