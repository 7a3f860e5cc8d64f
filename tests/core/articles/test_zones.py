"""The structure of newspaper texts beyond the sample library: what is found, and what is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.articles.metadata import clipped, describe, title_of
from core.articles.zones import read_page
from core.records import ArticleDraft, ZoneRole

LONG = (
    "Der Gemeinderat hat am Dienstag lange über die neue Brücke gestritten, ohne sich zu einigen. Am Ende wurde die "
    "Sache vertagt, und im Frühling soll noch einmal beraten werden.\n\n"
)
MORE = (
    "Viele Leute im Dorf sind froh darüber, andere hätten sich ein rasches Ja gewünscht, denn die alte Brücke ist seit "
    "dem Sommer nur noch für Fussgänger offen und muss bald ersetzt werden.\n\n"
)


def zones(text):
    return [(str(zone.role), text[zone.start : zone.end]) for zone in read_page(text).zones()]


def article(text):
    return describe(ArticleDraft(text=text, title="", lang=""))


def test_a_headline_alone():
    assert zones("Rat vertagt die Brücke\n\n" + LONG + MORE) == [("headline", "Rat vertagt die Brücke")]


def test_kicker_headline_standfirst_and_byline():
    text = (
        "Streit im Rat\n\nBrücke bleibt zu\n\nNoch immer fehlt ein Plan.\n\nVon Jana Müller und Kai von der Heide\n\n"
    )
    found = article(text + LONG + MORE)
    assert [role for role, _ in zones(text + LONG)] == ["kicker", "headline", "standfirst", "byline"]
    assert found.author == "Jana Müller, Kai von der Heide"


def test_a_bare_name_and_a_date_below_the_standfirst_are_the_byline():
    text = "Politik\nWer gewinnt, wer verliert?\nIn zwei Wochen wird gewählt.\nAnna Berger\n10.01.2022 | 14:05 Uhr\n"
    found = article(text + LONG.strip() + "\n" + MORE)
    assert [zone.role for zone in found.zones] == ["kicker", "headline", "standfirst", "byline", "byline"]
    assert (found.title, found.author, found.published) == (
        "Wer gewinnt, wer verliert?",
        "Anna Berger",
        "2022-01-10T14:05",
    )


@pytest.mark.parametrize(
    ("start", "place", "source", "published"),
    [
        ("LINZ (APA) – ", "Linz", "APA", ""),
        ("Berlin/Genf (dpa/lby) - ", "Berlin/Genf", "dpa", ""),
        ("Bern, 10. Januar 2022 – ", "Bern", "", "2022-01-10"),
        ("Frankfurt am Main – ", "Frankfurt am Main", "", ""),
        ("WIEN, 3. Mai 2021 (Reuters) - ", "Wien", "Reuters", "2021-05-03"),
    ],
)
def test_datelines(start, place, source, published):
    found = article("Rat vertagt die Brücke\n\n" + start + LONG + MORE)
    assert (found.place, found.source, found.published) == (place, source, published)
    assert [zone.role for zone in found.zones] == ["headline"]


@pytest.mark.parametrize("start", ["Krise: ", "Das Haus – ", "Er sagte – und das blieb so – ", "Wien wartet – "])
def test_no_dateline(start):
    assert article("Rat vertagt die Brücke\n\n" + start + LONG + MORE).place == ""


@pytest.mark.parametrize(
    ("signed", "source", "published"),
    [
        ("(mau/dpa/AFP)", "dpa, AFP", ""),
        ("(Reuters, 21.1.2022)", "Reuters", "2022-01-21"),
        ("(red)", "", ""),
        ("(APA, red)*", "APA", ""),
        ("(mit Material von dpa)", "dpa", ""),
    ],
)
def test_sign_offs_at_the_end_of_a_paragraph(signed, source, published):
    text = LONG + MORE.strip() + " " + signed + "\n"
    assert zones(text) == [("sign-off", signed)]
    found = article(text)
    assert (found.source, found.published) == (source, published)


@pytest.mark.parametrize("inside", ["(siehe Kasten)", "(rund 20 Prozent)", "(Grüne)", "(SPD)", "(a)"])
def test_other_brackets_sign_nothing(inside):
    assert zones(LONG + MORE.strip() + " " + inside + "\n") == []


def test_sources_are_named_by_imprint_or_line():
    assert article(LONG + "© 2022 Alpenbote AG. Alle Rechte vorbehalten.").source == "Alpenbote"
    assert article(LONG + "Quelle: Hafenblatt, 3.2.2021").source == "Hafenblatt"
    assert article(LONG + MORE.strip() + "* bote.example ist ein Angebot von BOTE-MEDIEN.").source == "bote.example"
    assert article(LONG + "Quelle: dpa").source == "dpa"


@pytest.mark.parametrize(
    "credit",
    [
        "Foto: dpa/Max Muster",
        "Bild: Keystone",
        "Symbolbild: Lea Moser",
        "(Foto: privat)",
        "© Lea Moser/AFP",
        "imago images / Lea Moser",
        "Keystone-SDA",
        "Fotos: Lea Moser, Max Muster",
    ],
)
def test_a_caption_and_its_credit_in_one_line(credit):
    caption = "Die alte Brücke im Winter."
    assert zones(LONG + f"{caption} {credit}\n\n" + MORE) == [("caption", caption), ("credit", credit)]


def test_a_caption_and_its_credit_on_two_lines():
    text = LONG + "Die alte Brücke im Winter\n\nFoto: Lea Moser\n\n" + MORE
    assert zones(text) == [("caption", "Die alte Brücke im Winter"), ("credit", "Foto: Lea Moser")]


def test_captions_may_stand_before_everything():
    text = "Die alte Brücke im Winter.\n\nFoto: Lea Moser\n\nDie Brücke von oben.\n\nAP / Max Muster\n\n" + LONG + MORE
    assert [role for role, _ in zones(text)] == ["caption", "credit", "caption", "credit"]
    assert article(text).title.startswith("Der Gemeinderat hat")


def test_a_headline_before_a_credit_is_no_caption():
    assert zones("Rat vertagt die Brücke\n\nFoto: Lea Moser\n\n" + LONG + MORE)[0] == (
        "headline",
        "Rat vertagt die Brücke",
    )


def test_a_paragraph_before_a_lone_agency_is_no_caption():
    text = LONG + "Danach war Ruhe im Saal.\n\nReuters\n\n" + MORE
    assert zones(text) == [("credit", "Reuters")]


def test_the_last_paragraph_is_no_caption_of_the_teaser_picture():
    text = LONG + MORE + "Dabei blieb es.\n\nRubrikbild: © dpa\n"
    assert zones(text) == [("credit", "Rubrikbild: © dpa")]


def test_infoboxes():
    assert zones(LONG + "Name:Jana Müller\nAmt:Bürgermeisterin\n\n" + MORE) == [
        ("infobox", "Name:Jana Müller\nAmt:Bürgermeisterin"),
    ]
    box = "Länge: 40 Meter\nBaujahr: 1931\nKosten: 3 Millionen Franken"
    assert zones(LONG + box + "\n\n" + MORE) == [("infobox", box)]


@pytest.mark.parametrize(
    "lines",
    [
        "Frage: Wann kommt die Brücke?\nAntwort: Das weiss niemand.\nFrage: Und der Plan?",
        "Eines: ist klar",
        "Sicher: das Geld\nUnsicher: der Plan",
    ],
)
def test_no_infobox(lines):
    assert ZoneRole.INFOBOX not in [role for role, _ in zones(LONG + lines + "\n\n" + MORE)]


@pytest.mark.parametrize(
    "line",
    ["Was nun geschieht", '"Kein Ende in Sicht"', "„Genug“ sagt der Rat", "2. Die Kosten", "Was kostet das, und wen"],
)
def test_subheads(line):
    assert zones(LONG + line + "\n\n" + MORE) == [("subhead", line)]


@pytest.mark.parametrize(
    "lines",
    [
        "Das war es dann.",
        "„Wir warten.“",
        "Es gab drei Gründe:",
        "- Regen\n\n- Eis",
        "und dann kam nichts mehr",
        "Wer soll das bezahlen?",
        "Regen\n\nEis\n\nSchnee.",
    ],
)
def test_one_line_paragraphs_are_no_subheads(lines):
    assert zones(LONG + lines + "\n\n" + MORE) == [] or lines.startswith("Regen")


def test_nothing_is_a_subhead_before_another_short_line_or_at_the_end():
    assert zones(LONG + "Erstens Regen\n\nZweitens Eis\n\nDrittens Pech\n") == []


def test_questions_of_an_interview_are_no_standfirst():
    text = "Interview\n\n„Wir warten“\n\nFrau Müller, wie geht es Ihnen?\n\n"
    assert [role for role, _ in zones(text + LONG + MORE)] == ["kicker", "headline"]


@pytest.mark.parametrize(
    "line",
    [
        "Mit unserem Newsletter sind Sie jeden Morgen im Bild – jetzt anmelden!",
        "Lesen Sie auch: Streit um die Brücke",
        "Mehr zum Thema: Brücken",
        "Das könnte Sie interessieren",
        "Bild nicht mehr verfügbar.",
        "Anzeige",
        "Artikel anhören",
        "12 Kommentare",
        "Empfohlener redaktioneller Inhalt",
        "Schlagworte: Brücke, Rat",
    ],
)
def test_page_furniture_between_paragraphs(line):
    assert zones(LONG + line + "\n\n" + MORE) == [("boilerplate", line)]


def test_a_paragraph_about_newsletters_is_text():
    line = "Der Rat will künftig jeden Monat einen Newsletter verschicken. " * 5 + "Man kann ihn kostenlos bestellen."
    assert zones(LONG + line + "\n\n" + MORE) == []


def test_teasers_after_the_article_are_boilerplate_to_the_end():
    tail = (
        "Meistgelesen\n\nFähre fällt aus\nFähre fällt aus\n\nDer Fischmarkt öffnet wieder. Endlich.\n\n3 Kommentare\n"
    )
    found = zones(LONG + MORE + tail)
    assert {role for role, _ in found} == {"boilerplate"}
    assert len(found) == 5


def test_wrapped_lines_have_no_titles_in_them():
    text = (
        "Dieser Text ist in Zeilen von fester Breite umbrochen, wie es in Mails\n"
        "Brauch war, und hat deshalb keine Zwischentitel, auch wenn die Zeilen\n"
        "Ohne Punkt enden, denn das liegt am Umbruch der Zeilen.\n\n"
    )
    assert zones(text * 2) == []
    assert article(text * 2).title.startswith(
        "Dieser Text ist in Zeilen von fester Breite umbrochen, wie es in Mails Brauch …"
    )


@pytest.mark.parametrize("text", ["Einkauf\nMilch\nEier\nBrot\n", "Ein einziger Satz ohne alles.", "Nur ein Titel"])
def test_texts_without_structure_have_no_zones(text):
    assert zones(text) == []


def test_a_poem_is_not_cut_up():
    text = "Über allen Gipfeln\nIst Ruh,\nIn allen Wipfeln\nSpürest du\nKaum einen Hauch;\n"
    assert zones("Ein Gleiches\n\n" + text + "Warte nur, balde\nRuhest du auch.\n")[1:] == []


def test_titles_are_clipped_at_a_word():
    assert title_of(read_page("Es regnet. Und wie.")) == "Es regnet"
    assert title_of(read_page("Am 3. Mai kam der 1. FC Köln nach Bern. Dann nicht mehr.")) == (
        "Am 3. Mai kam der 1. FC Köln nach Bern"
    )
    assert clipped("eins zwei drei", 10) == "eins zwei …"
    assert clipped("x" * 30, 10) == "x" * 9 + " …"
    title = article("Wort " * 60 + ".").title
    assert len(title) <= 82
    assert title.endswith("Wort …")


def test_soft_hyphens_and_no_break_spaces_stay_out_of_titles_only():
    text = "100\u00a0000 Sol\u00addaten\n\n" + LONG + MORE
    found = article(text)
    assert found.title == "100 000 Soldaten"
    assert found.text == text


def test_what_the_file_says_stays():
    text = "Rat vertagt die Brücke\n\nVon Jana Müller, Bern 10.01.2022, 19.30 Uhr\n\n" + LONG + MORE
    said = describe(ArticleDraft(text=text, title="Anders", author="Niemand", published="2021", lang="fr"))
    assert (said.title, said.author, said.published, said.lang, said.place) == (
        "Anders",
        "Niemand",
        "2021",
        "fr",
        "Bern",
    )
    agreed = describe(ArticleDraft(text=text, title="", published="2022-01", lang=""))
    assert agreed.published == "2022-01-10T19:30"


def test_an_english_report():
    text = (
        "Parliament votes on bridge\nBy Jane Smith\nJanuary 10, 2022\n"
        "LONDON (Reuters) - Parliament voted on Monday for a bridge that has been debated for the better part of two "
        "years by both houses of it.\nWhat happens next\n"
        "The bill now goes to the upper house, which has until the end of March to propose changes to it, as the rules "
        "demand of all bills.\n"
    )
    found = article(text)
    assert [zone.role for zone in found.zones] == ["headline", "byline", "byline", "subhead"]
    assert (found.author, found.place, found.published, found.source, found.lang) == (
        *("Jane Smith", "London", "2022-01-10"),
        *("Reuters", "en"),
    )


LINES = st.lists(
    st.sampled_from(
        [
            *("", "Foto: dpa", "Name: Anna", "Partei:Grüne", "Kommentare", "(dpa)", "© 2022 Bote", "Von Anna Berger"),
            *(" date 2022-01 Das Haus Die Stadt steht. Anna Berger, Bern 1.2.2022", "Titel ohne Punkt", "Das ist so."),
            *(LONG.strip(), MORE.strip(), "Genf – Es war so.", "Meistgelesen", "🙂", "\u00a0", "Text. Foto: AP", "*"),
        ]
    ),
    max_size=25,
)


@given(LINES, st.sampled_from(["\n", "\n\n"]))
def test_zones_are_sorted_apart_trimmed_and_inside_the_text(lines, joint):
    text = joint.join(lines)
    end = 0
    for zone in read_page(text).zones():
        assert end <= zone.start < zone.end <= len(text)
        part = text[zone.start : zone.end]
        assert part == part.strip()
        end = zone.end


@given(st.text(max_size=400))
def test_any_text_can_be_described(text):
    found = describe(ArticleDraft(text=text, title="", lang=""))
    assert found.text == text
    assert "\n" not in found.title
