"""Jobs: results come back into the window's thread, cancelling ends them, closing is safe at any moment."""

from __future__ import annotations

import threading

import pytest

from core.errors import Cancelled, ReaderError
from gui.jobs import Job, Jobs


@pytest.fixture
def jobs(qapp):
    made = Jobs()
    yield made
    made.close()


def idle(jobs, qtbot) -> None:
    qtbot.waitUntil(lambda: not jobs.running, timeout=20_000)


def test_the_result_comes_back_into_the_windows_thread(jobs, qtbot):
    seen = []
    jobs.start("x", lambda job: threading.get_ident(), lambda worker: seen.append((worker, threading.get_ident())))
    idle(jobs, qtbot)
    ((worker, here),) = seen
    assert here == threading.get_ident() != worker


def test_what_is_left_is_told_from_the_speed_so_far():
    job = Job("x", lambda call: None)
    job.note(0, 1000, 50.0)
    job.note(10, 1000, 50.5)
    assert job.seconds_left is None  # too soon
    job.note(100, 1000, 60.0)
    assert job.seconds_left == pytest.approx(90)
    job.note(100, None, 61.0)
    assert job.seconds_left is None


def test_deliveries_and_progress_come_in_order(jobs, qtbot):
    seen, told = [], []
    jobs.progressed.connect(lambda job: told.append((job.done, job.total)))

    def work(job):
        for number in range(50):
            job.deliver(lambda n=number: seen.append(n))
        job.report(50, 50)
        return "end"

    jobs.start("x", work, seen.append)
    idle(jobs, qtbot)
    assert seen == [*range(50), "end"]
    assert told == [(50, 50)]


def test_errors_are_told_and_cancelling_is_none(jobs, qtbot):
    failed = []
    jobs.failed.connect(lambda job, error: failed.append((job.title, error)))

    def fail(error):
        def work(job):
            raise error

        return work

    known, bug = ReaderError("No."), ZeroDivisionError()
    for title, error in (("a", known), ("b", bug), ("c", Cancelled("Stopped."))):
        jobs.start(title, fail(error), lambda _: pytest.fail("it failed"))
    idle(jobs, qtbot)
    assert failed == [("a", known), ("b", bug)] or failed == [("b", bug), ("a", known)]


def test_a_cancelled_job_hears_of_it_and_delivers_nothing_more(jobs, qtbot):
    started, seen, called = threading.Event(), [], []

    def work(job):
        started.set()
        while job.report(0, None):
            threading.Event().wait(0.001)
        job.deliver(lambda: seen.append("late"))

    job = jobs.start("x", work, lambda _: seen.append("finished"))
    job.on_cancel = lambda: called.append(True)
    assert started.wait(20)
    job.cancel()
    idle(jobs, qtbot)
    assert (seen, called) == ([], [True])


def test_jobs_that_use_the_library_wait_for_each_other(jobs, qtbot):
    active, most = [], []

    def work(job):
        active.append(1)
        most.append(len(active))
        threading.Event().wait(0.01)
        active.pop()

    for _ in range(4):
        jobs.start("x", work, uses_library=True)
    idle(jobs, qtbot)
    assert max(most) == 1


def test_stopping_waits_and_drops_what_is_on_its_way(jobs, qtbot):
    entered, seen, ended = threading.Event(), [], []

    def work(job):
        entered.set()
        while not job.is_cancelled:
            threading.Event().wait(0.001)
        ended.append(True)
        return "result"

    jobs.start("x", work, seen.append)
    assert entered.wait(20)
    jobs.stop()
    assert ended == [True]
    assert jobs.running == []
    qtbot.wait(20)
    assert seen == []
    jobs.start("y", lambda job: "again", seen.append)
    idle(jobs, qtbot)
    assert seen == ["again"]


def test_a_job_that_is_ahead_of_the_window_can_still_be_stopped(jobs, qtbot):
    """It waits for the window to take its deliveries, and the window waits for it: cancelling must let it go."""
    full = threading.Event()

    def work(job):
        for number in range(1000):
            if number == 8:
                full.set()
            job.deliver(lambda: None)

    jobs.start("x", work)
    assert full.wait(20)
    jobs.stop()
    assert jobs.running == []
