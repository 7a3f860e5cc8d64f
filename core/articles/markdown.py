"""Markdown files: the text without the signs, which tell its structure; front matter tells the metadata.

The signs are no part of what an article says: they would stand inside of names ("**Genf**"), be marked, counted and
exported with them, and a link would bring its address into the sentence. So a text is made, as of a web page. The
bytes' hash names the file that it came from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from core.articles import front_matter
from core.articles.decode import decode
from core.articles.markdown_text import MAX_LINES, MarkdownText
from core.articles.metadata import describe, one_line
from core.errors import ImportProblem, Problem
from core.files import read_bounded, replace_unstorable, shown_path
from core.records import ArticleDraft

MAX_BYTES = 8 << 20


def read(path: Path, *, limit: int = MAX_BYTES) -> Iterator[ArticleDraft | Problem]:
    """Yield the article of a Markdown file, after a harmless Problem for each thing that decoding had to change.

    Raises ImportProblem where the file cannot be read, is empty, binary, without text or larger than ``limit`` bytes.
    """
    content = read_bounded(path, limit)
    decoded = decode(content)
    shown = shown_path(path)
    for note in decoded.notes:
        yield Problem(shown, note, harmless=True)
    entries, source = front_matter.split(decoded.text)
    said, rest = front_matter.fields(entries)
    if source.count("\n") > MAX_LINES:
        raise ImportProblem(f"The file has more than {MAX_LINES} lines; save its text as plain text instead.")
    made = MarkdownText(source)
    title = said.get("title", "")
    if not made.headline:
        made.put_headline(title)
    if not made.text:
        raise ImportProblem("The file has no text beside its Markdown signs.")
    text, _ = replace_unstorable(made.text)
    yield describe(
        ArticleDraft(
            text=text,
            title=title or one_line(made.headline),
            source=said.get("source", ""),
            author=said.get("author", ""),
            place=said.get("place", ""),
            published=said.get("published", ""),
            lang=said.get("lang", ""),
            url=said.get("url", ""),
            bytes_sha256=hashlib.sha256(content).hexdigest(),
            meta={"encoding": decoded.encoding} | ({front_matter.KEY: rest} if rest else {}),
            path=shown,
        ),
        made.roles,
    )
