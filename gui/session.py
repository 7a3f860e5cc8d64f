"""The open library and the open article: the only road by which the window edits, and the one that views listen to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core import history
from core.errors import ReaderError
from core.links import Link, Links
from core.marks import MarkIndex
from core.records import (
    Article,
    ArticleInfo,
    ChangeSet,
    LabelSet,
    Layer,
    Mark,
    MarkDelta,
    Relation,
    Span,
    Zones,
)
from gui.change_sets import moves_articles, successors, touched_articles

if TYPE_CHECKING:
    from core.library import Library

_BULK = 20  # changes in several articles before which there is a backup
_LONG = 2000  # changes that take longer to store than a person takes for at once


class Session(QObject):
    """Holds the library and the open article; every view learns from its signals what to show anew.

    ``bulk_coming`` is said before an edit of many articles, ``busy`` (True, then False) around a step that takes
    seconds. ``changed`` carries each change set, also of undo and redo. ``articles_changed`` says that articles came or
    went, ``rows_changed`` carries the ids of those whose line in the list is another one. ``article_changed`` is for
    zones and information. ``marks_changed`` carries the MarkDelta of the open article, ``marks_replaced`` its new
    index; ``marks_shown`` says that both have been told, and the selection that comes of it.
    ``selection_changed`` carries the selected mark, or None where none or several are (``selection`` has them all).
    ``place_wanted`` asks the reader to show a range in code points, ``failed`` carries an error for the person.
    """

    library_opened = Signal(object)
    bulk_coming = Signal()
    busy = Signal(bool)
    changed = Signal(object)
    articles_changed = Signal()
    rows_changed = Signal(object)
    article_leaving = Signal()
    article_opened = Signal(object)
    article_changed = Signal(object)
    marks_replaced = Signal(object)
    marks_changed = Signal(object)
    marks_shown = Signal()
    labels_changed = Signal(object)
    selection_changed = Signal(object)
    place_wanted = Signal(int, int)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library: Library | None = None
        self.article: Article | None = None
        self.marks = MarkIndex(0)
        self.selection: tuple[Mark, ...] = ()
        self._links: Links | None = None  # read when they are first asked for

    @property
    def library(self) -> Library:
        """The open library; ask ``has_library`` first where there may be none."""
        assert self._library is not None
        return self._library

    @property
    def selected(self) -> Mark | None:
        """The selected mark, if it is the only one; ``selection`` has all, in the order of the text."""
        return self.selection[0] if len(self.selection) == 1 else None

    @property
    def has_library(self) -> bool:
        """Tell whether a library is open."""
        return self._library is not None

    @property
    def is_writable(self) -> bool:
        """Tell whether edits can be stored."""
        return self._library is not None and not self._library.read_only

    @property
    def is_editable(self) -> bool:
        """Tell whether the open article can be edited: one in the trash is only read."""
        return self.is_writable and self.article is not None and not self.article.info.trashed

    def set_library(self, library: Library | None) -> None:
        """Take over an open library (None: none); the one before is closed."""
        self.open_article(None)
        if self._library is not None:
            self._library.close()
        self._library = library
        self.library_opened.emit(library)

    def do(self, change_set: ChangeSet, *, choose: bool = False) -> ChangeSet | None:
        """Store an edit and tell everybody; None if there was nothing to do or it was refused (``failed`` says why).

        With ``choose`` the mark that comes of it is selected.
        """
        if not change_set.changes:
            return None
        if len(change_set.changes) >= _BULK and len(history.articles_of(change_set)) > 1:
            self.bulk_coming.emit()
        is_long = len(change_set.changes) >= _LONG
        return self._through(lambda: self.library.do(change_set), choose=choose, is_long=is_long)

    def undo(self) -> ChangeSet | None:
        """Take the last step back, and go to where it was."""
        return self._through(self.library.undo, go_there=True, is_long=self._is_long(0))

    def redo(self) -> ChangeSet | None:
        """Do the step again that was taken back last, and go there."""
        return self._through(self.library.redo, go_there=True, is_long=self._is_long(1))

    def open_article(self, article_id: int | None, position: int | None = None) -> None:
        """Show an article (None: none), at a position in code points if one is given."""
        if article_id is not None and self.article is not None and self.article.id == article_id:
            if position is not None:
                self.place_wanted.emit(position, position)
            return
        try:
            article = None if article_id is None else self.library.article(article_id)
            marks = MarkIndex(0) if article is None else self.library.marks(article.id)
        except ReaderError as error:
            self.failed.emit(error)
            return
        self.article_leaving.emit()
        self.select(None)
        self.article, self.marks, self._links = article, marks, None
        self.article_opened.emit(article)
        if position is not None:
            self.place_wanted.emit(position, position)

    def select(self, key: int | None) -> None:
        """Select a mark of the open article, or none."""
        self.select_many(() if key is None else (key,))

    def select_many(self, keys: Iterable[int]) -> None:
        """Select several marks of the open article at once; what is none of them is passed over."""
        self._set_selection(filter(None, map(self.marks.get, set(keys))))

    @property
    def links(self) -> Links:
        """What the marks of the open article are tied to."""
        if self._links is None:
            assert self.article is not None
            self._links = self.library.links(self.article.id)
        return self._links

    def links_of(self, mark: Mark) -> list[Link]:
        """Give what a mark of the open article is tied to, of what is shown; in the order of the text."""
        return [link for link in self.links.of(mark, self.marks) if self.is_shown(link.mark)]

    def is_shown(self, mark: Mark) -> bool:
        """Tell whether the label of a mark is shown; one that the label set does not know is."""
        label = self.library.label_set.get(mark.label)
        return label is None or not label.hidden

    def shown_marks(self) -> list[Mark]:
        """Give the marks that the person sees, in the order of the text."""
        hidden = {label.code for label in self.library.label_set.labels if label.hidden}
        return [mark for mark in self.marks if mark.label not in hidden]

    def reload_marks(self, article_ids: Iterable[int]) -> None:
        """Show what a run found: marks of the open article come and go, the others' lines in the list change."""
        ids = set(article_ids)
        if self.article is not None and self.article.id in ids:
            self._replace_marks()
        self.rows_changed.emit(ids)

    def show_anew(self, *, other_labels: bool) -> None:
        """Show all as the library has it now, after somebody else wrote; with ``other_labels`` the label set too."""
        if other_labels:
            self.labels_changed.emit(self.library.label_set)
        self.articles_changed.emit()
        if self.article is not None:
            before = self.article
            try:
                self._refresh_article(before)
                if self.article is not None:
                    self._replace_marks()
            except ReaderError as error:
                self.failed.emit(error)

    def articles_came(self, change_set: ChangeSet | None) -> None:
        """Tell everybody that an import brought articles; ``change_set`` is its step, if it can be undone."""
        self.articles_changed.emit()
        self.labels_changed.emit(self.library.label_set)  # the first file of a library may bring its own
        if change_set is not None:
            self.changed.emit(change_set)

    def _is_long(self, place: int) -> bool:
        """Tell whether an undo (0) or a redo (1) takes seconds, as far as its outline tells."""
        try:
            step = self.library.next_steps()[place]
        except ReaderError:  # the step itself runs into it, and tells
            return False
        return step is not None and (step.kind == "go-back" or step.params.get("count", 1) >= _LONG)

    def _through(
        self,
        step: Callable[[], ChangeSet | None],
        *,
        go_there: bool = False,
        choose: bool = False,
        is_long: bool = False,
    ) -> ChangeSet | None:
        """Have the library do a step, and let every view follow."""
        with self._busy() if is_long else nullcontext():
            try:
                done = step()
            except ReaderError as error:
                self.failed.emit(error)
                return None
            if done is not None:
                self._follow(done, choose=choose)
                if go_there:
                    self._go_to(done)
        return done

    @contextmanager
    def _busy(self) -> Iterator[None]:
        self.busy.emit(True)
        try:
            yield
        finally:
            self.busy.emit(False)

    def _follow(self, done: ChangeSet, *, choose: bool) -> None:
        touched = touched_articles(done)
        kinds = {type(change.after or change.before) for change in done.changes}
        if Relation in kinds:
            self._links = None
        if LabelSet in kinds:
            self.labels_changed.emit(self.library.label_set)
        if self.article is not None:
            if self.article.id in touched and kinds & {ArticleInfo, Zones}:
                self._refresh_article()
            if Layer in kinds:
                self._replace_marks()
            elif self.article is not None and self.article.id in touched:
                self._show_delta(self.marks.apply(done), choose=choose)
        if LabelSet in kinds or moves_articles(done):  # another label set: each article has another state
            self.articles_changed.emit()
        else:
            self.rows_changed.emit(touched)
        self.changed.emit(done)

    def _refresh_article(self, known: Article | None = None) -> None:
        """Show what is said of the open article now, unless it is what is ``known``."""
        assert self.article is not None
        article = self.library.article(self.article.id)
        if article.info.trashed and not (known and known.info.trashed):
            self.open_article(None)
        elif article != known:
            self.article = article
            self.article_changed.emit(article)

    def _replace_marks(self) -> None:
        """Take a new index from the library, and tell the difference, so that the reader stays where it is."""
        assert self.article is not None
        before = {mark.key: mark for mark in self.marks}
        self.marks, self._links = self.library.marks(self.article.id), None
        after = {mark.key: mark for mark in self.marks}
        removed = tuple(key for key, mark in before.items() if after.get(key) != mark)
        added = tuple(mark for key, mark in after.items() if before.get(key) != mark)
        self.marks_replaced.emit(self.marks)
        self._show_delta(MarkDelta(removed, added))

    def _show_delta(self, delta: MarkDelta, *, choose: bool = False) -> None:
        if not delta.removed and not delta.added:
            return
        old, gone = self.selection, set(delta.removed)
        self.marks_changed.emit(delta)
        if choose and delta.added:
            self._set_selection(delta.added[:1])
        elif any(mark.key in gone for mark in old):
            successor = successors(delta.added)
            self._set_selection(filter(None, (successor(mark) if mark.key in gone else mark for mark in old)))
        self.marks_shown.emit()

    def _set_selection(self, marks: Iterable[Mark]) -> None:
        each_once = {mark.key: mark for mark in marks}
        selection = tuple(sorted(each_once.values(), key=lambda mark: (mark.start, -mark.end, mark.key)))
        if selection != self.selection:
            self.selection = selection
            self.selection_changed.emit(self.selected)

    def _go_to(self, done: ChangeSet) -> None:
        """Bring the reader to the article and the place of a step.

        Of a step in many articles the open one is shown if it was touched, else the first.
        """
        touched = history.articles_of(done) or ([] if done.article_id is None else [done.article_id])
        if not touched:
            return
        is_open = self.article is not None and self.article.id in touched
        article_id = self.article.id if self.article is not None and is_open else touched[0]
        if self.library.article(article_id).info.trashed:
            return
        self.open_article(article_id)
        records = (change.after or change.before for change in history.in_order(done))
        span = next((each for each in records if isinstance(each, Span) and each.article_id == article_id), None)
        if span is not None:
            if len(done.changes) == 1:
                self._set_selection(filter(None, (self._mark_of(span),)))
            self.place_wanted.emit(span.start, span.end)

    def _mark_of(self, span: Span) -> Mark | None:
        """Give the mark that shows a span, or what is shown in its place."""
        mark = self.marks.get(span.id)
        if mark is None and span.source_id is not None:
            mark = self.marks.get(span.source_id)
        same = (
            each
            for each in self.marks.between(span.start, span.end)
            if (each.start, each.end) == (span.start, span.end)
        )
        return mark or next(same, None)
