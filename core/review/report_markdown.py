"""A report as Markdown (GitHub's tables); whatever the texts contain stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from core.review import report_tables
from core.review.evaluate_report import Result
from core.review.report_tables import Table
from core.review.report_words import Words

_MARKUP = re.compile(r"([\\`*_{}\[\]<>|#~&])")


def markdown(gold: str, results: Sequence[Result], lang: str = "en") -> str:
    """Give the report on some results in a language; ``gold`` names what they were measured on."""
    words = Words(lang)
    return "\n".join([f"# {_plain(report_tables.heading(gold, results, words))}", "", *_body(results, words)])


def _body(results: Sequence[Result], words: Words) -> Iterator[str]:
    for sentence in report_tables.legend(results, words):
        yield from (_plain(sentence), "")
    compared = report_tables.overview(results, words)
    if compared is not None:
        yield from (f"## {_plain(compared.title)}", "", *_figures(compared), "")
    for result in results:
        yield from _section(result, words)


def _section(result: Result, words: Words) -> Iterator[str]:
    yield from (f"## {_plain(result.pipeline)}", "", _plain(report_tables.summary(result, words)))
    for table in report_tables.tables(result, words):
        yield from ("", f"### {_plain(table.title)}", "", *_figures(table))
    yield from ("", f"### {_plain(report_tables.errors_title(result, words))}", "")
    heads = report_tables.error_heads(words("Article"), result, words)
    rows = (
        (
            *map(_plain, (f"{line.title}, {line.zone}, {line.position}", line.kind, *line.sides)),
            f"{_plain(line.before)}**[**{_plain(line.inside)}**]**{_plain(line.after)}",
        )
        for line in report_tables.lines(result, words)
    )
    yield from _table(heads, rows, figures=False)
    yield ""


def _figures(table: Table) -> Iterator[str]:
    return _table(table.heads, (tuple(map(_plain, row)) for row in table.rows), figures=True)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, figures: bool) -> Iterator[str]:
    """Give the lines of a table; of figures all columns but the first stand at the right."""
    yield f"| {' | '.join(map(_plain, heads))} |"
    yield f"| --- |{(' --: |' if figures else ' --- |') * (len(heads) - 1)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _plain(text: str) -> str:
    """Give text for one cell of a table: nothing in it is markup, and it has one line."""
    return _MARKUP.sub(r"\\\1", " ".join(text.splitlines()))
