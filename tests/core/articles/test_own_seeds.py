"""The sample library comes in with its structure and metadata."""

import pytest

from core.articles import read_path
from core.assets import seed_folder
from core.records import ZoneRole

FACTS = {
    "01": ("Acht Stunden Gespräch, kaum Bewegung", "Alpenbote", "Anna Berger", "Genf", "2022-01-10T20:15"),
    "02": ("Blinken und Lawrow: neunzig Minuten in Genf", "Donaukurier am Morgen", "", "", "2022-01-21"),
    "03": ("Was Moskau schriftlich haben will", "Hafenblatt", "", "Genf", "2022-01-09T17:45"),
    "04": (
        "Nächste Station Wien: Nun sitzt auch Kiew am Tisch",
        *("Tagesrundschau", "Matthias Oehler", "Wien", "2022-01-11T18:15"),
    ),
    "05": ("Kein Durchbruch, aber ein neuer Termin", "Nordpost", "", "", "2022-01-21"),
}
ZONES = {
    "01": "kicker headline standfirst byline caption credit subhead subhead subhead boilerplate",
    "02": "headline caption credit boilerplate caption credit caption credit subhead subhead subhead credit subhead "
    "subhead sign-off boilerplate",
    "03": "kicker headline standfirst byline infobox subhead subhead boilerplate subhead subhead credit "
    + "boilerplate " * 13,
    "04": "boilerplate kicker headline standfirst byline caption credit subhead subhead subhead boilerplate",
    "05": "boilerplate standfirst subhead subhead sign-off sign-off",
}


@pytest.fixture(scope="module")
def articles():
    return {path.name[:2]: next(iter(read_path(path))) for path in sorted(seed_folder().glob("*.txt"))}


@pytest.mark.parametrize("name", sorted(FACTS))
def test_metadata(articles, name):
    article = articles[name]
    assert (article.title, article.source, article.author, article.place, article.published) == FACTS[name]
    assert article.lang == "de"


@pytest.mark.parametrize("name", sorted(ZONES))
def test_zones(articles, name):
    assert [str(zone.role) for zone in articles[name].zones] == ZONES[name].split()


def test_every_role_that_plain_text_can_tell_is_shown_by_the_sample_library(articles):
    shown = {zone.role for article in articles.values() for zone in article.zones}
    assert shown == set(ZoneRole) - {ZoneRole.BODY, ZoneRole.QUOTATION}  # only Markdown and web pages tell this one


def test_the_first_article_opens_with_what_a_reader_likes(articles):
    article = articles["01"]
    parts = {zone.role: article.text[zone.start : zone.end] for zone in reversed(article.zones)}
    assert parts[ZoneRole.KICKER] == "Gipfel am Genfersee"
    assert parts[ZoneRole.BYLINE] == "Von Anna Berger, Genf 10.01.2022, 20.15 Uhr"
    assert parts[ZoneRole.CREDIT] == "Foto: Keystone / Lea Moser"
    assert parts[ZoneRole.SUBHEAD] == "Garantien verlangt, Garantien verweigert"


def test_kicker_headline_and_byline_are_cut_out_of_one_line(articles):
    article = articles["04"]
    parts = {zone.role: article.text[zone.start : zone.end] for zone in reversed(article.zones[:5])}
    assert "\n" not in article.text[: article.zones[4].end]
    assert parts[ZoneRole.BOILERPLATE] == "date 2022-01"
    assert parts[ZoneRole.KICKER] == "Nach dem Gipfel von Genf"
    assert parts[ZoneRole.STANDFIRST].startswith("Die Ukraine war in Genf bloss Thema.")
    assert parts[ZoneRole.BYLINE] == "Matthias Oehler, Wien 11.01.2022, 18.15 Uhr"


def test_the_infobox_is_one_zone(articles):
    article = articles["03"]
    (box,) = [zone for zone in article.zones if zone.role is ZoneRole.INFOBOX]
    assert [line.split(":")[0] for line in article.text[box.start : box.end].split("\n")] == ["Name", "Amt", "Partei"]
