"""Write the gold set as our JSONL, one article a line: ``python -m tests.gold.export FILE [--held-out]``."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from core.formats import jsonl
from core.records import Label, LabelSet
from tests.gold.loader import GoldArticle, load_gold
from tests.gold.markup import HIDDEN, LABELS

LABEL_SET = LabelSet(
    0, "gold", 1, tuple(Label(code, code, "#6b7280", hidden=code in HIDDEN) for code in LABELS)
)  # says what is annotated throughout; the library that reads it knows the titles and colours


def export(articles: Iterable[GoldArticle], path: Path) -> int:
    """Write articles with their gold and give their number."""
    with path.open("wb") as stream:
        return jsonl.write((replace(article.draft(), label_set=LABEL_SET) for article in articles), stream).records


def main() -> None:
    """Read the command line and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    part = parser.add_mutually_exclusive_group()
    part.add_argument("--held-out", action="store_true", help="only the articles that no rule was tuned on")
    part.add_argument("--development", action="store_true", help="only the others")
    asked = parser.parse_args()
    wanted = {True} if asked.held_out else {False} if asked.development else {True, False}
    count = export((article for article in load_gold() if article.is_held_out in wanted), asked.path)
    print(f"{count} articles in {asked.path}")


if __name__ == "__main__":
    main()
