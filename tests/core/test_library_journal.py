"""The journal: undo and redo across restarts, refused edits, walks to the start and back."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import edits
from core.errors import LibraryError, SpanError, StaleEdit
from core.library import Library
from core.records import (
    ArticleState,
    Change,
    ChangeSet,
)
from tests.core.library_helpers import TEXT, draft, found, run, seen

ACTIONS = ["add", "accept", "reject", "relabel", "move", "remove", "note", "review", "undo", "redo", "run", "trash"]


@pytest.fixture
def library(tmp_path):
    with Library.create(tmp_path / "a.leuchtstift", person="Eva") as library:
        yield library


def test_edits_are_there_after_opening_again(library):
    library.add([draft(0)])
    done = library.do(edits.add_mark(library.article(1), library.person_layer, 0, 14, "PER"))
    library.close()
    with Library.open(library.path) as again:
        assert seen(again.marks(1)) == [(0, 14, "PER", True)]
        assert again.next_undo() == done
        assert again.next_steps() == (replace(done, changes=()), None)
        assert (again.person, again.person_layer.name) == ("Eva", "Eva")
        again.undo()
        assert again.next_redo() == done
        assert again.next_steps()[1] == replace(done, changes=())
    with Library.open(library.path) as again:
        assert seen(again.marks(1)) == []
        assert again.redo().changes == done.changes
        assert again.next_redo() is None
        assert again.history() == [done, again.history()[1]]
        assert again.check() == []


def test_a_new_edit_drops_what_was_undone(library):
    library.add([draft(0)])
    article, layer = library.article(1), library.person_layer
    library.do(edits.add_mark(article, layer, 0, 14, "PER"))
    library.undo()
    library.do(edits.add_mark(article, layer, 20, 33, "PER"))
    assert library.redo() is None
    assert seen(library.marks(1)) == [(20, 33, "PER", True)]
    assert [step.kind for step in library.history(1)] == ["add-mark"]
    assert library.check() == []


def test_going_back_is_one_more_step(library):
    library.add([draft(0), draft(1)])
    layer = library.person_layer
    library.do(edits.add_mark(library.article(1), layer, 0, 14, "PER"))
    library.do(edits.set_info(library.article(1).info, replace(library.article(1).info, title="Zwei")))
    then, seq = _state(library), library.history()[0].seq
    library.do(edits.trash([library.article(1).info]))
    library.do(edits.set_info(library.article(1).info, replace(library.article(1).info, title="Drei")))
    library.do(edits.remove(list(library.marks(1)), layer))
    library.do(edits.add_mark(library.article(1), layer, 20, 33, "PER"))
    library.do(edits.set_review(2, ArticleState.SKIPPED, library.label_set))
    now = _state(library)
    done = library.do(library.back_to(seq))
    assert (done.kind, done.params) == ("go-back", {"seq": seq, "at": library.step(seq).at})
    assert _state(library) == then
    assert library.check() == []
    library.undo()
    assert _state(library) == now
    library.do(library.back_to(seq, article_id=1))
    assert _state(library) == [then[0], now[1]]
    assert library.back_to(library.history()[0].seq).changes == ()
    assert library.check() == []


def test_going_back_needs_a_step_that_is_done(library):
    library.add([draft(0)])
    seq = library.do(edits.add_mark(library.article(1), library.person_layer, 0, 14, "PER")).seq
    library.undo()
    for wrong, words in ((99, "no step 99"), (seq, "was taken back")):
        with pytest.raises(LibraryError, match=words):
            library.back_to(wrong)
    with pytest.raises(LibraryError, match="no step 99"):
        library.step(99)
    assert library.step(seq).changes[0].after.surface == TEXT[:14]


def test_going_back_is_refused_where_the_history_does_not_lead_there(library):
    library.add([draft(0)])
    layer = library.person_layer
    seq = library.history()[0].seq
    library.do(edits.add_mark(library.article(1), layer, 0, 14, "PER"))
    back = library.back_to(seq)
    library.do(edits.relabel(list(library.marks(1)), "ORG", layer))
    before = _state_of(library, 1)
    with pytest.raises(StaleEdit):
        library.do(back)  # made from a state that is gone
    assert _state_of(library, 1) == before
    library.close()
    with closing(sqlite3.connect(library.path)) as connection, connection:
        connection.execute("UPDATE span SET label = 'LOC' WHERE status = 'accepted'")
    with Library.open(library.path) as again, pytest.raises(StaleEdit, match="beyond step 3"):
        again.back_to(seq)


def test_the_history_lists_all_steps_page_by_page(library):
    library.add([draft(0), draft(1)])
    layer = library.person_layer
    for number in range(5):
        library.do(edits.add_mark(library.article(1 + number % 2), layer, number, number + 3, "PER"))
    both = edits.combine("remove", [edits.remove(list(library.marks(n)), layer) for n in (1, 2)])
    library.do(both)
    library.undo()
    library.undo()
    library.do(edits.set_info(library.article(2).info, replace(library.article(2).info, title="Zwei")))
    listed = library.steps()
    assert [(past.step.seq, past.state) for past in listed] == [
        (8, "live"),
        (7, "dropped"),
        (6, "dropped"),
        *((seq, "live") for seq in range(5, 0, -1)),
    ]
    assert (listed[0].step.kind, listed[0].title, listed[0].step.person) == ("set-info", "Zwei", "Eva")
    assert [past.is_done for past in listed[:2]] == [True, False]
    assert all(past.step.changes == () for past in listed)
    pages = [library.steps(limit=3)]
    while pages[-1]:
        pages.append(library.steps(limit=3, before=pages[-1][-1].step.seq))
    assert [past for page in pages for past in page] == listed
    # The import and the step in both articles belong to each of them.
    assert [past.step.seq for past in library.steps(1)] == [7, 6, 4, 2, 1]
    assert [past.step.seq for past in library.steps(2)] == [8, 7, 5, 3, 1]
    assert [past.step.seq for past in library.steps(2, before=7, limit=2)] == [5, 3]
    assert library.steps(77) == []


@given(st.lists(st.tuples(st.sampled_from(ACTIONS), st.integers(0, 99)), min_size=2, max_size=20), st.data())
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_going_back_gives_the_state_of_then_and_can_be_undone(tmp_path_factory, actions, data):
    with Library.create(tmp_path_factory.mktemp("back") / "b.leuchtstift") as library:
        library.add([draft(0), draft(1)], undoable=False)
        states, runs = {0: _state(library)}, 0
        for action, number in actions:
            if action not in ("run", "undo", "redo"):  # proposals have no history; undone steps no state of their own
                runs = _act(library, action, number, runs)
                states[library.history(limit=1)[0].seq if library.history(limit=1) else 0] = _state(library)
        seq = data.draw(st.sampled_from(sorted(states)))
        now = _state(library)
        done = library.do(library.back_to(seq))
        assert _state(library) == states[seq]
        if done.changes:
            library.undo()
        assert _state(library) == now
        library.do(library.back_to(seq, article_id=2))
        assert _state(library) == [now[0], states[seq][1]]
        while library.redo():  # where there was nothing to bring back in the second article
            pass
        walk = [_state(library)]
        while library.undo():
            walk.append(_state(library))
        assert walk[-1] == states[0]
        while walk:
            assert _state(library) == walk.pop()
            assert (library.redo() is None) == (not walk)
        assert library.check() == []


def test_an_undone_number_is_not_given_again(library):
    library.add([draft(0)])
    done = library.do(edits.add_mark(library.article(1), library.person_layer, 0, 14, "PER"))
    library.undo()
    run(library, found(1, (20, 33, "PER"), (39, 43, "LOC")))
    library.redo()
    assert {mark.key for mark in library.marks(1)} == {done.changes[0].after.id, 2, 3}
    assert library.check() == []


def test_a_change_from_another_state_is_refused_and_changes_nothing(library):
    library.add([draft(0)])
    done = library.do(edits.add_mark(library.article(1), library.person_layer, 0, 14, "PER"))
    span = done.changes[0].after
    library.do(ChangeSet("relabel", (Change(span, replace(span, label="ORG")),), 1))
    before = library.rows([1]), list(library.marks(1)), library.history()
    other = Change(None, replace(span, id=0, uid="", start=20, end=33, surface=TEXT[20:33]))
    with pytest.raises(StaleEdit):
        library.do(ChangeSet("both", (other, Change(span, replace(span, label="LOC"))), 1))
    with pytest.raises(StaleEdit):
        library.do(ChangeSet("add", (Change(None, span),), 1))
    with pytest.raises(StaleEdit):
        library.do(ChangeSet("gone", (Change(replace(span, id=999), None),), 1))
    assert (library.rows([1]), list(library.marks(1)), library.history()) == before


def test_a_second_review_of_the_same_version_is_stale(library):
    library.add([draft(0)])
    library.do(edits.set_review(1, ArticleState.REVIEWED, library.label_set))
    with pytest.raises(StaleEdit):
        library.do(edits.set_review(1, ArticleState.SKIPPED, library.label_set))
    assert library.review(1).state is ArticleState.REVIEWED


@pytest.mark.parametrize(
    "wrong",
    [
        {"surface": "Anton"},
        {"end": 9999, "surface": "x"},
        {"fragments": ((0, 3), (2, 14))},
        {"fragments": ((1, 14),)},
        {"fragments": ()},
    ],
)
def test_a_span_that_does_not_fit_is_not_stored(library, wrong):
    library.add([draft(0)])
    [change] = edits.add_mark(library.article(1), library.person_layer, 0, 14, "PER").changes
    with pytest.raises(SpanError):
        library.do(ChangeSet("add-mark", (Change(None, replace(change.after, **wrong)),), 1))
    assert (len(library.marks(1)), library.rows([1])[0].marks, library.history(1)) == (0, 0, [])


@given(st.lists(st.tuples(st.sampled_from(ACTIONS), st.integers(0, 99)), max_size=25))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_journal_can_be_walked_to_the_start_and_back(tmp_path_factory, actions):
    with Library.create(tmp_path_factory.mktemp("walk") / "w.leuchtstift") as library:
        library.add([draft(0), draft(1)], undoable=False)
        runs = 0
        for action, number in actions:
            runs = _act(library, action, number, runs)
        while library.redo():
            pass
        walk = [_state(library)]
        while library.undo():
            walk.append(_state(library))
        assert library.rows([1, 2])[0].decided == 0
        while walk:
            assert _state(library) == walk.pop()
            assert (library.redo() is None) == (not walk)
        assert library.check() == []


def _state(library):
    return [_state_of(library, article_id) for article_id in (1, 2)]


def _state_of(library, article_id):
    """Give all of an article but when a step was done: going back is a step of its own."""
    review = library.review(article_id)
    return (
        library.article(article_id),
        [replace(mark, span=replace(mark.span, updated_at="")) for mark in library.marks(article_id)],
        review and replace(review, at=""),
        library.rows([article_id]),
    )


def _act(library, action, number, runs):
    """Do one random thing as a person would, if there is something to do it to."""
    article_id = 1 + number % 2
    article, marks, layer = library.article(article_id), library.marks(article_id), library.person_layer
    start = number % 40
    mark = list(marks)[number % len(marks)] if len(marks) else None
    if action == "run":
        runs += 1
        run(library, found(article_id, (start, start + 4, "PER"), (10, 14, "LOC")), version=str(runs))
    elif action in ("undo", "redo"):
        getattr(library, action)()
    elif action == "add":
        library.do(edits.add_mark(article, layer, start, start + 3, "PER", marks=marks))
    elif action == "review":
        state = (ArticleState.REVIEWED, ArticleState.SKIPPED, ArticleState.NEW)[number % 3]
        library.do(edits.set_review(article_id, state, library.label_set, before=library.review(article_id)))
    elif action == "trash":
        library.do(edits.trash([article.info], trashed=not article.info.trashed))
    elif mark is not None:
        library.do(
            {
                "accept": lambda: edits.accept(mark, layer),
                "reject": lambda: edits.reject(mark, layer, marks=marks),
                "relabel": lambda: edits.relabel(mark, "ORG", layer, marks=marks),
                "move": lambda: edits.move(mark, start, start + 5, article, layer, marks=marks),
                "remove": lambda: edits.remove(mark, layer, marks=marks),
                "note": lambda: edits.set_note(mark, str(number), layer),
            }[action]()
        )
    return runs


def test_new_marks_are_written_in_their_turn_and_all_or_none(library):
    """New spans go into the file together; what comes between them still sees those before it."""
    library.add([draft(0)])
    article, layer = library.article(1), library.person_layer
    first = library.do(edits.add_mark(article, layer, 0, 14, "PER")).changes[0].after
    new = [edits.add_mark(article, layer, start, start + 4, "LOC").changes[0] for start in (0, 5, 10)]
    between = Change(first, replace(first, note="dazwischen"))
    done = library.do(ChangeSet("mixed", (new[0], between, new[1]), 1))
    assert len(library.marks(1)) == 3
    assert library.span(first.id).note == "dazwischen"
    stale = ChangeSet("mixed", (new[2], Change(first, None)), 1)
    with pytest.raises(StaleEdit):
        library.do(stale)
    with pytest.raises(SpanError):
        library.do(ChangeSet("mixed", (new[2], Change(None, replace(new[1].after, end=10**6))), 1))
    twice = replace(done.changes[0].after, id=10**6)
    with pytest.raises(StaleEdit):
        library.do(ChangeSet("mixed", (new[2], Change(None, twice)), 1))
    assert len(library.marks(1)) == 3
    library.undo()
    assert len(library.marks(1)) == 1
    library.redo()
    assert len(library.marks(1)) == 3
    assert library.check() == []
