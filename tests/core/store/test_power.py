"""The power goes, or the disk fails: what was acknowledged stays, and what could not be stored is said.

A short form of the cuts in ``python -m tests.torture``.
"""

import apsw
import pytest

from core import edits
from core.errors import LibraryError
from core.library import Library
from tests.core.library_helpers import draft, found, run, seen
from tests.torture.actions import digest
from tests.torture.disk import Disk
from tests.torture.power import PowerCuts
from tests.torture.through_apsw import through


def test_a_power_cut_costs_nothing_that_was_acknowledged(tmp_path):
    power = PowerCuts(tmp_path, seed=1)
    power.work(acts=40)
    power.cut(30)
    assert power.broken == []
    figures = power.figures
    assert figures["cuts"] == 30
    assert figures["cuts in a checkpoint"] > 0
    assert 0.9 < figures["syncs on the logging disk"] / figures["transactions on the logging disk"] < 1.5


def test_the_cuts_would_show_a_library_that_does_not_sync(tmp_path):
    power = PowerCuts(tmp_path, seed=2, synchronous="NORMAL")
    power.work(acts=30)
    power.cut(20)
    assert power.figures["cuts that lost something"] > 5


ERRORS = {"full": apsw.SQLITE_FULL, "broken": apsw.SQLITE_IOERR_WRITE}


@pytest.fixture
def disk(tmp_path, request):
    path = tmp_path / "a.leuchtstift"
    with Library.create(path) as library:
        library.add([draft(n) for n in range(3)])
        run(library, found(1, (0, 14, "PER"), (20, 33, "PER")))
    disk = Disk(request.node.name)
    disk.adopt(path)
    return path, disk


def steps(library):
    """Give what a person does, each as a function that is called once."""
    article = library.article(1)
    return [
        lambda: library.do(edits.add_mark(article, library.person_layer, 40, 45, "LOC")),
        lambda: library.do(edits.accept_all(article, library.marks(1), library.person_layer)),
        lambda: library.undo(),
        lambda: library.add([draft(n) for n in range(50, 60)]),
    ]


@pytest.mark.parametrize("for_good", [False, True], ids=["once", "for good"])
@pytest.mark.parametrize("kind", ERRORS)
def test_every_single_write_may_fail(disk, kind, for_good):
    """Let the first, the second, … access to the disk fail: each step is stored whole, or refused with a sentence."""
    path, disk = disk
    start = path.read_bytes()
    refused, place, is_reached = set(), 0, True
    while is_reached:
        place += 1
        path.write_bytes(start)
        countdown = [place]

        def failing(_what, countdown=countdown):
            countdown[0] -= 1
            return apsw.exception_for(ERRORS[kind]) if countdown[0] == 0 or (for_good and countdown[0] < 0) else None

        with through(disk):
            library = Library.open(path)
            before = digest(library)
            disk.failing = failing
            for step in steps(library):
                try:
                    step()
                except LibraryError as error:
                    refused.add((place, "not stored" in error.sentence, digest(library) == before))
                before = digest(library)
            is_reached = countdown[0] <= 0
            disk.failing = None
            done = library.do(edits.add_mark(library.article(2), library.person_layer, 0, 6, "PER"))
            assert done.seq
            library.close()
        with Library.open(path) as library:
            assert library.warning == ""
            assert library.check() == []
            assert seen(library.marks(2)) == [(0, 6, "PER", True)]
    assert {(is_told, is_as_before) for _, is_told, is_as_before in refused} == {(True, True)}
    assert len({place for place, *_ in refused}) >= place - 1 >= 8
