"""Compare two layers of a library, or a layer with gold: agreement, and every difference in its place.

The first side is taken as what is wanted, the second as what was found; F1 and kappa are the same the other way round.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from core.errors import Cancelled, EvaluationError
from core.library_layers import grouped
from core.library_records import Progress
from core.records import ArticleDraft, ArticleState, DraftSpan, Layer, LayerKind, Proposals, SpanStatus
from core.review.agreement import Agreement
from core.review.evaluate import Judged, evaluate, judged
from core.review.evaluate_mistakes import Mistake, confusion, mistakes_of
from core.review.evaluate_report import Result
from core.store import labels, layers
from core.store.connection import Connection
from core.store.gather import Gathered, Gathering

GOLD = "gold"
_LISTED = 20_000  # differences that are kept with their context
_TELL = 20  # articles between two calls of progress


@dataclass(frozen=True, slots=True)
class Side:
    """One side: the layers of one name and version, or gold, which is what all persons accepted.

    A machine's side speaks of the articles that it looked at; gold of those that are reviewed; one person of those
    reviewed articles in which this person has decided something.
    """

    title: str
    name: str
    layer_ids: frozenset[int]
    is_person: bool


def sides(known: Iterable[Layer]) -> list[Side]:
    """Give what can be compared: gold, the persons if there are several, then pipelines and files, the newest first."""
    groups = grouped(known)
    persons = [group for group in groups if group.kind is LayerKind.PERSON]
    gold = frozenset(layer.id for group in persons for layer in group.layers if not layer.hidden)
    found = [Side(GOLD, GOLD, gold, is_person=True)]
    for group in groups:
        if group.kind.is_machine or len(persons) > 1:
            ids = frozenset(layer.id for layer in group.layers)
            found.append(Side(group.title, group.name, ids, is_person=not group.kind.is_machine))
    return found


def side_named(known_layers: Iterable[Layer], name: str) -> Side:
    """Find a side by its title or name, of several versions the newest; raises EvaluationError with those there are."""
    known = sides(known_layers)
    for match in (lambda side: side.title == name, lambda side: side.name == name):
        side = next(filter(match, known), None)
        if side is not None:
            return side
    titles = ", ".join(side.title for side in known)
    raise EvaluationError(f"There is no layer “{name}”; these can be compared: {titles}.")


def compare(
    connection: Connection, first: Side, second: Side, every_label: bool = False, progress: Progress | None = None
) -> Result:
    """Compare two sides over the articles that both speak of, in the labels that both use (or in all).

    Raises EvaluationError where there is nothing in common, Cancelled if progress says so.
    """
    ours, theirs = _labels(connection, first), _labels(connection, second)
    codes = ours | theirs if every_label else ours & theirs
    slim: list[Judged] = []
    mixed: Counter[tuple[str, str]] = Counter()
    mistakes: list[Mistake] = []
    agreement, more = Agreement(), 0
    for article in _articles(connection, first, second, codes, progress):
        agreement.add(len(article.text), article.wanted, article.found)
        mixed += confusion([article])
        for mistake in mistakes_of([article]):
            if len(mistakes) < _LISTED:
                mistakes.append(mistake)
            else:
                more += 1
        slim.append(replace(article, text=""))
    if not slim:
        raise EvaluationError(
            f"“{first.title}” and “{second.title}” have no article in common; "
            "a pipeline must have read what is reviewed."
        )
    if not codes:
        raise EvaluationError(
            f"“{first.title}” and “{second.title}” have no label in common. Compare all labels to see what each has."
        )
    return Result(
        f"{first.title} – {second.title}",
        evaluate(slim),
        dict(mixed),
        tuple(mistakes),
        sides=(first.title, second.title),
        kappas=agreement.kappas(),
        more=more,
    )


def _articles(
    connection: Connection, first: Side, second: Side, codes: set[str], progress: Progress | None
) -> Iterator[Judged]:
    """Give the articles that both sides speak of; they are named by their id."""
    gathering = Gathering(connection, "all")
    total = gathering.count() if progress else 0
    for number, gathered in enumerate(gathering):
        if progress is not None and number % _TELL == 0 and not progress(number, total):
            raise Cancelled("Cancelled.")
        ours, theirs = _spans(first, gathered), _spans(second, gathered)
        if ours is None or theirs is None:
            continue
        article = gathered.article
        draft = ArticleDraft(article.text, article.info.title, article.zones, spans=ours)
        yield judged(draft, Proposals(article.id, theirs), codes, str(article.id))


def _spans(side: Side, gathered: Gathered) -> tuple[DraftSpan, ...] | None:
    """Give what a side says of an article, or None where it has not read it."""
    if side.is_person:
        said = [span for span in gathered.spans if span.layer_id in side.layer_ids]
        if gathered.state is not ArticleState.REVIEWED or (side.name != GOLD and not said):
            return None
        chosen = [span for span in said if span.status is SpanStatus.ACCEPTED]
    else:
        newest = max(side.layer_ids.intersection(gathered.layer_ids), default=None)
        if newest is None:
            return None
        chosen = [span for span in gathered.spans if span.layer_id == newest]
    return tuple(DraftSpan(span.start, span.end, span.label, value=span.value) for span in chosen)


def _labels(connection: Connection, side: Side) -> set[str]:
    """Give the labels that a side uses; a person has also looked for those of the label set in use."""
    used = layers.labels_of(connection, sorted(side.layer_ids))
    return used | {label.code for label in labels.in_use(connection).labels} if side.is_person else used
