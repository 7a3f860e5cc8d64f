"""What `make big` makes is a sound library like any other, and what `make soak` finds wrong it says."""

from __future__ import annotations

from core.library import ArticleQuery, Library
from core.records import ArticleState
from tests import big, soak


def test_a_big_library_is_a_sound_one(tmp_path):
    path = tmp_path / "big.leuchtstift"
    big.make(path, 40)
    with Library.open(path) as library:
        assert library.check() == []
        assert library.count() == 40
        assert list(library.ids(ArticleQuery(states=(ArticleState.REVIEWED,)))) == [10, 20, 30, 40]
        spans = sum(len(library.marks(number)) + library.marks(number).decided for number in range(1, 41))
        assert 25 < spans / 40 < 35
        assert min(len(library.article(number).text) for number in range(1, 41)) > 400
        assert library.search("der")
        assert library.undo().kind == "accept-all"
        assert library.rows([40])[0].decided == 0
        library.do(library.back_to(0))
        assert library.totals().decided == 0
        assert library.check() == []


def test_the_soak_says_what_does_not_hold():
    flat = soak.Samples(memory=[100] * 50, wal=[4] * 50, backups=[0] * 10 + [5] * 40)
    assert [holds for *_, holds in soak.judged(flat, [], [])] == [True] * 5
    leaking = soak.Samples(memory=[100 + n for n in range(50)], wal=[4] * 50, backups=[0] * 50)
    leaking.wal[-1] = soak.WAL + 1
    told = soak.judged(leaking, ["wrong"], [ValueError("bug")])
    assert [holds for *_, holds in told] == [False] * 5
