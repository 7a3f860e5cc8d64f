"""Import of real files and folders: whole or not at all, one undo step, problems told."""

import hashlib
import json
import os
from dataclasses import replace

import pytest

from core import edits
from core.library import Library
from core.library_files import FileImport
from core.records import ArticleState
from tests.core.library_helpers import TEXT, draft, found, run


@pytest.fixture
def library(tmp_path):
    with Library.create(tmp_path / "a.leuchtstift") as library:
        yield library
        assert library.check() == []


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    return folder


def articles(folder, count, first=0):
    for number in range(first, first + count):
        (folder / f"{number:04}.txt").write_text(f"Titel {number}\n\n{TEXT}{number}\n", "utf-8")


def read_as_it_stood(library, path):
    """Store the article that the first versions made of a Markdown file: its text with all signs."""
    content = path.read_bytes()
    old = draft(content.decode(), title="Alt")
    library.add([replace(old, bytes_sha256=hashlib.sha256(content).hexdigest())])


@pytest.mark.parametrize("name", ["a.md", "a.html"])
def test_a_file_that_an_earlier_version_read_otherwise_is_known(library, folder, name):
    path = folder / name
    path.write_text(f"<html><body>\n<p>{TEXT * 5}</p>\n<p>In **Genf** reden sie wieder.</p>\n", "utf-8")
    articles(folder, 1)
    read_as_it_stood(library, path)
    report = library.import_paths([folder])
    assert (len(report.added), report.known, library.count()) == (1, (1,), 2)
    (note,) = report.problems
    assert (note.harmless, note.path) == (True, str(path))
    assert "to the trash first" in note.sentence
    library.do(edits.trash(library.infos([1])))
    report = library.import_paths([path])
    assert (len(report.added), report.known, report.problems) == (1, (), ())
    assert library.import_paths([path]).known == report.added


def test_a_changed_file_is_another_article(library, folder):
    path = folder / "a.md"
    for text in ("In *Genf* reden sie.\n", "In *Genf* reden sie wieder.\n"):
        path.write_text(text, "utf-8")
        report = library.import_paths([path])
        assert (len(report.added), report.problems) == (1, ())
    assert library.count() == 2


def test_records_of_the_same_file_with_other_texts_stay_apart(library, folder):
    """The spans of such a record fit its own text only."""
    page = folder / "a.md"
    page.write_text("In **Genf** reden sie.\n", "utf-8")
    library.import_paths([page])
    digest = library.article(1).bytes_sha256
    (folder / "b.jsonl").write_text(json.dumps({"text": "In **Genf**", "meta": {"bytes_sha256": digest}}), "utf-8")
    assert len(library.import_paths([folder / "b.jsonl"]).added) == 1


def test_a_folder_is_one_step(library, folder):
    articles(folder, 120)
    report = library.import_paths([folder])
    assert (len(report.added), report.problems, library.count()) == (120, (), 120)
    assert library.next_undo() == report.change_set
    assert report.change_set.params["count"] == 120
    library.undo()
    assert (library.count(), library.next_undo()) == (0, None)
    library.redo()
    assert library.count() == 120


def test_an_import_that_is_not_undoable(library, folder):
    articles(folder, 2)
    report = library.import_paths([folder], undoable=False)
    assert (len(report.added), report.change_set, library.next_undo()) == (2, None, None)


def test_bad_files_are_told_and_the_others_come_in(library, folder):
    articles(folder, 2)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "bad.jsonl").write_text('{"text": "Guten Tag", "answer": "accept"}\n{"text": \n{"text": "Gute Nacht"}\n')
    (folder / "picture.png").write_bytes(b"\x89PNG")
    os.mkfifo(folder / "pipe.txt")
    report = library.import_paths([folder, folder / "missing.txt", folder / "picture.png"])
    assert library.count() == 4
    told = {problem.path.rpartition("/")[2] for problem in report.problems}
    assert told == {"empty.txt", "binary.txt", "bad.jsonl", "pipe.txt", "missing.txt", "picture.png"}
    assert next(problem.line for problem in report.problems if problem.path.endswith("bad.jsonl")) == 2


def test_a_file_that_breaks_off_leaves_nothing(library, folder, monkeypatch):
    from core import articles as readers
    from core.errors import ImportProblem

    articles(folder, 3)

    def breaks(path):
        yield draft(int(path.stem))
        if path.stem == "0001":
            raise ImportProblem("The medium is gone.")

    monkeypatch.setattr(readers, "READERS", {".txt": breaks})
    report = library.import_paths([folder])
    assert (len(report.added), [problem.sentence for problem in report.problems]) == (2, ["The medium is gone."])
    assert library.count() == 2


def test_cancelling_keeps_the_files_that_are_in(library, folder):
    articles(folder, 120)
    report = library.import_paths([folder], progress=lambda done, total: done < 70 and total == 120)
    assert len(report.added) == library.count() == 50
    assert "cancelled" in report.problems[-1].sentence
    library.undo()
    assert library.count() == 0
    assert len(library.import_paths([folder]).restored) == 50
    assert library.count() == 120


def test_an_edit_between_two_batches_begins_a_new_step(library, folder):
    articles(folder, 120)
    calls = []

    def writing():
        if len(calls) == 2:
            library.do(edits.add_mark(library.article(1), library.person_layer, 0, 5, "PER"))
        calls.append(None)
        return library._file.writing()

    FileImport(writing, library.person_layer, "2026-01-01T00:00:00Z", undoable=True, progress=None).run([folder])
    steps = [(step.kind, step.params.get("count")) for step in library.history()]
    assert steps == [("import", 20), ("add-mark", None), ("import", 100)]
    while library.undo():
        pass
    assert library.count() == 0


def test_files_that_are_known(library, folder):
    articles(folder, 3)
    library.import_paths([folder])
    report = library.import_paths([folder / "0001.txt", folder / "0001.txt"])
    assert (report.added, len(report.known), report.change_set) == ((), 1, None)


def test_gold_through_files(library, folder):
    library.add([draft(0)])
    run(library, found(1, (0, 14, "PER")))
    review = edits.set_review(1, ArticleState.REVIEWED, library.label_set)
    library.do(edits.accept_all(library.article(1), library.marks(1), library.person_layer, review=review))
    library.export(folder / "gold.jsonl")
    with Library.create(folder / "b.leuchtstift") as other:
        report = other.import_paths([folder / "gold.jsonl"])
        assert (len(report.added), report.reviewed, report.problems) == (1, 1, ())
        assert [layer.name for layer in other.layers()] == ["person", "gold"]
        other.export(folder / "again.jsonl")
    assert (folder / "gold.jsonl").read_bytes() == (folder / "again.jsonl").read_bytes()


def test_the_real_articles(library, real_seeds):
    if not real_seeds:
        pytest.skip("a checkout without the real articles")
    report = library.import_paths(real_seeds)
    assert (len(report.added), report.problems) == (5, ())
    for row in library.page(0, 9):
        article = library.article(row.id)
        assert row.title
        assert article.zones
        assert article.info.source or article.info.published
