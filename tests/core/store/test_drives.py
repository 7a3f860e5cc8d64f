"""Drives that are not like others: of the network, without shared memory, without locks, full."""

import errno
import fcntl
import json
import os
import shutil
import sqlite3
import subprocess
import sys

import pytest

from core import edits
from core.errors import LibraryBusy, LibraryError, LibraryReadOnly
from core.library import Library
from core.store import connection, drives
from tests.core.library_helpers import draft

MOUNTS = """\
22 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
97 22 0:52 / /net/papers rw,relatime shared:50 - nfs4 server:/papers rw,vers=4.2
98 22 0:53 / /mnt/share\\040two rw - cifs //server/share rw
99 22 0:54 / /mnt/sealed rw - tmpfs nfs4 rw
"""


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "a.leuchtstift"
    with Library.create(path) as library:
        library.add([draft(n) for n in range(3)])
    return path


def mark(library):
    return library.do(edits.add_mark(library.article(1), library.person_layer, 0, 4, "PER"))


@pytest.mark.parametrize(
    ("device", "kind"), [((254, 1), ""), ((0, 52), "nfs4"), ((0, 53), "cifs"), ((0, 54), ""), ((0, 5), "")]
)
def test_the_drive_of_a_file_is_found_among_the_mounts(path, monkeypatch, tmp_path, device, kind):
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTS.replace(f"{device[0]}:{device[1]} ", numbers(path)))
    monkeypatch.setattr(drives, "_MOUNTS", mounts)
    assert drives.network_drive(path) == kind
    with Library.open(path) as library:
        assert library.drive_warning.startswith("a.leuchtstift lies on a network drive") == bool(kind)


def numbers(path):
    device = path.stat().st_dev
    return f"{os.major(device)}:{os.minor(device)} "


def test_this_computer_s_own_drive_is_none(path, tmp_path):
    assert drives.network_drive(path) == ""
    assert drives.network_drive(tmp_path / "missing") == ""


def on_another_computer(path):
    """Have it look as if the owner of a library sat at another computer."""
    note = path.with_name(path.name + ".owner")
    note.write_text(json.dumps(json.loads(note.read_text()) | {"host": "elsewhere"}))
    return note


def test_what_another_computer_has_cannot_even_be_read(path, tmp_path):
    with Library.open(path) as library:
        mark(library)
        on_another_computer(path)
        for attempt in (
            lambda: Library.open(path, read_only=True),
            lambda: Library.copy(path, tmp_path / "copy.leuchtstift"),
        ):
            with pytest.raises(LibraryBusy, match=r"another computer \(elsewhere\)"):
                attempt()
        with pytest.raises(LibraryBusy, match="on elsewhere"):
            Library.open(path)
    Library.open(path, read_only=True).close()


def test_what_another_computer_left_in_a_crash_is_nobody_s(path):
    library = Library.open(path)
    note = on_another_computer(path)
    left = note.read_bytes()
    library.close()
    note.write_bytes(left)
    with Library.open(path, read_only=True) as reader:
        assert reader.count() == 3
    with Library.open(path) as library:
        assert library.warning == ""


def test_a_copy_is_made_while_somebody_works(path, tmp_path):
    copy = tmp_path / "copy.leuchtstift"
    with Library.open(path) as library:
        mark(library)
        Library.copy(path, copy)
        with Library.open(copy) as other:
            assert (other.check(), len(other.marks(1)), other.undo() is not None) == ([], 1, True)
        with pytest.raises(LibraryError, match="exists already"):
            Library.copy(path, copy)
        with pytest.raises(LibraryError, match="copy could not be written"):
            Library.copy(path, tmp_path / "no" / "copy.leuchtstift")


def without_shared_memory(monkeypatch):
    """Have SQLite use a way of locking that knows no shared memory, as it must on some drives."""

    def connect(path, mode):
        name = f"file:{path}?{mode}&vfs=unix-none"
        return sqlite3.connect(name, uri=True, isolation_level=None, check_same_thread=False)

    monkeypatch.setattr(connection, "_connect", connect)


@pytest.mark.skipif(os.name == "nt", reason="a way of locking that SQLite has on POSIX")
def test_a_drive_without_shared_memory_is_told(path, tmp_path, monkeypatch):
    without_shared_memory(monkeypatch)
    with pytest.raises(LibraryError, match=r"no shared memory.*copy the library to a folder of this computer"):
        Library.create(tmp_path / "new.leuchtstift")
    assert not list(tmp_path.glob("new.leuchtstift.new*"))
    with pytest.raises(LibraryError, match="no shared memory"):
        Library.open(path)


def test_a_drive_without_locks_is_told(path, monkeypatch):
    def no_locks(_handle, _how):
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", no_locks)
    with pytest.raises(LibraryReadOnly, match=r"No locks available.*reading only"):
        Library.open(path)
    with Library.open(path, read_only=True) as library:
        assert library.count() == 3


FULL = """
import os, sys
from pathlib import Path
from core import edits
from core.errors import LibraryError
from core.library import Library
from tests.core.library_helpers import draft

folder = Path(sys.argv[1])
path, ballast = folder / "a.leuchtstift", folder / "ballast"

def fill():
    with ballast.open("wb", buffering=0) as file:
        size = 65536
        while size:
            try:
                file.write(bytes(size))
            except OSError:
                size //= 2

with Library.create(path) as library:
    library.add(draft(n) for n in range(3))
    article, layer = library.article(1), library.person_layer
    done, told = 0, []
    fill()
    for start in range(40):
        try:
            library.do(edits.add_mark(article, layer, start, start + 3, "PER"))
            done += 1
        except LibraryError as error:
            told.append(error.sentence)
    stored = len(library.marks(1)), library.check(full=False)
    ballast.unlink()
    after = library.do(edits.add_mark(article, layer, 0, 9, "ORG")).seq
    checked = library.check()
    fill()
print(repr((done, told[-1] if told else "", stored, after, checked)))
for read_only in (False, True):  # the disk is still full
    try:
        with Library.open(path, read_only=read_only) as library:
            print(repr((len(library.marks(1)), "")))
    except LibraryError as error:
        print(repr((-1, error.sentence)))
"""


def may_mount():
    if shutil.which("unshare") is None:
        return False
    return subprocess.run(["unshare", "-Urm", "true"], check=False, capture_output=True).returncode == 0


@pytest.mark.skipif(not may_mount(), reason="needs the right to mount a small disk in a namespace of its own")
def test_a_disk_that_is_really_full(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = f'mount -t tmpfs -o size=1m tmpfs "{disk}" && exec "$@"'
    command = ["unshare", "-Urm", "sh", "-c", mount, "sh", sys.executable, "-c", FULL, str(disk)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.stderr == ""
    at_work, written, read = map(eval, ended.stdout.splitlines())
    done, told, (marks, problems), after, checked = at_work
    assert "was not stored" in told
    assert "Free some space" in told
    assert (marks, problems, after, checked) == (done, [], done + 2, [])
    assert written[0] == done + 1 or "No space left" in written[1]
    assert read == (done + 1, "")
