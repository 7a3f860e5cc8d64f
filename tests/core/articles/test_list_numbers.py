"""Ordered lists of web pages keep the numbers that a reader of the page sees."""

import pytest
from lxml import html

from core.articles import read_path
from core.articles.list_numbers import write_numbers

PARAGRAPH = "Das Parlament in Bern hat am Montag über mehrere Vorlagen beraten und lange gestritten, hiess es am Abend."


def read(tmp_path, inner):
    path = tmp_path / "a.html"
    page = f"<html lang=de><body><article><h1>Drei Listen</h1><p>{PARAGRAPH}</p>{inner}<p>{PARAGRAPH} Noch einmal.</p>"
    path.write_text(page, encoding="utf-8")
    (article,) = read_path(path)
    return article


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<ol><li>Genf<li>Wien</ol>", "1. Genf\n\n2. Wien"),
        ("<ul><li>Genf<li>Wien</ul>", "Genf\n\nWien"),
        ("<ol start='3'><li><p>Genf am See.</p><p>Mehr.</p><li><b>Wien</b></ol>", "3. Genf am See.\nMehr.\n\n4. Wien"),
        ("<ol reversed><li>Genf<li>Wien<li>Bern</ol>", "3. Genf\n\n2. Wien\n\n1. Bern"),
        ("<ol reversed start=10><li>Genf<li>Wien</ol>", "10. Genf\n\n9. Wien"),
        ("<ol><li>Genf<li value=7>Wien<li>Bern</ol>", "1. Genf\n\n7. Wien\n\n8. Bern"),
        ("<ol start=-1><li>Genf<li>Wien<li>Bern</ol>", "-1. Genf\n\n0. Wien\n\n1. Bern"),
        ("<ol start=x><li>Genf<li value='9999999999'>Wien</ol>", "1. Genf\n\n2. Wien"),
        ("<ol type=a start=26><li>Genf<li>Wien</ol>", "z. Genf\n\naa. Wien"),
        ("<ol type=I start=4><li>Genf<li type=i value=1994>Wien</ol>", "IV. Genf\n\nmcmxciv. Wien"),
        ("<ol type=A start=0><li>Genf<li>Wien</ol>", "0. Genf\n\nA. Wien"),
        ("<ol><li>Genf<ol><li>Alt<li>Neu</ol><li>Wien</ol>", "1. Genf\n1. Alt\n2. Neu\n\n2. Wien"),
        ("<ol><li>Genf<ul><li>Alt</ul>danach<li>Wien</ol>", "1. Genf\nAlt\ndanach\n\n2. Wien"),
        ("<ul><li>Genf<ol><li>Alt<li>Neu</ol></ul>", "Genf\n1. Alt\n2. Neu"),
        ("<ol><li><ol><li>Genf</ol><li>Wien</ol>", "1. 1. Genf\n\n2. Wien"),
        ("<ol><li> <li><a href=x>Genf</a> am See</ol>", "2. Genf am See"),
        ("<ol><li><img src=a> Genf</ol>", "1. Genf"),
        ("<ol><li><figure><img src=a><figcaption>Bild</figcaption></figure>Genf</ol>", "Bild\n1. Genf"),
        ("<ol><li>1. Genf<li>2) Wien<li>3.000 Menschen</ol>", "1. Genf\n\n2. 2) Wien\n\n3. 3.000 Menschen"),
        ("<ol class='list-unstyled'><li>Genf</ol><ol style='list-style: none'><li>Wien</ol>", "Genf\n\nWien"),
    ],
)
def test_numbers(tmp_path, source, text):
    article = read(tmp_path, source)
    assert f"Abend.\n\n{text}\n\nDas Parlament" in article.text


def test_zones_of_numbered_entries_lie_on_their_lines(tmp_path):
    article = read(tmp_path, "<blockquote><ol><li>Genf 🙂 am See<li>Wien</ol></blockquote>")
    found = [(str(zone.role), article.text[zone.start : zone.end]) for zone in article.zones]
    assert found == [("headline", "Drei Listen"), ("quotation", "1. Genf 🙂 am See"), ("quotation", "2. Wien")]


def test_entries_in_cells_are_numbered_too(tmp_path):
    cells = "<tr><td><ol><li>Genf<li>Wien</ol></td><td>b</td><td>c</td></tr>"
    assert "1. Genf 2. Wien | b | c" in read(tmp_path, f"<table>{cells}{cells}</table>").text


def test_numbers_of_lists_in_lists_wait_for_the_first_words_behind_any_number_of_elements():
    deep = html.document_fromstring("<ol><li>" * 100 + "<i></i>" * 20_000 + "Genf")
    write_numbers(deep)
    assert deep.text_content() == "1. " * 100 + "Genf"
