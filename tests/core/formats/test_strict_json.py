"""JSON that is ambiguous, endless or not representable."""

import json

import orjson
import pytest

from core.errors import FormatError
from core.formats.strict_json import MAX_DEPTH, parse


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"nope", "no JSON"),
        (b'{"a":1', "no JSON"),
        (b'{"a":1} x', "no JSON"),
        (b'{"a":"\x01"}', "no JSON"),
        (b'{"a":NaN}', "NaN"),
        (b'{"a":-Infinity}', "-Infinity"),
        (b'{"a":1e999}', "too large"),
        (b'{"a":' + b"9" * 5000 + b"}", "too large"),
        (b'{"a":9223372036854775808}', "too large"),
        (b'{"a":-9223372036854775809}', "too large"),
        (b'{"a":18446744073709551615}', "too large"),
        (b'{"a":99999999999999999999}', "too large"),
        (b'{"a":1,"a":2}', "twice"),
        (b'{"a":{"b":1,"c":2,"b":3}}', "twice"),
        (b"[" * 100_000, "nested"),
        (b'{"a":' * (MAX_DEPTH + 1) + b"1" + b"}" * (MAX_DEPTH + 1), "nested"),
        (b'{"a":"\xff"}', "not UTF-8"),
        (b"", "no JSON"),
    ],
)
def test_refused_with_a_sentence(line, words):
    with pytest.raises(FormatError, match=words):
        parse(line)


def test_nul_and_lone_surrogates_are_replaced_and_counted():
    value, replaced = parse(rb'{"a\ud800":["\u0000x","\udc00\ud83d\ude42"]}')
    assert value == {"a\ufffd": ["\ufffdx", "\ufffd🙂"]}
    assert replaced == 3


def test_ordinary_values_come_as_they_are():
    line = '{"a":[1,-2.5,true,null,"Köln"],"b":{"c":9223372036854775807}}'
    assert parse(line.encode()) == ({"a": [1, -2.5, True, None, "Köln"], "b": {"c": 2**63 - 1}}, 0)


@pytest.mark.parametrize("start", ["{", "{ "])
def test_as_deep_as_allowed(start):
    line = (start + '"a":') * MAX_DEPTH + "1" + "}" * MAX_DEPTH
    value = parse(line.encode())[0]
    for _ in range(MAX_DEPTH):
        value = value["a"]
    assert value == 1


@pytest.mark.parametrize(
    "value",
    [
        {"id": "a", "text": "Köln 🙂\n", "score": 0.75, "n": -(2**63), "none": None, "list": [[1, 2], []]},
        {"digits": "1234567890123456789012345", "escaped": "\\u0000", "control": "\x01", "float": 1e300},
        ["\u2028", -0.0, True, {}],
    ],
)
def test_the_quick_way_says_what_the_thorough_one_does(value):
    quick, thorough = orjson.dumps(value), json.dumps(value, ensure_ascii=True, indent=1).replace("\n", " ").encode()
    assert quick != thorough
    assert parse(quick) == parse(thorough) == (value, 0)


def test_a_broken_line_is_quoted_but_not_in_full():
    with pytest.raises(FormatError) as error:
        parse(b"x" * 10_000)
    assert len(str(error.value)) < 200
