"""Which pipelines are offered, in which order, for which language."""

import json
from dataclasses import replace

import pytest
import spacy

from core import paths
from core.errors import ExtractionError
from core.extract import Options, PipelineKind, available_pipelines, best_for, jobs, loading, word_list_pipeline


def test_the_embedded_pipeline_comes_first():
    first = available_pipelines()[0]
    assert first.kind is PipelineKind.EMBEDDED
    assert first.lang == "de"
    assert {"DATE", "QUOTE", "ROLE"} <= set(first.labels)


def test_installed_packages_are_told_with_version_language_and_labels(installed):
    temper = installed["xx_temper"]
    assert (temper.version, temper.lang, temper.kind) == ("0.3.0", "xx", PipelineKind.INSTALLED)
    assert (temper.title, temper.labels) == ("Has moods", ("CAPS",))
    assert installed["xx_broken"].lang == "xx"


def test_trained_folders_are_found_under_the_data_folder():
    folder = paths.data_folder() / "pipelines" / "sport"
    folder.mkdir(parents=True)
    meta = {"lang": "de", "version": "2.0", "labels": {"ner": ["PER", "CLUB"], "tagger": ["NN"]}}
    (folder / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    broken = paths.data_folder() / "pipelines" / "half"
    broken.mkdir()
    (broken / "meta.json").write_text('{"lang": ', encoding="utf-8")
    found = [info for info in available_pipelines() if info.kind is PipelineKind.TRAINED]
    assert [(info.name, info.version, info.labels) for info in found] == [("sport", "2.0", ("PER", "CLUB"))]


def test_best_for_a_language(installed):
    pipelines = list(installed.values())
    assert best_for("de-CH", pipelines).lang == "de"
    assert best_for("fr", pipelines).name == "xx_broken"
    assert best_for("fr", [info for info in pipelines if info.lang == "de"]) is None


def test_settings_tell_choices_apart_but_not_their_order():
    first = available_pipelines()[0]
    some = replace(first, options=Options(rules=first.options.rules[:2]))
    turned = replace(first, options=Options(rules=first.options.rules[:2][::-1]))
    everything = replace(first, options=Options(boilerplate=True))
    assert some.settings == turned.settings
    assert len({first.settings, some.settings, everything.settings}) == 3


def trained(name: str, *components: str):
    """Write a pipeline under the data folder as training does; give what is told of it."""
    nlp = spacy.blank("de")
    loading.register()
    for component in components:
        nlp.add_pipe(component)
    folder = paths.data_folder() / "pipelines"
    folder.mkdir(exist_ok=True)
    nlp.to_disk(folder / name)
    return next(info for info in available_pipelines() if info.name == name)


def test_a_folder_with_rules_of_this_program_is_read_again_when_they_change(monkeypatch, tmp_path):
    with_rules, without = trained("datiert", "leuchtstift_dates"), trained("schlicht", "sentencizer")
    words = tmp_path / "vereine.csv"
    words.write_text("FC Musterstadt;ORG\n", encoding="utf-8")
    pipelines = [available_pipelines()[0], with_rules, word_list_pipeline(words), without]
    before = [info.settings for info in pipelines]
    monkeypatch.setattr(jobs, "RULES_VERSION", "a later one")
    assert [info.settings == old for info, old in zip(pipelines, before, strict=True)] == [False, False, False, True]


def test_a_folder_that_is_trained_again_is_another_pipeline():
    first = trained("sport", "sentencizer")
    meta = paths.data_folder() / "pipelines" / "sport" / "meta.json"
    scored = json.loads(meta.read_text(encoding="utf-8")) | {"performance": {"ents_f": 0.9}}
    meta.write_text(json.dumps(scored), encoding="utf-8")
    again = next(info for info in available_pipelines() if info.name == "sport")
    assert (first.name, first.version) == (again.name, again.version)
    assert first.settings != again.settings


def test_a_word_list_is_a_pipeline_whose_version_follows_its_content(tmp_path):
    path = tmp_path / "vereine.csv"
    path.write_text("FC Musterstadt;ORG\n", encoding="utf-8")
    first = word_list_pipeline(path)
    path.write_text("FC Musterstadt;ORG\nSV Beispiel;ORG\n", encoding="utf-8")
    second = word_list_pipeline(path)
    assert (first.name, first.kind, first.lang) == ("vereine", PipelineKind.LIST, "xx")
    assert first.version != second.version
    with pytest.raises(ExtractionError, match="cannot be read"):
        word_list_pipeline(tmp_path / "missing.csv")
