"""The runner with a real spawned worker: what a pipeline does to itself costs the article at fault and nothing else."""

import os
import subprocess
import sys
import threading
import time
from itertools import accumulate
from pathlib import Path

import pytest

from core.errors import Cancelled, ExtractionError
from core.extract import ExtractionJob, ExtractionRun, Extractor, Limits
from core.extract import process as worker_process
from core.extract.load_watch import LoadLimits
from core.records import DraftSpan, Proposals, Zone, ZoneRole

SHORT = Limits(seconds=5.0, megabytes=700)


@pytest.fixture
def temper(installed):
    with Extractor(installed["xx_temper"]) as extractor:
        yield extractor


def jobs_of(*texts):
    return [ExtractionJob(number, text, lang="de") for number, text in enumerate(texts, 1)]


def finish(run):
    """Run to the end; give {article: surfaces or spans} and {article: sentence}."""
    batches = list(run)
    found = {p.article_id: p for batch in batches for p in batch.proposals}
    failed = {f.article_id: f.sentence for batch in batches for f in batch.failed}
    return found, failed, batches


def test_offsets_are_code_points_behind_astral_characters(temper):
    text = "🙂🇨🇭 e\u0301 NATO und \u00a0USA\u2028\u00adOSZE 👩‍👩‍👧 EU"
    found, failed, _ = finish(temper.run(jobs_of(text)))
    assert not failed
    assert [text[span.start : span.end] for span in found[1].spans] == ["NATO", "USA", "OSZE", "EU"]
    assert isinstance(found[1], Proposals)
    assert isinstance(found[1].spans[0], DraftSpan)


def test_every_article_comes_once_and_progress_reaches_the_total(temper):
    found, failed, batches = finish(temper.run(jobs_of(*(f"Text {n} der UNO" for n in range(50)))))
    assert sorted(found) == list(range(1, 51))
    assert not failed
    counts = [len(batch.proposals) for batch in batches]
    assert max(counts) <= 16
    assert [batch.done for batch in batches] == list(accumulate(counts))
    assert batches[-1].done == 50
    assert {batch.total for batch in batches} == {50}
    assert batches[-1].seconds_left == 0


def test_articles_that_kill_hang_or_break_the_pipeline_are_named_and_the_others_done(installed):
    """The one that hangs holds the interpreter (a regular expression), so nothing inside the worker could end it."""
    texts = [f"Text {n} der UNO" for n in range(40)]
    texts[3], texts[20], texts[21] = "bitte VANISH", "bitte SPIN", "bitte RAISE"
    found, failed, _ = finish(ExtractionRun(installed["xx_temper"], jobs_of(*texts), limits=SHORT))
    assert sorted(failed) == [4, 21, 22]
    assert sorted(found) == [n for n in range(1, 41) if n not in failed]
    assert "code 3" in failed[4]
    assert "did not answer" in failed[21]
    assert failed[22] == "The pipeline failed on it: ValueError: no such word."


@pytest.mark.skipif(sys.platform != "linux", reason="the system holds no memory limit")
def test_an_article_that_eats_memory_is_named_and_the_others_done(installed):
    run = ExtractionRun(installed["xx_temper"], jobs_of("die UNO", "bitte EAT", "die EU"), limits=SHORT)
    found, failed, _ = finish(run)
    assert sorted(found) == [1, 3]
    assert failed == {2: "It needed more than 700 MB of memory."}


def test_a_warm_worker_takes_run_after_run(temper):
    temper.start()
    process = temper._process
    for _ in range(3):
        found, _, _ = finish(temper.run(jobs_of("die UNO")))
        assert len(found[1].spans) == 1
    assert temper._process is process


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no sessions of this kind")
def test_the_worker_gives_way_to_the_window(temper):
    """Linux shares processors out between sessions: in the window's own the worker would take from the window."""
    temper.start()
    process = temper.process_id
    assert os.getsid(process) == process
    assert os.getpriority(os.PRIO_PROCESS, process) > os.getpriority(os.PRIO_PROCESS, 0)
    group = Path(f"/proc/{process}/autogroup")
    assert not group.exists() or int(group.read_text(encoding="ascii").split()[-1]) > 0


def test_cancel_ends_a_hanging_worker_within_half_a_second_and_the_next_run_works(temper):
    run = temper.run(jobs_of("die UNO", "bitte HANG"))
    temper.start()
    clock = []

    def cancel():
        clock.append(time.monotonic())
        run.cancel()

    timer = threading.Timer(0.5, cancel)
    timer.start()
    with pytest.raises(Cancelled):
        list(run)
    assert time.monotonic() - clock[0] < 0.5
    timer.join()
    found, _, _ = finish(temper.run(jobs_of("die UNO")))
    assert len(found[1].spans) == 1


def test_what_is_finished_is_handed_on_while_the_next_article_hangs(temper):
    """Not when the limit is over: the worker is still the one that it was."""
    temper.start()
    process = temper.process_id
    run = temper.run(jobs_of("die UNO", "die EU", "bitte HANG", "die NATO"))
    batches = iter(run)
    found = []
    while len(found) < 2:
        found += [proposals.article_id for proposals in next(batches).proposals]
    assert found == [1, 2]
    assert temper.process_id == process
    run.cancel()
    with pytest.raises(Cancelled):
        next(batches)


@pytest.mark.parametrize(
    ("loading", "limits", "reason"),
    [
        ("HANG", LoadLimits(standstill=2.0), "it did nothing for 2 seconds"),
        ("SPIN", LoadLimits(processor=3.0), "it was not ready after 3 seconds of computing"),
    ],
)
def test_a_pipeline_that_never_finishes_loading_is_given_up(temper, monkeypatch, loading, limits, reason):
    monkeypatch.setattr(worker_process, "LOAD_LIMITS", limits)
    monkeypatch.setenv("TEMPER_LOADING", loading)
    with pytest.raises(ExtractionError, match=f"“xx_temper” could not be loaded: {reason}"):
        temper.start()
    assert temper.process_id is None


def test_cancel_while_the_pipeline_loads(installed):
    run = ExtractionRun(installed["xx_temper"], jobs_of("die UNO"))
    timer = threading.Timer(0.2, run.cancel)
    timer.start()
    with pytest.raises(Cancelled):
        list(run)
    timer.join()


def test_what_was_yielded_before_a_cancel_stays_and_the_jobs_are_not_read_on(temper):
    taken = []

    def jobs():
        for job in jobs_of(*(f"Text {n} der UNO" for n in range(1000))):
            taken.append(job.article_id)
            yield job

    run = temper.run(jobs(), total=1000)
    batches = iter(run)
    first = next(batches)
    run.cancel()
    with pytest.raises(Cancelled):
        list(batches)
    assert 1 <= first.done <= 16
    assert len(taken) <= 48


def test_look_ahead_is_bounded(temper):
    taken = []

    def jobs():
        for job in jobs_of(*(f"Text {n} der UNO" for n in range(200))):
            taken.append(job.article_id)
            yield job

    for batch in temper.run(jobs()):
        assert len(taken) - batch.done <= 32
    assert len(taken) == 200


def test_leaving_the_loop_leaves_no_answer_for_the_next_run(temper):
    for _ in temper.run(jobs_of(*["die UNO"] * 100)):
        break
    found, _, _ = finish(temper.run(jobs_of("die EU und die UNO")))
    assert sorted(found) == [1]
    assert len(found[1].spans) == 2


def test_a_pipeline_that_cannot_be_loaded_gives_one_sentence(installed):
    with pytest.raises(ExtractionError, match=r"“xx_broken” could not be loaded \(ValueError: weights are missing"):
        list(ExtractionRun(installed["xx_broken"], jobs_of("die UNO")))


def test_a_pipeline_that_fails_on_everything_is_given_up(temper):
    with pytest.raises(ExtractionError, match="fails on every article"):
        list(temper.run(jobs_of(*["bitte VANISH"] * 30)))


def test_a_pipeline_that_read_some_of_the_first_articles_is_not_given_up_for_the_others(temper):
    """They come in one message, whose end the worker never told of."""
    texts = [*["die UNO"] * 3, *["bitte VANISH"] * 6]
    found, failed, _ = finish(temper.run(jobs_of(*texts)))
    assert sorted(found) == [1, 2, 3]
    assert sorted(failed) == [4, 5, 6, 7, 8, 9]


def test_a_second_run_at_the_same_time_is_refused(temper):
    first = iter(temper.run(jobs_of("die UNO", "die EU")))
    next(first)
    with pytest.raises(ExtractionError, match="busy"):
        next(iter(temper.run(jobs_of("die UNO"))))


def test_a_closed_extractor_takes_no_run(temper):
    temper.start()
    process = temper._process
    temper.close()
    assert not process.is_alive()
    with pytest.raises(ExtractionError, match="was closed"):
        list(temper.run(jobs_of("die UNO")))


def test_closing_while_a_run_goes_on_ends_it_with_a_sentence(temper):
    run = temper.run(jobs_of("die UNO", "bitte HANG"))
    temper.start()
    timer = threading.Timer(0.3, temper.close)
    timer.start()
    with pytest.raises(ExtractionError, match="was closed"):
        list(run)
    timer.join()


def test_articles_in_another_language_are_named(installed):
    german = next(info for info in installed.values() if info.lang == "de")
    jobs = [ExtractionJob(1, "Am Montag war Ruhe.", lang="de-AT"), ExtractionJob(2, "Calm on Monday.", lang="en")]
    found, failed, _ = finish(ExtractionRun(german, jobs))
    assert sorted(found) == [1]
    assert "another language (en)" in failed[2]


def test_boilerplate_is_left_alone(temper):
    text = "die UNO\n\nauch von der EU"
    jobs = [ExtractionJob(1, text, zones=(Zone(9, len(text), ZoneRole.BOILERPLATE),))]
    found, _, _ = finish(temper.run(jobs))
    assert [text[s.start : s.end] for s in found[1].spans] == ["UNO"]


def test_a_long_text_is_read_in_pieces_with_right_offsets(temper):
    text = "\n\n".join(f"🙂 Absatz {n}: die UNO und die EU. " + "wort " * 40 for n in range(1000))
    found, failed, _ = finish(temper.run(jobs_of(text)))
    assert not failed
    assert [text[s.start : s.end] for s in found[1].spans] == ["UNO", "EU"] * 1000


def test_the_worker_never_imports_qt_even_when_the_main_module_does(package_folder, tmp_path):
    script = tmp_path / "window.py"
    script.write_text(
        f"""
import sys
sys.path[:0] = {[str(package_folder), *sys.path]!r}
import PySide6.QtCore
print("main module runs")
from core.extract import ExtractionJob, ExtractionRun, available_pipelines
temper = next(info for info in available_pipelines() if info.name == "xx_temper")
for batch in ExtractionRun(temper, [ExtractionJob(1, "QT? here")]):
    print(batch.proposals[0].spans[0].label)
"""
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.split("\n") == ["main module runs", "NOQT", ""]
    assert done.stderr == ""


def test_importing_the_package_brings_in_neither_spacy_nor_numpy():
    code = (
        "import sys, core.extract; core.extract.available_pipelines(); "
        "print([name for name in ('spacy', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_worker_ends_with_a_killed_parent(package_folder, tmp_path):
    script = tmp_path / "parent.py"
    script.write_text(
        f"""
import os, signal, sys
sys.path[:0] = {[str(package_folder), *sys.path]!r}
from core.extract import Extractor, available_pipelines
extractor = Extractor(next(info for info in available_pipelines() if info.name == "xx_temper"))
extractor.start()
print(extractor._process.pid, flush=True)
os.kill(os.getpid(), signal.SIGTERM)
"""
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=120, check=False)
    pid = int(done.stdout)
    for _ in range(100):
        if not is_running(pid):
            return
        time.sleep(0.05)
    pytest.fail("the worker outlived its parent by five seconds")


def is_running(pid):
    """Tell whether a process runs (a zombie, which nobody in a container may reap, does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
