"""Reports: what stands in them, and that texts cannot become markup."""

from __future__ import annotations

import json
from html.parser import HTMLParser

from core.records import DraftSpan
from core.review.evaluate import Judged
from core.review.evaluate_report import as_json, html, judge, markdown, rows_of

NASTY = '<script>alert(1)</script> | **Fett** [x](http://x) `a`\n<b>Genf</b> & "Bern"'


def nasty_result():
    start = NASTY.index("Genf")
    wanted = (DraftSpan(0, 8, "PER"), DraftSpan(start, start + 4, "<i>LOC"))
    return judge("<u>pipe|line", [Judged("a", "Titel <img src=x> | zwei", NASTY, wanted, ())])


class Page(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data):
        self.words += data


def test_html_shows_texts_as_text():
    page = Page(html("Gold <x>", [nasty_result()]))
    own = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "table", "tr", "th", "td", "mark"}
    assert page.tags == own
    assert page.attributes <= {"lang", "charset", "name", "content", "class"}
    for text in ("Gold <x>", "<u>pipe|line", "Titel <img src=x> | zwei", "alert(1)</script>", "<i>LOC"):
        assert text in page.words


def test_html_needs_nothing_from_elsewhere():
    page = html("Gold", [judge("p", [Judged("a", "t", "Bern", (DraftSpan(0, 4, "LOC"),), ())])])
    assert "http" not in page
    assert "url(" not in page


def test_markdown_keeps_its_tables():
    lines = markdown("Gold", [nasty_result()]).splitlines()
    head = next(n for n, line in enumerate(lines) if line.startswith("| article"))
    rows = [line.replace("\\|", "") for line in lines[head:] if line.startswith("|")]
    assert len(rows) == 4  # head, rule, two errors
    assert {row.count("|") for row in rows} == {6}
    joined = "\n".join(lines).replace("\\<", "").replace("\\*", "").replace("\\[", "")
    assert "<" not in joined
    assert "**Fett" not in joined


def test_the_sum_of_all_labels_stands_last():
    spans = (DraftSpan(0, 4, "LOC"), DraftSpan(9, 13, "LOC"))
    rows = rows_of(judge("p", [Judged("a", "t", "Bern und Genf", spans, spans[:1])]).evaluation)
    assert [row[0] for row in rows] == ["LOC", "all"]
    assert rows[0][1:4] == ("100.0", "50.0", "66.7")


def test_long_spans_are_shortened_in_reports_only():
    text = "a" * 200 + "b" * 200
    result = judge("p", [Judged("a", "t", text, (DraftSpan(0, 400, "QUOTE"),), ())])
    assert "a […] b" in html("Gold", [result])
    assert as_json(result)["errors"][0]["text"] == text


def test_json_is_json():
    said = json.loads(json.dumps(as_json(nasty_result())))
    assert said["all"]["strict"]["recall"] == 0
    assert said["confusion"] == [
        {"wanted": "<i>LOC", "found": None, "count": 1},
        {"wanted": "PER", "found": None, "count": 1},
    ]
    assert [error["kind"] for error in said["errors"]] == ["missed", "missed"]
