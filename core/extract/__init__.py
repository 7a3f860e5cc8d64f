"""Articles to proposals: pipelines, rule components, the runner; importing this package brings in no spaCy."""

from core.extract.jobs import (
    Batch,
    ExtractionJob,
    Failure,
    Limits,
    Options,
    PipelineInfo,
    PipelineKind,
)
from core.extract.pipelines import available_pipelines, best_for, given_labels, word_list_pipeline
from core.extract.runner import ExtractionRun, Extractor

__all__ = [
    "Batch",
    "ExtractionJob",
    "ExtractionRun",
    "Extractor",
    "Failure",
    "Limits",
    "Options",
    "PipelineInfo",
    "PipelineKind",
    "available_pipelines",
    "best_for",
    "given_labels",
    "word_list_pipeline",
]
