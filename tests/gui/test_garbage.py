"""Garbage is collected in the window's thread, whoever makes it."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject

from gui.garbage import GarbageCollector


@pytest.fixture
def gone_in() -> list[int]:
    """The threads in which objects of ``make_cycle`` were destroyed."""
    return []


@pytest.fixture
def make_cycle(gone_in):
    """Give a function that makes an object of Qt that holds itself."""

    def make() -> QObject:
        node = QObject()
        node.me = node
        weakref.finalize(node, lambda: gone_in.append(threading.get_ident()))
        return node

    return make


def allocate(count: int = 50_000) -> None:
    """Make so much that Python, left to itself, would look for garbage."""
    kept = [[] for _ in range(count)]
    assert len(kept) == count


def test_a_thread_that_allocates_destroys_nothing_of_the_window(qtbot, make_cycle, gone_in):
    collector = GarbageCollector(pause=10)
    try:
        collector.start()
        make_cycle()
        thread = threading.Thread(target=allocate)
        thread.start()
        thread.join()
        assert gone_in == []
        kept = [[] for _ in range(2 * gc.get_threshold()[0])]
        qtbot.waitUntil(lambda: bool(gone_in))
        assert gone_in == [threading.get_ident()]
        assert kept
    finally:
        gc.unfreeze()


def test_old_garbage_is_found_when_much_is_new(make_cycle, gone_in):
    collector = GarbageCollector()
    some = 2 * gc.get_threshold()[0]
    kept = [[] for _ in range(some)]
    collector.look()  # the first one is at everything
    node = make_cycle()
    gc.collect()
    del node
    kept += [[] for _ in range(some)]
    collector.look()
    assert gone_in == []
    kept += [[] for _ in range(len(gc.get_objects()) // 3)]
    collector.look()
    assert gone_in == [threading.get_ident()]


def test_a_few_new_objects_cost_no_look(make_cycle, gone_in):
    collector = GarbageCollector()
    gc.collect()
    make_cycle()
    collector.look()
    assert gone_in == []
    gc.collect()
    assert gone_in == [threading.get_ident()]
