"""Offices and professions, and whose they are."""

import pytest

from core.extract.reading import Finding
from core.extract.rules.people import People
from core.extract.rules.role_words import role_word
from core.extract.rules.roles import find_roles
from core.extract.rules.sentences import Sentences
from tests.core.extract.rules.scored import examples, score


def names_in(text, **labels):
    """Make findings of names, by label: ``names_in(text, PER=("Anna Berger",))``, each at all its places."""
    found = []
    for label, names in labels.items():
        for name in names:
            start = text.find(name)
            while start >= 0:
                found.append(Finding(start, start + len(name), label))
                start = text.find(name, start + 1)
    return found


def from_markup(markup):
    return [Finding(s.start, s.end, s.label) for s in markup.spans if s.label not in ("ROLE", "QUOTE", "CUE")]


def test_scored_examples():
    result = score(
        "roles", "ROLE", lambda markup, _: find_roles(markup.text, from_markup(markup), markup.zones).findings
    )
    assert result.precision >= 0.95, result
    assert result.recall >= 0.95, result


def test_roles_of_the_examples_are_tied_to_the_right_person():
    places = 0
    for _, markup in examples("roles"):
        wanted = {
            (markup.spans[r.head].start, markup.spans[r.head].end): markup.spans[r.child].start
            for r in markup.relations
        }
        links = find_roles(markup.text, from_markup(markup), markup.zones).links
        assert {(link.head.start, link.head.end): link.child.start for link in links} == wanted, markup.text
        places += len(wanted)
    assert places > 60


def test_a_role_points_to_the_nearest_mention_that_the_model_found():
    text = "Ida Stein leitet den Verein. Stein war müde. Die Präsidentin ging."
    names = [*names_in(text, PER=("Ida Stein",)), Finding(29, 34, "PER")]
    roles = find_roles(text, names, ())
    assert text[29:34] == "Stein"
    (link,) = roles.links
    assert text[link.head.start : link.head.end] == "Präsidentin"
    assert (link.child.start, link.child.end) == (29, 34)


@pytest.mark.parametrize(
    ("word", "head", "gender"),
    [
        ("US-Außenministerin", "minister", "f"),
        ("Ministerpräsidenten", "präsident", "m"),
        ("Ärztin", "arzt", "f"),
        ("Stadträtin", "stadtrat", "f"),
        ("CDU-Vorsitzende", "vorsitzender", ""),
        ("Bürgermeisters", "bürgermeister", "m"),
        ("CEO", "ceo", ""),
    ],
)
def test_words_that_name_a_role(word, head, gender):
    known = role_word(word)
    assert (known.head, known.gender) == (head, gender)


@pytest.mark.parametrize(
    "word", ["Fahrer", "Polizei", "Apparat", "Sommer", "Medizin", "Berlin", "Nachbarin", "Klägerin"]
)
def test_words_that_name_none(word):
    assert role_word(word) is None


def test_people_are_put_together_by_surname_and_first_name():
    text = "Ida Stein und Max Stein kamen. Steins Rede war kurz. Ida lachte. Auch Max Stein sprach."
    names = [*names_in(text, PER=("Ida Stein", "Max Stein")), Finding(31, 37, "PER"), Finding(53, 56, "PER")]
    people = People(text, names, Sentences(text))
    of = {text[m.start : m.end]: people.of(m).first for m in people.mentions}
    assert of == {"Ida Stein": "Ida", "Max Stein": "Max", "Steins": "Max", "Ida": "Ida"}


def test_a_name_without_a_letter_is_nobody():
    text = "• Trainer Max Stein sprach."
    names = [Finding(0, 1, "PER"), *names_in(text, PER=("Max Stein",))]
    assert len(People(text, names, Sentences(text)).mentions) == 1
    assert len(find_roles(text, names, ()).links) == 1
