"""What the victim of the torture does: random edits, imports, runs, exports and backups, each acknowledged when it is
done."""

from __future__ import annotations

import hashlib
import os
import random
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

from core import edits
from core.library import Library
from core.records import ArticleDraft, ArticleState, DraftSpan, Proposals

SENTENCE = "Antony Blinken traf Sergej Lawrow 🤝 in Genf, sagte ein Sprecher am Montag. "
ABOUT_TO = "> "
LABELS = ("PER", "LOC", "ORG", "MISC")


def digest(library: Library) -> str:
    """Give a value that two different states of a library do not share."""
    with library._file.reading() as connection:
        parts = [
            connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
            for table in ("article", "zone", "layer", "coverage", "span", "relation", "review", "journal", "state")
        ]
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def draft(rng: random.Random, *, annotated: bool = False) -> ArticleDraft:
    """Make an article that no library has yet, maybe with a person's marks."""
    text = SENTENCE * rng.randrange(1, 30) + str(rng.getrandbits(64))
    spans = (DraftSpan(0, 14, "PER", uid="s1", correction="kept"), DraftSpan(20, 33, "PER", uid="s2"))
    state = rng.choice((ArticleState.REVIEWED, ArticleState.NEW))
    return ArticleDraft(
        text, f"Artikel {rng.random()}", spans=spans if annotated else None, state=state, layer_name="file"
    )


class Victim:
    """Does one random thing after another to a library until it is killed."""

    def __init__(self, library: Library, rng: random.Random, folder: Path, without: Collection[str] = ()) -> None:
        self._library = library
        self._rng = rng
        self._folder = folder
        self._acts: dict[Callable[[], object], int] = {
            self._edit: 20,
            self._accept_all: 2,
            self._bulk: 2,
            self._go_back: 1,
            self._review: 3,
            self._import: 3,
            self._import_files: 1,
            self._extract: 3,
            self._library.undo: 6,
            self._library.redo: 4,
            self._export: 2,
            self._back_up: 1,
        }
        self._acts = {act: weight for act, weight in self._acts.items() if act.__name__ not in without}

    def act(self, tell: Callable[[str], None]) -> None:
        """Do one thing, telling its name before and the state after."""
        [act] = self._rng.choices(list(self._acts), weights=list(self._acts.values()))
        tell(f"{ABOUT_TO}{act.__name__}")
        act()
        tell(digest(self._library))

    def _article_id(self) -> int:
        return self._rng.choice(self._library.page(0, 1000)).id if self._library.count() else 0

    def _edit(self) -> None:
        article_id = self._article_id()
        if not article_id:
            return
        rng, library = self._rng, self._library
        article, marks, layer = library.article(article_id), library.marks(article_id), library.person_layer
        mark = rng.choice(list(marks)) if len(marks) else None
        start = rng.randrange(len(article.text) - 10)
        what = rng.randrange(6)
        if what == 0 or mark is None:
            change_set = edits.add_mark(
                article, layer, start, start + rng.randrange(1, 9), rng.choice(LABELS), marks=marks
            )
        elif what == 1:
            change_set = edits.accept(mark, layer)
        elif what == 2:
            change_set = edits.relabel(mark, rng.choice(LABELS), layer, marks=marks)
        elif what == 3:
            change_set = edits.move(mark, start, start + rng.randrange(1, 9), article, layer, marks=marks)
        elif what == 4:
            change_set = edits.remove(mark, layer, marks=marks)
        else:
            change_set = edits.set_info(article.info, replace(article.info, title=f"Titel {rng.random()}"))
        library.do(change_set)

    def _accept_all(self) -> None:
        article_id = self._article_id()
        if article_id:
            article, marks = self._library.article(article_id), self._library.marks(article_id)
            self._library.do(edits.accept_all(article, marks, self._library.person_layer))

    def _bulk(self) -> None:
        """Accept everything in several articles in one step, as an edit in the whole library does."""
        library = self._library
        ids = [row.id for row in library.page(0, 1000)]
        chosen = self._rng.sample(ids, min(6, len(ids)))
        parts = [edits.accept_all(library.article(n), library.marks(n), library.person_layer) for n in chosen]
        library.do(edits.combine("accept-all", parts))

    def _go_back(self) -> None:
        """Go back to an earlier state of the whole library, which is a step forward."""
        steps = self._library.history(limit=20)
        if steps:
            self._library.do(self._library.back_to(self._rng.choice(steps).seq))

    def _review(self) -> None:
        article_id = self._article_id()
        if article_id:
            state = self._rng.choice((ArticleState.REVIEWED, ArticleState.SKIPPED, ArticleState.NEW))
            before = self._library.review(article_id)
            self._library.do(edits.set_review(article_id, state, self._library.label_set, before=before))

    def _import(self) -> None:
        self._library.add(
            [draft(self._rng, annotated=self._rng.random() < 0.5) for _ in range(self._rng.randrange(1, 20))]
        )

    def _import_files(self) -> None:
        for number in range(3):
            (self._folder / f"{number}.txt").write_text(draft(self._rng).text, encoding="utf-8")
        self._library.import_paths([self._folder])

    def _extract(self) -> None:
        ids = [row.id for row in self._library.page(0, 16)]
        layer = self._library.start_run("de_news", str(self._rng.random()))
        spans = tuple(
            DraftSpan(n * 5, n * 5 + 4, self._rng.choice(LABELS), score=self._rng.random()) for n in range(12)
        )
        self._library.add_proposals(layer, [Proposals(number, spans) for number in ids])
        self._library.finish_run(layer, complete=True)

    def _export(self) -> None:
        self._library.export(self._folder / "export.jsonl", layer="all", state="all")

    def _back_up(self) -> None:
        self._library.backup("auto")


def suffer(path: Path, folder: Path, seed: int, acknowledge: int) -> None:
    """Be the victim: open the library, act for ever, and tell the state after each act through a pipe."""
    rng = random.Random(seed)

    def tell(line: str) -> None:
        os.write(acknowledge, f"{line}\n".encode())

    while True:
        with Library.open(path) as library:
            victim = Victim(library, rng, folder)
            tell(digest(library))
            for _ in range(rng.randrange(5, 60)):
                victim.act(tell)
