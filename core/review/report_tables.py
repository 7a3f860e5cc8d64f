"""What stands in a report, whatever its format: tables of figures, and the errors with what each side has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.review.evaluate import Key, Score
from core.review.evaluate_mistakes import ErrorKind, Mistake
from core.review.evaluate_report import Result
from core.review.report_words import KINDS, ZONES, Words

LISTED = 20_000
"""Errors that a report lists; a page with more is no longer looked through, and hard to open."""

_LONGEST = 120  # code points of a marked stretch that are shown whole; of longer ones both ends


@dataclass(frozen=True, slots=True)
class Table:
    """The first column names the rows, the others are figures.

    ``has_sum``: the last row is that of all others. ``is_square``: rows and columns have the same names, the last none.
    """

    title: str
    heads: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    has_sum: bool = False
    is_square: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """An error as a report shows it: its words between what stands before and behind, long ones shortened."""

    title: str
    zone: str
    position: str
    kind: str
    sides: tuple[str, str]
    before: str
    inside: str
    after: str


def heading(gold: str, results: Sequence[Result], words: Words) -> str:
    """Give the title of a report; ``gold`` is where the gold is from."""
    if results[0].is_comparison:
        return words("Comparison of layers in {library}", library=gold)
    return words("Evaluation on {gold}", gold=gold)


def legend(results: Sequence[Result], words: Words) -> list[str]:
    """Say what the figures mean, for whoever has nothing but the report."""
    strict = words("A mark is right if its start, end and label are. F1, partial: an overlap counts half.")
    if results[0].is_comparison:
        return [
            words("Precision is the share of the second layer that the first has too, recall the other way round."),
            strict,
            words("Kappa is Cohen's, over the characters of the texts."),
            words("Confusion: a mark of the right label with other bounds stands in the diagonal too."),
        ]
    diagonal = words("Confusion: a mark of the right label with other bounds stands in the diagonal too.")
    return [
        strict,
        diagonal,
        words("95 %: where F1 lies in 95 of 100 draws of articles that hold the label (bootstrap)."),
    ]


def overview(results: Sequence[Result], words: Words) -> Table | None:
    """Give one row a result, to compare them; None where there is only one."""
    if len(results) < 2:
        return None
    is_comparison = results[0].is_comparison
    heads = (words("Pair") if is_comparison else words("Pipeline"), *_heads(is_comparison, words), words("Articles"))
    rows = [
        (
            result.pipeline,
            *_figures(result, result.evaluation.strict_total, result.evaluation.partial_total, "all", words),
            words.number(result.evaluation.articles),
            words.number(_count(result)),
        )
        for result in results
    ]
    return Table(words("Overview"), (*heads, words("Differences") if is_comparison else words("Errors")), rows)


def summary(result: Result, words: Words) -> str:
    """Sum a result up in a line."""
    evaluation = result.evaluation
    parts = [f"F1 {words.percent(evaluation.strict_total.f1)}"]
    if result.is_comparison:
        parts.append(words("kappa {value}", value=words.number(result.kappas["all"], 3)))
    elif evaluation.has_interval:
        low, high = words.percent(evaluation.strict_total.low), words.percent(evaluation.strict_total.high)
        parts.append(words("95 %: {low} to {high}", low=low, high=high))
    if evaluation.foreign:
        parts.append(words("F1 of its labels {share}", share=words.percent(evaluation.own_total.f1)))
        parts.append(words("cannot give {labels}", labels=", ".join(evaluation.foreign)))
    parts.append(words.counted(evaluation.articles, "1 article", "{count} articles"))
    return " · ".join(parts)


def tables(result: Result, words: Words) -> Iterator[Table]:
    """Give the tables of a result that have rows."""
    evaluation = result.evaluation
    figures = (words("Precision"), words("Recall"), "F1", *_count_heads(result.is_comparison, words))

    def row(name: str, score: Score) -> tuple[str, ...]:
        return name, *_shares(score, words), *_counts(score, result, words)

    found = [
        _labels(result, words),
        Table(
            words("By zone, all labels"),
            (words("Zone"), *figures),
            [row(words(ZONES[role]), score) for role, score in evaluation.zones.items()],
        ),
        Table(
            words("Relations"),
            (words("Relation"), *figures),
            [row(type_, score) for type_, score in evaluation.relations.items()],
        ),
        Table(
            words("Values of the marks that are right"),
            (words("Label"), words("same value"), words("of"), "%"),
            [
                (label, words.number(same), words.number(total), words.percent(same / total))
                for label, (same, total) in evaluation.values.items()
            ],
        ),
        _confusion(result, words),
    ]
    return (table for table in found if table.rows)


def errors_title(result: Result, words: Words) -> str:
    """Give the heading of the errors, with their number and how many of them are listed."""
    count = words.number(_count(result))
    if result.is_comparison:
        title = words("Differences: {count}", count=count)
    else:
        title = words("Errors: {count}", count=count)
    listed = min(len(result.mistakes), LISTED)
    if listed < _count(result):
        title += words(" (the first {count} are listed)", count=words.number(listed))
    return title


def error_heads(place: str, result: Result, words: Words) -> tuple[str, ...]:
    """Give the heads of the list of errors; ``place`` is that of where they are."""
    what = words("Difference") if result.is_comparison else words("Error")
    return place, what, *sides(result, words), words("Context")


def sides(result: Result, words: Words) -> tuple[str, str]:
    """Name what was wanted and what was found."""
    return result.sides if result.is_comparison else (words("wanted"), words("found"))


def lines(result: Result, words: Words) -> Iterator[Line]:
    """Give the errors as they are listed."""
    for mistake in result.mistakes[:LISTED]:
        yield Line(
            title=mistake.title or mistake.name,
            zone=words(ZONES[mistake.zone]),
            position=str(mistake.start),
            kind=_kind(result, mistake, words),
            sides=(_shown(mistake, mistake.wanted), _shown(mistake, mistake.found)),
            before=mistake.context[0],
            inside=_short(mistake.inside),
            after=mistake.context[1],
        )


def _labels(result: Result, words: Words) -> Table:
    evaluation = result.evaluation
    scores = [(label, score, evaluation.partial[label]) for label, score in evaluation.strict.items()]
    heads = (words("Label"), *_heads(result.is_comparison, words), *_count_heads(result.is_comparison, words))
    rows = [
        (label, *_figures(result, strict, partial, label, words), *_counts(strict, result, words))
        for label, strict, partial in scores
    ]
    sums = [(words("all"), evaluation.strict_total, evaluation.partial_total)]
    if evaluation.foreign:
        sums.insert(0, (words("its labels"), evaluation.own_total, evaluation.own_partial))
    rows += [
        (name, *_figures(result, strict, partial, "all", words), *_counts(strict, result, words))
        for name, strict, partial in sums
    ]
    return Table(words("By label"), heads, rows, has_sum=True)


def _heads(is_comparison: bool, words: Words) -> tuple[str, ...]:
    shares = (words("Precision"), words("Recall"), "F1")
    partial = words("F1, partial")
    return (*shares, partial, words("Kappa")) if is_comparison else (*shares, "95 %", partial)


def _figures(result: Result, strict: Score, partial: Score, label: str, words: Words) -> tuple[str, ...]:
    """Give the cells under ``_heads``; kappa is that of a label, or of ``all``."""
    shares, half = _shares(strict, words), words.percent(partial.f1)
    if result.is_comparison:
        return *shares, half, words.number(result.kappas.get(label, 1.0), 3)
    interval = f"{words.percent(strict.low)}–{words.percent(strict.high)}" if result.evaluation.has_interval else "–"
    return *shares, interval, half


def _count_heads(is_comparison: bool, words: Words) -> tuple[str, ...]:
    if is_comparison:
        return words("both"), words("only first"), words("only second")
    return words("right"), words("found"), words("wanted")


def _confusion(result: Result, words: Words) -> Table:
    """Tabulate which label was taken for which; empty cells are zero."""
    counts, (wanted_by, found_by) = result.confusion, sides(result, words)
    labels = sorted({label for pair in counts for label in pair if label})
    columns = [*labels, ""]
    nothing = words("nothing")
    rows = [
        (wanted or nothing, *(_or_empty(counts.get((wanted, found), 0), words) for found in columns))
        for wanted in columns
    ]
    heads = (f"{wanted_by} ↓ {found_by} →", *labels, nothing)
    return Table(words("Confusion"), heads, rows if labels else [], is_square=True)


def _or_empty(count: int, words: Words) -> str:
    return words.number(count) if count else ""


def _count(result: Result) -> int:
    return len(result.mistakes) + result.more


def _shares(score: Score, words: Words) -> tuple[str, str, str]:
    return words.percent(score.precision), words.percent(score.recall), words.percent(score.f1)


def _counts(score: Score, result: Result, words: Words) -> tuple[str, ...]:
    right = int(score.right)  # of strict scores: no overlap counts half
    counts = (right, score.wanted - right, score.found - right) if result.is_comparison else ()
    return tuple(map(words.number, counts or (right, score.found, score.wanted)))


def _kind(result: Result, mistake: Mistake, words: Words) -> str:
    """Name the kind of an error; between two layers nobody is wrong, so it says who alone has the mark."""
    if result.is_comparison and mistake.kind in (ErrorKind.MISSED, ErrorKind.SPURIOUS):
        return words("only second") if mistake.kind is ErrorKind.SPURIOUS else words("only first")
    return words(KINDS[mistake.kind])


def _shown(mistake: Mistake, span: Key | None) -> str:
    if span is None:
        return "–"
    surface = mistake.inside[span[0] - mistake.start : span[1] - mistake.start]
    return f"{span[2]}: {_short(surface)}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]} […] {text[-_LONGEST // 2 :]}"
