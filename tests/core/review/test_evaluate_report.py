"""Results as rows of a terminal and as JSON."""

from __future__ import annotations

import json

from core.records import DraftSpan
from core.review.evaluate import Evaluation, Judged, Score
from core.review.evaluate_report import as_json, judge, rows_of
from tests.core.review.nasty import nasty_result


def test_the_sum_of_all_labels_stands_last():
    spans = (DraftSpan(0, 4, "LOC"), DraftSpan(9, 13, "LOC"))
    rows = rows_of(judge("p", [Judged("a", "t", "Bern und Genf", spans, spans[:1])]).evaluation)
    assert [row[0] for row in rows] == ["LOC", "all"]
    assert rows[0][1:4] == ("100.0", "50.0", "66.7")


def test_one_article_has_no_interval():
    spans = (DraftSpan(0, 4, "LOC"),)
    article = Judged("a", "t", "Bern und Genf", spans, spans)
    assert rows_of(judge("p", [article]).evaluation)[0][4] == "–"
    assert rows_of(judge("p", [article, article]).evaluation)[0][4] == "100.0–100.0"


def test_large_counts_are_written_out():
    score = Score(1_234_567, 1_234_568, 1_234_569)
    total = {"strict_total": score, "partial_total": score}
    evaluation = Evaluation(articles=2, strict={}, partial={}, zones={}, relations={}, values={}, **total)
    assert rows_of(evaluation)[0][-3:] == ("1234567", "1234568", "1234569")


def test_json_is_json():
    said = json.loads(json.dumps(as_json(nasty_result())))
    assert said["all"]["strict"]["recall"] == 0
    assert said["confusion"] == [
        {"wanted": "<i>LOC", "found": None, "count": 1},
        {"wanted": "PER", "found": None, "count": 1},
    ]
    assert [error["kind"] for error in said["errors"]] == ["missed", "missed"]
