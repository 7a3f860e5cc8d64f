"""Dates as newspapers write them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.articles.dates import MONTH_PREFIX, find_dates, first_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Genf 10.01.2022, 19.30 Uhr", "2022-01-10T19:30"),
        ("(bbl, Reuters, 21.1.2022)", "2022-01-21"),
        ("10. Januar 2022 um 8.05 Uhr", "2022-01-10T08:05"),
        ("am 10. Jänner 2022", "2022-01-10"),
        ("1. März 2022 | 14:05", "2022-03-01T14:05"),
        ("3. Sept. 2021", "2021-09-03"),
        ("10.01.22", "2022-01-10"),
        ("2022-01-10", "2022-01-10"),
        ("2022-01-10T19:30:00+01:00", "2022-01-10T19:30"),
        ("January 10, 2022", "2022-01-10"),
        ("10 January 2022", "2022-01-10"),
        ("10 janvier 2022", "2022-01-10"),
        ("10 gennaio 2022", "2022-01-10"),
        ("10 de enero de 2022", "2022-01-10"),
        ("10.01.2022, 25.00 Uhr", "2022-01-10"),
        ("10.1.2022. 19 Leute kamen", "2022-01-10"),
        ("31.6.2022", ""),
        ("99.99.2022", ""),
        ("Version 3.4.5.6", ""),
        ("am 15. Dezember", ""),
        ("100.000 Soldaten", ""),
        ("", ""),
    ],
)
def test_first_date(text, iso):
    assert first_date(text) == iso


def test_dates_are_found_in_order_with_their_places():
    text = "Vom 10.01.2022 bis zum 21. Januar 2022."
    assert [(text[found.start : found.end], found.iso) for found in find_dates(text)] == [
        ("10.01.2022", "2022-01-10"),
        ("21. Januar 2022", "2022-01-21"),
    ]


@pytest.mark.parametrize(
    ("text", "month"),
    [(" date 2022-01 Das", "2022-01"), ("date 2022-01-10\nDas", "2022-01-10"), ("Update 2022-01 Das", None)],
)
def test_the_month_that_archives_put_first(text, month):
    match = MONTH_PREFIX.match(text)
    assert (match and match[2]) == month


@given(st.dates(min_value=datetime.date(1900, 1, 1)))
def test_every_day_of_the_calendar_is_read_back(day):
    assert first_date(f"am {day.day}.{day.month}.{day.year} in Genf") == day.isoformat()
    assert first_date(day.isoformat()) == day.isoformat()
