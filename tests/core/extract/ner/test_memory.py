"""Evidence from the same word elsewhere in a text, and what the layer makes of it."""

import numpy as np
import pytest

from core.extract.ner.memory import Recall, document_memory, evidence_columns, gather_evidence
from core.extract.ner.tags import TagScheme

SCHEME = TagScheme(["PER", "LOC"])


def read_as(*names):
    """Marginals that are sure of these tags."""
    return np.eye(len(SCHEME))[[SCHEME.index[name] for name in names]]


def test_a_surname_recalls_the_full_name():
    words = ["Antony", "Blinken", "sagte", "Blinken", "BLINKENS", "und"]
    marginals = read_as("B-PER", "E-PER", "O", "O", "S-LOC", "O")
    evidence = gather_evidence(words, np.zeros(6, np.int64), marginals, SCHEME)
    assert evidence.shape == (6, evidence_columns(SCHEME))
    assert not evidence[[0, 2, 5]].any()  # no other occurrence, or no name
    often = np.log2(3) / 3
    # mean, maximum and maximum at a name's end, each PER and LOC; outside; how often
    np.testing.assert_allclose(evidence[1], [0, 0.5, 0, 1, 0, 0, 0.5, often], rtol=1e-6)
    np.testing.assert_allclose(evidence[3], [0.5, 0.5, 1, 1, 1, 0, 0, often], rtol=1e-6)
    np.testing.assert_allclose(evidence[4], [0.5, 0, 1, 0, 1, 0, 0.5, often], rtol=1e-6)


def test_texts_do_not_know_each_other():
    words = ["Genf", "Genf", "Genf"]
    evidence = gather_evidence(words, np.array([0, 1, 1]), read_as("S-LOC", "S-LOC", "O"), SCHEME)
    assert not evidence[0].any()
    assert evidence[1:].any(axis=1).all()


def test_the_layer_starts_without_effect_and_has_the_right_gradient():
    layer = document_memory(SCHEME)
    layer.initialize()
    random = np.random.default_rng(0)
    read = Recall(
        random.normal(size=(3, len(SCHEME))).astype("f"), random.random((3, evidence_columns(SCHEME))).astype("f")
    )
    np.testing.assert_array_equal(layer.predict(read), read.scores)
    _, backprop = layer(read, is_train=True)
    weight = random.normal(size=read.scores.shape).astype("f")
    np.testing.assert_array_equal(backprop(weight), weight)
    table = layer.get_param("W")
    table[2, 1] += 0.5
    change = ((layer.predict(read) - read.scores) * weight).sum() / 0.5
    assert layer.get_grad("W")[2, 1] == pytest.approx(change, rel=1e-4)
