"""`leuchtstift pipelines`: listed, added after a word of trust, got, removed."""

from __future__ import annotations

import json

from typer.testing import CliRunner

from core.cli import app
from core.library import Library
from core.records import ArticleDraft
from tests.core.extract.packed import folder_of, wheel_of


def pipelines(*arguments: object, code: int = 0):
    done = CliRunner().invoke(app, ["pipelines", *map(str, arguments)])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == code, done.output
    return done


def names() -> list[str]:
    return [line.split("\t")[0] for line in pipelines().stdout.splitlines()]


def test_a_folder_needs_a_word_of_trust(tmp_path):
    folder = folder_of(tmp_path)
    (folder / "code.py").write_text("", encoding="utf-8")
    said = pipelines("add", folder, code=1).stderr
    assert "A pipeline is a program" in said
    assert "code.py" in said
    assert names() == ["de_news"]
    pipelines("add", folder, "--trust")
    assert names() == ["de_news", "firms"]
    pipelines("remove", "firms")
    assert names() == ["de_news"]


def test_word_lists_and_wheels_come_and_go(tmp_path):
    words = tmp_path / "vereine.csv"
    words.write_text("FC Musterstadt;ORG\n", encoding="utf-8")
    pipelines("add", words)
    wheel = wheel_of(tmp_path)
    assert "--trust" in pipelines("get", wheel, code=1).stderr
    assert "de_firms is installed" in pipelines("get", wheel, "--trust").stdout
    assert names() == ["de_news", "de_firms", "vereine"]
    assert pipelines().stdout.splitlines()[-1].split("\t")[4] == "ORG"
    pipelines("remove", "vereine")
    pipelines("remove", "de_firms")
    assert names() == ["de_news"]
    assert "neither added nor got" in pipelines("remove", "de_news", code=1).stderr
    assert (
        f"There is nothing at {tmp_path / 'nope'}. Check the name."
        in pipelines("add", tmp_path / "nope", code=1).stderr
    )


def test_what_the_label_of_a_word_without_one_is_is_said(tmp_path):
    words = tmp_path / "gemischt.csv"
    words.write_text("Beispielwort\n/A ?[0-9]+/;LOC\nFC Musterstadt;ORG\n/B[0-9]/\n", encoding="utf-8")
    done = pipelines("add", words)
    assert done.stderr == f"note: {words}: Entries without a label are marked MISC: 2.\n"
    assert json.loads(pipelines("--json").stdout.splitlines()[-1])["labels"] == ["LOC", "MISC", "ORG"]


def test_what_can_be_got_is_listed_without_asking_the_network():
    rows = [json.loads(line) for line in pipelines("more", "--json").stdout.splitlines()]
    assert rows[0]["name"] == "de_core_news_sm"
    assert rows[0]["licence"] == "MIT"
    assert "There is no pipeline “nope”" in pipelines("get", "nope", code=1).stderr


def test_list_is_what_the_bare_command_says():
    assert pipelines("list").stdout == pipelines().stdout
    assert json.loads(pipelines("list", "--json").stdout)["name"] == "de_news"


def test_each_article_is_read_by_the_pipeline_for_its_language(tmp_path):
    pipelines("add", folder_of(tmp_path, "english", "FIRM", "Example", lang="en"), "--trust")
    path = tmp_path / "test.leuchtstift"
    with Library.create(path) as library:
        library.add([ArticleDraft("Anna war in Bern.", "Deutsch"), ArticleDraft("An Example.", "English", lang="en")])
    done = CliRunner().invoke(app, ["--library", str(path), "extract"])
    assert done.exit_code == 0, done.output
    said = done.stdout.splitlines()
    assert [line.rpartition(" ")[2] for line in said] == ["de_news", "english"]
    assert said[1] == "1 proposal in 1 article by english"
    with Library.open(path) as library:
        assert [mark.label for mark in library.marks(2)] == ["FIRM"]
