"""The five sample articles: as many, as long and as varied as promised, and in our own words."""

import re

import pytest

from core import assets

SHARED_RUN = 6


def words(text):
    return re.findall(r"\w+", text.replace("\u00ad", "").lower())


def runs(text, length=SHARED_RUN):
    found = words(text)
    return {tuple(found[i : i + length]) for i in range(len(found) - length + 1)}


@pytest.fixture(scope="module")
def seeds():
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(assets.seed_folder().glob("*.txt"))}


def test_five_articles_of_a_readable_length(seeds):
    assert len(seeds) == 5
    assert all(2500 <= len(text) <= 8000 for text in seeds.values())


def test_together_they_show_what_german_news_text_is_made_of(seeds):
    together = "".join(seeds.values())
    for sign in ("„", "“", "«", "»", '"', "\u00a0", "\u00ad", "–", "ß"):
        assert sign in together
    for cue in (" date 2022-01 ", "Foto: ", "\nPartei:", "\nAmt:", "Newsletter", "(dpa/afp/red)", "grosse", "große"):
        assert cue in together, cue


def test_no_run_of_six_words_comes_from_a_real_article(seeds, real_seeds):
    if not real_seeds:
        pytest.skip("the real articles are not beside this checkout")
    real = set().union(*(runs(path.read_text(encoding="utf-8")) for path in real_seeds))
    assert len(real) > 1000
    for name, text in seeds.items():
        assert not runs(text) & real, name
