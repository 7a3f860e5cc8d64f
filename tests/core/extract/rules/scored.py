"""Score a rule on its list of hand-written examples, which hold hard and unsolved cases too.

An example file has one example a line, in the markup of the gold set; ``# 2022-01-10`` sets the date of the articles
that follow, other lines that begin with ``#`` are comments, `` | `` in an example is a line break.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from core.extract.reading import Finding
from tests.gold.markup import Markup, parse

FOLDER = Path(__file__).parent / "examples"
HEADER = "title: x\nsource: x\ndate: {}\ncountry: DE\ntopic: x\n\n"
_DATE = re.compile(r"# (\d{4}(?:-\d\d){0,2})$")


@dataclass
class Score:
    """Counts of exact spans, and what went wrong, one line each."""

    hits: int = 0
    extra: int = 0
    missed: int = 0
    right_values: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.hits / max(self.hits + self.extra, 1)

    @property
    def recall(self) -> float:
        return self.hits / max(self.hits + self.missed, 1)

    @property
    def values(self) -> float:
        return self.right_values / max(self.hits, 1)

    def __str__(self) -> str:
        head = f"P {self.precision:.3f} R {self.recall:.3f} values {self.values:.3f} of {self.hits + self.missed}"
        return "\n".join([head, *self.errors])


def examples(name: str) -> Iterator[tuple[str, Markup]]:
    """Give date and markup of each example of a file."""
    published = ""
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        match = _DATE.match(line)
        if match:
            published = match[1]
        elif line.strip() and not line.startswith("#"):
            yield published, parse(HEADER.format(published or "2022") + _breaks(line) + "\n")


def _breaks(line: str) -> str:
    """Make line breaks of the bars that stand alone."""
    return line.replace(" | ", "\n")


def score(name: str, label: str, find: Callable[[Markup, str], Iterable[Finding]]) -> Score:
    """Compare what a rule finds in the examples of a file with their marks of one label."""
    result = Score()
    for published, markup in examples(name):
        wanted = {(span.start, span.end): span.value for span in markup.spans if span.label == label}
        found = {(f.start, f.end): f.value for f in find(markup, published) if f.label == label}
        for place in sorted(wanted.keys() | found.keys()):
            surface = markup.text[slice(*place)]
            if place not in wanted:
                result.extra += 1
                result.errors.append(f"extra  {surface!r} in {markup.text!r}")
            elif place not in found:
                result.missed += 1
                result.errors.append(f"missed {surface!r} in {markup.text!r}")
            else:
                result.hits += 1
                if wanted[place] == found[place]:
                    result.right_values += 1
                else:
                    result.errors.append(
                        f"value  {surface!r}: {found[place]!r} for {wanted[place]!r} in {markup.text!r}"
                    )
    return result
