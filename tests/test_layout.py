"""The house rules that a machine can hold: where things lie, how long they are, what must not be in them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT

TOP_LEVEL = {
    *("core", "gui", "resources", "seeds", "tests", "docs", ".ci", ".git"),
    *("pyproject.toml", "requirements.lock", "requirements-dev.lock", "run.py", "build_app.spec", "Makefile"),
    *("README.md", "CHANGELOG.md", "LICENSE", "SECURITY.md", ".gitignore", ".gitattributes"),
}
LONGEST_MODULE, LONGEST_TEST_MODULE, LONGEST_FUNCTION = 350, 600, 60
TEXT_SUFFIXES = {
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".json",
    ".jsonl",
    ".spec",
    ".lock",
    ".yml",
    ".yaml",
    ".cfg",
    ".html",
    ".svg",
    "",
}
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work|root|home/\w+|Users/\w+)/|[A-Z]:\\+Users\\", re.ASCII)
UNFINISHED = re.compile(r"\b(?:TODO|FIXME)\b|\bNotImplementedError\b")


@cache
def sources() -> tuple[Path, ...]:
    """Give the modules of the program itself."""
    return (ROOT / "run.py", *sorted((ROOT / "core").rglob("*.py")), *sorted((ROOT / "gui").rglob("*.py")))


@cache
def suite() -> tuple[Path, ...]:
    """Give the modules of the tests."""
    return tuple(sorted((ROOT / "tests").rglob("*.py")))


@cache
def tree(path: Path) -> ast.Module:
    """Give the syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def place(path: Path, node: ast.AST | None = None) -> str:
    """Name a file, or a line of it, for a message."""
    return path.relative_to(ROOT).as_posix() + (f":{node.lineno}" if node is not None else "")  # type: ignore[attr-defined]


def ignored() -> list[str]:
    """Give the patterns of .gitignore."""
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    return [line.rstrip("/") for line in lines if line and not line.startswith("#")]


def texts() -> Iterator[Path]:
    """Give every text file of the project that git would keep."""
    patterns = ignored()
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        if parts[0] == ".git" or any(fnmatch(part, pattern) for part in parts for pattern in patterns):
            continue
        if path.is_file() and (path.suffix in TEXT_SUFFIXES or path.parent.name == ".ci"):
            yield path


def test_top_level_holds_only_what_the_design_names():
    found = {path.name for path in ROOT.iterdir() if not any(fnmatch(path.name, pattern) for pattern in ignored())}
    assert found - TOP_LEVEL == set()


@pytest.mark.parametrize(("paths", "limit"), [(sources, LONGEST_MODULE), (suite, LONGEST_TEST_MODULE)])
def test_modules_are_read_in_one_sitting(paths, limit):
    lengths = {place(path): len(path.read_text(encoding="utf-8").splitlines()) for path in paths()}
    assert {name: length for name, length in lengths.items() if length > limit} == {}


def test_functions_are_short():
    long = {}
    for path in sources():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    long[f"{place(path, node)} {node.name}"] = length
    assert long == {}


def test_public_names_are_described():
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    bare = [place(path) for path in sources() if not ast.get_docstring(tree(path))]
    for path in sources():
        public = [node for node in tree(path).body if isinstance(node, kinds) and not node.name.startswith("_")]
        bare += [f"{place(path, node)} {node.name}" for node in public if not ast.get_docstring(node)]
    assert bare == []


def test_no_error_is_swallowed():
    silent = []
    for path in (*sources(), *suite()):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ExceptHandler) and _is_broad(node.type) and _does_nothing(node.body):
                silent.append(place(path, node))
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("suppress"):
                silent += [place(path, node) for argument in node.args if _is_broad(argument)]
    assert silent == []


def _is_broad(expression: ast.expr | None) -> bool:
    return expression is None or ast.unparse(expression) in ("Exception", "BaseException")


def _does_nothing(body: list[ast.stmt]) -> bool:
    return all(isinstance(node, ast.Pass | ast.Continue) or ast.unparse(node) == "..." for node in body)


def test_the_program_never_prints_on_its_own():
    printing = []
    for path in sources():
        if path.name != "run.py":
            calls = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
            printing += [place(path, node) for node in calls if ast.unparse(node.func) == "print"]
    assert printing == []


def test_nothing_is_left_unfinished():
    unfinished = []
    for path in (*sources(), *(test for test in suite() if test != Path(__file__))):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if UNFINISHED.search(line):
                unfinished.append(f"{place(path)}:{number}")
    assert unfinished == []


def test_no_path_of_a_machine_is_written_down():
    named = []
    for path in texts():
        if path != Path(__file__) and MACHINE_PATH.search(path.read_text(encoding="utf-8", errors="replace")):
            named.append(place(path))
    assert named == []


def test_folders_of_tests_mirror_the_source():
    for room in ("core", "gui"):
        mirrored = {path.relative_to(ROOT / "tests") for path in suite() if (ROOT / "tests" / room) in path.parents}
        strangers = {path.parent.as_posix() for path in mirrored if not (ROOT / path.parent).is_dir()}
        assert strangers == set()


@pytest.mark.parametrize("room", ["core", "gui"])
def test_every_room_has_tests(room):
    rooms = {path.parent.relative_to(ROOT) for path in (ROOT / room).glob("*/*.py") if path.name != "__init__.py"}
    tested = {path.parent.relative_to(ROOT / "tests") for path in suite() if path.name.startswith("test_")}
    tested |= {folder.parent for folder in tested}
    tested |= {Path(room, path.stem.removeprefix("test_")) for path in (ROOT / "tests" / room).glob("test_*.py")}
    assert rooms - tested == set()
