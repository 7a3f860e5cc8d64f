"""`leuchtstift evaluate` on small gold files, with the embedded pipeline and one that was trained here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy
from typer.testing import CliRunner

from core import paths
from core.cli import app
from core.settings import Settings

TEXT = "Am 10.01.2022 sprach Anna Muster mit der Firma Beispiel und zahlte 500 Euro."


def record(**changes) -> dict:
    start = TEXT.index("Am 10")
    return {
        "schema": "leuchtstift/1",
        "text": TEXT,
        "status": "reviewed",
        "meta": {"title": "Muster"},
        "label_set": {"name": "times", "version": 1, "labels": ["DATE"]},
        "spans": [{"id": "s1", "start": start, "end": start + 13, "label": "DATE"}],
    } | changes


def gold(folder: Path, *records: dict | str) -> Path:
    path = folder / "gold.jsonl"
    lines = (each if isinstance(each, str) else json.dumps(each) for each in records)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def evaluate(*arguments: object, code: int = 0):
    done = CliRunner().invoke(app, ["evaluate", *map(str, arguments)])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == code, done.output
    return done


@pytest.fixture
def firms():
    """A pipeline in the data folder that knows one firm."""
    nlp = spacy.blank("de", meta={"name": "firms", "version": "2.0"})
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "Beispiel"}])
    folder = paths.data_folder() / "pipelines" / "firms"
    folder.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(folder)
    return folder


def test_only_the_labels_of_the_gold_are_scored(tmp_path):
    wrong = record(spans=[{"id": "s1", "start": 0, "end": 2, "label": "DATE"}])
    done = evaluate(gold(tmp_path, record(), wrong))
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert [row[1] for row in rows] == ["DATE", "all"]
    assert rows[0][2:5] == ["50.0", "50.0", "50.0"]
    assert rows[0][-3:] == ["1", "2", "2"]
    assert "2 articles, 1 error" in done.stderr


def test_two_pipelines_side_by_side_as_json_and_reports(tmp_path, firms):
    firm = TEXT.index("Beispiel")
    spans = [{"id": "s1", "start": firm, "end": firm + 8, "label": "ORG"}]
    label_set = {"name": "firms", "version": 1, "labels": ["ORG", "QUANTITY"]}
    path = gold(tmp_path, record(spans=spans, label_set=label_set))
    pages = [tmp_path / "report.html", tmp_path / "report.md"]
    options = [part for page in pages for part in ("--report", page)]
    done = evaluate(path, "--pipeline", "firms", "--pipeline", "de_news", "--json", *options)
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert first["pipeline"] == "firms 2.0"
    assert first["all"]["strict"]["f1"] == 1.0
    assert first["errors"] == []
    amount = next(error for error in second["errors"] if error["kind"] == "spurious")
    assert (amount["found"][2], amount["text"]) == ("QUANTITY", "500 Euro")
    assert amount["before"].endswith("zahlte ")
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert text.index("firms") < text.index("500 Euro")


def test_labels_that_a_pipeline_cannot_give_are_named_and_summed_up_without(tmp_path, firms):
    firm = TEXT.index("Beispiel")
    spans = [*record()["spans"], {"id": "s2", "start": firm, "end": firm + 8, "label": "ORG"}]
    label_set = {"name": "firms", "version": 1, "labels": ["ORG", "DATE"]}
    path = gold(tmp_path, record(spans=spans, label_set=label_set))
    pages = [tmp_path / "report.html", tmp_path / "report.md"]
    done = evaluate(path, "--pipeline", "firms", *(part for page in pages for part in ("--report", page)))
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert [(row[1], row[3]) for row in rows] == [
        ("DATE", "0.0"), ("ORG", "100.0"), ("its labels", "100.0"), ("all", "50.0"),
    ]  # fmt: skip
    assert "note: firms 2.0 cannot give DATE: these count in “all”, not in “its labels”." in done.stderr
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "F1 of its labels 100.0" in text
        assert "cannot give DATE" in text
        assert "stands in the diagonal too" in text
    result = json.loads(evaluate(path, "--pipeline", "firms", "--json").stdout)
    assert (result["not_given"], result["its_labels"]["strict"]["f1"]) == (["DATE"], 1.0)
    done = evaluate(path)
    assert "its labels" not in done.stdout
    assert "cannot give" not in done.stderr


def test_articles_that_are_not_gold_are_left_out_with_a_note(tmp_path):
    started = record(status="in-progress")
    done = evaluate(gold(tmp_path, record(), started), "--json")
    assert json.loads(done.stdout)["articles"] == 1
    assert "not marked completely: 1." in done.stderr


def test_a_broken_line_costs_that_line_and_is_told(tmp_path):
    done = evaluate(gold(tmp_path, record(), "{broken"), "--json", code=3)
    assert json.loads(done.stdout)["articles"] == 1
    assert "gold.jsonl:2:" in done.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "empty"),
        ("{broken\n", "has no line that can be read as an article. The line is no"),
        (json.dumps({"text": TEXT}) + "\n", "has no gold"),
        (json.dumps(record(status="in-progress")) + "\n", "has no gold"),
    ],
)
def test_files_without_gold_are_refused_in_a_sentence(tmp_path, content, said):
    path = tmp_path / "gold.jsonl"
    path.write_text(content, encoding="utf-8")
    done = evaluate(path, code=1)
    assert said in done.stderr
    assert done.stdout == ""


def test_what_cannot_be_done_is_said_before_anything_is_read(tmp_path):
    path = gold(tmp_path, record())
    assert f"{tmp_path / 'none.jsonl'} cannot be opened" in evaluate(tmp_path / "none.jsonl", code=1).stderr
    assert f"{tmp_path} is a folder. Choose a JSONL file" in evaluate(tmp_path, code=1).stderr
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\xff\n")
    assert "no line that can be read as an article. The line is" in evaluate(tmp_path / "picture.png", code=1).stderr
    assert "no pipeline “none”" in evaluate(path, "--pipeline", "none", code=1).stderr
    assert ".md or .html" in evaluate(path, "--report", tmp_path / "report.pdf", code=1).stderr
    done = evaluate(path, "--report", tmp_path / "none" / "report.md", code=1)
    assert "cannot be written" in done.stderr
    assert done.stdout == ""


def test_a_pipeline_that_cannot_be_loaded_costs_its_own_result_only(tmp_path, firms):
    (firms / "entity_ruler" / "patterns.jsonl").unlink()
    done = evaluate(gold(tmp_path, record()), "--pipeline", "firms", "--pipeline", "de_news", code=3)
    assert {line.split("\t")[0].split()[0] for line in done.stdout.splitlines()} == {"de_news"}
    assert "firms 2.0: The pipeline “firms” could not be loaded" in done.stderr


def test_reports_are_in_the_language_that_is_asked_for_or_that_of_the_window(tmp_path):
    path, report = gold(tmp_path, record()), tmp_path / "report.md"
    evaluate(path, "--report", report, "--language", "de")
    assert report.read_text(encoding="utf-8").startswith("# Bewertung an gold.jsonl")
    Settings(language="de").save()
    evaluate(path, "--report", report, "--language", "en")
    assert report.read_text(encoding="utf-8").startswith("# Evaluation on gold.jsonl")
    evaluate(path, "--report", report)
    assert report.read_text(encoding="utf-8").startswith("# Bewertung an gold.jsonl")
