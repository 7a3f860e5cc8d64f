from dataclasses import replace

import pytest

from core.records import (
    ArticleInfo,
    ArticleState,
    Change,
    Entity,
    Label,
    LabelSet,
    Layer,
    LayerKind,
    Relation,
    Review,
    SpanStatus,
    Zone,
    ZoneRole,
    Zones,
)
from core.store import codec
from tests.core.library_helpers import decision

INFO = ArticleInfo(7, "u", "Titel", meta={"k": [1, None, {"x": 0.5}]}, published="2022")
LABELS = LabelSet(2, "news", 2, (Label("PER", "Person", "#112233", "1", "d", {"de": "P"}, True),))
RECORDS = [
    decision(5, 0, 4, fragments=((0, 1), (2, 4)), source_id=3, note="„n“ 🙂"),
    INFO,
    Review(1, 7, 2, ArticleState.REVIEWED, "Eva", "2026-01-01T00:00:00Z"),
    LABELS,
    Zones(7, (Zone(0, 3, ZoneRole.SIGN_OFF),)),
    Layer(3, "de_news", LayerKind.RULES, hidden=True),
    Entity(4, "e4", "Genf", "LOC", ("Genève",)),
    Relation(6, "r6", 7, 1, "meets", 5, 9),
]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_records_come_back_added_removed_and_changed(record):
    name = {Zones: "zones", LabelSet: "version", Layer: "name", Entity: "name", Relation: "type", Review: "person"}
    field = name.get(type(record), "uid")
    other = replace(record, **{field: {"zones": (), "version": 9}.get(field, "anders")})
    changes = (Change(None, record), Change(record, None), Change(record, other))
    assert codec.decode(codec.encode(changes), dict) == changes


def test_a_status_comes_back_as_one():
    change = Change(decision(1, 0, 4), decision(1, 0, 4, status=SpanStatus.REJECTED))
    [back] = codec.decode(codec.encode([change]), dict)
    assert back.after.status is SpanStatus.REJECTED


def test_trash_takes_a_few_bytes_for_any_number_of_articles():
    infos = {number: replace(INFO, id=number) for number in (*range(1, 5001), 7000)}
    changes = [Change(info, replace(info, trashed=True)) for info in infos.values()]
    text = codec.encode(changes)
    assert len(text) < 80
    trashed = {number: replace(info, trashed=True) for number, info in infos.items()}
    for stored in (infos, trashed):
        back = codec.decode(text, lambda ids, stored=stored: {number: stored[number] for number in ids})
        assert sorted(back, key=lambda change: change.after.id) == changes


def test_what_json_cannot_hold_is_a_bug():
    with pytest.raises(TypeError):
        codec.encode([Change(None, replace(INFO, meta={"x": object()}))])
