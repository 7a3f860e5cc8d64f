"""The word index (FTS5). It has the folded form of titles and texts, so that words are found however they are spelt.

SQLite reads again what it indexed, for snippets and to delete: ``article_folded`` keeps it of the few articles whose
folded form is another than what they say, and the view ``article_words`` gives it of all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import zip_longest

from core.folding import folded
from core.store.decoding import decoded

Folding = tuple[int, str, str]  # article, and the folded forms of its title and its text

_ALL = (
    "SELECT article.id, article.title, article_text.text FROM article"
    " JOIN article_text ON article_text.article_id = article.id ORDER BY article.id"
)
_FEW = 3  # every so manieth article: to index half of them again takes as long as to make the index anew
_REBUILD = "INSERT INTO article_fts (article_fts) VALUES ('rebuild')"
_STORE = "INSERT INTO article_folded (article_id, title, text) VALUES (?, ?, ?)"


def fold(connection: sqlite3.Connection, article_id: int, title: str, text: str) -> None:
    """Keep the folded form of an article if it is another; the index is told by ``add``."""
    found = _folding(article_id, title, text)
    if found is not None:
        connection.execute(_STORE, found)


def add(connection: sqlite3.Connection, first: int, last: int) -> None:
    """Put articles, those with numbers from ``first`` to ``last``, into the index.

    Together, for an article at a time between writes to other tables takes three times as long.
    """
    connection.execute(
        "INSERT INTO article_fts (rowid, title, text)"
        " SELECT id, title, text FROM article_words WHERE id BETWEEN ? AND ? ORDER BY id",
        (first, last),
    )


def remove(connection: sqlite3.Connection, article_id: int) -> None:
    """Take an article out of the index, before its title or text changes."""
    connection.execute(
        "INSERT INTO article_fts (article_fts, rowid, title, text)"
        " SELECT 'delete', id, title, text FROM article_words WHERE id = ?",
        (article_id,),
    )
    connection.execute("DELETE FROM article_folded WHERE article_id = ?", (article_id,))


def fold_all(connection: sqlite3.Connection) -> None:
    """Bring an index of what the articles say, with nothing folded, to the folded forms.

    Where that makes a difference for few, as is usual, only those are indexed again.
    """
    connection.executemany(_STORE, _foldings(connection))
    query = "SELECT (SELECT count(*) FROM article_folded), (SELECT count(*) FROM article)"
    few, of = connection.execute(query).fetchone()
    if few * _FEW > of:
        connection.execute(_REBUILD)
        return
    try:
        connection.execute(
            "INSERT INTO article_fts (article_fts, rowid, title, text)"
            " SELECT 'delete', article.id, article.title, article_text.text FROM article_folded"
            " JOIN article ON article.id = article_folded.article_id"
            " JOIN article_text ON article_text.article_id = article_folded.article_id"
        )
        connection.execute(
            "INSERT INTO article_fts (rowid, title, text) SELECT article_id, title, text FROM article_folded"
        )
    except sqlite3.DatabaseError as error:
        if not error.sqlite_errorname.startswith("SQLITE_CORRUPT"):
            raise
        connection.execute(_REBUILD)  # the index did not have what the articles say; it is made of nothing else


def build(connection: sqlite3.Connection) -> None:
    """Make the index anew of nothing but the articles."""
    connection.execute("DELETE FROM article_folded")
    connection.executemany(_STORE, _foldings(connection))
    connection.execute(_REBUILD)


def is_sound(connection: sqlite3.Connection) -> bool:
    """Tell whether the index says what the articles say; needs a write transaction, and stores nothing."""
    try:
        connection.execute("INSERT INTO article_fts (article_fts, rank) VALUES ('integrity-check', 1)")
        stored = connection.execute("SELECT article_id, title, text FROM article_folded ORDER BY article_id")
        return all(one == other for one, other in zip_longest(stored, _foldings(connection)))
    except sqlite3.DatabaseError:
        return False


def _foldings(connection: sqlite3.Connection) -> Iterator[Folding]:
    for row in connection.execute(_ALL):
        found = _folding(*row)
        if found is not None:
            yield found


@decoded
def _folding(article_id: int, title: str, text: str) -> Folding | None:
    """Give the folded form of an article, or None if it is what the article says."""
    forms = folded(title), folded(text)
    return None if forms == (title, text) else (article_id, *forms)
