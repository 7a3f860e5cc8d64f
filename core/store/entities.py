"""Entities and their aliases in the library file."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from core.records import Entity
from core.store.decoding import decoded


@decoded
def find(connection: sqlite3.Connection, entity_id: int) -> Entity | None:
    """Give an entity, or None."""
    row = connection.execute("SELECT id, uid, name, label, note FROM entity WHERE id = ?", (entity_id,)).fetchone()
    if row is None:
        return None
    aliases = connection.execute("SELECT name FROM alias WHERE entity_id = ? ORDER BY position", (entity_id,))
    return Entity(row[0], row[1], row[2], row[3], tuple(name for (name,) in aliases.fetchall()), row[4])


@decoded
def every(connection: sqlite3.Connection) -> list[Entity]:
    """Give all entities, by name."""
    aliases: dict[int, list[str]] = {}
    for entity_id, name in connection.execute("SELECT entity_id, name FROM alias ORDER BY entity_id, position"):
        aliases.setdefault(entity_id, []).append(name)
    rows = connection.execute("SELECT id, uid, name, label, note FROM entity ORDER BY name, id").fetchall()
    return [Entity(row[0], row[1], row[2], row[3], tuple(aliases.get(row[0], ())), row[4]) for row in rows]


@decoded
def by_uid(connection: sqlite3.Connection, uid: str) -> Entity | None:
    """Give the entity with a name that survives export and import, or None."""
    row = connection.execute("SELECT id FROM entity WHERE uid = ?", (uid,)).fetchone()
    return None if row is None else find(connection, row[0])


def insert(connection: sqlite3.Connection, entity: Entity) -> Entity:
    """Store a new entity; give it with its number, or with the number that it had."""
    cursor = connection.execute(
        "INSERT INTO entity (id, uid, name, label, note) VALUES (?, ?, ?, ?, ?)",
        (entity.id or None, entity.uid, entity.name, entity.label, entity.note),
    )
    entity = replace(entity, id=int(cursor.lastrowid or 0))
    _put_aliases(connection, entity)
    return entity


def update(connection: sqlite3.Connection, entity: Entity) -> None:
    """Store an entity anew."""
    connection.execute(
        "UPDATE entity SET uid = ?, name = ?, label = ?, note = ? WHERE id = ?",
        (entity.uid, entity.name, entity.label, entity.note, entity.id),
    )
    _put_aliases(connection, entity)


def delete(connection: sqlite3.Connection, entity_id: int) -> None:
    """Delete an entity that no decision refers to; a proposal that an imported file brought since no longer names it.

    Such an import is no step of the history, and must not keep the step that made the entity from being undone.
    """
    connection.execute("UPDATE span SET entity_id = NULL WHERE entity_id = ? AND status = 'proposed'", (entity_id,))
    connection.execute("DELETE FROM alias WHERE entity_id = ?", (entity_id,))
    connection.execute("DELETE FROM entity WHERE id = ?", (entity_id,))


def _put_aliases(connection: sqlite3.Connection, entity: Entity) -> None:
    connection.execute("DELETE FROM alias WHERE entity_id = ?", (entity.id,))
    connection.executemany(
        "INSERT INTO alias (entity_id, position, name) VALUES (?, ?, ?)",
        [(entity.id, position, name) for position, name in enumerate(entity.aliases)],
    )
