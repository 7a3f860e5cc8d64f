"""Words in titles and texts (FTS5), and the ids of the articles that a query wants."""

from __future__ import annotations

import re
import sqlite3
from array import array

from core import search_places, search_words
from core.errors import Cancelled
from core.folding import Folded
from core.library_records import ArticleQuery, Listed, SearchHit
from core.store.decoding import decoded

_OPEN, _CLOSE, _GAP = "\x02", "\x03", "…"
_ORDERS = {
    "added": "article.id",
    "title": "article.title COLLATE NOCASE",
    "source": "article.source COLLATE NOCASE",
    "published": "article.published",
    "state": "article.state",
    "marks": "article.marks",
}
_SNIPPET = 24  # words
_BEFORE, _STRETCH = 40, 140  # code points of a long text that are shown before the first word, and from there
_LOOKED_AT = 2000  # places in a long text
_LONG = 200_000  # code points of a text from which SQLite takes too long for a snippet: the square of the hits in it
COUNTED = 10_000  # articles up to which hits are counted: nobody looks at more
_MANY = 3000  # articles from which sorting by relevance takes longer than a person waits, and says little


def match_of(text: str, *, whole: bool = False) -> str:
    """Make an FTS5 query of what a person typed: each part quoted, the last one a beginning; empty without words.

    SQLite splits a quoted part as it split the texts, so "US-Delegation" looks for the two words side by side, and so
    does what the person put within quotation marks (core.search_words).
    ``whole``: the last part is no beginning either.
    """
    storable = text.replace("\0", " ").encode("utf-8", "ignore").decode()
    return " ".join(
        f'"{part}"' + ("*" if is_beginning and not whole else "")  # no part has a quotation mark in it
        for part, is_beginning in search_words.parts(storable)
    )


@decoded
def search(connection: sqlite3.Connection, text: str, limit: int) -> list[SearchHit]:
    """Give the articles that have all words, best first; of very many the ones added last."""
    return _hits(connection, *_best_match(connection, text), ArticleQuery(text), limit)


def listed(connection: sqlite3.Connection, query: ArticleQuery, limit: int) -> Listed:
    """Give what a query finds, with words the best hits of those that fit; raises Cancelled if it is interrupted."""
    try:
        if not query.text.strip():
            found = ids(connection, query)
            return Listed(found, len(found))
        match, is_common = _best_match(connection, query.text)
        hits = {hit.article_id: hit for hit in _hits(connection, match, is_common, query, limit)}
        fitting = len(hits) if len(hits) < limit else _counted(connection, match, query)
        return Listed(array("q", hits), min(fitting, COUNTED), fitting > COUNTED, hits)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname == "SQLITE_INTERRUPT":
            raise Cancelled("The search was stopped.") from error
        raise


def _best_match(connection: sqlite3.Connection, text: str) -> tuple[str, bool]:
    """Give the FTS5 query for what a person typed, and whether very many articles have the words.

    Where very many have the last word as it stands, longer words that begin with it are left aside: to find those
    SQLite first puts together all articles that have any of them.
    """
    exact = match_of(text, whole=True)
    if not exact or _is_common(connection, exact):
        return exact, bool(exact)
    match = match_of(text)
    return match, _is_common(connection, match)


def _is_common(connection: sqlite3.Connection, match: str) -> bool:
    query = f"SELECT count(*) FROM (SELECT 1 FROM article_fts WHERE article_fts MATCH ? LIMIT {_MANY})"
    return bool(connection.execute(query, (match,)).fetchone()[0] == _MANY)


def _hits(
    connection: sqlite3.Connection, match: str, is_common: bool, query: ArticleQuery, limit: int
) -> list[SearchHit]:
    if not match:
        return []
    conditions, values = _conditions(query)
    order = "article_fts.rowid DESC" if is_common else "article_fts.rank"
    rows = connection.execute(
        f"SELECT article.id, article.title, CASE WHEN length(article_text.text) < {_LONG} THEN"
        f" snippet(article_fts, 1, '{_OPEN}', '{_CLOSE}', '{_GAP}', {_SNIPPET}) END,"
        " article_text.text FROM article_fts JOIN article ON article.id = article_fts.rowid"
        " JOIN article_text ON article_text.article_id = article.id"
        f" WHERE article_fts MATCH ? AND {' AND '.join(conditions)} ORDER BY {order} LIMIT ?",
        (match, *values, limit),
    )
    return [
        _hit(number, title, marked, text) if marked is not None else _hit_in_long(number, title, text, query.text)
        for number, title, marked, text in rows.fetchall()
    ]


def _counted(connection: sqlite3.Connection, match: str, query: ArticleQuery) -> int:
    """Count what fits, up to one more than COUNTED."""
    conditions, values = _conditions(query)
    statement = (
        "SELECT count(*) FROM (SELECT 1 FROM article_fts JOIN article ON article.id = article_fts.rowid"
        f" WHERE article_fts MATCH ? AND {' AND '.join(conditions)} LIMIT ?)"
    )
    return int(connection.execute(statement, (match, *values, COUNTED + 1)).fetchone()[0])


def ids(connection: sqlite3.Connection, query: ArticleQuery) -> array[int]:
    """Give the ids of all articles that a query wants, in its order."""
    source, values = _from_where(query)
    order = _ORDERS[query.order]
    direction = "DESC" if query.descending else "ASC"
    rows = connection.execute(
        f"SELECT article.id {source} ORDER BY {order} {direction}, article.id {direction}", values
    )
    return array("q", (row[0] for row in rows))


def count(connection: sqlite3.Connection, query: ArticleQuery) -> int:
    """Count the articles that a query wants."""
    source, values = _from_where(query)
    return int(connection.execute(f"SELECT count(*) {source}", values).fetchone()[0])


def _from_where(query: ArticleQuery) -> tuple[str, list[object]]:
    """Give the part of a statement that narrows the articles, and its values."""
    conditions, values = _conditions(query)
    if query.text.strip():
        match = match_of(query.text)
        conditions.append("article.id IN (SELECT rowid FROM article_fts WHERE article_fts MATCH ?)" if match else "0")
        values += [match] if match else []
    return f"FROM article WHERE {' AND '.join(conditions)}", values


def _conditions(query: ArticleQuery) -> tuple[list[str], list[object]]:
    """Give the conditions of a query but its words, and their values."""
    conditions, values = [f"article.trashed = {int(query.trashed)}"], list[object]()
    if query.states:
        conditions.append(f"article.state IN ({','.join('?' * len(query.states))})")
        values += [str(state) for state in query.states]
    if query.source:
        conditions.append("article.source = ?")
        values.append(query.source)
    if query.label:
        conditions.append(_HAS_LABEL)
        values += [query.label, query.label]
    return conditions, values


# An accepted span of a shown person's layer, or a proposal of a shown layer that no decision answers (see core.marks).
_HAS_LABEL = """article.marks > 0 AND (
    EXISTS (SELECT 1 FROM span JOIN layer ON layer.id = span.layer_id
        WHERE span.article_id = article.id AND span.label = ? AND span.status = 'accepted' AND layer.hidden = 0)
    OR EXISTS (SELECT 1 FROM span JOIN layer ON layer.id = span.layer_id
        WHERE span.article_id = article.id AND span.label = ? AND span.status = 'proposed' AND layer.hidden = 0
        AND NOT EXISTS (SELECT 1 FROM coverage JOIN layer AS newer ON newer.id = coverage.layer_id
            WHERE coverage.article_id = article.id AND newer.kind = layer.kind AND newer.name = layer.name
            AND newer.id > layer.id)
        AND NOT EXISTS (SELECT 1 FROM span AS decision JOIN layer AS own ON own.id = decision.layer_id
            LEFT JOIN span AS source ON source.id = decision.source_id
            WHERE decision.article_id = article.id AND decision.status <> 'proposed' AND own.hidden = 0
            AND ((decision.start = span.start AND decision."end" = span."end" AND decision.label = span.label
                    AND decision.fragments IS span.fragments)
                OR (source.start = span.start AND source."end" = span."end" AND source.label = span.label
                    AND source.fragments IS span.fragments)))))"""


def _hit(article_id: int, title: str, marked: str, text: str) -> SearchHit:
    """Take the marks out of a snippet, which is folded, and give the same stretch of the text as it is."""
    snippet, positions = _unmarked(marked)
    words = snippet.removeprefix(_GAP).removesuffix(_GAP)
    source = Folded(text)
    place = source.form.find(words)
    if not words or place < 0:  # of a file of version 1, whose index has the texts as they are
        return SearchHit(article_id, title, snippet, tuple(positions), None)
    before = len(_GAP) if snippet.startswith(_GAP) else 0
    start, end = source.in_text(place, place + len(words))
    found = [source.in_text(place + first - before, place + last - before) for first, last in positions]
    return SearchHit(
        article_id,
        title,
        snippet[:before] + text[start:end] + snippet[before + len(words) :],
        tuple((before + first - start, before + last - start) for first, last in found),
        found[0][0] if found else None,
    )


def _hit_in_long(article_id: int, title: str, text: str, words: str) -> SearchHit:
    """Give the stretch of a long text where most of the words that were typed stand together, the first such one."""
    found = search_places.places(text, words, limit=_LOOKED_AT)
    best, most = 0, 1
    if len(search_words.parts(words)) > 1:
        for number, (start, _) in enumerate(found):
            near = (text[a:b].casefold() for a, b in found[number : number + _SNIPPET] if b <= start + _STRETCH)
            different = len(set(near))
            if different > most:
                best, most = number, different
    at = found[best][0] if found else None
    low, high = max(0, (at or 0) - _BEFORE), min(len(text), (at or 0) + _STRETCH)
    while low and not text[low - 1].isspace() and low < (at or 0):  # not in the middle of a word
        low += 1
    before, after = _GAP if low else "", _GAP if high < len(text) else ""
    inside = ((start, end) for start, end in found if low <= start and end <= high)
    positions = tuple((start - low + len(before), end - low + len(before)) for start, end in inside)
    return SearchHit(article_id, title, before + text[low:high] + after, positions, at)


def _unmarked(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """Give a snippet without the marks, and the ranges that were marked."""
    positions: list[tuple[int, int]] = []
    parts: list[str] = []
    length = 0
    for piece in re.split(f"({_OPEN}[^{_CLOSE}]*{_CLOSE})", marked):
        is_word = piece.startswith(_OPEN)
        plain = piece[1:-1] if is_word else piece
        if is_word:
            positions.append((length, length + len(plain)))
        parts.append(plain)
        length += len(plain)
    return "".join(parts), positions
