"""What core says is German in a German window: every template has an entry, and real errors keep what they name."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
from collections import Counter

import pytest
from PySide6.QtWidgets import QDialog, QMessageBox, QTreeWidget

from core import offsets
from core.articles import read_path
from core.assets import resource
from core.errors import ReaderError
from core.extract import ExtractionJob, ExtractionRun
from core.extract.jobs import PipelineInfo, PipelineKind
from core.extract.pipelines import word_list_pipeline
from core.formats.json_lines import draft_of
from core.library import Library
from gui.sentences import translate
from tests.gui.core_sentences import literals, sentences

CATALOGUE = json.loads(resource("i18n", "sentences.de.json").read_text(encoding="utf-8"))
SAID = sentences()
TEMPLATES = {
    english: german for part in ("sentences", "parts", "foreign") for english, german in CATALOGUE[part].items()
}
FIELD = re.compile(r"\{(\d+)(?:!t)?\}")
ENGLISH = re.compile(r"\b(the|is|are|cannot|could|not|that|this|does|has|was|were|with|your|another|its|but|which)\b")


def test_the_walk_finds_what_it_should():
    """One of each kind: a raise, a table with str.format, a note, a part of a generator, one passed on by a call."""
    assert "There is no library at {0}. Check the name, or create a new library." in SAID
    assert "You may not open {0}. Check its permissions." in SAID
    assert "Some bytes are no {0} and were replaced by U+FFFD." in SAID
    assert "Row {0} of {1} refers to a {2} that is not there." in SAID
    assert "{0} is damaged. {1}" in SAID
    assert "Span {0}: {1}" in SAID
    assert len(SAID) > 150


def test_every_sentence_of_core_has_a_german_one():
    missing = {template: place for template, place in SAID.items() if not CATALOGUE["sentences"].get(template)}
    assert missing == {}


def test_the_catalogue_has_nothing_that_core_does_not_say():
    assert CATALOGUE["sentences"].keys() - SAID.keys() == set()
    written = literals()
    assert [part for part in (*CATALOGUE["parts"], *CATALOGUE["joints"]) if part.strip() not in written] == []


@pytest.mark.parametrize("english", TEMPLATES)
def test_a_translation_has_each_field_once_and_ends_alike(english):
    german = TEMPLATES[english]
    assert Counter(FIELD.findall(german)) == Counter(FIELD.findall(english))
    assert "{" not in FIELD.sub("", german)
    assert german.endswith(".") == english.endswith(".")
    assert FIELD.sub("", german) != FIELD.sub("", english) or english == 'In "{0}": {1}'


@pytest.mark.parametrize("english", SAID)
def test_a_filled_template_is_found_again(english):
    """No other template takes it, and the values come out as they went in."""
    values = [f"Wert{number}" for number in range(english.count("{"))]
    german = FIELD.sub(lambda field: values[int(field[1])], CATALOGUE["sentences"][english])
    assert translate(english.format(*values), "de") == german


def test_english_and_unknown_sentences_stay_as_they_are():
    assert translate("The file is empty.", "en") == "The file is empty."
    assert translate("Nobody in core says this. The file is empty.", "de") == (
        "Nobody in core says this. The file is empty."
    )
    assert translate("", "de") == ""


def test_a_name_that_reads_like_words_of_core_is_kept():
    assert translate("zones is not a file. Choose a library file.", "de").startswith("zones ist keine Datei.")
    assert "'It fits'" in translate("The label 'It fits' is there twice. Give one of them another name.", "de")


def test_sentences_in_sentences_are_translated():
    spoken = translate(
        "Span 2: At 3 to 5 the text says 'ab', but the span says 'cd'. All 2 spans fit if offsets are counted "
        'in utf-16: write "offset_unit": "utf-16" into the record, or with a BOM before the text: take 1 from each.',
        "de",
    )
    assert spoken == (
        "Markierung 2: Bei 3 bis 5 steht im Text 'ab', in der Markierung aber 'cd'. Alle 2 Markierungen passen, wenn "
        'die Positionen so gezählt sind: in utf-16 (schreiben Sie "offset_unit": "utf-16" in den Datensatz), oder mit '
        "einem BOM vor dem Text (ziehen Sie von jeder 1 ab)."
    )


def test_a_hostile_value_costs_no_time():
    """Thousands of sentence ends in a file name: the search for sentences in it must not explode."""
    name = "The file is empty. " * 200
    assert name in translate(f"There is no library at {name}. Check the name, or create a new library.", "de")


def _missing_library(folder):
    Library.open(folder / "fehlt.leuchtstift")


def _no_library(folder):
    (folder / "text.leuchtstift").write_text("kein SQLite, sondern Text\n" * 100, encoding="utf-8")
    Library.open(folder / "text.leuchtstift")


def _foreign_database(folder):
    connection = sqlite3.connect(folder / "fremd.leuchtstift")
    connection.execute("CREATE TABLE eins (zwei)")
    connection.commit()
    connection.close()
    Library.open(folder / "fremd.leuchtstift")


def _library_there(folder):
    Library.create(folder / "da.leuchtstift").close()
    Library.create(folder / "da.leuchtstift")


def _library_busy(folder):
    with Library.create(folder / "belegt.leuchtstift"):
        Library.open(folder / "belegt.leuchtstift")


def _no_article(folder):
    with Library.create(folder / "leer.leuchtstift") as library:
        library.article(4711)


def _no_layer(folder):
    with Library.create(folder / "leer.leuchtstift") as library:
        library.export(folder / "aus.jsonl", layer="Otto")


def _binary(folder):
    (folder / "bild.txt").write_bytes(b"\x89PNG" + bytes(100))
    list(read_path(folder / "bild.txt"))


def _missing_file(folder):
    list(read_path(folder / "fehlt.txt"))


def _odd_suffix(folder):
    list(read_path(folder / "liste.xlsx"))


def _broken_line(_):
    draft_of(b'{"text": "Anna kommt", "spans" []}')


def _wrong_surface(_):
    draft_of('{"text": "😀 Anna kommt", "spans": [{"start": 3, "end": 7, "label": "PER", "text": "Anna"}]}'.encode())


def _odd_start(_):
    draft_of(b'{"text": "Anna kommt", "spans": [{"start": 1.5, "end": 4, "label": "PER"}]}')


def _span_outside(_):
    offsets.check_span("kurz", 2, 4711)


def _missing_word_list(folder):
    word_list_pipeline(folder / "woerter.csv")


def _unusable_word_list(folder):
    (folder / "woerter.csv").write_text(",PER\n", encoding="utf-8")
    _extract(word_list_pipeline(folder / "woerter.csv"))


def _unknown_pipeline(_):
    _extract(PipelineInfo("anderswo", "1.0", "de", PipelineKind.INSTALLED, "de_gibt_es_nicht"))


def _extract(pipeline):
    list(ExtractionRun(pipeline, [ExtractionJob(1, "Anna kommt.")]))


@pytest.mark.parametrize(
    ("fail", "names"),
    [
        (_missing_library, ["Unter {folder}/fehlt.leuchtstift gibt"]),
        (_no_library, ["{folder}/text.leuchtstift ist keine Bibliothek"]),
        (_foreign_database, ["{folder}/fremd.leuchtstift", "Datenbank"]),
        (_library_there, ["{folder}/da.leuchtstift gibt es schon"]),
        (_library_busy, ["belegt.leuchtstift ist in einem anderen Fenster", f"Prozess {os.getpid()}"]),
        (_no_article, ["keinen Artikel 4711"]),
        (_no_layer, ["Die Ebene 'Otto' gibt es nicht"]),
        (_binary, ["Die Datei ist ein Bild"]),
        (_missing_file, ["fehlt.txt", "nicht gefunden"]),
        (_odd_suffix, ["'.xlsx'", ".txt, .md"]),
        (_broken_line, ["ein „:“ fehlt bei Zeichen 32"]),
        (
            _wrong_surface,
            ["Markierung 1: Bei 3 bis 7", "'nna '", "'Anna'", "Sie passt, wenn", '"offset_unit": "utf-16"'],
        ),
        (_odd_start, ["Markierung 1: Anfang ist 1.5"]),
        (_span_outside, ["2 bis 4711", "4 Zeichen"]),
        (_missing_word_list, ["{folder}/woerter.csv", "nicht gefunden"]),
        (_unusable_word_list, ["woerter.csv", "Diese Zeile hat keinen Namen."]),
        (_unknown_pipeline, ["„anderswo“", "installieren Sie sie neu"]),
    ],
)
def test_real_errors_are_german_and_name_the_same(fail, names, tmp_path):
    with pytest.raises(ReaderError) as raised:
        fail(tmp_path)
    spoken = translate(raised.value.sentence, "de")
    assert spoken != raised.value.sentence
    for name in names:
        assert name.format(folder=tmp_path) in spoken
    if fail is not _unknown_pipeline:  # it quotes spaCy
        assert not ENGLISH.search(spoken.replace(str(tmp_path), ""))


def test_a_german_window_says_it_in_german(make_window, library_file, tmp_path):
    window = make_window(library_file, language="de")
    window.libraries.open(tmp_path / "fehlt.leuchtstift")
    box = next(box for box in window.findChildren(QMessageBox) if box.isVisible())
    assert box.text().startswith(f"Unter {tmp_path / 'fehlt.leuchtstift'} gibt es keine Bibliothek.")
    box.accept()


def test_the_import_report_of_a_german_window_is_german(make_window, library_file, tmp_path, qtbot):
    (tmp_path / "kaputt.jsonl").write_text('{"text": "Anna kommt"\n', encoding="utf-8")
    window = make_window(library_file, language="de")
    window.tasks.import_paths([tmp_path / "kaputt.jsonl"])
    qtbot.waitUntil(lambda: any(dialog.isVisible() for dialog in window.findChildren(QDialog)))
    dialog = next(dialog for dialog in window.findChildren(QDialog) if dialog.isVisible())
    item = dialog.findChild(QTreeWidget).topLevelItem(0)
    assert item.text(0) == "kaputt.jsonl, Zeile 1"
    assert item.text(1).startswith("Die Zeile ist kein JSON:")
    assert item.toolTip(1) == item.text(1)
    dialog.accept()


def test_the_first_sentence_reads_the_catalogue_not_the_start():
    code = (
        "import gui.main_window, gui.sentences as s; assert not s._catalogue.cache_info().currsize;"
        "s.translate('The file is empty.', 'en'); assert not s._catalogue.cache_info().currsize;"
        "s.translate('The file is empty.', 'de'); assert s._catalogue.cache_info().currsize == 1"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
