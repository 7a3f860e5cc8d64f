"""Every sentence that core says to a person, found in its source: a German entry must exist for each."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import core
from core import errors

# The command line speaks English, training is for who builds pipelines: no window shows what they say.
_SILENT = re.compile(r"core/cli\w*\.py|core/(learn|review|extract/ner)/")
_SPEAKERS = {"Problem": 1, "Failure": 1} | {
    name: 0 for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, errors.ReaderError)
}
_FIELD = re.compile(r"(?<=\. )\0(?: \0)+|\0+")
_SENTENCE = re.compile(r'(?!SELECT )[A-Z“"\0].* .*(\.|[:.] ?\0[ \0]*)', re.DOTALL)


def sentences() -> dict[str, str]:
    """Give each template, its fields numbered ``{0}``, ``{1}`` …, with a place where it stands."""
    return {template: place for place, template, is_said in _literals() if is_said}


def literals() -> set[str]:
    """Give the templates of all texts in core, of whatever use: what a sentence may be put together from."""
    return {template for _, template, _ in _literals()}


def _literals() -> Iterator[tuple[str, str, bool]]:
    root = Path(core.__file__).parent
    for path in sorted(root.rglob("*.py")):
        name = path.relative_to(root.parent).as_posix()
        if _SILENT.match(name):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        given = {id(node) for call in ast.walk(tree) if isinstance(call, ast.Call) for node in _given(call)}
        for node in _texts(tree):
            marked = _marked(node)
            is_said = id(node) in given or _SENTENCE.fullmatch(marked) is not None
            yield f"{name}:{node.lineno}", _numbered(marked), is_said


def _given(call: ast.Call) -> Iterator[ast.expr]:
    """Give the texts that a call of an error, a Problem or a Failure says, both where a condition chooses."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    place = _SPEAKERS.get(name)
    if place is None:
        return
    said = [*call.args[place : place + 1], *(item.value for item in call.keywords if item.arg == "sentence")]
    while said:
        node = said.pop()
        if isinstance(node, ast.IfExp):
            said += [node.body, node.orelse]
        else:
            yield node


def _texts(tree: ast.AST) -> Iterator[ast.Constant | ast.JoinedStr]:
    """Give all texts but docstrings and the literal parts inside f-strings."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.JoinedStr):
            yield node
            for part in node.values:
                if isinstance(part, ast.FormattedValue):
                    yield from _texts(part.value)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            if not isinstance(tree, ast.Expr):
                yield node
        else:
            yield from _texts(node)


def _marked(node: ast.Constant | ast.JoinedStr) -> str:
    """Give a text with NUL for each field, of an f-string or of ``str.format``."""
    if isinstance(node, ast.Constant):
        return re.sub(r"\{\w*\}", "\0", str(node.value)).strip()
    return "".join(part.value if isinstance(part, ast.Constant) else "\0" for part in node.values).strip()


def _numbered(marked: str) -> str:
    """Number the fields; those that cannot be told apart (side by side, or two sentences) count as one."""
    numbers = iter(range(len(marked)))
    return _FIELD.sub(lambda _: f"{{{next(numbers)}}}", marked)
