"""Records look and behave like the standard library's frozen, slotted dataclasses."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Mapping
from dataclasses import FrozenInstanceError, dataclass, field, fields, is_dataclass, replace
from typing import Any

import pytest

from core.frozen import frozen, replaced


@frozen
class Ours:
    """One field of each kind."""

    start: int
    label: str = "PER"
    meta: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Theirs:
    """The same, made by the standard library."""

    start: int
    label: str = "PER"
    meta: Mapping[str, Any] = field(default_factory=dict)


@frozen
class One:
    """A single field."""

    code: str


def test_looks_like_a_dataclass() -> None:
    assert is_dataclass(Ours)
    assert [(each.name, each.type, each.default) for each in fields(Ours)] == [
        (each.name, each.type, each.default) for each in fields(Theirs)
    ]
    assert Ours.__match_args__ == Theirs.__match_args__
    assert repr(Ours(3)) == repr(Theirs(3)).replace("Theirs", "Ours")
    assert Ours.__doc__ == "One field of each kind."
    assert not hasattr(Ours(3), "__dict__")


def test_takes_the_same_arguments_the_first_time_and_later() -> None:
    for _ in range(2):
        assert Ours(3, meta={"a": 1}).meta == {"a": 1}
        for arguments in ((), (1, "PER", {}, 4)):
            with pytest.raises(TypeError):
                Ours(*arguments)
        with pytest.raises(TypeError):
            Ours(1, colour="red")  # type: ignore[call-arg]


def test_the_first_call_may_fail() -> None:
    @frozen
    class Fresh:
        start: int

    with pytest.raises(TypeError, match="start"):
        Fresh()  # type: ignore[call-arg]
    assert Fresh(4).start == 4


def test_a_default_is_made_for_each_instance() -> None:
    assert Ours(1).meta == {}
    assert Ours(1).meta is not Ours(1).meta


def test_is_equal_by_its_values() -> None:
    assert Ours(1) == Ours(1)
    assert Ours(1) != Ours(2)
    assert Ours(1) != Theirs(1)
    assert One("a") == One("a")
    assert len({One("a"), One("a"), One("b")}) == 2
    assert hash(One("a")) != hash(One("b"))
    with pytest.raises(TypeError):
        hash(Ours(1))  # it holds a dictionary


def test_is_frozen() -> None:
    record = Ours(1)
    with pytest.raises(FrozenInstanceError, match="start"):
        record.start = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError, match="start"):
        del record.start
    with pytest.raises(FrozenInstanceError, match="colour"):
        record.colour = "red"  # type: ignore[attr-defined]
    assert record == Ours(1)


def test_can_be_replaced_matched_copied_and_sent() -> None:
    record = Ours(1, "LOC", {"a": 1})
    assert replace(record, start=2) == Ours(2, "LOC", {"a": 1})
    assert replaced(record, start=2) == Ours(2, "LOC", {"a": 1})
    assert replaced(record) == record
    with pytest.raises(KeyError):
        replaced(record, colour="red")
    match record:
        case Ours(start, label):
            assert (start, label) == (1, "LOC")
    for again in (copy.copy(record), copy.deepcopy(record), pickle.loads(pickle.dumps(record))):
        assert again == record
    assert copy.deepcopy(record).meta is not record.meta
