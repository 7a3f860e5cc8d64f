"""An article as text for a terminal: its marks in brackets, its zones in a gutter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import typer

from core.cli_output import safe
from core.records import Article, Mark, Zone, ZoneRole

_GUTTER = max(len(role) for role in ZoneRole)


def heading(article: Article, state: str) -> str:
    """Give title and what is known of an article, two lines."""
    info = article.info
    known = (f"#{info.id}", info.source, info.author, info.place, info.published, info.lang, state)
    return typer.style(safe(info.title), bold=True) + "\n" + safe(" · ".join(part for part in known if part))


def marked(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> str:
    """Give ``text[start:end]`` with each mark as ``[surface]LABEL``, with a ``?`` behind it while nobody has decided.

    A mark that crosses the edges of the range is closed and opened there; the same mark of two layers is shown once.
    """
    end = len(text) if end is None else end
    decided: dict[tuple[int, int, str], bool] = {}
    for mark in marks:
        key = max(mark.start, start), min(mark.end, end), mark.label
        decided[key] = decided.get(key, False) or mark.is_decided
    events: list[tuple[int, int, int, str]] = []  # position, closing first, inner ones first (last for opening), what
    for (first, last, label), is_decided in decided.items():
        if first < last:
            sign = "" if is_decided else "?"
            events.append((first, 1, -last, typer.style("[", fg="cyan")))
            events.append((last, 0, -first, typer.style(f"]{label}{sign}", fg="cyan", dim=not is_decided)))
    pieces, position = [], start
    for place, _, _, piece in sorted(events, key=lambda event: event[:3]):
        pieces += [safe(text[position:place]), piece]
        position = place
    return "".join(pieces) + safe(text[position:end])


def by_zone(article: Article, marks: Sequence[Mark]) -> str:
    """Give the marked text with the role of each zone in a gutter at the left."""
    lines = []
    for zone in all_zones(len(article.text), article.zones):
        if not article.text[zone.start : zone.end].strip():
            continue
        shown = marked(article.text, marks, zone.start, zone.end).strip("\n")
        for number, line in enumerate(shown.split("\n")):
            role = zone.role.value if number == 0 else ""
            lines.append(f"{typer.style(role.ljust(_GUTTER), dim=True)} │ {line}".rstrip())
    return "\n".join(lines)


def all_zones(length: int, zones: Iterable[Zone]) -> Iterator[Zone]:
    """Give the zones of a text of some length with the body between them."""
    position = 0
    for zone in zones:
        if position < zone.start:
            yield Zone(position, zone.start, ZoneRole.BODY)
        yield zone
        position = zone.end
    if position < length:
        yield Zone(position, length, ZoneRole.BODY)


def mark_row(mark: Mark) -> tuple[object, ...]:
    """Give the cells of a mark in a list."""
    score = "" if mark.score is None else f"{mark.score:.2f}"
    return mark.start, mark.end, mark.label, "yes" if mark.is_decided else "no", score, mark.origin, mark.span.surface
