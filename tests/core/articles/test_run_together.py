"""Kicker, headline, standfirst and byline run together in one line."""

import pytest

from core.articles import describe
from core.records import ArticleDraft, ZoneRole

BODY = (
    "\n\nDie Fähre nach Amrum fiel am Montag aus. Kapitän Jan Petersen sprach von einem Maschinenschaden. Erst am "
    "Abend ging es weiter, und viele Gäste mussten so lange in Dagebüll warten, weil kein anderes Schiff frei war.\n\n"
    "Bürgermeisterin Elke Janssen versprach Hilfe. Am Dienstag soll die Reederei erklären, wie es weitergeht.\n"
)


def parts(line):
    found = describe(ArticleDraft(text=line + BODY, title="", lang=""))
    return {str(zone.role): found.text[zone.start : zone.end] for zone in found.zones}, found


@pytest.mark.parametrize(
    ("kicker", "headline", "standfirst"),
    [
        ("Verkehr im Norden", "Gestrandete Gäste: Die Fähre nach Amrum fällt aus", "Ein Schaden legt das Schiff lahm."),
        (
            "Chaos in Dagebüll",
            "Verärgerte Gäste: So lief der Montag am Hafen",
            "Kapitän Jan Petersen bittet um Geduld.",
        ),
        ("", "Fähre nach Amrum fällt aus", "Der Kapitän spricht von einem Schaden. Viele warten."),
        ("", "Wann fährt die nächste Fähre?", "Die Gäste warten noch immer."),
        ("Nach der Panne", "Nächste Fähre am Abend: Nun geht es weiter", "Die Gäste sind erleichtert – fast alle."),
    ],
)
@pytest.mark.parametrize("prefix", ["", " date 2022-02 "])
def test_the_parts_are_cut_where_they_meet(prefix, kicker, headline, standfirst):
    byline = "Nora Felder, Dagebüll 07.02.2022, 14.10 Uhr"
    found, article = parts(prefix + " ".join(filter(None, [kicker, headline, standfirst, byline])))
    assert found.get("kicker", "") == kicker
    assert found["headline"] == headline
    assert found["standfirst"] == standfirst
    assert found["byline"] == byline
    assert (article.title, article.author, article.place) == (headline, "Nora Felder", "Dagebüll")
    assert article.published == "2022-02-07T14:10"
    assert [zone.role for zone in article.zones if zone.role is ZoneRole.BOILERPLATE] == (
        [ZoneRole.BOILERPLATE] if prefix else []
    )


def test_after_a_prefix_a_capital_where_there_is_none_is_enough():
    found, article = parts(" date 2022-02 Fähre nach Amrum fällt aus Die Gäste warten noch immer am Hafen.")
    assert (found["headline"], found["standfirst"]) == (
        "Fähre nach Amrum fällt aus",
        "Die Gäste warten noch immer am Hafen.",
    )
    assert article.published == "2022-02"


@pytest.mark.parametrize(
    "line",
    [
        "Die Partei Die Linke hat am Montag in Den Haag mit Vertretern der Grünen gesprochen. Es ging um Fähren.",
        "Am Montag hat Präsident Joe Biden in New York City mit Olaf Scholz gesprochen, wie Der Spiegel schreibt.",
        "Das Treffen zwischen Amrum und Föhr ist am Montag zu Ende gegangen. „Es war gut“, sagte Elke Janssen.",
    ],
)
@pytest.mark.parametrize("prefix", ["", " date 2022-02 "])
def test_ordinary_sentences_are_not_cut(prefix, line):
    found, _ = parts(prefix + line)
    assert set(found) <= {"boilerplate", "standfirst"}
    assert found.get("standfirst", line) == line


def test_a_first_paragraph_that_ends_with_a_date_is_not_taken_for_a_byline():
    found, _ = parts("Die Fähre fährt wieder. Das beschloss der Rat von Föhr am 07.02.2022, 14.10 Uhr")
    assert "byline" not in found
