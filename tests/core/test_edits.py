"""Every edit through a real library: what it changes, and that undo takes exactly that back."""

import pytest

from core import edits
from core.errors import SpanError
from core.library import Library
from core.records import ArticleState, Correction, Label, SpanStatus, Zone, ZoneRole
from core.review.compare import correction
from tests.core.library_helpers import draft, found, run, seen

BLINKEN, LAWROW, GENF = (0, 14), (20, 33), (39, 43)


@pytest.fixture
def library(tmp_path):
    with Library.create(tmp_path / "a.leuchtstift") as library:
        library.add([draft(0, zones=(Zone(0, 45, ZoneRole.STANDFIRST),)), draft(1)])
        run(library, found(1, (*BLINKEN, "PER"), (*LAWROW, "PER"), (*GENF, "LOC")))
        yield library


class Desk:
    """An article on the desk: edits go to the library, the index follows, and each is undone and redone once."""

    def __init__(self, library, article_id=1):
        self.library = library
        self.article = library.article(article_id)
        self.layer = library.person_layer
        self.marks = library.marks(article_id)

    def mark(self, start, end, label):
        [mark] = self.marks.find(start, end, label)
        return mark

    def do(self, change_set):
        before = self.state()
        done = self.library.do(change_set)
        self.marks.apply(done)
        after = self.state()
        self.marks.apply(self.library.undo())
        assert self.state() == before
        self.marks.apply(self.library.redo())
        assert self.state() == after
        assert list(self.marks) == list(self.library.marks(self.article.id))
        assert self.library.check() == []
        return done

    def state(self):
        return list(self.marks), self.library.rows([1, 2]), self.library.article(self.article.id)


@pytest.fixture
def desk(library):
    return Desk(library)


def test_add_mark(desk):
    done = desk.do(edits.add_mark(desk.article, desk.layer, 49, 51, "LOC", marks=desk.marks))
    [change] = done.changes
    assert (change.after.surface, change.after.label, change.after.source_id) == ("US", "LOC", None)
    assert done.params == {"surface": "US", "label": "LOC"}
    assert correction(change.after, None) is Correction.MISSED


def test_adding_what_is_proposed_accepts_it(desk):
    done = desk.do(edits.add_mark(desk.article, desk.layer, *GENF, "LOC", marks=desk.marks))
    assert done.changes[0].after.source_id == 3


def test_adding_what_is_marked_changes_nothing(desk):
    desk.do(edits.accept(desk.mark(*GENF, "LOC"), desk.layer))
    assert edits.add_mark(desk.article, desk.layer, *GENF, "LOC", marks=desk.marks).changes == ()


def test_marking_outside_the_text_is_refused(desk):
    with pytest.raises(SpanError):
        edits.add_mark(desk.article, desk.layer, 10, 9999, "LOC")


def test_accept_and_reject_several(desk):
    marks = list(desk.marks)
    desk.do(edits.accept(marks[:2], desk.layer))
    done = desk.do(edits.reject(marks[2], desk.layer))
    assert [mark.is_decided for mark in desk.marks] == [True, True]
    assert done.changes[0].after.status is SpanStatus.REJECTED
    assert correction(done.changes[0].after, marks[2].span) is Correction.REMOVED
    assert edits.accept(list(desk.marks), desk.layer).changes == ()


def test_two_layers_that_agree_need_one_decision(library, desk):
    run(library, found(1, (*GENF, "LOC")), name="rules")
    desk = Desk(library)
    twice = desk.marks.find(*GENF, "LOC")
    assert len(twice) == 2
    assert len(desk.do(edits.accept(twice, desk.layer)).changes) == 1
    assert len(desk.marks.find(*GENF, "LOC")) == 1


def test_relabel_a_proposal_then_the_decision(desk):
    desk.do(edits.relabel(desk.mark(*GENF, "LOC"), "ORG", desk.layer, marks=desk.marks))
    mark = desk.mark(*GENF, "ORG")
    assert correction(mark.span, mark.source) is Correction.RELABELLED
    done = desk.do(edits.relabel(mark, "LOC", desk.layer, marks=desk.marks))
    assert done.params["before"], done.params["after"] == ("ORG", "LOC")
    mark = desk.mark(*GENF, "LOC")
    assert correction(mark.span, mark.source) is Correction.KEPT
    assert edits.relabel(mark, "LOC", desk.layer).changes == ()


def test_relabelling_two_marks_at_one_place_leaves_one(library, desk):
    run(library, found(1, (*GENF, "PER")), name="other")
    desk = Desk(library)
    both = desk.marks.between(*GENF)
    desk.do(edits.relabel(both, "ORG", desk.layer, marks=desk.marks))
    assert seen(desk.marks)[2:] == [(*GENF, "ORG", True)]


def test_relabelling_several_accepts_those_that_have_the_label(desk):
    desk.do(edits.relabel(list(desk.marks), "PER", desk.layer, marks=desk.marks))
    assert {(mark.label, mark.is_decided) for mark in desk.marks} == {("PER", True)}
    assert len(desk.marks) > 1
    assert [step.kind for step in desk.library.history(1)].count("relabel") == 1


def test_relabelling_several_at_one_place_keeps_the_one_that_has_the_label(library, desk):
    run(library, found(1, (*GENF, "PER")), name="other")
    desk = Desk(library)
    desk.do(edits.relabel(desk.marks.between(*GENF), "PER", desk.layer, marks=desk.marks))
    assert seen(desk.marks)[2:] == [(*GENF, "PER", True)]


def test_relabelling_into_an_existing_mark_merges(desk):
    desk.do(edits.add_mark(desk.article, desk.layer, *GENF, "ORG", marks=desk.marks))
    desk.do(edits.relabel(desk.mark(*GENF, "LOC"), "ORG", desk.layer, marks=desk.marks))
    assert seen(desk.marks)[2:] == [(*GENF, "ORG", True)]


def test_move_keeps_its_proposal_away(desk):
    done = desk.do(edits.move(desk.mark(*BLINKEN, "PER"), 7, 14, desk.article, desk.layer, marks=desk.marks))
    assert done.params == {"surface": "Blinken", "before": "Antony Blinken", "label": "PER"}
    mark = desk.mark(7, 14, "PER")
    assert correction(mark.span, mark.source) is Correction.MOVED
    assert not desk.marks.find(*BLINKEN, "PER")
    desk.do(edits.relabel(mark, "ORG", desk.layer, marks=desk.marks))
    mark = desk.mark(7, 14, "ORG")
    assert correction(mark.span, mark.source) is Correction.REPLACED
    assert edits.move(mark, 7, 14, desk.article, desk.layer).changes == ()


def test_removing_an_own_mark_deletes_it_and_a_proposal_stays_away(desk):
    desk.do(edits.add_mark(desk.article, desk.layer, 49, 51, "LOC", marks=desk.marks))
    done = desk.do(edits.remove(desk.mark(49, 51, "LOC"), desk.layer, marks=desk.marks))
    assert done.changes[0].after is None
    desk.do(edits.remove(desk.mark(*GENF, "LOC"), desk.layer, marks=desk.marks))
    assert seen(desk.marks) == [(*BLINKEN, "PER", False), (*LAWROW, "PER", False)]


def test_removing_an_accepted_mark_rejects_its_proposal(desk):
    desk.do(edits.accept(desk.mark(*GENF, "LOC"), desk.layer))
    desk.do(edits.remove(desk.mark(*GENF, "LOC"), desk.layer, marks=desk.marks))
    assert not desk.marks.find(*GENF, "LOC")


def test_removing_an_own_mark_that_a_later_run_also_proposes_takes_both(library, desk):
    desk.do(edits.add_mark(desk.article, desk.layer, 49, 51, "LOC", marks=desk.marks))
    run(library, found(1, (49, 51, "LOC")), version="2.0")
    desk = Desk(library)
    assert seen(desk.marks) == [(49, 51, "LOC", True)]
    desk.do(edits.remove(desk.mark(49, 51, "LOC"), desk.layer, marks=desk.marks))
    assert seen(desk.marks) == []


def test_notes_and_values_make_decisions(desk):
    desk.do(edits.set_note(desk.mark(*GENF, "LOC"), "Stadt", desk.layer))
    desk.do(edits.set_value(desk.mark(*GENF, "LOC"), "Q71", desk.layer))
    mark = desk.mark(*GENF, "LOC")
    assert (mark.span.note, mark.span.value, mark.is_decided) == ("Stadt", "Q71", True)
    assert edits.set_note(mark, "Stadt", desk.layer).changes == ()


def test_accept_all_and_review_are_one_step(desk, library):
    review = edits.set_review(1, ArticleState.REVIEWED, library.label_set)
    done = desk.do(edits.accept_all(desk.article, desk.marks, desk.layer, review=review))
    assert done.params == {"count": 3, "reviewed": True}
    assert library.rows([1])[0].state is ArticleState.REVIEWED
    desk.marks.apply(library.undo())
    assert library.rows([1])[0].state is ArticleState.NEW
    assert not any(mark.is_decided for mark in desk.marks)


def test_accept_all_of_some_labels(desk):
    desk.do(edits.accept_all(desk.article, desk.marks, desk.layer, labels=["PER"]))
    assert [mark.is_decided for mark in desk.marks] == [True, True, False]


def test_review_changes_and_goes(desk, library):
    desk.do(edits.set_review(1, ArticleState.REVIEWED, library.label_set))
    desk.do(edits.set_review(1, ArticleState.SKIPPED, library.label_set, before=library.review(1)))
    assert library.rows([1])[0].state is ArticleState.SKIPPED
    assert edits.set_review(1, ArticleState.SKIPPED, library.label_set, before=library.review(1)).changes == ()
    desk.do(edits.set_review(1, ArticleState.NEW, library.label_set, before=library.review(1)))
    assert library.rows([1])[0].state is ArticleState.NEW
    assert edits.set_review(1, ArticleState.NEW, library.label_set).changes == ()


def test_zone_roles_cut_what_they_cover(desk):
    desk.do(edits.set_zone_role(desk.article, 10, 20, ZoneRole.CAPTION))
    zones = desk.library.article(1).zones
    assert [(zone.start, zone.end, str(zone.role)) for zone in zones] == [
        (0, 10, "standfirst"),
        (10, 20, "caption"),
        (20, 45, "standfirst"),
    ]
    desk.article = desk.library.article(1)
    desk.do(edits.set_zone_role(desk.article, 0, 45, ZoneRole.BODY))
    assert desk.library.article(1).zones == ()


def test_set_info_reaches_the_words_too(desk, library):
    info = desk.article.info
    changed = edits.set_info(info, type(info)(**{**_fields(info), "title": "Gipfel", "meta": {"n": [1, None]}}))
    desk.do(changed)
    assert [hit.title for hit in library.search("Gipfel")] == ["Gipfel"]
    assert library.search("Artikel 0") == []
    assert edits.set_info(info, info).changes == ()


def _fields(record):
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


def test_trash_and_back(desk, library):
    desk.do(edits.trash([desk.article.info]))
    assert (library.count(), [row.id for row in library.page(0, 9)], library.search("Blinken")[0].article_id) == (
        1,
        [2],
        2,
    )
    info = library.article(1).info
    assert edits.trash([info]).changes == ()
    desk.do(edits.trash([info], trashed=False))
    assert (library.count(), [row.id for row in library.page(0, 9)]) == (2, [1, 2])


def test_hiding_a_layer_hides_its_marks_everywhere(library):
    layer = library.layers()[-1]
    library.do(edits.set_layer_hidden(layer, True))
    assert (seen(library.marks(1)), library.rows([1])[0].marks) == ([], 0)
    assert library.check() == []
    library.undo()
    assert (len(library.marks(1)), library.rows([1])[0].marks) == (3, 3)
    assert edits.set_layer_hidden(library.layers()[-1], False).changes == ()


def test_hiding_a_persons_layer(library, desk):
    desk.do(edits.accept(desk.mark(*GENF, "LOC"), desk.layer))
    library.do(edits.set_layer_hidden(library.layers()[0], True))
    assert seen(library.marks(1))[2] == (*GENF, "LOC", False)
    assert library.check() == []


def test_label_sets_are_versioned_and_adding_a_label_reopens_articles(library, desk):
    desk.do(edits.set_review(1, ArticleState.REVIEWED, library.label_set))
    first = library.label_set
    fewer = type(first)(first.id, first.name, first.version, first.labels[:-1])
    library.do(edits.set_label_set(first, fewer))
    assert (library.label_set.version, library.rows([1])[0].state) == (2, ArticleState.REVIEWED)
    more = type(first)(library.label_set.id, first.name, 2, (*fewer.labels, Label("LAW", "Gesetz", "#112233")))
    library.do(edits.set_label_set(library.label_set, more))
    assert (library.label_set.version, library.rows([1])[0].state) == (3, ArticleState.IN_PROGRESS)
    assert library.review(1).label_set_id == first.id
    assert library.check() == []
    library.undo()
    assert (library.label_set.version, library.rows([1])[0].state) == (2, ArticleState.REVIEWED)
    library.undo()
    assert library.label_set == first
    library.redo()
    library.redo()
    assert library.label_set.version == 3
    assert [each.version for each in library.label_sets()] == [1, 2, 3]
    assert edits.set_label_set(library.label_set, library.label_set).changes == ()


def test_a_skipped_article_stays_skipped_whatever_labels_come(library, desk):
    desk.do(edits.set_review(1, ArticleState.SKIPPED, library.label_set))
    used = library.label_set
    more = type(used)(used.id, used.name, 1, (*used.labels, Label("LAW", "Gesetz", "#112233")))
    library.do(edits.set_label_set(used, more))
    assert library.rows([1])[0].state is ArticleState.SKIPPED


def test_renaming_a_label_takes_decisions_and_reviews_along(library, desk):
    desk.do(edits.accept_all(desk.article, desk.marks, desk.layer))
    desk.do(edits.set_review(1, ArticleState.REVIEWED, library.label_set))
    used = library.label_set
    spans, reviews = library.decisions("PER"), library.reviews(used)
    assert (len(spans), len(reviews)) == (2, 1)
    desk.do(edits.rename_label(used, "PER", "PERSON", spans=spans, reviews=reviews))
    assert [mark.label for mark in desk.marks] == ["PERSON", "PERSON", "LOC"]
    assert library.rows([1])[0].state is ArticleState.REVIEWED
    assert library.label_set.get("PERSON") is not None
    assert library.label_set.get("PER") is None


def test_combining_makes_one_step(library, desk):
    first, second, third = desk.marks
    done = desk.do(edits.combine("tidy", [edits.accept([first, second], desk.layer), edits.reject(third, desk.layer)]))
    assert (done.kind, done.article_id, len(done.changes)) == ("tidy", 1, 3)
    assert edits.combine("tidy", []).changes == ()
