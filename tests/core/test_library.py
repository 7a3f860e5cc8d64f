"""The library as a whole: articles, pages, queries, runs, search, persons, threads."""

import subprocess
import sys
import threading
from dataclasses import replace

import pytest

from core import edits, library_list
from core.errors import Cancelled, LibraryError, LibraryReadOnly, SpanError, StaleEdit
from core.library import ArticleQuery, Library
from core.library_labels import built_in
from core.records import (
    ArticleState,
    Change,
    ChangeSet,
    DraftSpan,
    Label,
    LayerKind,
    Proposals,
    Relation,
    SpanStatus,
    Zone,
    ZoneRole,
)
from core.store import article_rows, search
from tests.core.library_helpers import draft, found, run, seen


@pytest.fixture
def library(tmp_path):
    with Library.create(tmp_path / "a.leuchtstift", person="Eva") as library:
        yield library


def test_what_goes_in_comes_out(library):
    given_draft = draft(
        0,
        source="Bote",
        author="A. B.",
        place="Genf",
        published="2022-01-10",
        lang="de",
        url="http://x",
        meta={"k": [1]},
    )
    report = library.add([given_draft])
    article = library.article(1)
    assert (report.added, article.text) == ((1,), given_draft.text)
    for name in ("title", "source", "author", "place", "published", "lang", "url", "meta"):
        assert getattr(article.info, name) == getattr(given_draft, name)
    assert article.info.uid == article.text_sha256[:16]
    assert article.added_at.endswith("Z")


def test_texts_come_out_as_they_went_in(library):
    texts = [
        "\ufeffBOM",
        "e\u0308 NFD",
        "a\u2028b\u2029c",
        "\u00a0\u00ad\u200b x",
        "👨‍👩‍👧 🇩🇪",
        "שלום \u202e",
        "x\r\ny",
        "\n\n z \n",
    ]
    library.add([draft(0, text) for text in texts])
    assert [library.article(n).text for n in range(1, len(texts) + 1)] == [f"{text}0" for text in texts]


def test_a_known_text_is_told_not_doubled(library):
    library.add([draft(0)])
    report = library.add([replace(draft(0), title="Other"), draft(1)])
    assert (report.added, report.known, library.count()) == ((2,), (1,), 2)
    assert library.article(1).info.title == "Artikel 0"


def test_undoing_an_import_and_importing_again(library):
    library.add([draft(n) for n in range(3)])
    undone = library.undo()
    assert (undone.kind, undone.direction, len(undone.changes), library.count()) == ("import", "undo", 3, 0)
    report = library.add([draft(1), draft(5)])
    assert (report.restored, report.added) == ((2,), (4,))
    assert [row.id for row in library.page(0, 10)] == [2, 4]
    library.undo()
    assert library.count() == 0
    library.redo()
    assert [row.id for row in library.rows([4, 2, 99])] == [4, 2]
    assert library.check() == []


def test_an_import_that_is_not_undoable_leaves_no_step(library):
    assert library.add([draft(0)], undoable=False).change_set is None
    assert library.undo() is None


def test_drafts_that_cannot_be_stored_are_told_and_the_others_come_in(library):
    bad = [
        draft(1, "NUL \0"),
        draft(2, "\ud800 half"),
        replace(draft(3), text=" \n "),
        replace(draft(4), spans=(DraftSpan(0, 9999, "PER"),)),
        replace(draft(6), title="\ud800"),
        replace(draft(7), zones=(Zone(0, 9, ZoneRole.BYLINE), Zone(4, 12, ZoneRole.BYLINE))),
        replace(draft(8), spans=(DraftSpan(0, 9, ""),)),
        replace(draft(5), spans=(DraftSpan(0, 9, "PER", fragments=((0, 2), (1, 9))),)),
    ]
    report = library.add([draft(0), *bad, draft(9)])
    assert (len(report.added), len(report.problems), library.count()) == (2, len(bad), 2)
    assert library.check() == []


def test_cancelling_an_import_stores_nothing(library):
    with pytest.raises(Cancelled):
        library.add((draft(n) for n in range(100)), progress=lambda done, _total: done < 40)
    assert (library.count(), library.undo(), library.check()) == (0, None, [])


def test_a_failing_reader_leaves_nothing_behind(library):
    def broken():
        yield draft(0)
        raise RuntimeError("reader")

    with pytest.raises(RuntimeError):
        library.add(broken())
    assert (library.count(), library.add([draft(0)]).added) == (0, (1,))


def test_pages_go_on_when_articles_are_in_the_trash(library):
    library.add([draft(n) for n in range(25)])
    assert [row.id for row in library.page(20, 10)] == list(range(21, 26))
    library.do(edits.trash([library.article(3).info]))
    assert [row.id for row in library.page(0, 4)] == [1, 2, 4, 5]
    assert [row.id for row in library.page(20, 10)] == [22, 23, 24, 25]
    library.add([draft(99)])
    assert [row.id for row in library.page(23, 10)] == [25, 26]


def test_far_pages_follow_the_trash_without_reading_the_list_again(library, monkeypatch):
    monkeypatch.setattr(library_list, "_NEAR", 0)
    library.add([draft(n) for n in range(9)])
    reads = []
    read = article_rows.ids_in_sight
    monkeypatch.setattr(article_rows, "ids_in_sight", lambda connection: reads.append(1) or read(connection))
    for article_id in (3, 9, 1):
        library.do(edits.trash([library.article(article_id).info]))
        assert [row.id for row in library.page(0, 9)] == list(library.ids(ArticleQuery()))
    library.undo()
    library.undo()
    library.do(edits.set_info(library.article(2).info, replace(library.article(2).info, title="Zwei")))
    assert [row.id for row in library.page(0, 9)] == list(library.ids(ArticleQuery())) == [1, 2, 4, 5, 6, 7, 8, 9]
    assert len(reads) == 1


def test_of_a_common_word_the_last_added_are_listed_and_not_all_are_counted(library, monkeypatch):
    monkeypatch.setattr(search, "_MANY", 3)
    monkeypatch.setattr(search, "COUNTED", 6)
    library.add([draft(n, f"Wal und Wahl {n}. ") for n in range(5)] + [draft(n, f"Walfang {n}. ") for n in range(5, 8)])
    # "wal" stands in very many: words that begin so are left aside.
    found = library.listed(ArticleQuery(text="wal"), 2)
    assert (list(found.ids), found.fitting, found.is_more) == ([5, 4], 5, False)
    assert found.hits[5].snippet.startswith("Wal und Wahl 4")
    found = library.listed(ArticleQuery(text="wa"), 2)
    assert (list(found.ids), found.fitting, found.is_more) == ([8, 7], 6, True)
    library.do(edits.set_review(2, ArticleState.SKIPPED, library.label_set))
    found = library.listed(ArticleQuery(text="wal", states=(ArticleState.SKIPPED,)), 2)
    assert (list(found.ids), found.fitting) == ([2], 1)
    assert list(library.listed(ArticleQuery(text="…"), 2).ids) == []
    assert list(library.listed(ArticleQuery(order="title"), 2).ids) == list(range(1, 9))


def test_what_a_thread_lists_can_be_stopped(library):
    library.add([draft(n, f"Wal {n}. ") for n in range(3)])
    stops = []
    found = library.listed(ArticleQuery(text="wal"), 9, running=stops.append)
    assert list(found.ids) == list(library.listed(ArticleQuery(text="wal"), 9).ids)
    stops[0]()  # it has ended already: nothing happens
    with pytest.raises(Cancelled):
        library.listed(ArticleQuery(order="title"), 9, running=_stop_at_the_first_step)


def _stop_at_the_first_step(stop):
    [connection] = stop.args
    connection.set_progress_handler(stop, 1)


def test_queries_narrow_and_sort(library):
    library.add([draft(n, source=f"Q{n % 2}", title=f"{'zyx'[n]} Titel", published=f"2022-0{n + 1}") for n in range(3)])
    run(library, found(1, (0, 14, "PER")), found(2, (39, 43, "LOC")))
    library.do(edits.reject(library.marks(2).undecided(), library.person_layer))
    wanted = {
        (): [1, 2, 3],
        (("order", "title"),): [3, 2, 1],
        (("order", "published"), ("descending", True)): [3, 2, 1],
        (("order", "marks"), ("descending", True)): [1, 3, 2],
        (("source", "Q0"),): [1, 3],
        (("states", (ArticleState.IN_PROGRESS,)),): [2],
        (("label", "PER"),): [1],
        (("label", "LOC"),): [],
        (("text", "titel lawr"),): [1, 2, 3],
        (("text", "y tit"),): [2],
        (("text", "delegation x"), ("source", "Q0")): [3],
        (("text", "…"),): [],
    }
    for fields, ids in wanted.items():
        query = ArticleQuery(**dict(fields))
        assert (fields, list(library.ids(query)), library.count(query)) == (fields, ids, len(ids))
    assert library.count(ArticleQuery()) == library.count() == 3


def test_machine_layers_cannot_be_edited(library):
    library.add([draft(0)])
    run(library, found(1, (0, 14, "PER")))
    span = library.span(1)
    for after in (replace(span, label="LOC"), None):
        with pytest.raises(ValueError, match="decisions"):
            library.do(ChangeSet("x", (Change(span, after),), 1))
    with pytest.raises(ValueError, match="decisions"):
        library.do(ChangeSet("x", (Change(None, replace(span, id=0, status=SpanStatus.ACCEPTED)),), 1))
    assert library.span(1) == span


def test_a_mark_that_a_relation_needs_cannot_be_deleted(library):
    library.add([draft(0)])
    layer = library.person_layer
    first = library.do(edits.add_mark(library.article(1), layer, 0, 14, "PER")).changes[0].after
    second = library.do(edits.add_mark(library.article(1), layer, 20, 33, "PER")).changes[0].after
    relation = Relation(0, "", 1, layer.id, "meets", first.id, second.id)
    done = library.do(ChangeSet("relate", (Change(None, relation),), 1))
    with pytest.raises(StaleEdit, match="refers to this mark"):
        library.do(edits.remove(list(library.marks(1)), layer))
    assert len(library.relations(1)) == 1
    changes = (Change(second, None), Change(done.changes[0].after, None))
    library.do(ChangeSet("remove", changes, 1))
    library.undo()
    assert [link.type for link in library.relations(1)] == ["meets"]
    assert library.check() == []


def test_what_cannot_be_stored_is_told(library):
    library.add([draft(0)])
    info = library.article(1).info
    for wrong in ({"title": "\ud83d"}, {"meta": {"x": "\ud83d"}}):
        with pytest.raises(LibraryError, match="cannot be stored"):
            library.do(edits.set_info(info, replace(info, **wrong)))
    assert library.article(1).info == info


@pytest.mark.parametrize("code", ["", "  ", "x" * 201, "a\nb", "\u202eREP", "PER"])
def test_label_names_that_cannot_be_told_apart_are_refused(library, code):
    used = library.label_set
    with pytest.raises(LibraryError, match="name"):
        library.do(edits.set_label_set(used, replace(used, labels=(*used.labels, Label(code, "x", "#112233")))))
    assert library.label_set == used


def test_a_run_that_came_to_nothing_leaves_no_layer(library):
    library.add([draft(0)])
    for complete, names in ((False, ["Eva"]), (True, ["Eva", "de_news"])):
        library.finish_run(library.start_run("de_news", "1.0"), complete=complete)
        assert [layer.name for layer in library.layers()] == names


def test_discontinuous_marks(library):
    library.add([draft(0)])
    done = library.do(
        edits.add_mark(library.article(1), library.person_layer, 0, 14, "PER", fragments=((0, 3), (7, 14)))
    )
    assert library.span(done.changes[0].after.id).fragments == ((0, 3), (7, 14))
    library.undo()
    library.redo()
    assert library.check() == []


def test_a_newer_run_replaces_the_older_one_and_decisions_hold(library):
    library.add([draft(0), draft(1)])
    run(library, found(1, (0, 14, "PER"), (20, 33, "PER"), (39, 43, "LOC")), found(2, (0, 14, "PER")))
    blinken, lawrow, _ = library.marks(1)
    library.do(edits.reject(blinken, library.person_layer))
    library.do(edits.move(lawrow, 27, 33, library.article(1), library.person_layer))
    run(library, found(1, (0, 14, "PER"), (20, 33, "PER"), (49, 51, "LOC")), Proposals(2, ()), version="1.1")
    assert seen(library.marks(1)) == [(27, 33, "PER", True), (49, 51, "LOC", False)]
    assert (seen(library.marks(2)), library.rows([2])[0].marks) == ([], 0)
    assert library.check() == []


def test_runs_of_other_names_stand_side_by_side(library):
    library.add([draft(0)])
    run(library, found(1, (0, 14, "PER")))
    run(library, found(1, (0, 14, "PER")), name="rules", kind=LayerKind.RULES)
    assert [mark.origin for mark in library.marks(1)] == ["de_news 1.0", "rules 1.0"]
    assert library.rows([1])[0].marks == 2


def test_the_cache_knows_what_a_run_looked_at(library):
    library.add([draft(n) for n in range(4)])
    run(library, found(1, (0, 14, "PER")), Proposals(3, ()), settings="a")
    assert library.without_run([1, 2, 3, 4], "de_news", "1.0", "a") == [2, 4]
    assert library.without_run([1, 2], "de_news", "1.0", "b") == [1, 2]
    assert library.without_run([1, 2], "de_news", "2.0", "a") == [1, 2]


def test_proposals_that_do_not_fit_store_nothing_of_their_batch(library):
    library.add([draft(0), draft(1)])
    layer = library.start_run("de_news", "1.0")
    with pytest.raises(SpanError):
        library.add_proposals(layer, [found(1, (0, 14, "PER")), found(2, (0, 9999, "PER"))])
    assert (len(library.marks(1)), library.without_run([1, 2], "de_news", "1.0")) == (0, [1, 2])


def test_the_same_run_on_the_same_text_names_its_spans_alike(tmp_path):
    names = []
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        with Library.create(tmp_path / folder / "x.leuchtstift") as library:
            library.add([draft(0)])
            run(library, found(1, (0, 14, "PER"), (0, 14, "PER"), (39, 43, "LOC")))
            names.append([mark.span.uid for mark in library.marks(1)])
    assert names[0] == names[1]
    assert len(set(names[0])) == 3


def test_search_is_quoted_and_tells_places(library):
    library.add([draft(0, "Größe und Straße: Kaiser im Land-Kaiser. "), draft(1, title="Kaiser gesucht")])
    [hit, other] = sorted(library.search("kais"), key=lambda hit: hit.article_id)
    assert [hit.snippet[start:end] for start, end in hit.positions] == ["Kaiser", "Kaiser"]
    assert library.article(1).text[hit.at :].startswith("Kaiser im")
    assert (other.at, other.positions) == (None, ())
    for words in ("größe", "GRÖßE strasse", "große str", "KAISER land", "Gro\u0308ße", "land-kais", "„Kaiser“ … im"):
        assert [hit.article_id for hit in library.search(words)] == ([] if "strasse" in words else [1]), words


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        '""',
        "AND",
        "NEAR(",
        "-x",
        'a"b',
        "a\0b",
        "*",
        "^",
        "title:",
        "(",
        "{}",
        "a AND",
        "NOT",
        "ˆ",
        "'",
        ";",
        "",
        " ",
        "\ud800",
        "a\ud800b",
        "हिन्दी",
        "…",
    ],
)
def test_whatever_is_typed_is_searched_not_obeyed(library, typed):
    library.add([draft(0)])
    library.search(typed)
    library.ids(ArticleQuery(text=typed))


CODES = ["PER", "ORG", "LOC", "DATE", "QUOTE", "MISC", "ROLE", "QUANTITY", "CUE"]


def test_labels_that_were_there_when_it_was_read_open_no_article(library):
    used = library.label_set
    library.add([draft(1)])
    library.do(edits.set_review(1, ArticleState.REVIEWED, used))
    fewer = replace(used, labels=used.labels[1:])
    more = replace(used, labels=(*used.labels, Label("NEW", "x", "#112233")))
    assert [library.reopened_by(each) for each in (used, fewer, more, replace(used, name="y"))] == [0, 0, 1, 1]
    library.do(edits.set_label_set(used, fewer))
    again = replace(library.label_set, labels=used.labels)  # the label comes back
    assert library.reopened_by(again) == 0
    library.do(edits.set_label_set(library.label_set, again))
    assert library.rows([1])[0].state is ArticleState.REVIEWED
    library.do(edits.trash([library.article(1).info]))
    assert library.reopened_by(more) == 0


def test_label_sets_that_ship():
    news, germeval = built_in(), built_in("germeval", "de")
    assert [label.code for label in news.labels] == CODES
    assert [label.key for label in news.labels] == list("123456789")
    assert len({label.colour for label in news.labels}) == 9
    assert germeval.name == "GermEval 2014"
    assert len(germeval.labels) == 12
    assert all(label.titles.keys() == {"de", "en"} and label.description for label in (*news.labels, *germeval.labels))
    assert built_in("news", "de").labels[0].description != news.labels[0].description


def test_persons_have_layers_of_their_own(library):
    library.add([draft(0)])
    library.do(edits.add_mark(library.article(1), library.person_layer, 0, 14, "PER"))
    library.close()
    with Library.open(library.path, person="Ada") as again:
        assert again.person_layer.name == "Ada"
        done = again.do(edits.add_mark(again.article(1), again.person_layer, 20, 33, "PER"))
        assert done.person == "Ada"
        assert len(again.marks(1)) == 2
        assert again.check() == []
    with Library.open(library.path) as again:
        assert again.person == "Eva"


def test_read_only_beside_a_writer(library):
    library.add([draft(0)])
    with Library.open(library.path, read_only=True, person="Nobody") as reader:
        article = reader.article(1)
        library.do(edits.add_mark(article, library.person_layer, 0, 14, "PER"))
        assert seen(reader.marks(1)) == [(0, 14, "PER", True)]
        assert reader.check() == []
        with pytest.raises(LibraryReadOnly):
            reader.do(edits.trash([article.info]))
        with pytest.raises(LibraryReadOnly):
            reader.undo()


def test_a_closed_library_says_so(library):
    library.close()
    library.close()
    with pytest.raises(LibraryError, match="closed"):
        library.count()
    with pytest.raises(LibraryError, match="closed"):
        library.undo()


def test_articles_that_are_not_there(library):
    with pytest.raises(LibraryError, match="no article 7"):
        library.article(7)


def test_threads_read_while_another_writes(library):
    library.add([draft(n) for n in range(20)])
    started, go_on = threading.Event(), threading.Event()

    def slow():
        yield draft(100)
        started.set()
        go_on.wait(20)

    writer = threading.Thread(target=library.add, args=(slow(),))
    writer.start()
    assert started.wait(20)
    assert library.count() == 20
    assert len(library.page(0, 50)) == 20
    go_on.set()
    writer.join()
    assert library.count() == 21


def test_an_up_to_date_library_opens_without_slow_imports(library):
    library.add([draft(0)])
    library.close()
    code = (
        "import sys; from core.library import Library\n"
        f"with Library.open({str(library.path)!r}) as x: x.page(0, 100); x.marks(1); x.count()\n"
        "print([m for m in ('sqlite_utils', 'numpy', 'spacy', 'click', 'trafilatura', 'PySide6') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def effort(library, act):
    """Count the steps that SQLite's machine takes for an act: the same on every computer."""
    counted = [0]

    def step():
        counted[0] += 1

    for connection in (library._file._reader, library._file._writer):
        connection.set_progress_handler(step, 1)
    act()
    for connection in (library._file._reader, library._file._writer):
        connection.set_progress_handler(None, 1)
    return counted[0]


def test_the_list_costs_the_same_in_a_large_library(tmp_path):
    def costs(size):
        with Library.create(tmp_path / f"{size}.leuchtstift") as library:
            library.add([draft(n, "Genf ") for n in range(size)])
            mark = edits.add_mark(library.article(size), library.person_layer, 0, 4, "LOC")
            acts = (
                library.count,
                lambda: library.page(size - 100, 100),
                lambda: library.page(0, 100),
                lambda: library.marks(size),
                lambda: library.do(mark),
                library.next_undo,
                library.undo,
            )
            return [effort(library, act) for act in acts]

    small, large = costs(200), costs(4000)
    assert all(big <= 1.2 * little + 20 for little, big in zip(small, large, strict=True)), (small, large)


def test_an_edit_costs_the_same_among_many_marks(tmp_path):
    def cost(count):
        with Library.create(tmp_path / f"{count}.leuchtstift") as library:
            library.add([draft(0, "x" * 6000)])
            run(library, found(1, *((n, n + 1, "PER") for n in range(count))))
            accepted = edits.accept(list(library.marks(1))[count // 2], library.person_layer)
            return effort(library, lambda: library.do(accepted))

    few, many = cost(10), cost(5000)
    assert many <= 1.2 * few + 20, (few, many)
