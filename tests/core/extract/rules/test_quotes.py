"""Quotations, direct and reported, their cues and speakers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.extract.reading import Finding
from core.extract.rules.cues import cues
from core.extract.rules.quote_marks import quotations
from core.extract.rules.quotes import find_quotes
from core.extract.rules.roles import find_roles
from core.extract.rules.speech_words import SUBJUNCTIVE, SURE
from tests.core.extract.rules.scored import examples, score


def read(text, names=()):
    """Give findings and links of a text whose PER names are given."""
    found = []
    for name in names:
        start = text.index(name)
        found.append(Finding(start, start + len(name), "PER"))
    return find_quotes(text, found, find_roles(text, found, ()))


def read_markup(markup):
    names = [Finding(s.start, s.end, s.label) for s in markup.spans if s.label not in ("ROLE", "QUOTE", "CUE")]
    return find_quotes(markup.text, names, find_roles(markup.text, names, markup.zones))


@pytest.mark.parametrize(("label", "precision", "recall"), [("QUOTE", 0.97, 0.97), ("CUE", 0.97, 0.97)])
def test_scored_examples(label, precision, recall):
    result = score("quotes", label, lambda markup, _: read_markup(markup)[0])
    assert result.precision >= precision, result
    assert result.recall >= recall, result
    assert result.values == 1, result


def test_speakers_of_the_examples():
    right = wrong = missed = 0
    for _, markup in examples("quotes"):
        wanted = {
            (markup.spans[r.head].start, markup.spans[r.head].end): markup.spans[r.child].start
            for r in markup.relations
        }
        found = {(link.head.start, link.head.end): link.child.start for link in read_markup(markup)[1]}
        right += sum(found.get(place) == child for place, child in wanted.items())
        missed += sum(place not in found for place in wanted)
        wrong += sum(place in found and found[place] != child for place, child in wanted.items())
    assert (wrong, missed) == (0, 0)
    assert right > 25


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("„Ja, ‚das‘ ist’s“, und", ["„Ja, ‚das‘ ist’s“", "‚das‘"]),
        ('"Nein", rief sie, "nie".', ['"Nein"', '"nie"']),
        ("«Gut», »ach«, ‹so›, ›nun‹", ["«Gut»", "»ach«", "‹so›", "›nun‹"]),
        ("„Eins.\n\n„Zwei.“ Ende", ["„Eins.\n\n„Zwei.“"]),
        ("„Eins.\n\nZwei.“ Ende", ["„Eins.\n\nZwei.“"]),
        ("„nie zu\n\nEnde\n\nnoch\n\neins\n\nzwei\n\ndrei“", []),
        ('Ein "Ende\n\nund "Anfang" hier', ['"Anfang"']),
        ("Hans’ Haus und Max’ Hof", []),
        ("“English” geht auch", ["“English”"]),
        ('„Was ist das "Ding" da?“', ['„Was ist das "Ding" da?“', '"Ding"']),
    ],
)
def test_pairs_of_marks(text, expected):
    assert [text[q.start : q.end] for q in quotations(text)] == expected


def test_a_pronoun_is_the_person_of_its_gender_who_was_named_last():
    text = "Ministerin Ida Muster traf Sprecher Max Beispiel. „Es geht voran“, sagte sie."
    _, links = read(text, ["Ida Muster", "Max Beispiel"])
    assert [text[link.child.start : link.child.end] for link in links] == ["Ida Muster"]


def test_who_is_named_inside_a_quotation_does_not_speak():
    text = "Ida Muster war da. „Max Beispiel kommt nicht mehr“, sagte sie."
    _, links = read(text, ["Ida Muster", "Max Beispiel"])
    assert [text[link.child.start : link.child.end] for link in links] == ["Ida Muster"]


def test_a_body_speaks_without_a_link():
    _, links = read("Ida Muster war da. Niemand sei verletzt, teilte die Polizei mit.", ["Ida Muster"])
    assert links == []


def test_a_title_that_the_model_marked_is_no_quotation():
    text = "Ida Muster sagte, „Der lange Weg“ sei ihr bestes Buch."
    work = Finding(text.index("Der lange"), text.index("“"), "MISC")
    found, _ = find_quotes(text, [work], find_roles(text, [], ()))
    assert [text[f.start : f.end] for f in found if f.label == "QUOTE"] == ["„Der lange Weg“ sei ihr bestes Buch"]
    assert [f.value for f in found if f.label == "QUOTE"] == ["indirect"]


def test_word_lists_hold_no_word_twice_with_two_meanings():
    assert not SUBJUNCTIVE & {"heute", "eine", "keine", "alle"}
    assert {"sagte", "gesagt", "mitteilte", "erklärt", "rief"} <= SURE.keys()
    assert "meinen" not in {cue.lemma for cue in cues("in meinen Augen", 0, 15)}


@given(st.text(alphabet='„“”«»"‚‘’ abcAB.,:;\nsagteiß', max_size=80))
def test_any_text_is_read_without_a_fault(text):
    findings, links = find_quotes(text, [], find_roles(text, [], ()))
    assert links == []
    for found in findings:
        assert 0 <= found.start < found.end <= len(text)
        assert text[found.start : found.end].strip() == text[found.start : found.end]
