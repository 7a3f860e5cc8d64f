"""Articles in the library file: their rows, texts and zones."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

import orjson

from core.errors import LibraryError
from core.library_records import Totals
from core.records import Article, ArticleDraft, ArticleInfo, Zone, ZoneRole, Zones
from core.store import words
from core.store.article_rows import select, state_value
from core.store.decoding import decoded

INFO = "id, uid, title, source, author, place, published, lang, url, meta, trashed"


def insert(connection: sqlite3.Connection, draft: ArticleDraft, *, uid: str, sha256: str, at: str) -> int:
    """Store a new article with its text and zones; give its id. When some are stored, ``note_new`` is to follow."""
    values = (uid, draft.title, draft.source, draft.author, draft.place, draft.published, draft.lang, draft.url)
    cursor = connection.execute(
        "INSERT INTO article (uid, title, source, author, place, published, lang, url, meta, text_sha256, bytes_sha256,"
        " added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*values, dump(draft.meta), bytes.fromhex(sha256), draft.bytes_sha256, at),
    )
    article_id = cursor.lastrowid
    assert article_id is not None
    connection.execute("INSERT INTO article_text (article_id, text) VALUES (?, ?)", (article_id, draft.text))
    words.fold(connection, article_id, draft.title, draft.text)
    _insert_zones(connection, Zones(article_id, draft.zones))
    return article_id


def note_new(connection: sqlite3.Connection, first: int, last: int) -> None:
    """Put new articles, those with numbers from ``first`` to ``last``, into the word index and count them."""
    words.add(connection, first, last)
    add_to_state(connection, "articles", last - first + 1)


@decoded
def article(connection: sqlite3.Connection, article_id: int) -> Article:
    """Give one article whole; raises LibraryError if there is none."""
    row = connection.execute(
        f"SELECT {INFO}, hex(text_sha256), bytes_sha256, added_at FROM article WHERE id = ?",
        (article_id,),
    ).fetchone()
    if row is None:
        raise LibraryError(f"There is no article {article_id} in this library.")
    zones_of = zones(connection, article_id).zones
    return Article(info_of_row(row[:11]), text(connection, article_id), row[11].lower(), row[12], zones_of, row[13])


def text(connection: sqlite3.Connection, article_id: int) -> str:
    """Give the text of an article; raises LibraryError if there is none."""
    row = connection.execute("SELECT text FROM article_text WHERE article_id = ?", (article_id,)).fetchone()
    if row is None:
        raise LibraryError(f"There is no article {article_id} in this library.")
    return str(row[0])


def info(connection: sqlite3.Connection, article_id: int) -> ArticleInfo | None:
    """Give what is known of an article, or None."""
    return infos(connection, (article_id,)).get(article_id)


def infos(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, ArticleInfo]:
    """Give what is known of articles, by id."""
    return {row[0]: info_of_row(row) for row in select(connection, f"SELECT {INFO} FROM article", ids)}


def id_of_text(connection: sqlite3.Connection, sha256: str) -> int | None:
    """Give the article that has a text already, in the trash or not."""
    row = connection.execute("SELECT id FROM article WHERE text_sha256 = ?", (bytes.fromhex(sha256),)).fetchone()
    return None if row is None else int(row[0])


def find(connection: sqlite3.Connection, uid: str, sha256: str) -> int | None:
    """Give the article in sight that has a name, else the one that has a text, or None."""
    row = connection.execute("SELECT id FROM article WHERE uid = ? AND trashed = 0", (uid,)).fetchone()
    if row is None and sha256:
        query = "SELECT id FROM article WHERE text_sha256 = ? AND trashed = 0"
        row = connection.execute(query, (bytes.fromhex(sha256),)).fetchone()
    return None if row is None else int(row[0])


def by_language(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[str, list[int]]:
    """Put articles together by language, in the order given."""
    ids = list(ids)
    lang_of = {row[0]: row[1] for row in select(connection, "SELECT id, lang FROM article", ids)}
    found: dict[str, list[int]] = {}
    for number in ids:
        if number in lang_of:
            found.setdefault(lang_of[number], []).append(number)
    return found


def has_uid(connection: sqlite3.Connection, uid: str) -> bool:
    """Tell whether an article has this name."""
    return connection.execute("SELECT 1 FROM article WHERE uid = ?", (uid,)).fetchone() is not None


def put_info(connection: sqlite3.Connection, before: ArticleInfo, after: ArticleInfo) -> None:
    """Store what is known of an article anew, with the words of its title and the count of articles in sight."""
    names = ("uid", "title", "source", "author", "place", "published", "lang", "url")
    values = tuple(getattr(after, name) for name in names)
    if before.title != after.title:
        words.remove(connection, after.id)
    connection.execute(
        f"UPDATE article SET {', '.join(f'{name} = ?' for name in names)}, meta = ?, trashed = ? WHERE id = ?",
        (*values, dump(after.meta), after.trashed, after.id),
    )
    if before.title != after.title:
        words.fold(connection, after.id, after.title, text(connection, after.id))
        words.add(connection, after.id, after.id)
    if before.trashed != after.trashed:
        step = 1 if after.trashed else -1
        add_to_state(connection, "trashed", step)
        add_to_state(connection, "articles", -step)


@decoded
def zones(connection: sqlite3.Connection, article_id: int) -> Zones:
    """Give the zones of an article in the order of the text."""
    rows = connection.execute('SELECT start, "end", role FROM zone WHERE article_id = ? ORDER BY start', (article_id,))
    return Zones(article_id, tuple(Zone(start, end, ZoneRole(role)) for start, end, role in rows.fetchall()))


def put_zones(connection: sqlite3.Connection, record: Zones) -> None:
    """Store the zones of an article anew."""
    connection.execute("DELETE FROM zone WHERE article_id = ?", (record.article_id,))
    _insert_zones(connection, record)


def _insert_zones(connection: sqlite3.Connection, record: Zones) -> None:
    connection.executemany(
        'INSERT INTO zone (article_id, start, "end", role) VALUES (?, ?, ?, ?)',
        [(record.article_id, zone.start, zone.end, str(zone.role)) for zone in record.zones],
    )


def totals(connection: sqlite3.Connection) -> Totals:
    """Give the figures of the library at a glance, from the tallies."""
    decided = connection.execute("SELECT coalesce(sum(decided), 0) FROM article WHERE trashed = 0").fetchone()[0]
    step = connection.execute("SELECT at FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return Totals(state_value(connection, "articles"), decided, step[0] if step else "")


def add_to_state(connection: sqlite3.Connection, name: str, step: int) -> None:
    """Change a single value of the library by a step."""
    connection.execute("UPDATE state SET value = value + ? WHERE name = ?", (step, name))


def dump(value: Any) -> str:
    """Write a mapping as JSON text."""
    return orjson.dumps(dict(value)).decode()


@decoded
def info_of_row(row: Sequence[Any]) -> ArticleInfo:
    """Make what is known of an article of the columns in INFO."""
    number, uid, title, source, author, place, published, lang, url, meta, trashed = row
    return ArticleInfo(
        number, uid, title, source, author, place, published, lang, url, orjson.loads(meta), bool(trashed)
    )
