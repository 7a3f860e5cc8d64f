"""Reports: what stands in them in both languages, that texts cannot become markup, that tables can be read out."""

from __future__ import annotations

import ast
import json
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from core import review
from core.assets import resource
from core.records import DraftSpan, Zone, ZoneRole
from core.review import report_tables
from core.review.evaluate import Judged
from core.review.evaluate_report import Result, judge
from core.review.report_html import html
from core.review.report_markdown import markdown
from core.review.report_words import KINDS, ZONES, Words, system_language
from tests.core.review.nasty import nasty_result

GERMAN = json.loads(resource("i18n", "report.de.json").read_text(encoding="utf-8"))
TEXT = "Wendy Sherman sprach am Montag in Genf mit Sergej Rjabkow über die Lage an der Grenze zur Ukraine. " * 3


class Page(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words += data


def result_of(name: str = "p 1", found: tuple[DraftSpan, ...] = ()) -> Result:
    """Two articles; Sherman and Genf are wanted in both."""
    zones = (Zone(0, 99, ZoneRole.HEADLINE), Zone(99, len(TEXT), ZoneRole.BODY))
    wanted = (DraftSpan(0, 13, "PER"), DraftSpan(34, 38, "LOC"), DraftSpan(133, 137, "LOC"))
    return judge(name, [Judged(key, f"Titel {key}", TEXT, wanted, found, zones=zones) for key in "ab"])


def compared() -> Result:
    found = (DraftSpan(0, 5, "PER"), DraftSpan(133, 137, "LOC"))
    kappas = {"LOC": 0.5, "PER": 0.25, "all": 0.4}
    return replace(result_of("eins – zwei", found), sides=("eins", "zwei"), kappas=kappas)


def literals(name: str) -> set[str]:
    """Give the texts that a module passes to ``words``, whole or both where a condition chooses."""
    tree = ast.parse((Path(review.__file__).parent / f"{name}.py").read_text(encoding="utf-8"))
    found: set[str] = set()
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "words":
            assert isinstance(call.args[0], ast.Constant | ast.Subscript), ast.unparse(call)
        if isinstance(call, ast.Call) and ast.unparse(call.func) in ("words", "words.counted"):
            found |= {part.value for part in call.args if isinstance(part, ast.Constant)}
    return found


def test_every_text_has_a_german_one_and_none_is_left_over():
    written = literals("report_tables") | literals("report_html") | literals("report_markdown")
    assert {"Overview", "Context", "{count} articles"} <= written
    assert GERMAN.keys() == written | set(KINDS.values()) | set(ZONES.values())


@pytest.mark.parametrize("english", GERMAN)
def test_a_german_text_has_the_same_places_for_values(english):
    values = {
        "gold": "G",
        "library": "Ω",
        "count": "7",
        "low": "1",
        "high": "2",
        "value": "3",
        "share": "4",
        "labels": "Ψ",
    }
    german = GERMAN[english].format(**values)
    assert [value for value in values.values() if value in english.format(**values)] == [
        value for value in values.values() if value in german
    ] or "{" not in english


@pytest.mark.parametrize(
    ("lang", "written"), [("en", ["1,234,567", "1,234.5", "0.250"]), ("de", ["1.234.567", "1.234,5", "0,250"])]
)
def test_numbers_are_written_as_the_language_has_them(lang, written):
    words = Words(lang)
    assert [words.number(1234567), words.number(1234.5, 1), words.number(0.25, 3)] == written
    assert [words.number(-0.25, 3), words.number(-0.0001, 3)] == [f"−{written[2]}", written[2].replace("25", "00")]


@pytest.mark.parametrize(
    ("said", "lang"), [("de_AT.UTF-8", "de"), ("en_GB.UTF-8", "en"), ("fr_FR", "en"), ("C", "en"), ("de:en", "de")]
)
def test_the_language_of_the_system_is_what_it_says_first(monkeypatch, said, lang):
    monkeypatch.delenv("LANGUAGE", raising=False)
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LC_MESSAGES", said)
    monkeypatch.setenv("LANG", "nl_NL.UTF-8")
    assert system_language() == lang


@pytest.mark.parametrize("write", [html, markdown])
def test_a_report_is_in_one_language(write):
    results = [result_of("eins 1"), result_of("zwei 1", (DraftSpan(0, 13, "PER"),))]
    german, english = write("gold.jsonl", results, "de"), write("gold.jsonl", results, "en")
    for text in ("Bewertung an gold.jsonl", "Überblick", "Fließtext", "Verwechslung", "übersehen", "33,3", "2 Artikel"):
        assert text in german
        assert text not in english
    for text in ("Evaluation on gold.jsonl", "Overview", "Body text", "Confusion", "missed", "33.3", "2 articles"):
        assert text in english
        assert text not in german


def test_zones_stand_in_the_order_of_an_article():
    table = next(table for table in report_tables.tables(result_of(), Words()) if table.heads[0] == "Zone")
    assert [row[0] for row in table.rows] == ["Headline", "Body text"]


def test_a_comparison_says_who_alone_has_a_mark():
    result = compared()
    assert [line.kind for line in report_tables.lines(result, Words())][:2] == ["other range", "only first"]
    page = html("lib.leuchtstift", [result], "de")
    assert "Vergleich von Ebenen in lib.leuchtstift" in page
    assert "Kappa 0,400" in page
    assert ">Unterschied<" in page


def test_errors_are_shown_between_whole_words():
    last = list(report_tables.lines(result_of(), Words()))[2]
    assert (last.before, last.inside, last.after) == (
        "…Wendy Sherman sprach am Montag in ",
        "Genf",
        " mit Sergej Rjabkow über die Lage an…",
    )


def test_long_spans_are_shortened():
    text = "a" * 200 + "b" * 200
    result = judge("p", [Judged("a", "t", text, (DraftSpan(0, 400, "QUOTE"),), ())])
    assert "a […] b" in html("Gold", [result])


def test_a_list_of_errors_that_nobody_reads_ends_and_says_so(monkeypatch):
    monkeypatch.setattr(report_tables, "LISTED", 3)
    assert "Errors: 6 (the first 3 are listed)" in markdown("Gold", [result_of()]).replace("\\", "")
    assert html("Gold", [result_of()]).count("<mark>") == 3


def test_html_shows_texts_as_text():
    page = Page(html("Gold <x>", [nasty_result()]))
    own = {"html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p", "div", "table", "thead"}
    assert {tag for tag, _ in page.tags} == own | {"tbody", "tr", "th", "td", "mark"}
    attributes = {name for _, attrs in page.tags for name in attrs}
    known = {"lang", "charset", "name", "content", "class", "scope", "colspan", "role", "tabindex", "aria-label"}
    assert attributes <= known
    for text in ("Gold <x>", "<u>pipe|line", "Titel <img src=x> | zwei", "alert(1)</script>", "<i>LOC"):
        assert text in page.words


def test_html_tables_can_be_read_out():
    page = Page(html("Gold", [result_of(), result_of("q 1")], "de"))
    assert ("html", {"lang": "de"}) in page.tags
    heads = [attrs for tag, attrs in page.tags if tag == "th"]
    assert {attrs["scope"] for attrs in heads} == {"col", "row", "rowgroup"}
    assert all(attrs["aria-label"] for tag, attrs in page.tags if attrs.get("role") == "region")


def test_html_needs_nothing_from_elsewhere_and_knows_dark_and_paper():
    page = html("Gold", [result_of()])
    assert "http" not in page
    assert "url(" not in page
    assert "prefers-color-scheme: dark" in page
    assert "@media print" in page


def test_markdown_keeps_its_tables():
    lines = markdown("Gold", [nasty_result()]).splitlines()
    head = next(n for n, line in enumerate(lines) if line.startswith("| Article"))
    rows = [line.replace("\\|", "") for line in lines[head:] if line.startswith("|")]
    assert len(rows) == 4  # head, rule, two errors
    assert {row.count("|") for row in rows} == {6}
    joined = "\n".join(lines).replace("\\<", "").replace("\\*", "").replace("\\[", "")
    assert "<" not in joined
    assert "**Fett" not in joined
