"""Offsets of each wrong kind are refused, and the sentence names the cause that fits."""

import pytest

from core.errors import FormatError
from core.formats.spans import Locator, OffsetUnit, RawSpan

TEXT = "🙂 Anna grüßt Köln."


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (-1, 3, "does not lie"),
        (2, 60, "does not lie"),
        (5, 5, "does not lie"),
        (6, 2, "does not lie"),
        (2.0, 6, "whole number"),
        (True, 6, "whole number"),
        ("2", 6, "whole number"),
        (None, 6, "whole number"),
        ([2], 6, "whole number"),
        (10**30, 6, "does not lie"),
    ],
)
def test_offsets_that_are_none(start, end, words):
    with pytest.raises(FormatError, match=words):
        Locator(TEXT).spans([RawSpan(start, end)])


def test_the_sentence_names_the_span():
    with pytest.raises(FormatError, match="Span 2:"):
        Locator(TEXT).spans([RawSpan(2, 6), RawSpan(2, 60)])


def encoded(unit, text, part):
    start = text.index(part)
    size = {"utf-16": lambda s: len(s.encode("utf-16-le")) // 2, "utf-8": lambda s: len(s.encode())}[unit]
    return size(text[:start]), size(text[: start + len(part)])


@pytest.mark.parametrize("unit", ["utf-16", "utf-8"])
def test_another_unit_is_named_but_nothing_is_shifted(unit):
    spans = [RawSpan(*encoded(unit, TEXT, part), part) for part in ("Anna", "Köln")]
    with pytest.raises(FormatError, match=f'All 2 spans fit if offsets are counted in {unit}: write "offset_unit"'):
        Locator(TEXT).spans(spans)
    assert Locator(TEXT, OffsetUnit(unit)).spans(spans) == [(2, 6), (13, 17)]


def test_a_counted_bom_is_named():
    with pytest.raises(FormatError, match="with a BOM"):
        Locator(TEXT).spans([RawSpan(3, 7, "Anna"), RawSpan(14, 18, "Köln")])


def test_counted_carriage_returns_are_named():
    text = "Eins\nzwei\ndrei"
    with pytest.raises(FormatError, match=r"with \\r\\n at the line ends"):
        Locator(text).spans([RawSpan(6, 10, "zwei"), RawSpan(12, 16, "drei")])


def test_uncounted_carriage_returns_are_named():
    text = "Eins\r\nzwei\r\ndrei"
    with pytest.raises(FormatError, match=r"with \\n at the line ends"):
        Locator(text).spans([RawSpan(5, 9, "zwei"), RawSpan(10, 14, "drei")])


def test_a_cause_is_only_named_where_every_span_fits():
    with pytest.raises(FormatError) as error:
        Locator(TEXT).spans([RawSpan(*encoded("utf-16", TEXT, "Anna"), "Anna"), RawSpan(0, 1, "Köln")])
    assert "counted" not in str(error.value)


def test_a_position_inside_a_surrogate_pair_or_a_byte_sequence_is_refused():
    with pytest.raises(FormatError, match="no position of the text counted in utf-16"):
        Locator(TEXT, OffsetUnit.UTF16).spans([RawSpan(1, 7)])
    with pytest.raises(FormatError, match="no position of the text counted in utf-8"):
        Locator(TEXT, OffsetUnit.UTF8).spans([RawSpan(0, 13)])


@pytest.mark.parametrize("text", ["Cafe\u0301!", "👨‍👩‍👧!", "🇩🇪!", "a\r\nb"])
def test_a_cut_character_is_refused_unless_the_file_repeats_the_cut_text(text):
    place = (0, 4) if text.startswith("Cafe") else (0, 2) if "\r" in text else (0, 1)
    with pytest.raises(FormatError, match="cuts a character"):
        Locator(text).spans([RawSpan(*place)])
    locator = Locator(text)
    locator.spans([RawSpan(*place, text[slice(*place)])])
    assert any("inside a character" in note for note in locator.notes)


def test_line_ends_and_bom_move_spans_exactly_and_say_so():
    raw = "\ufeffEins\r\nzwei\rdrei"
    locator = Locator(raw)
    spans = [RawSpan(raw.index(word), raw.index(word) + 4, word) for word in ("Eins", "zwei", "drei")]
    places = locator.spans(spans)
    assert locator.text == "Eins\nzwei\ndrei"
    assert [locator.text[start:end] for start, end in places] == ["Eins", "zwei", "drei"]
    assert any("Line ends" in note for note in locator.notes)


def test_a_span_of_a_bom_alone_is_refused():
    with pytest.raises(FormatError, match="only a line end or a BOM"):
        Locator("\ufeffEins").spans([RawSpan(0, 1)])
