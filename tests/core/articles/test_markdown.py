"""Markdown becomes the text that it says: its signs tell the structure and go, front matter tells the metadata."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.articles import read_path
from core.articles.markdown_rules import make_parser, parse_paragraph
from core.articles.markdown_text import MAX_LINES, MarkdownText
from core.errors import ImportProblem, Problem
from core.offsets import freeze

FRONT = """---
title: "Acht Stunden"
author: [Anna Berger, Kai Heide]
date: 2022-01-10
source: Alpenbote
lang: DE
url: https://alpenbote.example/acht
---
"""
BODY = (
    "# Acht *Stunden* Gespräch #\n\nIn Genf reden Washington und Moskau wieder miteinander. Mehr nicht.\n\n"
    "![Sherman](a.png)\n\n## Garantien verlangt\n\nMoskau will es schwarz auf weiss: Die Nato soll nicht weiter nach "
    "Osten wachsen und die Ukraine nie aufnehmen.\n\nUnd dann\n--------\n\nDabei blieb es an diesem Tag in Genf.\n\n"
    "```\n# kein Titel\n```\n"
)
TEXT = (
    "Acht Stunden Gespräch\n\nIn Genf reden Washington und Moskau wieder miteinander. Mehr nicht.\n\n"
    "Sherman\n\nGarantien verlangt\n\nMoskau will es schwarz auf weiss: Die Nato soll nicht weiter nach "
    "Osten wachsen und die Ukraine nie aufnehmen.\n\nUnd dann\n\nDabei blieb es an diesem Tag in Genf.\n\n"
    "# kein Titel\n"
)


def read(tmp_path, text, name="a.md"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8", newline="")
    (article,) = read_path(path)
    return article, [(str(zone.role), article.text[zone.start : zone.end]) for zone in article.zones]


@pytest.mark.parametrize("name", ["a.md", "a.markdown", "a.MD"])
def test_the_text_is_what_the_file_says(tmp_path, name):
    article, _ = read(tmp_path, FRONT + BODY.replace("\n", "\r\n"), name)
    assert article.text == TEXT


def test_front_matter_tells_the_metadata(tmp_path):
    article, zones = read(tmp_path, FRONT + BODY)
    assert (article.title, article.author, article.published) == (
        "Acht Stunden",
        "Anna Berger, Kai Heide",
        "2022-01-10",
    )
    assert (article.source, article.lang, article.url) == ("Alpenbote", "de", "https://alpenbote.example/acht")
    assert "boilerplate" not in [role for role, _ in zones]


def front(tmp_path, *lines):
    """Read a file with these lines of front matter; gives the article and what its fields did not take."""
    article, _ = read(tmp_path, "\n".join(("---", *lines, "---", "In Genf reden sie wieder.")) + "\n")
    return article, article.meta.get("front_matter", {})


def test_front_matter_that_no_field_takes_is_kept(tmp_path):
    article, rest = front(
        tmp_path,
        *("title: Genf", "tags: [Politik, 'Nato']", "Ressort: Ausland", "og.type: article", "draft:", "# so"),
        *("keywords:", "- Genf", "  ", "- 'Wien'", "summary: >-", "  Sie reden", "  wieder.", "note: |", "  a", "  b"),
        *("geo:", "  lat: 46.2", "  lon: 6.1", "more: eins", "  zwei", "tags: noch einer"),
    )
    assert article.title == "Genf"
    assert rest == {
        "tags": ["Politik", "Nato"],
        "ressort": "Ausland",
        "og.type": "article",
        "keywords": ["Genf", "Wien"],
        "summary": "Sie reden wieder.",
        "note": "a\nb",
        "geo": "lat: 46.2\nlon: 6.1",
        "more": "eins zwei",
        "tags-2": "noch einer",
    }


@pytest.mark.parametrize(
    ("said", "published", "rest"),
    [
        ("5. Januar 2024", "2024-01-05", {}),
        ("2024-01-05 10:30", "2024-01-05T10:30", {}),
        ("2024-01-05T10:30:45+02:00", "2024-01-05T10:30", {"date": "2024-01-05T10:30:45+02:00"}),
        (
            "5. Januar 2024, ergänzt am 9. Februar 2024",
            "2024-01-05",
            {"date": "5. Januar 2024, ergänzt am 9. Februar 2024"},
        ),
    ],
)
def test_what_stands_beside_the_date_is_kept(tmp_path, said, published, rest):
    article, kept = front(tmp_path, f"date: {said}")
    assert (article.published, kept) == (published, rest)


def test_lists_of_front_matter_are_read_for_fields_too(tmp_path):
    article, rest = front(tmp_path, "authors:", "  - Anna Berger", '  - "Kai Heide"', "by: Anna")
    assert (article.author, rest) == ("Anna Berger, Kai Heide", {"by": "Anna"})


@pytest.mark.parametrize(
    ("line", "field", "value", "rest"),
    [
        ("source: https://a.example/x", "url", "https://a.example/x", {}),
        ("source: Alpenbote", "source", "Alpenbote", {}),
        ("lang: de-CH", "lang", "de-CH", {}),
        ("lang: Hochdeutsch", "lang", "de", {"lang": "Hochdeutsch"}),
        ("date: gestern", "published", "", {"date": "gestern"}),
        ("date: 10. Januar 2022", "published", "2022-01-10", {}),
        ("date: 2022-01", "published", "2022-01", {}),
        ("verfasserin: Anna Berger", "author", "Anna Berger", {}),
        (f"title: {'Genf ' * 200}", "title", "In Genf reden sie wieder", {"title": ("Genf " * 200).strip()}),
    ],
)
def test_what_fits_no_field_is_kept_as_it_is_said(tmp_path, line, field, value, rest):
    article, found = front(tmp_path, line)
    assert (getattr(article, field), found) == (value, rest)


def test_of_two_keys_for_one_field_the_second_is_kept(tmp_path):
    article, rest = front(tmp_path, "date: 2022-01-10", "created: 2022-01-08", "published: 2022-01-10")
    assert (article.published, rest) == ("2022-01-10", {"created": "2022-01-08"})


def test_a_title_of_front_matter_is_the_headline_where_the_text_has_none(tmp_path):
    article, zones = read(tmp_path, FRONT + "In Genf reden sie wieder.\n")
    assert article.text == "Acht Stunden\n\nIn Genf reden sie wieder.\n"
    assert ("headline", "Acht Stunden") in zones
    assert read(tmp_path, FRONT + "**Acht Stunden**\n\nIn Genf.\n")[0].text == "Acht Stunden\n\nIn Genf.\n"


def test_headings_tell_the_structure(tmp_path):
    article, zones = read(tmp_path, BODY)
    assert article.title == "Acht Stunden Gespräch"
    assert zones == [
        ("headline", "Acht Stunden Gespräch"),
        ("standfirst", "In Genf reden Washington und Moskau wieder miteinander. Mehr nicht."),
        ("caption", "Sherman"),
        ("subhead", "Garantien verlangt"),
        ("subhead", "Und dann"),
    ]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("**Olaf _Scholz_** ~~und~~ `Kreml`", "Olaf Scholz und Kreml"),
        ('Der [Kreml](https://kreml.example/a_(b) "Titel") sagt *[nein](x)*.', "Der Kreml sagt nein."),
        ("[Genf][1] und [Wien]\n\n[1]: https://a.example\n[wien]: <https://b.example> 'W'", "Genf und Wien"),
        ("<https://a.example/x> und https://b.example/*x*", "https://a.example/x und https://b.example/x"),
        (r"5 \* 3, a_b_c, 2*3*4, \# kein Titel &amp; &euro; &nbsp;x", "5 * 3, a_b_c, 2*3*4, # kein Titel & € \u00a0x"),
        ("Leser*innen, *Hörer*innen* und Bürger*innen", "Leser*innen, Hörer*innen und Bürger*innen"),
        ("Eine Zeile\nund ihre zweite", "Eine Zeile und ihre zweite"),
        ("Vers eins  \nVers zwei\\\nVers drei\n\nVier  \nFünf", "Vers eins\nVers zwei\nVers drei\n\nVier\nFünf"),
        ("10. Januar 2022 war ein Montag.", "10. Januar 2022 war ein Montag."),
        ("- Genf\n- Wien\n  - Brüssel\n\n3) Bern", "Genf\n\nWien\n\nBrüssel\n\n3) Bern"),
        ("> Erster Satz,\nder weitergeht.\n>> Tiefer", "Erster Satz, der weitergeht.\n\nTiefer"),
        ("    Eingerückt wie im Druck.", "Eingerückt wie im Druck."),
        ("Text.\n\n* * *\n\nText.", "Text.\n\nText."),
        ("```python\nname = '*x*'\n\nzwei\n```", "name = '*x*'\nzwei"),
        ("~~~\noffen **bleibt**", "offen **bleibt**"),
        ("Ein ![Bild *von* Genf](a.png) im Satz.", "Ein Bild von Genf im Satz."),
        ("Text.\n\n[![](a.png)](b)\n\nText.", "Text.\n\nText."),
        ("| Name | Anna |\n|---|---|\n| Amt | *Ministerin* |", "Name: Anna\nAmt: Ministerin"),
        ("| a | b | c |\n|:-:|---|---|\n| 1 | x\\|y | 3 |", "a | b | c\n\n1 | x|y | 3"),
        ("<div>\n<b>Fett</b><br>und &amp;\n</div>\n\nIn<br/>Genf <!-- nein -->ist", "Fett\n\nund &\n\nIn\nGenf ist"),
        ("<script>\nalert(1)\n</script>\n\nText", "Text"),
        ("3 < 5 und 7 > 6, <kein Tag", "3 < 5 und 7 > 6, <kein Tag"),
        ("Emoji 👩‍👩‍👧 *🇩🇪* a\u0308\u00a0x\u202fy", "Emoji 👩‍👩‍👧 🇩🇪 a\u0308\u00a0x\u202fy"),
        ("Anna <Name der Redaktion bekannt> <b>und</b> Kai", "Anna <Name der Redaktion bekannt> und Kai"),
        ("<div>\nAnna <Name der Redaktion bekannt>\n</div>", "Anna <Name der Redaktion bekannt>"),
        ("Anna <Name der dpa-Red bekannt> <!Achtung>", "Anna <Name der dpa-Red bekannt> <!Achtung>"),
        ("<!DOCTYPE html>\n\nGenf <?xml 1?><![CDATA[x]]>und", "Genf und"),
        ("<o-ton a>Genf</o-ton> <g fill='b'>und <ironie>", "Genf und <ironie>"),
        ("[Gast]: Nein.\n\n[Gast]:\nDoch!\n\n[^1]: Ebenda.", "[Gast]: Nein.\n\n[Gast]: Doch!\n\n[^1]: Ebenda."),
        ("> | a | b | c |\n> |-|-|-|\n> | 1 | 2 | 3 | *4* | |\n> 5", "a | b | c\n\n1 | 2 | 3 | 4\n\n5"),
        ("---\nErst dies,\ndann das.\n***\nText.", "Erst dies, dann das.\n\nText."),
        ("---\nDies steht\nzwischen Linien.\n\n---\n\nText.", "Dies steht zwischen Linien.\n\nText."),
        ("---\ntitel: A\n# so\nx:\n  - b\n---\n\nText.", "A\n\nText."),
        ("***", None),
        ("**offen und [auch](offen", "**offen und [auch](offen"),
        ("Ein Absatz, " * 30 + "der lang ist.\n---\nText", "Ein Absatz, " * 30 + "der lang ist.\n\nText"),
        ("*שלום* עולם", "שלום עולם"),
    ],
)
def test_signs(tmp_path, source, text):
    if text is None:
        with pytest.raises(ImportProblem, match="no text"):
            read(tmp_path, source)
        return
    article, _ = read(tmp_path, source)
    assert article.text == text + "\n"


@pytest.mark.parametrize(
    "text", ["---\nkein Ende\n\nText.", "---\n---\nText.", "Kein Titel, nur Text.\n", "#kein Titel.\n"]
)
def test_what_only_looks_like_structure(tmp_path, text):
    _, zones = read(tmp_path, text)
    assert "headline" not in [role for role, _ in zones]


def test_notes_of_decoding_come_first(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"# K\xf6ln\n\n" + "Fürth.\n".encode())
    note, article = read_path(path)
    assert isinstance(note, Problem)
    assert note.harmless
    assert article.title == "Köln"
    assert article.meta["encoding"] == "utf-8+cp1252"


def test_quoted_paragraphs_pictures_and_tables_tell_their_zones(tmp_path):
    article, zones = read(
        tmp_path,
        "# Titel des Berichts\n\n> Erster Satz des Zitats,\nder ohne Zeichen weitergeht.\n>\n> # kein Titel\n\n"
        "Danach geht er mit einem langen Absatz weiter, der kein Zitat ist.\n\n![](x.png 'Der See, Foto: Keystone')\n\n"
        "| Name | Anna Berger |\n|--|--|\n| Amt | Ministerin |\n",
    )
    assert zones == [
        ("headline", "Titel des Berichts"),
        ("quotation", "Erster Satz des Zitats, der ohne Zeichen weitergeht."),
        ("quotation", "kein Titel"),
        ("caption", "Der See,"),
        ("credit", "Foto: Keystone"),
        ("infobox", "Name: Anna Berger\nAmt: Ministerin"),
    ]
    assert article.title == "Titel des Berichts"


def test_too_many_lines_are_refused_with_a_way_out(tmp_path):
    with pytest.raises(ImportProblem, match="plain text"):
        read(tmp_path, "-\n" * (MAX_LINES + 1))


@pytest.mark.parametrize("source", ["> " * 90, "> " * 500, "- " * 49, "- " * 500, "*" * 3000, "[" * 3000, "1. " * 200])
def test_deep_nesting_keeps_its_words(source):
    text = MarkdownText(f"{source}Genf\n\nWien").text
    assert "Genf" in text
    assert text.endswith("Wien\n")


@pytest.mark.parametrize("source", ["<!--", "<script x", "<style x"])
def test_tags_without_an_end_are_not_searched_for_from_each_start(source):
    """Half a megabyte of them took minutes; a test that is as slow as that is stopped."""
    block = "<div>\n" + source * (500_000 // len(source))
    assert len(MarkdownText(block).text) > 400_000


@pytest.mark.parametrize(
    ("sign", "times"),
    [
        *(("[", 90), ("![", 90), ("[a](b ", 190), ("[abcdefghijk](x", 90), ("[*", 90), ("[aaaaaaaaaaaa ", 190)),
        *(("[a][bbbbbbbbbbbbbb ", 90), ("*a_", 190), ("&a", 500), ("\\", 500)),
    ],
)
def test_a_paragraph_that_takes_more_steps_than_its_length_lets_expect_is_plain_text(sign, times):
    """Without a limit, 1 MB of such paragraphs took half a minute to many minutes."""
    source = sign * times
    (token,) = parse_paragraph(make_parser(), source, {})
    assert (token.type, token.content) == ("text", source)
    assert MarkdownText(f"{source}\n\n*Genf*").text == f"{source.strip()}\n\nGenf\n"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("[*Genf*](https://genf.example/a_b) " * 300, "Genf " * 300),
        ("[![Bild](a.png)](b) " * 40, "Bild " * 40),
        ("**Anna** fragt: [Kai] (lacht) *nein* " * 120, "Anna fragt: [Kai] (lacht) nein " * 120),
        ("[1] [2] [3] *so* " * 10, "[1] [2] [3] so " * 10),
    ],
)
def test_paragraphs_with_many_links_and_emphases_are_parsed(source, words):
    assert MarkdownText(source).text == words.strip() + "\n"


def test_tables_with_very_many_cells_stay_the_lines_that_they_are():
    rows = "|1|*2*|3|4|5|\n"
    long = f"|a|b|c|d|e|\n|-|-|-|-|-|\n{rows * 9000}"
    text = MarkdownText(f"|k|*v*|w|\n|-|-|-|\n\n{long}\n|x|*y*|z|\n|-|-|-|\n").text
    assert text == f"k | v | w\n\n{long}\nx | y | z\n"
    assert MarkdownText(f"|k|*v*|w|\n|-|-|-|\n\n{long.replace(rows * 9000, rows)}").text.endswith("1 | 2 | 3 | 4 | 5\n")


@pytest.mark.parametrize("sign", ["[", "*a ", "~~a ", "![a", "`" * 3 + "a"])
def test_a_paragraph_of_nothing_but_signs_keeps_them(sign):
    source = sign * 3000
    assert MarkdownText(source).text == source.strip() + "\n"


SIGNS = (
    *("# ", "## ", "**", "*", "_", "`", "~~", "> ", "- ", "1. ", "| ", "---\n", "\n===\n", "[", "]", "![", ")", "\\"),
    *("\n", "\n\n", "  \n", " ", "&amp;", "<", ">", "👩‍👧", "a\u0308", "\u00a0", "\ufeff"),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*SIGNS, "Genf ", "Olaf Scholz", " sagt."]), max_size=30).map("".join))
def test_no_word_is_lost_and_the_text_is_frozen(source):
    """Without what may be an address, a tag, or the language of code: these do go."""
    words = re.compile("Genf|Olaf|Scholz|sagt")
    made = MarkdownText(source)
    assert made.text == freeze(made.text)
    assert all(made.text[start - 1 : start] in ("", "\n") for start in made.roles)
    if not any(sign in source for sign in ("<", "``", "~~~")):
        assert words.findall(made.text) == words.findall(source)
