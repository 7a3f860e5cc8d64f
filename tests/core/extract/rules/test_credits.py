"""Names in photo credits, bylines and sign-offs."""

from unicodedata import normalize

import pytest

from core.extract.rules.credits import find_credits
from core.records import Zone, ZoneRole


def read(text, role=None):
    """Give surfaces and labels; the whole text is a zone of a role, where one is given."""
    zones = (Zone(0, len(text), role),) if role else ()
    return [(text[f.start : f.end], f.label) for f in find_credits(text, zones).findings]


@pytest.mark.parametrize(
    ("credit", "expected"),
    [
        ("Foto: REUTERS/Anna Muster", [("REUTERS", "ORG"), ("Anna Muster", "PER")]),
        ("Foto: Anna MUSTER / AFP", [("Anna MUSTER", "PER"), ("AFP", "ORG")]),
        ("Foto: AP / Bogdan Probow", [("AP", "ORG"), ("Bogdan Probow", "PER")]),
        ("Bild: Keystone", [("Keystone", "ORG")]),
        ("Bild: Keystone/Urs Tal", [("Keystone", "ORG"), ("Urs Tal", "PER")]),
        ("Der Platz am Abend. (Bild: Rosa Klee)", [("Rosa Klee", "PER")]),
        ("Fotos: Rosa Klee, Urs Tal", [("Rosa Klee", "PER"), ("Urs Tal", "PER")]),
        ("Foto: imago images / Zorn", [("imago images", "ORG"), ("Zorn", "PER")]),
        (
            "Foto: picture alliance/dpa | J. van der Tal",
            [("picture alliance", "ORG"), ("dpa", "ORG"), ("J. van der Tal", "PER")],
        ),
        (
            "Titelbild: © Rosa Klee/The Green House/dpa",
            [("Rosa Klee", "PER"), ("The Green House", "ORG"), ("dpa", "ORG")],
        ),
        ("Foto: Rosa Klee via www.bild.example", [("Rosa Klee", "PER")]),
        ("Foto: Symbolbild", []),
        ("Fotos: dpa (2), Urs Tal", [("dpa", "ORG"), ("Urs Tal", "PER")]),
        ("FOTO: DPA", [("DPA", "ORG")]),
        ("Foto: Rosa Klee/dpa/Archiv", [("Rosa Klee", "PER"), ("dpa", "ORG")]),
        ("Bild: Rosa della Valle/Keystone", [("Rosa della Valle", "PER"), ("Keystone", "ORG")]),
        ("Foto: Kantonspolizei Uri", [("Kantonspolizei Uri", "ORG")]),
        ("Foto: Rosa Klee/Pool Photo/AP", [("Rosa Klee", "PER"), ("AP", "ORG")]),
        ("Das Foto: ein Beweis, sagt sie.", []),
    ],
)
def test_credits_behind_a_mark(credit, expected):
    assert read(credit) == expected


def test_a_credit_zone_needs_no_mark():
    assert read("Keystone", ZoneRole.CREDIT) == [("Keystone", "ORG")]
    assert read("Keystone") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Er ging. (bbl, Reuters, 21.1.2022)", [("Reuters", "ORG")]),
        ("Er ging. (dpa/afp/red)", [("dpa", "ORG"), ("afp", "ORG")]),
        ("Graz (APA) – Es regnet.", [("APA", "ORG")]),
        ("Er (Grüne) ging mit ihr (AP) heim.", []),
        ("Sie kam (mit Material von dpa)", []),
    ],
)
def test_sign_offs(text, expected):
    assert read(text) == expected


def test_bylines():
    assert read("Von Anna Muster und Urs Tal, Wien", ZoneRole.BYLINE) == [("Anna Muster", "PER"), ("Urs Tal", "PER")]
    assert read("Von Anna Muster\n\nText") == [("Anna Muster", "PER")]
    assert read("Von den Bergen kam Wind.") == []
    assert read("Interview: Anna Muster\n\nText") == [("Anna Muster", "PER")]
    assert read("Von unserem Korrespondenten Urs Tal") == [("Urs Tal", "PER")]
    both = read("Von Anna Muster (Text) und Urs Tal (Fotos)")
    assert both == [("Anna Muster", "PER"), ("Urs Tal", "PER")]


@pytest.mark.parametrize("text", ["Von Ada Löwé und Ömer Müller, Köln", "Foto: Ömer Löwé/Ada Müller"])
def test_names_with_accents_of_their_own_are_read_as_those_without(text):
    decomposed = normalize("NFD", text)
    assert len(decomposed) > len(text)
    assert read(decomposed) == [(normalize("NFD", surface), label) for surface, label in read(text)] != []


def test_what_the_grammar_settles_is_claimed():
    text = "Foto: REUTERS/Anna Muster"
    assert [text[start:end] for start, end in find_credits(text, ()).claims] == ["REUTERS", "Anna Muster"]
