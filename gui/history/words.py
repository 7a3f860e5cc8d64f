"""What a change did, in words, and how much a step would change."""

from __future__ import annotations

from core.history import Summary
from core.records import ArticleInfo, Change, Entity, LabelSet, Layer, Relation, Review, Span, SpanStatus, Zones
from gui.i18n import later, number, quoted, tr
from gui.steps import clip
from gui.words import relation_title, role_title, state_title

_FIELDS = {
    "title": later("title"),
    "source": later("source"),
    "author": later("author"),
    "place": later("place"),
    "published": later("date"),
    "lang": later("language"),
    "url": later("address"),
}


def change_words(change: Change, source: Span | None = None) -> str:
    """Say what a change did: accepted, ORG → LOC, edges moved, moved to the trash.

    ``source`` is the proposal that a decision decides on: before the first decision the text showed that.
    """
    before, after = change.before, change.after
    if isinstance(before or after, Span):
        return _of_span(
            before if isinstance(before, Span) else None,
            after if isinstance(after, Span) else None,
            source,
        )
    if isinstance(after, Review):
        return state_title(after.state)
    if isinstance(before, Review):
        return tr("review taken back")
    if isinstance(before, ArticleInfo) and isinstance(after, ArticleInfo):
        return _of_info(before, after)
    if isinstance(after, Zones):
        old = set(before.zones) if isinstance(before, Zones) else set()
        roles = [role_title(zone.role) for zone in after.zones if zone not in old]
        return tr("paragraph is {role} now", role=roles[0] if roles else tr("body"))
    if isinstance(before, LabelSet) and isinstance(after, LabelSet):
        return tr("labels: {before} → {after}", before=_set_name(before), after=_set_name(after))
    if isinstance(after, Layer):
        name = f"{after.name} {after.version}".rstrip()
        return tr("{layer} hidden", layer=name) if after.hidden else tr("{layer} shown", layer=name)
    record = after or before
    if isinstance(record, Relation):
        return _of_relation(record, is_gone=after is None)
    if isinstance(after, Entity):
        return tr("entity {name} added", name=after.name)
    if isinstance(before, Entity):
        return tr("entity {name} removed", name=before.name)
    return tr("changed")


def figures(found: Summary) -> str:
    """Say how much a step touches: 12 marks, 2 reviews in 3 articles."""
    parts = [
        tr("%n mark(s)", n=found.marks) if found.marks else "",
        tr("%n review(s)", n=found.reviews) if found.reviews else "",
        tr("%n relation(s)", n=found.relations) if found.relations else "",
        tr("%n entity record(s)", n=found.entities) if found.entities else "",
        tr("the information") if found.information else "",
        tr("the parts of the text") if found.zones else "",
        tr("%n layer(s)", n=found.layers) if found.layers else "",
        tr("the labels") if found.label_sets else "",
    ]
    what = ", ".join(filter(None, parts))
    if found.articles:
        what = tr("{what} in %n article(s)", n=found.articles, what=what)
    moved = (
        tr("%n article(s) into the trash", n=found.trashed) if found.trashed else "",
        tr("%n article(s) taken in", n=found.restored) if found.restored else "",
    )
    return ", ".join(filter(None, (what, *moved)))


def _of_span(before: Span | None, after: Span | None, source: Span | None) -> str:
    if after is None:
        label = before.label if before else ""
        if source is None:
            return tr("{label} removed", label=label)
        return tr("{label} is a proposal again", label=source.label)
    if after.status is SpanStatus.REJECTED:
        return tr("{label} rejected", label=after.label)
    if before is None and source is not None:
        is_as_proposed = (source.label, source.start, source.end) == (after.label, after.start, after.end)
        before = None if is_as_proposed else source
    if before is None:
        if after.note:
            return tr("{label} accepted, note: {note}", label=after.label, note=clip(after.note))
        return tr("{label} accepted", label=after.label) if after.source_id else tr("{label} marked", label=after.label)
    if before.status is SpanStatus.REJECTED:
        return tr("{label} taken back in", label=after.label)
    if before.label != after.label:
        return f"{before.label} → {after.label}"
    if (before.start, before.end) != (after.start, after.end):
        return tr("edges moved, was {surface}", surface=quoted(clip(before.surface)))
    if before.note != after.note:
        return tr("note: {note}", note=clip(after.note)) if after.note else tr("note removed")
    if before.value != after.value:
        return tr("value: {value}", value=after.value) if after.value else tr("value removed")
    if before.entity_id != after.entity_id:
        return tr("entity removed") if after.entity_id is None else tr("entity set")
    return tr("changed")


def _of_relation(relation: Relation, *, is_gone: bool) -> str:
    title = relation_title(relation.type, outward=True)
    if is_gone:
        return tr("no longer tied: {relation}", relation=title)
    if relation.head_id == relation.child_id:
        return tr("tied to nothing: {relation}", relation=title)
    return tr("tied: {relation}", relation=title)


def _of_info(before: ArticleInfo, after: ArticleInfo) -> str:
    if before.trashed != after.trashed:
        return tr("moved to the trash") if after.trashed else tr("taken in")
    for name, title in _FIELDS.items():
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            return tr("{field}: {before} → {after}", field=tr(title), before=clip(old) or "–", after=clip(new) or "–")
    return tr("information changed")


def _set_name(label_set: LabelSet) -> str:
    return f"{label_set.name} {number(label_set.version)}"
