"""The main job from a terminal, in processes of its own: no Qt, no slow imports, pipes that close, Ctrl+C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from core.library import Library
from tests.conftest import ROOT

pytestmark = pytest.mark.acceptance

# Put into the way of every Python that is started, the worker that extracts included.
WITHOUT_QT = """
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6", "gui"):
            raise ImportError(f"{name} is not installed here")
sys.meta_path.insert(0, Refuse())
"""
SLOW = ("PySide6", "gui", "spacy", "thinc", "numpy", "sqlite_utils", "trafilatura", "rich")
ARTICLES = 1000  # far more than are read before Ctrl+C is pressed


@pytest.fixture
def cli(tmp_path, monkeypatch):
    """Run the command line in a process that cannot import Qt; gives what it did."""
    (tmp_path / "blocked").mkdir()
    (tmp_path / "blocked" / "sitecustomize.py").write_text(WITHOUT_QT)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path / "blocked"), str(ROOT)]))
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object, code: int = 0) -> str:
        command = [sys.executable, "-m", "core.cli", *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
        assert done.returncode == code, done.stderr
        assert code or not done.stderr
        return done.stdout

    return run


def main_job(cli, folder: Path) -> list[dict]:
    """Import, extract, export, import the export, export again; gives the records, which must be the same bytes."""
    cli("--library", "first", "import", folder)
    cli("--library", "first", "extract")
    cli("--library", "first", "export", "--layer", "proposals", "--state", "all", "first.jsonl")
    cli("--library", "second", "import", "first.jsonl")
    cli("--library", "second", "export", "--layer", "proposals", "--state", "all", "second.jsonl")
    assert Path("second.jsonl").read_bytes() == Path("first.jsonl").read_bytes()
    assert cli("--library", "second", "check") == "The library is sound.\n"
    return [json.loads(line) for line in Path("first.jsonl").read_text(encoding="utf-8").splitlines()]


def test_main_job_on_the_sample_articles_without_qt(cli):
    records = main_job(cli, ROOT / "seeds")
    assert len(records) == 5
    for record in records:
        assert {"PER", "LOC"} <= {span["label"] for span in record["spans"]}
        assert all(record["text"][span["start"] : span["end"]] == span["text"] for span in record["spans"])


def test_main_job_on_the_real_articles_without_qt(cli, real_seeds):
    if not real_seeds:
        pytest.skip("the real articles are not beside this checkout")
    records = main_job(cli, real_seeds[0].parent)
    assert len(records) == len(real_seeds)
    assert all(record["spans"] for record in records)


@pytest.mark.parametrize("command", [("--help",), ("list",), ("show", "1"), ("search", "Genf"), ("stats",)])
def test_looking_needs_none_of_the_slow_packages(tmp_path, command):
    with Library.create(tmp_path / "library") as library:
        (tmp_path / "a.jsonl").write_text(
            '{"text": "Genf wartet.", "spans": [{"start": 0, "end": 4, "label": "LOC"}]}\n'
        )
        library.import_paths([tmp_path / "a.jsonl"])
    code = (
        "import atexit, sys\n"
        f"atexit.register(lambda: sys.stderr.write(' '.join(name for name in {SLOW} if name in sys.modules)))\n"
        "from core.cli import main\nmain()"
    )
    command = [sys.executable, "-c", code, "--library", str(tmp_path / "library"), *command]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(os.name == "nt", reason="a pipe that closes is another thing there")
def test_a_reader_that_leaves_early_is_no_error(tmp_path):
    text = "Eine lange Zeile, die oft kommt.\n" * 20_000
    (tmp_path / "long.jsonl").write_text(json.dumps({"text": text}) + "\n")
    with Library.create(tmp_path / "library") as library:
        library.import_paths([tmp_path / "long.jsonl"])
    for options in ("", "--plain", "--json"):
        show = f'"{sys.executable}" -m core.cli --library "{tmp_path}/library" show 1 {options}'
        command = show + " | head -n 1; exit ${PIPESTATUS[0]}"
        done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals")
def test_ctrl_c_keeps_what_was_found(tmp_path):
    path = tmp_path / "library"
    words = "Olaf Scholz sprach mit Annalena Baerbock in Genf über die Lage der Ukraine. "
    lines = (json.dumps({"text": f"Artikel {number}. " + words * 60}) + "\n" for number in range(ARTICLES))
    (tmp_path / "many.jsonl").write_text("".join(lines), encoding="utf-8")
    with Library.create(path) as library:
        library.import_paths([tmp_path / "many.jsonl"])
    command = [sys.executable, "-m", "core.cli", "--library", str(path), "extract"]
    # What runs in the background of a shell script ignores Ctrl+C, and so would all that it starts.
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(command, cwd=ROOT, text=True, stderr=subprocess.PIPE, start_new_session=True)
    signal.signal(signal.SIGINT, handler)
    while process.poll() is None and not found(path):
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)  # a terminal sends it to the worker too
    stderr = process.communicate()[1]
    assert (process.returncode, stderr) == (130, "What was found so far is in the library.\nStopped.\n")
    with Library.open(path) as library:
        read = ARTICLES - len(found(path))
        assert 0 < read < ARTICLES
        assert library.check() == []


def found(path: Path) -> list[int]:
    """Give the articles that the embedded pipeline has not read yet; empty before it has read any."""
    from core.extract import available_pipelines

    info = available_pipelines()[0]
    with Library.open(path, read_only=True) as library:
        waiting = library.without_run(range(1, ARTICLES + 1), info.name, info.version, info.settings)
    return [] if len(waiting) == ARTICLES else waiting
