"""The text that is made of a file with markup: a paragraph a line, blank lines between, and the roles of its lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.records import ZoneRole

_OUTER = " \t\r\n\u00a0\ufeff"  # no line begins with a BOM: at the start of a text it would be no part of it
_MAX_KEY, _MAX_VALUE = 40, 80  # characters of the cells of an infobox


class MadeText:
    """Takes the lines of an article one after another.

    ``roles`` maps the start of a line in ``text`` to what its markup tells; ``headline`` is empty where there is none.
    """

    def __init__(self) -> None:
        self.headline = ""
        self._lines: list[tuple[str, ZoneRole | None, object]] = []  # words, role, what they are a line of

    @property
    def text(self) -> str:
        """The whole text: a blank line between paragraphs, none inside an infobox or a broken paragraph."""
        return "".join(line + end for line, end in self._ended())

    @property
    def roles(self) -> dict[int, ZoneRole]:
        """The roles by the first code point of their lines."""
        found = {}
        start = 0
        for (_, role, _), (line, end) in zip(self._lines, self._ended(), strict=True):
            if role is not None:
                found[start] = role
            start += len(line) + len(end)
        return found

    def put(self, line: str, role: ZoneRole | None, whole: object = None) -> None:
        """Add a line; those that follow each other as lines of the same ``whole`` have no blank line between them."""
        line = line.strip(_OUTER)
        if line.strip():
            self._lines.append((line, role, whole))

    def put_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Add a table: of two columns as an infobox (``key: value``), any other with its cells between bars."""
        is_pairs = len(rows) >= 2 and all(
            len(row) == 2 and len(row[0]) <= _MAX_KEY and len(row[1]) <= _MAX_VALUE for row in rows
        )
        for row in rows:
            line = f"{row[0].rstrip(':')}: {row[1]}" if is_pairs else " | ".join(filter(None, row))
            self.put(line, ZoneRole.INFOBOX if is_pairs else None, rows if is_pairs else None)

    def put_headline(self, title: str) -> None:
        """Put a headline on top where the body has none; one that stands there as plain text becomes it."""
        if not title:
            return
        self.headline = title
        headline = (title, ZoneRole.HEADLINE, None)
        for index, (line, _, _) in enumerate(self._lines[:4]):
            if line == title:
                self._lines[index] = headline
                return
        self._lines.insert(0, headline)

    def _ended(self) -> Iterator[tuple[str, str]]:
        for index, (line, _, whole) in enumerate(self._lines):
            following = self._lines[index + 1][2] if index + 1 < len(self._lines) else None
            is_inside = whole is following and whole is not None
            yield line, "\n" if is_inside or index + 1 == len(self._lines) else "\n\n"
