"""Compare the first annotation with a second: strict F1 by label, kappa over characters, values, relations.

``python -m tests.gold.agreement [FOLDER]`` prints the table and every difference; with ``--strip`` it puts texts
without marks into the folder instead, to be annotated once more. Kappa is Cohen's (1960), by family of labels: each
character of a text is one item, its category the label of the innermost mark of that family on it, or none.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from core.records import DraftSpan
from tests.gold.loader import FIRST, SECOND, GoldArticle, load_gold
from tests.gold.markup import FAMILY, LABELS, plain

Pair = tuple[GoldArticle, GoldArticle]
FAMILIES = tuple(dict.fromkeys(FAMILY.values()))


def pairs(second: Path = SECOND) -> list[Pair]:
    """Give the articles that were annotated twice, first and second annotation; raises ValueError if a text differs."""
    firsts = {article.name: article for article in load_gold(FIRST)}
    found = [(firsts[article.name], article) for article in load_gold(second)]
    for first, other in found:
        if first.text != other.text or first.zones != other.zones:
            raise ValueError(f"{first.name}: the two annotations are not of the same text")
    return found


def f1(ours: Iterable[object], theirs: Iterable[object]) -> float:
    """Give 2 |A and B| / (|A| + |B|) of two bags; 1 where both are empty."""
    first, second = Counter(ours), Counter(theirs)
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 1.0


def span_f1(articles: Sequence[Pair], labels: Iterable[str] = LABELS) -> float:
    """Give the F1 of spans that agree in start, end and label."""
    wanted = set(labels)
    return f1(*(_spans((pair[side] for pair in articles), wanted) for side in (0, 1)))


def _spans(articles: Iterable[GoldArticle], labels: set[str]) -> list[tuple[str, int, int, str]]:
    return [(a.name, s.start, s.end, s.label) for a in articles for s in a.spans if s.label in labels]


def value_agreement(articles: Sequence[Pair], label: str) -> float:
    """Give the share of spans of a label, marked by both alike, that also have the same value."""
    same = total = 0
    for first, second in articles:
        values = {(span.start, span.end): span.value for span in first.labelled(label)}
        for span in second.labelled(label):
            if (span.start, span.end) in values:
                total += 1
                same += values[span.start, span.end] == span.value
    return same / total if total else 1.0


def relation_f1(articles: Sequence[Pair], kind: str) -> float:
    """Give the F1 of relations of a type whose two spans agree exactly."""
    return f1(*(_relations((pair[side] for pair in articles), kind) for side in (0, 1)))


def _relations(articles: Iterable[GoldArticle], kind: str) -> list[tuple[str, int, int, int, int]]:
    return [
        (a.name, a.spans[r.head].start, a.spans[r.head].end, a.spans[r.child].start, a.spans[r.child].end)
        for a in articles
        for r in a.relations
        if r.type == kind
    ]


def kappa(articles: Sequence[Pair], family: str) -> float:
    """Give Cohen's kappa over the characters of all texts for one family of labels."""
    both: Counter[tuple[str, str]] = Counter()
    for first, second in articles:
        both.update(zip(_categories(first, family), _categories(second, family), strict=True))
    total = both.total()
    observed = sum(count for (ours, theirs), count in both.items() if ours == theirs) / total
    ours, theirs = (Counter[str](), Counter[str]())
    for (one, other), count in both.items():
        ours[one] += count
        theirs[other] += count
    expected = sum(ours[label] * theirs[label] for label in ours) / total**2
    return (observed - expected) / (1 - expected) if expected < 1 else 1.0


def _categories(article: GoldArticle, family: str) -> list[str]:
    categories = [""] * len(article.text)
    for span in article.spans:  # outer before inner
        if FAMILY[span.label] == family:
            categories[span.start : span.end] = [span.label] * (span.end - span.start)
    return categories


def differences(articles: Sequence[Pair]) -> list[tuple[str, str, DraftSpan]]:
    """Give what only one annotation has, as (article, surface, span); spans that differ in their value stand twice."""
    found = []
    for first, second in articles:
        for ours, theirs in ((first, second), (second, first)):
            there = {(s.start, s.end, s.label, s.value) for s in theirs.spans}
            found += [
                (ours.name, ours.text[s.start : s.end], s)
                for s in ours.spans
                if (s.start, s.end, s.label, s.value) not in there
            ]
    return found


def report(articles: Sequence[Pair]) -> str:
    """Give the table that README.md states."""
    lines = ["| what | agreement |", "| --- | --- |"]
    present = {span.label for pair in articles for article in pair for span in article.spans}
    lines += [f"| F1, {label} | {span_f1(articles, [label]):.3f} |" for label in LABELS if label in present]
    lines.append(f"| F1, all labels | {span_f1(articles):.3f} |")
    lines += [f"| kappa, {family} | {kappa(articles, family):.3f} |" for family in FAMILIES]
    valued = ("DATE", "QUANTITY", "QUOTE")
    lines += [f"| same value, {label} | {value_agreement(articles, label):.3f} |" for label in valued]
    lines += [f"| F1, {kind} | {relation_f1(articles, kind):.3f} |" for kind in ("speaker", "role_of")]
    return "\n".join(lines)


def strip(folder: Path) -> None:
    """Write every third text without its marks to a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(FIRST.glob("*.txt"))[2::3]:
        (folder / path.name).write_text(plain(path.read_text(encoding="utf-8")), encoding="utf-8")


def main() -> None:
    """Read the command line; compare, or strip texts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=SECOND)
    parser.add_argument("--strip", action="store_true")
    asked = parser.parse_args()
    if asked.strip:
        strip(asked.folder)
        return
    articles = pairs(asked.folder)
    print(report(articles))
    for name, surface, span in differences(articles):
        print(f"{name}: {span.label}={span.value} {surface!r}")


if __name__ == "__main__":
    main()
