"""Faults of disks and folders, done for real: a sentence, no crash, nothing half stored, and work goes on."""

import os
import signal
import subprocess
import sys
from ast import literal_eval

import pytest

from core import edits
from core.errors import LibraryBusy, LibraryError
from core.library import Library
from tests.core.library_helpers import draft, found, run, seen

unix = pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "a.leuchtstift"
    with Library.create(path) as library:
        library.add([draft(n) for n in range(3)])
        run(library, found(1, (0, 14, "PER")))
    return path


LIMITED = """
import resource, signal, sys
from core import edits
from core.errors import LibraryBusy, LibraryError
from core.library import Library
from tests.core.library_helpers import draft

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with Library.open(sys.argv[1]) as library:
    article, layer = library.article(1), library.person_layer
    size = int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    done, told = [], ""
    try:
        for start in range(100):
            done.append(library.do(edits.add_mark(article, layer, start, start + 3, "PER")).seq)
        library.add(draft(1000 + n) for n in range(1000))
    except LibraryError as error:
        told = error.sentence
    before = library.count(), len(library.marks(1)), library.check(full=False)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    after = library.do(edits.add_mark(article, layer, 0, 9, "ORG")).seq
    print(repr((len(done), told, before, after, library.check(), library.undo() is not None)))
"""


@unix
@pytest.mark.parametrize("room", [0, 40_000, 400_000])
def test_a_full_disk_refuses_the_edit_and_nothing_else(path, room):
    size = path.stat().st_size
    command = [sys.executable, "-c", LIMITED, str(path), str(max(size // 4, room))]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.stderr == ""
    done, told, (count, marks, problems), after, checked, undone = literal_eval(ended.stdout)
    assert "was not stored" in told
    assert (count, marks) == (3, 1 + done)
    assert (problems, checked, undone) == ([], [], True)
    assert after == 1 + done + 1
    with Library.open(path) as library:
        assert len(library.marks(1)) == 1 + done
        assert library.redo() is not None


def test_a_folder_that_is_deleted_while_open(tmp_path):
    folder = tmp_path / "gone"
    folder.mkdir()
    library = Library.create(folder / "a.leuchtstift")
    library.add([draft(0)])
    article = library.article(1)
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    with pytest.raises(LibraryError, match="moved, deleted or replaced"):
        library.do(edits.add_mark(article, library.person_layer, 0, 4, "PER"))
    assert library.article(1) == article
    library.close()


def test_a_wal_that_vanished_is_told(path):
    code = (
        "import os, sys; from core import edits; from core.library import Library\n"
        "library = Library.open(sys.argv[1]); article = library.article(1)\n"
        "for n in range(7): library.do(edits.add_mark(article, library.person_layer, n, n + 2, 'PER'))\n"
        "os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    path.with_name(path.name + "-wal").unlink()
    path.with_name(path.name + "-shm").unlink()
    with Library.open(path) as library:
        assert library.warning.startswith("7 changes that were stored are missing")
        assert seen(library.marks(1)) == [(0, 14, "PER", False)]
    with Library.open(path) as library:
        assert library.warning == ""


def test_after_a_kill_nothing_is_missing_and_nothing_is_told(path):
    code = (
        "import os, sys; from core import edits; from core.library import Library\n"
        "library = Library.open(sys.argv[1]); article = library.article(1)\n"
        "for n in range(7): library.do(edits.add_mark(article, library.person_layer, n, n + 2, 'PER'))\n"
        "library.undo(); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    with Library.open(path) as library:
        assert library.warning == ""
        assert (len(library.marks(1)), library.next_redo() is not None, library.check()) == (7, True, [])


ASLEEP = """
import sys
from core import edits
from core.library import Library

with Library.open(sys.argv[1]) as library:
    for start in range(4):
        library.do(edits.add_mark(library.article(1), library.person_layer, start, start + 3, "ORG"))
        print(start, flush=True)
        sys.stdin.readline()
"""


@unix
def test_a_computer_that_sleeps_keeps_its_library_and_goes_on(path):
    """A stopped process is what a sleeping computer is to a library on a drive that others see."""
    command = [sys.executable, "-c", ASLEEP, str(path)]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with child:
        assert child.stdout.readline() == "0\n"
        child.send_signal(signal.SIGSTOP)
        with pytest.raises(LibraryBusy, match=f"process {child.pid}"):
            Library.open(path)
        with Library.open(path, read_only=True) as reader:
            assert len(reader.marks(1)) == 2
        child.send_signal(signal.SIGCONT)
        child.stdin.write("\n" * 4)
        child.stdin.flush()
        assert child.stdout.read() == "1\n2\n3\n"
    assert child.returncode == 0
    with Library.open(path) as library:
        assert (len(library.marks(1)), library.warning, library.check()) == (5, "", [])


def test_closing_waits_for_what_another_thread_has_begun(path):
    import threading

    library = Library.open(path)
    started = threading.Event()
    reports = []

    def slow():
        for number in range(200):
            yield draft(100 + number)
            started.set()

    writer = threading.Thread(target=lambda: reports.append(library.add(slow(), undoable=False)))
    writer.start()
    assert started.wait(20)
    library.close()
    writer.join()
    with Library.open(path) as again:
        assert (again.count(), again.check()) == (203, [])


def test_a_long_write_in_another_thread_does_not_hang_the_window(path, monkeypatch):
    import threading

    from core.errors import LibraryBusy

    monkeypatch.setattr("core.store.file._PATIENCE", 0.05)
    with Library.open(path) as library:
        started, go_on = threading.Event(), threading.Event()

        def slow():
            started.set()
            go_on.wait(20)
            yield draft(100)

        writer = threading.Thread(target=library.add, args=(slow(),))
        writer.start()
        assert started.wait(20)
        with pytest.raises(LibraryBusy, match="busy with a long step"):
            library.do(edits.add_mark(library.article(1), library.person_layer, 0, 4, "PER"))
        go_on.set()
        writer.join()
        library.do(edits.add_mark(library.article(1), library.person_layer, 0, 4, "PER"))
        assert library.count() == 4
