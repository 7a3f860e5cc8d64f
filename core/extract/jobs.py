"""The records of extraction: which pipeline, which articles, under which limits, and what comes back."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from enum import StrEnum

from core.records import Article, LabelSet, Proposals, Zone

RULES: tuple[str, ...] = ("credits", "dates", "quantities", "roles", "quotes")
"""The rule components of the embedded pipeline, in the order they run: quotes build on roles, roles on credits."""

RULES_VERSION = "7"
"""Raised when a rule comes to find something else, so that articles are read again: it is part of the cache key of each
pipeline that has rules, word lists among them.
"""

TEXT_VERSION = "2"
"""Raised when texts come to be given to pipelines in another form (``as_read``): part of the cache key of each."""


class PipelineKind(StrEnum):
    """Where a pipeline comes from."""

    EMBEDDED = "embedded"
    INSTALLED = "installed"
    TRAINED = "trained"
    FOLDER = "folder"  # a pipeline folder from elsewhere that a person allowed
    LIST = "list"  # a person's own word list or regular expressions


def is_fine(label: str) -> bool:
    """Tell whether a label is one of GermEval's for words derived from a name, or for a name that is part of a word."""
    return label.endswith(("deriv", "part"))


@dataclass(frozen=True, slots=True)
class Options:
    """What a person can choose: the rule components of the embedded pipeline, and whether boilerplate is read.

    ``fine_labels``: the embedded pipeline also proposes GermEval's derived and part labels (``LOCderiv``, ``ORGpart``).
    """

    rules: tuple[str, ...] = RULES
    boilerplate: bool = False
    fine_labels: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """What one article may cost before it is given up: seconds without a sign of life, megabytes of memory.

    Memory is what the worker may take beyond the loaded pipeline; it is held where the system can (Linux).
    """

    seconds: float = 60.0
    megabytes: int = 2000


@dataclass(frozen=True, slots=True)
class PipelineInfo:
    """A pipeline that can be loaded: ``source`` is its folder, package name or word list file.

    ``lang`` is its language (``de``), or ``xx`` where it reads any. ``digest`` is that of a folder from elsewhere when
    it was allowed; one that has changed since is not loaded. Of one trained here it is that of its meta.json, where
    each training leaves its scores. ``has_rules``: components of this program are part of it.
    """

    name: str
    version: str
    lang: str
    kind: PipelineKind
    source: str
    title: str = ""
    labels: tuple[str, ...] = ()
    options: Options = field(default_factory=Options)
    digest: str = ""
    has_rules: bool = False

    @property
    def key(self) -> str:
        """What names it in the settings of a person, whatever its version."""
        return f"{self.kind}:{self.name if self.kind is PipelineKind.EMBEDDED else self.source}"

    @property
    def settings(self) -> str:
        """What a run depends on beyond name and version, as canonical JSON: part of the cache key of its layer."""
        chosen: dict[str, object] = {"boilerplate": self.options.boilerplate, "text_version": TEXT_VERSION}
        if self.kind is PipelineKind.EMBEDDED:
            chosen["rules"] = [rule for rule in RULES if rule in self.options.rules]
            chosen["fine_labels"] = self.options.fine_labels
        if self.has_rules:
            chosen["rules_version"] = RULES_VERSION
        if self.digest:
            chosen["digest"] = self.digest[:12]
        return json.dumps(chosen, sort_keys=True, separators=(",", ":"))

    def fitting(self, label_set: LabelSet) -> PipelineInfo:
        """Give the pipeline as it proposes for a label set: fine labels only where the set shows some."""
        fine = any(is_fine(label.code) and not label.hidden for label in label_set.labels)
        return replace(self, options=replace(self.options, fine_labels=fine))

    @property
    def left_out(self) -> frozenset[str]:
        """The labels that it knows and does not propose."""
        if self.kind is not PipelineKind.EMBEDDED or self.options.fine_labels:
            return frozenset()
        return frozenset(filter(is_fine, self.labels))

    def reads(self, lang: str) -> bool:
        """Tell whether it is made for a language (BCP 47; regions are ignored; an unknown language is let in)."""
        primary = lang.partition("-")[0].lower()
        return not primary or self.lang in ("xx", primary)


@dataclass(frozen=True, slots=True)
class ExtractionJob:
    """One article for the worker."""

    article_id: int
    text: str
    zones: tuple[Zone, ...] = ()
    published: str = ""
    lang: str = "de"

    @classmethod
    def of(cls, article: Article) -> ExtractionJob:
        """Make the job of an article."""
        return cls(article.id, article.text, article.zones, article.info.published, article.info.lang)


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that gave no proposals, and why, in one sentence for the person."""

    article_id: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Batch:
    """A step of a run: what was found, what failed, and how far it is.

    ``total`` is None where the jobs cannot be counted; ``seconds_left`` where there is nothing to estimate from.
    """

    proposals: tuple[Proposals, ...]
    failed: tuple[Failure, ...]
    done: int
    total: int | None
    seconds_left: float | None
