"""The result of an evaluation or a comparison: its rows for a terminal, and as JSON."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from core.review.evaluate import Evaluation, Judged, Score, evaluate
from core.review.evaluate_mistakes import Mistake, confusion, mistakes_of

SCORE_HEADS = ("label", "precision", "recall", "F1", "95 %", "partial", "right", "found", "wanted")
COMPARISON_HEADS = ("label", "precision", "recall", "F1", "partial", "kappa", "both", "second", "first")
OWN = "its labels"
"""Names the sum over the labels that a pipeline can give."""


@dataclass(frozen=True, slots=True)
class Result:
    """What one pipeline made of the gold: its scores, the confusion of labels and all errors.

    Or what two layers made of the same articles: then ``sides`` names both, the first taken as what is wanted, and
    ``kappas`` states Cohen's kappa by label. ``more`` counts errors beyond those that are listed.
    """

    pipeline: str
    evaluation: Evaluation
    confusion: dict[tuple[str, str], int]
    mistakes: tuple[Mistake, ...]
    sides: tuple[str, str] = ("wanted", "found")
    kappas: Mapping[str, float] = field(default_factory=dict)
    more: int = 0

    @property
    def is_comparison(self) -> bool:
        """Tell whether two layers were compared, not a pipeline with gold."""
        return bool(self.kappas)


def judge(pipeline: str, articles: Sequence[Judged], given: Collection[str] = ()) -> Result:
    """Evaluate what a pipeline found and gather its errors; ``given`` are the labels that it can give, if known."""
    return Result(pipeline, evaluate(articles, given=given), dict(confusion(articles)), tuple(mistakes_of(articles)))


def rows_of(evaluation: Evaluation) -> list[tuple[str, ...]]:
    """Give the table of scores by label, the sum of all last: percent with one decimal, as text.

    Before it comes the sum of the labels that the pipeline can give, where there are others.
    """
    pairs = [(label, score, evaluation.partial[label]) for label, score in evaluation.strict.items()]
    if evaluation.foreign:
        pairs.append((OWN, evaluation.own_total, evaluation.own_partial))
    pairs.append(("all", evaluation.strict_total, evaluation.partial_total))
    return [
        (
            label,
            *_shares(strict),
            _interval(strict) if evaluation.has_interval else "–",
            _percent(partial.f1),
            *_counts(strict),
        )
        for label, strict, partial in pairs
    ]


def compared_rows_of(result: Result) -> list[tuple[str, ...]]:
    """Give the table of a comparison by label, all together last: percent with one decimal, kappa with three."""
    rows = rows_of(result.evaluation)
    return [(*row[:4], row[5], f"{result.kappas.get(row[0], 1.0):.3f}", *row[6:]) for row in rows]


def as_json(result: Result) -> dict[str, Any]:
    """Give a result as JSON values: shares from 0 to 1, positions in code points."""
    evaluation = result.evaluation
    return {
        "pipeline": result.pipeline,
        **({"sides": result.sides, "kappa": _rounded(result.kappas)} if result.is_comparison else {}),
        "articles": evaluation.articles,
        "all": _pair(evaluation.strict_total, evaluation.partial_total),
        **(
            {"not_given": evaluation.foreign, "its_labels": _pair(evaluation.own_total, evaluation.own_partial)}
            if evaluation.foreign
            else {}
        ),
        "labels": {label: _pair(score, evaluation.partial[label]) for label, score in evaluation.strict.items()},
        "zones": {role.value: _score(score) for role, score in evaluation.zones.items()},
        "relations": {type_: _score(score) for type_, score in evaluation.relations.items()},
        "values": {label: {"same": same, "of": total} for label, (same, total) in evaluation.values.items()},
        "confusion": [
            {"wanted": wanted or None, "found": found or None, "count": count}
            for (wanted, found), count in sorted(result.confusion.items())
        ],
        "errors": [_mistake(mistake) for mistake in result.mistakes],
        **({"errors_not_listed": result.more} if result.more else {}),
    }


def _rounded(shares: Mapping[str, float]) -> dict[str, float]:
    return {name: round(share, 4) for name, share in shares.items()}


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"


def _shares(score: Score) -> tuple[str, str, str]:
    return _percent(score.precision), _percent(score.recall), _percent(score.f1)


def _interval(score: Score) -> str:
    return f"{_percent(score.low)}–{_percent(score.high)}"


def _counts(score: Score) -> tuple[str, str, str]:
    return str(int(score.right)), str(score.found), str(score.wanted)  # strict: no overlap counts half


def _score(score: Score) -> dict[str, float]:
    shares = {
        "precision": score.precision,
        "recall": score.recall,
        "f1": score.f1,
        "low": score.low,
        "high": score.high,
    }
    counts = {"right": score.right, "found": score.found, "wanted": score.wanted}
    return {name: round(share, 4) for name, share in shares.items()} | counts


def _pair(strict: Score, partial: Score) -> dict[str, dict[str, float]]:
    without = {name: value for name, value in _score(partial).items() if name not in ("low", "high")}
    return {"strict": _score(strict), "partial": without}


def _mistake(mistake: Mistake) -> dict[str, object]:
    return {
        "article": mistake.name,
        "title": mistake.title,
        "kind": mistake.kind.value,
        "zone": mistake.zone.value,
        "wanted": mistake.wanted,
        "found": mistake.found,
        "before": mistake.before,
        "text": mistake.inside,
        "after": mistake.after,
    }
