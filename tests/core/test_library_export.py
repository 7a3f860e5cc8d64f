"""Exports: what goes out, and that it comes in again as the same bytes."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import edits, formats
from core.errors import Cancelled, ExportError, LibraryDamaged
from core.library import Library
from core.records import ArticleDraft, ArticleState, DraftRelation, DraftSpan, Label, Proposals, Zone, ZoneRole
from tests.core.library_helpers import draft, run


def worked_on(path):
    """Make a library with every kind of correction, in articles of every state."""
    library = Library.create(path)
    library.add(
        [
            draft(n, zones=(Zone(0, 45, ZoneRole.STANDFIRST),), published="2022-01-10", meta={"k": {"b": [1, None]}})
            for n in range(5)
        ]
    )
    spans = (DraftSpan(0, 14, "PER", score=0.97), DraftSpan(20, 33, "PER", score=1 / 3), DraftSpan(39, 43, "LOC"))
    batch = [Proposals(n, spans, (DraftRelation("meets", 0, 1),)) for n in range(1, 5)]
    run(library, *batch)
    layer = library.person_layer
    for article_id in (1, 2, 3):
        article, marks = library.article(article_id), library.marks(article_id)
        blinken, lawrow, genf = marks
        for change_set in (
            edits.accept(blinken, layer),
            edits.move(lawrow, 27, 33, article, layer),
            edits.reject(genf, layer),
            edits.add_mark(article, layer, 49, 51, "LOC", fragments=((49, 50), (50, 51)), note="Präfix", value="Q30"),
            edits.add_mark(article, layer, 34, 35, "MISC"),
        ):
            marks.apply(library.do(change_set))
    for article_id, state in ((1, ArticleState.REVIEWED), (2, ArticleState.SKIPPED)):
        library.do(edits.set_review(article_id, state, library.label_set))
    marks = library.marks(1)
    library.do(edits.relabel(marks.find(0, 14, "PER"), "ORG", layer, marks=marks))
    return library


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with worked_on(tmp_path_factory.mktemp("export") / "a.leuchtstift") as library:
        yield library


def records(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("layer", ["gold", "proposals", "all", "person", "de_news"])
@pytest.mark.parametrize("state", ["all", "reviewed", "in-progress", "new", "skipped"])
def test_export_import_export_gives_the_same_bytes(library, tmp_path, layer, state):
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    report = library.export(first, layer=layer, state=state)
    assert report.articles == len(first.read_bytes().splitlines()) == library_states(library, state)
    is_machine = layer in ("proposals", "de_news")
    with Library.create(tmp_path / "b.leuchtstift") as other:
        imported = other.add(formats.FORMATS["jsonl"].read(first)) if report.articles else None
        assert imported is None or imported.problems == ()
        again = other.export(
            second, layer={"de_news": "proposals"}.get(layer, layer), state="all" if is_machine else state
        )
        assert (again.articles, again.spans) == (report.articles, report.spans)
        assert other.check() == []
    assert first.read_bytes() == second.read_bytes()


def library_states(library, state):
    return {"all": 5, "reviewed": 1, "in-progress": 1, "new": 2, "skipped": 1}[state]


def test_a_second_person_changes_what_they_imported(library, tmp_path):
    path = tmp_path / "x.jsonl"
    library.export(path)
    with Library.create(tmp_path / "b.leuchtstift") as other:
        other.add(formats.FORMATS["jsonl"].read(path))
        marks = other.marks(1)
        other.do(edits.relabel(marks.find(0, 14, "ORG"), "PER", other.person_layer, marks=marks))
        other.export(path)
    [record] = records(path)
    actions = {span["text"]: (span["action"], span["origin"]) for span in record["spans"]}
    assert actions["Antony Blinken"] == ("relabelled", "de_news 1.0")
    assert actions["Lawrow"] == ("moved", "de_news 1.0")


def test_gold_says_what_was_done(library, tmp_path):
    path = tmp_path / "x.jsonl"
    report = library.export(path)
    assert (report.articles, report.spans, report.problems) == (1, 4, ())
    [record] = records(path)
    assert record["status"] == "reviewed"
    assert record["label_set"]["name"] == "news"
    assert [(span["text"], span["label"], span["action"], span["score"]) for span in record["spans"]] == [
        ("Antony Blinken", "ORG", "relabelled", 0.97),
        ("Lawrow", "PER", "moved", 1 / 3),
        ("🤝", "MISC", "missed", None),
        ("US", "LOC", "missed", None),
    ]
    assert [link["type"] for link in record["relations"]] == ["meets"]


def test_proposals_are_never_called_reviewed(library, tmp_path):
    path = tmp_path / "x.jsonl"
    library.export(path, layer="proposals", state="reviewed")
    [record] = records(path)
    assert (record["status"], [span["action"] for span in record["spans"]]) == ("new", [None] * 3)


def test_what_the_window_shows_has_undecided_spans_too(library, tmp_path):
    path = tmp_path / "x.jsonl"
    library.export(path, layer="all", state="all")
    by_status = {record["status"]: len(record["spans"]) for record in records(path)}
    assert by_status == {"reviewed": 4, "skipped": 4, "in-progress": 4, "new": 0}
    assert [len(record["spans"]) for record in records(path)] == [4, 4, 4, 3, 0]


def test_some_articles_in_the_order_added(library, tmp_path):
    path = tmp_path / "x.jsonl"
    library.export(path, state="all", article_ids=[4, 2, 2, 999])
    assert [record["meta"]["title"] for record in records(path)] == ["Artikel 1", "Artikel 3"]


def test_prodigy_records_read_back_too(library, tmp_path):
    report = library.export(tmp_path / "x.jsonl", format="prodigy", state="all")
    assert (report.articles, report.spans) == (5, 12)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"layer": "nix"}, "no layer 'nix'.*gold.*de_news"),
        ({"state": "nix"}, "no state"),
        ({"format": "nix"}, "no format"),
    ],
)
def test_wrong_names_are_told_with_the_right_ones(library, tmp_path, options, sentence):
    with pytest.raises(ExportError, match=sentence):
        library.export(tmp_path / "x.jsonl", **options)
    assert list(tmp_path.iterdir()) == []


def test_cancelling_leaves_the_old_file(library, tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_text("old")
    with pytest.raises(Cancelled):
        library.export(path, state="all", progress=lambda _done, _total: False)
    assert (path.read_text(), list(tmp_path.iterdir())) == ("old", [path])


def test_progress_counts_to_what_is_there(library, tmp_path):
    told = []
    library.export(tmp_path / "x.jsonl", state="all", progress=lambda done, total: told.append((done, total)) or True)
    assert told == [(0, 5)]


@pytest.mark.parametrize("name", ["no folder/x.jsonl", "a folder"])
def test_places_that_cannot_be_written_are_told(library, tmp_path, name):
    (tmp_path / "a folder").mkdir()
    with pytest.raises(ExportError, match="cannot be written"):
        library.export(tmp_path / name)


@pytest.mark.parametrize("change", ["surface = 'anders'", "start = start + 1", "status = 'x'"])
def test_a_span_that_does_not_say_what_its_text_says_is_not_exported(tmp_path, change):
    with worked_on(tmp_path / "a.leuchtstift") as library:
        pass
    with closing(sqlite3.connect(library.path)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(f"UPDATE span SET {change} WHERE id = 1")
    with Library.open(library.path) as library, pytest.raises(LibraryDamaged):
        library.export(tmp_path / "a.jsonl")
    assert not list(tmp_path.glob("*.jsonl*"))


def test_a_writer_that_writes_something_else_is_caught(library, tmp_path, monkeypatch):
    form = formats.FORMATS["jsonl"]

    def shifted(drafts, stream):
        def moved(each):
            return replace(each, spans=tuple(span._replace(end=span.end + 1) for span in each.spans))

        return form.write((moved(each) for each in drafts), stream)

    def short(drafts, stream):
        return form.write(list(drafts)[:-1], stream)

    def twice(drafts, stream):
        return form.write([each for each in drafts for _ in range(2)], stream)

    def broken(drafts, stream):
        report = form.write(drafts, stream)
        stream.write(b"{\n")
        return report

    path = tmp_path / "x.jsonl"
    path.write_text("old")
    for write in (shifted, short, twice, broken):
        monkeypatch.setattr(formats, "FORMATS", {"jsonl": replace(form, write=write)})
        monkeypatch.setattr("core.library_export.FORMATS", formats.FORMATS)
        with pytest.raises(ExportError, match="read back"):
            library.export(path, state="all")
        assert (path.read_text(), list(tmp_path.iterdir())) == ("old", [path])


PIECES = st.sampled_from(
    [
        "a",
        "Ä",
        "A\u0308",
        "🙂",
        "👨‍👩‍👧",
        "🇩🇪",
        "\n",
        "\u2028",
        "\u2029",
        "\u00a0",
        "\u00ad",
        "\u200b",
        "ש",
        "\u202e",
        "\x85",
        " ",
    ]
)
TEXTS = st.lists(PIECES, min_size=4, max_size=20).map(lambda pieces: "x" + "".join(pieces))


@given(TEXTS, st.lists(st.tuples(st.integers(0, 40), st.integers(1, 6)), max_size=5))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_goes_round(tmp_path_factory, text, places):
    folder = tmp_path_factory.mktemp("round")
    with Library.create(folder / "a.leuchtstift") as library:
        library.add([draft(0, text)])
        article, stored = library.article(1), set()
        for start, width in places:
            if start + width <= len(article.text):
                library.do(
                    edits.add_mark(article, library.person_layer, start, start + width, "PER", marks=library.marks(1))
                )
                stored.add((start, start + width, article.text[start : start + width]))
        library.export(folder / "a.jsonl", state="all")
    with Library.create(folder / "b.leuchtstift") as other:
        report = other.add(formats.FORMATS["jsonl"].read(folder / "a.jsonl"))
        assert all(problem.harmless for problem in report.problems)
        assert other.article(1).text == article.text
        assert {(mark.start, mark.end, mark.span.surface) for mark in other.marks(1)} == stored
        other.export(folder / "b.jsonl", state="all")
    assert (folder / "a.jsonl").read_bytes() == (folder / "b.jsonl").read_bytes()


def test_a_changed_label_set_goes_round(tmp_path):
    with worked_on(tmp_path / "a.leuchtstift") as library:
        used = library.label_set
        library.do(
            edits.set_label_set(used, replace(used, labels=(*used.labels[:4], Label("LAW", "Gesetz", "#112233"))))
        )
        library.do(edits.set_review(1, ArticleState.REVIEWED, library.label_set, before=library.review(1)))
        library.export(tmp_path / "a.jsonl")
    with Library.create(tmp_path / "b.leuchtstift") as other:
        other.add(formats.FORMATS["jsonl"].read(tmp_path / "a.jsonl"))
        other.export(tmp_path / "b.jsonl")
        assert other.label_set.version == 2
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes() != b""


def test_an_export_of_nothing_leaves_an_older_file_alone(tmp_path):
    target = tmp_path / "gold.jsonl"
    target.write_text("weeks of work\n", encoding="utf-8")
    with Library.create(tmp_path / "a.leuchtstift") as library, pytest.raises(ExportError, match="No article fits"):
        library.export(target)
    assert target.read_text(encoding="utf-8") == "weeks of work\n"


@pytest.mark.parametrize(
    "name", ["a.leuchtstift", "b.leuchtstift", "a.leuchtstift-wal", "A.Leuchtstift.lock", "gold.db"]
)
def test_an_export_never_takes_the_place_of_a_library(tmp_path, name):
    for other in ("b.leuchtstift", "gold.db"):
        Library.create(tmp_path / other).close()
    with Library.create(tmp_path / "a.leuchtstift") as library:
        library.add([ArticleDraft("Text", "Titel")])
        before = {path: path.read_bytes() for path in tmp_path.glob("[bg]*")}
        with pytest.raises(ExportError, match="is a library or belongs to one"):
            library.export(tmp_path / name, state="all")
        assert {path: path.read_bytes() for path in tmp_path.glob("[bg]*")} == before
        library.add([ArticleDraft("Noch ein Text", "Titel")])
        assert library.count() == 2


def test_an_open_library_of_any_name_is_told_without_reading_it(tmp_path):
    with Library.create(tmp_path / "gold.db") as library:
        library.add([ArticleDraft("Text", "Titel")])
        with pytest.raises(ExportError, match="is a library"):
            library.export(tmp_path / "gold.db", state="all")
        assert not library.check()
