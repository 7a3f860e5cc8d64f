"""Times of calendar and clock: what is marked, and which time it means."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.extract.rules.calendar import Anchor, easter, near_day, near_month, near_weekday, season_of, shift
from core.extract.rules.dates import find_dates
from core.extract.rules.tense import direction
from core.extract.rules.wordlists import words_of
from tests.core.extract.rules.scored import score

MONDAY = date(2022, 1, 10)


def one(text, published="2022-01-10"):
    """Give surface and value of the only time in a text."""
    (found,) = find_dates(text, published)
    return text[found.start : found.end], found.value


def test_scored_examples():
    result = score("dates", "DATE", lambda markup, published: find_dates(markup.text, published))
    assert result.precision >= 0.97, result
    assert result.recall >= 0.95, result
    assert result.values >= 0.97, result


@pytest.mark.parametrize(
    ("text", "published", "surface", "value"),
    [
        ("Das geschah am Montag.", "", "am Montag", "XXXX-WXX-1"),
        ("Das geschah am 30. Dezember.", "", "am 30. Dezember", "XXXX-12-30"),
        ("Das geschah heute.", "", "heute", ""),
        ("Das geschah heute.", "2022-01-10T19:30", "heute", "2022-01-10"),
        ("Das geschah heute.", "no date", "heute", ""),
        ("Das geschah im Mai.", "2022", "im Mai", "XXXX-05"),
        ("Das war am 29. Februar.", "2022-03-01", "am 29. Februar", "2020-02-29"),
        ("Am 31. Juni war nichts.", "2022-01-10", "Am 31. Juni", "XXXX-06-31"),
        ("Vor 3000 Jahren lebte hier niemand.", "2022-01-10", "Vor 3000 Jahren", ""),
        ("Vor 1,2\u00a0Millionen Jahren war Nacht.", "2022-01-10", "Vor 1,2\u00a0Millionen Jahren", ""),
        ("Vor zwei\u00a0Jahren war Nacht.", "2022-01-10", "Vor zwei\u00a0Jahren", "2020"),
        ("Im vierten Halbjahr war Nacht.", "2022-01-10", "Im vierten Halbjahr", ""),
        ("Übermorgen ist Schluss.", "9999-12-31", "Übermorgen", ""),
        ("In 10'000 Jahren ist das vorbei.", "2022-01-10", "In 10'000 Jahren", ""),
        ("Vor 66 Millionen Jahren war Nacht.", "2022-01-10", "Vor 66 Millionen Jahren", ""),
        ("Vor 3 Millionen Tagen war Nacht.", "2022-01-10", "Vor 3 Millionen Tagen", ""),
        ("In 99.999.999.999 Wochen ist Schluss.", "2022-01-10", "In 99.999.999.999 Wochen", ""),
        ("In den kommenden 10'000 Jahren strahlt es.", "2022-01-10", "In den kommenden 10'000 Jahren", ""),
        ("Seit 2000 Jahren steht der Stein.", "2022-01-10", "Seit 2000 Jahren", "P2000Y"),
        ("Das war um 500 v. Chr. so.", "2022-01-10", "um 500 v. Chr.", "BC0500"),
        ("Im Jahr 1200 v. Chr. war nichts.", "2022-01-10", "Im Jahr 1200 v. Chr.", "BC1200"),
        ("Im Jahr 79 n. Chr. brach er aus.", "2022-01-10", "Im Jahr 79 n. Chr.", "0079"),
        ("Im 3. Jahrhundert v. Chr. kam er.", "2022-01-10", "Im 3. Jahrhundert v. Chr.", ""),
        ("Im 3. Jahrhundert n. Chr. kam er.", "2022-01-10", "Im 3. Jahrhundert n. Chr.", "02"),
    ],
)
def test_what_is_not_known_is_left_open(text, published, surface, value):
    assert one(text, published) == (surface, value)


def test_positions_are_code_points():
    text = "🙂🇨🇭 Am Montag\u00a0schneite es."
    found = find_dates(text, "2022-01-10")
    assert [text[f.start : f.end] for f in found] == ["Am Montag"]


def test_a_time_never_spans_a_line_break():
    text = "Am\nMontag, Ende\n\nDezember"
    assert all("\n" not in text[f.start : f.end] for f in find_dates(text, "2022-01-10"))


@given(st.text(alphabet="amontg 0123456789.,:/-–()\n„“seitvorbisJahrMontagMaiUhr", max_size=80))
def test_any_text_gives_ordered_spans_inside_it(text):
    last = 0
    for found in find_dates(text, "2022-01-10"):
        assert last <= found.start < found.end <= len(text)
        assert text[found.start : found.end].strip() == text[found.start : found.end]
        last = found.end


_PIECES = words_of(
    """
    am im in vor seit nach bis von zwischen und – / , . 1 3. 22. 2022 10'000 99.999.999.999 1,2 19.30 Uhr
    21.1.2022 31.12.9999 Mai Montag heute übermorgen Jahren Tagen Wochen Jahrhunderten Jahrzehnt Quartal
    Halbjahr Ostern Weihnachten Ende kommenden vergangenen vierten v. Chr. Millionen Mio. zwei später zuvor
    Nacht auf Vorjahr Folgejahr Winter
    """
)


@given(
    st.lists(st.tuples(st.sampled_from(sorted(_PIECES)), st.sampled_from(" \u00a0")), max_size=12),
    st.sampled_from(["2022-01-10", "2024-02-29", "9999-12-31", "0001-01-01", "2022"]),
)
def test_no_mixture_of_words_of_time_costs_an_article_its_marks(pieces, published):
    text = "".join(piece + blank for piece, blank in pieces)
    for found in find_dates(text, published):
        assert found.value[:1] != "-"


def test_calendar():
    assert Anchor.of("2022-01") == Anchor(2022, 1)
    assert Anchor.of("2022-02-31") == Anchor(2022)
    assert [easter(year) for year in (2000, 2022, 2024)] == [date(2000, 4, 23), date(2022, 4, 17), date(2024, 3, 31)]
    assert near_weekday(MONDAY, 0, -1) == near_weekday(MONDAY, 0, 1) == MONDAY
    assert [near_weekday(MONDAY, 4, way) for way in (-1, 0, 1)] == [
        date(2022, 1, 7),
        date(2022, 1, 7),
        date(2022, 1, 14),
    ]
    assert [near_day(MONDAY, 12, 30, way) for way in (-1, 0, 1)] == [
        date(2021, 12, 30),
        date(2021, 12, 30),
        date(2022, 12, 30),
    ]
    assert near_day(MONDAY, 12, 6, 0, weekday=4) == date(2019, 12, 6)
    assert [near_month((2022, 1), 2, way) for way in (-1, 0, 1)] == [(2021, 2), (2022, 2), (2022, 2)]
    assert shift(date(2024, 2, 29), "year", 1) == date(2025, 2, 28)
    assert [season_of(month) for month in (1, 4, 7, 10, 12)] == ["WI", "SP", "SU", "FA", "WI"]


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("am Montag sagte sie ab", -1),
        ("am Montag hat sie abgesagt", -1),
        ("am Montag ist ein Treffen geplant", 1),
        ("am Montag beginnen die Ferien", 1),
        ("das Treffen soll am Montag stattfinden", 1),
        ("das Treffen am Montag", 0),
    ],
)
def test_the_verb_tells_the_direction(clause, expected):
    start = clause.index("am Montag")
    assert direction(clause, 0, len(clause), start, start + 9) == expected
