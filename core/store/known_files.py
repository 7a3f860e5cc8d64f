"""Which files the articles in sight came from, by the hash of their bytes: for an import of files."""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_left

_DIGITS = 16  # of a hash that are kept in memory


class KnownFiles:
    """Read when it is first asked, in one pass: 16 bytes an article, and no index that every library would carry."""

    def __init__(self) -> None:
        self._hashes: array[int] | None = None  # their first digits, sorted
        self._ids = array("q")

    def article(self, connection: sqlite3.Connection, bytes_sha256: str) -> int | None:
        """Give the article that a file with this hash became, or None; those of this import may be unknown."""
        if self._hashes is None:
            self._hashes = self._read(connection)
        wanted = int(bytes_sha256[:_DIGITS], 16)
        place = bisect_left(self._hashes, wanted)
        while place < len(self._hashes) and self._hashes[place] == wanted:
            query = "SELECT id FROM article WHERE id = ? AND bytes_sha256 = ? AND trashed = 0"
            row = connection.execute(query, (self._ids[place], bytes_sha256)).fetchone()
            if row is not None:
                return int(row[0])
            place += 1
        return None

    def _read(self, connection: sqlite3.Connection) -> array[int]:
        rows = connection.execute(
            f"SELECT substr(bytes_sha256, 1, {_DIGITS}), id FROM article"
            " WHERE trashed = 0 AND length(bytes_sha256) = 64 AND bytes_sha256 NOT GLOB '*[^0-9a-f]*' ORDER BY 1, 2"
        )
        hashes = array("Q")
        for digits, article_id in rows:
            hashes.append(int(digits, 16))
            self._ids.append(article_id)
        return hashes
