"""Markdown keeps its text; headings and front matter tell the structure."""

import pytest

from core.articles import read_path
from core.errors import Problem

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


def read(tmp_path, text, name="a.md"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8", newline="")
    (article,) = read_path(path)
    return article, [(str(zone.role), article.text[zone.start : zone.end]) for zone in article.zones]


def test_the_text_is_the_file(tmp_path):
    article, _ = read(tmp_path, FRONT + BODY.replace("\n", "\r\n"))
    assert article.text == FRONT + BODY


def test_front_matter_tells_the_metadata(tmp_path):
    article, zones = read(tmp_path, FRONT + BODY)
    assert (article.title, article.author, article.published) == (
        "Acht Stunden",
        "Anna Berger, Kai Heide",
        "2022-01-10",
    )
    assert (article.source, article.lang, article.url) == ("Alpenbote", "de", "https://alpenbote.example/acht")
    assert [text for role, text in zones if role == "boilerplate"] == [*FRONT.strip().split("\n"), "--------"]


def test_headings_tell_the_structure(tmp_path):
    article, zones = read(tmp_path, BODY)
    assert article.title == "Acht Stunden Gespräch"
    assert [zone for zone in zones if zone[0] != "boilerplate"] == [
        ("headline", "# Acht *Stunden* Gespräch #"),
        ("standfirst", "In Genf reden Washington und Moskau wieder miteinander. Mehr nicht."),
        ("caption", "![Sherman](a.png)"),
        ("subhead", "## Garantien verlangt"),
        ("subhead", "Und dann"),
    ]


@pytest.mark.parametrize(
    "text", ["---\nkein Ende\n\nText.", "---\n---\nText.", "Kein Titel, nur Text.\n", "#kein Titel.\n"]
)
def test_what_only_looks_like_structure(tmp_path, text):
    article, zones = read(tmp_path, text)
    assert article.text == text
    assert "headline" not in [role for role, _ in zones]


def test_notes_of_decoding_come_first(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"# K\xf6ln\n\n" + "Fürth.\n".encode())
    note, article = read_path(path)
    assert isinstance(note, Problem)
    assert note.harmless
    assert article.title == "Köln"
    assert article.meta["encoding"] == "utf-8+cp1252"


def test_quoted_paragraphs(tmp_path):
    text = (
        "# Titel des Berichts\n\n> Erster Satz des Zitats,\nder ohne Zeichen weitergeht.\n\nDanach geht er mit "
        "einem langen Absatz weiter, der kein Zitat ist.\n\n > # kein Titel\n\n```\n> kein Zitat\n```\n"
    )
    article, zones = read(tmp_path, text)
    quoted = [words for role, words in zones if role == "quotation"]
    assert quoted == ["> Erster Satz des Zitats,", "der ohne Zeichen weitergeht.", "> # kein Titel"]
    assert article.title == "Titel des Berichts"
    assert article.text == text
