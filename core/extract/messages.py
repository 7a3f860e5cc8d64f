"""What goes over the pipe between runner and worker: plain tuples, and records made of them.

To the worker go lists of ``JobTuple``; the pipe closing ends it. From it come tuples that begin with LOADING (with the
seconds of the processor that it has used), then READY or UNLOADABLE (with a sentence), then ALIVE, FOUND (with one
article's ``ResultTuple``) or DONE (a group, with its ``FailureTuple``s).
"""

from __future__ import annotations

import re

from core.extract.jobs import ExtractionJob
from core.records import DraftRelation, DraftSpan, Proposals, Zone, ZoneRole

LOADING, READY, UNLOADABLE, ALIVE, FOUND, DONE = "loading", "ready", "unloadable", "alive", "found", "done"

ZoneTuple = tuple[int, int, str]
JobTuple = tuple[int, str, tuple[ZoneTuple, ...], str]
SpanTuple = tuple[int, int, str, float | None, str, str]  # start, end, label, score, value, entity
LinkTuple = tuple[str, int, int]  # type, head, child: indexes of spans
ResultTuple = tuple[int, tuple[SpanTuple, ...], tuple[LinkTuple, ...]]
FailureTuple = tuple[int, str]


_SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-Z])")
_LONGEST = 300  # code points of what a component says


def in_short(error: Exception) -> str:
    """Say what a component raised: the kind, and the first sentence of its text, without the point at its end."""
    first = _SENTENCE.split(next(iter(str(error).strip().splitlines()), ""))[0].removesuffix(".")
    if len(first) > _LONGEST:
        first = first[:_LONGEST] + " …"
    return f"{type(error).__name__}: {first}" if first else type(error).__name__


def job_tuple(job: ExtractionJob) -> JobTuple:
    """Make what goes to the worker of a job."""
    zones = tuple((zone.start, zone.end, str(zone.role)) for zone in job.zones)
    return job.article_id, job.text, zones, job.published


def proposals_of(result: ResultTuple) -> Proposals:
    """Make records of what came over the pipe."""
    article_id, spans, links = result
    return Proposals(
        article_id,
        tuple(
            DraftSpan(start, end, label, score=score, value=value, entity=entity)
            for start, end, label, score, value, entity in spans
        ),
        tuple(DraftRelation(type_, head, child) for type_, head, child in links),
    )


def zones_of(zones: tuple[ZoneTuple, ...]) -> tuple[Zone, ...]:
    """Make records of zones as they came over the pipe."""
    return tuple(Zone(start, end, ZoneRole(role)) for start, end, role in zones)
