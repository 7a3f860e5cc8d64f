"""Everything that can be asked of an open library; ``core.library.Library`` adds what changes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from core.errors import LibraryError, Problem
from core.library_list import ArticleList
from core.library_records import PastStep, Progress, Stats, Totals
from core.links import Links
from core.marks import MarkIndex
from core.records import (
    Article,
    ArticleDraft,
    ArticleInfo,
    ChangeSet,
    Entity,
    LabelSet,
    Layer,
    LayerKind,
    Relation,
    Review,
    Span,
)
from core.store import articles, entities, journal, labels, layers, spans
from core.store.file import LibraryFile

if TYPE_CHECKING:
    from core.library_compare import Side
    from core.review.evaluate_report import Result


class LibraryReader(ArticleList):
    """The questions. Each sees the last stored state, from any thread, and does not wait for a write."""

    def __init__(self, file: LibraryFile) -> None:
        """Wrap an open file."""
        super().__init__(file)
        self._data_version = file.data_version()
        self._refresh()

    # What somebody else writes

    @property
    def is_replaced(self) -> bool:
        """Tell whether another file has taken the place of the open one, as when a backup is restored."""
        return self._file.is_replaced

    def follow(self) -> bool:
        """Read again what is kept in memory, if anybody else wrote since this was last called; tell whether they did.

        For a library that is open for reading only: of one that is open for work nobody else writes.
        """
        version = self._file.data_version()
        if version == self._data_version:
            return False
        self._data_version, self._all_ids = version, None
        self._refresh()
        return True

    # Articles

    def article(self, article_id: int) -> Article:
        """Give one article with its text; raises LibraryError if there is none."""
        with self._file.reading() as connection:
            return articles.article(connection, article_id)

    def infos(self, article_ids: Sequence[int]) -> list[ArticleInfo]:
        """Give what is known of articles, in the order given; raises LibraryError where there is no such article."""
        with self._file.reading() as connection:
            found = articles.infos(connection, article_ids)
        missing = next((number for number in article_ids if number not in found), None)
        if missing is not None:
            raise LibraryError(f"There is no article {missing} in this library.")
        return [found[number] for number in article_ids]

    # Marks, layers, labels

    def marks(self, article_id: int) -> MarkIndex:
        """Give what is visible in an article; the index follows change sets by itself (``MarkIndex.apply``)."""
        with self._file.reading() as connection:
            known = layers.layers(connection) if self._file.read_only else self._layers  # another process may add some
            return spans.marks(connection, article_id, known, self.span)

    def span(self, span_id: int) -> Span | None:
        """Give a stored span of any layer, or None."""
        with self._file.reading() as connection:
            return spans.find(connection, span_id)

    def decisions(self, label: str | None = None) -> list[Span]:
        """Give the decisions of all articles (with one label)."""
        with self._file.reading() as connection:
            return spans.decisions(connection, label)

    def relations(self, article_id: int) -> list[Relation]:
        """Give the relations of an article, of all layers."""
        with self._file.reading() as connection:
            return spans.relations(connection, article_id)

    def entity(self, entity_id: int) -> Entity | None:
        """Give an entity of the register, or None."""
        with self._file.reading() as connection:
            return entities.find(connection, entity_id)

    def entities(self) -> list[Entity]:
        """Give all entities of the register, by name."""
        with self._file.reading() as connection:
            return entities.every(connection)

    def links(self, article_id: int) -> Links:
        """Give what the marks of an article are tied to."""
        persons = [layer.id for layer in self._layers if layer.kind is LayerKind.PERSON]
        return Links(self.relations(article_id), persons)

    def layers(self) -> list[Layer]:
        """Give all layers in the order made."""
        return list(self._layers)

    def layer_figures(self, stop: Callable[[], bool] = lambda: False) -> dict[int, tuple[int, int]]:
        """Give how many articles and spans each layer has, by id; on a connection of its own, for it counts all.

        Raises Cancelled once ``stop`` is True.
        """
        with self._file.own_connection() as connection:
            return layers.figures(connection, stop)

    def languages(self, article_ids: Sequence[int]) -> dict[str, list[int]]:
        """Put articles together by language, in the order given; ids that are not there are left out."""
        with self._file.reading() as connection:
            return articles.by_language(connection, article_ids)

    def find(self, uid: str, text_sha256: str = "") -> int | None:
        """Give the article with a name, else the one with a text; None if it is not here or in the trash."""
        with self._file.reading() as connection:
            return articles.find(connection, uid, text_sha256)

    def compare(
        self, first: Side, second: Side, *, every_label: bool = False, progress: Progress | None = None
    ) -> Result:
        """Compare two sides (``core.library_compare.sides``); on a connection of its own.

        Raises EvaluationError where they have nothing in common, Cancelled if progress says so.
        """
        from core.library_compare import compare

        with self._file.own_connection() as connection:
            return compare(connection, first, second, every_label, progress)

    def gold(self) -> list[ArticleDraft]:
        """Give the reviewed articles with what was accepted in them; on a connection of its own."""
        from core.library_drafts import Drafts

        with self._file.own_connection() as connection:
            return list(Drafts(connection, "gold", "reviewed", None))

    @property
    def label_set(self) -> LabelSet:
        """The version of the label set in use."""
        return self._label_set

    def label_sets(self) -> list[LabelSet]:
        """Give all versions of all label sets of this library."""
        with self._file.reading() as connection:
            return labels.label_sets(connection)

    def reopened_by(self, label_set: LabelSet) -> int:
        """Count the reviewed articles that would be reviewed no longer with other labels in use."""
        with self._file.reading() as connection:
            return labels.reopened_by(connection, label_set)

    def review(self, article_id: int) -> Review | None:
        """Give the newest review of an article for the label set in use, of any version, or None."""
        with self._file.reading() as connection:
            return labels.review(connection, article_id)

    def reviews(self, label_set: LabelSet) -> list[Review]:
        """Give all reviews for one version of a label set."""
        with self._file.reading() as connection:
            return labels.reviews(connection, label_set.id)

    # History

    def next_undo(self) -> ChangeSet | None:
        """Give what an undo would take back, to name it, or None."""
        with self._file.reading() as connection:
            return journal.next_undo(connection)

    def next_steps(self) -> tuple[ChangeSet | None, ChangeSet | None]:
        """Give what an undo would take back and a redo would do again, without their changes: enough to name them."""
        with self._file.reading() as connection:
            return journal.next_steps(connection)

    def next_redo(self) -> ChangeSet | None:
        """Give what a redo would do again, to name it, or None."""
        with self._file.reading() as connection:
            return journal.next_redo(connection)

    def history(self, article_id: int | None = None, *, before: int | None = None, limit: int = 100) -> list[ChangeSet]:
        """Give what was done (in one article), newest first; ``before`` is a seq, to page on."""
        with self._file.reading() as connection:
            return journal.history(connection, article_id=article_id, before=before, limit=limit)

    def steps(self, article_id: int | None = None, *, before: int | None = None, limit: int = 100) -> list[PastStep]:
        """Give the lines of the history (of one article), newest first, also what was taken back; page with ``before``.

        What is about several articles counts for each of them.
        """
        with self._file.reading() as connection:
            return journal.steps(connection, article_id=article_id, before=before, limit=limit)

    def step(self, seq: int) -> ChangeSet:
        """Give one step with its changes, done or taken back; raises LibraryError if there is none."""
        with self._file.reading() as connection:
            return journal.step(connection, seq)

    def back_to(self, seq: int, article_id: int | None = None) -> ChangeSet:
        """Give the change set that brings all, or one article, back to how it was right after a step; then ``do`` it.

        ``seq`` 0 is the start of the history. Reads the whole way back, on a connection of its own. Raises
        LibraryError for a step that is not there or was taken back, StaleEdit where the history does not fit.
        """
        with self._file.own_connection() as connection:
            return journal.back_to(connection, seq, article_id)

    def without_run(self, article_ids: Sequence[int], name: str, version: str, settings: str = "") -> list[int]:
        """Give those articles that this pipeline has not looked at yet, in this version with these settings."""
        with self._file.reading() as connection:
            return layers.without(connection, article_ids, (name, version, settings))

    # Care

    @property
    def is_unchecked(self) -> bool:
        """Tell whether the last program crashed and the file is too large to be read before it opens: ``check`` it."""
        return self._file.is_unchecked

    @property
    def drive_warning(self) -> str:
        """A sentence if the library lies on a network drive, else empty."""
        from core.store.drives import network_drive

        path = self._file.path
        kind = network_drive(path)
        return kind and (
            f"{path.name} lies on a network drive ({kind}). Only one computer at a time may have it open there. "
            "It is safer, and faster, in a folder of this computer."
        )

    def stats(self) -> Stats:
        """Count what the library holds; on a connection of its own, for it reads everything."""
        from core import library_stats  # what only care needs is imported then: the window is painted before

        with self._file.own_connection() as connection:
            return library_stats.stats(connection)

    def totals(self) -> Totals:
        """Give how much there is in a few figures: quick, from the list's own tallies."""
        with self._file.reading() as connection:
            return articles.totals(connection)

    def check(self, full: bool = True) -> list[Problem]:
        """Check that the library is sound, on a connection of its own; without ``full`` only the file itself."""
        return self._check(full, with_words=True)

    def _check(self, full: bool, *, with_words: bool) -> list[Problem]:
        from core.store import check

        with self._file.own_connection() as connection:
            found = check.full(connection, with_words=with_words) if full else check.quick(connection)
        return [Problem(str(self._file.path), sentence) for sentence in found]

    def _refresh(self) -> None:
        """Read again what is asked for all the time."""
        with self._file.reading() as connection:
            self._label_set = labels.in_use(connection)
            self._layers = layers.layers(connection)
