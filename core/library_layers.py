"""The layers of a library as a person thinks of them: one for each pipeline, file and person, however many runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from core import edits
from core.library_reader import LibraryReader
from core.records import ChangeSet, Layer, LayerKind


@dataclass(frozen=True, slots=True)
class LayerGroup:
    """The layers of one kind, name and version; ``articles`` and ``spans`` are summed over its runs, ``at`` the newest.

    Of several runs over one article the newest is shown.
    """

    kind: LayerKind
    name: str
    version: str
    layers: tuple[Layer, ...]
    articles: int = 0
    spans: int = 0

    @property
    def title(self) -> str:
        """How marks name it: ``de_news 1.0``."""
        return f"{self.name} {self.version}".rstrip()

    @property
    def at(self) -> str:
        """When the newest of its runs was made (UTC)."""
        return max(layer.created_at for layer in self.layers)

    @property
    def hidden(self) -> bool:
        """Tell whether none of its runs is shown."""
        return all(layer.hidden for layer in self.layers)


def grouped(layers: Iterable[Layer], figures: dict[int, tuple[int, int]] | None = None) -> list[LayerGroup]:
    """Put layers together, persons first, then the newest run first; ``figures`` are (articles, spans) by layer id."""
    figures = figures or {}
    found: dict[tuple[LayerKind, str, str], list[Layer]] = {}
    for layer in layers:
        found.setdefault((layer.kind, layer.name, layer.version), []).append(layer)
    groups = [
        LayerGroup(
            *key,
            tuple(members),
            sum(figures.get(layer.id, (0, 0))[0] for layer in members),
            sum(figures.get(layer.id, (0, 0))[1] for layer in members),
        )
        for key, members in found.items()
    ]
    groups.sort(key=lambda group: group.layers[-1].id, reverse=True)
    return sorted(groups, key=lambda group: group.kind.is_machine)


def layer_groups(library: LibraryReader, stop: Callable[[], bool] = lambda: False) -> list[LayerGroup]:
    """Give the layers of a library with their figures; reads all of it, so call it from a thread.

    Raises Cancelled once ``stop`` is True.
    """
    return grouped(library.layers(), library.layer_figures(stop))


def set_hidden(group: LayerGroup, hidden: bool) -> ChangeSet:
    """Hide or show all runs of a group, as one undo step."""
    parts = [edits.set_layer_hidden(layer, hidden) for layer in group.layers]
    return edits.combine("hide-layer" if hidden else "show-layer", parts, {"layer": group.title})
