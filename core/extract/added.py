"""The pipelines that a person added from elsewhere: folders, trusted as they were when allowed, and word lists.

A pipeline is a program: loading it calls the functions that its ``config.cfg`` names and unpacks what was pickled, with
the rights of whoever loads it. So a folder is taken only after the person was asked, and its digest is kept: one that
has changed since is not loaded.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from core import paths
from core.errors import ExtractionError, ImportProblem, Problem
from core.extract.jobs import PipelineKind
from core.extract.meta import description
from core.files import read_bounded

_FILE = "added.json"
_LARGEST = 16 << 20  # bytes of a config.cfg that is looked at
_OURS = ("spacy.", "spacy-legacy.", "leuchtstift")
_BUILT_IN = re.compile(r"\w+\.v\d+")  # of Thinc
# The names of spaCy's factories; it is not asked, for importing it takes a second.
_FACTORIES = frozenset(
    {
        "attribute_ruler",
        "beam_ner",
        "beam_parser",
        "doc_cleaner",
        "entity_linker",
        "entity_ruler",
        "future_entity_ruler",
        "ja.morphologizer",
        "lemmatizer",
        "merge_entities",
        "merge_noun_chunks",
        "merge_subtokens",
        "morphologizer",
        "ner",
        "nn_labeller",
        "parser",
        "sentencizer",
        "senter",
        "span_finder",
        "span_ruler",
        "spancat",
        "spancat_singlelabel",
        "tagger",
        "textcat",
        "textcat_multilabel",
        "tok2vec",
        "token_splitter",
        "trainable_lemmatizer",
    }
)
_CODE = {".py", ".pyc", ".so", ".pyd", ".dll"}
_PICKLES = {".pkl", ".pickle", ".pt", ".pth", ".joblib"}
_MARKS = re.compile(rb"\x80[\x02-\x05]|PK")  # how a pickle begins, and a zip, which torch puts its pickles into


@dataclass(frozen=True, slots=True)
class Added:
    """One entry: the path, and for a folder the digest of what was allowed; a word list has none."""

    path: str
    digest: str = ""

    @property
    def is_folder(self) -> bool:
        """Tell whether it is a pipeline folder, not a word list."""
        return bool(self.digest)


def entries() -> list[Added]:
    """Give what was added, in that order; an unreadable list is an empty one."""
    try:
        stored = json.loads(_file().read_text(encoding="utf-8"))
        return [Added(str(each["path"]), str(each.get("digest", ""))) for each in stored]
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return []  # nothing is trusted that cannot be read


def add_list(path: Path) -> tuple[Problem, ...]:
    """Add a word list; gives the lines that cannot be used, and notes. Raises ExtractionError if there is no other."""
    from core.extract.rules.lists import read_list

    read = read_list(path)
    if not read.names and not read.patterns:
        problem = f" {read.problems[0].sentence}" if read.problems else ""
        raise ExtractionError(f"The word list {path.name} has no entry that can be used.{problem}")
    _put(Added(str(path.absolute())))
    return tuple(read.problems)


def add_folder(path: Path) -> None:
    """Allow a pipeline folder as it is now; raises ExtractionError if it is none."""
    check_folder(path)
    _put(Added(str(path.absolute()), digest_of(path)))


def remove(path: str) -> None:
    """Forget what was added at a path; the files stay."""
    _write([each for each in entries() if each.path != path])


def check_folder(path: Path) -> None:
    """Raise ExtractionError unless a folder is a pipeline that spaCy could load."""
    try:
        description(path, PipelineKind.FOLDER)
        is_pipeline = (path / "config.cfg").is_file()
    except (OSError, ValueError):
        is_pipeline = False
    if not is_pipeline:
        raise ExtractionError(
            f"The folder {path.name} is no spaCy pipeline: it needs a meta.json and a config.cfg. "
            "Choose the folder that holds both, for example model-best of a training."
        )


def digest_of(folder: Path) -> str:
    """Give the SHA-256 over names and contents of all files in a folder.

    Raises ExtractionError if one cannot be read, or if what a link leads to could change without the folder.
    """
    whole = hashlib.sha256()
    try:
        for path in _files(folder):
            whole.update(path.relative_to(folder).as_posix().encode() + b"\0")
            with path.open("rb") as stream:
                whole.update(hashlib.file_digest(stream, "sha256").digest())
    except OSError as error:
        raise ExtractionError(f"The folder {folder.name} cannot be read: {error.strerror}.") from error
    return whole.hexdigest()


def risks(folder: Path) -> list[str]:
    """Name what in a pipeline folder could run code that is not spaCy's, in short words.

    Files, functions and components, these two with the installed package that they come from; other pipelines that it
    takes components from.
    """
    found = []
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        if path.suffix.lower() in _CODE | _PICKLES or (path.suffix != ".npz" and _is_pickled(path)):
            found.append(name)
    try:
        config = _parsed(read_bounded(folder / "config.cfg", _LARGEST))
        return [*found, *dict.fromkeys([*_foreign_functions(config), *_foreign_components(config)])]
    except (ImportProblem, ValueError, RecursionError):
        return [*found, "config.cfg"]  # what cannot be looked at is named


def _parsed(config: bytes) -> dict[str, Any]:
    """Read a config.cfg as spaCy does: it has several ways to write the same. Raises ValueError."""
    from confection import Config  # with pydantic, which only this needs

    return Config().from_str(config.decode("utf-8"), interpolate=False)


def _foreign_functions(part: object) -> Iterator[str]:
    """Yield the registered functions that a config.cfg has called and that are not spaCy's."""
    if isinstance(part, dict):
        for key, value in part.items():
            name = str(value)
            if key.startswith("@") and not name.startswith(_OURS) and not _BUILT_IN.fullmatch(name):
                yield _with_package(name, key[1:])
            yield from _foreign_functions(value)
    elif isinstance(part, list):
        for each in part:
            yield from _foreign_functions(each)


def _foreign_components(config: dict[str, Any]) -> Iterator[str]:
    """Yield the factories that are not spaCy's, and from where components of another pipeline are taken."""
    for component in config.get("components", {}).values():
        factory = str(component.get("factory", component.get("source", "")))
        if "factory" not in component or not (factory in _FACTORIES or factory.startswith(_OURS)):
            yield _with_package(factory, "factories")


def _with_package(name: str, registry: str) -> str:
    """Name with a function the installed package that brings it, as spaCy finds it."""
    for each in entry_points(group=f"spacy_{registry}", name=name):
        if each.dist is not None:
            return f"{name} ({each.dist.name})"
    return name


def _is_pickled(path: Path) -> bool:
    """Tell whether a file begins as pickles do."""
    try:
        with path.open("rb") as stream:
            return _MARKS.match(stream.read(2)) is not None
    except OSError:
        return True  # what cannot be looked at is named


def _files(folder: Path) -> Iterator[Path]:
    """Give the files below a folder in a fixed order; a link counts as the file that it leads to."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() and path.is_dir():
            raise ExtractionError(
                f"The folder {folder.name} has a link to another folder ({path.name}); "
                "copy all into one and choose that."
            )
        if path.is_file():
            yield path


def _put(new: Added) -> None:
    _write([*(each for each in entries() if each.path != new.path), new])


def _write(kept: list[Added]) -> None:
    target = _file()
    temporary = target.with_name(target.name + ".tmp")
    try:
        temporary.write_text(json.dumps([asdict(each) for each in kept], ensure_ascii=False), encoding="utf-8")
        temporary.replace(target)
    except OSError as error:
        raise ExtractionError(
            f"The list of pipelines in {target.parent} cannot be written: {error.strerror}."
        ) from error


def _file() -> Path:
    return paths.data_folder() / _FILE
