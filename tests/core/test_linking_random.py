"""Random work on relations and entities, of persons and runs: what is shown is exported, and comes back."""

from __future__ import annotations

import json
import random

import pytest

from core import edits, linking
from core.library import Library
from core.records import (
    ArticleDraft,
    ArticleInfo,
    ArticleState,
    DraftRelation,
    DraftSpan,
    Entity,
    Proposals,
)

TEXT = "«Das geht so nicht», sagte Aussenministerin Baerbock. Neben ihr stand Blinken und auch Habeck aus Berlin."
PLACES = ((0, 19, "QUOTE"), (27, 43, "ROLE"), (44, 52, "PER"), (70, 77, "PER"), (87, 93, "PER"), (98, 104, "LOC"))
ACTIONS = (
    *("relate", "relate", "unrelate", "entity", "accept", "relabel", "remove", "reject", "move"),
    *("merge", "merge", "undo", "redo", "back", "run", "import"),
)


@pytest.mark.parametrize("seed", range(12))
def test_any_work_is_exported_as_shown_and_undone(tmp_path, seed):
    chance = random.Random(seed)
    with Library.create(tmp_path / "a.leuchtstift") as library:
        library.add([ArticleDraft(TEXT, "Titel"), ArticleDraft(f"{TEXT} Und mehr.", "Anderer")], undoable=False)
        run(library, chance, "0")
        for number in range(50):
            act(library, chance, number, tmp_path / "x.jsonl")
        assert not library.check()
        for article_id in (1, 2):
            before = library.review(article_id)
            library.do(edits.set_review(article_id, ArticleState.REVIEWED, library.label_set, before=before))
        library.export(tmp_path / "gold.jsonl")
        gold = (tmp_path / "gold.jsonl").read_bytes()
        for article_id, line in zip((1, 2), gold.splitlines(), strict=True):
            assert ties_of_record(json.loads(line)) == ties_shown(library, article_id)
        with Library.create(tmp_path / "b.leuchtstift") as other:
            other.import_paths([tmp_path / "gold.jsonl"])
            other.export(tmp_path / "again.jsonl")
            assert not other.check()
        assert (tmp_path / "again.jsonl").read_bytes() == gold
        for step in (library.undo, library.redo):
            while step() is not None:
                pass
            assert not library.check()


def act(library, chance, number, path):
    """Do one random thing, if there is something to do it to."""
    article_id = chance.choice((1, 2))
    layer, marks, links = library.person_layer, library.marks(article_id), library.links(article_id)
    chosen = chance.sample(list(marks), min(len(marks), chance.randint(1, 3)))
    action = chance.choice(ACTIONS)
    if action in ("undo", "redo"):
        getattr(library, action)()
    elif action == "run":
        run(library, chance, str(number))
    elif action == "import":
        library.export(path, layer="all", state="all")
        library.import_paths([path])
    elif action == "back":
        seqs = [0, *(past.step.seq for past in library.steps(limit=1000) if past.is_done)]
        back = library.back_to(chance.choice(seqs), chance.choice((None, 1, 2)))
        if not any(isinstance(change.after, ArticleInfo) for change in back.changes):  # into the trash
            library.do(back)
    elif not chosen:
        return
    elif action in ("relate", "unrelate"):
        one, other = chosen[0], chosen[-1]
        if (one.start, one.end) != (other.start, other.end):
            type_ = chance.choice(("speaker", "x"))
            library.do(getattr(linking, action)(one, other, type_, layer, links=links, marks=marks))
    elif action == "entity":
        entity = chance.choice((None, Entity(0, "", f"E {number}", "PER"), *library.entities()))
        library.do(linking.set_entity(chosen, entity, layer))
    elif action == "accept":
        library.do(edits.accept(chosen, layer))
    else:
        start = chance.randrange(50)
        article = library.article(article_id)
        how = {"links": links, "marks": marks}
        made = {
            "relabel": lambda: linking.relabel(chosen, chance.choice(("PER", "ORG")), layer, **how),
            "remove": lambda: edits.remove(chosen, layer, marks=marks),
            "reject": lambda: edits.reject(chosen, layer, marks=marks),
            "move": lambda: linking.move(chosen[0], start, start + 5, article, layer, **how),
            "merge": lambda: linking.move(chosen[0], chosen[-1].start, chosen[-1].end, article, layer, **how),
        }[action]()
        library.do(linking.without_loose_ends(made, links))


def run(library, chance, version):
    """Let one of two pipelines propose some of the places, with some relations."""
    layer = library.start_run(chance.choice(("de_news", "other")), version)
    for article_id in (1, 2):
        spans = tuple(DraftSpan(*place) for place in chance.sample(PLACES, chance.randint(2, len(PLACES))))
        pairs = {tuple(chance.sample(range(len(spans)), 2)) for _ in range(3)}
        ties = tuple(DraftRelation(chance.choice(("speaker", "x")), *pair) for pair in sorted(pairs))
        library.add_proposals(layer, [Proposals(article_id, spans, ties)])
    library.finish_run(layer, complete=True)


def ties_of_record(record):
    places = {span["id"]: (span["start"], span["end"], span["label"]) for span in record["spans"]}
    return {(tie["type"], places[tie["head"]], places[tie["child"]]) for tie in record["relations"]}


def ties_shown(library, article_id):
    marks, links = library.marks(article_id), library.links(article_id)
    return {
        (link.type, (mark.start, mark.end, mark.label), (link.mark.start, link.mark.end, link.mark.label))
        for mark in marks
        if mark.is_decided
        for link in links.of(mark, marks)
        if link.outward and link.mark.is_decided
    }
