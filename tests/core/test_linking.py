"""What persons say of relations and entities: instead of the machines' word, in one step, back with one undo."""

from __future__ import annotations

import json

import pytest

from core import edits, linking
from core.errors import StaleEdit
from core.library import Library
from core.library_labels import built_in
from core.records import ArticleDraft, ArticleState, DraftRelation, DraftSpan, Entity, Proposals

TEXT = "«Das geht so nicht», sagte Aussenministerin Baerbock. Neben ihr stand Blinken."
PLACES = {"QUOTE": (0, 19), "ROLE": (27, 43), "PER": (44, 52)}
OTHER = (70, 77)


@pytest.fixture
def library(tmp_path):
    with Library.create(tmp_path / "a.leuchtstift") as library:
        library.add([ArticleDraft(TEXT, "Titel")])
        layer = library.start_run("de_news", "1")
        spans = [DraftSpan(*place, label, score=0.9) for label, place in PLACES.items()]
        spans.append(DraftSpan(*OTHER, "PER", score=0.9))
        links = (DraftRelation("speaker", 0, 2), DraftRelation("role_of", 1, 2))
        library.add_proposals(layer, [Proposals(1, tuple(spans), links)])
        library.finish_run(layer, complete=True)
        yield library


def mark(library, surface):
    return next(each for each in library.marks(1) if each.span.surface == surface)


def speakers(library):
    quote = mark(library, TEXT[0:19])
    links = library.links(1).of(quote, library.marks(1))
    return [link.mark.span.surface for link in links if link.type == "speaker" and link.outward]


def say(library, act, head, child, type_="speaker"):
    ends = mark(library, head), mark(library, child)
    return library.do(act(*ends, type_, library.person_layer, links=library.links(1), marks=library.marks(1)))


def exported(library, tmp_path):
    library.do(edits.set_review(1, ArticleState.REVIEWED, library.label_set, before=library.review(1)))
    library.export(tmp_path / "out.jsonl")
    record = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))
    words = {span["id"]: span["text"] for span in record["spans"]}
    return {(each["type"], words[each["head"]], words[each["child"]]) for each in record["relations"]}


QUOTE = TEXT[0:19]


def test_a_person_names_another_speaker_and_both_ends_become_decisions(library, tmp_path):
    assert speakers(library) == ["Baerbock"]
    say(library, linking.relate, QUOTE, "Blinken")
    assert speakers(library) == ["Blinken"]
    assert mark(library, QUOTE).is_decided
    assert mark(library, "Blinken").is_decided
    assert not mark(library, "Baerbock").is_decided
    library.do(edits.accept(list(library.marks(1)), library.person_layer))
    assert exported(library, tmp_path) == {
        ("speaker", QUOTE, "Blinken"),
        ("role_of", "Aussenministerin", "Baerbock"),
    }


def test_one_undo_takes_all_of_it_back(library):
    before = list(library.marks(1))
    say(library, linking.relate, QUOTE, "Blinken")
    library.undo()
    assert list(library.marks(1)) == before
    assert speakers(library) == ["Baerbock"]
    library.redo()
    assert speakers(library) == ["Blinken"]
    assert not library.check()


def test_agreeing_with_the_machine_accepts_both_ends(library, tmp_path):
    say(library, linking.relate, QUOTE, "Baerbock")
    assert len(library.relations(1)) == 2
    assert exported(library, tmp_path) == {("speaker", QUOTE, "Baerbock")}


def test_two_may_speak(library):
    say(library, linking.relate, QUOTE, "Blinken")
    say(library, linking.relate, QUOTE, "Baerbock")
    assert speakers(library) == ["Baerbock", "Blinken"]
    say(library, linking.unrelate, QUOTE, "Blinken")
    assert speakers(library) == ["Baerbock"]


def test_what_a_person_denied_does_not_come_back(library, tmp_path):
    say(library, linking.unrelate, QUOTE, "Baerbock")
    assert speakers(library) == []
    library.do(edits.accept(list(library.marks(1)), library.person_layer))
    assert speakers(library) == []
    assert exported(library, tmp_path) == {("role_of", "Aussenministerin", "Baerbock")}
    say(library, linking.relate, QUOTE, "Blinken")
    assert speakers(library) == ["Blinken"]
    say(library, linking.unrelate, QUOTE, "Blinken")
    assert speakers(library) == []
    assert not library.check()


def test_of_two_that_a_machine_named_the_other_stays(tmp_path):
    with Library.create(tmp_path / "b.leuchtstift") as library:
        library.add([ArticleDraft(TEXT, "Titel")])
        layer = library.start_run("de_news", "1")
        spans = (DraftSpan(0, 19, "QUOTE"), DraftSpan(44, 52, "PER"), DraftSpan(*OTHER, "PER"))
        both = (DraftRelation("speaker", 0, 1), DraftRelation("speaker", 0, 2))
        library.add_proposals(layer, [Proposals(1, spans, both)])
        library.finish_run(layer, complete=True)
        assert speakers(library) == ["Baerbock", "Blinken"]
        say(library, linking.unrelate, QUOTE, "Baerbock")
        assert speakers(library) == ["Blinken"]


def test_nothing_said_nothing_done(library):
    ends = mark(library, QUOTE), mark(library, "Blinken")
    how = {"links": library.links(1), "marks": library.marks(1)}
    assert linking.unrelate(*ends, "speaker", library.person_layer, **how).changes == ()
    with pytest.raises(ValueError, match="itself"):
        linking.relate(ends[0], ends[0], "speaker", library.person_layer, **how)


def test_relations_go_with_the_mark_that_a_person_deletes(library):
    article = library.article(1)
    library.do(edits.add_mark(article, library.person_layer, 54, 58, "PER"))
    say(library, linking.relate, QUOTE, "Nebe")
    alone = edits.remove(mark(library, "Nebe"), library.person_layer, marks=library.marks(1))
    with pytest.raises(StaleEdit):
        library.do(alone)
    library.do(linking.without_loose_ends(alone, library.links(1)))
    assert speakers(library) == ["Baerbock"]
    library.undo()
    assert speakers(library) == ["Nebe"]


def test_an_entity_is_made_and_named_in_one_step(library, tmp_path):
    layer = library.person_layer
    both = [mark(library, "Baerbock"), mark(library, "Blinken")]
    library.do(linking.set_entity(both[0], Entity(0, "", "Annalena Baerbock", "PER"), layer))
    (entity,) = library.entities()
    assert (entity.name, entity.label) == ("Annalena Baerbock", "PER")
    assert mark(library, "Baerbock").span.entity_id == entity.id
    library.do(linking.set_entity(mark(library, "Blinken"), entity, layer))
    assert mark(library, "Blinken").span.entity_id == entity.id
    assert linking.set_entity(mark(library, "Blinken"), entity, layer).changes == ()
    library.do(linking.set_entity([mark(library, "Baerbock"), mark(library, "Blinken")], None, layer))
    assert mark(library, "Baerbock").span.entity_id is None
    for _ in range(3):
        library.undo()
    assert library.entities() == []
    assert list(library.marks(1))[2:] == both
    assert not library.check()


def test_equal_proposals_of_two_layers_become_one_decision_with_an_entity(library):
    other = library.start_run("other", "1")
    library.add_proposals(other, [Proposals(1, (DraftSpan(*PLACES["PER"], "PER"),))])
    library.finish_run(other, complete=True)
    twins = [each for each in library.marks(1) if each.span.surface == "Baerbock"]
    assert len(twins) == 2
    library.do(linking.set_entity(twins, Entity(0, "", "Annalena Baerbock", "PER"), library.person_layer))
    assert [each.span.surface for each in library.marks(1)].count("Baerbock") == 1


def test_what_two_layers_say_alike_is_not_tied_to_itself(library):
    other = library.start_run("other", "1")
    library.add_proposals(other, [Proposals(1, (DraftSpan(*PLACES["PER"], "PER"),))])
    library.finish_run(other, complete=True)
    twins = [each for each in library.marks(1) if each.span.surface == "Baerbock"]
    with pytest.raises(ValueError, match="itself"):
        linking.relate(*twins, "x", library.person_layer, links=library.links(1), marks=library.marks(1))


def test_what_a_later_run_ties_to_a_corrected_mark_is_shown_from_both_ends_and_exported(library, tmp_path):
    library.do(edits.accept(mark(library, QUOTE), library.person_layer))
    library.do(edits.relabel(mark(library, "Blinken"), "ORG", library.person_layer, marks=library.marks(1)))
    layer = library.start_run("de_news", "2")
    spans = (DraftSpan(*PLACES["QUOTE"], "QUOTE"), DraftSpan(*OTHER, "PER"))
    library.add_proposals(layer, [Proposals(1, spans, (DraftRelation("speaker", 0, 1),))])
    library.finish_run(layer, complete=True)
    assert speakers(library) == ["Blinken"]
    back = library.links(1).of(mark(library, "Blinken"), library.marks(1))
    assert [(link.type, link.outward) for link in back] == [("speaker", False)]
    assert exported(library, tmp_path) == {("speaker", QUOTE, "Blinken")}


def test_an_import_of_an_own_export_does_not_stand_in_the_way_of_the_next_one(library, tmp_path):
    layer = library.person_layer
    library.do(edits.add_mark(library.article(1), layer, 54, 58, "PER"))
    library.export(tmp_path / "x.jsonl", layer="all", state="all")
    library.import_paths([tmp_path / "x.jsonl"])
    library.do(edits.move(mark(library, "Nebe"), 54, 59, library.article(1), layer))
    library.export(tmp_path / "x.jsonl", layer="all", state="all")
    record = json.loads((tmp_path / "x.jsonl").read_text(encoding="utf-8"))
    names = {span["text"]: span["id"] for span in record["spans"]}
    assert names["Nebe"] == f"{names['Neben']}-2"


def test_an_entity_can_be_undone_though_an_import_names_it_since(library, tmp_path):
    new = Entity(0, "", "Annalena Baerbock", "PER")
    library.do(linking.set_entity(mark(library, "Baerbock"), new, library.person_layer))
    library.export(tmp_path / "out.jsonl", state="all")
    library.import_paths([tmp_path / "out.jsonl"])
    library.undo()
    library.undo()
    assert library.entities() == []
    library.redo()
    assert [entity.name for entity in library.entities()] == ["Annalena Baerbock"]
    assert not library.check()


def test_entities_keep_their_names_in_another_library(library, tmp_path):
    layer = library.person_layer
    library.do(linking.set_entity(mark(library, "Baerbock"), Entity(0, "", "Annalena Baerbock", "PER"), layer))
    say(library, linking.relate, QUOTE, "Blinken")
    exported(library, tmp_path)
    first = (tmp_path / "out.jsonl").read_bytes()
    with Library.create(tmp_path / "b.leuchtstift") as other:
        other.import_paths([tmp_path / "out.jsonl"])
        assert [entity.name for entity in other.entities()] == ["Annalena Baerbock"]
        other.export(tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == first


def test_two_speakers_of_whom_one_is_decided_both_survive_export_and_import(library, tmp_path):
    say(library, linking.relate, QUOTE, "Blinken")
    say(library, linking.relate, QUOTE, "Baerbock")
    library.export(tmp_path / "x.jsonl", layer="all", state="all")
    record = json.loads((tmp_path / "x.jsonl").read_text(encoding="utf-8"))
    blinken = next(span for span in record["spans"] if span["text"] == "Blinken")
    blinken["action"] = None
    (tmp_path / "x.jsonl").write_text(json.dumps(record), encoding="utf-8")
    with Library.create(tmp_path / "b.leuchtstift") as other:
        other.import_paths([tmp_path / "x.jsonl"])
        assert not mark(other, "Blinken").is_decided
        assert speakers(other) == ["Baerbock", "Blinken"]
        other.export(tmp_path / "again.jsonl", layer="all", state="all")
    again = json.loads((tmp_path / "again.jsonl").read_text(encoding="utf-8"))
    assert again["relations"] == record["relations"]


def test_a_file_that_ties_the_same_marks_otherwise_is_not_taken_for_known(library, tmp_path):
    with Library.create(tmp_path / "b.leuchtstift") as other:
        library.export(tmp_path / "x.jsonl", layer="all", state="all")
        other.import_paths([tmp_path / "x.jsonl"])
        assert other.import_paths([tmp_path / "x.jsonl"]).spans == 0
        record = json.loads((tmp_path / "x.jsonl").read_text(encoding="utf-8"))
        record["relations"][0]["type"] = "addressee"
        (tmp_path / "x.jsonl").write_text(json.dumps(record), encoding="utf-8")
        assert other.import_paths([tmp_path / "x.jsonl"]).spans == 4
        ties = {link.type for each in other.marks(1) for link in other.links(1).of(each, other.marks(1))}
        assert "addressee" in ties


def test_an_article_goes_back_to_an_entity_that_went_with_the_whole_library(library):
    first = library.do(edits.accept(mark(library, "Baerbock"), library.person_layer))
    new = Entity(0, "", "Annalena Baerbock", "PER")
    named = library.do(linking.set_entity(mark(library, "Baerbock"), new, library.person_layer))
    library.do(library.back_to(first.seq))
    assert library.entities() == []
    library.do(library.back_to(named.seq, 1))
    (entity,) = library.entities()
    assert (entity.name, mark(library, "Baerbock").span.entity_id) == ("Annalena Baerbock", entity.id)
    library.undo()
    assert library.entities() == []
    assert not library.check()


def test_what_a_run_ties_to_marks_that_a_person_made_before_is_exported_as_it_is_shown(tmp_path):
    with Library.create(tmp_path / "own.leuchtstift") as library:
        library.add([ArticleDraft(TEXT, "Titel")])
        for label, place in PLACES.items():
            library.do(edits.add_mark(library.article(1), library.person_layer, *place, label))
        layer = library.start_run("de_news", "1")
        spans = tuple(DraftSpan(*place, label) for label, place in PLACES.items())
        library.add_proposals(layer, [Proposals(1, spans, (DraftRelation("speaker", 0, 2),))])
        library.finish_run(layer, complete=True)
        assert speakers(library) == ["Baerbock"]
        assert exported(library, tmp_path) == {("speaker", QUOTE, "Baerbock")}
        library.do(edits.set_layer_hidden(layer, True))
        assert speakers(library) == []
        assert exported(library, tmp_path) == set()


def test_labels_say_how_two_marks_are_tied(library):
    quote, role, person = (mark(library, words) for words in (QUOTE, "Aussenministerin", "Baerbock"))
    assert linking.usual_relation(quote, person) == ("speaker", quote, person)
    assert linking.usual_relation(person, quote) == ("speaker", quote, person)
    assert linking.usual_relation(person, role) == ("role_of", role, person)
    assert linking.usual_relation(person, person) is None


def labelled(library, surface, label):
    return next(each for each in library.marks(1) if (each.span.surface, each.label) == (surface, label))


def how(library):
    return {"links": library.links(1), "marks": library.marks(1)}


def test_a_mark_that_is_relabelled_onto_an_equal_one_leaves_it_its_relations(library):
    layer = library.person_layer
    library.do(edits.add_mark(library.article(1), layer, *OTHER, "ORG"))
    library.do(edits.accept(labelled(library, "Blinken", "PER"), layer))
    quote = mark(library, QUOTE)
    library.do(linking.relate(quote, labelled(library, "Blinken", "ORG"), "speaker", layer, **how(library)))
    before, relations = list(library.marks(1)), library.relations(1)
    library.do(linking.relabel(labelled(library, "Blinken", "ORG"), "PER", layer, **how(library)))
    assert [each.label for each in library.marks(1) if each.span.surface == "Blinken"] == ["PER"]
    assert speakers(library) == ["Blinken"]
    assert not library.check()
    library.undo()
    assert (list(library.marks(1)), library.relations(1)) == (before, relations)
    library.redo()
    assert speakers(library) == ["Blinken"]


def test_what_both_were_tied_to_is_told_once_and_neither_is_tied_to_itself(library):
    layer = library.person_layer
    library.do(edits.add_mark(library.article(1), layer, *OTHER, "ORG"))
    for label in ("ORG", "PER"):
        ends = mark(library, QUOTE), labelled(library, "Blinken", label)
        library.do(linking.relate(*ends, "speaker", layer, **how(library)))
    twins = labelled(library, "Blinken", "ORG"), labelled(library, "Blinken", "PER")
    library.do(linking.relate(*twins, "alias", layer, **how(library)))
    library.do(linking.relabel(twins[0], "PER", layer, **how(library)))
    persons = [each.type for each in library.relations(1) if each.layer_id == layer.id]
    assert persons == ["speaker"]
    assert speakers(library) == ["Blinken"]
    library.undo()
    assert len([each for each in library.relations(1) if each.layer_id == layer.id]) == 3


def test_of_several_that_become_equal_the_first_has_all_relations(library):
    layer = library.person_layer
    library.do(edits.add_mark(library.article(1), layer, *OTHER, "ORG"))
    library.do(edits.add_mark(library.article(1), layer, *OTHER, "LOC"))
    library.do(
        linking.relate(mark(library, QUOTE), labelled(library, "Blinken", "LOC"), "speaker", layer, **how(library))
    )
    three = [each for each in library.marks(1) if each.span.surface == "Blinken"]
    assert len(three) == 3
    library.do(linking.relabel(three, "MISC", layer, **how(library)))
    assert [each.label for each in library.marks(1) if each.span.surface == "Blinken"] == ["MISC"]
    assert speakers(library) == ["Blinken"]
    assert not library.check()
    library.undo()
    assert [each for each in library.marks(1) if each.span.surface == "Blinken"] == three


def test_a_mark_that_is_moved_onto_an_equal_one_leaves_it_its_relations(library, tmp_path):
    layer = library.person_layer
    library.do(edits.add_mark(library.article(1), layer, 54, 58, "PER"))
    library.do(edits.accept(labelled(library, "Blinken", "PER"), layer))
    say(library, linking.relate, QUOTE, "Nebe")
    library.do(linking.move(mark(library, "Nebe"), *OTHER, library.article(1), layer, **how(library)))
    assert speakers(library) == ["Blinken"]
    assert ("speaker", QUOTE, "Blinken") in exported(library, tmp_path)
    library.undo()
    library.undo()
    assert speakers(library) == ["Nebe"]


def test_a_relation_said_anew_takes_the_place_of_none_of_them(library):
    layer = library.person_layer
    library.do(edits.add_mark(library.article(1), layer, *PLACES["QUOTE"], "MISC"))
    say_of = labelled(library, QUOTE, "MISC"), mark(library, "Blinken")
    say(library, linking.unrelate, QUOTE, "Baerbock")
    library.do(edits.accept(labelled(library, QUOTE, "QUOTE"), layer))
    library.do(linking.relate(*say_of, "speaker", layer, **how(library)))
    library.do(linking.relabel(labelled(library, QUOTE, "MISC"), "QUOTE", layer, **how(library)))
    assert speakers(library) == ["Blinken"]
    assert all(each.head_id != each.child_id for each in library.relations(1))


def test_what_a_machine_tied_to_a_proposal_holds_for_the_decision_that_takes_its_place(library, tmp_path):
    layer = library.person_layer
    longer = TEXT[27:52]
    library.do(edits.add_mark(library.article(1), layer, 27, 52, "PER"))
    before = list(library.marks(1))
    proposal = mark(library, "Baerbock")
    library.do(linking.move(proposal, 27, 52, library.article(1), layer, **how(library)))
    assert speakers(library) == [longer]
    assert mark(library, longer).source == proposal.span
    assert not library.check()
    library.undo()
    assert list(library.marks(1)) == before
    assert speakers(library) == ["Baerbock"]


def test_types_that_fit_labels():
    news, bare = built_in("news"), built_in("germeval")
    assert linking.fitting_types("LOC", "PER", news, []) == []
    used = [("born_in", "LOC", "PER"), ("speaker", "QUOTE", "PER"), ("near", "LOC", "LOC")]
    assert linking.fitting_types("LOC", "LOC", news, used) == ["near", "born_in"]
    assert linking.fitting_types("QUOTE", "LOC", news, [("speaker", "QUOTE", "LOC")]) == ["speaker"]
    assert linking.fitting_types("LOC", "PER", bare, []) == ["speaker", "role_of"]
