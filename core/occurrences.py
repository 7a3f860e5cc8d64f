"""Find all places where the same words stand, and make one edit of marking them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from core import edits, linking
from core.folding import Folded, folded
from core.history import in_context
from core.library import Library
from core.library_records import ArticleQuery, Progress
from core.links import Links
from core.marks import MarkIndex
from core.records import Article, ChangeSet, Layer

_CONTEXT = 64  # code points shown on either side
_OF_WORDS = r"[\w\u0300-\u036f]"  # the accents that no letter takes up are part of a word too


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place of the words: ``start`` … ``end`` in code points, with what stands around it in its line.

    ``before`` and ``after`` are cut between words; an ellipsis tells that the line goes on.

    ``label`` is that of an accepted mark on exactly this range, else empty; ``is_covered`` tells that another accepted
    mark overlaps it. ``around`` has the label and words of each visible longer mark, proposed or accepted, that it lies
    in, outermost first.
    """

    article_id: int
    title: str
    start: int
    end: int
    before: str
    surface: str
    after: str
    label: str = ""
    is_covered: bool = False
    around: tuple[tuple[str, str], ...] = ()

    def inside(self, label: str) -> str:
        """Give the words of the outermost longer mark of a label that it lies in, or nothing."""
        return next((words for other, words in self.around if other == label), "")


def ranges(text: str, words: str, *, whole_word: bool = True) -> Iterator[tuple[int, int]]:
    """Yield where words stand in a text, in code points; any white space between them counts as the same.

    Upper and lower case matter: German nouns are told by it. Neither soft hyphens nor the way accents are written do.
    With ``whole_word`` no letter or digit may touch them.
    """
    pattern = r"\s+".join(re.escape(word) for word in folded(words).split())
    if not pattern:
        return
    if whole_word:
        pattern = rf"(?<!{_OF_WORDS}){pattern}(?!{_OF_WORDS})"
    yield from Folded(text).places(re.compile(pattern))


def in_article(article: Article, marks: MarkIndex, words: str, *, whole_word: bool = True) -> list[Occurrence]:
    """Give the occurrences in one article."""
    return [_occurrence(article, marks, *place) for place in ranges(article.text, words, whole_word=whole_word)]


def in_library(
    library: Library, words: str, *, whole_word: bool = True, progress: Progress | None = None
) -> Iterator[Occurrence]:
    """Yield the occurrences in all articles; ends early when progress says so.

    Whole words are looked up in the index of words, which is folded too; parts of words mean reading every text.
    """
    ids = _ids(library, folded(words), whole_word=whole_word)
    for done, article_id in enumerate(ids):
        if progress is not None and not progress(done, len(ids)):
            return
        article = library.article(article_id)
        places = list(ranges(article.text, words, whole_word=whole_word))
        if places:
            marks = library.marks(article_id)
            yield from (_occurrence(article, marks, *place) for place in places)


def mark(library: Library, occurrences: Iterable[Occurrence], label: str) -> ChangeSet:
    """Give the one change set that marks occurrences: proposals on the same range are accepted or relabelled."""
    by_article: dict[int, list[Occurrence]] = {}
    for each in occurrences:
        by_article.setdefault(each.article_id, []).append(each)
    parts: list[ChangeSet] = []
    surface = ""
    for article_id, places in by_article.items():
        article, marks, links = library.article(article_id), library.marks(article_id), library.links(article_id)
        surface = surface or places[0].surface
        parts += [_mark_one(article, marks, links, library.person_layer, each, label) for each in places]
    count = sum(bool(part.changes) for part in parts)
    return edits.combine("add-mark", parts, {"surface": surface, "label": label, "count": count})


def _ids(library: Library, words: str, *, whole_word: bool) -> Sequence[int]:
    """Give the ids of the articles that may have words, in the order added."""
    if not whole_word or re.search(r"\w", words) is None:
        return library.ids(ArticleQuery())
    return library.ids(ArticleQuery(text=words))


def _mark_one(
    article: Article, marks: MarkIndex, links: Links, layer: Layer, place: Occurrence, label: str
) -> ChangeSet:
    same = [
        other for other in marks.between(place.start, place.end) if (other.start, other.end) == (place.start, place.end)
    ]
    if any(other.label == label and other.is_decided for other in same):
        return ChangeSet("add-mark", (), article.id)
    if same and not any(other.label == label for other in same):
        return linking.relabel(same[0], label, layer, links=links, marks=marks)
    return edits.add_mark(article, layer, place.start, place.end, label, marks=marks)


def _occurrence(article: Article, marks: MarkIndex, start: int, end: int) -> Occurrence:
    text = article.text
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    around = in_context(text[line_start:line_end], start - line_start, end - line_start, _CONTEXT)
    touching = marks.between(start, end)
    decided = [other for other in touching if other.is_decided]
    exact = next((other.label for other in decided if (other.start, other.end) == (start, end)), "")
    return Occurrence(
        article_id=article.id,
        title=article.info.title,
        start=start,
        end=end,
        before=around.before,
        surface=text[start:end],
        after=around.after,
        label=exact,
        is_covered=bool(decided) and not exact,
        around=tuple(
            (other.label, other.span.surface)
            for other in touching
            if other.start <= start and end <= other.end and other.end - other.start > end - start
        ),
    )
