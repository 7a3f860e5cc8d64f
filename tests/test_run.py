"""run.py on a small project of its own: a real virtual environment, a real pip, a lock of one hand-made wheel."""

from __future__ import annotations

import ast
import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import run
from tests.conftest import ROOT

pytestmark = pytest.mark.acceptance
SCREEN = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
posix = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
DEMO = """
import pathlib, sys
folder = pathlib.Path(sys.argv[2]); folder.mkdir(parents=True)
(folder / "window.png").write_text("picture"); (folder / "proposals.jsonl").write_text(",".join(sys.argv[1:2]))
"""


def wheel(folder: Path) -> str:
    """Make the smallest wheel there is; give the line of a lock file for it."""
    files = {
        "tiny.py": "VALUE = 7\n",
        "tiny-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n",
        "tiny-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nGenerator: hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = []
    path = folder / "tiny-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
            digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
            record.append(f"{name},sha256={digest},{len(text)}\n")
        archive.writestr("tiny-1.0.dist-info/RECORD", "".join(record) + "tiny-1.0.dist-info/RECORD,,\n")
    return f"tiny==1.0 --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


class Project:
    """A folder with run.py, a lock and a window that is three lines long."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.wheels = folder.parent / "wheels"
        self.wheels.mkdir()
        for package in ("core", "gui"):
            (folder / package).mkdir(parents=True)
        shutil.copy(ROOT / "run.py", folder)
        for name in ("requirements.lock", "requirements-dev.lock"):
            (folder / name).write_text(wheel(self.wheels))
        (folder / "gui" / "__main__.py").write_text(DEMO)
        self.setup = self.run("setup")

    def run(self, *arguments: str, cwd: Path | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
        env = {name: value for name, value in os.environ.items() if name not in SCREEN}
        env |= {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.wheels), **variables}
        command = [sys.executable, str(self.folder / "run.py"), *arguments]
        return subprocess.run(command, capture_output=True, text=True, cwd=cwd, env=env, check=False)

    @property
    def python(self) -> Path:
        return self.folder / run.PYTHON.relative_to(ROOT)

    @property
    def stamp(self) -> Path:
        return self.folder / run.STAMP.relative_to(ROOT)

    def ask(self, code: str) -> str:
        return subprocess.run([self.python, "-c", code], capture_output=True, text=True, check=True).stdout.strip()

    def sabotage_pip(self) -> None:
        """Make pip fail with a word, so that a call of it cannot go unseen."""
        main = self.ask("import pip, pathlib; print(pathlib.Path(pip.__file__).with_name('__main__.py'))")
        Path(main).write_text("raise SystemExit('ERROR: pip was called')\n")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A project that was set up once, in a folder with a space and an umlaut."""
    return Project(tmp_path_factory.mktemp("projects") / "Meine Lektüre")


@pytest.fixture
def project(prepared, tmp_path):
    """A copy of the prepared project that a test may damage; its environment says it is where it stands."""
    copy = object.__new__(Project)
    copy.folder, copy.wheels = tmp_path / "a copy", prepared.wheels
    shutil.copytree(prepared.folder, copy.folder, symlinks=True)
    stamp = json.loads(copy.stamp.read_text())
    copy.stamp.write_text(json.dumps({**stamp, "path": str(copy.folder / ".venv")}))
    return copy


def test_the_first_call_prepares(prepared):
    assert prepared.setup.returncode == 0, prepared.setup.stdout + prepared.setup.stderr
    assert prepared.setup.stdout.splitlines()[-1] == "Ready: python3 run.py"
    assert prepared.ask("import tiny; print(tiny.VALUE)") == "7"


def test_a_later_call_does_not_call_pip(project):
    project.sabotage_pip()
    again = project.run("setup")
    assert (again.returncode, again.stdout) == (0, "Ready: python3 run.py\n")


def test_a_new_lock_is_installed(project):
    project.sabotage_pip()
    with (project.folder / "requirements.lock").open("a") as lock:
        lock.write("# renewed\n")
    again = project.run("setup")
    assert again.returncode == 1
    assert "pip was called" in again.stderr


def test_a_package_with_another_hash_is_refused_and_can_be_tried_again(project):
    lock = project.folder / "requirements.lock"
    good = lock.read_text()
    project.ask("import pathlib, tiny; pathlib.Path(tiny.__file__).unlink()")
    shutil.rmtree(next(project.folder.rglob("tiny-1.0.dist-info")))
    lock.write_text("tiny==1.0 --hash=sha256:" + "0" * 64)
    refused = project.run("setup")
    assert refused.returncode == 1
    assert "hash" in refused.stderr.lower()
    lock.write_text(good + "\n")
    assert project.run("setup").returncode == 0
    assert project.ask("import tiny; print(tiny.VALUE)") == "7"


def test_a_moved_environment_is_made_anew(project):
    elsewhere = project.folder.with_name("elsewhere")
    project.folder.rename(elsewhere)
    project.folder = elsewhere
    moved = project.run("setup")
    assert moved.returncode == 0, moved.stderr
    assert "making it anew" in moved.stdout
    assert json.loads(project.stamp.read_text())["path"] == str(elsewhere / ".venv")


def test_a_broken_environment_is_made_anew(project):
    project.python.unlink()
    mended = project.run("setup")
    assert mended.returncode == 0, mended.stderr
    assert project.ask("import tiny; print(tiny.VALUE)") == "7"


def test_an_environment_without_a_stamp_is_kept(project):
    project.stamp.unlink()
    mine = project.folder / ".venv" / "mine.txt"
    mine.write_text("keep me")
    kept = project.run("setup")
    assert kept.returncode == 0, kept.stderr
    assert "anew" not in kept.stdout
    assert mine.exists()
    assert project.stamp.exists()


@posix
def test_without_a_screen_the_main_job_is_done_and_told(project, tmp_path):
    shown = project.run(cwd=tmp_path)
    assert shown.returncode == 0, shown.stdout + shown.stderr
    assert "neither DISPLAY nor WAYLAND_DISPLAY is set" in shown.stdout
    assert str(project.folder / "build" / "demo" / "window.png") in shown.stdout
    assert (project.folder / "build" / "demo" / "proposals.jsonl").read_text() == "--demo"


@posix
def test_without_a_screen_a_library_is_not_taken_for_the_sample_one(project, tmp_path):
    told = project.run("presse.leuchtstift", cwd=tmp_path)
    assert told.returncode == 1
    assert "python3 run.py cli -L presse.leuchtstift list" in told.stderr
    assert not (project.folder / "build").exists()


@posix
def test_a_demonstration_that_fails_is_told(project):
    (project.folder / "gui" / "__main__.py").write_text("raise SystemExit(3)")
    assert project.run().returncode == 3
    (project.folder / "gui" / "__main__.py").write_text("")
    assert project.run().returncode == 1


def test_modules_come_from_the_project_wherever_it_is_called(project, tmp_path):
    (tmp_path / "core").mkdir()
    (tmp_path / "core" / "cli.py").write_text("raise SystemExit('a stranger')")
    told = "import os, sys; print(os.getcwd(), sys.argv[1:], os.environ['LEUCHTSTIFT_PROGRAM'])"
    (project.folder / "core" / "cli.py").write_text(told)
    called = project.run("cli", "list", "--json", cwd=tmp_path, PYTHONPATH=str(tmp_path))
    assert called.stdout.strip() == f"{tmp_path} ['list', '--json'] python3 run.py cli"


def test_a_library_is_handed_to_the_window(monkeypatch):
    handed = []
    monkeypatch.setattr(run, "open_window", lambda arguments: handed.append(arguments) or 0)
    assert run.main(["presse.leuchtstift"]) == 0
    assert handed == [["presse.leuchtstift"]]


def test_an_unknown_command_is_a_usage_error(project):
    wrong = project.run("rune")
    assert wrong.returncode == 2
    assert "python3 run.py test" in wrong.stdout


def test_old_pythons_can_read_it_as_far_as_the_sentence_for_them():
    ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 6))


@posix
def test_missing_libraries_are_named_with_their_packages(monkeypatch):
    monkeypatch.setattr(run, "ANY_QT", "libc.so.6=libc6 libnotthere.so.9=libnotthere9")
    monkeypatch.setattr(run, "may_apt", lambda: False)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with pytest.raises(run.SetupError, match="apt-get install libnotthere9\n") as caught:
        run.prepare_system(fonts=False)
    assert "libnotthere.so.9 cannot be loaded" in str(caught.value)
    assert "libc6" not in str(caught.value)


@posix
def test_packages_are_installed_after_an_update_where_the_list_is_old(monkeypatch, tmp_path):
    apt = tmp_path / "apt-get"
    apt.write_text(
        f'#!/bin/sh\necho "$1" >> "{tmp_path}/calls"\n[ "$1" = update ] && exit 0\ngrep -q update "{tmp_path}/calls"\n'
    )
    apt.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    run.apt_install(["libnotthere9"])
    assert (tmp_path / "calls").read_text().split() == ["install", "update", "install"]


@posix
def test_what_apt_cannot_install_is_told_in_its_words(monkeypatch, tmp_path):
    apt = tmp_path / "apt-get"
    apt.write_text("#!/bin/sh\necho 'E: Unable to locate package libnotthere9' >&2\nexit 100\n")
    apt.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with pytest.raises(run.SetupError, match="Unable to locate package libnotthere9"):
        run.apt_install(["libnotthere9"])


@posix
def test_a_python_without_ensurepip_gets_the_package_named(monkeypatch):
    monkeypatch.setattr(run.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(run, "may_apt", lambda: False)
    with pytest.raises(run.SetupError, match=rf"apt install python{run.THIS_VERSION}-venv"):
        run.make_venv(rebuilt=False)


@posix
def test_a_display_where_nothing_answers_is_no_screen(monkeypatch):
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":97531")
    assert run.screen_problem() == "nothing answers at DISPLAY=:97531"


def test_an_offscreen_platform_is_no_screen(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert run.screen_problem()
