"""Small makers of drafts, spans and libraries for the tests of the library."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from core.records import ArticleDraft, DraftSpan, Layer, LayerKind, Proposals, Span, SpanStatus
from core.store import schema

PERSON = Layer(1, "person", LayerKind.PERSON)
TEXT = "Antony Blinken traf Sergej Lawrow 🤝 in Genf. Die US-Delegation reiste ab.\n" * 3


def draft(number: int = 0, text: str = TEXT, **fields) -> ArticleDraft:
    """Make an article with a text of its own."""
    return ArticleDraft(text=f"{text}{number}", title=fields.pop("title", f"Artikel {number}"), **fields)


def found(article_id: int, *places: tuple, score: float | None = 0.5) -> Proposals:
    """Make proposals of (start, end, label) places."""
    return Proposals(article_id, tuple(DraftSpan(*place, score=score) for place in places))


def proposal(number: int, start: int, end: int, label: str = "PER", **fields) -> Span:
    """Make a stored proposal of layer 2 in article 1."""
    base = {"uid": f"p{number}", "article_id": 1, "layer_id": 2, "status": SpanStatus.PROPOSED, "surface": "x"}
    return Span(id=number, start=start, end=end, label=label, **{**base, **fields})


def decision(number: int, start: int, end: int, label: str = "PER", **fields) -> Span:
    """Make a stored decision of layer 1 in article 1."""
    return proposal(number, start, end, label, **{"layer_id": 1, "status": SpanStatus.ACCEPTED, **fields})


def run(library, *batch: Proposals, name: str = "de_news", version: str = "1.0", **fields) -> Layer:
    """Store proposals as a complete run."""
    layer = library.start_run(name, version, **fields)
    library.add_proposals(layer, batch)
    library.finish_run(layer, complete=True)
    return layer


def seen(index) -> list[tuple[int, int, str, bool]]:
    """Give what an index shows, in order."""
    return [(mark.start, mark.end, mark.label, mark.is_decided) for mark in index]


def as_version_1(path: Path) -> None:
    """Turn a closed library into the file that version 1 of the format made of it: its word index is not folded."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP VIEW article_words")
        connection.execute("DROP TABLE article_folded")
        connection.execute(schema.VIEWS["article_words"][0])
        connection.execute("INSERT INTO article_fts (article_fts) VALUES ('rebuild')")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name <> 'm001_initial'")
        connection.execute("PRAGMA user_version = 1")
