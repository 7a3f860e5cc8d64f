"""A person's own word lists and regular expressions."""

import os
import sys
from unicodedata import normalize

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from core.errors import ExtractionError
from core.extract import ExtractionJob, ExtractionRun, Limits, added, loading, word_list_pipeline
from core.extract.reading import reading_of
from core.extract.rules import lists, word_list
from core.extract.rules.lists import read_list

GERMAN = spacy.blank("de")
SHOPS = (("Zürcher Käserei", "e1"), ("École Müller & Söhne", "e2"))


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
    (note,) = read_list(path).problems
    assert (note.sentence, note.harmless) == ("Entries without a label are marked MISC: 1.", True)
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


def run_over(path, *texts):
    """Run a list over texts; give {article: surfaces} and {article: sentence}."""
    jobs = [ExtractionJob(number, text) for number, text in enumerate(texts, 1)]
    batches = list(ExtractionRun(word_list_pipeline(path), jobs, limits=Limits(seconds=600)))
    found = {
        proposals.article_id: [texts[proposals.article_id - 1][span.start : span.end] for span in proposals.spans]
        for batch in batches
        for proposals in batch.proposals
    }
    return found, {failure.article_id: failure.sentence for batch in batches for failure in batch.failed}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal that reaches a regular expression")
def test_a_regular_expression_that_does_not_end_is_named_and_costs_the_articles_only(write):
    """Articles of one group that failed are tried again one by one, which is not another text that takes too long."""
    bad = "a" * 60 + "b Muster"
    found, failed = run_over(write("Muster;ORG\n/(a+)+$/;MISC\n"), "Muster aaa", bad, bad + ".", "aa")
    assert found == {1: ["Muster", "aaa"], 4: ["aa"]}
    assert list(failed) == [2, 3]
    for sentence in failed.values():
        assert sentence.startswith("The regular expression in line 2 of the list does not come to an end on it.")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal that reaches a regular expression")
def test_a_regular_expression_that_never_ends_is_not_tried_for_ever(write, monkeypatch):
    monkeypatch.setattr(word_list, "_SECONDS", 0.1)
    nlp = loading.load(word_list_pipeline(write("/(a+)+$/;MISC\n"), "de"))
    for ending in ("b", "c", "d"):
        with pytest.raises(ExtractionError, match="line 1 of the list does not come to an end"):
            nlp("a" * 60 + ending)
    with pytest.raises(ExtractionError, match="line 1 of the list is not tried any more"):
        nlp("aaa")  # which it would fit


@pytest.mark.parametrize("listed", ["NFC", "NFD"])
@pytest.mark.parametrize("written", ["NFC", "NFD"])
def test_accents_are_the_same_in_either_spelling(write, listed, written):
    """Lists and texts that were on a Mac or in a PDF have accents as characters of their own."""
    path = write(normalize(listed, "Zürcher Käserei;ORG;e1\nÉcole Müller & Söhne;ORG;e2\n"))
    text = normalize(written, "🙂 Die Zürcher Käserei, die École Müller & Söhne in Zürich.")
    names = [(normalize(written, name), "ORG", entity) for name, entity in SHOPS]
    assert find(path, text) == sorted(names)


def test_emoji_doubles_and_several_labels(write):
    path = write("Paris;LOC\nParis;PER\nParis;LOC\nTeam 🧑‍🚀;ORG\n🙂;MISC\n")
    assert find(path, "Paris mag Team 🧑‍🚀. 🙂") == [
        ("Paris", "LOC", ""),
        ("Paris", "PER", ""),
        ("Team 🧑‍🚀", "ORG", ""),
        ("🙂", "MISC", ""),
    ]


def test_a_name_of_two_entities_is_named(write):
    entries = read_list(write("Muster;ORG;e1\nMuster;ORG\nMuster;PER;e2\nMuster;ORG;e2\n"))
    assert entries.entities == {("ORG", "Muster"): "e1", ("PER", "Muster"): "e2"}
    [problem] = entries.problems
    assert (problem.line, problem.sentence[:36]) == (4, "“Muster” is entity “e1” in a line be")


def test_a_name_in_two_spellings_is_one_name(write):
    entries = read_list(write("Müller;PER;e1\nMu\u0308ller;PER;e2\n"))
    assert entries.entities == {("PER", "Müller"): "e1"}
    assert [problem.line for problem in entries.problems] == [2]


def test_a_list_that_is_too_large_is_not_read_whole(write, monkeypatch):
    monkeypatch.setattr(lists, "_LARGEST", 1 << 20)
    with pytest.raises(ExtractionError, match=r"larger than 1 MB; split it"):
        read_list(write("Muster;ORG\n" * 100_000))


@given(st.lists(st.from_regex(r"[A-Za-zÄÖÜäöüßÉé]{1,12}", fullmatch=True), min_size=1, max_size=4))
def test_words_of_letters_are_cut_as_the_tokenizer_cuts_them(parts):
    """Plain words skip the tokenizer; in a text they would never be found if it saw them otherwise."""
    name = " ".join(parts)
    assert [token.text for token in GERMAN.make_doc(name)] == [token.text for token in word_list.tokens(GERMAN, name)]
