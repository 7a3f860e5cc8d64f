"""Relations seen from the marks: they outlive that a proposal is accepted, relabelled or moved."""

from __future__ import annotations

import pytest

from core import edits
from core.library import Library
from core.links import Links
from core.records import ArticleDraft, DraftRelation, DraftSpan, Proposals

TEXT = "«Das geht so nicht», sagte Aussenministerin Baerbock am Abend."
QUOTE, ROLE, PERSON = (0, 19), (27, 43), (44, 52)


@pytest.fixture
def library(tmp_path):
    with Library.create(tmp_path / "a.leuchtstift") as library:
        library.add([ArticleDraft(TEXT, "Titel")])
        layer = library.start_run("de_news", "1")
        spans = tuple(
            DraftSpan(*place, label, score=0.9) for place, label in ((QUOTE, "QUOTE"), (ROLE, "ROLE"), (PERSON, "PER"))
        )
        links = (DraftRelation("speaker", 0, 2), DraftRelation("role_of", 1, 2))
        library.add_proposals(layer, [Proposals(1, spans, links)])
        library.finish_run(layer, complete=True)
        yield library


def told(library):
    """What each mark is tied to, by label."""
    marks, links = library.marks(1), Links(library.relations(1))
    return {
        mark.label: [(link.type, link.mark.label, link.outward) for link in links.of(mark, marks)] for mark in marks
    }


def marks_of(library, label):
    return [mark for mark in library.marks(1) if mark.label == label]


def test_both_ends_tell_of_the_relation(library):
    assert told(library) == {
        "QUOTE": [("speaker", "PER", True)],
        "ROLE": [("role_of", "PER", True)],
        "PER": [("speaker", "QUOTE", False), ("role_of", "ROLE", False)],
    }


def test_a_decision_stands_for_its_proposal(library):
    before, layer = told(library), library.person_layer
    library.do(edits.accept(marks_of(library, "PER"), layer))
    assert told(library) == before
    quote = marks_of(library, "QUOTE")[0]
    library.do(edits.move(quote, 1, 18, library.article(1), layer))
    library.do(edits.relabel(marks_of(library, "PER"), "ORG", layer))
    assert told(library)["QUOTE"] == [("speaker", "ORG", True)]
    assert told(library)["ORG"] == [("speaker", "QUOTE", False)]  # a role is a person's


def test_what_is_rejected_is_no_end_any_more_until_it_comes_back(library):
    before = told(library)
    library.do(edits.reject(marks_of(library, "PER"), library.person_layer))
    assert told(library) == {"QUOTE": [], "ROLE": []}
    library.undo()
    assert told(library) == before


def test_the_index_in_use_follows(library):
    """The same answers from the index that follows the edits as from a new one."""
    marks, links, layer = library.marks(1), Links(library.relations(1)), library.person_layer
    for change in (
        edits.accept(list(marks), layer),
        edits.relabel(next(mark for mark in marks if mark.label == "PER"), "LOC", layer),
    ):
        marks.apply(library.do(change))
    for done in (None, library.undo, library.undo, library.redo):
        if done is not None:
            marks.apply(done())
        fresh = library.marks(1)
        assert [links.of(mark, marks) for mark in marks] == [links.of(mark, fresh) for mark in fresh]
