"""Prodigy's records in and out."""

import io
import json

import pytest

from core.errors import FormatError
from core.formats import FORMATS, json_lines, prodigy
from core.records import ArticleDraft, ArticleState, DraftRelation, DraftSpan, Zone, ZoneRole

RECORD = {
    "text": "First look at the new MacBook Pro",
    "meta": {"source": "Hafenblatt", "section": "Technik"},
    "tokens": [{"text": "First", "start": 0, "end": 5, "id": 0, "ws": True}],
    "spans": [{"start": 22, "end": 33, "label": "PRODUCT", "token_start": 5, "token_end": 6}],
    "_input_hash": 1842734674,
    "_task_hash": 1843,
    "_view_id": "ner_manual",
    "answer": "accept",
}


def read(**changes):
    return json_lines.parse_line(json.dumps(RECORD | changes).encode())


def test_a_record_comes_in():
    found = read().draft
    assert found.text == RECORD["text"]
    assert found.source == "Hafenblatt"
    assert found.spans == (DraftSpan(22, 33, "PRODUCT"),)
    assert found.state is ArticleState.REVIEWED
    assert found.meta == {"section": "Technik", "_input_hash": 1842734674, "_task_hash": 1843, "_view_id": "ner_manual"}


@pytest.mark.parametrize(
    ("answer", "state"),
    [("accept", "reviewed"), ("reject", "skipped"), ("ignore", "skipped"), (None, "new")],
)
def test_answers_say_whether_a_person_looked(answer, state):
    assert read(answer=answer).draft.state == state


def test_text_alone_is_a_plain_article_but_an_accepted_empty_list_is_a_verified_negative():
    plain = json_lines.draft_of(b'{"text":"Nichts hier."}')
    assert (plain.spans, plain.state) == (None, ArticleState.NEW)
    verified = json_lines.draft_of(b'{"text":"Nichts hier.","spans":[],"answer":"accept"}')
    assert (verified.spans, verified.state) == ((), ArticleState.REVIEWED)


def test_relations_are_matched_by_the_places_that_they_repeat():
    spans = [{"start": 0, "end": 5, "label": "A"}, {"start": 22, "end": 33, "label": "B"}]
    ends = {"head_span": {"start": 22, "end": 33, "label": "B"}, "child_span": {"start": 0, "end": 5, "label": "A"}}
    parsed = read(spans=spans, relations=[{"head": 6, "child": 0, "label": "Pos", **ends}, {"head": 1, "child": 2}])
    assert parsed.draft.relations == (DraftRelation("Pos", 1, 0),)
    assert parsed.notes == ("1 of its relations were left out: they do not say which spans they link.",)


def test_wrong_records_are_refused():
    for changes, words in (
        ({"answer": "maybe"}, "answer"),
        ({"answer": ["accept"]}, "answer"),
        ({"text": None}, "text"),
        ({"spans": [{"start": 0, "end": 5}]}, "label"),
        ({"spans": [{"start": 0, "end": 99, "label": "A"}]}, "does not lie"),
        ({"spans": [{"start": 1, "end": 5, "text": "Firs", "label": "A"}]}, "BOM|text says"),
    ):
        with pytest.raises(FormatError, match=words):
            read(**changes)


def test_what_is_written_reads_back_and_what_was_left_out_is_counted():
    draft = ArticleDraft(
        text="Anna wohnt in Köln. 🙂",
        title="Anna",
        zones=(Zone(0, 19, ZoneRole.HEADLINE),),
        spans=(DraftSpan(14, 18, "LOC", score=0.5, origin="de_news 1.0"), DraftSpan(0, 4, "PER", note="?")),
        relations=(DraftRelation("in", 1, 0),),
        state=ArticleState.REVIEWED,
        meta={"_task_hash": 3},
    )
    stream = io.BytesIO()
    report = prodigy.write([draft], stream)
    said = json.loads(stream.getvalue())
    assert list(said) == ["text", "meta", "spans", "answer"]
    assert said["meta"] == {"title": "Anna"}
    assert [span["text"] for span in said["spans"]] == ["Anna", "Köln"]
    assert report.losses == {"zones": 1, "relations": 1, "notes and values of spans": 1}
    back = json_lines.draft_of(stream.getvalue())
    assert [(span.start, span.end, span.label, span.score) for span in back.spans] == [
        (0, 4, "PER", None),
        (14, 18, "LOC", 0.5),
    ]
    assert back.state is ArticleState.REVIEWED


def test_a_rejected_record_is_written_as_rejected_again():
    assert prodigy.record_of(read(answer="reject").draft)["answer"] == "reject"
    assert prodigy.record_of(read(answer="ignore").draft)["answer"] == "ignore"


def test_the_table_of_formats_reads_and_writes_all_of_them():
    draft = ArticleDraft(text="Anna.", title="Anna", spans=(DraftSpan(0, 4, "PER"),))
    for form in FORMATS.values():
        stream = io.BytesIO()
        assert form.write([draft], stream).records == 1
        assert json_lines.draft_of(stream.getvalue()).spans[0].label == "PER"
