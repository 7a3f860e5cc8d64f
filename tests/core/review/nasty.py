"""A result whose texts, labels and names are full of markup."""

from __future__ import annotations

from core.records import DraftSpan
from core.review.evaluate import Judged
from core.review.evaluate_report import Result, judge

NASTY = '<script>alert(1)</script> | **Fett** [x](http://x) `a`\n<b>Genf</b> & "Bern"'


def nasty_result() -> Result:
    """Give a result with two errors."""
    start = NASTY.index("Genf")
    wanted = (DraftSpan(0, 8, "PER"), DraftSpan(start, start + 4, "<i>LOC"))
    return judge("<u>pipe|line", [Judged("a", "Titel <img src=x> | zwei", NASTY, wanted, ())])
