"""Find out whether a library file is sound: the file, the texts, the spans, the tallies, the journal, the words."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from itertools import islice

from core.errors import SpanError
from core.offsets import check_span, sha256
from core.store import article_rows, changes, journal, layers, spans, tally
from core.store import words as word_index

_MOST = 100  # sentences of one kind


def quick(connection: sqlite3.Connection) -> list[str]:
    """Give what SQLite's quick check finds; it reads the file once."""
    return _guarded(_file("quick_check"), connection)


def recent(connection: sqlite3.Connection) -> list[str]:
    """Give what is wrong where a crash can have done harm: the small tables, the last articles, the last steps.

    Costs the same in a large library as in a small one.
    """
    found: list[str] = []
    for table in ("state", "layer", "label_set", "label"):
        found += _guarded(_file("quick_check", table), connection)
    return found + _guarded(_last_texts, connection) + _guarded(_last_steps, connection)


def copied(connection: sqlite3.Connection) -> list[str]:
    """Give what is wrong with a copy; the texts' hashes find what SQLite's quick check (one byte in six) does not."""
    return quick(connection) + _guarded(_texts, connection)


def full(connection: sqlite3.Connection, *, with_words: bool = True) -> list[str]:
    """Give what is wrong, one sentence each, the graver first; ``with_words``: of the word index what a reader sees."""
    found: list[str] = []
    for part in (
        _file("integrity_check"),
        _foreign_keys,
        _texts,
        _spans,
        _zones,
        _tallies,
        _counters,
        _journal,
        *((_words,) if with_words else ()),
    ):
        found += _guarded(part, connection)
    return found


def words(connection: sqlite3.Connection, *, mend: bool) -> list[str]:
    """Give a sentence if the word index does not say what the articles say; needs a write transaction.

    ``mend``: then it is made anew, which takes nothing but the articles.
    """
    if word_index.is_sound(connection):
        return []
    if not mend:
        return ["The word index does not say what the articles say; searching misses some of them."]
    word_index.build(connection)
    return ["The word index did not say what the articles say; it was built anew."]


def _guarded(part: Callable[[sqlite3.Connection], Iterator[str]], connection: sqlite3.Connection) -> list[str]:
    """Run one part; where the file is too damaged to be read, that is what it found."""
    found: list[str] = []
    try:
        for sentence in part(connection):
            found.append(sentence)
            if len(found) == _MOST:
                break
    except sqlite3.DatabaseError as error:
        found.append(f"The file is damaged: {error}.")
    return found


def _file(pragma: str, table: str = "") -> Callable[[sqlite3.Connection], Iterator[str]]:
    def part(connection: sqlite3.Connection) -> Iterator[str]:
        for (line,) in connection.execute(f"PRAGMA {pragma}({table or _MOST})"):
            if line != "ok":
                yield f"The file is damaged: {line}."

    return part


def _foreign_keys(connection: sqlite3.Connection) -> Iterator[str]:
    for table, row, other, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"Row {row} of {table} refers to a {other} that is not there."


def _last_texts(connection: sqlite3.Connection) -> Iterator[str]:
    return _texts(connection, "DESC", _MOST)


def _last_steps(connection: sqlite3.Connection) -> Iterator[str]:
    return _steps(connection, "live", _MOST)


def _texts(connection: sqlite3.Connection, way: str = "ASC", limit: int = -1) -> Iterator[str]:
    query = (
        "SELECT article.id, hex(text_sha256), text FROM article"
        f" LEFT JOIN article_text ON article_text.article_id = article.id ORDER BY article.id {way} LIMIT {limit}"
    )
    for article_id, digest, text in connection.execute(query):
        if text is None:
            yield f"The text of article {article_id} is missing."
        elif sha256(text) != digest.lower():
            yield f"The text of article {article_id} is not the one that was imported (its SHA-256 differs)."


def _spans(connection: sqlite3.Connection) -> Iterator[str]:
    query = f"SELECT {spans.COLUMNS} FROM span ORDER BY article_id"
    text, of = "", 0
    for span in spans.rows(connection.execute(query)):
        if span.article_id != of:
            row = connection.execute(
                "SELECT text FROM article_text WHERE article_id = ?", (span.article_id,)
            ).fetchone()
            text, of = (row[0] if row else ""), span.article_id
        try:
            changes.check(span, text)
        except SpanError as error:
            yield f"Span {span.id} of article {span.article_id} does not fit: {error.sentence}"


def _zones(connection: sqlite3.Connection) -> Iterator[str]:
    last = (0, 0)
    for article_id, start, end in connection.execute('SELECT article_id, start, "end" FROM zone ORDER BY 1, 2'):
        if last[0] == article_id and start < last[1]:
            yield f"Two zones of article {article_id} overlap at {start}."
        last = article_id, end
    query = 'SELECT article_id, max("end"), text FROM zone JOIN article_text USING (article_id) GROUP BY article_id'
    for article_id, end, text in connection.execute(query):
        try:
            check_span(text, 0, end)
        except SpanError as error:
            yield f"A zone of article {article_id} does not fit: {error.sentence}"


def _tallies(connection: sqlite3.Connection) -> Iterator[str]:
    persons = layers.persons(connection)
    rule = tally.StateRule(connection)
    query = "SELECT id, marks, decided, decisions, state FROM article ORDER BY id"
    for article_id, *stored in connection.execute(query):
        counted = tally.counted(connection, article_id, persons)
        if [*counted, rule.state(article_id, counted[2])] != stored:
            yield f"The list counts the marks of article {article_id} wrong."


def _counters(connection: sqlite3.Connection) -> Iterator[str]:
    for name, trashed in (("articles", 0), ("trashed", 1)):
        counted = connection.execute("SELECT count(*) FROM article WHERE trashed = ?", (trashed,)).fetchone()[0]
        if counted != article_rows.state_value(connection, name):
            yield f"The library counts its {name} wrong."


def _journal(connection: sqlite3.Connection) -> Iterator[str]:
    """Walk the journal back to its start, and what was undone forward, without storing anything."""
    for rows in ("live", "undone"):
        yield from _steps(connection, rows)


def _steps(connection: sqlite3.Connection, rows: str, limit: int | None = None) -> Iterator[str]:
    walk = journal.Walk(connection)
    for change_set in islice(walk.steps(rows), limit):
        steps = journal.inverse(change_set).changes if rows == "live" else change_set.changes
        if not all(map(walk.follows, steps)):
            yield f"Step {change_set.seq} of the history does not fit what came after it."
            return


def _words(connection: sqlite3.Connection) -> Iterator[str]:
    missing = "SELECT id FROM article EXCEPT SELECT id FROM article_fts_docsize"
    for (article_id,) in connection.execute(missing):
        yield f"Article {article_id} cannot be found by its words."
    for (article_id,) in connection.execute("SELECT id FROM article_fts_docsize EXCEPT SELECT id FROM article"):
        yield f"The word index has an article {article_id} that is not there."
