"""Every command of the command line, in this process, on a real library."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from core import edits, linking
from core.cli import app
from core.formats import FORMATS
from core.library import Library
from core.library_records import ArticleQuery
from core.records import Entity
from core.store.lock import LibraryLock
from tests.core.library_helpers import as_version_1

REISE = "Olaf Scholz sprach in Kyjiw. 🙂\nEr blieb lange in Kyjiw."
GENF = "Genf wartet.\x1b[2J\nDas Treffen\u202e beginnt."


class Terminal:
    """Calls the command line and remembers the library."""

    def __init__(self, library: Path) -> None:
        self.library = library

    def __call__(self, *arguments: object, code: int = 0) -> str:
        """Run a command that must end with a code; give what it printed, stdout and stderr in one."""
        done = self.done(*arguments)
        assert done.exit_code == code, done.output
        return done.output

    def done(self, *arguments: object):
        command = ["--library", str(self.library), "--wait", "0", *map(str, arguments)]
        done = CliRunner().invoke(app, command)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done

    def rows(self, *arguments: object) -> list[dict]:
        """Run a command that prints JSON lines; give them."""
        return [json.loads(line) for line in self.done(*arguments, "--json").stdout.splitlines()]


def write_jsonl(path: Path, *records: dict) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


@pytest.fixture
def annotated(tmp_path) -> Path:
    """Two annotated articles."""
    person = {"start": 0, "end": 11, "label": "PER"}
    place = {"start": 22, "end": 27, "label": "LOC"}
    return write_jsonl(
        tmp_path / "annotated.jsonl",
        {"text": REISE, "meta": {"title": "Reise", "source": "Blick"}, "spans": [person, place]},
        {
            "text": GENF,
            "meta": {"title": "Genf\twartet", "source": "SRF"},
            "spans": [{"start": 0, "end": 4, "label": "LOC"}],
        },
    )


@pytest.fixture
def cli(tmp_path, annotated) -> Terminal:
    """The command line on a library with two articles."""
    terminal = Terminal(tmp_path / "test.leuchtstift")
    assert terminal("import", annotated) == "2 articles added, 3 spans\n"
    return terminal


def accept_first_mark(path: Path) -> None:
    with Library.open(path) as library:
        library.do(edits.accept(next(iter(library.marks(1))), library.person_layer))


# Import


def test_import_makes_the_library_and_a_second_time_finds_everything_known(cli, annotated):
    assert cli("import", annotated) == "0 articles added, 2 known already\n"


def test_import_tells_each_problem_and_takes_the_rest(tmp_path):
    cli = Terminal(tmp_path / "new.leuchtstift")
    path = tmp_path / "broken.jsonl"
    path.write_text('{"text": "Gut."}\n{"text": "Schlecht.", "spans": [{"start": 0, "end": 99, "label": "X"}]}\n{"\n')
    done = cli.done("import", path)
    assert done.exit_code == 3
    assert done.stdout == "1 article added\n"
    assert [line.split(": ")[0] for line in done.stderr.splitlines()] == [f"{path}:2", f"{path}:3"]


@pytest.mark.parametrize(
    ("files", "code", "said"),
    [
        ({"a.txt": "Gut.\n", "b.txt": "", "c.jsonl": "", "d.md": " \n"}, 0, "note: "),
        ({"a.txt": ""}, 0, "note: "),
        ({"a.txt": "Gut.\n", "b.txt": "%PDF-1.7"}, 3, "PDF"),
        ({"a.txt": "Gut.\n", "b.txt": "", "c.txt": "%PDF-1.7"}, 3, "PDF"),
        ({"a.txt": "%PDF-1.7"}, 1, "PDF"),
        ({"a.png": "x"}, 1, "no articles"),
    ],
)
def test_import_tells_by_its_exit_code_what_came_of_it(tmp_path, files, code, said):
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    cli = Terminal(tmp_path / "new.leuchtstift")
    assert said in cli("import", folder, code=code)
    if "a.txt" in files:
        cli("import", folder, code=code)  # what is known already changes nothing


def test_import_of_a_slip_of_the_pen_leaves_no_library(tmp_path):
    cli = Terminal(tmp_path / "new.leuchtstift")
    assert "Check the name" in cli("import", tmp_path / "artikle.txt", code=1)
    assert not cli.library.exists()


def test_import_reports_as_json(tmp_path, annotated):
    [report] = Terminal(tmp_path / "new.leuchtstift").rows("import", annotated)
    assert (report["added"], report["spans"], report["problems"]) == ([1, 2], 3, [])


# List, show, search


def test_list_has_a_line_for_each_article_also_with_a_tab_in_its_title(cli):
    lines = cli("list").splitlines()
    assert [line.split("\t") for line in lines] == [
        ["1", "", "new", "2", "2", "Blick", "Reise"],
        ["2", "", "new", "1", "1", "SRF", "Genf wartet"],
    ]


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        ((), [1, 2]),
        (("--order", "title"), [2, 1]),
        (("--order", "marks", "--descending"), [1, 2]),
        (("--source", "SRF"), [2]),
        (("--label", "PER"), [1]),
        (("--text", "kyjiw"), [1]),
        (("--state", "reviewed"), []),
        (("--state", "reviewed", "--state", "new", "--limit", 1), [1]),
    ],
)
def test_list_narrows_and_sorts(cli, options, ids):
    assert [row["id"] for row in cli.rows("list", *options)] == ids


def test_show_puts_marks_in_brackets_and_tells_which_wait(cli):
    accept_first_mark(cli.library)
    assert "[Olaf Scholz]PER sprach in [Kyjiw]LOC?. 🙂\nEr blieb lange in Kyjiw.\n" in cli("show", 1)


def test_show_lists_marks(cli):
    rows = [line.split("\t") for line in cli("show", 1, "--marks").splitlines()[-2:]]
    assert [row[:4] for row in rows] == [["0", "11", "PER", "no"], ["22", "27", "LOC", "no"]]
    assert [row[-1] for row in rows] == ["Olaf Scholz", "Kyjiw"]


def test_show_never_lets_a_text_command_the_terminal(cli):
    shown = cli("show", 2)
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "[Genf]LOC? wartet.\ufffd[2J" in shown


def test_show_names_the_zones(cli):
    lines = cli("show", 1, "--zones").splitlines()
    assert lines[-2:] == [
        "body        │ [Olaf Scholz]PER? sprach in [Kyjiw]LOC?. 🙂",
        "            │ Er blieb lange in Kyjiw.",
    ]


def test_show_gives_the_very_text(cli):
    assert cli("show", 2, "--plain") == GENF
    [shown] = cli.rows("show", 2)
    assert shown["article"]["text"] == GENF
    assert [mark["span"]["surface"] for mark in shown["marks"]] == ["Genf"]


def test_show_of_a_number_that_is_none_is_a_sentence(cli):
    assert len(cli("show", 77, code=1).splitlines()) == 1


def test_search_brings_an_older_library_up_to_date_or_reads_it_as_it_is(cli, tmp_path):
    soft = write_jsonl(
        tmp_path / "soft.jsonl", {"text": "Die Bun\u00addes\u00adre\u00adgie\u00adrung.", "meta": {"title": "Weich"}}
    )
    cli("import", soft)
    as_version_1(cli.library)
    lock = LibraryLock(cli.library)  # another program has it
    assert cli.rows("search", "Bundesregierung") == []
    assert [hit["article_id"] for hit in cli.rows("search", "treff")] == [2]
    lock.release()
    assert cli.done("list").stderr == ""
    done = cli.done("search", "Bundesregierung")
    assert done.stdout.startswith("3\t")
    assert done.stderr == f"{cli.library} is of an older version; it is backed up and brought up to date.\n"
    assert cli.done("search", "Bundesregierung").stderr == ""
    as_version_1(cli.library)
    assert "older version" in cli.done("undo").stderr


def test_search_finds_beginnings_of_words(cli):
    assert [hit["article_id"] for hit in cli.rows("search", "treff")] == [2]
    assert cli("search", "treff").startswith("2\tGenf wartet\t")
    assert cli.done("search", "nirgends").stdout == ""


# Extract


def test_extract_proposes_marks_once(cli):
    done = cli("extract", 1)
    assert done.endswith("in 1 article by de_news\n")
    assert any(mark["origin"].startswith("de_news") for mark in cli.rows("show", 1)[0]["marks"])
    assert cli("extract", 1) == "0 proposals in 0 articles by de_news, 1 read before\n"
    assert cli.rows("extract", 1, 1, "--again")[0]["articles"] == 1  # named twice, read once


def test_extract_marks_the_names_of_a_list(cli, tmp_path):
    words = tmp_path / "orte.csv"
    words.write_text("name,label\nKyjiw,PLACE\n", encoding="utf-8")
    assert cli("extract", "--words", words) == "2 proposals in 2 articles by orte\n"
    assert "[Kyjiw]PLACE?" in cli("show", 1)


def test_extract_tells_the_lines_of_a_list_that_it_leaves_out(cli, tmp_path):
    words = tmp_path / "orte.csv"
    words.write_text("Kyjiw;PLACE\n/[/;PLACE\n;PLACE\n", encoding="utf-8")
    said = cli("extract", "--words", words, code=3)
    assert "2 proposals in 2 articles by orte\n" in said
    assert "orte.csv:2: The regular expression is not valid" in said
    assert "orte.csv:3: This line has no name." in said


def test_extract_reads_boilerplate_for_names_of_a_list_too(cli, tmp_path):
    article, words = tmp_path / "anzeige.txt", tmp_path / "orte.csv"
    text = "Ein Haus steht in Bern.\n\nDas Haus ist alt und gross, und es steht dort seit vielen Jahren.\n\n(sda)"
    article.write_text(f"{text}\n\nDas könnte Sie auch interessieren: Thun\n", encoding="utf-8")
    words.write_text("name,label\nThun,PLACE\n", encoding="utf-8")
    cli("import", article)
    assert cli("extract", "--words", words, 3) == "0 proposals in 1 article by orte\n"
    assert cli("extract", "--words", words, 3, "--boilerplate") == "1 proposal in 1 article by orte\n"


def test_extract_takes_a_pipeline_or_a_list_not_both(cli, tmp_path):
    words = tmp_path / "orte.csv"
    words.write_text("name,label\nKyjiw,PLACE\n", encoding="utf-8")
    assert "either a pipeline or a word list" in cli("extract", "--words", words, "--pipeline", "de_news", code=1)


def test_extract_with_a_pipeline_that_is_none_names_those_that_are(cli):
    assert "de_news" in cli("extract", "--pipeline", "nope", code=1)


def test_pipelines_begin_with_the_embedded_one(cli):
    assert cli("pipelines").split("\t")[0] == "de_news"
    assert "PER" in cli.rows("pipelines")[0]["labels"]


# Export


def test_export_to_stdout_is_what_a_file_gets(cli, tmp_path):
    path = tmp_path / "out.jsonl"
    assert cli("export", "--layer", "proposals", "--state", "all", path) == f"2 articles, 3 spans in {path}\n"
    assert cli("export", "--layer", "proposals", "--state", "all", "-").encode() == path.read_bytes()


def test_notes_on_an_export_name_the_file_or_what_was_exported_and_no_temporary_file(cli, tmp_path):
    options = ("export", "--format", "doccano", "--layer", "proposals", "--state", "all")
    record = {"schema": "leuchtstift/1", "text": "Genf\n\nEs regnet.", "zones": [[0, 4, "headline"]]}
    cli("import", write_jsonl(tmp_path / "zones.jsonl", record | {"spans": [{"start": 0, "end": 4, "label": "LOC"}]}))
    lost = "doccano JSONL has no place for zones: 1 left out."
    assert cli.done(*options, "-").stderr == f"note: proposals of {cli.library.name}: {lost}\n"
    assert f"note: {tmp_path / 'out.jsonl'}: {lost}\n" == cli.done(*options, tmp_path / "out.jsonl").stderr


def test_export_of_nothing_says_why(cli, tmp_path):
    assert "--state all" in cli("export", tmp_path / "gold.jsonl", code=1)
    assert not (tmp_path / "gold.jsonl").exists()
    assert "belongs to one" in cli("export", "--state", "all", tmp_path / "x.leuchtstift", code=1)


def test_help_says_what_to_type_and_not_how_python_calls_it(cli):
    commands = ("import", "list", "trash", "search", "export", "extract", "evaluate", "compare")
    pages = {command: cli(command, "--help") for command in commands}
    for command, page in pages.items():
        assert "list[" not in page, command
    assert "--report FILE" in pages["compare"]
    assert "new|in-progress|reviewed|skipped" in pages["list"]
    said = " ".join(pages["export"].split())
    assert all(name in said.partition("--format")[2].partition("--article")[0] for name in FORMATS)


def test_a_search_that_finds_nothing_says_so(cli):
    done = cli.done("search", "Atlantis")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "No article has what was searched for" in done.stderr
    assert cli.done("search", "Genf").stderr == ""


def test_export_of_one_article(cli):
    text = cli("export", "--layer", "all", "--state", "all", "--article", 2, "-")
    assert [json.loads(line)["text"] for line in text.splitlines()] == [GENF]


def test_export_that_cannot_be_written_is_a_sentence(cli, tmp_path):
    assert "cannot be written" in cli("export", "--state", "all", tmp_path / "no folder" / "x.jsonl", code=1)


# Labels, figures, history


def test_labels_count_their_marks(cli):
    rows = {line.split("\t")[0]: line.split("\t") for line in cli("labels").splitlines()}
    assert rows["LOC"][3] == "2"
    assert rows["LOC"][1] == "3"


def test_stats_count(cli):
    assert cli("stats").splitlines()[0] == f"2 articles, {len(REISE) + len(GENF)} characters"
    [figures] = cli.rows("stats")
    assert (figures["articles"], figures["marks"], figures["labels"]) == (2, 3, {"LOC": 2, "PER": 1})


def test_check_says_that_all_is_well(cli):
    assert cli("check") == "The library is sound.\n"


def test_history_undo_and_redo(cli):
    accept_first_mark(cli.library)
    assert [step["kind"] for step in cli.rows("history")] == ["accept", "import"]
    assert [step["kind"] for step in cli.rows("history", "--article", 1)] == ["accept", "import"]
    assert cli("undo").startswith("Taken back: accept")
    assert "[Olaf Scholz]PER?" in cli("show", 1)
    assert cli("redo").startswith("Done again: accept")
    assert "[Olaf Scholz]PER " in cli("show", 1)
    cli("redo", code=1)


def test_history_shows_what_a_step_changed_in_its_context(cli):
    accept_first_mark(cli.library)
    shown = cli("history", "--show", 2)
    assert shown.startswith("Step 2, ")
    assert shown.splitlines()[0].endswith("accepted “Olaf Scholz”")
    assert [row.split("\t")[-1] for row in cli("history").splitlines()] == [
        "accepted “Olaf Scholz”",
        "imported 2 articles",
    ]
    assert "#1 " in shown
    assert "  PER? → PER   [Olaf Scholz] " in shown
    [change] = cli.rows("history", "--show", 2)
    assert (change["article_id"], change["before"], change["after"]["surface"]) == (1, None, "Olaf Scholz")
    assert "no step 9" in cli("history", "--show", 9, code=1)
    assert cli.rows("history", "--show", 2, "--article", 2) == []


def test_history_tells_entities_and_relations_in_words(cli):
    with Library.open(cli.library) as library:
        layer, (first, second, *_) = library.person_layer, list(library.marks(1))
        library.do(linking.set_entity(first, Entity(0, "", "Olaf Scholz", "PER"), layer))
        for act in (linking.relate, linking.unrelate):
            ends = library.marks(1).standing_for(first.key), library.marks(1).standing_for(second.key)
            library.do(act(*ends, "near", layer, links=library.links(1), marks=library.marks(1)))
    name, other = first.span.surface, second.span.surface
    assert [row.split("\t")[-1] for row in cli("history", "--limit", 3).splitlines()] == [
        f"took “{name}” and “{other}” apart",
        f"tied “{name}” to “{other}”",
        f"said whom or what “{name}” means: Olaf Scholz",
    ]


def test_going_back_says_what_would_change_and_can_be_undone(cli):
    accept_first_mark(cli.library)
    before = cli("show", 1)
    asked = cli("go-back", 1, code=1)
    assert "Would change: 1 mark in 1 article" in asked
    assert cli("show", 1) == before
    assert cli("go-back", 1, "--yes", "--article", 1).splitlines()[-1] == (
        "Gone back; this is step 3. `leuchtstift undo` takes it back."
    )
    assert "[Olaf Scholz]PER?" in cli("show", 1)
    assert "\tbulk\t" in cli("backup", "--list")
    assert "Nothing has changed since step 3." in cli("go-back", 3, code=1)
    cli("undo")
    assert cli("show", 1) == before
    assert [line["state"] for line in cli.rows("history")] == ["undone", "live", "live"]
    assert "Would change: 1 mark in 1 article, 2 articles into the trash" in cli("go-back", 0, "--yes")


# Borders


@pytest.mark.parametrize("command", [("list",), ("show", 1), ("extract",), ("export", "-"), ("stats",), ("undo",)])
def test_a_library_that_is_not_there_is_never_made_by_a_slip(tmp_path, command):
    cli = Terminal(tmp_path / "nowhere.leuchtstift")
    assert "import FILES" in cli(*command, code=1)
    assert not cli.library.exists()


def test_a_file_that_is_no_library_is_refused_with_a_sentence(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("No library, only notes. " * 20)
    assert "not a Leuchtstift library" in Terminal(path)("list", code=1)


def test_what_is_not_understood_is_a_usage_error(cli):
    assert "No such command" in cli("lst", code=2)
    cli("show", "one", code=2)
    cli("list", "--order", "colour", code=2)


def test_reading_goes_on_while_the_window_has_the_library_and_writing_says_who_has_it(cli):
    with Library.open(cli.library):
        assert len(cli("list").splitlines()) == 2
        assert "open in" in cli("undo", code=1)
    cli("undo")


def test_writing_waits_for_the_window_to_close(cli, monkeypatch):
    window = Library.open(cli.library)
    monkeypatch.setattr("core.cli_output.time.sleep", lambda _: window.close())  # the window closes while it waits
    done = CliRunner().invoke(app, ["--library", str(cli.library), "--wait", "60", "undo"])
    assert done.exit_code == 0, done.output
    assert "Waiting" in done.stderr
    with Library.open(cli.library) as library:
        assert library.count(ArticleQuery()) == 0


def test_articles_go_to_the_trash_and_come_back(cli):
    assert cli("trash", 2, 2) == "1 article moved to the trash\n"
    assert [row["id"] for row in cli.rows("list")] == [1]
    assert [row["id"] for row in cli.rows("list", "--trash")] == [2]
    assert cli.rows("list", "--trash", "--text", "Scholz") == []
    assert "in the trash" in cli("show", 2)
    assert cli("put-back", 1, 2) == "1 article put back\n"
    assert cli.rows("list", "--trash") == []
    assert cli("trash", 1, 9, code=1) == "There is no article 9 in this library.\n"
    assert len(cli.rows("list")) == 2
    cli("undo")
    assert [row["id"] for row in cli.rows("list", "--trash")] == [2]
