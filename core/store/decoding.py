"""Rows whose cells are not what they should be: damage that SQLite does not see, for it knows no content of cells."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class Undecodable(sqlite3.DatabaseError):
    """A row that no record can be made of; it becomes a sentence where the other errors of SQLite do."""

    sqlite_errorname = "SQLITE_CORRUPT"


def decoded(read: Callable[P, R]) -> Callable[P, R]:
    """Wrap a function that makes records of rows: what it cannot make one of is damage, not a bug."""

    @wraps(read)
    def reading(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return read(*args, **kwargs)
        except (ValueError, TypeError, AttributeError, KeyError, StopIteration) as error:
            raise Undecodable(f"a row is not what it should be ({type(error).__name__})") from error

    return reading
