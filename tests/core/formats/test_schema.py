"""The published JSON Schema says what the writer writes, neither more nor less."""

import json
import re

import pytest

from core.assets import resource
from core.formats import jsonl
from core.records import (
    ArticleDraft,
    ArticleState,
    DraftRelation,
    DraftSpan,
    Entity,
    Label,
    LabelSet,
    Zone,
    ZoneRole,
)

TYPES = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float), "null": type(None)}
NOT_CHECKED = {"description", "title", "$schema", "$id", "$defs"}


@pytest.fixture(scope="module")
def schema():
    return json.loads(resource("schemas", "leuchtstift-1.schema.json").read_text(encoding="utf-8"))


def faults(value, rules, root, at="record"):
    """Check the part of JSON Schema that ours uses; an unknown keyword is a fault too."""
    for keyword, rule in rules.items():
        if keyword == "$ref":
            yield from faults(value, root["$defs"][rule.rsplit("/", 1)[1]], root, at)
        elif keyword == "type":
            names = [rule] if isinstance(rule, str) else rule
            if not any(isinstance(value, TYPES[name]) and not isinstance(value, bool) for name in names):
                yield f"{at} is no {rule}"
                return
        elif keyword == "required":
            yield from (f"{at} lacks {key}" for key in rule if isinstance(value, dict) and key not in value)
        elif keyword == "additionalProperties":
            known = rules.get("properties", {})
            yield from (f"{at} has {key}" for key in value or () if rule is False and key not in known)
        elif keyword == "properties":
            for key in set(rule) & set(value or ()):
                yield from faults(value[key], rule[key], root, f"{at}.{key}")
        elif keyword in ("items", "prefixItems"):
            pairs = zip(value, rule, strict=True) if keyword == "prefixItems" else ((item, rule) for item in value)
            for number, (item, inner) in enumerate(pairs):
                yield from faults(item, inner, root, f"{at}[{number}]")
        elif keyword == "pattern":
            if not re.search(rule, value):
                yield f"{at} is not like {rule}"
        elif keyword in ("enum", "const"):
            if value not in (rule if keyword == "enum" else [rule]):
                yield f"{at} is not {rule}"
        elif keyword in ("minLength", "minItems", "minimum", "maxLength", "maxItems", "maximum"):
            size = len(value) if keyword.endswith(("Length", "Items")) else value
            if size is not None and (size < rule if keyword.startswith("min") else size > rule):
                yield f"{at} breaks {keyword}"
        elif keyword not in NOT_CHECKED:
            yield f"{at}: unknown keyword {keyword}"


def drafts():
    full = ArticleDraft(
        text="Anna wohnt in Köln.",
        title="Anna",
        uid="a-1",
        source="Alpenbote",
        published="2022-01-10",
        bytes_sha256="0" * 64,
        zones=(Zone(0, 19, ZoneRole.HEADLINE),),
        spans=(
            DraftSpan(0, 4, "PER", uid="s1", score=0.9, origin="de_news 1.0", correction="kept", entity="e1"),
            DraftSpan(5, 18, "X", uid="s2", value="v", note="n", fragments=((5, 10), (14, 18))),
        ),
        relations=(DraftRelation("in", 0, 1, "r1"),),
        entities=(Entity(0, "e1", "Anna Muster", "PER", ("A. M.",), "n"),),
        label_set=LabelSet(0, "news", 1, (Label("PER", "PER", "#000000"),)),
    )
    bare = ArticleDraft(text="Nichts.", title="")
    return [full, bare]


def test_records_of_every_kind_keep_the_schema(schema):
    for draft in drafts():
        for state in ArticleState:
            record = jsonl.record_of(draft) | {"status": state.value}
            assert list(faults(json.loads(json.dumps(record)), schema, schema)) == []


def test_the_schema_finds_faults(schema):
    record = jsonl.record_of(drafts()[0])
    for changes in ({"schema": "x"}, {"more": 1}, {"zones": [[0, 1, "chorus"]]}, {"text_sha256": "0"}, {"spans": [{}]}):
        assert list(faults(record | changes, schema, schema))
    del record["lang"]
    assert list(faults(record, schema, schema)) == ["record lacks lang"]


def test_the_schema_names_the_keys_in_the_order_of_the_writer(schema):
    record = jsonl.record_of(drafts()[0])
    assert list(schema["properties"]) == list(record)
    assert schema["required"] == list(jsonl.record_of(drafts()[1]))
    assert list(schema["$defs"]["entity"]["properties"]) == list(record["entities"][0])
    assert schema["$defs"]["span"]["required"] == list(record["spans"][0])
    assert schema["properties"]["zones"]["items"]["prefixItems"][2]["enum"] == [role.value for role in ZoneRole]
    assert schema["properties"]["status"]["enum"] == [state.value for state in ArticleState]
