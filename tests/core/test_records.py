from dataclasses import FrozenInstanceError, fields

import pytest

from core import records
from core.records import Change, Label, LabelSet, LayerKind, Mark
from tests.core.library_helpers import decision, proposal


def test_records_are_frozen_and_slotted():
    kinds = [
        kind for kind in vars(records).values() if isinstance(kind, type) and hasattr(kind, "__dataclass_fields__")
    ]
    assert len(kinds) > 10
    for kind in kinds:
        assert "__slots__" in vars(kind), kind
        with pytest.raises(FrozenInstanceError):
            setattr(object.__new__(kind), next(iter(kind.__dataclass_fields__)), 1)


def test_a_record_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        proposal(1, 0, 4).start = 2


def test_a_change_taken_back_twice_is_itself():
    change = Change(None, decision(1, 0, 4))
    assert change.inverse == Change(decision(1, 0, 4), None)
    assert change.inverse.inverse == change


def test_a_mark_shows_the_score_of_its_proposal():
    mark = Mark(decision(2, 0, 4), proposal(1, 0, 4, score=0.25), "de_news 1.0")
    assert (mark.key, mark.score, mark.is_decided) == (2, 0.25, True)


def test_titles_by_language_fall_back():
    label = Label("PER", "Person", "#112233", titles={"de": "Mensch"})
    assert (label.title_for("de"), label.title_for("fr")) == ("Mensch", "Person")
    assert LabelSet(1, "news", 1, (label,)).get("LOC") is None


def test_only_persons_layers_are_no_machines():
    assert [kind for kind in LayerKind if not kind.is_machine] == [LayerKind.PERSON]


def test_every_field_of_a_span_has_a_column():
    from core.store.spans import FIELDS

    assert tuple(field.name for field in fields(records.Span)) == FIELDS
