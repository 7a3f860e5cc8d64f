"""What the list says of an article (state, marks, decided), kept in the transaction of each edit and run.

``recount`` counts an article from its spans; ``Step`` does it for a few changes by looking only at the ranges they
touch, so that an edit costs the same in an article with 10,000 spans. Both follow the rule in ``core.marks``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice

import orjson

from core.marks import AnswerKey, answer_key
from core.records import Change, Span, SpanStatus
from core.store import labels, layers, spans

_TOGETHER = 1000  # articles that are counted by one query
_RECOUNT = 50  # changes in one article from which counting everything is cheaper


def recount(connection: sqlite3.Connection, article_ids: Iterable[int]) -> None:
    """Count marks, decided and decisions of articles anew, and find their state."""
    persons = layers.persons(connection)
    rule = StateRule(connection)
    rest = iter(article_ids)
    while ids := list(islice(rest, _TOGETHER)):
        connection.executemany(
            "UPDATE article SET marks = ?, decided = ?, decisions = ?, state = ? WHERE id = ?",
            list(_tallies(connection, ids, persons, rule)),
        )


def _tallies(
    connection: sqlite3.Connection, ids: Sequence[int], persons: Collection[int], rule: StateRule
) -> Iterator[tuple[int, int, int, str, int]]:
    """Give marks, decided, decisions and state of some articles with their ids.

    Where no person has decided anything, which is so of nearly all that an import or a run brings, the marks are the
    spans of the layers shown: these are counted for all of them at once.
    """
    of_these = (orjson.dumps(ids).decode(),)
    spans_of: dict[int, dict[int, int]] = {}
    query = (
        "SELECT article_id, layer_id, count(*) FROM span WHERE article_id IN (SELECT value FROM json_each(?))"
        " GROUP BY article_id, layer_id"
    )
    for article_id, layer_id, number in connection.execute(query, of_these):
        spans_of.setdefault(article_id, {})[layer_id] = number
    query = "SELECT article_id FROM review WHERE article_id IN (SELECT value FROM json_each(?))"
    reviewed = {row[0] for row in connection.execute(query, of_these)}
    shown = layers.shown_in(connection, ids)
    for article_id in ids:
        by_layer = spans_of.get(article_id, {})
        if by_layer.keys().isdisjoint(persons):
            marks, decided, decisions = sum(by_layer.get(number, 0) for number in shown.get(article_id, ())), 0, 0
        else:
            marks, decided, decisions = counted(connection, article_id, persons)
        state = rule.state(article_id, decisions) if article_id in reviewed else unreviewed_state(decisions)
        yield marks, decided, decisions, state, article_id


def counted(connection: sqlite3.Connection, article_id: int, persons: Collection[int]) -> tuple[int, int, int]:
    """Count the visible marks, the accepted ones of them and all decisions of an article."""
    shown = layers.shown(connection, article_id)
    keys = _keys(connection, article_id, persons, "accepted") + _keys(connection, article_id, persons, "rejected")
    if not keys:
        return _count(connection, article_id, shown), 0, 0
    decided = len(_keys(connection, article_id, persons, "accepted"))
    answered = set(keys) | set(_source_keys(connection, article_id, persons))
    waiting = sum(key not in answered for key in _keys(connection, article_id, shown, "proposed"))
    return decided + waiting, decided, len(keys)


def restate(connection: sqlite3.Connection) -> None:
    """Find the state of every reviewed or skipped article anew: another label set is in use."""
    rule = StateRule(connection)
    query = "SELECT id, decisions FROM article WHERE id IN (SELECT article_id FROM review)"
    states = [(rule.state(article_id, decisions), article_id) for article_id, decisions in connection.execute(query)]
    connection.executemany("UPDATE article SET state = ? WHERE id = ?", states)


class StateRule:
    """Finds the state of an article from its review and decisions, for the label set in use."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @cached_property
    def _counting(self) -> tuple[set[int], set[int]]:
        """The label sets for which "reviewed" and "skipped" count; only asked for where somebody said so."""
        reviewed, skipped = labels.counting(self._connection)
        return set(reviewed), set(skipped)

    def state(self, article_id: int, decisions: int) -> str:
        """Give the state of an article with a number of decisions."""
        rows = self._connection.execute(
            "SELECT label_set_id, state FROM review WHERE article_id = ? ORDER BY label_set_id DESC", (article_id,)
        ).fetchall()
        if rows:
            reviewed, skipped = self._counting
            newest = next((row for row in rows if row[0] in skipped), None)
            if newest is not None and newest[0] in (skipped if newest[1] == "skipped" else reviewed):
                return str(newest[1])
            if newest is not None:
                return "in-progress"
        return unreviewed_state(decisions)


def unreviewed_state(decisions: int) -> str:
    """Give the state of an article that nobody has called reviewed or skipped."""
    return "in-progress" if decisions else "new"


class Step:
    """Counts one article before and after some changes: make it, write the changes, then call ``finish``."""

    def __init__(self, connection: sqlite3.Connection, article_id: int, changes: Sequence[Change]) -> None:
        self._connection = connection
        self._article_id = article_id
        self._changes = changes
        self._is_small = len(changes) <= _RECOUNT
        if self._is_small:
            self._persons = layers.persons(connection)
            shown = layers.shown(connection, article_id)
            counts = ((key, len(self._at(key, shown))) for key in self._touched())
            self._proposals = {key: count for key, count in counts if count}  # an edit changes none of them
            self._waiting = self._count_waiting()

    def finish(self) -> None:
        """Store the new tally."""
        if not self._is_small:
            recount(self._connection, [self._article_id])
            return
        accepted, decisions = self._steps()
        marks = accepted + self._count_waiting() - self._waiting
        row = self._connection.execute("SELECT decisions FROM article WHERE id = ?", (self._article_id,)).fetchone()
        state = StateRule(self._connection).state(self._article_id, row[0] + decisions)
        self._connection.execute(
            "UPDATE article SET marks = marks + ?, decided = decided + ?, decisions = decisions + ?, state = ?"
            " WHERE id = ?",
            (marks, accepted, decisions, state, self._article_id),
        )

    def _steps(self) -> tuple[int, int]:
        """Give by how much the accepted spans and the decisions become more."""
        accepted = decisions = 0
        for change in self._changes:
            for record, step in ((change.before, -1), (change.after, 1)):
                if isinstance(record, Span) and record.layer_id in self._persons:
                    accepted += step * (record.status is SpanStatus.ACCEPTED)
                    decisions += step
        return accepted, decisions

    def _touched(self) -> set[AnswerKey]:
        """Give the ranges and labels at which proposals may come or go."""
        keys: set[AnswerKey] = set()
        for change in self._changes:
            for record in (change.before, change.after):
                if isinstance(record, Span):
                    keys.add(answer_key(record))
                    source = spans.find(self._connection, record.source_id) if record.source_id is not None else None
                    if source is not None:
                        keys.add(answer_key(source))
        return keys

    def _count_waiting(self) -> int:
        """Count the proposals at the touched ranges that no decision answers."""
        return sum(count for key, count in self._proposals.items() if not self._is_answered(key))

    def _is_answered(self, key: AnswerKey) -> bool:
        if self._at(key, self._persons):
            return True
        machine = layers.covering(self._connection, self._article_id)
        marks = ",".join("?" * len(self._persons))
        query = f"SELECT 1 FROM span WHERE source_id = ? AND layer_id IN ({marks})"
        return any(self._connection.execute(query, (n, *self._persons)).fetchone() for n in self._at(key, machine))

    def _at(self, key: AnswerKey, layer_ids: Sequence[int]) -> list[int]:
        """Give the spans of some layers with this range and label."""
        if not layer_ids:
            return []
        start, end, label, fragments = key
        marks = ",".join("?" * len(layer_ids))
        rows = self._connection.execute(
            f'SELECT id FROM span WHERE article_id = ? AND layer_id IN ({marks}) AND start = ? AND "end" = ?'
            " AND label = ? AND fragments IS ?",
            (self._article_id, *layer_ids, start, end, label, fragments and orjson.dumps(fragments).decode()),
        )
        return [row[0] for row in rows.fetchall()]


def _count(connection: sqlite3.Connection, article_id: int, layer_ids: Sequence[int]) -> int:
    marks = ",".join("?" * len(layer_ids))
    query = f"SELECT count(*) FROM span WHERE article_id = ? AND layer_id IN ({marks})"
    return int(connection.execute(query, (article_id, *layer_ids)).fetchone()[0])


def _keys(
    connection: sqlite3.Connection, article_id: int, layer_ids: Collection[int], status: str
) -> list[tuple[int, int, str, str | None]]:
    """Give range, label and fragments of the spans of some layers."""
    marks = ",".join("?" * len(layer_ids))
    query = (
        f'SELECT start, "end", label, fragments FROM span WHERE article_id = ? AND layer_id IN ({marks}) AND status = ?'
    )
    return connection.execute(query, (article_id, *layer_ids, status)).fetchall()


def _source_keys(
    connection: sqlite3.Connection, article_id: int, persons: Collection[int]
) -> list[tuple[int, int, str, str | None]]:
    """Give range, label and fragments of the proposals that decisions name."""
    marks = ",".join("?" * len(persons))
    query = (
        'SELECT source.start, source."end", source.label, source.fragments FROM span AS decision'
        " JOIN span AS source ON source.id = decision.source_id"
        f" WHERE decision.article_id = ? AND decision.layer_id IN ({marks})"
    )
    return connection.execute(query, (article_id, *persons)).fetchall()
