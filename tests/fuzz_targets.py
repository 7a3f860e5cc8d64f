"""What the fuzzer reads besides articles: word lists, settings, wheels of pipelines, library files.

Each check may raise a ReaderError; anything else that it raises is a bug.
"""

from __future__ import annotations

import io
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from hypothesis import strategies as st

from core import edits, paths
from core.errors import ReaderError
from core.extract import packages
from core.extract.rules.lists import read_list
from core.library import Library
from core.records import ArticleDraft
from core.settings import Settings


@dataclass(frozen=True, slots=True)
class Target:
    """How a kind of file is read, a sample that is fine, and tokens that mean something in it.

    Of a ``binary`` one mostly bytes here and there are spoiled, as a damaged disk would.
    """

    check: Callable[[Path], None]
    sample: Callable[[], bytes]
    tokens: tuple[str, ...]
    binary: bool = False


class Spoiled(bytes):
    """Bytes that nobody wants to see printed."""

    def __repr__(self) -> str:
        return f"<{len(self)} bytes>"


def spoiled(content: bytes) -> st.SearchStrategy[bytes]:
    """Make what a damaged disk makes of a file: parts overwritten with rubbish or nothing, the end cut off."""
    places = st.integers(0, max(0, len(content) - 1))
    parts = st.tuples(places, st.binary(max_size=40) | st.just(bytes(512)) | st.just(b"\xff" * 100))

    def spoil(chosen: tuple[list[tuple[int, bytes]], int | None]) -> bytes:
        changed = bytearray(content)
        for place, part in chosen[0]:
            changed[place : place + len(part)] = part
        return Spoiled(changed[: chosen[1]])

    return st.tuples(st.lists(parts, min_size=1, max_size=4), st.none() | places).map(spoil)


def _words(path: Path) -> None:
    assert all(problem.sentence for problem in read_list(path).problems)


def _settings(path: Path) -> None:
    """Settings are read forgivingly: nothing in them may even be an error."""
    again = path.with_suffix(".again")
    read = Settings.load(path)
    read.save(again)
    assert Settings.load(again) == read


def _wheel(path: Path) -> None:
    wheel = path.with_name("xx_a-1.0-py3-none-any.whl")
    shutil.copyfile(path, wheel)
    before = set(path.parent.iterdir())
    try:
        packages.install(wheel)
    finally:
        assert set(path.parent.iterdir()) <= before | {paths.packages_folder()}


def _library(path: Path) -> None:
    """Look at everything in it and change it, then save what can be read: all of it works or is a sentence."""
    copy, new = path.with_name("copy.leuchtstift"), path.with_name("new.leuchtstift")
    for old in (*path.parent.glob("copy.*"), *path.parent.glob("new.*")):
        old.unlink()
    shutil.copyfile(path, copy)
    with suppress(ReaderError):
        _work_in(copy)
    recovery = Library.recover(copy, new)
    assert all(recovery.lost)
    with Library.open(new) as library:
        assert library.check() == []


def _work_in(path: Path) -> None:
    with Library.open(path) as library:
        problems = library.check()
        for row in library.page(0, 10):
            article = library.article(row.id)
            library.marks(row.id)
            library.do(edits.add_mark(article, library.person_layer, 0, 3, "LOC"))
        library.search("Anna")
        library.history()
        library.undo()
        library.stats()
        assert problems or library.check() == []


def _a_library() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.leuchtstift"
        with Library.create(path) as library:
            library.add(ArticleDraft(f"Anna Berger in Genf. {number}", f"Titel {number}") for number in range(3))
            library.do(edits.add_mark(library.article(1), library.person_layer, 0, 4, "PER"))
        return path.read_bytes()


def _a_wheel() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xx_a/__init__.py", "")
        archive.writestr("xx_a/meta.json", '{"lang":"xx","name":"a","version":"1.0"}')
        archive.writestr("xx_a-1.0.dist-info/METADATA", "Name: xx_a\nVersion: 1.0\nRequires-Dist: spacy (>=3.8)\n")
        archive.writestr("xx_a-1.0.dist-info/entry_points.txt", "[spacy_models]\nxx_a = xx_a\n")
    return stream.getvalue()


TARGETS = {
    ".words": Target(
        _words,
        lambda: b'name\tlabel\n"Anna Berger"\tPER\tanna\n/Gen[fv]/\tLOC\n',
        (
            *("Anna", "/", "(", ")", "[", "a{9", "}", "|", "*", "+", "?", "\\", '"', ";", ",", "\t", "PER", "\n", "# "),
            *("name\tlabel\n", "(?:", "(?<=", "(?P<x>", "99999999999", "\\b", "\\1", "$", "^"),
        ),
    ),
    ".settings": Target(
        _settings,
        lambda: b'{"language": "de", "type_size": 19, "places": {"a": [1, 2]}, "panes": [1, 2, 3]}',
        (
            *('{"language":', '"theme":"dark"', '"type_size":', '"places":{"a":[1,2]}', '"recent":["a"]', '"panes":['),
            *("{", "}", "[", "]", ",", ":", "1e999", "NaN", "-1", "99999999999999999999", '"\\ud83d"', "null", "true"),
        ),
    ),
    ".wheel": Target(_wheel, _a_wheel, ("PK\x03\x04", "PK\x01\x02", "PK\x05\x06", "../", "meta.json"), binary=True),
    ".leuchtstift": Target(
        _library, _a_library, ("\x00" * 8, "CREATE TRIGGER t", "CREATE TABLE", "\x0d", "\x0a", "\x05"), binary=True
    ),
}
