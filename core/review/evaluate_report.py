"""Reports of evaluations: Markdown, and one HTML page that needs nothing else, with every error in its context."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from core.review.evaluate import Evaluation, Judged, Key, Score, evaluate
from core.review.evaluate_mistakes import ErrorKind, Mistake, confusion, mistakes_of

_LONGEST = 120  # code points of a marked stretch that are shown whole; of longer ones both ends
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>|#~&])")
SCORE_HEADS = ("label", "precision", "recall", "F1", "95 %", "partial F1", "right", "found", "wanted")
COMPARISON_HEADS = ("label", "precision", "recall", "F1", "partial F1", "kappa", "both", "second", "first")
_STYLE = """
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 75em; padding: 0 1em; }
table { border-collapse: collapse; margin: 1em 0; }
th, td { border-bottom: 1px solid #8885; padding: .2em .7em; text-align: left; vertical-align: top; }
td { unicode-bidi: isolate; } td.n { text-align: right; font-variant-numeric: tabular-nums; }
mark { background: #ffd54a; color: #000; border-radius: 2px; }
"""


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

    def kind_of(self, mistake: Mistake) -> str:
        """Name the kind of an error; between two layers nobody is wrong, so it says who alone has the mark."""
        if self.is_comparison and mistake.kind in (ErrorKind.MISSED, ErrorKind.SPURIOUS):
            return f"only {self.sides[mistake.kind is ErrorKind.SPURIOUS]}"
        return mistake.kind.value


@dataclass(frozen=True, slots=True)
class _Table:
    title: str
    heads: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]


def judge(pipeline: str, articles: Sequence[Judged]) -> Result:
    """Evaluate what a pipeline found and gather its errors."""
    return Result(pipeline, evaluate(articles), dict(confusion(articles)), tuple(mistakes_of(articles)))


def rows_of(evaluation: Evaluation) -> list[tuple[str, ...]]:
    """Give the table of scores by label, the sum of all last: percent with one decimal, as text."""
    pairs = [(label, score, evaluation.partial[label]) for label, score in evaluation.strict.items()]
    pairs.append(("all", evaluation.strict_total, evaluation.partial_total))
    return [
        (label, *_shares(strict), _interval(strict), _percent(partial.f1), *_counts(strict))
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
        "labels": {label: _pair(score, evaluation.partial[label]) for label, score in evaluation.strict.items()},
        "zones": {role.value: _score(score) for role, score in evaluation.zones.items()},
        "relations": {type_: _score(score) for type_, score in evaluation.relations.items()},
        "values": {label: {"same": same, "of": total} for label, (same, total) in evaluation.values.items()},
        "confusion": [
            {"wanted": wanted or None, "found": found or None, "count": count}
            for (wanted, found), count in sorted(result.confusion.items())
        ],
        "errors": [_mistake(mistake) for mistake in result.mistakes],
    }


def markdown(title: str, results: Iterable[Result]) -> str:
    """Give the report as Markdown (GitHub's tables); whatever the texts contain stays text."""
    return "\n".join([f"# {_plain(title)}", "", *(line for result in results for line in _section(result))])


def html(title: str, results: Iterable[Result]) -> str:
    """Give the report as one HTML page without links or scripts; whatever the texts contain stays text."""
    body = "".join(part for result in results for part in _html_section(result))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<h1>{escape(title)}</h1>\n{body}</body>\n</html>\n"
    )


def _tables(result: Result) -> Iterator[_Table]:
    """Give the tables of a result that have rows."""
    evaluation = result.evaluation
    tables = [_Table("By label", SCORE_HEADS, rows_of(evaluation))]
    plain = tuple(head for head in SCORE_HEADS if head not in ("95 %", "partial F1"))
    by_zone = [(role.value, *_shares(score), *_counts(score)) for role, score in evaluation.zones.items()]
    tables.append(_Table("By zone, all labels", ("zone", *plain[1:]), by_zone))
    relations = [(type_, *_shares(score), *_counts(score)) for type_, score in evaluation.relations.items()]
    tables.append(_Table("Relations", ("type", *plain[1:]), relations))
    values = [(label, str(same), str(total)) for label, (same, total) in evaluation.values.items()]
    tables.append(_Table("Values of the spans that are right", ("label", "same value", "of"), values))
    kappas = [(label, f"{value:.3f}") for label, value in result.kappas.items()]
    tables.append(_Table("Agreement of characters: Cohen's kappa", ("label", "kappa"), kappas))
    tables.append(_confusion_table(result))
    return (table for table in tables if table.rows)


def _confusion_table(result: Result) -> _Table:
    counts, (wanted_by, found_by) = result.confusion, result.sides
    nothing = ("(spurious)", "(missed)") if not result.is_comparison else ("(not marked)", "(not marked)")
    labels = sorted({label for pair in counts for label in pair if label})
    columns = [*labels, ""]
    rows = [(wanted or nothing[0], *(str(counts.get((wanted, found), "")) for found in columns)) for wanted in columns]
    return _Table("Confusion", (f"{wanted_by} ↓ {found_by} →", *labels, nothing[1]), rows if labels else [])


def _section(result: Result) -> Iterator[str]:
    yield f"## {_plain(result.pipeline)}, {result.evaluation.articles} articles"
    for table in _tables(result):
        yield from ("", f"### {table.title}", "")
        yield from _markdown_table(table.heads, [[_plain(cell) for cell in row] for row in table.rows])
    yield from ("", f"### {_plain(_listed(result))}", "")
    rows = [
        (
            *(_plain(cell) for cell in (_place(mistake), result.kind_of(mistake), *_both(mistake))),
            f"{_plain(mistake.before)}**[**{_plain(_short(mistake.inside))}**]**{_plain(mistake.after)}",
        )
        for mistake in result.mistakes
    ]
    yield from _markdown_table(("article", "error", *result.sides, "context"), rows)
    yield ""


def _markdown_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(map(_plain, heads))} |"
    yield f"|{' --- |' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _html_section(result: Result) -> Iterator[str]:
    yield f"<h2>{escape(result.pipeline)}, {result.evaluation.articles} articles</h2>\n"
    for table in _tables(result):
        cells = [[_html_cell(cell) for cell in row] for row in table.rows]
        yield f"<h3>{escape(table.title)}</h3>\n{_html_table(table.heads, cells)}"
    yield f"<h3>{escape(_listed(result))}</h3>\n"
    rows = [
        [
            *(_html_cell(cell) for cell in (_place(mistake), result.kind_of(mistake), *_both(mistake))),
            f"<td>…{escape(mistake.before)}<mark>{escape(_short(mistake.inside))}</mark>{escape(mistake.after)}…</td>",
        ]
        for mistake in result.mistakes
    ]
    yield _html_table(("article", "error", *result.sides, "context"), rows)


def _html_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(text)}</th>" for text in heads)
    body = "".join(f"<tr>{''.join(row)}</tr>\n" for row in rows)
    return f"<table>\n<tr>{head}</tr>\n{body}</table>\n"


def _html_cell(text: str) -> str:
    number = text[:1].isdigit() and text.replace(".", "").replace("–", "").isdigit()
    return f"<td{' class=n' if number else ''}>{escape(text)}</td>"


def _listed(result: Result) -> str:
    count = len(result.mistakes) + result.more
    rest = f" (the first {len(result.mistakes)} are listed)" if result.more else ""
    return f"{'Differences' if result.is_comparison else 'Errors'}: {count}{rest}"


def _rounded(shares: Mapping[str, float]) -> dict[str, float]:
    return {name: round(share, 4) for name, share in shares.items()}


def _place(mistake: Mistake) -> str:
    return f"{mistake.title or mistake.name}, {mistake.zone.value}, {mistake.start}"


def _both(mistake: Mistake) -> tuple[str, str]:
    return _shown(mistake, mistake.wanted), _shown(mistake, mistake.found)


def _shown(mistake: Mistake, span: Key | None) -> str:
    if span is None:
        return "–"
    surface = mistake.inside[span[0] - mistake.start : span[1] - mistake.start]
    return f"{span[2]}: {_short(surface)}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]} […] {text[-_LONGEST // 2 :]}"


def _plain(text: str) -> str:
    """Give text for one cell of a Markdown table: nothing in it is markup, and it has one line."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.splitlines()))


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"


def _shares(score: Score) -> tuple[str, str, str]:
    return _percent(score.precision), _percent(score.recall), _percent(score.f1)


def _interval(score: Score) -> str:
    return f"{_percent(score.low)}–{_percent(score.high)}"


def _counts(score: Score) -> tuple[str, str, str]:
    return f"{score.right:g}", str(score.found), str(score.wanted)


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
