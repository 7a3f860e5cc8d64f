"""The steps that bring a library file to the newest version; slow to import, so only for new and old files."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database, Migrations

from core.store import schema, words

steps = Migrations("leuchtstift")


@steps()
def m001_initial(db: Database) -> None:
    """Make the tables of version 1."""
    for statement in schema.TABLES_1:
        db.execute(statement)
    db.conn.executemany("INSERT INTO state (name, value) VALUES (?, ?)", schema.STATE_1)
    db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")


@steps()
def m002_folded_words(db: Database) -> None:
    """Have the word index hold the folded forms, so that a soft hyphen hides no word and an accent is an accent."""
    for statement in schema.TABLES_2:
        db.execute(statement)
    words.fold_all(db.conn)
    db.execute("PRAGMA user_version = 2")


def migrate(connection: sqlite3.Connection) -> None:
    """Carry out the steps that a file still lacks, each in a transaction with its version number.

    Foreign keys must be off. Each step is never edited once shipped.
    """
    steps.apply(Database(connection, execute_plugins=False, recursive_triggers=False))
