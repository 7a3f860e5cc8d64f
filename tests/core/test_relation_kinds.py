"""A relation that labels tell goes with the labels, whoever said it, and comes back with them."""

from __future__ import annotations

import pytest

from core import edits, linking, occurrences
from tests.core.test_linking import QUOTE, exported, library, mark, say, speakers

__all__ = ["library"]


def relabel(library, surface, label, old=None):
    marks = library.marks(1)
    one = next(each for each in marks if each.span.surface == surface and old in (None, each.label))
    return library.do(linking.relabel(one, label, library.person_layer, links=library.links(1), marks=marks))


def accept_all(library):
    library.do(edits.accept(list(library.marks(1)), library.person_layer))


ROLE = ("role_of", "Aussenministerin", "Baerbock")


def test_a_quotation_that_is_none_has_no_speaker_of_a_machines(library, tmp_path):
    accept_all(library)
    said = exported(library, tmp_path)
    assert said == {("speaker", QUOTE, "Baerbock"), ROLE}
    relabel(library, QUOTE, "MISC")
    assert speakers(library) == []
    assert exported(library, tmp_path) == {ROLE}
    library.undo()
    library.undo()  # the export's own step
    assert speakers(library) == ["Baerbock"]


def test_undo_brings_back_what_a_machine_said(library):
    relabel(library, QUOTE, "MISC")
    assert speakers(library) == []
    library.undo()
    assert speakers(library) == ["Baerbock"]


@pytest.mark.parametrize(("surface", "label"), [(QUOTE, "MISC"), ("Blinken", "LOC")])
def test_what_a_person_said_goes_in_the_same_step_and_comes_back(library, tmp_path, surface, label):
    accept_all(library)
    say(library, linking.relate, QUOTE, "Blinken")
    before = library.relations(1)
    relabel(library, surface, label)
    assert speakers(library) == []  # nor does the machine's word come back, which the person has answered
    library.undo()
    assert library.relations(1) == before
    assert speakers(library) == ["Blinken"]
    library.redo()
    assert exported(library, tmp_path) == {ROLE}
    assert not library.check()


def test_a_label_that_tells_the_same_relation_keeps_it(library, tmp_path):
    accept_all(library)
    say(library, linking.relate, QUOTE, "Blinken")
    relabel(library, "Blinken", "ORG")
    assert speakers(library) == ["Blinken"]
    assert ("speaker", QUOTE, "Blinken") in exported(library, tmp_path)


def test_a_relation_of_a_persons_own_type_outlasts_any_label(library, tmp_path):
    accept_all(library)
    say(library, linking.relate, QUOTE, "Blinken", "about")
    relabel(library, QUOTE, "MISC")
    assert exported(library, tmp_path) == {("about", QUOTE, "Blinken"), ROLE}


def test_all_occurrences_under_another_label_leave_no_speaker_either(library):
    accept_all(library)
    say(library, linking.relate, QUOTE, "Blinken")
    found = occurrences.in_article(library.article(1), library.marks(1), "Blinken")
    library.do(occurrences.mark(library, found, "LOC"))
    assert mark(library, "Blinken").label == "LOC"
    assert speakers(library) == []
    library.undo()
    assert speakers(library) == ["Blinken"]


def test_what_was_tied_to_a_mark_that_merges_into_another_label_goes_too(library):
    accept_all(library)
    say(library, linking.relate, QUOTE, "Blinken")
    library.do(edits.add_mark(library.article(1), library.person_layer, 0, 19, "MISC"))
    before = library.relations(1)
    relabel(library, QUOTE, "MISC", old="QUOTE")
    assert [each.type for each in library.relations(1) if each.layer_id == library.person_layer.id] == []
    assert speakers(library) == []
    library.undo()
    assert library.relations(1) == before


def test_labelled_back_by_hand_a_machines_word_holds_again(library):
    relabel(library, QUOTE, "MISC")
    relabel(library, QUOTE, "QUOTE")
    assert speakers(library) == ["Baerbock"]
