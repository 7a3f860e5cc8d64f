"""What ``make eval`` says of figures that fall, and how it widens names inside words."""

from __future__ import annotations

import json

import pytest

from core.records import ArticleDraft, DraftSpan, Proposals
from tests import evaluation
from tests.gold.loader import load_gold


def perfect() -> list[Proposals]:
    return [Proposals(n, article.spans, article.relations) for n, article in enumerate(load_gold())]


def test_a_figure_may_fall_by_a_point_and_not_more():
    baseline = {"a": 80.0, "b": 80.0, "c": 80.0}
    assert evaluation.fallen({"a": 79.0, "b": 78.9, "c": 90.0}, baseline) == ["b fell from 80.0 to 78.9"]


def test_a_figure_that_is_gone_has_fallen_unless_it_was_skipped():
    baseline = {"all: PER": 80.0, "GermEval dev: PER": 80.0}
    assert evaluation.fallen({"all: PER": 80.0}, baseline) == ["GermEval dev: PER was 80.0 and is no longer measured"]
    assert evaluation.fallen({"all: PER": 80.0}, baseline, ("GermEval dev",)) == []


def test_gold_scored_as_if_it_were_found_is_perfect():
    articles = load_gold()
    parts = evaluation.judge_parts(articles, perfect())
    for part in parts.values():
        assert set(evaluation.figures_of(part).values()) == {100.0}
        assert part.mistakes == ()
    assert parts["development"].evaluation.articles == parts["held out"].evaluation.articles == 30
    assert "speaker" in evaluation.figures_of(parts["all"])


def test_quotations_are_told_apart():
    lines = evaluation.quotation_table(load_gold(), perfect())
    assert lines[2:] == [f"| {kind} | {' | '.join(['100.0'] * 6)} |" for kind in ("direct", "indirect")]


def test_figures_that_rest_on_few_spans_are_not_held():
    figures = evaluation.figures_of(evaluation.judge_parts(load_gold(), perfect())["all"])
    assert "PER" in figures
    assert "MISCderiv" not in figures


def test_parts_are_widened_to_their_words_and_nothing_else_is():
    text = "Die EU-Kommission tagt."
    part, whole = DraftSpan(4, 6, "ORGpart"), DraftSpan(4, 17, "ORGpart")
    draft, found = evaluation.widen_parts(
        ArticleDraft(text, "t", spans=(part, DraftSpan(4, 17, "ORG"))), Proposals(0, (whole,))
    )
    assert draft.spans == found.spans == (whole,)


def test_the_baseline_has_every_part():
    baseline = json.loads(evaluation.BASELINE.read_text(encoding="utf-8"))
    assert {name.partition(":")[0] for name in baseline} == {*evaluation.PARTS, evaluation.GERMEVAL}


def test_the_exit_code_tells_and_the_baseline_is_written_only_whole(tmp_path, monkeypatch, capsys):
    baseline = tmp_path / "baseline.json"
    monkeypatch.setattr(evaluation, "BASELINE", baseline)

    def measured(points: float, *skipped: str) -> None:
        monkeypatch.setattr(evaluation, "run", lambda data: ({"all: PER": points}, ["a table"], list(skipped)))

    measured(80.0, "GermEval is not here.")
    with pytest.raises(SystemExit, match="baseline was left"):
        evaluation.main(["--accept"])
    assert not baseline.exists()
    measured(80.0)
    assert evaluation.main(["--accept"]) == 0
    assert evaluation.main([]) == 0
    measured(78.0)
    assert evaluation.main([]) == 1
    assert "all: PER fell from 80.0 to 78.0" in capsys.readouterr().out
    assert json.loads(baseline.read_text(encoding="utf-8")) == {"all: PER": 80.0}
