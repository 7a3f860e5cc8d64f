"""Make a very large library to measure on: ``python3 run.py big FILE`` (1,000,000 articles, 30,000,000 spans).

Everything in it is made up: German-looking words in a Zipf distribution, names in every sentence, proposals for all of
it, every tenth article reviewed by a person, each review a step of the journal. It is written past the library's API,
for that takes hours, but with its schema, its codec and its tallies: ``leuchtstift check`` finds it sound.
"""

from __future__ import annotations

import argparse
import hashlib
import sqlite3
import sys
import time
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random

from core.library import Library
from core.records import ArticleState, Change, Review, Span, SpanStatus
from core.store import codec, spans

REVIEWED = 10  # every so manieth article is reviewed, all its proposals accepted
BATCH = 2_000  # articles written at once
AT = "2026-01-15T09:00:00Z"
PARTS = """ab an auf be ber bo bru der dorf ein er fer fol ga gen ger hal haus hei in ka ker kreis land lei len lin ma
    markt mei men mit mo na ner ob pa po rat rech rei ren ro sa schaft schu sel sen ser spra stadt stel stim ta tal ten
    ter tra ung un ver vor wahl wal wan wei wer zel zen zu"""
GLUE = """der die das und in den von zu mit dem sich auf für ist im nicht ein eine als auch es an werden aus er hat dass
    sie nach wird bei einer um am sind noch wie einem über so zum war haben nur oder aber vor zur bis mehr durch man"""
KINDS = ("Bote", "Kurier", "Blatt", "Post")
SOURCES = tuple(f"{place} {kind}" for place in ("Alpen", "Donau", "Elbe", "Hafen", "Nord") for kind in KINDS)
Rows = dict[str, list[Sequence[object]]]
CODES = ("PER", "ORG", "LOC", "MISC", "DATE")


@dataclass(frozen=True, slots=True)
class Made:
    """One made-up article: its text, and (start, end, label) of what is to be proposed in it, in order, apart."""

    title: str
    text: str
    marks: Sequence[tuple[int, int, str]]


class Writer:
    """Makes up articles; the same seed makes the same ones."""

    def __init__(self, seed: int = 7) -> None:
        self._random = random = Random(seed)
        self._parts = PARTS.split()
        words = {self._word(1, 4): None for _ in range(60_000)}
        plain = [*GLUE.split(), *(word.capitalize() if random.random() < 0.45 else word for word in words)]
        self._words = plain
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(plain))))
        self._names = [(self._name(code), code) for code in random.choices(CODES, k=40_000)]

    def article(self) -> Made:
        """Make up one article of 500 to 1,200 characters with 27 names; with the decisions that is 30 spans."""
        random, place = self._random, 0
        parts: list[str] = []
        marks: list[tuple[int, int, str]] = []
        title = " ".join(self._some(random.randint(3, 7))).capitalize()
        for sentence in range(random.randint(8, 12)):
            for _ in range(random.choice((2, 3, 3, 3))):
                filler = " ".join(self._some(random.randint(1, 3))) + " "
                name, code = self._names[int(random.random() ** 3 * len(self._names))]
                parts += filler, name, " "
                marks.append((place + len(filler), place + len(filler) + len(name), code))
                place += len(filler) + len(name) + 1
            parts.append("kam.\n\n" if sentence % 4 == 3 else "kam. ")
            place += len(parts[-1])
        return Made(title, "".join(parts), marks)

    def _some(self, count: int) -> Iterator[str]:
        total, weights = self._weights[-1], self._weights
        return (self._words[bisect(weights, self._random.random() * total)] for _ in range(count))

    def _word(self, least: int, most: int) -> str:
        return "".join(self._random.choices(self._parts, k=self._random.randint(least, most)))

    def _name(self, code: str) -> str:
        if code == "DATE":
            return f"am {self._random.randint(1, 28)}. {self._random.choice(('Januar', 'März', 'Juli', 'Oktober'))}"
        return " ".join(self._word(2, 3).capitalize() for _ in range(2 if code == "PER" else 1))


class Builder:
    """Writes a library's tables directly."""

    def __init__(self, path: Path, person: int, layer: int, label_set: int) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF", "cache_size = -200000"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._person, self._layer, self._label_set = person, layer, label_set
        self._writer = Writer()
        self._span = self._review = 0

    def build(self, count: int) -> None:
        """Write ``count`` articles, then the word index in one go."""
        started = time.monotonic()
        for first in range(1, count + 1, BATCH):
            self._write(range(first, min(first + BATCH, count + 1)))
            if first // BATCH % 10 == 0:
                sys.stderr.write(f"\r{first + BATCH - 1:,} of {count:,} articles, {time.monotonic() - started:.0f} s ")
        connection = self._connection
        connection.execute("UPDATE state SET value = ? WHERE name = 'articles'", (count,))
        connection.execute("UPDATE layer SET complete = 1")
        sys.stderr.write("\nthe word index … ")
        connection.execute("INSERT INTO article_fts (article_fts) VALUES ('rebuild')")
        sys.stderr.write(f"{time.monotonic() - started:.0f} s\n")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.close()

    def _write(self, ids: Iterable[int]) -> None:
        """Write some articles with all that belongs to them."""
        rows: Rows = {name: [] for name in _INSERTS}
        for number in ids:
            self._collect(rows, number, self._writer.article())
        self._connection.execute("BEGIN")
        for name, statement in _INSERTS.items():
            self._connection.executemany(statement, rows[name])
        self._connection.execute("COMMIT")

    def _collect(self, rows: Rows, number: int, made: Made) -> None:
        text = made.text
        digest = hashlib.sha256(text.encode()).digest()
        published = (date(2000, 1, 1) + timedelta(days=number % 9_500)).isoformat()
        source = SOURCES[number * 7 % len(SOURCES)]
        proposals = [self._proposal(number, place, text[place[0] : place[1]]) for place in made.marks]
        is_reviewed = number % REVIEWED == 0
        decided = len(proposals) if is_reviewed else 0
        state = ArticleState.REVIEWED if is_reviewed else ArticleState.NEW
        head = (number, f"a{number:015x}", made.title, source, "", "", published, "de", "", "{}", digest, "", AT)
        rows["article"].append((*head, str(state), len(proposals), decided, decided))
        rows["article_text"].append((number, text))
        rows["coverage"].append((number, self._layer))
        rows["span"] += proposals
        if is_reviewed:
            self._decide(rows, number, proposals)

    def _proposal(self, number: int, mark: tuple[int, int, str], surface: str) -> tuple[object, ...]:
        self._span += 1
        start, end, code = mark
        score = self._span % 97 / 100
        ends = (None, score, None, None, "", "", "", "", "", "")
        return (self._span, f"{self._span:016x}", number, self._layer, start, end, code, "proposed", surface, *ends)

    def _decide(self, rows: Rows, number: int, proposals: list[tuple[object, ...]]) -> None:
        """Accept all, as one step of the journal."""
        changes: list[Change] = []
        for values in proposals:
            self._span += 1
            fields = dict(zip(spans.FIELDS, values, strict=True)) | {
                "id": self._span,
                "uid": f"{self._span:016x}",
                "layer_id": self._person,
                "status": SpanStatus.ACCEPTED,
                "score": None,
                "source_id": values[0],
                "created_at": AT,
                "updated_at": AT,
            }
            changes.append(Change(None, Span(**fields)))  # type: ignore[arg-type]
            rows["span"].append((*fields.values(),))
        self._review += 1
        review = Review(self._review, number, self._label_set, ArticleState.REVIEWED, "Anna", AT)
        changes.append(Change(None, review))
        rows["review"].append((review.id, number, self._label_set, "reviewed", "Anna", AT))
        params = f'{{"count":{len(proposals)},"reviewed":true}}'
        rows["journal"].append(("accept-all", number, params, "Anna", AT, "live", codec.encode(changes)))


_INSERTS = {
    "article": "INSERT INTO article (id, uid, title, source, author, place, published, lang, url, meta, text_sha256,"
    " bytes_sha256, added_at, state, marks, decided, decisions) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: E501
    "article_text": "INSERT INTO article_text VALUES (?, ?)",
    "coverage": "INSERT INTO coverage VALUES (?, ?)",
    "span": f"INSERT INTO span ({spans.COLUMNS}) VALUES ({', '.join('?' * len(spans.FIELDS))})",
    "review": "INSERT INTO review VALUES (?, ?, ?, ?, ?, ?)",
    "journal": "INSERT INTO journal (kind, article_id, params, person, at, state, changes) VALUES (?, ?, ?, ?, ?, ?, ?)",  # noqa: E501
}


def make(path: Path, count: int) -> None:
    """Make a library of ``count`` articles; an existing file is an error of the library."""
    with Library.create(path, person="Anna") as library:
        layer = library.start_run("de_news", "1.0")
        person, label_set = library.person_layer.id, library.label_set.id
    Builder(path, person, layer.id, label_set).build(count)


def main() -> int:
    """Make the library that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="the library to make; some 10 GB at full size")
    parser.add_argument("--articles", type=int, default=1_000_000)
    arguments = parser.parse_args()
    make(arguments.file.absolute(), arguments.articles)
    size = arguments.file.stat().st_size / 1e9
    sys.stdout.write(f"{arguments.file}: {arguments.articles:,} articles, {size:.1f} GB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
