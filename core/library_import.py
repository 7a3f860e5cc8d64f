"""Bring drafts into a library: new articles, known ones, annotations as layers, a person's word as decisions.

What a file says of spans becomes an import layer (proposals). Spans that the file calls a person's word (all of a
reviewed record; elsewhere those with a correction) also become decisions on those proposals, so that an export of the
import says the same again. An article on which somebody has worked here already keeps that work: it gets the layer
only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from core import library_labels, library_proposals
from core.errors import Cancelled, Problem, ReaderError, SpanError
from core.library_proposals import Stored
from core.library_records import ImportReport, Progress
from core.offsets import sha256
from core.records import (
    ArticleDraft,
    ArticleState,
    Change,
    ChangeSet,
    DraftSpan,
    LabelSet,
    Layer,
    LayerKind,
    Relation,
    Review,
    Span,
    SpanStatus,
)
from core.store import article_rows, articles, changes, entities, journal, labels, layers, spans, tally
from core.store.connection import Connection
from core.store.known_files import KnownFiles

_TELL = 20  # articles between two calls of progress
_READ_OTHERWISE = (
    "The file is in the library already, with the text that an earlier version of Leuchtstift read in it. "
    "That article stays as it is; to have the file read anew, move the article to the trash first."
)
_NOTE = 500  # new articles whose words are indexed together


class Intake:
    """Takes the drafts of one file into a library, inside one write transaction of the caller."""

    def __init__(
        self, connection: Connection, person: Layer, at: str, *, undoable: bool, files: KnownFiles | None = None
    ) -> None:
        """``files``: what articles came from, where drafts are of files that earlier versions read otherwise."""
        self._connection = connection
        self._files = files
        self._undoable = undoable
        self._person = person
        self._at = at
        self._is_untouched = article_rows.last_id(connection) == 0 and journal.newest(connection, "live") is None
        self._layers: dict[str, Layer] = {}
        self._covered: set[tuple[int, int]] = set()
        self._shown: set[int] = set()
        self._changes: list[Change] = []  # what an undo takes back
        self._added: list[int] = []  # one number after the other: nobody else adds articles meanwhile
        self._known: list[int] = []
        self._restored: list[int] = []
        self._problems: list[Problem] = []
        self._codes: dict[str, str] = {}  # of labels, with the file that has them
        self._reviewed = self._spans = self._noted = 0

    def take_all(self, drafts: Iterable[ArticleDraft | Problem], progress: Progress | None) -> None:
        """Take drafts one by one; one that cannot be stored becomes a problem. Raises Cancelled if progress says so."""
        for number, draft in enumerate(drafts):
            if progress is not None and number % _TELL == 0 and not progress(number, None):
                raise Cancelled("The import was cancelled; nothing of this file was stored.")
            if isinstance(draft, Problem):
                self._problems.append(draft)
                continue
            try:
                _refuse(draft)
            except ReaderError as error:
                self._problems.append(Problem(draft.path or draft.title, error.sentence))
            else:
                self._take(draft)
        self._note_new()
        tally.recount(self._connection, {*self._added, *self._known, *self._restored})

    def report(self) -> ImportReport:
        """Tell what was taken; the change set in it is not in the journal yet."""
        change_set = None
        if self._changes and self._undoable:
            new = [*self._added, *self._restored]
            title = articles.infos(self._connection, new[:1])[new[0]].title if new else ""
            params = {"count": len(new), "title": title}
            change_set = ChangeSet("import", tuple(self._changes), None, params, person=self._person.name, at=self._at)
        return ImportReport(
            added=tuple(self._added),
            known=tuple(self._known),
            restored=tuple(self._restored),
            reviewed=self._reviewed,
            spans=self._spans,
            problems=(*self._problems, *self._unknown_labels()),
            change_set=change_set,
        )

    def _unknown_labels(self) -> list[Problem]:
        """Tell which labels are stored but not in the label set in use."""
        known = {label.code for label in labels.in_use(self._connection).labels}
        unknown = [code for code in self._codes if code not in known]
        if not unknown:
            return []
        names = ", ".join(unknown[:10]) + (" …" if unknown[10:] else "")
        sentence = f"The label set in use does not have {names}; add what you need."
        return [Problem(self._codes[unknown[0]], sentence, harmless=True)]

    def _take(self, draft: ArticleDraft) -> None:
        digest = sha256(draft.text)
        article_id = articles.id_of_text(self._connection, digest)
        if article_id is None and self._is_read_otherwise(draft):
            return
        is_new = article_id is None
        if article_id is None:
            article_id = self._add(draft, digest)
        else:
            self._meet(article_id)
        is_free = is_new or not self._has_work(article_id)
        if draft.spans is not None:
            self._annotate(article_id, draft, is_new=is_new, is_free=is_free)
        if is_free and draft.state in (ArticleState.REVIEWED, ArticleState.SKIPPED):
            self._review(article_id, draft, is_new=is_new)

    def _is_read_otherwise(self, draft: ArticleDraft) -> bool:
        """Tell whether the file is an article in sight already, to which an earlier version gave another text."""
        if self._files is None or draft.spans is not None or draft.uid or not draft.bytes_sha256:
            return False
        article_id = self._files.article(self._connection, draft.bytes_sha256)
        if article_id is None:
            return False
        self._known.append(article_id)
        self._problems.append(Problem(draft.path or draft.title, _READ_OTHERWISE, harmless=True))
        return True

    def _add(self, draft: ArticleDraft, digest: str) -> int:
        """Store a text that the library does not have."""
        uid = draft.uid or digest[:16]
        if articles.has_uid(self._connection, uid):
            uid = changes.new_uid()
        article_id = articles.insert(self._connection, draft, uid=uid, sha256=digest, at=self._at)
        self._added.append(article_id)
        if len(self._added) - self._noted == _NOTE:
            self._note_new()
        if self._undoable:
            info = articles.infos(self._connection, [article_id])[article_id]
            self._changes.append(Change(replace(info, trashed=True), info))
        return article_id

    def _note_new(self) -> None:
        """Index and count the articles that were added since the last call."""
        new = self._added[self._noted :]
        if new:
            articles.note_new(self._connection, new[0], new[-1])
            self._noted = len(self._added)

    def _meet(self, article_id: int) -> None:
        """Note that a text is known, or bring it back from the trash."""
        info = articles.infos(self._connection, [article_id])[article_id]
        if info.trashed:
            self._restored.append(article_id)
            self._do([Change(info, replace(info, trashed=False))])
        elif article_id not in self._added:
            self._known.append(article_id)

    def _has_work(self, article_id: int) -> bool:
        """Tell whether a person has decided or reviewed anything in an article."""
        return (
            spans.has_decisions(self._connection, article_id) or labels.review(self._connection, article_id) is not None
        )

    def _annotate(self, article_id: int, draft: ArticleDraft, *, is_new: bool, is_free: bool) -> None:
        """Store a draft's spans as a layer, and a person's word among them as decisions."""
        name = draft.layer_name or "import"
        if not is_new and self._is_there(article_id, name, draft):
            return
        layer = self._layer(name)
        if (layer.id, article_id) in self._covered:
            sentence = "The same text stands in this file twice; the spans of the second record were left out."
            self._problems.append(Problem(draft.path or draft.title, sentence))
            return
        self._covered.add((layer.id, article_id))
        layers.cover(self._connection, layer.id, [article_id])
        said = draft.spans or ()
        stored = library_proposals.store(
            self._connection, layer, article_id, draft.text, said, draft.relations, draft.entities
        )
        self._spans += len(said)
        self._codes.update(dict.fromkeys([span.label for span in said], draft.path))
        if not is_new and layer.id not in self._shown:
            self._shown.add(layer.id)
            self._changes.append(Change(replace(layer, hidden=True), layer))
        if is_free:
            self._decide(article_id, draft, stored, is_new=is_new)

    def _is_there(self, article_id: int, name: str, draft: ArticleDraft) -> bool:
        """Tell whether the newest import of this name says the same of an article; if it is hidden, show it again."""
        covering = [layers.find(self._connection, n) for n in layers.covering(self._connection, article_id)]
        same = [layer for layer in covering if layer and (layer.kind, layer.name) == (LayerKind.IMPORT, name)]
        if not same:
            return False
        newest = max(same, key=lambda layer: layer.id)
        if self._stored(article_id, newest) != _said(draft, newest):
            return False
        if newest.hidden:
            self._do([Change(newest, replace(newest, hidden=False))])
        return True

    def _stored(self, article_id: int, layer: Layer) -> set[tuple[object, ...]]:
        """Give what a file said of an article when it was imported."""
        found = {span.id: span for span in spans.of_layers(self._connection, article_id, [layer.id])}
        meant = {span.entity_id for span in found.values() if span.entity_id is not None}
        uids = {number: entity.uid for number in meant if (entity := entities.find(self._connection, number))}
        said = {_content(span, span.uid, uids.get(span.entity_id or 0, "")) for span in found.values()}
        links = [each for each in spans.relations(self._connection, article_id) if each.layer_id == layer.id]
        return said | {(each.type, found[each.head_id].uid, found[each.child_id].uid) for each in links}

    def _layer(self, name: str) -> Layer:
        """Give this file's layer of a name."""
        if name not in self._layers:
            new = Layer(0, name, LayerKind.IMPORT, created_at=self._at)
            self._layers[name] = layers.insert(self._connection, new)
            layers.set_complete(self._connection, self._layers[name].id, True)
        return self._layers[name]

    def _decide(self, article_id: int, draft: ArticleDraft, stored: Stored, *, is_new: bool) -> None:
        """Make decisions of the spans that are a person's word; negative ids let relations follow."""
        is_gold = draft.state is ArticleState.REVIEWED
        decided: dict[int, Span] = {}
        for place, span in enumerate(draft.spans or ()):
            if is_gold or span.correction:
                decided[place] = Span(
                    id=-1 - place,
                    uid=stored.uids[place],
                    article_id=article_id,
                    layer_id=self._person.id,
                    start=span.start,
                    end=span.end,
                    label=span.label,
                    status=SpanStatus.ACCEPTED,
                    surface=draft.text[span.start : span.end],
                    fragments=span.fragments,
                    source_id=stored.first + place,
                    entity_id=stored.entities.get(span.entity),
                    note=span.note,
                    value=span.value,
                )
        if not decided:
            return
        # A person's relation would hide those of its type at the same head that lead to what nobody has decided.
        is_open = {(link.head, link.type) for link in draft.relations if link.child not in decided}
        relations = [
            Relation(0, link.uid, article_id, self._person.id, link.type, -1 - link.head, -1 - link.child)
            for link in draft.relations
            if link.head in decided and (link.head, link.type) not in is_open
        ]
        new = [*(Change(None, span) for span in decided.values()), *(Change(None, link) for link in relations)]
        if not is_new:
            self._do(new)
            return
        numbered = changes.number(self._connection, ChangeSet("import", tuple(new)), self._person.name, self._at)
        records = [change.after for change in numbered.changes]
        spans.insert(self._connection, [record for record in records if isinstance(record, Span)])
        spans.insert_relations(self._connection, [record for record in records if isinstance(record, Relation)])

    def _review(self, article_id: int, draft: ArticleDraft, *, is_new: bool) -> None:
        """Store that a file calls an article reviewed or skipped, for the label set that it names."""
        label_set = self._label_set(draft.label_set)
        review = Review(0, article_id, label_set.id, draft.state, self._person.name, self._at)
        self._reviewed += draft.state is ArticleState.REVIEWED
        if is_new:
            labels.put_review(self._connection, review)
        else:
            self._do([Change(None, review)])

    def _label_set(self, wanted: LabelSet | None) -> LabelSet:
        """Find or store the label set that a file names; a library without articles takes it into use."""
        used = labels.in_use(self._connection)
        if wanted is None or not wanted.labels:
            return used
        known = [used, *labels.label_sets(self._connection)]
        found = labels.named(known, wanted)
        if found is None:
            found = labels.insert(self._connection, library_labels.with_known_looks(wanted, known))
        if self._is_untouched:
            self._is_untouched = False
            found = labels.use(self._connection, found)
        return found

    def _do(self, wanted: Sequence[Change]) -> None:
        """Carry out changes of known articles, to be undone with the rest."""
        numbered = changes.number(self._connection, ChangeSet("import", tuple(wanted)), self._person.name, self._at)
        changes.apply(self._connection, numbered, lambda article_id: articles.text(self._connection, article_id))
        self._changes += numbered.changes


def _refuse(draft: ArticleDraft) -> None:
    """Raise SpanError for what must not get into a library."""
    if not draft.text.strip():
        raise SpanError("The text is empty.")
    if not is_storable(
        "".join((draft.text, draft.title, draft.source, draft.author, draft.place, draft.url, draft.uid))
    ):
        raise SpanError("The text has characters that cannot be stored (NUL or half of a surrogate pair).")
    changes.check_zones(draft.zones, draft.text)
    library_proposals.check(draft.text, draft.spans or ())


def is_storable(text: str) -> bool:
    """Tell whether SQLite gives a text back as it was."""
    try:
        return b"\0" not in text.encode()
    except UnicodeEncodeError:
        return False


def _said(draft: ArticleDraft, layer: Layer) -> set[tuple[object, ...]]:
    """Give what a file says of an article, to compare two imports."""
    drafts = draft.spans or ()
    uids = library_proposals.uids_of(layer, draft.text, drafts)
    said = {_content(span, uid, span.entity) for span, uid in zip(drafts, uids, strict=True)}
    return said | {(link.type, uids[link.head], uids[link.child]) for link in draft.relations}


def _content(span: Span | DraftSpan, uid: str, entity: str) -> tuple[object, ...]:
    """Give what a file says of a span."""
    said = (span.start, span.end, span.label, span.fragments, span.score, span.value, span.origin)
    return (uid, *said, span.correction, span.note, entity)
