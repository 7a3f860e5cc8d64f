"""Gold files read, and pipelines run over them in their own process."""

from __future__ import annotations

import json

import pytest

from core.errors import Cancelled
from core.evaluation import Gold, read_gold, score_pipeline
from core.extract import available_pipelines
from core.records import ArticleDraft, ArticleState, DraftSpan, Label, LabelSet
from tests.core.extract.conftest import installed, package_folder  # noqa: F401  fixtures
from tests.gold.export import export
from tests.gold.loader import load_gold


def draft(text: str, *spans: DraftSpan, codes: str = "", title: str = "") -> ArticleDraft:
    labels = LabelSet(0, "set", 1, tuple(Label(code, code, "#000000") for code in codes.split())) if codes else None
    return ArticleDraft(text, title or text, spans=spans, state=ArticleState.REVIEWED, label_set=labels)


def test_an_article_is_judged_by_its_own_label_set():
    named = draft("Bern", codes="LOC ORG")
    bare = [draft("Genf", DraftSpan(0, 4, "LOC")), draft("Anna", DraftSpan(0, 4, "PER"))]
    gold = Gold((named, *bare))
    assert gold.labels_of(named) == {"LOC", "ORG"}
    assert gold.labels_of(bare[0]) == {"LOC", "PER"}
    assert [label.code for label in gold.labels.labels] == ["LOC", "ORG", "PER"]


def test_the_export_of_the_gold_set_is_gold(tmp_path):
    articles = load_gold()[:3]
    export(articles, tmp_path / "gold.jsonl")
    gold = read_gold(tmp_path / "gold.jsonl")
    for read, article in zip(gold.articles, articles, strict=True):
        assert read.text == article.text
        assert {(s.start, s.end, s.label, s.value) for s in read.spans} == {
            (s.start, s.end, s.label, s.value) for s in article.spans
        }
        assert len(read.relations) == len(article.relations)
    assert gold.problems == ()


def test_prodigy_records_are_gold_too(tmp_path):
    path = tmp_path / "prodigy.jsonl"
    path.write_text(json.dumps({"text": "In Bern.", "spans": [{"start": 3, "end": 7, "label": "LOC"}]}) + "\n")
    assert read_gold(path).articles[0].spans[0].label == "LOC"


@pytest.mark.usefixtures("package_folder")
def test_an_article_that_a_pipeline_fails_on_counts_as_not_found(installed):  # noqa: F811
    marked = DraftSpan(0, 3, "CAPS")
    gold = Gold((draft("UNO tagt", marked), draft("UNO RAISE", marked, title="Poison"), draft("UNO ruht", marked)))
    result, problems = score_pipeline(installed["xx_temper"], gold)
    assert (result.evaluation.articles, result.evaluation.strict["CAPS"].recall) == (3, pytest.approx(2 / 3))
    assert [problem.path for problem in problems] == ["Poison"]


@pytest.mark.usefixtures("package_folder")
def test_it_stops_when_it_is_told_to(installed):  # noqa: F811
    gold = Gold(tuple(draft(f"UNO {number}", DraftSpan(0, 3, "CAPS")) for number in range(100)))
    told = []

    def stop(done: int, total: int | None) -> bool:
        told.append((done, total))
        return False

    with pytest.raises(Cancelled):
        score_pipeline(installed["xx_temper"], gold, stop)
    assert len(told) == 1
    assert told[0][0] < told[0][1] == 100


def test_fine_labels_are_proposed_where_the_gold_has_them():
    gold = Gold((draft("Der deutsche Kanzler sprach in Berlin.", codes="LOCderiv LOC"),))
    fine, _ = score_pipeline(available_pipelines()[0], gold)
    assert "LOCderiv" in fine.evaluation.strict
