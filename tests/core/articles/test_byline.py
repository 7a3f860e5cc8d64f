"""Lines that say who, where and when."""

import pytest

from core.articles.byline import Byline, is_bare_name, parse_byline, parse_dateline


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("Von Ada Lo\u0308we, Köln", Byline("Ada Lo\u0308we", "Köln")),  # accents as characters of their own
        ("Von Anna Berger", Byline("Anna Berger")),
        ("Von Anna Berger und Kai von der Heide, Genf", Byline("Anna Berger, Kai von der Heide", "Genf")),
        ("Von Anna Berger, dpa", Byline("Anna Berger")),
        ("Ein Kommentar von Anna Berger", Byline("Anna Berger")),
        ("Text: Anna Berger", Byline("Anna Berger")),
        ("By Jane Smith", Byline("Jane Smith")),
        ("Anna Berger, Genf 10.01.2022, 19.30 Uhr", Byline("Anna Berger", "Genf", "2022-01-10T19:30")),
        ("Anna Berger, Frankfurt am Main, 10. Januar 2022", Byline("Anna Berger", "Frankfurt am Main", "2022-01-10")),
        ("Von Anna Berger | 10.01.2022", Byline("Anna Berger", "", "2022-01-10")),
        ("Genf, 10.01.2022", Byline("", "Genf", "2022-01-10")),
        ("Stand: 09.01.2022, 17.45 Uhr", Byline("", "", "2022-01-09T17:45")),
        ("Montag, 10. Januar 2022", Byline("", "", "2022-01-10")),
        ("10.01.2022, 19:30", Byline("", "", "2022-01-10T19:30")),
        ("Veröffentlicht am 10.01.2022 | Aktualisiert: 11.01.2022", Byline("", "", "2022-01-10")),
    ],
)
def test_bylines(line, byline):
    assert parse_byline(line) == byline


@pytest.mark.parametrize(
    "line",
    [
        "Anna Berger",
        "Von Genf nach Wien in acht Stunden",
        "Von heute auf morgen war alles anders",
        "Der Vertrag vom 10.01.2022",
        "Am 10.01.2022 begann alles, und am 11.01.2022 war es vorbei",
        "10.01.2022, 11.01.2022, 12.01.2022",
        "Wie Anna Berger am 10.01.2022 nach Genf kam",
        "",
    ],
)
def test_other_lines(line):
    assert parse_byline(line) is None


@pytest.mark.parametrize(("line", "bare"), [("Anna Berger", True), ("Kai von der Heide", True), ("Anna", False)])
def test_bare_names(line, bare):
    assert is_bare_name(line) is bare


def test_a_dateline_needs_a_dash_and_a_capital_behind_it():
    assert parse_dateline("Genf – Das Treffen begann.").place == "Genf"
    assert parse_dateline("Genf (dpa) – Das Treffen begann.").wires == ("dpa",)
    assert parse_dateline("BERLIN (Reuters): „Wir reden“, sagte er.").place == "Berlin"
    for other in (
        "Genf – das war klar – wartet.",
        "Genf: Das Treffen",
        "Der Kreml – Russlands Machtzentrum",
        "In Genf – So",
    ):
        assert parse_dateline(other) is None, other
