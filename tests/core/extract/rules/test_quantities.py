"""Numbers with what they count or measure."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.extract.rules import numbers
from core.extract.rules.dates import find_dates
from core.extract.rules.quantities import find_quantities
from tests.core.extract.rules.scored import score


def test_scored_examples():
    result = score("quantities", "QUANTITY", lambda markup, _: find_quantities(markup.text, ()))
    assert result.precision >= 0.95, result
    assert result.recall >= 0.95, result
    assert result.values >= 0.98, result


def test_nothing_inside_a_date_is_a_quantity():
    text = "Vor zwei Jahren, am 10. Mai 2019, um 8.55 Uhr, kamen 40 Gäste."
    taken = [(date.start, date.end) for date in find_dates(text, "2022-01-10")]
    assert [text[q.start : q.end] for q in find_quantities(text, taken)] == ["40 Gäste"]


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("100.000", "100000"),
        ("100’000", "100000"),
        ("100 000", "100000"),
        ("2.300,75", "2300.75"),
        ("1.5", "1.5"),
        ("zweieinhalb", "2.5"),
        ("anderthalb", "1.5"),
        ("fünfundzwanzig", "25"),
        ("dreitausendzweihundertzwölf", "3212"),
        ("hundertundeins", "101"),
        ("sechzehn", "16"),
    ],
)
def test_numerals(numeral, value):
    assert numbers.parse(numeral) == Decimal(value)


@pytest.mark.parametrize("word", ["vierig", "zwölftel", "halb", "und", "zweizig"])
def test_words_that_are_no_numerals(word):
    assert numbers.parse(word) is None


@given(st.integers(1, 999_999))
def test_every_number_in_words_is_read_back(number):
    assert numbers.parse(in_words(number)) == number


def in_words(number):
    """Write a number below a million in German words."""
    thousands, rest = divmod(number, 1000)
    head = f"{below_1000(thousands) if thousands > 1 else ''}tausend" if thousands else ""
    return head + (below_1000(rest) if rest else "")


def below_1000(number):
    ones = [
        "x",
        "ein",
        "zwei",
        "drei",
        "vier",
        "fünf",
        "sechs",
        "sieben",
        "acht",
        "neun",
        "zehn",
        "elf",
        "zwölf",
        "dreizehn",
        "vierzehn",
        "fünfzehn",
        "sechzehn",
        "siebzehn",
    ]
    ones += ["achtzehn", "neunzehn"]
    tens = ["x", "x", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
    hundreds, rest = divmod(number, 100)
    head = f"{ones[hundreds] if hundreds > 1 else ''}hundert" if hundreds else ""
    if rest == 0:
        return head
    if rest < 20:
        return head + ones[rest]
    return head + (f"{ones[rest % 10]}und" if rest % 10 else "") + tens[rest // 10]


@given(st.text(alphabet="0123456789.,:-–% €einzwdrEuroMilkm()\n", max_size=60))
def test_any_text_gives_ordered_spans_inside_it(text):
    last = 0
    for found in find_quantities(text, ()):
        assert last <= found.start < found.end <= len(text)
        assert text[found.start : found.end].strip() == text[found.start : found.end]
        last = found.end
