"""Pipelines from elsewhere: a folder is trusted as it was looked at, a word list is read, both are offered and run."""

from __future__ import annotations

import os
import pickle

import pytest
import spacy
from spacy.language import Language

from core.errors import ExtractionError
from core.extract import ExtractionJob, ExtractionRun, PipelineKind, added, available_pipelines
from tests.core.extract.packed import folder_of


def found(kind: PipelineKind):
    return [info for info in available_pipelines() if info.kind is kind]


def spans(info, text: str) -> list[tuple[int, int, str]]:
    (batch,) = ExtractionRun(info, [ExtractionJob(1, text)])
    assert not batch.failed
    return [(span.start, span.end, span.label) for span in batch.proposals[0].spans]


def test_a_folder_that_was_allowed_is_offered_and_extracts(tmp_path):
    folder = folder_of(tmp_path)
    added.add_folder(folder)
    (info,) = found(PipelineKind.FOLDER)
    assert (info.name, info.lang, info.labels) == ("firms", "de", ("ORG",))
    assert spans(info, "Die Firma Beispiel baut.") == [(10, 18, "ORG")]
    added.remove(info.source)
    assert found(PipelineKind.FOLDER) == []
    assert folder.exists()


def test_a_folder_that_has_changed_since_is_not_loaded(tmp_path):
    folder = folder_of(tmp_path)
    added.add_folder(folder)
    (info,) = found(PipelineKind.FOLDER)
    (folder / "vocab" / "lookups.bin").write_bytes(pickle.dumps({"changed": True}))
    with pytest.raises(ExtractionError, match="not as it was when you allowed it"):
        list(ExtractionRun(info, [ExtractionJob(1, "Die Firma Beispiel baut.")]))
    added.add_folder(folder)
    assert found(PipelineKind.FOLDER)[0].settings != info.settings


def test_what_could_run_code_is_named(tmp_path):
    folder = folder_of(tmp_path)
    assert added.risks(folder) == []
    (folder / "extra.py").write_text("import os\n", encoding="utf-8")
    (folder / "model").write_bytes(pickle.dumps([1]))
    config = folder / "config.cfg"
    config.write_text(config.read_text(encoding="utf-8") + '\n[x]\n@readers = "their.reader.v1"\n', encoding="utf-8")
    assert added.risks(folder) == ["extra.py", "model", "their.reader.v1"]


@pytest.mark.parametrize(
    "written",
    [
        '@readers: "their.reader.v1"',
        "@readers = their.reader.v1",
        '@readers =\n  "their.reader.v1"',
        'reader = {"@readers": "their.reader.v1"}',
        'readers = [{"\\u0040readers": "their.reader.v1"}]',
    ],
)
def test_a_function_is_named_however_it_is_written(tmp_path, written):
    config = folder_of(tmp_path) / "config.cfg"
    config.write_text(config.read_text(encoding="utf-8") + f"\n[x]\n{written}\n", encoding="utf-8")
    assert added.risks(config.parent) == ["their.reader.v1"]


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ('factory = "their_component"', "their_component"),
        ('factory: "temper_factory"', "temper_factory (xx_temper)"),
        ('factory = "my_sentencizer"', "my_sentencizer"),
        ('source = "../another"', "../another"),
        ('factory = "sentencizer"', None),
        ('factory = "leuchtstift_dates"', None),
    ],
)
def test_a_component_of_another_package_is_named_with_it(tmp_path, installed, written, named):
    assert installed
    config = folder_of(tmp_path) / "config.cfg"
    config.write_text(config.read_text(encoding="utf-8") + f"\n[components.new]\n{written}\n", encoding="utf-8")
    assert added.risks(config.parent) == ([named] if named else [])


def test_spacys_factories_are_these():
    spacy.blank("de")
    theirs = {name for name in Language.factories if not name.startswith("leuchtstift")}
    assert theirs >= added._FACTORIES
    assert {name for name in theirs if Language.factories[name].__module__.startswith("spacy.")} <= added._FACTORIES


@pytest.mark.parametrize("written", [b"[x.y.z]\na = 1\n", b"no config at all", b"\xff\xfe"])
def test_a_config_that_cannot_be_looked_at_is_named_itself(tmp_path, written):
    folder = folder_of(tmp_path)
    (folder / "config.cfg").write_bytes(written)
    assert added.risks(folder) == ["config.cfg"]


def test_what_is_no_pipeline_is_refused(tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(ExtractionError, match=r"needs a meta\.json"):
        added.add_folder(empty)
    folder = folder_of(tmp_path)
    (folder / "elsewhere").symlink_to(empty, target_is_directory=True)
    with pytest.raises(ExtractionError, match="link to another folder"):
        added.add_folder(folder)


def test_a_word_list_is_offered_and_extracts(tmp_path):
    path = tmp_path / "vereine.csv"
    path.write_text("FC Musterstadt;ORG\n/A ?[0-9]+/;LOC\nkaputt;1x\n", encoding="utf-8")
    assert [problem.line for problem in added.add_list(path)] == [3]
    (info,) = found(PipelineKind.LIST)
    assert spans(info, "Der FC Musterstadt fuhr auf der A 13.") == [(4, 18, "ORG"), (32, 36, "LOC")]
    path.unlink()
    assert found(PipelineKind.LIST) == []
    assert [entry.path for entry in added.entries()] == [str(path)]


def test_a_word_list_with_nothing_in_it_is_refused(tmp_path):
    path = tmp_path / "leer.txt"
    path.write_text("# nothing\n", encoding="utf-8")
    with pytest.raises(ExtractionError, match="no entry that can be used"):
        added.add_list(path)
    assert added.entries() == []


def test_a_spoilt_list_of_added_pipelines_trusts_nothing(tmp_path):
    added.add_folder(folder_of(tmp_path))
    added._file().write_text('{"path"', encoding="utf-8")
    assert added.entries() == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
def test_a_folder_with_a_file_that_never_ends_is_refused_at_once(tmp_path):
    folder = folder_of(tmp_path)
    (folder / "meta.json").unlink()
    os.mkfifo(folder / "meta.json")
    with pytest.raises(ExtractionError, match=r"needs a meta\.json"):
        added.add_folder(folder)


def test_a_folder_whose_meta_is_no_sane_json_is_refused(tmp_path):
    folder = folder_of(tmp_path)
    for content in ("[" * 200_000, "{", "[]", "\udc80"):
        (folder / "meta.json").write_bytes(content.encode("utf-8", "surrogatepass"))
        with pytest.raises(ExtractionError, match=r"needs a meta\.json"):
            added.add_folder(folder)
