"""The gold test set: its markup is exact, every text parses and keeps the guideline, README.md states what is there."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from itertools import pairwise

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.formats import jsonl
from core.offsets import check_span
from core.records import DraftRelation, DraftSpan, Zone, ZoneRole
from tests.gold import agreement
from tests.gold.export import export
from tests.gold.loader import FIRST, HERE, SECOND, GoldArticle, count_table, load_gold
from tests.gold.markup import FAMILY, LABELS, Markup, MarkupError, parse, plain, render

META = {"title": "T", "source": "S", "date": "2023-03-14", "country": "DE", "topic": "politics"}
HEADER = "".join(f"{key}: {value}\n" for key, value in META.items())
ARTICLES = load_gold()
SHARED_RUN = 8  # words in a row that no text may have in common with a real article


def body(text: str) -> str:
    return f"{HEADER}\n{text}\n"


# --- the markup


def test_marks_values_names_relations_and_zones_are_read():
    source = body(
        "@kicker [LOC|Wien]\n"
        "@infobox Amt: [ROLE>b|Obfrau]\n@infobox Ort: [LOC|Graz]\n"
        "[QUOTE>b|„Am [DATE=2023-03-14|Dienstag]\n\ngeht es“], [CUE|sagte] [PER#b|Änne Berg] \\[sic\\] 🙂."
    )
    markup = parse(source)
    assert markup.text == ("Wien\nAmt: Obfrau\nOrt: Graz\n„Am Dienstag\n\ngeht es“, sagte Änne Berg [sic] 🙂.")
    assert [(markup.text[s.start : s.end], s.label, s.value) for s in markup.spans] == [
        ("Wien", "LOC", ""),
        ("Obfrau", "ROLE", ""),
        ("Graz", "LOC", ""),
        ("„Am Dienstag\n\ngeht es“", "QUOTE", "direct"),
        ("Dienstag", "DATE", "2023-03-14"),
        ("sagte", "CUE", ""),
        ("Änne Berg", "PER", ""),
    ]
    assert markup.relations == (DraftRelation("role_of", 1, 6), DraftRelation("speaker", 3, 6))
    assert markup.zones == (Zone(0, 4, ZoneRole.KICKER), Zone(5, 26, ZoneRole.INFOBOX))
    assert dict(markup.meta) == META
    assert render(markup) == source


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[PER|Anna", "PER is not closed"),
        ("Anna]", "closed that was not opened"),
        ("[PERSON|Anna]", "no label PERSON"),
        ("[PER Anna]", "no mark begins"),
        ("[PER|]", "is empty or has space"),
        ("[PER| Anna]", "is empty or has space"),
        ("[ORG|FC [LOC|Köln]]", "LOC stands inside ORG"),
        ("[PER>a|Anna]", "PER has no relations"),
        ("[ROLE>a|Obfrau]", "points to a, which is no PER"),
        ("[LOC#a|Wien] [ROLE>a|Obfrau]", "points to a, which is no PER"),
        ("[PER#a|Anna] [PER#a|Eva]", "two marks have one name"),
        ("a \\n", "a backslash stands before"),
        ("@nozone Text", "names a zone role"),
    ],
)
def test_broken_markup_is_refused_with_the_line(text, complaint):
    with pytest.raises(MarkupError, match=f"^line 8: .*{complaint}"):
        parse(body(f"Erste Zeile.\n{text}"))


@pytest.mark.parametrize("source", ["", HEADER, HEADER.replace("date", "day") + "\nText\n", "title: T\n\nText\n"])
def test_a_broken_header_is_refused(source):
    with pytest.raises(MarkupError, match=r"^line \d+: "):
        parse(source)


@st.composite
def markups(draw: st.DrawFn) -> Markup:
    """Random text with what the markup escapes, with nested marks, relations and zones on whole lines."""
    text = draw(st.text(st.sampled_from("ab ä🙂\u00a0[]\\|@>=#\n"), max_size=60))
    spans: list[DraftSpan] = []

    def fill(start: int, end: int, families: frozenset[str]) -> None:
        labels = [label for label in LABELS if FAMILY[label] in families]
        position = start
        while labels and position < end and draw(st.booleans()):
            first = draw(st.integers(position, end - 1))
            last = draw(st.integers(first + 1, end))
            surface = text[first:last]
            if surface == surface.strip():
                label = draw(st.sampled_from(labels))
                value = "direct" if label == "QUOTE" else draw(st.sampled_from(["", "2023-W11", "51:39 Stimmen"]))
                spans.append(DraftSpan(first, last, label, value=value))
                fill(first, last, families - {FAMILY[label]})
            position = last

    fill(0, len(text), frozenset(FAMILY.values()))
    ids = {f"p{index}": index for index, span in enumerate(spans) if span.label == "PER" and draw(st.booleans())}
    types = {"QUOTE": "speaker", "ROLE": "role_of"}
    relations = tuple(
        DraftRelation(types[span.label], head, child)
        for head, span in enumerate(spans)
        if span.label in types
        for child in ids.values()
        if draw(st.booleans())
    )
    zones: list[Zone] = []
    start = 0
    for line in text.split("\n"):
        if draw(st.booleans()):
            role = draw(st.sampled_from([role for role in ZoneRole if not zones or role is not zones[-1].role]))
            zones.append(Zone(start, start + len(line), role))
        start += len(line) + 1
    return Markup(META, text, tuple(spans), relations, tuple(zones), ids)


@given(markups())
def test_what_is_written_is_read_back(markup):
    again = parse(render(markup))
    assert (again.text, again.spans, again.relations) == (markup.text, markup.spans, markup.relations)
    assert (again.zones, again.ids, again.meta) == (markup.zones, markup.ids, markup.meta)
    assert parse(plain(render(markup))) == Markup(META, markup.text, (), zones=markup.zones)


# --- the texts


FILES = sorted([*FIRST.glob("*.txt"), *SECOND.glob("*.txt")])


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_file_is_canonical_and_its_spans_fit(path):
    source = path.read_text(encoding="utf-8")
    markup = parse(source)
    assert render(markup) == source
    for span in markup.spans:
        check_span(markup.text, span.start, span.end)
        assert "[" not in markup.text[span.start : span.end]
    for family in set(FAMILY.values()) - {"speech"}:
        ranges = [(span.start, span.end) for span in markup.spans if FAMILY[span.label] == family]
        assert all(end <= start for (_, end), (start, _) in pairwise(ranges))


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.name)
def test_an_article_keeps_the_guideline(article):
    text = article.text
    assert 120 <= len(text.split()) <= 260
    date.fromisoformat(article.published)
    headline = next(zone for zone in article.zones if zone.role is ZoneRole.HEADLINE)
    assert text[headline.start : headline.end] == article.markup.meta["title"]
    assert article.markup.meta["country"] != "CH" or "ß" not in text
    for quote in article.labelled("QUOTE"):
        surface = text[quote.start : quote.end]
        assert quote.value in ("direct", "indirect")
        assert (surface[0] in '„»«"‚‹') == (quote.value == "direct"), surface
        assert surface[-1] in '“«»"‘›' if quote.value == "direct" else surface[-1] not in ".,;:", surface
    for quantity in article.labelled("QUANTITY"):
        assert re.fullmatch(r"-?\d+(\.\d*[1-9])?((\.\.|:|/)\d+)?( \S.*)?", quantity.value), quantity.value
    for moment in article.labelled("DATE"):
        assert moment.value == "" or re.fullmatch(r"[\dXPT][\dXTWPYDMSHNIEVOAFUQ:./-]*", moment.value), moment.value


def test_marks_are_not_forgotten_where_the_same_full_name_stands_again():
    for article in ARTICLES:
        people = article.labelled("PER")
        for name in {article.text[person.start : person.end] for person in people}:
            for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", article.text) if " " in name else ():
                assert any(person.start <= found.start() and found.end() <= person.end for person in people), name


def test_numbers_are_those_of_the_readme():
    assert [article.number for article in ARTICLES] == list(range(1, 61))
    assert count_table(ARTICLES) in (HERE / "README.md").read_text(encoding="utf-8")


def test_a_third_is_annotated_twice_and_agreement_is_that_of_the_readme():
    pairs = agreement.pairs()
    assert [first.number for first, _ in pairs] == list(range(3, 61, 3))
    assert agreement.report(pairs) in (HERE / "README.md").read_text(encoding="utf-8")
    assert agreement.span_f1(pairs) > 0.95
    assert agreement.kappa(pairs, "names") > 0.95


def test_agreement_sees_a_difference():
    def article(text: str) -> GoldArticle:
        return GoldArticle("01_x", parse(body(text)))

    first = article("[ROLE>a|Obfrau] [PER#a|Anna] kam [DATE=2023|heuer] an")
    second = article("Obfrau [PER|Anna] kam [DATE=2022|heuer] [LOC|an]")
    pairs = [(first, second)]
    assert agreement.span_f1(pairs) == pytest.approx(2 * 2 / (3 + 3))
    assert agreement.span_f1(pairs, ["PER"]) == 1
    assert agreement.value_agreement(pairs, "DATE") == 0
    assert agreement.relation_f1(pairs, "role_of") == 0
    # 24 characters; names: 18 none by both, 4 PER by both, 2 none against LOC
    observed, expected = 22 / 24, (20 * 18 + 4 * 4) / 24**2
    assert agreement.kappa(pairs, "names") == pytest.approx((observed - expected) / (1 - expected))
    assert {(surface, span.label) for _, surface, span in agreement.differences(pairs)} == {
        ("Obfrau", "ROLE"),
        ("heuer", "DATE"),
        ("an", "LOC"),
    }


def test_texts_for_a_new_annotator_have_no_marks(tmp_path):
    agreement.strip(tmp_path)
    stripped = load_gold(tmp_path)
    assert [article.name for article in stripped] == [second.name for _, second in agreement.pairs()]
    assert not any(article.spans for article in stripped)
    assert agreement.span_f1(agreement.pairs(tmp_path)) == 0


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def runs_of(text: str) -> set[tuple[str, ...]]:
    words = words_of(text)
    return {tuple(words[i : i + SHARED_RUN]) for i in range(len(words) - SHARED_RUN + 1)}


def test_no_run_of_words_is_shared_with_a_real_article(real_seeds):
    if not real_seeds:
        pytest.skip("the real articles are not beside this checkout")
    real = set().union(*(runs_of(path.read_text(encoding="utf-8-sig")) for path in real_seeds))
    assert real
    assert not [article.name for article in ARTICLES if runs_of(article.text) & real]


# --- the way out


def test_the_export_reads_back_as_the_gold(tmp_path):
    path = tmp_path / "gold.jsonl"
    assert export(ARTICLES, path) == len(ARTICLES)
    lines = path.read_bytes().splitlines()
    for article, line in zip(ARTICLES, lines, strict=True):
        draft = jsonl.draft_of(orjson.loads(line)).draft
        assert (draft.text, draft.zones, draft.published) == (article.text, article.zones, article.published)
        assert draft.label_set is not None
        assert [label.code for label in draft.label_set.labels] == list(LABELS)
        assert spans_of(draft.spans or ()) == spans_of(article.spans)
        assert ends_of(draft.spans or (), draft.relations) == ends_of(article.spans, article.relations)
        again = BytesIO()
        jsonl.write([draft], again)
        assert again.getvalue().rstrip(b"\n") == line


def spans_of(spans: tuple[DraftSpan, ...]) -> list[tuple[int, int, str, str]]:
    return sorted((span.start, span.end, span.label, span.value) for span in spans)


def ends_of(spans: tuple[DraftSpan, ...], relations: tuple[DraftRelation, ...]) -> list[tuple[str, int, int]]:
    return sorted((relation.type, spans[relation.head].start, spans[relation.child].start) for relation in relations)
