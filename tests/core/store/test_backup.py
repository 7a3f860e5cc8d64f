"""Backups: made only of sound libraries, rotated, restored whole; stale WAL files never get mixed in."""

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from core import edits, paths
from core.errors import Cancelled, LibraryBusy, LibraryDamaged, LibraryError, NotALibrary
from core.library import Library
from core.store import backup as backups
from core.store import backup_files, migrations
from core.store.backup_files import Backup
from tests.core.library_helpers import draft, found, run, seen

START = datetime(2026, 1, 5, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "a.leuchtstift"
    with Library.create(path) as library:
        library.add([draft(n) for n in range(3)])
        run(library, found(1, (0, 14, "PER")))
    return path


def mark(library, start=20, end=33):
    return library.do(edits.add_mark(library.article(1), library.person_layer, start, end, "PER"))


def test_a_backup_that_is_stopped_leaves_nothing(path):
    with Library.open(path) as library:
        for calls in (1, 2):  # while it is copied, and while the copy is checked
            looks = iter(range(1, 99))
            with pytest.raises(Cancelled):
                library.backup(stop=lambda looks=looks, calls=calls: next(looks) >= calls)
            assert library.backups() == []
            assert not list(backup_files.folder_of(library.path).glob("*"))
        made = library.backup(stop=lambda: False)
        library.do(edits.trash([library.article(1).info]))
    with Library.open(made.path, read_only=True) as copy:
        assert copy.check() == []


def test_a_backup_is_a_whole_library_in_the_data_folder(path):
    with Library.open(path) as library:
        mark(library)
        made = library.backup()
        assert made.path.is_relative_to(paths.data_folder() / "backups")
        assert made.reason == "manual"
        assert library.backups() == [made]
    assert list(made.path.parent.iterdir()) == [made.path]
    with Library.open(made.path, read_only=True) as copy:
        assert (copy.check(), len(copy.marks(1))) == ([], 2)


def test_no_backup_without_a_change(path):
    with Library.open(path) as library:
        assert library.backup() is not None
        assert library.backup("auto") is None
        assert library.backup("manual", always=True) is not None
        for change in (
            lambda: mark(library),
            library.undo,
            library.redo,
            lambda: run(library, found(2)),
            lambda: library.add([draft(9)], undoable=False),
        ):
            change()
            assert library.backup("auto") is not None
            assert library.backup("auto") is None


def test_edits_go_on_during_a_backup(path, monkeypatch):
    with Library.open(path) as library:
        copied = backups.check.copied

        def edit_meanwhile(connection):
            mark(library)
            return copied(connection)

        monkeypatch.setattr(backups.check, "copied", edit_meanwhile)
        made = library.backup()
        assert len(library.marks(1)) == 2
    with Library.open(made.path, read_only=True) as copy:
        assert len(copy.marks(1)) == 1


def test_a_damaged_library_does_not_rotate_good_backups_away(path):
    with Library.open(path) as library:
        good = library.backup()
    flip(path, b"Antony Blinken traf Sergej Lawrow", b"Antony Blinken traf Sergej Lawrov")
    with Library.open(path) as library:
        with pytest.raises(LibraryDamaged, match=r"SHA-256 differs.*Restore its last good backup") as caught:
            library.backup(always=True)
        assert str(good.path) in caught.value.sentence
        assert library.backups() == [good]
    assert list(good.path.parent.iterdir()) == [good.path]


def flip(path, old, new):
    """Change bytes of a file in place, once."""
    content = path.read_bytes()
    assert old in content
    path.write_bytes(content.replace(old, new, 1))


def test_a_damaged_file_names_its_backup(path):
    with Library.open(path) as library:
        good = library.backup()
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(path.stat().st_size - 4096))
    with pytest.raises(LibraryDamaged, match="Restore its last good backup, of 20") as caught:
        Library.open(path)
    assert str(good.path) in caught.value.sentence


def backup_of(hours, reason="auto"):
    return Backup(paths.data_folder() / f"{hours}-{reason}", START + timedelta(hours=hours), reason)


def test_rotation_keeps_the_last_five_seven_days_and_four_weeks():
    made = [backup_of(hours) for hours in range(0, 24 * 60, 6)]  # four a day for sixty days
    kept = [backup for backup in made if backup not in backup_files.to_delete(made)]
    newest = made[-1].at
    days = {backup.at.date() for backup in kept}
    assert kept[-5:] == made[-5:]
    assert {(newest - timedelta(days=n)).date() for n in range(7)} <= days
    assert len({backup.at.isocalendar()[1] for backup in kept}) == 4
    assert len(kept) <= 5 + 7 + 4
    assert backup_files.to_delete(kept) == []


def test_a_clock_that_was_wrong_costs_no_backup():
    """Years ahead for a while, then right again: what was made last stays, and the old ones do too."""
    good = [backup_of(hours) for hours in range(0, 24 * 40, 24)]
    ahead = [backup_of(24 * 365 * 10 + hours) for hours in range(0, 24 * 40, 24)]
    kept = list(good)
    for made in ahead:
        kept.append(made)
        kept = [backup for backup in kept if backup not in backup_files.to_delete(kept, made.path)]
        assert made in kept
    for hours in range(24 * 41, 24 * 60, 6):
        made = backup_of(hours)
        kept.append(made)
        kept = [backup for backup in kept if backup not in backup_files.to_delete(kept, made.path)]
        assert made in kept
    assert len([backup for backup in kept if backup.at.year == 2026]) >= 5 + 2
    assert backup_of(24 * 60 - 6) in kept


def test_a_clock_that_fell_back_to_the_beginning_costs_no_backup(path):
    with Library.open(path) as library:
        for days in range(6):
            backups.make(path, "auto", always=True, at=START + timedelta(days=days))
        mark(library)
        for minutes in range(6):
            made = backups.make(path, "auto", always=True, at=datetime(1970, 1, 1, 0, minutes, tzinfo=UTC))
            assert made in library.backups()
        assert sum(backup.at.year == 2026 for backup in library.backups()) >= 5


def test_a_state_is_held_while_the_work_goes_on(path):
    with Library.open(path) as library:
        make = library.hold("bulk")
        mark(library)
        library.add([draft(7)])
        made = make()
        assert (made.reason, library.count()) == ("bulk", 4)
        again = library.hold("auto")()
        assert again is not None
    with Library.open(made.path, read_only=True) as copy:
        assert (copy.count(), len(copy.marks(1)), copy.check()) == (3, 1, [])


def test_rotation_does_not_mix_turning_points_with_the_rest():
    turning = [backup_of(n, reason) for n in range(5) for reason in ("migration", "restore")]
    regular = [backup_of(100 + n) for n in range(30)]
    gone = backup_files.to_delete([*turning, *regular])
    assert [backup for backup in turning if backup not in gone] == turning[-6:]


def test_rotation_deletes_files_but_nobody_elses(path):
    with Library.open(path) as library:
        for n in range(12):
            backups.make(path, "auto", always=True, at=START + timedelta(minutes=n))
        assert len(library.backups()) == 5
        other = library.backups()[0].path.with_name("holiday.leuchtstift")
        other.write_text("mine")
        backups.make(path, "auto", always=True, at=START + timedelta(minutes=20))
        assert other.read_text() == "mine"
        assert len(library.backups()) == 5


def test_two_backups_in_one_second(path):
    for _ in range(2):
        backups.make(path, "manual", always=True, at=START)
    assert [backup.path.name for backup in backup_files.listed(path)] == [
        "2026-01-05T120000Z-manual-2.leuchtstift",
        "2026-01-05T120000Z-manual.leuchtstift",
    ]


def test_restoring_brings_back_that_state_and_keeps_the_other(path):
    with Library.open(path) as library:
        made = library.backup()
        mark(library)
        library.add([draft(7)])
        with pytest.raises(LibraryBusy):
            Library.restore(path, made.path)
    kept = Library.restore(path, made.path)
    with Library.open(path) as library:
        assert (library.count(), len(library.marks(1)), library.check()) == (3, 1, [])
        mark(library)
        assert kept in [backup.path for backup in library.backups()]
    with Library.open(kept, read_only=True) as before:
        assert (before.count(), len(before.marks(1))) == (4, 2)
    with Library.open(made.path, read_only=True) as copy:
        assert copy.count() == 3


def test_a_stale_wal_is_not_mixed_into_a_restored_library(path):
    with Library.open(path) as library:
        made = library.backup()
        mark(library)
        for n in range(40):
            library.add([draft(100 + n)])
        wal = path.with_name(path.name + "-wal").read_bytes()
        file = path.read_bytes()
    path.write_bytes(file)
    path.with_name(path.name + "-wal").write_bytes(wal)
    kept = Library.restore(path, made.path)
    with Library.open(path) as library:
        assert (library.count(), library.check()) == (3, [])
    with Library.open(kept, read_only=True) as before:
        assert before.count() == 43


def test_a_wal_that_cannot_be_used_is_kept_beside_the_damaged_file(path):
    with Library.open(path) as library:
        made = library.backup()
    path.write_bytes(b"\0" * 5000)
    path.with_name(path.name + "-wal").write_bytes(b"the last edits")
    kept = Library.restore(path, made.path)
    assert kept.read_bytes() == b"\0" * 5000
    assert kept.with_name(kept.name + "-wal").read_bytes() == b"the last edits"
    with Library.open(path) as library:
        assert (library.count(), library.check()) == (3, [])


@pytest.mark.parametrize("damage", ["foreign", "flipped", "missing"])
def test_a_backup_that_is_no_good_is_refused_and_nothing_changes(path, tmp_path, damage):
    with Library.open(path) as library:
        made = library.backup()
    before = path.read_bytes()
    if damage == "foreign":
        made.path.write_bytes(b"Guten Tag" * 100)
    elif damage == "flipped":
        flip(made.path, b"Antony Blinken traf Sergej Lawrow", b"Antony Blinken traf Sergej Lawrov")
    else:
        made.path.unlink()
    expected = {"foreign": NotALibrary, "flipped": LibraryDamaged, "missing": LibraryError}[damage]
    with pytest.raises(expected):
        Library.restore(path, made.path)
    assert path.read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.leuchtstift", "a.leuchtstift.lock"]


def test_an_older_library_is_backed_up_before_it_is_migrated(path, monkeypatch):
    from core.store import connection, schema

    @migrations.steps()
    def m003_test(db):
        db.execute("CREATE TABLE novelty (x INTEGER) STRICT")
        db.execute("PRAGMA user_version = 3")

    monkeypatch.setattr(schema, "VERSION", 3)
    monkeypatch.setattr(schema, "READABLE", 3)
    try:
        with pytest.raises(LibraryError, match="older version"):
            Library.open(path, read_only=True)
        with Library.open(path) as library:
            [made] = library.backups()
            assert (made.reason, library.count(), library.check()) == ("migration", 3, [])
        source = connection.connect(made.path, read_only=True)
        assert connection.version(source) == 2
        source.close()
        with Library.open(path) as library:
            assert len(library.backups()) == 1
    finally:
        migrations.steps._migrations.pop()


def test_a_migration_that_fails_changes_nothing(path, monkeypatch):
    from core.store import schema

    @migrations.steps()
    def m003_broken(db):
        db.execute("CREATE TABLE novelty (x INTEGER) STRICT")
        db.execute("DELETE FROM span")
        db.execute("PRAGMA user_version = 3")
        raise RuntimeError("half way")

    monkeypatch.setattr(schema, "VERSION", 3)
    try:
        with pytest.raises(RuntimeError, match="half way"):
            Library.open(path)
    finally:
        migrations.steps._migrations.pop()
        monkeypatch.undo()
    with Library.open(path) as library:
        assert (seen(library.marks(1)), library.check()) == ([(0, 14, "PER", False)], [])


def test_a_folder_that_cannot_take_backups_is_told(path):
    (paths.data_folder() / "backups").write_text("in the way")
    with Library.open(path) as library, pytest.raises(LibraryError, match="could not be written"):
        library.backup()


def test_a_full_disk_leaves_no_half_backup(path, monkeypatch):
    def full(_path):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups, "sync", full)
    with Library.open(path) as library:
        with pytest.raises(LibraryError, match="No space left"):
            library.backup()
        assert library.backups() == []
        assert list(backup_files.folder_of(path).iterdir()) == []
    shutil.rmtree(backup_files.folder_of(path))


LIMITED = """
import resource, signal, sys
from core.errors import LibraryError
from core.library import Library

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with Library.open(sys.argv[1]) as library:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
    try:
        library.backup()
    except LibraryError as error:
        print(error.sentence)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    print(len(library.backups()), library.backup().path.name)
"""


@pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")
@pytest.mark.parametrize("room", [0, 60_000])
def test_a_backup_for_which_there_is_no_room_is_told_and_leaves_nothing(path, room):
    folder = backup_files.folder_of(path)
    command = [sys.executable, "-c", LIMITED, str(path), str(room)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.stderr == ""
    told, then = ended.stdout.splitlines()
    assert "backup could not be written" in told
    assert then.startswith("0 ")
    assert [file.name for file in folder.iterdir()] == [then[2:]]
