"""What opens as a library and what does not: each refusal says what and what to do, and leaves the file as it was."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from core.errors import (
    LibraryBusy,
    LibraryDamaged,
    LibraryError,
    LibraryTooNew,
    NotALibrary,
)
from core.library import Library
from core.store import schema
from tests.core.library_helpers import draft

unix = pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "a.leuchtstift"
    with Library.create(path) as library:
        library.add([draft(n) for n in range(3)])
    return path


def test_a_new_library_is_what_it_says(path):
    connection = sqlite3.connect(path)
    pragmas = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")}
    assert pragmas == {"application_id": schema.APPLICATION_ID, "user_version": schema.VERSION}
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    strict = {row[1]: row[5] for row in connection.execute("PRAGMA table_list") if row[2] == "table"}
    ours = {name for name in strict if not name.startswith(("sqlite_", "_sqlite"))}
    assert all(strict[name] for name in ours)
    connection.close()


def test_connections_are_protected(path):
    with Library.open(path) as library:
        for context in (library._file.writing, library._file.reading, library._file.own_connection):
            with context() as connection:
                found = {
                    name: connection.execute(f"PRAGMA {name}").fetchone()[0]
                    for name in ("trusted_schema", "cell_size_check", "foreign_keys")
                }
                if sys.version_info >= (3, 12):
                    assert connection.getconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE)
            assert found == {"trusted_schema": 0, "cell_size_check": 1, "foreign_keys": 1}
        with library._file.writing() as connection:
            assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2  # FULL


def test_creating_over_a_file_is_refused(path, tmp_path):
    before = path.read_bytes()
    with pytest.raises(LibraryError, match="exists already"):
        Library.create(path)
    assert path.read_bytes() == before
    with pytest.raises(LibraryError, match=r"folder .* does not exist"):
        Library.create(tmp_path / "no" / "b.leuchtstift")


def test_creating_leaves_nothing_half_done(tmp_path, monkeypatch):
    from core.store import migrations

    def fails(_connection):
        raise OSError("gone")

    monkeypatch.setattr(migrations, "migrate", fails)
    with pytest.raises(OSError, match="gone"):
        Library.create(tmp_path / "a.leuchtstift")
    monkeypatch.undo()
    assert [file.name for file in tmp_path.iterdir()] == ["a.leuchtstift.lock"]
    (tmp_path / "a.leuchtstift.new").write_bytes(b"left by a crash")
    Library.create(tmp_path / "a.leuchtstift").close()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "is empty"), (b"Guten Tag\n" * 50, "not a Leuchtstift library"), (b"SQLite", "not a Leuchtstift")],
)
def test_files_of_other_kinds_are_refused(tmp_path, content, sentence):
    path = tmp_path / "x.leuchtstift"
    path.write_bytes(content)
    for read_only in (True, False):
        with pytest.raises(NotALibrary, match=sentence):
            Library.open(path, read_only=read_only)
    assert path.read_bytes() == content


def test_missing_files_folders_and_pipes(tmp_path):
    with pytest.raises(LibraryError, match="no library at"):
        Library.open(tmp_path / "x.leuchtstift")
    assert not (tmp_path / "x.leuchtstift").exists()
    with pytest.raises(NotALibrary, match="not a file"):
        Library.open(tmp_path)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(NotALibrary, match="not a file"):
            Library.open(tmp_path / "pipe")


def test_databases_of_other_programs_are_refused_untouched(tmp_path):
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE t (x)")
    connection.execute("INSERT INTO t VALUES (1)")
    connection.commit()
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir() if not file.name.endswith("-shm")}
    with pytest.raises(NotALibrary, match="another program"):
        Library.open(path)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir() if not file.name.endswith("-shm")} == before
    connection.close()


@pytest.mark.parametrize("read_only", [True, False])
def test_damage_that_sqlite_quotes_in_its_message_is_told(path, read_only):
    """Found by the fuzzer: a byte of a view's definition that is no UTF-8."""
    content = path.read_bytes()
    assert b"CREATE VIEW article_words" in content
    path.write_bytes(content.replace(b"CREATE VIEW article_words", b"CREATE VIEW\x80article_words"))
    with pytest.raises(LibraryDamaged, match="is damaged"):
        Library.open(path, read_only=read_only)


@pytest.mark.parametrize("read_only", [True, False])
def test_a_newer_library_is_refused(path, read_only):
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    connection.close()
    with pytest.raises(LibraryTooNew, match=r"newer Leuchtstift.*Update"):
        Library.open(path, read_only=read_only)


@pytest.mark.parametrize(
    "planted",
    [
        "CREATE TRIGGER t AFTER INSERT ON article BEGIN DELETE FROM span; END",
        "CREATE VIEW v AS SELECT 1",
        "CREATE TRIGGER article_words AFTER UPDATE ON article BEGIN SELECT 1; END",
    ],
)
def test_planted_triggers_and_views_are_refused(path, planted):
    connection = sqlite3.connect(path)
    if "TRIGGER article_words" in planted:
        connection.execute("DROP VIEW article_words")
    connection.execute(planted)
    connection.commit()
    connection.close()
    with pytest.raises(NotALibrary, match="did not make"):
        Library.open(path)


def test_a_planted_view_in_place_of_ours_is_refused(path):
    connection = sqlite3.connect(path)
    connection.execute("DROP VIEW article_words")
    connection.execute("CREATE VIEW article_words AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n) "
                       "SELECT id, '' AS title, '' AS text FROM n")  # fmt: skip
    connection.commit()
    connection.close()
    with pytest.raises(NotALibrary, match="did not make"):
        Library.open(path)


def test_the_second_opener_hears_who_has_it_and_may_read(path):
    with Library.open(path) as library:
        with pytest.raises(LibraryBusy, match=f"process {os.getpid()}.*reading only"):
            Library.open(path)
        code = f"from core.library import Library; Library.open({str(path)!r})"
        other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert "LibraryBusy" in other.stderr
        with Library.open(path, read_only=True) as reader:
            assert reader.count() == library.count() == 3
    Library.open(path).close()
    assert not path.with_name(path.name + ".owner").exists()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_library_that_is_open_is_busy_by_each_of_its_names(tmp_path):
    path, link = tmp_path / "a.leuchtstift", tmp_path / "link.leuchtstift"
    link.symlink_to(path)
    (tmp_path / "folder").mkdir()
    with Library.create(link) as library:  # where the link points to
        assert library.path == path
        for name in (link, tmp_path / "folder" / ".." / path.name):
            with pytest.raises(LibraryBusy):
                Library.open(name)
    with Library.open(link) as library:
        assert library.path == path
    assert not link.with_name(link.name + ".lock").exists()


@pytest.mark.skipif(not hasattr(os, "link"), reason="no hard links")
def test_a_library_with_a_second_name_is_only_read(tmp_path):
    path, other = tmp_path / "a.leuchtstift", tmp_path / "b.leuchtstift"
    Library.create(path).close()
    os.link(path, other)
    for name in (path, other):
        with pytest.raises(LibraryError, match="second name"):
            Library.open(name)
        with Library.open(name, read_only=True) as library:
            assert library.count() == 0
    other.unlink()
    with Library.open(path) as library:
        assert not library.read_only


def test_a_lock_without_a_note_still_holds(path):
    with Library.open(path):
        path.with_name(path.name + ".owner").write_text("{")
        with pytest.raises(LibraryBusy, match="another window"):
            Library.open(path)


def test_a_killed_owner_leaves_the_library_free(path):
    code = f"import os; from core.library import Library; x = Library.open({str(path)!r}); os.kill(os.getpid(), 9)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -9
    assert path.with_name(path.name + ".owner").exists()
    with Library.open(path) as library:
        assert library.check() == []


DROP_RIGHTS = """
import os, sys
from core.errors import LibraryError
import core.store.check, core.store.lock
from core.library import Library
if os.geteuid() == 0:  # root may do everything
    os.setgid(65534); os.setuid(65534)  # after the imports: Python itself may lie where only root reads
try:
    with Library.open(sys.argv[1], read_only=sys.argv[2] == "ro") as library:
        print(library.count(), [row.title for row in library.page(0, 1)], library.check())
except LibraryError as error:
    print(type(error).__name__, error)
"""


def as_nobody(path, mode):
    done = subprocess.run([sys.executable, "-c", DROP_RIGHTS, path, mode], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout


@pytest.fixture
def public():
    """A library in a folder that everybody may read, as those of pytest are not."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        path = folder / "a.leuchtstift"
        with Library.create(path) as library:
            library.add([draft(n) for n in range(3)])
        yield path
        folder.chmod(0o755)


@unix
def test_a_folder_that_cannot_be_written_is_read(public):
    public.parent.chmod(0o555)
    assert as_nobody(public, "rw").startswith("LibraryReadOnly Nothing can be written in")
    assert as_nobody(public, "ro") == "3 ['Artikel 0'] []\n"


@unix
def test_a_file_that_cannot_be_written_is_read(public):
    public.parent.chmod(0o777)
    public.chmod(0o444)
    for file in public.parent.glob("*.lock"):
        file.unlink()
    assert as_nobody(public, "rw").startswith("LibraryReadOnly")
    assert as_nobody(public, "ro") == "3 ['Artikel 0'] []\n"


@unix
def test_a_file_that_cannot_be_read_is_told(public):
    public.chmod(0o000)
    assert as_nobody(public, "ro").startswith("LibraryError")


@unix
def test_an_unclean_library_where_nothing_can_be_written(public):
    code = (
        f"import os; from core.library import Library; from tests.core.library_helpers import draft;"
        f"x = Library.open({str(public)!r}); x.add([draft(9)]); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code], check=False)
    public.with_name(public.name + "-shm").unlink()
    public.chmod(0o444)
    public.parent.chmod(0o555)
    assert "Copy it" in as_nobody(public, "ro")


def test_a_damaged_file_is_told(path):
    content = bytearray(path.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(LibraryDamaged, match="damaged"):
        Library.open(path)


def test_a_truncated_file_is_told(path):
    os.truncate(path, path.stat().st_size // 3)
    with pytest.raises(LibraryDamaged), Library.open(path) as library:  # noqa: PT012
        for number in (1, 2, 3):
            library.article(number)
        library.search("Blinken")


def test_a_library_that_was_replaced_while_open_takes_no_edits(path, tmp_path):
    with Library.open(path) as library:
        moved = tmp_path / "moved"
        path.rename(moved)
        with pytest.raises(LibraryError, match="moved, deleted or replaced"):
            library.add([draft(7)])
        path.write_bytes(moved.read_bytes())
        with pytest.raises(LibraryError, match="moved, deleted or replaced"):
            library.add([draft(7)])
        assert library.count() == 3
        moved.replace(path)
        assert library.add([draft(7)]).added == (4,)
        assert library.check() == []


def test_another_program_in_the_way_is_told(path):
    with Library.open(path) as library:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with library._file._turns["write"]:
            library._file._writer.execute("PRAGMA busy_timeout = 50")
        with pytest.raises(LibraryBusy, match="Another program"):
            library.add([draft(7)])
        other.execute("ROLLBACK")
        other.close()
        assert library.add([draft(7)]).added == (4,)


def test_reading_beside_a_writer_does_not_drop_its_locks(path, tmp_path):
    """Closing any handle on a file drops all POSIX locks of the process on it: only SQLite may open it."""
    with Library.open(path) as library:
        library.add([draft(7)])
        Library.open(path, read_only=True).close()
        with pytest.raises(LibraryBusy):
            Library.open(path)
        library.check()
        library.export(tmp_path / "x.jsonl", state="all")
        code = (
            "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]);"
            " print(c.execute('SELECT count(*) FROM article').fetchone()[0]); c.close()"
        )  # would take the WAL away if it believed itself alone
        command = [sys.executable, "-c", code, str(path)]
        assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "4\n"
        assert path.with_name(path.name + "-wal").exists()
        library.add([draft(8)])
        assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "5\n"


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="a folder in which nobody can make a file")
def test_where_no_file_can_be_made_nobody_is_said_to_have_the_library():
    with pytest.raises(LibraryError, match="No library can be made in /proc: nothing can be written there"):
        Library.create("/proc/x.leuchtstift")
