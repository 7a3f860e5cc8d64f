"""Markdown files: the text stays as it stands in the file; headings and front matter tell its structure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from core.articles.dates import first_date
from core.articles.decode import decode
from core.articles.metadata import describe, one_line
from core.articles.plain import MAX_BYTES
from core.errors import Problem
from core.files import read_bounded, shown_path
from core.records import ArticleDraft, ZoneRole

_FENCED = r"(?:---|\.\.\.)[ \t]*(?:\n|$)"
_FRONT_MATTER = re.compile(rf"---[ \t]*\n(?P<lines>(?:(?!{_FENCED}).*\n){{1,200}}){_FENCED}")
_ENTRY = re.compile(r"(?P<key>[\w-]{1,40})[ \t]*:[ \t]+(?P<value>\S.{0,500})$")
_HEADING = re.compile(r"(?P<marks>#{1,6})[ \t]+(?P<title>.{1,300}?)(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r"(?:=+|-{2,})[ \t]*$")
_QUOTED = re.compile(r" {0,3}>")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_PICTURE = re.compile(r"!\[.{0,300}\]\(.{1,1000}\)$")
_MARKUP = re.compile(r"\*\*|__|`|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|!?\[(?P<text>[^\]]{0,300})\]\([^)]{0,1000}\)")


def read(path: Path, *, limit: int = MAX_BYTES) -> Iterator[ArticleDraft | Problem]:
    """Yield the article of a Markdown file, after a harmless Problem for each thing that decoding had to change.

    Raises ImportProblem where the file cannot be read, is empty, binary or larger than ``limit`` bytes.
    """
    content = read_bounded(path, limit)
    decoded = decode(content)
    shown = shown_path(path)
    for note in decoded.notes:
        yield Problem(shown, note, harmless=True)
    front = _FRONT_MATTER.match(decoded.text)
    entries = _entries(front["lines"]) if front else {}
    known, headline = _roles(decoded.text, front.end() if front else 0)
    lang = _first(entries, "lang", "language", "sprache")
    yield describe(
        ArticleDraft(
            text=decoded.text,
            title=one_line(_first(entries, "title", "titel") or headline),
            source=_first(entries, "source", "quelle", "publication", "publisher", "site", "zeitung", "medium"),
            author=_first(entries, "author", "authors", "autor", "autorin", "autoren", "by"),
            place=_first(entries, "place", "location", "ort"),
            published=_published(_first(entries, "date", "datum", "published", "created")),
            lang=lang.lower() if re.fullmatch(r"[A-Za-z]{2,3}", lang) else "",
            url=_first(entries, "url", "link", "canonical", "permalink"),
            bytes_sha256=hashlib.sha256(content).hexdigest(),
            meta={"encoding": decoded.encoding},
            path=shown,
        ),
        known,
    )


def _first(entries: dict[str, str], *keys: str) -> str:
    return next((entries[key] for key in keys if entries.get(key)), "")


def _entries(lines: str) -> dict[str, str]:
    """Read ``key: value`` lines of front matter; nested YAML is left to those who need it."""
    found: dict[str, str] = {}
    for line in lines.splitlines():
        entry = _ENTRY.match(line)
        if entry:
            value = entry["value"].strip()
            if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
                value = value[1:-1]
            if value.startswith("[") and value.endswith("]"):
                value = ", ".join(part.strip(" \"'") for part in value[1:-1].split(","))
            found.setdefault(entry["key"].lower(), value)
    return found


def _published(value: str) -> str:
    month = re.fullmatch(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?", value)
    return first_date(value) or (month[0] if month else "")


def _roles(text: str, body: int) -> tuple[dict[int, ZoneRole], str]:
    """Give the roles that Markdown itself tells, by the start of their lines, and the headline without its markup."""
    known: dict[int, ZoneRole] = {}
    headline = ""
    start = 0
    fenced = quoted = False
    previous: tuple[int, str] | None = None  # a line that an underline would make a heading
    for line in text.split("\n"):
        begin = start + len(line) - len(line.lstrip())
        stripped = line.strip()
        # A paragraph that begins with ">" is quoted to its end, also where its further lines lack it.
        quoted = bool(_QUOTED.match(line)) or (quoted and bool(stripped))
        title = ""
        if start < body:
            known[begin] = ZoneRole.BOILERPLATE
        elif _FENCE.match(line):
            fenced = not fenced
        elif not fenced:
            heading = _HEADING.match(stripped)
            if heading:
                title, at = heading["title"], begin
            elif previous and _UNDERLINE.match(stripped):
                title, at = previous[1], previous[0]
                known[begin] = ZoneRole.BOILERPLATE
            elif quoted:
                known[begin] = ZoneRole.QUOTATION
            elif _PICTURE.match(stripped):
                known[begin] = ZoneRole.CAPTION
        if title:
            known[at] = ZoneRole.SUBHEAD if headline else ZoneRole.HEADLINE
            headline = headline or _MARKUP.sub(lambda match: match["text"] or "", title)
        could_be = (
            stripped and not fenced and not quoted and not title and start >= body and not _UNDERLINE.match(stripped)
        )
        previous = (begin, stripped) if could_be else None
        start += len(line) + 1
    return known, headline
