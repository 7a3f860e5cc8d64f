"""The closed sets of words that records use: zone roles, states, kinds of layers, what became of a proposal."""

from __future__ import annotations

from enum import StrEnum


class ZoneRole(StrEnum):
    """The part that a stretch of an article plays."""

    KICKER = "kicker"
    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    CAPTION = "caption"
    CREDIT = "credit"
    INFOBOX = "infobox"
    SUBHEAD = "subhead"
    QUOTATION = "quotation"  # a paragraph that is one quotation, set off
    BODY = "body"
    SIGN_OFF = "sign-off"
    BOILERPLATE = "boilerplate"


class ArticleState(StrEnum):
    """How far the person has come with an article, for the label set in use."""

    NEW = "new"
    IN_PROGRESS = "in-progress"
    REVIEWED = "reviewed"
    SKIPPED = "skipped"


class LayerKind(StrEnum):
    """Where the spans of a layer come from. Only a person's layer ever changes after it was written."""

    PERSON = "person"
    PIPELINE = "pipeline"
    RULES = "rules"
    IMPORT = "import"

    @property
    def is_machine(self) -> bool:
        """Tell whether the spans of such a layer are proposals."""
        return self is not LayerKind.PERSON


class SpanStatus(StrEnum):
    """What a span says of its stretch: machine layers propose, a person's layer accepts or rejects."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Correction(StrEnum):
    """What a person did to a proposal; never stored, it follows from comparing a decision with its proposal."""

    KEPT = "kept"
    RELABELLED = "relabelled"
    MOVED = "moved"
    REPLACED = "replaced"  # relabelled and moved
    REMOVED = "removed"
    MISSED = "missed"  # the person marked what no machine proposed
