"""The library file: SQLite, one module a group of tables. Only ``core.library`` comes in here."""
