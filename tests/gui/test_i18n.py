"""Every text of the window is in the catalogues, translated, compiled, and with the same places for values."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QDialogButtonBox

from gui import i18n, i18n_catalogue
from gui.i18n_catalogue import CONTEXT, FOLDER, GUI, read, texts

WANTED = {text.source: text for text in texts()}
GERMAN = read(FOLDER / "de.ts")
ENGLISH = read(FOLDER / "en.ts")


@pytest.fixture(autouse=True)
def _english_again(qapp):
    yield
    i18n.install("en")


def test_every_text_has_a_finished_german_translation():
    assert WANTED.keys() - GERMAN.keys() == set()
    assert [source for source in WANTED if not all(GERMAN[source])] == []


def test_the_catalogues_have_nothing_that_is_not_used():
    assert GERMAN.keys() - WANTED.keys() == set()
    plurals = {source for source, text in WANTED.items() if text.plural}
    assert ENGLISH.keys() == plurals


def test_an_ellipsis_stands_as_in_the_source():
    """Else of two entries of one menu one has a space before it and the other has none."""
    other = [
        source
        for source, forms in GERMAN.items()
        if source.endswith("…") and any(form.endswith(" …") != source.endswith(" …") for form in forms)
    ]
    assert other == []


@pytest.mark.parametrize("catalogue", [GERMAN, ENGLISH], ids=["de", "en"])
def test_translations_have_the_same_places_for_values(catalogue):
    for source, forms in catalogue.items():
        assert len(forms) == (2 if WANTED[source].plural else 1), source
        for form in forms:
            assert sorted(re.findall(r"\{\w+\}", form)) == sorted(re.findall(r"\{\w+\}", source)), source
            assert ("%n" in form) == ("%n" in source), source
            assert ("&" in form.replace("&&", "")) == ("&" in source.replace("&&", "")), source
            assert form.endswith("…") == source.endswith("…"), source


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_compiled_catalogue_says_the_same(qapp, language):
    translator = QTranslator()
    assert translator.load(str(FOLDER / f"{language}.qm"))
    for source, forms in read(FOLDER / f"{language}.ts").items():
        if WANTED[source].plural:
            assert [translator.translate(CONTEXT, source, None, n) for n in (1, 2)] == forms
        else:
            assert translator.translate(CONTEXT, source) == forms[0]


def test_no_text_escapes_the_catalogue():
    """A call of tr with anything but a literal must translate a text of a table, which stands in later()."""
    for path in GUI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tr":
                first = node.args[0]
                is_formatted = isinstance(first, (ast.JoinedStr, ast.BinOp))
                assert not is_formatted, f"{path.name}:{node.lineno}"


def test_update_keeps_what_is_translated(tmp_path, monkeypatch):
    for language in ("de", "en"):
        (tmp_path / f"{language}.ts").write_bytes((FOLDER / f"{language}.ts").read_bytes())
    i18n_catalogue.update(tmp_path)
    for name in ("de.ts", "en.ts"):
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes()


def test_new_texts_come_unfinished_and_old_ones_go(tmp_path):
    path = tmp_path / "de.ts"
    new, counted = i18n_catalogue.Text("Brand new", False), i18n_catalogue.Text("%n new", True)
    i18n_catalogue.write(path, "de", [new, counted], {"Gone": ["Weg"]})
    assert read(path) == {}
    assert "Brand new" in path.read_text(encoding="utf-8")
    i18n_catalogue.write(path, "de", [new, counted], {"Brand new": ["Ganz neu"], "%n new": ["%n neuer", "%n neue"]})
    assert read(path) == {"Brand new": ["Ganz neu"], "%n new": ["%n neuer", "%n neue"]}


def test_both_languages_are_spoken_and_qt_speaks_along(qapp):
    assert i18n.install("de") == "de" == i18n.current_language()
    assert i18n.tr("Undo") == "Rückgängig"
    assert i18n.tr("%n mark(s)", n=1) == "1 Markierung"
    assert i18n.tr("%n mark(s)", n=2) == "2 Markierungen"
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "") == "Abbrechen"
    assert i18n.install("en") == "en" == i18n.current_language()
    assert i18n.tr("%n mark(s)", n=1) == "1 mark"
    assert i18n.tr("%n mark(s)", n=0) == "0 marks"


def test_the_system_decides_if_nobody_else_does(qapp, monkeypatch):
    assert i18n.system_language() in i18n.LANGUAGES
    monkeypatch.setattr(i18n, "system_language", lambda: "de")
    assert i18n.install("system") == "de"


@pytest.mark.parametrize(
    ("language", "published", "shown"),
    [
        ("de", "2022-01-10T19:30", "10.01.2022"),
        ("de", "2022-01", "Januar 2022"),
        ("de", "2022", "2022"),
        ("de", "", ""),
        ("de", "Frühjahr", "Frühjahr"),
        ("de", "2022-13", "2022-13"),
        ("en", "2022-01-10", "10 Jan 2022"),
        ("en", "2022-01", "January 2022"),
    ],
)
def test_days_are_written_for_readers(qapp, language, published, shown):
    i18n.install(language)
    assert i18n.day(published) == shown


def test_numbers_and_quotation_marks_follow_the_language(qapp):
    i18n.install("de")
    QLocale.setDefault(QLocale("de_DE"))
    assert (i18n.number(1234567), i18n.number(0.97, 2), i18n.quoted("Kreml")) == ("1.234.567", "0,97", "„Kreml“")
    assert (i18n.number(-0.07, 2), i18n.number(-0.001, 2), i18n.number(-1234)) == ("−0,07", "0,00", "−1.234")
    i18n.install("en")
    QLocale.setDefault(QLocale("en_US"))
    assert (i18n.number(1234567), i18n.number(0.97, 2), i18n.quoted("Kreml")) == ("1,234,567", "0.97", "“Kreml”")


def test_moments_that_are_none_are_shown_as_they_are(qapp):
    assert i18n.moment("irgendwann") == "irgendwann"
    assert i18n.moment("2022-01-10T18:30:00Z").startswith("10 Jan 2022, ")


def test_installing_again_leaves_no_old_translator(qapp):
    from PySide6.QtCore import QEvent

    for _ in range(3):
        i18n.install("de")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(qapp.findChildren(QTranslator)) == 2


def test_catalogues_are_where_the_bundle_looks():
    assert {path.name for path in Path(FOLDER).iterdir()} >= {"de.ts", "de.qm", "en.ts", "en.qm"}
