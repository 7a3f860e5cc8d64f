"""The label sets that ship with the program, and how a set named in a file finds its place in a library."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace

from core.assets import resource
from core.records import Label, LabelSet

BUILT_IN = ("news", "germeval")
_COLOURS = ("#2f6db5", "#7b4bb5", "#2a8050", "#a0681a", "#c0453c", "#1f7a84", "#8a5a44", "#6b6f1f", "#a23b72")


def built_in(name: str = "news", lang: str = "en") -> LabelSet:
    """Give a label set that ships with the program (see BUILT_IN), with descriptions in German or English."""
    stored = json.loads(resource("label_sets", f"{name}.json").read_text(encoding="utf-8"))
    labels = tuple(
        Label(
            code=item["code"],
            title=item["titles"]["en"],
            colour=item["colour"],
            key=item["key"],
            description=item["descriptions"].get(lang, item["descriptions"]["en"]),
            titles=item["titles"],
        )
        for item in stored["labels"]
    )
    return LabelSet(0, stored["name"], 1, labels)


def with_known_looks(label_set: LabelSet, known: Iterable[LabelSet]) -> LabelSet:
    """Give labels that a file knows only by code the looks of the first set that has them, or a colour of their own."""
    looks: dict[str, Label] = {}
    for other in known:
        for label in other.labels:
            looks.setdefault(label.code, label)
    labels = []
    for place, label in enumerate(label_set.labels):
        look = looks.get(label.code) or replace(label, colour=_COLOURS[place % len(_COLOURS)])
        labels.append(replace(look, key=str((place + 1) % 10) if place < 10 else "", hidden=False))
    return replace(label_set, labels=tuple(labels))
