"""The records that every part of Leuchtstift passes around: frozen, slotted dataclasses without behaviour of their own.

Positions are Unicode code points of ``Article.text``, half-open. Ids are row numbers of one library file; ``uid`` is
the name that survives export and import. ``id`` 0 means "not stored yet": the library gives the number when the record
is first stored. Times are ISO 8601 in UTC with a trailing ``Z``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any, NamedTuple

from core.frozen import frozen
from core.kinds import ArticleState as ArticleState
from core.kinds import Correction as Correction
from core.kinds import LayerKind as LayerKind
from core.kinds import SpanStatus as SpanStatus
from core.kinds import ZoneRole as ZoneRole
from core.label_set import Label as Label
from core.label_set import LabelSet as LabelSet


@frozen
class Zone:
    """A stretch of an article with a role. Zones of an article do not overlap; what no zone covers is body."""

    start: int
    end: int
    role: ZoneRole


@frozen
class ArticleInfo:
    """What is known of an article without its text; this part can be edited.

    ``published`` is an ISO 8601 date or date and time of any precision (``2022``, ``2022-01``, ``2022-01-10``,
    ``2022-01-10T19:30``). ``lang`` is a BCP 47 code. ``meta`` holds what an imported file said beyond these fields.
    """

    id: int
    uid: str
    title: str
    source: str = ""
    author: str = ""
    place: str = ""
    published: str = ""
    lang: str = "de"
    url: str = ""
    meta: Mapping[str, Any] = field(default_factory=dict)
    trashed: bool = False


@frozen
class Article:
    """One immutable text with what is known of it and its zones, sorted by start."""

    info: ArticleInfo
    text: str
    text_sha256: str
    bytes_sha256: str
    zones: tuple[Zone, ...]
    added_at: str

    @property
    def id(self) -> int:
        """The row number of the article."""
        return self.info.id


@frozen
class ArticleRow:
    """One line of the list of articles. ``decided`` of ``marks`` visible marks are decided (accepted)."""

    id: int
    title: str
    source: str
    published: str
    state: ArticleState
    marks: int
    decided: int


@frozen
class Layer:
    """One source of spans: a person, a pipeline run, a rule set, an imported file.

    ``settings`` is a canonical string of what the run depended on; (text hash, name, version, settings) is its cache
    key.
    """

    id: int
    name: str
    kind: LayerKind
    version: str = ""
    settings: str = ""
    created_at: str = ""
    hidden: bool = False


@frozen
class Span:
    """A marked stretch of one article in one layer.

    ``surface == text[start:end]`` always. ``fragments`` is None, or the parts of a discontinuous span as (start, end)
    pairs inside start … end. ``score`` is a probability (0 to 1) or None. ``source_id`` is the proposal that a decision
    decides on. ``value`` is a normalised reading (TIMEX3/ISO for times, number and unit for quantities). ``origin``,
    ``score`` and ``correction`` of imported spans keep what the file said, so that an export of an import says it
    again.
    """

    id: int
    uid: str
    article_id: int
    layer_id: int
    start: int
    end: int
    label: str
    status: SpanStatus
    surface: str
    fragments: tuple[tuple[int, int], ...] | None = None
    score: float | None = None
    source_id: int | None = None
    entity_id: int | None = None
    note: str = ""
    value: str = ""
    origin: str = ""
    correction: str = ""
    created_at: str = ""
    updated_at: str = ""


@frozen
class Mark:
    """A visible span: an undecided proposal or an accepted decision, with where it came from.

    ``key`` is the id of ``span``. ``source`` is the proposal behind a decision. ``origin`` names who proposed it
    ("de_news 1.0"), or is empty where a person did; ``score`` is the proposal's.
    """

    span: Span
    source: Span | None = None
    origin: str = ""

    @property
    def key(self) -> int:
        """The id of the span that is shown."""
        return self.span.id

    @property
    def start(self) -> int:
        """First code point."""
        return self.span.start

    @property
    def end(self) -> int:
        """Code point behind the last one."""
        return self.span.end

    @property
    def label(self) -> str:
        """The label's code."""
        return self.span.label

    @property
    def is_decided(self) -> bool:
        """Tell whether a person accepted it."""
        return self.span.status is SpanStatus.ACCEPTED

    @property
    def score(self) -> float | None:
        """The probability that the machine gave its proposal."""
        return self.span.score if self.source is None else self.source.score


@frozen
class Relation:
    """A typed link between two spans of one article, for example a quotation and its speaker."""

    id: int
    uid: str
    article_id: int
    layer_id: int
    type: str
    head_id: int
    child_id: int


@frozen
class Entity:
    """Someone or something that spans in many articles refer to."""

    id: int
    uid: str
    name: str
    label: str
    aliases: tuple[str, ...] = ()
    note: str = ""


@frozen
class Review:
    """A person's word that an article was read completely for one version of one label set, or was skipped."""

    id: int
    article_id: int
    label_set_id: int
    state: ArticleState  # REVIEWED or SKIPPED
    person: str
    at: str


@frozen
class Zones:
    """All zones of one article, as one record that can be changed."""

    article_id: int
    zones: tuple[Zone, ...]


Record = Span | ArticleInfo | Review | LabelSet | Zones | Layer | Entity | Relation


@frozen
class Change:
    """One record before and after: None before means added, None after means removed. Both are of one type and id."""

    before: Record | None
    after: Record | None

    @property
    def inverse(self) -> Change:
        """The change that takes this one back."""
        return Change(self.after, self.before)


@frozen
class ChangeSet:
    """What one action of a person changed: one undo step, one row of the journal.

    ``kind`` and ``params`` name the action for the reader ("relabel", {"surface": "Kreml", "before": "ORG", "after":
    "LOC"}); the window translates them. ``seq`` is the number in the journal, 0 before it is done. ``direction`` is
    "do", "undo" or "redo": what the listener hears just now.
    """

    kind: str
    changes: tuple[Change, ...]
    article_id: int | None = None
    params: Mapping[str, Any] = field(default_factory=dict)
    seq: int = 0
    person: str = ""
    at: str = ""
    direction: str = "do"


@frozen
class MarkDelta:
    """How the visible marks of an article changed: keys that went and marks that came (a changed mark is in both)."""

    removed: tuple[int, ...] = ()
    added: tuple[Mark, ...] = ()


class DraftSpan(NamedTuple):
    """A span as a reader, importer or extractor found it, before it is stored.

    The one record that is a tuple: an import or export makes one for each span, which is four times as fast so.
    """

    start: int
    end: int
    label: str
    fragments: tuple[tuple[int, int], ...] | None = None
    score: float | None = None
    value: str = ""
    uid: str = ""
    origin: str = ""
    correction: str = ""
    note: str = ""
    entity: str = ""


@frozen
class DraftRelation:
    """A relation between two spans of one batch, by their index in it."""

    type: str
    head: int
    child: int
    uid: str = ""


@frozen
class ArticleDraft:
    """An article as a reader made it from a file, before it is stored; ``text`` is frozen already.

    ``spans`` is None for a plain article; a tuple (maybe empty: a verified negative) where the file brought
    annotations, which become a layer of their own named ``layer_name``. ``entities`` (ids 0) say more of those that
    spans name by uid. ``state`` is what the file calls the article.
    """

    text: str
    title: str
    zones: tuple[Zone, ...] = ()
    source: str = ""
    author: str = ""
    place: str = ""
    published: str = ""
    lang: str = "de"
    url: str = ""
    uid: str = ""
    bytes_sha256: str = ""
    meta: Mapping[str, Any] = field(default_factory=dict)
    spans: tuple[DraftSpan, ...] | None = None
    relations: tuple[DraftRelation, ...] = ()
    entities: tuple[Entity, ...] = ()
    state: ArticleState = ArticleState.NEW
    label_set: LabelSet | None = None
    layer_name: str = ""
    path: str = ""


@frozen
class Proposals:
    """What a pipeline found in one article."""

    article_id: int
    spans: tuple[DraftSpan, ...]
    relations: tuple[DraftRelation, ...] = ()
