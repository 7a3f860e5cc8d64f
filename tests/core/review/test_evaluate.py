"""Scores against cases counted by hand and against nervaluate."""

from __future__ import annotations

import random
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nervaluate import Evaluator

from core.records import ArticleDraft, DraftRelation, DraftSpan, Proposals, Zone, ZoneRole
from core.review.evaluate import Judged, Score, evaluate, judged, keys, overlapping
from core.review.evaluate_mistakes import ErrorKind, confusion, mistakes_of, pairs

TEXT = "Gipfel in Genf\nOlaf Scholz traf Emmanuel Macron in Genf. „Gut“, sagte Scholz."


def span(surface: str, label: str, nth: int = 0, value: str = "") -> DraftSpan:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(surface, start + 1)
    return DraftSpan(start, start + len(surface), label, value=value)


def article(wanted, found, *, zones=(), name="a", **relations) -> Judged:
    return Judged(name, "Gipfel", TEXT, tuple(wanted), tuple(found), zones=zones, **relations)


SCHOLZ, MACRON = span("Olaf Scholz", "PER"), span("Emmanuel Macron", "PER")
HEADLINE, GENF = span("Genf", "LOC"), span("Genf", "LOC", 1)


def test_each_label_is_counted_by_hand():
    # PER: one right, one too short; LOC: one right, one missed; ORG: one spurious.
    found = [SCHOLZ, span("Macron", "PER"), GENF, span("Gipfel", "ORG")]
    result = evaluate([article([SCHOLZ, MACRON, HEADLINE, GENF], found)])
    assert (result.strict["PER"].precision, result.strict["PER"].recall, result.strict["PER"].f1) == (0.5, 0.5, 0.5)
    assert (result.strict["LOC"].precision, result.strict["LOC"].recall) == (1.0, 0.5)
    assert result.strict["LOC"].f1 == pytest.approx(2 / 3)
    assert (result.strict["ORG"].found, result.strict["ORG"].f1) == (1, 0.0)
    assert result.partial["PER"].f1 == 0.75  # the short one counts half
    assert (result.strict_total.right, result.strict_total.found, result.strict_total.wanted) == (2, 4, 4)
    assert result.partial_total.right == 2.5


def test_labels_that_a_pipeline_cannot_give_have_a_total_without_them():
    cue, geneva = span("sagte", "CUE"), span("Gipfel", "ORG")
    articles = [article([SCHOLZ, MACRON, GENF, cue], [SCHOLZ, span("Macron", "PER"), geneva])] * 2
    result = evaluate(articles, given=("PER", "LOC"))
    assert result.foreign == ("CUE",)  # not LOC, of which nothing was found, nor ORG, which it gave all the same
    assert (result.strict_total.right, result.strict_total.found, result.strict_total.wanted) == (2, 6, 8)
    assert (result.own_total.right, result.own_total.found, result.own_total.wanted) == (2, 6, 6)
    assert result.own_partial.right == 3
    for known in (("PER", "LOC", "CUE"), ()):  # all of them, or nothing is known
        same = evaluate(articles, given=known)
        assert (same.foreign, same.own_total, same.own_partial) == ((), same.strict_total, same.partial_total)


def test_a_span_that_stands_twice_counts_once():
    result = evaluate([article([SCHOLZ, SCHOLZ], [SCHOLZ, SCHOLZ, SCHOLZ])])
    assert (result.strict_total.right, result.strict_total.found, result.strict_total.wanted) == (1, 1, 1)


def test_nothing_to_find_and_nothing_found_is_no_division_by_zero():
    assert evaluate([]).strict_total == Score(0, 0, 0)
    empty = evaluate([article([], [])])
    assert (empty.articles, empty.strict, empty.strict_total.f1) == (1, {}, 0.0)


def test_zones_have_their_own_scores():
    zones = (Zone(0, 14, ZoneRole.HEADLINE),)
    result = evaluate([article([HEADLINE, GENF], [GENF], zones=zones)])
    assert (result.zones[ZoneRole.HEADLINE].recall, result.zones[ZoneRole.BODY].recall) == (0.0, 1.0)


def test_a_relation_is_right_with_both_its_spans():
    quote, speaker = span("Gut", "QUOTE"), span("Scholz", "PER", 1)
    right = DraftRelation("speaker", 0, 1)
    wanted = {"wanted_relations": (right,), "found_relations": (right,)}
    assert evaluate([article([quote, speaker], [quote, speaker], **wanted)]).relations["speaker"].f1 == 1.0
    assert evaluate([article([quote, speaker], [quote, SCHOLZ], **wanted)]).relations["speaker"].f1 == 0.0


def test_values_are_compared_where_the_span_is_right():
    gold = [span("Gut", "DATE", value="2022"), span("Gipfel", "DATE", value="2023"), span("traf", "DATE", value="2024")]
    found = [span("Gut", "DATE", value="2022"), span("Gipfel", "DATE", value="2003")]
    assert evaluate([article(gold, found)]).values == {"DATE": (1, 2)}


def test_only_the_labels_that_are_judged_stay_with_the_relations_between_them():
    draft = ArticleDraft(
        TEXT, "Gipfel", spans=(GENF, span("Gut", "QUOTE"), SCHOLZ), relations=(DraftRelation("s", 1, 2),)
    )
    found = Proposals(0, (SCHOLZ, GENF), (DraftRelation("s", 0, 1),))
    both = judged(draft, found, {"QUOTE", "PER"})
    assert both.wanted == (span("Gut", "QUOTE"), SCHOLZ)
    assert both.wanted_relations == (DraftRelation("s", 0, 1),)
    assert (both.found, both.found_relations) == ((SCHOLZ,), ())


def test_the_interval_holds_the_score_and_is_the_same_each_time():
    articles = [article([SCHOLZ, GENF], [SCHOLZ] if n % 3 else [SCHOLZ, GENF], name=str(n)) for n in range(60)]
    first, again = evaluate(articles), evaluate(articles)
    assert first == again
    total = first.strict_total
    assert total.low < total.f1 < total.high
    few = evaluate(articles[:6]).strict_total
    assert few.high - few.low > total.high - total.low
    assert evaluate([article([SCHOLZ], [SCHOLZ])] * 5).strict_total.low == 1.0


def test_a_rare_label_is_judged_by_the_draws_that_meet_it():
    rare = [article([GENF], [GENF]), *[article([SCHOLZ], [SCHOLZ])] * 30]
    assert (evaluate(rare).strict["LOC"].low, evaluate(rare).strict["LOC"].high) == (1.0, 1.0)
    missed = evaluate([*rare, article([GENF], [])]).strict["LOC"]
    assert (missed.low, missed.high) == (0.0, 1.0)


# Pairs, errors and confusion


def test_each_error_has_its_kind_and_context():
    found = [span("Macron", "PER"), span("Genf", "ORG", 1), span("sagte", "CUE"), span("Olaf Scholz traf", "ORG")]
    zones = (Zone(0, 14, ZoneRole.HEADLINE),)
    errors = list(mistakes_of([article([HEADLINE, SCHOLZ, MACRON, GENF], found, zones=zones)]))
    assert [(error.kind, error.zone) for error in errors] == [
        (ErrorKind.MISSED, ZoneRole.HEADLINE),
        (ErrorKind.BOTH, ZoneRole.BODY),
        (ErrorKind.RANGE, ZoneRole.BODY),
        (ErrorKind.LABEL, ZoneRole.BODY),
        (ErrorKind.SPURIOUS, ZoneRole.BODY),
    ]
    macron = errors[2]
    assert (macron.inside, macron.before[-5:], macron.after[:8]) == ("Emmanuel Macron", "traf ", " in Genf")
    assert errors[0].before == "Gipfel in "


def test_a_name_inside_a_quotation_is_not_confused_with_it():
    quote = span("Olaf Scholz traf Emmanuel Macron in Genf", "QUOTE")
    assert confusion([article([SCHOLZ], [quote])]) == {("PER", ""): 1, ("", "QUOTE"): 1}


def test_what_has_the_same_range_is_paired_before_what_only_overlaps():
    wanted = {(0, 4, "PER"), (5, 9, "LOC")}
    found = {(0, 9, "PER"), (0, 4, "ORG")}
    assert dict(pairs(wanted, found)) == {(0, 4, "PER"): (0, 4, "ORG"), (5, 9, "LOC"): None, None: (0, 9, "PER")}


any_spans = st.lists(
    st.builds(
        lambda start, length, label: DraftSpan(start, start + length, label),
        st.integers(0, 40),
        st.integers(1, 12),
        st.sampled_from(["PER", "ORG", "LOC"]),
    ),
    max_size=12,
)


@given(any_spans, any_spans)
def test_every_span_is_in_one_pair_and_errors_add_up(wanted, found):
    made = list(pairs(keys(wanted), keys(found)))
    assert sorted(ours for ours, _ in made if ours) == sorted(keys(wanted))
    assert sorted(theirs for _, theirs in made if theirs) == sorted(keys(found))
    result = evaluate([Judged("a", "", "x" * 60, tuple(wanted), tuple(found))], resamples=0)
    wrong = [pair for pair in made if pair[0] != pair[1]]
    assert sum(1 for ours, _ in wrong if ours) == result.strict_total.wanted - result.strict_total.right
    assert sum(1 for _, theirs in wrong if theirs) == result.strict_total.found - result.strict_total.right
    assert 0 <= result.strict_total.f1 <= result.partial_total.f1 <= 1


@given(any_spans, any_spans)
def test_halves_pair_each_span_at_most_once(wanted, found):
    count = overlapping(keys(found), keys(wanted))
    assert count <= min(len(keys(found)), len(keys(wanted)))
    touching = any(f.start < w.end and f.end > w.start for f in found for w in wanted)
    assert bool(count) == touching


# nervaluate


def flat_spans(rng: random.Random) -> list[dict]:
    """Spans of one text that do not overlap, as nervaluate expects them: their ends are inclusive."""
    spans, position = [], 0
    while position < 60:
        start = position + rng.randint(0, 4)
        end = start + rng.randint(1, 5)
        spans.append({"label": rng.choice(["PER", "ORG", "LOC"]), "start": start, "end": end - 1})
        position = end
    return rng.sample(spans, rng.randint(1, len(spans)))


def ours(spans: list[dict]) -> tuple[DraftSpan, ...]:
    return tuple(DraftSpan(each["start"], each["end"] + 1, each["label"]) for each in spans)


@pytest.mark.parametrize("seed", range(20))
def test_strict_and_partial_agree_with_nervaluate(seed):
    rng = random.Random(seed)
    texts = [(flat_spans(rng), flat_spans(rng)) for _ in range(15)]
    in_order = [[sorted(side, key=lambda each: each["start"]) for side in pair] for pair in texts]
    theirs = Evaluator([p[0] for p in in_order], [p[1] for p in in_order], ["PER", "ORG", "LOC"], "dict").evaluate()
    result = evaluate([Judged("", "", "x" * 80, ours(w), ours(f)) for w, f in texts], resamples=0)
    assert set(theirs["entities"]) == set(result.strict)
    for label, by_strategy in theirs["entities"].items():
        for score, expected in (
            (result.strict[label], by_strategy["strict"]),
            (result.partial[label], by_strategy["partial"]),
        ):
            assert (score.found, score.wanted) == (expected.actual, expected.possible)
            assert score.precision == pytest.approx(expected.precision)
            assert score.recall == pytest.approx(expected.recall)
            assert score.f1 == pytest.approx(expected.f1)


def test_what_is_said_twice_counts_once():
    result = evaluate([article([SCHOLZ, SCHOLZ, GENF], [GENF, GENF])], resamples=0)
    assert (result.strict_total.right, result.strict_total.found, result.strict_total.wanted) == (1, 1, 2)
    assert result.partial_total == result.strict_total


def test_marks_of_one_label_that_overlap_each_other_are_paired_from_left_to_right():
    wanted = [DraftSpan(0, 10, "ORG"), DraftSpan(5, 15, "ORG"), DraftSpan(8, 12, "ORG")]
    found = [DraftSpan(9, 20, "ORG"), DraftSpan(0, 3, "ORG")]
    assert {evaluate([article(order, found)], resamples=0).partial["ORG"].right for order in permutations(wanted)} == {
        1
    }
