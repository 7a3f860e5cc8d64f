"""The wheel: what is in it, and that it works far from the source. Locks: complete, hashed, without addresses."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import core
from tests.conftest import ROOT

pytestmark = pytest.mark.acceptance
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES = ("core", "gui", "resources", "seeds")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """The wheel, built with the tools that are installed."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*command, "--wheel-dir", str(folder), str(ROOT)], check=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Path:
    """The scripts of an environment that has the wheel, and for the rest the packages of this one."""
    folder = tmp_path_factory.mktemp("environment") / "venv"
    venv.create(folder, with_pip=False)
    scripts, purelib = (
        Path(sysconfig.get_path(name, "venv", {"base": str(folder)})) for name in ("scripts", "purelib")
    )
    (purelib / "others.pth").write_text(sysconfig.get_path("purelib") + "\n")
    command = [sys.executable, "-m", "pip", "--python", str(folder), "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*command, str(wheel)], check=True)
    return scripts


def run(command: list[str | Path], cwd: Path) -> str:
    """Run a command that must say nothing on stderr; give what it printed."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}  # run.py names the source there
    parts = [str(part) for part in command]
    done = subprocess.run(parts, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.strip()


def test_the_wheel_holds_the_program_and_all_its_files(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    ours = [path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_file()]
    wanted = {path.relative_to(ROOT).as_posix() for path in ours if "__pycache__" not in path.parts}
    lessons = {name for name in wanted if name.startswith("resources/lessons/")}  # only training reads them
    assert wanted - names == lessons != set()
    assert {name.split("/")[0] for name in names} == {*PACKAGES, f"leuchtstift-{core.__version__}.dist-info"}
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_installed_program_finds_itself_and_its_files(installed, tmp_path):
    code = "from core import assets; print(assets.resource('fonts')); print(assets.seed_folder())"
    for line in run([installed / "python", "-P", "-c", code], tmp_path).splitlines():
        assert Path(line).is_relative_to(installed.parent)


def test_the_commands_are_there(installed, tmp_path):
    assert run([installed / "leuchtstift", "--version"], tmp_path) == f"Leuchtstift {core.__version__}"
    assert (installed / "leuchtstift-gui").exists()


@pytest.mark.parametrize(("lock", "wanted"), [
    ("requirements.lock", PROJECT["project"]["dependencies"]),
    ("requirements-dev.lock", PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]),
])  # fmt: skip
def test_locks_hold_what_the_project_asks_for(lock, wanted):
    pins = pinned(lock)
    for requirement in map(Requirement, wanted):
        versions = pins.get(canonicalize_name(requirement.name), [])
        assert versions, f"{requirement.name} is not in {lock}: make lock"
        assert all(requirement.specifier.contains(version) for version in versions), f"{requirement}: make lock"


def test_the_development_lock_has_the_same_versions():
    plain, development = pinned("requirements.lock"), pinned("requirements-dev.lock")
    assert {name: development.get(name) for name in plain} == plain


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_locks_are_hashed_and_name_no_address(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text
    assert all("--hash=sha256:" in block for block in re.split(r"(?m)^(?=\S)", text) if block)


def test_what_is_imported_is_asked_for():
    groups = PROJECT["dependency-groups"]
    declared = {
        canonicalize_name(Requirement(line).name) for line in PROJECT["project"]["dependencies"] + groups["model"]
    }
    sources = [*(ROOT / "core").rglob("*.py"), *(ROOT / "gui").rglob("*.py")]
    imported = {name for path in sources for name in imports(path)} - sys.stdlib_module_names - set(PACKAGES)
    owners = (
        packages_distributions()
    )  # what only training needs may not be installed: its packages have their own names
    strangers = {name for name in imported if not declared & set(map(canonicalize_name, owners.get(name, [name])))}
    assert strangers == set()


def imports(path: Path) -> Iterator[str]:
    """Give the packages that a module imports anywhere."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def pinned(lock: str) -> dict[str, list[str]]:
    """Give the versions that a lock file pins; more than one where they depend on the Python."""
    pins: dict[str, list[str]] = {}
    for name, version in re.findall(r"(?m)^([\w.-]+)==(\S+)", (ROOT / lock).read_text(encoding="utf-8")):
        pins.setdefault(canonicalize_name(name), []).append(version)
    return pins
