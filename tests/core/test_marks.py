from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from core.marks import MarkIndex, answer_key
from core.records import Change, ChangeSet, SpanStatus
from tests.core.library_helpers import decision, proposal, seen

LABELS = ("PER", "LOC")
places = st.tuples(st.integers(0, 6), st.integers(1, 4), st.sampled_from(LABELS))


def brute_force(proposals, decisions, machine):
    """The rule as the documentation says it, with no index."""
    visible = {span.id for span in decisions if span.status is SpanStatus.ACCEPTED}
    for span in proposals:
        answers = (
            answer
            for answer in decisions
            if answer.source_id == span.id
            or answer_key(answer) == answer_key(span)
            or (answer.source_id and answer_key(machine[answer.source_id]) == answer_key(span))
        )
        if not any(answers):
            visible.add(span.id)
    return visible


@st.composite
def walks(draw):
    """Proposals of a shown and of an older run, and random decisions that come, change and go."""
    shown = [proposal(n, s, s + w, label) for n, (s, w, label) in enumerate(draw(st.lists(places, max_size=8)), 1)]
    older = [
        proposal(100 + n, s, s + w, label, layer_id=3)
        for n, (s, w, label) in enumerate(draw(st.lists(places, max_size=4)), 1)
    ]
    sources = st.sampled_from([None, *(span.id for span in (*shown, *older))])
    decided = st.tuples(st.integers(200, 205), places, sources, st.sampled_from(["accepted", "rejected", "gone"]))
    return shown, older, draw(st.lists(decided, max_size=12))


@given(walks())
@settings(max_examples=300)
def test_what_is_visible_follows_the_rule_after_each_change(walk):
    shown, older, steps = walk
    machine = {span.id: span for span in (*shown, *older)}
    index = MarkIndex(1, shown, find_span=machine.get)
    decisions = {}
    known = {mark.key: mark for mark in index}
    for number, (start, width, label), source, status in steps:
        before = decisions.pop(number, None)
        after = None
        if status != "gone":
            after = decision(number, start, start + width, label, status=SpanStatus(status), source_id=source)
            decisions[number] = after
        if before is None and after is None:
            continue
        delta = index.apply(ChangeSet("test", (Change(before, after),)))
        for key in delta.removed:
            del known[key]
        assert not known.keys() & {mark.key for mark in delta.added}
        known |= {mark.key: mark for mark in delta.added}
        assert known.keys() == brute_force(shown, decisions.values(), machine)
        fresh = MarkIndex(1, shown, decisions.values(), sources=older)
        assert list(index) == list(fresh)
        assert list(index) == sorted(known.values(), key=lambda mark: (mark.start, -mark.end, mark.key))
        assert len(index) == len(known)
        assert index.decided == sum(mark.is_decided for mark in index)


@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(1, 200)), max_size=60), st.integers(0, 420), st.integers(0, 60)
)
def test_between_finds_what_a_scan_finds(ranges, start, width):
    index = MarkIndex(1, [proposal(n, s, s + w) for n, (s, w) in enumerate(ranges, 1)])
    wanted = [mark for mark in index if mark.start < start + width and mark.end > start]
    assert index.between(start, start + width) == wanted
    over = [mark for mark in index if mark.start <= start < mark.end]
    assert Counter(index.at(start)) == Counter(over)
    widths = [mark.end - mark.start for mark in index.at(start)]
    assert widths == sorted(widths)


def test_blocks_split_and_empty_and_stay_right():
    spans = [decision(n, (n * 37) % 3000, (n * 37) % 3000 + 1 + n % 900) for n in range(1, 1401)]
    index = MarkIndex(1)
    for span in spans:
        index.apply(ChangeSet("add-mark", (Change(None, span),)))
    assert list(index) == list(MarkIndex(1, [], spans))
    assert index.between(1000, 1010) == [mark for mark in index if mark.start < 1010 and mark.end > 1000]
    for span in spans[::-1]:
        index.apply(ChangeSet("remove", (Change(span, None),)))
    assert list(index) == []
    assert index.between(0, 4000) == []


def test_a_bulk_change_is_the_same_as_its_steps():
    proposals = [proposal(n, n * 5, n * 5 + 4) for n in range(1, 1200)]
    changes = tuple(Change(None, decision(5000 + p.id, p.start, p.end, source_id=p.id)) for p in proposals)
    bulk, stepwise = MarkIndex(1, proposals), MarkIndex(1, proposals)
    delta = bulk.apply(ChangeSet("accept-all", changes))
    for change in changes:
        stepwise.apply(ChangeSet("accept", (change,)))
    assert list(bulk) == list(stepwise)
    assert (len(delta.removed), len(delta.added)) == (1199, 1199)
    assert all(mark.is_decided for mark in bulk)


def test_a_changed_mark_is_removed_and_added():
    index = MarkIndex(1, [], [decision(1, 0, 4)])
    delta = index.apply(ChangeSet("relabel", (Change(decision(1, 0, 4), decision(1, 0, 4, "LOC")),)))
    assert delta.removed == (1,)
    assert [mark.label for mark in delta.added] == ["LOC"]


def test_changes_of_other_articles_and_machine_layers_do_not_touch_an_index():
    index = MarkIndex(1, [proposal(1, 0, 4)])
    elsewhere = replace(decision(9, 0, 4), article_id=2)
    delta = index.apply(ChangeSet("x", (Change(None, elsewhere), Change(None, proposal(3, 0, 4)))))
    assert (delta.removed, delta.added) == ((), ())
    assert seen(index) == [(0, 4, "PER", False)]


def test_a_decision_on_an_older_run_answers_the_newer_one_and_a_redo_finds_its_source():
    old = proposal(50, 0, 4, layer_id=3)
    new = proposal(60, 0, 4)
    moved = decision(70, 0, 9, source_id=50)
    index = MarkIndex(1, [new], find_span={50: old}.get)
    assert seen(index) == [(0, 4, "PER", False)]
    index.apply(ChangeSet("move", (Change(None, moved),), direction="redo"))
    assert seen(index) == [(0, 9, "PER", True)]
    assert index.get(70).source == old
    assert index.behind(moved) == [new]


def test_least_sure_first_and_rules_without_a_score_last():
    index = MarkIndex(1, [proposal(1, 0, 2, score=None), proposal(2, 3, 5, score=0.9), proposal(3, 6, 8, score=0.2)])
    assert [mark.key for mark in index.undecided()] == [3, 2, 1]


def test_origins_name_the_run_or_what_an_imported_file_said():
    index = MarkIndex(1, [proposal(1, 0, 2), proposal(2, 3, 5, origin="other 2")], origins={2: "de_news 1.0"})
    assert [mark.origin for mark in index] == ["de_news 1.0", "other 2"]
