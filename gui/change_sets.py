"""What a change set means for the views: the articles it touches, whether the list changes, what marks became."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from core import history
from core.records import ArticleInfo, ChangeSet, Mark


def touched_articles(change_set: ChangeSet) -> set[int]:
    """Give the articles that a change set touches."""
    touched = set(history.articles_of(change_set))
    return touched if change_set.article_id is None else {change_set.article_id, *touched}


def moves_articles(change_set: ChangeSet) -> bool:
    """Tell whether articles come into sight or go out of it."""
    for change in change_set.changes:
        before, after = change.before, change.after
        if isinstance(before or after, ArticleInfo):
            was = isinstance(before, ArticleInfo) and not before.trashed
            is_there = isinstance(after, ArticleInfo) and not after.trashed
            if was != is_there:
                return True
    return False


def successors(added: Iterable[Mark]) -> Callable[[Mark], Mark | None]:
    """Give what tells the mark that one became: itself changed, its decision, its proposal come back, its equal."""
    added = list(added)
    by_key = {mark.key: mark for mark in added}
    by_source = {mark.span.source_id: mark for mark in added if mark.span.source_id is not None}
    by_place = {(mark.start, mark.end): mark for mark in added}

    def successor(old: Mark) -> Mark | None:
        source = old.span.source_id
        return (
            by_key.get(old.key)
            or by_source.get(old.key)
            or (by_key.get(source) if source is not None else None)
            or by_place.get((old.start, old.end))
        )

    return successor
