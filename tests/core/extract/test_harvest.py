"""Where a proposal begins and ends: between two characters as a reader sees them, in every pipeline."""

import pytest
import spacy
from spacy.tokens import Doc, Span

from core.extract import ExtractionJob, ExtractionRun, available_pipelines
from core.extract.as_read import AsRead
from core.extract.harvest import Harvest
from core.extract.reading import Finding, Link, Reading, attach
from core.graphemes import is_boundary

ACCENT, FAMILY = "\u033f", "👨\u200d👩\u200d👧"  # an accent that no letter takes up


def harvested(text, findings, links=(), **options):
    """Give the surfaces and labels, and the relations, of what rules found in a text."""
    doc = spacy.blank("de").make_doc(text)
    attach(doc, Reading(text=text, findings=list(findings), links=list(links)))
    harvest = Harvest(AsRead(text), (), boilerplate=True, **options)
    harvest.add(doc, 0)
    spans, relations = harvest.result()
    return [(text[start:end], label) for start, end, label, *_ in spans], list(relations)


def found(text, surface, label="PER"):
    start = text.index(surface)
    return Finding(start, start + len(surface), label)


@pytest.mark.parametrize("trims", [False, True])
def test_no_letter_is_cut_from_its_accent(trims):
    text = f"Von Ada Löwe{ACCENT}, Köln und e{ACCENT}va"
    findings = [found(text, "Ada Löwe"), found(text, f"{ACCENT}va")]
    assert harvested(text, findings, trims=trims)[0] == [(f"Ada Löwe{ACCENT}", "PER"), (f"e{ACCENT}va", "PER")]


def test_an_entity_of_a_tokenizer_that_cuts_characters_is_widened():
    text = f"Löwe{ACCENT} {FAMILY}"
    doc = Doc(spacy.blank("xx").vocab, ["Löwe", ACCENT, "👨", "\u200d👩\u200d👧"], [False, True, False, False])
    doc.set_ents([Span(doc, 0, 1, "PER"), Span(doc, 3, 4, "MISC")])
    harvest = Harvest(AsRead(text), (), boilerplate=True)
    harvest.add(doc, 0)
    assert [span[:3] for span in harvest.result()[0]] == [(0, 5, "PER"), (6, len(text), "MISC")]


def test_a_character_that_lies_in_two_pieces_stays_whole():
    text = f"Löwe{ACCENT} kam"
    harvest = Harvest(AsRead(text), (), boilerplate=True)
    for start, end in ((0, 4), (4, len(text))):
        doc = spacy.blank("de").make_doc(text[start:end])
        attach(doc, Reading(text=text[start:end], findings=[Finding(0, 4, "PER")] if not start else []))
        harvest.add(doc, start)
    assert [span[:3] for span in harvest.result()[0]] == [(0, 5, "PER")]


def test_trimmings_go_where_asked_for_and_what_is_only_that_is_no_finding():
    text = "🙂 Paris, \u200eSiemens\u2063 AG; Änne 🙂🇩🇪. 🙂🇩🇪 bei 20°"
    names = ["🙂 Paris", "\u200eSiemens\u2063 AG", "Änne 🙂🇩🇪"]
    findings = [*(found(text, name) for name in names), found(text, ". 🙂🇩🇪"), found(text, "20°", "QUANTITY")]
    findings[3] = Finding(findings[3].start + 1, findings[3].end, "ORG")
    kept = [(name, "PER") for name in names]
    assert harvested(text, findings)[0] == [*kept, (" 🙂🇩🇪", "ORG"), ("20°", "QUANTITY")]
    names = ["Paris", "Siemens\u2063 AG", "Änne"]
    assert harvested(text, findings, trims=True)[0] == [*((name, "PER") for name in names), ("20°", "QUANTITY")]


@pytest.mark.parametrize("label", ["PER", "ORG", "LOC", "MISC", "LOCpart"])
@pytest.mark.parametrize(
    ("surface", "left"),
    [
        ("• Genf", "Genf"),
        ("•Genf –", "Genf"),
        ("- Genf", "Genf"),
        ("* 🙂 – Genf", "Genf"),
        ("Nord-", "Nord-"),
        ("U2 • Live", "U2 • Live"),
        ("‚Heil", "Heil"),
        ("‚ Berger", "Berger"),
        ("„Krone“", "Krone"),
        ("Krone“", "Krone"),
        ("Gasthaus „Krone“", "Gasthaus „Krone“"),
        ("„Krone“ Bern", "„Krone“ Bern"),
        ("Merz’", "Merz’"),
        ("3", "3"),
        ("•", ""),
        ("– •", ""),
        ("-", ""),
        ("„…“", ""),
    ],
)
def test_signs_of_lists_are_no_part_of_a_name_and_no_name(surface, left, label):
    text = f"Es folgt: {surface}\n"
    assert harvested(text, [found(text, surface, label)], trims=True)[0] == ([(left, label)] if left else [])


def test_a_quotation_keeps_its_dash():
    text = "„Ich wollte –“"
    assert harvested(text, [found(text, "Ich wollte –", "QUOTE")], trims=True)[0] == [("Ich wollte –", "QUOTE")]


def test_a_relation_follows_its_ends():
    text = f"🙂 Löwe, Rat{ACCENT}"
    person, role = found(text, "🙂 Löwe"), found(text, "Rat", "ROLE")
    spans, relations = harvested(text, [person, role], [Link("role", person, role)], trims=True)
    assert spans == [("Löwe", "PER"), (f"Rat{ACCENT}", "ROLE")]
    assert relations == [("role", 0, 1)]


def test_the_embedded_pipeline_proposes_names_without_trimmings():
    texts = (
        f"Von Ada Löwe{ACCENT}, Köln\n\nDer Rat der Stadt Köln tagte am Montag.",
        "Am Montag kam Änne Müller 🙂🇩🇪 nach Berlin. 🙂 Paris war ihr Ziel.",
        "Gestern wuchs \u200bSiemens\ufeff AG in München um 3 Prozent.",
    )
    jobs = [ExtractionJob(number, text) for number, text in enumerate(texts)]
    proposals = {
        each.article_id: each for batch in ExtractionRun(available_pipelines()[0], jobs) for each in batch.proposals
    }
    for number, text in enumerate(texts):
        for span in proposals[number].spans:
            assert is_boundary(text, span.start)
            assert is_boundary(text, span.end)
            surface = text[span.start : span.end]
            assert surface == surface.strip(" 🙂🇩🇪\u200b\ufeff")
    assert any(texts[1][s.start : s.end] == "Änne Müller" for s in proposals[1].spans)
