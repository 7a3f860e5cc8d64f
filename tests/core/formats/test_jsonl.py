"""The own record: what it says, that it says it again, and what it refuses."""

import hashlib
import json

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import ExportError, FormatError, SpanError
from core.formats import json_lines, jsonl
from core.graphemes import is_boundary
from core.records import (
    ArticleDraft,
    ArticleState,
    DraftRelation,
    DraftSpan,
    Entity,
    Label,
    LabelSet,
    Zone,
    ZoneRole,
)

TEXT = "Olaf Scholz sprach in Kyjiw. 🙂 Kein Wort von Gas."
COLOUR = "#6b7280"


def draft(**changes):
    values = {
        "text": TEXT,
        "title": "Ein Besuch",
        "source": "Alpenbote",
        "published": "2026-03-01",
        "uid": "a-1",
        "zones": (Zone(0, 28, ZoneRole.HEADLINE),),
        "spans": (
            DraftSpan(0, 11, "PER", uid="s1", origin="de_news 1.0", score=0.97, correction="kept", entity="e17"),
            DraftSpan(22, 27, "LOC", uid="s2", value="Kyjiw", note="Hauptstadt"),
            DraftSpan(31, 49, "MISC", uid="s3", fragments=((31, 40), (45, 49))),
        ),
        "relations": (DraftRelation("speaks_in", 0, 1, "r1"),),
        "state": ArticleState.REVIEWED,
        "label_set": LabelSet(0, "news", 1, tuple(Label(code, code, COLOUR) for code in ("PER", "ORG", "LOC", "MISC"))),
        "meta": {"encoding": "utf-8", "tags": ["a", {"b": None}]},
        "bytes_sha256": "0" * 64,
    }
    return ArticleDraft(**(values | changes))


def record(**changes):
    return json.loads(jsonl.line_of(draft())) | changes


def read(changed):
    return json_lines.parse_line(json.dumps(changed).encode())


def test_the_keys_stand_in_the_published_order():
    keys = list(record())
    assert keys == [
        *("schema", "id", "text", "text_sha256", "offset_unit", "lang", "meta", "zones", "status", "label_set"),
        *("spans", "relations", "cats", "answer"),
    ]
    assert list(record()["spans"][0]) == ["id", "start", "end", "text", "label", "entity", "origin", "score", "action"]
    assert list(record()["meta"]) == ["title", "source", "published", "bytes_sha256", "encoding", "tags"]


def test_a_record_says_what_the_draft_says():
    said = record()
    assert said["text_sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()
    assert said["offset_unit"] == "codepoint"
    assert said["zones"] == [[0, 28, "headline"]]
    assert said["status"] == "reviewed"
    assert said["label_set"] == {"name": "news", "version": 1, "labels": ["PER", "ORG", "LOC", "MISC"]}
    assert [span["text"] for span in said["spans"]] == ["Olaf Scholz", "Kyjiw", "Kein Wort von Gas."]
    assert said["spans"][1]["note"] == "Hauptstadt"
    assert said["spans"][2]["fragments"] == [[31, 40], [45, 49]]
    assert said["relations"] == [{"id": "r1", "type": "speaks_in", "head": "s1", "child": "s2"}]
    assert said["answer"] == "accept"


def test_a_record_reads_back_as_the_same_draft_and_the_same_bytes():
    line = jsonl.line_of(draft())
    assert json_lines.draft_of(line) == draft()
    assert jsonl.line_of(json_lines.draft_of(line)) == line
    assert line.endswith(b"}\n")
    assert line.count(b"\n") == 1


GRAPHEMES = st.lists(
    st.sampled_from(
        [
            "a",
            "Ä",
            "e\u0301",
            "🙂",
            "👨‍👩‍👧",
            "🇩🇪",
            "\n",
            "\u2028",
            "\u2029",
            "\u00a0",
            "\u00ad",
            "\u200b",
            "ش",
            " ",
            "\u202e",
            "„",
        ]
    ),
    min_size=3,
    max_size=40,
)


@given(GRAPHEMES, st.data())
def test_any_text_and_any_span_of_whole_characters_go_round(pieces, data):
    text = "x" + "".join(pieces)
    cuts = [position for position in range(len(text) + 1) if is_boundary(text, position)]
    pairs = st.tuples(st.sampled_from(cuts), st.sampled_from(cuts)).filter(lambda pair: pair[0] < pair[1])
    places = sorted(set(data.draw(st.lists(pairs, max_size=5))), key=lambda place: (place[0], -place[1]))
    spans = tuple(DraftSpan(start, end, "PER", uid=f"s{n}") for n, (start, end) in enumerate(places))
    line = jsonl.line_of(draft(text=text, spans=spans, zones=(), relations=()))
    parsed = json_lines.parse_line(line)
    assert parsed.notes == ()
    assert parsed.draft.text == text
    assert parsed.draft.spans == spans
    assert jsonl.line_of(parsed.draft) == line


def test_what_entities_are_called_is_said_and_read_again():
    said = draft(entities=(Entity(0, "e17", "Olaf Scholz", "PER", ("Scholz",), "Kanzler"), Entity(0, "e2", "X", "LOC")))
    again = json_lines.parse_line(jsonl.line_of(said)).draft
    assert again.entities == said.entities
    assert jsonl.line_of(again) == jsonl.line_of(said)
    for entities in ([{"id": "e17"}], [{"name": "X"}], [{"id": "e", "name": "X", "aliases": [1]}], ["e17"]):
        with pytest.raises(FormatError):
            read(record(entities=entities))


def test_spans_are_sorted_and_relations_follow_them():
    spans = (DraftSpan(22, 27, "LOC"), DraftSpan(0, 11, "PER"))
    said = jsonl.record_of(draft(spans=spans, relations=(DraftRelation("in", 1, 0),)))
    assert [(span["id"], span["text"]) for span in said["spans"]] == [("s1", "Olaf Scholz"), ("s2", "Kyjiw")]
    assert said["relations"] == [{"id": "r1", "type": "in", "head": "s1", "child": "s2"}]


def test_unset_fields_are_left_out_of_meta_and_null_in_spans():
    bare = ArticleDraft(text="Gut.", title="", spans=(DraftSpan(0, 3, "X"),))
    said = jsonl.record_of(bare)
    assert said["meta"] == {}
    assert said["label_set"] is None
    assert [said["spans"][0][key] for key in ("entity", "origin", "score", "action")] == [None] * 4


def test_a_skipped_article_is_ignored_by_prodigy_and_an_answer_given_there_comes_back():
    assert jsonl.record_of(draft(state=ArticleState.SKIPPED))["answer"] == "ignore"
    for answer in ("reject", "ignore"):
        assert read(record(answer=answer)).draft.state is ArticleState.SKIPPED


def test_what_the_format_does_not_know_is_kept():
    back = read(record(cats={"politik": 1.0}, _task_hash=17)).draft
    assert back.meta["_task_hash"] == 17
    said = jsonl.record_of(back)
    assert said["cats"] == {"politik": 1.0}
    assert said["meta"]["_task_hash"] == 17
    assert "cats" not in said["meta"]


def test_a_known_field_of_another_shape_stays_in_the_extra_meta():
    back = read(record(meta={"title": ["a"], "published": "letzten Montag", "url": None})).draft
    assert (back.title, back.published, back.url) == ("", "", "")
    assert back.meta == {"title": ["a"], "published": "letzten Montag"}
    assert jsonl.record_of(back)["meta"] == back.meta


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"schema": "leuchtstift/2"}, "newer"),
        ({"text": None}, 'no "text"'),
        ({"text": 5}, "must be a text"),
        ({"text": "  \n"}, "empty"),
        ({"text_sha256": "0" * 64}, "SHA-256"),
        ({"offset_unit": "token"}, "offset_unit"),
        ({"offset_unit": ["codepoint"]}, "offset_unit"),
        ({"status": "done"}, "status"),
        ({"status": ["new"]}, "status"),
        ({"spans": {}}, "list of objects"),
        ({"spans": [5]}, "list of objects"),
        ({"relations": "r"}, "list of objects"),
        ({"relations": [{"type": "in", "head": "s1", "child": "s9"}]}, "does not have"),
        ({"relations": [{"head": "s1", "child": "s2"}]}, "label"),
        ({"zones": [[0, 5]]}, "role"),
        ({"zones": [[0, 5, "chorus"]]}, "role"),
        ({"zones": [[0, 5, ["body"]]]}, "role"),
        ({"zones": [[0, 5, "kicker"], [3, 9, "headline"]]}, "overlap"),
        ({"zones": [[0, 500, "kicker"]]}, "zones"),
        ({"zones": 5}, "zones"),
        ({"meta": 5}, "meta"),
        ({"id": {}}, "id"),
        ({"label_set": 5}, "label_set"),
        ({"label_set": {"name": "x", "version": "1", "labels": []}}, "label_set"),
        ({"label_set": {"name": "x", "version": 1, "labels": ["A", "A"]}}, "twice"),
    ],
)
def test_a_record_that_breaks_the_rules_is_refused_with_a_sentence(changes, words):
    with pytest.raises(FormatError, match=words):
        read(record(**changes))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"label": ""}, "has no label"),
        ({"label": None}, "has no label"),
        ({"label": "P" * 201}, "longer"),
        ({"label": "P\u202eR"}, "cannot be shown"),
        ({"score": 1.5}, "score"),
        ({"score": True}, "score"),
        ({"score": "high"}, "score"),
        ({"text": 7}, "text"),
        ({"id": []}, "id"),
        ({"note": {}}, "note"),
        ({"fragments": [[0, 4], [2, 11]]}, "fragments"),
        ({"fragments": [[0, 40]]}, "fragments"),
        ({"fragments": [[0]]}, "fragments"),
        ({"fragments": 3}, "fragments"),
    ],
)
def test_a_span_that_breaks_the_rules_is_refused_with_a_sentence(changes, words):
    span = {"id": "s1", "start": 0, "end": 11, "text": "Olaf Scholz", "label": "PER"} | changes
    with pytest.raises(FormatError, match=words):
        read(record(spans=[span], relations=[]))


def test_two_spans_of_one_id_are_refused():
    span = {"id": "s1", "start": 0, "end": 11, "label": "PER"}
    with pytest.raises(FormatError, match="Two spans"):
        read(record(spans=[span, span], relations=[]))


def test_a_draft_that_is_wrong_is_not_written():
    with pytest.raises(SpanError):
        jsonl.line_of(draft(spans=(DraftSpan(0, 500, "X"),), relations=()))
    with pytest.raises(ExportError, match="relation"):
        jsonl.line_of(draft(relations=(DraftRelation("in", 0, 7),)))
    with pytest.raises(ExportError, match="JSON"):
        jsonl.line_of(draft(meta={"when": object()}))


def test_a_declared_unit_is_converted():
    text = "🙂 Kyjiw"
    for unit, start in (("utf-16", 3), ("utf-8", 5), ("codepoint", 2)):
        changed = {"text": text, "offset_unit": unit, "spans": [{"start": start, "end": start + 5, "label": "LOC"}]}
        assert read(changed).draft.spans[0].start == 2


def test_the_writer_counts_its_records(tmp_path):
    with (tmp_path / "out.jsonl").open("wb") as stream:
        report = jsonl.write([draft(), draft(uid="a-2")], stream)
    assert (report.records, report.losses) == (2, {})
    assert [orjson.loads(line)["id"] for line in (tmp_path / "out.jsonl").read_bytes().splitlines()] == ["a-1", "a-2"]


def test_a_relation_of_a_span_to_itself_is_left_out_and_told():
    said = jsonl.record_of(draft())
    said["relations"] += [{"id": "r2", "type": "in", "head": "s1", "child": "s1"}]
    parsed = jsonl.draft_of(said)
    assert [each.type for each in parsed.draft.relations] == ["speaks_in"]
    assert parsed.notes == ("Relations that lead from a span to itself were left out: 1.",)
