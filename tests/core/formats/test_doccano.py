"""doccano's records in and out."""

import io
import json

import pytest

from core.errors import FormatError
from core.formats import FORMATS, doccano, json_lines
from core.records import ArticleDraft, ArticleState, DraftRelation, DraftSpan, Zone, ZoneRole

TEXT = "🙂 Anna wohnt in Köln 👨‍👩‍👧 und Bern."


def utf16(part):
    start = len(TEXT[: TEXT.index(part)].encode("utf-16-le")) // 2
    return [start, start + len(part.encode("utf-16-le")) // 2]


def read(record):
    return json_lines.parse_line(json.dumps(record).encode())


@pytest.mark.parametrize("key", ["label", "labels"])
def test_triples_are_read_in_utf16(key):
    parsed = read({"id": 7, "text": TEXT, key: [[*utf16("Anna"), "PER"], [*utf16("Bern"), "LOC"]], "Comments": []})
    assert [TEXT[span.start : span.end] for span in parsed.draft.spans] == ["Anna", "Bern"]
    assert parsed.draft.meta == {"doccano_id": 7}
    assert "utf-16" in parsed.notes[0]


def test_triples_in_code_points_are_told_by_the_edges_of_words():
    spans = [[TEXT.index(part), TEXT.index(part) + 4, "X"] for part in ("Anna", "Bern")]
    parsed = read({"text": TEXT, "label": spans})
    assert [TEXT[span.start : span.end] for span in parsed.draft.spans] == ["Anna", "Bern"]
    assert "codepoint" in parsed.notes[0]


def test_a_declared_unit_needs_no_guess_and_a_plain_text_neither():
    assert read({"text": TEXT, "label": [[2, 6, "X"]], "offset_unit": "codepoint"}).notes == ()
    assert read({"text": "Anna.", "label": [[0, 4, "X"]]}).notes == ()


def test_entities_and_relations():
    record = {
        "text": "Anna wohnt in Köln.",
        "entities": [
            {"id": 11, "start_offset": 0, "end_offset": 4, "label": "PER"},
            {"id": 12, "start_offset": 14, "end_offset": 18, "label": "LOC"},
        ],
        "relations": [{"id": 1, "from_id": 12, "to_id": 11, "type": "home"}],
    }
    draft = read(record).draft
    assert draft.spans == (DraftSpan(0, 4, "PER"), DraftSpan(14, 18, "LOC"))
    assert draft.relations == (DraftRelation("home", 1, 0),)
    with pytest.raises(FormatError, match="does not have"):
        read(record | {"relations": [{"from_id": 12, "to_id": 99, "type": "home"}]})


def test_what_is_known_of_the_article():
    record = {"text": "Anna.", "label": [], "title": "Ein Titel", "meta": {"source": "Bote"}, "page": 3}
    draft = read(record).draft
    assert (draft.title, draft.source, draft.meta, draft.spans) == ("Ein Titel", "Bote", {"page": 3}, ())


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ([[0, 99, "X"]], "does not lie"),
        ([[0, 4, None]], "label"),
        ([["0", 4, "X"]], "whole number"),
        ([[0, 1, "X"]], "cuts"),
    ],
)
def test_wrong_triples_are_refused(label, words):
    with pytest.raises(FormatError, match=words):
        read({"text": "e\u0301Anna.", "label": label})


def test_labels_of_whole_texts_are_not_taken_for_spans():
    assert read({"text": "Anna.", "label": ["politics"]}).draft.spans is None


def test_what_is_written_reads_back_and_losses_are_counted():
    draft = ArticleDraft(
        text=TEXT,
        title="Anna",
        zones=(Zone(0, 5, ZoneRole.HEADLINE),),
        spans=(DraftSpan(16, 20, "LOC", score=0.5), DraftSpan(2, 6, "PER")),
        state=ArticleState.REVIEWED,
    )
    stream = io.BytesIO()
    report = doccano.write([draft], stream)
    said = json.loads(stream.getvalue())
    assert said["label"] == [[*utf16("Anna"), "PER"], [*utf16("Köln"), "LOC"]]
    assert report.losses == {"zones": 1, "origins and scores of spans": 1, "states": 1}
    (back,) = [json_lines.draft_of(line) for line in stream.getvalue().splitlines()]
    assert sorted(back.spans, key=lambda span: span.start) == [DraftSpan(2, 6, "PER"), DraftSpan(16, 20, "LOC")]
    assert (back.text, back.title) == (TEXT, "Anna")
    assert FORMATS["doccano"].write is doccano.write
