"""A person's own word lists and regular expressions."""

import os

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from core.errors import ExtractionError
from core.extract import ExtractionJob, ExtractionRun, Limits, added, loading, word_list_pipeline
from core.extract.reading import reading_of
from core.extract.rules import components
from core.extract.rules.lists import read_list

GERMAN = spacy.blank("de")


@pytest.fixture
def write(tmp_path):
    def write_file(content, name="list.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return write_file


def find(path, text):
    doc = loading.load(word_list_pipeline(path, "de"))(text)
    return sorted((text[f.start : f.end], f.label, f.entity) for f in reading_of(doc).findings)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_names_labels_and_entities(write, separator):
    lines = [["name", "label", "entity"], ["FC Muster", "ORG", "e1"], ["Muster", "PER"], ["Irgendwas"]]
    path = write("\n".join(separator.join(line) for line in lines))
    assert find(path, "Der FC Muster und Herr Muster, Irgendwas.") == [
        ("FC Muster", "ORG", "e1"),
        ("Irgendwas", "MISC", ""),
        ("Muster", "PER", ""),
        ("Muster", "PER", ""),
    ]


def test_the_longest_name_of_a_label_counts(write):
    path = write("Bern;LOC\nBern West;LOC\n")
    assert find(path, "Von Bern West nach Bern") == [("Bern", "LOC", ""), ("Bern West", "LOC", "")]


def test_a_plain_text_file_is_a_name_a_line(write):
    path = write("# my names\nFC Muster\n\nSankt Beispiel, Ort\n", "names.txt")
    assert read_list(path).problems == []
    path = write("FC Muster\nSankt Beispiel\n", "names.txt")
    assert find(path, "FC Muster in Sankt Beispiel") == [("FC Muster", "MISC", ""), ("Sankt Beispiel", "MISC", "")]


def test_regular_expressions(write):
    path = write('/\\bA ?[0-9]{1,3}\\b/;LOC;motorway\n"/a;b/";MISC\n')
    assert find(path, "Auf der A 8 und der A12, a;b.") == [
        ("A 8", "LOC", "motorway"),
        ("A12", "LOC", "motorway"),
        ("a;b", "MISC", ""),
    ]


def test_bad_lines_are_named_and_the_others_read(write):
    path = write('Gut;ORG\n;ORG\n/(/;LOC\n/x*/;LOC\nName;1 2\n"offen;ORG\na;b;c;d\nAuch gut;ORG\n')
    entries = read_list(path)
    assert entries.names == {"ORG": ["Gut", "Auch gut"]}
    assert [problem.line for problem in entries.problems] == [2, 3, 4, 5, 6, 7]
    assert str(entries.problems[0]).endswith("list.csv:2: This line has no name.")


@pytest.mark.parametrize("pattern", ["/a{99999999999}/", f"/{'(' * 3000}a{')' * 3000}/"])
def test_a_regular_expression_that_python_chokes_on_is_named(write, pattern):
    [problem] = read_list(write(f"{pattern};LOC\nGut;ORG\n")).problems
    assert problem.sentence.startswith("The regular expression is not valid")


def test_a_list_that_cannot_be_used_says_why(write, tmp_path):
    with pytest.raises(ExtractionError, match=r"is not UTF-8 \(line 2\)"):
        read_list(write(b"Gut;ORG\nZ\xfcrich;LOC\n"))
    with pytest.raises(ExtractionError, match="cannot be read"):
        read_list(tmp_path / "missing.csv")
    with pytest.raises(ExtractionError, match="is no regular file"):
        read_list(tmp_path)
    with pytest.raises(ExtractionError, match=r"has no entry that can be used. This line has no name."):
        loading.load(word_list_pipeline(write(";ORG\n")))


def test_line_ends_of_any_system_end_a_line(write):
    assert read_list(write(b"\xef\xbb\xbfGut;ORG\r\nAuch;ORG\rZuletzt;ORG")).names == {
        "ORG": ["Gut", "Auch", "Zuletzt"]
    }


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
@pytest.mark.parametrize("used", [read_list, word_list_pipeline, added.add_list])
def test_a_list_that_never_ends_is_refused_at_once(used, tmp_path):
    os.mkfifo(tmp_path / "fifo.txt")
    with pytest.raises(ExtractionError, match=r"fifo\.txt is no regular file"):
        used(tmp_path / "fifo.txt")


def test_a_list_runs_in_the_worker_like_any_pipeline(write):
    path = write("🙂 Verlag;ORG;e7\n")
    jobs = [ExtractionJob(1, "Der 🙂 Verlag liest.", lang="fr")]
    (batch,) = ExtractionRun(word_list_pipeline(path), jobs)
    (span,) = batch.proposals[0].spans
    assert (span.start, span.end, span.label, span.entity, span.score) == (4, 12, "ORG", "e7", None)


def test_a_regular_expression_that_hangs_costs_the_article_only(write):
    path = write("/(a+)+$/;MISC\n")
    jobs = [ExtractionJob(1, "aaa"), ExtractionJob(2, "a" * 60 + "b"), ExtractionJob(3, "aa")]
    run = ExtractionRun(word_list_pipeline(path), jobs, limits=Limits(seconds=4.0))
    batches = list(run)
    assert sorted(p.article_id for batch in batches for p in batch.proposals) == [1, 3]
    assert [f.article_id for batch in batches for f in batch.failed] == [2]


@given(st.lists(st.from_regex(r"[A-Za-zÄÖÜäöüßÉé]{1,12}", fullmatch=True), min_size=1, max_size=4))
def test_words_of_letters_are_cut_as_the_tokenizer_cuts_them(parts):
    """Plain words skip the tokenizer; in a text they would never be found if it saw them otherwise."""
    name = " ".join(parts)
    assert [token.text for token in GERMAN.make_doc(name)] == [token.text for token in components._tokens(GERMAN, name)]
