"""Layers in the library file, and which articles a machine layer looked at."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

import orjson

from core.errors import Cancelled
from core.records import Layer, LayerKind
from core.store.decoding import decoded

_FEW = 100  # articles up to which each is looked up
_STEPS = 100_000  # of SQLite's machine, some milliseconds
_LAYER = "id, name, kind, version, settings, created_at, hidden"


@decoded
def layers(connection: sqlite3.Connection) -> list[Layer]:
    """Give all layers in the order made."""
    return [_layer(row) for row in connection.execute(f"SELECT {_LAYER} FROM layer ORDER BY id").fetchall()]


@decoded
def find(connection: sqlite3.Connection, layer_id: int) -> Layer | None:
    """Give a layer, or None."""
    row = connection.execute(f"SELECT {_LAYER} FROM layer WHERE id = ?", (layer_id,)).fetchone()
    return None if row is None else _layer(row)


def is_person(connection: sqlite3.Connection, layer_id: int) -> bool:
    """Tell whether a layer is there and a person's."""
    query = "SELECT 1 FROM layer WHERE id = ? AND kind = 'person'"
    return connection.execute(query, (layer_id,)).fetchone() is not None


def insert(connection: sqlite3.Connection, layer: Layer) -> Layer:
    """Store a new layer; give it with its number, or with the number that it had."""
    cursor = connection.execute(
        "INSERT INTO layer (id, name, kind, version, settings, created_at, hidden) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (layer.id or None, layer.name, str(layer.kind), layer.version, layer.settings, layer.created_at, layer.hidden),
    )
    return replace(layer, id=int(cursor.lastrowid or 0))


def update(connection: sqlite3.Connection, layer: Layer) -> None:
    """Store a layer's name and whether it is hidden; where it came from never changes."""
    connection.execute("UPDATE layer SET name = ?, hidden = ? WHERE id = ?", (layer.name, layer.hidden, layer.id))


def delete(connection: sqlite3.Connection, layer_id: int) -> None:
    """Delete a layer that has no spans."""
    connection.execute("DELETE FROM coverage WHERE layer_id = ?", (layer_id,))
    connection.execute("DELETE FROM layer WHERE id = ?", (layer_id,))


def figures(connection: sqlite3.Connection, stop: Callable[[], bool]) -> dict[int, tuple[int, int]]:
    """Give (articles, spans) of each layer: what a machine looked at, what a person accepted; none from the trash.

    ``stop`` is asked all the while; raises Cancelled once it is True.
    """
    connection.set_progress_handler(lambda: int(stop()), _STEPS)
    try:
        return _figures(connection)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname == "SQLITE_INTERRUPT":
            raise Cancelled("Cancelled.") from error
        raise
    finally:
        connection.set_progress_handler(None, 0)


def _figures(connection: sqlite3.Connection) -> dict[int, tuple[int, int]]:
    in_sight = "JOIN article ON article.id = {0}.article_id WHERE article.trashed = 0"
    looked = connection.execute(
        f"SELECT layer_id, count(*) FROM coverage {in_sight.format('coverage')} GROUP BY layer_id"
    ).fetchall()
    spans = connection.execute(
        f"SELECT layer_id, count(DISTINCT article_id), count(*) FROM span {in_sight.format('span')}"
        " AND status <> 'rejected' GROUP BY layer_id"
    ).fetchall()
    found = {layer_id: (articles, count) for layer_id, articles, count in spans}
    return found | {layer_id: (articles, found.get(layer_id, (0, 0))[1]) for layer_id, articles in looked}


@decoded
def labels_of(connection: sqlite3.Connection, layer_ids: Sequence[int]) -> set[str]:
    """Give the labels of all spans of some layers, but of what was rejected."""
    marks = ",".join("?" * len(layer_ids))
    query = f"SELECT DISTINCT label FROM span WHERE status <> 'rejected' AND layer_id IN ({marks})"
    return {row[0] for row in connection.execute(query, layer_ids)}


def set_complete(connection: sqlite3.Connection, layer_id: int, complete: bool) -> None:
    """Note whether a run went through all its articles."""
    connection.execute("UPDATE layer SET complete = ? WHERE id = ?", (complete, layer_id))


@decoded
def person_layer(connection: sqlite3.Connection, name: str) -> Layer | None:
    """Give the layer of a person, or the first person's for an empty name, or None."""
    query = f"SELECT {_LAYER} FROM layer WHERE kind = 'person' AND (name = ? OR ? = '') ORDER BY id LIMIT 1"
    row = connection.execute(query, (name, name)).fetchone()
    return None if row is None else _layer(row)


def cover(connection: sqlite3.Connection, layer_id: int, article_ids: Iterable[int]) -> None:
    """Note that a machine layer looked at articles."""
    connection.executemany(
        "INSERT OR IGNORE INTO coverage (article_id, layer_id) VALUES (?, ?)", [(a, layer_id) for a in article_ids]
    )


def articles_of(connection: sqlite3.Connection, layer_id: int) -> list[int]:
    """Give the articles that a machine layer looked at."""
    return [row[0] for row in connection.execute("SELECT article_id FROM coverage WHERE layer_id = ?", (layer_id,))]


@decoded
def touched(connection: sqlite3.Connection, layer: Layer) -> list[int]:
    """Give the articles whose marks change when a layer is hidden or shown."""
    if layer.kind.is_machine:
        return articles_of(connection, layer.id)
    rows = connection.execute("SELECT DISTINCT article_id FROM span WHERE layer_id = ?", (layer.id,))
    return [row[0] for row in rows.fetchall()]


def covering(connection: sqlite3.Connection, article_id: int) -> list[int]:
    """Give all machine layers that looked at an article, older ones and hidden ones too."""
    rows = connection.execute("SELECT layer_id FROM coverage WHERE article_id = ?", (article_id,))
    return [row[0] for row in rows.fetchall()]


def shown(connection: sqlite3.Connection, article_id: int) -> list[int]:
    """Give the machine layers whose proposals an article shows: the newest one of each name, unless that is hidden."""
    columns = ", ".join(f"layer.{name}" for name in _LAYER.split(", "))
    query = f"SELECT {columns} FROM coverage JOIN layer ON layer.id = coverage.layer_id WHERE article_id = ?"
    return newest(_layer(row) for row in connection.execute(query, (article_id,)).fetchall())


@decoded
def shown_in(connection: sqlite3.Connection, article_ids: Sequence[int]) -> dict[int, list[int]]:
    """Give what ``shown`` gives for many articles that a machine looked at, by article."""
    known = {layer.id: layer for layer in layers(connection)}
    covering: dict[int, list[int]] = {}
    query = "SELECT article_id, layer_id FROM coverage WHERE article_id IN (SELECT value FROM json_each(?))"
    for article_id, layer_id in connection.execute(query, (orjson.dumps(article_ids).decode(),)):
        covering.setdefault(article_id, []).append(layer_id)
    return {article_id: newest(known[number] for number in numbers) for article_id, numbers in covering.items()}


def newest(covering: Iterable[Layer]) -> list[int]:
    """Give the layers that an article shows of those that looked at it: the newest of each name, unless hidden."""
    last: dict[tuple[LayerKind, str], Layer] = {}
    for layer in sorted(covering, key=lambda layer: layer.id):
        last[layer.kind, layer.name] = layer
    return sorted(layer.id for layer in last.values() if not layer.hidden)


def persons(connection: sqlite3.Connection) -> list[int]:
    """Give the persons' layers that are not hidden."""
    return [row[0] for row in connection.execute("SELECT id FROM layer WHERE kind = 'person' AND hidden = 0")]


def without(connection: sqlite3.Connection, article_ids: Sequence[int], run: tuple[str, str, str]) -> list[int]:
    """Give those articles that no layer of a (name, version, settings) looked at."""
    query = "SELECT id FROM layer WHERE name = ? AND version = ? AND settings = ? AND kind <> 'person'"
    covered: set[int] = set()
    for (layer_id,) in connection.execute(query, run).fetchall():
        if len(article_ids) > _FEW:
            covered.update(articles_of(connection, layer_id))
        else:  # the open article must not wait for a million others
            looked_at = "SELECT 1 FROM coverage WHERE article_id = ? AND layer_id = ?"
            covered.update(a for a in article_ids if connection.execute(looked_at, (a, layer_id)).fetchone())
    return [article_id for article_id in article_ids if article_id not in covered]


def _layer(row: Sequence[Any]) -> Layer:
    return Layer(row[0], row[1], LayerKind(row[2]), row[3], row[4], row[5], bool(row[6]))
