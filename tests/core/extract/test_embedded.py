"""The embedded pipeline with its rules, in the worker, on an article with zones."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.extract import ExtractionJob, ExtractionRun, Extractor, Options, available_pipelines
from core.records import Zone, ZoneRole

PARTS = (
    (ZoneRole.HEADLINE, "Stadtrat streitet über die Brücke 🌉"),
    (ZoneRole.BYLINE, "Von Anna Berger, Wien 10.01.2022, 19.30 Uhr"),
    (ZoneRole.CAPTION, "Die Brücke am Montagmorgen."),
    (ZoneRole.CREDIT, "Foto: REUTERS/Denis Huber"),
    (ZoneRole.INFOBOX, "Name: Maria Huber\nAmt: Bürgermeisterin"),
    (
        ZoneRole.BODY,
        "Bürgermeisterin Maria Huber will die Brücke für 2,3 Millionen Euro erneuern. "
        "„Wir haben lange genug gewartet“, sagte Huber am Montag in Wien. Die Arbeiten könnten im Februar beginnen.",
    ),
    (ZoneRole.BOILERPLATE, "Mehr von Peter Maier am Dienstag um 20 Uhr."),
)


def article():
    text, zones = "", []
    for role, part in PARTS:
        zones.append(Zone(len(text), len(text) + len(part), role))
        text += part + "\n\n"
    return ExtractionJob(1, text, tuple(zones), published="2022-01-10")


@pytest.fixture(scope="module")
def found():
    (batch,) = ExtractionRun(available_pipelines()[0], [article()])
    assert not batch.failed
    return batch.proposals[0]


def surfaces(found, label):
    text = article().text
    return [(text[s.start : s.end], s.value) for s in found.spans if s.label == label]


def test_times_are_counted_from_the_articles_date(found):
    assert surfaces(found, "DATE") == [
        ("10.01.2022, 19.30 Uhr", "2022-01-10T19:30"),
        ("am Montagmorgen", "2022-01-10TMO"),
        ("am Montag", "2022-01-10"),
        ("im Februar", "2022-02"),
    ]


def test_quantities(found):
    assert surfaces(found, "QUANTITY") == [("2,3 Millionen Euro", "2300000 EUR")]


def test_credits_have_their_own_grammar(found):
    assert ("REUTERS", "") in surfaces(found, "ORG")
    assert ("Denis Huber", "") in surfaces(found, "PER")
    assert not any("/" in surface for surface, _ in surfaces(found, "PER") + surfaces(found, "ORG"))


def test_quotation_cue_and_speaker_hang_together(found):
    text = article().text
    assert surfaces(found, "QUOTE")[0] == ("„Wir haben lange genug gewartet“", "direct")
    assert surfaces(found, "CUE") == [("sagte", "")]
    speakers = [(found.spans[r.head], found.spans[r.child]) for r in found.relations if r.type == "speaker"]
    assert [(text[quote.start], text[person.start : person.end]) for quote, person in speakers][:1] == [("„", "Huber")]


def test_roles_hang_on_their_person(found):
    text = article().text
    roles = {
        (
            text[found.spans[r.head].start : found.spans[r.head].end],
            text[found.spans[r.child].start : found.spans[r.child].end],
        )
        for r in found.relations
        if r.type == "role_of"
    }
    assert roles == {("Bürgermeisterin", "Maria Huber")}
    assert len(surfaces(found, "ROLE")) == 2


def test_boilerplate_is_left_alone_unless_asked(found):
    assert not any("Maier" in surface for surface, _ in surfaces(found, "PER"))
    info = available_pipelines()[0]
    (batch,) = ExtractionRun(replace(info, options=Options(boilerplate=True)), [article()])
    assert ("am Dienstag um 20 Uhr", "2022-01-11T20:00") in surfaces(batch.proposals[0], "DATE")


def test_rules_can_be_left_out():
    info = replace(available_pipelines()[0], options=Options(rules=("dates",)))
    (batch,) = ExtractionRun(info, [article()])
    labels = {span.label for span in batch.proposals[0].spans}
    assert "DATE" in labels
    assert not labels & {"QUANTITY", "QUOTE", "CUE", "ROLE"}
    assert batch.proposals[0].relations == ()


def test_scores_are_probabilities_and_no_span_comes_twice(found):
    assert all(span.score is None or 0 < span.score <= 1 for span in found.spans)
    assert {span.score for span in found.spans if span.label == "DATE"} == {0.96}
    keys = [(span.start, span.end, span.label) for span in found.spans]
    assert len(keys) == len(set(keys))
    assert keys == sorted(keys, key=lambda key: (key[0], -key[1], key[2]))


def test_the_real_articles_are_read(real_seeds: list[Path]):
    """Each has people, places and times; most have quotations with a speaker."""
    if not real_seeds:
        pytest.skip("no articles beside the checkout")
    texts = [path.read_text(encoding="utf-8") for path in real_seeds]
    with Extractor(available_pipelines()[0]) as extractor:
        jobs = [ExtractionJob(n, text, published="2022-01-21") for n, text in enumerate(texts)]
        proposals = [p for batch in extractor.run(jobs) for p in batch.proposals]
    assert [p.article_id for p in proposals] == list(range(len(texts)))
    for found in proposals:
        labels = {span.label for span in found.spans}
        assert {"PER", "LOC", "DATE", "QUOTE", "CUE"} <= labels
        text = texts[found.article_id]
        assert all(text[s.start : s.end].strip() == text[s.start : s.end] for s in found.spans)
    speakers = sum(relation.type == "speaker" for found in proposals for relation in found.relations)
    assert speakers > 30
