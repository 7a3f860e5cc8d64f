"""What a person can do, one small pure function an action: each gives the ChangeSet that ``Library.do`` carries out.

New records have id 0 (or a negative id where another record of the same change set refers to it): the library numbers
them, names them (uid), and fills in person and times. Machine layers never change: an edit of a proposal makes a
decision in the person's layer, with the proposal as its source. Nothing to change gives a change set without changes,
which does nothing.

``marks`` is the article's MarkIndex. With it an edit does not leave two equal marks behind, and removing a mark does
not bring back a proposal that it answered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from core.frozen import replaced
from core.marks import AnswerKey, MarkIndex, answer_key
from core.offsets import check_span
from core.records import (
    Article,
    ArticleInfo,
    ArticleState,
    Change,
    ChangeSet,
    LabelSet,
    Layer,
    Mark,
    Review,
    Span,
    SpanStatus,
    Zone,
    ZoneRole,
    Zones,
)

Targets = Mark | Iterable[Mark]


def add_mark(
    article: Article,
    layer: Layer,
    start: int,
    end: int,
    label: str,
    *,
    marks: MarkIndex | None = None,
    fragments: tuple[tuple[int, int], ...] | None = None,
    value: str = "",
    note: str = "",
) -> ChangeSet:
    """Mark ``start`` … ``end`` (code points) with a label; a proposal that says the same is accepted instead.

    Raises SpanError outside the text.
    """
    check_span(article.text, start, end)
    same = marks.find(start, end, label) if marks is not None and fragments is None else []
    if same:
        return accept(same[:1], layer)
    span = Span(
        id=0,
        uid="",
        article_id=article.id,
        layer_id=layer.id,
        start=start,
        end=end,
        label=label,
        status=SpanStatus.ACCEPTED,
        surface=article.text[start:end],
        fragments=fragments,
        value=value,
        note=note,
    )
    params = {"surface": span.surface, "label": label}
    return ChangeSet("add-mark", (Change(None, span),), article.id, params)


def accept(targets: Targets, layer: Layer) -> ChangeSet:
    """Accept proposals; marks that are decided stay as they are."""
    return of_marks("accept", targets, _accepting(layer))


def reject(targets: Targets, layer: Layer, *, marks: MarkIndex | None = None) -> ChangeSet:
    """Reject marks: a proposal stays away for good; a person's own mark is deleted."""
    return of_marks("reject", targets, lambda mark: _gone(mark, layer, marks))


def remove(targets: Targets, layer: Layer, *, marks: MarkIndex | None = None) -> ChangeSet:
    """Remove marks; where a proposal is behind one, it is rejected, so that it does not come back."""
    return of_marks("remove", targets, lambda mark: _gone(mark, layer, marks))


def relabel(targets: Targets, label: str, layer: Layer, *, marks: MarkIndex | None = None) -> ChangeSet:
    """Give marks another label; a proposal becomes an accepted decision with it.

    Of several marks those that have the label already are accepted: all of them then say the same.
    """
    chosen = _list(targets)
    several = len(chosen) > 1
    taken = {(mark.start, mark.end) for mark in chosen if several and mark.label == label}
    accepted = _accepting(layer)

    def change(mark: Mark) -> Change | None:
        place = mark.start, mark.end
        if mark.label == label:
            return accepted(mark) if several else None
        if place in taken or _is_decided(marks, mark.start, mark.end, label):
            return _gone(mark, layer, marks)
        taken.add(place)
        return decided(mark, layer, label=label, value="")

    before = {mark.label for mark in chosen} - {label}
    params = {"after": label, "before": before.pop() if len(before) == 1 else ""}
    return of_marks("relabel", chosen, change, params)


def move(
    mark: Mark, start: int, end: int, article: Article, layer: Layer, *, marks: MarkIndex | None = None
) -> ChangeSet:
    """Give a mark other edges (code points), without gaps; raises SpanError outside the text."""
    check_span(article.text, start, end)
    if (mark.start, mark.end) == (start, end):
        return ChangeSet("move", (), article.id)
    surface = article.text[start:end]
    params = {"surface": surface, "before": mark.span.surface, "label": mark.label}
    if _is_decided(marks, start, end, mark.label):
        return ChangeSet("move", tuple(_changes(_gone(mark, layer, marks))), article.id, params)
    moved = decided(mark, layer, start=start, end=end, surface=surface, fragments=None)
    return ChangeSet("move", (moved,), article.id, params)


def set_note(mark: Mark, note: str, layer: Layer) -> ChangeSet:
    """Write a person's note to a mark; a proposal becomes an accepted decision."""
    change = None if mark.span.note == note else decided(mark, layer, note=note)
    return of_marks("set-note", mark, lambda _: change)


def set_value(mark: Mark, value: str, layer: Layer) -> ChangeSet:
    """Set the normalised reading of a mark; a proposal becomes an accepted decision."""
    change = None if mark.span.value == value else decided(mark, layer, value=value)
    return of_marks("set-value", mark, lambda _: change)


def accept_all(
    article: Article, marks: MarkIndex, layer: Layer, *, review: ChangeSet | None = None, labels: Iterable[str] = ()
) -> ChangeSet:
    """Accept every undecided mark (or those of some labels), with ``review`` also review the article, in one step."""
    wanted = set(labels)
    waiting = (mark for mark in marks if not wanted or mark.label in wanted)
    accepted = tuple(_changes(*map(_accepting(layer), waiting)))
    changes = accepted + (review.changes if review else ())
    return ChangeSet("accept-all", changes, article.id, {"count": len(accepted), "reviewed": bool(review)})


def set_review(
    article_id: int, state: ArticleState, label_set: LabelSet, *, before: Review | None = None, person: str = ""
) -> ChangeSet:
    """Call an article REVIEWED or SKIPPED for a label set, or take that back with any other state.

    ``before`` is ``Library.review(article_id)``.
    """
    params = {"state": str(state), "before": str(before.state) if before else ""}
    if state not in (ArticleState.REVIEWED, ArticleState.SKIPPED):
        changes = (Change(before, None),) if before else ()
    elif before is None:
        changes = (Change(None, Review(0, article_id, label_set.id, state, person, "")),)
    elif (before.state, before.label_set_id) == (state, label_set.id):
        changes = ()
    else:
        changes = (Change(before, replace(before, state=state, label_set_id=label_set.id, person=person, at="")),)
    return ChangeSet("set-review", changes, article_id, params)


def set_zone_role(article: Article, start: int, end: int, role: ZoneRole) -> ChangeSet:
    """Give ``start`` … ``end`` (usually a paragraph) a role; zones that it cuts keep their other parts.

    Body needs no zone. Raises SpanError outside the text.
    """
    check_span(article.text, start, end)
    zones: list[Zone] = [] if role is ZoneRole.BODY else [Zone(start, end, role)]
    for zone in article.zones:
        for part in (
            Zone(zone.start, min(zone.end, start), zone.role),
            Zone(max(zone.start, end), zone.end, zone.role),
        ):
            if part.start < part.end:
                zones.append(part)
    before, after = Zones(article.id, article.zones), Zones(article.id, tuple(sorted(zones, key=lambda z: z.start)))
    changes = (Change(before, after),) if before != after else ()
    return ChangeSet("set-zone-role", changes, article.id, {"role": str(role)})


def set_info(before: ArticleInfo, after: ArticleInfo) -> ChangeSet:
    """Change what is known of an article (title, source, date, …)."""
    changes = (Change(before, after),) if before != after else ()
    return ChangeSet("set-info", changes, before.id, {"title": after.title})


def trash(infos: Iterable[ArticleInfo], *, trashed: bool = True) -> ChangeSet:
    """Take articles out of the library's sight, or bring them back; nothing of them is deleted."""
    infos = [info for info in infos if info.trashed != trashed]
    changes = tuple(Change(info, replace(info, trashed=trashed)) for info in infos)
    title = infos[0].title if len(infos) == 1 else ""
    kind = "trash" if trashed else "restore"
    return ChangeSet(kind, changes, infos[0].id if len(infos) == 1 else None, {"count": len(infos), "title": title})


def set_layer_hidden(layer: Layer, hidden: bool) -> ChangeSet:
    """Hide or show all spans of a layer."""
    changes = (Change(layer, replace(layer, hidden=hidden)),) if layer.hidden != hidden else ()
    return ChangeSet("hide-layer" if hidden else "show-layer", changes, None, {"layer": layer.name})


def set_label_set(before: LabelSet, after: LabelSet) -> ChangeSet:
    """Use other labels: a stored set (its id given), or a new version of one (the library numbers it).

    ``before`` is the set in use. The change says which set was and is in use; versions themselves are never changed
    or deleted.
    """
    if (before.name, before.labels) == (after.name, after.labels):
        return ChangeSet("set-label-set", ())
    new = replace(after, id=0) if after.id == before.id else after
    return ChangeSet("set-label-set", (Change(before, new),), None, {"name": after.name})


def rename_label(
    label_set: LabelSet, code: str, new_code: str, *, spans: Sequence[Span] = (), reviews: Sequence[Review] = ()
) -> ChangeSet:
    """Rename a label's code in a new version of the set, and in all decisions that carry it, in one step.

    ``spans`` is ``Library.decisions(label=code)`` and ``reviews`` is ``Library.reviews(label_set)``: they go on to
    the new version, for renaming a label makes no article less reviewed.
    """
    labels = tuple(replace(label, code=new_code) if label.code == code else label for label in label_set.labels)
    renamed = replace(label_set, id=-1, labels=labels)
    changes = [Change(label_set, renamed)]
    changes += [Change(span, replace(span, label=new_code)) for span in spans]
    changes += [Change(review, replace(review, label_set_id=-1)) for review in reviews]
    return ChangeSet("rename-label", tuple(changes), None, {"before": code, "after": new_code, "count": len(spans)})


def combine(kind: str, parts: Iterable[ChangeSet], params: Mapping[str, Any] | None = None) -> ChangeSet:
    """Make one undo step of several change sets that do not touch the same record."""
    parts = [part for part in parts if part.changes]
    changes = tuple(change for part in parts for change in part.changes)
    articles = {part.article_id for part in parts}
    return ChangeSet(kind, changes, articles.pop() if len(articles) == 1 else None, params or {"count": len(changes)})


def _accepting(layer: Layer) -> Callable[[Mark], Change | None]:
    """Give the rule that accepts each proposal once: two layers may propose the same, and one decision answers both."""
    taken: set[AnswerKey] = set()

    def change(mark: Mark) -> Change | None:
        key = answer_key(mark.span)
        if mark.is_decided or key in taken:
            return None
        taken.add(key)
        return decided(mark, layer)

    return change


def _is_decided(marks: MarkIndex | None, start: int, end: int, label: str) -> bool:
    """Tell whether a person's mark already says this."""
    return marks is not None and any(mark.is_decided for mark in marks.find(start, end, label))


def decided(mark: Mark, layer: Layer, **fields: Any) -> Change:
    """Give the change that makes an accepted decision of a mark, with other values of a Span's fields."""
    if mark.is_decided:
        return Change(mark.span, replaced(mark.span, **fields))
    made = {
        "id": 0,
        "uid": "",
        "layer_id": layer.id,
        "status": SpanStatus.ACCEPTED,
        "source_id": mark.span.id,
        "score": None,
        "origin": "",
        "correction": "",
        "created_at": "",
        "updated_at": "",
    }
    return Change(None, replaced(mark.span, **(made | fields)))


def _gone(mark: Mark, layer: Layer, marks: MarkIndex | None) -> Change:
    """Give the change after which a mark is not visible, and no proposal that it answered either."""
    if not mark.is_decided:
        return decided(mark, layer, status=SpanStatus.REJECTED)
    if mark.span.source_id is not None:
        return Change(mark.span, replace(mark.span, status=SpanStatus.REJECTED))
    behind = marks.behind(mark.span) if marks is not None else []
    if behind:
        return Change(mark.span, replace(mark.span, status=SpanStatus.REJECTED, source_id=behind[0].id))
    return Change(mark.span, None)


def of_marks(
    kind: str,
    targets: Targets,
    change: Callable[[Mark], Change | None],
    params: Mapping[str, Any] | None = None,
) -> ChangeSet:
    """Apply a rule to each mark; ``params`` name the first one and their number."""
    chosen = _list(targets)
    changes = tuple(_changes(*map(change, chosen)))
    named = (
        {"surface": chosen[0].span.surface, "label": chosen[0].label, "count": len(changes)} if chosen else {"count": 0}
    )
    articles = {mark.span.article_id for mark in chosen}
    return ChangeSet(kind, changes, articles.pop() if len(articles) == 1 else None, {**named, **(params or {})})


def _changes(*changes: Change | None) -> Iterator[Change]:
    return (change for change in changes if change is not None)


def _list(targets: Targets) -> list[Mark]:
    return [targets] if isinstance(targets, Mark) else list(targets)
