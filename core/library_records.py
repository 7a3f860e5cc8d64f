"""What goes into and comes out of a library beside the records: queries, hits, reports."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping
from dataclasses import field
from pathlib import Path

from core.errors import Problem
from core.frozen import frozen
from core.records import ArticleState, ChangeSet

Progress = Callable[[int, int | None], bool]
"""Called with how much is done and how much there is (None if unknown); False cancels."""


@frozen
class ArticleQuery:
    """Which articles, and in which order.

    ``text`` is looked up in titles and texts (all words; the last one may be the beginning of a word). ``states`` and
    ``source`` and ``label`` (articles with a visible mark of it) narrow further. ``order`` is added, title, source,
    published, state or marks; equal ones follow in the order added. ``trashed``: those in the trash, else none of them.
    """

    text: str = ""
    states: tuple[ArticleState, ...] = ()
    source: str = ""
    label: str = ""
    order: str = "added"
    descending: bool = False
    trashed: bool = False


@frozen
class SearchHit:
    """An article that has the words.

    ``positions`` are the words' ranges in ``snippet``, ``at`` is the place of the first one in the text (code
    points), None where only the title has the words.
    """

    article_id: int
    title: str
    snippet: str
    positions: tuple[tuple[int, int], ...]
    at: int | None


@frozen
class Listed:
    """What a query finds: the ids to list, in order, and of how many articles in all they are.

    Where words were looked for, ``hits`` says where, by id, and ``fitting`` counts no further than some thousands;
    ``is_more`` then says that there are more.
    """

    ids: array[int]
    fitting: int
    is_more: bool = False
    hits: Mapping[int, SearchHit] = field(default_factory=dict)


@frozen
class ImportReport:
    """What an import did. ``known`` were there already, ``restored`` came back from the trash (both by id).

    ``spans`` counts stored spans, ``change_set`` is the step that an undo takes back, None if nothing changed or it
    was not to be undoable.
    """

    added: tuple[int, ...] = ()
    known: tuple[int, ...] = ()
    restored: tuple[int, ...] = ()
    reviewed: int = 0
    spans: int = 0
    problems: tuple[Problem, ...] = ()
    change_set: ChangeSet | None = None


@frozen
class ExportReport:
    """What an export wrote, read back and compared."""

    path: Path
    articles: int
    spans: int
    problems: tuple[Problem, ...] = ()


@frozen
class PastStep:
    """One line of the history.

    ``step`` is the change set without its changes; ``state`` is live (done), undone (can be redone) or dropped (undone,
    then something else was done). ``title`` is the article's, empty for a step that is about several or none.
    """

    step: ChangeSet
    state: str
    title: str

    @property
    def is_done(self) -> bool:
        """Tell whether what the step did still holds, as far as no later step changed it."""
        return self.state == "live"


@frozen
class Totals:
    """A library at a glance: articles that are not in the trash, their decided marks, its last change (UTC, or "")."""

    articles: int
    decided: int
    changed_at: str


@frozen
class Stats:
    """Figures of a library; articles in the trash are not counted but in ``trashed``."""

    articles: int
    trashed: int
    characters: int
    marks: int
    decided: int
    states: Mapping[str, int] = field(default_factory=dict)
    sources: Mapping[str, int] = field(default_factory=dict)
    labels: Mapping[str, int] = field(default_factory=dict)
    corrections: Mapping[str, int] = field(default_factory=dict)
    layers: Mapping[str, int] = field(default_factory=dict)
    changes: int = 0
