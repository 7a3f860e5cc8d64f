"""The marked article as one self-contained web page that looks like the window: zones, fills, chips, theme."""

from __future__ import annotations

from collections.abc import Iterator
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
from gui.reader.card import rows_of
from gui.reader.inks import Inks
from gui.reader.marks import assign_lanes
from gui.reader.typography import typography
from gui.theme import Theme

_PAGE = Template(
    """<!DOCTYPE html>
<html lang="$lang">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="generator" content="Leuchtstift">
<title>$title</title>
<style>
body { background: $paper; color: $text; margin: 0; font: 19px/1.75 $serif; }
article { max-width: ${column}px; margin: 36px auto 90px; padding: 0 34px; overflow-wrap: anywhere; }
p, h1, h2 { margin: 0 0 14px; white-space: pre-wrap; }
.kicker { font: 600 13px/1.9 $sans; letter-spacing: .13em; text-transform: uppercase; color: $accent; margin: 0; }
.headline { font-size: 36px; line-height: 1.45; }
.standfirst { font-size: 21px; font-style: italic; color: $muted; }
.byline, .caption, .credit, .boilerplate, table { font: 14px/1.95 $sans; }
.byline, .caption { color: $muted; }
.caption, .credit { border-inline-start: 3px solid $rule; padding-inline-start: 15px; margin-bottom: 0; }
.credit { font-size: 13px; }
.credit, .sign-off, .boilerplate { color: $faint; }
.credit + :not(.caption), .caption + :not(.credit) { margin-top: 17px; }
.subhead { font-size: 21px; margin: 24px 0 2px; line-height: 1.6; }
.quotation { font-style: italic; margin: 16px 1.7em; }
.sign-off { font-size: 17px; font-style: italic; }
table { background: $panel; border: 1px solid $rule; border-spacing: 18px 0; padding: 10px 0; margin: 19px 0;
  width: 100%; }
th { text-align: start; vertical-align: top; font-weight: 600; width: 7em; }
td { white-space: pre-wrap; }
.m { position: relative; color: inherit; border-style: none; padding-block: 1px; }
.m.a { background: var(--fill); border-block-end: 2px solid var(--line);
  padding-block-end: calc(3px * var(--lane)); }
.faint .m.a { color: $text; }
.m.p { border: 1px dashed var(--line); border-inline-width: 0; margin-block: -1px; }
.m.p.s { border-inline-start-width: 1px; margin-inline-start: -1px; }
.m.p.e { border-inline-end-width: 1px; margin-inline-end: -1px; }
.m.a.s { border-start-start-radius: 3px; }
.m.a.e { border-start-end-radius: 3px; }
.m.s::before { content: attr(data-c); position: absolute; inset-block-end: 100%;
  inset-inline-start: calc(.75em * var(--before, 0));
  font: 700 8px/1 $sans; letter-spacing: .09em; color: var(--ink); white-space: nowrap; user-select: none; }
$labels
</style>
</head>
<body>
<article dir="auto">
$body
</article>
</body>
</html>
"""
)
_TAGS = {ZoneRole.HEADLINE: "h1", ZoneRole.SUBHEAD: "h2"}
_FAINT = (ZoneRole.CREDIT, ZoneRole.SIGN_OFF, ZoneRole.BOILERPLATE, ZoneRole.KICKER)


def write_web_page(path: Path, article: Article, marks: MarkIndex, labels: LabelSet | None, theme: Theme) -> None:
    """Write the page in one step; ExportError if it cannot be written, and then an older file is untouched."""
    refuse_library(path)
    file = QSaveFile(str(path))
    page = web_page(article, marks, labels, theme).encode("utf-8", "replace")
    if not file.open(QSaveFile.OpenModeFlag.WriteOnly) or file.write(page) != len(page) or not file.commit():
        raise ExportError(f"{path.name} cannot be written ({file.errorString()}). Choose another place.")


def web_page(article: Article, marks: MarkIndex, labels: LabelSet | None, theme: Theme) -> str:
    """Give the whole page: plain HTML and CSS, nothing to load and nothing that runs."""
    types = typography()
    inks = Inks(theme, labels, types.chip_font)
    writer = _Writer(article, marks, labels, inks)
    return _PAGE.substitute(
        theme.colours(),
        lang=escape(article.info.lang or "de"),
        title=escape(article.info.title),
        column=types.width,
        serif=f'"{BUNDLED_SERIF}", "Source Serif 4", Charter, Georgia, serif',
        sans='system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif',
        labels="\n".join(_label_rule(inks, label, number) for label, number in writer.classes.items()),
        body="\n".join(writer.paragraphs()),
    )


def _label_rule(inks: Inks, label: str, number: int) -> str:
    ink = inks.of(label)
    return f".l{number} {{ --fill: {ink.fill.name()}; --line: {ink.line.name()}; --ink: {ink.ink.name()}; }}"


class _Writer:
    """Turns one article into HTML; ``classes`` numbers the labels that it uses."""

    def __init__(self, article: Article, marks: MarkIndex, labels: LabelSet | None, inks: Inks) -> None:
        self._text = article.text
        self._table = BlockTable(article.text, article.zones)
        self._marks = marks
        self._labels = labels
        self._hidden = inks.hidden
        used = sorted({mark.label for mark in marks if mark.label not in inks.hidden})
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
            return f"<tr><th>{name}</th><td>{value}</td></tr>"
        tag = "th" if key else "td"
        return f'<tr><{tag} colspan="2">{self._content(start, end)}</{tag}></tr>'

    def _content(self, start: int, end: int) -> str:
        """Give a range cut at every edge of a mark, each piece inside the marks that cover it, outermost first.

        So marks that cross are nested pieces, and the page is well-formed whatever overlaps.
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
        for low, high in pairwise(sorted(edges)):
            over = [part for part in parts if part[2] <= low and high <= part[3]]
            before = 0  # letters of the chips that stand there already
            for mark, lane, first, last in over:
                kinds = f"{' s' if first == low else ''}{' e' if last == high else ''}"
                written.append(self._opening(mark, kinds, f"--lane:{lane};--before:{before}"))
                before += len(mark.label) + 1 if first == low else 0
            written += [escape(self._text[low:high]), "</span>" * len(over)]
        return "".join(written)

    def _opening(self, mark: Mark, kinds: str, style: str) -> str:
        label = self._labels.get(mark.label) if self._labels else None
        facts = [label.title_for(current_language()) if label else mark.label]
        facts += [f"{name}: {value}" for name, value in rows_of(mark)]
        state = "a" if mark.is_decided else "p"
        return (
            f'<span class="m l{self.classes[mark.label]} {state}{kinds}" style="{style}"'
            f' title="{escape(chr(10).join(facts))}" data-c="{escape(mark.label)}">'
        )
