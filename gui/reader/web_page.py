"""The marked article as one web page to hand on: it looks like the window, loads nothing and runs nothing.

Light, or dark where the reader's system is; on paper light. Chips and cards are made by the style sheet and the kicker
has small capitals, so that what is copied is the article's text and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import pairwise
from pathlib import Path
from string import Template

from PySide6.QtCore import QSaveFile

from core.errors import ExportError
from core.files import refuse_library
from core.marks import MarkIndex
from core.records import Article, LabelSet, Mark, ZoneRole
from gui.fonts import BUNDLED_SERIF
from gui.i18n import current_language
from gui.reader.blocks import BlockTable
from gui.reader.card import MoreRows, rows_of
from gui.reader.inks import Inks
from gui.reader.legend import Entry, legend
from gui.reader.marks import assign_lanes
from gui.reader.typography import typography
from gui.theme import Theme, load_theme

_PAGE = Template(
    """<!DOCTYPE html>
<html lang="$lang">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Leuchtstift">
<meta name="color-scheme" content="light dark">
<title>$title</title>
<style>
:root { color-scheme: light dark; }
$light
@media screen and (prefers-color-scheme: dark) {
$dark
}
body { background: var(--paper); color: var(--text); margin: 0; font: 19px/1.75 $serif; }
main, aside { max-width: ${column}px; margin: 36px auto; padding: 0 34px; overflow-wrap: anywhere; }
p, h1, h2 { margin: 0 0 14px; white-space: pre-wrap; }
.kicker { font: 600 18.5px/1.35 $sans; font-variant-caps: all-small-caps; letter-spacing: .09em; color: var(--accent);
  margin: 0; }
.headline { font-size: 36px; line-height: 1.45; }
.standfirst { font-size: 21px; font-style: italic; color: var(--muted); }
.byline, .caption, .credit, .boilerplate, table, aside { font: 14px/1.95 $sans; }
.byline, .caption, aside { color: var(--muted); }
.caption, .credit { border-inline-start: 3px solid var(--rule); padding-inline-start: 15px; margin-block: 17px; }
.credit { font-size: 13px; }
.credit, .sign-off, .boilerplate { color: var(--faint); }
.caption + .credit { margin-top: -17px; }
.subhead { font-size: 21px; margin: 24px 0 2px; line-height: 1.6; }
.quotation { font-style: italic; margin: 16px 1.7em; }
.sign-off { font-size: 17px; font-style: italic; }
table { background: var(--panel); border: 1px solid var(--rule); border-spacing: 18px 0; padding: 10px 0;
  margin: 19px 0; width: 100%; }
th { text-align: start; vertical-align: top; font-weight: 600; width: 7em; }
td { white-space: pre-wrap; }
mark { position: relative; color: inherit; background: none; border: 0 solid var(--line); padding-block: 1px; }
.a { background: var(--fill); border-block-end-width: 2px; padding-block-end: calc(3px * var(--lane, 0)); }
.faint .a { color: var(--text); }
.p { border-style: dashed; border-block-width: 1px; margin-block: -1px; }
.p.s { border-inline-start-width: 1px; margin-inline-start: -1px; }
.p.e { border-inline-end-width: 1px; margin-inline-end: -1px; }
.a.s { border-start-start-radius: 3px; }
.a.e { border-start-end-radius: 3px; }
mark.s::before { content: attr(data-c); position: absolute; inset-block-end: 100%;
  inset-inline-start: var(--shift, 0);
  font: 700 8px/1 $sans; letter-spacing: .09em; color: var(--ink); white-space: nowrap; }
mark:focus { outline: 2px solid var(--line); outline-offset: 1px; }
mark:focus::after { content: attr(title); position: absolute; z-index: 1; inset-block-start: calc(100% + 7px);
  inset-inline-start: 0; width: max-content; max-width: 20em; padding: 7px 11px; border: 1px solid var(--rule);
  border-block-start: 3px solid var(--line); border-radius: 5px; background: var(--panel); color: var(--text);
  font: 14px/1.5 $sans; text-transform: none; letter-spacing: normal; font-variant-caps: normal; white-space: pre-line;
  box-shadow: 0 3px 12px #0003; }
aside { user-select: none; -webkit-user-select: none; }
aside ul { list-style: none; margin: 0; padding: 14px 0 0; border-top: 1px solid var(--rule); display: flex;
  flex-wrap: wrap; gap: 6px 20px; }
aside mark { padding: 2px 6px; margin: 0 4px 0 0; font-size: 11px; font-weight: 700; color: var(--ink); }
@media print {
  @page { margin: 20mm; }
  body { font-size: 12.5pt; background: none; }
  main, aside { max-width: none; margin: 0 0 24px; padding: 0; }
  p, td { orphans: 2; widows: 2; }
  h1, h2, .kicker { break-after: avoid; }
  table, aside { break-inside: avoid; }
  mark, table { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
</style>
</head>
<body>
<main dir="auto">
$body
</main>
$legend</body>
</html>
"""
)
_TAGS = {ZoneRole.HEADLINE: "h1", ZoneRole.SUBHEAD: "h2"}
_FAINT = (ZoneRole.CREDIT, ZoneRole.SIGN_OFF, ZoneRole.BOILERPLATE, ZoneRole.KICKER)
# Widths in ems of a chip's font, for what the reader's fonts are is not known: a chip's letter at its widest, the gap
# to the next chip, a narrow character of the article.
_CHIP_LETTER, _CHIP_GAP, _CHARACTER = 0.9, 0.5, 0.8
_COLOURS = ("paper", "panel", "rule", "text", "muted", "faint", "accent")
# What no HTML may have: controls, and code points that are none.
_FORBIDDEN = dict.fromkeys((*range(9), 11, *range(14, 32), *range(127, 160), *range(0xFDD0, 0xFDF0)), "\ufffd")


def _nothing(_: Mark) -> Iterable[tuple[str, str]]:
    return ()


def write_web_page(
    path: Path, article: Article, marks: MarkIndex, labels: LabelSet | None, more: MoreRows = _nothing
) -> None:
    """Write the page in one step; ExportError if it cannot be written, and then an older file is untouched."""
    refuse_library(path)
    file = QSaveFile(str(path))
    page = web_page(article, marks, labels, more).encode("utf-8", "replace")
    if not file.open(QSaveFile.OpenModeFlag.WriteOnly) or file.write(page) != len(page) or not file.commit():
        raise ExportError(f"{path.name} cannot be written ({file.errorString()}). Choose another place.")


def web_page(article: Article, marks: MarkIndex, labels: LabelSet | None, more: MoreRows = _nothing) -> str:
    """Give the whole page: plain HTML and CSS. ``more`` gives what only the window knows of a mark."""
    types = typography()
    themes = [load_theme(name) for name in ("light", "dark")]
    light, dark = (Inks(theme, labels, types.chip_font) for theme in themes)
    writer = _Writer(article, marks, labels, light.hidden, more)
    return _PAGE.substitute(
        lang=escape(article.info.lang or "und"),
        title=_safe(article.info.title or article.text[:60].strip() or "Leuchtstift"),
        column=types.width,
        serif=f'"{BUNDLED_SERIF}", "Source Serif 4", Charter, Georgia, serif',
        sans='system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif',
        light=_colours(themes[0], light, writer.classes),
        dark=_colours(themes[1], dark, writer.classes),
        body="\n".join(writer.paragraphs()),
        legend=_legend(legend(marks, labels, light.hidden), writer.classes),
    )


def _colours(theme: Theme, inks: Inks, classes: dict[str, int]) -> str:
    """Give a theme as custom properties, those of labels by their classes; the plain ones are of no label."""
    named = theme.colours()
    rules = [":root { " + " ".join(f"--{role}: {named[role]};" for role in _COLOURS) + " }"]
    for selector, label in [("mark", ""), *((f".l{number}", label) for label, number in classes.items())]:
        ink = inks.of(label)
        rules.append(f"{selector} {{ --fill: {ink.fill.name()}; --line: {ink.line.name()}; --ink: {ink.ink.name()}; }}")
    return "\n".join(rules)


def _legend(entries: list[Entry], classes: dict[str, int]) -> str:
    if not entries:
        return ""
    items = []
    for entry in entries:
        label = f" l{classes[entry.label]}" if entry.label else ""
        sign = _safe(entry.sign) or "&nbsp;&nbsp;&nbsp;&nbsp;"
        state = "p s e" if entry.is_dashed else "a"
        items.append(f'<li><mark class="{state}{label}">{sign}</mark> {_safe(entry.meaning)}</li>')
    return f'<aside lang="{current_language()}">\n<ul>\n{chr(10).join(items)}\n</ul>\n</aside>\n'


def _safe(text: str) -> str:
    return escape(text.translate(_FORBIDDEN))


class _Writer:
    """Turns one article into HTML; ``classes`` numbers the labels that it uses."""

    def __init__(
        self, article: Article, marks: MarkIndex, labels: LabelSet | None, hidden: frozenset[str], more: MoreRows
    ) -> None:
        self._text = article.text
        self._table = BlockTable(article.text, article.zones)
        self._marks = marks
        self._labels = labels
        self._hidden = hidden
        self._more = more
        used = sorted({mark.label for mark in marks if mark.label not in hidden})
        self.classes = {label: number for number, label in enumerate(used)}

    def paragraphs(self) -> Iterator[str]:
        """Yield the paragraphs; the lines of an infobox are the rows of one table."""
        table = self._table
        number, in_box = 0, False
        while number < len(table):
            blocks, role = table.paragraph(number), table.role(number)
            start, end = table.starts[number], table.end(blocks[-1])
            if (role is ZoneRole.INFOBOX) != in_box:
                in_box = not in_box
                yield "<table>" if in_box else "</table>"
            if self._text[start:end].strip():
                yield self._row(number, start, end) if in_box else self._paragraph(role, start, end)
            number = blocks.stop
        if in_box:
            yield "</table>"

    def _paragraph(self, role: ZoneRole, start: int, end: int) -> str:
        tag = _TAGS.get(role, "p")
        faint = " faint" if role in _FAINT else ""
        return f'<{tag} class="{role}{faint}" dir="auto">{self._content(start, end)}</{tag}>'

    def _row(self, number: int, start: int, end: int) -> str:
        key = self._table.keys.get(number, 0)
        if 0 < key < end - start:
            behind = start + key + self._text[start + key].isspace()
            name, value = self._content(start, start + key), self._content(behind, end)
            return f'<tr><th scope="row">{name}</th><td>{value}</td></tr>'
        tag = "th" if key else "td"
        return f'<tr><{tag} colspan="2">{self._content(start, end)}</{tag}></tr>'

    def _content(self, start: int, end: int) -> str:
        """Give a range cut at every edge of a mark, each piece inside the marks that cover it, outermost first.

        So marks that cross are nested pieces, and the page is well-formed whatever overlaps. A chip moves on where it
        would stand on the one before.
        """
        marks = [mark for mark in self._marks.between(start, end) if mark.label not in self._hidden]
        lanes = assign_lanes([(mark.start, mark.end) for mark in marks])
        parts = [
            (mark, lane, low, high)
            for mark, lane in zip(marks, lanes, strict=True)
            for low, high in mark.span.fragments or ((mark.start, mark.end),)
        ]
        edges = {start, end, *(edge for part in parts for edge in part[2:] if start < edge < end)}
        written = []
        free = 0.0  # where the next chip may stand, in ems of its font from the start of the range
        for low, high in pairwise(sorted(edges)):
            over = [part for part in parts if part[2] <= low and high <= part[3]]
            for mark, lane, first, last in over:
                kinds = f"{' s' if first == low else ''}{' e' if last == high else ''}"
                style = f"--lane:{lane}"
                if first == low:
                    at = _CHARACTER * (low - start)
                    place = max(free, at)
                    style += f";--shift:{place - at:.1f}em"
                    free = place + _CHIP_LETTER * len(mark.label) + _CHIP_GAP
                written.append(self._opening(mark, kinds, style))
            written += [_safe(self._text[low:high]), "</mark>" * len(over)]
        return "".join(written)

    def _opening(self, mark: Mark, kinds: str, style: str) -> str:
        label = self._labels.get(mark.label) if self._labels else None
        facts = [label.title_for(current_language()) if label else mark.label]
        facts += [f"{name}: {value}" for name, value in (*rows_of(mark), *self._more(mark))]
        state = "a" if mark.is_decided else "p"
        focus = ' tabindex="0"' if " s" in kinds else ""
        return (
            f'<mark class="l{self.classes[mark.label]} {state}{kinds}" style="{style}"{focus}'
            f' title="{_safe(chr(10).join(facts))}" data-c="{_safe(mark.label)}">'
        )
