"""Collect the texts of the window from its source, keep ``resources/i18n/*.ts`` in step and compile them (``*.qm``).

Run ``python -m gui.i18n_catalogue`` after changing a text: new texts come into the catalogues unfinished, unused ones
go, and a test fails until each has a German translation. English needs a catalogue for its plural forms only.
"""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CONTEXT = "Leuchtstift"
GUI = Path(__file__).resolve().parent
FOLDER = GUI.parent / "resources" / "i18n"


@dataclass(frozen=True, slots=True)
class Text:
    """One source text; ``plural`` where it is counted."""

    source: str
    plural: bool


def texts(folder: Path = GUI) -> list[Text]:
    """Give every text in ``tr("…")`` and ``later("…")`` under a folder, in the order of the source, once each."""
    found: dict[str, Text] = {}
    for path in sorted(folder.rglob("*.py")):
        for text in _texts_of(path):
            found.setdefault(text.source, text)
    return list(found.values())


def _texts_of(path: Path) -> Iterator[Text]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"tr", "later"}:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield Text(first.value, plural=len(node.args) > 1 or any(each.arg == "n" for each in node.keywords))


def read(path: Path) -> dict[str, list[str]]:
    """Give the finished translations of a catalogue: one form, or one a plural form of the language."""
    finished = {}
    for message in ET.parse(path).iter("message"):  # noqa: S314  (our own file)
        translation = message.find("translation")
        if translation is not None and translation.get("type") != "unfinished":
            forms = [form.text or "" for form in translation.iter("numerusform")]
            finished[message.findtext("source", "")] = forms or [translation.text or ""]
    return finished


def write(path: Path, language: str, wanted: list[Text], known: dict[str, list[str]]) -> None:
    """Write a catalogue of the wanted texts, with the translations that are known."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = CONTEXT
    for text in wanted:
        message = ET.SubElement(context, "message", {"numerus": "yes"} if text.plural else {})
        ET.SubElement(message, "source").text = text.source
        forms = known.get(text.source)
        translation = ET.SubElement(message, "translation", {} if forms else {"type": "unfinished"})
        if text.plural:
            for form in forms or ["", ""]:
                ET.SubElement(translation, "numerusform").text = form
        elif forms:
            translation.text = forms[0]
    ET.indent(root, " ")
    body = ET.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8", newline="\n")


def update(folder: Path = FOLDER) -> None:
    """Bring the catalogues in step with the source and compile them with Qt's lrelease."""
    wanted = texts()
    release = shutil.which("pyside6-lrelease", path=str(Path(sys.executable).parent)) or "pyside6-lrelease"
    for language, part in (("de", wanted), ("en", [text for text in wanted if text.plural])):
        path = folder / f"{language}.ts"
        write(path, language, part, read(path) if path.exists() else {})
        subprocess.run([release, "-silent", str(path), "-qm", str(path.with_suffix(".qm"))], check=True)  # noqa: S603


if __name__ == "__main__":
    update()
