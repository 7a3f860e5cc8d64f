"""Saved web pages: the article out of them, nothing fetched, nothing run."""

import socket

import pytest

from core.articles import read_path, web
from core.errors import ImportProblem

PAGE = """<!DOCTYPE html><html lang="de-CH"><head><meta charset="utf-8"><title>Acht Stunden | Alpenbote</title>
<meta property="og:site_name" content="Alpenbote"><meta property="og:title" content="Acht Stunden">
<meta name="author" content="Anna Berger"><meta property="article:published_time" content="2022-01-10T19:30:00+01:00">
<link rel="canonical" href="https://alpenbote.example/acht-stunden"><script>evil("SCRIPT")</script>
<style>@import url(https://evil.example/x.css);</style></head><body onload="evil()">
<nav><a href="/">Start</a><a href="/politik">Politik</a></nav><article>
<p class="kicker">Gipfel am Genfersee</p><h1>Acht Stunden Gespräch,
  kaum Bewegung</h1><p class="lead">In Genf reden Washington und Moskau wieder miteinander. Zusagen gibt es keine.</p>
<figure><img src="https://evil.example/x.png">
<figcaption>Sherman vor Beginn. <span>Foto: Keystone</span></figcaption></figure>
<p>Kurz vor neun Uhr am Montagmorgen fuhren die Wagen vor, am späten Nachmittag fuhren sie wieder ab. Dazwischen sassen
Wendy Sherman und <b>Sergej Rjabkow</b> fast acht Stunden lang beisammen. Es ging um 100&nbsp;000 Soldaten.</p>
<h2>Garantien verlangt</h2><iframe src="https://evil.example/frame"></iframe>
<p>Moskau will es schwarz auf weiss: Die Nato soll nicht weiter nach Osten wachsen und die Ukraine nie aufnehmen.</p>
<p>Erste Zeile<br>Zweite Zeile, die etwas länger ist als die erste.</p>
<table><tr><td>Name</td><td>Wendy Sherman</td></tr><tr><td>Amt</td><td>Vizeaussenministerin</td></tr></table>
<object data="https://evil.example/o"></object><svg onload="evil()"><text>SVG</text></svg></article>
<footer>Impressum Datenschutz</footer></body></html>"""


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    class Refused(socket.socket):
        def __init__(self, *args, **kwargs):
            raise AssertionError("something was fetched")

    monkeypatch.setattr(socket, "socket", Refused)
    monkeypatch.setattr(socket, "getaddrinfo", Refused)


def read(tmp_path, page, name="a.html"):
    path = tmp_path / name
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    return next(iter(read_path(path)))


def test_structure(tmp_path):
    article = read(tmp_path, PAGE)
    zones = [(str(zone.role), article.text[zone.start : zone.end]) for zone in article.zones]
    assert zones == [
        ("kicker", "Gipfel am Genfersee"),
        ("headline", "Acht Stunden Gespräch, kaum Bewegung"),
        ("standfirst", "In Genf reden Washington und Moskau wieder miteinander. Zusagen gibt es keine."),
        ("caption", "Sherman vor Beginn."),
        ("credit", "Foto: Keystone"),
        ("subhead", "Garantien verlangt"),
        ("infobox", "Name: Wendy Sherman\nAmt: Vizeaussenministerin"),
    ]


def test_metadata(tmp_path):
    article = read(tmp_path, PAGE)
    assert article.title == "Acht Stunden Gespräch, kaum Bewegung"
    assert (article.source, article.author, article.published) == ("Alpenbote", "Anna Berger", "2022-01-10T19:30")
    assert (article.lang, article.url) == ("de", "https://alpenbote.example/acht-stunden")
    assert len(article.bytes_sha256) == 64


def test_text(tmp_path):
    text = read(tmp_path, PAGE).text
    assert "fuhren sie wieder ab. Dazwischen sassen Wendy Sherman und Sergej Rjabkow fast" in text
    assert "100 000 Soldaten" in text
    assert "Erste Zeile\nZweite Zeile" in text
    for word in ("evil", "SCRIPT", "SVG", "Impressum", "Politik"):
        assert word not in text


def test_a_headline_that_extraction_dropped_comes_back(tmp_path):
    page = PAGE.replace("<article>", "<header><h1>Nur hier steht der Titel</h1></header><article>")
    page = page.replace("<h1>Acht Stunden Gespräch,\n  kaum Bewegung</h1>", "")
    article = read(tmp_path, page)
    assert article.title == "Nur hier steht der Titel"
    assert article.text.count("Nur hier steht der Titel") == 1


def test_a_page_is_read_in_the_encoding_that_it_declares(tmp_path):
    page = PAGE.replace('charset="utf-8"', 'charset="iso-8859-15"').replace("Soldaten", "€")
    article = read(tmp_path, page.encode("iso-8859-15"))
    assert "100 000 €" in article.text
    assert article.meta["encoding"] == "iso8859-15"
    for declared in ("martian", "utf-8", "undefined", "base64", "unicode_escape", "iso-8859-1", "ascii"):
        page = PAGE.replace('charset="utf-8"', f'charset="{declared}"')
        assert "Gespräch" in read(tmp_path, page.encode("cp1252")).text


def test_dates_in_the_page(tmp_path):
    meta = '<meta property="article:published_time" content="2022-01-10T19:30:00+01:00">'
    for other, expected in (
        ('<script type="application/ld+json">{"datePublished": "2021-05-03T08:00:00Z"}</script>', "2021-05-03T08:00"),
        ('<meta itemprop="datePublished" content="2021-05-03">', "2021-05-03"),
        ("", ""),
    ):
        assert read(tmp_path, PAGE.replace(meta, other)).published == expected


@pytest.mark.parametrize("url", ["javascript:evil()", "file:///etc/passwd", "//evil.example/x"])
def test_only_web_addresses_are_kept(tmp_path, url):
    assert read(tmp_path, PAGE.replace("https://alpenbote.example/acht-stunden", url)).url in (
        "",
        "https://evil.example/x",
    )


@pytest.mark.parametrize(
    "page",
    [
        "<html></html>",
        "<!-- nur ein Kommentar -->",
        "<p></p>",
        "<script>" + "x" * 5000 + "</script>",
    ],
)
def test_pages_without_an_article_are_refused(tmp_path, page):
    with pytest.raises(ImportProblem):
        read(tmp_path, page)


def test_entities_from_elsewhere_are_not_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("GEHEIM", encoding="utf-8")
    entity = f'<!DOCTYPE html [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
    article = read(tmp_path, entity + PAGE.replace("<!DOCTYPE html>", "").replace("Soldaten", "&a; Soldaten"))
    assert "GEHEIM" not in article.text


def test_large_pages_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(web, "MAX_ELEMENTS", 10)
    with pytest.raises(ImportProblem, match="elements"):
        read(tmp_path, PAGE)
    path = tmp_path / "b.html"
    path.write_text(PAGE, encoding="utf-8")
    with pytest.raises(ImportProblem, match="larger than"):
        list(web.read(path, limit=1000))


def test_block_quotations(tmp_path):
    long = (
        "In Genf reden Washington und Moskau wieder miteinander, sagten am Abend alle Beteiligten dieser langen Runde."
    )
    page = (
        f"<html><body><article><h1>Acht Stunden</h1><p>{long}</p><blockquote>Wir haben es gern gesagt.</blockquote>"
        f"<p>{long} Noch einmal.</p><blockquote><p>Der erste Absatz.</p><p>Der zweite,<br>mit Umbruch.</p></blockquote>"
        f"<p>Und <q>mittendrin</q> steht eines im Satz. {long}</p></article></body></html>"
    )
    article = read(tmp_path, page)
    quoted = [article.text[zone.start : zone.end] for zone in article.zones if zone.role == "quotation"]
    assert quoted == ["Wir haben es gern gesagt.", "Der erste Absatz.", "Der zweite,", "mit Umbruch."]
    assert "Der erste Absatz.\n\nDer zweite,\nmit Umbruch.\n\nUnd mittendrin" in article.text


def test_no_two_words_run_together_where_elements_meet(tmp_path):
    long = "Das Parlament in Bern hat am Montag über mehrere Vorlagen beraten und dabei lange gestritten, so hiess es."
    page = (
        f"<html><body><article><h1>Drei Listen</h1><p>{long}</p><ul><li>Wien<ul><li>Olaf Scholz aus Berlin</li>"
        "<li>Anna Muster</li></ul></li><li>Zürich ist auch dabei</li></ul>"
        f"<p>Es sprach<b> Karin Beispiel </b>zuerst. {long}</p></article></body></html>"
    )
    text = read(tmp_path, page).text
    assert "Wien\nOlaf Scholz aus Berlin\nAnna Muster\n\nZürich ist auch dabei" in text
    assert "Es sprach Karin Beispiel zuerst." in text
