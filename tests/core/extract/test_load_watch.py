"""How long a pipeline may load: told with made times, so that no clock is waited for."""

import pytest

from core.extract.load_watch import LoadLimits, LoadWatch

LIMITS = LoadLimits(processor=180.0, standstill=180.0, whole=1800.0)


def loading(share: float, until: float, every: float = 1.0) -> tuple[LoadWatch, float]:
    """Let a worker that gets a share of a processor tell of itself until a time, or until it is to be given up."""
    watch, now = LoadWatch(LIMITS, 1000.0), 1000.0
    while now < 1000.0 + until and watch.seconds_left(now):
        now += every
        watch.told((now - 1000.0) * share, now)
    return watch, now - 1000.0


def test_a_worker_that_gets_a_twentieth_of_a_processor_may_take_long():
    watch, now = loading(1 / 20, 600.0)
    assert now == 600.0
    assert watch.seconds_left(1600.0) > 100.0


def test_computing_without_end_is_given_up_after_the_time_of_the_processor():
    watch, now = loading(1.0, 5000.0)
    assert now == 180.0
    assert watch.reason() == "it was not ready after 180 seconds of computing"


@pytest.mark.parametrize("share", [0.0, 0.0001])  # telling of it takes a little, too
def test_standing_still_is_given_up(share):
    watch, now = loading(share, 5000.0)
    assert now == 180.0
    assert watch.reason() == "it did nothing for 180 seconds"


def test_a_worker_of_which_nothing_is_heard_is_given_up():
    watch = LoadWatch(LIMITS, 1000.0)
    assert watch.seconds_left(1000.0) == 180.0
    watch.told(1.5, 1100.0)
    assert watch.seconds_left(1100.0) == 180.0
    assert watch.seconds_left(1280.0) == 0.0


def test_the_slowest_is_given_up_in_the_end():
    watch, now = loading(1 / 100, 5000.0)
    assert now == 1800.0
    assert watch.reason() == "it was not ready after 30 minutes"
