"""The training loop, the memory's and the calibration's fit: small, but the real thing."""

import itertools

import numpy as np
import pytest

from core.extract.ner.storage import pack_weights, unpack_weights
from core.learn import calibration, remembering, training
from core.learn.corpus import Sentence, hold_out
from core.learn.evaluation import f1

PLAN = training.Plan(passes=12, batch_tokens=60, learn_rate=0.01, dropout=0.1)


def test_training_learns_and_is_repeatable(ner, sentences):
    training.train(ner, sentences, PLAN, watch=sentences)
    assert f1(training.dev_counts(ner, sentences).sum(axis=0)) > 0.9
    stored = pack_weights(ner.model)
    unpack_weights(ner.model, stored)
    assert pack_weights(ner.model) == stored


def test_a_plan_hides_what_it_says(ner):
    training.Plan(dropout=0.7, keep={"hashed_strings": 0.25}).hide_input(ner.model)
    rates = {(layer.name, layer.attrs["dropout_rate"]) for layer in ner.model.walk() if "dropout_rate" in layer.attrs}
    assert {rate for _, rate in rates} == {0.7}
    keep = {layer.name: layer.attrs["keep"] for layer in ner.model.walk() if "keep" in layer.attrs}
    assert keep["hashed_strings"] == 0.25
    assert keep["hashed_ngrams"] == 0.85


def test_learning_rate_rises_and_falls():
    rates = [training.learn_rate(step, 1000, 1.0) for step in range(1001)]
    assert rates[0] == pytest.approx(0.1)
    assert max(rates) == pytest.approx(1.0)
    assert rates[1000] == pytest.approx(0.02)
    assert all(a <= b + 1e-9 for a, b in itertools.pairwise(rates[:201]))
    assert all(a >= b - 1e-9 for a, b in itertools.pairwise(rates[200:]))


def test_batches_hold_every_sentence_once(sentences):
    held = [sentence for batch in training.batches(sentences, 50, np.random.default_rng(1)) for sentence in batch]
    assert sorted(map(hash, held)) == sorted(map(hash, sentences))


def test_variants_keep_the_spans(sentences):
    random = np.random.default_rng(0)
    varied = [training.varied(sentence, random) for sentence in sentences * 40]
    assert any(sentence.words[0].isupper() and sentence.words[0] != "." for sentence in varied)
    assert any(sentence.words[-1] != "." for sentence in varied)
    assert all(end <= len(sentence.words) for sentence in varied for _, end, _ in sentence.spans)
    whole = Sentence(("Genf", "."), ((0, 2, "LOC"),))
    assert all(len(training.varied(whole, random).words) == 2 for _ in range(200))


def test_holding_out_loses_nothing(sentences):
    kept, held = hold_out(sentences, 0.25, seed=3)
    assert len(held) == 12
    assert sorted(map(hash, kept + held)) == sorted(map(hash, sentences))
    assert hold_out(sentences, 0.25, seed=3) == (kept, held)


def test_calibration_follows_what_was_right():
    odds = np.repeat([-2.0, 0.0, 2.0], 200)
    right = np.concatenate([np.arange(200) < share * 200 for share in (0.3, 0.5, 0.7)]).astype(float)
    slope, intercept = calibration.logistic(odds, right, np.array([1.0, 0.0]), strength=1.0)
    said = 1 / (1 + np.exp(-(slope * np.array([-2.0, 0.0, 2.0]) + intercept)))
    np.testing.assert_allclose(said, [0.3, 0.5, 0.7], atol=0.02)
    extreme = np.repeat([-13.8, 0.0, 4.0, 13.8], [5, 60, 200, 900])
    shares = np.concatenate([np.arange(n) < share * n for n, share in ((5, 0.4), (60, 0.5), (200, 0.7), (900, 0.97))])
    slope, intercept = calibration.logistic(extreme, shares.astype(float), np.array([1.0, 0.0]), strength=1.0)
    assert 1 / (1 + np.exp(-(slope * 13.8 + intercept))) == pytest.approx(0.97, abs=0.03)
    assert 1 / (1 + np.exp(-(slope * 4.0 + intercept))) == pytest.approx(0.7, abs=0.1)
    few = calibration.logistic(odds[:1], right[:1], np.array([1.0, 0.0]), strength=30.0)
    np.testing.assert_allclose(few, [1.0, 0.0], atol=0.6)


def test_fit_sets_bias_and_curves(ner, sentences):
    training.train(ner, sentences, PLAN)
    calibration.fit(ner, sentences)
    assert 0.0 <= ner.cfg["outside_bias"] <= 1.2
    assert set(ner.cfg["calibration"]) == set(ner.labels)


def test_memory_learns_to_trust_other_mentions(ner, sentences):
    training.train(ner, sentences, training.Plan(passes=3, batch_tokens=60, learn_rate=0.01, dropout=0.1))
    before = pack_weights(ner.model)
    memory = ner.model.get_ref("memory")
    groups = remembering.texts_by_rare_words(sentences[:12])
    assert groups
    assert all(2 <= len(group) <= 6 for group in groups)
    remembering.teach_memory(ner, sentences[:12], dropout=0.5, seed=0, steps=40)
    weights = memory.get_param("W").copy()
    person = weights[:, ner.scheme.index["S-PER"]]
    assert person[0] > person[2] + 0.05  # read as a person elsewhere speaks more for a person than read as a place
    memory.set_param("W", np.zeros_like(weights))
    assert pack_weights(ner.model) == before  # nothing else was learned
