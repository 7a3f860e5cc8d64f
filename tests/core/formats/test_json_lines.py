"""A file of records: a broken line costs that line only, and only a line feed ends a line."""

import json

import pytest

from core.errors import EmptyFile, FormatError, ImportProblem, Problem
from core.formats import json_lines
from core.records import ArticleDraft

GOOD = '{"text":"Anna ist hier.","spans":[{"start":0,"end":4,"label":"PER"}],"answer":"accept"}'


def write(tmp_path, content, name="marken.jsonl"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def split(found):
    found = list(found)
    return [x for x in found if isinstance(x, ArticleDraft)], [x for x in found if isinstance(x, Problem)]


def test_good_lines_come_in_and_each_broken_one_is_named(tmp_path):
    lines = [GOOD, "nope", "", GOOD, "[]", '{"text":"a","text":"b"}', "   ", GOOD]
    drafts, problems = split(json_lines.read(write(tmp_path, "\n".join(lines))))
    assert len(drafts) == 3
    assert [problem.line for problem in problems] == [2, 5, 6]
    assert not any(problem.harmless for problem in problems)
    assert all(draft.layer_name == "marken" and draft.path.endswith("marken.jsonl") for draft in drafts)


def test_only_a_line_feed_ends_a_line(tmp_path):
    text = "eins\u2028zwei\u0085drei"
    content = json.dumps({"text": text}, ensure_ascii=False) + "\r\n" + json.dumps({"text": "\x0c vier"}) + "\r\n"
    drafts, problems = split(json_lines.read(write(tmp_path, content)))
    assert [draft.text for draft in drafts] == [text, "\x0c vier"]
    assert problems == []


def test_a_bom_before_the_first_line_is_dropped(tmp_path):
    drafts, problems = split(json_lines.read(write(tmp_path, b"\xef\xbb\xbf" + GOOD.encode())))
    assert (len(drafts), problems) == (1, [])


def test_a_line_of_any_length_costs_only_itself(tmp_path):
    content = GOOD + "\n" + json.dumps({"text": "x" * 5000}) + "\n" + GOOD
    drafts, problems = split(json_lines.read(write(tmp_path, content), line_limit=1000))
    assert len(drafts) == 2
    assert [(problem.line, "longer" in problem.sentence) for problem in problems] == [(2, True)]


def test_a_line_of_exactly_the_limit_comes_in(tmp_path):
    for ending in ("", "\n", "\r\n"):
        content = GOOD + ending
        drafts, problems = split(json_lines.read(write(tmp_path, content), line_limit=len(GOOD)))
        assert (len(drafts), problems) == (1, [])


def test_notes_come_before_their_article_and_are_harmless(tmp_path):
    note, draft = json_lines.read(write(tmp_path, rb'{"text":"Anna\u0000 hier."}'))
    assert isinstance(note, Problem)
    assert note.harmless
    assert "U+FFFD" in note.sentence
    assert draft.text == "Anna\ufffd hier."


@pytest.mark.parametrize(
    ("content", "error", "words"), [(b"", EmptyFile, "empty"), ("{}".encode("utf-16"), FormatError, "UTF-16")]
)
def test_files_that_are_none(tmp_path, content, error, words):
    with pytest.raises(error, match=words):
        list(json_lines.read(write(tmp_path, content)))


def test_a_folder_and_a_missing_file(tmp_path):
    for path in (tmp_path, tmp_path / "nowhere.jsonl"):
        with pytest.raises(ImportProblem):
            list(json_lines.read(path))
