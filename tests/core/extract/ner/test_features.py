"""Features of words: hashes, forms, lexicon, subwords, places."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.extract.ner.features import (
    CLUSTERS,
    NGRAM_ROWS,
    STRINGS,
    TABLES,
    WordFeatures,
    ngram_rows,
    other_case,
    shape,
    string_rows,
    without_genitive,
)
from core.extract.ner.gazetteer import Gazetteer
from core.extract.ner.lexicon import UNKNOWN_LOG_PROBABILITY, Lexicon


@given(st.text(min_size=1, max_size=80))
def test_rows_are_inside_their_tables(word):
    assert all(0 <= row < TABLES[table] for row, table in zip(string_rows(word), STRINGS, strict=True))
    rows = ngram_rows(word)
    assert 1 <= len(rows) <= 24
    assert all(1 <= row <= NGRAM_ROWS for row in rows)


@pytest.mark.parametrize(
    ("word", "wanted"),
    [("Genf", "Xxxx"), ("Aussenminister", "Xxxx"), ("NATO", "XXX"), ("2022", "ddd"), ("US-Amt", "XX-Xxx"), ("…", "…")],
)
def test_shapes(word, wanted):
    assert shape(word) == wanted


def test_forms_of_a_word():
    assert [without_genitive(word) for word in ("Moskaus", "aus", "Genf")] == ["Moskau", "aus", "Genf"]
    assert [other_case(word) for word in ("Genf", "genf", "NATO", "2022")] == ["genf", "Genf", "Nato", "2022"]


def test_lexicon_finds_what_it_has(tmp_path):
    words = [f"Wort{number}" for number in range(2000)]
    clusters = {word: 1 + number % 7 for number, word in enumerate(words)}
    lexicon = Lexicon.build(clusters, {word: -number / 200 for number, word in enumerate(words)})
    for stored in (lexicon, Lexicon.from_bytes(lexicon.to_bytes())):
        clusters, probabilities = stored.look_up([*words, "unbekannt"])
        assert clusters.tolist() == [1 + n % 7 for n in range(2000)] + [0]
        np.testing.assert_allclose(probabilities[:-1], [-n / 200 for n in range(2000)], atol=1 / 24 + 1e-6)
        assert probabilities[-1] == UNKNOWN_LOG_PROBABILITY
    assert Lexicon.build({}, {}).look_up(["x"])[0].tolist() == [0]


def test_gazetteer_answers_bits_and_falls_back():
    places = Gazetteer.build({"Genf": 2, "Moskau": 5}, 3)
    again = Gazetteer.from_bytes(places.to_bytes())
    for gazetteer in (places, again):
        rows = gazetteer.look_up(["Genf", "Moskaus", "Haus"], ["Genf", "Moskau", "Hau"])
        assert rows.tolist() == [[0, 1, 0], [1, 0, 1], [0, 0, 0]]


def test_subword_vectors_have_one_length_and_meaning(subwords):
    vectors = subwords.vectors(["Genf", "Zürich", "trinken", "", "essen"])
    norms = np.linalg.norm(vectors, axis=1)
    np.testing.assert_allclose(norms[[0, 1, 2, 4]], 0.5 * subwords.width**0.5, rtol=1e-3)
    assert norms[3] == 0
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]
    assert vectors[4] @ vectors[2] > vectors[4] @ vectors[0]


def test_rows_of_features(features):
    rows = features.rows(["Lawrow", "Lawrows", "GENF", "US-Regierung", "xyzzy"])
    assert rows.clusters[0, 0] == rows.clusters[1, 0] == 2
    assert rows.clusters[0, 1] == 3
    assert rows.clusters[2].tolist() == [0, 4, 0, 0]
    assert rows.clusters[3].tolist() == [0, 0, 6, 0]
    assert rows.clusters.max() < CLUSTERS
    assert rows.numbers.shape == (5, features.numbers)
    assert rows.numbers[:, 3].tolist() == [0, 1, 1, 1, 1]
    again = WordFeatures.from_files(features.to_files()).rows(["Lawrow", "Lawrows", "GENF", "US-Regierung", "xyzzy"])
    np.testing.assert_allclose(again.numbers, rows.numbers)
