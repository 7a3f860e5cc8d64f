"""The hostile corpus through the readers and into a library: the stated thing happens, and nothing else."""

import socket
import subprocess
import sys
import threading

import pytest

from core import articles, formats
from core.articles import plain, web  # noqa: F401 (pages are read by a module that loads late)
from core.errors import ImportProblem, Problem
from core.library import Library
from core.offsets import freeze
from core.records import ArticleDraft
from tests.hostile.make import CASES, DOCUMENTS, GOOD, MIB, make_special


class Refused(socket.socket):
    def __init__(self, *args, **kwargs):
        raise AssertionError("a reader asked for the network")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    monkeypatch.setattr(socket, "socket", Refused)
    monkeypatch.setattr(socket, "getaddrinfo", Refused)


def test_the_network_is_really_shut():
    with pytest.raises(AssertionError):
        socket.create_connection(("127.0.0.1", 9))


def read(path):
    reader = formats.READERS.get(path.suffix) or articles.read_path
    return list(reader(path))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_file_is_read_or_refused_as_stated(case, tmp_path):
    path = case.write(tmp_path)
    if case.refused:
        with pytest.raises(ImportProblem, match=case.refused):
            read(path)
        return
    try:
        found = read(path)
    except ImportProblem:
        assert case.refused == ""  # a page may be refused, or its article found
        return
    drafts = [draft for draft in found if isinstance(draft, ArticleDraft)]
    problems = [problem for problem in found if isinstance(problem, Problem)]
    if case.refused is None:
        assert len(drafts) == case.articles
        assert len(problems) == len(case.problems), problems
        assert all(words in problem.sentence for words, problem in zip(case.problems, problems, strict=True)), problems
        assert case.has in drafts[0].text if drafts else not case.has
    for draft in drafts:
        assert draft.text == freeze(draft.text)
        assert "\x00" not in draft.text
        draft.text.encode("utf-8")
        assert "\n" not in draft.title
        assert len(draft.title) <= 400
    for problem in problems:
        assert len(problem.sentence) < 500
        assert problem.sentence.isprintable()


def test_the_whole_corpus_into_one_library(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    small = [case for case in CASES if len(case.write(folder).read_bytes()) < MIB]
    for path in folder.iterdir():
        if path.stat().st_size >= MIB:
            path.unlink()
    with Library.create(tmp_path / "a.leuchtstift") as library:
        report = library.import_paths([folder])
        refused = {problem.path.rsplit("/", 1)[-1] for problem in report.problems if problem.line is None}
        for case in small:
            if case.refused:
                assert case.name in refused
        assert len(report.added) >= 20
        assert library.check() == []
        assert library.undo() is not None


def test_documents_that_nothing_reads_are_named_and_never_opened(tmp_path):
    folder = tmp_path / "a" / "b" / "c"
    folder.mkdir(parents=True)
    paths = [case.write(folder) for case in DOCUMENTS]
    before = sorted(tmp_path.rglob("*"))
    with Library.create(tmp_path / "a.leuchtstift") as library:
        report = library.import_paths(paths)
        assert (report.added, library.count()) == ((), 0)
    said = {problem.path.rsplit("/", 1)[-1]: problem.sentence for problem in report.problems}
    for case in DOCUMENTS:
        assert f"The file is {case.refused}" in said[case.name] or case.refused in said[case.name]
        assert said[case.name].endswith("save it as plain text and bring that in.")
    assert sorted(path for path in tmp_path.rglob("*") if not path.name.startswith("a.leuchtstift")) == before


HUGE = """
import resource, sys, time
from pathlib import Path
from core.library import Library

path = Path(sys.argv[1])
with Library.create(path.with_name("a.leuchtstift")) as library:
    before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    report = library.import_paths([path])
    seconds = time.process_time() - begun
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print([problem.sentence for problem in report.problems], len(report.added), grown // 1024, seconds, sep="|")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted in another unit elsewhere")
@pytest.mark.parametrize(
    ("name", "head", "added"), [("line.jsonl", b'{"text":"', 1), ("line.txt", b"", 0), ("line.html", b"<p>", 0)]
)
def test_a_hundred_megabytes_on_one_line_cost_little(tmp_path, name, head, added):
    path = tmp_path / name
    with path.open("wb") as stream:
        stream.write(head)
        for _ in range(100):
            stream.write(b"Wort und " * (MIB // 9))
        stream.write(b'"}\n' + GOOD + b"\n")
    done = subprocess.run([sys.executable, "-c", HUGE, str(path)], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    sentences, count, megabytes, seconds = done.stdout.strip().split("|")
    assert ("longer than" if added else "larger than") in sentences
    assert int(count) == added
    assert int(megabytes) < 200  # of which the longest line that is read takes 32, the longest text 64
    assert float(seconds) < 20


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no FIFOs in folders")
def test_what_is_no_file_is_told_and_never_read(tmp_path):
    special = make_special(tmp_path)
    found = []

    def walk():
        found.extend(articles.find_files(special, {".txt"}))
        for path in special[1:4]:
            with pytest.raises(ImportProblem):
                read(path)

    thread = threading.Thread(target=walk, daemon=True)
    thread.start()
    thread.join(20)
    assert not thread.is_alive(), "a reader waits for a FIFO or reads a device for ever"
    sentences = {problem.path.rsplit("/", 1)[-1]: problem.sentence for problem in found}
    assert set(sentences) == {path.name for path in special}
    assert "regular" in sentences["pipe.txt"]
    assert "regular" in sentences["zero.txt"]
    assert "cannot be read" in sentences["round.txt"]
    assert "no articles" in sentences["pictures"]


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(3 * 1024 * MIB)  # sparse: takes no room on the disk
    with pytest.raises(ImportProblem, match="larger than 1 MB"):
        list(plain.read(path, limit=MIB))
