"""Annotations that come in: as layers, as decisions, beside work that is there already."""

from dataclasses import replace

import pytest

from core import edits
from core.library import Library
from core.records import (
    ArticleState,
    Correction,
    DraftRelation,
    DraftSpan,
    Label,
    LabelSet,
    LayerKind,
)
from tests.core.library_helpers import draft, found, run, seen

BLINKEN = DraftSpan(0, 14, "PER", uid="s1", origin="de_news 1.0", score=0.9, correction="kept", entity="e17", note="n")
GENF = DraftSpan(39, 43, "LOC", uid="s2", correction="missed", value="Q71")
UNSURE = GENF._replace(correction="", score=0.3)
GOLD = replace(draft(0), spans=(BLINKEN, GENF), state=ArticleState.REVIEWED, layer_name="gold", uid="a1")
PROPOSED = replace(
    draft(0),
    spans=(BLINKEN._replace(correction=""), UNSURE),
    relations=(DraftRelation("in", 0, 1),),
    layer_name="other",
)


@pytest.fixture
def library(tmp_path):
    with Library.create(tmp_path / "a.leuchtstift") as library:
        yield library
        assert library.check() == []


def test_words_and_count_of_many_articles(library, monkeypatch):
    monkeypatch.setattr("core.library_import._NOTE", 2)
    library.add([draft(n, title=f"Titel{n}") for n in range(2)])
    library.add([draft(1), *(draft(n, title=f"Titel{n}") for n in range(2, 7)), draft(2)])
    assert library.count() == 7
    assert [library.search(f"Titel{n}")[0].article_id for n in range(7)] == list(range(1, 8))


def test_proposals_become_a_layer(library):
    report = library.add([PROPOSED])
    assert (report.spans, report.reviewed) == (2, 0)
    layer = library.layers()[-1]
    assert (layer.name, layer.kind) == ("other", LayerKind.IMPORT)
    assert seen(library.marks(1)) == [(0, 14, "PER", False), (39, 43, "LOC", False)]
    assert [mark.origin for mark in library.marks(1)] == ["de_news 1.0", "other"]
    [relation] = library.relations(1)
    assert (relation.type, relation.head_id, relation.child_id) == ("in", 1, 2)
    assert library.rows([1])[0].state is ArticleState.NEW


def test_no_spans_is_a_layer_that_says_so(library):
    library.add([PROPOSED])
    library.add([replace(PROPOSED, spans=(), relations=())])
    assert seen(library.marks(1)) == []


def test_a_reviewed_record_brings_decisions_and_a_review(library):
    report = library.add([GOLD])
    assert (report.spans, report.reviewed) == (2, 1)
    marks = list(library.marks(1))
    assert seen(marks) == [(0, 14, "PER", True), (39, 43, "LOC", True)]
    blinken = marks[0]
    assert (blinken.span.uid, blinken.span.note, blinken.score, blinken.origin) == ("s1", "n", 0.9, "de_news 1.0")
    assert blinken.source.correction == Correction.KEPT
    assert marks[1].span.value == "Q71"
    row = library.rows([1])[0]
    assert (row.state, row.marks, row.decided) == (ArticleState.REVIEWED, 2, 2)
    assert library.article(1).info.uid == "a1"


def test_in_an_unreviewed_record_only_what_a_person_said_is_decided(library):
    library.add([replace(GOLD, state=ArticleState.IN_PROGRESS, spans=(BLINKEN, GENF._replace(correction="")))])
    assert seen(library.marks(1)) == [(0, 14, "PER", True), (39, 43, "LOC", False)]
    assert library.rows([1])[0].state is ArticleState.IN_PROGRESS


def test_skipped_records_stay_skipped(library):
    library.add([replace(draft(0), state=ArticleState.SKIPPED)])
    assert library.rows([1])[0].state is ArticleState.SKIPPED


def test_relations_between_decisions_come_along(library):
    library.add([replace(GOLD, relations=(DraftRelation("in", 0, 1, "r1"),))])
    [of_file, of_person] = library.relations(1)
    assert (of_file.layer_id, of_person.layer_id) == (library.layers()[-1].id, library.person_layer.id)
    assert {of_person.head_id, of_person.child_id} == {mark.key for mark in library.marks(1)}


def test_the_same_file_twice_changes_nothing(library):
    library.add([GOLD])
    report = library.add([GOLD])
    assert (report.known, report.spans, report.change_set) == ((1,), 0, None)
    assert len(library.layers()) == 2


def test_gold_for_a_known_article_without_work_is_taken_and_undone(library):
    library.add([draft(0)])
    run(library, found(1, (0, 14, "PER")))
    report = library.add([GOLD])
    assert (report.known, report.reviewed) == ((1,), 1)
    assert library.rows([1])[0].state is ArticleState.REVIEWED
    done = seen(library.marks(1))
    assert [mark for mark in done if mark[3]] == [(0, 14, "PER", True), (39, 43, "LOC", True)]
    library.undo()
    assert seen(library.marks(1)) == [(0, 14, "PER", False)]
    assert library.rows([1])[0].state is ArticleState.NEW
    library.redo()
    assert seen(library.marks(1)) == done


def test_gold_for_an_article_with_work_becomes_a_layer_only(library):
    library.add([draft(0)])
    library.do(edits.add_mark(library.article(1), library.person_layer, 20, 33, "PER"))
    report = library.add([GOLD])
    assert report.reviewed == 0
    assert seen(library.marks(1)) == [(0, 14, "PER", False), (20, 33, "PER", True), (39, 43, "LOC", False)]
    assert library.rows([1])[0].state is ArticleState.IN_PROGRESS
    library.undo()
    assert seen(library.marks(1)) == [(20, 33, "PER", True)]
    library.add([GOLD])
    assert len(library.marks(1)) == 3


def test_a_newer_import_of_the_same_name_replaces_the_older_one(library):
    library.add([PROPOSED])
    library.add([replace(PROPOSED, spans=(UNSURE,), relations=())])
    assert seen(library.marks(1)) == [(39, 43, "LOC", False)]
    library.add([replace(PROPOSED, spans=(UNSURE._replace(label="ORG"),), relations=(), layer_name="third")])
    assert len(library.marks(1)) == 2


def test_the_same_text_twice_in_one_file(library):
    report = library.add([PROPOSED, replace(PROPOSED, spans=(UNSURE,), relations=())])
    assert (report.added, report.known) == ((1,), ())
    assert "twice" in report.problems[0].sentence
    assert len(library.marks(1)) == 2


def test_undone_annotated_imports_come_back_whole(library):
    library.add([GOLD])
    library.undo()
    assert library.count() == 0
    report = library.add([GOLD])
    assert report.restored == (1,)
    assert seen(library.marks(1)) == [(0, 14, "PER", True), (39, 43, "LOC", True)]


def test_names_of_spans_may_repeat_in_other_articles_but_not_in_one(library):
    library.add([GOLD, replace(draft(1), spans=(BLINKEN, GENF._replace(uid="s1")), state=ArticleState.REVIEWED)])
    assert [mark.span.uid for mark in library.marks(1)] == ["s1", "s2"]
    first, second = (mark.span.uid for mark in library.marks(2))
    assert first == "s1"
    assert second != "s1"


def test_entities_are_shared_by_name(library):
    library.add([GOLD, replace(draft(1), spans=(BLINKEN,))])
    [one, *_], [other] = library.marks(1), library.marks(2)
    assert one.span.entity_id == other.span.entity_id is not None


LAWS = LabelSet(0, "laws", 3, (Label("LAW", "LAW", "#000000"), Label("PER", "PER", "#000000")))


def test_an_empty_library_takes_over_the_labels_of_the_first_reviewed_file(library):
    library.add([replace(GOLD, label_set=LAWS)])
    used = library.label_set
    assert (used.name, used.version, [label.code for label in used.labels]) == ("laws", 3, ["LAW", "PER"])
    assert used.get("PER").titles == {"de": "Person", "en": "Person"}
    assert used.get("LAW").colour != "#000000"
    assert library.rows([1])[0].state is ArticleState.REVIEWED


def test_a_library_with_articles_keeps_its_labels(library):
    library.add([draft(7)])
    library.add([replace(GOLD, label_set=LAWS)])
    assert library.label_set.name == "news"
    assert library.rows([2])[0].state is ArticleState.IN_PROGRESS
    assert [each.name for each in library.label_sets()] == ["news", "laws"]
    library.do(edits.set_label_set(library.label_set, library.label_sets()[1]))
    assert library.rows([2])[0].state is ArticleState.REVIEWED


def test_a_known_label_set_is_found_again(library):
    codes_only = LabelSet(0, "news", 1, tuple(Label(x.code, x.code, "#000000") for x in library.label_set.labels))
    library.add([replace(GOLD, label_set=codes_only)])
    assert len(library.label_sets()) == 1
    library.add(
        [replace(draft(1), spans=(), state=ArticleState.REVIEWED, label_set=replace(LAWS, name="news", version=1))]
    )
    assert [(each.name, each.version) for each in library.label_sets()] == [("news", 1), ("news", 2)]


def test_a_bulk_import_keeps_a_small_journal_row(library):
    library.add([draft(n, "x " * 20) for n in range(2000)])
    with library._file.reading() as connection:
        size = connection.execute("SELECT length(changes) FROM journal").fetchone()[0]
    assert size < 200
    assert len(library.next_undo().changes) == 2000
    library.undo()
    assert library.count() == 0
    library.redo()


def test_labels_that_are_not_in_use_are_told_and_stored(library):
    report = library.add(
        [replace(PROPOSED, spans=(UNSURE._replace(label="LAW"), UNSURE), relations=(), path="f.jsonl")]
    )
    [problem] = report.problems
    assert (problem.path, problem.harmless) == ("f.jsonl", True)
    assert "does not have LAW;" in problem.sentence
    assert [mark.label for mark in library.marks(1)] == ["LAW", "LOC"]
