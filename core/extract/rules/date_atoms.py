"""Single expressions of time in a text: a weekday, a date, a clock time, ``vor zwei Jahren``; ``dates`` joins them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from core.extract.rules.date_atom import REACH, Atom
from core.extract.rules.date_checks import CHECKS, as_is
from core.extract.rules.date_cores import BEFORE, BEFORE_UNIT, UNIT, cores
from core.extract.rules.wordlists import words_before

_UNTIL_NOW = re.compile(r"\san(?=[\s,.])")


def atoms(text: str) -> Iterator[Atom]:
    """Give the expressions of time in a text, in its order, without overlaps."""
    last = 0
    before: Atom | None = None
    for kind, core in cores(text):
        if core.start() < last:
            continue
        atom = CHECKS.get(kind, as_is)(text, _with_head(text, kind, core, last))
        if atom is not None:
            onward = _UNTIL_NOW.match(text, atom.end) if atom.preposition in ("vom", "von") else None
            atom = replace(atom, end=onward.end()) if onward else atom
            last = atom.end
            if before is not None and atom.start < before.end:  # a year takes in what names it: "im Vorjahr 2020"
                atom = replace(atom, start=min(atom.start, before.start))
            elif before is not None:
                yield before
            before = atom
    if before is not None:
        yield before


def _with_head(text: str, kind: str, core: re.Match[str], floor: int) -> Atom:
    """Read the words before a core, as far as the line or the expression before it."""
    fields = {name: value for name, value in core.groupdict().items() if value}
    left = max(floor, text.rfind("\n", floor, core.start()) + 1, core.start() - REACH)
    before = words_before(BEFORE_UNIT if kind == UNIT else BEFORE, text, left, core.start())
    if before is None:
        return Atom(kind, core.start(), core.start(), core.end(), fields=fields)
    head = {name: (value or "").strip() for name, value in before.groupdict().items()}
    fields["count"] = head.get("count", "")
    return Atom(
        kind,
        before.start(),
        core.start(),
        core.end(),
        preposition=head["preposition"].lower(),
        article=head["article"].lower(),
        edge=head["edge"].lower(),
        which=head["when"].lower(),
        fields=fields,
    )
