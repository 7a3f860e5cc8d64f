"""What the rules found, as a person meets it: hovering a mark in the real window tells the value that it stands for."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from core.extract import ExtractionJob, ExtractionRun, available_pipelines
from core.library import Library
from core.records import ArticleDraft

TEXT = """Pass gesperrt

10.01.2022, 19.30 Uhr. Der Rat tagte am Montagmorgen um 8.55 Uhr. Er will am Mittwoch und Donnerstag wieder tagen, \
noch in dieser Woche. Der Pass war vor zwei Jahren gesperrt worden, Ende Dezember fiel Schnee, 2014 fiel keiner. \
(siehe 21.1.2022)

Es kamen 100.000 Soldaten, rund 830 blieben. Es dauerte eineinhalb Stunden und kostete 2,3 Millionen Euro, \
12 Prozent mehr."""

VALUES = {
    "10.01.2022, 19.30 Uhr": "2022-01-10T19:30",
    "am Montagmorgen um 8.55 Uhr": "2022-01-10T08:55",
    "am Mittwoch und Donnerstag": "2022-01-12/2022-01-13",
    "in dieser Woche": "2022-W02",
    "vor zwei Jahren": "2020",
    "Ende Dezember": "2021-12",
    "2014": "2014",
    "21.1.2022": "2022-01-21",
    "100.000 Soldaten": "100000 Soldaten",
    "rund 830": "830",
    "eineinhalb Stunden": "1.5 Stunden",
    "2,3 Millionen Euro": "2300000 EUR",
    "12 Prozent": "12 %",
}


@pytest.fixture
def library_file(tmp_path):
    path = tmp_path / "values.leuchtstift"
    with Library.create(path, person="Anna") as library:
        draft = ArticleDraft(TEXT, "Pass gesperrt", source="Bote", published="2022-01-10", lang="de")
        (article,) = library.add([draft], undoable=False).added
        pipeline = available_pipelines()[0]
        layer = library.start_run(pipeline.name, pipeline.version, pipeline.settings)
        for batch in ExtractionRun(pipeline, [ExtractionJob.of(library.article(article))]):
            library.add_proposals(layer, batch.proposals)
        library.finish_run(layer, complete=True)
    return path


def test_hovering_a_mark_tells_its_value(window, hands, qtbot):
    marks = {m.span.surface: m for m in window.session.shown_marks() if m.label in ("DATE", "QUANTITY")}
    assert {surface: mark.span.value for surface, mark in marks.items()} == VALUES
    hovering = window.reader._hovering
    for surface in ("am Montagmorgen um 8.55 Uhr", "rund 830"):
        hands.hover(hands.over(marks[surface].start + 1))
        qtbot.waitUntil(lambda: hovering.card is not None and hovering.card.isVisible(), timeout=5000)
        assert VALUES[surface] in [label.text() for label in hovering.card.findChildren(QLabel)]
        hands.hover(hands.over(TEXT.index("Pass gesperrt")))
        assert not hovering.card.isVisible()
