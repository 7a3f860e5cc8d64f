"""Markdown files: the text without the signs, which tell its structure; front matter tells the metadata.

The signs are no part of what an article says: they would stand inside of names ("**Genf**"), be marked, counted and
exported with them, and a link would bring its address into the sentence. So a text is made, as of a web page. The
bytes' hash names the file that it came from.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from core.articles.dates import first_date
from core.articles.decode import decode
from core.articles.markdown_text import MAX_LINES, MarkdownText
from core.articles.metadata import describe, one_line
from core.errors import ImportProblem, Problem
from core.files import read_bounded, replace_unstorable, shown_path
from core.records import ArticleDraft

MAX_BYTES = 8 << 20

_FENCED = r"(?:---|\.\.\.)[ \t]*(?:\n|$)"
_YAML = r"(?:[\w.-]{1,40}[ \t]*:(?:[ \t].*)?|[ \t#-].*|)\n"  # others are text between two rules, and not to be lost
_FRONT_MATTER = re.compile(rf"---[ \t]*\n(?P<lines>(?:(?!{_FENCED}){_YAML}){{1,200}}){_FENCED}")
_ENTRY = re.compile(r"(?P<key>[\w-]{1,40})[ \t]*:[ \t]+(?P<value>\S.{0,500})$")


def read(path: Path, *, limit: int = MAX_BYTES) -> Iterator[ArticleDraft | Problem]:
    """Yield the article of a Markdown file, after a harmless Problem for each thing that decoding had to change.

    Raises ImportProblem where the file cannot be read, is empty, binary, without text or larger than ``limit`` bytes.
    """
    content = read_bounded(path, limit)
    decoded = decode(content)
    shown = shown_path(path)
    for note in decoded.notes:
        yield Problem(shown, note, harmless=True)
    front = _FRONT_MATTER.match(decoded.text)
    entries = _entries(front["lines"]) if front else {}
    source = decoded.text[front.end() if front else 0 :]
    if source.count("\n") > MAX_LINES:
        raise ImportProblem(f"The file has more than {MAX_LINES} lines; save its text as plain text instead.")
    made = MarkdownText(source)
    title = one_line(_first(entries, "title", "titel"))
    if not made.headline:
        made.put_headline(title)
    if not made.text:
        raise ImportProblem("The file has no text beside its Markdown signs.")
    text, _ = replace_unstorable(made.text)
    lang = _first(entries, "lang", "language", "sprache")
    yield describe(
        ArticleDraft(
            text=text,
            title=title or one_line(made.headline),
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
        made.roles,
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
