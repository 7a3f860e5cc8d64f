"""How much an edit asks of SQLite: it grows with the edit, not with the label sets or the layers of the library."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager

import pytest

from core import edits
from core.library import Library
from core.records import ArticleDraft, DraftSpan, Proposals


@pytest.fixture
def library(tmp_path):
    with Library.create(tmp_path / "a.leuchtstift") as library:
        library.add([ArticleDraft("Olaf Scholz sprach in Kyjiw. " * 40, "Rede")])
        yield library


@contextmanager
def statements(library):
    """Give the list of statements that the block has the library execute."""
    log: list[str] = []
    connections = (library._file._writer, library._file._reader)
    for connection in connections:
        connection.set_trace_callback(log.append)
    yield log
    for connection in connections:
        connection.set_trace_callback(None)


def frames(library):
    """Count the pages in the write-ahead log."""
    log = library.path.with_name(library.path.name + "-wal")
    return (log.stat().st_size - 32) // (4096 + 24)


def test_an_edit_takes_few_statements_and_pages(library):
    article = library.article(1)
    library.do(edits.add_mark(article, library.person_layer, 0, 11, "PER"))
    before = frames(library)
    with statements(library) as log:
        library.do(edits.add_mark(article, library.person_layer, 22, 27, "LOC"))
    assert len(log) <= 13, log
    assert frames(library) - before <= 8


def test_proposals_of_many_runs_make_an_edit_no_longer(library):
    counts = []
    library.do(edits.add_mark(library.article(1), library.person_layer, 12, 18, "MISC"))  # reads the text
    for run in range(3):
        layer = library.start_run(f"pipeline {run}", "1")
        library.add_proposals(layer, [Proposals(1, (DraftSpan(0, 11, "PER"), DraftSpan(22, 27, "LOC")))])
        library.finish_run(layer, complete=True)
        article, marks = library.article(1), library.marks(1)
        with statements(library) as log:
            library.do(edits.add_mark(article, library.person_layer, run * 3, run * 3 + 2, "MISC", marks=marks))
        counts.append(len(log))
    assert len(set(counts)) == 1


def test_the_place_of_a_mark_is_found_by_its_index(library):
    plan = sqlite3.connect(library.path).execute(
        "EXPLAIN QUERY PLAN SELECT id FROM span WHERE article_id = 1 AND layer_id IN (1, 2, 3) AND start = 0"
        " AND \"end\" = 11 AND label = 'PER' AND fragments IS NULL"
    )
    assert [row[3] for row in plan] == [
        "SEARCH span USING INDEX span_place (article_id=? AND layer_id=? AND start=? AND end=?)"
    ]
