"""Adjectives of countries and their people."""

import pytest

from core.extract.rules.demonyms import find_demonyms


def found(text, taken=()):
    return [text[start:end] for start, end in find_demonyms(text, taken)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die russische und die nordkoreanische Seite", ["russische", "nordkoreanische"]),
        ("Der Finne traf zwei Französinnen und die Schweizer.", ["Finne", "Französinnen", "Schweizer"]),
        ("Viele Polen und drei Esten kamen.", []),
        ("Das kostet zehn schwedische Kronen, zehn US-Dollar.", []),
        ("Sie ging ins Deutsche Theater, er las steirische Sagen.", ["steirische"]),
        ("Der Japaner-Laden und Finnenkanu", []),
        ("Wiener Schnitzel", []),
    ],
)
def test_what_is_a_demonym(text, expected):
    assert found(text) == expected


def test_what_is_marked_is_left():
    assert found("Die russische Seite", [(4, 13)]) == []
