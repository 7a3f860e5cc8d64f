"""A report as one HTML page that needs nothing else, light, dark and on paper; what the texts contain stays text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from core.review import report_tables
from core.review.evaluate_report import Result
from core.review.report_tables import Line, Table
from core.review.report_words import Words

_STYLE = """
:root { color-scheme: light dark; --paper: #fcfbf8; --ink: #1f2328; --soft: #5b6168; --line: #d9d6cf; --band: #f1efe9;
  --mark: #ffe08a; --mark-ink: #1f2328; }
@media (prefers-color-scheme: dark) { :root { --paper: #1b1d20; --ink: #e4e2dd; --soft: #a3a7ad; --line: #3a3d42;
  --band: #25282c; --mark: #6b5410; --mark-ink: #fff3cf; } }
body { background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; margin: 2.5em auto;
  max-width: 72em; padding: 0 1.5em; }
h1 { font-size: 1.7em; line-height: 1.25; overflow-wrap: anywhere; } h2 { font-size: 1.3em; margin: 2.2em 0 .2em; }
h3 { font-size: 1.05em; margin: 1.8em 0 .4em; } p { color: var(--soft); margin: .2em 0; max-width: 46em; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { border-bottom: 1px solid var(--line); padding: .25em .7em; text-align: left; vertical-align: top; }
th:first-child, td:first-child { padding-left: .3em; }
thead th { border-bottom-color: var(--soft); color: var(--soft); font-weight: 600; white-space: nowrap; }
tbody th { font-weight: 500; }
.figures td, .figures thead th + th { font-variant-numeric: tabular-nums; text-align: right; white-space: nowrap; }
.square td { padding: .25em .5em; } .square td.same { background: var(--band); font-weight: 650; }
.square thead th { vertical-align: bottom; } .square thead th + th { line-height: 1; padding: .4em .5em; rotate: 180deg;
  text-align: left; writing-mode: vertical-rl; }
tr.sum > * { border-top: 1px solid var(--soft); font-weight: 650; }
.errors { width: 100%; } .errors td { overflow-wrap: anywhere; unicode-bidi: plaintext; }
.errors th[scope=rowgroup] { background: var(--band); font-weight: 650; }
.errors td:nth-child(2) { min-width: 6.5em; }
.errors .where { color: var(--soft); font-variant-numeric: tabular-nums; white-space: nowrap; }
.errors .context { font-family: "Source Serif Pro", Georgia, serif; min-width: 20em; }
mark { background: var(--mark); border-radius: 2px; color: var(--mark-ink); padding: 0 .1em; }
@media print {
  :root { color-scheme: light; --paper: #fff; --ink: #000; --soft: #444; --line: #bbb; --band: #eee; --mark: #ffe08a;
    --mark-ink: #000; }
  body { font-size: 9.5pt; margin: 0; max-width: none; padding: 0; }
  .wide { overflow: visible; } th, td { padding: .2em .4em; }
  h2, h3, th[scope=rowgroup] { break-after: avoid; } tr { break-inside: avoid; }
  mark, th[scope=rowgroup] { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""


def html(gold: str, results: Sequence[Result], lang: str = "en") -> str:
    """Give the report on some results in a language; ``gold`` names what they were measured on."""
    words = Words(lang)
    title = escape(report_tables.heading(gold, results, words))
    return (
        f'<!DOCTYPE html>\n<html lang="{words.lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n<h1>{title}</h1>\n{''.join(_body(results, words))}</main>\n</body>\n</html>\n"
    )


def _body(results: Sequence[Result], words: Words) -> Iterator[str]:
    for sentence in report_tables.legend(results, words):
        yield f"<p>{escape(sentence)}</p>\n"
    compared = report_tables.overview(results, words)
    if compared is not None:
        yield f"<h2>{escape(compared.title)}</h2>\n{_figures(compared)}"
    for result in results:
        yield f"<h2>{escape(result.pipeline)}</h2>\n<p>{escape(report_tables.summary(result, words))}</p>\n"
        for table in report_tables.tables(result, words):
            yield f"<h3>{escape(table.title)}</h3>\n{_figures(table)}"
        yield f"<h3>{escape(report_tables.errors_title(result, words))}</h3>\n"
        yield from _errors(result, words)


def _figures(table: Table) -> str:
    """Give a table of figures; what can be wider than the window scrolls by itself, with the keyboard too."""
    rows, last = [], len(table.rows) - 1
    for number, (name, *figures) in enumerate(table.rows):
        is_sum = table.has_sum and number == last
        cells = (
            f"<td{' class=same' if table.is_square and column == number < last else ''}>{escape(figure)}</td>"
            for column, figure in enumerate(figures)
        )
        rows.append(f"<tr{' class=sum' if is_sum else ''}><th scope=row>{escape(name)}</th>{''.join(cells)}</tr>\n")
    body = f"{_heads(table.heads)}<tbody>\n{''.join(rows)}</tbody>\n"
    title, kind = escape(table.title), "square" if table.is_square else "plain"
    return (
        f'<div class=wide role=region tabindex=0 aria-label="{title}">'
        f'<table class="figures {kind}">\n{body}</table></div>\n'
    )


def _errors(result: Result, words: Words) -> Iterator[str]:
    """Give the table of errors, article by article."""
    heads = report_tables.error_heads(words("Place"), result, words)
    yield f"<div class=wide><table class=errors>\n{_heads(heads)}"
    for title, lines in groupby(report_tables.lines(result, words), key=lambda line: line.title):
        yield f"<tbody>\n<tr><th scope=rowgroup colspan={len(heads)}>{escape(title)}</th></tr>\n"
        yield from map(_error, lines)
        yield "</tbody>\n"
    yield "</table></div>\n"


def _error(line: Line) -> str:
    cells = "".join(f"<td>{escape(text)}</td>" for text in (line.kind, *line.sides))
    return (
        f"<tr><td class=where>{escape(line.zone)} · {escape(line.position)}</td>{cells}<td class=context>"
        f"{escape(line.before)}<mark>{escape(line.inside)}</mark>{escape(line.after)}</td></tr>\n"
    )


def _heads(heads: Sequence[str]) -> str:
    cells = "".join(f"<th scope=col>{escape(head)}</th>" for head in heads)
    return f"<thead><tr>{cells}</tr></thead>\n"
