"""The library file against SQLite and the disk doing the same without it: edit, bulk import, proposals, export."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

from core import edits
from core.formats import FORMATS
from core.library import Library
from core.library_drafts import Drafts
from core.records import ArticleDraft, DraftSpan, Proposals, Zone, ZoneRole
from core.store.connection import connect
from tests.benchmarks.measure import Result, by_turns, ratio, unhindered
from tests.conftest import ROOT

ARTICLES, SPANS, WORDS = 2_000, 30, 400
EDITS = 300
LABELS = ("PER", "ORG", "LOC", "MISC")


def run() -> Iterable[Result]:
    """Measure everything, on the disk of the checkout (a temporary folder may be no disk at all)."""
    (ROOT / "build").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ROOT / "build") as name:
        folder = Path(name)
        drafts = list(made_drafts())
        yield durable_edit(folder, drafts[:50])
        yield bulk_import(folder, drafts)
        yield proposals(folder, drafts)
        yield from export(folder, drafts)


def made_drafts() -> Iterator[ArticleDraft]:
    """Make articles of made-up German-looking words, some of them marked."""
    random = Random(7)
    syllables = ("ber", "lin", "gen", "fer", "schu", "le", "wahl", "kreis", "rat", "haus", "stadt", "ver", "trag")
    words = ["".join(random.choices(syllables, k=random.randint(1, 4))).capitalize() for _ in range(20_000)]
    for number in range(ARTICLES):
        pieces, spans, length = [f"Artikel {number}\n\n"], [], len(f"Artikel {number}\n\n")
        for place, word in enumerate(random.choices(words, k=WORDS)):
            if place % (WORDS // SPANS) == 0:
                spans.append(DraftSpan(length, length + len(word), random.choice(LABELS), score=0.75))
            pieces.append(word + " ")
            length += len(word) + 1
        yield ArticleDraft(
            text="".join(pieces),
            title=f"Artikel {number}",
            zones=(Zone(0, len(pieces[0]) - 2, ZoneRole.HEADLINE),),
            source="Bench",
            published="2022-01-10",
            spans=tuple(spans),
        )


@contextmanager
def filled(path: Path, drafts: Iterable[ArticleDraft]) -> Iterator[Library]:
    """Give a new library with these articles."""
    with Library.create(path) as library:
        library.add(drafts, undoable=False)
        yield library


def durable_edit(folder: Path, drafts: list[ArticleDraft]) -> Result:
    """Accept one mark after the other, against one fdatasync of a page appended to a file that grows.

    That is what a commit does to SQLite's write-ahead log, only that an edit appends eight or nine pages.
    """
    handle = os.open(folder / "pages", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    page = os.urandom(4096)
    with filled(folder / "edits.leuchtstift", drafts) as library:
        waiting = [mark for row in library.page(0, len(drafts)) for mark in library.marks(row.id)]
        steps = iter([edits.accept(mark, library.person_layer) for mark in waiting])

        def sync() -> None:
            os.write(handle, page)
            os.fdatasync(handle)

        ours, theirs = by_turns(lambda: library.do(next(steps)), sync, rounds=EDITS, clock=unhindered)
    os.close(handle)
    return ratio("an edit, stored durably / one fdatasync", ours, theirs, 2.0)


def bulk_import(folder: Path, drafts: list[ArticleDraft]) -> Result:
    """Import articles with marks, against the same rows put into the same tables by executemany; CPU time."""
    with filled(folder / "model.leuchtstift", drafts):
        pass
    rows = rows_of(folder / "model.leuchtstift")
    places = iter(range(1_000))

    def raw() -> None:
        path = folder / f"raw{next(places)}"
        Library.create(path).close()
        insert(path, rows)

    def ours() -> None:
        with filled(folder / f"ours{next(places)}", drafts):
            pass

    return ratio("import of articles with marks / executemany", *by_turns(ours, raw, rounds=3), target=1.3)


def rows_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Read all rows of a library's own tables."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid").fetchall()
        names = [name for (name,) in found if "_fts" not in name and not name.startswith("sqlite_")]
        return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}


def insert(path: Path, rows: dict[str, list[tuple[object, ...]]]) -> None:
    """Put rows into the tables of a new library in one transaction, and have its words indexed."""
    with closing(sqlite3.connect(path)) as connection:
        for name in rows:
            connection.execute(f'DELETE FROM "{name}"')  # what every library holds from the start
        connection.commit()
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        for name, table in rows.items():
            if table:
                connection.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(table[0]))})', table)
        connection.execute("INSERT INTO article_fts (article_fts) VALUES ('rebuild')")
        connection.commit()


def proposals(folder: Path, drafts: list[ArticleDraft]) -> Result:
    """Store what a pipeline found, 16 articles a transaction, against executemany of the same spans; CPU time."""
    plain = [replace(draft, spans=None) for draft in drafts]
    with filled(folder / "found.leuchtstift", plain) as library:
        found = [Proposals(number, draft.spans or ()) for number, draft in enumerate(drafts, 1)]
        layers = []

        def ours() -> None:
            layers.append(library.start_run("bench", str(len(layers)), ""))
            for start in range(0, len(found), 16):
                library.add_proposals(layers[-1], found[start : start + 16])
            library.finish_run(layers[-1], complete=True)

        ours()
        Library.create(folder / "spans").close()
        with closing(sqlite3.connect(folder / "found.leuchtstift")) as connection:
            rows = connection.execute("SELECT * FROM span").fetchall()
        with closing(sqlite3.connect(folder / "spans")) as connection:
            connection.execute("PRAGMA synchronous = FULL")
            runs = iter(range(1_000_000))

            def raw() -> None:
                run = next(runs)
                for start in range(0, len(rows), 16 * SPANS):
                    with connection:
                        numbered = [(row[0] + run * len(rows), *row[1:]) for row in rows[start : start + 16 * SPANS]]
                        connection.executemany(f"INSERT INTO span VALUES ({', '.join('?' * len(rows[0]))})", numbered)

            return ratio("proposals of a pipeline stored / executemany", *by_turns(ours, raw, rounds=3), target=3.0)


def export(folder: Path, drafts: list[ArticleDraft]) -> Iterable[Result]:
    """Write everything as JSONL, against only reading the same rows; then the whole export, checked; CPU time."""
    with (
        filled(folder / "export.leuchtstift", drafts) as library,
        closing(connect(library.path, read_only=True)) as rows,
    ):

        def read() -> None:
            articles = rows.execute("SELECT * FROM article JOIN article_text ON article_id = id ORDER BY id")
            spans = rows.execute("SELECT * FROM span ORDER BY article_id, layer_id, start")
            assert sum(1 for _ in articles) + sum(1 for _ in spans) > len(drafts)

        def write() -> None:
            with (folder / "written.jsonl").open("wb") as stream:
                assert FORMATS["jsonl"].write(Drafts(rows, "proposals", "all", None), stream).records == len(drafts)

        def whole() -> None:
            report = library.export(folder / "out.jsonl", layer="proposals", state="all")
            assert report.articles == len(drafts)

        yield ratio("export written as JSONL / bare read", *by_turns(write, read, rounds=3), target=1.8)
        yield ratio("export read back and compared / written", *by_turns(whole, write, rounds=3), target=3.0)
