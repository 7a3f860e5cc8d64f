"""Load the gold articles, of the first or the second annotation, and hand them on as drafts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from core.records import ArticleDraft, ArticleState, DraftRelation, DraftSpan, Zone
from tests.gold.markup import LABELS, RELATION_OF, Markup, MarkupError, parse

HERE = Path(__file__).resolve().parent
FIRST = HERE / "texts"
SECOND = HERE / "second"


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One text of the set with its gold. ``relations`` go from a QUOTE or ROLE (head) to a PER (child)."""

    name: str
    markup: Markup

    @property
    def number(self) -> int:
        """The number that the file's name begins with."""
        return int(self.name.split("_")[0])

    @property
    def is_held_out(self) -> bool:
        """Tell whether rules must not be tuned on this article (odd numbers)."""
        return self.number % 2 == 1

    @property
    def text(self) -> str:
        """The plain text."""
        return self.markup.text

    @property
    def spans(self) -> tuple[DraftSpan, ...]:
        """The marks, outer before inner."""
        return self.markup.spans

    @property
    def relations(self) -> tuple[DraftRelation, ...]:
        """The relations, by index into ``spans``."""
        return self.markup.relations

    @property
    def zones(self) -> tuple[Zone, ...]:
        """The zones; what none covers is body."""
        return self.markup.zones

    @property
    def published(self) -> str:
        """The date of the article, from which its times are counted."""
        return self.markup.meta["date"]

    def labelled(self, label: str) -> list[DraftSpan]:
        """Give the spans of one label."""
        return [span for span in self.spans if span.label == label]

    def draft(self) -> ArticleDraft:
        """Give the article as a reader would: reviewed, with its spans as a layer named ``gold``."""
        meta = self.markup.meta
        return ArticleDraft(
            text=self.text,
            title=meta["title"],
            zones=self.zones,
            source=meta["source"],
            published=meta["date"],
            lang="de",
            uid=f"gold-{self.name}",
            meta={"country": meta["country"], "topic": meta["topic"]},
            spans=self.spans,
            relations=self.relations,
            state=ArticleState.REVIEWED,
            layer_name="gold",
        )


def load_gold(folder: Path = FIRST) -> list[GoldArticle]:
    """Read all articles of a folder in the order of their numbers; raises MarkupError with the file's name."""
    articles = []
    for path in sorted(folder.glob("*.txt")):
        try:
            articles.append(GoldArticle(path.stem, parse(path.read_text(encoding="utf-8"))))
        except MarkupError as error:
            raise MarkupError(f"{path.name}: {error}") from error
    return articles


def count_labels(articles: list[GoldArticle]) -> Counter[str]:
    """Count the spans of each label and the relations of each type."""
    spans = Counter(span.label for article in articles for span in article.spans)
    return spans + Counter(relation.type for article in articles for relation in article.relations)


def count_table(articles: list[GoldArticle]) -> str:
    """Give the counts as the table that README.md states: all, development, held out."""
    parts = (articles, [a for a in articles if not a.is_held_out], [a for a in articles if a.is_held_out])
    counts = [count_labels(part) for part in parts]
    lines = ["| what | all | development | held out |", "| --- | ---: | ---: | ---: |"]
    lines.append("| articles | " + " | ".join(str(len(part)) for part in parts) + " |")
    lines.append("| words | " + " | ".join(str(sum(len(a.text.split()) for a in part)) for part in parts) + " |")
    for name in (*LABELS, *RELATION_OF.values()):
        lines.append(f"| {name} | " + " | ".join(str(count[name]) for count in counts) + " |")
    return "\n".join(lines)
