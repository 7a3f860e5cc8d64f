"""The five real articles come in right, zone by zone (anchors of two words at most; the texts stay outside)."""

import pytest

from core.articles import read_path
from core.records import Zone

ZONES = {
    "000": [
        ("boilerplate", 1, 13, "date 2022-01", "2022-01"),
        ("kicker", 14, 29, "USA vs", "Russland"),
        ("headline", 30, 102, "Verhärtete Fronten", "Genf"),
        ("standfirst", 103, 185, "US-Delegationschefin Wendy", "hart."),
        ("byline", 186, 233, "Jan Dirk", "Uhr"),
        ("caption", 235, 286, "Russlands Delegation", "Genf."),
        ("credit", 287, 295, "Keystone", "Keystone"),
        ("subhead", 979, 1029, "Angst vor", "Ukraine"),
        ("subhead", 1516, 1557, "Russland beharrt", "Sicherheitsgarantien"),
        ("subhead", 2396, 2440, "Weitere Treffen", "an"),
    ],
    "001": [
        ("caption", 0, 122, "US-Außenminister Antony", "Gespräch."),
        ("credit", 124, 168, "Foto: Sergei", "www.imago-images.de"),
        ("boilerplate", 170, 196, "Bild nicht", "verfügbar."),
        ("caption", 198, 275, "Außenminister Lawrow", "an."),
        ("credit", 277, 306, "Foto: REUTERS/Denis", "Balibouse"),
        ("caption", 308, 366, "Außenminister Blinken", "Gespräch."),
        ("credit", 368, 396, "Foto: Fabrice", "AFP"),
        ("boilerplate", 398, 424, "Bild nicht", "verfügbar."),
        ("caption", 426, 554, "Ein ukrainischer", "wird."),
        ("credit", 556, 581, "Foto: AP", "Dubchak"),
        ("subhead", 1442, 1470, '"Nicht das', 'Dialogs"'),
        ("subhead", 1984, 2014, '"Prompte und', "Reaktion"),
        ("subhead", 3282, 3297, "Auch Iran", "Thema"),
        ("subhead", 3938, 3958, "Angst vor", "Aggression"),
        ("credit", 4860, 4867, "Reuters", "Reuters"),
        ("subhead", 4869, 4888, "Separatistengebiete", "Separatistengebiete"),
        ("subhead", 5801, 5828, "Schulterschluss vor", "Treffen"),
        ("subhead", 7876, 7897, "Inhaftierte US-Bürger", "US-Bürger"),
        ("sign-off", 8564, 8589, "(bbl, Reuters,", "21.1.2022)"),
    ],
    "002": [
        ("boilerplate", 1, 13, "date 2022-01", "2022-01"),
    ],
    "003": [
        ("kicker", 0, 20, "Fruchtlose Gespräche", "Gespräche"),
        ("headline", 22, 88, "Ukraine-Krise: Fronten", "verhärtet"),
        ("standfirst", 90, 246, "Die Ukraine-Krise", "erwarten."),
        ("infobox", 660, 731, "Name:Annalena Baerbock", "Amt:Außenministerin"),
        ("subhead", 733, 873, "USA zeigen", "Russland"),
        ("subhead", 1887, 1944, "Russland schließt", "aus"),
        ("subhead", 2592, 2686, "Ukraine-Krise: Drohender", "Teilhabe"),
        ("subhead", 4282, 4370, "Russland erhebt", "Konsequenzen"),
        ("boilerplate", 4825, 4946, "Mit unserem", "anmelden!"),
        ("boilerplate", 5811, 5861, "* kreiszeitung.de", "IPPEN.MEDIA."),
        ("credit", 5863, 5915, "Rubriklistenbild: ©", "House/dpa"),
        ("boilerplate", 5917, 5950, "Das könnte", "interessieren"),
        ("boilerplate", 5952, 5991, "elona ist", "Nachrichten."),
        ("boilerplate", 5993, 6014, "Meistgelesene Artikel", "Artikel"),
        ("boilerplate", 6016, 6078, "Corona-Bonus: Diese", "Geld-Prämie"),
        ("boilerplate", 6080, 6142, "Corona-Bonus: Diese", "Geld-Prämie"),
        ("boilerplate", 6144, 6206, "Corona-Bonus: Diese", "Geld-Prämie"),
        ("boilerplate", 6207, 6274, "Wladimir Putin:", "Deutschland"),
        ("boilerplate", 6276, 6343, "Wladimir Putin:", "Deutschland"),
        ("boilerplate", 6345, 6412, "Wladimir Putin:", "Deutschland"),
        ("boilerplate", 6413, 6499, "Minijobs 2022:", "Geringverdiener"),
        ("boilerplate", 6501, 6587, "Minijobs 2022:", "Geringverdiener"),
        ("boilerplate", 6589, 6675, "Minijobs 2022:", "Geringverdiener"),
        ("boilerplate", 6676, 6744, "Hartz IV:", "zahlen"),
        ("boilerplate", 6746, 6814, "Hartz IV:", "zahlen"),
        ("boilerplate", 6816, 6884, "Hartz IV:", "zahlen"),
        ("boilerplate", 6886, 6896, "Kommentare", "Kommentare"),
    ],
    "004": [
        ("boilerplate", 1, 13, "date 2022-01", "2022-01"),
        ("standfirst", 14, 207, "Die Bemühungen", "vorzeitig."),
        ("subhead", 1704, 1728, "Bislang keine", "Ergebnisse"),
        ("sign-off", 2670, 2683, "(dpa/afp/red)", "(dpa/afp/red)"),
    ],
}
FACTS = {  # title's first words and length, source, author, place, published
    "000": ("Verhärtete Fronten", 72, "", "Jan Dirk Herbermann", "Genf", "2022-01-10T19:30"),
    "001": ("Die Angst", 81, "Reuters", "", "", "2022-01-21"),
    "002": ("Das Treffen", 78, "", "", "", "2022-01"),
    "003": ("Ukraine-Krise: Fronten", 66, "kreiszeitung.de", "", "Genf", ""),
    "004": ("Die Bemühungen", 74, "dpa, AFP", "", "", "2022-01"),
}


@pytest.fixture(scope="module")
def articles(real_seeds):
    if not real_seeds:
        pytest.skip("the real articles are not beside this checkout")
    return {path.name[:3]: list(read_path(path)) for path in real_seeds}


@pytest.mark.parametrize("name", sorted(ZONES))
def test_zones(articles, name):
    (article,) = articles[name]
    found = [
        (zone.role, zone.start, zone.end, " ".join(words[:2]), words[-1])
        for zone in article.zones
        for words in [article.text[zone.start : zone.end].split()]
    ]
    assert found == ZONES[name]


@pytest.mark.parametrize("name", sorted(ZONES))
def test_zones_are_apart_and_begin_and_end_at_words(articles, name):
    (article,) = articles[name]
    before = Zone(0, 0, article.zones[0].role)
    for zone in article.zones:
        assert before.end <= zone.start < zone.end <= len(article.text)
        assert article.text[zone.start : zone.end] == article.text[zone.start : zone.end].strip()
        assert zone.start == 0 or not (article.text[zone.start - 1].isalnum() and article.text[zone.start].isalnum())
        before = zone


@pytest.mark.parametrize("name", sorted(FACTS))
def test_metadata(articles, name):
    (article,) = articles[name]
    title, length, *facts = FACTS[name]
    assert article.title.startswith(title)
    assert len(article.title) == length
    assert [article.source, article.author, article.place, article.published] == facts
    assert article.lang == "de"
    assert article.meta == {"encoding": "utf-8"}
